//! `form ask`: the text that asks the buyer for what the order still lacks.

use crate::cli::buyer_text::respond_with_text;
use crate::cli::context::CommandContext;
use crate::cli::global::LangArg;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::cli::word_arg::WordParser;
use crate::error::Result;

/// Print the text that asks the buyer for exactly what is missing; nothing is sent or recorded.
#[derive(Debug, clap::Args)]
pub struct FormAskArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The language of the text
    #[arg(long, value_name = "LANG", default_value = "zh", value_parser = WordParser::<LangArg>::new())]
    text_lang: LangArg,
    /// Copy the text to the clipboard of the terminal (OSC 52)
    #[arg(long)]
    copy: bool,
}

pub fn run_form_ask(context: &CommandContext, args: &FormAskArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let written = app.write_form_request(&order_no, args.text_lang.into())?;
    respond_with_text(context, &mut app, &written, ("form ask", args.copy))
}

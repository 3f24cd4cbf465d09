//! `order note`

use crate::cli::context::CommandContext;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::domain::value::person::Personal;
use crate::error::Result;
use crate::say;

/// Write down what is to be remembered of an order; nobody outside sees it.
///
/// The text is sealed with the buyer's key. `order show --reveal` shows it, and erasing the person destroys it.
#[derive(Debug, clap::Args)]
pub struct OrderNoteArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The text, at most 500 characters; - reads it from stdin, which keeps it off the command line
    #[arg(value_name = "TEXT")]
    text: String,
}

pub fn run_order_note(context: &CommandContext, args: OrderNoteArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let text = context.read_text_argument(args.text, "note")?;
    let outcome = app.note_order(&order_no, Personal::new(text))?;
    let (said, no) = (!outcome.events.is_empty() && !outcome.dry_run, outcome.order_no.clone());
    let answer = CommandResponse::for_outcome(outcome, context);
    Ok(if said { answer.add_note(say!("已记在订单 {no}", "noted on order {no}")) } else { answer })
}

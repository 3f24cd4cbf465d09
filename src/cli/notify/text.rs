//! `notify text`: a text about an order for a person to give to the buyer.

use clap::ValueEnum;

use crate::cli::buyer_text::respond_with_text;
use crate::cli::context::CommandContext;
use crate::cli::global::LangArg;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::cli::word_arg::{WordParser, word_arg};
use crate::domain::order::notice::BuyerTextKind;
use crate::error::Result;

/// Print a text for the buyer about what the order is waiting for; nothing is sent or recorded.
#[derive(Debug, clap::Args)]
pub struct NotifyTextArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// What the text is about; defaults to what is so now
    #[arg(long, value_name = "WHAT", value_parser = WordParser::<TextAboutArg>::new())]
    about: Option<TextAboutArg>,
    /// The language of the text
    #[arg(long, value_name = "LANG", default_value = "zh", value_parser = WordParser::<LangArg>::new())]
    text_lang: LangArg,
    /// Copy the text to the clipboard of the terminal (OSC 52)
    #[arg(long)]
    copy: bool,
}

/// `--about`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum TextAboutArg {
    /// The form is wanted
    FormWanted,
    /// Some visitors are not named yet
    FormIncomplete,
    /// The order is cancelled
    OrderCancelled,
    /// A refund is under way
    RefundUnderWay,
    /// The refund is done
    RefundDone,
}

word_arg! {
    TextAboutArg {
        FormWanted = "form_wanted", "催填资料", "form wanted";
        FormIncomplete = "form_incomplete", "资料不全", "form incomplete";
        OrderCancelled = "order_cancelled", "订单已取消", "order cancelled";
        RefundUnderWay = "refund_under_way", "退款处理中", "refund under way";
        RefundDone = "refund_done", "退款完成", "refund done";
    }
}

impl From<TextAboutArg> for BuyerTextKind {
    fn from(about: TextAboutArg) -> Self {
        match about {
            TextAboutArg::FormWanted => Self::FormWanted,
            TextAboutArg::FormIncomplete => Self::FormIncomplete,
            TextAboutArg::OrderCancelled => Self::OrderCancelled,
            TextAboutArg::RefundUnderWay => Self::RefundUnderWay,
            TextAboutArg::RefundDone => Self::RefundDone,
        }
    }
}

pub fn run_notify_text(context: &CommandContext, args: &NotifyTextArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let written = app.write_buyer_text(&order_no, args.about.map(Into::into), args.text_lang.into())?;
    respond_with_text(context, &mut app, &written, ("notify text", args.copy))
}

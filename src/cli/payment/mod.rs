//! `payment`

mod qr;

use super::context::{Context, short_text};
use super::next;
use super::order_arg::order_no;
use super::refund::amount;
use super::response::Answer;
use crate::app::resale::payment::Payment;
use crate::error::Result;

/// The payment to the agent: confirm, and the QR codes to pay by.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// The agent was paid: say by which channel
    Confirm(Confirm),
    /// The QR codes that an operator scans to pay the agent
    #[command(subcommand)]
    Qr(qr::Verb),
}

#[derive(Debug, clap::Args)]
struct Confirm {
    /// The order's number
    #[arg(value_name = "ORDER")]
    order: String,
    /// How it was paid
    #[arg(long, value_name = "CHANNEL")]
    channel: Channel,
    /// The payment's number at the channel
    #[arg(long = "ref", value_name = "NO")]
    reference: Option<String>,
    /// What was paid in yuan, if not the payable amount
    #[arg(long, value_name = "AMOUNT")]
    amount: Option<String>,
    /// Why another amount than the payable one
    #[arg(long, value_name = "REASON", requires = "amount")]
    amount_reason: Option<String>,
}

/// `--channel`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Channel {
    /// WeChat Pay
    Wechat,
    /// Alipay
    Alipay,
    /// A bank transfer
    Bank,
}

impl Channel {
    const fn code(self) -> &'static str {
        match self {
            Self::Wechat => "wechat",
            Self::Alipay => "alipay",
            Self::Bank => "bank",
        }
    }
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::Confirm(confirm) => self::confirm(context, confirm),
        Verb::Qr(verb) => qr::run(context, verb),
    }
}

fn confirm(context: &Context, args: Confirm) -> Result<Answer> {
    let reference = args.reference.map(|text| text.trim().to_owned());
    if let Some(reference) = &reference {
        short_text("--ref", reference, 64)?;
    }
    let payment = Payment {
        channel: args.channel.code().to_owned(),
        reference,
        amount: args.amount.as_deref().map(amount).transpose()?,
        amount_reason: args.amount_reason,
    };
    let mut app = context.app()?;
    let order_no = order_no(&mut app, &args.order)?;
    let outcome = app.confirm_payment(&order_no, &payment)?;
    next::done(context, &mut app, outcome)
}

//! `payment`

mod qr;

use super::context::{CommandContext, check_short_text};
use super::next;
use super::order_arg::OrderArg;
use super::refund::parse_amount_flag;
use super::response::CommandResponse;
use super::word_arg::{WordArg as _, WordParser, word_arg};
use crate::app::resale::payment::AgentPaymentInput;
use crate::error::Result;

/// Payments to the agent: confirm, and the payment QR codes.
#[derive(Debug, clap::Args)]
pub struct PaymentArgs {
    #[command(subcommand)]
    verb: PaymentVerb,
}

#[derive(Debug, clap::Subcommand)]
enum PaymentVerb {
    /// Confirm that the agent was paid
    Confirm(PaymentConfirmArgs),
    /// Payment QR codes, which an operator scans to pay the agent
    #[command(subcommand)]
    Qr(qr::PaymentQrVerb),
}

#[derive(Debug, clap::Args)]
struct PaymentConfirmArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The payment channel
    #[arg(long, value_name = "CHANNEL", value_parser = WordParser::<PaymentChannelArg>::new())]
    channel: PaymentChannelArg,
    /// The channel's payment number
    #[arg(long = "ref", value_name = "NO")]
    reference: Option<String>,
    /// The amount paid in yuan; defaults to the payable amount
    #[arg(long, value_name = "AMOUNT")]
    amount: Option<String>,
    /// Why the amount is not the payable amount
    #[arg(long, value_name = "REASON", requires = "amount")]
    amount_reason: Option<String>,
}

/// `--channel`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum PaymentChannelArg {
    /// WeChat Pay
    Wechat,
    /// Alipay
    Alipay,
    /// A bank transfer
    Bank,
}

word_arg! {
    PaymentChannelArg {
        Wechat = "wechat", "微信", "WeChat Pay";
        Alipay = "alipay", "支付宝", "Alipay";
        Bank = "bank", "银行转账", "bank transfer";
    }
}

pub fn run_payment(context: &CommandContext, args: PaymentArgs) -> Result<CommandResponse> {
    match args.verb {
        PaymentVerb::Confirm(confirm) => self::confirm_payment(context, confirm),
        PaymentVerb::Qr(verb) => qr::run_payment_qr(context, verb),
    }
}

fn confirm_payment(context: &CommandContext, args: PaymentConfirmArgs) -> Result<CommandResponse> {
    let reference = args.reference.map(|text| text.trim().to_owned());
    if let Some(reference) = &reference {
        check_short_text("--ref", reference, 64)?;
    }
    let payment = AgentPaymentInput {
        channel: args.channel.code().to_owned(),
        reference,
        amount: args.amount.as_deref().map(parse_amount_flag).transpose()?,
        amount_reason: args.amount_reason,
    };
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let outcome = app.confirm_payment(&order_no, &payment)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

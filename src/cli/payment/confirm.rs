//! `payment confirm`: what is to be paid stands above the question, and what was booked below it.

use std::path::PathBuf;

use super::answer::{REFERENCE_LIMIT, ask_number};
use super::preview::{render_preview, require_consent_to_loss};
use super::sheet;
use crate::app::resale::payment::AgentPaymentInput;
use crate::app::resale::payment::preview::PaymentPreview;
use crate::cli::context::{CommandContext, check_short_text, parse_amount_flag};
use crate::cli::errors::CliError;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::{CommandResponse, print_to_stderr};
use crate::cli::word_arg::{WordParser, word_arg};
use crate::cli::{next, prompt};
use crate::domain::resale::payment_channel::PaymentChannel;
use crate::error::Result;
use crate::output::order_labels::zh_en;

/// Confirm that the agent was paid.
///
/// On a terminal the amounts are shown, and what is missing is asked for; a payment at a loss is asked about, or needs --yes.
///
/// --file takes a sheet of payments, a row for each; `ticketctl help files payments` prints a sample. Each is checked against what
/// is payable; --channel is that of the rows without one. The time is checked, and not kept. Rows that are right are booked though
/// others are refused: the exit code is then 8. Rows of several orders with one payment number are all refused. A repeat has no
/// effect.
#[derive(Debug, clap::Args)]
pub(super) struct PaymentConfirmArgs {
    /// The order number
    #[arg(value_name = "ORDER", required_unless_present = "file", conflicts_with = "file")]
    order: Option<OrderArg>,
    /// A sheet of payments as `help files payments` shows one: CSV in any common encoding, XLSX or XLS; - reads standard input
    #[arg(long, value_name = "SHEET")]
    file: Option<PathBuf>,
    /// The sheet of a workbook, where several have payments
    #[arg(long, value_name = "NAME", requires = "file")]
    sheet: Option<String>,
    /// The payment channel
    #[arg(long, value_name = "CHANNEL", value_parser = WordParser::<PaymentChannelArg>::new())]
    channel: Option<PaymentChannelArg>,
    /// The channel's payment number
    #[arg(long = "ref", value_name = "NO", conflicts_with = "file")]
    reference: Option<String>,
    /// The amount paid in yuan; defaults to the payable amount
    #[arg(long, value_name = "AMOUNT", conflicts_with = "file")]
    amount: Option<String>,
    /// Why the amount is not the payable amount
    #[arg(long, value_name = "REASON", requires = "amount")]
    amount_reason: Option<String>,
}

/// `--channel`
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum PaymentChannelArg {
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
    } also name_otherwise
}

const fn name_otherwise(channel: PaymentChannelArg) -> &'static [&'static str] {
    channel.as_channel().other_names()
}

impl PaymentChannelArg {
    pub(super) const fn as_channel(self) -> PaymentChannel {
        match self {
            Self::Wechat => PaymentChannel::Wechat,
            Self::Alipay => PaymentChannel::Alipay,
            Self::Bank => PaymentChannel::Bank,
        }
    }
}

pub(super) fn run_payment_confirm(context: &CommandContext, args: PaymentConfirmArgs) -> Result<CommandResponse> {
    let channel = args.channel.map(PaymentChannelArg::as_channel);
    if let Some(file) = &args.file {
        return sheet::confirm_payments(context, file, args.sheet.as_deref(), channel);
    }
    let reference = args.reference.map(|text| text.trim().to_owned());
    if let Some(reference) = &reference {
        check_short_text("--ref", reference, REFERENCE_LIMIT)?;
    }
    let amount = args.amount.as_deref().map(parse_amount_flag).transpose()?;
    let mut app = context.open_app()?;
    let order_no = args.order.unwrap_or_default().resolve(&mut app)?;
    let preview = app.preview_payment(&order_no, amount)?;
    let (channel, reference) = ask_how_it_was_paid(context, &preview, channel, reference)?;
    let amount_reason = args.amount_reason;
    let payment = AgentPaymentInput { channel, reference, amount, amount_reason, from_sheet: false };
    require_consent_to_loss(context, app.find_payment_loss(&preview, &payment)?)?;
    let outcome = app.confirm_payment(&order_no, &payment)?;
    next::respond_with_next_step(context, &mut app, outcome)
}

/// The channel and the payment's number: as they were given, or as a person answers, who sees first what is to be paid.
fn ask_how_it_was_paid(
    context: &CommandContext,
    preview: &PaymentPreview,
    channel: Option<PaymentChannel>,
    reference: Option<String>,
) -> Result<(String, Option<String>)> {
    if let (None, Some(recorded)) = (channel, &preview.paid_by) {
        // Paid before, and the rules say by whom: nobody needs to be asked how.
        return Ok((recorded.clone(), reference));
    }
    let asks_number = reference.is_none() && preview.is_due && context.asks_for_more();
    if channel.is_some() && !asks_number {
        return Ok((channel.map_or_else(String::new, |channel| channel.code().to_owned()), reference));
    }
    if !context.can_ask() {
        return Err(CliError::PaymentChannelNeeded { order_no: &preview.order_no }.into_error());
    }
    print_to_stderr(&render_preview(preview, context.lang()));
    let named = channel;
    loop {
        let channel = named.map_or_else(|| ask_channel(context), Ok)?;
        if reference.is_some() || !preview.is_due {
            return Ok((channel.code().to_owned(), reference));
        }
        match ask_number(context, channel)? {
            Some((channel, reference)) => return Ok((channel.code().to_owned(), reference)),
            None if named.is_some() => return Err(CliError::Declined.into_error()),
            None => {}
        }
    }
}

fn ask_channel(context: &CommandContext) -> Result<PaymentChannel> {
    let question = zh_en("怎么付的", "How was it paid").in_lang(context.lang());
    let labels: Vec<&str> = PaymentChannel::ALL.iter().map(|channel| channel.label().in_lang(context.lang())).collect();
    let chosen = prompt::ask(|| dialoguer::Select::new().with_prompt(question).items(&labels).default(0).interact())?;
    PaymentChannel::ALL.get(chosen).copied().ok_or_else(|| CliError::TerminalClosed.into_error())
}

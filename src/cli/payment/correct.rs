//! `payment correct`: the payment that was booked under a wrong number, or a wrong channel.

use super::answer::REFERENCE_LIMIT;
use super::confirm::PaymentChannelArg;
use crate::app::resale::payment::correct::PaymentCorrection;
use crate::cli::context::{CommandContext, check_short_text};
use crate::cli::next;
use crate::cli::order_arg::OrderArg;
use crate::cli::response::CommandResponse;
use crate::cli::word_arg::WordParser;
use crate::error::Result;
use crate::say;

/// Correct the number under which the agent's payment was booked, and its channel.
///
/// The amount stays as it is. The wrong number is free again for the order that it belongs to. A payment that was given back can
/// no longer be corrected.
#[derive(Debug, clap::Args)]
pub(super) struct PaymentCorrectArgs {
    /// The order number
    #[arg(value_name = "ORDER")]
    order: OrderArg,
    /// The channel's payment number, as it should have been booked
    #[arg(long = "ref", value_name = "NO")]
    reference: String,
    /// The payment channel, where it was another one too
    #[arg(long, value_name = "CHANNEL", value_parser = WordParser::<PaymentChannelArg>::new())]
    channel: Option<PaymentChannelArg>,
    /// Why; asked for on a terminal
    #[arg(long, value_name = "REASON")]
    reason: Option<String>,
}

pub(super) fn run_payment_correct(context: &CommandContext, args: PaymentCorrectArgs) -> Result<CommandResponse> {
    let reference = args.reference.trim().to_owned();
    check_short_text("--ref", &reference, REFERENCE_LIMIT)?;
    let channel = args.channel.map(|channel| channel.as_channel().code().to_owned());
    let mut app = context.open_app()?;
    let order_no = args.order.resolve(&mut app)?;
    let question = say!("为什么更正订单 {order_no} 的代付", "Why is the payment of order {order_no} corrected");
    let reason = context.ask_missing(args.reason, "--reason", &question)?;
    let outcome = app.correct_payment(&order_no, &PaymentCorrection { channel, reference, reason })?;
    next::respond_with_next_step(context, &mut app, outcome)
}

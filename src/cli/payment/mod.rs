//! `payment`

pub(in crate::cli) mod answer;
mod confirm;
mod correct;
pub(super) mod preview;
mod qr;
mod sheet;

use super::context::CommandContext;
use super::response::CommandResponse;
use crate::error::Result;

/// Payments to the agent: confirm, correct, and the payment QR codes.
#[derive(Debug, clap::Args)]
pub struct PaymentArgs {
    #[command(subcommand)]
    verb: PaymentVerb,
}

#[derive(Debug, clap::Subcommand)]
enum PaymentVerb {
    Confirm(confirm::PaymentConfirmArgs),
    Correct(correct::PaymentCorrectArgs),
    /// Payment QR codes, which an operator scans to pay the agent
    #[command(subcommand)]
    Qr(qr::PaymentQrVerb),
}

pub fn run_payment(context: &CommandContext, args: PaymentArgs) -> Result<CommandResponse> {
    match args.verb {
        PaymentVerb::Confirm(confirm) => confirm::run_payment_confirm(context, confirm),
        PaymentVerb::Correct(correct) => correct::run_payment_correct(context, correct),
        PaymentVerb::Qr(verb) => qr::run_payment_qr(context, verb),
    }
}

//! `refund`: for a resale order in legs, for a checkout order in one step.

use super::context::{CommandContext, parse_amount_flag};
use super::errors::CliError;
use super::next;
use super::order_arg::OrderArg;
use super::refund_leg::{RefundLegArgs, confirm_legs};
use super::response::CommandResponse;
use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::checkout::command::OpenRefund;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::value::money::Fen;
use crate::error::{Error, Result};

/// Refunds: open, leg, complete, dismiss, fail.
#[derive(Debug, clap::Args)]
pub struct RefundArgs {
    #[command(subcommand)]
    verb: RefundVerb,
}

#[derive(Debug, clap::Subcommand)]
enum RefundVerb {
    /// Open a refund
    Open {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// The reason
        #[arg(long, value_name = "REASON")]
        reason: String,
        /// The amount in the order's currency; defaults to all that is left. A part keeps the order as it is
        #[arg(long, value_name = "AMOUNT")]
        amount: Option<String>,
        /// Checkout: why a redeemed ticket is refunded
        #[arg(long, value_name = "REASON")]
        redeemed: Option<String>,
        /// Cancel the ticket, and end the order, though only a part is refunded
        #[arg(long)]
        revoke_ticket: bool,
    },
    /// Record that a leg of a refund is done: buyer refunded, agent refunded, ticket cancelled
    Leg(RefundLegArgs),
    /// Complete a refund: the money is back
    Complete {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// Checkout, or with --payment-ref: the evidence, such as the payment provider's refund number
        #[arg(long, value_name = "TEXT")]
        evidence: Option<String>,
        /// The number of a payment that was not applied to its order, or a second one of the agent, and came back
        #[arg(long, value_name = "REF", requires = "evidence")]
        payment_ref: Option<String>,
        /// Checkout, with --payment-ref: the amount returned; defaults to all of it
        #[arg(long, value_name = "AMOUNT", requires = "payment_ref")]
        amount: Option<String>,
    },
    /// Record that nothing is owed for a payment that was not applied to its order, or a second one of the agent
    Dismiss {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// The number of the payment
        #[arg(long, value_name = "REF")]
        payment_ref: String,
        /// The reason, such as the order that the payment belongs to
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
    /// Checkout: record that the payment provider could not refund; the refund stays open
    Fail {
        /// The order number
        #[arg(value_name = "ORDER")]
        order: OrderArg,
        /// The reason
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
}

pub fn run_refund(context: &CommandContext, args: RefundArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let outcome = match args.verb {
        RefundVerb::Open { order, reason, amount, redeemed, revoke_ticket } => {
            let amount = amount.as_deref().map(parse_amount_flag).transpose()?;
            let order_no = order.resolve(&mut app)?;
            let wish = OpenRefund { reason, amount, redeemed_reason: redeemed, revokes_ticket: revoke_ticket };
            open_refund(&mut app, &order_no, wish)?
        }
        RefundVerb::Leg(args) => return confirm_legs(context, app, args),
        RefundVerb::Complete { order, evidence, payment_ref, amount } => {
            let amount = amount.as_deref().map(parse_amount_flag).transpose()?;
            let order_no = order.resolve(&mut app)?;
            match payment_ref.zip(evidence.clone()) {
                Some((reference, evidence)) => return_payment(&mut app, &order_no, &reference, amount, &evidence)?,
                None => complete_refund(&mut app, &order_no, evidence.as_deref())?,
            }
        }
        RefundVerb::Dismiss { order, payment_ref, reason } => {
            let order_no = order.resolve(&mut app)?;
            match order_no.flow() {
                OrderFlow::Checkout => app.dismiss_unapplied_payment(&order_no, &payment_ref, &reason)?,
                OrderFlow::Resale => app.dismiss_second_payment(&order_no, &payment_ref, &reason)?,
            }
        }
        RefundVerb::Fail { order, reason } => {
            let order_no = order.resolve(&mut app)?;
            app.fail_checkout_refund(&order_no, &reason)?
        }
    };
    next::respond_with_next_step(context, &mut app, outcome)
}

fn open_refund(app: &mut App, order_no: &OrderNo, wish: OpenRefund) -> Result<OrderOutcome> {
    match order_no.flow() {
        OrderFlow::Checkout => app.refund_checkout(order_no, wish),
        OrderFlow::Resale if wish.redeemed_reason.is_some() => Err(checkout_only_error("--redeemed")),
        OrderFlow::Resale => app.open_refund(order_no, &wish.reason, wish.amount, wish.revokes_ticket),
    }
}

/// A payment that was one too many, or not the right one: of the buyer here, of the agent in the resale flow.
fn return_payment(
    app: &mut App,
    order_no: &OrderNo,
    reference: &str,
    amount: Option<Fen>,
    evidence: &str,
) -> Result<OrderOutcome> {
    match (order_no.flow(), amount) {
        (OrderFlow::Checkout, _) => app.return_unapplied_payment(order_no, reference, amount, evidence),
        (OrderFlow::Resale, None) => app.return_second_payment(order_no, reference, evidence),
        (OrderFlow::Resale, Some(_)) => Err(checkout_only_error("--amount")),
    }
}

fn complete_refund(app: &mut App, order_no: &OrderNo, evidence: Option<&str>) -> Result<OrderOutcome> {
    match (order_no.flow(), evidence) {
        (OrderFlow::Checkout, Some(evidence)) => app.complete_checkout_refund(order_no, evidence),
        (OrderFlow::Checkout, None) => Err(evidence_needed_error()),
        (OrderFlow::Resale, None) => app.complete_refund(order_no),
        (OrderFlow::Resale, Some(_)) => Err(checkout_only_error("--evidence")),
    }
}

/// A resale refund's evidence belongs to its legs.
fn checkout_only_error(flag: &str) -> Box<Error> {
    CliError::FlagOfOtherFlow { flag: &flag }.into_error().detail("field", flag)
}

fn evidence_needed_error() -> Box<Error> {
    CliError::EvidenceNeeded.into_error().detail("field", "--evidence")
}

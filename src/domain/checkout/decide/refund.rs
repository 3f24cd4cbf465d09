//! Money that goes back: b12.

use super::{CheckoutRefusal, require_allowed};
use crate::domain::checkout::axis::{FulfillmentStatus, LockStatus, PaymentStatus};
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::*;
use crate::domain::checkout::rejections::CheckoutRejection;
use crate::domain::order::actor::Actor;
use crate::domain::order::operator_text::parse_operator_text;
use crate::domain::value::money::Fen;
use crate::domain::value::rejection::Rejection;

/// b12: the ticket dies first, and its places are free again.
pub(super) fn open_refund(
    order: &CheckoutOrder,
    reason: &str,
    amount: Option<Fen>,
    redeemed_reason: Option<&str>,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    let amount = amount.unwrap_or_else(|| order.refundable_amount());
    let request = CheckoutRefundRequested {
        amount,
        reason: parse_operator_text(reason, "reason")?,
        operator_id: Some(by.operator.clone()),
        redeemed_reason: redeemed_reason.map(|why| parse_operator_text(why, "redeemed")).transpose()?,
    };
    require_allowed(&without_ticket(order), &CheckoutEvent::RefundRequested(request.clone()))?;
    check_refund_amount(order, amount)?;
    let mut events = Vec::new();
    match order.status.fulfillment {
        FulfillmentStatus::Redeemed if request.redeemed_reason.is_none() => {
            return Err(CheckoutRejection::TicketWasRedeemed { no: &order.order_no }.into_rejection().into());
        }
        FulfillmentStatus::Fulfilled | FulfillmentStatus::Redeemed => {
            events.push(CheckoutEvent::Revoked(StatedReason {
                operator_id: by.operator.clone(),
                reason: "refund".to_owned(),
            }));
        }
        FulfillmentStatus::NotStarted | FulfillmentStatus::Revoked | FulfillmentStatus::Failed => {}
    }
    // A place that was used can't be sold again, nor one of a day that is over.
    let unused =
        order.status.fulfillment != FulfillmentStatus::Redeemed && order.draft.date >= order.local_today(by.now);
    if let Some(lock) = order.lock.as_ref().filter(|_| unused && order.status.lock == LockStatus::Committed) {
        events.push(CheckoutEvent::LockReleased(LockReleased {
            lock_id: lock.lock_id.clone(),
            reason: "refunded".to_owned(),
        }));
    }
    events.push(CheckoutEvent::RefundRequested(request));
    Ok(events)
}

/// The order as it will be when its ticket is dead: the ticket alone never stands in the way of a refund.
fn without_ticket(order: &CheckoutOrder) -> CheckoutOrder {
    let mut order = order.clone();
    if matches!(order.status.fulfillment, FulfillmentStatus::Fulfilled | FulfillmentStatus::Redeemed) {
        order.status.fulfillment = FulfillmentStatus::Revoked;
    }
    order
}

fn check_refund_amount(order: &CheckoutOrder, amount: Fen) -> Result<(), Rejection> {
    let (left, currency) = (order.refundable_amount(), &order.draft.quote.currency);
    if amount > Fen::ZERO && amount <= left {
        return Ok(());
    }
    Err(CheckoutRejection::RefundAmount { amount: &amount, currency: &currency, left: &left }.into())
}

/// b12.
pub(super) fn complete_refund(
    order: &CheckoutOrder,
    evidence: &str,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    if order.status.payment == PaymentStatus::Refunded {
        return Ok(Vec::new());
    }
    let amount = order.open_refund().map_or(Fen::ZERO, |refund| refund.amount);
    let evidence = parse_operator_text(evidence, "evidence")?;
    Ok(vec![CheckoutEvent::RefundCompleted(RefundCompleted { amount, evidence, operator_id: by.operator.clone() })])
}

/// b12: the refund stays open.
pub(super) fn fail_refund(reason: &str, by: &Actor) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    let failure_message = parse_operator_text(reason, "reason")?;
    Ok(vec![CheckoutEvent::RefundFailed(RefundFailed { failure_message, operator_id: by.operator.clone() })])
}

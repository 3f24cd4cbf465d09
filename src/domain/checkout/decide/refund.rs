//! Money that goes back: b12.

use super::{CheckoutRefusal, require_allowed};
use crate::domain::checkout::axis::{CheckoutStatus, FulfillmentStatus, LockStatus};
use crate::domain::checkout::command::OpenRefund;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::*;
use crate::domain::checkout::rejections::CheckoutRejection;
use crate::domain::checkout::unfulfillable::UnfulfillableReason;
use crate::domain::order::actor::Actor;
use crate::domain::order::operator_text::parse_operator_text;
use crate::domain::value::money::Fen;
use crate::domain::value::rejection::Rejection;

/// b12: of everything, the ticket dies first, and its places are free again. A part leaves both as they are, unless they are
/// to go all the same.
pub(super) fn open_refund(
    order: &CheckoutOrder,
    wish: &OpenRefund,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    let left = order.refundable_amount();
    let amount = wish.amount.unwrap_or(left);
    let request = CheckoutRefundRequested {
        amount,
        reason: parse_operator_text(&wish.reason, "reason")?,
        operator_id: Some(by.operator.clone()),
        redeemed_reason: wish.redeemed_reason.as_deref().map(|why| parse_operator_text(why, "redeemed")).transpose()?,
        // What is refunded for good may get the rest of it; nothing is kept any more.
        keeps_ticket: amount < left && !wish.revokes_ticket && order.status.order != CheckoutStatus::Refunded,
    };
    let event = CheckoutEvent::RefundRequested(request);
    require_allowed(&without_ticket(order), &event)?;
    check_refund_amount(order, amount)?;
    let CheckoutEvent::RefundRequested(request) = &event else { return Ok(Vec::new()) };
    let mut events = if request.keeps_ticket { Vec::new() } else { give_ticket_back(order, request, by)? };
    events.push(event);
    Ok(events)
}

/// The ticket dies, and the places that nobody used are free again.
fn give_ticket_back(
    order: &CheckoutOrder,
    request: &CheckoutRefundRequested,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
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
    // Done before: of everything, or of the part that was last to go back.
    if order.open_refund().is_none() && !order.refunds.is_empty() {
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

/// Nobody asks for the refund of what can't be fulfilled: the rules do.
pub(super) fn refund_of_the_unfulfillable(amount: Fen, reason: UnfulfillableReason) -> CheckoutEvent {
    CheckoutEvent::RefundRequested(CheckoutRefundRequested {
        amount,
        reason: reason.code().to_owned(),
        operator_id: None,
        redeemed_reason: None,
        keeps_ticket: false,
    })
}

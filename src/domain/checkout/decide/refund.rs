//! Money that goes back: b12.

use super::{Refused, admit};
use crate::domain::checkout::axis::{FulfillmentStatus, LockStatus, PaymentStatus};
use crate::domain::checkout::event::Event;
use crate::domain::checkout::order::Order;
use crate::domain::checkout::payload::*;
use crate::domain::order::actor::Actor;
use crate::domain::order::rejection::{Rejection, stated};
use crate::domain::value::money::Fen;
use crate::say;

/// b12: the ticket dies first, and its places are free again.
pub(super) fn open(
    order: &Order,
    reason: &str,
    amount: Option<Fen>,
    redeemed_reason: Option<&str>,
    by: &Actor,
) -> Result<Vec<Event>, Refused> {
    let amount = amount.unwrap_or_else(|| order.refundable());
    let request = RefundRequested {
        amount,
        reason: stated(reason, "reason")?,
        operator_id: Some(by.operator.clone()),
        redeemed_reason: redeemed_reason.map(|why| stated(why, "redeemed")).transpose()?,
    };
    admit(&without_ticket(order), &Event::RefundRequested(request.clone()))?;
    within(order, amount)?;
    let mut events = Vec::new();
    match order.status.fulfillment {
        FulfillmentStatus::Redeemed if request.redeemed_reason.is_none() => return Err(was_used(order).into()),
        FulfillmentStatus::Fulfilled | FulfillmentStatus::Redeemed => {
            events.push(Event::Revoked(Stated { operator_id: by.operator.clone(), reason: "refund".to_owned() }));
        }
        FulfillmentStatus::NotStarted | FulfillmentStatus::Revoked | FulfillmentStatus::Failed => {}
    }
    // A place that was used can't be sold again, nor one of a day that is over.
    let unused = order.status.fulfillment != FulfillmentStatus::Redeemed && order.draft.date >= order.today(by.now);
    if let Some(lock) = order.lock.as_ref().filter(|_| unused && order.status.lock == LockStatus::Committed) {
        events.push(Event::LockReleased(LockReleased { lock_id: lock.lock_id.clone(), reason: "refunded".to_owned() }));
    }
    events.push(Event::RefundRequested(request));
    Ok(events)
}

/// The order as it will be when its ticket is dead: the ticket alone never stands in the way of a refund.
fn without_ticket(order: &Order) -> Order {
    let mut order = order.clone();
    if matches!(order.status.fulfillment, FulfillmentStatus::Fulfilled | FulfillmentStatus::Redeemed) {
        order.status.fulfillment = FulfillmentStatus::Revoked;
    }
    order
}

fn within(order: &Order, amount: Fen) -> Result<(), Rejection> {
    let (left, currency) = (order.refundable(), &order.draft.quote.currency);
    if amount > Fen::ZERO && amount <= left {
        return Ok(());
    }
    Err(Rejection::rule(
        "refund_amount",
        say!(
            "退款金额 {amount} {currency} 不在 0.01 到可退的 {left} {currency} 之间",
            "a refund of {amount} {currency} is not between 0.01 and the {left} {currency} that can go back"
        ),
    ))
}

fn was_used(order: &Order) -> Rejection {
    let no = &order.order_no;
    Rejection::rule(
        "ticket_was_redeemed",
        say!(
            "订单 {no} 的票已核销；退款需要说明原因",
            "the ticket of order {no} was used: a refund needs a reason for that"
        ),
    )
    .hint(say!("加上 --redeemed 原因", "add --redeemed REASON"))
}

/// b12.
pub(super) fn complete(order: &Order, evidence: &str, by: &Actor) -> Result<Vec<Event>, Refused> {
    if order.status.payment == PaymentStatus::Refunded {
        return Ok(Vec::new());
    }
    let amount = order.open_refund().map_or(Fen::ZERO, |refund| refund.amount);
    let evidence = stated(evidence, "evidence")?;
    Ok(vec![Event::RefundCompleted(RefundCompleted { amount, evidence, operator_id: by.operator.clone() })])
}

/// b12: the refund stays open.
pub(super) fn fail(reason: &str, by: &Actor) -> Result<Vec<Event>, Refused> {
    let failure_message = stated(reason, "reason")?;
    Ok(vec![Event::RefundFailed(RefundFailed { failure_message, operator_id: by.operator.clone() })])
}

//! Money at the end, and the ways out: a19 to a21.

use crate::domain::resale::axis::{AgentPaymentStatus, OrderStatus, ProfitShareStatus};
use crate::domain::resale::order::{Done, Leg, Order, Refund};
use crate::domain::resale::payload::{CancelRequested, LegConfirmed, RefundRequested, ShareSettled};

pub(super) fn share(order: &mut Order, share: Done<ShareSettled>) {
    order.status.profit_share = ProfitShareStatus::Settled;
    order.share = Some(share);
}

pub(super) fn cancel(order: &mut Order, request: &CancelRequested) {
    let amount = order.purchase.paid_amount;
    order.refund = Some(Refund { reason: request.reason.clone(), amount, is_cancel: true, legs: Vec::new() });
    order.status.order =
        if request.agent_must_confirm { OrderStatus::CancelPending } else { OrderStatus::RefundPending };
}

pub(super) fn refund(order: &mut Order, request: &RefundRequested) {
    let (reason, amount) = (request.reason.clone(), request.amount);
    order.refund = Some(Refund { reason, amount, is_cancel: false, legs: Vec::new() });
    order.status.order = OrderStatus::RefundPending;
}

pub(super) fn leg(order: &mut Order, leg: Done<LegConfirmed>) {
    if leg.what.leg == Leg::Agent.code() {
        order.status.agent_payment = AgentPaymentStatus::Refunded;
    }
    if let Some(refund) = &mut order.refund {
        refund.legs.push(leg);
    }
}

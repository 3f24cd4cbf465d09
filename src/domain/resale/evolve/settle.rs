//! Money at the end, and the ways out: a19 to a21.

use crate::domain::resale::axis::{AgentPaymentStatus, OrderStatus, ProfitShareStatus};
use crate::domain::resale::order::{RecordedFact, ResaleOrder, ResaleRefund};
use crate::domain::resale::payload::{
    CancelRequested, LegConfirmed, OrderClosed, RefundLeg, ResaleRefundRequested, ShareSettled,
};
use crate::domain::value::time::Timestamp;

pub(super) fn apply_share(order: &mut ResaleOrder, share: RecordedFact<ShareSettled>) {
    order.status.profit_share = ProfitShareStatus::Settled;
    order.share = Some(share);
}

pub(super) fn apply_cancel(order: &mut ResaleOrder, request: &CancelRequested, at: Timestamp) {
    order.platform.settle_all();
    order.refunds.push(ResaleRefund {
        reason: request.reason.clone(),
        amount: order.refundable_amount(),
        is_cancel: true,
        resumes: None,
        legs: Vec::new(),
        requested_at: at,
        completed_at: None,
    });
    order.status.order =
        if request.agent_must_confirm { OrderStatus::CancelPending } else { OrderStatus::RefundPending };
}

pub(super) fn apply_refund(order: &mut ResaleOrder, request: &ResaleRefundRequested, at: Timestamp) {
    order.platform.settle_all();
    order.refunds.push(ResaleRefund {
        reason: request.reason.clone(),
        amount: request.amount,
        is_cancel: false,
        resumes: request.keeps_order.then_some(order.status.order),
        legs: Vec::new(),
        requested_at: at,
        completed_at: None,
    });
    order.status.order = OrderStatus::RefundPending;
}

pub(super) fn apply_refund_leg(order: &mut ResaleOrder, leg: RecordedFact<LegConfirmed>) {
    if leg.what.leg == RefundLeg::Agent {
        order.status.agent_payment = AgentPaymentStatus::Refunded;
    }
    if let Some(refund) = order.refunds.last_mut() {
        refund.legs.push(leg);
    }
}

/// The order ends as `end`, or goes on where only a part of its money went back: a share that was reversed for it is then to be
/// settled anew.
pub(super) fn close_refund(order: &mut ResaleOrder, end: OrderStatus, closed: &OrderClosed, at: Timestamp) {
    let open = order.refunds.last_mut().filter(|refund| refund.completed_at.is_none());
    let resumes = open.and_then(|refund| {
        refund.amount = closed.refunded_amount;
        refund.completed_at = Some(at);
        refund.resumes
    });
    order.status.order = resumes.unwrap_or(end);
    if resumes.is_some() && order.status.profit_share == ProfitShareStatus::Reversed {
        order.status.profit_share = ProfitShareStatus::Ready;
        order.share = None;
    }
}

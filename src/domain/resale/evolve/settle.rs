//! Money at the end, and the ways out: a19 to a21.

use crate::domain::resale::axis::{AgentPaymentStatus, OrderStatus, ProfitShareStatus};
use crate::domain::resale::order::{RecordedFact, ResaleOrder, ResaleRefund};
use crate::domain::resale::payload::{CancelRequested, LegConfirmed, RefundLeg, ResaleRefundRequested, ShareSettled};

pub(super) fn apply_share(order: &mut ResaleOrder, share: RecordedFact<ShareSettled>) {
    order.status.profit_share = ProfitShareStatus::Settled;
    order.share = Some(share);
}

pub(super) fn apply_cancel(order: &mut ResaleOrder, request: &CancelRequested) {
    let amount = order.purchase.paid_amount;
    order.refund = Some(ResaleRefund { reason: request.reason.clone(), amount, is_cancel: true, legs: Vec::new() });
    order.status.order =
        if request.agent_must_confirm { OrderStatus::CancelPending } else { OrderStatus::RefundPending };
}

pub(super) fn apply_refund(order: &mut ResaleOrder, request: &ResaleRefundRequested) {
    let (reason, amount) = (request.reason.clone(), request.amount);
    order.refund = Some(ResaleRefund { reason, amount, is_cancel: false, legs: Vec::new() });
    order.status.order = OrderStatus::RefundPending;
}

pub(super) fn apply_refund_leg(order: &mut ResaleOrder, leg: RecordedFact<LegConfirmed>) {
    if leg.what.leg == RefundLeg::Agent {
        order.status.agent_payment = AgentPaymentStatus::Refunded;
    }
    if let Some(refund) = &mut order.refund {
        refund.legs.push(leg);
    }
}

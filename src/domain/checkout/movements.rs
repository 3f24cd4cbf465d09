//! The money that a checkout order says was moved.

use super::order::CheckoutOrder;
use crate::domain::order::movement::{MovementRole, OrderMovement};

/// Every movement of an order: the payment, what came and bought nothing, and what went back.
pub fn list_movements(order: &CheckoutOrder) -> Vec<OrderMovement> {
    let payment = order.payment.iter().map(|payment| OrderMovement {
        role: MovementRole::Income,
        amount: order.draft.quote.amount,
        at: payment.at,
        number: Some(payment.reference.clone()),
        channel: Some(payment.method.clone()),
    });
    let unapplied = order.unapplied.iter().map(|payment| OrderMovement {
        role: MovementRole::Income,
        amount: payment.amount.unwrap_or_default(),
        at: payment.at,
        number: Some(payment.reference.clone()),
        channel: None,
    });
    let refunds = order.refunds.iter().filter_map(|refund| {
        let at = refund.done?;
        Some(OrderMovement { role: MovementRole::BuyerRefund, amount: refund.amount, at, number: None, channel: None })
    });
    payment.chain(unapplied).chain(refunds).collect()
}

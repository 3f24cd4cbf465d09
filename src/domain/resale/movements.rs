//! The money that a resale order says was moved.

use super::order::{RecordedFact, ResaleOrder, ResaleRefund};
use super::payload::{LegConfirmed, RefundLeg};
use crate::domain::order::movement::{MovementRole, OrderMovement, read_evidence_number};
use crate::domain::value::money::Fen;

/// Every movement of an order, oldest first within its role.
pub fn list_movements(order: &ResaleOrder) -> Vec<OrderMovement> {
    let purchase = &order.purchase;
    let income = OrderMovement {
        role: MovementRole::Income,
        amount: purchase.paid_amount,
        at: purchase.paid_at,
        number: purchase.pay_no.clone(),
        channel: Some(purchase.source_platform.clone()),
    };
    let mut list = vec![income];
    list.extend(agent_payments(order));
    list.extend(order.refunds.iter().flat_map(returned_money));
    list
}

/// What the agent was paid, and a second payment that was reported, of which nobody said how much it was.
fn agent_payments(order: &ResaleOrder) -> impl Iterator<Item = OrderMovement> {
    let role = MovementRole::AgentPayment;
    let first = order.payment.as_ref().map(|payment| OrderMovement {
        role,
        amount: order.agent_paid_amount().unwrap_or_default(),
        at: payment.at,
        number: payment.what.payment_reference.clone(),
        channel: Some(payment.what.pay_channel.clone()),
    });
    let second = order.second_payments.iter().map(move |payment| OrderMovement {
        role,
        amount: Fen::ZERO,
        at: payment.at,
        number: Some(payment.reference.clone()),
        channel: Some(payment.channel.clone()),
    });
    first.into_iter().chain(second)
}

fn returned_money(refund: &ResaleRefund) -> impl Iterator<Item = OrderMovement> {
    refund.legs.iter().filter_map(|leg| {
        let RecordedFact { what: LegConfirmed { leg, evidence, amount, .. }, at, .. } = leg;
        let role = match leg.known()? {
            RefundLeg::Buyer => MovementRole::BuyerRefund,
            RefundLeg::Agent => MovementRole::AgentReturn,
            RefundLeg::Ticket => return None,
        };
        let amount = amount.unwrap_or(refund.amount);
        let number = read_evidence_number(evidence);
        (amount > Fen::ZERO).then_some(OrderMovement { role, amount, at: *at, number, channel: None })
    })
}

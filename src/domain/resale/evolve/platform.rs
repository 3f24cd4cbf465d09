//! What the platform says later, and what the shop sets right before the agent is paid: a23, a25.

use crate::domain::resale::axis::ReviewStatus;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::{OrderCorrected, PlatformOrderChanged};
use crate::domain::resale::platform_log::PlatformNews;
use crate::domain::resale::platform_news::PlatformNewsKind;
use crate::domain::value::time::Timestamp;

pub(super) fn keep_news(order: &mut ResaleOrder, what: &PlatformOrderChanged, at: Timestamp) {
    let is_open = needs_decision(order, what);
    order.platform.add(PlatformNews { what: what.clone(), at, is_open });
}

/// Whether news stop the order until somebody decides. Where its money is on the way back already, somebody has; where only a
/// part of it is, nobody has of an end of the whole.
fn needs_decision(order: &ResaleOrder, what: &PlatformOrderChanged) -> bool {
    let said = what.statement.paid_amount;
    let in_part = order.open_refund().is_some_and(|refund| refund.resumes.is_some());
    match what.news_kind.known() {
        Some(PlatformNewsKind::Restored) => false,
        Some(PlatformNewsKind::Amount) if said.is_none_or(|said| order.own_amounts().contains(&said)) => false,
        Some(PlatformNewsKind::RefundAsked | PlatformNewsKind::Refunding) => !order.is_frozen(),
        Some(PlatformNewsKind::Amount | PlatformNewsKind::Refunded | PlatformNewsKind::Closed) | None => {
            !order.is_frozen() || in_part
        }
    }
}

/// What was judged was another sale: the price and the review follow anew.
pub(super) fn correct_purchase(order: &mut ResaleOrder, corrected: &OrderCorrected) {
    if let Some(ticket_type) = &corrected.ticket_type {
        order.ticket_type = Some(ticket_type.clone());
    }
    order.play_date = corrected.play_date.or(order.play_date);
    order.purchase.quantity = corrected.quantity.unwrap_or(order.purchase.quantity);
    if let Some(nick) = &corrected.buyer_nick {
        order.purchase.buyer_nick = Some(nick.clone());
    }
    if order.form.is_some() && corrected.changes_sale() {
        order.status.review = ReviewStatus::NotStarted;
    }
}

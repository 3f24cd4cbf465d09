//! What the platform says later of an order, what somebody makes of it, and what is set right or written down: a23 to a26.

use super::place::{judge_sale, not_past};
use super::{ResaleRefusal, parse_operator_text, require_allowed};
use crate::domain::order::actor::Actor;
use crate::domain::order::flow::OrderState as _;
use crate::domain::resale::axis::{AgentPaymentStatus, OrderStatus};
use crate::domain::resale::command::CorrectOrder;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::evolve::{RecordedEvent, evolve};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::{OrderCorrected, OrderNoted, PlatformOrderChanged, ReviewDecision};
use crate::domain::resale::platform_log::PlatformReport;
use crate::domain::resale::rejections::ResaleRejection;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::person::Personal;

/// a23. What is known already is no event.
pub(super) fn hear_platform(order: &ResaleOrder, report: &PlatformReport) -> Vec<ResaleEvent> {
    // An order that ended here has no news.
    if matches!(order.status.order, OrderStatus::Cancelled | OrderStatus::Refunded) {
        return Vec::new();
    }
    let news = order.platform.find_news(report, order.own_amounts()).into_iter();
    let changed =
        |kind| PlatformOrderChanged { news_kind: RecordedCode::Known(kind), statement: report.statement.clone() };
    news.map(|kind| ResaleEvent::PlatformOrderChanged(changed(kind))).collect()
}

/// a24. The order goes on as it is.
pub(super) fn keep_order(order: &ResaleOrder, reason: &str, by: &Actor) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let reason = parse_operator_text(reason, "reason")?;
    if order.platform.open_news().next().is_none() {
        if order.platform.is_empty() {
            return Err(ResaleRejection::NoPlatformChange { no: &order.order_no }.into_rejection().into());
        }
        return Ok(Vec::new());
    }
    let operator_id = by.operator.clone();
    Ok(vec![ResaleEvent::PlatformChangeDismissed(ReviewDecision { operator_id, reason })])
}

/// a25. Where a form is there, the sale is judged again as it then is: a2, a4.
pub(super) fn correct_order(
    order: &ResaleOrder,
    correct: &CorrectOrder,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    order.require_person()?;
    let nick = correct.buyer_nick.as_ref().and_then(Personal::reveal);
    let nick = nick.map(|nick| parse_operator_text(nick, "nick").map(Personal::new)).transpose()?;
    let corrected = OrderCorrected {
        operator_id: by.operator.clone(),
        reason: parse_operator_text(&correct.reason, "reason")?,
        ticket_type: correct.ticket_type.clone().filter(|said| order.ticket_type.as_ref() != Some(said)),
        play_date: correct.play_date.filter(|said| order.play_date != Some(*said)),
        quantity: correct.quantity.filter(|said| order.purchase.quantity != *said),
        buyer_nick: nick.filter(|said| order.purchase.buyer_nick.as_ref() != Some(said)),
    };
    if order.status.agent_payment != AgentPaymentStatus::NotStarted {
        return Err(ResaleRejection::OrderCorrectionTooLate { no: &order.order_no }.into_rejection().into());
    }
    let changes_sale = corrected.changes_sale();
    if !changes_sale && corrected.buyer_nick.is_none() {
        return Err(ResaleRejection::OrderUnchanged { no: &order.order_no }.into_rejection().into());
    }
    if let Some(day) = corrected.play_date {
        not_past(day, by)?;
    }
    let event = ResaleEvent::OrderCorrected(corrected);
    require_allowed(order, &event)?;
    let Some(judged) = correct.judged.as_ref().filter(|_| changes_sale) else { return Ok(vec![event]) };
    // The price is that of the sale as it then is.
    let recorded = RecordedEvent { event: event.clone(), at: by.now, by: Some(by.operator.clone()) };
    let [price, payable, review] = judge_sale(&evolve(order.clone(), &recorded), judged, by)?;
    Ok(vec![event, price, payable, review])
}

/// a26.
pub(super) fn note_order(order: &ResaleOrder, text: &Personal, by: &Actor) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    order.require_person()?;
    let text = parse_operator_text(text.reveal().unwrap_or_default(), "note")?;
    let note_text = Personal::new(text);
    Ok(vec![ResaleEvent::OrderNoted(OrderNoted { operator_id: by.operator.clone(), note_text })])
}

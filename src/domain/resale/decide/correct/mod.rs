//! A form that was wrong, corrected until the ticket is there.
//!
//! What was bought stays: the price and the payment to the agent rest on the ticket type and the play date. Once the agent
//! was told, a correction is a new revision, so that he can tell it from a second order.

use super::place::{check_visitors, not_past};
use super::{ResaleRefusal, parse_operator_text};
use crate::domain::order::actor::Actor;
use crate::domain::order::exception::ExceptionKind;
use crate::domain::order::flow::OrderState as _;
use crate::domain::order::rule_violation::EventBarrier;
use crate::domain::resale::axis::{AgentPushStatus, OrderStatus, ResaleAxis, ReviewStatus};
use crate::domain::resale::command::CorrectForm;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::evolve::{RecordedEvent, evolve};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::{FormCorrected, FormSubmitted, ReviewOutcome};
use crate::domain::resale::rejections::ResaleRejection;
use crate::domain::resale::rule_table::check_event_allowed;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::rejection::Rejection;

/// Whether the form of `order` may be corrected now, whatever the correction says.
///
/// # Errors
/// The ticket is there, the order is closed, a push runs or has an unknown outcome, the play date is past, or there is no form.
pub fn check_correctable(order: &ResaleOrder, by: &Actor) -> Result<(), Rejection> {
    order.require_person()?;
    if matches!(order.status.order, OrderStatus::TicketMatched | OrderStatus::Completed) {
        return Err(ResaleRejection::CorrectionTooLate { no: &order.order_no }.into());
    }
    let form = order.form.as_ref().ok_or_else(|| no_form(order))?;
    check_event_allowed(order, &build_correction(order, &form.what, String::new(), by)).map_err(|barrier| {
        match &barrier {
            EventBarrier::State(violation) if violation.axis == ResaleAxis::AgentPush => push_open(order),
            _ => barrier.into_rejection(&order.order_no),
        }
    })?;
    order.play_date.map_or(Ok(()), |day| not_past(day, by))
}

/// The correction, and the review that the corrected person may need.
pub(super) fn correct_form(
    order: &ResaleOrder,
    correct: &CorrectForm,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    check_correctable(order, by)?;
    let current = order.form.as_ref().map(|form| &form.what).ok_or_else(|| no_form(order))?;
    same_purchase(order, &correct.form)?;
    let form = FormSubmitted {
        ticket_type: current.ticket_type.clone(),
        play_date: current.play_date,
        ..correct.form.clone()
    };
    if form == *current {
        return Err(ResaleRejection::FormUnchanged { no: &order.order_no }.into_rejection().into());
    }
    check_visitors(order, &form)?;
    let lost = visitors_lost(order, current, &form);
    let event = build_correction(order, &form, parse_operator_text(&correct.reason, "reason")?, by);
    let recorded = RecordedEvent { event: event.clone(), at: by.now, by: Some(by.operator.clone()) };
    let review = review_again(&evolve(order.clone(), &recorded), correct, lost);
    Ok(std::iter::once(event).chain(review).collect())
}

fn build_correction(order: &ResaleOrder, form: &FormSubmitted, reason: String, by: &Actor) -> ResaleEvent {
    ResaleEvent::FormCorrected(FormCorrected {
        form: form.clone(),
        operator_id: by.operator.clone(),
        reason,
        revision: order.corrected_revision(),
    })
}

/// Whether the correction names fewer visitors than the form before it, of those that the order has.
fn visitors_lost(order: &ResaleOrder, before: &FormSubmitted, after: &FormSubmitted) -> bool {
    let quantity = order.purchase.quantity;
    after.count_missing_visitors(quantity) > before.count_missing_visitors(quantity)
}

/// The questions of a4 that depend on the form. A price that a person has yet to judge, or visitors whom nobody named yet,
/// stay among the reasons.
fn review_again(after: &ResaleOrder, correct: &CorrectForm, visitors_lost: bool) -> Option<ResaleEvent> {
    if correct.duplicates.is_empty() && !correct.blocked && !visitors_lost {
        return None;
    }
    let waiting = after.auto_review.as_ref().filter(|_| after.status.review == ReviewStatus::ManualPending);
    let mut reasons: Vec<RecordedCode<ExceptionKind>> =
        waiting.map(|review| review.what.reasons.clone()).unwrap_or_default();
    let missing = correct.form.count_missing_visitors(after.purchase.quantity) > 0;
    let waits = missing && (visitors_lost || reasons.iter().any(|reason| *reason == ExceptionKind::VisitorsMissing));
    reasons.retain(|reason| *reason == ExceptionKind::PriceMismatch);
    if !correct.duplicates.is_empty() {
        reasons.push(ExceptionKind::DuplicatePerson.into());
    }
    if correct.blocked {
        reasons.push(ExceptionKind::PersonBlocked.into());
    }
    if waits {
        reasons.push(ExceptionKind::VisitorsMissing.into());
    }
    Some(ResaleEvent::ManualReviewRequired(ReviewOutcome {
        next_order_status: after.status.order.into(),
        next_review_status: ReviewStatus::ManualPending.into(),
        reasons,
        duplicates: correct.duplicates.iter().map(ToString::to_string).collect(),
    }))
}

fn same_purchase(order: &ResaleOrder, form: &FormSubmitted) -> Result<(), Rejection> {
    let other_day = form.play_date.is_some_and(|day| order.play_date != Some(day));
    let other_ticket = form.ticket_type.is_some() && form.ticket_type != order.ticket_type;
    let (field, zh, en) = match (other_day, other_ticket) {
        (false, false) => return Ok(()),
        (true, _) => ("playDate", "游玩日", "play date"),
        (false, true) => ("ticketType", "票种", "ticket type"),
    };
    let no = &order.order_no;
    Err(ResaleRejection::CorrectionChangesPurchase { field: &field, zh: &zh, no, en: &en }.into())
}

fn no_form(order: &ResaleOrder) -> Rejection {
    let no = &order.order_no;
    ResaleRejection::NothingToCorrect { no }.into_rejection()
}

/// What the agent was told must be certain before he is told something else.
fn push_open(order: &ResaleOrder) -> Rejection {
    let no = &order.order_no;
    if order.status.agent_push == AgentPushStatus::Unknown {
        return ResaleRejection::CorrectionAfterUnknownPush { no }.into_rejection();
    }
    ResaleRejection::PushUnderWay { no }.into_rejection()
}

#[cfg(test)]
mod tests;

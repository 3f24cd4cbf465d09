//! The form and its review: a2 to a5.

use super::{ResaleRefusal, parse_operator_text, require_allowed};
use crate::domain::order::actor::Actor;
use crate::domain::order::exception::ExceptionKind;
use crate::domain::resale::axis::{OrderStatus, ReviewStatus};
use crate::domain::resale::command::SubmitForm;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::outgoing::{PUSH_TEXT_BYTES, longest_push_text};
use crate::domain::resale::payload::*;
use crate::domain::resale::rejections::ResaleRejection;
use crate::domain::value::money::Fen;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::time::Day;

/// One form gives the price check, the form and the review, in the page's order.
pub(super) fn submit_form(
    order: &ResaleOrder,
    submit: &SubmitForm,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let form = ResaleEvent::FormSubmitted(submit.form.clone());
    require_allowed(order, &form)?;
    let [price, payable, review] = judge_sale(order, submit, by)?;
    Ok(vec![price, payable, form, review])
}

/// The price check, what the agent is owed, and the review: a2, a4.
pub(super) fn judge_sale(
    order: &ResaleOrder,
    submit: &SubmitForm,
    by: &Actor,
) -> Result<[ResaleEvent; 3], ResaleRefusal> {
    let ticket_type = submit.ticket_type.clone().ok_or_else(|| missing_field("ticketType", "票种", "a ticket type"))?;
    let play_date = submit.play_date.ok_or_else(|| missing_field("playDate", "游玩日", "a play date"))?;
    not_past(play_date, by)?;
    check_visitors(order, &submit.form)?;
    let price = submit.price.as_ref().ok_or_else(|| {
        ResaleRejection::PriceNotFound { no: &order.order_no, ticket_type: &ticket_type, play_date: &play_date }
            .into_rejection()
    })?;
    let quantity = order.purchase.quantity;
    let check = PriceCheck {
        play_date,
        paid_amount: order.purchase.paid_amount,
        season_type: price.season.into(),
        ticket_type,
        settlement_amount: price.amount.saturating_mul(quantity),
        quantity: (quantity > 1).then_some(quantity),
    };
    let agrees = is_within_tolerance(&check, submit.tolerance);
    let payable = ResaleEvent::PayableFixed(PayableFixed::from_settlement(check.settlement_amount, submit.rate));
    let price_event = if agrees { ResaleEvent::PriceCheckPassed(check) } else { ResaleEvent::PriceCheckFailed(check) };
    let missing = submit.form.count_missing_visitors(quantity) > 0;
    Ok([price_event, payable, auto_review(submit, agrees, missing)])
}

fn is_within_tolerance(check: &PriceCheck, tolerance: Fen) -> bool {
    let off = check.paid_amount.checked_sub(check.settlement_amount);
    off.is_some_and(|difference| difference.in_fen().abs() <= tolerance.in_fen())
}

/// No more visitors than tickets, nobody twice, and no more text than one message to the agent holds.
pub(super) fn check_visitors(order: &ResaleOrder, form: &FormSubmitted) -> Result<(), Rejection> {
    let (no, quantity) = (&order.order_no, order.purchase.quantity);
    let others = form.visitors.listed().len();
    if others > 0 && others >= quantity as usize {
        return Err(ResaleRejection::TooManyVisitors { no, quantity: &quantity, given: &(others + 1) }.into());
    }
    if let Some((first, second)) = find_repeated_certificate(form.certificate_numbers()) {
        return Err(ResaleRejection::VisitorRepeated { first: &first, second: &second }.into());
    }
    let bytes = longest_push_text(order, form);
    if others > 0 && bytes > PUSH_TEXT_BYTES {
        return Err(ResaleRejection::VisitorsTooLong { bytes: &bytes, limit: &PUSH_TEXT_BYTES }.into());
    }
    Ok(())
}

fn auto_review(submit: &SubmitForm, price_agrees: bool, visitors_missing: bool) -> ResaleEvent {
    let mut reasons = Vec::new();
    if !price_agrees {
        reasons.push(ExceptionKind::PriceMismatch.into());
    }
    if !submit.duplicates.is_empty() {
        reasons.push(ExceptionKind::DuplicatePerson.into());
    }
    if submit.blocked {
        reasons.push(ExceptionKind::PersonBlocked.into());
    }
    if visitors_missing {
        reasons.push(ExceptionKind::VisitorsMissing.into());
    }
    let passed = reasons.is_empty();
    let status = if passed { ReviewStatus::AutoPassed } else { ReviewStatus::ManualPending };
    let outcome = ReviewOutcome {
        next_order_status: OrderStatus::AgentPaymentPending.into(),
        next_review_status: status.into(),
        reasons,
        duplicates: submit.duplicates.iter().map(ToString::to_string).collect(),
    };
    if passed { ResaleEvent::AutoReviewPassed(outcome) } else { ResaleEvent::ManualReviewRequired(outcome) }
}

fn missing_field(field: &'static str, zh: &str, en: &str) -> Rejection {
    ResaleRejection::FieldMissing { field: &field, zh: &zh, en: &en }.into_rejection()
}

/// A visit that is over can't be sold, pushed or corrected any more.
pub(super) fn not_past(play_date: Day, by: &Actor) -> Result<(), Rejection> {
    let today = by.now.shanghai_day();
    if play_date >= today {
        return Ok(());
    }
    Err(ResaleRejection::PlayDatePast { play_date: &play_date, today: &today }.into())
}

/// a5.
pub(super) fn review_order(
    order: &ResaleOrder,
    pass: bool,
    reason: &str,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    // The same verdict once more is nothing new.
    if order.status.review == (if pass { ReviewStatus::ManualPassed } else { ReviewStatus::Rejected }) {
        return Ok(Vec::new());
    }
    let decision = ReviewDecision { operator_id: by.operator.clone(), reason: parse_operator_text(reason, "reason")? };
    let event =
        if pass { ResaleEvent::ManualReviewPassed(decision) } else { ResaleEvent::ManualReviewRejected(decision) };
    require_allowed(order, &event)?;
    Ok(vec![event])
}

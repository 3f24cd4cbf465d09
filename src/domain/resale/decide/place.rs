//! From the form to the proof: a2 to a7.

use super::{ResaleRefusal, parse_operator_text, require_allowed};
use crate::domain::order::actor::Actor;
use crate::domain::order::exception::ExceptionKind;
use crate::domain::resale::axis::{AgentPaymentStatus, OrderStatus, ReviewStatus};
use crate::domain::resale::command::{ConfirmPayment, SeasonPrice, SubmitForm, UploadProof};
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::order::ResaleOrder;
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
    require_allowed(order, &ResaleEvent::FormSubmitted(submit.form.clone()))?;
    let ticket_type = submit.ticket_type.clone().ok_or_else(|| missing_field("ticketType", "票种", "a ticket type"))?;
    let play_date = submit.play_date.ok_or_else(|| missing_field("playDate", "游玩日", "a play date"))?;
    not_past(play_date, by)?;
    let price = submit.price.as_ref().ok_or_else(|| {
        ResaleRejection::PriceNotFound { ticket_type: &ticket_type, play_date: &play_date }.into_rejection()
    })?;
    let check = PriceCheck {
        play_date,
        paid_amount: order.purchase.paid_amount,
        season_type: price.season.into(),
        ticket_type,
        settlement_amount: price.amount,
    };
    let agrees = is_within_tolerance(check.paid_amount, price, submit.tolerance);
    let payable = ResaleEvent::PayableFixed(PayableFixed::from_settlement(price.amount, submit.rate));
    let price_event = if agrees { ResaleEvent::PriceCheckPassed(check) } else { ResaleEvent::PriceCheckFailed(check) };
    Ok(vec![price_event, payable, ResaleEvent::FormSubmitted(submit.form.clone()), auto_review(submit, agrees)])
}

fn is_within_tolerance(paid: Fen, price: &SeasonPrice, tolerance: Fen) -> bool {
    paid.checked_sub(price.amount).is_some_and(|difference| difference.in_fen().abs() <= tolerance.in_fen())
}

fn auto_review(submit: &SubmitForm, price_agrees: bool) -> ResaleEvent {
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
    let decision = ReviewDecision { operator_id: by.operator.clone(), reason: parse_operator_text(reason, "reason")? };
    let event =
        if pass { ResaleEvent::ManualReviewPassed(decision) } else { ResaleEvent::ManualReviewRejected(decision) };
    require_allowed(order, &event)?;
    Ok(vec![event])
}

/// a6.
pub(super) fn confirm_payment(
    order: &ResaleOrder,
    confirm: &ConfirmPayment,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    if order.status.agent_payment != AgentPaymentStatus::NotStarted {
        return Err(already_confirmed(order, confirm, by));
    }
    let payment = PaymentConfirmed {
        operator_id: by.operator.clone(),
        pay_channel: confirm.channel.clone(),
        operation_key: confirm.operation_key.clone(),
        confirm_method: "manual_backend".to_owned(),
        payment_reference: confirm.reference.clone(),
        paid_amount: confirm.amount,
        amount_reason: confirm
            .amount_reason
            .as_deref()
            .map(|reason| parse_operator_text(reason, "amount-reason"))
            .transpose()?,
    };
    require_allowed(order, &ResaleEvent::PaymentConfirmed(payment.clone()))?;
    reference_free(confirm)?;
    amount_explained(order, confirm)?;
    Ok(vec![ResaleEvent::PaymentConfirmed(payment)])
}

fn reference_free(confirm: &ConfirmPayment) -> Result<(), Rejection> {
    let Some(other) = &confirm.reference_used_by else { return Ok(()) };
    let channel = &confirm.channel;
    Err(ResaleRejection::PaymentReferenceUsed { channel: &channel, other: &other }.into())
}

fn amount_explained(order: &ResaleOrder, confirm: &ConfirmPayment) -> Result<(), Rejection> {
    let (Some(amount), Some(payable)) = (confirm.amount, order.agent_payable_amount) else { return Ok(()) };
    if amount == payable || confirm.amount_reason.is_some() {
        return Ok(());
    }
    Err(ResaleRejection::PaymentAmountDiffers { amount: &amount, payable: &payable }.into())
}

/// Who confirmed and when. Another reference is kept: perhaps money left twice.
fn already_confirmed(order: &ResaleOrder, confirm: &ConfirmPayment, by: &Actor) -> ResaleRefusal {
    let no = &order.order_no;
    let payment = order.payment.as_ref();
    let who = payment.map_or("?", |p| p.what.operator_id.as_str());
    let when = payment.map_or_else(String::new, |p| p.at.format_minute());
    let channel = payment.map_or("?", |p| p.what.pay_channel.as_str());
    let rejection =
        ResaleRejection::PaymentAlreadyConfirmed { no, who: &who, when: &when, channel: &channel }.into_rejection();
    let known = payment.and_then(|p| p.what.payment_reference.as_ref());
    let record = confirm.reference.as_ref().filter(|reference| Some(*reference) != known).map(|reference| {
        Box::new(ResaleEvent::PaymentRefused(PaymentRefused {
            operator_id: by.operator.clone(),
            pay_channel: confirm.channel.clone(),
            operation_key: confirm.operation_key.clone(),
            payment_reference: reference.clone(),
            failure_code: "PAYMENT_ALREADY_CONFIRMED".to_owned(),
            failure_message: rejection.message.en.clone(),
        }))
    });
    ResaleRefusal { rejection, record }
}

/// a7.
pub(super) fn upload_proof(order: &ResaleOrder, upload: &UploadProof) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let event = ResaleEvent::ProofUploaded(upload.proof.clone());
    require_allowed(order, &event)?;
    if order.current_proof().is_some_and(|proof| proof.receipt_image_hash == upload.proof.receipt_image_hash) {
        return Ok(Vec::new());
    }
    if let (Some(other), None) = (&upload.reused_by, &upload.proof.reused_proof_reason) {
        return Err(ResaleRejection::ProofReused { other: &other }.into_rejection().into());
    }
    Ok(vec![event])
}

//! The payment of the agent, its correction and its proof (a6, a7, a27).

use super::{ResaleRefusal, parse_operator_text, require_allowed};
use crate::domain::order::actor::Actor;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::axis::AgentPaymentStatus;
use crate::domain::resale::command::{ConfirmPayment, CorrectPayment, UploadProof};
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::*;
use crate::domain::resale::rejections::ResaleRejection;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::pay_channel::name_pay_channel;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::text::number::is_same_number;

/// a6.
pub(super) fn confirm_payment(
    order: &ResaleOrder,
    confirm: &ConfirmPayment,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    if order.status.agent_payment != AgentPaymentStatus::NotStarted {
        // A number that another order has is that order's payment, and no second one of this.
        reference_free(&confirm.channel, confirm.reference_used_by.as_ref())?;
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
    reference_free(&confirm.channel, confirm.reference_used_by.as_ref())?;
    amount_explained(order, confirm)?;
    Ok(vec![ResaleEvent::PaymentConfirmed(payment)])
}

fn reference_free(channel: &str, used_by: Option<&OrderNo>) -> Result<(), Rejection> {
    let Some(other) = used_by else { return Ok(()) };
    let BilingualMessage { zh, en } = name_pay_channel(channel);
    Err(ResaleRejection::PaymentReferenceUsed { zh: &zh, en: &en, other: &other }.into())
}

fn amount_explained(order: &ResaleOrder, confirm: &ConfirmPayment) -> Result<(), Rejection> {
    let (Some(amount), Some(payable)) = (confirm.amount, order.agent_payable_amount) else { return Ok(()) };
    if amount == payable || confirm.amount_reason.is_some() {
        return Ok(());
    }
    let (amount, payable) = (&amount, &payable);
    Err(match confirm.from_sheet {
        false => ResaleRejection::PaymentAmountDiffers { amount, payable }.into(),
        true => ResaleRejection::SheetAmountDiffers { amount, payable }.into(),
    })
}

/// Who confirmed and when. Another reference is kept: perhaps money left twice.
fn already_confirmed(order: &ResaleOrder, confirm: &ConfirmPayment, by: &Actor) -> ResaleRefusal {
    let no = &order.order_no;
    let payment = order.payment.as_ref();
    let who = payment.map_or("?", |p| p.what.operator_id.as_str());
    let when = payment.map_or_else(String::new, |p| p.at.format_minute());
    let BilingualMessage { zh, en } = name_pay_channel(payment.map_or("?", |p| p.what.pay_channel.as_str()));
    let confirmed = ResaleRejection::PaymentAlreadyConfirmed { no, who: &who, when: &when, zh: &zh, en: &en };
    let rejection = confirmed.into_rejection();
    let known = payment.and_then(|p| p.what.payment_reference.as_ref());
    let told = |reference: &str| {
        known.is_some_and(|known| is_same_number(known, reference))
            || order.find_second_payment(reference).is_some_and(|payment| payment.settled_at.is_none())
    };
    let another = confirm.reference.as_ref().filter(|reference| !told(reference));
    let records = another.map(|reference| {
        ResaleEvent::PaymentRefused(PaymentRefused {
            operator_id: by.operator.clone(),
            pay_channel: confirm.channel.clone(),
            operation_key: confirm.operation_key.clone(),
            payment_reference: reference.clone(),
            failure_code: "PAYMENT_ALREADY_CONFIRMED".to_owned(),
            failure_message: rejection.message.en.clone(),
        })
    });
    ResaleRefusal { rejection, records: records.into_iter().collect() }
}

/// a27. It is the same payment under another name: what it came to stays.
pub(super) fn correct_payment(
    order: &ResaleOrder,
    correct: &CorrectPayment,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let booked = order.payment.as_ref().map(|payment| &payment.what);
    let previous_channel = booked.map_or_else(String::new, |booked| booked.pay_channel.clone());
    let corrected = PaymentCorrected {
        operator_id: by.operator.clone(),
        reason: parse_operator_text(&correct.reason, "reason")?,
        pay_channel: correct.channel.clone().unwrap_or_else(|| previous_channel.clone()),
        payment_reference: correct.reference.clone(),
        previous_channel,
        previous_reference: booked.and_then(|booked| booked.payment_reference.clone()),
    };
    let event = ResaleEvent::PaymentCorrected(corrected.clone());
    require_allowed(order, &event)?;
    if !corrected.changes_payment() {
        return Ok(Vec::new());
    }
    reference_free(&corrected.pay_channel, correct.reference_used_by.as_ref())?;
    Ok(vec![event])
}

/// a6. The agent gave it back.
pub(super) fn return_second_payment(
    order: &ResaleOrder,
    reference: &str,
    evidence: &str,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let evidence = parse_operator_text(evidence, "evidence")?;
    let Some(payment_reference) = find_open_second_payment(order, reference)? else { return Ok(Vec::new()) };
    let operator_id = by.operator.clone();
    let returned = SecondPaymentReturned { operator_id, payment_reference, evidence };
    Ok(vec![ResaleEvent::SecondPaymentReturned(returned)])
}

/// a6. Nothing is to come back for it.
pub(super) fn dismiss_second_payment(
    order: &ResaleOrder,
    reference: &str,
    reason: &str,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    let reason = parse_operator_text(reason, "reason")?;
    let Some(payment_reference) = find_open_second_payment(order, reference)? else { return Ok(Vec::new()) };
    let operator_id = by.operator.clone();
    let dismissed = SecondPaymentDismissed { operator_id, payment_reference, reason };
    Ok(vec![ResaleEvent::SecondPaymentDismissed(dismissed)])
}

/// Its number as it was typed first; none where it was settled before.
fn find_open_second_payment(order: &ResaleOrder, reference: &str) -> Result<Option<String>, Rejection> {
    let payment = order.find_second_payment(reference).ok_or_else(|| {
        let no = &order.order_no;
        ResaleRejection::SecondPaymentNotFound { no, reference: &reference }.into_rejection()
    })?;
    Ok(Some(payment.reference.clone()).filter(|_| payment.settled_at.is_none()))
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

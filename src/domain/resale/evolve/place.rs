//! From the form to the proof: a2 to a7, and the correction of the payment, a27.

use crate::domain::order::event::EventResult;
use crate::domain::resale::axis::{
    AgentPaymentStatus, AgentPushStatus, OrderStatus, ReviewStatus, ScreenshotMatchStatus,
};
use crate::domain::resale::order::{RecordedFact, ResaleOrder, SecondAgentPayment};
use crate::domain::resale::payload::{
    FormCorrected, FormSubmitted, PaymentConfirmed, PaymentCorrected, PaymentRefused, PriceCheck, ReviewDecision,
    ReviewOutcome,
};
use crate::domain::value::text::number::is_same_number;
use crate::domain::value::time::Timestamp;

pub(super) fn apply_price(order: &mut ResaleOrder, check: &PriceCheck) {
    order.season_type = Some(check.season_type.clone());
    order.settlement_amount = Some(check.settlement_amount);
    // The price table's spelling is the shop's own.
    order.ticket_type = Some(check.ticket_type.clone());
    order.play_date.get_or_insert(check.play_date);
}

pub(super) fn apply_price_mismatch(order: &mut ResaleOrder, check: &PriceCheck) {
    apply_price(order, check);
    order.status.review = ReviewStatus::ManualPending;
}

pub(super) fn form_submitted(order: &mut ResaleOrder, form: RecordedFact<FormSubmitted>) {
    order.status.order = OrderStatus::AgentPaymentPending;
    if order.ticket_type.is_none() {
        order.ticket_type.clone_from(&form.what.ticket_type);
    }
    order.play_date = order.play_date.or(form.what.play_date);
    order.form = Some(form);
}

pub(super) fn form_corrected(order: &mut ResaleOrder, corrected: RecordedFact<FormCorrected>) {
    let RecordedFact { what, at, by } = corrected;
    order.form = Some(RecordedFact { what: what.form, at, by });
    if what.revision > order.revision {
        order.revision = what.revision;
        reset_for_revision(order);
    }
}

/// The agent has to be told once more: what he answered, and what was read on his screenshot, was about another revision.
fn reset_for_revision(order: &mut ResaleOrder) {
    order.status.agent_push = AgentPushStatus::NotStarted;
    order.push.accepted_at = None;
    order.acknowledged = None;
    order.status.screenshot_match = ScreenshotMatchStatus::NotStarted;
    order.ocr = None;
    order.matching = None;
    order.earlier_matches.clear();
    order.screenshot_review = None;
    if matches!(order.status.order, OrderStatus::AgentPushed | OrderStatus::ScreenshotReview) {
        order.status.order = OrderStatus::AgentPaymentConfirmed;
    }
}

pub(super) fn apply_auto_review(order: &mut ResaleOrder, status: ReviewStatus, review: RecordedFact<ReviewOutcome>) {
    order.status.review = status;
    order.auto_review = Some(review);
}

pub(super) fn apply_review_decision(order: &mut ResaleOrder, review: RecordedFact<(EventResult, ReviewDecision)>) {
    match review.what.0 {
        EventResult::Accepted => order.status.review = ReviewStatus::ManualPassed,
        EventResult::Rejected => {
            order.status.review = ReviewStatus::Rejected;
            order.status.order = OrderStatus::CancelPending;
        }
    }
    order.review = Some(review);
}

pub(super) fn apply_payment(order: &mut ResaleOrder, payment: RecordedFact<PaymentConfirmed>) {
    order.status.order = OrderStatus::AgentPaymentConfirmed;
    order.status.agent_payment = AgentPaymentStatus::Paid;
    order.payment = Some(payment);
}

/// Where the right number had been told as that of a second payment, there was none.
pub(super) fn correct_payment(order: &mut ResaleOrder, corrected: &PaymentCorrected, at: Timestamp) {
    if let Some(payment) = &mut order.payment {
        payment.what.pay_channel = corrected.pay_channel.clone();
        payment.what.payment_reference = Some(corrected.payment_reference.clone());
    }
    if order.find_second_payment(&corrected.payment_reference).is_some_and(|told| told.settled_at.is_none()) {
        settle_second_payment(order, &corrected.payment_reference, at);
    }
}

/// Told again after it was settled, it is open again.
pub(super) fn keep_second_payment(order: &mut ResaleOrder, refused: &PaymentRefused, at: Timestamp) {
    let (channel, reference) = (refused.pay_channel.clone(), refused.payment_reference.clone());
    order.second_payments.retain(|payment| !is_same_number(&payment.reference, &reference));
    order.second_payments.push(SecondAgentPayment { channel, reference, at, settled_at: None });
}

pub(super) fn settle_second_payment(order: &mut ResaleOrder, reference: &str, at: Timestamp) {
    let known = order.second_payments.iter_mut().find(|payment| is_same_number(&payment.reference, reference));
    if let Some(payment) = known {
        payment.settled_at = Some(at);
    }
}

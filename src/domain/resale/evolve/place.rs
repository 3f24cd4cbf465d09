//! From the form to the proof: a2 to a7.

use crate::domain::order::event::Verdict;
use crate::domain::resale::axis::{
    AgentPaymentStatus, AgentPushStatus, OrderStatus, ReviewStatus, ScreenshotMatchStatus,
};
use crate::domain::resale::order::{Done, Order};
use crate::domain::resale::payload::{
    Decision, FormCorrected, FormSubmitted, PaymentConfirmed, PriceCheck, ReviewOutcome,
};

pub(super) fn priced(order: &mut Order, check: &PriceCheck) {
    order.season_type = Some(check.season_type.clone());
    order.settlement_amount = Some(check.settlement_amount);
    order.ticket_type.get_or_insert_with(|| check.ticket_type.clone());
    order.play_date.get_or_insert(check.play_date);
}

pub(super) fn mispriced(order: &mut Order, check: &PriceCheck) {
    priced(order, check);
    order.status.review = ReviewStatus::ManualPending;
}

pub(super) fn form_submitted(order: &mut Order, form: Done<FormSubmitted>) {
    order.status.order = OrderStatus::AgentPaymentPending;
    if order.ticket_type.is_none() {
        order.ticket_type.clone_from(&form.what.ticket_type);
    }
    order.play_date = order.play_date.or(form.what.play_date);
    order.form = Some(form);
}

pub(super) fn form_corrected(order: &mut Order, corrected: Done<FormCorrected>) {
    let Done { what, at, by } = corrected;
    order.form = Some(Done { what: what.form, at, by });
    if what.revision > order.revision {
        order.revision = what.revision;
        renew(order);
    }
}

/// The agent has to be told once more: what he answered, and what was read on his screenshot, was about another revision.
fn renew(order: &mut Order) {
    order.status.agent_push = AgentPushStatus::NotStarted;
    order.push.accepted_at = None;
    order.acknowledged = None;
    order.status.screenshot_match = ScreenshotMatchStatus::NotStarted;
    order.ocr = None;
    order.matching = None;
    order.screenshot_review = None;
    if matches!(order.status.order, OrderStatus::AgentPushed | OrderStatus::ScreenshotReview) {
        order.status.order = OrderStatus::AgentPaymentConfirmed;
    }
}

pub(super) fn reviewed(order: &mut Order, status: ReviewStatus, review: Done<ReviewOutcome>) {
    order.status.review = status;
    order.auto_review = Some(review);
}

pub(super) fn decided(order: &mut Order, review: Done<(Verdict, Decision)>) {
    match review.what.0 {
        Verdict::Accepted => order.status.review = ReviewStatus::ManualPassed,
        Verdict::Rejected => {
            order.status.review = ReviewStatus::Rejected;
            order.status.order = OrderStatus::CancelPending;
        }
    }
    order.review = Some(review);
}

pub(super) fn paid(order: &mut Order, payment: Done<PaymentConfirmed>) {
    order.status.order = OrderStatus::AgentPaymentConfirmed;
    order.status.agent_payment = AgentPaymentStatus::Paid;
    order.payment = Some(payment);
}

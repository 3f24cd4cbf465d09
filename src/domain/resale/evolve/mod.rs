//! What an event makes of the state. Pure, exhaustive, without wildcards; never refuses a permitted event.

mod deliver;
mod place;
mod settle;
mod verify;

use super::axis::*;
use super::event::Event;
use super::order::*;
use super::payload::PaidDetected;
use crate::domain::order::event::{Envelope, EventError, Verdict};
use crate::domain::order::number::OrderNo;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};

/// An event with the facts of its envelope that the state keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    pub event: Event,
    pub at: Timestamp,
    pub by: Option<String>,
}

impl Recorded {
    pub fn read(envelope: &Envelope) -> Result<Self, EventError> {
        Ok(Self {
            event: Event::parse(&envelope.kind, envelope.result, &envelope.payload)?,
            at: envelope.processed_at,
            by: envelope.operator.clone(),
        })
    }

    fn done<T>(&self, what: T) -> Done<T> {
        Done { what, at: self.at, by: self.by.clone() }
    }
}

/// The first state of an order, from its paid event.
pub fn begin(order_no: OrderNo, paid: &PaidDetected, at: Timestamp) -> Result<Order, EventError> {
    let payload = &paid.0;
    let broken =
        |reason: &str| EventError::Payload { kind: "xianyu_order_paid_detected".to_owned(), reason: reason.to_owned() };
    let text = |key: &str| payload.get(key).and_then(|value| value.as_str());
    let required = |key: &str| text(key).map(str::to_owned).ok_or_else(|| broken(&format!("lacks {key}")));
    let day = |key: &str| text(key).map(Day::parse).transpose().map_err(|_| broken(&format!("{key} is no day")));
    Ok(Order {
        order_no,
        version: 1,
        revision: 1,
        purchase: Purchase {
            external_order_no: required("externalOrderNo")?,
            source_platform: required("sourcePlatform")?,
            product_name: required("productName")?,
            paid_amount: payload
                .get("paidAmount")
                .and_then(|value| Fen::from_json(value).ok())
                .ok_or_else(|| broken("paidAmount is no amount"))?,
            paid_at: text("paidAt")
                .and_then(|at| Timestamp::parse(at).ok())
                .ok_or_else(|| broken("paidAt is no time"))?,
            external_user_id: payload.get("externalUserId").and_then(Personal::from_payload),
            event_key: required("eventKey")?,
        },
        ticket_type: text("ticketType").map(str::to_owned),
        play_date: day("playDate")?,
        season_type: None,
        settlement_amount: None,
        agent_payable_amount: None,
        status: Statuses {
            order: OrderStatus::UserInfoPending,
            review: ReviewStatus::NotStarted,
            agent_payment: AgentPaymentStatus::NotStarted,
            agent_push: AgentPushStatus::NotStarted,
            screenshot_match: ScreenshotMatchStatus::NotStarted,
            user_notify: UserNotifyStatus::NotStarted,
            profit_share: ProfitShareStatus::NotReady,
        },
        form: None,
        auto_review: None,
        review: None,
        payment: None,
        proofs: Vec::new(),
        push: Push::default(),
        acknowledged: None,
        screenshots: Vec::new(),
        ocr: None,
        matching: None,
        screenshot_review: None,
        notices: Vec::new(),
        before_notice: None,
        share: None,
        refund: None,
        missed: Vec::new(),
        since: at,
        created_at: at,
        updated_at: at,
        erased: false,
    })
}

#[must_use]
pub fn evolve(mut order: Order, recorded: &Recorded) -> Order {
    let before = order.status.order;
    apply(&mut order, recorded);
    order.version += 1;
    if order.status.order != before {
        order.since = recorded.at;
    }
    if recorded.event.visibility() == crate::domain::order::event::Visibility::Visible {
        order.updated_at = recorded.at;
    }
    order
}

fn apply(order: &mut Order, recorded: &Recorded) {
    let at = recorded.at;
    match &recorded.event {
        // A second paid event never gets here: the store keeps (platform, number) unique.
        Event::PaidDetected(_) | Event::PaymentRefused(_) | Event::PersonRevealed(_) => {}
        Event::PriceCheckPassed(check) => place::priced(order, check),
        Event::PriceCheckFailed(check) => place::mispriced(order, check),
        Event::FormSubmitted(form) => place::form_submitted(order, recorded.done(form.clone())),
        Event::FormCorrected(corrected) => place::form_corrected(order, recorded.done(corrected.clone())),
        Event::PayableFixed(fixed) => order.agent_payable_amount = Some(fixed.payable_amount),
        Event::AutoReviewPassed(review) => {
            place::reviewed(order, ReviewStatus::AutoPassed, recorded.done(review.clone()));
        }
        Event::ManualReviewRequired(review) => {
            place::reviewed(order, ReviewStatus::ManualPending, recorded.done(review.clone()));
        }
        Event::ManualReviewPassed(decision) => {
            place::decided(order, recorded.done((Verdict::Accepted, decision.clone())));
        }
        Event::ManualReviewRejected(decision) => {
            place::decided(order, recorded.done((Verdict::Rejected, decision.clone())));
        }
        Event::PaymentConfirmed(payment) => place::paid(order, recorded.done(payment.clone())),
        Event::ProofUploaded(proof) => order.proofs.push(recorded.done(proof.clone())),
        Event::PushStarted(started) => deliver::push_started(order, started, at),
        Event::PushFailed(failed) => deliver::push_failed(order, failed, at),
        Event::PushSucceeded(succeeded) => deliver::push_succeeded(order, succeeded, at),
        Event::PushUncertain(uncertain) => deliver::push_uncertain(order, uncertain, at),
        Event::PushResolved(resolved) => deliver::push_resolved(order, resolved, at),
        Event::Acknowledged(answer) => deliver::acknowledged(order, recorded.done(answer.clone())),
        Event::ScreenshotUploaded(shot) => verify::uploaded(order, recorded.done(shot.clone())),
        Event::OcrCompleted(ocr) => order.ocr = Some(recorded.done(ocr.clone())),
        Event::OcrFailed(_) => verify::unreadable(order),
        Event::MatchPassed(outcome) => verify::matched(order, recorded.done(outcome.clone())),
        Event::MatchFailed(outcome) => verify::unmatched(order, recorded.done(outcome.clone())),
        Event::ScreenshotReviewPassed(decision) => {
            verify::accepted(order, recorded.done((Verdict::Accepted, decision.clone())));
        }
        Event::ScreenshotReviewRejected(decision) => {
            verify::rejected(order, recorded.done((Verdict::Rejected, decision.clone())));
        }
        Event::NoticeStarted(started) => deliver::notice_started(order, started, at),
        Event::NoticeSent(sent) => deliver::notice_sent(order, sent, at),
        Event::NoticeFailed(failed) => deliver::notice_failed(order, failed, at),
        Event::NoticeUncertain(failed) => deliver::notice_uncertain(order, failed, at),
        Event::NoticeResolved(resolved) => deliver::notice_resolved(order, resolved, at),
        Event::ShareSettled(share) => settle::share(order, recorded.done(share.clone())),
        Event::ShareReversed(_) => order.status.profit_share = ProfitShareStatus::Reversed,
        Event::CancelRequested(request) => settle::cancel(order, request),
        Event::CancelConfirmed(_) => order.status.order = OrderStatus::RefundPending,
        Event::OrderCancelled(_) => order.status.order = OrderStatus::Cancelled,
        Event::RefundRequested(request) => settle::refund(order, request),
        Event::RefundLegConfirmed(leg) => settle::leg(order, recorded.done(leg.clone())),
        Event::RefundCompleted(_) => order.status.order = OrderStatus::Refunded,
        Event::DeadlineMissed(missed) => order.missed.push(missed.clone()),
        Event::PersonErased(_) => order.erased = true,
    }
}

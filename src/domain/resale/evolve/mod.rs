//! How an event changes the state. Pure, exhaustive, without wildcards; never refuses a permitted event.

mod deliver;
mod place;
mod platform;
mod settle;
mod verify;

use super::axis::*;
use super::event::ResaleEvent;
use super::order::*;
use super::payload::PaidDetected;
use super::platform_log::PlatformNewsLog;
use crate::domain::order::event::{EventEnvelope, EventError, EventResult};
use crate::domain::order::number::OrderNo;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::spelling::quantity::recorded_quantity;
use crate::domain::value::time::{Day, Timestamp};

/// An event with the facts of its envelope that the state keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedEvent {
    pub event: ResaleEvent,
    pub at: Timestamp,
    pub by: Option<String>,
}

impl RecordedEvent {
    pub fn from_envelope(envelope: &EventEnvelope) -> Result<Self, EventError> {
        Ok(Self {
            event: ResaleEvent::parse(&envelope.kind, envelope.result, &envelope.payload)?,
            at: envelope.processed_at,
            by: envelope.operator.clone(),
        })
    }

    fn record_fact<T>(&self, what: T) -> RecordedFact<T> {
        RecordedFact { what, at: self.at, by: self.by.clone() }
    }
}

/// The first state of an order, from its paid event.
pub fn begin_order(order_no: OrderNo, paid: &PaidDetected, at: Timestamp) -> Result<ResaleOrder, EventError> {
    let payload = &paid.0;
    let broken =
        |reason: &str| EventError::Payload { kind: "xianyu_order_paid_detected".to_owned(), reason: reason.to_owned() };
    let text = |key: &str| payload.get(key).and_then(|value| value.as_str());
    let required = |key: &str| text(key).map(str::to_owned).ok_or_else(|| broken(&format!("lacks {key}")));
    let day = |key: &str| text(key).map(Day::parse).transpose().map_err(|_| broken(&format!("{key} is no day")));
    Ok(ResaleOrder {
        order_no,
        version: 1,
        revision: 1,
        purchase: MarketplacePurchase {
            external_order_no: required("externalOrderNo")?,
            source_platform: required("sourcePlatform")?,
            product_name: required("productName")?,
            quantity: recorded_quantity(payload.get("quantity")),
            paid_amount: payload
                .get("paidAmount")
                .and_then(|value| Fen::from_json(value).ok())
                .ok_or_else(|| broken("paidAmount is no amount"))?,
            paid_at: text("paidAt")
                .and_then(|at| Timestamp::parse(at).ok())
                .ok_or_else(|| broken("paidAt is no time"))?,
            external_user_id: payload.get("externalUserId").and_then(Personal::from_payload),
            buyer_nick: payload.get("buyerNick").and_then(Personal::from_payload),
            event_key: required("eventKey")?,
            pay_no: text("payNo").map(str::to_owned),
        },
        ticket_type: text("ticketType").map(str::to_owned),
        play_date: day("playDate")?,
        season_type: None,
        settlement_amount: None,
        agent_payable_amount: None,
        status: ResaleStatuses {
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
        second_payments: Vec::new(),
        proofs: Vec::new(),
        push: PushHistory::default(),
        acknowledged: None,
        screenshots: Vec::new(),
        ocr: None,
        matching: None,
        earlier_matches: Vec::new(),
        screenshot_review: None,
        notices: Vec::new(),
        before_notice: None,
        share: None,
        refunds: Vec::new(),
        missed: Vec::new(),
        platform: PlatformNewsLog::default(),
        notes: Vec::new(),
        since: at,
        created_at: at,
        updated_at: at,
        erased: false,
    })
}

#[must_use]
pub fn evolve(mut order: ResaleOrder, recorded: &RecordedEvent) -> ResaleOrder {
    let before = order.status.order;
    apply_event(&mut order, recorded);
    order.version += 1;
    if order.status.order != before {
        order.since = recorded.at;
    }
    if recorded.event.visibility() == crate::domain::order::event::EventVisibility::Visible {
        order.updated_at = recorded.at;
    }
    order
}

fn apply_event(order: &mut ResaleOrder, recorded: &RecordedEvent) {
    let at = recorded.at;
    match &recorded.event {
        // A second paid event never gets here: the store keeps (platform, number) unique.
        ResaleEvent::PaidDetected(_) | ResaleEvent::PersonRevealed(_) => {}
        ResaleEvent::PriceCheckPassed(check) => place::apply_price(order, check),
        ResaleEvent::PriceCheckFailed(check) => place::apply_price_mismatch(order, check),
        ResaleEvent::FormSubmitted(form) => place::form_submitted(order, recorded.record_fact(form.clone())),
        ResaleEvent::FormCorrected(corrected) => place::form_corrected(order, recorded.record_fact(corrected.clone())),
        ResaleEvent::PayableFixed(fixed) => order.agent_payable_amount = Some(fixed.payable_amount),
        ResaleEvent::AutoReviewPassed(review) => {
            place::apply_auto_review(order, ReviewStatus::AutoPassed, recorded.record_fact(review.clone()));
        }
        ResaleEvent::ManualReviewRequired(review) => {
            place::apply_auto_review(order, ReviewStatus::ManualPending, recorded.record_fact(review.clone()));
        }
        ResaleEvent::ManualReviewPassed(decision) => {
            place::apply_review_decision(order, recorded.record_fact((EventResult::Accepted, decision.clone())));
        }
        ResaleEvent::ManualReviewRejected(decision) => {
            place::apply_review_decision(order, recorded.record_fact((EventResult::Rejected, decision.clone())));
        }
        ResaleEvent::PaymentConfirmed(payment) => place::apply_payment(order, recorded.record_fact(payment.clone())),
        ResaleEvent::PaymentCorrected(corrected) => place::correct_payment(order, corrected, at),
        ResaleEvent::PaymentRefused(refused) => place::keep_second_payment(order, refused, at),
        ResaleEvent::SecondPaymentReturned(returned) => {
            place::settle_second_payment(order, &returned.payment_reference, at);
        }
        ResaleEvent::SecondPaymentDismissed(dismissed) => {
            place::settle_second_payment(order, &dismissed.payment_reference, at);
        }
        ResaleEvent::ProofUploaded(proof) => order.proofs.push(recorded.record_fact(proof.clone())),
        ResaleEvent::PushStarted(started) => deliver::push_started(order, started, at),
        ResaleEvent::PushFailed(failed) => deliver::push_failed(order, failed, at),
        ResaleEvent::PushSucceeded(succeeded) => deliver::push_succeeded(order, succeeded, at),
        ResaleEvent::PushUncertain(uncertain) => deliver::push_uncertain(order, uncertain, at),
        ResaleEvent::PushResolved(resolved) => deliver::push_resolved(order, resolved, at),
        ResaleEvent::Acknowledged(answer) => deliver::apply_acknowledged(order, recorded.record_fact(answer.clone())),
        ResaleEvent::ScreenshotUploaded(shot) => verify::apply_uploaded(order, recorded.record_fact(shot.clone())),
        ResaleEvent::OcrCompleted(ocr) => order.ocr = Some(recorded.record_fact(ocr.clone())),
        ResaleEvent::OcrFailed(_) => verify::apply_unreadable(order),
        ResaleEvent::MatchPassed(outcome) => verify::apply_matched(order, recorded.record_fact(outcome.clone())),
        ResaleEvent::MatchFailed(outcome) => verify::apply_unmatched(order, recorded.record_fact(outcome.clone())),
        ResaleEvent::ScreenshotReviewPassed(decision) => {
            verify::apply_accepted(order, recorded.record_fact((EventResult::Accepted, decision.clone())));
        }
        ResaleEvent::ScreenshotReviewRejected(decision) => {
            verify::apply_rejected(order, recorded.record_fact((EventResult::Rejected, decision.clone())));
        }
        ResaleEvent::NoticeStarted(started) => deliver::notice_started(order, started, at),
        ResaleEvent::NoticeSent(sent) => deliver::notice_sent(order, sent, at),
        ResaleEvent::NoticeFailed(failed) => deliver::notice_failed(order, failed, at),
        ResaleEvent::NoticeUncertain(failed) => deliver::notice_uncertain(order, failed, at),
        ResaleEvent::NoticeResolved(resolved) => deliver::notice_resolved(order, resolved, at),
        ResaleEvent::ShareSettled(share) => settle::apply_share(order, recorded.record_fact(share.clone())),
        ResaleEvent::ShareReversed(_) => order.status.profit_share = ProfitShareStatus::Reversed,
        ResaleEvent::CancelRequested(request) => settle::apply_cancel(order, request, at),
        ResaleEvent::CancelConfirmed(_) => order.status.order = OrderStatus::RefundPending,
        ResaleEvent::OrderCancelled(closed) => settle::close_refund(order, OrderStatus::Cancelled, closed, at),
        ResaleEvent::RefundRequested(request) => settle::apply_refund(order, request, at),
        ResaleEvent::RefundLegConfirmed(leg) => settle::apply_refund_leg(order, recorded.record_fact(leg.clone())),
        ResaleEvent::RefundCompleted(closed) => settle::close_refund(order, OrderStatus::Refunded, closed, at),
        ResaleEvent::DeadlineMissed(missed) => order.missed.push(missed.clone()),
        ResaleEvent::PlatformOrderChanged(changed) => platform::keep_news(order, changed, at),
        ResaleEvent::PlatformChangeDismissed(_) => order.platform.settle_all(),
        ResaleEvent::OrderCorrected(corrected) => platform::correct_purchase(order, corrected),
        ResaleEvent::OrderNoted(note) => order.notes.push(recorded.record_fact(note.clone())),
        ResaleEvent::PersonErased(_) => order.erased = true,
    }
}

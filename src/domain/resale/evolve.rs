//! What an event makes of the state. Pure, exhaustive, without wildcards; never refuses a permitted event.

use super::axes::*;
use super::event::{Event, EventError};
use super::order::*;
use super::payload::*;
use crate::domain::event::{Envelope, Verdict};
use crate::domain::ids::OrderNo;
use crate::domain::money::Fen;
use crate::domain::person::Personal;
use crate::domain::time::{Day, Timestamp};

/// An event with the facts of its envelope that the state keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What happened.
    pub event: Event,
    /// When it was processed.
    pub at: Timestamp,
    /// Who ran the command.
    pub by: Option<String>,
}

impl Recorded {
    /// Reads a row of the log.
    ///
    /// # Errors
    /// The row is no event of this flow.
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
///
/// # Errors
/// The payload lacks what the rules need.
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

/// The state after `recorded`.
#[must_use]
pub fn evolve(mut order: Order, recorded: &Recorded) -> Order {
    let before = order.status.order;
    apply(&mut order, recorded);
    order.version += 1;
    if order.status.order != before {
        order.since = recorded.at;
    }
    if recorded.event.visibility() == crate::domain::event::Visibility::Visible {
        order.updated_at = recorded.at;
    }
    order
}

fn apply(order: &mut Order, recorded: &Recorded) {
    match &recorded.event {
        // A second paid event of the same order never gets here: the store keeps (platform, number) unique.
        Event::PaidDetected(_) | Event::PersonRevealed(_) => {}
        Event::PriceCheckPassed(check) => priced(order, check),
        Event::PriceCheckFailed(check) => {
            priced(order, check);
            order.status.review = ReviewStatus::ManualPending;
        }
        Event::FormSubmitted(form) => form_submitted(order, recorded.done(form.clone())),
        Event::PayableFixed(fixed) => order.agent_payable_amount = Some(fixed.payable_amount),
        Event::AutoReviewPassed(outcome) => {
            order.status.review = ReviewStatus::AutoPassed;
            order.auto_review = Some(recorded.done(outcome.clone()));
        }
        Event::ManualReviewRequired(outcome) => {
            order.status.review = ReviewStatus::ManualPending;
            order.auto_review = Some(recorded.done(outcome.clone()));
        }
        Event::ManualReviewPassed(decision) => {
            order.status.review = ReviewStatus::ManualPassed;
            order.review = Some(recorded.done((Verdict::Accepted, decision.clone())));
        }
        Event::ManualReviewRejected(decision) => {
            order.status.review = ReviewStatus::Rejected;
            order.status.order = OrderStatus::CancelPending;
            order.review = Some(recorded.done((Verdict::Rejected, decision.clone())));
        }
        Event::PaymentConfirmed(payment) => {
            order.status.order = OrderStatus::AgentPaymentConfirmed;
            order.status.agent_payment = AgentPaymentStatus::Paid;
            order.payment = Some(recorded.done(payment.clone()));
        }
        Event::PaymentRefused(_) => {}
        Event::ProofUploaded(proof) => order.proofs.push(recorded.done(proof.clone())),
        Event::PushStarted(_)
        | Event::PushFailed(_)
        | Event::PushSucceeded(_)
        | Event::PushUncertain(_)
        | Event::PushResolved(_)
        | Event::Acknowledged(_) => pushed(order, recorded),
        Event::ScreenshotUploaded(_)
        | Event::OcrCompleted(_)
        | Event::OcrFailed(_)
        | Event::MatchPassed(_)
        | Event::MatchFailed(_)
        | Event::ScreenshotReviewPassed(_)
        | Event::ScreenshotReviewRejected(_) => judged(order, recorded),
        Event::NoticeStarted(_)
        | Event::NoticeSent(_)
        | Event::NoticeFailed(_)
        | Event::NoticeUncertain(_)
        | Event::NoticeResolved(_) => noticed(order, recorded),
        Event::ShareSettled(_)
        | Event::ShareReversed(_)
        | Event::CancelRequested(_)
        | Event::CancelConfirmed(_)
        | Event::OrderCancelled(_)
        | Event::RefundRequested(_)
        | Event::RefundLegConfirmed(_)
        | Event::RefundCompleted(_) => settled(order, recorded),
        Event::DeadlineMissed(missed) => order.missed.push(missed.clone()),
        Event::PersonErased(_) => order.erased = true,
    }
}

fn priced(order: &mut Order, check: &PriceCheck) {
    order.season_type = Some(check.season_type.clone());
    order.settlement_amount = Some(check.settlement_amount);
    order.ticket_type.get_or_insert_with(|| check.ticket_type.clone());
    order.play_date.get_or_insert(check.play_date);
}

fn form_submitted(order: &mut Order, form: Done<FormSubmitted>) {
    order.status.order = OrderStatus::AgentPaymentPending;
    if order.ticket_type.is_none() {
        order.ticket_type.clone_from(&form.what.ticket_type);
    }
    order.play_date = order.play_date.or(form.what.play_date);
    order.form = Some(form);
}

fn pushed(order: &mut Order, recorded: &Recorded) {
    match &recorded.event {
        Event::PushStarted(started) => {
            order.push.before_attempt = Some(order.status.agent_push);
            order.status.agent_push = AgentPushStatus::Sending;
            let part = |p: &PartRef| Part { id: p.id.clone(), part: p.part.clone(), state: PartState::Sending };
            order.push.attempts.push(Attempt {
                number: started.attempt,
                group: started.target_group_id.clone(),
                parts: started.parts.iter().map(part).collect(),
                at: recorded.at,
                failure: None,
            });
        }
        Event::PushFailed(failed) => {
            order.status.agent_push = AgentPushStatus::Failed;
            order.push.before_attempt = None;
            let attempt = running(order, &failed.target_group_id, recorded.at);
            attempt.failure = Some((failed.failure_code.clone(), failed.failure_message.clone()));
            conclude(attempt, &failed.accepted_parts, PartState::Failed);
        }
        Event::PushSucceeded(succeeded) => {
            let attempt = running(order, &succeeded.target_group_id, recorded.at);
            conclude(attempt, &succeeded.accepted_parts, PartState::Accepted);
            accepted(order, recorded.at);
        }
        Event::PushUncertain(uncertain) => {
            order.status.agent_push = AgentPushStatus::Unknown;
            let attempt = running(order, &uncertain.target_group_id, recorded.at);
            attempt.failure = Some(("OUTCOME_UNKNOWN".to_owned(), uncertain.reason.clone()));
            conclude(attempt, &uncertain.accepted_parts, PartState::Failed);
            set_part(attempt, &uncertain.delivery_id, PartState::Unknown);
        }
        Event::PushResolved(resolved) => {
            order.push.before_attempt = None;
            let state = if resolved.delivered { PartState::Accepted } else { PartState::Failed };
            if let Some(attempt) = order.push.attempts.last_mut() {
                set_part(attempt, &resolved.delivery_id, state);
            }
            if resolved.delivered && resolved.complete {
                accepted(order, recorded.at);
            } else {
                order.status.agent_push = AgentPushStatus::Failed;
            }
        }
        Event::Acknowledged(acknowledged) => {
            order.status.agent_push = AgentPushStatus::Acked;
            order.acknowledged = Some(recorded.done(acknowledged.clone()));
        }
        _ => {}
    }
}

/// The running attempt; an imported outcome without a started event gets one of its own, without parts.
fn running<'a>(order: &'a mut Order, group: &str, at: Timestamp) -> &'a mut Attempt {
    let is_running = |a: &Attempt| a.parts.iter().any(|p| p.state == PartState::Sending);
    if !order.push.attempts.last().is_some_and(is_running) {
        let number = u32::try_from(order.push.attempts.len()).unwrap_or(u32::MAX).saturating_add(1);
        order.push.attempts.push(Attempt { number, group: group.to_owned(), parts: Vec::new(), at, failure: None });
    }
    let last = order.push.attempts.len() - 1;
    &mut order.push.attempts[last]
}

/// Every part still sending ends as `rest`, but for the accepted ones.
fn conclude(attempt: &mut Attempt, accepted: &[String], rest: PartState) {
    for part in &mut attempt.parts {
        if accepted.contains(&part.id) {
            part.state = PartState::Accepted;
        } else if part.state == PartState::Sending {
            part.state = rest;
        }
    }
}

fn set_part(attempt: &mut Attempt, id: &str, state: PartState) {
    attempt.parts.iter_mut().filter(|part| part.id == id).for_each(|part| part.state = state);
}

fn accepted(order: &mut Order, at: Timestamp) {
    order.status.agent_push = AgentPushStatus::Accepted;
    order.push.before_attempt = None;
    order.push.accepted_at = Some(at);
    if order.status.order == OrderStatus::AgentPaymentConfirmed {
        order.status.order = OrderStatus::AgentPushed;
    }
}

fn judged(order: &mut Order, recorded: &Recorded) {
    match &recorded.event {
        Event::ScreenshotUploaded(shot) => {
            order.status.screenshot_match = ScreenshotMatchStatus::Uploaded;
            order.screenshots.push(recorded.done(shot.clone()));
            order.ocr = None;
            order.matching = None;
            order.screenshot_review = None;
        }
        Event::OcrCompleted(ocr) => order.ocr = Some(recorded.done(ocr.clone())),
        Event::OcrFailed(_) => {
            order.status.screenshot_match = ScreenshotMatchStatus::PendingReview;
            order.status.order = OrderStatus::ScreenshotReview;
        }
        Event::MatchPassed(outcome) => {
            order.status.screenshot_match = ScreenshotMatchStatus::Matched;
            order.status.order = OrderStatus::TicketMatched;
            order.matching = Some(recorded.done(outcome.clone()));
        }
        Event::MatchFailed(outcome) => {
            order.status.screenshot_match =
                ScreenshotMatchStatus::from_code(&outcome.match_status).unwrap_or(ScreenshotMatchStatus::PendingReview);
            order.status.order = OrderStatus::ScreenshotReview;
            order.matching = Some(recorded.done(outcome.clone()));
        }
        Event::ScreenshotReviewPassed(decision) => {
            order.status.screenshot_match = ScreenshotMatchStatus::ManualMatched;
            order.status.order = OrderStatus::TicketMatched;
            order.screenshot_review = Some(recorded.done((Verdict::Accepted, decision.clone())));
        }
        Event::ScreenshotReviewRejected(decision) => {
            order.status.screenshot_match = ScreenshotMatchStatus::NotStarted;
            let pushed = matches!(order.status.agent_push, AgentPushStatus::Accepted | AgentPushStatus::Acked);
            order.status.order = if pushed { OrderStatus::AgentPushed } else { OrderStatus::AgentPaymentConfirmed };
            order.screenshot_review = Some(recorded.done((Verdict::Rejected, decision.clone())));
        }
        _ => {}
    }
}

fn noticed(order: &mut Order, recorded: &Recorded) {
    match &recorded.event {
        Event::NoticeStarted(started) => {
            order.before_notice = Some(order.status.user_notify);
            order.status.user_notify = UserNotifyStatus::Sending;
            order.notices.push(Notice {
                id: started.delivery_id.clone(),
                channel: started.channel.clone(),
                template: started.template.clone(),
                state: PartState::Sending,
                at: recorded.at,
                failure: None,
            });
        }
        Event::NoticeSent(sent) => {
            set_notice(order, &sent.delivery_id, &sent.channel, PartState::Accepted, None, recorded.at);
            told(order);
        }
        Event::NoticeFailed(failed) => {
            let failure = Some((failed.failure_code.clone(), failed.failure_message.clone()));
            set_notice(order, &failed.delivery_id, &failed.channel, PartState::Failed, failure, recorded.at);
            order.status.user_notify = UserNotifyStatus::Failed;
            order.before_notice = None;
        }
        Event::NoticeUncertain(failed) => {
            let failure = Some((failed.failure_code.clone(), failed.failure_message.clone()));
            set_notice(order, &failed.delivery_id, &failed.channel, PartState::Unknown, failure, recorded.at);
            order.status.user_notify = UserNotifyStatus::Unknown;
        }
        Event::NoticeResolved(resolved) => {
            let state = if resolved.delivered { PartState::Accepted } else { PartState::Failed };
            set_notice(order, &resolved.delivery_id, "", state, None, recorded.at);
            if resolved.delivered {
                told(order);
            } else {
                order.status.user_notify = UserNotifyStatus::Failed;
                order.before_notice = None;
            }
        }
        _ => {}
    }
}

/// The buyer knows: the order is done, and its share may be settled.
fn told(order: &mut Order) {
    order.status.user_notify = UserNotifyStatus::Sent;
    order.before_notice = None;
    if order.status.order == OrderStatus::TicketMatched {
        order.status.order = OrderStatus::Completed;
        order.status.profit_share = ProfitShareStatus::Ready;
    }
}

fn set_notice(
    order: &mut Order,
    id: &str,
    channel: &str,
    state: PartState,
    failure: Option<(String, String)>,
    at: Timestamp,
) {
    if let Some(notice) = order.notices.iter_mut().rev().find(|notice| notice.id == id) {
        notice.state = state;
        notice.failure = failure;
        return;
    }
    let (id, channel) = (id.to_owned(), channel.to_owned());
    order.notices.push(Notice { id, channel, template: String::new(), state, at, failure });
}

fn settled(order: &mut Order, recorded: &Recorded) {
    match &recorded.event {
        Event::ShareSettled(share) => {
            order.status.profit_share = ProfitShareStatus::Settled;
            order.share = Some(recorded.done(share.clone()));
        }
        Event::ShareReversed(_) => order.status.profit_share = ProfitShareStatus::Reversed,
        Event::CancelRequested(request) => {
            order.refund = Some(Refund {
                reason: request.reason.clone(),
                amount: order.purchase.paid_amount,
                is_cancel: true,
                legs: Vec::new(),
            });
            order.status.order =
                if request.agent_must_confirm { OrderStatus::CancelPending } else { OrderStatus::RefundPending };
        }
        Event::CancelConfirmed(_) => order.status.order = OrderStatus::RefundPending,
        Event::RefundRequested(request) => {
            order.refund = Some(Refund {
                reason: request.reason.clone(),
                amount: request.amount,
                is_cancel: false,
                legs: Vec::new(),
            });
            order.status.order = OrderStatus::RefundPending;
        }
        Event::RefundLegConfirmed(leg) => {
            if leg.leg == Leg::Agent.code() {
                order.status.agent_payment = AgentPaymentStatus::Refunded;
            }
            if let Some(refund) = &mut order.refund {
                refund.legs.push(recorded.done(leg.clone()));
            }
        }
        Event::OrderCancelled(_) => order.status.order = OrderStatus::Cancelled,
        Event::RefundCompleted(_) => order.status.order = OrderStatus::Refunded,
        _ => {}
    }
}

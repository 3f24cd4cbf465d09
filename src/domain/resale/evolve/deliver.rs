//! Pushes and notices: a8 to a12, a18.

use crate::domain::order::notice;
use crate::domain::resale::axis::{AgentPushStatus, OrderStatus, ProfitShareStatus, UserNotifyStatus};
use crate::domain::resale::order::{BuyerNotice, PartState, PushAttempt, PushPart, RecordedFact, ResaleOrder};
use crate::domain::resale::payload::*;
use crate::domain::value::time::Timestamp;

pub(super) fn push_started(order: &mut ResaleOrder, started: &PushStarted, at: Timestamp) {
    order.push.before_attempt = Some(order.status.agent_push);
    order.status.agent_push = AgentPushStatus::Sending;
    let part = |p: &PartRef| PushPart {
        id: p.id.clone(),
        part: p.part.clone(),
        state: PartState::Sending,
        may_have_left: true,
    };
    let parts = started.parts.iter().map(part).collect();
    begin_attempt(order, started.attempt, &started.target_group_id, parts, at);
}

fn begin_attempt(order: &mut ResaleOrder, number: u32, group: &str, parts: Vec<PushPart>, at: Timestamp) {
    let proof = order.current_proof().map(|proof| proof.receipt_image_hash.clone());
    let (revision, group) = (order.revision, group.to_owned());
    order.push.attempts.push(PushAttempt { number, revision, proof, group, parts, complete: false, at, failure: None });
}

pub(super) fn push_failed(order: &mut ResaleOrder, failed: &PushFailed, at: Timestamp) {
    let attempt = running_attempt(order, &failed.target_group_id, at);
    attempt.failure = Some((failed.failure_code.clone(), failed.failure_message.clone()));
    conclude_attempt(attempt, &failed.accepted_parts, PartState::Failed, failed.never_left);
    order.status.agent_push = AgentPushStatus::Failed;
    order.push.before_attempt = None;
}

pub(super) fn push_succeeded(order: &mut ResaleOrder, succeeded: &PushSucceeded, at: Timestamp) {
    let attempt = running_attempt(order, &succeeded.target_group_id, at);
    conclude_attempt(attempt, &succeeded.accepted_parts, PartState::Accepted, false);
    attempt.complete = true;
    accept_push(order, at);
}

pub(super) fn push_uncertain(order: &mut ResaleOrder, uncertain: &PushUncertain, at: Timestamp) {
    let attempt = running_attempt(order, &uncertain.target_group_id, at);
    attempt.failure = Some(("OUTCOME_UNKNOWN".to_owned(), uncertain.reason.clone()));
    conclude_attempt(attempt, &uncertain.accepted_parts, PartState::Unknown, false);
    set_part(attempt, &uncertain.delivery_id, PartState::Unknown);
    order.status.agent_push = AgentPushStatus::Unknown;
}

pub(super) fn push_resolved(order: &mut ResaleOrder, resolved: &DeliveryResolved, at: Timestamp) {
    let state = if resolved.delivered { PartState::Accepted } else { PartState::Failed };
    order.push.before_attempt = None;
    if let Some(attempt) = order.push.attempts.last_mut() {
        set_part(attempt, &resolved.delivery_id, state);
    }
    if resolved.delivered && resolved.complete {
        accept_push(order, at);
    } else {
        order.status.agent_push = AgentPushStatus::Failed;
    }
}

pub(super) fn apply_acknowledged(order: &mut ResaleOrder, answer: RecordedFact<PushAcknowledged>) {
    order.status.agent_push = AgentPushStatus::Acked;
    order.acknowledged = Some(answer);
}

/// The running attempt; an imported outcome without a started event gets one of its own, without parts.
fn running_attempt<'a>(order: &'a mut ResaleOrder, group: &str, at: Timestamp) -> &'a mut PushAttempt {
    if order.status.agent_push != AgentPushStatus::Sending || order.push.attempts.is_empty() {
        let number = u32::try_from(order.push.attempts.len()).unwrap_or(u32::MAX).saturating_add(1);
        begin_attempt(order, number, group, Vec::new(), at);
    }
    let last = order.push.attempts.len() - 1;
    &mut order.push.attempts[last]
}

/// The first part that was not taken ends as `stopped`, and where `never_left`, no byte of it left. Those behind it were never
/// tried. In an attempt that was taken as a whole, `stopped` is what every part is.
fn conclude_attempt(attempt: &mut PushAttempt, accepted: &[String], stopped: PartState, never_left: bool) {
    let mut ended = false;
    for part in &mut attempt.parts {
        if accepted.contains(&part.id) || stopped == PartState::Accepted {
            part.state = PartState::Accepted;
        } else if part.state == PartState::Sending {
            part.state = if ended { PartState::Cancelled } else { stopped };
            part.may_have_left = !ended && !never_left;
            ended = true;
        }
    }
}

fn set_part(attempt: &mut PushAttempt, id: &str, state: PartState) {
    attempt.parts.iter_mut().filter(|part| part.id == id).for_each(|part| {
        part.state = state;
        part.may_have_left = true;
    });
}

fn accept_push(order: &mut ResaleOrder, at: Timestamp) {
    order.status.agent_push = AgentPushStatus::Accepted;
    order.push.before_attempt = None;
    order.push.accepted_at = Some(at);
    advance_order(order, OrderStatus::AgentPaymentConfirmed, OrderStatus::AgentPushed);
}

pub(super) fn notice_started(order: &mut ResaleOrder, started: &NoticeStarted, at: Timestamp) {
    order.before_notice = Some(order.status.user_notify);
    order.status.user_notify = UserNotifyStatus::Sending;
    order.notices.push(BuyerNotice::from_started(started, at));
}

pub(super) fn notice_sent(order: &mut ResaleOrder, sent: &NoticeSent, at: Timestamp) {
    notice::set_notice_state(&mut order.notices, (&sent.delivery_id, &sent.channel), PartState::Accepted, None, at);
    mark_notified(order);
}

pub(super) fn notice_failed(order: &mut ResaleOrder, failed: &NoticeFailed, at: Timestamp) {
    notice::set_notice_state(
        &mut order.notices,
        (&failed.delivery_id, &failed.channel),
        PartState::Failed,
        notice::notice_failure(failed),
        at,
    );
    order.status.user_notify = UserNotifyStatus::Failed;
    order.before_notice = None;
}

pub(super) fn notice_uncertain(order: &mut ResaleOrder, failed: &NoticeFailed, at: Timestamp) {
    notice::set_notice_state(
        &mut order.notices,
        (&failed.delivery_id, &failed.channel),
        PartState::Unknown,
        notice::notice_failure(failed),
        at,
    );
    order.status.user_notify = UserNotifyStatus::Unknown;
}

pub(super) fn notice_resolved(order: &mut ResaleOrder, resolved: &DeliveryResolved, at: Timestamp) {
    let state = if resolved.delivered { PartState::Accepted } else { PartState::Failed };
    notice::set_notice_state(&mut order.notices, (&resolved.delivery_id, ""), state, None, at);
    if resolved.delivered {
        mark_notified(order);
    } else {
        order.status.user_notify = UserNotifyStatus::Failed;
        order.before_notice = None;
    }
}

/// The buyer knows: the order is done, and its share may be settled.
fn mark_notified(order: &mut ResaleOrder) {
    order.status.user_notify = UserNotifyStatus::Sent;
    order.before_notice = None;
    if advance_order(order, OrderStatus::TicketMatched, OrderStatus::Completed) {
        order.status.profit_share = ProfitShareStatus::Ready;
    }
}

/// Moves the order on, or where a part of its money is on the way back, the status that it goes on with. Answers whether it
/// stood at `from`.
fn advance_order(order: &mut ResaleOrder, from: OrderStatus, to: OrderStatus) -> bool {
    let open = order.refunds.last_mut().filter(|refund| refund.completed_at.is_none());
    let status = open.and_then(|refund| refund.resumes.as_mut()).unwrap_or(&mut order.status.order);
    let moves = *status == from;
    if moves {
        *status = to;
    }
    moves
}

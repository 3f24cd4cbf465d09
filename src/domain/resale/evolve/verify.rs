//! The agent's screenshot: a13 to a17.

use crate::domain::order::event::EventResult;
use crate::domain::resale::axis::{AgentPushStatus, OrderStatus, ScreenshotMatchStatus};
use crate::domain::resale::order::{RecordedFact, ResaleOrder};
use crate::domain::resale::payload::{MatchOutcome, ReviewDecision, ScreenshotUploaded};

pub(super) fn apply_uploaded(order: &mut ResaleOrder, shot: RecordedFact<ScreenshotUploaded>) {
    order.status.screenshot_match = ScreenshotMatchStatus::Uploaded;
    order.screenshots.push(shot);
    order.ocr = None;
    order.matching = None;
    order.screenshot_review = None;
}

pub(super) fn apply_unreadable(order: &mut ResaleOrder) {
    order.status.screenshot_match = ScreenshotMatchStatus::PendingReview;
    order.status.order = OrderStatus::ScreenshotReview;
}

pub(super) fn apply_matched(order: &mut ResaleOrder, outcome: RecordedFact<MatchOutcome>) {
    order.status.screenshot_match = ScreenshotMatchStatus::Matched;
    order.status.order = OrderStatus::TicketMatched;
    order.matching = Some(outcome);
}

pub(super) fn apply_unmatched(order: &mut ResaleOrder, outcome: RecordedFact<MatchOutcome>) {
    // A status that this version does not know is for a person.
    let status = ScreenshotMatchStatus::from_code(outcome.what.match_status.as_str());
    order.status.screenshot_match = status.unwrap_or(ScreenshotMatchStatus::PendingReview);
    order.status.order = OrderStatus::ScreenshotReview;
    order.matching = Some(outcome);
}

pub(super) fn apply_accepted(order: &mut ResaleOrder, review: RecordedFact<(EventResult, ReviewDecision)>) {
    order.status.screenshot_match = ScreenshotMatchStatus::ManualMatched;
    order.status.order = OrderStatus::TicketMatched;
    order.screenshot_review = Some(review);
}

/// Another screenshot is awaited, where the order stood before this one.
pub(super) fn apply_rejected(order: &mut ResaleOrder, review: RecordedFact<(EventResult, ReviewDecision)>) {
    let pushed = matches!(order.status.agent_push, AgentPushStatus::Accepted | AgentPushStatus::Acked);
    order.status.screenshot_match = ScreenshotMatchStatus::NotStarted;
    order.status.order = if pushed { OrderStatus::AgentPushed } else { OrderStatus::AgentPaymentConfirmed };
    order.screenshot_review = Some(review);
}

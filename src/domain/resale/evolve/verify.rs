//! The agent's screenshot: a13 to a17.

use crate::domain::order::event::Verdict;
use crate::domain::resale::axis::{AgentPushStatus, OrderStatus, ScreenshotMatchStatus};
use crate::domain::resale::order::{Done, Order};
use crate::domain::resale::payload::{Decision, MatchOutcome, ScreenshotUploaded};

pub(super) fn uploaded(order: &mut Order, shot: Done<ScreenshotUploaded>) {
    order.status.screenshot_match = ScreenshotMatchStatus::Uploaded;
    order.screenshots.push(shot);
    order.ocr = None;
    order.matching = None;
    order.screenshot_review = None;
}

pub(super) fn unreadable(order: &mut Order) {
    order.status.screenshot_match = ScreenshotMatchStatus::PendingReview;
    order.status.order = OrderStatus::ScreenshotReview;
}

pub(super) fn matched(order: &mut Order, outcome: Done<MatchOutcome>) {
    order.status.screenshot_match = ScreenshotMatchStatus::Matched;
    order.status.order = OrderStatus::TicketMatched;
    order.matching = Some(outcome);
}

pub(super) fn unmatched(order: &mut Order, outcome: Done<MatchOutcome>) {
    // A status that this version does not know is for a person.
    let status = ScreenshotMatchStatus::from_code(&outcome.what.match_status);
    order.status.screenshot_match = status.unwrap_or(ScreenshotMatchStatus::PendingReview);
    order.status.order = OrderStatus::ScreenshotReview;
    order.matching = Some(outcome);
}

pub(super) fn accepted(order: &mut Order, review: Done<(Verdict, Decision)>) {
    order.status.screenshot_match = ScreenshotMatchStatus::ManualMatched;
    order.status.order = OrderStatus::TicketMatched;
    order.screenshot_review = Some(review);
}

/// Another screenshot is awaited, where the order stood before this one.
pub(super) fn rejected(order: &mut Order, review: Done<(Verdict, Decision)>) {
    let pushed = matches!(order.status.agent_push, AgentPushStatus::Accepted | AgentPushStatus::Acked);
    order.status.screenshot_match = ScreenshotMatchStatus::NotStarted;
    order.status.order = if pushed { OrderStatus::AgentPushed } else { OrderStatus::AgentPaymentConfirmed };
    order.screenshot_review = Some(review);
}

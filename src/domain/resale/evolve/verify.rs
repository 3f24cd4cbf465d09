//! The agent's screenshot: a13 to a17.

use crate::domain::order::event::EventResult;
use crate::domain::resale::axis::{AgentPushStatus, OrderStatus, ScreenshotMatchStatus};
use crate::domain::resale::order::{RecordedFact, ResaleOrder};
use crate::domain::resale::payload::{MatchOutcome, ReviewDecision, ScreenshotUploaded};

pub(super) fn apply_uploaded(order: &mut ResaleOrder, shot: RecordedFact<ScreenshotUploaded>) {
    order.status.screenshot_match = ScreenshotMatchStatus::Uploaded;
    let refused = order.screenshot_review.as_ref().is_some_and(|review| review.what.0 == EventResult::Rejected);
    order.earlier_matches.extend(order.matching.take().filter(|_| !refused));
    // The same picture judged anew has one verdict, the new one.
    order.earlier_matches.retain(|judged| judged.what.screenshot_hash != shot.what.screenshot_hash);
    order.screenshots.push(shot);
    order.ocr = None;
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

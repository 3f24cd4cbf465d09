//! The agent's screenshot: a13 to a17.

use super::{ResaleRefusal, parse_operator_text, require_allowed};
use crate::domain::order::actor::Actor;
use crate::domain::order::flow::OrderState as _;
use crate::domain::resale::axis::{AgentPushStatus, ScreenshotMatchStatus};
use crate::domain::resale::command::ReadScreenshot;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::matching::MatchStatus;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::ReviewDecision;
use crate::domain::resale::rejections::ResaleRejection;
use crate::domain::value::rejection::Rejection;

/// a13 to a16 in one step: uploaded, read, judged. The same picture with the same result again adds nothing.
pub(super) fn read_screenshot(order: &ResaleOrder, read: &ReadScreenshot) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
    order.require_person()?;
    if is_repeat(order, read) {
        return Ok(Vec::new());
    }
    let uploaded = ResaleEvent::ScreenshotUploaded(read.screenshot.clone());
    require_allowed(order, &uploaded)?;
    pushed_or_explained(order, read)?;
    check_comparable(order, read)?;
    let mut events = vec![uploaded];
    match &read.reading {
        Err(failed) => events.push(ResaleEvent::OcrFailed(failed.clone())),
        Ok(completed) => {
            events.push(ResaleEvent::OcrCompleted(completed.clone()));
            events.extend(read.outcome.clone().map(|outcome| {
                if outcome.match_status == MatchStatus::Matched {
                    ResaleEvent::MatchPassed(outcome)
                } else {
                    ResaleEvent::MatchFailed(outcome)
                }
            }));
        }
    }
    Ok(events)
}

/// Whether the current screenshot is this one, with the same verdict on every field or the same failure to read it. One
/// that a person refused is judged anew.
fn is_repeat(order: &ResaleOrder, read: &ReadScreenshot) -> bool {
    let current =
        order.screenshots.last().is_some_and(|shot| shot.what.screenshot_hash == read.screenshot.screenshot_hash);
    let standing = order.status.screenshot_match != ScreenshotMatchStatus::NotStarted;
    let same = match &read.outcome {
        Some(outcome) => order.matching.as_ref().is_some_and(|judged| judged.what == *outcome),
        None => read.reading.is_err() && order.ocr.is_none(),
    };
    current && standing && same
}

/// What was read can only be judged against an order that says what was bought, and for whom.
fn check_comparable(order: &ResaleOrder, read: &ReadScreenshot) -> Result<(), Rejection> {
    if read.reading.is_err() || read.outcome.is_some() {
        return Ok(());
    }
    let no = &order.order_no;
    Err(ResaleRejection::NothingToCompare { no }.into())
}

fn pushed_or_explained(order: &ResaleOrder, read: &ReadScreenshot) -> Result<(), Rejection> {
    if order.status.agent_push == AgentPushStatus::Sending {
        let no = &order.order_no;
        return Err(ResaleRejection::PushUnderWay { no }.into());
    }
    let pushed = matches!(order.status.agent_push, AgentPushStatus::Accepted | AgentPushStatus::Acked);
    if pushed || read.screenshot.reason.is_some() {
        return Ok(());
    }
    let no = &order.order_no;
    Err(ResaleRejection::ScreenshotWithoutPush { no }.into())
}

/// a17.
pub(super) fn review_screenshot(
    order: &ResaleOrder,
    accept: bool,
    reason: &str,
    by: &Actor,
) -> Result<Vec<ResaleEvent>, Rejection> {
    // Accepted once more is nothing new; one that was rejected is no longer the order's.
    if accept && order.status.screenshot_match == ScreenshotMatchStatus::ManualMatched {
        return Ok(Vec::new());
    }
    let decision = ReviewDecision { operator_id: by.operator.clone(), reason: parse_operator_text(reason, "reason")? };
    Ok(vec![if accept {
        ResaleEvent::ScreenshotReviewPassed(decision)
    } else {
        ResaleEvent::ScreenshotReviewRejected(decision)
    }])
}

//! The agent's screenshot: a13 to a17.

use super::{ResaleRefusal, parse_operator_text, require_allowed};
use crate::domain::order::actor::Actor;
use crate::domain::order::rejection::Rejection;
use crate::domain::resale::axis::{AgentPushStatus, ScreenshotMatchStatus};
use crate::domain::resale::command::ReadScreenshot;
use crate::domain::resale::event::ResaleEvent;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::ReviewDecision;
use crate::say;

/// a13 to a16 in one step: uploaded, read, judged. The same picture with the same result again adds nothing.
pub(super) fn read_screenshot(order: &ResaleOrder, read: &ReadScreenshot) -> Result<Vec<ResaleEvent>, ResaleRefusal> {
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
                if outcome.match_status == "matched" {
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
    Err(Rejection::rule(
        "nothing_to_compare",
        say!(
            "订单 {no} 没有客户信息、游玩日期或票种，无法与截图比对",
            "order {no} has no form, play date or ticket type to compare a screenshot with"
        ),
    )
    .with_hint(say!("先补全客户信息：`ticketctl form submit {no}`", "complete it first: `ticketctl form submit {no}`")))
}

fn pushed_or_explained(order: &ResaleOrder, read: &ReadScreenshot) -> Result<(), Rejection> {
    if order.status.agent_push == AgentPushStatus::Sending {
        let no = &order.order_no;
        return Err(Rejection::rule(
            "push_under_way",
            say!("订单 {no} 正在推单", "order {no} is being pushed right now"),
        )
        .with_hint(say!("等推单结束后再试", "try again once the push has ended")));
    }
    let pushed = matches!(order.status.agent_push, AgentPushStatus::Accepted | AgentPushStatus::Acked);
    if pushed || read.screenshot.reason.is_some() {
        return Ok(());
    }
    let no = &order.order_no;
    Err(Rejection::rule(
        "screenshot_without_push",
        say!(
            "订单 {no} 还没有推到代理群，不该有代理截图",
            "order {no} was not pushed to the agent, so it should have no screenshot"
        ),
    )
    .with_hint(say!(
        "先推单；若代理在群外收到订单，加 --reason 说明",
        "push it first; if the agent got it another way, say so with --reason"
    )))
}

/// a17.
pub(super) fn review_screenshot(accept: bool, reason: &str, by: &Actor) -> Result<Vec<ResaleEvent>, Rejection> {
    let decision = ReviewDecision { operator_id: by.operator.clone(), reason: parse_operator_text(reason, "reason")? };
    Ok(vec![if accept {
        ResaleEvent::ScreenshotReviewPassed(decision)
    } else {
        ResaleEvent::ScreenshotReviewRejected(decision)
    }])
}

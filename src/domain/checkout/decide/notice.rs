//! Notices to the buyer.

use super::CheckoutRefusal;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::rejections::CheckoutRejection;
use crate::domain::order::actor::Actor;
use crate::domain::order::flow::OrderState as _;
use crate::domain::order::notice::{
    NoticeEnd, NoticeOutcome, NoticeStarted, PartState, ResolveDelivery, expect_unknown, next_notice_id,
    record_resolution,
};
use crate::domain::order::rejections::OrderRejection;

/// Tells what there is to be told. A notice that was sent goes out again only on purpose, and one that may have arrived
/// not before a person looked.
pub(super) fn start_notice(
    order: &CheckoutOrder,
    channel: &str,
    resend: bool,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    order.require_person()?;
    let no = &order.order_no;
    if order.notices.iter().any(|notice| notice.state == PartState::Sending) {
        return Err(CheckoutRejection::NoticeUnderWay { no }.into_rejection().into());
    }
    let Some((news, notice)) = order.current_announcement() else {
        return Err(CheckoutRejection::NothingToTell { no }.into_rejection().into());
    };
    match notice.map(|notice| notice.state) {
        Some(PartState::Unknown) => return Err(OrderRejection::NoticeOutcomeUnknown { no }.into_rejection().into()),
        Some(PartState::Accepted) if !resend => return Ok(Vec::new()),
        _ => {}
    }
    Ok(vec![CheckoutEvent::NoticeStarted(NoticeStarted {
        operator_id: by.operator.clone(),
        channel: channel.to_owned(),
        delivery_id: next_notice_id(no, &order.notices),
        template: news.notice_template().code.to_owned(),
        resend,
    })])
}

/// How the one that runs ended.
pub(super) fn finish_notice(
    order: &CheckoutOrder,
    outcome: &NoticeOutcome,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    let running = order.notices.iter().find(|notice| notice.state == PartState::Sending);
    let notice = running
        .ok_or_else(|| OrderRejection::NothingUnderWay { no: &order.order_no, what: &"notice" }.into_rejection())?;
    Ok(vec![match notice.record_outcome(outcome, by) {
        NoticeEnd::Sent(sent) => CheckoutEvent::NoticeSent(sent),
        NoticeEnd::Failed(failed) => CheckoutEvent::NoticeFailed(failed),
        NoticeEnd::Uncertain(failed) => CheckoutEvent::NoticeUncertain(failed),
    }])
}

/// Nothing leaves `unknown` but an operator.
pub(super) fn resolve_notice(
    order: &CheckoutOrder,
    resolve: &ResolveDelivery,
    by: &Actor,
) -> Result<Vec<CheckoutEvent>, CheckoutRefusal> {
    // A stale notice and a newer one may both be unknown: the one that is named counts.
    let mut unknown = order.notices.iter().filter(|notice| notice.state == PartState::Unknown);
    let named = unknown.find(|notice| notice.id == resolve.delivery);
    expect_unknown(named.map(|notice| notice.id.as_str()), &resolve.delivery, &order.order_no)?;
    let channel = named.map(|notice| notice.channel.as_str());
    Ok(vec![CheckoutEvent::NoticeResolved(record_resolution(resolve, resolve.delivered, channel, by)?)])
}

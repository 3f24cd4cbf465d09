//! Which events are news for the buyer, which make news stale, and how notices of it went.

use crate::domain::checkout::axis::Status;
use crate::domain::checkout::event::Event;
use crate::domain::checkout::notice::{News, Untold};
use crate::domain::checkout::order::Order;
use crate::domain::order::notice;
use crate::domain::order::notice::{DeliveryResolved, Notice, NoticeFailed, NoticeSent, NoticeStarted, PartState};
use crate::domain::value::time::Timestamp;

/// What `event`, which was applied to `order` already, means for what the buyer is to be told.
pub(super) fn heard(order: &mut Order, event: &Event) {
    let news = match event {
        Event::Issued(_) | Event::Reissued(_) => Some(News::TicketDelivered),
        Event::RefundCompleted(_) => Some(News::RefundCompleted),
        Event::PaymentFailed(_) | Event::SessionExpired(_) | Event::LockExpired(_)
            if order.status.order == Status::Expired =>
        {
            Some(News::OrderExpired)
        }
        Event::PaymentFailed(_) => Some(News::PaymentFailed),
        // Time goes on, or a person did something: what was to be told is not so any more.
        Event::SessionCreated(_)
        | Event::Completed(_)
        | Event::PaymentLate(_)
        | Event::Redeemed(_)
        | Event::Revoked(_)
        | Event::Cancelled(_)
        | Event::RefundRequested(_)
        | Event::PersonErased(_) => None,
        Event::Drafted(_)
        | Event::TermsFixed(_)
        | Event::Locked(_)
        | Event::LockRejected(_)
        | Event::Requested(_)
        | Event::SessionSigned(_)
        | Event::MandateVerified(_)
        | Event::MandateRejected(_)
        | Event::CompletionRefused(_)
        | Event::SessionExpired(_)
        | Event::IssueNumbered(_)
        | Event::RedeemReverted(_)
        | Event::LockReleased(_)
        | Event::LockExpired(_)
        | Event::RefundFailed(_)
        | Event::NoticeStarted(_)
        | Event::NoticeSent(_)
        | Event::NoticeFailed(_)
        | Event::NoticeUncertain(_)
        | Event::NoticeResolved(_)
        | Event::PersonRevealed(_) => return,
    };
    order.news = news.map(|news| Untold { news, after: order.notices.len() });
}

pub(super) fn started(order: &mut Order, started: &NoticeStarted, at: Timestamp) {
    order.notices.push(Notice::begun(started, at));
}

pub(super) fn sent(order: &mut Order, sent: &NoticeSent, at: Timestamp) {
    notice::set(&mut order.notices, (&sent.delivery_id, &sent.channel), PartState::Accepted, None, at);
}

pub(super) fn failed(order: &mut Order, failed: &NoticeFailed, state: PartState, at: Timestamp) {
    let failure = notice::failure(failed);
    notice::set(&mut order.notices, (&failed.delivery_id, &failed.channel), state, failure, at);
}

pub(super) fn resolved(order: &mut Order, resolved: &DeliveryResolved, at: Timestamp) {
    let state = if resolved.delivered { PartState::Accepted } else { PartState::Failed };
    notice::set(&mut order.notices, (&resolved.delivery_id, ""), state, None, at);
}

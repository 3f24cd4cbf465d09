//! Which events are news for the buyer, which make news stale, and how notices of it went.

use crate::domain::checkout::announcement::{Announcement, PendingAnnouncement};
use crate::domain::checkout::axis::CheckoutStatus;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::notice;
use crate::domain::order::notice::{BuyerNotice, DeliveryResolved, NoticeFailed, NoticeSent, NoticeStarted, PartState};
use crate::domain::value::time::Timestamp;

/// What `event`, which was applied to `order` already, means for what the buyer is to be told.
pub(super) fn update_announcement(order: &mut CheckoutOrder, event: &CheckoutEvent) {
    let news = match event {
        CheckoutEvent::Issued(_) | CheckoutEvent::Reissued(_) => Some(Announcement::TicketDelivered),
        // A buyer who keeps the ticket and was not told of it yet hears of the ticket first, and of nothing else.
        CheckoutEvent::RefundRequested(request) if request.keeps_ticket => return,
        CheckoutEvent::RefundCompleted(_) if is_ticket_untold(order) => return,
        CheckoutEvent::RefundCompleted(_) => Some(Announcement::RefundCompleted),
        CheckoutEvent::PaymentFailed(_) | CheckoutEvent::SessionExpired(_) | CheckoutEvent::LockExpired(_)
            if order.status.order == CheckoutStatus::Expired =>
        {
            Some(Announcement::OrderExpired)
        }
        CheckoutEvent::PaymentFailed(_) => Some(Announcement::PaymentFailed),
        // Time goes on, or a person did something: what was to be told is not so any more.
        CheckoutEvent::SessionCreated(_)
        | CheckoutEvent::Completed(_)
        | CheckoutEvent::PaymentLate(_)
        | CheckoutEvent::Redeemed(_)
        | CheckoutEvent::Revoked(_)
        | CheckoutEvent::Cancelled(_)
        | CheckoutEvent::RefundRequested(_)
        | CheckoutEvent::PersonErased(_) => None,
        CheckoutEvent::Drafted(_)
        | CheckoutEvent::TermsFixed(_)
        | CheckoutEvent::Locked(_)
        | CheckoutEvent::LockRejected(_)
        | CheckoutEvent::Requested(_)
        | CheckoutEvent::SessionSigned(_)
        | CheckoutEvent::MandateVerified(_)
        | CheckoutEvent::MandateRejected(_)
        | CheckoutEvent::CompletionRefused(_)
        | CheckoutEvent::SessionExpired(_)
        | CheckoutEvent::IssueFailed(_)
        | CheckoutEvent::IssueNumbered(_)
        | CheckoutEvent::RedeemReverted(_)
        | CheckoutEvent::LockReleased(_)
        | CheckoutEvent::LockExpired(_)
        // Nobody waits for a draft whose day is over.
        | CheckoutEvent::DraftExpired(_)
        | CheckoutEvent::RefundFailed(_)
        | CheckoutEvent::UnappliedReturned(_)
        | CheckoutEvent::UnappliedDismissed(_)
        | CheckoutEvent::NoticeStarted(_)
        | CheckoutEvent::NoticeSent(_)
        | CheckoutEvent::NoticeFailed(_)
        | CheckoutEvent::NoticeUncertain(_)
        | CheckoutEvent::NoticeResolved(_)
        | CheckoutEvent::PersonRevealed(_) => return,
    };
    order.announcement = news.map(|news| PendingAnnouncement { announcement: news, after: order.notices.len() });
}

/// Whether the buyer is still to be told of a ticket that is good.
fn is_ticket_untold(order: &CheckoutOrder) -> bool {
    let told = |notice: Option<&BuyerNotice>| notice.is_some_and(|notice| notice.state == PartState::Accepted);
    order.current_announcement().is_some_and(|(news, notice)| news == Announcement::TicketDelivered && !told(notice))
}

pub(super) fn apply_started(order: &mut CheckoutOrder, started: &NoticeStarted, at: Timestamp) {
    order.notices.push(BuyerNotice::from_started(started, at));
}

pub(super) fn apply_sent(order: &mut CheckoutOrder, sent: &NoticeSent, at: Timestamp) {
    notice::set_notice_state(&mut order.notices, (&sent.delivery_id, &sent.channel), PartState::Accepted, None, at);
}

pub(super) fn apply_failed(order: &mut CheckoutOrder, failed: &NoticeFailed, state: PartState, at: Timestamp) {
    let failure = notice::notice_failure(failed);
    notice::set_notice_state(&mut order.notices, (&failed.delivery_id, &failed.channel), state, failure, at);
}

pub(super) fn apply_resolved(order: &mut CheckoutOrder, resolved: &DeliveryResolved, at: Timestamp) {
    let state = if resolved.delivered { PartState::Accepted } else { PartState::Failed };
    notice::set_notice_state(&mut order.notices, (&resolved.delivery_id, ""), state, None, at);
}

//! What a person should do now with a checkout order, and by when.

use super::axis::{CheckoutStatus, FulfillmentStatus, LockStatus, PaymentStatus};
use super::order::CheckoutOrder;
use crate::domain::order::next::{ActiveDeadline, NextAction, NextTask};
use crate::domain::order::notice::PartState;
use crate::domain::value::time::Timestamp;

/// What to do with `order` at `now`, from all axes, in a shop that tells its buyers nothing by itself.
pub fn next_task(order: &CheckoutOrder, now: Timestamp) -> NextTask {
    next_task_with_notices(order, false, now)
}

/// As [`next_task`]; where the shop `tells` its buyers what happens, they are to be told.
pub fn next_task_with_notices(order: &CheckoutOrder, tells: bool, now: Timestamp) -> NextTask {
    let step = choose_action(order, now);
    let notice = notice_action(order, tells).filter(|notice| notice.urgency() < step.urgency());
    let action = notice.unwrap_or(step);
    NextTask { action, command: action_command(order, action), due: active_deadline(order, step) }
}

fn notice_action(order: &CheckoutOrder, tells: bool) -> Option<NextAction> {
    if order.unknown_notice().is_some() {
        return Some(NextAction::ResolveUnknownNotice);
    }
    let (_, notice) = order.current_announcement()?;
    match notice.map(|notice| notice.state) {
        Some(PartState::Failed) => Some(NextAction::FixNotification),
        None if tells => Some(NextAction::NotifyUser),
        None | Some(PartState::Sending | PartState::Accepted | PartState::Unknown) => None,
    }
}

fn choose_action(order: &CheckoutOrder, now: Timestamp) -> NextAction {
    match order.status.order {
        CheckoutStatus::Draft => NextAction::LockInventory,
        CheckoutStatus::Locked if order.lock_is_live(now) => NextAction::RequestCheckout,
        CheckoutStatus::CheckoutPending if order.latest_session().is_some_and(|session| session.is_open(now)) => {
            NextAction::AwaitPayment
        }
        CheckoutStatus::CheckoutPending if order.lock_is_live(now) => NextAction::CreateSession,
        // Nobody can do anything but wait for money that comes too late; a sweep closes it.
        CheckoutStatus::Locked | CheckoutStatus::CheckoutPending => NextAction::None,
        CheckoutStatus::Paid => NextAction::IssueTicket,
        CheckoutStatus::PaidUnfulfillable => NextAction::RefundCustomer,
        CheckoutStatus::RefundPending => NextAction::CompleteRefund,
        CheckoutStatus::Fulfilled | CheckoutStatus::Expired | CheckoutStatus::Cancelled | CheckoutStatus::Refunded => {
            NextAction::None
        }
    }
}

fn active_deadline(order: &CheckoutOrder, action: NextAction) -> Option<ActiveDeadline> {
    match action {
        NextAction::RequestCheckout | NextAction::CreateSession => {
            order.lock.as_ref().map(|lock| ActiveDeadline { deadline: "lock", at: lock.expiry_at })
        }
        NextAction::AwaitPayment => {
            order.latest_session().map(|session| ActiveDeadline { deadline: "session", at: session.created.expiry_at })
        }
        // Money that buys nothing is owed from the moment at which it came.
        NextAction::RefundCustomer => {
            order.payment.as_ref().map(|payment| ActiveDeadline { deadline: "refund", at: payment.at })
        }
        _ => None,
    }
}

/// The first moment at which time alone changes the order, until a sweep has recorded it.
pub fn miss_at(order: &CheckoutOrder) -> Option<Timestamp> {
    let unpaid = matches!(order.status.order, CheckoutStatus::Locked | CheckoutStatus::CheckoutPending);
    let lock = order.lock.as_ref().filter(|_| unpaid && order.status.lock == LockStatus::Held).map(|l| l.expiry_at);
    let open = order.latest_session().filter(|_| order.status.payment == PaymentStatus::SessionCreated);
    let session = open.map(|session| session.created.expiry_at);
    [lock, session].into_iter().flatten().min()
}

fn action_command(order: &CheckoutOrder, action: NextAction) -> Option<String> {
    let no = &order.order_no;
    Some(match action {
        NextAction::LockInventory => format!("ticketctl checkout lock {no}"),
        NextAction::RequestCheckout => format!("ticketctl checkout request {no} --method card"),
        NextAction::CreateSession => format!("ticketctl checkout session {no}"),
        NextAction::AwaitPayment => {
            let session = order.latest_session().map_or("SESSION", |session| session.created.session_id.as_str());
            format!("ticketctl checkout complete {no} --session {session} --payment-ref REF")
        }
        NextAction::IssueTicket => format!("ticketctl ticket issue {no}"),
        NextAction::RefundCustomer | NextAction::CompleteRefund => {
            format!("ticketctl refund complete {no} --evidence TEXT")
        }
        NextAction::NotifyUser => format!("ticketctl notify send {no}"),
        NextAction::FixNotification => {
            let channel = order.notices.last().map_or("CHANNEL", |notice| notice.channel.as_str());
            format!("ticketctl notify send {no} --channel {channel}")
        }
        NextAction::ResolveUnknownNotice => {
            let id = order.unknown_notice().map_or("ID", |notice| notice.id.as_str());
            format!("ticketctl notify resolve {id} --delivered --evidence TEXT")
        }
        _ => return None,
    })
}

impl CheckoutOrder {
    /// Whether nothing is left to be done for the buyer at `now`.
    pub fn is_over(&self, now: Timestamp) -> bool {
        match self.status.order {
            CheckoutStatus::Expired | CheckoutStatus::Cancelled | CheckoutStatus::Refunded => true,
            CheckoutStatus::Fulfilled => {
                matches!(self.status.fulfillment, FulfillmentStatus::Redeemed | FulfillmentStatus::Revoked)
                    || self.draft.date < self.local_today(now)
            }
            CheckoutStatus::Draft => self.draft.date < self.local_today(now),
            CheckoutStatus::Locked
            | CheckoutStatus::CheckoutPending
            | CheckoutStatus::Paid
            | CheckoutStatus::PaidUnfulfillable
            | CheckoutStatus::RefundPending => false,
        }
    }
}

//! What a person should do now with a checkout order, and by when.

use super::axis::{FulfillmentStatus, LockStatus, PaymentStatus, Status};
use super::order::Order;
use crate::domain::order::next::{Action, Due, Next};
use crate::domain::order::notice::PartState;
use crate::domain::value::time::Timestamp;

/// What to do with `order` at `now`, from all axes, in a shop that tells its buyers nothing by itself.
pub fn next(order: &Order, now: Timestamp) -> Next {
    next_in(order, false, now)
}

/// As [`next`]; where the shop `tells` its buyers what happens, they are to be told.
pub fn next_in(order: &Order, tells: bool, now: Timestamp) -> Next {
    let step = action(order, now);
    let notice = notice_action(order, tells).filter(|notice| notice.urgency() < step.urgency());
    let action = notice.unwrap_or(step);
    Next { action, command: command(order, action), due: due(order, step) }
}

fn notice_action(order: &Order, tells: bool) -> Option<Action> {
    if order.unknown_notice().is_some() {
        return Some(Action::ResolveUnknownNotice);
    }
    let (_, notice) = order.news()?;
    match notice.map(|notice| notice.state) {
        Some(PartState::Failed) => Some(Action::FixNotification),
        None if tells => Some(Action::NotifyUser),
        None | Some(PartState::Sending | PartState::Accepted | PartState::Unknown) => None,
    }
}

fn action(order: &Order, now: Timestamp) -> Action {
    match order.status.order {
        Status::Draft => Action::LockInventory,
        Status::Locked if order.lock_is_live(now) => Action::RequestCheckout,
        Status::CheckoutPending if order.session().is_some_and(|session| session.is_open(now)) => Action::AwaitPayment,
        Status::CheckoutPending if order.lock_is_live(now) => Action::CreateSession,
        // Nobody can do anything but wait for money that comes too late; a sweep closes it.
        Status::Locked | Status::CheckoutPending => Action::None,
        Status::Paid => Action::IssueTicket,
        Status::PaidUnfulfillable => Action::RefundCustomer,
        Status::RefundPending => Action::CompleteRefund,
        Status::Fulfilled | Status::Expired | Status::Cancelled | Status::Refunded => Action::None,
    }
}

fn due(order: &Order, action: Action) -> Option<Due> {
    match action {
        Action::RequestCheckout | Action::CreateSession => {
            order.lock.as_ref().map(|lock| Due { deadline: "lock", at: lock.expiry_at })
        }
        Action::AwaitPayment => {
            order.session().map(|session| Due { deadline: "session", at: session.created.expiry_at })
        }
        // Money that buys nothing is owed from the moment at which it came.
        Action::RefundCustomer => order.payment.as_ref().map(|payment| Due { deadline: "refund", at: payment.at }),
        _ => None,
    }
}

/// The first moment at which time alone changes the order, until a sweep has recorded it.
pub fn miss_at(order: &Order) -> Option<Timestamp> {
    let unpaid = matches!(order.status.order, Status::Locked | Status::CheckoutPending);
    let lock = order.lock.as_ref().filter(|_| unpaid && order.status.lock == LockStatus::Held).map(|l| l.expiry_at);
    let open = order.session().filter(|_| order.status.payment == PaymentStatus::SessionCreated);
    let session = open.map(|session| session.created.expiry_at);
    [lock, session].into_iter().flatten().min()
}

fn command(order: &Order, action: Action) -> Option<String> {
    let no = &order.order_no;
    Some(match action {
        Action::LockInventory => format!("ticketctl checkout lock {no}"),
        Action::RequestCheckout => format!("ticketctl checkout request {no} --method card"),
        Action::CreateSession => format!("ticketctl checkout session {no}"),
        Action::AwaitPayment => {
            let session = order.session().map_or("SESSION", |session| session.created.session_id.as_str());
            format!("ticketctl checkout complete {no} --session {session} --payment-ref REF")
        }
        Action::IssueTicket => format!("ticketctl ticket issue {no}"),
        Action::RefundCustomer | Action::CompleteRefund => format!("ticketctl refund complete {no} --evidence TEXT"),
        Action::NotifyUser => format!("ticketctl notify send {no}"),
        Action::FixNotification => {
            let channel = order.notices.last().map_or("CHANNEL", |notice| notice.channel.as_str());
            format!("ticketctl notify send {no} --channel {channel}")
        }
        Action::ResolveUnknownNotice => {
            let id = order.unknown_notice().map_or("ID", |notice| notice.id.as_str());
            format!("ticketctl notify resolve {id} --delivered --evidence TEXT")
        }
        _ => return None,
    })
}

impl Order {
    /// Whether nothing is left to be done for the buyer at `now`.
    pub fn is_over(&self, now: Timestamp) -> bool {
        match self.status.order {
            Status::Expired | Status::Cancelled | Status::Refunded => true,
            Status::Fulfilled => {
                matches!(self.status.fulfillment, FulfillmentStatus::Redeemed | FulfillmentStatus::Revoked)
                    || self.draft.date < self.today(now)
            }
            Status::Draft => self.draft.date < self.today(now),
            Status::Locked
            | Status::CheckoutPending
            | Status::Paid
            | Status::PaidUnfulfillable
            | Status::RefundPending => false,
        }
    }
}

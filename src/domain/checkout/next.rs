//! What a person should do now with a checkout order, and by when.

use super::axis::{CheckoutStatus, FulfillmentStatus, LockStatus, PaymentStatus};
use super::order::CheckoutOrder;
use crate::domain::order::next::{ActiveDeadline, NextAction, NextTask, QueuePlace, deny_delivery};
use crate::domain::order::notice::{BuyerNotice, PartState};
use crate::domain::value::shell::quote_word;
use crate::domain::value::time::Timestamp;

/// What the next step depends on beside the order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShopFacts {
    /// Whether the shop tells its buyers by itself what happens.
    pub tells_buyers: bool,
    /// How many places of the order's day are free; none where the day has no stock, or nobody looked.
    pub free_places: Option<FreePlaces>,
    /// The payment method that the shop names first; none where nobody looked.
    pub method: Option<String>,
}

/// How many more can be held on the day of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FreePlaces {
    /// The day is not on sale.
    NoStock,
    Left(u32),
}

/// What to do with `order` at `now`, from all axes.
pub fn next_task(order: &CheckoutOrder, facts: &ShopFacts, now: Timestamp) -> NextTask {
    let step = choose_action(order, facts, now);
    if let Some(task) = return_task(order, step) {
        return task;
    }
    let notice = notice_action(order, facts.tells_buyers).filter(|notice| notice.urgency() < step.urgency());
    let action = notice.unwrap_or(step);
    let command = action_command(order, action, facts);
    let alternatives = match action {
        NextAction::ResolveUnknownNotice => command.as_deref().and_then(deny_delivery).into_iter().collect(),
        NextAction::ReissueTicket => vec![format!("ticketctl refund open {} --reason REASON", order.order_no)],
        _ => Vec::new(),
    };
    NextTask { action, command, alternatives, due: active_deadline(order, step), owed: Vec::new() }
}

/// What the queue knows of `order` without its log: places, and whether buyers are told, come in when it is read.
pub fn queue_place(order: &CheckoutOrder) -> QueuePlace {
    let lock = order.lock.as_ref().map(|lock| lock.expiry_at);
    let session = order.latest_session().map(|session| session.created.expiry_at);
    let turns: Vec<_> = [Some(visit_over(order)), lock, session].into_iter().flatten().collect();
    let facts = ShopFacts::default();
    QueuePlace::from_turns(&turns, |at| next_task(order, &facts, at))
}

/// The first moment at which the day of the visit is over, where it takes place.
fn visit_over(order: &CheckoutOrder) -> Timestamp {
    order.draft.date.end_at(order.offset_seconds())
}

/// Money that bought nothing goes back before anything else, but for the ticket that a buyer waits for.
fn return_task(order: &CheckoutOrder, step: NextAction) -> Option<NextTask> {
    let payment = order.owed_unapplied()?;
    if matches!(step, NextAction::IssueTicket | NextAction::RefundCustomer) || order.unknown_notice().is_some() {
        return None;
    }
    let (no, reference) = (&order.order_no, quote_word(&payment.reference));
    Some(NextTask {
        action: NextAction::RefundCustomer,
        command: Some(format!("ticketctl refund complete {no} --payment-ref {reference} --evidence TEXT")),
        alternatives: Vec::new(),
        owed: Vec::new(),
        due: Some(ActiveDeadline { deadline: "refund", at: payment.at }),
    })
}

fn notice_action(order: &CheckoutOrder, tells: bool) -> Option<NextAction> {
    if order.unknown_notice().is_some() {
        return Some(NextAction::ResolveUnknownNotice);
    }
    if order.notices.iter().any(BuyerNotice::waits_for_person) {
        return Some(NextAction::HandOverNotice);
    }
    // Nobody is there to be told any more.
    let (_, notice) = order.current_announcement().filter(|_| !order.erased)?;
    match notice.map(|notice| notice.state) {
        Some(PartState::Failed | PartState::Cancelled) => Some(NextAction::FixNotification),
        None if tells => Some(NextAction::NotifyUser),
        None | Some(PartState::Sending | PartState::Accepted | PartState::Unknown) => None,
    }
}

fn choose_action(order: &CheckoutOrder, facts: &ShopFacts, now: Timestamp) -> NextAction {
    let day_over = now >= visit_over(order);
    match order.status.order {
        // A part of the money is on its way back; the ticket is good.
        CheckoutStatus::Fulfilled if order.open_refund().is_some() => NextAction::CompleteRefund,
        // Nobody can do anything any more; a sweep closes it.
        CheckoutStatus::Draft if day_over => NextAction::None,
        CheckoutStatus::Draft => match facts.free_places {
            Some(FreePlaces::NoStock) => NextAction::AddPlaces,
            Some(FreePlaces::Left(left)) if left < order.draft.quantity => NextAction::AddPlaces,
            Some(FreePlaces::Left(_)) | None => NextAction::LockInventory,
        },
        CheckoutStatus::Locked if order.lock_is_live(now) => NextAction::RequestCheckout,
        CheckoutStatus::CheckoutPending if order.latest_session().is_some_and(|session| session.is_open(now)) => {
            NextAction::AwaitPayment
        }
        CheckoutStatus::CheckoutPending if order.lock_is_live(now) => NextAction::CreateSession,
        // Nobody can do anything but wait for money that comes too late; a sweep closes it.
        CheckoutStatus::Locked | CheckoutStatus::CheckoutPending => NextAction::None,
        // No ticket is issued for a day that is over, nor for a buyer who was erased.
        CheckoutStatus::Paid if day_over || order.erased => NextAction::RefundCustomer,
        CheckoutStatus::Paid => NextAction::IssueTicket,
        CheckoutStatus::PaidUnfulfillable => NextAction::RefundCustomer,
        CheckoutStatus::RefundPending => NextAction::CompleteRefund,
        CheckoutStatus::Fulfilled if owes_ticket(order) => match day_over || order.erased {
            true => NextAction::RefundCustomer,
            false => NextAction::ReissueTicket,
        },
        CheckoutStatus::Fulfilled | CheckoutStatus::Expired | CheckoutStatus::Cancelled | CheckoutStatus::Refunded => {
            NextAction::None
        }
    }
}

/// Whether the buyer paid for a ticket that is void.
fn owes_ticket(order: &CheckoutOrder) -> bool {
    order.status.fulfillment == FulfillmentStatus::Revoked && order.status.payment == PaymentStatus::Success
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
    if order.status.order == CheckoutStatus::Draft {
        return Some(visit_over(order));
    }
    let unpaid = matches!(order.status.order, CheckoutStatus::Locked | CheckoutStatus::CheckoutPending);
    let lock = order.lock.as_ref().filter(|_| unpaid && order.status.lock == LockStatus::Held).map(|l| l.expiry_at);
    let open = order.latest_session().filter(|_| order.status.payment == PaymentStatus::SessionCreated);
    let session = open.map(|session| session.created.expiry_at);
    [lock, session].into_iter().flatten().min()
}

fn action_command(order: &CheckoutOrder, action: NextAction, facts: &ShopFacts) -> Option<String> {
    let no = &order.order_no;
    Some(match action {
        NextAction::LockInventory => format!("ticketctl checkout lock {no}"),
        NextAction::RequestCheckout => {
            let method = facts.method.as_deref().unwrap_or("METHOD");
            format!("ticketctl checkout request {no} --method {method}")
        }
        NextAction::CreateSession => format!("ticketctl checkout session {no}"),
        NextAction::AwaitPayment => {
            let session = order.latest_session();
            let id = session.map_or("SESSION", |session| session.created.session_id.as_str());
            let unproven = session.is_some_and(|session| session.requires_mandate() && session.mandate.is_none());
            let mandate = if unproven { " --mandate FILE" } else { "" };
            format!("ticketctl checkout complete {no} --session {id} --payment-ref REF{mandate}")
        }
        NextAction::AddPlaces => {
            let (sku, day) = (&order.draft.sku_id, order.draft.date);
            format!("ticketctl sku stock {sku} --date {day} --capacity N")
        }
        NextAction::IssueTicket => format!("ticketctl ticket issue {no}"),
        NextAction::ReissueTicket => format!("ticketctl ticket reissue {no} --reason REASON"),
        NextAction::RefundCustomer if order.open_refund().is_none() => {
            format!("ticketctl refund open {no} --reason REASON")
        }
        NextAction::RefundCustomer | NextAction::CompleteRefund => {
            format!("ticketctl refund complete {no} --evidence TEXT")
        }
        NextAction::NotifyUser => format!("ticketctl notify send {no}"),
        NextAction::HandOverNotice => format!("ticketctl notify sent {no}"),
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
        if self.owed_unapplied().is_some() || self.open_refund().is_some() {
            return false;
        }
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

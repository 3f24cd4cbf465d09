//! The state of a checkout order: what its events add up to.

use super::axes::{Axis, FulfillmentStatus, LockStatus, PaymentStatus, Status};
use super::notices::Untold;
use super::payload::*;
use crate::domain::ids::OrderNo;
use crate::domain::money::Fen;
use crate::domain::notice::Notice;
use crate::domain::person::Personal;
use crate::domain::time::{Day, Timestamp};

/// The four axes at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statuses {
    /// The order as a whole.
    pub order: Status,
    /// The payment.
    pub payment: PaymentStatus,
    /// The ticket.
    pub fulfillment: FulfillmentStatus,
    /// The places.
    pub lock: LockStatus,
}

impl Statuses {
    /// The code of one axis.
    pub const fn code(&self, axis: Axis) -> &'static str {
        match axis {
            Axis::Order => self.order.code(),
            Axis::Payment => self.payment.code(),
            Axis::Fulfillment => self.fulfillment.code(),
            Axis::Lock => self.lock.code(),
        }
    }
}

/// A payment session, with what it binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// As it was created.
    pub created: SessionCreated,
    /// The signed checkout, where a key signed one.
    pub signed: Option<SessionSigned>,
    /// Whether it was closed: failed, expired, or paid.
    pub closed: bool,
    /// The mandate that was shown and holds.
    pub mandate: Option<MandateVerified>,
}

impl Session {
    /// Whether it takes a payment at `now`.
    pub fn is_open(&self, now: Timestamp) -> bool {
        !self.closed && now < self.created.expiry_at
    }

    /// Whether no payment is taken without a mandate.
    pub fn requires_mandate(&self) -> bool {
        self.signed.as_ref().is_some_and(|signed| signed.mandate_required)
    }
}

/// The buyer's payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The session it came by.
    pub session_id: String,
    /// Such as `card`.
    pub method: String,
    /// Its number at the payment side.
    pub reference: String,
    /// Whether it came too late.
    pub late: bool,
    /// When it was recorded.
    pub at: Timestamp,
}

/// The ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The fulfilment's id.
    pub fulfillment_id: Option<String>,
    /// Who has it is let in.
    pub code: Personal,
    /// Stored data.
    pub qr_url: Personal,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When, and by whom, the visitor was let in.
    pub redeemed: Option<(Timestamp, String)>,
    /// When and why it was revoked.
    pub revoked: Option<(Timestamp, String)>,
}

/// Money that goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// How much.
    pub amount: Fen,
    /// Why.
    pub reason: String,
    /// When it was asked for.
    pub at: Timestamp,
    /// When it was done.
    pub done: Option<Timestamp>,
    /// Why the last try failed.
    pub failure: Option<String>,
}

/// The state of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its number.
    pub order_no: OrderNo,
    /// How many events it has.
    pub version: u32,
    /// What was asked for.
    pub draft: DraftCreated,
    /// The SKU's terms of that moment.
    pub terms: TermsFixed,
    /// The four axes.
    pub status: Statuses,
    /// The places that are, or were, held.
    pub lock: Option<InventoryLocked>,
    /// How the buyer wants to pay.
    pub method: Option<String>,
    /// Every session, oldest first.
    pub sessions: Vec<Session>,
    /// The payment.
    pub payment: Option<Payment>,
    /// The ticket.
    pub ticket: Option<Ticket>,
    /// Every refund, oldest first.
    pub refunds: Vec<Refund>,
    /// What the buyer is to be told.
    pub news: Option<Untold>,
    /// Every notice, oldest first.
    pub notices: Vec<Notice>,
    /// When the order entered its present status.
    pub since: Timestamp,
    /// When the order was first recorded.
    pub created_at: Timestamp,
    /// When the latest visible event was recorded.
    pub updated_at: Timestamp,
    /// Whether the person was erased.
    pub erased: bool,
}

impl Order {
    /// The latest session.
    pub fn session(&self) -> Option<&Session> {
        self.sessions.last()
    }

    /// Whether the places are held at `now`: an expired lock never counts, swept or not.
    pub fn lock_is_live(&self, now: Timestamp) -> bool {
        self.status.lock == LockStatus::Held && self.lock.as_ref().is_some_and(|lock| now < lock.expiry_at)
    }

    /// What the buyer paid and has not back, in the order's currency.
    pub fn refundable(&self) -> Fen {
        let back: i64 = self.refunds.iter().map(|refund| refund.amount.get()).sum();
        if self.payment.is_some() { Fen::new(self.draft.quote.amount.get().saturating_sub(back)) } else { Fen::ZERO }
    }

    /// The refund that is under way.
    pub fn open_refund(&self) -> Option<&Refund> {
        self.refunds.last().filter(|refund| refund.done.is_none())
    }

    /// Until when a session that is opened at `now` takes a payment (b4).
    pub fn session_expiry(&self, policy: ExpiryPolicy, minutes: i64, now: Timestamp) -> Timestamp {
        let own = now.plus_minutes(minutes);
        match (policy, &self.lock) {
            (ExpiryPolicy::Clamp, Some(lock)) => own.min(lock.expiry_at),
            (ExpiryPolicy::Clamp, None) | (ExpiryPolicy::Independent, _) => own,
        }
    }

    /// Today, where the visit takes place.
    pub fn today(&self, now: Timestamp) -> Day {
        now.day_at(self.offset_seconds())
    }

    /// The merchant's clock, in seconds east of UTC.
    pub fn offset_seconds(&self) -> i32 {
        super::sku::Zone::parse(&self.terms.zone).map_or(0, super::sku::Zone::offset_seconds)
    }
}

/// How long a session may live beside its lock (b4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExpiryPolicy {
    /// Never longer than the lock.
    #[default]
    Clamp,
    /// As on the reference page: on its own, so the payment may meet an expired lock.
    Independent,
}

impl ExpiryPolicy {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clamp => "clamp",
            Self::Independent => "independent",
        }
    }

    /// Reads a stable code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Clamp, Self::Independent].into_iter().find(|policy| policy.code() == code)
    }
}

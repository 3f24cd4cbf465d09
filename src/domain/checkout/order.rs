//! The state of a checkout order: what its events add up to.

use super::announcement::PendingAnnouncement;
use super::axis::{CheckoutAxis, CheckoutStatus, FulfillmentStatus, LockStatus, PaymentStatus};
use super::payload::*;
use super::unapplied::{UnappliedPayment, UnappliedState};
use crate::domain::order::notice::BuyerNotice;
use crate::domain::order::number::OrderNo;
use crate::domain::value::code_enum::coded;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::time::{Day, Timestamp};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckoutStatuses {
    pub order: CheckoutStatus,
    pub payment: PaymentStatus,
    pub fulfillment: FulfillmentStatus,
    pub lock: LockStatus,
}

impl CheckoutStatuses {
    pub const fn code(&self, axis: CheckoutAxis) -> &'static str {
        match axis {
            CheckoutAxis::Order => self.order.code(),
            CheckoutAxis::Payment => self.payment.code(),
            CheckoutAxis::Fulfillment => self.fulfillment.code(),
            CheckoutAxis::Lock => self.lock.code(),
        }
    }
}

/// A payment session, with what it binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentSession {
    pub created: SessionCreated,
    /// The signed checkout, where a key signed one.
    pub signed: Option<SessionSigned>,
    /// Whether it was closed: failed, expired, or paid.
    pub closed: bool,
    /// The mandate that was shown and holds.
    pub mandate: Option<MandateVerified>,
    /// The mandates that were shown and refused, oldest first.
    pub refused_mandates: Vec<MandateRejected>,
}

impl PaymentSession {
    /// Whether it takes a payment at `now`.
    pub fn is_open(&self, now: Timestamp) -> bool {
        !self.closed && now < self.created.expiry_at
    }

    /// Whether no payment is taken without a mandate.
    pub fn requires_mandate(&self) -> bool {
        self.signed.as_ref().is_some_and(|signed| signed.mandate_required)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuyerPayment {
    pub session_id: String,
    /// Such as `card`.
    pub method: String,
    /// Its number at the payment side.
    pub reference: String,
    pub late: bool,
    pub at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedTicket {
    pub fulfillment_id: Option<String>,
    /// Who has it is let in.
    pub code: Personal,
    /// Stored data.
    pub qr_url: Personal,
    pub issued_at: Timestamp,
    /// When, and by whom, the visitor was let in.
    pub redeemed: Option<(Timestamp, String)>,
    /// When and why it was revoked.
    pub revoked: Option<(Timestamp, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckoutRefund {
    pub amount: Fen,
    pub reason: String,
    pub at: Timestamp,
    /// Whether the ticket stays good and the order what it is.
    pub keeps_ticket: bool,
    pub done: Option<Timestamp>,
    pub failure: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckoutOrder {
    pub order_no: OrderNo,
    /// How many events it has.
    pub version: u32,
    pub draft: DraftCreated,
    /// The SKU's terms of that moment.
    pub terms: TermsFixed,
    pub status: CheckoutStatuses,
    /// The places that are, or were, held.
    pub lock: Option<InventoryLocked>,
    pub method: Option<String>,
    /// Every session, oldest first.
    pub sessions: Vec<PaymentSession>,
    pub payment: Option<BuyerPayment>,
    pub ticket: Option<IssuedTicket>,
    /// Every payment that came and bought nothing, oldest first.
    pub unapplied: Vec<UnappliedPayment>,
    /// Every refund, oldest first.
    pub refunds: Vec<CheckoutRefund>,
    /// What the buyer is to be told.
    pub announcement: Option<PendingAnnouncement>,
    /// Every notice, oldest first.
    pub notices: Vec<BuyerNotice>,
    /// When the order entered its present status.
    pub since: Timestamp,
    pub created_at: Timestamp,
    /// When the latest visible event was recorded.
    pub updated_at: Timestamp,
    pub erased: bool,
}

impl CheckoutOrder {
    /// The latest session.
    pub fn latest_session(&self) -> Option<&PaymentSession> {
        self.sessions.last()
    }

    /// Whether the places are held at `now`: an expired lock never counts, swept or not.
    pub fn lock_is_live(&self, now: Timestamp) -> bool {
        self.status.lock == LockStatus::Held && self.lock.as_ref().is_some_and(|lock| now < lock.expiry_at)
    }

    /// The axes as they are at `now`: what ran out shows as expired, whether a sweep recorded it or not.
    pub fn statuses_at(&self, now: Timestamp) -> CheckoutStatuses {
        let mut status = self.status;
        let day_over = self.draft.date < self.local_today(now);
        let unpaid = matches!(status.order, CheckoutStatus::Locked | CheckoutStatus::CheckoutPending);
        if self.latest_session().is_some_and(|session| !session.closed && !session.is_open(now)) {
            status.payment = PaymentStatus::Expired;
        }
        if unpaid && status.lock == LockStatus::Held && !self.lock_is_live(now) {
            status.lock = LockStatus::Expired;
        }
        let let_go = unpaid && status.lock == LockStatus::Expired && status.payment != PaymentStatus::SessionCreated;
        if let_go || (status.order == CheckoutStatus::Draft && day_over) {
            status.order = CheckoutStatus::Expired;
        }
        status
    }

    /// What the buyer paid and has not back, in the order's currency.
    pub fn refundable_amount(&self) -> Fen {
        let back: i64 = self.refunds.iter().map(|refund| refund.amount.in_fen()).sum();
        if self.payment.is_some() { Fen::new(self.draft.quote.amount.in_fen().saturating_sub(back)) } else { Fen::ZERO }
    }

    /// What the buyer has back of the payment.
    pub fn refunded_amount(&self) -> Fen {
        Fen::new(self.refunds.iter().filter(|refund| refund.done.is_some()).map(|refund| refund.amount.in_fen()).sum())
    }

    pub fn find_unapplied(&self, reference: &str) -> Option<&UnappliedPayment> {
        self.unapplied.iter().find(|payment| payment.is_reference(reference))
    }

    /// The oldest that is still to be given back.
    pub fn owed_unapplied(&self) -> Option<&UnappliedPayment> {
        self.unapplied.iter().find(|payment| payment.state == UnappliedState::Open)
    }

    /// How much of it is still with the shop. Where nobody said how much came, it is what the session asked for.
    pub fn unreturned_amount(&self, payment: &UnappliedPayment) -> Fen {
        let came = payment.amount.unwrap_or(self.draft.quote.amount);
        Fen::new(came.in_fen().saturating_sub(payment.returned.in_fen()).max(0))
    }

    /// In which currency it came, as far as anybody said.
    pub fn unapplied_currency<'a>(&'a self, payment: &'a UnappliedPayment) -> &'a str {
        payment.currency.as_deref().unwrap_or(&self.draft.quote.currency)
    }

    pub fn open_refund(&self) -> Option<&CheckoutRefund> {
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
    pub fn local_today(&self, now: Timestamp) -> Day {
        now.day_at(self.offset_seconds())
    }

    /// The merchant's clock, in seconds east of UTC.
    pub fn offset_seconds(&self) -> i32 {
        super::sku::Zone::parse(&self.terms.zone).map_or(0, super::sku::Zone::offset_seconds)
    }
}

coded! {
    /// How long a session may live beside its lock (b4).
    #[derive(Default)]
    ExpiryPolicy {
        /// Never longer than the lock.
        #[default]
        Clamp = "clamp", "不超过占位时间", "ends with its hold";
        /// As on the reference page: on its own, so the payment may meet an expired lock.
        Independent = "independent", "单独计时", "on its own";
    }
}

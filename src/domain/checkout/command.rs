//! What can be asked of a checkout order, with the facts that the rules need and the order does not hold.
//!
//! The facts (places, references) are looked up inside the same transaction that records the events.

use super::payload::{MandateRejected, MandateVerified, SessionSigned};
use crate::domain::order::notice::{NoticeOutcome, ResolveDelivery};
use crate::domain::order::number::OrderNo;
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckoutCommand {
    /// `checkout lock`
    Lock(LockPlaces),
    /// `checkout request`
    Request {
        /// Such as `card`.
        method: String,
        allowed: Vec<String>,
    },
    /// `checkout session`
    OpenSession(OpenSession),
    /// `checkout complete`
    Complete(Box<CompleteCheckout>),
    /// `ap2 verify`
    CheckMandate(Box<MandateCheck>),
    /// `ap2 verify` of the mandate that the session has already.
    MandateKnown,
    /// `checkout fail`
    FailPayment {
        /// The session; the latest where none is named.
        session_id: Option<String>,
        /// The payment side's code.
        code: String,
        message: String,
    },
    /// `sweep`: what time did.
    Expire,
    /// `ticket issue`
    Issue(NewTicket),
    /// `ticket redeem`
    Redeem {
        /// The code that was shown at the gate, where the order was not named.
        shown: Option<Personal>,
    },
    /// `ticket redeem --revert`
    RevertRedeem {
        reason: String,
    },
    /// `ticket revoke`
    Revoke {
        reason: String,
    },
    /// `ticket reissue`
    Reissue {
        ticket: NewTicket,
        reason: String,
    },
    /// `checkout cancel`
    Cancel {
        reason: String,
    },
    /// `refund open`
    OpenRefund(OpenRefund),
    /// `refund complete`
    CompleteRefund {
        evidence: String,
    },
    /// `refund fail`
    FailRefund {
        reason: String,
    },
    /// `refund complete --payment-ref`: a payment that bought nothing went back.
    ReturnUnapplied {
        /// Its number at the payment side.
        reference: String,
        /// How much went back; all of it where nothing is said.
        amount: Option<Fen>,
        evidence: String,
    },
    /// `refund dismiss`: nothing is owed for it.
    DismissUnapplied {
        /// Its number at the payment side.
        reference: String,
        reason: String,
    },
    /// `notify send`: tells the buyer what there is to be told.
    StartNotice {
        channel: String,
        /// Whether a notice that was sent goes out once more.
        resend: bool,
    },
    FinishNotice(NoticeOutcome),
    /// `notify resolve`
    ResolveNotice(ResolveDelivery),
    /// Personal data, or the ticket's code, is about to be shown.
    Reveal {
        command: String,
    },
    /// `person erase`
    Erase {
        reason: String,
    },
}

/// b12.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRefund {
    pub reason: String,
    /// How much; all that is left where none is said.
    pub amount: Option<Fen>,
    /// Why a ticket that was used is paid back.
    pub redeemed_reason: Option<String>,
    /// Whether the ticket dies although only a part of the money goes back.
    pub revokes_ticket: bool,
}

/// b2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockPlaces {
    pub lock_id: String,
    /// How long the places are held, in minutes.
    pub minutes: i64,
    /// How many are free on that day; none where the day has no stock at all.
    pub left: Option<u32>,
}

/// b4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    pub session_id: String,
    /// `AP2`.
    pub protocol: String,
    /// From when on it takes no payment: [`Order::session_expiry`](super::order::CheckoutOrder::session_expiry).
    pub expires_at: Timestamp,
    /// What it binds, where a key signs checkouts.
    pub signed: Option<SessionSigned>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MandateCheck {
    Holds(MandateVerified),
    /// It does not: what is recorded, and how it is refused.
    Fails(MandateRejected, Rejection),
}

/// Whether the places of an order can be sold for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatAvailability {
    /// They are held, or free again.
    Available,
    /// Somebody else has them.
    Gone,
}

/// A ticket's ids, drawn before the rules are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTicket {
    pub fulfillment_id: String,
    /// Who has it is let in.
    pub code: Personal,
    /// Stored data, as the reference page has it: no request is ever made to it.
    pub qr_url: Personal,
}

/// b6, b8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompleteCheckout {
    pub session_id: String,
    /// The payment's number at the payment side.
    pub reference: String,
    /// What was paid, where the payment side says it.
    pub amount: Option<Fen>,
    /// In which currency, where the payment side says it.
    pub currency: Option<String>,
    /// The order that the reference belongs to already.
    pub reference_used_by: Option<OrderNo>,
    pub mandate: Option<MandateCheck>,
    /// Whether the places can be sold for good.
    pub seats: SeatAvailability,
    /// The ticket to issue at once.
    pub ticket: Option<NewTicket>,
}

//! What the shop knows of an order beside the page's two objects: payment, ticket, places, refunds, notices. Nothing here
//! is personal, and the ticket's code is in none of it.

use serde::Serialize;

use crate::domain::checkout::axis::{FulfillmentStatus, LockStatus};
use crate::domain::checkout::order;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::unapplied::{UnappliedPayment, UnappliedState};
use crate::domain::order::notice::{BuyerNotice, PartState};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaymentView {
    pub session_id: String,
    /// Such as `card`.
    pub method: String,
    /// Its number at the payment side.
    pub reference: String,
    pub late: bool,
    pub at: Timestamp,
}

/// The places that are, or were, held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LockView {
    /// `lock_…`.
    pub lock_id: String,
    pub status: LockStatus,
    pub quantity: u32,
    /// From when on they are free again, unless they are sold.
    pub expiry_at: Timestamp,
}

/// The ticket, without its code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TicketStatusView {
    pub status: FulfillmentStatus,
    pub issued_at: Timestamp,
    pub redeemed_at: Option<Timestamp>,
    pub redeemed_by: Option<String>,
    pub revoked_at: Option<Timestamp>,
    pub revoked_reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefundView {
    pub amount: Fen,
    /// Three letters.
    pub currency: String,
    pub reason: String,
    pub requested_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub failure: Option<String>,
}

/// A payment that came and bought nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnappliedPaymentView {
    pub session_id: String,
    /// Its number at the payment side.
    pub reference: String,
    /// How much came; null where the payment side did not say.
    pub amount: Option<Fen>,
    /// Three letters; the order's where nothing else was said.
    pub currency: String,
    /// Such as `PAYMENT_AMOUNT_DIFFERS`.
    pub reason: String,
    pub at: Timestamp,
    pub state: UnappliedState,
    pub returned_amount: Fen,
    /// When it was given back, dismissed or applied.
    pub ended_at: Option<Timestamp>,
    /// The evidence that it went back, or the reason why it need not.
    pub note: Option<String>,
}

/// A notice to the buyer, and how it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BuyerNoticeView {
    pub id: String,
    pub channel: String,
    pub template: String,
    pub state: PartState,
    pub at: Timestamp,
    /// Such as `SPOOL_SEND_FAILED`.
    pub failure_code: Option<String>,
    /// As the other side said it.
    pub failure_message: Option<String>,
}

impl BuyerNoticeView {
    pub(super) fn from_notice(notice: &BuyerNotice) -> Self {
        let BuyerNotice { id, channel, template, state, at, failure } = notice.clone();
        let (failure_code, failure_message) = failure.unzip();
        Self { id, channel, template, state, at, failure_code, failure_message }
    }
}

impl PaymentView {
    pub(super) fn from_order(order: &CheckoutOrder) -> Option<Self> {
        let order::BuyerPayment { session_id, method, reference, late, at } = order.payment.clone()?;
        Some(Self { session_id, method, reference, late, at })
    }
}

impl LockView {
    /// A hold that ran out is shown as expired, swept or not.
    pub(super) fn from_order(order: &CheckoutOrder, now: Timestamp) -> Option<Self> {
        let lock = order.lock.as_ref()?;
        let (lock_id, status) = (lock.lock_id.clone(), order.statuses_at(now).lock);
        Some(Self { lock_id, status, quantity: lock.quantity, expiry_at: lock.expiry_at })
    }

    /// Whether the places are kept for the buyer at `now`, paid or not: one that ran out never counts, swept or not.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.status == LockStatus::Held && now < self.expiry_at
    }
}

impl TicketStatusView {
    pub(super) fn from_order(order: &CheckoutOrder) -> Option<Self> {
        let ticket = order.ticket.as_ref()?;
        let (redeemed_at, redeemed_by) = ticket.redeemed.clone().unzip();
        let (revoked_at, revoked_reason) = ticket.revoked.clone().unzip();
        let status = order.status.fulfillment;
        Some(Self { status, issued_at: ticket.issued_at, redeemed_at, redeemed_by, revoked_at, revoked_reason })
    }
}

impl UnappliedPaymentView {
    pub(super) fn all_from_order(order: &CheckoutOrder) -> Vec<Self> {
        let one = |payment: &UnappliedPayment| Self {
            session_id: payment.session_id.clone(),
            reference: payment.reference.clone(),
            amount: payment.amount,
            currency: order.unapplied_currency(payment).to_owned(),
            reason: payment.reason.as_str().to_owned(),
            at: payment.at,
            state: payment.state,
            returned_amount: payment.returned,
            ended_at: payment.end.as_ref().map(|end| end.at),
            note: payment.end.as_ref().and_then(|end| end.note.clone()),
        };
        order.unapplied.iter().map(one).collect()
    }
}

impl RefundView {
    pub(super) fn all_from_order(order: &CheckoutOrder) -> Vec<Self> {
        let one = |refund: &order::CheckoutRefund| Self {
            amount: refund.amount,
            currency: order.draft.quote.currency.clone(),
            reason: refund.reason.clone(),
            requested_at: refund.at,
            completed_at: refund.done,
            failure: refund.failure.clone(),
        };
        order.refunds.iter().map(one).collect()
    }
}

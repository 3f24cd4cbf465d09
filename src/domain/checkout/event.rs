//! What can happen to a checkout order, and how each event is spelled in the log.
//!
//! Invariant: an event's type and its payload's keys are the reference page's where the page knows the event. What the page
//! does not know is internal.

use serde_json::{Map, Value};

use super::axis::CheckoutAxis;
use super::payload::*;
use crate::domain::order::event::{EventSource, events};
use crate::domain::order::foreign_row::KnownEvent;

/// The page's keys stand as the payload has them.
const fn keep_key_order(payload: Map<String, Value>) -> Map<String, Value> {
    payload
}

events! {
    CheckoutEvent of CheckoutAxis, spelled keep_key_order;
    /// b1: a buyer's agent asked for tickets, and the shop quoted.
    Drafted(DraftCreated) = "ORDER_DRAFT_CREATED" Accepted Visible [Order],
    /// b1: the SKU's terms of that moment.
    TermsFixed(TermsFixed) = "ORDER_TERMS_FIXED" Accepted Internal [],
    /// b2: places are held.
    Locked(InventoryLocked) = "INVENTORY_LOCKED" Accepted Visible [Order Lock],
    /// b2: there were not enough.
    LockRejected(LockRejected) = "INVENTORY_LOCK_REJECTED" Rejected Visible [Order],
    /// b3: the buyer's agent wants to pay.
    Requested(CheckoutRequested) = "CHECKOUT_REQUESTED" Accepted Visible [Order],
    /// b4: a payment session.
    SessionCreated(SessionCreated) = "PAYMENT_SESSION_CREATED" Accepted Visible [Payment],
    /// b4: what it binds.
    SessionSigned(SessionSigned) = "CHECKOUT_SIGNED" Accepted Internal [],
    /// b5: a mandate that holds.
    MandateVerified(MandateVerified) = "MANDATE_VERIFIED" Accepted Internal [],
    /// b5: one that does not.
    MandateRejected(MandateRejected) = "MANDATE_REJECTED" Rejected Internal [],
    /// b6: paid in time.
    Completed(CheckoutCompleted) = "CHECKOUT_COMPLETED" Accepted Visible [Order Payment Lock],
    /// b6: a payment that buys nothing, refused and kept.
    CompletionRefused(CompletionRefused) = "CHECKOUT_COMPLETED" Rejected Visible [Order Payment],
    /// b7: the payment side said no.
    PaymentFailed(PaymentFailed) = "PAYMENT_FAILED" Rejected Visible [Order Payment],
    /// b7: nobody paid within the session.
    SessionExpired(SessionExpired) = "PAYMENT_SESSION_EXPIRED" Accepted Visible [Order Payment],
    /// b8: paid too late.
    PaymentLate(PaymentLate) = "PAYMENT_LATE" Accepted Visible [Order Payment Fulfillment Lock],
    /// b9: the ticket.
    Issued(FulfillmentIssued) = "FULFILLMENT_ISSUED" Accepted Visible [Order Fulfillment],
    /// b9: no ticket can be made of the payment any more.
    IssueFailed(FulfillmentFailed) = "FULFILLMENT_FAILED" Rejected Visible [Order Fulfillment],
    /// b9: the fulfilment's id.
    IssueNumbered(FulfillmentNumbered) = "FULFILLMENT_NUMBERED" Accepted Internal [],
    /// b10: the visitor was let in.
    Redeemed(TicketRedeemed) = "TICKET_REDEEMED" Accepted Visible [Fulfillment],
    /// b10: that was a mistake.
    RedeemReverted(StatedReason) = "REDEEM_REVERTED" Accepted Visible [Fulfillment],
    /// b10: the ticket is no longer good.
    Revoked(StatedReason) = "TICKET_REVOKED" Accepted Visible [Fulfillment],
    /// b10: a new code; the old one died first.
    Reissued(TicketReissued) = "TICKET_REISSUED" Accepted Visible [Fulfillment],
    /// b11: the places are free again.
    LockReleased(LockReleased) = "INVENTORY_LOCK_RELEASED" Accepted Visible [Lock],
    /// b11: nobody paid in time.
    LockExpired(LockExpired) = "INVENTORY_LOCK_EXPIRED" Accepted Visible [Order Lock],
    /// b11: the day of the visit went by before anything was held.
    DraftExpired(DraftExpired) = "ORDER_DRAFT_EXPIRED" Accepted Visible [Order],
    /// b12: called off before it was paid.
    Cancelled(StatedReason) = "ORDER_CANCELLED" Accepted Visible [Order],
    /// b12: the buyer shall have money back.
    RefundRequested(CheckoutRefundRequested) = "REFUND_REQUESTED" Accepted Visible [Order Payment],
    /// b12: and has.
    RefundCompleted(RefundCompleted) = "REFUND_COMPLETED" Accepted Visible [Order Payment],
    /// b12: the payment side could not.
    RefundFailed(RefundFailed) = "REFUND_FAILED" Rejected Visible [Payment],
    /// b12: a payment that bought nothing went back.
    UnappliedReturned(UnappliedReturned) = "UNAPPLIED_PAYMENT_RETURNED" Accepted Visible [],
    /// b12: nothing is owed for it.
    UnappliedDismissed(UnappliedDismissed) = "UNAPPLIED_PAYMENT_DISMISSED" Accepted Visible [],
    NoticeStarted(NoticeStarted) = "NOTIFICATION_STARTED" Accepted Internal [],
    /// The channel took it.
    NoticeSent(NoticeSent) = "NOTIFICATION_SENT" Accepted Internal [],
    /// A definite no.
    NoticeFailed(NoticeFailed) = "NOTIFICATION_FAILED" Rejected Internal [],
    /// Bytes may have left, and no answer was read.
    NoticeUncertain(NoticeFailed) = "NOTIFICATION_UNCERTAIN" Rejected Internal [],
    NoticeResolved(DeliveryResolved) = "NOTIFICATION_RESOLVED" Accepted Internal [],
    /// Personal data, or the ticket's code, was shown to an operator.
    PersonRevealed(CustomerRevealed) = "personal_data_revealed" Accepted Internal [],
    /// The person's key was destroyed.
    PersonErased(StatedReason) = "person_erased" Accepted Internal [],
}

impl CheckoutEvent {
    /// Where the event comes from when `caller` ran the command: the rules' own conclusions are the system's.
    pub const fn source(&self, caller: EventSource) -> EventSource {
        match self {
            Self::Drafted(_) | Self::Requested(_) => EventSource::Public,
            Self::TermsFixed(_)
            | Self::Locked(_)
            | Self::LockRejected(_)
            | Self::SessionCreated(_)
            | Self::SessionSigned(_)
            | Self::MandateVerified(_)
            | Self::MandateRejected(_)
            | Self::Completed(_)
            | Self::CompletionRefused(_)
            | Self::PaymentFailed(_)
            | Self::SessionExpired(_)
            | Self::PaymentLate(_)
            | Self::Issued(_)
            | Self::IssueFailed(_)
            | Self::IssueNumbered(_)
            | Self::LockReleased(_)
            | Self::LockExpired(_)
            | Self::DraftExpired(_)
            | Self::NoticeUncertain(_) => EventSource::System,
            Self::Redeemed(_)
            | Self::RedeemReverted(_)
            | Self::Revoked(_)
            | Self::Reissued(_)
            | Self::Cancelled(_)
            | Self::RefundRequested(_)
            | Self::RefundCompleted(_)
            | Self::RefundFailed(_)
            | Self::UnappliedReturned(_)
            | Self::UnappliedDismissed(_)
            | Self::NoticeStarted(_)
            | Self::NoticeSent(_)
            | Self::NoticeFailed(_)
            | Self::NoticeResolved(_)
            | Self::PersonRevealed(_)
            | Self::PersonErased(_) => caller,
        }
    }

    /// The error code and sentence that a rejected event carries.
    pub fn error(&self) -> Option<(String, String)> {
        let (code, message) = match self {
            Self::LockRejected(refused) => {
                ("SOLD_OUT".to_owned(), format!("{} of {} places are left", refused.left, refused.quantity))
            }
            Self::MandateRejected(refused) => (refused.failure_code.clone(), refused.failure_message.clone()),
            Self::CompletionRefused(refused) => {
                (refused.failure_code.as_str().to_owned(), refused.failure_message.clone())
            }
            Self::PaymentFailed(failed) => (failed.failure_code.clone(), failed.failure_message.clone()),
            Self::IssueFailed(failed) => (failed.failure_code.clone(), failed.failure_message.clone()),
            Self::NoticeFailed(failed) | Self::NoticeUncertain(failed) => {
                (failed.failure_code.clone(), failed.failure_message.clone())
            }
            Self::RefundFailed(failed) => ("REFUND_FAILED".to_owned(), failed.failure_message.clone()),
            _ => return None,
        };
        Some((code, message))
    }
}

impl KnownEvent for CheckoutEvent {
    fn known_payload(&self) -> Map<String, Value> {
        self.payload()
    }

    fn has_machine_reason(&self) -> bool {
        false
    }

    fn is_own_wording(&self, text: &str) -> bool {
        matches!(self, Self::LockRejected(_)) && self.error().is_some_and(|(_, message)| message == text)
    }
}

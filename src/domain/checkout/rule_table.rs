//! The rule table of the checkout flow: which states an event may happen in.
//!
//! One table for the live path and for the replay of an export, so both admit the same histories. Source: `domain.md`, the
//! axes and the guards of b1–b12.

use super::axis::{Axis, FulfillmentStatus as Ticket, LockStatus as Lock, PaymentStatus as Payment, Status as S};
use super::event::Event;
use super::order::Order;
use crate::domain::order::axis::Axis as Any;
use crate::domain::order::rule_violation::{Breach, one_of};

/// What an event needs of the state before it. An empty list admits every value of the axis.
#[derive(Clone, Copy, Debug)]
pub struct Needs {
    pub order: &'static [S],
    pub payment: &'static [Payment],
    pub ticket: &'static [Ticket],
    pub lock: &'static [Lock],
}

const ANY: Needs = Needs { order: &[], payment: &[], ticket: &[], lock: &[] };
/// No draft is recorded twice.
const NEVER: Needs = Needs { order: &[S::Draft], payment: &[Payment::Refunded], ..ANY };

/// An order that expired can be called off too: money that comes all the same then goes back.
const UNPAID: &[S] = &[S::Draft, S::Locked, S::CheckoutPending, S::Expired];
const UNPAID_PAYMENT: &[Payment] = &[Payment::NotStarted, Payment::Failed, Payment::Expired];
/// Money that comes when nobody waits for it any more is recorded all the same.
const LATE: &[S] = &[S::CheckoutPending, S::Expired, S::Cancelled];
const LATE_PAYMENT: &[Payment] = &[Payment::SessionCreated, Payment::Failed, Payment::Expired];
const WAS_PAID: &[Payment] = &[Payment::Success, Payment::Refunding, Payment::Refunded];
/// A refund that was a part may be followed by another.
const REFUNDABLE: &[S] = &[S::Paid, S::Fulfilled, S::PaidUnfulfillable, S::Refunded];
/// Where something happened that the buyer is to be told.
const TELLABLE: &[S] = &[S::CheckoutPending, S::Fulfilled, S::Expired, S::Refunded];
const GOOD: &[Ticket] = &[Ticket::Fulfilled, Ticket::Redeemed];
/// Nobody is let in on a ticket that is paid back.
const DEAD: &[Ticket] = &[Ticket::NotStarted, Ticket::Revoked, Ticket::Failed];

/// What `event` needs of the state before it.
pub const fn needs(event: &Event) -> Needs {
    match event {
        Event::Drafted(_) | Event::TermsFixed(_) => NEVER,
        Event::Locked(_) | Event::LockRejected(_) => Needs { order: &[S::Draft], ..ANY },
        Event::Requested(_) => Needs { order: &[S::Locked], lock: &[Lock::Held], ..ANY },
        Event::SessionCreated(_) => {
            Needs { order: &[S::CheckoutPending], payment: UNPAID_PAYMENT, lock: &[Lock::Held], ..ANY }
        }
        Event::SessionSigned(_) => Needs { order: &[S::CheckoutPending], payment: &[Payment::SessionCreated], ..ANY },
        // Money that comes too late may bring its mandate too.
        Event::MandateVerified(_) | Event::MandateRejected(_) => Needs { order: LATE, payment: LATE_PAYMENT, ..ANY },
        Event::Completed(_) => Needs { order: &[S::CheckoutPending], payment: &[Payment::SessionCreated], ..ANY },
        Event::CompletionRefused(_) => Needs { payment: WAS_PAID, ..ANY },
        Event::PaymentFailed(_) | Event::SessionExpired(_) => {
            Needs { order: &[S::CheckoutPending], payment: &[Payment::SessionCreated], ..ANY }
        }
        Event::PaymentLate(_) => Needs { order: LATE, payment: LATE_PAYMENT, ..ANY },
        Event::Issued(_) => {
            Needs { order: &[S::Paid], ticket: &[Ticket::NotStarted, Ticket::Failed], lock: &[Lock::Committed], ..ANY }
        }
        Event::IssueNumbered(_) => Needs { order: &[S::Fulfilled], ticket: &[Ticket::Fulfilled], ..ANY },
        Event::Redeemed(_) => Needs { order: &[S::Fulfilled], ticket: &[Ticket::Fulfilled], ..ANY },
        Event::RedeemReverted(_) => Needs { order: &[S::Fulfilled], ticket: &[Ticket::Redeemed], ..ANY },
        Event::Revoked(_) => Needs { order: &[S::Fulfilled], ticket: GOOD, ..ANY },
        Event::Reissued(_) => Needs { order: &[S::Fulfilled], ticket: &[Ticket::Fulfilled, Ticket::Revoked], ..ANY },
        Event::LockReleased(_) => Needs { lock: &[Lock::Held, Lock::Committed], ..ANY },
        Event::LockExpired(_) => Needs { order: &[S::Locked, S::CheckoutPending], lock: &[Lock::Held], ..ANY },
        Event::Cancelled(_) => Needs { order: UNPAID, payment: UNPAID_PAYMENT, ..ANY },
        Event::RefundRequested(_) => {
            Needs { order: REFUNDABLE, payment: &[Payment::Success, Payment::Refunded], ticket: DEAD, ..ANY }
        }
        Event::RefundCompleted(_) | Event::RefundFailed(_) => Needs { payment: &[Payment::Refunding], ..ANY },
        Event::NoticeStarted(_) => Needs { order: TELLABLE, ..ANY },
        Event::NoticeSent(_)
        | Event::NoticeFailed(_)
        | Event::NoticeUncertain(_)
        | Event::NoticeResolved(_)
        | Event::PersonRevealed(_)
        | Event::PersonErased(_) => ANY,
    }
}

pub fn permit(order: &Order, event: &Event) -> Result<(), Breach> {
    let (needs, status) = (needs(event), &order.status);
    one_of(Any::Checkout(Axis::Order), status.order, needs.order, S::code)?;
    one_of(Any::Checkout(Axis::Payment), status.payment, needs.payment, Payment::code)?;
    one_of(Any::Checkout(Axis::Fulfillment), status.fulfillment, needs.ticket, Ticket::code)?;
    one_of(Any::Checkout(Axis::Lock), status.lock, needs.lock, Lock::code)
}

//! The rule table of the checkout flow: which states an event may happen in.
//!
//! One table for the live path and for the replay of an export, so both admit the same histories. Source: `domain.md`, the
//! axes and the guards of b1–b12.

use super::axis::{
    CheckoutAxis, CheckoutStatus as S, FulfillmentStatus as Ticket, LockStatus as Lock, PaymentStatus as Payment,
};
use super::event::CheckoutEvent;
use super::order::CheckoutOrder;
use crate::domain::order::rule_violation::{EventBarrier, RuleViolation, one_of};

/// What an event needs of the state before it. An empty list admits every value of the axis.
#[derive(Clone, Copy, Debug)]
pub struct CheckoutPrecondition {
    pub order: &'static [S],
    pub payment: &'static [Payment],
    pub ticket: &'static [Ticket],
    pub lock: &'static [Lock],
}

const ANY: CheckoutPrecondition = CheckoutPrecondition { order: &[], payment: &[], ticket: &[], lock: &[] };
/// No draft is recorded twice.
const NEVER: CheckoutPrecondition = CheckoutPrecondition { order: &[S::Draft], payment: &[Payment::Refunded], ..ANY };

/// An order that expired can be called off too: money that comes all the same then goes back.
const UNPAID: &[S] = &[S::Draft, S::Locked, S::CheckoutPending, S::Expired];
const UNPAID_PAYMENT: &[Payment] = &[Payment::NotStarted, Payment::Failed, Payment::Expired];
/// Money that comes when nobody waits for it any more is recorded all the same.
const LATE: &[S] = &[S::CheckoutPending, S::Expired, S::Cancelled];
const LATE_PAYMENT: &[Payment] = &[Payment::SessionCreated, Payment::Failed, Payment::Expired];
/// Money can come wherever a session was opened once, whatever became of it.
const HAD_SESSION: &[Payment] = &[
    Payment::SessionCreated,
    Payment::Success,
    Payment::Failed,
    Payment::Expired,
    Payment::Refunding,
    Payment::Refunded,
];
/// A refund that was a part may be followed by another.
const REFUNDABLE: &[S] = &[S::Paid, S::Fulfilled, S::PaidUnfulfillable, S::Refunded];
const PARTLY_REFUNDABLE: &[S] = &[S::Paid, S::Fulfilled, S::PaidUnfulfillable];
/// Where something happened that the buyer is to be told.
const NOTICE_ALLOWED: &[S] =
    &[S::CheckoutPending, S::Paid, S::PaidUnfulfillable, S::Fulfilled, S::Expired, S::Refunded];
const VALID_TICKET: &[Ticket] = &[Ticket::Fulfilled, Ticket::Redeemed];
/// Nobody is let in on a ticket that is paid back.
const NO_VALID_TICKET: &[Ticket] = &[Ticket::NotStarted, Ticket::Revoked, Ticket::Failed];

/// What `event` needs of the state before it.
pub const fn event_precondition(event: &CheckoutEvent) -> CheckoutPrecondition {
    match event {
        CheckoutEvent::Drafted(_) | CheckoutEvent::TermsFixed(_) => NEVER,
        CheckoutEvent::Locked(_) | CheckoutEvent::LockRejected(_) => CheckoutPrecondition { order: &[S::Draft], ..ANY },
        CheckoutEvent::Requested(_) => CheckoutPrecondition { order: &[S::Locked], lock: &[Lock::Held], ..ANY },
        CheckoutEvent::SessionCreated(_) => {
            CheckoutPrecondition { order: &[S::CheckoutPending], payment: UNPAID_PAYMENT, lock: &[Lock::Held], ..ANY }
        }
        CheckoutEvent::SessionSigned(_) => {
            CheckoutPrecondition { order: &[S::CheckoutPending], payment: &[Payment::SessionCreated], ..ANY }
        }
        // Money that comes too late may bring its mandate too.
        CheckoutEvent::MandateVerified(_) | CheckoutEvent::MandateRejected(_) => {
            CheckoutPrecondition { order: LATE, payment: LATE_PAYMENT, ..ANY }
        }
        CheckoutEvent::Completed(_) => {
            CheckoutPrecondition { order: &[S::CheckoutPending], payment: &[Payment::SessionCreated], ..ANY }
        }
        CheckoutEvent::CompletionRefused(_)
        | CheckoutEvent::UnappliedReturned(_)
        | CheckoutEvent::UnappliedDismissed(_) => CheckoutPrecondition { payment: HAD_SESSION, ..ANY },
        CheckoutEvent::PaymentFailed(_) | CheckoutEvent::SessionExpired(_) => {
            CheckoutPrecondition { order: &[S::CheckoutPending], payment: &[Payment::SessionCreated], ..ANY }
        }
        CheckoutEvent::PaymentLate(_) => CheckoutPrecondition { order: LATE, payment: LATE_PAYMENT, ..ANY },
        CheckoutEvent::Issued(_) | CheckoutEvent::IssueFailed(_) => CheckoutPrecondition {
            order: &[S::Paid],
            ticket: &[Ticket::NotStarted, Ticket::Failed],
            lock: &[Lock::Committed],
            ..ANY
        },
        CheckoutEvent::IssueNumbered(_) => {
            CheckoutPrecondition { order: &[S::Fulfilled], ticket: &[Ticket::Fulfilled], ..ANY }
        }
        CheckoutEvent::Redeemed(_) => {
            CheckoutPrecondition { order: &[S::Fulfilled], ticket: &[Ticket::Fulfilled], ..ANY }
        }
        CheckoutEvent::RedeemReverted(_) => {
            CheckoutPrecondition { order: &[S::Fulfilled], ticket: &[Ticket::Redeemed], ..ANY }
        }
        CheckoutEvent::Revoked(_) => CheckoutPrecondition { order: &[S::Fulfilled], ticket: VALID_TICKET, ..ANY },
        CheckoutEvent::Reissued(_) => {
            CheckoutPrecondition { order: &[S::Fulfilled], ticket: &[Ticket::Fulfilled, Ticket::Revoked], ..ANY }
        }
        CheckoutEvent::LockReleased(_) => CheckoutPrecondition { lock: &[Lock::Held, Lock::Committed], ..ANY },
        CheckoutEvent::LockExpired(_) => {
            CheckoutPrecondition { order: &[S::Locked, S::CheckoutPending], lock: &[Lock::Held], ..ANY }
        }
        CheckoutEvent::DraftExpired(_) => CheckoutPrecondition { order: &[S::Draft], ..ANY },
        CheckoutEvent::Cancelled(_) => CheckoutPrecondition { order: UNPAID, payment: UNPAID_PAYMENT, ..ANY },
        // Where the ticket stays good, it does not stand in the way.
        CheckoutEvent::RefundRequested(request) if request.keeps_ticket => {
            CheckoutPrecondition { order: PARTLY_REFUNDABLE, payment: &[Payment::Success], ..ANY }
        }
        CheckoutEvent::RefundRequested(_) => CheckoutPrecondition {
            order: REFUNDABLE,
            payment: &[Payment::Success, Payment::Refunded],
            ticket: NO_VALID_TICKET,
            ..ANY
        },
        CheckoutEvent::RefundCompleted(_) | CheckoutEvent::RefundFailed(_) => {
            CheckoutPrecondition { payment: &[Payment::Refunding], ..ANY }
        }
        CheckoutEvent::NoticeStarted(_) => CheckoutPrecondition { order: NOTICE_ALLOWED, ..ANY },
        CheckoutEvent::NoticeSent(_)
        | CheckoutEvent::NoticeFailed(_)
        | CheckoutEvent::NoticeUncertain(_)
        | CheckoutEvent::NoticeResolved(_)
        | CheckoutEvent::PersonRevealed(_)
        | CheckoutEvent::PersonErased(_) => ANY,
    }
}

/// Whether an event stores or sends something of the order's person: an erased order admits none that does. What left
/// before is told all the same, and money has no person.
pub const fn needs_person(event: &CheckoutEvent) -> bool {
    match event {
        CheckoutEvent::Drafted(_)
        | CheckoutEvent::MandateVerified(_)
        | CheckoutEvent::MandateRejected(_)
        | CheckoutEvent::Issued(_)
        | CheckoutEvent::Reissued(_)
        | CheckoutEvent::NoticeStarted(_) => true,
        CheckoutEvent::TermsFixed(_)
        | CheckoutEvent::Locked(_)
        | CheckoutEvent::LockRejected(_)
        | CheckoutEvent::Requested(_)
        | CheckoutEvent::SessionCreated(_)
        | CheckoutEvent::SessionSigned(_)
        | CheckoutEvent::Completed(_)
        | CheckoutEvent::CompletionRefused(_)
        | CheckoutEvent::PaymentFailed(_)
        | CheckoutEvent::SessionExpired(_)
        | CheckoutEvent::PaymentLate(_)
        | CheckoutEvent::IssueNumbered(_)
        | CheckoutEvent::Redeemed(_)
        | CheckoutEvent::RedeemReverted(_)
        | CheckoutEvent::Revoked(_)
        | CheckoutEvent::LockReleased(_)
        | CheckoutEvent::LockExpired(_)
        | CheckoutEvent::DraftExpired(_)
        | CheckoutEvent::Cancelled(_)
        | CheckoutEvent::RefundRequested(_)
        | CheckoutEvent::RefundCompleted(_)
        | CheckoutEvent::RefundFailed(_)
        | CheckoutEvent::NoticeSent(_)
        | CheckoutEvent::NoticeFailed(_)
        | CheckoutEvent::NoticeUncertain(_)
        | CheckoutEvent::NoticeResolved(_)
        | CheckoutEvent::PersonRevealed(_)
        | CheckoutEvent::IssueFailed(_)
        | CheckoutEvent::UnappliedReturned(_)
        | CheckoutEvent::UnappliedDismissed(_)
        | CheckoutEvent::PersonErased(_) => false,
    }
}

pub fn check_event_allowed(order: &CheckoutOrder, event: &CheckoutEvent) -> Result<(), EventBarrier<CheckoutAxis>> {
    if order.erased && needs_person(event) {
        return Err(EventBarrier::PersonErased);
    }
    Ok(check_states(order, event)?)
}

fn check_states(order: &CheckoutOrder, event: &CheckoutEvent) -> Result<(), RuleViolation<CheckoutAxis>> {
    let (needs, status) = (event_precondition(event), &order.status);
    one_of(CheckoutAxis::Order, status.order, needs.order, S::code)?;
    one_of(CheckoutAxis::Payment, status.payment, needs.payment, Payment::code)?;
    one_of(CheckoutAxis::Fulfillment, status.fulfillment, needs.ticket, Ticket::code)?;
    one_of(CheckoutAxis::Lock, status.lock, needs.lock, Lock::code)
}

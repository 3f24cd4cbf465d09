//! What an event makes of the state. Pure, exhaustive, without wildcards; never refuses a permitted event.

mod notice;

use super::axis::{FulfillmentStatus, LockStatus, PaymentStatus, Status};
use super::event::Event;
use super::order::{Order, Payment, Refund, Session, Statuses, Ticket};
use super::payload::*;
use crate::domain::order::event::Visibility;
use crate::domain::order::notice::PartState;
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;

/// When and by whom an event was recorded, as far as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When the command was received.
    pub received: Timestamp,
    /// Just before its commit.
    pub processed: Timestamp,
}

/// The first state of an order: the draft and the terms, which are recorded together.
pub fn begin(order_no: OrderNo, draft: DraftCreated, terms: TermsFixed, at: Moment) -> Order {
    Order {
        order_no,
        version: 2,
        draft,
        terms,
        status: Statuses {
            order: Status::Draft,
            payment: PaymentStatus::NotStarted,
            fulfillment: FulfillmentStatus::NotStarted,
            lock: LockStatus::None,
        },
        lock: None,
        method: None,
        sessions: Vec::new(),
        payment: None,
        ticket: None,
        refunds: Vec::new(),
        news: None,
        notices: Vec::new(),
        since: at.processed,
        created_at: at.received,
        updated_at: at.processed,
        erased: false,
    }
}

#[must_use]
pub fn evolve(mut order: Order, event: &Event, at: Moment) -> Order {
    let before = order.status.order;
    apply(&mut order, event, at.processed);
    notice::heard(&mut order, event);
    order.version += 1;
    if order.status.order != before {
        order.since = at.processed;
    }
    if event.visibility() == Visibility::Visible {
        order.updated_at = at.processed;
    }
    order
}

fn apply(order: &mut Order, event: &Event, at: Timestamp) {
    match event {
        // A second draft never gets here: an order is begun once.
        Event::Drafted(_)
        | Event::TermsFixed(_)
        | Event::LockRejected(_)
        | Event::MandateRejected(_)
        | Event::CompletionRefused(_)
        | Event::PersonRevealed(_) => {}
        Event::Locked(lock) => {
            order.lock = Some(lock.clone());
            (order.status.order, order.status.lock) = (Status::Locked, LockStatus::Held);
        }
        Event::Requested(request) => {
            order.method = Some(request.payment_method.clone());
            order.status.order = Status::CheckoutPending;
        }
        Event::SessionCreated(created) => {
            order.sessions.push(Session { created: created.clone(), signed: None, closed: false, mandate: None });
            order.status.payment = PaymentStatus::SessionCreated;
        }
        Event::SessionSigned(signed) => with_session(order, |session| session.signed = Some(signed.clone())),
        Event::MandateVerified(mandate) => verified(order, mandate),
        Event::Completed(paid) => paid_in_time(order, paid, at),
        Event::PaymentFailed(_) => unpaid(order, PaymentStatus::Failed),
        Event::SessionExpired(_) => unpaid(order, PaymentStatus::Expired),
        Event::PaymentLate(late) => paid_late(order, late, at),
        Event::Issued(issued) => issue(order, issued, at),
        Event::IssueNumbered(numbered) => {
            with_ticket(order, |ticket| ticket.fulfillment_id = Some(numbered.fulfillment_id.clone()));
        }
        Event::Redeemed(redeemed) => {
            order.status.fulfillment = FulfillmentStatus::Redeemed;
            with_ticket(order, |ticket| ticket.redeemed = Some((at, redeemed.operator_id.clone())));
        }
        Event::RedeemReverted(_) => {
            order.status.fulfillment = FulfillmentStatus::Fulfilled;
            with_ticket(order, |ticket| ticket.redeemed = None);
        }
        Event::Revoked(why) => {
            order.status.fulfillment = FulfillmentStatus::Revoked;
            with_ticket(order, |ticket| ticket.revoked = Some((at, why.reason.clone())));
        }
        Event::Reissued(new) => reissue(order, new, at),
        Event::LockReleased(_) => order.status.lock = LockStatus::Released,
        Event::LockExpired(_) => lock_expired(order),
        Event::Cancelled(_) => order.status.order = Status::Cancelled,
        Event::RefundRequested(request) => refund(order, request, at),
        Event::RefundCompleted(_) => {
            (order.status.order, order.status.payment) = (Status::Refunded, PaymentStatus::Refunded);
            with_refund(order, |refund| (refund.done, refund.failure) = (Some(at), None));
        }
        Event::RefundFailed(failed) => {
            with_refund(order, |refund| refund.failure = Some(failed.failure_message.clone()));
        }
        Event::NoticeStarted(started) => notice::started(order, started, at),
        Event::NoticeSent(sent) => notice::sent(order, sent, at),
        Event::NoticeFailed(failed) => notice::failed(order, failed, PartState::Failed, at),
        Event::NoticeUncertain(failed) => notice::failed(order, failed, PartState::Unknown, at),
        Event::NoticeResolved(resolved) => notice::resolved(order, resolved, at),
        Event::PersonErased(_) => order.erased = true,
    }
}

fn with_session(order: &mut Order, then: impl FnOnce(&mut Session)) {
    if let Some(session) = order.sessions.last_mut() {
        then(session);
    }
}

/// The mandate is good for the session that it names, whichever is open.
fn verified(order: &mut Order, mandate: &MandateVerified) {
    let named = order.sessions.iter_mut().find(|session| session.created.session_id == mandate.session_id);
    if let Some(session) = named {
        session.mandate = Some(mandate.clone());
    }
}

fn with_ticket(order: &mut Order, then: impl FnOnce(&mut Ticket)) {
    if let Some(ticket) = &mut order.ticket {
        then(ticket);
    }
}

fn with_refund(order: &mut Order, then: impl FnOnce(&mut Refund)) {
    if let Some(refund) = order.refunds.last_mut() {
        then(refund);
    }
}

fn close(order: &mut Order, payment: PaymentStatus) {
    order.status.payment = payment;
    with_session(order, |session| session.closed = true);
}

/// The session ends without money. Where its lock ran out before it, nothing holds the order open any more.
fn unpaid(order: &mut Order, payment: PaymentStatus) {
    close(order, payment);
    if order.status.lock == LockStatus::Expired {
        order.status.order = Status::Expired;
    }
}

fn lock_expired(order: &mut Order) {
    order.status.lock = LockStatus::Expired;
    // An open session outlives its lock where it may: the payment then decides.
    if order.status.payment != PaymentStatus::SessionCreated {
        order.status.order = Status::Expired;
    }
}

fn pay(order: &mut Order, (session, method, reference): (&str, &str, &str), late: bool, at: Timestamp) {
    close(order, PaymentStatus::Success);
    order.payment = Some(Payment {
        session_id: session.to_owned(),
        method: method.to_owned(),
        reference: reference.to_owned(),
        late,
        at,
    });
}

fn paid_in_time(order: &mut Order, paid: &CheckoutCompleted, at: Timestamp) {
    pay(order, (&paid.session_id, &paid.payment_method, &paid.payment_ref), false, at);
    (order.status.order, order.status.lock) = (Status::Paid, LockStatus::Committed);
}

fn paid_late(order: &mut Order, late: &PaymentLate, at: Timestamp) {
    pay(order, (&late.session_id, &late.payment_method, &late.payment_ref), true, at);
    if late.places_regained {
        (order.status.order, order.status.lock) = (Status::Paid, LockStatus::Committed);
    } else {
        (order.status.order, order.status.fulfillment) = (Status::PaidUnfulfillable, FulfillmentStatus::Failed);
        if order.status.lock == LockStatus::Held {
            order.status.lock = LockStatus::Expired;
        }
    }
}

fn issue(order: &mut Order, issued: &FulfillmentIssued, at: Timestamp) {
    order.ticket = Some(Ticket {
        fulfillment_id: None,
        code: issued.ticket_code.clone(),
        qr_url: issued.qr_url.clone(),
        issued_at: at,
        redeemed: None,
        revoked: None,
    });
    (order.status.order, order.status.fulfillment) = (Status::Fulfilled, FulfillmentStatus::Fulfilled);
}

fn reissue(order: &mut Order, new: &TicketReissued, at: Timestamp) {
    order.status.fulfillment = FulfillmentStatus::Fulfilled;
    with_ticket(order, |ticket| {
        (ticket.code, ticket.qr_url) = (new.ticket_code.clone(), new.qr_url.clone());
        (ticket.issued_at, ticket.revoked) = (at, None);
    });
}

fn refund(order: &mut Order, request: &RefundRequested, at: Timestamp) {
    order.status.payment = PaymentStatus::Refunding;
    // What can't be fulfilled says so until the money is back.
    if order.status.order != Status::PaidUnfulfillable {
        order.status.order = Status::RefundPending;
    }
    let (amount, reason) = (request.amount, request.reason.clone());
    order.refunds.push(Refund { amount, reason, at, done: None, failure: None });
}

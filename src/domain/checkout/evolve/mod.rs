//! How an event changes the state. Pure, exhaustive, without wildcards; never refuses a permitted event.

mod notice;
mod unapplied;

use super::axis::{CheckoutStatus, FulfillmentStatus, LockStatus, PaymentStatus};
use super::event::CheckoutEvent;
use super::order::{BuyerPayment, CheckoutOrder, CheckoutRefund, CheckoutStatuses, IssuedTicket, PaymentSession};
use super::payload::*;
use crate::domain::order::event::EventVisibility;
use crate::domain::order::notice::PartState;
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;

/// When and by whom an event was recorded, as far as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTimes {
    /// When the command was received.
    pub received: Timestamp,
    /// Just before its commit.
    pub processed: Timestamp,
}

/// The first state of an order: the draft and the terms, which are recorded together.
pub fn begin_order(order_no: OrderNo, draft: DraftCreated, terms: TermsFixed, at: EventTimes) -> CheckoutOrder {
    CheckoutOrder {
        order_no,
        version: 2,
        draft,
        terms,
        status: CheckoutStatuses {
            order: CheckoutStatus::Draft,
            payment: PaymentStatus::NotStarted,
            fulfillment: FulfillmentStatus::NotStarted,
            lock: LockStatus::None,
        },
        lock: None,
        method: None,
        sessions: Vec::new(),
        payment: None,
        ticket: None,
        unapplied: Vec::new(),
        refunds: Vec::new(),
        announcement: None,
        notices: Vec::new(),
        since: at.processed,
        created_at: at.received,
        updated_at: at.processed,
        erased: false,
    }
}

#[must_use]
pub fn evolve(mut order: CheckoutOrder, event: &CheckoutEvent, at: EventTimes) -> CheckoutOrder {
    let before = order.status.order;
    apply_event(&mut order, event, at.processed);
    notice::update_announcement(&mut order, event);
    order.version += 1;
    if order.status.order != before {
        order.since = at.processed;
    }
    if event.visibility() == EventVisibility::Visible {
        order.updated_at = at.processed;
    }
    order
}

fn apply_event(order: &mut CheckoutOrder, event: &CheckoutEvent, at: Timestamp) {
    match event {
        // A second draft never gets here: an order is begun once.
        CheckoutEvent::Drafted(_)
        | CheckoutEvent::TermsFixed(_)
        | CheckoutEvent::LockRejected(_)
        | CheckoutEvent::PersonRevealed(_) => {}
        CheckoutEvent::Locked(lock) => {
            order.lock = Some(lock.clone());
            (order.status.order, order.status.lock) = (CheckoutStatus::Locked, LockStatus::Held);
        }
        CheckoutEvent::Requested(request) => {
            order.method = Some(request.payment_method.clone());
            order.status.order = CheckoutStatus::CheckoutPending;
        }
        CheckoutEvent::SessionCreated(created) => {
            order.sessions.push(PaymentSession {
                created: created.clone(),
                signed: None,
                closed: false,
                mandate: None,
                refused_mandates: Vec::new(),
            });
            order.status.payment = PaymentStatus::SessionCreated;
        }
        CheckoutEvent::SessionSigned(signed) => with_session(order, |session| session.signed = Some(signed.clone())),
        CheckoutEvent::MandateVerified(mandate) => apply_mandate_verified(order, mandate),
        CheckoutEvent::MandateRejected(refused) => apply_mandate_rejected(order, refused),
        CheckoutEvent::Completed(paid) => paid_in_time(order, paid, at),
        CheckoutEvent::CompletionRefused(refused) => unapplied::keep_payment(order, refused, at),
        CheckoutEvent::UnappliedReturned(returned) => unapplied::apply_returned(order, returned, at),
        CheckoutEvent::UnappliedDismissed(dismissed) => unapplied::apply_dismissed(order, dismissed, at),
        CheckoutEvent::PaymentFailed(_) => end_unpaid_session(order, PaymentStatus::Failed),
        CheckoutEvent::SessionExpired(_) => end_unpaid_session(order, PaymentStatus::Expired),
        CheckoutEvent::PaymentLate(late) => paid_late(order, late, at),
        CheckoutEvent::Issued(issued) => apply_ticket_issued(order, issued, at),
        CheckoutEvent::IssueFailed(_) => {
            (order.status.order, order.status.fulfillment) =
                (CheckoutStatus::PaidUnfulfillable, FulfillmentStatus::Failed);
        }
        CheckoutEvent::IssueNumbered(numbered) => {
            with_ticket(order, |ticket| ticket.fulfillment_id = Some(numbered.fulfillment_id.clone()));
        }
        CheckoutEvent::Redeemed(redeemed) => {
            order.status.fulfillment = FulfillmentStatus::Redeemed;
            with_ticket(order, |ticket| ticket.redeemed = Some((at, redeemed.operator_id.clone())));
        }
        CheckoutEvent::RedeemReverted(_) => {
            order.status.fulfillment = FulfillmentStatus::Fulfilled;
            with_ticket(order, |ticket| ticket.redeemed = None);
        }
        CheckoutEvent::Revoked(why) => {
            order.status.fulfillment = FulfillmentStatus::Revoked;
            with_ticket(order, |ticket| ticket.revoked = Some((at, why.reason.clone())));
        }
        CheckoutEvent::Reissued(new) => apply_ticket_reissued(order, new, at),
        CheckoutEvent::LockReleased(_) => order.status.lock = LockStatus::Released,
        CheckoutEvent::LockExpired(_) => expire_lock(order),
        CheckoutEvent::DraftExpired(_) => order.status.order = CheckoutStatus::Expired,
        CheckoutEvent::Cancelled(_) => order.status.order = CheckoutStatus::Cancelled,
        CheckoutEvent::RefundRequested(request) => apply_refund_requested(order, request, at),
        CheckoutEvent::RefundCompleted(_) => apply_refund_completed(order, at),
        CheckoutEvent::RefundFailed(failed) => {
            with_refund(order, |refund| refund.failure = Some(failed.failure_message.clone()));
        }
        CheckoutEvent::NoticeStarted(started) => notice::apply_started(order, started, at),
        CheckoutEvent::NoticeSent(sent) => notice::apply_sent(order, sent, at),
        CheckoutEvent::NoticeFailed(failed) => notice::apply_failed(order, failed, PartState::Failed, at),
        CheckoutEvent::NoticeUncertain(failed) => notice::apply_failed(order, failed, PartState::Unknown, at),
        CheckoutEvent::NoticeResolved(resolved) => notice::apply_resolved(order, resolved, at),
        CheckoutEvent::PersonErased(_) => order.erased = true,
    }
}

fn with_session(order: &mut CheckoutOrder, then: impl FnOnce(&mut PaymentSession)) {
    if let Some(session) = order.sessions.last_mut() {
        then(session);
    }
}

fn apply_mandate_verified(order: &mut CheckoutOrder, mandate: &MandateVerified) {
    with_named_session(order, &mandate.session_id, |session| session.mandate = Some(mandate.clone()));
}

fn apply_mandate_rejected(order: &mut CheckoutOrder, refused: &MandateRejected) {
    with_named_session(order, &refused.session_id, |session| session.refused_mandates.push(refused.clone()));
}

/// A mandate is for the session that it names, whichever is open.
fn with_named_session(order: &mut CheckoutOrder, session_id: &str, then: impl FnOnce(&mut PaymentSession)) {
    if let Some(session) = order.sessions.iter_mut().find(|session| session.created.session_id == session_id) {
        then(session);
    }
}

fn with_ticket(order: &mut CheckoutOrder, then: impl FnOnce(&mut IssuedTicket)) {
    if let Some(ticket) = &mut order.ticket {
        then(ticket);
    }
}

fn with_refund(order: &mut CheckoutOrder, then: impl FnOnce(&mut CheckoutRefund)) {
    if let Some(refund) = order.refunds.last_mut() {
        then(refund);
    }
}

fn close_session(order: &mut CheckoutOrder, payment: PaymentStatus) {
    order.status.payment = payment;
    with_session(order, |session| session.closed = true);
}

/// The session ends without money. Where its lock ran out before it, nothing holds the order open any more.
fn end_unpaid_session(order: &mut CheckoutOrder, payment: PaymentStatus) {
    close_session(order, payment);
    if order.status.lock == LockStatus::Expired {
        order.status.order = CheckoutStatus::Expired;
    }
}

fn expire_lock(order: &mut CheckoutOrder) {
    order.status.lock = LockStatus::Expired;
    // An open session outlives its lock where it may: the payment then decides.
    if order.status.payment != PaymentStatus::SessionCreated {
        order.status.order = CheckoutStatus::Expired;
    }
}

fn record_payment(
    order: &mut CheckoutOrder,
    (session, method, reference): (&str, &str, &str),
    late: bool,
    at: Timestamp,
) {
    close_session(order, PaymentStatus::Success);
    unapplied::apply_to_order(order, reference, at);
    order.payment = Some(BuyerPayment {
        session_id: session.to_owned(),
        method: method.to_owned(),
        reference: reference.to_owned(),
        late,
        at,
    });
}

fn paid_in_time(order: &mut CheckoutOrder, paid: &CheckoutCompleted, at: Timestamp) {
    record_payment(order, (&paid.session_id, &paid.payment_method, &paid.payment_ref), false, at);
    (order.status.order, order.status.lock) = (CheckoutStatus::Paid, LockStatus::Committed);
}

fn paid_late(order: &mut CheckoutOrder, late: &PaymentLate, at: Timestamp) {
    record_payment(order, (&late.session_id, &late.payment_method, &late.payment_ref), true, at);
    if late.places_regained {
        (order.status.order, order.status.lock) = (CheckoutStatus::Paid, LockStatus::Committed);
    } else {
        (order.status.order, order.status.fulfillment) = (CheckoutStatus::PaidUnfulfillable, FulfillmentStatus::Failed);
        if order.status.lock == LockStatus::Held {
            order.status.lock = LockStatus::Expired;
        }
    }
}

fn apply_ticket_issued(order: &mut CheckoutOrder, issued: &FulfillmentIssued, at: Timestamp) {
    order.ticket = Some(IssuedTicket {
        fulfillment_id: None,
        code: issued.ticket_code.clone(),
        qr_url: issued.qr_url.clone(),
        issued_at: at,
        redeemed: None,
        revoked: None,
    });
    (order.status.order, order.status.fulfillment) = (CheckoutStatus::Fulfilled, FulfillmentStatus::Fulfilled);
}

fn apply_ticket_reissued(order: &mut CheckoutOrder, new: &TicketReissued, at: Timestamp) {
    order.status.fulfillment = FulfillmentStatus::Fulfilled;
    with_ticket(order, |ticket| {
        (ticket.code, ticket.qr_url) = (new.ticket_code.clone(), new.qr_url.clone());
        (ticket.issued_at, ticket.revoked) = (at, None);
    });
}

fn apply_refund_requested(order: &mut CheckoutOrder, request: &CheckoutRefundRequested, at: Timestamp) {
    order.status.payment = PaymentStatus::Refunding;
    // What can't be fulfilled says so until the money is back; who gets a part back keeps the ticket.
    if order.status.order != CheckoutStatus::PaidUnfulfillable && !request.keeps_ticket {
        order.status.order = CheckoutStatus::RefundPending;
    }
    let (amount, reason, keeps_ticket) = (request.amount, request.reason.clone(), request.keeps_ticket);
    order.refunds.push(CheckoutRefund { amount, reason, at, keeps_ticket, done: None, failure: None });
}

fn apply_refund_completed(order: &mut CheckoutOrder, at: Timestamp) {
    if order.open_refund().is_some_and(|refund| refund.keeps_ticket) {
        order.status.payment = PaymentStatus::Success;
    } else {
        (order.status.order, order.status.payment) = (CheckoutStatus::Refunded, PaymentStatus::Refunded);
    }
    with_refund(order, |refund| (refund.done, refund.failure) = (Some(at), None));
}

//! What a row says about ids, amounts, days and clocks, beside the states: as far as the row and the rows before it can
//! tell.

use crate::app::log::import::refusal::{FactCheck, contradict, expect_equal};
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::{CheckoutOrder, PaymentSession};
use crate::domain::checkout::payload::*;
use crate::domain::checkout::sku::Zone;
use crate::domain::checkout::unapplied::{UnappliedPayment, UnappliedState};
use crate::domain::order::flow::ReplayContradiction;
use crate::domain::value::money::Fen;
use crate::domain::value::time::{Day, Timestamp};

/// b1: the amount is the export's own; the catalogue has to agree about the money alone.
pub(crate) fn check_draft(draft: &DraftCreated, terms: &TermsFixed, at: Timestamp) -> FactCheck {
    if draft.quantity == 0 {
        return Err(contradict("quantity", "0", ">= 1"));
    }
    expect_equal("currency", &draft.quote.currency, &terms.currency)?;
    let today = Zone::parse(&terms.zone).map_or_else(|_| at.shanghai_day(), |zone| zone.day_at(at));
    not_past(draft.date, today)
}

/// The facts of an event that follows others; `at` is when it was received.
pub(crate) fn check_event(order: &CheckoutOrder, event: &CheckoutEvent, at: Timestamp) -> FactCheck {
    match event {
        CheckoutEvent::Locked(lock) => check_lock(order, lock, at),
        CheckoutEvent::LockRejected(refused) => {
            expect_equal("skuId", &refused.sku_id, &order.draft.sku_id)?;
            expect_equal("quantity", &refused.quantity, &order.draft.quantity)?;
            expect_at_most("left", refused.left, refused.quantity)
        }
        CheckoutEvent::Requested(_) => expect_held(order, at),
        CheckoutEvent::SessionCreated(created) => check_session(order, created, at),
        CheckoutEvent::Completed(paid) => check_completion(order, paid, at),
        CheckoutEvent::PaymentLate(late) => {
            let session = find_session(order, &late.session_id)?;
            expect_equal("paymentMethod", &late.payment_method, &session.created.payment_method)
        }
        CheckoutEvent::CompletionRefused(refused) => find_session(order, &refused.session_id).map(drop),
        CheckoutEvent::UnappliedReturned(returned) => check_returned(order, returned),
        CheckoutEvent::UnappliedDismissed(dismissed) => find_unapplied(order, &dismissed.payment_ref).map(drop),
        CheckoutEvent::PaymentFailed(failed) => latest_session(order, &failed.session_id).map(drop),
        CheckoutEvent::SessionExpired(expired) => {
            let session = latest_session(order, &expired.session_id)?;
            expect_equal("expiryAt", &expired.expiry_at.format_rfc3339(), &session.created.expiry_at.format_rfc3339())?;
            expect_reached("createdAt", expired.expiry_at, at)
        }
        CheckoutEvent::LockReleased(released) => own_lock(order, &released.lock_id).map(drop),
        CheckoutEvent::LockExpired(expired) => {
            let lock = own_lock(order, &expired.lock_id)?;
            expect_equal("expiryAt", &expired.expiry_at.format_rfc3339(), &lock.expiry_at.format_rfc3339())?;
            expect_reached("createdAt", expired.expiry_at, at)
        }
        CheckoutEvent::DraftExpired(expired) => {
            expect_equal("date", expired.date, order.draft.date)?;
            expect_reached("createdAt", expired.date.end_at(order.offset_seconds()), at)
        }
        CheckoutEvent::Redeemed(redeemed) => {
            expect_equal("visitDate", redeemed.visit_date, order.draft.date)?;
            expect_equal("visitDate", redeemed.visit_date, order.local_today(at))
        }
        CheckoutEvent::RefundRequested(request) => check_refund(order, request),
        CheckoutEvent::RefundCompleted(done) => {
            let open = order.open_refund().map_or(Fen::ZERO, |refund| refund.amount);
            expect_equal("amount", done.amount, open)
        }
        _ => Ok(()),
    }
}

fn check_lock(order: &CheckoutOrder, lock: &InventoryLocked, at: Timestamp) -> FactCheck {
    expect_equal("skuId", &lock.sku_id, &order.draft.sku_id)?;
    expect_equal("quantity", &lock.quantity, &order.draft.quantity)?;
    not_past(order.draft.date, order.local_today(at))?;
    expect_after("expiryAt", lock.expiry_at, at)
}

fn check_session(order: &CheckoutOrder, created: &SessionCreated, at: Timestamp) -> FactCheck {
    expect_held(order, at)?;
    if let Ok(known) = find_session(order, &created.session_id) {
        return Err(contradict("sessionId", &created.session_id, format!("not {}", known.created.session_id)));
    }
    expect_equal("paymentMethod", created.payment_method.as_str(), order.method.as_deref().unwrap_or_default())?;
    expect_after("expiryAt", created.expiry_at, at)
}

fn check_completion(order: &CheckoutOrder, paid: &CheckoutCompleted, at: Timestamp) -> FactCheck {
    let session = latest_session(order, &paid.session_id)?;
    expect_equal("paymentMethod", &paid.payment_method, &session.created.payment_method)?;
    expect_after("expiryAt", session.created.expiry_at, at)
}

/// b12: no more than was paid; a ticket that was used needs a reason.
fn check_refund(order: &CheckoutOrder, request: &CheckoutRefundRequested) -> FactCheck {
    let left = order.refundable_amount();
    if request.amount <= Fen::ZERO || request.amount > left {
        return Err(contradict("amount", request.amount, format!("<= {left}")));
    }
    if request.keeps_ticket && request.amount == left {
        return Err(contradict("keepsTicket", "true", "false"));
    }
    let used = order.ticket.as_ref().is_some_and(|ticket| ticket.redeemed.is_some());
    if used && request.redeemed_reason.is_none() && !request.keeps_ticket {
        return Err(contradict("redeemedReason", "-", "a reason"));
    }
    Ok(())
}

/// b12: no more went back than came.
fn check_returned(order: &CheckoutOrder, returned: &UnappliedReturned) -> FactCheck {
    let left = order.unreturned_amount(find_unapplied(order, &returned.payment_ref)?);
    if returned.amount > Fen::ZERO && returned.amount <= left {
        return Ok(());
    }
    Err(contradict("amount", returned.amount, format!("<= {left}")))
}

/// The payment that is still to be given back.
fn find_unapplied<'a>(order: &'a CheckoutOrder, reference: &str) -> Result<&'a UnappliedPayment, ReplayContradiction> {
    let owed = order.find_unapplied(reference).filter(|payment| payment.state == UnappliedState::Open);
    owed.ok_or_else(|| contradict("paymentRef", reference, "-"))
}

fn find_session<'a>(order: &'a CheckoutOrder, session_id: &str) -> Result<&'a PaymentSession, ReplayContradiction> {
    let found = order.sessions.iter().find(|session| session.created.session_id == session_id);
    let known = order.latest_session().map_or("-", |session| session.created.session_id.as_str());
    found.ok_or_else(|| contradict("sessionId", session_id, known))
}

/// The session that is open, or was last.
fn latest_session<'a>(order: &'a CheckoutOrder, session_id: &str) -> Result<&'a PaymentSession, ReplayContradiction> {
    let session = find_session(order, session_id)?;
    let last = order.latest_session().map_or("-", |session| session.created.session_id.as_str());
    expect_equal("sessionId", session_id, last)?;
    Ok(session)
}

fn own_lock<'a>(order: &'a CheckoutOrder, lock_id: &str) -> Result<&'a InventoryLocked, ReplayContradiction> {
    let own = order.lock.as_ref().filter(|lock| lock.lock_id == lock_id);
    own.ok_or_else(|| contradict("lockId", lock_id, order.lock.as_ref().map_or("-", |lock| &lock.lock_id)))
}

/// The places are held at that moment.
fn expect_held(order: &CheckoutOrder, at: Timestamp) -> FactCheck {
    match &order.lock {
        Some(lock) => expect_after("createdAt", lock.expiry_at, at),
        None => Ok(()),
    }
}

fn not_past(date: Day, today: Day) -> FactCheck {
    if date >= today { Ok(()) } else { Err(contradict("date", date, format!(">= {today}"))) }
}

/// What ends at `end` goes on at `at`.
fn expect_after(field: &str, end: Timestamp, at: Timestamp) -> FactCheck {
    if at < end { Ok(()) } else { Err(contradict(field, at.format_rfc3339(), format!("< {}", end.format_rfc3339()))) }
}

/// What ends at `end` has ended at `at`.
fn expect_reached(field: &str, end: Timestamp, at: Timestamp) -> FactCheck {
    if at >= end { Ok(()) } else { Err(contradict(field, at.format_rfc3339(), format!(">= {}", end.format_rfc3339()))) }
}

fn expect_at_most(field: &str, said: u32, most: u32) -> FactCheck {
    if said < most { Ok(()) } else { Err(contradict(field, said, format!("< {most}"))) }
}

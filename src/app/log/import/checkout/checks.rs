//! What a row says about ids, amounts, days and clocks, beside the states: as far as the row and the rows before it can
//! tell.

use crate::domain::checkout::event::Event;
use crate::domain::checkout::order::{Order, Session};
use crate::domain::checkout::payload::*;
use crate::domain::checkout::sku::Zone;
use crate::domain::order::flow::Contradiction;
use crate::domain::value::money::Fen;
use crate::domain::value::time::{Day, Timestamp};

type Checked = Result<(), Contradiction>;

/// b1: the amount is the export's own; the catalogue has to agree about the money alone.
pub(crate) fn draft(draft: &DraftCreated, terms: &TermsFixed, at: Timestamp) -> Checked {
    if draft.quantity == 0 {
        return Err(contradiction("quantity", "0", ">= 1"));
    }
    equal("currency", &draft.quote.currency, &terms.currency)?;
    let today = Zone::parse(&terms.zone).map_or_else(|_| at.day(), |zone| zone.day(at));
    not_past(draft.date, today)
}

/// The facts of an event that follows others; `at` is when it was received.
pub(crate) fn check(order: &Order, event: &Event, at: Timestamp) -> Checked {
    match event {
        Event::Locked(lock) => locked(order, lock, at),
        Event::LockRejected(refused) => {
            equal("skuId", &refused.sku_id, &order.draft.sku_id)?;
            equal("quantity", &refused.quantity, &order.draft.quantity)?;
            less("left", refused.left, refused.quantity)
        }
        Event::Requested(_) => live(order, at),
        Event::SessionCreated(created) => session(order, created, at),
        Event::Completed(paid) => completed(order, paid, at),
        Event::PaymentLate(late) => {
            let session = named(order, &late.session_id)?;
            equal("paymentMethod", &late.payment_method, &session.created.payment_method)
        }
        Event::PaymentFailed(failed) => latest(order, &failed.session_id).map(drop),
        Event::SessionExpired(expired) => {
            let session = latest(order, &expired.session_id)?;
            equal("expiryAt", &expired.expiry_at.rfc3339(), &session.created.expiry_at.rfc3339())?;
            reached("createdAt", expired.expiry_at, at)
        }
        Event::LockReleased(released) => own_lock(order, &released.lock_id).map(drop),
        Event::LockExpired(expired) => {
            let lock = own_lock(order, &expired.lock_id)?;
            equal("expiryAt", &expired.expiry_at.rfc3339(), &lock.expiry_at.rfc3339())?;
            reached("createdAt", expired.expiry_at, at)
        }
        Event::Redeemed(redeemed) => {
            equal("visitDate", &redeemed.visit_date.to_string(), &order.draft.date.to_string())?;
            equal("visitDate", &redeemed.visit_date.to_string(), &order.today(at).to_string())
        }
        Event::RefundRequested(request) => refund(order, request),
        Event::RefundCompleted(done) => {
            let open = order.open_refund().map_or(Fen::ZERO, |refund| refund.amount);
            equal("amount", &done.amount.to_string(), &open.to_string())
        }
        _ => Ok(()),
    }
}

fn locked(order: &Order, lock: &InventoryLocked, at: Timestamp) -> Checked {
    equal("skuId", &lock.sku_id, &order.draft.sku_id)?;
    equal("quantity", &lock.quantity, &order.draft.quantity)?;
    not_past(order.draft.date, order.today(at))?;
    after("expiryAt", lock.expiry_at, at)
}

fn session(order: &Order, created: &SessionCreated, at: Timestamp) -> Checked {
    live(order, at)?;
    if let Ok(known) = named(order, &created.session_id) {
        return Err(contradiction("sessionId", &created.session_id, &format!("not {}", known.created.session_id)));
    }
    equal("paymentMethod", created.payment_method.as_str(), order.method.as_deref().unwrap_or_default())?;
    after("expiryAt", created.expiry_at, at)
}

fn completed(order: &Order, paid: &CheckoutCompleted, at: Timestamp) -> Checked {
    let session = latest(order, &paid.session_id)?;
    equal("paymentMethod", &paid.payment_method, &session.created.payment_method)?;
    after("expiryAt", session.created.expiry_at, at)
}

/// b12: no more than was paid; a ticket that was used needs a reason.
fn refund(order: &Order, request: &RefundRequested) -> Checked {
    let left = order.refundable();
    if request.amount <= Fen::ZERO || request.amount > left {
        return Err(contradiction("amount", &request.amount.to_string(), &format!("<= {left}")));
    }
    let used = order.ticket.as_ref().is_some_and(|ticket| ticket.redeemed.is_some());
    if used && request.redeemed_reason.is_none() {
        return Err(contradiction("redeemedReason", "-", "a reason"));
    }
    Ok(())
}

fn named<'a>(order: &'a Order, session_id: &str) -> Result<&'a Session, Contradiction> {
    let found = order.sessions.iter().find(|session| session.created.session_id == session_id);
    let known = order.session().map_or("-", |session| session.created.session_id.as_str());
    found.ok_or_else(|| contradiction("sessionId", session_id, known))
}

/// The session that is open, or was last.
fn latest<'a>(order: &'a Order, session_id: &str) -> Result<&'a Session, Contradiction> {
    let session = named(order, session_id)?;
    let last = order.session().map_or("-", |session| session.created.session_id.as_str());
    equal("sessionId", session_id, last)?;
    Ok(session)
}

fn own_lock<'a>(order: &'a Order, lock_id: &str) -> Result<&'a InventoryLocked, Contradiction> {
    let own = order.lock.as_ref().filter(|lock| lock.lock_id == lock_id);
    own.ok_or_else(|| contradiction("lockId", lock_id, order.lock.as_ref().map_or("-", |lock| &lock.lock_id)))
}

/// The places are held at that moment.
fn live(order: &Order, at: Timestamp) -> Checked {
    match &order.lock {
        Some(lock) => after("createdAt", lock.expiry_at, at),
        None => Ok(()),
    }
}

fn not_past(date: Day, today: Day) -> Checked {
    if date >= today { Ok(()) } else { Err(contradiction("date", &date.to_string(), &format!(">= {today}"))) }
}

/// What ends at `end` goes on at `at`.
fn after(field: &str, end: Timestamp, at: Timestamp) -> Checked {
    if at < end { Ok(()) } else { Err(contradiction(field, &at.rfc3339(), &format!("< {}", end.rfc3339()))) }
}

/// What ends at `end` has ended at `at`.
fn reached(field: &str, end: Timestamp, at: Timestamp) -> Checked {
    if at >= end { Ok(()) } else { Err(contradiction(field, &at.rfc3339(), &format!(">= {}", end.rfc3339()))) }
}

fn less(field: &str, said: u32, most: u32) -> Checked {
    if said < most { Ok(()) } else { Err(contradiction(field, &said.to_string(), &format!("< {most}"))) }
}

fn equal<T: PartialEq + ToString + ?Sized>(field: &str, said: &T, follows: &T) -> Checked {
    if said == follows { Ok(()) } else { Err(contradiction(field, &said.to_string(), &follows.to_string())) }
}

fn contradiction(field: &str, said: &str, follows: &str) -> Contradiction {
    Contradiction { axis: field.to_owned(), said: said.to_owned(), follows: follows.to_owned() }
}

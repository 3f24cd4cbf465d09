//! What the events of a checkout order mean for the stock, the payments and the codes that are kept beside the log.

use std::slice;

use crate::app::write::execute::Written;
use crate::domain::checkout::axis::LockStatus;
use crate::domain::checkout::event::Event;
use crate::domain::checkout::order::Order;
use crate::domain::checkout::payload::InventoryLocked;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::inventory::replay_guard::Spent;
use crate::store::inventory::reservations::{HoldState, NewHold};
use crate::store::people::persons::Person;

/// Under which channel the payments of this flow are kept: a reference is used once, whatever the method.
pub const PAYMENTS: &str = "checkout";

/// The code of places that somebody else has.
pub const GONE: &str = "places_gone";

/// Writes the tables beside the log.
///
/// # Errors
/// Somebody else took the places in the same moment (exit 9), a nonce or a leaf was used before (exit 4); the database's.
pub(crate) fn index(tx: &Tx<'_>, written: &Written<'_, Order>) -> Result<()> {
    for event in written.events {
        places(tx, written.order, event, written.now)?;
        beside(tx, written, event)?;
    }
    Ok(())
}

/// Writes them for an order that another system led, each event at its own time. Places that were given back or ran out
/// there are written as they ended: whether they would fit is no question any more.
pub fn index_past(tx: &Tx<'_>, order: &Order, events: &[(Event, Timestamp)], person: &Person) -> Result<()> {
    let ended = match order.status.lock {
        LockStatus::Released => Some(HoldState::Released),
        LockStatus::Expired => Some(HoldState::Expired),
        LockStatus::None | LockStatus::Held | LockStatus::Committed => None,
    };
    for (event, now) in events {
        match (ended, event) {
            (Some(state), Event::Locked(lock)) => tx.add_ended_hold(&new_hold(order, lock), state, *now)?,
            (Some(_), _) => {}
            (None, _) => places(tx, order, event, *now)?,
        }
        beside(tx, &Written { order, events: slice::from_ref(event), person, now: *now }, event)?;
    }
    Ok(())
}

/// What an event does to the places.
fn places(tx: &Tx<'_>, order: &Order, event: &Event, now: Timestamp) -> Result<()> {
    match event {
        Event::Locked(lock) => hold(tx, order, lock, now),
        Event::Completed(_) => commit(tx, order, now),
        Event::PaymentLate(late) if late.places_regained => commit(tx, order, now),
        Event::PaymentLate(_) => match &order.lock {
            Some(lock) => tx.expire_hold(&lock.lock_id, now).map(drop),
            None => Ok(()),
        },
        Event::LockReleased(released) => tx.release_hold(&released.lock_id, now).map(drop),
        Event::LockExpired(expired) => tx.expire_hold(&expired.lock_id, now).map(drop),
        _ => Ok(()),
    }
}

/// What it does to the payments, the codes and what else is used once.
fn beside(tx: &Tx<'_>, written: &Written<'_, Order>, event: &Event) -> Result<()> {
    let order_no = &written.order.order_no;
    match event {
        Event::Completed(paid) => tx.add_payment_reference(PAYMENTS, &paid.payment_ref, order_no),
        Event::PaymentLate(late) => tx.add_payment_reference(PAYMENTS, &late.payment_ref, order_no),
        Event::Issued(issued) => tx.add_ticket_code(&issued.ticket_code, order_no),
        Event::Reissued(issued) => tx.add_ticket_code(&issued.ticket_code, order_no),
        Event::MandateVerified(mandate) => {
            tx.spend(Spent::MandateLeaf, &mandate.leaf_hash, order_no)?;
            nonce(written.order, &mandate.session_id).map_or(Ok(()), |nonce| tx.spend(Spent::Nonce, &nonce, order_no))
        }
        Event::PersonErased(_) => {
            tx.erase_person(&written.person.id, written.now)?;
            tx.forget_files(order_no)
        }
        _ => Ok(()),
    }
}

fn nonce(order: &Order, session_id: &str) -> Option<String> {
    let session = order.sessions.iter().find(|session| session.created.session_id == session_id)?;
    session.signed.as_ref().map(|signed| signed.nonce.clone())
}

fn hold(tx: &Tx<'_>, order: &Order, lock: &InventoryLocked, now: Timestamp) -> Result<()> {
    if tx.hold(&new_hold(order, lock), now)? { Ok(()) } else { Err(gone()) }
}

const fn new_hold<'a>(order: &'a Order, lock: &'a InventoryLocked) -> NewHold<'a> {
    NewHold {
        lock_id: lock.lock_id.as_str(),
        order_no: &order.order_no,
        sku_id: lock.sku_id.as_str(),
        visit_date: order.draft.date,
        quantity: lock.quantity,
        expires_at: lock.expiry_at,
    }
}

fn commit(tx: &Tx<'_>, order: &Order, now: Timestamp) -> Result<()> {
    let lock_id = order.lock.as_ref().map_or("", |lock| lock.lock_id.as_str());
    if tx.commit_hold(lock_id, now)? { Ok(()) } else { Err(gone()) }
}

/// The rules saw the places in this very transaction: only a lock that ran out between its two looks at the clock gets here.
fn gone() -> Box<Error> {
    Error::new(GONE, Exit::Busy, say!("名额刚刚到期或被占用", "the places ran out or were taken just now"))
        .hint(say!("重新执行同一条命令", "run the same command again"))
}

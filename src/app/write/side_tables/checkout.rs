//! What the events of a checkout order mean for the stock, the payments and the codes that are kept beside the log.

use std::slice;

use crate::app::write::execute::WrittenChange;
use crate::domain::checkout::axis::LockStatus;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::InventoryLocked;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::inventory::replay_guard::SingleUseKind;
use crate::store::inventory::reservations::{HoldState, NewHold};
use crate::store::people::persons::StoredPerson;

/// Under which channel the payments of this flow are kept: a reference is used once, whatever the method.
pub const PAYMENT_CHANNEL: &str = "checkout";

/// The code of places that somebody else has.
pub const SEATS_GONE: &str = "places_gone";

/// Writes the tables beside the log.
///
/// # Errors
/// Somebody else took the places in the same moment (exit 9), a nonce or a leaf was used before (exit 4); the database's.
pub(crate) fn write_checkout_tables(tx: &Tx<'_>, written: &WrittenChange<'_, CheckoutOrder>) -> Result<()> {
    for event in written.events {
        update_seats(tx, written.order, event, written.now)?;
        record_used_once(tx, written, event)?;
    }
    Ok(())
}

/// Writes them for an order that another system led, each event at its own time. Places that were given back or ran out
/// there are written as they ended: whether they would fit is no question any more.
pub fn write_past_tables(
    tx: &Tx<'_>,
    order: &CheckoutOrder,
    events: &[(CheckoutEvent, Timestamp)],
    person: &StoredPerson,
) -> Result<()> {
    let ended = match order.status.lock {
        LockStatus::Released => Some(HoldState::Released),
        LockStatus::Expired => Some(HoldState::Expired),
        LockStatus::None | LockStatus::Held | LockStatus::Committed => None,
    };
    for (event, now) in events {
        match (ended, event) {
            (Some(state), CheckoutEvent::Locked(lock)) => tx.add_ended_hold(&new_hold(order, lock), state, *now)?,
            (Some(_), _) => {}
            (None, _) => update_seats(tx, order, event, *now)?,
        }
        record_used_once(tx, &WrittenChange { order, events: slice::from_ref(event), person, now: *now }, event)?;
    }
    Ok(())
}

/// What an event does to the places.
fn update_seats(tx: &Tx<'_>, order: &CheckoutOrder, event: &CheckoutEvent, now: Timestamp) -> Result<()> {
    match event {
        CheckoutEvent::Locked(lock) => hold_seats(tx, order, lock, now),
        CheckoutEvent::Completed(_) => commit_seats(tx, order, now),
        CheckoutEvent::PaymentLate(late) if late.places_regained => commit_seats(tx, order, now),
        CheckoutEvent::PaymentLate(_) => match &order.lock {
            Some(lock) => tx.expire_hold(&lock.lock_id, now).map(drop),
            None => Ok(()),
        },
        CheckoutEvent::LockReleased(released) => tx.release_hold(&released.lock_id, now).map(drop),
        CheckoutEvent::LockExpired(expired) => tx.expire_hold(&expired.lock_id, now).map(drop),
        _ => Ok(()),
    }
}

/// What it does to the payments, the codes and what else is used once.
fn record_used_once(tx: &Tx<'_>, written: &WrittenChange<'_, CheckoutOrder>, event: &CheckoutEvent) -> Result<()> {
    let order_no = &written.order.order_no;
    match event {
        CheckoutEvent::Completed(paid) => tx.add_payment_reference(PAYMENT_CHANNEL, &paid.payment_ref, order_no),
        CheckoutEvent::PaymentLate(late) => tx.add_payment_reference(PAYMENT_CHANNEL, &late.payment_ref, order_no),
        CheckoutEvent::Issued(issued) => tx.add_ticket_code(&issued.ticket_code, order_no),
        CheckoutEvent::Reissued(issued) => tx.add_ticket_code(&issued.ticket_code, order_no),
        CheckoutEvent::MandateVerified(mandate) => {
            tx.record_use(SingleUseKind::MandateLeaf, &mandate.leaf_hash, order_no)?;
            session_nonce(written.order, &mandate.session_id)
                .map_or(Ok(()), |nonce| tx.record_use(SingleUseKind::Nonce, &nonce, order_no))
        }
        CheckoutEvent::PersonErased(_) => {
            tx.erase_person(&written.person.id, written.now)?;
            tx.delete_file_rows(order_no)
        }
        _ => Ok(()),
    }
}

fn session_nonce(order: &CheckoutOrder, session_id: &str) -> Option<String> {
    let session = order.sessions.iter().find(|session| session.created.session_id == session_id)?;
    session.signed.as_ref().map(|signed| signed.nonce.clone())
}

fn hold_seats(tx: &Tx<'_>, order: &CheckoutOrder, lock: &InventoryLocked, now: Timestamp) -> Result<()> {
    if tx.try_hold(&new_hold(order, lock), now)? { Ok(()) } else { Err(seats_gone()) }
}

const fn new_hold<'a>(order: &'a CheckoutOrder, lock: &'a InventoryLocked) -> NewHold<'a> {
    NewHold {
        lock_id: lock.lock_id.as_str(),
        order_no: &order.order_no,
        sku_id: lock.sku_id.as_str(),
        visit_date: order.draft.date,
        quantity: lock.quantity,
        expires_at: lock.expiry_at,
    }
}

fn commit_seats(tx: &Tx<'_>, order: &CheckoutOrder, now: Timestamp) -> Result<()> {
    let lock_id = order.lock.as_ref().map_or("", |lock| lock.lock_id.as_str());
    if tx.commit_hold(lock_id, now)? { Ok(()) } else { Err(seats_gone()) }
}

/// The rules saw the places in this very transaction: only a lock that ran out between its two looks at the clock gets here.
fn seats_gone() -> Box<Error> {
    Error::new(SEATS_GONE, Exit::Busy, say!("名额刚刚到期或被占用", "the places ran out or were taken just now"))
        .hint(say!("重新执行同一条命令", "run the same command again"))
}

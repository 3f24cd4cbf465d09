//! What the events of a checkout order mean for the stock, the payments and the codes that are kept beside the log.

use super::super::execute::Written;
use crate::domain::checkout::event::Event;
use crate::domain::checkout::order::Order;
use crate::domain::checkout::payload::InventoryLocked;
use crate::domain::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::holds::NewHold;
use crate::store::spent::Spent;

/// Under which channel the payments of this flow are kept: a reference is used once, whatever the method.
pub const PAYMENTS: &str = "checkout";

/// Writes the tables beside the log.
///
/// # Errors
/// Somebody else took the places in the same moment (exit 9), a nonce or a leaf was used before (exit 4); the database's.
pub(super) fn index(tx: &Tx<'_>, written: &Written<'_, Order>) -> Result<()> {
    let order = written.order;
    for event in written.events {
        match event {
            Event::Locked(lock) => hold(tx, order, lock, written.now)?,
            Event::Completed(paid) => {
                commit(tx, order, written.now)?;
                tx.add_payment_reference(PAYMENTS, &paid.payment_ref, &order.order_no)?;
            }
            Event::PaymentLate(late) => {
                if late.places_regained {
                    commit(tx, order, written.now)?;
                } else if let Some(lock) = &order.lock {
                    tx.expire_hold(&lock.lock_id, written.now)?;
                }
                tx.add_payment_reference(PAYMENTS, &late.payment_ref, &order.order_no)?;
            }
            Event::LockReleased(released) => drop(tx.release_hold(&released.lock_id, written.now)?),
            Event::LockExpired(expired) => drop(tx.expire_hold(&expired.lock_id, written.now)?),
            Event::Issued(issued) => tx.add_ticket_code(&issued.ticket_code, &order.order_no)?,
            Event::Reissued(issued) => tx.add_ticket_code(&issued.ticket_code, &order.order_no)?,
            Event::MandateVerified(mandate) => {
                tx.spend(Spent::MandateLeaf, &mandate.leaf_hash, &order.order_no)?;
                if let Some(nonce) = nonce(order, &mandate.session_id) {
                    tx.spend(Spent::Nonce, &nonce, &order.order_no)?;
                }
            }
            Event::PersonErased(_) => {
                tx.erase_person(&written.person.id, written.now)?;
                tx.forget_files(&order.order_no)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn nonce(order: &Order, session_id: &str) -> Option<String> {
    let session = order.sessions.iter().find(|session| session.created.session_id == session_id)?;
    session.signed.as_ref().map(|signed| signed.nonce.clone())
}

fn hold(tx: &Tx<'_>, order: &Order, lock: &InventoryLocked, now: Timestamp) -> Result<()> {
    let new = NewHold {
        lock_id: &lock.lock_id,
        order_no: &order.order_no,
        sku_id: &lock.sku_id,
        visit_date: order.draft.date,
        quantity: lock.quantity,
        expires_at: lock.expiry_at,
    };
    if tx.hold(&new, now)? { Ok(()) } else { Err(gone()) }
}

fn commit(tx: &Tx<'_>, order: &Order, now: Timestamp) -> Result<()> {
    let lock_id = order.lock.as_ref().map_or("", |lock| lock.lock_id.as_str());
    if tx.commit_hold(lock_id, now)? { Ok(()) } else { Err(gone()) }
}

/// The rules saw the places in this very transaction: only a lock that ran out between its two looks at the clock gets here.
fn gone() -> Box<Error> {
    Error::new("places_gone", Exit::Busy, say!("名额刚刚到期或被占用", "the places ran out or were taken just now"))
        .hint(say!("重新执行同一条命令", "run the same command again"))
}

//! The effects of events, written into the tables beside the log.

use crate::app::write::change_error::{ChangeError, ChangeResult};
use crate::app::write::errors::WriteError;
use crate::app::write::side_effect::SideEffect;
use crate::app::write::side_rows::{PaymentKey, SideRows};
use crate::app::write::stored_flow::{StoredFlow, WrittenChange};
use crate::domain::order::event::EventEnvelope;
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::store::Tx;
use crate::store::inventory::reservations::NewHold;

/// Writes what follows from the events of a change.
///
/// # Errors
/// Somebody else took the places in the same moment (exit 9), or something was used before (exit 4).
pub(crate) fn write_side_effects<S: StoredFlow>(tx: &Tx<'_>, written: &WrittenChange<'_, S>) -> ChangeResult<()> {
    for effect in written.events.iter().flat_map(|event| written.order.side_effects(event)) {
        apply_effect(tx, written.order.order_no(), &written.person.id, effect, written.now)?;
    }
    Ok(())
}

/// Writes it for an order that another system led: `rows` say when each of its events happened there.
///
/// The places are written as they stand now: those that were given back or ran out meanwhile need no room, whatever order
/// the file tells it in; a payment's number that was given up meanwhile may be another order's. The files are not: whether
/// their bytes are at hand, only the import knows.
pub(crate) fn write_past_effects<S: StoredFlow>(
    tx: &Tx<'_>,
    written: &WrittenChange<'_, S>,
    rows: &[EventEnvelope],
) -> ChangeResult<()> {
    let WrittenChange { order, events, person, now } = *written;
    let expected = SideRows::of_history(order, events, rows);
    for (event, row) in events.iter().zip(rows) {
        for effect in order.side_effects(event) {
            match effect {
                SideEffect::HoldPlaces(new) => add_past_places(tx, &new, &expected, row.processed_at, now)?,
                SideEffect::CommitPlaces { .. }
                | SideEffect::ReleasePlaces { .. }
                | SideEffect::ExpirePlaces { .. }
                | SideEffect::KeepFile { .. } => {}
                SideEffect::ClaimPayment { channel, reference }
                    if !expected.payments.contains_key(&PaymentKey::of(channel, reference)) => {}
                other => apply_effect(tx, order.order_no(), &person.id, other, row.processed_at)?,
            }
        }
    }
    Ok(())
}

fn apply_effect(
    tx: &Tx<'_>,
    order_no: &OrderNo,
    person_id: &str,
    effect: SideEffect<'_>,
    now: Timestamp,
) -> ChangeResult<()> {
    match effect {
        SideEffect::HoldPlaces(new) => return hold_places(tx, &new, now),
        SideEffect::CommitPlaces { lock_id } => {
            return if tx.commit_hold(lock_id, now)? { Ok(()) } else { Err(ChangeError::SeatsGone) };
        }
        SideEffect::ReleasePlaces { lock_id } => drop(tx.release_hold(lock_id, now)?),
        SideEffect::ExpirePlaces { lock_id } => drop(tx.expire_hold(lock_id, now)?),
        SideEffect::ClaimPayment { channel, reference } => tx.add_payment_reference(channel, reference, order_no)?,
        SideEffect::KeepPayment { channel, reference } => {
            if tx.order_of_payment(channel, reference)?.is_none() {
                tx.add_payment_reference(channel, reference, order_no)?;
            }
        }
        SideEffect::DropPayment { channel, reference } => tx.remove_payment_reference(channel, reference, order_no)?,
        SideEffect::AddTicketCode(code) => {
            // Only ids that were given by hand can be drawn twice.
            if tx.find_order_of_ticket(code)?.is_some() {
                return Err(Box::<Error>::from(WriteError::IdTaken).into());
            }
            tx.add_ticket_code(code, order_no)?;
        }
        SideEffect::UseOnce { kind, what } => tx.record_use(kind, what, order_no)?,
        SideEffect::IndexPerson(form) => {
            tx.index_person(person_id, form)?;
            // What was begun is done.
            tx.discard_form_draft(person_id)?;
        }
        SideEffect::IndexNick(nick) => tx.index_account(person_id, &nick)?,
        SideEffect::KeepFile { kind, sha256, path } => tx.add_file(kind, order_no, sha256, Some(path), now)?,
        SideEffect::AcknowledgeDeliveries => tx.acknowledge_deliveries(order_no.as_str(), now)?,
        SideEffect::ErasePerson => erase_person(tx, order_no, person_id, now)?,
    }
    Ok(())
}

fn erase_person(tx: &Tx<'_>, order_no: &OrderNo, person_id: &str, now: Timestamp) -> Result<()> {
    tx.erase_person(person_id, now)?;
    tx.delete_file_rows(order_no)
}

fn hold_places(tx: &Tx<'_>, new: &NewHold<'_>, now: Timestamp) -> ChangeResult<()> {
    if tx.find_hold(new.lock_id)?.is_some() {
        return Err(Box::<Error>::from(WriteError::IdTaken).into());
    }
    if tx.try_hold(new, now)? { Ok(()) } else { Err(ChangeError::SeatsGone) }
}

fn add_past_places(
    tx: &Tx<'_>,
    new: &NewHold<'_>,
    expected: &SideRows,
    held_at: Timestamp,
    now: Timestamp,
) -> ChangeResult<()> {
    let Some(hold) = expected.holds.get(new.lock_id) else { return Ok(()) };
    if tx.add_past_hold(new, hold.state, held_at, now)? { Ok(()) } else { Err(ChangeError::SeatsGone) }
}

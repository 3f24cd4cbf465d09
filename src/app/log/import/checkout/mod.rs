//! Orders of the checkout flow in an export.
//!
//! What an export does not hold comes from here: the terms of the SKU, the fulfilment's id, and the ledger of places.

pub(crate) mod checks;
pub(crate) mod replay;

use std::collections::BTreeSet;

use self::replay::{Missing, Rebuilt, rebuild};
use super::{MadeStock, Replayed, belongs_to, same_again};
use crate::app::write::id_source::{IdSource, opaque};
use crate::app::write::side_tables::{GONE, PAYMENTS, index_past};
use crate::domain::checkout::axis::LockStatus;
use crate::domain::checkout::event::Event;
use crate::domain::checkout::flow::line;
use crate::domain::order::number::OrderNo;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Day;
use crate::error::{Error, Exit, Result};
use crate::formats::export::ExportedEvent;
use crate::say;
use crate::store::Tx;
use crate::store::log::events::NO_HEAD;
use crate::store::people::persons::Person;

/// The type of every order's first event.
pub(crate) const DRAFTED: &str = "ORDER_DRAFT_CREATED";

/// The orders of one file, one after the other.
pub(crate) struct Import<'a> {
    ids: &'a mut IdSource,
    /// The days whose stock this file made: they have just the places of its orders.
    made: BTreeSet<(String, Day)>,
}

impl<'a> Import<'a> {
    pub(crate) const fn new(ids: &'a mut IdSource) -> Self {
        Self { ids, made: BTreeSet::new() }
    }

    pub(crate) fn take_in(&mut self, tx: &Tx<'_>, order_no: &OrderNo, events: &[ExportedEvent]) -> Result<Replayed> {
        let known = match tx.anchor(order_no)? {
            Some(anchor) => Some(tx.events(order_no, &tx.person(&anchor.person_id)?)?),
            None => None,
        };
        let mut missing = Missing { tx, ids: &mut *self.ids, known: known.as_deref() };
        let rebuilt = rebuild(order_no, events, &mut missing)?;
        let mut report = Replayed::existing(order_no, events.len());
        if let Some(stored) = &known {
            same_again(order_no, stored, &rebuilt.rows)?;
            return Ok(report);
        }
        report.created();
        free(tx, &rebuilt)?;
        let draft = &rebuilt.order.draft;
        let catalogue = tx.sku(&draft.sku_id)?.and_then(|sku| sku.quote(draft.quantity).ok());
        report.catalogue_quote = catalogue.filter(|quote| *quote != draft.quote.amount);
        report.stock = self.room(tx, &rebuilt)?;
        let person = write(tx, &rebuilt)?;
        let events: Vec<_> =
            rebuilt.events.iter().cloned().zip(rebuilt.rows.iter().map(|row| row.processed_at)).collect();
        index_past(tx, &rebuilt.order, &events, &person).map_err(|error| full(&rebuilt, error))?;
        Ok(report)
    }

    /// Makes room on a day that has no stock yet: for the places that are sold or held, and no more.
    fn room(&mut self, tx: &Tx<'_>, rebuilt: &Rebuilt) -> Result<Option<MadeStock>> {
        let (order, Some(lock)) = (&rebuilt.order, &rebuilt.order.lock) else { return Ok(None) };
        let needed = match order.status.lock {
            LockStatus::Held | LockStatus::Committed => lock.quantity,
            LockStatus::None | LockStatus::Released | LockStatus::Expired => 0,
        };
        let (sku_id, date) = (lock.sku_id.clone(), order.draft.date);
        let before = tx.capacity(&sku_id, date)?;
        let day = (sku_id.clone(), date);
        if before.is_some() && !self.made.contains(&day) {
            return Ok(None);
        }
        self.made.insert(day);
        let capacity = before.unwrap_or(0).saturating_add(needed);
        tx.set_capacity(&sku_id, date, capacity)?;
        Ok(Some(MadeStock { sku_id, date, capacity }))
    }
}

/// Appends the rows and adds the order.
fn write(tx: &Tx<'_>, rebuilt: &Rebuilt) -> Result<Person> {
    let order = &rebuilt.order;
    let person = tx.add_person(opaque())?;
    let head = tx.append(NO_HEAD, &person, &rebuilt.rows)?;
    tx.add_order(&line(order), &head, &person.id)?;
    let account = order.draft.customer.as_ref().and_then(|customer| customer.contact(&order.draft.channel));
    if let Some(account) = account {
        tx.index_account(&person.id, &Personal::new(account))?;
    }
    Ok(person)
}

/// What is used once belongs to no other order.
fn free(tx: &Tx<'_>, rebuilt: &Rebuilt) -> Result<()> {
    for event in &rebuilt.events {
        let (field, other) = match event {
            Event::Locked(lock) => ("lockId", tx.hold_of(&lock.lock_id)?.map(|hold| hold.order_no)),
            Event::Completed(paid) => ("paymentRef", tx.order_of_payment(PAYMENTS, &paid.payment_ref)?),
            Event::PaymentLate(late) => ("paymentRef", tx.order_of_payment(PAYMENTS, &late.payment_ref)?),
            Event::Issued(issued) => ("ticketCode", tx.order_of_ticket(&issued.ticket_code)?),
            Event::Reissued(issued) => ("ticketCode", tx.order_of_ticket(&issued.ticket_code)?),
            _ => continue,
        };
        if let Some(other) = other {
            return Err(belongs_to(&rebuilt.order.order_no, field, &other));
        }
    }
    Ok(())
}

/// A day that others fill is no fault of the machine, and no repeat mends it.
fn full(rebuilt: &Rebuilt, error: Box<Error>) -> Box<Error> {
    if error.code != GONE {
        return error;
    }
    let order = &rebuilt.order;
    let (no, sku, date, quantity) = (&order.order_no, &order.draft.sku_id, order.draft.date, order.draft.quantity);
    Error::new(
        "import_day_full",
        Exit::Refused,
        say!(
            "订单 {no} 需要 {sku} 在 {date} 的 {quantity} 位，已没有这么多；什么都没有写入",
            "order {no} has {quantity} places of {sku} on {date}, and not so many are left; nothing was written"
        ),
    )
    .hint(say!(
        "先用 `ticketctl sku stock {sku} --date {date} --capacity N` 提高当日库存",
        "raise the day's stock first: `ticketctl sku stock {sku} --date {date} --capacity N`"
    ))
    .detail("order_no", no.as_str())
    .detail("sku_id", sku.as_str())
    .detail("date", date.to_string())
}

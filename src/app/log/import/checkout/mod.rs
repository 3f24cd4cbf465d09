//! Orders of the checkout flow in an export.
//!
//! What an export does not hold comes from here: the terms of the SKU, the fulfilment's id, and the reservations.

pub(crate) mod checks;
pub(crate) mod replay;

use self::replay::{MissingFacts, RebuiltCheckout, as_imported, rebuild_checkout};
use super::{ImportedOrder, MadeStock, NeededSeats, UsedOnce, expect_unused, same_again};
use crate::app::log::errors::LogError;
use crate::app::write::change_error::ChangeError;
use crate::app::write::id_source::{IdSource, random_id};
use crate::app::write::order_writer::OrderWriter;
use crate::app::write::side_tables::PAYMENT_CHANNEL;
use crate::domain::checkout::axis::LockStatus;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::number::OrderNo;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::formats::export::ExportedEvent;
use crate::store::Tx;
use crate::store::log::shop_edit::ShopEdit;

/// An order and its events.
type OrderEvents<'a> = (&'a OrderNo, &'a [ExportedEvent]);

/// Replays an order, holds it against what is here, and adds its places to `needed`. Gives what it alone may have; nothing
/// of an order that is here.
pub(crate) fn judge_order(
    tx: &Tx<'_>,
    ids: &mut IdSource,
    needed: &mut NeededSeats,
    (order_no, events): OrderEvents<'_>,
    now: Timestamp,
) -> Result<Vec<UsedOnce>> {
    let (rebuilt, known) = rebuild_order(tx, ids, order_no, events)?;
    if known {
        return Ok(Vec::new());
    }
    if let Some(lock) = &rebuilt.order.lock {
        let day = (lock.sku_id.clone(), rebuilt.order.draft.date);
        let sum = needed.entry(day).or_default();
        *sum = sum.saturating_add(live_seats(&rebuilt, now));
        let full = tx.find_capacity(&lock.sku_id, rebuilt.order.draft.date)?.is_some()
            && live_seats(&rebuilt, now) > 0
            && !tx.stock_on_day(&lock.sku_id, rebuilt.order.draft.date, now)?.has_room_for(*sum, 0);
        if full {
            return Err(stock_full(&rebuilt.order));
        }
    }
    used_once(tx, &rebuilt)
}

pub(crate) fn import_order(
    tx: &Tx<'_>,
    writer: &OrderWriter,
    needed: &NeededSeats,
    ids: &mut IdSource,
    (order_no, events): OrderEvents<'_>,
) -> Result<ImportedOrder> {
    let (rebuilt, known) = rebuild_order(tx, ids, order_no, events)?;
    let mut report = ImportedOrder::from_existing(order_no, events.len());
    if known {
        return Ok(report);
    }
    report.mark_created();
    expect_unused(order_no, &used_once(tx, &rebuilt)?)?;
    let draft = &rebuilt.order.draft;
    let catalogue = tx.find_sku(&draft.sku_id)?.and_then(|sku| sku.quote_price(draft.quantity).ok());
    report.catalogue_quote = catalogue.filter(|quote| *quote != draft.quote.amount);
    // Before the places are taken below: a day without stock would refuse an order that was long since sold.
    report.stock = make_stock(&tx.edit_shop(writer.shop_stamp("event import")), needed, &rebuilt)?;
    let (order, now) = (rebuilt.order.clone(), writer.clock.processed_at());
    let admitted = writer.open_new(tx, order_no.clone()).admit(rebuilt, now)?;
    admitted.commit().map_err(|error| match error {
        ChangeError::SeatsGone => stock_full(&order),
        other => other.into(),
    })?;
    Ok(report)
}

/// The order as its rows add up, and whether it is here with the same events.
fn rebuild_order(
    tx: &Tx<'_>,
    ids: &mut IdSource,
    order_no: &OrderNo,
    events: &[ExportedEvent],
) -> Result<(RebuiltCheckout, bool)> {
    let known = match tx.find_chain_head(order_no)? {
        Some(anchor) => Some(tx.load_events(order_no, &tx.load_person(&anchor.person_id)?)?),
        None => None,
    };
    // Rebuilt even where the order is known: only then can its events be compared with those of the file.
    let mut missing = MissingFacts { tx, ids, known: known.as_deref() };
    let rebuilt = rebuild_checkout(order_no, events, &mut missing)?;
    if let Some(stored) = &known {
        same_again(order_no, stored, &rebuilt.rows, as_imported)?;
    }
    Ok((rebuilt, known.is_some()))
}

/// How many places an order has at `now`: sold, or held and not run out.
fn live_seats(rebuilt: &RebuiltCheckout, now: Timestamp) -> u32 {
    match (&rebuilt.order.lock, rebuilt.order.status.lock) {
        (Some(lock), LockStatus::Held) if lock.expiry_at > now => lock.quantity,
        (Some(lock), LockStatus::Committed) => lock.quantity,
        _ => 0,
    }
}

/// Makes room on a day that has no stock yet: for the places that the file's orders have, and no more.
fn make_stock(edit: &ShopEdit<'_>, needed: &NeededSeats, rebuilt: &RebuiltCheckout) -> Result<Option<MadeStock>> {
    let (order, Some(lock)) = (&rebuilt.order, &rebuilt.order.lock) else { return Ok(None) };
    let (sku_id, date) = (lock.sku_id.clone(), order.draft.date);
    if edit.find_capacity(&sku_id, date)?.is_some() {
        return Ok(None);
    }
    let capacity = needed.get(&(sku_id.clone(), date)).copied().unwrap_or_default();
    edit.set_capacity(&sku_id, date, capacity)?;
    Ok(Some(MadeStock { sku_id, date, capacity }))
}

/// What is used once belongs to no other order.
fn used_once(tx: &Tx<'_>, rebuilt: &RebuiltCheckout) -> Result<Vec<UsedOnce>> {
    let mut uses = Vec::new();
    for event in &rebuilt.events {
        let (field, name, here) = match event {
            CheckoutEvent::Locked(lock) => {
                ("lockId", lock.lock_id.clone(), tx.find_hold(&lock.lock_id)?.map(|hold| hold.order_no))
            }
            CheckoutEvent::Completed(paid) => used_payment(tx, &paid.payment_ref)?,
            CheckoutEvent::PaymentLate(late) => used_payment(tx, &late.payment_ref)?,
            CheckoutEvent::Issued(issued) => used_code(tx, &issued.ticket_code)?,
            CheckoutEvent::Reissued(issued) => used_code(tx, &issued.ticket_code)?,
            _ => continue,
        };
        uses.push(UsedOnce { field, name, here });
    }
    Ok(uses)
}

fn used_payment(tx: &Tx<'_>, reference: &str) -> Result<(&'static str, String, Option<OrderNo>)> {
    Ok(("paymentRef", reference.to_owned(), tx.order_of_payment(PAYMENT_CHANNEL, reference)?))
}

/// An erased code is nobody's, so it is told by nothing.
fn used_code(tx: &Tx<'_>, code: &Personal) -> Result<(&'static str, String, Option<OrderNo>)> {
    let name = code.reveal().map_or_else(random_id, str::to_owned);
    Ok(("ticketCode", name, tx.find_order_of_ticket(code)?))
}

/// A day that others fill is not a fault of the machine, and no repeat fixes it.
fn stock_full(order: &CheckoutOrder) -> Box<Error> {
    let (no, sku, date, quantity) = (&order.order_no, &order.draft.sku_id, order.draft.date, order.draft.quantity);
    LogError::ImportDayFull { no: &no, sku: &sku, date: &date, quantity: &quantity }
        .into_error()
        .detail("order_no", no.as_str())
        .detail("sku_id", sku.as_str())
        .detail("date", date.to_string())
}

//! Orders of the checkout flow in an export.
//!
//! What an export does not hold comes from here: the terms of the SKU, the fulfilment's id, and the reservations.

pub(crate) mod checks;
pub(crate) mod replay;

use std::collections::BTreeSet;

use self::replay::{MissingFacts, RebuiltCheckout, as_imported, rebuild_checkout};
use super::{ImportedOrder, MadeStock, belongs_to, same_again};
use crate::app::log::errors::LogError;
use crate::app::write::change_error::ChangeError;
use crate::app::write::id_source::IdSource;
use crate::app::write::order_writer::OrderWriter;
use crate::app::write::side_tables::PAYMENT_CHANNEL;
use crate::domain::checkout::axis::LockStatus;
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Day;
use crate::error::{Error, Result};
use crate::formats::export::ExportedEvent;
use crate::store::Tx;

/// The type of every order's first event.
pub(crate) const DRAFTED: &str = "ORDER_DRAFT_CREATED";

/// The orders of one file, one after the other.
pub(crate) struct CheckoutImport<'a> {
    ids: &'a mut IdSource,
    writer: OrderWriter,
    /// The days whose stock this file made: they have just the places of its orders.
    made: BTreeSet<(String, Day)>,
}

impl<'a> CheckoutImport<'a> {
    pub(crate) const fn new(ids: &'a mut IdSource, writer: OrderWriter) -> Self {
        Self { ids, writer, made: BTreeSet::new() }
    }

    pub(crate) fn import_order(
        &mut self,
        tx: &Tx<'_>,
        order_no: &OrderNo,
        events: &[ExportedEvent],
    ) -> Result<ImportedOrder> {
        let known = match tx.find_chain_head(order_no)? {
            Some(anchor) => Some(tx.load_events(order_no, &tx.load_person(&anchor.person_id)?)?),
            None => None,
        };
        // Rebuilt even where the order is known: only then can its events be compared with those of the file.
        let mut missing = MissingFacts { tx, ids: &mut *self.ids, known: known.as_deref() };
        let rebuilt = rebuild_checkout(order_no, events, &mut missing)?;
        let mut report = ImportedOrder::from_existing(order_no, events.len());
        if let Some(stored) = &known {
            same_again(order_no, stored, &rebuilt.rows, as_imported)?;
            return Ok(report);
        }
        report.mark_created();
        expect_unused(tx, &rebuilt)?;
        let draft = &rebuilt.order.draft;
        let catalogue = tx.find_sku(&draft.sku_id)?.and_then(|sku| sku.quote_price(draft.quantity).ok());
        report.catalogue_quote = catalogue.filter(|quote| *quote != draft.quote.amount);
        // Before the places are taken below: a day without stock would refuse an order that was long since sold.
        report.stock = self.make_stock(tx, &rebuilt)?;
        let (order, now) = (rebuilt.order.clone(), self.writer.clock.processed_at());
        let admitted = self.writer.open_new(tx, order_no.clone()).admit(rebuilt, now)?;
        admitted.commit().map_err(|error| match error {
            ChangeError::SeatsGone => stock_full(&order),
            other => other.into(),
        })?;
        Ok(report)
    }

    /// Makes room on a day that has no stock yet: for the places that are sold or held, and no more.
    fn make_stock(&mut self, tx: &Tx<'_>, rebuilt: &RebuiltCheckout) -> Result<Option<MadeStock>> {
        let (order, Some(lock)) = (&rebuilt.order, &rebuilt.order.lock) else { return Ok(None) };
        let needed = match order.status.lock {
            LockStatus::Held | LockStatus::Committed => lock.quantity,
            LockStatus::None | LockStatus::Released | LockStatus::Expired => 0,
        };
        let (sku_id, date) = (lock.sku_id.clone(), order.draft.date);
        let before = tx.find_capacity(&sku_id, date)?;
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

/// What is used once belongs to no other order.
fn expect_unused(tx: &Tx<'_>, rebuilt: &RebuiltCheckout) -> Result<()> {
    for event in &rebuilt.events {
        let (field, other) = match event {
            CheckoutEvent::Locked(lock) => ("lockId", tx.find_hold(&lock.lock_id)?.map(|hold| hold.order_no)),
            CheckoutEvent::Completed(paid) => ("paymentRef", tx.order_of_payment(PAYMENT_CHANNEL, &paid.payment_ref)?),
            CheckoutEvent::PaymentLate(late) => {
                ("paymentRef", tx.order_of_payment(PAYMENT_CHANNEL, &late.payment_ref)?)
            }
            CheckoutEvent::Issued(issued) => ("ticketCode", tx.find_order_of_ticket(&issued.ticket_code)?),
            CheckoutEvent::Reissued(issued) => ("ticketCode", tx.find_order_of_ticket(&issued.ticket_code)?),
            _ => continue,
        };
        if let Some(other) = other {
            return Err(belongs_to(&rebuilt.order.order_no, field, &other));
        }
    }
    Ok(())
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

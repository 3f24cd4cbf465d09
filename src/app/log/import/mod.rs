//! Imports what another system recorded: its export, replayed through the same rules as every live command.
//!
//! Invariant: all orders of a file come in, or none. A row that the rules would not have admitted, or whose states do not
//! follow from the rows before it, refuses the whole file, with the order, the event and the axis.

pub(crate) mod checkout;
pub(crate) mod refusal;
pub(crate) mod resale;

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::errors::LogError;
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::idempotency::{IdempotencyKey, run_once};
use crate::domain::order::event::{EventEnvelope, EventVisibility};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::value::money::Fen;
use crate::domain::value::person::is_erased;
use crate::domain::value::time::Day;
use crate::error::{Error, Result};
use crate::formats::export::{ExportedEvent, read_events};
use crate::store::TxEnding;

/// The result of importing one order of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedOrder {
    pub order_no: String,
    /// `created`, or `exists` where the same events are there already.
    pub verdict: String,
    /// How many events of the file it has.
    pub events: usize,
    /// How many of its proofs only the other system has.
    pub external_proofs: usize,
    /// Groups that were unknown and are paused now.
    pub groups: Vec<String>,
    /// The day whose stock was missing and is there now.
    #[serde(default)]
    pub stock: Option<MadeStock>,
    /// What the catalogue asks for the same, where that is another amount.
    #[serde(default)]
    pub catalogue_quote: Option<Fen>,
}

/// A day of a SKU that had no stock, with just the places that imported orders have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeStock {
    pub sku_id: String,
    pub date: Day,
    /// How many places it has now.
    pub capacity: u32,
}

impl ImportedOrder {
    fn from_existing(order_no: &OrderNo, events: usize) -> Self {
        Self {
            order_no: order_no.to_string(),
            verdict: "exists".to_owned(),
            events,
            external_proofs: 0,
            groups: Vec::new(),
            stock: None,
            catalogue_quote: None,
        }
    }

    fn mark_created(&mut self) {
        "created".clone_into(&mut self.verdict);
    }
}

impl App {
    /// Imports an export, in one transaction. The same events again change nothing.
    ///
    /// # Errors
    /// A row contradicts the rules or the rows before it, an order is there with other events, or a day is full (4); a row
    /// is not an event of its flow (2); a SKU is not in the catalogue (3).
    pub fn import_events(&mut self, export: CommandInput<'_>, proof_dir: Option<&Path>) -> Result<Vec<ImportedOrder>> {
        // All of it before the transaction begins: a slow pipe must not hold the write lock, and a broken last line
        // undoes nothing.
        let events = read_events(export.open()?).collect::<Result<Vec<_>>>()?;
        let keyed = IdempotencyKey::new(self.caller.key.as_deref(), self.file_fingerprint(&events));
        let orders = group_by_order(events);
        let rules = resale::ImportRules {
            rate: self.config.resale.rate,
            tolerance: self.config.resale.price_tolerance,
            writer: self.order_writer(),
            spool: self.paths.spool.clone(),
            blobs: self.blob_store(),
            // Hashing a directory takes its time, and needs no lock either.
            proofs: resale::ProofFiles::find_files(proof_dir, &orders)?,
            keep: self.transaction_ending() == TxEnding::Commit,
        };
        let (now, ending) = (self.clock.received_at(), self.transaction_ending());
        let mut checkout = checkout::CheckoutImport::new(&mut self.ids, rules.writer.clone());
        let imported = self.store.write(ending, |tx| {
            run_once(tx, keyed.as_ref(), now, || {
                let mut report = Vec::with_capacity(orders.len());
                for (no, events) in &orders {
                    report.push(match no.flow() {
                        OrderFlow::Resale => resale::import_order(tx, &rules, no, events)?,
                        OrderFlow::Checkout => checkout.import_order(tx, no, events)?,
                    });
                }
                Ok::<_, Box<Error>>(report)
            })
        })?;
        Ok(imported.value)
    }

    /// What a key stands for: every event of the file, in its order.
    fn file_fingerprint(&self, events: &[ExportedEvent]) -> [u8; 32] {
        let keys = self.store.derived_keys();
        // A chain and not one long text: the file may be far larger than what should be in memory twice.
        events.iter().fold([0; 32], |before, event| {
            let line = serde_json::json!([
                event.order_no.as_str(),
                event.kind,
                event.result.code(),
                event.created_at,
                event.processed_at,
                event.before,
                event.after,
                event.payload
            ]);
            keys.fingerprint_content("event import", &[&before, line.to_string().as_bytes()].concat())
        })
    }
}

/// The events of each order, oldest first, orders as they first appear.
fn group_by_order(events: Vec<ExportedEvent>) -> Vec<(OrderNo, Vec<ExportedEvent>)> {
    let mut places: BTreeMap<OrderNo, usize> = BTreeMap::new();
    let mut orders: Vec<(OrderNo, Vec<ExportedEvent>)> = Vec::new();
    for event in events {
        let place = *places.entry(event.order_no.clone()).or_insert_with(|| {
            orders.push((event.order_no.clone(), Vec::new()));
            orders.len() - 1
        });
        orders[place].1.push(event);
    }
    for (_, events) in &mut orders {
        oldest_first(events);
    }
    orders
}

/// A page lists its events newest first, a log oldest first, and many share a second: so the order of the file counts, and
/// the event that begins every order says which way it runs. Only without it do the times decide.
fn oldest_first(events: &mut [ExportedEvent]) {
    let begins =
        |event: Option<&ExportedEvent>| event.is_some_and(|event| event.kind == first_kind(event.order_no.flow()));
    if begins(events.first()) {
        return;
    }
    let falls = |pair: &[ExportedEvent]| pair[0].processed_at > pair[1].processed_at;
    // A page's own order, turned round. With times that rise and fall no order of the file can be trusted.
    if begins(events.last()) || events.windows(2).any(falls) && !events.windows(2).any(is_ascending) {
        events.reverse();
    } else {
        events.sort_by_key(|event| event.processed_at);
    }
}

const fn first_kind(flow: OrderFlow) -> &'static str {
    match flow {
        OrderFlow::Resale => resale::PAID,
        OrderFlow::Checkout => checkout::DRAFTED,
    }
}

fn is_ascending(pair: &[ExportedEvent]) -> bool {
    pair[0].processed_at < pair[1].processed_at
}

/// The visible events of the file must be the first visible events of the log; the order may have gone on since.
/// `as_imported` gives a row of the log as a file would bring it today: what was written before, or live, may differ in
/// what is set apart.
fn same_again(
    order_no: &OrderNo,
    stored: &[EventEnvelope],
    rows: &[EventEnvelope],
    as_imported: fn(EventEnvelope) -> EventEnvelope,
) -> Result<()> {
    let visible = |row: &&EventEnvelope| row.visibility == EventVisibility::Visible;
    // Internal events are ours alone: another system's export never has them, and ours may leave them out.
    let mut stored = stored.iter().filter(visible);
    for (number, row) in (1..).zip(rows.iter().filter(visible)) {
        if !stored.next().is_some_and(|stored| is_same(as_imported(stored.clone()), row)) {
            return Err(event_differs(order_no, number, &row.kind));
        }
    }
    Ok(())
}

/// Equal but for the version, and for what was erased here since.
fn is_same(mut stored: EventEnvelope, row: &EventEnvelope) -> bool {
    // Internal events in between have moved the numbers.
    stored.version = row.version;
    let erased: Vec<String> =
        stored.payload.iter().filter(|(_, value)| is_erased(value)).map(|(key, _)| key.clone()).collect();
    for key in erased {
        match row.payload.get(&key) {
            Some(told) => stored.payload.insert(key, told.clone()),
            None => stored.payload.remove(&key),
        };
    }
    stored == *row
}

fn event_differs(order_no: &OrderNo, number: u32, kind: &str) -> Box<Error> {
    LogError::OrderDiffers { order_no: &order_no, number: &number, kind: &kind }
        .into_error()
        .detail("order_no", order_no.as_str())
        .detail("event", number)
}

fn belongs_to(order_no: &OrderNo, field: &str, other: &OrderNo) -> Box<Error> {
    LogError::ImportDuplicate { order_no: &order_no, field: &field, other: &other }
        .into_error()
        .detail("order_no", order_no.as_str())
        .detail("field", field)
}

//! Imports what another system recorded: its export, replayed through the same rules as every live command.
//!
//! Invariant: nothing is written before every order of the file was judged. A row that the rules would not have admitted, or
//! whose states do not follow from the rows before it, refuses the whole file, with the order, the event and the axis. Then
//! the orders are written in batches, between which other commands have their turn; one that another command came
//! before meanwhile is refused by itself.

pub(crate) mod checkout;
pub(crate) mod refusal;
pub(crate) mod report;
pub(crate) mod resale;
pub(crate) mod staged;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

pub use self::report::{EventImportSummary, ImportRefusal, ImportedOrder, MadeStock, WOULD_CREATE};
use self::resale::{ImportRules, ProofFiles};
use self::staged::{StagedExport, StagedOrder};
use super::errors::LogError;
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::batches::WriteTurn;
use crate::app::write::errors::WriteError;
use crate::app::write::id_source::IdSource;
use crate::app::write::idempotency::IdempotencyKey;
use crate::domain::order::event::{EventEnvelope, EventVisibility};
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::value::person::is_erased;
use crate::domain::value::time::Day;
use crate::error::{Error, Exit, Result};
use crate::store::{Tx, TxEnding};

/// Takes the verdict on one order once it is kept.
pub type OrderSink<'a> = &'a mut dyn FnMut(ImportedOrder) -> Result<()>;

/// How many places the orders of a file have on each day of each SKU.
pub(crate) type NeededSeats = BTreeMap<(String, Day), u32>;

/// Something that belongs to one order alone.
pub(crate) struct UsedOnce {
    /// The key of the payload that says it.
    pub(crate) field: &'static str,
    /// What it is, told from all others of its field.
    pub(crate) name: String,
    /// The order here that has it.
    pub(crate) here: Option<OrderNo>,
}

impl App {
    /// Imports an export. The same events again change nothing, and finish an import that was cut short.
    ///
    /// # Errors
    /// A row contradicts the rules or the rows before it, an order is there with other events, or a day is full (4); a row
    /// is not an event of its flow (2); a SKU is not in the catalogue (3). Nothing was written then.
    pub fn import_events(
        &mut self,
        export: CommandInput<'_>,
        proof_dir: Option<&Path>,
        told: OrderSink<'_>,
    ) -> Result<EventImportSummary> {
        self.require_disk_space(0)?;
        let mut staged = StagedExport::read_events(self.store.derived_keys(), export.open()?, proof_dir.is_some())?;
        let keyed = IdempotencyKey::new(self.caller.key.as_deref(), staged.fingerprint);
        if let Some((first, exit)) = self.first_import(keyed.as_ref())? {
            return replay_import(&first, exit, &staged, told);
        }
        let rules = ImportRules {
            rate: self.config.resale.rate,
            tolerance: self.config.resale.price_tolerance,
            writer: self.order_writer(),
            spool: self.paths.spool.clone(),
            blobs: self.blob_store(),
            // Hashing a directory takes its time, and needs no lock.
            proofs: ProofFiles::find_files(proof_dir, &staged)?,
            keep: self.transaction_ending() == TxEnding::Commit,
        };
        let needed = self.judge_export(&mut staged, &rules)?;
        let (mut progress, mut turn) = (ImportProgress::default(), WriteTurn::begin());
        loop {
            let batch = self.write_batch(&staged, &rules, &needed, keyed.as_ref(), &mut progress)?;
            batch.into_iter().try_for_each(&mut *told)?;
            if progress.ended {
                return Ok(progress.summary);
            }
            turn.let_others_write(self);
        }
    }

    fn first_import(&mut self, keyed: Option<&IdempotencyKey>) -> Result<Option<(Value, Exit)>> {
        let Some(keyed) = keyed else { return Ok(None) };
        self.store.read(|tx| keyed.find_first::<Value>(tx))
    }

    /// Replays every order of the file without writing anything.
    fn judge_export(&mut self, staged: &mut StagedExport, rules: &ImportRules) -> Result<NeededSeats> {
        let now = rules.writer.clock.processed_at();
        // What a replay draws here is thrown away, and must not be missing from the ids of the orders.
        let (mut needed, mut ids, mut after) = (NeededSeats::new(), IdSource::System, 0);
        loop {
            let batch = staged.orders_after(after, |event| rules.proofs.weigh_event(event))?;
            let Some(last) = batch.last() else { return Ok(needed) };
            after = last.group;
            self.store.read(|tx| {
                batch.iter().try_for_each(|StagedOrder { order_no, events, .. }| {
                    let uses = match order_no.flow() {
                        OrderFlow::Resale => resale::judge_order(tx, rules, order_no, events)?,
                        OrderFlow::Checkout => {
                            checkout::judge_order(tx, &mut ids, &mut needed, (order_no, events), now)?
                        }
                    };
                    uses.into_iter().try_for_each(|used| staged.claim_use(order_no, used))
                })
            })?;
        }
    }

    /// One transaction: the next orders, and with the last ones the result of the key.
    fn write_batch(
        &mut self,
        staged: &StagedExport,
        rules: &ImportRules,
        needed: &NeededSeats,
        keyed: Option<&IdempotencyKey>,
        progress: &mut ImportProgress,
    ) -> Result<Vec<ImportedOrder>> {
        let orders = staged.orders_after(progress.after, |event| rules.proofs.weigh_event(event))?;
        let after = orders.last().map_or(progress.after, |last| last.group);
        let ended = staged.is_last(after)?;
        let whole = ended && progress.after == 0;
        let (ending, ids, mut summary) = (self.transaction_ending(), &mut self.ids, progress.summary.clone());
        let (report, summary) = self.store.write(ending, |tx| {
            // Another process with the same key may have come to its end meanwhile: its result is the first.
            let is_first = keyed.map(|keyed| keyed.find_first::<Value>(tx)).transpose()?.flatten().is_none();
            let keyed = keyed.filter(|_| is_first);
            if let Some(keyed) = keyed {
                keyed.begin(tx, rules.writer.clock.received_at())?;
            }
            let mut report = Vec::with_capacity(orders.len());
            for order in &orders {
                let imported = write_order(tx, rules, needed, order, ids)?;
                summary.count_order(&imported);
                report.push(imported);
            }
            if let Some(keyed) = keyed.filter(|_| ended) {
                // A short file is told again word for word.
                let kept = if whole { report::encode_orders(&report) } else { summary.encode_counts() };
                keyed.finish(tx, &kept, summary.exit_code())?;
            }
            Ok((report, summary))
        })?;
        *progress = ImportProgress { after, ended, summary };
        Ok(report)
    }
}

/// How far an import is.
#[derive(Default)]
struct ImportProgress {
    /// The last order that is written.
    after: i64,
    ended: bool,
    summary: EventImportSummary,
}

/// Writes an order that was judged before. What another command did meanwhile may refuse it, and it alone.
fn write_order(
    tx: &Tx<'_>,
    rules: &ImportRules,
    needed: &NeededSeats,
    order: &StagedOrder,
    ids: &mut IdSource,
) -> Result<ImportedOrder> {
    let StagedOrder { order_no, events, .. } = order;
    let written = tx.with_savepoint(|| match order_no.flow() {
        OrderFlow::Resale => resale::import_order(tx, rules, order_no, events),
        OrderFlow::Checkout => checkout::import_order(tx, &rules.writer, needed, ids, (order_no, events)),
    })?;
    match written {
        Err(error) if error.exit == Exit::Refused => Ok(ImportedOrder::refused(order_no, events.len(), &error)),
        written => written,
    }
}

/// Tells the first result again. Of a long file its counts are kept, and what was created then is there now.
fn replay_import(first: &Value, exit: Exit, staged: &StagedExport, told: OrderSink<'_>) -> Result<EventImportSummary> {
    let unreadable = || WriteError::RequestUnreadable.into_error();
    if let Some(orders) = report::decode_orders(first) {
        let mut summary = EventImportSummary::default();
        for order in orders {
            summary.count_order(&order);
            told(order)?;
        }
        return Ok(summary);
    }
    let summary = EventImportSummary::decode_counts(first, exit).ok_or_else(unreadable)?;
    let mut after = 0;
    loop {
        let batch = staged.orders_after(after, |_| 1)?;
        let Some(last) = batch.last() else { return Ok(summary) };
        after = last.group;
        batch.iter().try_for_each(|order| told(ImportedOrder::from_existing(&order.order_no, order.events.len())))?;
    }
}

/// Refuses what belongs to another order here.
fn expect_unused(order_no: &OrderNo, uses: &[UsedOnce]) -> Result<()> {
    let taken = uses.iter().find_map(|used| Some((used.field, used.here.as_ref()?)));
    taken.map_or(Ok(()), |(field, other)| Err(belongs_to(order_no, field, other)))
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

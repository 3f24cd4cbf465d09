//! Mends what follows from the log, and nothing else.
//!
//! Invariant: what is written is worked out from the events in the very transaction that writes it, and of an order whose
//! chain does not hold there, nothing is. Short transactions, so that selling goes on; the lock of `cron` is held, so that
//! no scheduled run meets a shop that is half mended.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::damage::{DamageKind, DamageReport};
use super::difference::{ComparisonContext, Difference, Mend};
use super::orders::{compare_any, is_extra};
use crate::app::ops::cron::lock::{CronLock, CronLockResult};
use crate::app::write::load::load_person;
use crate::app::{App, ShopOptions};
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::store::derived::DerivedRow;
use crate::store::log::shop_events::ShopSubject;
use crate::store::{Tx, TxEnding};

/// For how long one transaction goes on to the next order: whoever else writes waits no longer than that.
const MAX_BATCH_TIME: Duration = Duration::from_millis(50);

/// How many were mended of each kind, and where it failed.
#[derive(Debug, Default)]
pub struct RepairSummary {
    pub mended: BTreeMap<DamageKind, usize>,
    /// Orders in which something could not be mended, and why; the rest of each is as it was.
    pub failed: Vec<(OrderNo, Box<Error>)>,
}

/// Mends what `damage` found in the shop that `opening` names, as far as it still is so.
///
/// # Errors
/// A `cron` is running (exit 9); the database is busy (exit 9). What was mended before stays mended.
pub fn repair_shop(opening: ShopOptions, damage: &DamageReport) -> Result<RepairSummary> {
    let mut app = App::open(opening)?;
    let began = app.clock.wall_time();
    let _lock = match CronLock::acquire(&app.lease_dir(), began)? {
        CronLockResult::Acquired(lock) => lock,
        CronLockResult::Busy(error) => return Err(error),
    };
    let mut repair = Repair { began, operator: app.caller.operator.clone(), summary: RepairSummary::default() };
    if damage.is_mendable(DamageKind::Schema) {
        let restored = app.store.restore_schema_objects()?;
        repair.count(DamageKind::Schema, restored.len());
    }
    if damage.is_mendable(DamageKind::Counters) {
        repair.count(DamageKind::Counters, 1);
        app.store.write(TxEnding::Commit, |tx| tx.recount_orders().and_then(|()| repair.record(tx)))?;
    }
    repair.remove_extra_rows(&mut app, &damage.extra)?;
    repair.mend_orders(&mut app, damage)?;
    if damage.is_mendable(DamageKind::OrphanFile) {
        let removed = app.remove_orphans_now()?;
        repair.count(DamageKind::OrphanFile, removed);
    }
    // Also the files and the schema, which no transaction of an order could record.
    let by = app.order_writer().shop_stamp("doctor --repair");
    app.store.write(TxEnding::Commit, |tx| {
        repair.record(tx)?;
        let mended = (!repair.summary.mended.is_empty()).then(|| repair.count_mended());
        tx.edit_shop(by).record(ShopSubject::Repair, &began.format_rfc3339(), None, mended)
    })?;
    Ok(repair.summary)
}

/// A repair under way.
struct Repair {
    began: Timestamp,
    operator: String,
    summary: RepairSummary,
}

impl Repair {
    fn count(&mut self, kind: DamageKind, n: usize) {
        if n > 0 {
            *self.summary.mended.entry(kind).or_default() += n;
        }
    }

    /// Who has mended what so far.
    fn record(&self, tx: &Tx<'_>) -> Result<()> {
        tx.record_repair(self.began, &json!({ "operator": self.operator, "mended": self.count_mended() }))
    }

    fn count_mended(&self) -> Value {
        self.summary.mended.iter().map(|(kind, n)| (kind.code().to_owned(), Value::from(*n))).collect()
    }

    /// Before anything is added: a hold that nobody has may stand where one is missing.
    fn remove_extra_rows(&mut self, app: &mut App, extra: &[DerivedRow]) -> Result<()> {
        let mut left = extra.iter();
        while !left.as_slice().is_empty() {
            app.store.write(TxEnding::Commit, |tx| {
                let began = Instant::now();
                for row in left.by_ref() {
                    if tx.is_chain_whole(&row.order_no)? && is_extra(tx, row)? && tx.remove_derived_row(row)? {
                        self.count(DamageKind::of_table(row.table), 1);
                    }
                    if began.elapsed() > MAX_BATCH_TIME {
                        break;
                    }
                }
                self.record(tx)
            })?;
        }
        Ok(())
    }

    fn mend_orders(&mut self, app: &mut App, damage: &DamageReport) -> Result<()> {
        let blobs = app.blob_store();
        let context =
            ComparisonContext { deadlines: app.resale_deadlines(), blobs: &blobs, now: app.clock.processed_at() };
        let mut left = damage.orders.iter().peekable();
        while left.peek().is_some() {
            app.store.write(TxEnding::Commit, |tx| {
                let began = Instant::now();
                for order_no in left.by_ref() {
                    let mended = tx.with_savepoint(|| mend_order(tx, order_no, &context, damage))?;
                    match mended {
                        Ok(kinds) => kinds.into_iter().for_each(|kind| self.count(kind, 1)),
                        Err(error) if error.exit == Exit::Busy => return Err(error),
                        Err(error) => self.summary.failed.push((order_no.clone(), error)),
                    }
                    if began.elapsed() > MAX_BATCH_TIME {
                        break;
                    }
                }
                if left.peek().is_none() && damage.is_mendable(DamageKind::OrderRow) {
                    tx.remove_unused_products()?;
                }
                self.record(tx)
            })?;
        }
        Ok(())
    }
}

/// Mends one order, and gives the kinds of what was wrong.
fn mend_order(
    tx: &Tx<'_>,
    order_no: &OrderNo,
    context: &ComparisonContext<'_>,
    damage: &DamageReport,
) -> Result<Vec<DamageKind>> {
    if !tx.is_chain_whole(order_no.as_str())? {
        return Ok(Vec::new());
    }
    let person_id = load_person(tx, order_no)?.id;
    let mut mended = Vec::new();
    for Difference { kind, mend, .. } in compare_any(tx, order_no, context)?.differences {
        let Some(mend) = mend else { continue };
        if let Mend::KeptPayment(key) = &mend
            && damage.dropped.contains(key)
        {
            continue;
        }
        if apply_mend(tx, order_no, &person_id, mend)? {
            mended.push(kind);
        }
    }
    Ok(mended)
}

/// `false` where another order rightly has what is missing here: then a person decides.
fn apply_mend(tx: &Tx<'_>, order_no: &OrderNo, person_id: &str, mend: Mend) -> Result<bool> {
    match mend {
        Mend::Payment(key) | Mend::KeptPayment(key) => {
            if tx.order_of_payment(&key.channel, key.reference.as_str())?.is_some() {
                return Ok(false);
            }
            tx.add_payment_reference(&key.channel, key.reference.as_str(), order_no)
        }
        Mend::Row(summary) => tx.rewrite_order(&summary, person_id),
        Mend::Hold(hold) => tx.put_hold(&hold),
        Mend::TicketCode(digest) => tx.put_ticket_code(&digest, order_no),
        Mend::Use(kind, digest) => tx.put_use(kind, &digest, order_no),
        Mend::Digests(digests) => tx.replace_digests(person_id, &digests),
        Mend::File { file, path, created_at } => {
            tx.put_file((file.kind, order_no, &file.sha256), path.as_deref(), created_at)
        }
        Mend::ExtraFile(file) => tx.remove_file_row(file.kind, order_no.as_str(), &file.sha256),
        Mend::DestroyKey(at) => tx.destroy_key(person_id, at),
    }?;
    Ok(true)
}

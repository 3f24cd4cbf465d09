//! The entries of a file, judged and put aside until all of them are.

use serde_json::{Map, Value, json};

use super::first_result::{decode_verdict, encode_verdict};
use super::{EntryVerdict, ImportMode, ImportOptions, ImportVerdict, RowPlace};
use crate::app::resale::errors::ResaleError;
use crate::app::write::batches::BATCH_ENTRIES;
use crate::app::write::errors::WriteError;
use crate::domain::resale::platform_log::PlatformReport;
use crate::domain::value::text::fold::{compact_text, is_same_spelling};
use crate::error::{Error, Result, RowProblem};
use crate::formats::orders::rejects::{RejectedEntries, explain_problems};
use crate::formats::orders::{EntryContent, FileEntries, FileEntry, PaidOrder};
use crate::formats::problem::ProblemList;
use crate::store::staging::Staging;
use crate::store::{Store, Tx};

/// The entries are one group.
const GROUP: &str = "orders";
const GROUP_ID: i64 = 1;

/// An entry as it waits.
pub(crate) enum StagedEntry {
    Paid(StagedPurchase),
    /// Not to be imported, and news where it is here already.
    Reported(ImportVerdict, Box<PlatformReport>),
    /// Nothing is to be written for it.
    Decided(ImportVerdict),
}

/// A paid order with what it is known by.
pub(crate) struct StagedPurchase {
    pub external_order_no: String,
    pub source_platform: String,
    pub event_key: String,
    pub payload: Map<String, Value>,
    /// What the platform says of it now; none where somebody typed the order.
    pub report: Option<Box<PlatformReport>>,
}

/// A file that was read to its end.
pub(crate) struct StagedImport {
    staging: Staging,
    /// What a key stands for: every entry, in the order of the file.
    pub fingerprint: [u8; 32],
    /// The id of the last one.
    pub last_entry: i64,
    problems: ProblemList,
    rejected: Option<RejectedEntries>,
}

impl StagedImport {
    /// Reads and judges every entry. The database is looked at in short reads, never while the file is waited for.
    ///
    /// # Errors
    /// The file is broken; or entries are refused, and that undoes the import: all that is wrong with them at once.
    pub(crate) fn read_entries(
        store: &mut Store,
        mut entries: FileEntries<'_>,
        options: &ImportOptions<'_>,
    ) -> Result<Self> {
        let staging = Staging::open(store.derived_keys())?;
        let mut staged =
            Self { staging, fingerprint: [0; 32], last_entry: 0, problems: ProblemList::default(), rejected: None };
        let shape = options.reject_format(entries.file_format());
        staged.rejected = shape.map(|shape| RejectedEntries::new(shape, entries.headings(), options.lang));
        let types = store.read(|tx| tx.list_ticket_types())?;
        loop {
            let batch: Vec<FileEntry> = entries.by_ref().take(BATCH_ENTRIES).collect::<Result<_>>()?;
            if batch.is_empty() {
                return staged.end_reading(options);
            }
            store.read(|tx| {
                batch.into_iter().try_for_each(|entry| {
                    let content = staged.judge_entry(tx, entry, &types, options)?.to_string();
                    let sofar = [&staged.fingerprint, content.as_bytes()].concat();
                    staged.fingerprint = tx.derived_keys().fingerprint_content(super::NAME, &sofar);
                    staged.last_entry += 1;
                    staged.staging.add_entry(GROUP, content.as_bytes())
                })
            })?;
        }
    }

    /// Writes the refused entries back, and refuses the whole where one refuses all.
    fn end_reading(mut self, options: &ImportOptions<'_>) -> Result<Self> {
        if let (Some(path), Some(rejected)) = (options.rejects, self.rejected.take()) {
            rejected.save_to(path)?;
        }
        if options.mode == ImportMode::KeepGoing {
            return Ok(self);
        }
        std::mem::take(&mut self.problems).into_error().map_or(Ok(self), Err)
    }

    /// The next entries behind one, at most a batch, with their ids.
    pub(crate) fn entries_after(&self, id: i64) -> Result<Vec<(i64, StagedEntry)>> {
        let entries = self.staging.entries_after(GROUP_ID, id, BATCH_ENTRIES)?;
        entries.into_iter().map(|(id, content)| Ok((id, decode_entry(&content)?))).collect()
    }

    fn judge_entry(
        &mut self,
        tx: &Tx<'_>,
        entry: FileEntry,
        types: &[String],
        options: &ImportOptions<'_>,
    ) -> Result<Value> {
        let external = entry.external_order_no;
        let problems = match entry.reading {
            EntryContent::Paid(paid) => match self.taken_key(tx, &paid)? {
                None => return encode_paid(*paid, types, options),
                Some(error) => vec![RowProblem::of_row(entry.line, external.clone(), error)],
            },
            EntryContent::Skipped { code, reason, report } => {
                let verdict = ImportVerdict::new(external, EntryVerdict::Skipped, None);
                let verdict = ImportVerdict { reason: Some((code.to_owned(), reason)), ..verdict };
                return Ok(match report.filter(|_| options.hears_platform) {
                    Some(report) => json!({ "reported": encode_verdict(&verdict), "report": encode_report(&report)? }),
                    None => encode_decided(&verdict),
                });
            }
            EntryContent::Refused(problems) => problems,
        };
        if let Some(rejected) = &mut self.rejected {
            rejected.add_entry(entry.raw, explain_problems(&problems).in_lang(options.lang).to_owned());
        }
        let verdict = verdict_of_problems(external, &problems);
        self.problems.add_row(problems);
        Ok(encode_decided(&verdict))
    }

    /// Why the event key of a new order can't be its own: another order has it, here or earlier in the file.
    fn taken_key(&mut self, tx: &Tx<'_>, paid: &PaidOrder) -> Result<Option<Box<Error>>> {
        let number = format!("{}\n{}", paid.source_platform, paid.external_order_no);
        let known = tx.find_purchase(&paid.external_order_no, &paid.source_platform)?.is_some();
        if known || self.staging.claim_name("purchase", &number, "")?.is_some() {
            return Ok(None);
        }
        let here = tx.find_event_key(&paid.event_key)?.map(|other| other.to_string());
        let claimed = self.staging.claim_name("event key", &paid.event_key, &paid.external_order_no)?;
        let order = StagedPurchase::from_paid(paid);
        Ok(here.or(claimed).map(|other| event_key_used(&order, &other)))
    }
}

impl StagedPurchase {
    fn from_paid(paid: &PaidOrder) -> Self {
        Self {
            external_order_no: paid.external_order_no.clone(),
            source_platform: paid.source_platform.clone(),
            event_key: paid.event_key.clone(),
            payload: Map::new(),
            report: None,
        }
    }
}

/// That a paid event was used for another order.
pub(crate) fn event_key_used(paid: &StagedPurchase, other: &str) -> Box<Error> {
    ResaleError::EventKeyUsed { external: &paid.external_order_no, other: &other }.into_error().detail("other", other)
}

/// An entry that is refused for all of these reasons.
fn verdict_of_problems(external: Option<String>, problems: &[RowProblem]) -> ImportVerdict {
    let verdict = ImportVerdict::new(external, EntryVerdict::Refused, None);
    let Some(first) = problems.first() else { return verdict };
    // Of one problem the place says the column.
    let reason = if problems.len() > 1 { explain_problems(problems) } else { first.error.message.clone() };
    let place = RowPlace { row: first.row, column: first.column.clone(), value: first.value.clone() };
    ImportVerdict { reason: Some((first.error.code.to_owned(), reason)), place: Some(place), ..verdict }
}

/// An entry that is refused for this reason.
pub(crate) fn refused_verdict(external: Option<String>, error: &Error) -> ImportVerdict {
    let reason = Some((error.code.to_owned(), error.message.clone()));
    ImportVerdict { reason, ..ImportVerdict::new(external, EntryVerdict::Refused, None) }
}

fn encode_paid(mut paid: PaidOrder, types: &[String], options: &ImportOptions<'_>) -> Result<Value> {
    name_ticket_type(&mut paid, types);
    let report = paid.report.filter(|_| options.hears_platform).map(|report| encode_report(&report)).transpose()?;
    Ok(json!({ "paid": [paid.external_order_no, paid.source_platform, paid.event_key, paid.payload, report] }))
}

fn encode_report(report: &PlatformReport) -> Result<Value> {
    serde_json::to_value(report).map_err(|_| WriteError::RequestUnreadable.into_error())
}

fn decode_report(value: &Value) -> Option<Box<PlatformReport>> {
    serde_json::from_value(value.clone()).ok()
}

fn encode_decided(verdict: &ImportVerdict) -> Value {
    json!({ "decided": encode_verdict(verdict) })
}

fn decode_entry(content: &[u8]) -> Result<StagedEntry> {
    let value: Value = serde_json::from_slice(content).map_err(|_| WriteError::RequestUnreadable.into_error())?;
    let part = |key: &str| value.get(key);
    let entry = match (part("paid").and_then(Value::as_array), part("reported"), part("decided")) {
        (Some(paid), ..) => decode_paid(paid).map(StagedEntry::Paid),
        (None, Some(verdict), _) => decode_verdict(verdict)
            .zip(part("report").and_then(decode_report))
            .map(|(verdict, report)| StagedEntry::Reported(verdict, report)),
        (None, None, Some(decided)) => decode_verdict(decided).map(StagedEntry::Decided),
        (None, None, None) => None,
    };
    entry.ok_or_else(|| WriteError::RequestUnreadable.into_error())
}

fn decode_paid(paid: &[Value]) -> Option<StagedPurchase> {
    let text = |at: usize| paid.get(at).and_then(Value::as_str).map(str::to_owned);
    Some(StagedPurchase {
        external_order_no: text(0)?,
        source_platform: text(1)?,
        event_key: text(2)?,
        payload: paid.get(3)?.as_object()?.clone(),
        report: paid.get(4).and_then(decode_report),
    })
}

/// The ticket type as the price table spells it: the one that the file names in any spelling, or where it names none, the one
/// that the chosen variant or the title spells.
fn name_ticket_type(paid: &mut PaidOrder, types: &[String]) {
    let said = [paid.sku_text.as_deref(), Some(paid.product_name.as_str())];
    let spells = |text: &str, known: &str| compact_text(text).contains(&compact_text(known));
    let found = match &paid.ticket_type {
        Some(named) => types.iter().find(|known| is_same_spelling(known, named)),
        None => said.into_iter().flatten().find_map(|text| types.iter().find(|known| spells(text, known))),
    };
    if let Some(found) = found {
        paid.payload.insert("ticketType".to_owned(), found.as_str().into());
        paid.ticket_type = Some(found.clone());
    }
}

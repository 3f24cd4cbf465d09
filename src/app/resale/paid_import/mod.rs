//! Import of paid orders: each is created once, however often the file is imported.

pub(crate) mod replay_result;

use serde_json::Value;

use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::resale::errors::ResaleError;
use crate::app::write::errors::WriteError;
use crate::app::write::id_source::IdSource;
use crate::app::write::idempotency::IdempotencyKey;
use crate::app::write::order_numbers::draw_order_no;
use crate::app::write::order_writer::OrderWriter;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::PaidDetected;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::text::fold::compact_text;
use crate::error::{Exit, Result};
use crate::formats::orders::{EntryContent, FileEntries, FileEntry, OrderFileFormat, PaidOrder, read_orders};
use crate::formats::source::InputSource;
use crate::fs::errors::FileError;
use crate::store::Tx;

/// With a key, what the key stands for is the whole file, which is then held in memory.
const KEYED_FILE_LIMIT: usize = 64 * 1024 * 1024;
/// How many entries one transaction imports when refused ones don't undo the rest.
const BATCH_SIZE: usize = 10_000;

coded! {
    EntryVerdict {
        Created = "created";
        /// It was here before.
        Exists = "exists";
        /// Unpaid, refunded, closed.
        Skipped = "skipped";
        Refused = "refused";
    }
}

#[derive(Clone, Debug)]
pub struct ImportVerdict {
    /// The marketplace's number, where one could be read.
    pub external_order_no: Option<String>,
    pub verdict: EntryVerdict,
    pub order_no: Option<OrderNo>,
    /// Why it was skipped or refused: a code and a sentence.
    pub reason: Option<(String, BilingualMessage)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    pub created: u64,
    /// Orders that were here before.
    pub exists: u64,
    /// Unpaid, refunded, closed.
    pub skipped: u64,
    pub refused: u64,
    /// Whether this is the first result of the same key, given again.
    pub replayed: bool,
}

impl ImportSummary {
    fn count_verdict(&mut self, verdict: &ImportVerdict) {
        match verdict.verdict {
            EntryVerdict::Created => self.created += 1,
            EntryVerdict::Exists => self.exists += 1,
            EntryVerdict::Skipped => self.skipped += 1,
            EntryVerdict::Refused => self.refused += 1,
        }
    }

    /// The exit code of the import: refused ones among others are part of a batch, refused ones alone bad input.
    pub const fn exit_code(&self) -> Exit {
        match (self.refused, self.created + self.exists + self.skipped) {
            (0, _) => Exit::Ok,
            (_, 0) => Exit::Usage,
            _ => Exit::Partial,
        }
    }
}

/// Whether a refused entry undoes the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportMode {
    /// It does: nothing is kept, and the error names the entry.
    AllOrNothing,
    /// It is reported, and the rest is saved, in batches.
    KeepGoing,
}

/// Takes one verdict once it is kept.
pub type VerdictSink<'a> = &'a mut dyn FnMut(ImportVerdict) -> Result<()>;

impl App {
    /// Imports the orders of a file. Each verdict is reported after it is saved.
    pub fn import_orders(
        &mut self,
        file: CommandInput<'_>,
        mode: ImportMode,
        told: VerdictSink<'_>,
    ) -> Result<ImportSummary> {
        if self.caller.key.is_none() {
            return self.import_entries(read_order_file(file.open()?, mode)?, mode, None, told);
        }
        let name = file.path().display().to_string();
        let content = file.read_past(KEYED_FILE_LIMIT)?;
        if content.len() > KEYED_FILE_LIMIT {
            return Err(FileError::FileTooLargeForKey.into_error());
        }
        let source = InputSource::from_reader(&name, content.as_slice())?;
        self.import_entries(read_order_file(source, mode)?, mode, Some(&content), told)
    }

    /// Records one paid order, given in the native shape. A key stands for what was `typed`.
    pub fn create_order(&mut self, paid: &Value, typed: &Value, told: VerdictSink<'_>) -> Result<ImportSummary> {
        let (paid, typed) = (paid.to_string(), typed.to_string());
        let source = InputSource::from_reader("order create", paid.as_bytes())?;
        self.import_entries(read_orders(source)?, ImportMode::AllOrNothing, Some(typed.as_bytes()), told)
    }

    fn import_entries(
        &mut self,
        mut items: FileEntries<'_>,
        mode: ImportMode,
        content: Option<&[u8]>,
        report: VerdictSink<'_>,
    ) -> Result<ImportSummary> {
        let keyed = content.and_then(|bytes| {
            let fingerprint = self.store.derived_keys().fingerprint_content("order import", bytes);
            IdempotencyKey::new(self.caller.key.as_deref(), fingerprint)
        });
        let mut summary = ImportSummary::default();
        if let Some(first) = self.first_verdicts(keyed.as_ref())? {
            summary.replayed = true;
            return report_verdicts(first, summary, report);
        }
        let mut kept = Vec::new();
        loop {
            let (batch, more) = self.import_batch(&mut items, mode, keyed.as_ref(), &kept)?;
            if keyed.is_some() {
                kept.extend_from_slice(&batch);
            }
            summary = report_verdicts(batch, summary, report)?;
            if !more {
                return Ok(summary);
            }
        }
    }

    /// What an import with this key did first, if it came to its end.
    fn first_verdicts(&mut self, keyed: Option<&IdempotencyKey>) -> Result<Option<Vec<ImportVerdict>>> {
        let Some(keyed) = keyed else { return Ok(None) };
        // Its exit follows from the verdicts, which are reported again.
        let Some((first, _)) = self.store.read(|tx| keyed.find_first::<Value>(tx))? else { return Ok(None) };
        replay_result::decode_verdicts(&first).ok_or_else(|| WriteError::RequestUnreadable.into_error()).map(Some)
    }

    /// One transaction: all entries, or the next batch after those that are `kept`. Says whether more may follow.
    fn import_batch(
        &mut self,
        items: &mut FileEntries<'_>,
        mode: ImportMode,
        keyed: Option<&IdempotencyKey>,
        kept: &[ImportVerdict],
    ) -> Result<(Vec<ImportVerdict>, bool)> {
        let (writer, ending, ids) = (self.order_writer(), self.transaction_ending(), &mut self.ids);
        self.store.write(ending, |tx| {
            // Another process with the same key may have come to its end meanwhile: its result is the first.
            let ended = keyed.map(|keyed| keyed.find_first::<Value>(tx)).transpose()?.flatten().is_some();
            let keyed = keyed.filter(|_| !ended);
            if let Some(keyed) = keyed {
                keyed.begin(tx, writer.clock.received_at())?;
            }
            let types = tx.list_ticket_types()?;
            let mut verdicts = Vec::new();
            for item in items.by_ref() {
                let verdict = match read_entry(item?, mode)? {
                    EntryResult::Decided(mut verdict) => {
                        verdict.order_no = known_order(tx, &verdict)?;
                        verdict
                    }
                    EntryResult::Paid(paid) => record_paid_order(tx, &writer, *paid, &types, ids)?,
                };
                verdicts.push(verdict);
                if mode == ImportMode::KeepGoing && verdicts.len() >= BATCH_SIZE {
                    return Ok((verdicts, true));
                }
            }
            if let Some(keyed) = keyed {
                let all = [kept, verdicts.as_slice()].concat();
                let mut summary = ImportSummary::default();
                all.iter().for_each(|verdict| summary.count_verdict(verdict));
                keyed.finish(tx, &replay_result::encode_verdicts(&all), summary.exit_code())?;
            }
            Ok((verdicts, false))
        })
    }
}

fn read_order_file(source: InputSource<'_>, mode: ImportMode) -> Result<FileEntries<'_>> {
    let entries = read_orders(source)?;
    if mode == ImportMode::KeepGoing && entries.file_format() == OrderFileFormat::Csv {
        return Err(ResaleError::KeepGoingCsv.into_error());
    }
    Ok(entries)
}

/// Tells verdicts that are kept, and counts them.
fn report_verdicts(
    verdicts: Vec<ImportVerdict>,
    mut summary: ImportSummary,
    report: &mut dyn FnMut(ImportVerdict) -> Result<()>,
) -> Result<ImportSummary> {
    for verdict in verdicts {
        summary.count_verdict(&verdict);
        report(verdict)?;
    }
    Ok(summary)
}

enum EntryResult {
    Paid(Box<PaidOrder>),
    Decided(ImportVerdict),
}

fn read_entry(item: FileEntry, mode: ImportMode) -> Result<EntryResult> {
    let decided = |verdict, code: &str, why: BilingualMessage| {
        EntryResult::Decided(ImportVerdict {
            external_order_no: item.external_order_no.clone(),
            verdict,
            order_no: None,
            reason: Some((code.to_owned(), why)),
        })
    };
    match item.reading {
        EntryContent::Paid(paid) => Ok(EntryResult::Paid(paid)),
        EntryContent::Skipped { code, reason } => Ok(decided(EntryVerdict::Skipped, code, reason)),
        EntryContent::Refused(error) if mode == ImportMode::AllOrNothing => Err(error.detail("line", item.line)),
        EntryContent::Refused(error) => Ok(decided(EntryVerdict::Refused, error.code, error.message)),
    }
}

/// A skipped entry may belong to an order that was paid when it came in: then somebody should cancel it.
fn known_order(tx: &Tx<'_>, verdict: &ImportVerdict) -> Result<Option<OrderNo>> {
    match &verdict.external_order_no {
        Some(external) if verdict.verdict == EntryVerdict::Skipped => tx.order_of_purchase(external, "xianyu", ""),
        _ => Ok(None),
    }
}

/// Records a paid order, unless it is here already.
fn record_paid_order(
    tx: &Tx<'_>,
    writer: &OrderWriter,
    mut paid: PaidOrder,
    types: &[String],
    ids: &mut IdSource,
) -> Result<ImportVerdict> {
    let external_order_no = Some(paid.external_order_no.clone());
    if let Some(known) = tx.order_of_purchase(&paid.external_order_no, &paid.source_platform, &paid.event_key)? {
        return Ok(ImportVerdict {
            external_order_no,
            verdict: EntryVerdict::Exists,
            order_no: Some(known),
            reason: None,
        });
    }
    name_ticket_type(&mut paid, types);
    let order_no = draw_order_no(tx, OrderFlow::Resale, ids, writer.clock)?;
    writer.open_new(tx, order_no.clone()).decide::<ResaleOrder>(PaidDetected(paid.payload))?.commit()?;
    Ok(ImportVerdict { external_order_no, verdict: EntryVerdict::Created, order_no: Some(order_no), reason: None })
}

/// Where the file names no ticket type, the one of the price table that the chosen variant or the title spells.
fn name_ticket_type(paid: &mut PaidOrder, types: &[String]) {
    if paid.ticket_type.is_some() {
        return;
    }
    let said = [paid.sku_text.as_deref(), Some(paid.product_name.as_str())];
    let spells = |text: &str, known: &str| compact_text(text).contains(&compact_text(known));
    let found = said.into_iter().flatten().find_map(|text| types.iter().find(|known| spells(text, known)));
    if let Some(found) = found {
        paid.payload.insert("ticketType".to_owned(), found.as_str().into());
        paid.ticket_type = Some(found.clone());
    }
}

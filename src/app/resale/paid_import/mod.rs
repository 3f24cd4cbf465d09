//! Import of paid orders: each is created once, however often the file is imported.

pub(crate) mod first_result;
pub mod news;
pub(crate) mod staged;
pub mod unpriced;

use std::path::Path;

use serde_json::Value;

use self::first_result::{FirstImport, encode_counts, encode_verdicts};
use self::news::{find_reported, hear_known, hear_skipped};
use self::staged::{StagedEntry, StagedImport, StagedPurchase, event_key_used, refused_verdict};
use self::unpriced::explain_unpriced;
use crate::app::App;
use crate::app::input::CommandInput;
use crate::app::write::batches::WriteTurn;
use crate::app::write::errors::WriteError;
use crate::app::write::id_source::IdSource;
use crate::app::write::idempotency::IdempotencyKey;
use crate::app::write::order_numbers::draw_order_no;
use crate::app::write::order_writer::OrderWriter;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::PaidDetected;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::{Exit, Result};
use crate::formats::orders::rejects::RejectFormat;
use crate::formats::orders::{DEFAULT_PLATFORM, FileEntries, OrderFileFormat, read_orders};
use crate::formats::source::InputSource;
use crate::fs::output_file::require_free_name;
use crate::store::Tx;

/// What a key stands for: this, and the entries.
const NAME: &str = "order import";

coded! {
    EntryVerdict {
        Created = "created", "新建", "created";
        /// It was here before.
        Exists = "exists", "已有", "exists";
        /// It was here before, and the platform says something else of it now.
        Changed = "changed", "有变化", "changed";
        /// Unpaid, refunded, closed.
        Skipped = "skipped", "跳过", "skipped";
        Refused = "refused", "拒绝", "refused";
    }
}

#[derive(Clone, Debug)]
pub struct ImportVerdict {
    /// The marketplace's number, where one could be read.
    pub external_order_no: Option<String>,
    pub verdict: EntryVerdict,
    pub order_no: Option<OrderNo>,
    /// Why it was skipped or refused, what is new, or what is odd: a code and a sentence.
    pub reason: Option<(String, BilingualMessage)>,
    /// Where in the file that is; of several problems the first.
    pub place: Option<RowPlace>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowPlace {
    /// As a spreadsheet counts, from 1; in a text the line where it begins.
    pub row: u64,
    /// The heading or key as the file has it.
    pub column: Option<String>,
    /// Masked where it may be personal.
    pub value: Option<String>,
}

impl ImportVerdict {
    const fn new(external_order_no: Option<String>, verdict: EntryVerdict, order_no: Option<OrderNo>) -> Self {
        Self { external_order_no, verdict, order_no, reason: None, place: None }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    pub created: u64,
    /// Orders that were here before.
    pub exists: u64,
    /// Orders that the platform says something else of.
    pub changed: u64,
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
            EntryVerdict::Changed => self.changed += 1,
            EntryVerdict::Skipped => self.skipped += 1,
            EntryVerdict::Refused => self.refused += 1,
        }
    }

    /// The exit code of the import: refused ones among others are part of a batch, refused ones alone bad input.
    pub const fn exit_code(&self) -> Exit {
        match (self.refused, self.created + self.exists + self.changed + self.skipped) {
            (0, _) => Exit::Ok,
            (_, 0) => Exit::Usage,
            _ => Exit::Partial,
        }
    }
}

/// Whether a refused entry undoes the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportMode {
    /// It does: nothing is written, and the error names all of them.
    AllOrNothing,
    /// It is reported, and the rest is saved.
    KeepGoing,
}

/// How a file is imported.
#[derive(Clone, Copy, Debug)]
pub struct ImportOptions<'a> {
    pub mode: ImportMode,
    /// The sheet of a workbook, where several have orders.
    pub sheet: Option<&'a str>,
    /// Where refused entries are written back to.
    pub rejects: Option<&'a Path>,
    /// The language in which they say why.
    pub lang: Lang,
    /// Whether it is the platform that speaks: then what it says of a known order may be news.
    pub hears_platform: bool,
}

impl ImportOptions<'_> {
    /// What the refused entries of such a file are written as, where they are.
    fn reject_format(&self, format: OrderFileFormat) -> Option<RejectFormat> {
        let path = self.rejects?;
        Some(match format {
            OrderFileFormat::Json => RejectFormat::NdJson,
            OrderFileFormat::Csv | OrderFileFormat::Workbook => RejectFormat::of_sheet(path),
        })
    }
}

/// Takes one verdict once it is kept.
pub type VerdictSink<'a> = &'a mut dyn FnMut(ImportVerdict) -> Result<()>;

impl App {
    /// Imports the orders of a file: judged to its end before anything is written, then written in batches, between which
    /// other commands have their turn. Each verdict is reported after it is saved.
    ///
    /// An import that was cut short is finished by the same command: what is there already `exists`.
    ///
    /// # Errors
    /// Entries are refused and the mode is all or nothing: nothing was written, and the error lists all that is wrong.
    pub fn import_orders(
        &mut self,
        file: CommandInput<'_>,
        options: &ImportOptions<'_>,
        told: VerdictSink<'_>,
    ) -> Result<ImportSummary> {
        // Before hours of work: what cannot be written in the end is refused at the start.
        if let Some(path) = options.rejects {
            require_free_name(path)?;
        }
        self.import_entries(read_orders(file.open()?, options.sheet)?, options, None, told)
    }

    /// Records one paid order, given in the native shape. A key stands for what was `typed`.
    pub fn create_order(&mut self, paid: &Value, typed: &Value, told: VerdictSink<'_>) -> Result<ImportSummary> {
        let (paid, typed) = (paid.to_string(), typed.to_string());
        let source = InputSource::from_reader("order create", paid.as_bytes())?;
        let options = ImportOptions {
            mode: ImportMode::AllOrNothing,
            sheet: None,
            rejects: None,
            lang: Lang::En,
            hears_platform: false,
        };
        let imported = self.import_entries(read_orders(source, None)?, &options, Some(typed.as_bytes()), told);
        // What was typed has no line: the error is that of the value.
        imported.map_err(|mut error| match error.problems.pop() {
            Some(problem) if error.problems.is_empty() => problem.error,
            _ => error,
        })
    }

    fn import_entries(
        &mut self,
        entries: FileEntries<'_>,
        options: &ImportOptions<'_>,
        typed: Option<&[u8]>,
        report: VerdictSink<'_>,
    ) -> Result<ImportSummary> {
        self.require_disk_space(0)?;
        let staged = StagedImport::read_entries(&mut self.store, entries, options)?;
        let keys = self.store.derived_keys();
        let fingerprint = typed.map_or(staged.fingerprint, |typed| keys.fingerprint_content(NAME, typed));
        let keyed = IdempotencyKey::new(self.caller.key.as_deref(), fingerprint);
        if let Some(first) = self.first_result(keyed.as_ref())? {
            return self.replay_import(first, &staged, report);
        }
        let (mut progress, mut turn) = (EntryProgress::default(), WriteTurn::begin());
        loop {
            let batch = self.import_batch(&staged, keyed.as_ref(), &mut progress)?;
            batch.into_iter().try_for_each(&mut *report)?;
            if progress.ended {
                return Ok(progress.summary);
            }
            turn.let_others_write(self);
        }
    }

    /// What an import with this key did first, if it came to its end.
    fn first_result(&mut self, keyed: Option<&IdempotencyKey>) -> Result<Option<FirstImport>> {
        let Some(keyed) = keyed else { return Ok(None) };
        // Its exit follows from its counts, which are reported again.
        let Some((first, _)) = self.store.read(|tx| keyed.find_first::<Value>(tx))? else { return Ok(None) };
        FirstImport::decode(&first).ok_or_else(|| WriteError::RequestUnreadable.into_error()).map(Some)
    }

    /// Tells the first result again. Of a long file its counts are kept, and what was created then is there now.
    fn replay_import(
        &mut self,
        first: FirstImport,
        staged: &StagedImport,
        report: VerdictSink<'_>,
    ) -> Result<ImportSummary> {
        let mut summary = ImportSummary { replayed: true, ..ImportSummary::default() };
        match first {
            FirstImport::Verdicts(verdicts) => {
                for verdict in verdicts {
                    summary.count_verdict(&verdict);
                    report(verdict)?;
                }
            }
            FirstImport::Counts(counts) => {
                let mut after = 0;
                loop {
                    let entries = staged.entries_after(after)?;
                    let Some((last, _)) = entries.last() else { break };
                    after = *last;
                    let verdicts = self.store.read(|tx| {
                        entries.into_iter().map(|(_, entry)| known_verdict(tx, entry)).collect::<Result<Vec<_>>>()
                    })?;
                    verdicts.into_iter().try_for_each(&mut *report)?;
                }
                summary = ImportSummary { replayed: true, ..counts };
            }
        }
        Ok(summary)
    }

    /// One transaction: the next entries, and with the last ones the result of the key.
    fn import_batch(
        &mut self,
        staged: &StagedImport,
        keyed: Option<&IdempotencyKey>,
        progress: &mut EntryProgress,
    ) -> Result<Vec<ImportVerdict>> {
        let entries = staged.entries_after(progress.after)?;
        let after = entries.last().map_or(progress.after, |(last, _)| *last);
        let ended = after >= staged.last_entry;
        let before = &*progress;
        let (writer, ending, ids) = (self.order_writer(), self.transaction_ending(), &mut self.ids);
        let (verdicts, summary) = self.store.write(ending, |tx| {
            // Another process with the same key may have come to its end meanwhile: its result is the first.
            let is_first = keyed.map(|keyed| keyed.find_first::<Value>(tx)).transpose()?.flatten().is_none();
            let keyed = keyed.filter(|_| is_first);
            if let Some(keyed) = keyed {
                keyed.begin(tx, writer.clock.received_at())?;
            }
            let ticket_types = tx.list_ticket_types()?;
            let mut verdicts = Vec::with_capacity(entries.len());
            let mut summary = before.summary;
            for (_, entry) in entries {
                let verdict = write_entry(tx, &writer, entry, (&ticket_types, ids))?;
                summary.count_verdict(&verdict);
                verdicts.push(verdict);
            }
            if let Some(keyed) = keyed.filter(|_| ended) {
                // A short file is told again word for word.
                let whole = before.after == 0;
                let result =
                    if whole { encode_verdicts(&verdicts) } else { encode_counts(&summary, &staged.fingerprint) };
                keyed.finish(tx, &result, summary.exit_code())?;
            }
            Ok((verdicts, summary))
        })?;
        *progress = EntryProgress { after, ended, summary };
        Ok(verdicts)
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Default)]
struct EntryProgress {
    /// The last entry that is written.
    after: i64,
    ended: bool,
    summary: ImportSummary,
}

/// What became of an entry that was judged before.
fn write_entry(
    tx: &Tx<'_>,
    writer: &OrderWriter,
    entry: StagedEntry,
    (ticket_types, ids): (&[String], &mut IdSource),
) -> Result<ImportVerdict> {
    match entry {
        StagedEntry::Paid(paid) => record_paid_order(tx, writer, paid, (ticket_types, ids)),
        StagedEntry::Reported(verdict, report) => hear_skipped(tx, writer, verdict, *report),
        StagedEntry::Decided(_) => known_verdict(tx, entry),
    }
}

/// The verdict on an entry that changes nothing.
fn known_verdict(tx: &Tx<'_>, entry: StagedEntry) -> Result<ImportVerdict> {
    match entry {
        StagedEntry::Paid(paid) => {
            let order_no = tx.find_purchase(&paid.external_order_no, &paid.source_platform)?;
            Ok(ImportVerdict::new(Some(paid.external_order_no), EntryVerdict::Exists, order_no))
        }
        // Whatever was new of it was recorded the first time.
        StagedEntry::Reported(verdict, report) => {
            let order_no = find_reported(tx, &verdict, &report)?;
            let known = order_no.is_some();
            Ok(if known {
                ImportVerdict::new(verdict.external_order_no, EntryVerdict::Exists, order_no)
            } else {
                verdict
            })
        }
        StagedEntry::Decided(mut verdict) => {
            if let (Some(external), EntryVerdict::Skipped) = (&verdict.external_order_no, verdict.verdict) {
                verdict.order_no = tx.find_purchase(external, DEFAULT_PLATFORM)?;
            }
            Ok(verdict)
        }
    }
}

/// Records a paid order, unless it is here already, or its key belongs to another since it was judged.
fn record_paid_order(
    tx: &Tx<'_>,
    writer: &OrderWriter,
    paid: StagedPurchase,
    (ticket_types, ids): (&[String], &mut IdSource),
) -> Result<ImportVerdict> {
    let external = paid.external_order_no.clone();
    if let Some(known) = tx.find_purchase(&external, &paid.source_platform)? {
        return match paid.report {
            Some(report) => hear_known(tx, writer, known, Some(external), *report),
            None => Ok(ImportVerdict::new(Some(external), EntryVerdict::Exists, Some(known))),
        };
    }
    if let Some(other) = tx.find_event_key(&paid.event_key)? {
        return Ok(refused_verdict(Some(external), &event_key_used(&paid, other.as_str())));
    }
    let order_no = draw_order_no(tx, OrderFlow::Resale, ids, writer.clock)?;
    let reason = explain_unpriced(&paid.payload, ticket_types);
    writer.open_new(tx, order_no.clone()).decide::<ResaleOrder>(PaidDetected(paid.payload))?.commit()?;
    Ok(ImportVerdict { reason, ..ImportVerdict::new(Some(external), EntryVerdict::Created, Some(order_no)) })
}

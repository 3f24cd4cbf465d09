//! The rows of a bill that is a table: each read once, its number looked up among those before it, and what stands below them.

use std::collections::HashSet;

use sha2::{Digest as _, Sha256};

use super::bank::mapping::BankMapping;
use super::columns::{BillCells, BillField};
use super::errors::BillError;
use super::preamble::BillPreamble;
use super::recognise::{HEAD_LINES, RecognisedBill, SheetHead, find_sheet_head, find_text_head, refuse_unknown};
use super::totals::{BillSums, BillWarning, StatedTotal, read_stated_total, read_summary, refuse_total};
use crate::domain::bill::row::BillRow;
use crate::domain::bill::service::{BillKind, BillService};
use crate::error::Result;
use crate::formats::errors::FormatError;
use crate::formats::sheet::delimited::DelimitedRows;
use crate::formats::sheet::streamed::StreamedRows;
use crate::formats::sheet::workbook::{SheetName, Workbook};
use crate::formats::sheet::{SheetLimits, SheetRow};

/// A bill that is a table, its headings passed.
pub(crate) struct BillTable {
    rows: BillRowSource,
    bill: RecognisedBill,
    limits: SheetLimits,
    stated: Vec<StatedTotal>,
    sums: BillSums,
    keys: SeenKeys,
    /// Rows read, those included that were refused.
    count: u64,
    ending: BillEnding,
    /// The first row, read ahead for what it says of the account.
    ahead: Option<SheetRow>,
}

enum BillRowSource {
    Text(Box<DelimitedRows>),
    Book(StreamedRows),
}

/// How far the reader has come below the rows.
#[derive(Default)]
struct BillEnding {
    /// The line of the first row that is none of the bill.
    since: Option<u64>,
    /// WeChat Pay's summary: a row of headings, and one of values.
    summary: Option<SheetRow>,
    closed: bool,
}

/// A row of a table, read or refused by itself.
pub(crate) type BillTableEntry = (u64, Result<BillRow>);

impl BillTable {
    pub(crate) fn open_text(
        text: String,
        mapping: Option<&BankMapping>,
        limits: SheetLimits,
    ) -> Result<(Self, BillPreamble)> {
        let head = find_text_head(&text, mapping)?;
        let preamble = BillPreamble::read(head.before.iter().map(String::as_str));
        let mut rows = if head.bill.layout.unquoted {
            DelimitedRows::unquoted(text, head.start, head.delimiter, limits)
        } else {
            DelimitedRows::new(text, head.start, head.delimiter, limits)
        };
        rows.next_row()?;
        Self::under_head(BillRowSource::Text(Box::new(rows)), head.bill, preamble, limits)
    }

    pub(crate) fn open_book(
        mut book: Workbook,
        mapping: Option<&BankMapping>,
        limits: SheetLimits,
    ) -> Result<(Self, BillPreamble)> {
        let (sheet, head) = find_sheet(&mut book, mapping, limits)?;
        let preamble = BillPreamble::read(head.before.iter().map(String::as_str));
        let mut rows = StreamedRows::start(book, sheet.name, limits);
        while rows.next_row()?.is_some_and(|row| row.number < head.row) {}
        Self::under_head(BillRowSource::Book(rows), head.bill, preamble, limits)
    }

    fn under_head(
        rows: BillRowSource,
        bill: RecognisedBill,
        mut preamble: BillPreamble,
        limits: SheetLimits,
    ) -> Result<(Self, BillPreamble)> {
        let stated = std::mem::take(&mut preamble.stated);
        let mut table = Self {
            rows,
            bill,
            limits,
            stated,
            sums: BillSums::default(),
            keys: SeenKeys::default(),
            count: 0,
            ending: BillEnding::default(),
            ahead: None,
        };
        table.ahead = table.next_filled_row()?;
        if let Some(first) = table.ahead.as_ref().filter(|row| !table.is_below(row)) {
            let cells = BillCells::new(first, &table.bill.columns);
            preamble.account = preamble.account.or_else(|| cells.number(BillField::Merchant));
        }
        Ok((table, preamble))
    }

    pub(crate) const fn service(&self) -> BillService {
        self.bill.layout.service
    }

    pub(crate) const fn count(&self) -> u64 {
        self.count
    }

    /// The next row. An `Err` outside refuses the file.
    pub(crate) fn next_entry(&mut self) -> Result<Option<BillTableEntry>> {
        loop {
            let next = match self.ahead.take() {
                Some(row) => Some(row),
                None => self.next_filled_row()?,
            };
            let Some(row) = next else { return Ok(None) };
            if self.ending.since.is_some() || self.is_below(&row) {
                self.read_below(row)?;
                continue;
            }
            return self.read_row(&row).map(Some);
        }
    }

    fn next_filled_row(&mut self) -> Result<Option<SheetRow>> {
        loop {
            let row = match &mut self.rows {
                BillRowSource::Text(rows) => rows.next_row()?,
                BillRowSource::Book(rows) => rows.next_row()?,
            };
            match row {
                Some(row) if row.is_blank() => {}
                row => return Ok(row),
            }
        }
    }

    /// Whether a row stands below those of the bill: it begins as an end does, or has one cell alone.
    fn is_below(&self, row: &SheetRow) -> bool {
        let first = row.cells().iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
        let ends = self.bill.layout.footers.iter().any(|begin| first.trim_start_matches('`').starts_with(begin));
        ends || row.cells().iter().filter(|cell| !cell.is_empty()).count() == 1
    }

    fn read_row(&mut self, row: &SheetRow) -> Result<BillTableEntry> {
        self.count += 1;
        if self.count > self.limits.rows {
            let rows = self.limits.rows;
            return Err(FormatError::CsvTooManyRows { rows: &rows }.into_error().detail("limit", rows));
        }
        self.check_width(row)?;
        let layout = self.bill.layout;
        let cells = BillCells::new(row, &self.bill.columns);
        let read = match (layout.read_row)(&cells) {
            Ok(read) => read,
            Err(wrong) if layout.by_row => return Ok((row.number, Err(wrong))),
            Err(wrong) => return Err(wrong),
        };
        // Before it may be refused: its money is in the sums of the bill whatever became of its number.
        (layout.tally_row)(&cells, &read, &mut self.sums)?;
        if let Some(damage) = cells.find_damage() {
            return Ok((row.number, Err(damage)));
        }
        match layout.key.of_row(&read) {
            Some(key) if !self.keys.insert(&read, key) => Err(cells.refuse_second_number(layout.key.field())),
            None if layout.key.is_required() => Err(cells.refuse_missing_number(layout.key.field())),
            _ => Ok((row.number, Ok(read))),
        }
    }

    /// A row with more cells than there are headings has slipped.
    fn check_width(&self, row: &SheetRow) -> Result<()> {
        let (line, found, width) = (row.number, row.width(), self.bill.columns.width());
        if found <= width {
            return Ok(());
        }
        Err(FormatError::CsvColumns { line: &line, found: &found, width: &width }.into_error().detail("line", line))
    }

    fn read_below(&mut self, row: SheetRow) -> Result<()> {
        let since = *self.ending.since.get_or_insert(row.number);
        // Not the end, then, but a row that broke: what follows it may have slipped as well.
        let cells = BillCells::new(&row, &self.bill.columns);
        if self.bill.layout.required.iter().all(|field| cells.has(*field)) && !self.is_below(&row) {
            return Err(BillError::BillRowBroken { line: &since }.into_error().detail("line", since));
        }
        if let Some(headings) = self.ending.summary.take() {
            self.stated.extend(read_summary(&headings, &row)?);
            self.ending.closed = true;
            return Ok(());
        }
        let said = row.cells().iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join(",");
        if let Some(stated) = read_stated_total(&said) {
            self.stated.push(stated);
            self.ending.closed = true;
        } else if self.bill.layout.unquoted && !self.ending.closed {
            self.ending.summary = Some(row);
        }
        Ok(())
    }

    /// What the bill states of itself and is not so. Of a bill whose service vouches for it, that refuses it.
    pub(crate) fn finish(self) -> Result<Vec<BillWarning>> {
        let layout = self.bill.layout;
        if layout.sealed && !self.ending.closed {
            let service = layout.service.label();
            return Err(BillError::BillCutOff { zh: &service.zh, en: &service.en }.into());
        }
        let warnings = self.sums.compare(&self.stated);
        if layout.sealed {
            for warning in &warnings {
                if let BillWarning::TotalDiffers { of, stated, found } = warning {
                    return Err(refuse_total(*of, stated, found));
                }
            }
        }
        Ok(warnings)
    }
}

/// The sheet that is a bill: the first that people see and that has its headings.
fn find_sheet(
    book: &mut Workbook,
    mapping: Option<&BankMapping>,
    limits: SheetLimits,
) -> Result<(SheetName, SheetHead)> {
    for sheet in book.list_sheets().into_iter().filter(|sheet| sheet.visible) {
        let rows = book.read_sheet(&sheet, HEAD_LINES, limits)?;
        let top = (0..rows.row_count()).filter_map(|index| rows.row_at(index));
        if let Some(head) = find_sheet_head(top, mapping)? {
            return Ok((sheet, head));
        }
    }
    Err(refuse_unknown(mapping))
}

/// Numbers that were there, as hashes: those of a year would take more memory than its rows may.
#[derive(Default)]
struct SeenKeys(HashSet<[u8; 16]>);

impl SeenKeys {
    /// Whether the key is new. A refund may have the number of its payment, and is another row.
    fn insert(&mut self, row: &BillRow, key: &str) -> bool {
        let mut hash = Sha256::new();
        hash.update([u8::from(row.kind == BillKind::Refund)]);
        hash.update(key.as_bytes());
        let digest: [u8; 32] = hash.finalize().into();
        let mut short = [0; 16];
        short.copy_from_slice(&digest[..16]);
        self.0.insert(short)
    }
}

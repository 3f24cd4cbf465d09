//! Bills into rows: what wallets, payment services, a marketplace and banks state was moved.
//!
//! The way of a file: `unpack` opens archives and tells a workbook from a text; `recognise` finds the headings and with them the
//! service, whose `layout` says how its rows are read; `table` hands them out one by one, and `preamble` and `totals` compare
//! what the bill says of itself. A folder for each service has nothing but its columns, its words and what they mean.
//!
//! Invariant: as many entries come out as rows are in the file. A number that a spreadsheet spoilt refuses its row; an unknown
//! state leaves a row to be looked at; an unknown direction, a bad amount or a number that comes twice refuses the file, with
//! its line. Nothing is dropped, and nothing is guessed.
//!
//! Invariant: rows are handed out and not kept: memory grows with the file's bytes and with 16 bytes a row.
//!
//! Formats and their sources: `bills.md`.

pub(crate) mod alipay;
pub(crate) mod bank;
pub(crate) mod columns;
pub mod errors;
pub(crate) mod layout;
pub(crate) mod marketplace;
pub(crate) mod moment;
pub(crate) mod order_numbers;
pub(crate) mod preamble;
pub(crate) mod recognise;
pub(crate) mod table;
#[cfg(test)]
mod tests;
pub(crate) mod totals;
pub(crate) mod unpack;
pub(crate) mod wechat;
pub(crate) mod words;

use secrecy::SecretString;
use sha2::{Digest as _, Sha256};

pub use self::bank::mapping::BankMapping;
use self::marketplace::json::JsonSales;
use self::preamble::BillPreamble;
use self::table::{BillTable, BillTableEntry};
pub use self::totals::{BillTotal, BillWarning};
pub use self::unpack::is_encrypted_bill;
use self::unpack::{BillContent, unpack_bill};
use super::errors::FormatError;
use super::sheet::workbook::too_big;
use super::sheet::{IMPORT_LIMITS, SheetLimits};
use super::source::{BOM, InputSource};
use crate::domain::bill::row::BillRow;
use crate::domain::bill::service::{BillScope, BillService};
use crate::domain::bill::statement::BillHead;
use crate::error::{Error, Result};

/// What whoever hands a bill over knows of it.
#[derive(Clone, Copy, Default)]
pub struct BillOptions<'a> {
    /// Of an encrypted archive; the services send it apart from the file.
    pub password: Option<&'a SecretString>,
    /// Whose bill it is, where the file does not say, or says it otherwise.
    pub account: Option<&'a str>,
    /// The columns of a bank that is not known.
    pub mapping: Option<&'a BankMapping>,
}

/// One row of a bill.
#[derive(Clone, Debug)]
pub enum BillEntry {
    Row(Box<BillRow>),
    /// A row that cannot be used; those beside it can.
    Refused {
        line: u64,
        why: Box<Error>,
    },
}

/// What there is to say of a bill when its last row is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillCheck {
    /// All rows, those included that were refused.
    pub rows: u64,
    pub warnings: Vec<BillWarning>,
}

/// A bill, its rows still to be read. After an `Err` there is nothing more.
pub struct BillReader {
    head: BillHead,
    sha256: [u8; 32],
    entries: BillEntries,
    ended: bool,
    failed: Option<Box<Error>>,
}

enum BillEntries {
    Table(Box<BillTable>),
    Sales { sales: Box<JsonSales>, count: u64 },
}

/// Opens a bill of any known service.
pub fn open_bill(source: InputSource<'_>, options: BillOptions<'_>) -> Result<BillReader> {
    open_within(source, options, IMPORT_LIMITS)
}

fn open_within(mut source: InputSource<'_>, options: BillOptions<'_>, limits: SheetLimits) -> Result<BillReader> {
    let bytes = source.read_rest(limits.bytes)?;
    if bytes.len() as u64 > limits.bytes {
        return Err(too_big(limits.bytes));
    }
    if bytes.is_empty() {
        return Err(FormatError::CsvEmpty.into());
    }
    let mut hash = Sha256::new();
    hash.update(if source.had_mark() { BOM } else { &[] });
    hash.update(&bytes);
    let sha256 = hash.finalize().into();
    let (entries, preamble) = match unpack_bill(bytes, source.path(), options.password, limits)? {
        BillContent::Json(bytes) => {
            let sales = Box::new(JsonSales::open(bytes)?);
            (BillEntries::Sales { sales, count: 0 }, BillPreamble::default())
        }
        BillContent::Text(text) => {
            let (table, preamble) = BillTable::open_text(text, options.mapping, limits)?;
            (BillEntries::Table(Box::new(table)), preamble)
        }
        BillContent::Book(book) => {
            let (table, preamble) = BillTable::open_book(book, options.mapping, limits)?;
            (BillEntries::Table(Box::new(table)), preamble)
        }
    };
    let head = BillHead {
        service: entries.service(),
        account: options.account.map(str::to_owned).or(preamble.account).unwrap_or_default(),
        period: preamble.period,
        exported_at: preamble.exported_at,
        scope: preamble.scope.unwrap_or(BillScope::Everything),
    };
    Ok(BillReader { head, sha256, entries, ended: false, failed: None })
}

impl BillReader {
    pub const fn head(&self) -> &BillHead {
        &self.head
    }

    /// Of the file as it was handed over, packed and encrypted as it may be.
    pub const fn sha256(&self) -> [u8; 32] {
        self.sha256
    }

    /// The next row; `None` behind the last. An `Err` refuses the whole file, whatever came before it.
    pub fn next_entry(&mut self) -> Option<Result<BillEntry>> {
        if self.ended {
            return None;
        }
        match self.entries.next_entry() {
            Ok(Some((line, Ok(row)))) => {
                debug_assert_eq!(line, row.line, "a row knows its line");
                Some(Ok(BillEntry::Row(Box::new(row))))
            }
            Ok(Some((line, Err(why)))) => Some(Ok(BillEntry::Refused { line, why })),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                self.failed = Some(error.clone());
                Some(Err(error))
            }
        }
    }

    /// Compares the rows with what the bill states of them. Rows that nobody took are read here.
    pub fn finish(mut self) -> Result<BillCheck> {
        while let Some(entry) = self.next_entry() {
            entry?;
        }
        match (self.failed, self.entries) {
            (Some(error), _) => Err(error),
            (None, BillEntries::Sales { count, .. }) => Ok(BillCheck { rows: count, warnings: Vec::new() }),
            (None, BillEntries::Table(table)) => Ok(BillCheck { rows: table.count(), warnings: table.finish()? }),
        }
    }
}

impl BillEntries {
    const fn service(&self) -> BillService {
        match self {
            Self::Table(table) => table.service(),
            Self::Sales { .. } => BillService::Marketplace,
        }
    }

    fn next_entry(&mut self) -> Result<Option<BillTableEntry>> {
        match self {
            Self::Table(table) => table.next_entry(),
            Self::Sales { sales, count } => {
                let entry = sales.next_sale()?;
                *count += u64::from(entry.is_some());
                Ok(entry)
            }
        }
    }
}

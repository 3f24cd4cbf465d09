//! CSV row by row: UTF-8, bounded, with columns found by any of their names.
//!
//! Limits (`promises.md`, part 5): 10 MiB, 50,000 rows, 64 columns, 4 KiB a cell.

use std::io::{Chain, Read as _, Take};

use csv::{ByteRecord, ReaderBuilder, Terminator};

use super::errors::FormatError;
use super::field::{is_field_name, shorten_key};
use super::object::closest_name;
use super::source::InputSource;
use crate::error::{Error, Result};

/// What one sheet may cost.
#[derive(Clone, Copy, Debug)]
pub struct SheetLimits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Rows under the header.
    pub rows: u64,
    pub columns: usize,
    /// Bytes of one cell.
    pub cell: usize,
}

/// The limits of every import.
pub const IMPORT_LIMITS: SheetLimits = SheetLimits { bytes: 10 * 1024 * 1024, rows: 50_000, columns: 64, cell: 4096 };

/// A column: what it is called in messages, and every heading it may have, the best first.
#[derive(Clone, Copy, Debug)]
pub struct SheetColumn {
    /// The name in messages.
    pub name: &'static str,
    /// Headings, in lower case and without spaces, `_` and `-`.
    pub headings: &'static [&'static str],
}

/// One row under the header.
#[derive(Debug)]
pub struct SheetRow {
    /// Its line in the file, from 1.
    pub line: u64,
    cells: Vec<String>,
}

impl SheetRow {
    /// The cell of a column without surrounding white space; `None` when blank.
    pub fn cell_text(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
}

pub struct CsvSheet<'a> {
    reader: csv::Reader<Chain<Take<InputSource<'a>>, &'static [u8]>>,
    limits: SheetLimits,
    path: std::path::PathBuf,
    lines_before: u64,
    /// Cleaned headings, for look-ups; empty where the file has an empty cell.
    headings: Vec<String>,
    rows: u64,
    ended: bool,
}

impl<'a> CsvSheet<'a> {
    /// Reads the header. `lines_before` lines of the file are already gone.
    pub fn open(source: InputSource<'a>, lines_before: u64, limits: SheetLimits) -> Result<Self> {
        let path = source.path().to_owned();
        // Ended by LF alone, and always ended: only then does the reader's own count of lines give the line of a row.
        // A CR before it stays at the end of the last cell, where white space does not count.
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).terminator(Terminator::Any(b'\n'));
        let reader = builder.from_reader(source.take(limits.bytes + 1).chain(&b"\n"[..]));
        let mut sheet = Self { reader, limits, path, lines_before, headings: Vec::new(), rows: 0, ended: false };
        let Some(header) = sheet.next_record()? else { return Ok(sheet) };
        sheet.headings = header.cells.iter().map(|heading| clean_heading(heading)).collect();
        sheet.check_header(header.line)?;
        Ok(sheet)
    }

    /// Whether the file has not even a header.
    pub fn is_empty(&self) -> bool {
        self.headings.is_empty()
    }

    /// The place of a column, if the sheet has it.
    pub fn find_column(&self, column: SheetColumn) -> Option<usize> {
        // By the headings' own order and not the file's: 实付金额 wins over 金额 wherever it stands.
        column.headings.iter().find_map(|name| self.headings.iter().position(|heading| heading == name))
    }

    /// The place of a column that has to be there.
    pub fn require_column(&self, column: SheetColumn) -> Result<usize> {
        self.find_column(column).ok_or_else(|| {
            let (name, any) = (column.name, column.headings.join(" / "));
            FormatError::CsvColumnMissing { name: &name, any: &any }
                .into_error()
                .detail("field", name)
                .detail("line", 1 + self.lines_before)
        })
    }

    /// Refuses headings of no column in `known`.
    pub fn deny_unknown(&self, known: &[SheetColumn]) -> Result<()> {
        let is_known = |heading: &str| known.iter().any(|column| column.headings.contains(&heading));
        match self.headings.iter().enumerate().find(|(_, heading)| !is_known(heading)) {
            Some((index, heading)) => {
                let names: Vec<&str> = known.iter().flat_map(|column| column.headings).copied().collect();
                // A sheet without headings begins with somebody's data.
                if closest_name(heading, &names).is_none() && !is_field_name(heading) {
                    let column = index + 1;
                    let error = FormatError::ColumnUntold { column: &column, list: &names.join(", ") };
                    return Err(error.into_error().detail("column", column));
                }
                let name = shorten_key(heading);
                let error = match closest_name(&name, &names) {
                    Some(meant) => FormatError::ColumnMisspelt { name: &name, meant: &meant }
                        .into_error()
                        .detail("suggestion", meant),
                    None => FormatError::ColumnUnknown { name: &name, list: &names.join(", ") }.into_error(),
                };
                Err(error.detail("field", name))
            }
            None => Ok(()),
        }
    }

    fn check_header(&self, line: u64) -> Result<()> {
        for (index, heading) in self.headings.iter().enumerate() {
            if !heading.is_empty() && self.headings.iter().take(index).any(|before| before == heading) {
                let (name, column) = (shorten_key(heading), index + 1);
                return Err(FormatError::CsvColumnTwice { line: &line, column: &column, name: &name }
                    .into_error()
                    .detail("line", line)
                    .detail("column", column));
            }
        }
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<SheetRow>> {
        let Some(row) = self.next_record()? else { return Ok(None) };
        self.rows += 1;
        let (line, rows, width, found) = (row.line, self.limits.rows, self.headings.len(), row.cells.len());
        // Counted while it is read: a file that is refused in the end must not have been held in memory first.
        if self.rows > rows {
            let error = FormatError::CsvTooManyRows { rows: &rows }.into_error();
            return Err(error.detail("line", line).detail("limit", rows));
        }
        if found != width {
            return Err(FormatError::CsvColumns { line: &line, found: &found, width: &width }
                .into_error()
                .detail("line", line)
                .detail("column", found.min(width) + 1));
        }
        Ok(Some(row))
    }

    fn next_record(&mut self) -> Result<Option<SheetRow>> {
        let mut record = ByteRecord::new();
        loop {
            let more = self.reader.read_byte_record(&mut record).map_err(|error| self.broken_csv(error))?;
            let position = self.reader.position();
            // One byte more for the line end that was added.
            if position.byte() > self.limits.bytes + 1 {
                let limit = self.limits.bytes;
                return Err(FormatError::CsvTooBig { limit: &limit }.into_error().detail("limit", limit));
            }
            if !more {
                return Ok(None);
            }
            // With LF as the only line end, a blank line of a Windows file is a record of one cell that holds its CR.
            if record.as_slice() != b"\r" {
                let inside = record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
                // Counted from the row's end, past blank lines; a quote that never closes has no end to count from.
                let begun = record.position().map_or(1, csv::Position::line);
                let line = position.line().saturating_sub(1 + inside).max(begun);
                return self.build_row(&record, self.lines_before + line).map(Some);
            }
        }
    }

    fn build_row(&self, record: &ByteRecord, line: u64) -> Result<SheetRow> {
        if record.len() > self.limits.columns {
            let limit = self.limits.columns;
            return Err(FormatError::CsvTooManyColumns { line: &line, limit: &limit }
                .into_error()
                .detail("line", line)
                .detail("limit", limit));
        }
        let cells = record.iter().enumerate().map(|(index, cell)| self.decode_cell(cell, line, index + 1));
        Ok(SheetRow { line, cells: cells.collect::<Result<_>>()? })
    }

    fn decode_cell(&self, cell: &[u8], line: u64, column: usize) -> Result<String> {
        let limit = self.limits.cell;
        let fail = |wrong: FormatError<'_>| Err(wrong.into_error().detail("line", line).detail("column", column));
        if cell.len() > limit {
            return fail(FormatError::CsvCellTooLong { line: &line, column: &column, limit: &limit })
                .map_err(|error| error.detail("limit", limit));
        }
        match std::str::from_utf8(cell) {
            // SQLite and C programs end a text there: what was checked would not be what is shown.
            Ok(text) if text.contains('\0') => fail(FormatError::CsvNul { line: &line, column: &column }),
            Ok(text) => Ok(text.to_owned()),
            Err(_) => fail(FormatError::CsvNotUtf8 { line: &line, column: &column }),
        }
    }

    fn broken_csv(&self, error: csv::Error) -> Box<Error> {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Error::io(&self.path, &error),
            // A byte reader that is flexible about lengths has no other failure.
            _ => FormatError::Csv.into_error(),
        }
    }
}

/// Rows in order; nothing more after an error.
impl Iterator for CsvSheet<'_> {
    type Item = Result<SheetRow>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.next_row().transpose();
        self.ended = !matches!(row, Some(Ok(_)));
        row
    }
}

/// A heading without what exports vary: case, spaces, `_`, `-`, and the unit yuan in brackets.
fn clean_heading(heading: &str) -> String {
    let plain: String = heading.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-')).collect();
    let plain = plain.to_lowercase();
    let unit = ["(元)", "（元）"].iter().find_map(|unit| plain.strip_suffix(unit));
    unit.map_or_else(|| plain.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NO: SheetColumn = SheetColumn { name: "no", headings: &["no", "订单号"] };
    const AMOUNT: SheetColumn = SheetColumn { name: "amount", headings: &["paidamount", "金额"] };

    fn open(text: &[u8], limits: SheetLimits) -> Result<CsvSheet<'_>> {
        CsvSheet::open(InputSource::from_reader("-", text)?, 0, limits)
    }

    fn rows(text: &str) -> Result<Vec<SheetRow>> {
        open(text.as_bytes(), IMPORT_LIMITS)?.collect()
    }

    #[test]
    fn columns_are_found_by_any_heading_and_cells_are_trimmed() {
        let mut sheet =
            open("\u{feff}金额（元）,\" 订单号 \",x\r\n 1 ,\"a\"\"b,\nc\",\r\n".as_bytes(), IMPORT_LIMITS).unwrap();
        let (no, amount) = (sheet.require_column(NO).unwrap(), sheet.require_column(AMOUNT).unwrap());
        let row = sheet.next().unwrap().unwrap();
        assert_eq!((row.cell_text(no), row.cell_text(amount), row.cell_text(2)), (Some("a\"b,\nc"), Some("1"), None));
        assert!(sheet.next().is_none());
        assert!(open(b"Paid_Amount,no", IMPORT_LIMITS).unwrap().find_column(AMOUNT).is_some());
        // The first heading in the column's own order wins, not the first in the file.
        assert_eq!(open("订单号,no".as_bytes(), IMPORT_LIMITS).unwrap().find_column(NO), Some(1));
    }

    #[test]
    fn a_row_knows_its_line_whatever_ends_lines() {
        let unix = "no,b\n1,2\n\n\"a\nb\",2\n3,\"4\"";
        for text in [unix, &unix.replace('\n', "\r\n"), &format!("{unix}\n"), &format!("{unix}\r\n\r\n")] {
            let lines: Vec<u64> = rows(text).unwrap().iter().map(|row| row.line).collect();
            assert_eq!(lines, [2, 4, 6], "{text:?}");
        }
    }

    #[test]
    fn refusals_name_line_and_column() {
        let wide = vec!["x"; 65].join(",");
        let long = format!("no,b\n1,{}", "x".repeat(4097));
        let open_quote = format!("no,b\n1,\"{}", "x".repeat(9000));
        for (text, code, line, column) in [
            ("no,No\n", "csv_column_twice", 1, 2),
            ("no,b\n1,2\n1\n", "csv_columns", 3, 2),
            ("no,b\n1,2,3\n", "csv_columns", 2, 3),
            (wide.as_str(), "csv_too_many_columns", 1, 0),
            (long.as_str(), "csv_cell_too_long", 2, 2),
            (open_quote.as_str(), "csv_cell_too_long", 2, 2),
            ("no,b\n1,\0\n", "csv_nul", 2, 2),
        ] {
            let error = rows(text).unwrap_err();
            assert_eq!((error.code, error.details["line"].as_u64()), (code, Some(line)), "{text:.20}");
            assert!(column == 0 || error.details["column"] == column, "{text:.20}: {error:?}");
        }
        let gbk = open(b"\xb6\xa9\xb5\xa5\xba\xc5,b\n", IMPORT_LIMITS).err().unwrap();
        assert_eq!((gbk.code, gbk.hint.is_some()), ("csv_not_utf8", true));
        let missing = open(b"a,b\n", IMPORT_LIMITS).unwrap().require_column(NO).unwrap_err();
        assert_eq!((missing.code, &missing.details["field"]), ("csv_column_missing", &"no".into()));
        let unknown = open(b"no,paid_amuont\n", IMPORT_LIMITS).unwrap().deny_unknown(&[NO, AMOUNT]).unwrap_err();
        assert_eq!((unknown.code, &unknown.details["suggestion"]), ("csv_column_unknown", &"paidamount".into()));
    }

    #[test]
    fn limits_are_inclusive() {
        let three = SheetLimits { rows: 2, bytes: 8, ..IMPORT_LIMITS };
        assert_eq!(open(b"no\n1\n2\n", three).unwrap().filter(|row| row.is_ok()).count(), 2);
        let error = open(b"n\n1\n2\n3\n", three).unwrap().last().unwrap().unwrap_err();
        assert_eq!((error.code, &error.details["limit"]), ("csv_too_many_rows", &2.into()));
        let error = open(b"no\n111111\n", three).unwrap().last().unwrap().unwrap_err();
        assert_eq!(error.code, "csv_too_big");
        let mut endless =
            CsvSheet::open(InputSource::from_reader("-", std::io::repeat(b'"')).unwrap(), 0, IMPORT_LIMITS);
        assert_eq!(endless.as_mut().err().unwrap().code, "csv_too_big");
        assert!(open(b"", IMPORT_LIMITS).unwrap().is_empty());
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[a-c\",\n\r ]{0,80}") {
            for bytes in [bytes.as_slice(), text.as_bytes()] {
                if let Ok(sheet) = open(bytes, IMPORT_LIMITS) {
                    let _ = sheet.take_while(Result::is_ok).count();
                }
            }
        }

        #[test]
        fn cells_come_back_as_they_were_written(cells in proptest::collection::vec("[a-z\",\n文]{1,9}", 2)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["no", "b"]).unwrap();
            writer.write_record(&cells).unwrap();
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(&rows(&text).unwrap()[0].cells, &cells);
        }
    }
}

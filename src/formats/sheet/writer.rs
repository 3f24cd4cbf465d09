//! Sheets that are written: one row of cells becomes a line of CSV or a row of a workbook. Both are read again by this program,
//! and neither is rounded or run by a spreadsheet.

use std::borrow::Cow;
use std::io::{Seek, Write};
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::domain::value::money::Fen;
use crate::domain::value::time::Day;
use crate::error::{Error, Result};
use crate::formats::errors::FormatError;

/// What a CSV begins with, so that a spreadsheet reads it as UTF-8.
pub const CSV_MARK: &str = "\u{feff}";

/// From so many digits on a spreadsheet shows a number in another way, or rounds it.
const LONG_NUMBER: usize = 12;

/// How wide a column of a workbook is, in characters.
const COLUMN_WIDTH: u16 = 18;

/// One cell of a sheet that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetCell<'a> {
    Empty,
    /// A text, whatever it looks like: ids too.
    Text(Cow<'a, str>),
    /// With two decimals.
    Amount(Fen),
    Count(u32),
    Day(Day),
    /// The hands of a clock somewhere: `2026-03-20 11:35:46`.
    Moment(String),
}

impl<'a> From<&'a str> for SheetCell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

/// One line of a CSV, ended by CRLF.
pub fn format_csv_row(cells: &[SheetCell<'_>]) -> Result<String> {
    let broken = || FormatError::Csv.into_error();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells.iter().map(|cell| format_csv_cell(cell).into_bytes())).map_err(|_| broken())?;
    let bytes = writer.into_inner().map_err(|_| broken())?;
    String::from_utf8(bytes).map_err(|_| broken())
}

fn format_csv_cell(cell: &SheetCell<'_>) -> String {
    match cell {
        SheetCell::Empty => String::new(),
        SheetCell::Text(text) => guard_cell(text),
        // A loss begins with a minus, and is a number all the same.
        SheetCell::Amount(amount) => amount.to_string(),
        SheetCell::Count(count) => count.to_string(),
        SheetCell::Day(day) => day.to_string(),
        SheetCell::Moment(at) => at.clone(),
    }
}

/// A cell that a spreadsheet leaves as it is: no long number that it would round, nothing that it would run.
fn guard_cell(cell: &str) -> String {
    if cell.len() >= LONG_NUMBER && cell.bytes().all(|b| b.is_ascii_digit()) {
        format!("=\"{cell}\"")
    } else if cell
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
    {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// A workbook of one sheet, written row by row; what was written waits on the disk.
pub struct WorkbookWriter {
    book: Workbook,
    next_row: u32,
    amount: Format,
    day: Format,
    moment: Format,
}

impl WorkbookWriter {
    /// A sheet of this name with these headings, which stay in sight; rows wait in `directory`, else where temporary files go.
    pub fn begin_sheet(name: &str, headings: &[&str], directory: Option<&Path>) -> Result<Self> {
        let mut book = Workbook::new();
        if let Some(directory) = directory {
            book.set_tempdir(directory).map_err(|error| explain_failure(&error))?;
        }
        let sheet = book.add_worksheet_with_constant_memory().map_err(|error| explain_failure(&error))?;
        begin_rows(sheet, name, headings).map_err(|error| explain_failure(&error))?;
        let (amount, day) = (Format::new().set_num_format("0.00"), Format::new().set_num_format("yyyy-mm-dd"));
        let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        Ok(Self { book, next_row: 1, amount, day, moment })
    }

    pub fn add_row(&mut self, cells: &[SheetCell<'_>]) -> Result<()> {
        self.write_cells(cells).map_err(|error| explain_failure(&error))
    }

    fn write_cells(&mut self, cells: &[SheetCell<'_>]) -> std::result::Result<(), XlsxError> {
        let row = self.next_row;
        let sheet = self.book.worksheet_from_index(0)?;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                SheetCell::Empty => {}
                SheetCell::Text(text) => drop(sheet.write_string(row, column, text.as_ref())?),
                // Two decimals and at most seven digits before them: exact enough for every spreadsheet.
                SheetCell::Amount(amount) => {
                    let number = amount.to_string().parse::<f64>().unwrap_or_default();
                    sheet.write_number_with_format(row, column, number, &self.amount)?;
                }
                SheetCell::Count(count) => drop(sheet.write_number(row, column, f64::from(*count))?),
                SheetCell::Day(day) => {
                    let day = ExcelDateTime::parse_from_str(&day.to_string())?;
                    sheet.write_datetime_with_format(row, column, day, &self.day)?;
                }
                SheetCell::Moment(at) => {
                    let at = ExcelDateTime::parse_from_str(&at.replace(' ', "T"))?;
                    sheet.write_datetime_with_format(row, column, at, &self.moment)?;
                }
            }
        }
        self.next_row += 1;
        Ok(())
    }

    /// Writes the whole file.
    pub fn save_to(mut self, to: impl Write + Seek + Send) -> Result<()> {
        self.book.save_to_writer(to).map_err(|error| explain_failure(&error))
    }

    /// The whole file.
    pub fn into_bytes(mut self) -> Result<Vec<u8>> {
        self.book.save_to_buffer().map_err(|error| explain_failure(&error))
    }
}

fn begin_rows(sheet: &mut Worksheet, name: &str, headings: &[&str]) -> std::result::Result<(), XlsxError> {
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (column, heading) in (0..).zip(headings) {
        sheet.set_column_width(column, COLUMN_WIDTH)?.write_string(0, column, *heading)?;
    }
    Ok(())
}

/// A disk that is full is that; whatever else stands in the way is more than a sheet can hold.
fn explain_failure(error: &XlsxError) -> Box<Error> {
    match error {
        XlsxError::IoError(error) => FormatError::WorkbookNotWritten { error }.into_error(),
        _ => FormatError::WorkbookUnwritable.into_error(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_neither_rounds_nor_runs_a_cell() {
        for (cell, guarded) in [
            ("3364202298717566229", "=\"3364202298717566229\""),
            ("506.00", "506.00"),
            ("12345678901", "12345678901"),
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("＝1", "'＝1"),
            ("滑雪票", "滑雪票"),
        ] {
            assert_eq!(guard_cell(cell), guarded);
        }
    }

    #[test]
    fn a_line_of_csv_has_plain_amounts_days_and_times() {
        let cells = [
            "a,\"b\"".into(),
            SheetCell::Amount(Fen::new(-1_860)),
            SheetCell::Empty,
            SheetCell::Day(Day::parse("2026-04-15").unwrap()),
            SheetCell::Moment("2026-03-20 11:35:46".to_owned()),
        ];
        assert_eq!(format_csv_row(&cells).unwrap(), "\"a,\"\"b\"\"\",-18.60,,2026-04-15,2026-03-20 11:35:46\r\n");
    }
}

//! Refused entries written back in the shape in which they came, each with the reason beside it.
//!
//! Whoever repairs the file imports it as it is: the reason is ignored when it is read again, and left out when it is written
//! again.

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use super::{REJECT_REASON, RawEntry};
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::formats::errors::FormatError;
use crate::formats::sheet::column::clean_heading;

/// What a file of refused entries is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectFormat {
    /// One object a line.
    NdJson,
    /// With a mark for spreadsheets.
    Csv,
    Xlsx,
}

/// The heading of the reason in a Chinese sheet.
const REASON_HEADING: &str = "拒绝原因";
/// From so many digits on a spreadsheet shows a number in another way, or rounds it.
const LONG_NUMBER: usize = 12;

/// Refused entries of one file.
pub struct RejectedEntries {
    format: RejectFormat,
    /// The sheet's columns that are written: their places and headings.
    columns: Vec<(usize, String)>,
    lang: Lang,
    rows: Vec<(RawEntry, String)>,
}

impl RejectedEntries {
    /// None yet, of a file with these headings.
    pub fn new(format: RejectFormat, headings: &[String], lang: Lang) -> Self {
        let is_reason = |heading: &str| {
            let (name, _) = clean_heading(heading);
            name == REASON_HEADING || name == clean_heading(REJECT_REASON).0
        };
        let columns = headings.iter().enumerate().filter(|(_, heading)| !is_reason(heading));
        Self { format, columns: columns.map(|(at, heading)| (at, heading.clone())).collect(), lang, rows: Vec::new() }
    }

    pub fn add_entry(&mut self, entry: RawEntry, reason: String) {
        self.rows.push((entry, reason));
    }

    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The whole file.
    pub fn into_bytes(self) -> Result<Vec<u8>> {
        match self.format {
            RejectFormat::NdJson => Ok(self.write_objects()),
            RejectFormat::Csv => self.write_csv(),
            RejectFormat::Xlsx => self.write_workbook(),
        }
    }

    fn write_objects(self) -> Vec<u8> {
        let mut text = String::new();
        for (entry, reason) in self.rows {
            let RawEntry::Json(mut value) = entry else { continue };
            if let Value::Object(object) = &mut value {
                object.insert(REJECT_REASON.to_owned(), reason.into());
            }
            text.push_str(&value.to_string());
            text.push('\n');
        }
        text.into_bytes()
    }

    fn heading_row(&self) -> Vec<String> {
        let reason = match self.lang {
            Lang::Zh => REASON_HEADING,
            Lang::En => REJECT_REASON,
        };
        self.columns.iter().map(|(_, heading)| heading.clone()).chain([reason.to_owned()]).collect()
    }

    fn cells(&self) -> impl Iterator<Item = Vec<&str>> {
        self.rows.iter().filter_map(|(entry, reason)| {
            let RawEntry::Cells(cells) = entry else { return None };
            let cell = |at: &usize| cells.get(*at).map_or("", String::as_str);
            Some(self.columns.iter().map(|(at, _)| cell(at)).chain([reason.as_str()]).collect())
        })
    }

    fn write_csv(&self) -> Result<Vec<u8>> {
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
        let broken = |_| FormatError::Csv.into_error();
        writer.write_record(self.heading_row()).map_err(broken)?;
        for cells in self.cells() {
            writer.write_record(cells.into_iter().map(guard_cell)).map_err(broken)?;
        }
        writer.flush().map_err(|_| FormatError::Csv.into_error())?;
        drop(writer);
        Ok(bytes)
    }

    fn write_workbook(&self) -> Result<Vec<u8>> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let headings = self.heading_row();
        let headings = std::iter::once(headings.iter().map(String::as_str).collect::<Vec<_>>());
        for (row, cells) in (0..).zip(headings.chain(self.cells())) {
            for (column, cell) in (0..).zip(cells) {
                // As a text, whatever it is: it is read again as it was written.
                sheet.write_string(row, column, cell).map_err(|_| FormatError::WorkbookUnwritable.into_error())?;
            }
        }
        book.save_to_buffer().map_err(|_| FormatError::WorkbookUnwritable.into_error())
    }
}

/// A cell that a spreadsheet leaves as it is: no long number that it would round, nothing that it would run.
pub(crate) fn guard_cell(cell: &str) -> String {
    if cell.len() >= LONG_NUMBER && cell.bytes().all(|b| b.is_ascii_digit()) {
        format!("=\"{cell}\"")
    } else if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::orders::read_orders;
    use crate::formats::source::InputSource;

    const HEADINGS: [&str; 5] = ["订单号", "商品名称", "实付金额", "付款时间", "拒绝原因"];

    #[test]
    fn what_is_written_back_is_read_again_without_its_reason() {
        let headings: Vec<String> = HEADINGS.map(str::to_owned).to_vec();
        let cells = ["3364202298717566229", "=滑雪票,\"双板\"", "506", "2026-03-20 11:35", "上次的原因"];
        for (format, lang) in [(RejectFormat::Csv, Lang::Zh), (RejectFormat::Xlsx, Lang::En)] {
            let mut rejected = RejectedEntries::new(format, &headings, lang);
            rejected.add_entry(RawEntry::Cells(cells.map(str::to_owned).to_vec()), "原因, \"x\"".to_owned());
            let bytes = rejected.into_bytes().unwrap();
            let entries = read_orders(InputSource::from_reader("-", bytes.as_slice()).unwrap(), None).unwrap();
            let reason = if lang == Lang::Zh { REASON_HEADING } else { REJECT_REASON };
            assert_eq!(entries.headings(), ["订单号", "商品名称", "实付金额", "付款时间", reason]);
            let entries: Vec<_> = entries.collect::<Result<_>>().unwrap();
            assert_eq!(entries.len(), 1);
            let RawEntry::Cells(again) = &entries[0].raw else { panic!() };
            assert_eq!(again[..4], cells[..4], "{format:?}");
            assert_eq!(entries[0].external_order_no.as_deref(), Some(cells[0]));
        }
    }

    #[test]
    fn an_object_is_one_line_with_its_reason() {
        let mut rejected = RejectedEntries::new(RejectFormat::NdJson, &[], Lang::En);
        rejected.add_entry(RawEntry::Json(serde_json::json!({"order_no": "1"})), "why".to_owned());
        let text = String::from_utf8(rejected.into_bytes().unwrap()).unwrap();
        assert_eq!(text, "{\"order_no\":\"1\",\"rejectReason\":\"why\"}\n");
    }

    #[test]
    fn a_spreadsheet_neither_rounds_nor_runs_a_cell() {
        for (cell, guarded) in [
            ("3364202298717566229", "=\"3364202298717566229\""),
            ("506.00", "506.00"),
            ("12345678901", "12345678901"),
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("滑雪票", "滑雪票"),
        ] {
            assert_eq!(guard_cell(cell), guarded);
        }
    }
}

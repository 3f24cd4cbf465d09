//! Refused entries written back in the shape in which they came, each with the reason beside it.
//!
//! Whoever repairs the file imports it as it is: the reason is ignored when it is read again, and left out when it is written
//! again.

use std::path::Path;

use serde_json::Value;

use super::{REJECT_REASON, RawEntry};
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::{Result, RowProblem};
use crate::formats::sheet::column::clean_heading;
use crate::formats::sheet::writer::{CSV_MARK, SheetCell, WorkbookWriter, format_csv_row};
use crate::fs::output_file::write_private_file;

/// What a file of refused entries is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectFormat {
    /// One object a line.
    NdJson,
    /// With a mark for spreadsheets.
    Csv,
    Xlsx,
}

impl RejectFormat {
    /// That of a sheet's rows, by the ending of the file that takes them.
    pub fn of_sheet(path: &Path) -> Self {
        let is_workbook = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
        if is_workbook { Self::Xlsx } else { Self::Csv }
    }
}

/// The heading of the reason in a Chinese sheet.
const REASON_HEADING: &str = "拒绝原因";

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

    /// Writes the whole file under a free name; none where nothing was refused.
    pub fn save_to(self, path: &Path) -> Result<()> {
        if self.rows.is_empty() { Ok(()) } else { write_private_file(path, &self.into_bytes()?) }
    }

    fn into_bytes(self) -> Result<Vec<u8>> {
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
        let headings = self.heading_row();
        let mut text = CSV_MARK.to_owned();
        text.push_str(&format_csv_row(&as_texts(headings.iter().map(String::as_str)))?);
        for cells in self.cells() {
            text.push_str(&format_csv_row(&as_texts(cells.into_iter()))?);
        }
        Ok(text.into_bytes())
    }

    fn write_workbook(&self) -> Result<Vec<u8>> {
        let headings = self.heading_row();
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let mut book = WorkbookWriter::begin_sheet("Sheet1", &headings, None)?;
        for cells in self.cells() {
            book.add_row(&as_texts(cells.into_iter()))?;
        }
        book.into_bytes()
    }
}

/// All that is wrong with a row, for whoever repairs it.
pub fn explain_problems(problems: &[RowProblem]) -> BilingualMessage {
    let join = |lang: Lang, between: &str| {
        problems.iter().map(|one| explain_problem(one, lang)).collect::<Vec<_>>().join(between)
    };
    BilingualMessage { zh: join(Lang::Zh, "；"), en: join(Lang::En, "; ") }
}

fn explain_problem(problem: &RowProblem, lang: Lang) -> String {
    let why = problem.error.message.in_lang(lang);
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    problem.column.as_ref().map_or_else(|| why.to_owned(), |column| format!("{column}{colon}{why}"))
}

/// As texts, whatever they are: they are read again as they were written.
fn as_texts<'a>(cells: impl Iterator<Item = &'a str>) -> Vec<SheetCell<'a>> {
    cells.map(SheetCell::from).collect()
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
}

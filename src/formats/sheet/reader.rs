//! A sheet whose headings were found: its rows, and where each column stands.

use super::column::{AmountUnit, SheetColumn, clean_heading};
use super::delimited::{DELIMITERS, DelimitedRows};
use super::encoding::{decode_text, first_foreign_byte};
use super::file_kind::SheetFileKind;
use super::limits::SheetLimits;
use super::packed::PackedRows;
use super::row::SheetRow;
use super::workbook::{SheetName, Workbook, foreign_file, too_big};
use crate::domain::value::message::BilingualText;
use crate::error::{Error, Result};
use crate::formats::errors::FormatError;
use crate::formats::field::{is_field_name, shorten_key};
use crate::formats::object::closest_name;
use crate::formats::source::InputSource;

/// What a sheet was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFormat {
    /// Cells parted by a delimiter.
    Delimited,
    Workbook,
}

/// Rows under the headings, in order; nothing more after an error.
pub struct SheetReader {
    source: RowSource,
    limits: SheetLimits,
    /// The headings as the file spells them.
    headings: Vec<String>,
    /// The same for look-ups.
    names: Vec<(String, AmountUnit)>,
    heading_row: u64,
    rows: u64,
    ended: bool,
}

enum RowSource {
    Delimited(Box<DelimitedRows>),
    Packed { rows: PackedRows, next: usize },
}

/// Where rows may have their headings: those before it are titles.
struct FoundHead {
    row: SheetRow,
    /// How many rows there are up to it.
    passed: usize,
    /// How many of the columns it names.
    known: usize,
    complete: bool,
    /// Whether a row with something in it follows.
    followed: bool,
}

impl SheetReader {
    /// Reads a file and finds the headings of `columns` in it: in any row near its top, and in a workbook in any sheet. Of
    /// several sheets that have them, `sheet` names the one that is meant.
    pub fn open(
        mut source: InputSource<'_>,
        columns: &[SheetColumn],
        sheet: Option<&str>,
        limits: SheetLimits,
    ) -> Result<Self> {
        let bytes = source.read_rest(limits.bytes)?;
        let is_too_big = bytes.len() as u64 > limits.bytes;
        match SheetFileKind::recognise(&bytes) {
            SheetFileKind::Other(kind) => Err(foreign_file(kind)),
            _ if is_too_big => Err(too_big(limits.bytes)),
            SheetFileKind::Text if sheet.is_some() => Err(FormatError::SheetOfText.into()),
            SheetFileKind::Text => Self::open_text(bytes, columns, limits),
            SheetFileKind::Archive => {
                Self::open_workbook(Workbook::open_archive(bytes, limits)?, columns, sheet, limits)
            }
            SheetFileKind::Compound => Self::open_workbook(Workbook::open_compound(bytes)?, columns, sheet, limits),
        }
    }

    pub const fn format(&self) -> SheetFormat {
        match self.source {
            RowSource::Delimited(_) => SheetFormat::Delimited,
            RowSource::Packed { .. } => SheetFormat::Workbook,
        }
    }

    /// The headings as the file spells them.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The place of a column, if the sheet has it.
    pub fn find_column(&self, column: SheetColumn) -> Option<usize> {
        find_heading(&self.names, column)
    }

    /// What the amounts in a column are counted in, by its heading.
    pub fn amount_unit(&self, place: usize) -> AmountUnit {
        self.names.get(place).map_or(AmountUnit::Yuan, |(_, unit)| *unit)
    }

    /// The place of a column that has to be there.
    pub fn require_column(&self, column: SheetColumn) -> Result<usize> {
        self.find_column(column).ok_or_else(|| {
            let (BilingualText { zh: name_zh, en: name }, any) = (column.label(), column.headings.join(" / "));
            let (zh, en) = match self.format() {
                SheetFormat::Delimited => ("CSV ", "CSV"),
                SheetFormat::Workbook => ("工作簿", "workbook"),
            };
            FormatError::CsvColumnMissing { zh: &zh, en: &en, name_zh: &name_zh, name: &name, any: &any }
                .into_error()
                .detail("field", name)
                .detail("line", self.heading_row)
        })
    }

    /// Refuses headings of no column in `known`.
    pub fn deny_unknown(&self, known: &[SheetColumn]) -> Result<()> {
        let is_known = |heading: &str| known.iter().any(|column| column.headings.contains(&heading));
        let mut headings = self.names.iter().enumerate().filter(|(_, (heading, _))| !heading.is_empty());
        let Some((index, (heading, _))) = headings.find(|(_, (heading, _))| !is_known(heading)) else { return Ok(()) };
        let names: Vec<&str> = known.iter().flat_map(|column| column.headings).copied().collect();
        // A sheet without headings begins with somebody's data.
        if closest_name(heading, &names).is_none() && !is_field_name(heading) {
            let column = index + 1;
            let error = FormatError::ColumnUntold { column: &column, list: &names.join(", ") };
            return Err(error.into_error().detail("column", column));
        }
        let name = shorten_key(heading);
        let error = match closest_name(&name, &names) {
            Some(meant) => {
                FormatError::ColumnMisspelt { name: &name, meant: &meant }.into_error().detail("suggestion", meant)
            }
            None => FormatError::ColumnUnknown { name: &name, list: &names.join(", ") }.into_error(),
        };
        Err(error.detail("field", name))
    }

    fn open_text(bytes: Vec<u8>, columns: &[SheetColumn], limits: SheetLimits) -> Result<Self> {
        let (line, column) = first_foreign_byte(&bytes);
        let mut text = decode_text(bytes).ok_or_else(|| {
            let wrong = FormatError::TextEncoding { line: &line, column: &column };
            wrong.into_error().detail("line", line).detail("column", column)
        })?;
        if text.trim().is_empty() {
            return Err(FormatError::CsvEmpty.into());
        }
        let (start, told) = read_separator_line(&text);
        let mut best: Option<(u8, FoundHead)> = None;
        for delimiter in told.into_iter().chain(DELIMITERS) {
            let mut rows = DelimitedRows::new(text, start, delimiter, limits);
            let found = find_head(|| rows.next_row(), columns, limits.head);
            text = rows.into_text();
            // A wrong delimiter breaks more than it finds: only what none reads is told.
            let Ok(Some(found)) = found else { continue };
            if best.as_ref().is_none_or(|(_, best)| (found.complete, found.known) > (best.complete, best.known)) {
                best = Some((delimiter, found));
            }
        }
        let Some((delimiter, head)) = best else {
            let mut rows = DelimitedRows::new(text, start, b',', limits);
            find_head(|| rows.next_row(), columns, limits.head)?;
            return Err(no_headings(columns, None));
        };
        let mut rows = DelimitedRows::new(text, start, delimiter, limits);
        for _ in 0..head.passed {
            rows.next_row()?;
        }
        Self::under_head(RowSource::Delimited(Box::new(rows)), head.row, columns, limits)
    }

    fn open_workbook(
        mut book: Workbook,
        columns: &[SheetColumn],
        wanted: Option<&str>,
        limits: SheetLimits,
    ) -> Result<Self> {
        let sheets = book.list_sheets();
        let named: Vec<SheetName> =
            sheets.iter().filter(|sheet| wanted.is_none_or(|wanted| wanted == sheet.name)).cloned().collect();
        if let Some(wanted) = wanted.filter(|_| named.is_empty()) {
            let names = list_names(&sheets);
            return Err(FormatError::SheetUnknown { name: &shorten_key(wanted), names: &names }.into_error());
        }
        let mut found: Vec<(&SheetName, FoundHead)> = Vec::new();
        for sheet in &named {
            let rows = book.read_sheet(sheet, limits.head + 1, limits)?;
            let mut next = 0..rows.row_count();
            let head = find_head(|| Ok(next.next().and_then(|index| rows.row_at(index))), columns, limits.head)?;
            found.extend(head.map(|head| (sheet, head)));
        }
        let (sheet, head) = choose_sheet(found).map_err(|choice| match choice {
            SheetChoice::None => no_headings(columns, Some(book.format_name())),
            SheetChoice::Several(names) => FormatError::SheetAmbiguous { names: &names.join("、") }.into_error(),
            SheetChoice::Hidden(name) => FormatError::SheetHidden { name: &shorten_key(&name) }.into_error(),
        })?;
        let most = usize::try_from(limits.rows).unwrap_or(usize::MAX).saturating_add(limits.head + 1);
        let rows = book.read_sheet(sheet, most, limits)?;
        drop(book);
        Self::under_head(RowSource::Packed { rows, next: head.passed }, head.row, columns, limits)
    }

    fn under_head(source: RowSource, head: SheetRow, columns: &[SheetColumn], limits: SheetLimits) -> Result<Self> {
        let mut headings = head.cells().to_vec();
        headings.truncate(head.width());
        let names: Vec<_> = headings.iter().map(|heading| clean_heading(heading)).collect();
        let sheet = Self { source, limits, headings, names, heading_row: head.number, rows: 0, ended: false };
        sheet.check_doubles(columns)?;
        for column in columns.iter().filter(|column| column.required) {
            sheet.require_column(*column)?;
        }
        Ok(sheet)
    }

    /// A column that is given twice has two values; others may be.
    fn check_doubles(&self, columns: &[SheetColumn]) -> Result<()> {
        for (index, (heading, _)) in self.names.iter().enumerate() {
            let is_used = columns.iter().any(|column| column.headings.contains(&heading.as_str()));
            if is_used && self.names.iter().take(index).any(|(before, _)| before == heading) {
                let (line, name, column) = (self.heading_row, shorten_key(heading), index + 1);
                return Err(FormatError::CsvColumnTwice { line: &line, column: &column, name: &name }
                    .into_error()
                    .detail("line", line)
                    .detail("column", column));
            }
        }
        Ok(())
    }

    fn next_row(&mut self) -> Result<Option<SheetRow>> {
        loop {
            let row = match &mut self.source {
                RowSource::Delimited(rows) => rows.next_row()?,
                RowSource::Packed { rows, next } => {
                    *next += 1;
                    rows.row_at(*next - 1)
                }
            };
            let Some(row) = row else { return Ok(None) };
            if row.is_blank() {
                continue;
            }
            self.rows += 1;
            let (line, rows) = (row.number, self.limits.rows);
            // Counted while it is read: a file that is refused in the end must not have been worked through first.
            if self.rows > rows {
                let error = FormatError::CsvTooManyRows { rows: &rows }.into_error();
                return Err(error.detail("line", line).detail("limit", rows));
            }
            return Ok(Some(row));
        }
    }

    /// Why a row cannot be trusted: it has cells beyond the headings, as where a delimiter stands in a cell without quotes.
    pub fn check_width(&self, row: &SheetRow) -> Result<()> {
        let (line, found, width) = (row.number, row.width(), self.headings.len());
        if found <= width {
            return Ok(());
        }
        Err(FormatError::CsvColumns { line: &line, found: &found, width: &width }
            .into_error()
            .detail("line", line)
            .detail("column", width + 1))
    }
}

impl Iterator for SheetReader {
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

/// By the column's own order and not the file's: 实付金额 wins over 金额 wherever it stands.
fn find_heading(names: &[(String, AmountUnit)], column: SheetColumn) -> Option<usize> {
    column.headings.iter().find_map(|name| names.iter().position(|(heading, _)| heading == name))
}

/// The row among the first `most` that names the most of `columns`, the first of equals; `None` where none names any.
fn find_head(
    mut next_row: impl FnMut() -> Result<Option<SheetRow>>,
    columns: &[SheetColumn],
    most: usize,
) -> Result<Option<FoundHead>> {
    let mut best: Option<FoundHead> = None;
    for passed in 1..=most {
        let Some(row) = next_row()? else { break };
        if let Some(best) = best.as_mut().filter(|_| !row.is_blank()) {
            best.followed = true;
            if best.complete {
                break;
            }
        }
        let names: Vec<_> = row.cells().iter().map(|cell| clean_heading(cell)).collect();
        let has = |column: &&SheetColumn| find_heading(&names, **column).is_some();
        let known = columns.iter().filter(has).count();
        let complete = columns.iter().filter(|column| column.required).all(|column| has(&column));
        let better = best.as_ref().is_none_or(|best| (complete, known) > (best.complete, best.known));
        if known > 0 && better {
            best = Some(FoundHead { row, passed, known, complete, followed: false });
        }
    }
    Ok(best)
}

enum SheetChoice {
    None,
    Several(Vec<String>),
    Hidden(String),
}

/// The sheet that is meant: the one that has the headings and rows under them. Hidden ones are never taken silently.
fn choose_sheet(found: Vec<(&SheetName, FoundHead)>) -> std::result::Result<(&SheetName, FoundHead), SheetChoice> {
    let (shown, hidden): (Vec<_>, Vec<_>) = found.into_iter().partition(|(sheet, _)| sheet.visible);
    let (complete, partly): (Vec<_>, Vec<_>) = shown.into_iter().partition(|(_, head)| head.complete);
    let filled = complete.iter().filter(|(_, head)| head.followed).count();
    if filled > 1 {
        let names = complete.iter().filter(|(_, head)| head.followed).map(|(sheet, _)| shorten_key(&sheet.name));
        return Err(SheetChoice::Several(names.collect()));
    }
    let chosen = complete.into_iter().max_by_key(|(_, head)| head.followed);
    if let Some(chosen) = chosen {
        return Ok(chosen);
    }
    if let Some((sheet, _)) = hidden.iter().find(|(_, head)| head.complete && head.followed) {
        return Err(SheetChoice::Hidden(sheet.name.clone()));
    }
    // Nothing has all headings: what lacks the fewest tells which is missing.
    partly.into_iter().max_by_key(|(_, head)| head.known).ok_or(SheetChoice::None)
}

/// `sep=;` in the first line: where the rows begin, and what parts their cells.
fn read_separator_line(text: &str) -> (usize, Option<u8>) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let line = text.get(..end).unwrap_or_default().trim().trim_matches('"').to_ascii_lowercase();
    let Some(delimiter) = line.strip_prefix("sep=") else { return (0, None) };
    let rest = text.get(end..).unwrap_or_default();
    let ends = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
    // A tab was trimmed away with the blanks.
    let delimiter = if delimiter.is_empty() { b'\t' } else { delimiter.as_bytes().first().copied().unwrap_or(b',') };
    (end + ends, Some(delimiter))
}

fn list_names(sheets: &[SheetName]) -> String {
    sheets.iter().map(|sheet| shorten_key(&sheet.name)).collect::<Vec<_>>().join("、")
}

/// Not one heading is known: it is another kind of file, and naming a missing column would only puzzle.
fn no_headings(columns: &[SheetColumn], workbook: Option<&str>) -> Box<Error> {
    let best = |at: usize| {
        let needed = columns.iter().filter(|column| column.required);
        needed.filter_map(|column| column.headings.get(at).or(column.headings.first())).copied().collect::<Vec<_>>()
    };
    let (zh, en) = (best(0).join("、"), columns.iter().filter(|column| column.required).map(|column| column.name));
    let en = en.collect::<Vec<_>>().join(", ");
    match workbook {
        Some(format) => FormatError::WorkbookHeadings { format: &format, zh: &zh, en: &en }.into_error(),
        None => FormatError::SheetHeadings { zh: &zh, en: &en }.into_error(),
    }
}

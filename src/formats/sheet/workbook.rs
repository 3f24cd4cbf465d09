//! A spreadsheet's own file, XLSX or XLS, as the rows of its sheets.

use std::io::{Cursor, Read as _};

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use zip::ZipArchive;

use super::file_kind::ForeignKind;
use super::limits::SheetLimits;
use super::packed::PackedRows;
use crate::domain::value::byte_size::ByteSize;
use crate::error::{Error, Result};
use crate::formats::errors::FormatError;

/// A workbook in memory.
pub(crate) enum Workbook {
    Xlsx(Box<Xlsx<Cursor<Vec<u8>>>>),
    Xls(Box<Xls<Cursor<Vec<u8>>>>),
}

/// A sheet as the workbook lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SheetName {
    pub(crate) name: String,
    pub(crate) visible: bool,
}

/// From here on a number of a workbook has lost digits: the largest below which every whole number has a float of its own.
const FIRST_ROUNDED: f64 = 9_007_199_254_740_992.0;
/// How many digits a spreadsheet shows, and how many decimals it can hold in a number with one digit before the point.
const SHOWN_DIGITS: usize = 15;

impl Workbook {
    /// Opens a zip archive that may be a workbook.
    pub(crate) fn open_archive(bytes: Vec<u8>, limits: SheetLimits) -> Result<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged_workbook("xlsx"))?;
        if let Some(kind) = recognise_archive(&archive) {
            return Err(foreign_file(kind));
        }
        check_unpacked_size(&mut archive, limits)?;
        let bytes = archive.into_inner();
        Xlsx::new(bytes).map(|book| Self::Xlsx(Box::new(book))).map_err(|error| explain_xlsx(&error))
    }

    /// Opens a file of Microsoft's compound format: an old workbook, a new one with a password, or something else.
    pub(crate) fn open_compound(bytes: Vec<u8>) -> Result<Self> {
        let holds = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(name.len()).any(|window| window == name.as_slice())
        };
        if holds("EncryptedPackage") {
            return Err(foreign_file(ForeignKind::ENCRYPTED));
        }
        if holds("WordDocument") || holds("PowerPoint Document") {
            return Err(foreign_file(ForeignKind::DOCUMENT));
        }
        match Xls::new(Cursor::new(bytes)) {
            Ok(book) => Ok(Self::Xls(Box::new(book))),
            Err(XlsError::Password) => Err(foreign_file(ForeignKind::ENCRYPTED)),
            Err(_) => Err(damaged_workbook("xls")),
        }
    }

    /// What it is called in messages.
    pub(crate) const fn format_name(&self) -> &'static str {
        match self {
            Self::Xlsx(_) => "xlsx",
            Self::Xls(_) => "xls",
        }
    }

    /// Its sheets of cells, in its own order; a chart has none.
    pub(crate) fn list_sheets(&self) -> Vec<SheetName> {
        let sheets = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
        };
        let cells = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let named = |sheet: &calamine::Sheet| SheetName {
            name: sheet.name.clone(),
            visible: sheet.visible == SheetVisible::Visible,
        };
        cells.map(named).collect()
    }

    /// The cells of one sheet that are not empty, up to `most` rows.
    pub(crate) fn read_sheet(&mut self, sheet: &SheetName, most: usize, limits: SheetLimits) -> Result<PackedRows> {
        let mut rows = PackedRows::default();
        self.visit_cells(&sheet.name, limits, &mut |(row, column), text| {
            let packed = rows.push_cell(row.saturating_add(1), column, text);
            packed.map_err(|_| too_big(limits.unpacked))?;
            Ok(rows.row_count() <= most)
        })?;
        Ok(rows)
    }

    /// Hands the cells of one sheet that are not empty to `take`, row by row and both counted from 0, until it answers that
    /// it has enough.
    pub(crate) fn visit_cells(&mut self, sheet: &str, limits: SheetLimits, take: &mut TakeCell<'_>) -> Result<()> {
        let mut text = String::new();
        match self {
            Self::Xlsx(book) => {
                let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| explain_xlsx(&error))?;
                while let Some(cell) = cells.next_cell().map_err(|error| explain_xlsx(&error))? {
                    text.clear();
                    write_ref(cell.get_value(), &mut text);
                    if !take_checked(cell.get_position(), &text, limits, take)? {
                        break;
                    }
                }
            }
            Self::Xls(book) => {
                let range = book.worksheet_range(sheet).map_err(|_| damaged_workbook("xls"))?;
                let (top, left) = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    let place = |index: usize, from: u32| u32::try_from(index).map_or(u32::MAX, |index| from + index);
                    text.clear();
                    write_value(value, &mut text);
                    if !take_checked((place(row, top), place(column, left)), &text, limits, take)? {
                        break;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whoever wants cells: is told where one stands and what is in it, and answers whether it wants more.
pub(crate) type TakeCell<'a> = dyn FnMut((u32, u32), &str) -> Result<bool> + 'a;

/// Hands on a cell that is within the limits, and answers whether more are wanted.
fn take_checked(at: (u32, u32), text: &str, limits: SheetLimits, take: &mut TakeCell<'_>) -> Result<bool> {
    if text.trim().is_empty() {
        return Ok(true);
    }
    let (row, column) = (u64::from(at.0) + 1, at.1 as usize + 1);
    if column > limits.columns {
        let limit = limits.columns;
        let wrong = FormatError::CsvTooManyColumns { line: &row, limit: &limit };
        return Err(wrong.into_error().detail("line", row).detail("limit", limit));
    }
    if text.len() > limits.cell {
        let limit = limits.cell;
        let wrong = FormatError::CsvCellTooLong { line: &row, column: &column, limit: &ByteSize(limit as u64) };
        return Err(wrong.into_error().detail("line", row).detail("column", column).detail("limit", limit));
    }
    if text.contains('\0') {
        let wrong = FormatError::CsvNul { line: &row, column: &column };
        return Err(wrong.into_error().detail("line", row).detail("column", column));
    }
    take(at, text)
}

/// What an archive is that is no workbook of this kind.
pub(crate) fn recognise_archive(archive: &ZipArchive<Cursor<Vec<u8>>>) -> Option<ForeignKind> {
    let names = archive.file_names().filter_map(std::result::Result::ok);
    let names: Vec<String> = names.map(|name| name.replace('\\', "/").to_lowercase()).collect();
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("xl/workbook.xml") {
        None
    } else if has("xl/workbook.bin") {
        Some(ForeignKind::XLSB)
    } else if has("xl/") && has("[content_types].xml") {
        // Its parts have other names, which the reader of workbooks looks up.
        None
    } else if has("word/") || has("ppt/") {
        Some(ForeignKind::DOCUMENT)
    } else if has("content.xml") && has("mimetype") {
        Some(ForeignKind::ODS)
    } else if has("index/") || names.iter().any(|name| name.ends_with(".iwa")) {
        Some(ForeignKind::NUMBERS)
    } else {
        Some(ForeignKind::ZIP)
    }
}

/// Refuses an archive that unpacks to more than the limits. Counted by unpacking it, since what it says of itself may be false.
fn check_unpacked_size(archive: &mut ZipArchive<Cursor<Vec<u8>>>, limits: SheetLimits) -> Result<()> {
    let (mut sheets, mut others) = (0_u64, 0_u64);
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| damaged_workbook("xlsx"))?;
        let name = entry.name().map_err(|_| damaged_workbook("xlsx"))?.to_lowercase();
        let is_sheet = name.contains("worksheets/");
        // Pictures and the like are never unpacked by the reader of cells.
        if !is_sheet && ![".xml", ".rels"].iter().any(|end| name.ends_with(end)) {
            continue;
        }
        let (sum, most) = if is_sheet { (&mut sheets, limits.unpacked) } else { (&mut others, limits.unpacked / 4) };
        let room = (most - *sum).saturating_add(1);
        let unpacked = std::io::copy(&mut entry.take(room), &mut std::io::sink());
        *sum += unpacked.map_err(|_| damaged_workbook("xlsx"))?;
        if *sum > most {
            return Err(too_big(most));
        }
    }
    Ok(())
}

fn write_ref(value: &DataRef<'_>, out: &mut String) {
    match value {
        DataRef::SharedString(text) => out.push_str(text),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => out.push_str(text),
        DataRef::Int(number) => out.push_str(&number.to_string()),
        DataRef::Float(number) => out.push_str(&format_number(*number)),
        DataRef::Bool(yes) => out.push_str(if *yes { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(at) => out.push_str(&format_date_time(at)),
        DataRef::Error(error) => out.push_str(&error.to_string()),
        DataRef::Empty => {}
    }
}

fn write_value(value: &Data, out: &mut String) {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => out.push_str(text),
        Data::Int(number) => out.push_str(&number.to_string()),
        Data::Float(number) => out.push_str(&format_number(*number)),
        Data::Bool(yes) => out.push_str(if *yes { "TRUE" } else { "FALSE" }),
        Data::DateTime(at) => out.push_str(&format_date_time(at)),
        Data::Error(error) => out.push_str(&error.to_string()),
        Data::Empty => {}
    }
}

/// A number in its shortest text. One that has lost digits is spelled as a spreadsheet shows it, so that whoever reads it knows.
fn format_number(number: f64) -> String {
    if number.abs() >= FIRST_ROUNDED {
        return format!("{number:E}").replace('E', "E+");
    }
    let shortest = number.to_string();
    let digits = shortest.bytes().filter(u8::is_ascii_digit).count();
    if digits <= SHOWN_DIGITS || !shortest.contains('.') {
        return shortest;
    }
    // 0.1 + 0.2: what is behind the fifteenth digit is the dirt of counting with floats, and no spreadsheet shows it.
    let whole = shortest.split('.').next().map_or(1, |whole| whole.trim_start_matches('-').len());
    let decimals = SHOWN_DIGITS.saturating_sub(whole);
    let rounded = format!("{number:.decimals$}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `2026-03-20 11:35:46`, rounded to the second; the day alone at midnight.
fn format_date_time(at: &ExcelDateTime) -> String {
    if at.is_duration() || !(1.0..2_958_466.0).contains(&at.as_f64()) {
        return format_number(at.as_f64());
    }
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let date = chrono::NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    let time = date.and_then(|date| date.and_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into()));
    let Some(time) = time else { return format_number(at.as_f64()) };
    let rounded = time + chrono::TimeDelta::milliseconds(500);
    let form = if rounded.format("%H:%M:%S").to_string() == "00:00:00" { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M:%S" };
    rounded.format(form).to_string()
}

fn explain_xlsx(error: &XlsxError) -> Box<Error> {
    match error {
        XlsxError::Password => foreign_file(ForeignKind::ENCRYPTED),
        _ => damaged_workbook("xlsx"),
    }
}

pub(crate) fn damaged_workbook(format: &str) -> Box<Error> {
    FormatError::WorkbookDamaged { format: &format }.into_error()
}

/// The refusal of a file that is no sheet.
pub(crate) fn foreign_file(kind: ForeignKind) -> Box<Error> {
    let ForeignKind { name, cure } = kind;
    FormatError::ForeignFile { zh: &name.zh, en: &name.en, cure_zh: &cure.zh, cure_en: &cure.en }.into_error()
}

pub(crate) fn too_big(limit: u64) -> Box<Error> {
    FormatError::CsvTooBig { limit: &ByteSize(limit) }.into_error().detail("limit", limit)
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_are_their_shortest_text_and_rounded_ones_show_it() {
        for (number, text) in [
            (506.0, "506"),
            (506.1, "506.1"),
            (0.300_000_000_000_000_04, "0.3"),
            (1_287.999_999_999_999_8, "1288"),
            (46_127.0, "46127"),
            (999_999_999_999_999.0, "999999999999999"),
            (3_364_202_298_717_566_229.0, "3.3642022987175665E+18"),
            (9_007_199_254_740_992.0, "9.007199254740992E+15"),
            (-1.5, "-1.5"),
            (0.0, "0"),
        ] {
            assert_eq!(format_number(number), text);
        }
    }

    #[test]
    fn dates_are_rounded_to_the_second() {
        let at = |serial, kind| format_date_time(&ExcelDateTime::new(serial, kind, false));
        for (serial, text) in [
            (46_101.483_171_296_3, "2026-03-20 11:35:46"),
            (46_101.483_171_294_4, "2026-03-20 11:35:46"),
            (46_101.0, "2026-03-20"),
            (46_100.999_999_99, "2026-03-20"),
            (0.5, "0.5"),
        ] {
            assert_eq!(at(serial, ExcelDateTimeType::DateTime), text, "{serial}");
        }
        assert_eq!(at(46_101.25, ExcelDateTimeType::TimeDelta), "46101.25");
        let mac = ExcelDateTime::new(44_639.0, ExcelDateTimeType::DateTime, true);
        assert_eq!(format_date_time(&mac), "2026-03-20", "the calendar of an old Mac");
    }
}

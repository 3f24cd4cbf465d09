//! Sheets of every kind, written here and read again.

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use super::reader::SheetFormat;
use super::{IMPORT_LIMITS, SheetColumn, SheetLimits, SheetReader, SheetRow};
use crate::error::Result;
use crate::formats::source::InputSource;

const NO: SheetColumn = SheetColumn { name: "no", headings: &["订单号", "no"], required: true };
const AMOUNT: SheetColumn =
    SheetColumn { name: "amount", headings: &["实付金额", "金额", "paidamount"], required: true };
const NOTE: SheetColumn = SheetColumn { name: "note", headings: &["备注"], required: false };
const COLUMNS: [SheetColumn; 3] = [NO, AMOUNT, NOTE];

fn open(bytes: &[u8], limits: SheetLimits) -> Result<SheetReader> {
    SheetReader::open(InputSource::from_reader("-", bytes)?, &COLUMNS, None, limits)
}

fn rows(bytes: &[u8]) -> Result<Vec<SheetRow>> {
    open(bytes, IMPORT_LIMITS)?.collect()
}

/// Number and amount of each row with its place: `2 A 506`.
fn read(bytes: &[u8]) -> Vec<String> {
    let mut sheet = open(bytes, IMPORT_LIMITS).unwrap();
    let (no, amount) = (sheet.require_column(NO).unwrap(), sheet.require_column(AMOUNT).unwrap());
    let text = |row: SheetRow| {
        format!("{} {} {}", row.number, row.cell_text(no).unwrap_or("-"), row.cell_text(amount).unwrap_or("-"))
    };
    sheet.by_ref().map(|row| text(row.unwrap())).collect()
}

fn code<T>(result: Result<T>) -> &'static str {
    result.err().map_or("ok", |error| error.code)
}

#[test]
fn cells_are_found_whatever_parts_them_and_ends_their_lines() {
    let plain = "订单号,备注,实付金额\nA,x,506\nB,,1.5\n";
    for end in ["\n", "\r\n", "\r"] {
        for (delimiter, first) in
            [(',', ""), ('\t', ""), (';', ""), ('|', ""), (';', "sep=;\n"), ('\t', "sep=\t\n"), (',', "\"sep=,\"\n")]
        {
            let text = format!("{first}{}", plain.replace(',', &delimiter.to_string())).replace('\n', end);
            let shift = usize::from(!first.is_empty());
            let want = [format!("{} A 506", 2 + shift), format!("{} B 1.5", 3 + shift)];
            assert_eq!(read(text.as_bytes()), want, "{text:?}");
            // No end of the last line, and blank lines behind it.
            assert_eq!(read(text.trim_end().as_bytes()), want, "{text:?}");
            assert_eq!(read(format!("{text}{end}{end}").as_bytes()), want, "{text:?}");
        }
    }
}

#[test]
fn a_delimiter_inside_a_cell_changes_nothing() {
    assert_eq!(read("订单号;备注;实付金额\nA;滑雪票,含雪具,单板;506\n".as_bytes()), ["2 A 506"]);
    assert_eq!(read("订单号,备注,实付金额\nA,\"x;y;z\t,\",\"1,288.00\"\n".as_bytes()), ["2 A 1,288.00"]);
}

#[test]
fn titles_and_blank_rows_stand_above_headings() {
    let text = "卖家订单导出\n\n导出时间：2026-03-20,,\n,,\n 订单号 ,备注,实付金额（元）\n,,\nA,x,506\n,,\n\"合\n计\",,\nB,,1\n";
    assert_eq!(read(text.as_bytes()), ["7 A 506", "9 合\n计 -", "11 B 1"]);
    // An empty first column.
    assert_eq!(read("\t订单号\t金额\n\tA\t506\n".as_bytes()), ["2 A 506"]);
    // The first row that has them all, not the first that has one.
    assert_eq!(read("订单号,说明\n订单号,金额\nA,1\n".as_bytes()), ["3 A 1"]);
}

#[test]
fn rows_may_be_shorter_or_longer_by_empty_cells() {
    assert_eq!(read("订单号,实付金额,备注\nA,506\nB,1,x,,,\nC\n".as_bytes()), ["2 A 506", "3 B 1", "4 C -"]);
    let mut sheet = open("no,金额\nA,506,x\n".as_bytes(), IMPORT_LIMITS).unwrap();
    let row = sheet.next().unwrap().unwrap();
    let error = sheet.check_width(&row).unwrap_err();
    assert_eq!((error.code, &error.details["line"], &error.details["column"]), ("csv_columns", &2.into(), &3.into()));
}

#[test]
fn a_row_knows_its_line_whatever_ends_lines() {
    let unix = "no,金额\n1,2\n\n\"a\nb\",2\n3,\"4\"";
    for text in [unix, &unix.replace('\n', "\r\n"), &unix.replace('\n', "\r"), &format!("{unix}\n")] {
        let lines: Vec<u64> = rows(text.as_bytes()).unwrap().iter().map(|row| row.number).collect();
        assert_eq!(lines, [2, 4, 6], "{text:?}");
    }
}

#[test]
fn refusals_name_their_place() {
    let wide = vec!["no,金额"; 129].join(",");
    let long = format!("no,金额\n1,{}", "x".repeat(4097));
    let open_quote = format!("no,金额\n1,\"{}", "x".repeat(9000));
    for (text, code, line, column) in [
        ("no,金额,No\n", "csv_column_twice", 1, 3),
        (wide.as_str(), "csv_too_many_columns", 1, 0),
        (long.as_str(), "csv_cell_too_long", 2, 2),
        (open_quote.as_str(), "csv_cell_too_long", 2, 2),
        ("\n\nno,备注\n1,2\n", "csv_column_missing", 3, 0),
    ] {
        let error = rows(text.as_bytes()).unwrap_err();
        assert_eq!((error.code, error.details["line"].as_u64()), (code, Some(line)), "{text:.20}");
        assert!(column == 0 || error.details["column"] == column, "{text:.20}: {error:?}");
    }
    // Two columns of no interest may have one name.
    assert_eq!(code(rows("no,金额,x,x\n".as_bytes())), "ok");
    for (bytes, expected) in [
        (&b"hello world\n"[..], "import_format_unknown"),
        (b"caf\xe9,1\n", "csv_not_utf8"),
        (b"", "csv_empty"),
        (b" \r\n\t", "csv_empty"),
        (b"%PDF-1.7", "import_format_unknown"),
        (b"PK\x03\x04rest", "workbook_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "workbook_damaged"),
    ] {
        assert_eq!(code(rows(bytes)), expected, "{bytes:?}");
    }
    let unknown = open(b"no,paidamount,paid_amuont\n", IMPORT_LIMITS).unwrap().deny_unknown(&COLUMNS).unwrap_err();
    assert_eq!((unknown.code, &unknown.details["suggestion"]), ("csv_column_unknown", &"paidamount".into()));
}

#[test]
fn limits_are_inclusive() {
    let two = SheetLimits { rows: 2, bytes: 18, ..IMPORT_LIMITS };
    assert_eq!(open("no,金额\n1\n2\n".as_bytes(), two).unwrap().filter(|row| row.is_ok()).count(), 2);
    let error = open("no,金额\n1\n2\n3\n".as_bytes(), two).unwrap().last().unwrap().unwrap_err();
    assert_eq!((error.code, &error.details["limit"]), ("csv_too_many_rows", &2.into()));
    let error = open("no,金额\n111111111\n".as_bytes(), two).err().unwrap();
    assert_eq!(error.code, "csv_too_big");
    let endless = InputSource::from_reader("-", std::io::repeat(b'"')).unwrap();
    assert_eq!(code(SheetReader::open(endless, &COLUMNS, None, IMPORT_LIMITS)), "csv_too_big");
}

/// A workbook of sheets: their names, whether they are hidden, and their rows of texts.
fn workbook(sheets: &[(&str, bool, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    // The first has to be visible, and is what a workbook opens with.
    for (name, hidden, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).unwrap().set_hidden(*hidden);
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row as u32, column as u16, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

const HEAD: &[&str] = &["订单号", "实付金额"];

#[test]
fn a_workbook_is_read_as_it_shows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 0, 3, "三月订单", &Format::new()).unwrap();
    sheet.write_row(2, 0, ["订单号", "实付金额(元)", "备注"]).unwrap();
    sheet.write_string(3, 0, "3364202298717566229").unwrap().write_number(3, 1, 506).unwrap();
    let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    sheet.write_string(6, 0, "B").unwrap().write_number(6, 1, 1288.5).unwrap();
    sheet.write_number_with_format(6, 2, 46_101.483_171_296_3, &date).unwrap();
    sheet.write_number(7, 0, 3_364_202_298_717_566_229_u64 as f64).unwrap();
    sheet.write_blank(8, 0, &date).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(read(&bytes), ["4 3364202298717566229 506", "7 B 1288.5", "8 3.3642022987175665E+18 -"]);
    let sheet = open(&bytes, IMPORT_LIMITS).unwrap();
    assert_eq!(sheet.format(), SheetFormat::Workbook);
    assert_eq!(sheet.headings(), ["订单号", "实付金额(元)", "备注"]);
    assert_eq!(rows(&bytes).unwrap()[1].cell_text(2), Some("2026-03-20 11:35:46"));
}

#[test]
fn the_sheet_that_has_the_headings_is_read_and_never_a_hidden_one() {
    let orders: &[&[&str]] = &[HEAD, &["A", "506"]];
    let notes: &[&[&str]] = &[&["说明"], &["x"]];
    let empty: &[&[&str]] = &[HEAD];
    for (sheets, expected) in [
        (vec![("说明", false, notes), ("订单", false, orders)], "ok"),
        (vec![("空", false, empty), ("订单", false, orders)], "ok"),
        (vec![("订单", false, orders), ("旧", true, orders)], "ok"),
        (vec![("三月", false, orders), ("四月", false, orders)], "sheet_ambiguous"),
        (vec![("说明", false, notes), ("旧", true, orders)], "sheet_hidden"),
        (vec![("说明", false, notes)], "import_format_unknown"),
        (vec![("订单", false, &[&["订单号"][..], &["A"]][..])], "csv_column_missing"),
    ] {
        let bytes = workbook(&sheets);
        assert_eq!(code(rows(&bytes)), expected, "{sheets:?}");
    }
    let both = workbook(&[("三月", false, orders), ("四月", false, &[HEAD, &["B", "1"]])]);
    let named = |name| {
        let source = InputSource::from_reader("-", both.as_slice()).unwrap();
        SheetReader::open(source, &COLUMNS, Some(name), IMPORT_LIMITS)
    };
    assert_eq!(named("四月").unwrap().next().unwrap().unwrap().cells(), ["B", "1"]);
    assert_eq!(code(named("五月")), "sheet_unknown");
}

/// An archive of parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn archives_say_what_they_are_and_bombs_stay_closed() {
    for (name, said) in [
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "Word"),
        ("photos/1.jpg", "zip"),
        ("Index/Document.iwa", "Numbers"),
    ] {
        let error = rows(&archive(&[(name, b"x")])).unwrap_err();
        assert!(error.code == "import_format_unknown" && error.message.en.contains(said), "{name}: {error:?}");
    }
    let ods = archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")]);
    assert!(rows(&ods).unwrap_err().message.en.contains("(ods)"));
    let zeros = vec![b' '; 200_000];
    let small = SheetLimits { unpacked: 100_000, ..IMPORT_LIMITS };
    for name in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"] {
        let bomb = archive(&[("xl/workbook.xml", b"<x/>"), (name, &zeros)]);
        assert!(bomb.len() < 2_000);
        assert_eq!(code(open(&bomb, small)), "csv_too_big", "{name}");
    }
    let locked: Vec<u8> = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        .iter()
        .copied()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert!(rows(&locked).unwrap_err().message.en.contains("password"));
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[a-c\",;\t\n\r 订单号]{0,80}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let _ = rows(bytes);
        }
        let _ = rows(format!("no,金额\n{text}").as_bytes());
    }

    #[test]
    fn a_damaged_workbook_does_not_panic(at in 0_usize..6000, byte in any::<u8>()) {
        let mut bytes = workbook(&[("订单", false, &[HEAD, &["A", "506"]])]);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = rows(&bytes);
    }

    #[test]
    fn cells_come_back_as_they_were_written(cells in proptest::collection::vec("[a-z\",;\n文]{1,9}", 2)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["no", "金额"]).unwrap();
        writer.write_record(&cells).unwrap();
        let text = writer.into_inner().unwrap();
        let read = rows(&text).unwrap();
        if let Some(row) = read.first() {
            for (cell, written) in row.cells().iter().zip(&cells) {
                prop_assert_eq!(cell.as_str(), crate::domain::value::spelling::cell::tidy_cell(written));
            }
        }
    }
}

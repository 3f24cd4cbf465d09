//! Every way in which a bill is refused: with its code, and with its line where it has one.

use std::io::Write as _;

use encoding_rs::GB18030;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::made_up::{alipay, fixture, open, open_with_password, read, refusal, wechat};
use crate::formats::bills::{BankMapping, BillEntry, BillOptions, open_bill};
use crate::formats::source::InputSource;

const NUMBER: &str = "2026060522001100000000000001";

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packed = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        packed.start_file(*name, SimpleFileOptions::default()).unwrap();
        packed.write_all(content).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

#[test]
fn a_row_that_cannot_be_trusted_refuses_the_bill_with_its_line() {
    let good = ["收入", "12.00", "", "交易成功", "2026060522001100000000000009", "", "雪票"];
    for (row, code) in [
        (["进账", "12.00", "", "交易成功", NUMBER, "", "雪票"], "bill_direction_unknown"),
        (["收入", "12.0.0", "", "交易成功", NUMBER, "", "雪票"], "bill_amount_invalid"),
        (["收入", "1e2", "", "交易成功", NUMBER, "", "雪票"], "bill_amount_invalid"),
        (["收入", "12.005", "", "交易成功", NUMBER, "", "雪票"], "bill_amount_invalid"),
        (["收入", "NaN", "", "交易成功", NUMBER, "", "雪票"], "bill_amount_invalid"),
        (["收入", "", "", "交易成功", NUMBER, "", "雪票"], "bill_amount_invalid"),
        (["收入", "12.00", "", "交易成功", "", "", "雪票"], "bill_number_missing"),
        (["收入", "12.00", "", "交易成功", "2026060522001100000000000009", "", "雪票"], "bill_number_twice"),
    ] {
        let error = refusal(&alipay(&[good, row]));
        assert_eq!((error.code, &error.details["line"]), (code, &3.into()), "{row:?}");
        assert!(error.hint.is_some());
    }
    for (time, code) in [("5 June", "bill_time_invalid"), ("2019-06-05 10:15:32", "bill_time_invalid")] {
        let row = [time, "转账", "支出", "¥12.00", "已转账", "1000050001202606050000000001"];
        assert_eq!(refusal(&wechat(&[row])).code, code, "{time}");
    }
    let row = ["2026-06-05 10:15:32", "转账", "借", "¥12.00", "已转账", "1000050001202606050000000001"];
    assert_eq!(refusal(&wechat(&[row])).code, "bill_direction_unknown");
}

#[test]
fn a_refused_bill_gives_no_rows_after_its_refusal() {
    let bad = alipay(&[["进账", "12.00", "", "交易成功", NUMBER, "", "雪票"]]);
    let mut reader = open(&bad).unwrap();
    assert!(reader.next_entry().is_some_and(|entry| entry.is_err()));
    assert!(reader.next_entry().is_none());
    assert_eq!(reader.finish().unwrap_err().code, "bill_direction_unknown");
}

#[test]
fn a_row_that_slipped_or_broke_refuses_the_bill() {
    let row = ["收入", "12.00", "", "交易成功", NUMBER, "", "雪票,单板,含雪具,成人,日场"];
    assert_eq!(refusal(&alipay(&[row])).code, "csv_columns");
    let mut text = String::from_utf8(alipay(&[])).unwrap();
    text.push_str("以上为全部记录\n");
    text.push_str("2026-06-05 10:15:32,收入,示***家,/,雪票,收入,12.00,,交易成功,2026060522001100000000000001,,,\n");
    let error = refusal(text.as_bytes());
    assert_eq!((error.code, &error.details["line"]), ("bill_row_broken", &2.into()));
}

#[test]
fn a_merchants_bill_must_add_up_and_have_its_end() {
    let error = refusal(&fixture("wxpay-cut.csv"));
    assert_eq!((error.code, &error.details["total"]), ("bill_totals_differ", &"rows".into()));
    for name in ["wxpay-all.csv", "wxpay-fundflow.csv", "alipay-signcustomer.csv"] {
        let whole = fixture(name);
        assert!(read(&whole).is_ok(), "{name}");
        let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
        let head = if name.starts_with("alipay") { 6 } else { 2 };
        assert_eq!(refusal(&lines[..head].concat()).code, "bill_cut_off", "{name}");
        // One row less, and everything else as it was.
        let short = [&lines[..head - 1], &lines[head..]].concat().concat();
        assert_eq!(refusal(&short).code, "bill_totals_differ", "{name}");
    }
    // A day without trade is a bill all the same.
    let text = String::from_utf8(fixture("wxpay-old24.csv")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let empty = format!("{}\n{}\n`0,`0.00,`0.00,`0.00,`0.00000\n", lines[0], lines[3]);
    assert_eq!(read(empty.as_bytes()).unwrap().1.rows, 0);
    let unreadable = format!("{}\n{}\n`0,`x,`0.00,`0.00,`0.00000\n", lines[0], lines[3]);
    assert_eq!(refusal(unreadable.as_bytes()).code, "bill_totals_differ");
}

#[test]
fn what_is_no_statement_is_told_apart() {
    let two = "交易时间,交易类型,交易对方,商品,收/支,金额,支付方式,当前状态,交易单号,商品说明,交易状态,交易订单号\n";
    for (bytes, code) in [
        (fixture("alipay-diary.csv"), "bill_diary"),
        (b"%PDF-1.7\n".to_vec(), "bill_pdf"),
        (archive(&[("a.pdf", b"%PDF-1.7")]), "bill_pdf"),
        (b"\x89PNG\r\n".to_vec(), "import_format_unknown"),
        ("名称,数量,价格\n雪票,1,506\n".into(), "bill_unknown"),
        (two.into(), "bill_ambiguous"),
        (b"{\"code\":\"1\",\"msg\":\"no\"}".to_vec(), "import_error_answer"),
        (b"{\"orderNo\":\"1\"}".to_vec(), "order_shape_unknown"),
        (Vec::new(), "csv_empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing".to_vec(), "workbook_damaged"),
    ] {
        assert_eq!(read(&bytes).unwrap_err().code, code, "{code}");
    }
}

#[test]
fn one_broken_byte_refuses_a_text_and_says_where() {
    let text = alipay(&[["收入", "12.00", "", "交易成功", NUMBER, "", "雪票"]]);
    let mut gb = GB18030.encode(std::str::from_utf8(&text).unwrap()).0.into_owned();
    let offset = gb.len();
    gb.extend(b"\xff\n");
    let error = read(&gb).unwrap_err();
    assert_eq!((error.code, &error.details["offset"]), ("bill_encoding", &(offset + 1).into()));
}

#[test]
fn a_locked_archive_needs_its_own_password() {
    for name in ["alipay-aes.zip", "wechat-zipcrypto.zip"] {
        let bytes = fixture(name);
        assert_eq!(open(&bytes).err().unwrap().code, "bill_password_needed", "{name}");
        assert_eq!(open_with_password(&bytes, "600001").err().unwrap().code, "bill_password_wrong", "{name}");
        assert!(open_with_password(&bytes, "600000").is_ok(), "{name}");
    }
    // The old cipher lets one of 256 wrong passwords pass: what it unpacks is broken then.
    let bytes = fixture("wechat-zipcrypto.zip");
    let codes: Vec<&str> =
        (0..600).filter_map(|n| open_with_password(&bytes, &n.to_string()).err()).map(|error| error.code).collect();
    assert_eq!(codes.len(), 600);
    assert!(codes.iter().all(|code| *code == "bill_password_wrong"));
}

#[test]
fn an_archive_has_one_bill_and_is_whole() {
    let bill = alipay(&[]);
    for (entries, code) in [
        (&[("a.csv", &bill[..]), ("b.csv", &bill[..])][..], "bill_archive_several"),
        (&[("read.me", &b"x"[..])], "bill_archive_empty"),
    ] {
        assert_eq!(open(&archive(entries)).err().unwrap().code, code);
    }
    assert!(open(&archive(&[("a.csv", &bill), ("汇总.csv", b"x"), ("__MACOSX/a.csv", b"x")])).is_ok());
    let whole = archive(&[("a.csv", &bill)]);
    assert_eq!(open(&whole[..whole.len() - 9]).err().unwrap().code, "bill_damaged");
    let gz = fixture("wxpay-all.csv.gz");
    assert_eq!(open(&gz[..gz.len() - 9]).err().unwrap().code, "bill_damaged");
}

#[test]
fn a_bomb_stops_at_the_limit() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let blank = vec![b' '; 1 << 20];
    for _ in 0..65 {
        packer.write_all(&blank).unwrap();
    }
    let bomb = packer.finish().unwrap();
    assert!(bomb.len() < 100_000);
    assert_eq!(open(&bomb).err().unwrap().code, "csv_too_big");
}

#[test]
fn columns_that_a_file_does_not_have_are_named() {
    let mapping = BankMapping::parse("date=交易日,amount=金额").unwrap();
    let options = BillOptions { mapping: Some(&mapping), ..BillOptions::default() };
    let source = InputSource::from_reader("bill", "日期,金额\n2026-06-05,12\n".as_bytes()).unwrap();
    let error = open_bill(source, options).err().unwrap();
    assert_eq!(error.code, "bill_headings_missing");
    assert!(error.message.zh.contains("交易日"));
}

#[test]
fn a_sale_that_cannot_be_read_is_refused_alone() {
    let text = "订单号,实付金额,付款时间,订单状态\n4000000000000000001,x,2026-06-05 10:15:32,已发货\n4000000000000000002,5,2026-06-05 10:15:32,已发货\n";
    let (entries, check) = read(text.as_bytes()).unwrap();
    let refused = |entry: &BillEntry| matches!(entry, BillEntry::Refused { .. });
    assert_eq!((refused(&entries[0]), refused(&entries[1]), check.rows), (true, false, 2));
}

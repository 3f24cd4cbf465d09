//! Every bill of `fixtures/bills`, read to its end: its head, each of its rows, and what there is to say of it.
//!
//! What is expected stands beside each file, a line of JSON for each of these; `TICKETCTL_UPDATE_TABLES=1` writes it anew.

use std::io::empty;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use serde_json::{Map, Value, json};
use ticketctl::domain::bill::row::{BillFee, BillRow};
use ticketctl::domain::bill::statement::BillHead;
use ticketctl::domain::value::money::Fen;
use ticketctl::error::{Error, Result};
use ticketctl::formats::bills::{BankMapping, BillCheck, BillEntry, BillOptions, BillReader, open_bill};
use ticketctl::formats::source::InputSource;

use crate::support::expected::{UPDATE_TABLES, update_file, updates};

/// The password of the archives that have one, and the columns of the bank that nobody knows.
const PASSWORD: &str = "600000";
const COLUMNS: &str = "date=交易日,in=转入金额(元),out=转出金额(元),ref=流水号,party=对方";

fn bills() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bills")
}

fn is_expectation(path: &Path) -> bool {
    path.to_str().unwrap().ends_with(".expected.ndjson")
}

fn open_fixture(path: &Path) -> Result<BillReader> {
    let mapping = BankMapping::parse(COLUMNS)?;
    let is_mapped = path.file_name().is_some_and(|name| name == "bank-other.csv");
    let options = BillOptions {
        password: Some(&SecretString::from(PASSWORD)),
        account: None,
        mapping: Some(&mapping).filter(|_| is_mapped),
    };
    open_bill(InputSource::open(path, empty(), None)?, options)
}

/// Without what says nothing.
fn without_nulls(value: Value) -> Value {
    let Value::Object(map) = value else { return value };
    let said = |value: &Value| !(value.is_null() || value == "" || value == &json!([]) || value == &json!({}));
    let kept: Map<String, Value> =
        map.into_iter().map(|(key, value)| (key, without_nulls(value))).filter(|(_, value)| said(value)).collect();
    kept.into()
}

fn head_to_json(head: &BillHead) -> Value {
    let period = head.period.map(|(from, to)| json!([from.format_second(), to.format_second()]));
    json!({
        "service": head.service.code(),
        "account": head.account,
        "period": period,
        "exported_at": head.exported_at.map(|at| at.format_second()),
        "scope": head.scope.code(),
    })
}

fn row_to_json(row: &BillRow) -> Value {
    json!({
        "line": row.line,
        "kind": row.kind.code(),
        "direction": row.direction.code(),
        "movement": row.movement.code(),
        "amount": row.amount,
        "moved": Some(row.moved_amount()).filter(|moved| *moved != Fen::ZERO),
        "asked": row.asked,
        "fee": row.fee.map(BillFee::in_hundred_thousandths),
        "refunded": row.refunded,
        "at": row.at.format_second(),
        "unit": row.time_unit.code(),
        "number": row.number,
        "refund_of": row.refund_of,
        "merchant_number": row.merchant_number,
        "orders": row.order_numbers,
        "party": row.party,
        "note": row.note,
        "words": row.words,
    })
}

fn error_to_json(error: &Error) -> Value {
    json!({ "refused": error.code, "line": error.details.get("line"), "zh": error.message.zh, "en": error.message.en })
}

fn check_to_json(check: &BillCheck) -> Value {
    let warnings: Vec<String> = check.warnings.iter().map(|warning| warning.to_message().en).collect();
    json!({ "rows": check.rows, "warnings": warnings })
}

/// Everything that a file says.
fn read_whole(path: &Path) -> Vec<Value> {
    let mut reader = match open_fixture(path) {
        Ok(reader) => reader,
        Err(error) => return vec![error_to_json(&error)],
    };
    let mut lines = vec![head_to_json(reader.head())];
    while let Some(entry) = reader.next_entry() {
        lines.push(match entry {
            Ok(BillEntry::Row(row)) => row_to_json(&row),
            Ok(BillEntry::Refused { line, why }) => {
                assert_eq!(why.details["line"], line);
                error_to_json(&why)
            }
            Err(error) => error_to_json(&error),
        });
    }
    lines.push(match reader.finish() {
        Ok(check) => check_to_json(&check),
        Err(error) => error_to_json(&error),
    });
    lines
}

#[test]
fn every_bill_says_what_stands_beside_it() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    let mut paths: Vec<PathBuf> = std::fs::read_dir(bills()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| !is_expectation(path) && !path.ends_with("make")) {
        let lines = read_whole(path).into_iter().map(|line| without_nulls(line).to_string() + "\n");
        let found: String = lines.collect();
        let expected = PathBuf::from(format!("{}.expected.ndjson", path.display()));
        if updates(UPDATE_TABLES) {
            update_file(UPDATE_TABLES, &expected, &found);
        }
        let want = std::fs::read_to_string(&expected).unwrap_or_default();
        let differs = found.lines().zip(want.lines()).find(|(found, want)| found != want);
        if found != want {
            wrong.push(format!("{}:\n{differs:#?}", path.display()));
        }
        seen += 1;
    }
    assert!(seen >= 38, "{seen} bills");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // What is expected of a bill that is not there any more would never be missed.
    for path in paths.iter().filter(|path| is_expectation(path)) {
        let bill = path.to_str().unwrap().trim_end_matches(".expected.ndjson");
        assert!(Path::new(bill).exists(), "{bill}");
    }
}

/// Rows in are entries out: whatever a row says, none is dropped and none is made up.
#[test]
fn as_many_entries_come_out_as_rows_are_in_the_bill() {
    for path in std::fs::read_dir(bills()).unwrap().map(|entry| entry.unwrap().path()) {
        // What is expected of a bill begins like orders.
        if is_expectation(&path) {
            continue;
        }
        let Ok(mut reader) = open_fixture(&path) else { continue };
        let mut entries = 0;
        while let Some(entry) = reader.next_entry() {
            entry.unwrap();
            entries += 1;
        }
        let Ok(check) = reader.finish() else { continue };
        assert_eq!(check.rows, entries, "{}", path.display());
    }
}

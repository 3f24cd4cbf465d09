//! Bad input of every kind: a message that says what is wrong and which limit holds, the right exit code, no change.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use rusqlite::Connection;
use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::support::shop::{Ended, FORM, ORDER, OTHER, Shop, end, paid};

/// Runs a command that has to fail: in both languages, with a next step or a limit, and with nothing changed.
#[track_caller]
fn refused(shop: &Shop, args: &[&str], exit: i32, code: &str, says: &str) {
    let before = shop.state();
    let ended = shop.run(&[args, &["--json"]].concat());
    let error = ended.error();
    assert_eq!((ended.code, error["code"].as_str()), (Some(exit), Some(code)), "{args:.90?}: {error}");
    assert_eq!(error["exit"], exit);
    assert!(error.to_string().contains(says), "{args:.90?} does not say {says:?}: {error}");
    assert!(!ended.err.contains("panicked"), "{}", ended.err);
    assert_eq!(shop.state(), before, "{args:.90?} changed something");
    chinese(&shop.run(&[args, &["--json", "--lang", "zh"]].concat()), args);
}

#[track_caller]
fn chinese(ended: &Ended, args: &[&str]) {
    let error = ended.error();
    for field in ["message", "hint"] {
        let Some(text) = error[field].as_str() else { continue };
        assert!(text.chars().any(|c| matches!(c, '一'..='鿿')), "{args:.90?}: no Chinese {field}: {text}");
    }
}

fn form(from: &str, to: &str) -> String {
    let changed = FORM.replacen(from, to, 1);
    assert_ne!(changed, FORM);
    changed
}

#[test]
fn arguments() {
    let shop = Shop::open();
    let before = shop.state();
    let mut command = shop.command(&["order", "show"]);
    let ended = end(command.arg(OsStr::from_bytes(b"XY\xff")));
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("UTF-8"), "{}", ended.err);
    let long = "x".repeat(64 * 1024 + 1);
    let ended = shop.run(&["order", "search", &long]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.err.contains("64 KiB") && ended.err.len() < 500);
    assert_eq!(shop.state(), before);
    let reason = "x".repeat(501);
    refused(&shop, &["order", "cancel", ORDER, "--reason", &reason], 2, "field_length", "500");
    refused(&shop, &["order", "cancel", ORDER, "--reason", "a\u{202e}b"], 2, "field_characters", "reason");
    refused(&shop, &["order", "cancel", ORDER, "--reason", "ok", "--key", ""], 2, "text_invalid", "--key");
    refused(&shop, &["order", "list", "--now", "yesterday"], 2, "time_invalid", "--now");
}

#[test]
fn unknown_orders_and_wrong_states() {
    let shop = Shop::open();
    refused(&shop, &["order", "cancel", "XY20260320033546715D3AW", "--reason", "x"], 3, "order_not_found", ORDER);
    refused(&shop, &["order", "show", "nonsense"], 3, "order_not_found", "nonsense");
    refused(&shop, &["push", ORDER, "--group", "none"], 3, "group_not_found", "none");
    refused(&shop, &["payment", "confirm", ORDER, "--channel", "wechat"], 4, "wrong_state", "awaiting buyer details");
    refused(&shop, &["proof", "upload", ORDER, "proof.txt"], 4, "wrong_state", "");
    refused(&shop, &["push", "resolve", "d-none", "--delivered", "--evidence", "x"], 3, "delivery_not_found", "d-none");
}

#[test]
fn forms() {
    let shop = Shop::open();
    let deep = format!("{}{}", "[".repeat(40), "]".repeat(40));
    let large = format!("{{\"name\":\"{}\"}}", "x".repeat(1024 * 1024));
    for (text, code, says) in [
        (form("\"name\"", "\"naem\""), "field_unknown", "naem"),
        (form("\"name\"", "\"phone\":\"13800000000\",\"name\""), "json_duplicate_key", "phone"),
        (form("\"张三2376\"", "7"), "field_type", "name"),
        (form("null", &deep), "json_too_deep", "32"),
        (large, "json_too_big", "1048576"),
        (FORM[..40].to_owned(), "json_syntax", "line"),
        (form("张三2376", ""), "field_missing", "name"),
        (form("张三2376", &"张".repeat(65)), "field_too_long", "64"),
        (form("张三", "张\\u202e三"), "field_characters", "name"),
        (form("13800000000", "23800000000"), "phone_invalid", "phone"),
        (form("id_card", "library_card"), "certificate_type_unknown", "id_card"),
    ] {
        shop.file("bad.json", &text);
        refused(&shop, &["form", "submit", ORDER, "--file", "bad.json"], 2, code, says);
    }
    shop.file("bad.json", b"\xff{}");
    refused(&shop, &["form", "submit", ORDER, "--file", "bad.json"], 2, "json_not_utf8", "UTF-8");
    refused(&shop, &["form", "submit", ORDER, "--file", "none.json"], 3, "file_not_found", "none.json");
    let late = ["--now", "2026-04-16T03:00:00Z", "form", "submit", ORDER, "--file", "form.json"];
    refused(&shop, &late, 4, "play_date_past", "2026-04-15");
}

#[test]
fn orders() {
    let shop = Shop::open();
    let good = paid(9, 506);
    let change = |from: &str, to: &str| {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good);
        changed
    };
    for (text, code, says) in [
        (change("\"OUT-9\"", "3.36E+18"), "order_no_damaged", "digits are lost"),
        (change("506", "506.001"), "", "paidAmount"),
        (change("506", "-1"), "", "paidAmount"),
        (change("506", "1e3"), "", "paidAmount"),
        (change("506", "100000.01"), "", "100000.00"),
        (change("2026-04-15", "2026-02-30"), "", "playDate"),
        (change("2026-03-20T03:35:42Z", "2026-03-20"), "", "paidAt"),
        (change("\"paidAmount\"", "\"playDate\":\"2026-04-15\",\"paidAmount\""), "", "playDate"),
        (change("\"paidAmount\"", "\"surprise\":1,\"paidAmount\""), "", "surprise"),
        ("not json".to_owned(), "", ""),
    ] {
        shop.file("bad.json", &text);
        let before = shop.state();
        let ended = shop.run(&["order", "import", "bad.json", "--json"]);
        assert_eq!(ended.code, Some(2), "{text}: {ended:?}");
        let told = format!("{}{}", ended.out, ended.err);
        assert!(told.contains(says) && told.contains(code), "{text}: does not say {says}: {told}");
        assert_eq!(shop.state(), before, "{text}");
    }
}

#[test]
fn tables() {
    let shop = Shop::open();
    let wide = format!("ticket_type,season,price{}\n", ",x".repeat(256));
    let long_cell = format!("ticket_type,season,price\n{},high,1.00\n", "x".repeat(4097));
    let rows = "a,high,1.00\n".repeat(50_001);
    for (text, says) in [
        ("ticket_type,season\na,high\n", "price"),
        ("ticket_type,season,price\na,high,1.005\n", "price"),
        ("ticket_type,season,price\na,never,1.00\n", "season"),
        ("ticket_type,season,price\na,high,1.00\na,high,2.00\n", "line"),
        ("ticket_type,season,price\na,high\n", "line"),
        ("", ""),
        (&wide, "256"),
        (&long_cell, "4096"),
        (&format!("ticket_type,season,price\n{rows}"), ""),
    ] {
        shop.file("bad.csv", text);
        let before = shop.state();
        let ended = shop.run(&["price", "import", "bad.csv", "--json"]);
        assert_eq!(ended.code, Some(2), "{text:.80}: {ended:?}");
        assert!(ended.err.contains(says), "{text:.80} does not say {says}: {}", ended.err);
        assert_eq!(shop.state(), before);
    }
    shop.file("bad.csv", "from,to,season\n2026-04-01,2026-04-30,high\n2026-04-30,2026-05-01,low\n");
    refused(&shop, &["season", "import", "bad.csv"], 2, "season_overlap", "lines 2 and 3");
    shop.file("bad.csv", b"ticket_type,season,price\n\xb3\xff,high,1.00\n");
    assert_eq!(shop.run(&["price", "import", "bad.csv"]).code, Some(2), "neither UTF-8 nor GB18030");
}

#[test]
fn a_price_that_does_not_exist() {
    let shop = Shop::open();
    shop.file("prices.csv", "ticket_type,season,price\nsomething else,high,1.00\n");
    shop.ok(&["price", "import", "prices.csv", "--replace", "--yes"]);
    refused(&shop, &["form", "submit", ORDER, "--file", "form.json"], 3, "price_not_found", "price import");
}

#[test]
fn proofs() {
    let shop = Shop::ready();
    std::fs::create_dir(shop.path("dir")).unwrap();
    symlink("proof.txt", shop.path("link.txt")).unwrap();
    mknodat(CWD, shop.path("fifo"), FileType::Fifo, Mode::RWXU, 0).unwrap();
    shop.file("empty", "");
    shop.file("noise", [0u8, 1, 2, 3, 250]);
    shop.file("large.txt", vec![b'x'; 10 * 1024 * 1024 + 1]);
    for (name, exit, code, says) in [
        ("dir", 2, "file_is_directory", "dir"),
        ("link.txt", 2, "file_is_symlink", "link.txt"),
        ("fifo", 2, "file_is_special", "fifo"),
        ("empty", 2, "file_empty", "empty"),
        ("noise", 2, "file_type_unknown", "JPEG"),
        ("large.txt", 2, "file_too_large", "10485760"),
        ("none.png", 3, "file_not_found", "none.png"),
    ] {
        refused(&shop, &["proof", "upload", ORDER, name], exit, code, says);
    }
}

#[test]
fn a_sparse_proof_is_not_read_whole() {
    let shop = Shop::ready();
    std::fs::File::create(shop.path("sparse.png")).unwrap().set_len(1 << 40).unwrap();
    let ended = shop.run(&["proof", "upload", ORDER, "sparse.png", "--json"]);
    assert_eq!((ended.code, ended.error()["code"].as_str()), (Some(2), Some("file_too_large")));
}

#[test]
fn the_configuration() {
    let shop = Shop::open();
    let path = shop.config().join("config.toml");
    let good = std::fs::read_to_string(&path).unwrap();
    let cancel = ["order", "cancel", ORDER, "--reason", "x"];
    let put = |text: &str, mode: u32| {
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    put(&format!("{good}\nsurprise = 1\n"), 0o600);
    refused(&shop, &cancel, 5, "config_unknown_key", "surprise");
    put(&format!("{good}\n# {}\n", "x".repeat(64 * 1024)), 0o600);
    refused(&shop, &cancel, 5, "config_file_refused", "64 KiB");
    put(&good, 0o640);
    refused(&shop, &cancel, 5, "config_file_refused", "640");
    put(&good, 0o600);
    let elsewhere = shop.path("elsewhere.toml");
    std::fs::rename(&path, &elsewhere).unwrap();
    symlink(&elsewhere, &path).unwrap();
    refused(&shop, &cancel, 5, "config_file_refused", "link");
    std::fs::remove_file(&path).unwrap();
    refused(&shop, &["--config", "none.toml", "order", "list"], 5, "config_missing", "none.toml");
    refused(&shop, &["config", "set", "store.busy_timeout_ms", "soon"], 2, "config_invalid", "store.busy_timeout_ms");
    refused(&shop, &["config", "set", "surprise", "1"], 2, "config_unknown_key", "surprise");
}

#[test]
fn the_key_file() {
    let shop = Shop::open();
    let path = shop.path("key");
    let good = std::fs::read(&path).unwrap();
    let other = Shop::open();
    let cancel = ["order", "cancel", ORDER, "--reason", "x"];
    let mode = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    mode(0o644);
    refused(&shop, &cancel, 5, "key_file_mode", "chmod");
    mode(0o600);
    shop.file("key", "ticketctl-key-v1:short\n");
    refused(&shop, &cancel, 5, "key_file_malformed", "key");
    shop.file("key", std::fs::read(other.path("key")).unwrap());
    refused(&shop, &cancel, 5, "key_file_wrong", "key");
    std::fs::remove_file(&path).unwrap();
    refused(&shop, &cancel, 5, "key_file_missing", "key");
    shop.file("real", good);
    symlink("real", &path).unwrap();
    refused(&shop, &cancel, 5, "key_file_symlink", "link");
}

#[test]
fn the_database() {
    let cancel = ["order", "cancel", OTHER, "--reason", "x"];
    let shop = Shop::open();
    let path = shop.path("shop.db");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    refused(&shop, &cancel, 5, "database_location", "0600");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::hard_link(&path, shop.path("second")).unwrap();
    refused_at(&shop, &path, &cancel, 5, "database_location");
    std::fs::remove_file(shop.path("second")).unwrap();
    symlink(&path, shop.path("link.db")).unwrap();
    refused_at(&shop, &shop.path("link.db"), &cancel, 5, "database_location");
    refused_at(&shop, &shop.path("none.db"), &cancel, 5, "no_database");
    refused_at(&shop, &shop.path("."), &cancel, 5, "database_location");
    let noise = shop.file("noise.db", "this is no database, but it is long enough to be looked at as one".repeat(20));
    std::fs::set_permissions(&noise, std::fs::Permissions::from_mode(0o600)).unwrap();
    refused_at(&shop, &noise, &cancel, 11, "database_damaged");
    let foreign = shop.path("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("create table t (x)").unwrap();
    std::fs::set_permissions(&foreign, std::fs::Permissions::from_mode(0o600)).unwrap();
    refused_at(&shop, &foreign, &cancel, 11, "not_a_ticketctl_database");
    let conn = Connection::open(&path).unwrap();
    conn.pragma_update(None, "user_version", 9999).unwrap();
    drop(conn);
    refused_at(&shop, &path, &cancel, 11, "database_newer");
}

#[track_caller]
fn refused_at(shop: &Shop, db: &Path, args: &[&str], exit: i32, code: &str) {
    refused(shop, &[args, &["--db", db.to_str().unwrap()]].concat(), exit, code, "");
}

#[test]
fn what_is_not_there_has_one_code_whatever_it_was_for() {
    let shop = Shop::ready();
    for line in [
        "order import none",
        "form submit ORDER --file none",
        "proof upload ORDER none",
        "ocr run ORDER none --engine mock",
        "event import none",
        "restore none",
        "ocr run --dir none",
        "proof upload --dir none",
    ] {
        assert_eq!(shop.refused(&line.replace("ORDER", ORDER), 3)["code"], "file_not_found", "{line}");
    }
}

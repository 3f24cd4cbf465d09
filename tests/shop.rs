//! The commands of the shop's own tables, over the real binary: each test has a home of its own.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use std::path::Path;
use std::time::Duration;

use assert_cmd::Command;
use serde_json::Value;
use ticketctl::domain::ids::OrderNo;
use ticketctl::domain::time::{Day, Timestamp};
use ticketctl::store::holds::NewHold;
use ticketctl::store::{Ending, Store, Tx, keyfile};

struct Shop {
    home: tempfile::TempDir,
}

impl Shop {
    fn bare() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    fn new() -> Self {
        let shop = Self::bare();
        shop.run(&["init", "--sandbox"]).success();
        shop
    }

    fn command(&self) -> Command {
        let mut command = Command::cargo_bin("ticketctl").unwrap();
        command.env_clear().env("HOME", self.home.path()).env("USER", "tester").args(["--lang", "en"]);
        command
    }

    fn run(&self, args: &[&str]) -> assert_cmd::assert::Assert {
        self.command().args(args).assert()
    }

    fn fed(&self, args: &[&str], input: &str) -> assert_cmd::assert::Assert {
        self.command().args(args).write_stdin(input).assert()
    }

    fn json(&self, args: &[&str], input: &str, exit: i32) -> Value {
        let done = self.fed(&[args, &["--json"]].concat(), input).code(exit);
        serde_json::from_slice(&done.get_output().stdout).unwrap()
    }

    fn refused(&self, args: &[&str], input: &str, exit: i32) -> String {
        let done = self.fed(&[args, &["--json"]].concat(), input).code(exit);
        let error: Value = serde_json::from_slice(&done.get_output().stderr).unwrap();
        error["code"].as_str().unwrap().to_owned()
    }

    /// Holds places of the SKU `pack` until 09:00 UTC on 2026-03-20, and sells some more.
    fn hold(&self, date: &str, held: u32, sold: u32) {
        let at = |text| Timestamp::parse(text).unwrap();
        let key = keyfile::load(&self.home.path().join(".config/ticketctl/master.key")).unwrap();
        let mut store = Store::open(&self.db(), &key, Duration::from_secs(5)).unwrap();
        let (now, expires_at) = (at("2026-03-20T08:00:00Z"), at("2026-03-20T09:00:00Z"));
        let order_no = OrderNo::parse("order_7cb78b0f45ebf19d0a63581c").unwrap();
        let visit_date = Day::parse(date).unwrap();
        let new = |lock_id, quantity| NewHold {
            lock_id,
            order_no: &order_no,
            sku_id: "pack",
            visit_date,
            quantity,
            expires_at,
        };
        let all = |tx: &Tx<'_>| {
            Ok(tx.hold(&new("lock_a", held), now)?
                && tx.hold(&new("lock_b", sold), now)?
                && tx.commit_hold("lock_b", now)?)
        };
        assert!(store.write(Ending::Commit, all).unwrap());
    }

    fn db(&self) -> std::path::PathBuf {
        self.home.path().join(".local/share/ticketctl/ticketctl.db")
    }
}

fn finding<'a>(report: &'a Value, code: &str) -> &'a Value {
    report["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == code).unwrap()
}

const PRICES: &str = "ticket_type,season,price\na,low,1.00\nb,low,2.00\n";

#[test]
fn prices_are_replaced_as_a_whole_and_once_for_a_key() {
    let shop = Shop::new();
    let first = shop.json(&["price", "import", "-", "--key", "k"], PRICES, 0);
    assert_eq!((&first["rows"], &first["replayed"]), (&2.into(), &false.into()));
    assert_eq!(shop.json(&["price", "import", "-", "--key", "k"], PRICES, 0)["replayed"], true);
    let other = "ticket_type,season,price\na,low,1.50\nc,low,3.00\n";
    assert_eq!(shop.refused(&["price", "import", "-", "--key", "k"], other, 4), "key_conflict");
    let dry = shop.json(&["price", "import", "-", "--dry-run"], other, 0);
    assert_eq!((&dry["changed"][0]["was"], &dry["removed"][0]["ticket_type"]), (&"1.00".into(), &"b".into()));
    assert_eq!(shop.json(&["price", "list"], "", 0).as_array().unwrap().len(), 2);
    shop.fed(&["price", "import", "-"], other).success();
    assert_eq!(shop.json(&["price", "list"], "", 0)[0]["price"], "1.50");
    assert_eq!(shop.refused(&["price", "import", "-"], "ticket_type\n", 2), "csv_column_missing");
    shop.fed(&["season", "import", "-"], "from,to,season\n2026-04-15,2026-04-30,high\n").success();
    assert_eq!(shop.json(&["season", "list"], "", 0)[0]["to"], "2026-04-30");
}

const SKU: [&str; 9] = ["sku", "add", "pack", "--name", "n", "--merchant", "m", "--currency", "SGD"];

#[test]
fn a_sku_is_added_replaced_and_taken_off_sale() {
    let shop = Shop::new();
    let add = |more: &[&str], exit| shop.json(&[&SKU, more].concat(), "", exit);
    let first = add(&["--price", "119.00", "--pack-size", "3"], 0);
    assert_eq!(
        (&first["verdict"], &first["zone"], &first["on_sale"]),
        (&"created".into(), &"Asia/Singapore".into(), &true.into())
    );
    assert_eq!(shop.json(&["sku", "pause", "pack"], "", 0)["changed"], true);
    let again = add(&["--price", "119", "--pack-size", "3"], 0);
    assert_eq!((&again["verdict"], &again["on_sale"]), (&"exists".into(), &false.into()));
    let dearer = [&SKU[..], &["--price", "129.00", "--pack-size", "3"]].concat();
    assert_eq!(shop.refused(&dearer, "", 4), "sku_exists");
    assert_eq!(shop.json(&["sku", "show", "pack"], "", 0)["price"], "119.00");
    let replaced = shop.json(&[&dearer[..], &["--replace"]].concat(), "", 0);
    assert_eq!(
        (&replaced["verdict"], &replaced["was"]),
        (&"replaced".into(), &serde_json::json!({ "price": "119.00" }))
    );
    let shown = shop.json(&["sku", "show", "pack"], "", 0);
    assert_eq!((&shown["price"], &shown["on_sale"], &shown["pack_size"]), (&"129.00".into(), &false.into(), &3.into()));
    for (flags, code) in [
        (&["--price", "0"][..], "amount_invalid"),
        (&["--price", "100000.01"], "amount_invalid"),
        (&["--price", "1.00", "--zone", "Europe/Paris"], "zone_daylight_saving"),
        (&["--price", "1.00", "--pack-size", "0"], "usage"),
        (&["--price", "1.00", "--pack-size", "2", "--basis", "person"], "pack_size_without_pack"),
    ] {
        assert_eq!(shop.refused(&[&SKU[..], flags].concat(), "", 2), code, "{flags:?}");
    }
}

#[test]
fn a_capacity_covers_what_is_held_and_sold() {
    let shop = Shop::new();
    shop.run(&[&SKU[..], &["--price", "1.00"]].concat()).success();
    const NOW: [&str; 2] = ["--now", "2026-03-20T08:30:00Z"];
    let stock = |date: &'static str, capacity: &'static str| {
        [&["sku", "stock", "pack", "--date", date, "--capacity", capacity][..], &NOW].concat()
    };
    assert_eq!(shop.json(&stock("2026-03-20..2026-03-22", "10"), "", 0)["changed"], 3);
    assert_eq!(shop.json(&stock("2026-03-20..2026-03-22", "10"), "", 0)["changed"], 0);
    assert_eq!(shop.refused(&stock("2026-03-19..2026-03-22", "10"), "", 4), "visit_date_past");
    shop.hold("2026-03-21", 4, 2);
    let done = shop.fed(&[&stock("2026-03-20..2026-03-22", "5")[..], &["--json"]].concat(), "").code(4);
    let error: Value = serde_json::from_slice(&done.get_output().stderr).unwrap();
    let day = serde_json::json!({ "date": "2026-03-21", "capacity": 10, "held": 4, "committed": 2, "left": 4 });
    assert_eq!((&error["code"], &error["days"]), (&"capacity_below_taken".into(), &serde_json::json!([day])));
    let shown = |at: &str| shop.json(&["sku", "show", "pack", "--now", at], "", 0)["stock"].clone();
    assert_eq!(shown("2026-03-20T08:30:00Z")[0]["capacity"], 10, "no day was changed");
    assert_eq!(shown("2026-03-20T08:30:00Z")[1], day);
    assert_eq!(shop.json(&stock("2026-03-21", "6"), "", 0)["stock"][0]["left"], 0);
    // The held places have run out, and the day before is over in Singapore.
    let later = shown("2026-03-20T16:00:00Z");
    assert_eq!((&later[0]["date"], &later[0]["held"], &later[0]["left"]), (&"2026-03-21".into(), &0.into(), &4.into()));
    assert_eq!(
        shop.refused(&["sku", "stock", "other", "--date", "2026-03-21", "--capacity", "1"], "", 3),
        "sku_not_found"
    );
}

#[test]
fn a_group_is_added_routed_paused_and_removed() {
    let shop = Shop::new();
    let add = ["group", "add", "g1", "--channel", "spool", "--target", "out"];
    let target = shop.json(&add, "", 0)["target"].as_str().unwrap().to_owned();
    assert!(Path::new(&target).is_absolute() && target.ends_with("spool/out") && Path::new(&target).is_dir());
    assert_eq!(shop.json(&add, "", 0)["added"], false);
    assert_eq!(shop.refused(&["group", "add", "g1", "--channel", "spool", "--target", "else"], "", 4), "group_exists");
    shop.run(&["group", "route", "g1", "--ticket-type", "a"]).success();
    shop.run(&["group", "pause", "g1", "--reason", "no answer"]).success();
    let shown = shop.json(&["group", "show", "g1"], "", 0);
    assert_eq!((&shown["reason"], &shown["routes"][0]["value"]), (&"no answer".into(), &"a".into()));
    assert_eq!(shown["paused_by"], "operator");
    shop.run(&["group", "resume", "g1"]).success();
    shop.run(&["group", "test", "g1"]).success();
    std::fs::remove_dir(&target).unwrap();
    std::fs::write(&target, "").unwrap();
    assert_eq!(shop.refused(&["group", "test", "g1"], "", 5), "group_unusable");
    assert_eq!(shop.json(&["group", "answer", "g1", "-"], "{\"errcode\":0}", 0)["queued"], 1);
    assert_eq!(shop.refused(&["group", "answer", "g1", "-"], "<html>", 2), "answer_invalid");
    assert_eq!(shop.refused(&["group", "remove", "g1"], "", 2), "answer_needed");
    shop.run(&["group", "remove", "g1", "--yes"]).success();
    assert_eq!(shop.refused(&["group", "show", "g1"], "", 3), "group_not_found");
}

#[test]
fn a_wording_is_set_shown_and_set_back() {
    let shop = Shop::new();
    let listed = |lang: &str| {
        let rows = shop.json(&["notify", "template", "list"], "", 0);
        rows.as_array().unwrap().iter().find(|row| row["lang"] == lang).unwrap()["own"].clone()
    };
    let set = ["notify", "template", "set", "ticket_matched", "--text-lang", "en", "-"];
    let shipped = shop.run(&["notify", "template", "show", "ticket_matched", "--text-lang", "en", "-q"]).success();
    let shipped = String::from_utf8(shipped.get_output().stdout.clone()).unwrap();
    assert_eq!(shop.refused(&set, "Hi {phone}", 2), "wording_placeholder");
    assert_eq!(shop.refused(&set, &"x".repeat(64 * 1024 + 1), 2), "wording_unreadable");
    assert_eq!(shop.json(&[&set[..], &["--dry-run"]].concat(), "Hi {name}\n", 0)["dry_run"], true);
    assert_eq!(listed("en"), false);
    let keyed = [&set[..], &["--key", "k"]].concat();
    assert_eq!(shop.json(&keyed, "Hi {name}\n", 0)["changed"], true);
    assert_eq!(shop.json(&keyed, "Hi {name}\n", 0)["replayed"], true);
    assert_eq!(shop.refused(&keyed, "Ho {name}\n", 4), "key_conflict");
    shop.run(&["notify", "template", "show", "ticket_matched", "--text-lang", "en", "-q"])
        .success()
        .stdout("Hi {name}\n");
    assert_eq!((listed("en"), listed("zh")), (true.into(), false.into()));
    shop.fed(&set, &shipped).success();
    assert_eq!(listed("en"), false);
    assert_eq!(shop.refused(&["notify", "template", "show", "nothing"], "", 3), "template_not_found");
}

#[test]
fn a_group_with_a_push_of_unknown_outcome_stays() {
    let shop = Shop::new();
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/scenarios/resale-reference");
    let shared = files.with_file_name("shared");
    let path = |dir: &Path, name: &str| dir.join(name).to_str().unwrap().to_owned();
    shop.run(&["price", "import", &path(&shared, "prices.csv")]).success();
    shop.run(&["season", "import", &path(&shared, "seasons.csv")]).success();
    let no = "XY20260320033546715D3AV";
    let at = ["--now", "2026-03-20T03:35:46.715Z", "--ids", "D3AV"];
    shop.run(&[&["order", "import", &path(&files, "paid.json")], &at[..]].concat()).success();
    shop.run(&["form", "submit", no, "--file", &path(&shared, "form.json"), "--now", "2026-03-20T03:36:00Z"]).success();
    shop.run(&["payment", "confirm", no, "--channel", "wechat", "--now", "2026-03-20T03:37:00Z"]).success();
    shop.run(&["proof", "upload", no, &path(&files, "payment-proof.txt"), "--now", "2026-03-20T03:38:00Z"]).success();
    shop.run(&["group", "add", "g1", "--channel", "spool", "--target", "out"]).success();
    // An answer that no service gives: nobody knows whether the message arrived.
    shop.fed(&["group", "answer", "g1", "-"], "{\"odd\":true}").success();
    shop.run(&["push", no, "--group", "g1", "--now", "2026-03-20T03:39:00Z"]).code(12);
    assert_eq!(shop.json(&["group", "show", "g1"], "", 0)["unfinished"][0], no);
    assert_eq!(shop.refused(&["group", "remove", "g1", "--yes"], "", 4), "group_in_use");
    let pushes = shop.json(&["push", "list", "--state", "unknown"], "", 0);
    for push in pushes.as_array().unwrap() {
        let id = push["id"].as_str().unwrap();
        shop.run(&["push", "resolve", id, "--not-delivered", "--evidence", "looked into the group", "--yes"]).success();
    }
    shop.run(&["group", "remove", "g1", "--yes"]).success();
}

#[test]
fn nothing_is_kept_beyond_the_limit() {
    let shop = Shop::new();
    let limit = ["config", "set", "store.max_total_bytes", "1048576"];
    shop.run(&limit).success();
    let proof = shop.home.path().join("proof.txt");
    std::fs::write(&proof, "x".repeat(1 << 20)).unwrap();
    let order = serde_json::json!({
        "sourcePlatform": "xianyu", "externalOrderNo": "E1", "externalUserId": "u1", "productName": "p",
        "ticketType": "a", "playDate": "2026-04-15", "paidAmount": 1, "paidAt": "2026-03-20T03:35:45Z",
    });
    let made = shop.json(&["order", "import", "-"], &order.to_string(), 0);
    let no = made[0]["order_no"].as_str().unwrap();
    assert_eq!(shop.refused(&["proof", "upload", no, proof.to_str().unwrap()], "", 1), "store_full");
    assert!(!shop.db().with_file_name("payment-proof").exists());
}

#[test]
fn doctor_reports_a_missing_and_a_damaged_database() {
    let bare = Shop::bare();
    let report = bare.json(&["doctor"], "", 5);
    assert_eq!((&report["ok"], &finding(&report, "database")["severity"]), (&false.into(), &"problem".into()));

    let shop = Shop::new();
    let report = shop.json(&["doctor"], "", 0);
    assert_eq!((&report["ok"], &finding(&report, "prices")["severity"]), (&true.into(), &"warning".into()));
    assert_eq!(shop.refused(&["doctor", "--repair"], "", 2), "repair_not_available");
    // The write-ahead log still holds every page of so small a database, and would mend it.
    let _ = std::fs::remove_file(shop.db().with_extension("db-wal"));
    std::fs::write(shop.db(), "no database at all").unwrap();
    assert_eq!(shop.json(&["doctor"], "", 11)["ok"], false);
}

#[test]
fn config_is_read_and_written() {
    let shop = Shop::new();
    shop.run(&["config", "set", "lang", "zh"]).success();
    shop.run(&["config", "get", "lang"]).success().stdout("zh\n");
    shop.run(&["config", "set", "lang", "en", "--dry-run"]).success();
    shop.run(&["config", "get", "lang"]).success().stdout("zh\n");
    shop.run(&["config", "get", "nothing"]).code(2);
}

#[test]
fn help_knows_every_exit_code_and_command() {
    let shop = Shop::bare();
    let codes = shop.json(&["help", "exit-codes"], "", 0);
    assert_eq!(codes.as_array().unwrap().len(), 15);
    assert_eq!(codes[12]["category"], "unknown");
    let help = shop.run(&["help", "group", "add"]).success();
    assert!(String::from_utf8_lossy(&help.get_output().stdout).contains("--channel"));
    shop.run(&["help", "nothing"]).code(2);
}

#[test]
fn committed_completions_are_what_the_binary_prints() {
    let shop = Shop::bare();
    for (shell, file) in [("bash", "ticketctl.bash"), ("zsh", "_ticketctl"), ("fish", "ticketctl.fish")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions").join(file);
        let printed = shop.run(&["completions", shell]).success();
        let same = std::fs::read(&path).unwrap() == printed.get_output().stdout;
        assert!(same, "run `ticketctl completions {shell} > completions/{file}`");
    }
}

#[test]
fn bash_completes_with_the_committed_script() {
    let binary = Path::new(env!("CARGO_BIN_EXE_ticketctl"));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions/ticketctl.bash");
    let press_tab = r#"source "$0"; COMP_WORDS=(ticketctl group sh); COMP_CWORD=2 COMP_TYPE=9
        _clap_complete_ticketctl ticketctl sh group; printf '%s,' "${COMPREPLY[@]}""#;
    let mut bash = std::process::Command::new("bash");
    bash.env("PATH", std::env::join_paths([binary.parent().unwrap(), Path::new("/usr/bin")]).unwrap());
    let told = bash.args(["--norc", "-c", press_tab]).arg(script).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&told.stdout), "show,", "{told:?}");
}

#[test]
fn a_shell_is_told_groups_and_never_an_error() {
    for (shop, expected) in [(Shop::new(), true), (Shop::bare(), false)] {
        if expected {
            shop.run(&["group", "add", "ski-agents", "--channel", "spool", "--target", "out"]).success();
        }
        let mut ask = Command::cargo_bin("ticketctl").unwrap();
        ask.env_clear().env("HOME", shop.home.path()).env("COMPLETE", "fish");
        let told = ask.args(["--", "ticketctl", "group", "show", "ski"]).assert().success();
        assert_eq!(String::from_utf8_lossy(&told.get_output().stdout).contains("ski-agents"), expected);
    }
}

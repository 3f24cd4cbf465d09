//! Erasing a person after a whole order: nothing of them is left on the disk, and the log still holds.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// The order that the reference scenario leaves behind.
const ORDER: &str = "XY20260320033546715D3AV";

/// What must be gone: name, phone, certificate number, platform account.
const PERSONAL: [&str; 4] = ["张三2376", "13800000000", "440101199001012376", "user-1773977742376"];

struct Shop {
    home: tempfile::TempDir,
}

impl Shop {
    /// The reference order, from the payment to the settled share.
    fn after_the_reference_order() -> Self {
        let shop = Self { home: tempfile::tempdir().unwrap() };
        shop.run(&["smoke", "run", "resale-reference"], 0);
        shop
    }

    fn sandbox(&self) -> PathBuf {
        self.home.path().join("box")
    }

    fn run(&self, args: &[&str], exit: i32) -> String {
        let mut command = Command::cargo_bin("ticketctl").unwrap();
        command.env_clear().env("HOME", self.home.path()).env("USER", "tester").args(["--lang", "en", "--db"]);
        let done = command.arg(self.sandbox().join("x.db")).args(args).assert().code(exit);
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.run(&[args, &["--json"]].concat(), 0)).unwrap()
    }

    fn erase(&self, more: &[&str]) -> Value {
        self.json(&[&["person", "erase", ORDER, "--reason", "asked to"], more].concat())
    }

    /// Which personal texts stand in which files.
    fn traces(&self) -> Vec<(&'static str, PathBuf)> {
        let mut found = Vec::new();
        for file in files(self.home.path()) {
            let bytes = std::fs::read(&file).unwrap();
            let holds = |text: &&str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
            found.extend(PERSONAL.into_iter().filter(holds).map(|text| (text, file.clone())));
        }
        found
    }

    /// Files in a directory of the sandbox, at any depth.
    fn kept(&self, dir: &str) -> usize {
        files(&self.sandbox().join(dir)).len()
    }
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn not_a_byte_of_an_erased_person_is_left() {
    let shop = Shop::after_the_reference_order();
    // What the agent and the buyer were sent is plain text; the database and its log never were.
    let before = shop.traces();
    assert!(before.iter().any(|(text, _)| *text == "440101199001012376"), "{before:?}");
    assert!(before.iter().all(|(_, file)| file.extension().is_some_and(|ext| ext == "txt")), "{before:?}");
    assert!(shop.run(&["order", "show", ORDER, "--reveal"], 0).contains("440101199001012376"));
    assert!(shop.kept("payment-proof") + shop.kept("screenshot") >= 2);

    let done = shop.erase(&["--yes"]);
    assert_eq!((&done["erased"]["form"], &done["erased"]["files"]), (&true.into(), &2.into()));

    assert_eq!(shop.traces(), []);
    for dir in ["payment-proof", "screenshot", "spool", "agent-group"] {
        assert_eq!(shop.kept(dir), 0, "{dir}");
    }
    let log = shop.sandbox().join("x.db-wal");
    assert_eq!(std::fs::metadata(log).map_or(0, |meta| meta.len()), 0, "the log kept old pages");
}

#[test]
fn an_erased_order_is_still_sound_and_says_so() {
    let shop = Shop::after_the_reference_order();
    let before = shop.json(&["event", "verify"])["events"].as_u64().unwrap();
    shop.erase(&["--yes"]);
    let log = shop.json(&["event", "verify"]);
    assert_eq!(
        (&log["ok"], &log["breaks"], log["events"].as_u64()),
        (&true.into(), &Value::Array(vec![]), Some(before + 1))
    );
    assert_eq!(shop.json(&["doctor"])["ok"], true);
    let page = shop.run(&["order", "show", ORDER, "--reveal"], 0);
    assert!(page.contains("[erased]") && page.contains("completed"), "{page}");
    let form = shop.json(&["form", "show", ORDER, "--reveal"]);
    assert_eq!((&form["name"], &form["certificateNo"]), (&"[erased]".into(), &"[erased]".into()));
    assert_eq!(shop.traces(), []);
    // Nobody can be recognised any more.
    shop.run(&["person", "block", ORDER, "--reason", "late"], 4);
}

#[test]
fn erasing_asks_first_tries_harmlessly_and_repeats_in_peace() {
    let shop = Shop::after_the_reference_order();
    let before = shop.traces();
    shop.run(&["person", "erase", ORDER, "--reason", "asked to"], 2);
    assert_eq!(shop.erase(&["--dry-run"])["dry_run"], true);
    assert_eq!(shop.traces(), before);
    assert_eq!(shop.erase(&["--yes"])["erased"]["form"], true);
    let log = shop.json(&["event", "verify"]);
    let again = shop.erase(&["--yes"]);
    assert_eq!((&again["events"], &again["erased"]["form"]), (&Value::Array(Vec::new()), &false.into()));
    assert_eq!((&again["erased"]["files"], &again["erased"]["messages"]), (&0.into(), &0.into()));
    assert_eq!(shop.json(&["event", "verify"]), log);
}

#[test]
fn a_blocked_person_comes_off_the_list_again() {
    let shop = Shop::after_the_reference_order();
    let blocked = |verb: &[&str]| shop.json(&[&["person"], verb].concat())["was_blocked"].clone();
    assert_eq!(blocked(&["block", ORDER, "--reason", "resells"]), false);
    assert_eq!(blocked(&["block", ORDER, "--reason", "resells again", "--dry-run"]), true);
    assert_eq!(blocked(&["unblock", ORDER]), true);
    assert_eq!(blocked(&["unblock", ORDER]), false);
}

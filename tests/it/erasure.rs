//! Erasing a person after a whole order: nothing of them is left on the disk, and the log still holds.

use std::path::PathBuf;

use serde_json::Value;

use crate::support::shop::{ORDER, Shop, files};

/// What must be gone: name, phone, certificate number, platform account.
const PERSONAL: [&str; 4] = ["张三2376", "13800000000", "440101199001012376", "user-1773977742376"];

/// The reference order, from the payment to the settled share.
fn after_the_reference_order() -> Shop {
    let shop = Shop::bare().in_real_time();
    shop.ok(&["smoke", "run", "resale-reference"]);
    shop
}

fn erase(shop: &Shop, more: &[&str]) -> Value {
    shop.json(&[&["person", "erase", ORDER, "--reason", "asked to"], more].concat())
}

/// Which personal texts stand in which files.
fn traces(shop: &Shop) -> Vec<(&'static str, PathBuf)> {
    shop.files_with(&PERSONAL)
}

/// Files in a directory of the sandbox, at any depth.
fn kept(shop: &Shop, dir: &str) -> usize {
    files(&shop.path(dir)).len()
}

#[test]
fn not_a_byte_of_an_erased_person_is_left() {
    let shop = after_the_reference_order();
    // What the agent and the buyer were sent is plain text; the database and its log never were.
    let before = traces(&shop);
    assert!(before.iter().any(|(text, _)| *text == "440101199001012376"), "{before:?}");
    assert!(before.iter().all(|(_, file)| file.extension().is_some_and(|ext| ext == "txt")), "{before:?}");
    assert!(shop.ok(&["order", "show", ORDER, "--reveal"]).contains("440101199001012376"));
    assert!(kept(&shop, "payment-proof") + kept(&shop, "screenshot") >= 2);

    let begun = "insert into form_draft select person_id, 0, 's1.AAAA' from orders where order_no = $1";
    shop.database().execute(begun, [ORDER]).unwrap();

    let done = erase(&shop, &["--yes"]);
    let drafts: i64 = shop.database().query_row("select count(*) from form_draft", [], |row| row.get(0)).unwrap();
    assert_eq!(drafts, 0);
    assert_eq!((&done["erased"]["form"], &done["erased"]["files"]), (&true.into(), &2.into()));

    assert_eq!(traces(&shop), []);
    for dir in ["payment-proof", "screenshot", "spool", "agent-group"] {
        assert_eq!(kept(&shop, dir), 0, "{dir}");
    }
    let log = shop.path("shop.db-wal");
    assert_eq!(std::fs::metadata(log).map_or(0, |meta| meta.len()), 0, "the log kept old pages");
}

#[test]
fn an_erased_order_is_still_sound_and_says_so() {
    let shop = after_the_reference_order();
    let before = shop.json(&["event", "verify"])["events"].as_u64().unwrap();
    erase(&shop, &["--yes"]);
    let log = shop.json(&["event", "verify"]);
    assert_eq!(
        (&log["ok"], &log["breaks"], log["events"].as_u64()),
        (&true.into(), &Value::Array(vec![]), Some(before + 1))
    );
    assert_eq!(shop.json(&["doctor"])["ok"], true);
    let page = shop.ok(&["order", "show", ORDER, "--reveal"]);
    assert!(page.contains("[erased]") && page.contains("completed"), "{page}");
    let form = shop.json(&["form", "show", ORDER, "--reveal"]);
    assert_eq!((&form["name"], &form["certificateNo"]), (&"[erased]".into(), &"[erased]".into()));
    assert_eq!(traces(&shop), []);
    // Nobody can be recognised any more.
    shop.refused(&["person", "block", ORDER, "--reason", "late"], 4);
}

#[test]
fn erasing_asks_first_tries_harmlessly_and_repeats_in_peace() {
    let shop = after_the_reference_order();
    let before = traces(&shop);
    shop.refused(&["person", "erase", ORDER, "--reason", "asked to"], 2);
    assert_eq!(erase(&shop, &["--dry-run"])["dry_run"], true);
    assert_eq!(traces(&shop), before);
    assert_eq!(erase(&shop, &["--yes"])["erased"]["form"], true);
    let log = shop.json(&["event", "verify"]);
    let again = erase(&shop, &["--yes"]);
    assert_eq!((&again["events"], &again["erased"]["form"]), (&Value::Array(Vec::new()), &false.into()));
    assert_eq!((&again["erased"]["files"], &again["erased"]["messages"]), (&0.into(), &0.into()));
    assert_eq!(shop.json(&["event", "verify"]), log);
}

#[test]
fn a_blocked_person_comes_off_the_list_again() {
    let shop = after_the_reference_order();
    let blocked = |verb: &[&str]| shop.json(&[&["person"], verb].concat())["was_blocked"].clone();
    assert_eq!(blocked(&["block", ORDER, "--reason", "resells"]), false);
    assert_eq!(blocked(&["block", ORDER, "--reason", "resells again", "--dry-run"]), true);
    assert_eq!(blocked(&["unblock", ORDER]), true);
    assert_eq!(blocked(&["unblock", ORDER]), false);
}

#[test]
fn what_a_removed_group_was_sent_is_destroyed_too() {
    let shop = after_the_reference_order();
    shop.ok("group remove wecom-group-smoke --yes");
    assert!(traces(&shop).iter().any(|(_, file)| file.ends_with(format!("agent-group/{ORDER}-p2-text.txt"))));
    let done = erase(&shop, &["--yes"]);
    assert_eq!(done["erased"]["beyond"], Value::Array(Vec::new()));
    assert_eq!(traces(&shop), []);
}

#[test]
fn what_lies_on_another_machine_is_told() {
    let shop = after_the_reference_order();
    let elsewhere = shop.path("agent-group");
    std::fs::rename(&elsewhere, shop.path("moved-away")).unwrap();
    let ended = shop.run(&["person", "erase", ORDER, "--reason", "asked to", "--yes"]);
    assert!(ended.code == Some(0) && ended.err.contains(&elsewhere.display().to_string()), "{ended:?}");
    assert!(ended.err.contains("messages to wecom-group-smoke were written to"), "{}", ended.err);
}

#[test]
fn an_erased_order_takes_nothing_of_a_person_any_more() {
    let shop = after_the_reference_order();
    let proof = shop.file("proof.txt", format!("payment proof {ORDER} 张三2376"));
    let form = shop.file("form.json", crate::support::shop::FORM);
    let picture = crate::support::shop::fixture("ocr/01.png");
    let read = shop.file("read.json", r#"[{"text":"张三2376","confidence":0.9}]"#);
    erase(&shop, &["--yes"]);
    let before = shop.state();
    let words = |path: &PathBuf| path.display().to_string();
    for line in [
        format!("proof upload {ORDER} {}", words(&proof)),
        format!("ocr run {ORDER} {} --engine mock --reason late", words(&picture)),
        format!("ocr import {ORDER} --image {} {} --reason late", words(&picture), words(&read)),
        format!("form correct {ORDER} --file {} --reason late", words(&form)),
        format!("order note {ORDER} late"),
        format!("order correct {ORDER} --nick late --reason late"),
        format!("push {ORDER} --group wecom-group-smoke"),
        format!("notify send {ORDER} --channel spool --to user-1773977742376"),
        format!("notify resend {ORDER}-n1 --to user-1773977742376"),
    ] {
        let error = shop.refused(&line, 4);
        assert_eq!(error["code"], "person_erased", "{line}: {error}");
    }
    assert_eq!(shop.state(), before);
}

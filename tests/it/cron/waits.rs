//! What waits for a person: unknown outcomes, what they show, and who settles them.

use std::io::{Read as _, Write as _};
use std::process::Stdio;

use sha2::{Digest as _, Sha256};

use crate::support::batch::ODD;
use crate::support::shop::{ORDER, Shop};

fn unknown() -> (Shop, String) {
    let shop = Shop::answering(ODD);
    assert_eq!(shop.run(&["push", ORDER, "--group", "g"]).code, Some(12));
    let listed = shop.json(&["push", "list", "--state", "unknown"]);
    let id = listed[0]["id"].as_str().unwrap().to_owned();
    (shop, id)
}

#[test]
fn the_list_says_what_to_look_for_and_how_to_settle_it() {
    let (shop, id) = unknown();
    let row = shop.json(&["push", "list", "--state", "unknown", "--now", "2026-03-20T03:45:00Z"])[0].clone();
    assert_eq!((&row["age_minutes"], &row["destination"], &row["order_no"]), (&5.into(), &"g".into(), &ORDER.into()));
    assert_eq!((&row["attempt"], &row["look_for"]), (&1.into(), &ORDER.into()), "{row}");
    let ended = shop.run(&["push", "list", "--state", "unknown"]);
    for answer in ["--delivered", "--not-delivered"] {
        let command = format!("$ ticketctl push resolve {id} {answer} --evidence TEXT\n");
        assert!(ended.err.contains(&command), "{ended:?}");
    }
    shop.ok(&["push", "resolve", &id, "--not-delivered", "--evidence", "looked", "--yes"]);
    shop.file("answer.json", ODD);
    shop.ok(&["group", "answer", "g", "answer.json"]);
    assert_eq!(shop.run(&["push", ORDER, "--group", "g"]).code, Some(12));
    let row = shop.json(&["push", "list", "--state", "unknown"])[0].clone();
    assert_eq!(row["look_for"], format!("{ORDER} 重发 2"), "the words that the second text has");
}

#[test]
fn the_body_is_shown_on_request_alone_and_the_look_is_recorded() {
    let shop = Shop::ready();
    shop.ok(&["push", ORDER, "--group", "g"]);
    let id = format!("{ORDER}-p1-text");
    let sent = std::fs::read(shop.path("spool/out").join(format!("{id}.txt"))).unwrap();
    let digest: String = Sha256::digest(&sent).iter().map(|byte| format!("{byte:02x}")).collect();
    let shown = shop.json(&["push", "show", &id]);
    assert_eq!((&shown["body_sha256"], &shown["body"]), (&digest.into(), &serde_json::Value::Null));
    let looks = || {
        let events = shop.json(&["event", "list", "--internal", "--limit", "0"]);
        let all = events.as_array().unwrap().clone();
        all.iter().filter(|event| event["payload"]["command"] == "push show").count()
    };
    assert_eq!((looks(), shop.ok(&["push", "show", &id]).contains("13800000000")), (0, false));
    assert!(shop.ok(&["push", "show", &id, "--reveal"]).contains("13800000000"));
    assert_eq!(looks(), 1);
}

#[test]
fn one_of_sixteen_operators_settles_it() {
    let (shop, id) = unknown();
    let settle = |n: usize| {
        let found = if n.is_multiple_of(2) { "--delivered" } else { "--not-delivered" };
        let evidence = format!("operator {n} looked");
        let args = ["push", "resolve", &id, found, "--evidence", &evidence, "--yes"];
        shop.command(&args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let running: Vec<_> = (0..16).map(settle).collect();
    let codes: Vec<_> = running.into_iter().map(|mut child| child.wait().unwrap().code()).collect();
    let count = |wanted| codes.iter().filter(|code| **code == Some(wanted)).count();
    assert_eq!((count(0), count(4)), (1, 15), "{codes:?}");
    assert_eq!(shop.json(&["push", "list", "--state", "unknown"]).as_array().unwrap().len(), 0);
}

#[test]
fn on_a_terminal_the_order_number_is_typed() {
    let (shop, id) = unknown();
    assert_eq!(shop.run(&["push", "resolve", &id, "--delivered", "--evidence", "x"]).code, Some(2), "nobody to ask");
    assert_eq!(typed(&shop, &id, "y"), Some(10));
    assert_eq!(shop.status("agent_push"), "unknown");
    assert_eq!(typed(&shop, &id, ORDER), Some(0));
    assert_ne!(shop.status("agent_push"), "unknown");
}

/// Settles it on a real terminal, typing `answer`.
fn typed(shop: &Shop, id: &str, answer: &str) -> Option<i32> {
    let binary = env!("CARGO_BIN_EXE_ticketctl");
    let line =
        format!("exec {binary} --lang en push resolve {id} --delivered --evidence looked --now 2026-03-20T03:45:00Z");
    let mut command = shop.surroundings("script");
    let mut child =
        command.args(["-qec", &line, "/dev/null"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut shown = Vec::new();
    while !String::from_utf8_lossy(&shown).contains("Type its number") {
        let mut bytes = [0; 256];
        let read = output.read(&mut bytes).unwrap();
        assert_ne!(read, 0, "no question: {}", String::from_utf8_lossy(&shown));
        shown.extend(&bytes[..read]);
    }
    input.write_all(format!("{answer}\r").as_bytes()).unwrap();
    output.read_to_end(&mut shown).unwrap();
    child.wait().unwrap().code()
}

#[test]
fn a_sweep_removes_what_a_dead_sender_left_and_nothing_else() {
    let shop = Shop::ready();
    shop.ok(&["push", ORDER, "--group", "g"]);
    let out = shop.path("spool/out");
    let left = out.join(format!(".spool-{ORDER}-p1-text.txt.aB3dE9"));
    let foreign = out.join(".spool-XY20260101000000000ZZZZ-p1-text.txt.aB3dE9");
    for path in [&left, &foreign] {
        std::fs::write(path, "half").unwrap();
    }
    assert_eq!(shop.json(&["sweep", "--dry-run"])["leftover_files"], 1);
    assert!(left.exists(), "a dry run removes nothing");
    assert_eq!(shop.json(&["sweep"])["leftover_files"], 1);
    assert!(!left.exists() && foreign.exists());
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 3, "both messages stay");
}

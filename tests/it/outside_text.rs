//! Text from outside in every answer that can show it: it steers no terminal, runs in no shell, and a key that may be
//! somebody's data is not told.

use serde_json::{Value, json};

use crate::support::shop::{FORM, ORDER, Shop};

/// What a terminal, a shell or a reader would fall for.
const POISON: &str = "\u{1b}]0;pwned\u{7}\u{1b}[31m$(touch x)`id`'\"\u{202e}\u{200b}\nend";

/// Whether an output holds nothing that steers a terminal, but for line ends and tabs.
fn is_harmless(text: &str) -> bool {
    !text.chars().any(|c| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202e}' | '\u{200b}'))
}

#[test]
fn a_groups_name_from_an_export_steers_no_terminal_and_runs_in_no_shell() {
    let export = include_str!("../../fixtures/exports/resale-reference.ndjson");
    let lines = export.lines().map(|line| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        if line["payload"].get("targetGroupId").is_some() {
            line["payload"]["targetGroupId"] = json!(POISON);
        }
        format!("{line}\n")
    });
    let shop = Shop::sandbox().in_real_time();
    shop.file("export.ndjson", lines.collect::<String>());
    let imported = shop.run("event import export.ndjson");
    assert!(imported.code == Some(0) && imported.err.contains("was not created"), "{imported:?}");
    assert_eq!(shop.json("group list"), json!([]), "no group has such a name");
    let mut outputs = vec![imported];
    for line in [
        "group list",
        "queue",
        "next",
        "doctor",
        "event list",
        "event tail",
        "order list",
        "push list",
        "cron --max-runtime 1s",
    ] {
        outputs.push(shop.run(line));
        outputs.push(shop.run(&format!("{line} --lang zh")));
    }
    for line in ["order show", "order timeline", "next", "match show", "push", "fixture capture"] {
        outputs.push(shop.run(&format!("{line} {ORDER}")));
        outputs.push(shop.run(&format!("{line} {ORDER} --json")));
    }
    outputs.push(shop.run(&format!("order show {ORDER} --page")));
    for output in &outputs {
        assert!(is_harmless(&output.out) && is_harmless(&output.err), "{output:?}");
    }
    let command = shop.json(&format!("next {ORDER}"))["command"].clone();
    let words = shlex::split(command.as_str().unwrap()).unwrap();
    assert!(words.iter().all(|word| word == POISON || !word.contains("touch")), "{words:?}");
}

#[test]
fn a_group_that_was_made_before_names_were_checked_is_offered_quoted() {
    let shop = Shop::ready();
    shop.database().execute_batch("pragma foreign_keys = off; delete from route; delete from agent_group;").unwrap();
    let target = shop.path("out").display().to_string();
    let values = (POISON, target, POISON);
    let statement =
        "insert into agent_group (name, channel, target, options, paused_reason, paused_by, paused_at, created_at)
        values ($1, 'spool', $2, '{}', $3, 'operator', 0, 0)";
    shop.database().execute(statement, values).unwrap();
    for line in ["queue", "next", "doctor", "group list", "group show x", "cron --max-runtime 1s", "push list"] {
        let output = shop.run(line);
        assert!(is_harmless(&output.out) && is_harmless(&output.err), "{output:?}");
    }
    let command = shop.json(&format!("next {ORDER}"))["command"].as_str().unwrap().to_owned();
    assert_eq!(shlex::split(&command).unwrap(), ["ticketctl", "group", "resume", POISON]);
    let mut asking = shop.surroundings(env!("CARGO_BIN_EXE_ticketctl"));
    asking.env("COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", "3").env("TICKETCTL_DB", shop.database_file());
    let candidates = asking.args(["--", "ticketctl", "group", "show", ""]).output().unwrap();
    assert!(!String::from_utf8_lossy(&candidates.stdout).contains("touch"), "{candidates:?}");
}

#[test]
fn a_key_that_may_be_somebodys_data_is_not_told() {
    let shop = Shop::open();
    let form = |key: &str| FORM.replacen('{', &format!("{{\"{key}\":\"id_card\","), 1);
    for key in ["330102199505057890", "13712345678", "张三", "wang-13712345678", "a b"] {
        for line in [format!("form submit {ORDER} --file -"), format!("form submit {ORDER} --file - --json")] {
            let ended = shop.run_with(&line, &form(key));
            assert_eq!(ended.code, Some(2));
            assert!(!format!("{ended:?}").contains(key), "{ended:?}");
        }
        let broken = format!("{{\"name\":\"Wang\",\"phone\":\"13712345678\",\"{key}\"}}");
        let ended = shop.run_with(&format!("form submit {ORDER} --file - --json"), &broken);
        assert!(ended.code == Some(2) && !format!("{ended:?}").contains(key), "{ended:?}");
        shop.file("sheet.csv", format!("{key},李四\n1,2\n"));
        let ended = shop.run("order import sheet.csv");
        assert!(ended.code == Some(2) && !format!("{ended:?}").contains(key), "{ended:?}");
    }
    let named = shop.run_with(&format!("form submit {ORDER} --file -"), &form("mobile_2"));
    assert!(named.code == Some(2) && named.err.contains("mobile_2"), "{named:?}");
}

#[test]
fn a_key_id_from_outside_is_printed_escaped() {
    let shop = Shop::sandbox();
    shop.ok("ap2 key new");
    let mut jwk = shop.json("ap2 key export");
    jwk["kid"] = json!("\u{1b}[31mred\r\n\u{202e}");
    for line in ["ap2 trust add -", "ap2 trust list", "ap2 trust remove '\u{1b}[31mred'"] {
        let output = shop.run_with(line, &jwk.to_string());
        assert!(is_harmless(&output.out) && is_harmless(&output.err), "{output:?}");
    }
}

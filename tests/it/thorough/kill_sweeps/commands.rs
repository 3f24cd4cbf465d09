//! A process that is killed at every step that matters, and run again.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;

use crate::support::shop::{ORDER, Shop, end, paid};

/// The calls that change what is on the disk: a kill before or after each is every state that a crash can leave.
const CALLS: [&str; 6] = ["pwrite64", "fsync", "fdatasync", "write", "renameat2,rename,linkat", "unlink"];

/// A kill before the `nth` of `calls`.
#[derive(Clone, Debug)]
struct KillPoint {
    calls: &'static str,
    nth: usize,
}

/// Every point of a command line, counted on a run that is not killed.
fn kill_points(shop: &Shop, args: &[&str]) -> Vec<KillPoint> {
    let log = shop.path("trace");
    let all = format!("trace={}", CALLS.join(","));
    let log_name = log.to_str().unwrap();
    let ended = end(&mut shop.command_under(&["strace", "-f", "-qq", "-e", &all, "-o", log_name], args));
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let text = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(log).unwrap();
    let count = |calls: &str| {
        let is_one = |line: &&str| calls.split(',').any(|call| line.contains(&format!(" {call}(")));
        text.lines().filter(is_one).count()
    };
    CALLS.into_iter().flat_map(|calls| (1..=count(calls)).map(move |nth| KillPoint { calls, nth })).collect()
}

/// Runs a command line that is killed at a point; gives whether it was.
fn kill_at(shop: &Shop, point: &KillPoint, args: &[&str]) -> bool {
    let inject = format!("inject={}:signal=KILL:when={}", point.calls, point.nth);
    let under = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &inject];
    let status = shop.command_under(&under, args).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    !status.success()
}

/// The messages that the group holds, by the end of their names; what was never given a name does not count.
fn messages(shop: &Shop) -> [usize; 2] {
    let names: Vec<String> = match std::fs::read_dir(shop.path("spool/out")) {
        Ok(dir) => dir.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect(),
        Err(_) => Vec::new(),
    };
    let bodies = names.iter().filter(|name| !name.starts_with('.'));
    let texts = bodies.clone().filter(|name| is_letter(&shop.path("spool/out").join(name))).count();
    [texts, bodies.count() - texts]
}

/// The order's letter, and not its proof, which is a text too.
fn is_letter(path: &Path) -> bool {
    !std::fs::read_to_string(path).unwrap().starts_with("payment proof")
}

#[test]
fn a_push_killed_anywhere_is_never_sent_twice_and_never_forgotten() {
    let shop = Shop::ready();
    let before = shop.twin();
    let push = ["push", ORDER, "--group", "g"];
    let all = kill_points(&shop, &push);
    assert!(all.len() > 20, "{all:?}");
    let mut seen = BTreeSet::new();
    for point in &all {
        shop.restore(&before);
        if !kill_at(&shop, point, &push) {
            continue;
        }
        shop.ok(&["sweep"]);
        let state = shop.status("agent_push");
        let doctor = shop.run(&["doctor", "--json"]).json();
        let named = doctor["findings"].as_array().unwrap().iter().any(|one| one["code"] == "unknown_deliveries");
        assert_eq!(named, state == "unknown", "{point:?}: {doctor}");
        assert_eq!(shop.json(&["sweep"])["recovered"], 0, "{point:?}");
        match state.as_str() {
            "not_started" | "failed" => {
                assert!(messages(&shop)[1] == 0, "{point:?}: the proof left with nobody to know");
                shop.ok(&push);
            }
            "unknown" => settle(&shop, point),
            "accepted" => {}
            other => panic!("{point:?}: {other}"),
        }
        assert_eq!(shop.status("agent_push"), "accepted", "{point:?}");
        shop.ok(&["sweep"]);
        assert_eq!(std::fs::read_dir(shop.path("run")).map_or(0, Iterator::count), 0, "{point:?}: a lock file stays");
        assert_eq!(messages(&shop), [1, 1], "{point:?} after {state}");
        seen.insert(state);
    }
    assert!(["not_started", "failed", "unknown", "accepted"].iter().all(|state| seen.contains(*state)), "{seen:?}");
}

/// What an operator does: nothing leaves again by itself; a look at the group settles it.
fn settle(shop: &Shop, point: &KillPoint) {
    let before = messages(shop);
    assert_ne!(shop.run(&["push", ORDER, "--group", "g"]).code, Some(0), "{point:?}");
    assert_eq!(messages(shop), before, "{point:?}");
    let unknown = shop.json(&["push", "list", "--state", "unknown"]);
    let [one] = unknown.as_array().unwrap().as_slice() else { panic!("{point:?}: {unknown}") };
    let id = one["id"].as_str().unwrap();
    let there = std::fs::read_dir(shop.path("spool/out"))
        .is_ok_and(|mut dir| dir.any(|entry| entry.unwrap().file_name().to_string_lossy().starts_with(id)));
    let found = if there { "--delivered" } else { "--not-delivered" };
    shop.ok(&["push", "resolve", id, found, "--evidence", "looked into the group", "--yes"]);
    if shop.status("agent_push") != "accepted" {
        shop.ok(&["push", ORDER, "--group", "g"]);
    }
}

#[test]
fn an_import_killed_anywhere_gives_one_order_when_it_is_run_again() {
    let shop = Shop::open();
    shop.file("one.json", paid(3, 506));
    let before = shop.twin();
    let import = ["order", "import", "one.json"];
    let all = kill_points(&shop, &import);
    let mut verdicts = BTreeSet::new();
    for point in &all {
        shop.restore(&before);
        if !kill_at(&shop, point, &import) {
            continue;
        }
        let again = shop.json(&import);
        verdicts.insert(again[0]["verdict"].as_str().unwrap().to_owned());
        let orders = shop.json(&["order", "search", "OUT-3"]);
        assert_eq!(orders.as_array().unwrap().len(), 1, "{point:?}");
        shop.ok(&["event", "verify"]);
    }
    assert_eq!(verdicts.into_iter().collect::<Vec<_>>(), ["created", "exists"], "kills before and after the commit");
}

#[test]
fn a_sheet_killed_anywhere_says_the_same_when_it_is_run_again() {
    let shop = Shop::open();
    let head = "订单号,订单状态,商品名称,票种,游玩日期,实付金额,付款时间";
    let row =
        |number: &str, state: &str| format!("{number},{state},亚布力,初级道 3 小时,2026-04-15,506,2026-03-20 11:35:42");
    let rows = [row("NEW-1", "待发货"), row("OUT-1", "退款中"), row("NEW-2", "待发货")];
    shop.file("sheet.csv", format!("{head}\n{}\n", rows.join("\n")));
    let before = shop.twin();
    let import = ["order", "import", "sheet.csv"];
    let all = kill_points(&shop, &import);
    let mut ends = BTreeSet::new();
    for point in &all {
        shop.restore(&before);
        if !kill_at(&shop, point, &import) {
            continue;
        }
        let again = shop.json(&import);
        let verdicts = again.as_array().unwrap().iter().map(|row| row["verdict"].as_str().unwrap());
        ends.insert(verdicts.collect::<Vec<_>>().join(" "));
        assert_eq!(shop.json("order list").as_array().unwrap().len(), 4, "{point:?}");
        let events = shop.json(&["order", "timeline", ORDER]);
        let news = events.as_array().unwrap().iter().filter(|event| event["type"] == "platform_order_changed");
        assert_eq!(news.count(), 1, "{point:?}");
        shop.ok(&["event", "verify"]);
    }
    assert_eq!(ends.into_iter().collect::<Vec<_>>(), ["created changed created", "exists exists exists"]);
}

#[test]
fn a_key_makes_a_killed_command_safe_to_repeat() {
    let shop = Shop::open();
    let before = shop.twin();
    let cancel = ["order", "cancel", ORDER, "--reason", "killed", "--key", "k"];
    for point in &kill_points(&shop, &cancel) {
        shop.restore(&before);
        if kill_at(&shop, point, &cancel) {
            shop.ok(&cancel);
            let events = shop.json(&["order", "timeline", ORDER]);
            let cancelled = events.as_array().unwrap().iter().filter(|event| event["key"] == "k").count();
            assert_eq!(cancelled, 1, "{point:?}");
        }
    }
}

//! What happens while a message is in flight: `strace` holds it up, so that there is something to see.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Stdio};

use rustix::process::Signal;
use serde_json::Value;

use crate::support::batch::{cron, groups, messages, ready, until};
use crate::support::processes::send_signal_to_child_of;
use crate::support::shop::{ORDER, Shop, finish};

/// Waits until a message is in flight, and gives its id.
#[track_caller]
fn await_in_flight(shop: &Shop, what: &str) -> String {
    let in_flight = || shop.json(&["push", "list", "--state", "in_flight"]);
    until(what, || in_flight().as_array().unwrap().len() == 1);
    in_flight()[0]["id"].as_str().unwrap().to_owned()
}

/// Starts a command line under `strace` so that its first message gets its name only after `seconds`: the delivery is in
/// flight for as long, and its holder alive.
fn slowly(shop: &Shop, seconds: u32, args: &[&str]) -> Child {
    let delay = format!("inject=renameat2,linkat:delay_enter={}:when=1", u64::from(seconds) * 1_000_000);
    let under = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", &delay];
    shop.command_under(&under, args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn with_ndjson_each_row_is_there_the_moment_its_order_ends() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 2);
    let push = ["push", "--group", "g", "--format", "ndjson", "--concurrency", "1"];
    // The second order's text is held up: the first row must be readable all the same.
    let delay = "inject=renameat2,linkat:delay_enter=5000000:when=3";
    let under = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", delay];
    let mut child = shop.command_under(&under, &push).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut rows = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    rows.read_line(&mut first).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&first).unwrap()["result"], "done");
    assert!(child.try_wait().unwrap().is_none(), "the second is still under way");
    let mut rest = String::new();
    rows.read_to_string(&mut rest).unwrap();
    assert_eq!((rest.lines().count(), child.wait().unwrap().code()), (1, Some(0)));
}

#[test]
fn an_interrupt_ends_what_is_under_way_and_is_130() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 3);
    let slow = slowly(&shop, 3, &["push", "--group", "g", "--concurrency", "1"]);
    await_in_flight(&shop, "the first order is under way");
    send_signal_to_child_of(&slow, Signal::INT);
    let ended = finish(slow);
    assert_eq!(ended.code, Some(130), "{ended:?}");
    let said = ended.err;
    assert!(said.contains("1 done, 0 failed, 2 not started") && said.contains("interrupted by a signal"), "{said}");
    assert_eq!(messages(&shop, "g"), 2);
}

#[test]
fn one_run_at_a_time_and_a_killed_one_leaves_no_lock() {
    let shop = Shop::ready();
    let mut slow = slowly(&shop, 20, &["cron"]);
    await_in_flight(&shop, "the first run sends");
    let busy = shop.run(&["cron", "--json"]);
    assert_eq!((busy.code, &busy.error()["code"]), (Some(9), &"cron_running".into()));
    let skipped = cron(&shop, &["--on-busy", "skip"]);
    assert_eq!((skipped.0, &skipped.1["skipped"]), (0, &true.into()));
    assert_eq!(shop.run(&["cron", "--on-busy", "skip", "--quiet"]).out, "");
    assert_eq!(shop.run(&["cron", "--dry-run"]).code, Some(0), "a look needs no lock");
    send_signal_to_child_of(&slow, Signal::KILL);
    slow.wait().unwrap();
    let (exit, after) = cron(&shop, &[]);
    assert_eq!((exit, &after["recovered"], &after["unknown"]), (12, &2.into(), &1.into()), "{after}");
    assert_eq!(messages(&shop, "out"), 0);
}

#[test]
fn sigterm_lets_the_order_under_way_end_and_says_how_many_are_left() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 3);
    let slow = slowly(&shop, 3, &["cron", "--json", "--concurrency", "1"]);
    await_in_flight(&shop, "the first order is under way");
    send_signal_to_child_of(&slow, Signal::TERM);
    let ended = finish(slow);
    let said = ended.json();
    assert_eq!((&said["pushed"], &said["left"], ended.code), (&1.into(), &2.into(), Some(0)), "{said}");
    assert_eq!(messages(&shop, "g"), 2, "text and proof of one order");
}

#[test]
fn nothing_is_settled_while_its_sender_lives() {
    let shop = Shop::ready();
    let slow = slowly(&shop, 4, &["push", ORDER, "--group", "g"]);
    let id = await_in_flight(&shop, "the text is in flight");
    for found in ["--delivered", "--not-delivered"] {
        let ended = shop.run(&["push", "resolve", &id, found, "--evidence", "looked", "--yes", "--json"]);
        assert_eq!((ended.code, &ended.error()["code"]), (Some(4), &"delivery_not_unknown".into()));
    }
    assert_eq!(finish(slow).code, Some(0));
    assert_eq!(shop.status("agent_push"), "accepted");
}

#[test]
fn a_sweep_leaves_a_living_senders_file() {
    let shop = Shop::ready();
    let slow = slowly(&shop, 4, &["push", ORDER, "--group", "g"]);
    await_in_flight(&shop, "the text is in flight");
    assert_eq!(shop.json(&["sweep"])["leftover_files"], 0);
    assert_eq!(finish(slow).code, Some(0));
}

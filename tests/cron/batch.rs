//! Several orders in one command.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

use serde_json::Value;

use crate::stock::{BLOCKED, answer, groups, messages, ready, slowly};

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
fn the_summary_says_what_was_left_and_why() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 3);
    answer(&shop, "g", &[BLOCKED]);
    let ended = shop.run(&["push", "--group", "g", "--concurrency", "1"]);
    assert_eq!(ended.code, Some(5), "all that were tried failed alike: {ended:?}");
    assert!(ended.err.contains("3 orders: 0 done, 1 failed, 2 not begun"), "{ended:?}");
    assert!(ended.err.contains("2 wait: the group g is paused"), "{ended:?}");
    assert_eq!(messages(&shop, "g"), 0);
}

#[test]
fn an_interrupt_ends_what_is_under_way_and_is_130() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 3);
    let slow = slowly(&shop, 3, &["push", "--group", "g", "--concurrency", "1"]);
    crate::stock::until("the first order is under way", || {
        shop.json(&["push", "list", "--state", "in_flight"]).as_array().unwrap().len() == 1
    });
    let tracer = slow.id();
    let listed = std::fs::read_to_string(format!("/proc/{tracer}/task/{tracer}/children")).unwrap();
    let sender = rustix::process::Pid::from_raw(listed.trim().parse().unwrap()).unwrap();
    rustix::process::kill_process(sender, rustix::process::Signal::INT).unwrap();
    let output = slow.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("1 done, 0 failed, 2 not begun") && said.contains("a signal came"), "{said}");
    assert_eq!(messages(&shop, "g"), 2);
}

#[test]
fn a_bar_is_drawn_on_a_terminal_alone() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 2);
    let line = format!("exec {} --lang en push --group g --now 2026-03-20T03:40:00Z", env!("CARGO_BIN_EXE_ticketctl"));
    let mut script = shop.surroundings("script");
    let output = script.env("TERM", "xterm").args(["-qec", &line, "/dev/null"]).output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(shown.contains("2/2") && shown.contains("2 done · 0 failed · 0 left"), "{shown:?}");
    assert!(shown.contains("2 orders: 2 done, 0 failed"), "{shown:?}");
}

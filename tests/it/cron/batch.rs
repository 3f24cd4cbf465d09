//! Several orders in one command.

use crate::support::batch::{BLOCKED, answer, groups, messages, ready};

#[test]
fn the_summary_says_what_was_left_and_why() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 3);
    answer(&shop, "g", &[BLOCKED]);
    let ended = shop.run(&["push", "--group", "g", "--concurrency", "1"]);
    assert_eq!(ended.code, Some(5), "all that were tried failed alike: {ended:?}");
    assert!(ended.err.contains("3 orders: 0 done, 1 failed, 2 not started"), "{ended:?}");
    assert!(ended.err.contains("2 wait: the group g is paused"), "{ended:?}");
    assert_eq!(messages(&shop, "g"), 0);
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

//! Each exit code, from a real command.

use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use rustix::process::Signal;
use ticketctl::error::Exit;

use crate::support::processes::send_signal_to_child_of;
use crate::support::shop::{Ended, ORDER, OTHER, Shop, finish};

#[test]
fn done_and_nothing_to_do_are_0() {
    let shop = Shop::ready();
    assert_ended(&shop.run(&["push", ORDER, "--group", "g", "--key", "k"]), Exit::Ok);
    assert_ended(&shop.run(&["push", ORDER, "--group", "g", "--key", "k"]), Exit::Ok);
    assert_ended(&shop.run(&["order", "search", "nothing of the kind"]), Exit::Ok);
    assert_ended(&shop.run(&["push", "--group", "g"]), Exit::Ok);
}

#[test]
fn a_full_disk_is_1_and_what_was_recorded_stays() {
    let shop = Shop::open();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let ended = end_with_stdout(&mut shop.command(&["order", "list", "--json"]), full.into());
    assert_ended(&ended, Exit::Internal);
    assert_eq!(ended.error()["code"], "write_failed");
}

#[test]
fn a_wrong_command_line_and_nobody_to_ask_are_2() {
    let shop = Shop::ready();
    assert_ended(&shop.run(&["order", "list", "--limit", "many"]), Exit::Usage);
    assert_ended(&shop.run(&["group", "remove", "g"]), Exit::Usage);
    assert_ended(&shop.run(&["form", "submit", OTHER]), Exit::Usage);
}

#[test]
fn what_is_not_there_is_3() {
    assert_ended(&Shop::open().run(&["order", "show", "XY20260320033546715ZZZZ"]), Exit::NotFound);
}

#[test]
fn the_rules_refuse_with_4() {
    assert_ended(&Shop::open().run(&["payment", "confirm", ORDER, "--channel", "wechat"]), Exit::Refused);
}

#[test]
fn configuration_is_5() {
    let shop = Shop::bare();
    shop.file("config.toml", "");
    rights(&shop, "config.toml", 0o600);
    assert_ended(&shop.run(&["order", "list"]), Exit::Config);
}

#[test]
fn each_answer_of_the_other_side_has_its_code() {
    for (answer, exit, push) in [
        (r#"{"errcode":60020,"errmsg":"not allow to access from your ip, from ip: 10.0.0.1"}"#, Exit::Config, "failed"),
        (r#"{"errcode":99999,"errmsg":"nobody listed this"}"#, Exit::Remote, "failed"),
        (r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#, Exit::Transient, "failed"),
        (r#"{"errcode":-1,"errmsg":"system busy"}"#, Exit::Unknown, "unknown"),
    ] {
        let shop = Shop::answering(answer);
        let ended = shop.run(&["push", ORDER, "--group", "g", "--json"]);
        assert_ended(&ended, exit);
        let error = ended.error();
        assert!(error["hint"].is_string() && error["message"].as_str().unwrap().contains(ORDER), "{error}");
        assert_eq!(error["retryable"], exit == Exit::Transient);
        assert_eq!(shop.status("agent_push"), push, "{answer}");
        let by = shop.json(&["group", "show", "g"])["paused_by"].clone();
        assert_eq!(by.as_str(), matches!(exit, Exit::Config | Exit::Remote).then_some("refusal"), "{answer}");
    }
}

#[test]
fn a_batch_that_failed_in_part_is_8() {
    let shop = Shop::ready();
    assert_ended(&shop.run(&["push", ORDER, OTHER, "--group", "g"]), Exit::Partial);
    assert_eq!(shop.status("agent_push"), "accepted");
}

#[test]
fn a_database_in_use_is_9_and_may_be_tried_again() {
    let shop = Shop::open();
    shop.ok(&["config", "set", "store.busy_timeout_ms", "200"]);
    let conn = shop.database();
    conn.execute_batch("begin immediate").unwrap();
    let ended = shop.run(&["order", "cancel", ORDER, "--reason", "busy", "--json"]);
    assert_ended(&ended, Exit::Busy);
    assert_eq!(ended.error()["retryable"], true);
    assert_ended(&shop.run(&["order", "show", ORDER]), Exit::Ok);
    conn.execute_batch("rollback").unwrap();
    assert_ended(&shop.run(&["order", "cancel", ORDER, "--reason", "busy"]), Exit::Ok);
}

#[test]
fn an_operator_who_says_no_is_10_and_nothing_changes() {
    let shop = Shop::ready();
    assert_ended(&asked(&shop, "n"), Exit::Declined);
    assert_eq!(shop.json(&["group", "list"]).as_array().unwrap().len(), 1);
    assert_ended(&asked(&shop, "y"), Exit::Ok);
    assert_eq!(shop.json(&["group", "list"]).as_array().unwrap().len(), 0);
}

/// Asks on a real terminal, which `script` makes, and types the answer once the question is there.
fn asked(shop: &Shop, answer: &str) -> Ended {
    let line = format!("exec {} --lang en group remove g", env!("CARGO_BIN_EXE_ticketctl"));
    let mut command = shop.surroundings("script");
    command.args(["-qec", &line, "/dev/null"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut shown = Vec::new();
    while !String::from_utf8_lossy(&shown).contains("[y/") {
        let mut bytes = [0; 256];
        let read = output.read(&mut bytes).unwrap();
        assert_ne!(read, 0, "no question: {}", String::from_utf8_lossy(&shown));
        shown.extend(&bytes[..read]);
    }
    input.write_all(answer.as_bytes()).unwrap();
    output.read_to_end(&mut shown).unwrap();
    let code = child.wait().unwrap().code();
    Ended { code, out: String::from_utf8_lossy(&shown).into_owned(), err: String::new() }
}

#[test]
fn damaged_and_newer_data_are_11() {
    let shop = Shop::open();
    let conn = shop.database();
    conn.execute_batch("drop trigger event_no_update; update event set payload = '{}' where rowid = 1").unwrap();
    assert_ended(&shop.run(&["event", "verify"]), Exit::Data);
    conn.pragma_update(None, "user_version", 9999).unwrap();
    assert_ended(&shop.run(&["order", "list"]), Exit::Data);
}

#[test]
fn an_interrupt_is_130_for_the_shell() {
    let shop = Shop::open();
    // A shell tells a signal as 128 and its number, which is what a script sees.
    let mut command = shop.command_under(&["sh", "-c", "\"$@\"; exit $?", "sh"], &["event", "tail", "--follow"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 1];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    send_signal_to_child_of(&child, Signal::INT);
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(i32::from(Exit::Interrupted.code())));
}

#[test]
fn a_reader_who_left_is_141_and_no_message() {
    let shop = Shop::open();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let ended = end_with_stdout(&mut shop.command(&["order", "list", "--json"]), writer.into());
    assert_ended(&ended, Exit::BrokenPipe);
    assert_eq!(ended.err, "");
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let follow = end_with_stdout(&mut shop.command(&["event", "tail", "--follow"]), writer.into());
    assert_ended(&follow, Exit::BrokenPipe);
}

fn end_with_stdout(command: &mut Command, stdout: Stdio) -> Ended {
    finish(command.stdout(stdout).stderr(Stdio::piped()).spawn().unwrap())
}

fn rights(shop: &Shop, name: &str, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(shop.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
}

#[track_caller]
fn assert_ended(ended: &Ended, exit: Exit) {
    assert_eq!(ended.code, Some(i32::from(exit.code())), "{ended:?}");
}

//! The pace of a channel belongs to all processes of a shop: nobody sends what another one's messages left no room for.
//!
//! No test waits for a minute to pass or asserts that something was quick: a message that has to wait is one that was not sent
//! yet when its process is told to stop, and time passes in the database's own record of what was sent.

use std::process::Child;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::connected_shop::{Channel, ConnectedShop};
use crate::support::fake_server::{Endpoint, Fault};
use crate::support::processes::send_signal;
use crate::support::shop::{Ended, ORDER, finish};

const PATIENCE: Duration = Duration::from_secs(30);
/// How long a process is watched that must not send.
const WATCHED: Duration = Duration::from_millis(1500);
/// SIGTERM, as a bit of `SigCgt` in `/proc/PID/status`.
const SIGTERM_CAUGHT: u64 = 1 << 14;
/// Two minutes after the shop's time: what failed for a passing reason may go again.
const LATER: &str = "2026-03-20T03:42:00Z";

/// What cron does for a group, in the background.
fn pushing(connected: &ConnectedShop, channel: Channel) -> Child {
    connected.start(&["push", "--group", channel.group(), "--concurrency", "1"])
}

/// Until a process catches SIGTERM, which it does as long as it is sending.
fn await_sending(process: &Child) {
    let end = Instant::now() + PATIENCE;
    let caught = || {
        let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap_or("0").trim().to_owned();
        u64::from_str_radix(&mask, 16).unwrap() & SIGTERM_CAUGHT != 0
    };
    while !caught() {
        assert!(Instant::now() < end, "the process never came to sending");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Tells a process to stop, which it does on its own.
fn stop(process: Child) -> Ended {
    await_sending(&process);
    send_signal(&process, Signal::TERM);
    finish(process)
}

/// Brings everything that the rate limits know a minute nearer to its end.
fn a_minute_passes(connected: &ConnectedShop) {
    let database = connected.database();
    database.execute("update lane_sent set at = at - 60000", []).unwrap();
    database.execute("update lane_rest set until = until - 60000", []).unwrap();
}

/// How many orders were accepted, failed, and were not started.
fn pushed(connected: &ConnectedShop) -> [usize; 3] {
    ["accepted", "failed", "not_started"].map(|state| connected.pushed(state).len())
}

/// How many texts of orders people see: Telegram's stand where placeholders were.
fn texts(connected: &ConnectedShop, channel: Channel) -> usize {
    match channel {
        Channel::Telegram => connected.server.shown(channel.chat()).iter().filter(|shown| shown.edits == 1).count(),
        Channel::App | Channel::Robot => connected.texts(channel).len(),
    }
}

#[test]
fn two_processes_share_what_a_robot_takes_in_a_minute() {
    const ORDERS: u32 = 9;
    let connected = ConnectedShop::crowded(Channel::Robot, ORDERS);
    // An order is two messages, so seven of them fit into fifteen.
    let both = [pushing(&connected, Channel::Robot), pushing(&connected, Channel::Robot)];
    let sent = || connected.server.requests(Endpoint::WebhookSend);
    assert!(connected.server.wait_until(PATIENCE, |_| sent() == 14), "{} messages", sent());
    both.iter().for_each(await_sending);
    std::thread::sleep(WATCHED);
    assert_eq!(sent(), 14, "nobody sends what does not fit");
    let ends = both.map(stop);
    assert!(ends.iter().all(|end| end.code == Some(0)), "{ends:?}");
    assert!(ends.iter().all(|end| end.err.contains("not started")), "{ends:?}");
    assert_eq!(pushed(&connected), [7, 0, 2]);

    let third = pushing(&connected, Channel::Robot);
    await_sending(&third);
    std::thread::sleep(WATCHED);
    assert_eq!((sent(), stop(third).code), (14, Some(0)), "one that comes later finds no room either");

    a_minute_passes(&connected);
    connected.shop.ok(&["push", "--group", Channel::Robot.group()]);
    assert_eq!((sent(), pushed(&connected)), (18, [9, 0, 0]));
    let texts = connected.texts(Channel::Robot);
    for order in connected.pushed("accepted") {
        assert_eq!(texts.iter().filter(|text| text.contains(&order)).count(), 1, "{order}");
    }
}

#[test]
fn a_limit_takes_so_many_and_leaves_the_others_as_they_are() {
    let connected = ConnectedShop::crowded(Channel::Robot, 3);
    connected.shop.ok(&["push", "--group", Channel::Robot.group(), "--limit", "1"]);
    assert_eq!((connected.texts(Channel::Robot).len(), connected.files(Channel::Robot)), (1, 1));
    assert_eq!(pushed(&connected), [1, 0, 2]);
}

/// A channel that says it was used too fast: one order failed for now, and no process sends before the channel's rest is over.
fn everybody_rests(channel: Channel, endpoint: Endpoint, fault: Fault) {
    let connected = ConnectedShop::crowded(channel, 3);
    connected.server.fault(endpoint, fault);
    let first = pushing(&connected, channel);
    assert!(connected.server.wait_until(PATIENCE, |server| server.requests(endpoint) == 1));
    await_sending(&first);
    std::thread::sleep(WATCHED);
    let second = pushing(&connected, channel);
    await_sending(&second);
    std::thread::sleep(WATCHED);
    assert_eq!(connected.server.requests(endpoint), 1, "{channel:?}: nobody tries again");
    let (first, second) = (stop(first), stop(second));
    assert_eq!((first.code, second.code), (Some(7), Some(0)), "{first:?} {second:?}");
    assert_eq!(pushed(&connected), [0, 1, 2], "{channel:?}");

    a_minute_passes(&connected);
    connected.shop.ok(&["--now", LATER, "push", "--group", channel.group()]);
    assert_eq!(pushed(&connected), [3, 0, 0], "{channel:?}");
    assert_eq!((texts(&connected, channel), connected.files(channel)), (3, 3), "{channel:?}");
}

#[test]
fn a_robot_that_was_too_fast_rests_in_every_process() {
    everybody_rests(Channel::Robot, Endpoint::WebhookSend, Fault::Refuse(45009, "api freq out of limit".to_owned()));
}

#[test]
fn an_application_that_was_too_fast_rests_in_every_process() {
    everybody_rests(Channel::App, Endpoint::AppchatSend, Fault::Refuse(45009, "api freq out of limit".to_owned()));
}

#[test]
fn a_bot_rests_as_long_as_telegram_says() {
    everybody_rests(Channel::Telegram, Endpoint::SendMessage, Fault::TooMany(40));
}

#[test]
fn a_rest_without_reason_ends_within_an_hour_and_is_shown_and_ended_by_a_person() {
    let connected = ConnectedShop::ready();
    let group = Channel::Telegram.group();
    connected.server.fault(Endpoint::SendMessage, Fault::TooMany(4_294_967_295));
    let push = ["push", ORDER, "--group", group];
    assert_eq!(connected.run(&push).code, Some(7));
    let shown = connected.json(&["group", "show", group]);
    let until = shown["resting_until"].as_str().unwrap().to_owned();
    let error = connected.refused(&push, 7);
    assert_eq!((&error["code"], &error["until"]), (&"channel_resting".into(), &until.into()), "{error}");
    connected.shop.ok(&["group", "route", group, "--ticket-type", "初级道 3 小时"]);
    let batch = connected.run(&["--now", LATER, "push", "--group", group]);
    assert!(batch.code == Some(7) && batch.err.contains("1 wait"), "{batch:?}");
    assert!(connected.run(&["doctor"]).out.contains("asked to wait until"));
    assert_eq!(connected.server.requests(Endpoint::SendMessage), 1, "nobody waits for it");

    connected.shop.ok(&["group", "resume", group]);
    assert_eq!(connected.json(&["group", "show", group])["resting_until"], serde_json::Value::Null);
    connected.shop.ok(&push);
}

#[test]
fn a_rest_that_a_clock_wrote_which_was_ahead_holds_up_nobody() {
    let connected = ConnectedShop::ready();
    let database = connected.database();
    let far = "insert into lane_rest (lane, until) values ('wecom-robot/robot-group', 7000000000000)";
    database.execute(far, []).unwrap();
    connected.shop.ok(&["push", ORDER, "--group", Channel::Robot.group()]);
}

#[test]
fn a_token_that_can_be_none_takes_no_place_and_pauses_nothing() {
    let connected = ConnectedShop::ready();
    let group = Channel::Telegram.group();
    connected.keep_secret(group, "not-a-token");
    for _ in 0..3 {
        let error = connected.refused(&["push", ORDER, "--group", group], 5);
        assert_eq!(error["code"], "secret_malformed", "{error}");
    }
    assert_eq!(connected.json(&["group", "show", group])["paused"], false);
    let kept = |table: &str| -> u32 {
        connected.database().query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).unwrap()
    };
    assert_eq!((kept("lane_sent"), kept("delivery")), (0, 0));
}

//! The pace of a channel belongs to all processes of a shop: nobody sends what another one's messages left no room for.
//!
//! No test waits for a minute to pass or asserts that something was quick: a message that has to wait is one that was not sent
//! yet when its process is told to stop, and time passes in the database's own record of what was sent.

use std::process::Child;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::many::{finish, start};
use crate::shop::Ended;
use crate::standin::{Endpoint, Fault};
use crate::world::{Way, World};

const PATIENCE: Duration = Duration::from_secs(30);
/// How long a process is watched that must not send.
const WATCHED: Duration = Duration::from_millis(1500);
/// SIGTERM, as a bit of `SigCgt` in `/proc/PID/status`.
const SIGTERM_CAUGHT: u64 = 1 << 14;
/// Two minutes after the shop's time: what failed for a passing reason may go again.
const LATER: &str = "2026-03-20T03:42:00Z";

/// What cron does for a group, in the background.
fn pushing(world: &World, way: Way) -> Child {
    start(&world.shop, &["push", "--group", way.group(), "--concurrency", "1"])
}

/// Until a process catches SIGTERM, which it does as long as its line is open.
fn await_line(process: &Child) {
    let end = Instant::now() + PATIENCE;
    let caught = || {
        let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap_or("0").trim().to_owned();
        u64::from_str_radix(&mask, 16).unwrap() & SIGTERM_CAUGHT != 0
    };
    while !caught() {
        assert!(Instant::now() < end, "the process never came to its line");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Tells a process to stop, which it does on its own.
fn stop(process: Child) -> Ended {
    await_line(&process);
    let killed = std::process::Command::new("kill").args(["-TERM", &process.id().to_string()]).status().unwrap();
    assert!(killed.success());
    finish(process)
}

/// Brings everything that the lanes know a minute nearer to its end.
fn a_minute_passes(world: &World) {
    let database = Connection::open(world.shop.path("shop.db")).unwrap();
    database.execute("update lane_sent set at = at - 60000", []).unwrap();
    database.execute("update lane_rest set until = until - 60000", []).unwrap();
}

/// How many orders were accepted, failed, and were not begun.
fn pushed(world: &World) -> [usize; 3] {
    ["accepted", "failed", "not_started"].map(|state| world.pushed(state).len())
}

/// How many texts of orders people see: Telegram's stand where placeholders were.
fn texts(world: &World, way: Way) -> usize {
    match way {
        Way::Telegram => world.standin.shown(way.chat()).iter().filter(|shown| shown.edits == 1).count(),
        Way::App | Way::Robot => world.texts(way).len(),
    }
}

#[test]
fn two_processes_share_what_a_robot_takes_in_a_minute() {
    const ORDERS: u32 = 9;
    let world = World::crowded(Way::Robot, ORDERS);
    // An order is two messages, so seven of them fit into fifteen.
    let both = [pushing(&world, Way::Robot), pushing(&world, Way::Robot)];
    let sent = || world.standin.requests(Endpoint::WebhookSend);
    assert!(world.standin.wait_until(PATIENCE, |_| sent() == 14), "{} messages", sent());
    both.iter().for_each(await_line);
    std::thread::sleep(WATCHED);
    assert_eq!(sent(), 14, "nobody sends what does not fit");
    let ends = both.map(stop);
    assert!(ends.iter().all(|end| end.code == Some(0)), "{ends:?}");
    assert!(ends.iter().all(|end| end.err.contains("not begun")), "{ends:?}");
    assert_eq!(pushed(&world), [7, 0, 2]);

    let third = pushing(&world, Way::Robot);
    await_line(&third);
    std::thread::sleep(WATCHED);
    assert_eq!((sent(), stop(third).code), (14, Some(0)), "one that comes later finds no room either");

    a_minute_passes(&world);
    world.shop.ok(&["push", "--group", Way::Robot.group()]);
    assert_eq!((sent(), pushed(&world)), (18, [9, 0, 0]));
    let texts = world.texts(Way::Robot);
    for order in world.pushed("accepted") {
        assert_eq!(texts.iter().filter(|text| text.contains(&order)).count(), 1, "{order}");
    }
}

#[test]
fn a_limit_takes_so_many_and_leaves_the_others_as_they_are() {
    let world = World::crowded(Way::Robot, 3);
    world.shop.ok(&["push", "--group", Way::Robot.group(), "--limit", "1"]);
    assert_eq!((world.texts(Way::Robot).len(), world.files(Way::Robot)), (1, 1));
    assert_eq!(pushed(&world), [1, 0, 2]);
}

/// A channel that says it was used too fast: one order failed for now, and no process sends before the channel's rest is over.
fn everybody_rests(way: Way, endpoint: Endpoint, fault: Fault) {
    let world = World::crowded(way, 3);
    world.standin.fault(endpoint, fault);
    let first = pushing(&world, way);
    assert!(world.standin.wait_until(PATIENCE, |standin| standin.requests(endpoint) == 1));
    await_line(&first);
    std::thread::sleep(WATCHED);
    let second = pushing(&world, way);
    await_line(&second);
    std::thread::sleep(WATCHED);
    assert_eq!(world.standin.requests(endpoint), 1, "{way:?}: nobody tries again");
    let (first, second) = (stop(first), stop(second));
    assert_eq!((first.code, second.code), (Some(7), Some(0)), "{first:?} {second:?}");
    assert_eq!(pushed(&world), [0, 1, 2], "{way:?}");

    a_minute_passes(&world);
    world.shop.ok(&["--now", LATER, "push", "--group", way.group()]);
    assert_eq!(pushed(&world), [3, 0, 0], "{way:?}");
    assert_eq!((texts(&world, way), world.files(way)), (3, 3), "{way:?}");
}

#[test]
fn a_robot_that_was_too_fast_rests_in_every_process() {
    everybody_rests(Way::Robot, Endpoint::WebhookSend, Fault::Refuse(45009, "api freq out of limit".to_owned()));
}

#[test]
fn an_application_that_was_too_fast_rests_in_every_process() {
    everybody_rests(Way::App, Endpoint::AppchatSend, Fault::Refuse(45009, "api freq out of limit".to_owned()));
}

#[test]
fn a_bot_rests_as_long_as_telegram_says() {
    everybody_rests(Way::Telegram, Endpoint::SendMessage, Fault::TooMany(40));
}

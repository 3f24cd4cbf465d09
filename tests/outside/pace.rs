//! The pace of a channel belongs to all processes of a shop: nobody sends what another one's messages left no room for.
//!
//! No test waits for a minute to pass or asserts that something was quick: a message that has to wait is one that was not sent
//! yet when its process is told to stop, and time passes in the database's own record of what was sent.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::shop::{Ended, FORM, NOW, Shop, paid};
use crate::standin::{Endpoint, Fault};
use crate::world::{Way, World};

const PATIENCE: Duration = Duration::from_secs(30);
/// How long a process is watched that must not send.
const WATCHED: Duration = Duration::from_millis(1500);
/// SIGTERM, as a bit of `SigCgt` in `/proc/PID/status`.
const SIGTERM_CAUGHT: u64 = 1 << 14;
/// Two minutes after the shop's time: what failed for a passing reason may go again.
const LATER: &str = "2026-03-20T03:42:00Z";

/// A shop with so many orders that are ready for one channel's group.
fn ready_for(way: Way, orders: u32) -> World {
    let shop = Shop::open();
    let lines: String = (10..10 + orders).map(|number| paid(number, 506) + "\n").collect();
    shop.file("many.ndjson", lines);
    shop.ok(&["--now", NOW, "--ids", "seed:7", "order", "import", "many.ndjson"]);
    let world = World::of(shop);
    for (index, order) in numbers(&world, orders).iter().enumerate() {
        let proof = format!("proof-{index}.txt");
        world.shop.file(&proof, format!("payment proof {index}"));
        world.shop.file("form.json", form_of(index));
        world.shop.ok(&["form", "submit", order, "--file", "form.json"]);
        world.shop.ok(&["payment", "confirm", order, "--channel", "wechat", "--ref", &format!("P{index}")]);
        world.shop.ok(&["proof", "upload", order, &proof]);
    }
    world.shop.ok(&["group", "route", way.group(), "--ticket-type", "初级道 3 小时"]);
    world
}

/// The form of another visitor: two orders of one visitor for one day are a person's to judge.
fn form_of(index: usize) -> String {
    /// GB 11643: the weights of a certificate's digits, and the check digit of each remainder.
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &str = "10X98765432";
    let digits = format!("44010119900101{index:03}");
    let sum: usize = digits.bytes().zip(WEIGHTS).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    let certificate = format!("{digits}{}", &CHECKS[sum % 11..=sum % 11]);
    let form = FORM.replace("440101199001012376", &certificate).replace("13800000000", &format!("138000000{index:02}"));
    form.replace("张三2376", &format!("张三{index}"))
}

/// The newest orders.
fn numbers(world: &World, count: u32) -> Vec<String> {
    let list = world.shop.json(&["order", "list", "--limit", &count.to_string()]);
    let number = |order: &serde_json::Value| order["order_no"].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(number).collect()
}

/// What cron does for a group, in the background.
fn start(world: &World, way: Way) -> Child {
    let mut command = world.shop.command(&["push", "--group", way.group(), "--concurrency", "1"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
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
    let output = process.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Brings everything that the lanes know a minute nearer to its end.
fn a_minute_passes(world: &World) {
    let database = Connection::open(world.shop.path("shop.db")).unwrap();
    database.execute("update lane_sent set at = at - 60000", []).unwrap();
    database.execute("update lane_rest set until = until - 60000", []).unwrap();
}

/// How many orders of each `agent_push` there are.
fn pushed(world: &World, orders: u32, state: &str) -> usize {
    let of = |order: &String| world.shop.json(&["order", "show", order])["status"]["agent_push"] == state;
    numbers(world, orders).iter().filter(|order| of(order)).count()
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
    let world = ready_for(Way::Robot, ORDERS);
    // An order is two messages, so seven of them fit into fifteen.
    let both = [start(&world, Way::Robot), start(&world, Way::Robot)];
    let sent = || world.standin.requests(Endpoint::WebhookSend);
    assert!(world.standin.wait_until(PATIENCE, |_| sent() == 14), "{} messages", sent());
    both.iter().for_each(await_line);
    std::thread::sleep(WATCHED);
    assert_eq!(sent(), 14, "nobody sends what does not fit");
    let ends = both.map(stop);
    assert!(ends.iter().all(|end| end.code == Some(0)), "{ends:?}");
    assert!(ends.iter().all(|end| end.err.contains("not begun and still wait")), "{ends:?}");
    assert_eq!((pushed(&world, ORDERS, "accepted"), pushed(&world, ORDERS, "not_started")), (7, 2));

    let third = start(&world, Way::Robot);
    await_line(&third);
    std::thread::sleep(WATCHED);
    assert_eq!((sent(), stop(third).code), (14, Some(0)), "one that comes later finds no room either");

    a_minute_passes(&world);
    world.shop.ok(&["push", "--group", Way::Robot.group()]);
    assert_eq!((sent(), pushed(&world, ORDERS, "accepted")), (18, 9));
    let texts = world.texts(Way::Robot);
    for order in numbers(&world, ORDERS) {
        assert_eq!(texts.iter().filter(|text| text.contains(&order)).count(), 1, "{order}");
    }
}

#[test]
fn a_limit_takes_so_many_and_leaves_the_others_as_they_are() {
    let world = ready_for(Way::Robot, 3);
    world.shop.ok(&["push", "--group", Way::Robot.group(), "--limit", "1"]);
    assert_eq!((world.texts(Way::Robot).len(), world.files(Way::Robot)), (1, 1));
    assert_eq!((pushed(&world, 3, "accepted"), pushed(&world, 3, "not_started")), (1, 2));
}

/// A channel that says it was used too fast: one order failed for now, and no process sends before the channel's rest is over.
fn everybody_rests(way: Way, endpoint: Endpoint, fault: Fault) {
    const ORDERS: u32 = 3;
    let world = ready_for(way, ORDERS);
    world.standin.fault(endpoint, fault);
    let first = start(&world, way);
    assert!(world.standin.wait_until(PATIENCE, |standin| standin.requests(endpoint) == 1));
    await_line(&first);
    std::thread::sleep(WATCHED);
    let second = start(&world, way);
    await_line(&second);
    std::thread::sleep(WATCHED);
    assert_eq!(world.standin.requests(endpoint), 1, "{way:?}: nobody tries again");
    let (first, second) = (stop(first), stop(second));
    assert_eq!((first.code, second.code), (Some(7), Some(0)), "{first:?} {second:?}");
    assert_eq!((pushed(&world, ORDERS, "failed"), pushed(&world, ORDERS, "not_started")), (1, 2), "{way:?}");

    a_minute_passes(&world);
    world.shop.ok(&["--now", LATER, "push", "--group", way.group()]);
    assert_eq!(pushed(&world, ORDERS, "accepted"), 3, "{way:?}");
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

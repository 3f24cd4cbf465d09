//! Processes that are stopped and wake up, or are asked to end.

use std::time::Duration;

use rustix::process::Signal;

use crate::support::connected_shop::{Channel, ConnectedShop};
use crate::support::database::{self, locks, push_status};
use crate::support::fake_server::{Endpoint, Hold};
use crate::support::processes::send_signal;
use crate::support::shop::{ORDER, finish};

const LONG: Duration = Duration::from_secs(20);

/// Waits until so many requests wait for their answer.
fn wait_for(connected: &ConnectedShop, hold: &Hold, count: usize) {
    assert!(connected.server.wait_until(LONG, |_| hold.waiting() == count), "{} of {count}", hold.waiting());
}

/// The texts and files that arrived.
fn received(connected: &ConnectedShop) -> [usize; 2] {
    [connected.texts(Channel::App).len(), connected.files(Channel::App)]
}

/// Stops a push while a request of it waits, lets others work meanwhile, takes its lock away as a cleaner of old files
/// would, lets others take over, and wakes it up. `messages` is how it stands then, `found` is what they make of its order, `before` what had arrived.
fn wake_a_stopped_push(at: Endpoint, messages: &str, found: &str, before: [usize; 2]) {
    let connected = ConnectedShop::ready();
    connected.shop.ok(&["group", "route", Channel::App.group(), "--ticket-type", "初级道 3 小时"]);
    let push = ["push", ORDER, "--group", Channel::App.group(), "--json"];
    let hold = connected.server.hold(at);
    let stopped = connected.start(&push);
    wait_for(&connected, &hold, 1);
    // Who is stopped while writing keeps everybody from writing, as SQLite has it: that is another story.
    database::wait_for(&connected.shop, messages);
    send_signal(&stopped, Signal::STOP);

    let status = push_status(&connected.shop);
    assert_eq!(connected.shop.run(&push).code, Some(4), "somebody holds it");
    connected.cron(2);
    assert_eq!((push_status(&connected.shop), received(&connected)), (status, before), "who is stopped still holds it");
    assert_eq!(locks(&connected.shop), 1);

    std::fs::remove_dir_all(connected.shop.path("run")).unwrap();
    connected.cron(3);
    assert_eq!((push_status(&connected.shop).as_str(), received(&connected)), (found, before), "stopped at {at:?}");
    hold.release();
    connected.cron(5);
    let meanwhile = if found == "unknown" { before } else { [1, 1] };
    assert_eq!(received(&connected), meanwhile, "stopped at {at:?}");

    send_signal(&stopped, Signal::CONT);
    let ended = finish(stopped);
    assert_eq!((ended.code, ended.error()["code"].as_str()), (Some(9), Some("claim_lost")), "{at:?}: {ended:?}");
    assert_eq!(received(&connected), meanwhile, "who woke up at {at:?} sent nothing");
    if found == "unknown" {
        let listed = connected.shop.json(&["push", "list", "--state", "unknown"]);
        let (id, now) = (listed[0]["id"].as_str().unwrap(), ConnectedShop::minutes_later(6));
        connected.shop.ok(&["push", "resolve", id, "--delivered", "--evidence", "seen", "--yes", "--now", &now]);
        connected.cron(8);
    }
    assert_eq!(
        (push_status(&connected.shop).as_str(), received(&connected)),
        ("accepted", [1, 1]),
        "stopped at {at:?}"
    );
    connected.shop.ok(&["event", "verify"]);
}

#[test]
fn who_was_stopped_before_anything_left_sends_nothing() {
    wake_a_stopped_push(Endpoint::GetToken, "claimed+claimed", "failed", [0, 0]);
}

#[test]
fn who_was_stopped_while_the_text_was_under_way_sends_no_proof() {
    wake_a_stopped_push(Endpoint::AppchatSend, "in_flight+claimed", "unknown", [1, 0]);
}

#[test]
fn who_was_stopped_before_the_proof_leaves_it_to_others() {
    wake_a_stopped_push(Endpoint::MediaUpload, "accepted+claimed", "failed", [1, 0]);
}

/// Asks a batch to end while four orders are under channel; the rest waits for the next.
fn end_a_batch(signal: Signal, code: i32) {
    const ALL: usize = 12;
    const UNDER_WAY: usize = 4;
    let connected = ConnectedShop::crowded(Channel::App, u32::try_from(ALL).unwrap());
    // The first order goes alone until its text is taken, so it is the proofs that wait.
    let hold = connected.server.hold(Endpoint::MediaUpload);
    let push = ["push", "--group", Channel::App.group(), "--concurrency", "4", "--json"];
    let batch = connected.start(&push);
    wait_for(&connected, &hold, UNDER_WAY);
    send_signal(&batch, signal);
    // The signal is heard while all wait.
    std::thread::sleep(Duration::from_millis(300));
    hold.release();
    let ended = finish(batch);
    assert_eq!(ended.code, Some(code), "{ended:?}");
    assert_eq!(ended.out.matches("\"done\"").count(), UNDER_WAY, "{ended:?}");
    assert_eq!((received(&connected), connected.pushed("accepted").len()), ([UNDER_WAY; 2], UNDER_WAY));
    assert_eq!(
        (connected.pushed("not_started").len(), connected.states()),
        (ALL - UNDER_WAY, vec!["accepted".to_owned()])
    );
    connected.shop.ok(&push);
    assert_eq!((received(&connected), connected.pushed("accepted").len()), ([ALL; 2], ALL));
}

#[test]
fn a_batch_that_is_terminated_ends_what_is_under_way() {
    end_a_batch(Signal::TERM, 0);
}

#[test]
fn a_batch_that_is_interrupted_ends_what_is_under_way_and_says_so() {
    end_a_batch(Signal::INT, 130);
}

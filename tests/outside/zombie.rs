//! Processes that are stopped and wake up, or are asked to end.

use std::process::Child;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use crate::ledger::{self, locks, push_status};
use crate::many::{finish, start};
use crate::shop::ORDER;
use crate::standin::{Endpoint, Hold};
use crate::world::{Way, World};

const LONG: Duration = Duration::from_secs(20);

fn tell(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

/// Waits until so many requests wait for their answer.
fn wait_for(world: &World, hold: &Hold, count: usize) {
    assert!(world.standin.wait_until(LONG, |_| hold.waiting() == count), "{} of {count}", hold.waiting());
}

/// The texts and files that arrived.
fn received(world: &World) -> [usize; 2] {
    [world.texts(Way::App).len(), world.files(Way::App)]
}

/// Stops a push while a request of it waits, lets others work meanwhile, takes its lock away as a cleaner of old files
/// would, lets others take over, and wakes it up. `messages` is how it stands then, `found` is what they make of its order, `before` what had arrived.
fn wake_a_stopped_push(at: Endpoint, messages: &str, found: &str, before: [usize; 2]) {
    let world = World::ready();
    world.shop.ok(&["group", "route", Way::App.group(), "--ticket-type", "初级道 3 小时"]);
    let push = ["push", ORDER, "--group", Way::App.group(), "--json"];
    let hold = world.standin.hold(at);
    let stopped = start(&world.shop, &push);
    wait_for(&world, &hold, 1);
    // Who is stopped while writing keeps everybody from writing, as SQLite has it: that is another story.
    ledger::wait_for(&world.shop, messages);
    tell(&stopped, Signal::STOP);

    let status = push_status(&world.shop);
    assert_eq!(world.shop.run(&push).code, Some(4), "somebody holds it");
    world.cron(2);
    assert_eq!((push_status(&world.shop), received(&world)), (status, before), "who is stopped still holds it");
    assert_eq!(locks(&world.shop), 1);

    std::fs::remove_dir_all(world.shop.path("run")).unwrap();
    world.cron(3);
    assert_eq!((push_status(&world.shop).as_str(), received(&world)), (found, before), "stopped at {at:?}");
    hold.release();
    world.cron(5);
    let meanwhile = if found == "unknown" { before } else { [1, 1] };
    assert_eq!(received(&world), meanwhile, "stopped at {at:?}");

    tell(&stopped, Signal::CONT);
    let ended = finish(stopped);
    assert_eq!((ended.code, ended.error()["code"].as_str()), (Some(9), Some("claim_lost")), "{at:?}: {ended:?}");
    assert_eq!(received(&world), meanwhile, "who woke up at {at:?} sent nothing");
    if found == "unknown" {
        let listed = world.shop.json(&["push", "list", "--state", "unknown"]);
        let (id, now) = (listed[0]["id"].as_str().unwrap(), World::minutes_later(6));
        world.shop.ok(&["push", "resolve", id, "--delivered", "--evidence", "seen", "--yes", "--now", &now]);
        world.cron(8);
    }
    assert_eq!((push_status(&world.shop).as_str(), received(&world)), ("accepted", [1, 1]), "stopped at {at:?}");
    world.shop.ok(&["event", "verify"]);
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

/// Asks a batch to end while four orders are under way; the rest waits for the next.
fn end_a_batch(signal: Signal, code: i32) {
    const ALL: usize = 12;
    const UNDER_WAY: usize = 4;
    let world = World::crowded(Way::App, u32::try_from(ALL).unwrap());
    // The first order goes alone until its text is taken, so it is the proofs that wait.
    let hold = world.standin.hold(Endpoint::MediaUpload);
    let push = ["push", "--group", Way::App.group(), "--concurrency", "4", "--json"];
    let batch = start(&world.shop, &push);
    wait_for(&world, &hold, UNDER_WAY);
    tell(&batch, signal);
    // The signal is heard while all wait.
    std::thread::sleep(Duration::from_millis(300));
    hold.release();
    let ended = finish(batch);
    assert_eq!(ended.code, Some(code), "{ended:?}");
    assert_eq!(ended.out.matches("\"done\"").count(), UNDER_WAY, "{ended:?}");
    assert_eq!((received(&world), world.pushed("accepted").len()), ([UNDER_WAY; 2], UNDER_WAY));
    assert_eq!((world.pushed("not_started").len(), world.states()), (ALL - UNDER_WAY, vec!["accepted".to_owned()]));
    world.shop.ok(&push);
    assert_eq!((received(&world), world.pushed("accepted").len()), ([ALL; 2], ALL));
}

#[test]
fn a_batch_that_is_terminated_ends_what_is_under_way() {
    end_a_batch(Signal::TERM, 0);
}

#[test]
fn a_batch_that_is_interrupted_ends_what_is_under_way_and_says_so() {
    end_a_batch(Signal::INT, 130);
}

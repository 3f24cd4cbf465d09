//! A key is honoured or refused, never taken without a word: what it stands for is the command with all that it says.

use std::time::Duration;

use crate::support::batch::{ODD, answer, groups, messages, ready};
use crate::support::connected_shop::{Channel, ConnectedShop};
use crate::support::database;
use crate::support::fake_server::{Endpoint, Fault};
use crate::support::processes::send_signal;
use crate::support::shop::{ORDER, OTHER, Shop, finish};

const LONG: Duration = Duration::from_secs(20);

/// Every command that changes something, on a shop where each of them reaches its key.
const MUTATING: [&str; 45] = [
    "order import paid.ndjson",
    "form submit ORDER --file form.json",
    "form correct ORDER --file form.json --reason r",
    "review pass ORDER --reason r",
    "review reject ORDER --reason r",
    "payment confirm ORDER --channel wechat --ref W1",
    "payment qr add q proof.txt",
    "payment qr use q",
    "payment qr disable q",
    "proof upload ORDER proof.txt",
    "price import prices.csv",
    "season import seasons.csv",
    "group add other --channel spool --target other",
    "group pause g --reason r",
    "group resume g",
    "group route g --ticket-type t",
    "group remove g --yes",
    "group answer g form.json",
    "push ORDER",
    "push ORDER OTHER",
    "push --group g",
    "push retry ORDER-p1-text",
    "push resolve ORDER-p1-text --delivered --evidence e --yes",
    "push resolve ORDER-p1-text ORDER-p1-proof --delivered --evidence e --yes",
    "push ack ORDER",
    "notify send ORDER",
    "notify send ORDER OTHER",
    "notify send --ready --channel g",
    "match accept ORDER --reason r",
    "match reject ORDER --reason r",
    "share settle ORDER",
    "share settle ORDER OTHER",
    "share settle --until 2026-03-20",
    "order cancel ORDER --reason r",
    "order correct ORDER --play-date 2026-04-16 --reason r",
    "payment correct ORDER --ref W9 --reason r",
    "order keep ORDER --reason r",
    "order note ORDER text",
    "refund open ORDER --reason r",
    "sku add s --name N --merchant m --price 1.00 --currency SGD",
    "checkout lock order_a order_b",
    "cron",
    "sweep",
    "secret set name",
    "config set cron.limit 5",
];

#[test]
fn a_key_that_stands_for_something_else_is_refused_everywhere() {
    let shop = Shop::ready();
    answer(&shop, "g", &[ODD]);
    shop.run(&["push", ORDER]);
    shop.ok(&["group", "pause", "g", "--reason", "holiday", "--key", "K"]);
    shop.ok(&["group", "resume", "g"]);
    let before = shop.json(&["event", "list", "--internal", "--limit", "0"]);
    for line in MUTATING {
        let line = format!("{} --key K", line.replace("ORDER", ORDER).replace("OTHER", OTHER));
        let ended = shop.run_with(&line, "value");
        let code = ended.code.unwrap();
        assert!(matches!(code, 2 | 4), "{line}: {ended:?}");
        if code == 4 {
            assert!(ended.err.contains("key_conflict"), "{line}: {ended:?}");
        } else {
            assert!(ended.err.contains("--key"), "{line}: {ended:?}");
        }
    }
    assert_eq!(shop.json(&["event", "list", "--internal", "--limit", "0"]), before);
}

#[test]
fn a_key_of_several_orders_stands_for_these() {
    let shop = groups();
    let orders: Vec<String> = ready(&shop, "初级道 3 小时", 10, 3).into_iter().map(|order| order.number).collect();
    let push = |named: &[&str]| shop.run(&[&["push"], named, &["--key", "k"]].concat());
    assert_eq!(push(&[&orders[0], &orders[1]]).code, Some(0));
    let other = push(&[&orders[2], &orders[1]]);
    assert!(other.code == Some(4) && other.err.contains("key_conflict"), "{other:?}");
    assert_eq!(push(&[&orders[0], &orders[1]]).code, Some(0), "a repeat");
    assert_eq!(push(&[&orders[0]]).code, Some(4), "one of them is another command");
    assert_eq!(messages(&shop, "g"), 4);
}

#[test]
fn a_batch_is_repeated_for_what_was_ready_the_first_time() {
    let shop = groups();
    ready(&shop, "初级道 3 小时", 10, 2);
    shop.ok(&["push", "--group", "g", "--key", "night"]);
    ready(&shop, "初级道 3 小时", 20, 1);
    let again = shop.json(&["push", "--group", "g", "--key", "night"]);
    assert_eq!((again.as_array().unwrap().len(), messages(&shop, "g")), (2, 4), "{again}");
    shop.ok(&["push", "--group", "g", "--key", "next night"]);
    assert_eq!(messages(&shop, "g"), 6);
}

#[test]
fn the_notice_that_goes_again_and_its_language_belong_to_the_key() {
    let shop = Shop::stocked();
    for line in [
        "form submit ORDER --file form.json",
        "payment confirm ORDER --channel wechat --ref W1",
        "proof upload ORDER proof.txt",
        "push ORDER --group g",
        "push ack ORDER",
        "ocr run ORDER shot.png --engine mock",
        "notify send ORDER --key n",
        "notify send ORDER --key n",
        "notify resend ORDER-n1 --key k",
        "notify resend ORDER-n1 --key k",
    ] {
        shop.ok(&line.replace("ORDER", ORDER));
    }
    for line in ["notify resend ORDER-n2 --key k", "notify send ORDER --text-lang en --key n"] {
        assert_eq!(shop.refused(&line.replace("ORDER", ORDER), 4)["code"], "key_conflict", "{line}");
    }
}

#[test]
fn processes_with_one_key_get_the_first_result() {
    let connected = ConnectedShop::ready();
    let push = ["push", ORDER, "--group", Channel::Robot.group(), "--key", "k", "--json"];
    let hold = connected.server.hold(Endpoint::WebhookSend);
    let first = connected.start(&push);
    assert!(connected.server.wait_until(LONG, |_| hold.waiting() == 1));
    let others = [connected.start(&push), connected.start(&push)];
    std::thread::sleep(Duration::from_millis(300));
    hold.release();
    let first = finish(first);
    assert_eq!(first.code, Some(0), "{first:?}");
    for other in others.map(finish) {
        assert_eq!((other.code, &other.json()["replayed"]), (Some(0), &true.into()), "{other:?}");
        assert_eq!(other.json()["events"], first.json()["events"]);
    }
    assert_eq!((connected.texts(Channel::Robot).len(), connected.files(Channel::Robot)), (1, 1));
}

#[test]
fn a_repeat_of_a_killed_push_says_that_a_person_must_look_and_then_what_was_found() {
    let connected = ConnectedShop::ready();
    let push = ["push", ORDER, "--group", Channel::Robot.group(), "--key", "k"];
    let hold = connected.server.hold(Endpoint::WebhookUpload);
    let killed = connected.start(&push);
    assert!(connected.server.wait_until(LONG, |_| hold.waiting() == 1));
    database::wait_for(&connected.shop, "accepted+claimed");
    send_signal(&killed, rustix::process::Signal::KILL);
    finish(killed);
    hold.release();
    // The text is there, the proof was being uploaded: only it goes.
    connected.shop.ok(&push);
    assert_eq!((connected.texts(Channel::Robot).len(), connected.files(Channel::Robot)), (1, 1));

    let connected = ConnectedShop::ready();
    let hold = connected.server.hold(Endpoint::WebhookSend);
    let killed = connected.start(&push);
    assert!(connected.server.wait_until(LONG, |_| hold.waiting() == 1));
    database::wait_for(&connected.shop, "in_flight+claimed");
    send_signal(&killed, rustix::process::Signal::KILL);
    finish(killed);
    hold.release();
    for _ in 0..2 {
        assert_eq!(connected.refused(&push, 12)["code"], "outcome_unknown");
    }
    let id = format!("{ORDER}-p1-text");
    connected.shop.ok(&["push", "resolve", &id, "--delivered", "--evidence", "seen", "--yes"]);
    connected.server.fault(Endpoint::WebhookSend, Fault::Pass);
    connected.shop.ok(&push);
    let again = connected.json(&push);
    assert_eq!(again["replayed"], true, "{again}");
    assert_eq!((connected.texts(Channel::Robot).len(), connected.files(Channel::Robot)), (1, 1));
}

#[test]
fn a_killed_push_that_a_person_found_there_is_told_as_done() {
    let shop = Shop::ready();
    answer(&shop, "g", &[r#"{"errcode":0,"errmsg":"ok"}"#, ODD]);
    shop.run(&["push", ORDER, "--key", "k"]);
    // As if its process had been killed before it could say so.
    shop.database().execute("update request set result = null where key = 'k'", []).unwrap();
    assert_eq!(shop.run(&["push", ORDER, "--key", "k"]).code, Some(12));
    let id = format!("{ORDER}-p1-proof");
    shop.ok(&["push", "resolve", &id, "--delivered", "--evidence", "seen", "--yes"]);
    let told = shop.json(&["push", ORDER, "--key", "k"]);
    assert_eq!((&told["replayed"], &told["order_no"]), (&true.into(), &ORDER.into()), "{told}");
}

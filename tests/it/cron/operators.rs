//! One message to the shop's own people: once for the same things, and never by guess twice.

use std::path::PathBuf;

use serde_json::json;

use crate::support::fake_server::{Endpoint, FakeServer, Fault, ROBOT_KEY};
use crate::support::shop::{FORM, ORDER, OTHER, Shop, files};

/// After the agent should have answered, in minutes of the day of the order.
const LATE: &str = "2026-03-20T03:51:00Z";
const LATER: &str = "2026-03-20T04:30:00Z";
const NEXT_DAY: &str = "2026-03-21T03:52:00Z";

/// A shop with a push that nobody answered.
fn unanswered() -> Shop {
    let shop = Shop::ready();
    shop.ok(&["push", ORDER, "--group", "g"]);
    shop
}

/// The messages in a group's directory.
fn told(dir: &str) -> Vec<String> {
    files(&PathBuf::from(dir)).iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

fn cron(shop: &Shop, now: &str) -> serde_json::Value {
    shop.run(&["cron", "--json", "--now", now]).json()
}

#[test]
fn the_same_things_are_told_once_a_day_and_one_more_is_news() {
    let shop = unanswered();
    let desk = shop.json(&["group", "add", "desk", "--channel", "spool", "--target", "desk", "--operators"]);
    let dir = desk["target"].as_str().unwrap().to_owned();
    assert_eq!(cron(&shop, "2026-03-20T03:41:00Z")["operators_told"], 0, "nothing stands");
    assert_eq!(cron(&shop, LATE)["operators_told"], 1);
    let [first] = &told(&dir)[..] else { panic!("{:?}", told(&dir)) };
    assert!(
        first.contains("pushes that the agent has not answered in time: 1") && first.contains("ticketctl queue"),
        "{first}"
    );
    for private in ["XY2026", "张三", "13800000000", "初级道"] {
        assert!(!first.contains(private), "{first}");
    }
    assert_eq!((cron(&shop, LATER)["operators_told"].clone(), told(&dir).len()), (json!(0), 1), "they know");

    // An order that waits for a review too long is one thing more.
    shop.file("form.json", FORM);
    shop.ok(&["form", "submit", OTHER, "--file", "form.json", "--now", "2026-03-20T03:42:00Z"]);
    assert_eq!(cron(&shop, "2026-03-20T08:00:00Z")["operators_told"], 1);
    assert!(told(&dir).iter().any(|text| text.contains("late orders: 1")), "{:?}", told(&dir));
    assert_eq!(cron(&shop, "2026-03-20T08:30:00Z")["operators_told"], 0);
    assert_eq!(cron(&shop, "2026-03-21T08:01:00Z")["operators_told"], 1, "a day has passed");
    assert_eq!(told(&dir).len(), 3);
}

#[test]
fn a_group_of_operators_gets_no_order() {
    let shop = Shop::ready();
    let desk = ["group", "add", "desk", "--channel", "spool", "--target", "desk", "--operators"];
    shop.ok(&desk);
    for line in [
        &["push", ORDER, "--group", "desk"][..],
        &["push", "--group", "desk"],
        &["group", "route", "desk", "--ticket-type", "初级道 3 小时"],
        &["group", "default", "desk"],
    ] {
        assert_eq!(shop.refused(line, 4)["code"], "group_of_operators", "{line:?}");
    }
    shop.ok(&["group", "unroute", "g", "--ticket-type", "初级道 3 小时"]);
    assert_eq!(
        shop.json(&["next", ORDER])["command"],
        format!("ticketctl push {ORDER} --group g"),
        "the only other one"
    );
    assert_eq!(shop.json(&["group", "operators", "desk", "--off"])["changed"], true);
    assert_eq!(shop.json(&["next", ORDER])["code"], "route_order");
    assert_eq!(shop.json(&["group", "operators", "desk"])["changed"], true);
    shop.ok(&["group", "route", "g", "--ticket-type", "初级道 3 小时"]);
    assert_eq!(shop.refused(&["group", "operators", "g"], 4)["code"], "group_takes_orders");
    let log = shop.json(&["event", "list", "--shop"]).to_string();
    assert!(log.contains(r#""operators":true"#), "{log}");
}

#[test]
fn a_message_that_may_have_arrived_is_not_sent_again() {
    let (mut shop, server) = (unanswered(), FakeServer::start());
    shop.look_at(server.base_url());
    shop.ok_with(&["secret", "set", "robot"], ROBOT_KEY);
    shop.ok(&["group", "add", "desk", "--channel", "wecom-robot", "--secret", "robot", "--operators"]);
    server.fault(Endpoint::WebhookSend, Fault::DropAfterBody);
    let lost = shop.run(&["cron", "--json", "--now", LATE]);
    assert!(lost.json()["operators_told"] == 0 && lost.err.contains("desk"), "{lost:?}");
    assert_eq!(server.texts(ROBOT_KEY).len(), 1, "it arrived, and nobody said so");
    assert_eq!((cron(&shop, LATER)["operators_told"].clone(), server.texts(ROBOT_KEY).len()), (json!(0), 1));
    assert_eq!(cron(&shop, NEXT_DAY)["operators_told"], 1, "a day later they are told in any case");
    assert_eq!(server.texts(ROBOT_KEY).len(), 2);
}

#[test]
fn a_message_that_was_refused_is_sent_by_the_next_run() {
    let (mut shop, server) = (unanswered(), FakeServer::start());
    shop.look_at(server.base_url());
    shop.ok_with(&["secret", "set", "robot"], ROBOT_KEY);
    shop.ok(&["group", "add", "desk", "--channel", "wecom-robot", "--secret", "robot", "--operators"]);
    server.fault(Endpoint::WebhookSend, Fault::Http(503));
    assert_eq!(cron(&shop, LATE)["operators_told"], 0);
    assert_eq!(server.texts(ROBOT_KEY).len(), 0);
    let again = cron(&shop, LATER)["operators_told"].clone();
    // What a web server in front answers may hide that the message was taken.
    assert_eq!(again, json!(0), "unknown is not refused");
    server.fault(Endpoint::WebhookSend, Fault::Refuse(45009, "api freq out of limit".to_owned()));
    assert_eq!(cron(&shop, NEXT_DAY)["operators_told"], 0);
    assert_eq!(cron(&shop, "2026-03-21T03:58:00Z")["operators_told"], 1);
}

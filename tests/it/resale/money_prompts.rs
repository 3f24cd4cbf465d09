//! Questions about money at a terminal: which leg of a refund is done, and whether a loss is meant.

use serde_json::Value;

use crate::support::shop::{NOW, ORDER, OTHER, Shop};
use crate::support::terminal_session::TerminalSession;

const DOWN: &str = "\x1b[B";

fn start(shop: &Shop, words: &[&str]) -> TerminalSession {
    TerminalSession::start(shop, &[&["--now", NOW, "--lang", "en"], words].concat())
}

/// A shop whose first order is to be refunded by the agent, and to its buyer.
fn refunding_shop() -> Shop {
    let shop = Shop::ready();
    shop.ok(&["order", "cancel", ORDER, "--reason", "ill"]);
    shop
}

/// The legs that are done, with their evidence.
fn done_legs(shop: &Shop, order: &str) -> Vec<(String, String)> {
    let events = shop.json(&["order", "show", order, "--reveal"])["events"].clone();
    let legs = events.as_array().unwrap().iter().rev().filter(|event| event["type"] == "refund_leg_confirmed");
    let text = |event: &Value, key: &str| event["payload"][key].as_str().unwrap().to_owned();
    legs.map(|event| (text(event, "leg"), text(event, "evidence"))).collect()
}

#[test]
fn of_the_legs_that_are_open_one_is_picked_and_its_evidence_asked_for() {
    let shop = refunding_shop();
    let mut session = start(&shop, &["refund", "leg", ORDER]);
    // Both are open, and the first is proposed.
    session.wait_for("Which leg is done");
    session.wait_for("agent");
    session.answer("buyer", DOWN);
    session.answer("the evidence", "re_agent_1");
    session.answer("Record the agent's money ¥495.88, the evidence being \"re_agent_1\": sure?", "y");
    let (code, shown) = session.end_with(b"");
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(done_legs(&shop, ORDER), [("agent".to_owned(), "re_agent_1".to_owned())]);
    // What is done is not offered any more.
    let mut session = start(&shop, &["refund", "leg", ORDER]);
    session.wait_for("Which leg is done");
    session.wait_for("buyer");
    assert!(!session.shown.contains("agent"), "{}", session.shown);
    session.answer("buyer", "");
    session.answer("the evidence", "re_buyer_1");
    session.wait_for("sure? [y/N]");
    let (code, shown) = session.end_with(b"y\r");
    assert_eq!(code, Some(0), "{shown}");
    let legs: Vec<String> = done_legs(&shop, ORDER).into_iter().map(|(leg, _)| leg).collect();
    assert_eq!(legs, ["agent", "buyer"]);
    let refused = shop.refused(&["refund", "leg", ORDER, "--evidence", "x"], 4);
    assert_eq!(refused["code"], "no_leg_open");
}

#[test]
fn a_leg_that_nobody_can_be_asked_about_is_needed_and_one_that_is_left_changes_nothing() {
    let shop = refunding_shop();
    let refused = shop.refused(&["refund", "leg", ORDER, "--evidence", "x"], 2);
    assert_eq!((&refused["code"], &refused["open"]), (&"answer_needed".into(), &"buyer, agent".into()));
    let mut session = start(&shop, &["refund", "leg", ORDER]);
    session.wait_for("Which leg is done");
    let (code, shown) = session.end_with(b"\x03");
    assert_eq!(code, Some(130), "{shown}");
    assert_eq!(done_legs(&shop, ORDER), []);
}

#[test]
fn a_leg_that_is_typed_is_confirmed_and_its_evidence_is_no_slip() {
    let shop = refunding_shop();
    let leg = ["refund", "leg", ORDER, "--leg", "buyer", "--evidence"];
    let mut session = start(&shop, &[&leg[..], &["z"]].concat());
    session.wait_for("error[evidence_too_short]");
    assert_eq!(session.end_with(b"").0, Some(2));
    let mut session = start(&shop, &[&leg[..], &["re_1"]].concat());
    session.wait_for("Record the buyer's money ¥506.00, the evidence being \"re_1\": sure? [y/N]");
    let (code, shown) = session.end_with(b"\r");
    assert_eq!((code, done_legs(&shop, ORDER).len()), (Some(10), 0), "{shown}");
    let mut session = start(&shop, &[&leg[..], &["re_1", "--yes"]].concat());
    session.wait_for("the buyer's money");
    let (code, shown) = session.end_with(b"");
    assert_eq!((code, done_legs(&shop, ORDER).len()), (Some(0), 1), "{shown}");
}

/// A shop whose second order, paid 400.00 where the agent had 495.88, is done but for its share.
fn shop_with_loss() -> Shop {
    let shop = Shop::stocked();
    for line in [
        "form submit ORDER --file form.json",
        "review pass ORDER --reason friend",
        "payment confirm ORDER --channel wechat --ref W1 --yes",
        "proof upload ORDER proof.txt",
        "push ORDER --group g",
        "ocr run ORDER shot.png --engine mock",
        "notify send ORDER --channel spool",
    ] {
        shop.ok(&line.replace("ORDER", OTHER));
    }
    shop
}

fn share_status(shop: &Shop) -> String {
    shop.json(&["order", "show", OTHER])["status"]["profit_share"].as_str().unwrap().to_owned()
}

#[test]
fn a_loss_is_settled_only_by_whoever_says_that_it_is_meant() {
    let shop = shop_with_loss();
    let settle = ["share", "settle", OTHER];
    let refused = shop.refused(&settle, 2);
    assert_eq!(refused["code"], "answer_needed");
    assert!(refused["message"].as_str().unwrap().contains("95.88"), "{refused}");
    for (typed, exit, status) in [("n\r", 10, "ready"), ("y\r", 0, "settled")] {
        let mut session = start(&shop, &settle);
        session.wait_for("95.88");
        session.wait_for("Record it all the same? [y/N]");
        let (code, shown) = session.end_with(typed.as_bytes());
        assert_eq!((code, share_status(&shop).as_str()), (Some(exit), status), "{shown}");
    }
}

#[test]
fn yes_settles_a_loss_of_one_and_of_several_without_a_question() {
    let shop = shop_with_loss();
    let settle = ["share", "settle", OTHER];
    let before = shop.twin();
    shop.ok(&[&settle[..], &["--yes"]].concat());
    assert_eq!(share_status(&shop), "settled");
    shop.restore(&before);
    let several = shop.run("share settle --json");
    assert_eq!((several.code, several.json()[0]["code"].as_str()), (Some(8), Some("answer_needed")), "{several:?}");
    let mut session = start(&shop, &["share", "settle"]);
    session.wait_for("1 of them lose money");
    let (code, shown) = session.end_with(b"n\r");
    assert_eq!((code, share_status(&shop).as_str()), (Some(8), "ready"), "{shown}");
    shop.ok("share settle --yes");
    assert_eq!(share_status(&shop), "settled");
}

#[test]
fn what_an_agent_does_not_give_back_is_said_and_asked_about() {
    let shop = refunding_shop();
    let leg = ["refund", "leg", ORDER, "--leg", "agent", "--amount", "400", "--evidence", "re_9001"];
    let before = shop.twin();
    // A script is told of it, and `--yes` asks nothing. 495.88 was paid.
    let told = shop.run(&leg);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(told.err.contains("gives back ¥95.88 less than it was paid: a loss"), "{told:?}");
    let page = shop.ok(&["order", "show", ORDER]);
    assert!(page.contains("the agent kept ¥95.88 of what was to come back: a loss"), "{page}");
    shop.restore(&before);
    for (typed, exit, legs) in [("n\r", 10, 0), ("", 0, 1)] {
        let yes = if typed.is_empty() { &["--yes"][..] } else { &[] };
        let mut session = start(&shop, &[&leg[..], yes].concat());
        if !typed.is_empty() {
            session.wait_for("¥95.88 less than it was paid");
            session.wait_for("Record it all the same? [y/N]");
        }
        let (code, shown) = session.end_with(typed.as_bytes());
        assert_eq!((code, done_legs(&shop, ORDER).len()), (Some(exit), legs), "{shown}");
    }
    shop.restore(&before);
    let whole = shop.run(&["refund", "leg", ORDER, "--leg", "agent", "--evidence", "re_9001"]);
    assert!(whole.code == Some(0) && !whole.err.contains("loss"), "{whole:?}");
}

#[test]
fn only_a_word_that_is_yes_or_no_answers() {
    let shop = shop_with_loss();
    let mut session = start(&shop, &["share", "settle", OTHER]);
    for typed in ["shots/yesterday.png", "x", "当然"] {
        session.wait_for("[y/N]");
        session.type_keys(&format!("{typed}\r"));
        // It is asked again.
        session.wait_for(typed);
    }
    session.wait_for("[y/N]");
    let (code, shown) = session.end_with("不\r".as_bytes());
    assert_eq!((code, share_status(&shop).as_str()), (Some(10), "ready"), "{shown}");
    let mut session = start(&shop, &["share", "settle", OTHER]);
    session.wait_for("[y/N]");
    let (code, shown) = session.end_with("是\r".as_bytes());
    assert_eq!((code, share_status(&shop).as_str()), (Some(0), "settled"), "{shown}");
}

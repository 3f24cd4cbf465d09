//! A repeat under the same key never answers better than the first run: what was taken is not sent again, an unknown outcome
//! stays unknown, and what was surely not taken is tried again and answered as that try ends.

use crate::support::batch::{BLOCKED, ODD, TOO_LONG, TOO_MANY, answer, groups, messages, ready};
use crate::support::shop::{ORDER, Shop};

/// What a group answers each message, and how every run ends.
const ENDINGS: [(&str, i32); 5] =
    [(r#"{"errcode":0,"errmsg":"ok"}"#, 0), (BLOCKED, 5), (TOO_LONG, 6), (TOO_MANY, 7), (ODD, 12)];

/// Runs a keyed line three times, each time with the same answer queued; the last time the group would take everything.
fn repeat(shop: &Shop, group: &str, line: &str, reply: &str) -> [i32; 3] {
    let keyed = format!("{line} --key k");
    let run = |reply: Option<&str>| {
        // A paused group says nothing about keys.
        shop.ok(&["group", "resume", group]);
        if let Some(reply) = reply {
            answer(shop, group, &[reply]);
        }
        shop.run(&keyed).code.unwrap()
    };
    [run(Some(reply)), run(Some(reply)), run(None)]
}

/// How the third run ends, whose message nothing refuses: only what was surely not taken goes out.
fn at_last(first: i32) -> i32 {
    if first == 12 { 12 } else { 0 }
}

#[test]
fn a_push_of_one_order() {
    for (reply, exit) in ENDINGS {
        let shop = Shop::ready();
        let ended = repeat(&shop, "g", &format!("push {ORDER} --group g"), reply);
        assert_eq!(ended, [exit, exit, at_last(exit)], "{reply}");
        assert_eq!(messages(&shop, "out"), if exit == 12 { 0 } else { 2 }, "{reply}");
        let again = shop.run(&format!("push {ORDER} --group g --key k --json"));
        assert_eq!(again.code, Some(at_last(exit)), "{reply}: {}", again.err);
        if exit == 12 {
            assert_eq!(again.error()["code"], "first_run_failed");
        } else {
            assert_eq!(again.json()["replayed"], true, "{reply}");
        }
    }
}

#[test]
fn a_notice() {
    for (reply, exit) in ENDINGS {
        let shop = Shop::stocked();
        shop.ok(&["group", "add", "buyers", "--channel", "spool", "--target", "buyers"]);
        for line in [
            "form submit ORDER --file form.json",
            "payment confirm ORDER --channel wechat --ref W1",
            "proof upload ORDER proof.txt",
            "push ORDER --group g",
            "push ack ORDER",
            "ocr run ORDER shot.png --engine mock",
        ] {
            shop.ok(&line.replace("ORDER", ORDER));
        }
        let ended = repeat(&shop, "buyers", &format!("notify send {ORDER} --channel buyers --to b"), reply);
        assert_eq!(ended, [exit, exit, at_last(exit)], "{reply}");
    }
}

#[test]
fn a_push_of_several_orders() {
    for (reply, exit) in ENDINGS {
        let shop = groups();
        let orders = ready(&shop, "初级道 3 小时", 11, 2);
        let line = format!("push {} {} --group g --concurrency 1", orders[0].number, orders[1].number);
        // One answer is for the first order; the other one is taken in each first run that a refusal of everything
        // does not stop.
        let [first, second, last] = repeat(&shop, "g", &line, reply);
        let mixed = if exit == 0 { 0 } else { 8 };
        assert!([mixed, exit].contains(&first) && [mixed, exit].contains(&second), "{reply}: {first} {second}");
        assert_eq!(last, if exit == 12 { 8 } else { 0 }, "{reply}");
        assert!(first == 0 || second != 0, "{reply}: a repeat answers better");
        assert_eq!(messages(&shop, "g"), if exit == 12 { 2 } else { 4 }, "{reply}");
    }
}

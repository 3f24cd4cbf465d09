//! A notice that a person passes on, killed before every system call: its text is shown by nobody before it is recorded, the
//! order waits until somebody says that the buyer has it, and nothing of it is lost.

use std::collections::BTreeSet;

use super::kill_points::{KillPoint, kill_and_read, kill_at, kill_points};
use crate::support::shop::{ORDER, Shop, fixture};

const SEND: [&str; 5] = ["notify", "send", ORDER, "--channel", "manual"];
const SENT: [&str; 3] = ["notify", "sent", ORDER];
/// What stands above and below the text.
const LINE: &str = "----------------------------------------";

/// A shop whose order has its ticket, of which the buyer is to be told.
fn matched_shop() -> Shop {
    let shop = Shop::ready();
    for (name, from) in [("shot.png", "screenshot.png"), ("shot.txt", "screenshot.txt")] {
        shop.file(name, std::fs::read(fixture("scenarios/shared").join(from)).unwrap());
    }
    shop.ok(&["push", ORDER, "--group", "g"]);
    shop.ok(&["ocr", "run", ORDER, "shot.png", "--engine", "mock"]);
    assert_eq!(shop.status("order"), "ticket_matched");
    shop
}

/// The text that a command showed.
fn shown_text(out: &str) -> &str {
    out.split(LINE).nth(1).unwrap_or_else(|| panic!("no text: {out}"))
}

fn next_action(shop: &Shop) -> String {
    shop.json(&["next", ORDER])["code"].as_str().unwrap().to_owned()
}

fn count_events(shop: &Shop, kind: &str) -> usize {
    let events = shop.json(&["order", "timeline", ORDER, "--internal"]);
    events.as_array().unwrap().iter().filter(|event| event["type"] == kind).count()
}

/// The states of the order's notices in the outbox.
fn list_states(shop: &Shop) -> Vec<String> {
    let listed = shop.json("notify list --limit 0");
    listed.as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap().to_owned()).collect()
}

/// What the timer and a recovery do with it: nothing.
fn let_time_pass(shop: &Shop, point: &KillPoint) {
    let before = (next_action(shop), list_states(shop));
    assert_eq!(shop.run("cron").code, Some(0), "{point:?}");
    shop.ok("sweep");
    assert_eq!((next_action(shop), list_states(shop)), before, "{point:?}: nobody said anything of it");
}

#[test]
fn a_text_for_a_person_is_recorded_before_it_is_shown_and_waits_for_them() {
    let shop = matched_shop();
    let before = shop.twin();
    let points = kill_points(&shop, &SEND);
    shop.restore(&before);
    let text = shown_text(&shop.ok(&SEND)).to_owned();
    let mut seen = BTreeSet::new();
    let mut killed = 0;
    for point in &points {
        shop.restore(&before);
        let Some(out) = kill_and_read(&shop, point, &SEND) else { continue };
        killed += 1;
        let waits = next_action(&shop) == "hand_over_notice";
        let was_shown = out.contains(LINE);
        assert!(waits || !was_shown, "{point:?}: somebody may pass on what nobody knows of: {out}");
        if !seen.insert((waits, was_shown)) && killed % 16 != 0 {
            continue;
        }
        // Of what nobody began, the timer may tell the buyer itself.
        if waits {
            let_time_pass(&shop, point);
        }
        // Lost or not, the same command shows it, and it is the same one.
        assert_eq!(shown_text(&shop.ok(&SEND)), text, "{point:?}");
        assert_eq!((next_action(&shop).as_str(), list_states(&shop)), ("hand_over_notice", vec!["queued".to_owned()]));
        assert_eq!(count_events(&shop, "user_notification_started"), 1, "{point:?}");
        shop.ok(&SENT);
        assert_eq!((shop.status("user_notify"), shop.status("order")), ("sent".to_owned(), "completed".to_owned()));
        shop.ok("event verify");
    }
    assert!(killed > 100 && killed * 10 >= points.len() * 9, "{killed} of {}", points.len());
    assert_eq!(seen, BTreeSet::from([(false, false), (true, false), (true, true)]));
}

#[test]
fn what_a_person_says_of_a_notice_is_recorded_once_or_not_at_all() {
    let shop = matched_shop();
    shop.ok(&SEND);
    let before = shop.twin();
    let points = kill_points(&shop, &SENT);
    let mut seen = BTreeSet::new();
    let mut killed = 0;
    for point in &points {
        shop.restore(&before);
        if !kill_at(&shop, point, &SENT) {
            continue;
        }
        killed += 1;
        let states = list_states(&shop);
        let state = (shop.status("user_notify"), states.join("+"));
        if !seen.insert(state) && killed % 16 != 0 {
            continue;
        }
        let_time_pass(&shop, point);
        shop.ok(&SENT);
        assert_eq!(list_states(&shop), ["accepted"], "{point:?}");
        assert_eq!((shop.status("user_notify"), shop.status("order")), ("sent".to_owned(), "completed".to_owned()));
        assert_eq!(count_events(&shop, "user_notification_sent"), 1, "{point:?}");
        shop.ok("event verify");
    }
    assert!(killed > 100 && killed * 10 >= points.len() * 9, "{killed} of {}", points.len());
    let seen: Vec<(&str, &str)> = seen.iter().map(|(status, state)| (status.as_str(), state.as_str())).collect();
    assert_eq!(seen, [("sending", "queued"), ("sent", "accepted")]);
}

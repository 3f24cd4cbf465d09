//! A shop with many orders that are ready for their group.

use serde_json::Value;

use super::shop::{FORM, Shop, paid_for};

/// An answer that WeCom gives to a foreign address: every message would be refused.
pub(crate) const BLOCKED: &str = r#"{"errcode":60020,"errmsg":"not allow to access from your ip, from ip: 10.0.0.1"}"#;
/// An answer that no service gives.
pub(crate) const ODD: &str = r#"{"odd":true}"#;
/// An answer that passes.
pub(crate) const TOO_MANY: &str = r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#;
/// An answer about this one message.
pub(crate) const TOO_LONG: &str = r#"{"errcode":40058,"errmsg":"text.content exceed max length 2048"}"#;

/// One of several ready orders.
pub(crate) struct Ready {
    pub(crate) number: String,
}

/// Brings `count` orders of a ticket type to where they are ready for a push.
pub(crate) fn ready(shop: &Shop, ticket: &str, from: u32, count: u32) -> Vec<Ready> {
    let lines: String = (from..from + count).map(|number| paid_for(ticket, number, 506) + "\n").collect();
    shop.file("ready.ndjson", lines);
    shop.file("prices.csv", "ticket_type,season,price\n初级道 3 小时,high,506.00\n初级道 6 小时,high,506.00\n");
    shop.ok(&["price", "import", "prices.csv"]);
    let made = shop.json(&["--now", "2026-03-20T03:35:46.715Z", "order", "import", "ready.ndjson"]);
    let numbers = made.as_array().unwrap().iter().map(|row| row["order_no"].as_str().unwrap().to_owned());
    numbers.enumerate().map(|(i, number)| step_to_ready(shop, number, from as usize + i)).collect()
}

fn step_to_ready(shop: &Shop, number: String, n: usize) -> Ready {
    let form = FORM.replace("13800000000", &format!("138{n:08}"));
    // Another buyer, or the order would wait for a review.
    shop.file("form-n.json", form.replace("440101199001012376", &format!("44010119900101{:04}", 1000 + n)));
    shop.file("proof-n.txt", format!("payment proof {number}"));
    shop.ok(&["form", "submit", &number, "--file", "form-n.json"]);
    shop.ok(&["payment", "confirm", &number, "--channel", "wechat"]);
    shop.ok(&["proof", "upload", &number, "proof-n.txt"]);
    Ready { number }
}

/// A shop with two orders, neither ready, and the groups `g` for three hours and `h` for six.
pub(crate) fn groups() -> Shop {
    let shop = Shop::open();
    for (name, ticket) in [("g", "初级道 3 小时"), ("h", "初级道 6 小时")] {
        shop.ok(&["group", "add", name, "--channel", "spool", "--target", name]);
        shop.ok(&["group", "route", name, "--ticket-type", ticket]);
    }
    shop
}

/// Queues what a group answers next.
pub(crate) fn answer(shop: &Shop, group: &str, answers: &[&str]) {
    for answer in answers {
        shop.file("answer.json", answer);
        shop.ok(&["group", "answer", group, "answer.json"]);
    }
}

/// The messages in a group's directory.
pub(crate) fn messages(shop: &Shop, group: &str) -> usize {
    let dir = std::fs::read_dir(shop.path("spool").join(group));
    dir.map_or(0, |dir| {
        dir.filter(|entry| !entry.as_ref().unwrap().file_name().to_string_lossy().starts_with('.')).count()
    })
}

/// Runs `cron --json` for its exit code and its object.
pub(crate) fn cron(shop: &Shop, flags: &[&str]) -> (i32, Value) {
    let ended = shop.run(&[&["cron", "--json"], flags].concat());
    (ended.code.unwrap(), ended.json())
}

/// Waits until a condition holds.
#[track_caller]
pub(crate) fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..600 {
        if holds() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{what} never held");
}

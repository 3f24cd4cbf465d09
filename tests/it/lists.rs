//! Lists that are put together from several indexes, or from places that were collected first: the same orders in the same
//! order as the list of all, however few are asked for.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::shop::{NOW, Shop, paid};

const RESALE: u32 = 40;
const CHECKOUT: u32 = 15;

/// The numbers that a command lists.
fn ids(shop: &Shop, line: &str) -> Vec<String> {
    shop.ok(&format!("{line} --format ids")).lines().map(str::to_owned).collect()
}

/// A sandbox with orders of both flows in turn, of which every third of the one is cancelled.
fn mixed_shop() -> Shop {
    let shop = Shop::sandbox();
    shop.ok("sku add pack --name Pack --merchant zoo --price 55.00 --currency SGD --basis person");
    shop.ok("sku stock pack --date 2026-03-21 --capacity 100");
    let sale = |number: u32| {
        let payload: Value = serde_json::from_str(&paid(number, 506)).unwrap();
        json!({
            "orderNo": format!("XY20260320033546{number:03}AAAA"), "type": "xianyu_order_paid_detected",
            "source": "xianyu", "result": "accepted", "createdAt": NOW, "processedAt": NOW, "payload": payload,
        })
    };
    let draft = |number: u32| {
        json!({
            "orderNo": format!("order_{number:013x}{:011x}", 1_773_978_000_000_i64), "type": "ORDER_DRAFT_CREATED",
            "source": "public", "result": "accepted", "createdAt": NOW, "processedAt": NOW,
            "payload": {"skuId": "pack", "quantity": 1, "date": "2026-03-21", "quoteAmountSgd": 55, "channel": "telegram"},
        })
    };
    let events = (0..RESALE).flat_map(|number| [Some(sale(number)), (number < CHECKOUT).then(|| draft(number))]);
    shop.file("events.ndjson", events.flatten().map(|event| format!("{event}\n")).collect::<String>());
    shop.ok("event import events.ndjson");
    for number in (0..RESALE).step_by(3) {
        let at = format!("2026-03-20T06:00:{number:02}Z");
        shop.ok(&format!("--now {at} order cancel XY20260320033546{number:03}AAAA --reason unwanted --yes"));
    }
    shop
}

#[test]
fn every_list_has_the_order_of_the_list_of_all() {
    let shop = mixed_shop();
    let all = ids(&shop, "order list");
    assert_eq!(all.len(), (RESALE + CHECKOUT) as usize);
    let rows = shop.json("order list");
    let with = |wanted: &dyn Fn(&Value) -> bool| -> Vec<String> {
        let kept = rows.as_array().unwrap().iter().filter(|row| wanted(row));
        kept.map(|row| row["order_no"].as_str().unwrap().to_owned()).collect()
    };
    let action = rows[0]["next"].as_str().map(str::to_owned);
    let sold = |row: &Value| row["order_no"].as_str().unwrap().starts_with("XY");
    for (filter, expected) in [
        ("--flow resale", with(&sold)),
        ("--flow checkout", with(&|row| !sold(row))),
        ("--status refund_pending", with(&|row| row["status"]["order"] == "refund_pending")),
        ("--play-date 2026-04-15", with(&sold)),
        ("--play-date 2026-03-21..2026-04-15", all.clone()),
        ("--since 2026-03-01", all.clone()),
        ("--since 2026-03-01 --flow resale", with(&sold)),
        ("--since today --play-date 2026-03-21", with(&|row| !sold(row))),
    ] {
        assert!(!expected.is_empty(), "{filter}");
        let listed = ids(&shop, &format!("order list {filter}"));
        assert_eq!(listed, expected, "{filter}");
        for limit in [1, 7, 20] {
            let first = ids(&shop, &format!("order list {filter} --limit {limit}"));
            assert_eq!(first, expected[..limit.min(expected.len())], "{filter} --limit {limit}");
        }
    }
    assert!(action.is_none() || !ids(&shop, &format!("order list --next {}", action.unwrap())).is_empty());
    assert_eq!(ids(&shop, "order search 亚布力 --limit 5"), with(&sold)[..5]);
    assert_eq!(ids(&shop, "order search OUT-3"), {
        let begins = |row: &Value| row["external_order_no"].as_str().is_some_and(|no| no.starts_with("OUT-3"));
        with(&begins)
    });
}

#[test]
fn events_since_a_moment_are_those_of_the_whole_log() {
    let shop = mixed_shop();
    let rows = |line: &str| shop.json(line).as_array().unwrap().clone();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    let since = rows("event list --limit 0 --since 2026-03-20T00:00:00Z");
    assert_eq!(since.len(), rows("event list --limit 0").len());
    let times: Vec<String> = since.iter().map(|row| text(row, "created_at")).collect();
    assert!(times.first() > times.last() && times.windows(2).all(|pair| pair[0] >= pair[1]), "{times:?}");
    let cancelled = rows("event list --limit 0 --since 2026-03-20T05:00:00Z");
    let kinds: BTreeSet<String> = cancelled.iter().map(|row| text(row, "type")).collect();
    assert!(kinds.contains("order_cancel_requested") && !kinds.contains("xianyu_order_paid_detected"), "{kinds:?}");
    assert_eq!(shop.json("event list --since 2030-01-01"), json!([]));
}

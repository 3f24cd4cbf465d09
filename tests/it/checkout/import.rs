//! The checkout order of the reference page, driven live and taken in from an export: both are one order.

use serde_json::{Value, json};

use super::{ORDER, SKU, drive, page_objects, selling};
use crate::support::shop::Shop;

const EXPORT: &str = include_str!("../../../fixtures/exports/checkout-reference.ndjson");
const RESALE: &str = include_str!("../../../fixtures/exports/resale-reference.ndjson");
/// After the ticket, before the gate.
const AT: &str = "2026-03-20T08:37:00Z";

/// A shop that sells the SKU and has no places yet.
fn without_stock() -> Shop {
    let shop = Shop::sandbox().in_real_time();
    shop.ok(SKU);
    shop
}

/// Takes in an export from a file of that name.
fn import(shop: &Shop, text: &str) -> Value {
    shop.file("export.ndjson", text);
    shop.json("event import export.ndjson --ids b0e3bae4f209f")
}

fn refuse(shop: &Shop, text: &str, exit: i32) -> Value {
    shop.file("export.ndjson", text);
    let before = rows(shop);
    let error = shop.refused("event import export.ndjson", exit);
    assert_eq!(rows(shop), before, "nothing is written");
    error
}

/// How many rows each table has that an import writes.
fn rows(shop: &Shop) -> Vec<i64> {
    let conn = shop.database();
    let count = |table: &str| conn.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).unwrap();
    ["event", "orders", "hold", "stock", "ticket_code", "person"].into_iter().map(count).collect()
}

fn show(shop: &Shop, at: &str) -> Value {
    shop.json(&format!("order show {ORDER} --reveal --at {at}"))
}

fn places(shop: &Shop) -> Value {
    shop.json("sku show sentosa_family_pack --now 2026-03-20T08:37:00Z")["stock"].clone()
}

/// What a whole copy has: the visible events as an export.
fn capture(shop: &Shop, order: &str) -> String {
    shop.ok(&format!("fixture capture {order} --reveal"))
}

/// Events without what counts internal ones too.
fn without_ids(mut events: Value) -> Value {
    for event in events.as_array_mut().unwrap() {
        (event["id"], event["version"]) = (Value::Null, Value::Null);
    }
    events
}

#[test]
fn the_export_of_the_fixtures_is_the_page() {
    let payloads: Vec<Value> =
        EXPORT.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["payload"].clone()).collect();
    assert_eq!(payloads, page_objects()[2..]);
}

#[test]
fn an_import_of_the_six_events_gives_the_live_order_and_the_page() {
    let live = selling(30);
    drive(&live);
    let moved = selling(30);
    let report = import(&moved, EXPORT);
    assert_eq!((&report[0]["verdict"], &report[0]["events"]), (&json!("created"), &json!(6)));
    assert_eq!((&report[0]["stock"], &report[0]["catalogue_quote"]), (&Value::Null, &Value::Null));
    assert_eq!(capture(&moved, ORDER), capture(&live, ORDER));
    assert_eq!(places(&moved), places(&live));
    let page = page_objects();
    for shop in [&live, &moved] {
        let shown = show(shop, AT);
        assert_eq!((&shown["order"], &shown["fulfillment"]), (&page[0], &page[1]));
        let payloads: Vec<_> =
            shown["events"].as_array().unwrap().iter().map(|event| event["payload"].clone()).collect();
        assert_eq!(payloads, page[2..]);
        shop.ok("event verify");
        assert_eq!(shop.json("doctor")["ok"], true);
    }
    assert_eq!(without_ids(show(&moved, AT)["events"].clone()), without_ids(show(&live, AT)["events"].clone()));
    // It goes on from there as the live one does.
    for shop in [&live, &moved] {
        shop.ok(&format!("ticket redeem {ORDER} --now 2026-03-21T02:00:00Z"));
    }
    let again = live
        .refused(&format!("checkout complete {ORDER} --session ps_0db6e88e8763119d0a637f7f --payment-ref card_2"), 4);
    assert_eq!(again["code"], "payment_already_completed");
}

#[test]
fn a_file_with_both_flows_changes_nothing_the_second_time() {
    let shop = selling(30);
    let both = format!("{EXPORT}{RESALE}");
    let report = import(&shop, &both);
    assert_eq!((&report[0]["verdict"], &report[1]["verdict"]), (&json!("created"), &json!("created")));
    let before = rows(&shop);
    // Newest first, as a page may list them, and without an id to draw.
    let turned: Vec<&str> = both.lines().rev().collect();
    shop.file("export.ndjson", turned.join("\n"));
    let report = shop.json("event import export.ndjson");
    assert_eq!((&report[0]["verdict"], &report[1]["verdict"]), (&json!("exists"), &json!("exists")));
    assert_eq!(rows(&shop), before);
    let error = refuse(&shop, &EXPORT.replace("2026-03-20T08:36:20.000Z", "2026-03-20T08:36:21.000Z"), 4);
    assert_eq!((&error["code"], &error["event"]), (&json!("order_differs"), &json!(3)));
}

#[test]
fn what_the_rules_would_not_have_admitted_is_named_and_nothing_is_written() {
    let shop = selling(30);
    let lines: Vec<&str> = EXPORT.lines().collect();
    let without = |dropped: usize| {
        let kept = lines.iter().enumerate().filter(|(index, _)| *index != dropped).map(|(_, line)| *line);
        kept.collect::<Vec<_>>().join("\n")
    };
    let claims = |states: &str| lines[1].replace("\"payload\"", &format!("{states},\"payload\""));
    let second = |line: &str| [lines[0], line].join("\n");
    for (text, axis) in [
        (without(0), "status"),
        (without(1), "status"),
        (without(3), "paymentStatus"),
        (without(4), "status"),
        (second(&claims(r#""before":{"status":"LOCKED"}"#)), "status"),
        (second(&claims(r#""after":{"lockStatus":"COMMITTED"}"#)), "lockStatus"),
        (second(&claims(r#""after":{"lockState":"HELD"}"#)), "lockState"),
        (second(&lines[1].replace("\"quantity\":3", "\"quantity\":2")), "quantity"),
        (second(&lines[1].replace("08:41:16.030Z", "08:36:16.030Z")), "expiryAt"),
        (EXPORT.replace("2026-03-20T08:36:52.285Z", "2026-03-20T08:41:26.111Z"), "expiryAt"),
        (EXPORT.replacen("\"date\":\"2026-03-21\"", "\"date\":\"2026-03-19\"", 1), "date"),
        (EXPORT.replace("quoteAmountSgd", "quoteAmountUsd"), "currency"),
        (
            EXPORT.replace("\"paymentMethod\":\"card\",\"paymentRef\"", "\"paymentMethod\":\"cash\",\"paymentRef\""),
            "paymentMethod",
        ),
    ] {
        let error = refuse(&shop, &text, 4);
        assert_eq!((&error["code"], &error["axis"]), (&json!("import_contradiction"), &json!(axis)), "{text}");
    }
    let said = claims(r#""before":{"status":"草稿"},"after":{"status":"LOCKED","lockStatus":"占用中"}"#);
    assert_eq!(import(&shop, &second(&said))[0]["verdict"], "created", "labels are read as codes");
    assert_eq!(shop.json(&format!("order show {ORDER}"))["events"][1]["after"]["lockStatus"], "HELD");
}

#[test]
fn what_an_export_does_not_hold_comes_from_the_catalogue() {
    let shop = Shop::sandbox().in_real_time();
    let error = refuse(&shop, EXPORT, 3);
    assert_eq!((&error["code"], &error["sku_id"]), (&json!("sku_not_found"), &json!("sentosa_family_pack")));
    assert!(error["hint"].as_str().unwrap().contains("ticketctl sku add sentosa_family_pack"), "{error}");
    shop.ok(SKU);
    let cheaper = EXPORT.replace("\"quoteAmountSgd\":119", "\"quoteAmountSgd\":99.5");
    let report = import(&shop, &cheaper);
    assert_eq!(report[0]["catalogue_quote"], "119.00");
    let made = json!({"sku_id": "sentosa_family_pack", "date": "2026-03-21", "capacity": 3});
    assert_eq!(report[0]["stock"], made, "a day without stock has just the sold places");
    assert_eq!(show(&shop, AT)["order"]["quote_amount_sgd"], 99.5);
    assert_eq!(places(&shop)[0], json!({"date": "2026-03-21", "capacity": 3, "held": 0, "committed": 3, "left": 0}));
}

#[test]
fn a_full_day_refuses_the_file_and_an_ended_lock_needs_no_place() {
    let shop = selling(2);
    let error = refuse(&shop, EXPORT, 4);
    assert_eq!((&error["code"], &error["date"]), (&json!("import_day_full"), &json!("2026-03-21")));
    let lines: Vec<&str> = EXPORT.lines().collect();
    let expired = json!({
        "orderNo": ORDER, "type": "INVENTORY_LOCK_EXPIRED", "source": "system", "result": "accepted",
        "createdAt": "2026-03-20T08:42:00Z", "processedAt": "2026-03-20T08:42:00Z",
        "payload": {"lockId": "lock_3642f77f45b6a19d0a63581e", "expiryAt": "2026-03-20T08:41:16.030Z"},
    });
    let report = import(&shop, &[lines[0], lines[1], &expired.to_string()].join("\n"));
    assert_eq!(report[0]["verdict"], "created");
    assert_eq!(places(&shop)[0], json!({"date": "2026-03-21", "capacity": 2, "held": 0, "committed": 0, "left": 2}));
    assert_eq!(shop.json("doctor")["ok"], true, "the ledger says what the order says");
}

#[test]
fn two_orders_never_share_a_payment_a_lock_or_a_ticket() {
    let shop = selling(30);
    import(&shop, EXPORT);
    let other = EXPORT.replace("order_7cb78b0f45ebf", "order_7cb78b0f45ec0");
    let mut text = other.clone();
    for (from, to, field) in [
        ("lock_3642f77f45b6a", "lock_3642f77f45b6b", "lockId"),
        ("card_1773995812285", "card_1773995812286", "paymentRef"),
        ("cf2c37e9b06bc", "cf2c37e9b06bd", "ticketCode"),
    ] {
        let error = refuse(&shop, &text, 4);
        assert_eq!((&error["code"], &error["field"]), (&json!("import_duplicate"), &json!(field)));
        text = text.replace(from, to);
    }
    import(&shop, &text);
    assert_eq!(places(&shop)[0]["committed"], 6);
}

#[test]
fn a_captured_order_comes_back_whatever_happened_to_it() {
    let live = selling(30);
    drive(&live);
    live.ok(&format!("ticket reissue {ORDER} --reason lost --now 2026-03-20T09:00:00Z"));
    live.ok(&format!("ticket redeem {ORDER} --now 2026-03-21T02:00:00Z"));
    live.ok(&format!("ticket redeem {ORDER} --revert --reason mistake --now 2026-03-21T02:01:00Z"));
    let whole = capture(&live, ORDER);
    assert_eq!(whole.lines().count(), 10);
    let moved = without_stock();
    import(&moved, &whole);
    assert_eq!(capture(&moved, ORDER), whole);
    moved.ok(&format!("ticket redeem {ORDER} --now 2026-03-21T02:02:00Z"));
    // An invented buyer and tickets that let nobody in, in the same shape.
    let masked = live.ok(&format!("fixture capture {ORDER}"));
    for marker in ["bestjustin", "6761269319", "cf2c37e9b06bc"] {
        assert!(!masked.contains(marker), "{marker}");
    }
    let elsewhere = without_stock();
    assert_eq!(import(&elsewhere, &masked)[0]["verdict"], "created");
}

#[test]
fn the_smoke_scenarios_of_the_flow_pass() {
    for name in ["checkout-reference", "checkout-late", "checkout-expired"] {
        let shop = Shop::sandbox().in_real_time();
        let tap = shop.ok(&format!("smoke run {name}"));
        assert!(tap.starts_with("TAP version 14\n1..") && !tap.contains("not ok") && !tap.contains("SKIP"), "{tap}");
    }
}

#[test]
fn an_event_is_triggered_where_the_rules_admit_it() {
    let shop = selling(30);
    drive(&shop);
    let trigger = |kind: &str, more: &str| format!("trigger {kind} {ORDER} {more} --now 2026-03-21T02:00:00Z");
    assert_eq!(shop.refused(&trigger("INVENTORY_LOCKED", ""), 4)["code"], "wrong_state");
    assert_eq!(shop.refused(&trigger("ORDER_DRAFT_CREATED", ""), 4)["code"], "wrong_state");
    assert_eq!(shop.refused(&trigger("TICKET_REDEEMED", "--set visitDate=soon"), 2)["code"], "event_payload");
    assert_eq!(shop.refused(&trigger("REFUND_REQUESTED", ""), 4)["code"], "wrong_state", "the ticket dies first");
    let near = shop.refused(&trigger("TICKET_REDEEM", ""), 2);
    assert_eq!((&near["code"], &near["near"][0]), (&json!("event_type_unknown"), &json!("TICKET_REDEEMED")));
    let set = shop.json(&trigger("TICKET_REVOKED", "--set reason=test"));
    assert_eq!(set["status"]["fulfillmentStatus"], "REVOKED");
    for (kind, status) in [
        ("TICKET_REISSUED", "FULFILLED"),
        ("TICKET_REDEEMED", "FULFILLED"),
        ("REDEEM_REVERTED", "FULFILLED"),
        ("TICKET_REVOKED", "FULFILLED"),
        ("REFUND_REQUESTED", "REFUND_PENDING"),
        ("REFUND_FAILED", "REFUND_PENDING"),
        ("REFUND_COMPLETED", "REFUNDED"),
    ] {
        assert_eq!(shop.json(&trigger(kind, ""))["status"]["status"], status, "{kind}");
    }
    assert_eq!(show(&shop, "2026-03-21T03:00:00Z")["order"]["payment_status"], "REFUNDED");
}

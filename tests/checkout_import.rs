//! The checkout order of the reference page, driven live and taken in from an export: both are one order.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

use std::path::PathBuf;
use std::process::{Command, Output};

use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;

const ORDER: &str = "order_7cb78b0f45ebf19d0a63581c";
const EXPORT: &str = include_str!("../fixtures/exports/checkout-reference.ndjson");
const RESALE: &str = include_str!("../fixtures/exports/resale-reference.ndjson");
const PAGE: &str = include_str!("../fixtures/pages/merchant-order-page.txt");
/// After the ticket, before the gate.
const AT: &str = "2026-03-20T08:37:00Z";

/// A home with a sandbox in it.
struct Shop {
    root: TempDir,
}

impl Shop {
    /// Without a catalogue.
    fn bare() -> Self {
        let shop = Self { root: tempfile::tempdir().unwrap() };
        shop.ok("init --sandbox");
        shop
    }

    /// Where the SKU is sold, and has `capacity` places on the day.
    fn selling(capacity: Option<u32>) -> Self {
        let shop = Self::bare();
        shop.sku();
        if let Some(capacity) = capacity {
            shop.ok(&format!(
                "sku stock sentosa_family_pack --date 2026-03-21 --capacity {capacity} --now 2026-03-20T08:00:00Z"
            ));
        }
        shop
    }

    fn sku(&self) {
        self.ok(
            "sku add sentosa_family_pack --name 'Sentosa 家庭套票(2大1小)' --merchant sentosa_demo --price 119.00 \
            --currency SGD --pack-size 3",
        );
    }

    /// The order of the page, step by step, with its clock and its ids.
    fn drive(&self) {
        self.file("c.json", r#"{"telegram_user_id": "6761269319", "telegram_username": "bestjustin"}"#);
        for step in [
            "checkout draft --sku sentosa_family_pack --quantity 3 --date 2026-03-21 --channel telegram --customer c.json \
                --now 2026-03-20T08:36:16.028Z --ids 7cb78b0f45ebf",
            "checkout lock ORDER --now 2026-03-20T08:36:16.030Z --ids 3642f77f45b6a",
            "checkout request ORDER --method card --now 2026-03-20T08:36:20Z",
            "checkout session ORDER --expiry independent --now 2026-03-20T08:36:26.111Z --ids 0db6e88e87631",
            "checkout complete ORDER --session ps_0db6e88e8763119d0a637f7f --payment-ref card_1773995812285 \
                --now 2026-03-20T08:36:52.285Z,2026-03-20T08:36:52.287Z --ids b0e3bae4f209f,cf2c37e9b06bc",
        ] {
            self.ok(&step.replace("ORDER", ORDER));
        }
    }

    fn db(&self) -> PathBuf {
        self.root.path().join("ticketctl.db")
    }

    fn file(&self, name: &str, text: &str) {
        std::fs::write(self.root.path().join(name), text).unwrap();
    }

    fn run(&self, line: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_ticketctl"))
            .args(shlex::split(line).unwrap())
            .env_clear()
            .env("HOME", self.root.path().join("home"))
            .env("TICKETCTL_DB", self.db())
            .env("TICKETCTL_LANG", "en")
            .current_dir(self.root.path())
            .output()
            .unwrap()
    }

    fn ok(&self, line: &str) -> String {
        let output = self.run(line);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {:?}\n{stderr}", output.status);
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.ok(&format!("{line} --json"))).unwrap()
    }

    /// The error object of a command that has to fail.
    fn refused(&self, line: &str, exit: i32) -> Value {
        let output = self.run(&format!("{line} --json"));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(exit), "{line}: {stderr}");
        serde_json::from_slice(&output.stderr).unwrap_or_else(|_| panic!("{line}: {stderr}"))
    }

    /// Takes in an export from a file of that name.
    fn import(&self, text: &str) -> Value {
        self.file("export.ndjson", text);
        self.json("event import export.ndjson --ids b0e3bae4f209f")
    }

    fn refuse(&self, text: &str, exit: i32) -> Value {
        self.file("export.ndjson", text);
        let before = self.rows();
        let error = self.refused("event import export.ndjson", exit);
        assert_eq!(self.rows(), before, "nothing is written");
        error
    }

    /// Every row of the tables that an import writes.
    fn rows(&self) -> Vec<i64> {
        let conn = Connection::open(self.db()).unwrap();
        let count =
            |table: &str| conn.query_row(&format!("select count(*) from {table}"), [], |row| row.get(0)).unwrap();
        ["event", "orders", "hold", "stock", "ticket_code", "person"].into_iter().map(count).collect()
    }

    fn show(&self, at: &str) -> Value {
        self.json(&format!("order show {ORDER} --reveal --at {at}"))
    }

    fn stock(&self) -> Value {
        self.json("sku show sentosa_family_pack --now 2026-03-20T08:37:00Z")["stock"].clone()
    }

    /// What a whole copy has: the visible events as an export.
    fn capture(&self, order: &str) -> String {
        self.ok(&format!("fixture capture {order} --reveal"))
    }
}

/// The JSON objects of the page, in its order: the order, the fulfilment, and the payloads of the six events.
fn page_objects() -> Vec<Value> {
    let mut objects = Vec::new();
    let mut open = String::new();
    for line in PAGE.lines() {
        if !open.is_empty() || line.trim() == "{" {
            open += line;
        }
        if let Ok(object) = serde_json::from_str(&open) {
            objects.push(object);
            open.clear();
        }
    }
    assert_eq!(objects.len(), 8);
    objects
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
    let live = Shop::selling(Some(30));
    live.drive();
    let moved = Shop::selling(Some(30));
    let report = moved.import(EXPORT);
    assert_eq!((&report[0]["verdict"], &report[0]["events"]), (&json!("created"), &json!(6)));
    assert_eq!((&report[0]["stock"], &report[0]["catalogue_quote"]), (&Value::Null, &Value::Null));
    assert_eq!(moved.capture(ORDER), live.capture(ORDER));
    assert_eq!(moved.stock(), live.stock());
    let page = page_objects();
    for shop in [&live, &moved] {
        let shown = shop.show(AT);
        assert_eq!((&shown["order"], &shown["fulfillment"]), (&page[0], &page[1]));
        let payloads: Vec<_> =
            shown["events"].as_array().unwrap().iter().map(|event| event["payload"].clone()).collect();
        assert_eq!(payloads, page[2..]);
        shop.ok("event verify");
        assert_eq!(shop.json("doctor")["ok"], true);
    }
    assert_eq!(without_ids(moved.show(AT)["events"].clone()), without_ids(live.show(AT)["events"].clone()));
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
    let shop = Shop::selling(Some(30));
    let both = format!("{EXPORT}{RESALE}");
    let report = shop.import(&both);
    assert_eq!((&report[0]["verdict"], &report[1]["verdict"]), (&json!("created"), &json!("created")));
    let before = shop.rows();
    // Newest first, as a page may list them, and without an id to draw.
    let turned: Vec<&str> = both.lines().rev().collect();
    shop.file("export.ndjson", &turned.join("\n"));
    let report = shop.json("event import export.ndjson");
    assert_eq!((&report[0]["verdict"], &report[1]["verdict"]), (&json!("exists"), &json!("exists")));
    assert_eq!(shop.rows(), before);
    let error = shop.refuse(&EXPORT.replace("2026-03-20T08:36:20.000Z", "2026-03-20T08:36:21.000Z"), 4);
    assert_eq!((&error["code"], &error["event"]), (&json!("order_differs"), &json!(3)));
}

#[test]
fn what_the_rules_would_not_have_admitted_is_named_and_nothing_is_written() {
    let shop = Shop::selling(Some(30));
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
        let error = shop.refuse(&text, 4);
        assert_eq!((&error["code"], &error["axis"]), (&json!("import_contradiction"), &json!(axis)), "{text}");
    }
    let said = claims(r#""before":{"status":"草稿"},"after":{"status":"LOCKED","lockStatus":"占用中"}"#);
    assert_eq!(shop.import(&second(&said))[0]["verdict"], "created", "labels are read as codes");
    assert_eq!(shop.json(&format!("order show {ORDER}"))["events"][1]["after"]["lockStatus"], "HELD");
}

#[test]
fn what_an_export_does_not_hold_comes_from_the_catalogue() {
    let shop = Shop::bare();
    let error = shop.refuse(EXPORT, 3);
    assert_eq!((&error["code"], &error["sku_id"]), (&json!("sku_not_found"), &json!("sentosa_family_pack")));
    assert!(error["hint"].as_str().unwrap().contains("ticketctl sku add sentosa_family_pack"), "{error}");
    shop.sku();
    let cheaper = EXPORT.replace("\"quoteAmountSgd\":119", "\"quoteAmountSgd\":99.5");
    let report = shop.import(&cheaper);
    assert_eq!(report[0]["catalogue_quote"], "119.00");
    let made = json!({"sku_id": "sentosa_family_pack", "date": "2026-03-21", "capacity": 3});
    assert_eq!(report[0]["stock"], made, "a day without stock has just the sold places");
    assert_eq!(shop.show(AT)["order"]["quote_amount_sgd"], 99.5);
    assert_eq!(shop.stock()[0], json!({"date": "2026-03-21", "capacity": 3, "held": 0, "committed": 3, "left": 0}));
}

#[test]
fn a_full_day_refuses_the_file_and_an_ended_lock_needs_no_place() {
    let shop = Shop::selling(Some(2));
    let error = shop.refuse(EXPORT, 4);
    assert_eq!((&error["code"], &error["date"]), (&json!("import_day_full"), &json!("2026-03-21")));
    let lines: Vec<&str> = EXPORT.lines().collect();
    let expired = json!({
        "orderNo": ORDER, "type": "INVENTORY_LOCK_EXPIRED", "source": "system", "result": "accepted",
        "createdAt": "2026-03-20T08:42:00Z", "processedAt": "2026-03-20T08:42:00Z",
        "payload": {"lockId": "lock_3642f77f45b6a19d0a63581e", "expiryAt": "2026-03-20T08:41:16.030Z"},
    });
    let report = shop.import(&[lines[0], lines[1], &expired.to_string()].join("\n"));
    assert_eq!(report[0]["verdict"], "created");
    assert_eq!(shop.stock()[0], json!({"date": "2026-03-21", "capacity": 2, "held": 0, "committed": 0, "left": 2}));
    assert_eq!(shop.json("doctor")["ok"], true, "the ledger says what the order says");
}

#[test]
fn two_orders_never_share_a_payment_a_lock_or_a_ticket() {
    let shop = Shop::selling(Some(30));
    shop.import(EXPORT);
    let other = EXPORT.replace("order_7cb78b0f45ebf", "order_7cb78b0f45ec0");
    let mut text = other.clone();
    for (from, to, field) in [
        ("lock_3642f77f45b6a", "lock_3642f77f45b6b", "lockId"),
        ("card_1773995812285", "card_1773995812286", "paymentRef"),
        ("cf2c37e9b06bc", "cf2c37e9b06bd", "ticketCode"),
    ] {
        let error = shop.refuse(&text, 4);
        assert_eq!((&error["code"], &error["field"]), (&json!("import_duplicate"), &json!(field)));
        text = text.replace(from, to);
    }
    shop.import(&text);
    assert_eq!(shop.stock()[0]["committed"], 6);
}

#[test]
fn a_captured_order_comes_back_whatever_happened_to_it() {
    let live = Shop::selling(Some(30));
    live.drive();
    live.ok(&format!("ticket reissue {ORDER} --reason lost --now 2026-03-20T09:00:00Z"));
    live.ok(&format!("ticket redeem {ORDER} --now 2026-03-21T02:00:00Z"));
    live.ok(&format!("ticket redeem {ORDER} --revert --reason mistake --now 2026-03-21T02:01:00Z"));
    let whole = live.capture(ORDER);
    assert_eq!(whole.lines().count(), 10);
    let moved = Shop::selling(None);
    moved.import(&whole);
    assert_eq!(moved.capture(ORDER), whole);
    moved.ok(&format!("ticket redeem {ORDER} --now 2026-03-21T02:02:00Z"));
    // An invented buyer and tickets that let nobody in, in the same shape.
    let masked = live.ok(&format!("fixture capture {ORDER}"));
    for canary in ["bestjustin", "6761269319", "cf2c37e9b06bc"] {
        assert!(!masked.contains(canary), "{canary}");
    }
    let elsewhere = Shop::selling(None);
    assert_eq!(elsewhere.import(&masked)[0]["verdict"], "created");
}

#[test]
fn the_smoke_scenarios_of_the_flow_pass() {
    for name in ["checkout-reference", "checkout-late", "checkout-expired"] {
        let shop = Shop::bare();
        let tap = shop.ok(&format!("smoke run {name}"));
        assert!(tap.starts_with("TAP version 14\n1..") && !tap.contains("not ok") && !tap.contains("SKIP"), "{tap}");
    }
}

#[test]
fn an_event_is_triggered_where_the_rules_admit_it() {
    let shop = Shop::selling(Some(30));
    shop.drive();
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
    assert_eq!(shop.show("2026-03-21T03:00:00Z")["order"]["payment_status"], "REFUNDED");
}

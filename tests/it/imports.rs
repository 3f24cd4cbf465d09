//! Imports of long files: judged before anything is written, finished by the same command, and never in the way of others.

use std::process::Child;

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::support::processes::send_signal;
use crate::support::shop::{FORM, NOW, ORDER, Shop, finish, paid, paid_for};

/// More than one transaction writes.
const MANY: u32 = 2_500;

fn many(from: u32, count: u32) -> String {
    (from..from + count).map(|number| paid(number, 506) + "\n").collect()
}

/// How many orders there are, by the engine.
fn orders(shop: &Shop) -> u32 {
    shop.database().query_row("select count(*) from orders", [], |row| row.get(0)).unwrap()
}

/// Waits until a running import has written something, and less than all.
fn until_begun(shop: &Shop, child: &mut Child, before: u32) {
    let conn = shop.database();
    loop {
        let count: u32 = conn.query_row("select count(*) from orders", [], |row| row.get(0)).unwrap();
        if count > before {
            return;
        }
        assert!(child.try_wait().unwrap().is_none(), "the import ended before it wrote anything");
        std::thread::yield_now();
    }
}

#[test]
fn a_known_ticket_type_has_the_shops_own_spelling_however_it_came_in() {
    let shop = Shop::sandbox();
    shop.file("prices.csv", "ticket_type,season,price\n初级道 3 小时,high,506.00\n");
    shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-04-30,high\n");
    let typed = |number| paid(number, 506).replace("初级道 3 小时", "初级道３小时");
    let type_of = |number: u32| shop.json(&format!("order show OUT-{number}"))["ticket_type"].clone();
    // Before there is a price table, nobody knows better.
    shop.file("paid.json", typed(1));
    shop.ok("order import paid.json");
    assert_eq!(type_of(1), "初级道３小时");
    shop.ok("price import prices.csv");
    shop.ok("season import seasons.csv");
    shop.file("paid.json", typed(2));
    shop.ok("order import paid.json");
    assert_eq!(type_of(2), "初级道 3 小时");
    shop.ok("order create --external-no OUT-3 --product p --paid-amount 506 --ticket-type 初级道3小时 --play-date 2026-04-15");
    assert_eq!(type_of(3), "初级道 3 小时");
    // What the table has not stays as it came.
    shop.file("paid.json", typed(4).replace("初级道３小时", "雪圈1小时"));
    shop.ok("order import paid.json");
    assert_eq!(type_of(4), "雪圈1小时");
    // The form prices the first one, and names the type of one that has none.
    shop.file("form.json", FORM);
    shop.ok("form submit OUT-1 --file form.json");
    assert_eq!(type_of(1), "初级道 3 小时");
    shop.file("paid.json", typed(5).replace(r#""ticketType":"初级道３小时","#, ""));
    shop.ok("order import paid.json");
    assert_eq!(type_of(5), Value::Null);
    let other = FORM.replace("440101199001012376", "11010519491231002X").replace("13800000000", "13900000001");
    shop.file("form.json", other.replacen('{', r#"{"ticketType":"初级道3小时","#, 1));
    shop.ok("form submit OUT-5 --file form.json");
    assert_eq!(type_of(5), "初级道 3 小时");
    let listed = shop.json("order list");
    let types = listed.as_array().unwrap().iter().filter(|row| row["ticket_type"] == "初级道 3 小时");
    assert_eq!(types.count(), 4, "{listed}");
    shop.ok("event verify");
    assert_eq!(shop.run("doctor --json").json()["ok"], true);
}

#[test]
fn an_event_key_of_another_order_is_refused_and_never_called_known() {
    let shop = Shop::open();
    let taken = paid(3, 506).replace("paid-3", "paid-1");
    shop.file("taken.ndjson", format!("{}\n{taken}\n", paid(4, 506)));
    let before = shop.state();
    let error = shop.refused("order import taken.ndjson", 4);
    assert_eq!((&error["code"], &error["other"], &error["line"]), (&json!("event_key_used"), &json!(ORDER), &json!(2)));
    assert_eq!(shop.state(), before, "nothing is written");

    let ended = shop.run("order import taken.ndjson --keep-going --json");
    assert_eq!(ended.code, Some(8), "{ended:?}");
    let rows = ended.json();
    assert_eq!((&rows[0]["verdict"], &rows[1]["verdict"]), (&json!("created"), &json!("refused")));
    assert_eq!(rows[1]["code"], "event_key_used");
    // Twice in one file is no better.
    shop.file("twice.ndjson", format!("{}\n{}\n", paid(5, 506), paid(6, 506).replace("paid-6", "paid-5")));
    let error = shop.refused("order import twice.ndjson", 4);
    assert_eq!((&error["code"], &error["other"]), (&json!("event_key_used"), &json!("OUT-5")));
    // The same order twice is the same order.
    shop.file("same.ndjson", format!("{}\n{}\n", paid(7, 506), paid(7, 506)));
    let rows = shop.json("order import same.ndjson");
    assert_eq!((&rows[0]["verdict"], &rows[1]["verdict"]), (&json!("created"), &json!("exists")));
    assert_eq!(rows[0]["order_no"], rows[1]["order_no"]);
}

#[test]
fn a_refusal_at_the_end_of_a_long_file_writes_nothing() {
    let shop = Shop::open().in_real_time();
    shop.file("many.ndjson", many(10, MANY) + &paid(9_999, 506).replace("506", "0") + "\n");
    let before = shop.state();
    let error = shop.refused("order import many.ndjson", 2);
    assert_eq!(error["line"], MANY + 1);
    assert_eq!(shop.state(), before);
}

#[test]
fn an_import_that_was_killed_is_finished_by_the_same_command() {
    let shop = Shop::open().in_real_time();
    shop.file("many.ndjson", many(10, MANY));
    let line = "order import many.ndjson --key night --format json";
    let mut child = shop.start(line);
    until_begun(&shop, &mut child, 2);
    send_signal(&child, Signal::KILL);
    finish(child);
    let begun = orders(&shop);
    assert!(begun > 2 && begun < MANY + 2, "{begun}");

    let ended = shop.run(line);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let count = |rows: &Value, verdict: &str| {
        rows.as_array().unwrap().iter().filter(|row| row["verdict"] == verdict).count() as u32
    };
    let rows = ended.json();
    assert_eq!((count(&rows, "exists"), count(&rows, "created")), (begun - 2, MANY + 2 - begun));
    assert_eq!(orders(&shop), MANY + 2);
    // The key knows the counts, and every order is known.
    let again = shop.run("order import many.ndjson --key night");
    let said = format!("same key, this is the first result: {} created, {} known", MANY + 2 - begun, begun - 2);
    assert!(again.code == Some(0) && again.err.contains(&said), "{}", again.err);
    shop.file("many.ndjson", many(11, MANY));
    assert_eq!(shop.refused("order import many.ndjson --key night", 4)["code"], "key_conflict");
}

/// The first event of an order for each number, as another system exports it.
fn exported(from: u32, count: u32) -> String {
    let event = |number: u32| {
        let payload: Value = serde_json::from_str(&paid(number, 506)).unwrap();
        let line = json!({
            "orderNo": format!("XY20260320033546{:03}{:04}", number % 1_000, number / 1_000),
            "type": "xianyu_order_paid_detected", "source": "xianyu", "result": "accepted", "createdAt": NOW,
            "processedAt": NOW, "payload": payload,
        });
        format!("{line}\n")
    };
    (from..from + count).map(event).collect()
}

#[test]
fn others_have_their_turn_while_a_long_file_comes_in() {
    let shop = Shop::ready().in_real_time();
    shop.ok("config set store.busy_timeout_ms 1000");
    shop.file("orders.ndjson", many(10, MANY));
    shop.file("events.ndjson", exported(10_000, MANY));
    for line in ["order import orders.ndjson --format ndjson", "event import events.ndjson --format ndjson"] {
        let before = orders(&shop);
        let mut child = shop.start(line);
        until_begun(&shop, &mut child, before);
        let note = shop.run(&["person", "block", ORDER, "--reason", line]);
        assert_eq!(note.code, Some(0), "{line}: {}", note.err);
        assert!(child.try_wait().unwrap().is_none() || orders(&shop) == before + MANY, "{line}");
        let ended = finish(child);
        assert_eq!((ended.code, ended.out.lines().count()), (Some(0), MANY as usize), "{}", ended.err);
        assert_eq!(orders(&shop), before + MANY);
    }
    assert_eq!(shop.json("event verify")["ok"], true);
    assert_eq!(shop.json("doctor")["ok"], true);
}

#[test]
fn what_is_used_twice_in_one_export_refuses_it_whole() {
    let shop = Shop::sandbox();
    let text = exported(10, 2).replace("paid-11", "paid-10");
    shop.file("events.ndjson", text);
    let error = shop.refused("event import events.ndjson", 4);
    assert_eq!((&error["code"], &error["field"]), (&json!("import_duplicate"), &json!("eventKey")));
    assert_eq!(orders(&shop), 0);
}

#[test]
fn a_proof_that_could_not_be_read_comes_in_with_the_next_import() {
    let export = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/exports/resale-reference.ndjson");
    let shop = Shop::sandbox().in_real_time();
    let missing = shop.refused(&["event", "import", export, "--proof-dir", "no-such-directory"], 3);
    assert_eq!(missing["code"], "file_not_found");
    assert_eq!(orders(&shop), 0);
    let state = || shop.json(&["order", "show", ORDER])["proof"]["state"].clone();
    shop.ok(&["event", "import", export]);
    assert_eq!(state(), "external");
    std::fs::create_dir(shop.path("proofs")).unwrap();
    shop.file("proofs/proof.txt", format!("payment proof {ORDER}"));
    assert_eq!(shop.json(&["event", "import", export, "--proof-dir", "proofs"])[0]["verdict"], "exists");
    assert_eq!(state(), "stored");
}

#[test]
fn a_hold_that_ran_out_takes_no_place_in_whatever_order_the_file_tells_it() {
    let sku = "sku add zoo --name Zoo --merchant zoo --price 55.00 --currency SGD --basis person";
    let stock = "sku stock zoo --date 2026-03-21 --capacity 4";
    let live = Shop::sandbox();
    live.ok(sku);
    live.ok(stock);
    let draft = |at: &str| {
        let line = format!("checkout draft --sku zoo --quantity 3 --date 2026-03-21 --channel telegram --now {at}");
        let no = live.json(&line)["order_no"].as_str().unwrap().to_owned();
        live.ok(&format!("checkout lock {no} --now {at}"));
        no
    };
    let dead = draft("2026-03-20T03:40:00Z");
    let at = "2026-03-20T03:50:00Z";
    let paid = draft(at);
    live.ok(&format!("checkout request {paid} --method card --now {at}"));
    let session = live.json(&format!("checkout session {paid} --now {at}"));
    let session =
        session["session_id"].as_str().or(session["payment_session"]["session_id"].as_str()).map(str::to_owned);
    let session = session.unwrap_or_else(|| {
        let shown = live.json(&format!("order show {paid} --now {at}"));
        shown["payment_session"]["session_id"].as_str().unwrap().to_owned()
    });
    live.ok(&format!("checkout complete {paid} --session {session} --payment-ref card_1 --now {at}"));
    let capture = |no: &str| live.ok(&format!("fixture capture {no} --reveal --now {at}"));
    let (dead, paid) = (capture(&dead), capture(&paid));
    for text in [format!("{paid}{dead}"), format!("{dead}{paid}")] {
        let moved = Shop::sandbox().at("2026-03-20T04:00:00Z");
        moved.ok(sku);
        moved.ok(stock);
        moved.file("export.ndjson", text);
        let report = moved.json("event import export.ndjson");
        assert_eq!(report.as_array().unwrap().iter().filter(|row| row["verdict"] == "created").count(), 2, "{report}");
        assert_eq!(moved.json("doctor")["ok"], true);
    }
}

#[test]
fn the_form_is_due_from_the_payment_and_not_from_the_import() {
    let shop = Shop::open();
    // Paid at 03:35:42, imported minutes later.
    assert_eq!(shop.json(&["next", ORDER])["deadline"], "2026-03-21T03:35:42.000Z");
}

#[test]
fn a_dry_run_names_no_order_that_will_never_be() {
    let shop = Shop::sandbox();
    shop.file("paid.ndjson", format!("{}\n{}\n", paid(1, 506), paid_for("没有价的票", 2, 506)));
    shop.ok(&["price", "set", "初级道 3 小时", "high", "506.00"]);
    let tried = shop.run("order import paid.ndjson --dry-run --json");
    assert_eq!(tried.json()[0]["verdict"], "would_create", "{tried:?}");
    assert_eq!(tried.json()[0]["order_no"], serde_json::Value::Null);
    let told = shop.run("order import paid.ndjson --dry-run");
    assert!(!format!("{}{}", told.out, told.err).contains("XY2026"), "{told:?}");
    assert!(shop.json("order import paid.ndjson")[0]["order_no"].is_string());
}

//! What was bought, written down wrong and set right; and what operators write down beside it.

use serde_json::{Value, json};

use crate::support::shop::{FORM, ORDER, Shop, paid_for};

/// A shop whose one order names its ticket type so.
fn named(ticket: &str) -> Shop {
    let shop = Shop::sandbox();
    shop.file(
        "prices.csv",
        "ticket_type,season,price\n初级道 3 小时,high,506.00\n初级道 3 小时,low,366.00\n初级道 6 小时,high,616.00\n",
    );
    shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-04-30,high\n2026-05-06,2026-06-30,low\n");
    shop.file("paid.json", paid_for(ticket, 1, 506));
    shop.file("form.json", FORM);
    shop.ok("price import prices.csv");
    shop.ok("season import seasons.csv");
    shop.ok("--now 2026-03-20T03:35:46.715Z --ids D3AV order import paid.json");
    shop
}

fn correct(shop: &Shop, flags: &[&str]) -> Value {
    shop.json(&[&["order", "correct", ORDER, "--reason", "written down wrong"], flags].concat())
}

fn refused(shop: &Shop, flags: &[&str], exit: i32) -> Value {
    shop.refused(&[&["order", "correct", ORDER, "--reason", "r"], flags].concat(), exit)
}

fn kinds(outcome: &Value) -> Vec<&str> {
    outcome["events"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect()
}

#[test]
fn a_misspelled_ticket_type_is_no_dead_end() {
    let shop = named("初级到 3 小时");
    let submit = ["form", "submit", ORDER, "--file", "form.json"];
    let error = shop.refused(&submit, 3);
    assert_eq!(error["code"], "price_not_found");
    assert!(error["hint"].as_str().unwrap().contains(&format!("order correct {ORDER} --ticket-type")), "{error}");
    let error = refused(&shop, &["--ticket-type", "初级到 3 小时"], 3);
    assert_eq!((&error["code"], &error["near"][0]), (&json!("ticket_type_unknown"), &json!("初级道 3 小时")));
    // However it is spelled.
    assert_eq!(kinds(&correct(&shop, &["--ticket-type", "初级道3小时"])), ["order_corrected"]);
    assert_eq!(shop.json(&["order", "show", ORDER])["ticket_type"], "初级道 3 小时");
    shop.ok(&submit);
}

#[test]
fn a_corrected_sale_is_priced_and_reviewed_again() {
    let shop = named("初级道 3 小时");
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    let done = correct(&shop, &["--ticket-type", "初级道 6 小时"]);
    // What the agent is owed is fixed between them, unseen.
    assert_eq!(kinds(&done), ["order_corrected", "price_check_failed", "manual_review_required"]);
    assert_eq!(done["status"]["reviewStatus"], "manual_pending");
    let order = shop.json(&["order", "show", ORDER]);
    assert_eq!((&order["settlement_amount"], &order["agent_payable_amount"]), (&json!("616.00"), &json!("603.68")));
    let found = order["exceptions"].as_array().unwrap();
    assert!(found.iter().any(|one| one["kind"] == "price_mismatch"), "{found:?}");
    shop.ok(&["review", "pass", ORDER, "--reason", "a coupon"]);
    // What a person passed was another sale.
    let done = correct(&shop, &["--ticket-type", "初级道 3 小时", "--play-date", "4月16日"]);
    assert_eq!(kinds(&done), ["order_corrected", "price_check_passed", "auto_review_passed"]);
    assert_eq!(done["status"]["reviewStatus"], "auto_passed");
    assert_eq!(shop.json(&["order", "show", ORDER])["play_date"], "2026-04-16");
    assert_eq!(shop.json("order list --play-date 2026-04-16")[0]["order_no"], ORDER);
    shop.ok("event verify");
    assert_eq!(shop.json("doctor")["ok"], true);
}

#[test]
fn a_number_of_tickets_is_set_right_before_the_agent_is_paid() {
    let shop = named("初级道 3 小时");
    assert_eq!(kinds(&correct(&shop, &["--quantity", "2 张"])), ["order_corrected"]);
    assert_eq!(shop.json(&["order", "show", ORDER])["quantity"], 2);
    assert_eq!(shop.json("order list")[0]["quantity"], 2);
    assert_eq!(refused(&shop, &["--quantity", "2"], 4)["code"], "order_unchanged");
    assert_eq!(refused(&shop, &["--quantity", "21"], 2)["code"], "quantity_invalid");
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    let done = correct(&shop, &["--quantity", "1"]);
    assert_eq!(kinds(&done)[0], "order_corrected");
    assert_eq!(kinds(&done).len(), 3, "judged again");
    assert_eq!(shop.json("order list")[0]["quantity"], 1);
}

#[test]
fn a_correction_of_an_order_is_refused_by_what_is_wrong_with_it() {
    let shop = named("初级道 3 小时");
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    let before = shop.state();
    assert_eq!(refused(&shop, &["--play-date", "2026-04-15"], 4)["code"], "order_unchanged");
    assert_eq!(refused(&shop, &["--ticket-type", "初级道3小时"], 4)["code"], "order_unchanged");
    assert_eq!(refused(&shop, &["--play-date", "2026-03-19"], 4)["code"], "play_date_past");
    assert_eq!(refused(&shop, &["--play-date", "some day"], 2)["code"], "play_date_invalid");
    assert_eq!(
        refused(&shop, &["--ticket-type", "初级道 6 小时", "--play-date", "2026-06-01"], 3)["code"],
        "price_not_found"
    );
    shop.refused(&["order", "correct", ORDER, "--reason", "r"], 2);
    assert_eq!(shop.refused(&["order", "correct", ORDER, "--nick", "n"], 2)["code"], "answer_needed");
    correct(&shop, &["--play-date", "2026-04-16", "--dry-run"]);
    assert_eq!(shop.state(), before);
    shop.ok(&["payment", "confirm", ORDER, "--channel", "wechat"]);
    let late = refused(&shop, &["--play-date", "2026-04-16"], 4);
    assert_eq!(late["code"], "order_correction_too_late");
    assert!(late["hint"].as_str().unwrap().contains("form correct"), "{late}");
}

#[test]
fn a_nickname_and_a_note_are_sealed_and_go_with_the_person() {
    let shop = named("初级道 3 小时");
    let before = shop.json(&["order", "show", ORDER])["status"].clone();
    let nick = ["order", "correct", ORDER, "--nick", "-", "--reason", "r"];
    assert_eq!(kinds(&shop.json_with(&nick, "小雪的妈妈小雪\n")), ["order_corrected"]);
    shop.ok_with(&["order", "note", ORDER, "-"], "王五来电，改到下午\n第二行");
    assert_eq!(shop.json(&["order", "show", ORDER])["status"], before);
    for secret in ["小雪的妈妈小雪", "王五来电"] {
        assert_eq!(shop.files_with(&[secret]), [], "{secret} stands in clear");
        assert!(!shop.ok(&["order", "show", ORDER, "-v", "--internal"]).contains(secret));
        assert!(!shop.ok(&["order", "timeline", ORDER, "--internal"]).contains(secret));
        assert!(shop.ok(&["order", "show", ORDER, "--reveal"]).contains(secret));
    }
    assert!(shop.ok(&["order", "timeline", ORDER, "--internal"]).contains("note added"));
    assert!(!shop.ok(&["order", "timeline", ORDER]).contains("note added"));
    assert_eq!(shop.json_with("order search -", "小雪的妈妈小雪")[0]["order_no"], ORDER);
    assert_eq!(shop.refused(&["order", "note", ORDER, " "], 2)["code"], "field_length");
    assert_eq!(shop.json("doctor")["ok"], true);

    shop.ok(&["order", "cancel", ORDER, "--reason", "ill"]);
    shop.ok(&["refund", "leg", ORDER, "--leg", "buyer", "--evidence", "bill"]);
    shop.ok(&["person", "erase", ORDER, "--reason", "asked to", "--yes"]);
    assert_eq!(shop.refused(&["order", "note", ORDER, "late"], 4)["code"], "person_erased");
    assert_eq!(shop.json(&["order", "show", ORDER, "--reveal"])["notes"][0]["text"], "[erased]");
    assert_eq!(shop.json("doctor")["ok"], true);
}

//! A payment that was booked under a wrong number, set right.

use serde_json::{Value, json};

use crate::support::shop::{FORM, ORDER, OTHER, Shop, to_lines};

/// With both orders ready to be paid, and the first one paid as `4200-WRONG`.
fn booked_wrong() -> Shop {
    let shop = Shop::open();
    shop.file("form2.json", FORM.replace("13800000000", "13800000001"));
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    shop.ok(&["form", "submit", OTHER, "--file", "form2.json"]);
    shop.ok(&["review", "pass", OTHER, "--reason", "a coupon"]);
    shop.ok(&["payment", "confirm", ORDER, "--channel", "wechat", "--ref", "4200-WRONG"]);
    shop
}

fn correct<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["payment", "correct", ORDER, "--reason", "mistyped"], more].concat()
}

fn pay_other(reference: &str) -> [&str; 8] {
    ["payment", "confirm", OTHER, "--channel", "wechat", "--ref", reference, "--yes"]
}

fn kinds(outcome: &Value) -> Vec<&str> {
    outcome["events"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect()
}

fn booked(shop: &Shop) -> Value {
    shop.json(&["order", "show", ORDER])["latest"]["payment"].clone()
}

/// The numbers that are taken, each with its channel and its order.
fn numbers(shop: &Shop) -> Vec<(String, String, String)> {
    let database = shop.database();
    let mut rows = database
        .prepare("select channel, reference, order_no from payment_reference order by channel, reference")
        .unwrap();
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_wrong_number_is_corrected_and_what_was_paid_stays() {
    let shop = booked_wrong();
    let before = booked(&shop);
    assert_eq!((&before["reference"], &before["amount"]), (&json!("4200-WRONG"), &json!("495.88")));
    let done = shop.json(&correct(&["--ref", "4200-RIGHT"]));
    assert_eq!(kinds(&done), ["agent_payment_corrected"]);
    let after = booked(&shop);
    assert_eq!((&after["reference"], &after["channel"]), (&json!("4200-RIGHT"), &json!("wechat")));
    for key in ["amount", "confirmed_at", "status"] {
        assert_eq!(before[key], after[key], "{key}");
    }
    assert_eq!(
        shop.json(&["order", "show", ORDER])["events"][0]["payload"],
        json!({
            "operatorId": "op-1", "reason": "mistyped",
            "previousChannel": "wechat", "previousReference": "4200-WRONG",
            "payChannel": "wechat", "paymentReference": "4200-RIGHT",
        })
    );
    let done = shop.json(&correct(&["--ref", "2026-ALI", "--channel", "支付宝"]));
    assert_eq!(kinds(&done), ["agent_payment_corrected"]);
    assert_eq!(booked(&shop)["channel"], "alipay");
    for (lang, told) in [("zh", "代付单号已更正"), ("en", "agent payment's number corrected")] {
        assert!(shop.ok(&["order", "timeline", ORDER, "--lang", lang]).contains(told));
        let shown = shop.ok(&["order", "show", ORDER, "--lang", lang]);
        assert!(shown.contains("2026-ALI"), "{shown}");
    }
    shop.ok("event verify");
    assert_eq!(shop.json("doctor")["ok"], true);
}

#[test]
fn the_wrong_number_is_free_and_the_right_one_taken() {
    let shop = booked_wrong();
    assert_eq!(shop.refused(&pay_other("4200 wrong"), 4)["code"], "payment_reference_used");
    shop.ok(&correct(&["--ref", "4200-RIGHT"]));
    assert_eq!(shop.refused(&pay_other("4200right"), 4)["code"], "payment_reference_used");
    shop.ok(&pay_other("4200-WRONG"));
    let order = |no: &str| no.to_owned();
    let taken = numbers(&shop);
    assert_eq!(
        taken.iter().map(|(_, number, no)| (number.as_str(), no.clone())).collect::<Vec<_>>(),
        [("4200RIGHT", order(ORDER)), ("4200WRONG", order(OTHER))]
    );
    assert_eq!(shop.refused(&correct(&["--ref", "4200-wrong"]), 4)["code"], "payment_reference_used");
    assert_eq!(shop.json(&["order", "search", "4200-WRONG"])[0]["order_no"], OTHER);
    assert_eq!(shop.json("doctor")["ok"], true);
    // What the log says of the numbers is what stands beside it.
    let damaged = shop.database();
    damaged.execute("delete from payment_reference", []).unwrap();
    let add = "insert into payment_reference (channel, reference, order_no) values ('wechat', 'GONE', ?)";
    damaged.execute(add, [ORDER]).unwrap();
    drop(damaged);
    shop.run("doctor --repair --yes");
    assert_eq!(numbers(&shop), taken);
    assert_eq!(shop.json("doctor")["ok"], true);
}

#[test]
fn a_correction_of_a_payment_is_refused_by_what_is_wrong_with_it() {
    let shop = booked_wrong();
    let before = shop.state();
    let same = shop.json(&correct(&["--ref", " 4200 wrong "]));
    assert_eq!(same["events"], json!([]), "nothing to do");
    shop.json(&correct(&["--ref", "4200-RIGHT", "--dry-run"]));
    assert_eq!(shop.refused(&correct(&["--ref", " "]), 2)["exit"], 2);
    let other = ["payment", "correct", OTHER, "--ref", "1", "--reason", "r"];
    assert_eq!(shop.refused(&other, 4)["code"], "wrong_state", "not paid yet");
    assert_eq!(shop.refused(&["payment", "correct", ORDER, "--ref", "1"], 2)["code"], "answer_needed");
    assert_eq!(shop.state(), before);
    let key = correct(&["--ref", "4200-RIGHT", "--key", "K"]);
    assert_eq!(shop.json(&key)["replayed"], false);
    assert_eq!(shop.json(&key)["replayed"], true);
    let late = |shop: &Shop| shop.refused(&correct(&["--ref", "4200-LATE"]), 4)["code"].clone();
    shop.ok(&["order", "cancel", ORDER, "--reason", "r"]);
    assert_eq!(kinds(&shop.json(&correct(&["--ref", "4200-MEANWHILE"]))), ["agent_payment_corrected"]);
    shop.ok(&["refund", "leg", ORDER, "--leg", "agent", "--evidence", "e"]);
    assert_eq!(late(&shop), "wrong_state", "given back");
}

#[test]
fn who_confirms_another_number_reads_how_to_correct_the_first() {
    let shop = booked_wrong();
    let again = ["payment", "confirm", ORDER, "--channel", "wechat", "--ref", "4200-RIGHT", "--key", "k2"];
    let refused = shop.refused(&again, 4);
    assert!(refused["hint"].as_str().unwrap().contains(&format!("payment correct {ORDER} --ref")), "{refused}");
    let open = |shop: &Shop| {
        let all = shop.json(&["order", "show", ORDER])["exceptions"].as_array().unwrap().clone();
        all.iter().any(|exception| exception["kind"] == "second_payment")
    };
    assert!(open(&shop));
    shop.ok(&correct(&["--ref", "4200right"]));
    assert!(!open(&shop), "it was the first payment under its own number");
}

#[test]
fn a_corrected_payment_is_imported_in_whatever_order_the_file_has_it() {
    let shop = booked_wrong();
    shop.ok(&correct(&["--ref", "4200-RIGHT"]));
    shop.ok(&pay_other("4200-WRONG"));
    let lines = shop.exported_events();
    let (first, second): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line["orderNo"] == ORDER);
    for told in [[&first, &second], [&second, &first]] {
        let new = Shop::sandbox();
        new.ok(&["config", "set", "resale.price_tolerance", "200"]);
        new.file("export.ndjson", told.iter().map(|lines| to_lines(lines.iter().copied())).collect::<String>());
        new.ok("event import export.ndjson");
        assert_eq!(numbers(&new), numbers(&shop));
        assert_eq!(booked(&new), booked(&shop));
        assert_eq!(new.json("doctor")["ok"], true);
    }
    // It says what it corrects.
    let new = Shop::sandbox();
    let mut wrong = lines.clone();
    let corrected = wrong.iter_mut().find(|line| line["type"] == "agent_payment_corrected").unwrap();
    corrected["payload"]["previousReference"] = json!("4200-OTHER");
    new.file("export.ndjson", to_lines(&wrong));
    assert_eq!(new.refused("event import export.ndjson", 4)["code"], "import_contradiction");
}

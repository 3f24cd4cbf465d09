//! A form that was wrong, corrected over the command line: before the push, after it, and in the log of another shop.

use serde_json::{Value, json};

use crate::support::shop::{ORDER, OTHER, Shop, files, fixture, paid};

const WRONG: &str = "13800000000";
const RIGHT: &str = "13900000000";

fn form(name: &str, phone: &str, card: &str) -> String {
    json!({
        "name": name, "phone": phone, "gender": null, "birthday": null, "userType": "mainland", "certificateNo": card,
        "certificateType": "id_card",
    })
    .to_string()
}

/// A sandbox with a group, and two paid orders of the same day, the first with its wrong form in.
fn with_form() -> Shop {
    let shop = Shop::sandbox();
    shop.file("paid.ndjson", format!("{}\n{}\n", paid(1, 506), paid(2, 506)));
    shop.file("prices.csv", "ticket_type,season,price\n初级道 3 小时,high,506.00\n");
    shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-04-30,high\n");
    shop.file("wrong.json", form("张三2376", WRONG, "440101199001012376"));
    shop.file("right.json", form("张三2376", RIGHT, "440101199001012376"));
    shop.file("proof.txt", format!("payment proof {ORDER}"));
    shop.ok(&["price", "import", "prices.csv"]);
    shop.ok(&["season", "import", "seasons.csv"]);
    shop.ok(&["--now", "2026-03-20T03:35:46.715Z", "--ids", "D3AV,AAAA", "order", "import", "paid.ndjson"]);
    shop.ok(&["group", "add", "g", "--channel", "spool", "--target", "agents"]);
    shop.ok(&["form", "submit", ORDER, "--file", "wrong.json"]);
    shop
}

/// With the order paid and proven, too.
fn proven() -> Shop {
    let shop = with_form();
    shop.ok(&["payment", "confirm", ORDER, "--channel", "wechat"]);
    shop.ok(&["proof", "upload", ORDER, "proof.txt"]);
    shop
}

fn correct(shop: &Shop, more: &[&str]) -> Value {
    shop.json(&[&["form", "correct", ORDER, "--reason", "mistyped", "--file", "right.json"], more].concat())
}

fn refused_correction(shop: &Shop, file: &str, exit: i32) -> Value {
    let line = ["form", "correct", ORDER, "--reason", "mistyped", "--file", file];
    shop.refused(&line, exit)["code"].take()
}

/// What the agent got: the texts and the number of proofs, texts by delivery.
fn received(shop: &Shop) -> (Vec<String>, usize) {
    let files = files(&shop.path("spool"));
    let bodies: Vec<String> =
        files.iter().map(|file| String::from_utf8(std::fs::read(file).unwrap()).unwrap()).collect();
    let proofs = bodies.iter().filter(|body| **body == format!("payment proof {ORDER}")).count();
    (bodies.into_iter().filter(|body| body.contains("【代订】")).collect(), proofs)
}

/// A screenshot of the agent that shows this phone, read by the mock engine.
fn screenshot(shop: &Shop, name: &str, phone: &str) -> Value {
    let shared = fixture("scenarios/shared");
    let text = std::fs::read_to_string(shared.join("screenshot.txt")).unwrap().replace(WRONG, phone);
    shop.file(&format!("{name}.txt"), text);
    std::fs::copy(shared.join("screenshot.png"), shop.path(&format!("{name}.png"))).unwrap();
    shop.json(&["ocr", "run", ORDER, &format!("{name}.png"), "--engine", "mock"])
}

fn kinds(outcome: &Value) -> Vec<&str> {
    outcome["events"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect()
}

#[test]
fn the_agent_is_told_of_a_correction_once_and_cannot_take_it_for_another_order() {
    let shop = proven();
    shop.ok(&["push", ORDER, "--group", "g"]);
    shop.ok(&["push", "ack", ORDER]);
    assert_eq!(screenshot(&shop, "old", RIGHT)["status"]["orderStatus"], "screenshot_review");
    let done = correct(&shop, &[]);
    assert_eq!(kinds(&done), ["user_form_corrected"]);
    assert_eq!(
        (&done["status"]["orderStatus"], &done["status"]["agentPushStatus"], &done["status"]["screenshotMatchStatus"]),
        (&json!("agent_payment_confirmed"), &json!("not_started"), &json!("not_started"))
    );
    assert_eq!(shop.json(&["next", ORDER])["command"], format!("ticketctl push {ORDER} --group g").as_str());
    // The batch of a cron finds it by itself.
    shop.ok(&["push", "--group", "g"]);
    shop.ok(&["push", "--group", "g"]);
    let (texts, proofs) = received(&shop);
    assert_eq!((texts.len(), proofs), (2, 1), "{texts:?}");
    assert!(texts[0].starts_with(&format!("【代订】{ORDER}\n")) && texts[0].contains(WRONG));
    assert!(
        texts[1].starts_with(&format!("【代订】{ORDER} r2\n更正 r2，取代 {ORDER} r1：")) && texts[1].contains(RIGHT)
    );
    assert!(!texts[1].contains("重发") && !texts[1].contains(WRONG));
    assert_eq!(shop.refused(&["push", ORDER, "--group", "g"], 4)["code"], "wrong_state");
    assert_eq!(screenshot(&shop, "new", RIGHT)["status"]["orderStatus"], "ticket_matched");
    assert_eq!(refused_correction(&shop, "wrong.json", 4), "correction_too_late");
    shop.ok(&["event", "verify"]);
}

#[test]
fn a_correction_is_masked_sealed_and_found_by_its_own_values() {
    let shop = with_form();
    correct(&shop, &[]);
    let order = shop.json(&["order", "show", ORDER]);
    let event = &order["events"][0];
    assert_eq!(event["type"], "user_form_corrected");
    assert_eq!((&event["source"], &event["operator"]), (&json!("admin"), &json!("op-1")));
    assert_eq!((&event["payload"]["phone"], &event["payload"]["revision"]), (&json!("139****0000"), &json!(1)));
    assert_eq!((&event["payload"]["reason"], &order["form"]["phone"]), (&json!("mistyped"), &json!("139****0000")));
    assert!(shop.ok(&["order", "show", ORDER, "--page"]).contains("user_form_corrected"));
    for file in ["shop.db", "shop.db-wal"] {
        let bytes = std::fs::read(shop.path(file)).unwrap_or_default();
        assert!(!bytes.windows(RIGHT.len()).any(|window| window == RIGHT.as_bytes()), "{file}");
    }
    assert_eq!(shop.json(&["order", "search", RIGHT])[0]["order_no"], ORDER);
    assert_eq!(shop.json(&["order", "search", WRONG]), json!([]), "the wrong phone is somebody else's");
}

#[test]
fn a_correction_is_refused_by_what_is_wrong_with_it() {
    let shop = with_form();
    let missing = ["form", "correct", OTHER, "--reason", "r", "--file", "right.json"];
    assert_eq!(shop.refused(&missing, 4)["code"], "wrong_state");
    assert_eq!(shop.refused(&["form", "correct", ORDER, "--reason", "r"], 2)["code"], "answer_needed");
    assert_eq!(refused_correction(&shop, "wrong.json", 4), "form_unchanged");
    let right = form("张三2376", RIGHT, "440101199001012376");
    for (from, to, exit, refusal) in [
        ("13900000000", "1390000000", 2, "phone_invalid"),
        ("{", "{\"playDate\":\"2026-04-16\",", 4, "correction_changes_purchase"),
        ("{", "{\"ticketType\":\"other\",", 4, "correction_changes_purchase"),
    ] {
        shop.file("bad.json", right.replacen(from, to, 1));
        assert_eq!(refused_correction(&shop, "bad.json", exit), refusal);
    }
    correct(&shop, &["--dry-run"]);
    let first = correct(&shop, &["--key", "k"]);
    let again = correct(&shop, &["--key", "k"]);
    assert_eq!((&again["replayed"], &again["events"]), (&json!(true), &first["events"]));
    assert_eq!(refused_correction(&shop, "right.json", 4), "form_unchanged");
}

#[test]
fn a_push_of_unknown_outcome_is_looked_up_first() {
    let shop = proven();
    shop.file("strange.json", "\"?\"");
    shop.ok(&["group", "answer", "g", "strange.json"]);
    assert_eq!(shop.run(&["push", ORDER, "--group", "g"]).code, Some(12));
    assert_eq!(refused_correction(&shop, "right.json", 4), "push_outcome_unknown");
    let id = format!("{ORDER}-p1-text");
    shop.ok(&["push", "resolve", &id, "--delivered", "--evidence", "seen", "--yes"]);
    let ended = shop.run(&["form", "correct", ORDER, "--reason", "r", "--file", "right.json", "--lang", "en"]);
    assert!(ended.err.contains("Correction r2"));
    shop.ok(&["push", ORDER, "--group", "g"]);
    let (texts, proofs) = received(&shop);
    assert!(texts.last().unwrap().starts_with(&format!("【代订】{ORDER} r2\n")));
    assert_eq!(proofs, 1);
}

#[test]
fn a_corrected_person_is_reviewed_again() {
    let shop = proven();
    shop.file("other.json", form("李四", "13700000000", "11010119900307002X"));
    shop.ok(&["form", "submit", OTHER, "--file", "other.json"]);
    shop.file("right.json", form("李四", RIGHT, "11010119900307002X"));
    shop.ok(&["push", ORDER, "--group", "g"]);
    let done = correct(&shop, &[]);
    assert_eq!(kinds(&done), ["user_form_corrected", "manual_review_required"]);
    assert_eq!(done["status"]["reviewStatus"], "manual_pending");
    let waiting = shop.json(&["review", "list"]);
    assert_eq!((&waiting[0]["order_no"], &waiting[0]["duplicates"][0]), (&json!(ORDER), &json!(OTHER)));
    assert_eq!(shop.refused(&["push", ORDER, "--group", "g"], 4)["code"], "wrong_state");
    shop.ok(&["review", "pass", ORDER, "--reason", "two tickets on purpose"]);
    shop.ok(&["push", ORDER, "--group", "g"]);
    assert_eq!(received(&shop).0.len(), 2);
}

#[test]
fn a_corrected_order_moves_to_another_shop() {
    let shop = proven();
    shop.ok(&["push", ORDER, "--group", "g"]);
    correct(&shop, &[]);
    shop.ok(&["push", ORDER, "--group", "g"]);
    let export = shop.path("moved.ndjson");
    shop.ok(&["fixture", "capture", ORDER, "--out", export.to_str().unwrap()]);
    let moved = Shop::sandbox();
    assert_eq!(moved.json(&["event", "import", export.to_str().unwrap()])[0]["verdict"], "created");
    let facts = |shop: &Shop| {
        let order = shop.json(&["order", "show", ORDER]);
        (order["status"].clone(), order["latest"].clone(), order["events"].as_array().unwrap().len())
    };
    assert_eq!(facts(&shop), facts(&moved));
    let text = std::fs::read_to_string(&export).unwrap();
    let wrong = export.with_file_name("wrong.ndjson");
    std::fs::write(&wrong, text.replacen("\"revision\":2", "\"revision\":3", 1)).unwrap();
    let elsewhere = Shop::sandbox();
    assert_eq!(elsewhere.refused(&["event", "import", wrong.to_str().unwrap()], 4)["code"], "import_contradiction");
}

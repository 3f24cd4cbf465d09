//! Orders of several tickets: one fact from the import to the settled share, with every visitor on the way.

use serde_json::{Value, json};

use crate::support::shop::{FORM, ORDER, Shop};

/// The order of three tickets.
const THREE: &str = "XY20260320034000000Q333";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\xb18\xf6\x14\0\0\0\0IEND\xaeB`\x82\nseveral tickets";
/// Nothing of these stands anywhere in clear.
const OTHERS: [&str; 4] = ["样本乙", "11010519491231002X", "样本丙", "44030519050102828X"];

/// A shop in which three tickets were bought for this much.
fn with_three(paid_amount: &str) -> Shop {
    let shop = Shop::open();
    let bought = ["--ids", "Q333", "order", "create", "--external-no", "Q-3", "--product", "亚布力", "--quantity", "3"];
    let ticket = ["--ticket-type", "初级道 3 小时", "--play-date", "2026-04-15", "--paid-amount", paid_amount];
    shop.ok(&[&bought[..], &ticket].concat());
    shop
}

/// The form of the first visitor, with these beside him.
fn form_with(visitors: &Value) -> String {
    let mut form: Value = serde_json::from_str(FORM).unwrap();
    form["visitors"] = visitors.clone();
    form.to_string()
}

fn both_others() -> Value {
    json!([
        {"name": "样本乙", "certificateType": "id_card", "certificateNo": "11010519491231002X"},
        {"name": "样本丙", "certificateType": "id_card", "certificateNo": "44030519050102828X"},
    ])
}

fn submit(shop: &Shop, visitors: &Value) {
    shop.file("three.json", form_with(visitors));
    shop.ok(&["form", "submit", THREE, "--file", "three.json"]);
}

fn refused_form(shop: &Shop, visitors: &Value, exit: i32) -> Value {
    shop.file("bad.json", form_with(visitors));
    shop.refused(&["form", "submit", THREE, "--file", "bad.json"], exit)
}

/// The order, pushed with all three visitors.
fn pushed() -> Shop {
    let shop = with_three("1518");
    submit(&shop, &both_others());
    shop.ok(&["payment", "confirm", THREE, "--channel", "wechat", "--ref", "W3"]);
    shop.ok(&["proof", "upload", THREE, "proof.txt"]);
    shop.ok("group add g --channel spool --target out");
    shop.ok(&["push", THREE, "--group", "g"]);
    shop
}

/// Reads a screenshot with this text.
fn read_screenshot(shop: &Shop, name: &str, text: &str) -> Value {
    std::fs::write(shop.file(name, [PNG, name.as_bytes()].concat()).with_extension("txt"), text).unwrap();
    shop.json(&["ocr", "run", THREE, name, "--engine", "mock"])
}

fn exceptions(shop: &Shop) -> Vec<(String, String)> {
    let order = shop.json(&["order", "show", THREE]);
    let text = |exception: &Value, key: &str| exception[key].as_str().unwrap().to_owned();
    order["exceptions"].as_array().unwrap().iter().map(|one| (text(one, "kind"), text(one, "reason"))).collect()
}

fn kinds(done: &Value) -> Vec<&str> {
    done["events"].as_array().unwrap().iter().map(|event| event["type"].as_str().unwrap()).collect()
}

const TWO_OF_THEM: &str = "票种 初级道 3 小时\n游玩日期 2026-04-15\n姓名 张三2376\n身份证号 440101199001012376\n\
                           姓名 样本乙\n身份证号 11010519491231002X\n";

#[test]
fn the_agent_reads_every_visitor_on_a_line_of_their_own() {
    let shop = pushed();
    let text = std::fs::read_to_string(shop.path(&format!("spool/out/{THREE}-p1-text.txt"))).unwrap();
    for line in [
        "数量：3 张",
        "1. 张三2376 身份证 440101199001012376",
        "2. 样本乙 身份证 11010519491231002X",
        "3. 样本丙 身份证 44030519050102828X",
        "代付金额：¥1487.64",
    ] {
        assert!(text.lines().any(|one| one == line), "{line}\n{text}");
    }
}

#[test]
fn three_tickets_go_from_the_import_to_the_settled_share() {
    let shop = pushed();
    let order = shop.json(&["order", "show", THREE]);
    assert_eq!((&order["quantity"], &order["status"]["review"]), (&json!(3), &json!("auto_passed")));
    assert_eq!((&order["settlement_amount"], &order["agent_payable_amount"]), (&json!("1518.00"), &json!("1487.64")));

    let done = read_screenshot(&shop, "two.png", TWO_OF_THEM);
    assert_eq!(kinds(&done), ["agent_screenshot_uploaded", "ocr_completed", "screenshot_match_failed"]);
    let shown = shop.json(&["match", "show", THREE]);
    assert_eq!(shown["status"], "pending_review");
    assert_eq!(shown["reason"], "2 of 3 visitors were found; missing: visitor 3 (样*); a person must review it");
    let verdicts: Vec<_> = shown["visitors"].as_array().unwrap().iter().map(|one| one["verdict"].clone()).collect();
    assert_eq!(verdicts, ["found", "found", "missing"]);
    let log = shop.json(&["event", "list", "--order", THREE]).to_string();
    assert!(log.contains("missing: visitor 3") && OTHERS.iter().all(|text| !log.contains(text)), "{log}");

    shop.ok(&["match", "accept", THREE, "--reason", "the third is on a second picture"]);
    shop.ok(&["notify", "send", THREE, "--channel", "spool", "--to", "user-3"]);
    let notice = std::fs::read_to_string(shop.path(&format!("spool/{THREE}-n1.txt"))).unwrap();
    assert!(notice.contains("3 张") || notice.contains("3 tickets"), "{notice}");
    let settled = shop.json(&["share", "settle", THREE]);
    assert_eq!(settled["status"]["profitShareStatus"], "settled", "{settled}");
    assert_eq!(shop.json(&["order", "show", THREE])["latest"]["profit_share"]["amount"], "30.36");
    assert_eq!(shop.json(&["doctor"])["ok"], true);
}

#[test]
fn whom_a_form_leaves_out_a_person_asks_for() {
    let shop = with_three("1518");
    submit(&shop, &json!([both_others()[0]]));
    let reason = "3 tickets were bought, and the form names 2 visitors";
    assert_eq!(exceptions(&shop)[0], ("visitors_missing".to_owned(), reason.to_owned()));
    assert_eq!(shop.json(&["review", "list"])[0]["reasons"], json!(["visitors_missing"]));
    shop.file("all.json", form_with(&both_others()));
    shop.ok(&["form", "correct", THREE, "--file", "all.json", "--reason", "the third told his name"]);
    assert_eq!(exceptions(&shop)[0].1, "3 tickets were bought, and every visitor is named now");
    shop.ok(&["review", "pass", THREE, "--reason", "complete"]);
    assert_eq!(exceptions(&shop).iter().filter(|(kind, _)| kind == "visitors_missing").count(), 0);
    shop.file("one.json", form_with(&json!([])));
    shop.ok(&["form", "correct", THREE, "--file", "one.json", "--reason", "two of them stay at home"]);
    assert_eq!(exceptions(&shop)[0].1, "3 tickets were bought, and the form names 1 visitor");
}

#[test]
fn a_price_that_is_not_that_of_all_tickets_is_told_with_their_number() {
    let shop = with_three("506");
    shop.ok(&["form", "submit", THREE, "--file", "form.json"]);
    let (kind, reason) = exceptions(&shop).into_iter().find(|(kind, _)| kind == "price_mismatch").unwrap();
    assert_eq!((kind.as_str(), reason.as_str()), ("price_mismatch", "paid 506.00, the price is 3 × 506.00 = 1518.00"));
    let order = shop.json(&["order", "show", THREE]);
    let check = order["events"].as_array().unwrap().iter().find(|one| one["type"] == "price_check_failed").unwrap();
    assert_eq!((&check["payload"]["quantity"], &check["payload"]["settlementAmount"]), (&json!(3), &json!("1518.00")));
    assert!(exceptions(&shop).iter().any(|(kind, _)| kind == "loss"), "all three are paid for");
}

#[test]
fn visitors_that_will_not_do_are_refused_by_their_place() {
    let shop = with_three("1518");
    let [second, third] = [&both_others()[0], &both_others()[1]].map(Clone::clone);
    let first = json!({"name": "张三", "certificateType": "id_card", "certificateNo": "440101 19900101 2376"});
    assert_eq!(refused_form(&shop, &json!([second, third, first]), 4)["code"], "visitors_too_many");
    let twice = refused_form(&shop, &json!([second, first]), 2);
    assert_eq!(twice["code"], "visitor_repeated");
    assert!(twice["message"].as_str().unwrap().contains("visitors 1 and 3"), "{twice}");
    let short = json!({"name": "样本丙", "certificateType": "id_card", "certificateNo": "4403051905010282"});
    let wrong = refused_form(&shop, &json!([second, short]), 2);
    assert_eq!(
        (&wrong["code"], &wrong["visitor"], &wrong["field"]),
        (&json!("id_card_shape"), &json!(3), &json!("certificateNo"))
    );
    let long = |card: &str| json!({"name": "測".repeat(64), "certificateType": "passport", "certificateNo": card});
    shop.ok(&[
        "--ids",
        "Q020",
        "order",
        "create",
        "--external-no",
        "Q-20",
        "--product",
        "亚布力",
        "--quantity",
        "20",
        "--ticket-type",
        "初级道 3 小时",
        "--play-date",
        "2026-04-15",
        "--paid-amount",
        "10120",
    ]);
    let many: Vec<Value> = (10..29).map(|number| long(&format!("E123456{number}"))).collect();
    shop.file("bad.json", form_with(&json!(many)));
    let refused = shop.refused(&["form", "submit", "XY20260320034000000Q020", "--file", "bad.json"], 2);
    assert_eq!(refused["code"], "visitors_too_long");
    shop.file("bad.json", form_with(&both_others()));
    assert_eq!(shop.refused(&["form", "submit", ORDER, "--file", "bad.json"], 4)["code"], "visitors_too_many");
    let odd = json!({"name": "样本丙", "certificateType": "id_card", "certificateNo": "440101199001012377"});
    submit(&shop, &json!([second, odd]));
    let warned = exceptions(&shop).into_iter().filter(|(kind, _)| kind == "certificate_check_digit");
    let warned: Vec<String> = warned.map(|(_, reason)| reason).collect();
    assert_eq!(warned.len(), 2, "{warned:?}");
    assert!(warned[1].starts_with("visitor 3: "), "{warned:?}");
}

#[test]
fn every_visitor_is_found_recognised_blocked_and_erased() {
    let shop = with_three("1518");
    submit(&shop, &both_others());
    for text in ["样本乙", "11010519491231002X", "002X", "样本丙"] {
        assert_eq!(shop.json(&["order", "search", text])[0]["order_no"], THREE, "{text}");
    }
    assert_eq!(shop.files_with(&OTHERS).into_iter().filter(|(_, file)| !file.ends_with("three.json")).count(), 0);

    // The second visitor of one order is the buyer of another on the same day.
    let own = FORM.replace("440101199001012376", "11010519491231002X").replace("13800000000", "13911112222");
    shop.file("own.json", own);
    shop.ok(&["form", "submit", ORDER, "--file", "own.json"]);
    let waiting = shop.json(&["review", "list"]);
    assert_eq!((&waiting[0]["order_no"], &waiting[0]["reasons"]), (&json!(ORDER), &json!(["duplicate_person"])));

    shop.ok(&["person", "block", ORDER, "--reason", "resells"]);
    shop.ok(&[
        "--ids",
        "Q002",
        "order",
        "create",
        "--external-no",
        "Q-2",
        "--product",
        "亚布力",
        "--quantity",
        "2",
        "--ticket-type",
        "初级道 3 小时",
        "--play-date",
        "2026-04-16",
        "--paid-amount",
        "1012",
    ]);
    shop.file("two.json", form_with(&json!([both_others()[0]])).replace("440101199001012376", "44030519050102828X"));
    let two = "XY20260320034000000Q002";
    shop.ok(&["form", "submit", two, "--file", "two.json"]);
    let order = shop.json(&["order", "show", two]);
    assert_eq!(order["exceptions"][0]["kind"], "person_blocked", "{order}");

    assert_eq!(shop.json(&["doctor"])["ok"], true);
    for file in ["three.json", "two.json", "own.json"] {
        std::fs::remove_file(shop.path(file)).unwrap();
    }
    for order in [THREE, two, ORDER] {
        shop.ok(&["order", "cancel", order, "--reason", "sold out"]);
        shop.ok(&["refund", "leg", order, "--leg", "buyer", "--evidence", "R"]);
        shop.ok(&["person", "erase", order, "--reason", "asked to", "--yes"]);
    }
    assert_eq!(shop.json(&["order", "search", "样本乙"]), json!([]));
    let shown = shop.json(&["form", "show", THREE, "--reveal"]);
    assert_eq!((&shown["name"], &shown["visitors"]), (&json!("[erased]"), &json!([])));
    assert_eq!(
        (shop.json(&["doctor"])["ok"].clone(), shop.json(&["event", "verify"])["ok"].clone()),
        (json!(true), json!(true))
    );
}

#[test]
fn several_screenshots_say_what_each_shows_and_what_they_show_together() {
    let shop = pushed();
    read_screenshot(&shop, "two.png", TWO_OF_THEM);
    let third = "票种 初级道 3 小时\n游玩日期 2026-04-15\n姓名 样本丙\n身份证号 44030519050102828X\n";
    read_screenshot(&shop, "third.png", third);
    let shown = shop.json(&["match", "show", THREE]);
    assert_eq!(
        shown["reason"],
        "1 of 3 visitors were found; missing: visitor 1 (张*), visitor 2 (样*); a person must review it"
    );
    assert_eq!(shown["earlier"][0]["file_name"], "two.png");
    assert_eq!(shown["together"], "3 of 3 visitors were found; a person must review it");
    let page = shop.ok(&["match", "show", THREE, "--lang", "zh"]);
    assert!(page.contains("3. 样*  已找到") && page.contains("合起来  3 位里找到 3 位；请人工复核"), "{page}");
    assert_eq!(shop.json(&["order", "show", THREE])["status"]["order"], "screenshot_review", "a person decides");
    shop.ok(&["match", "reject", THREE, "--reason", "another order's"]);
    read_screenshot(&shop, "again.png", TWO_OF_THEM);
    let together = shop.json(&["match", "show", THREE])["together"].clone();
    assert_eq!(
        together, "2 of 3 visitors were found; missing: visitor 3 (样*); a person must review it",
        "what was refused shows nothing"
    );
}

#[test]
fn a_folder_gives_no_picture_to_an_order_of_several_tickets() {
    let shop = pushed();
    std::fs::create_dir(shop.path("in")).unwrap();
    std::fs::write(shop.path("in/all.png"), PNG).unwrap();
    std::fs::write(shop.path("in/all.txt"), TWO_OF_THEM).unwrap();
    let placed = shop.json(&["ocr", "run", "--dir", "in", "--engine", "mock"]);
    assert_eq!((&placed[0]["placing"], &placed[0]["orders"]), (&json!("proposed"), &json!([THREE])));
    assert_eq!(shop.json(&["order", "show", THREE])["status"]["screenshot_match"], "not_started");
}

#[test]
fn a_picture_of_one_of_the_visitors_is_the_orders_own_and_never_taken_from_another() {
    let shop = pushed();
    shop.file("own.json", FORM);
    shop.ok(&["form", "submit", ORDER, "--file", "own.json"]);
    shop.ok(&["review", "pass", ORDER, "--reason", "comes twice"]);
    shop.ok(&["payment", "confirm", ORDER, "--channel", "wechat", "--ref", "W1"]);
    shop.file("own.txt", "the proof of the other order");
    shop.ok(&["proof", "upload", ORDER, "own.txt"]);
    shop.ok(&["push", ORDER, "--group", "g"]);
    // It fits the other order in full, and this one as well.
    let first = "票种 初级道 3 小时\n游玩日期 2026-04-15\n姓名 张三2376\n身份证号 440101199001012376\n";
    let done = read_screenshot(&shop, "a.png", first);
    assert_eq!(done["order_no"], THREE);
    let second = "票种 初级道 3 小时\n游玩日期 2026-04-15\n姓名 样本乙\n身份证号 11010519491231002X\n";
    std::fs::write(shop.file("b.png", [PNG, b"b"].concat()).with_extension("txt"), second).unwrap();
    let done = shop.json(&["ocr", "run", ORDER, "b.png", "--engine", "mock"]);
    assert_eq!((&done["order_no"], kinds(&done)[2]), (&json!(ORDER), "screenshot_match_failed"));
}

#[test]
fn lists_count_tickets_where_there_are_several() {
    let shop = with_three("1518");
    let listed = shop.json(&["order", "list"]);
    let quantities: Vec<_> = listed.as_array().unwrap().iter().map(|one| one["quantity"].clone()).collect();
    assert_eq!(quantities, [3, 1, 1]);
    for args in ["order list", "queue", &format!("next {THREE}")] {
        let page = shop.ok(args);
        assert_eq!(page.matches("初级道 3 小时 ×3").count(), 1, "{args}: {page}");
        assert!(!page.contains("× 1"), "{page}");
    }
    assert!(shop.ok(&["order", "show", THREE, "--lang", "zh"]).contains("3 张"));
    assert!(shop.ok(&["order", "show", THREE, "--page"]).contains("3 tickets"));
    assert!(!shop.ok(&["order", "show", ORDER]).contains("Quantity"));
    assert_eq!(
        shop.refused("order create --external-no Q-4 --product p --paid-amount 1 --quantity 21", 2)["code"],
        "quantity_invalid"
    );
}

#[test]
fn what_was_recorded_of_all_visitors_comes_in_elsewhere_and_a_contradiction_does_not() {
    let shop = pushed();
    read_screenshot(&shop, "two.png", TWO_OF_THEM);
    let facts = |shop: &Shop| {
        let order = shop.json(&["order", "show", THREE]);
        ["quantity", "settlement_amount", "form", "match", "status"].map(|key| order[key].clone())
    };
    let log = shop.ok(&["fixture", "capture", THREE, "--reveal"]);
    let poisoned = log.replace("\"name\":\"样本丙\"", "\"name\":\"样本丙\",\"nick\":\"样本丁\"");
    assert_ne!(log, poisoned);
    let other = Shop::sandbox();
    std::fs::write(other.path("log.ndjson"), poisoned).unwrap();
    assert_eq!(other.json(&["event", "import", "log.ndjson"])[0]["verdict"], "created");
    assert_eq!(facts(&other), facts(&shop));
    assert_eq!(other.json(&["order", "search", "样本丙"])[0]["quantity"], 3);
    assert_eq!(other.json(&["doctor"])["ok"], true);
    std::fs::remove_file(other.path("log.ndjson")).unwrap();
    assert_eq!(other.files_with(&[&OTHERS[..], &["样本丁"]].concat()), []);

    for wrong in ["\"quantity\":2", "\"quantity\":21", "\"quantity\":\"many\""] {
        let third = Shop::sandbox();
        std::fs::write(third.path("log.ndjson"), log.replacen("\"quantity\":3", wrong, 1)).unwrap();
        let refused = third.refused(&["event", "import", "log.ndjson"], 4);
        assert!(refused["message"].as_str().unwrap().contains("quantity"), "{wrong}: {refused}");
    }
}

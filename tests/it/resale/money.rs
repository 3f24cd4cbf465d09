//! Money in sight, and orders in heaps: what is to be paid and what was booked is told where it is decided, and a command for
//! several orders does each on its own.

use serde_json::{Value, json};

use crate::support::batch::{BLOCKED, answer};
use crate::support::shop::{FORM, ORDER, OTHER, Shop, paid_for};

const THIRD: &str = "XY20260320033546715BBBB";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\xb18\xf6\x14\0\0\0\0IEND\xaeB`\x82";
const PAY: [&str; 4] = ["payment", "confirm", ORDER, "--channel"];

/// The shop with its first order's form, which was paid 506.00.
fn with_form() -> Shop {
    let shop = Shop::open();
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    shop
}

/// The second order, paid 400.00 where the agent is owed 495.88, passed all the same.
fn with_loss() -> Shop {
    let shop = with_form();
    let form = FORM.replace("440101199001012376", "11010519491231002X").replace("13800000000", "13900000001");
    shop.file("form-2.json", form);
    shop.ok(&["form", "submit", OTHER, "--file", "form-2.json"]);
    shop.ok(&["review", "pass", OTHER, "--reason", "a friend"]);
    shop
}

/// What became of each order of a command for several.
fn verdicts(rows: &Value) -> Vec<(String, String)> {
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    rows.as_array().unwrap().iter().map(|row| (text(row, "order_no"), text(row, "verdict"))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(no, verdict)| ((*no).to_owned(), (*verdict).to_owned())).collect()
}

#[test]
fn of_what_is_due_at_the_same_moment_the_earlier_visit_comes_first() {
    let shop = Shop::sandbox();
    let paid = |number, day: &str| paid_for("初级道 3 小时", number, 506).replace("2026-04-15", day);
    let lines = [paid(1, "2026-04-20"), paid(2, "2026-04-18"), paid(3, "2026-04-19")].join("\n");
    shop.file("paid.ndjson", lines.replace(",\"playDate\":\"2026-04-19\"", ""));
    shop.ok(&["--ids", "D3AV,AAAA,BBBB", "--now", "2026-03-20T03:35:46.715Z", "order", "import", "paid.ndjson"]);
    let queue = shop.json("queue");
    let deadlines: Vec<_> = queue.as_array().unwrap().iter().map(|task| &task["deadline"]).collect();
    assert!(deadlines.windows(2).all(|pair| pair[0] == pair[1]), "{queue}");
    // The second is on the 18th, the first on the 20th, and of the third nobody knows the day.
    let listed: Vec<_> = queue.as_array().unwrap().iter().map(|task| task["order_no"].as_str().unwrap()).collect();
    assert_eq!(listed, [OTHER, ORDER, THIRD]);
    assert_eq!(shop.json("queue --limit 1")[0]["order_no"], OTHER);
}

#[test]
fn the_queue_says_what_is_to_be_paid_until_it_is() {
    let shop = with_form();
    let of_order = |queue: &Value| {
        let tasks = queue.as_array().unwrap();
        tasks.iter().find(|task| task["order_no"] == ORDER).unwrap()["payable"].clone()
    };
    assert_eq!(of_order(&shop.json("queue")), "495.88");
    assert!(shop.ok("queue --lang zh").ends_with("\n2 件：待付 ¥495.88\n"));
    assert!(shop.ok(&["next", ORDER, "--lang", "en"]).contains("to pay ¥495.88"));
    let booked = shop.run(&[&PAY[..], &["wechat", "--ref", "W1", "--lang", "zh"]].concat());
    assert!(booked.out.contains("已付代理 ¥495.88（微信 W1） · 毛利 ¥10.12"), "{booked:?}");
    assert_eq!(of_order(&shop.json("queue")), Value::Null);
    assert!(shop.ok("queue --lang zh").ends_with("\n2 件\n"));
}

#[test]
fn a_nickname_is_shown_masked() {
    let shop = with_form();
    shop.ok(&["order", "correct", ORDER, "--nick", "雪友一二三四号", "--reason", "the chat"]);
    let shown = shop.json(&["order", "show", ORDER])["buyer_nick"].clone();
    let queue = shop.json("queue");
    assert!(queue.as_array().unwrap().iter().any(|task| task["buyer_nick"] == shown), "{queue}");
    assert!(shop.ok("queue").contains(shown.as_str().unwrap()));
    assert!(!shop.ok("queue --json").contains("雪友一二"));
}

#[test]
fn a_script_that_says_everything_is_asked_nothing_and_one_that_does_not_is_told_what_is_missing() {
    let shop = with_form();
    let missing = shop.refused(&["payment", "confirm", ORDER], 2);
    assert_eq!(missing["code"], "answer_needed");
    assert!(
        missing["hint"].as_str().unwrap().contains("--channel CHANNEL --ref REF`; the channels are wechat"),
        "{missing}"
    );
    shop.ok(&[&PAY[..], &["wechat"]].concat());
    // Who paid it, and not that a channel is missing.
    assert_eq!(shop.refused(&["payment", "confirm", ORDER, "--ref", "W9"], 4)["code"], "payment_already_confirmed");
}

#[test]
fn the_same_payment_without_a_key_is_not_said_to_have_the_same_key() {
    let shop = with_form();
    let pay = [&PAY[..], &["wechat", "--lang", "en"]].concat();
    shop.ok(&pay);
    let again = shop.ok(&pay);
    assert!(again.contains("the same was recorded before") && !again.contains("key"), "{again}");
    let keyed = with_form();
    let pay = [&pay[..], &["--key", "k"]].concat();
    keyed.ok(&pay);
    assert!(keyed.ok(&pay).contains("same key, this is the first result"));
}

#[test]
fn a_loss_needs_a_word_before_the_agent_is_paid_and_before_it_is_settled() {
    let shop = with_loss();
    let pay = ["payment", "confirm", OTHER, "--channel", "wechat", "--key", "k"];
    let before = shop.state();
    let refused = shop.refused(&pay, 2);
    assert!(refused["message"].as_str().unwrap().contains("95.88"), "{refused}");
    assert_eq!(shop.state(), before);
    shop.ok(&[&pay[..], &["--dry-run"]].concat());
    shop.ok(&[&pay[..], &["--yes"]].concat());
    // What is booked is no loss to be asked about: a repeat is the first result.
    assert_eq!(shop.json(&pay)["replayed"], true);
    // A smaller amount than was owed loses nothing here.
    let cheap = with_loss();
    let amount = ["--amount", "399", "--amount-reason", "a rebate"];
    cheap.ok(&[&pay[..], &amount].concat());
}

#[test]
fn a_sheet_of_payments_is_booked_row_by_row_and_a_repeat_has_no_effect() {
    let shop = with_loss();
    let sheet = format!(
        "单号,渠道,流水号,金额\n{ORDER},微信,W1,¥495.88\n{OTHER},alipay,A2,\nXY20260320033546715ZZZZ,银行,B3,1\n{ORDER},微信,W4,\n"
    );
    shop.file("paid.csv", sheet.replace("单号,渠", "订单号,渠"));
    let line = ["payment", "confirm", "--file", "paid.csv"];
    let run = |flags: &[&str]| shop.run(&[&line[..], &["--json"], flags].concat());
    let before = shop.state();
    let tried = run(&["--dry-run"]);
    assert_eq!(tried.code, Some(8), "{tried:?}");
    assert!(tried.json().as_array().unwrap().iter().all(|row| row["dry_run"] == true));
    assert_eq!(tried.json()[0]["verdict"], "would_confirm");
    assert_eq!(shop.state(), before);
    let unknown = "XY20260320033546715ZZZZ";
    let told = run(&[]);
    assert_eq!(told.code, Some(8), "{told:?}");
    let refused = [(ORDER, "confirmed"), (OTHER, "refused"), (unknown, "refused"), (ORDER, "refused")];
    assert_eq!(verdicts(&told.json()), pairs(&refused));
    let codes: Vec<_> = told.json().as_array().unwrap().iter().map(|row| row["code"].clone()).collect();
    assert_eq!(codes, [json!(null), json!("answer_needed"), json!("order_not_found"), json!("order_twice")]);
    assert_eq!(told.json()[0]["figures"][0], json!({ "kind": "agent_paid", "amount": "495.88", "currency": "CNY" }));
    let again = run(&["--yes"]);
    let rest = [(ORDER, "already"), (OTHER, "confirmed"), (unknown, "refused"), (ORDER, "refused")];
    assert_eq!(verdicts(&again.json()), pairs(&rest));
    // What was booked one by one is no news either, and neither is it with a reason that the sheet has not.
    let by_hand = with_form();
    let paid = ["--ref", "W1", "--amount", "490", "--amount-reason", "a rebate"];
    by_hand.ok(&[&PAY[..], &["wechat"], &paid].concat());
    by_hand.file("paid.csv", format!("订单号,渠道,流水号,金额\n{ORDER},微信,`W1,490\n"));
    assert_eq!(verdicts(&by_hand.json(&line)), pairs(&[(ORDER, "already")]));
    by_hand.file("paid.csv", format!("订单号,渠道,流水号,金额\n{ORDER},微信,W1,491\n"));
    assert_eq!(by_hand.run(&line).code, Some(8));
    let payment = |no: &str| shop.json(&["order", "show", no])["latest"]["payment"]["channel"].clone();
    assert_eq!([payment(ORDER), payment(OTHER)], [json!("wechat"), json!("alipay")]);
}

#[test]
fn a_row_of_payments_is_checked_before_it_is_booked() {
    let shop = with_form();
    for (row, code) in [
        (format!("{ORDER},微信,W1,490,"), "payment_amount_differs"),
        (format!("{ORDER},,W1,,"), "channel_missing"),
        (format!("{ORDER},现金,W1,,"), "channel_unknown"),
        (format!("{ORDER},微信,W1,一百,"), "amount_invalid"),
        (format!("{ORDER},微信,W1,,2027-01-01 10:00"), "time_ahead"),
        (",微信,W1,,".to_owned(), "field_missing"),
    ] {
        shop.file("paid.csv", format!("订单号,渠道,流水号,金额,付款时间\n{row}\n"));
        let told = shop.run("payment confirm --file paid.csv --json");
        assert_eq!((told.code, told.json()[0]["code"].as_str().unwrap()), (Some(8), code), "{row}");
    }
    assert_eq!(shop.status("agent_payment"), "not_started");
    // The channel of the rows that have none; the key is that of the sheet and of the flag.
    shop.file("paid.csv", format!("order,ref,amount\n{ORDER},W1,495.88\n"));
    let line = ["payment", "confirm", "--file", "paid.csv", "--channel", "bank", "--key", "day"];
    assert_eq!(shop.json(&line)[0]["verdict"], "confirmed");
    assert_eq!(shop.json(&line)[0]["verdict"], "already");
    shop.file("paid.csv", format!("order,ref,amount\n{ORDER},W2,495.88\n"));
    assert_eq!(shop.run(&line).code, Some(4));
}

#[test]
fn what_was_passed_and_accepted_before_is_said_to_be_so_without_a_key() {
    let shop = with_form();
    let form = FORM.replace("440101199001012376", "11010519491231002X").replace("13800000000", "13900000001");
    shop.file("form-2.json", form);
    shop.ok(&["form", "submit", OTHER, "--file", "form-2.json"]);
    let pass = ["review", "pass", OTHER, "--reason", "a friend"];
    shop.ok(&pass);
    let again = shop.run(&[&pass[..], &["--json"]].concat());
    assert_eq!((again.code, &again.json()["events"]), (Some(0), &json!([])), "{again:?}");
    // The first needs no review, which is no repeat.
    let several = shop.run(&["review", "pass", OTHER, ORDER, "--reason", "late", "--json"]);
    assert_eq!(verdicts(&several.json()), pairs(&[(OTHER, "already"), (ORDER, "refused")]));
    assert_eq!((several.code, several.json()[1]["code"].as_str()), (Some(8), Some("wrong_state")));
    let several = shop.run(&["review", "pass", OTHER, OTHER, "--reason", "late", "--json"]);
    assert_eq!(several.code, Some(0), "{several:?}");
    assert_eq!(shop.refused(&["review", "reject", OTHER, "--reason", "no"], 4)["code"], "wrong_state");
    shop.ok(&["payment", "confirm", OTHER, "--channel", "wechat", "--yes"]);
    shop.ok(&pass);
    let passed = shop.json(&["order", "timeline", OTHER]);
    let count = |kind: &str| passed.as_array().unwrap().iter().filter(|event| event["type"] == kind).count();
    assert_eq!(count("manual_review_passed"), 1);
}

#[test]
fn a_folder_of_proofs_goes_to_the_orders_that_its_names_mean() {
    let shop = with_loss();
    shop.ok(&[&PAY[..], &["wechat"]].concat());
    shop.ok(&["payment", "confirm", OTHER, "--channel", "wechat", "--yes"]);
    std::fs::create_dir(shop.path("proofs")).unwrap();
    let put = |name: &str, text: &str| {
        shop.file(&format!("proofs/{name}"), text);
    };
    put("付款 d3av.txt", "one");
    put(&format!("{OTHER} (1).txt"), "two");
    put(&format!("{OTHER} (2).txt"), "three");
    put("IMG_0001.txt", "four");
    put("XY20260320.txt", "five");
    put(".hidden", "six");
    let run = |flags: &[&str]| shop.run(&[&["proof", "upload", "--dir", "proofs", "--json"], flags].concat());
    let by_name = |rows: &Value| -> Vec<(String, String, String)> {
        let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| (text(row, "place"), text(row, "verdict"), text(row, "code"))).collect()
    };
    let before = shop.state();
    assert_eq!(run(&["--dry-run"]).json()[4]["verdict"], "would_upload");
    assert_eq!(shop.state(), before);
    let told = run(&[]);
    assert_eq!(told.code, Some(8), "{told:?}");
    let several = |n| (format!("{OTHER} ({n}).txt"), "refused".to_owned(), "proof_files_several".to_owned());
    let refused = |name: &str, code: &str| (name.to_owned(), "refused".to_owned(), code.to_owned());
    let first = ("付款 d3av.txt".to_owned(), "uploaded".to_owned(), String::new());
    assert_eq!(
        by_name(&told.json()),
        [
            refused("IMG_0001.txt", "proof_of_nobody"),
            refused("XY20260320.txt", "proof_of_several"),
            several(1),
            several(2),
            first.clone()
        ]
    );
    for name in [format!("{OTHER} (2).txt"), "IMG_0001.txt".to_owned(), "XY20260320.txt".to_owned()] {
        std::fs::remove_file(shop.path("proofs").join(name)).unwrap();
    }
    let rest = run(&[]);
    let second = (format!("{OTHER} (1).txt"), "uploaded".to_owned(), String::new());
    assert_eq!(
        (rest.code, by_name(&rest.json())),
        (Some(0), vec![second, (first.0, "already".to_owned(), String::new())])
    );
    put("付款 d3av.txt", "another");
    assert_eq!(run(&[]).json()[1]["code"], "proof_there");
}

#[test]
fn one_refused_order_stops_none_of_the_others_and_one_order_alone_is_told_as_ever() {
    let shop = with_loss();
    let third = paid_for("初级道 3 小时", 3, 500);
    shop.file("third.json", third);
    shop.ok("--ids BBBB --now 2026-03-20T03:35:46.715Z order import third.json");
    shop.file("form-3.json", FORM.replace("440101199001012376", "44030519050102828X").replace("138", "137"));
    shop.ok(&["form", "submit", THIRD, "--file", "form-3.json"]);
    let line = ["review", "pass", ORDER, THIRD, "--reason", "r"];
    let tried = shop.run(&[&line[..], &["--dry-run", "--json"]].concat());
    assert_eq!(verdicts(&tried.json()), pairs(&[(ORDER, "refused"), (THIRD, "would_pass")]));
    let shown = shop.run(&[&line[..], &["--dry-run", "--lang", "zh"]].concat());
    assert!(shown.out.contains("会通过") && shown.err.contains("试运行，什么都没有保存：会通过 1 单"), "{shown:?}");
    let told = shop.run(&[&line[..], &["--json"]].concat());
    assert_eq!((told.code, verdicts(&told.json())), (Some(8), pairs(&[(ORDER, "refused"), (THIRD, "passed")])));
    let alone = shop.json(&[&PAY[..], &["wechat"]].concat());
    let keys: Vec<&String> = alone.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["order_no", "events", "status", "replayed", "dry_run"]);
    let named = shop.run_with("review pass - --reason r --json", &format!("{ORDER}\n{OTHER}\n"));
    assert_eq!((named.code, verdicts(&named.json())), (Some(8), pairs(&[(ORDER, "refused"), (OTHER, "already")])));
}

/// What the newest event of a type says.
fn latest<'a>(order: &'a Value, kind: &str) -> &'a Value {
    &order["events"].as_array().unwrap().iter().find(|event| event["type"] == kind).unwrap()["payload"]
}

#[test]
fn acknowledgements_and_legs_of_several_orders_are_recorded_once() {
    let shop = with_loss();
    shop.ok("group add g --channel spool --target out");
    for (order, text) in [(ORDER, "one"), (OTHER, "two")] {
        shop.ok(&["payment", "confirm", order, "--channel", "wechat", "--yes"]);
        shop.file("proof.txt", text);
        shop.ok(&["proof", "upload", order, "proof.txt"]);
        shop.ok(&["push", order, "--group", "g"]);
    }
    // The answer is awaited, and the screenshot has a deadline of its own: four hours after the push.
    let queue = shop.json("queue");
    assert_eq!(
        (&queue[0]["code"], &queue[0]["deadline"]),
        (&json!("upload_agent_screenshot"), &json!("2026-03-20T07:40:00.000Z"))
    );
    let both = |verdict| pairs(&[(ORDER, verdict), (OTHER, verdict)]);
    assert_eq!(verdicts(&shop.json(&["push", "ack", ORDER, OTHER])), both("acknowledged"));
    assert_eq!(verdicts(&shop.json(&["push", "ack", ORDER, OTHER])), both("already"));
    // Nobody can be seen on it, so a person decides.
    for order in [ORDER, OTHER] {
        let picture = shop.file(&format!("{order}.png"), [PNG, order.as_bytes()].concat());
        std::fs::write(picture.with_extension("txt"), "初级道 3 小时").unwrap();
        shop.json(&["ocr", "run", order, picture.to_str().unwrap(), "--engine", "mock"]);
    }
    let accept = ["match", "accept", ORDER, OTHER, "--reason", "seen"];
    assert_eq!(verdicts(&shop.json(&accept)), both("accepted"));
    assert_eq!(verdicts(&shop.json(&accept)), both("already"));
    for order in [ORDER, OTHER] {
        let shown = shop.json(&["order", "show", order]);
        assert_eq!(shown["status"]["screenshot_match"], "manual_matched", "{order}");
        assert_eq!(latest(&shown, "screenshot_review_passed")["reason"], "seen", "{order}");
    }
    for order in [ORDER, OTHER] {
        shop.ok(&["refund", "open", order, "--reason", "rain"]);
    }
    let needed = shop.refused(&["refund", "leg", ORDER, "--evidence", "R"], 2);
    assert!(needed["hint"].as_str().unwrap().contains("buyer, agent, ticket"), "{needed}");
    let legs = ["refund", "leg", ORDER, OTHER, "--leg", "buyer", "--evidence", "R"];
    let told = shop.json(&legs);
    assert_eq!(verdicts(&told), both("confirmed"));
    assert_eq!(told[0]["figures"][0]["amount"], "506.00");
    for order in [ORDER, OTHER] {
        let leg = latest(&shop.json(&["order", "show", order]), "refund_leg_confirmed").clone();
        assert_eq!((&leg["leg"], &leg["evidence"]), (&json!("buyer"), &json!("R")), "{order}");
    }
    assert_eq!(shop.run(&[&legs[..], &["--amount", "5"]].concat()).code, Some(2));
    let needed = shop.refused(&["refund", "leg", ORDER, "--evidence", "R"], 2);
    assert!(needed["hint"].as_str().unwrap().contains("agent, ticket"), "{needed}");
    let alone = shop.ok(&["refund", "leg", ORDER, "--leg", "agent", "--evidence", "R2", "--lang", "zh"]);
    assert!(alone.contains("已退 ¥495.88（代理退回货款） · 还差：作废门票"), "{alone}");
}

#[test]
fn a_push_is_retried_and_resolved_by_its_order() {
    let shop = Shop::ready();
    answer(&shop, "g", &[BLOCKED]);
    assert_eq!(shop.refused(&["push", "retry", ORDER], 3)["code"], "no_failed_push");
    assert_eq!(
        shop.refused(&["push", "resolve", ORDER, "--delivered", "--evidence", "e", "--yes"], 3)["code"],
        "no_unknown_push"
    );
    assert_ne!(shop.run(&["push", ORDER, "--group", "g"]).code, Some(0));
    shop.ok("group resume g");
    answer(&shop, "g", &[r#"{"odd":true}"#]);
    assert_eq!(shop.run(&["push", "retry", ORDER]).code, Some(12));
    let resolved = shop.json(&["push", "resolve", ORDER, "--not-delivered", "--evidence", "looked", "--yes"]);
    assert_eq!(resolved["result"], "resolved");
    assert_eq!(shop.json(&["push", "retry", ORDER])[0]["result"], "done");
}

#[test]
fn a_correction_tells_what_the_amounts_were() {
    let shop = with_form();
    let told = shop.ok(&["order", "correct", ORDER, "--quantity", "2", "--reason", "two of them", "--lang", "en"]);
    assert!(
        told.contains(
            "settlement amount ¥506.00 → ¥1012.00 · payable to the agent ¥495.88 → ¥991.76 · margin ¥10.12 → -¥485.76"
        ),
        "{told}"
    );
}

#[test]
fn a_sheet_of_payments_is_written_and_refused_in_the_words_of_people() {
    let shop = with_form();
    let told = |lang: &str| shop.run(&format!("payment confirm --file paid.csv --channel bank --lang {lang}"));
    for (sheet, zh, en) in [
        ("渠道,流水号\n微信,W1\n".to_owned(), "缺少「店内单号」", "lacks the column \"order_no\""),
        (format!("订单号,渠道\n{ORDER},现金\n"), "渠道「现金」：没有这个付款渠道", "渠道 \"现金\": there is no such"),
        ("订单号,渠道\n,微信\n".to_owned(), "订单号没有填", "订单号 is empty"),
        (format!("订单号,金额\n{ORDER},490\n"), "写上「差额原因」", "in the column \"reason\""),
        (format!("订单号,金额\n{ORDER},490\n"), "行号", "Line"),
    ] {
        shop.file("paid.csv", sheet);
        let (chinese, english) = (told("zh"), told("en"));
        assert!(format!("{}{}", chinese.out, chinese.err).contains(zh), "{chinese:?}");
        assert!(format!("{}{}", english.out, english.err).contains(en), "{english:?}");
    }
    shop.file("paid.csv", format!("订单号,渠道,流水号,金额,差额原因\n{ORDER},微信支付,W1,490,少收\n"));
    assert_eq!(shop.json("payment confirm --file paid.csv")[0]["verdict"], "confirmed");
    let by_flag = with_form();
    by_flag.ok(&[&PAY[..], &["微信支付"]].concat());
    assert_eq!(by_flag.json(&["order", "show", ORDER])["latest"]["payment"]["channel"], "wechat");
}

#[test]
fn rows_of_two_orders_with_one_number_are_both_refused_before_anything_is_booked() {
    let shop = with_form();
    let form = FORM.replace("440101199001012376", "11010519491231002X").replace("13800000000", "13900000001");
    shop.file("form-2.json", form);
    shop.ok(&["form", "submit", OTHER, "--file", "form-2.json"]);
    shop.ok(&["review", "pass", OTHER, "--reason", "a friend"]);
    let rows = |other: &str| format!("订单号,渠道,流水号\n{ORDER},微信,4200-11\n{OTHER},微信,{other}\n");
    shop.file("paid.csv", rows("`4200 11"));
    for dry in ["", " --dry-run"] {
        let before = shop.state();
        let told = shop.run(&format!("payment confirm --file paid.csv --yes --json{dry}"));
        assert_eq!(told.code, Some(8), "{told:?}");
        for row in told.json().as_array().unwrap() {
            assert_eq!(row["code"], "payment_number_twice");
            assert!(row["reason"].as_str().unwrap().contains("2, 3"), "{row}");
        }
        assert_eq!(shop.state(), before);
    }
    shop.file("paid.csv", rows("4200-12"));
    assert_eq!(shop.run("payment confirm --file paid.csv --yes").code, Some(0));
    let taken = shop.refused(&["payment", "correct", OTHER, "--ref", "4200-11", "--reason", "slip"], 4);
    assert!(taken["hint"].as_str().unwrap().contains(&format!("payment correct {ORDER} ")), "{taken}");
}

#[test]
fn a_cell_that_still_marks_the_place_of_a_number_books_nothing() {
    let shop = with_form();
    let before = shop.state();
    for (heading, cell) in
        [("流水号", "REF"), ("流水号", "<单号>"), ("流水号", "流水号"), ("流水号", "XXXX"), ("差额原因", "原因")]
    {
        shop.file("paid.csv", format!("订单号,渠道,{heading}\n{ORDER},微信,{cell}\n"));
        let told = shop.run("payment confirm --file paid.csv --yes --json");
        assert_eq!((told.code, &told.json()[0]["code"]), (Some(8), &"placeholder_given".into()), "{cell}: {told:?}");
        std::fs::remove_file(shop.path("paid.csv")).unwrap();
    }
    assert_eq!(shop.state(), before);
}

#[test]
fn a_loss_stands_in_the_list_of_reviews() {
    let shop = Shop::open();
    shop.ok(&["form", "submit", OTHER, "--file", "form.json"]);
    assert_eq!(shop.json("review list")[0]["loss_amount"], "95.88");
    assert!(shop.ok("review list --lang en").contains("a loss of ¥95.88"));
    assert!(shop.ok("review list --lang zh").contains("亏损 ¥95.88"));
}

//! Forms of many orders in one sheet, and forms with Chinese keys.

use serde_json::{Value, json};

use crate::support::shop::{FORM, ORDER, OTHER, Shop, paid};

const HEADINGS: &str = "订单号,姓名,手机号,证件类型,证件号,性别,生日,用户类型,票种,游玩日";
const FIRST: &str = "OUT-1,张三2376,138 0000 0000,身份证,=\"440101199001012376\",,,,初级道3小时,2026/4/15";

fn sheet(shop: &Shop, name: &str, rows: &[&str]) {
    shop.file(name, format!("{HEADINGS}\n{}\n", rows.join("\n")));
}

/// The verdict of each row, and why.
fn verdicts(rows: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    rows.as_array().unwrap().iter().map(|row| (text(&row["verdict"]), text(&row["code"]))).collect()
}

#[test]
fn each_row_goes_the_way_of_a_form_and_a_second_time_it_is_known() {
    let shop = Shop::open();
    let other = format!("{OTHER},周强,13900000001,护照,E12345678,男,1990年1月2日,,,");
    sheet(&shop, "forms.csv", &[FIRST, &other]);
    let dry = shop.json("form import forms.csv --dry-run");
    assert_eq!(
        verdicts(&dry),
        [("would_submit".to_owned(), String::new()), ("would_submit".to_owned(), String::new())]
    );
    assert_eq!(shop.status("order"), "user_info_pending");
    let rows = shop.json("form import forms.csv --key k");
    assert_eq!(verdicts(&rows), [("submitted".to_owned(), String::new()), ("submitted".to_owned(), String::new())]);
    assert_eq!((&rows[0]["order_no"], &rows[0]["named"], &rows[0]["row"]), (&json!(ORDER), &json!("OUT-1"), &json!(2)));
    assert!(rows[0]["warnings"][0].as_str().unwrap().contains("check digit"), "{rows}");
    // The same events as one submitted alone, and the same form.
    let alone = Shop::open();
    alone.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    let facts = |shop: &Shop| {
        let order = shop.json(&["order", "show", ORDER, "--reveal"]);
        let kinds: Vec<Value> = order["events"].as_array().unwrap().iter().map(|event| event["type"].clone()).collect();
        json!([order["form"], order["status"], kinds])
    };
    assert_eq!(facts(&shop), facts(&alone));
    let second = shop.json(&["order", "show", OTHER, "--reveal"]);
    assert_eq!(
        ["userType", "certificateType", "gender", "birthday"].map(|key| second["form"][key].clone()),
        ["foreign", "passport", "male", "1990-01-02"].map(Value::from)
    );
    for again in ["form import forms.csv", "form import forms.csv --key k"] {
        assert_eq!(
            verdicts(&shop.json(again)),
            [("exists".to_owned(), String::new()), ("exists".to_owned(), String::new())]
        );
    }
    // Another form of an order that has one is for `form correct`.
    sheet(&shop, "changed.csv", &[&FIRST.replace("138 0000", "139 0000")]);
    assert_eq!(shop.refused("form import changed.csv", 4)["code"], "wrong_state");
}

#[test]
fn an_order_of_several_tickets_has_a_row_for_each_visitor() {
    let shop = Shop::open();
    shop.file("three.ndjson", paid(3, 1518).replace("\"paidAmount\"", "\"quantity\":3,\"paidAmount\""));
    let no = shop.json("order import three.ndjson")[0]["order_no"].as_str().unwrap().to_owned();
    let form = "OUT-3,样本甲,13900000001,护照,E12345678,,,,,";
    let visitor = |name: &str, passport: &str| format!("OUT-3,{name},,护照,{passport},,,,,");
    let (second, third) = (visitor("样本乙", "E22345678"), visitor("样本丙", "E32345678"));
    // One that is wrong holds the others back: with fewer visitors it would be another order.
    let told = |codes: [&str; 3]| codes.map(|code| ("refused".to_owned(), code.to_owned())).to_vec();
    for (wrong, codes) in [
        (visitor("样本丙", "E1"), ["form_row_held", "form_row_held", "document_number_shape"]),
        (visitor("样本丙", "E12345678"), ["visitor_repeated", "form_row_held", "form_row_held"]),
    ] {
        sheet(&shop, "forms.csv", &[form, &second, &wrong]);
        let ended = shop.run("form import forms.csv --keep-going --json");
        assert_eq!((ended.code, verdicts(&ended.json())), (Some(2), told(codes)), "{ended:?}");
    }
    sheet(&shop, "forms.csv", &[form, FIRST, &second, &third, &visitor("样本丁", "E42345678")]);
    let ended = shop.run("form import forms.csv --keep-going --rejects rest.csv --json");
    let rows = ended.json();
    let codes: Vec<_> = verdicts(&rows).into_iter().map(|(verdict, code)| format!("{verdict} {code}")).collect();
    assert_eq!(codes, ["submitted ", "submitted ", "submitted ", "submitted ", "refused form_row_twice"]);
    let shown = shop.json(&["form", "show", &no, "--reveal"]);
    let names: Vec<_> = shown["visitors"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect();
    assert_eq!((&shown["name"], names), (&json!("样本甲"), vec![json!("样本乙"), json!("样本丙")]));
    assert_eq!(shop.json(&["order", "show", &no])["status"]["review"], "auto_passed");
    sheet(&shop, "forms.csv", &[form, &second, &third]);
    assert!(verdicts(&shop.json("form import forms.csv")).iter().all(|(verdict, _)| verdict == "exists"));
}

#[test]
fn all_that_is_wrong_is_said_at_once_and_the_rest_goes_on_if_asked() {
    let shop = Shop::open();
    let rows = [
        FIRST,
        &format!("{OTHER},,1390000000,驾照,E12345678,未知,明天,火星,,15/04/2026"),
        "OUT-9,李四,13900000001,护照,E12345678,,,,,",
        "OUT-1,张三,13900000001,护照,E12345678,,,,,",
        "OUT-2,张三,13900000001,,E12345678,,,,,",
        ",张三,13900000001,护照,E12345678,,,,,",
    ];
    sheet(&shop, "forms.csv", &rows);
    let before = shop.state();
    let error = shop.refused("form import forms.csv", 2);
    assert_eq!(
        (&error["code"], &error["problem_count"], &error["rows"]),
        (&json!("rows_refused"), &json!(12), &json!(5))
    );
    let found: Vec<(u64, String)> = error["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["row"].as_u64().unwrap(), one["code"].as_str().unwrap().to_owned()))
        .collect();
    let expected = [
        (3, "field_missing"),
        (3, "phone_invalid"),
        (3, "certificate_type_unknown"),
        (3, "user_type_unknown"),
        (3, "gender_unknown"),
        (3, "birthday_invalid"),
        (3, "time_invalid"),
        (4, "order_not_found"),
        (5, "form_row_twice"),
        (6, "form_row_twice"),
        (6, "field_missing"),
        (7, "field_missing"),
    ];
    assert_eq!(found, expected.map(|(row, code)| (row, code.to_owned())));
    assert!(!error.to_string().contains("E12345678") && !error.to_string().contains("1390000000"), "{error}");
    assert_eq!(shop.state(), before);
    let ended = shop.run("form import forms.csv --keep-going --rejects wrong.xlsx --json");
    assert_eq!(ended.code, Some(8), "{ended:?}");
    let told = verdicts(&ended.json());
    assert_eq!(told[0].0, "submitted");
    assert!(told[1..].iter().all(|(verdict, _)| verdict == "refused"), "{told:?}");
    // What was written back is read again, once it is repaired.
    assert_eq!(verdicts(&shop.run("form import wrong.xlsx --keep-going --json").json()).len(), 5);
    assert_eq!(shop.run("form import wrong.xlsx --keep-going").code, Some(2), "nothing of it can be used");
    sheet(&shop, "forms.csv", &[FIRST, rows[4].replace(",,E1", ",护照,E1").as_str()]);
    assert_eq!(
        verdicts(&shop.json("form import forms.csv")).iter().map(|one| one.0.as_str()).collect::<Vec<_>>(),
        ["exists", "submitted"]
    );
    assert_eq!(shop.refused_with("form import -", "a,b\n1,2\n", 2)["code"], "import_format_unknown");
}

#[test]
fn a_form_may_have_chinese_keys_and_words() {
    let shop = Shop::open();
    let form = json!({ "姓名": "张三2376", "手机号": "13800000000", "证件类型": "居民身份证", "证件号": "440101199001012376",
        "用户类型": "内地", "票种": "初级道3小时" });
    shop.file("form.json", form.to_string());
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    let alone = Shop::open();
    alone.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    let shown = |shop: &Shop| shop.json(&["form", "show", ORDER, "--reveal"]);
    let without_times = |mut form: Value| {
        form.as_object_mut().unwrap().remove("submitted_at");
        form
    };
    assert_eq!(without_times(shown(&shop)), without_times(shown(&alone)));
    shop.file("form.json", FORM.replace("\"name\"", "\"姓名\":\"x\",\"name\""));
    assert_eq!(shop.refused(&["form", "submit", OTHER, "--file", "form.json"], 2)["code"], "field_twice");
}

const CHAT: &str = "亲 姓名：王伟 电话 138 0013 8000 身份证 110101199003078515 谢谢";

#[test]
fn a_buyers_text_is_booked_as_its_form() {
    let shop = Shop::open();
    shop.file("chat.txt", CHAT);
    shop.ok(&["form", "submit", ORDER, "--file", "chat.txt"]);
    let form = shop.json(&["form", "show", ORDER, "--reveal"]);
    assert_eq!(
        ["name", "phone", "certificateNo", "certificateType", "userType", "gender", "birthday"]
            .map(|key| form[key].clone()),
        ["王伟", "13800138000", "110101199003078515", "id_card", "mainland", "male", "1990-03-07"].map(Value::from)
    );
    // The same from a pipe, and in the encoding of a Chinese editor.
    let piped = Shop::open();
    piped.ok_with(&["form", "submit", ORDER], CHAT);
    assert_eq!(piped.json(&["form", "show", ORDER, "--reveal"])["name"], "王伟");
    shop.file("gbk.txt", &encoding_rs::GB18030.encode(CHAT).0);
    shop.ok(&["form", "submit", OTHER, "--file", "gbk.txt"]);
    assert_eq!(shop.json(&["form", "show", OTHER, "--reveal"])["name"], "王伟");
    // Another form of an order that has one is for `form correct`, and it says so.
    let error = shop.refused(&["form", "submit", ORDER, "--file", "chat.txt"], 4);
    assert_eq!(error["code"], "wrong_state");
    assert!(error["hint"].as_str().unwrap().contains("form correct"), "{error}");
}

#[test]
fn what_a_text_does_not_settle_is_refused_and_named() {
    let shop = Shop::open();
    for (text, code, says) in [
        (format!("{CHAT} 电话 13900139000"), "form_text_unclear", "138****8000, 139****9000"),
        ("王伟 13800138000 E12345678".to_owned(), "form_text_unclear", "perhaps a passport"),
        ("姓名：王伟 电话：1380013800 身份证：110101199003078515".to_owned(), "form_text_unclear", "phone"),
        ("王伟 110101199003078515".to_owned(), "field_missing", "phone"),
        ("王先生 13800138000 110101199003078515".to_owned(), "field_missing", "name"),
        ("你好，在吗？".to_owned(), "form_text_empty", "none of the buyer's details"),
        ("王伟".repeat(30_000), "form_text_too_long", "64 KiB"),
    ] {
        shop.file("chat.txt", &text);
        let error = shop.refused(&["form", "submit", ORDER, "--file", "chat.txt"], 2);
        let message = error["message"].as_str().unwrap();
        assert_eq!(error["code"], code, "{error}");
        assert!(message.contains(says), "{error}");
        assert!(!error.to_string().contains("13800138000") && !error.to_string().contains("王伟"), "{error}");
    }
    assert_eq!(shop.status("order"), "user_info_pending");
}

#[test]
fn a_free_line_that_says_something_else_than_the_order_is_refused_with_both() {
    let shop = Shop::open();
    for (line, says) in [
        ("改成4月20号去", ["4月20号", "2026-04-15"]),
        ("20号来", ["20号", "2026-04-15"]),
        ("明天去", ["明天", "2026-04-15"]),
        ("日期：4月20日", ["2026-04-20", "2026-04-15"]),
        ("一共3张票", ["\"3\"", "\"1\""]),
    ] {
        shop.file("chat.txt", format!("{CHAT}\n{line}"));
        let error = shop.refused(&["form", "submit", ORDER, "--file", "chat.txt"], 4);
        let message = error["message"].as_str().unwrap();
        assert_eq!(error["code"], "form_text_contradicts", "{error}");
        assert!(says.iter().all(|value| message.contains(value)), "{error}");
        assert!(!message.contains("playDate"), "{error}");
    }
    shop.file("chat.txt", format!("{CHAT}\n4月15号去，1张"));
    shop.ok(&["form", "submit", ORDER, "--file", "chat.txt"]);
}

#[test]
fn a_correction_needs_only_what_was_wrong() {
    let shop = Shop::open();
    shop.file("chat.txt", CHAT);
    shop.ok(&["form", "submit", ORDER, "--file", "chat.txt"]);
    shop.file("phone.json", r#"{"电话":"13900139000"}"#);
    let correct = |file: &str| shop.run(&["form", "correct", ORDER, "--reason", "mistyped", "--file", file]);
    let told = correct("phone.json");
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(told.err.contains("kept as before: name, certificate number"), "{}", told.err);
    shop.file("card.txt", "身份证：11010519491231002X");
    assert_eq!(correct("card.txt").code, Some(0));
    let form = shop.json(&["form", "show", ORDER, "--reveal"]);
    // The birthday of the other card went with it.
    assert_eq!(
        ["name", "phone", "certificateNo", "gender", "birthday"].map(|key| form[key].clone()),
        ["王伟", "13900139000", "11010519491231002X", "female", "1949-12-31"].map(Value::from)
    );
    let error = shop.refused(&["form", "correct", ORDER, "--file", "phone.json"], 2);
    assert_eq!(error["code"], "answer_needed");
}

#[test]
fn a_number_with_a_digit_too_few_is_told_as_one() {
    let shop = Shop::open();
    for (text, says) in [
        ("王伟 13800138000 11010119900307851", "17 digits (1101…)"),
        ("王伟 1380013800 110101199003078515", "10 digits (138…)"),
        ("身份证：1101011990030785150 王伟 13800138000", "19 digits (1101…)"),
    ] {
        shop.file("chat.txt", text);
        let error = shop.refused(&["form", "submit", ORDER, "--file", "chat.txt"], 2);
        assert_eq!(error["code"], "form_text_unclear", "{error}");
        assert!(error["message"].as_str().unwrap().contains(says), "{error}");
    }
    shop.file("chat.txt", "王伟 13800138000");
    let error = shop.refused(&["form", "submit", ORDER, "--file", "chat.txt"], 2);
    let message = error["message"].as_str().unwrap();
    assert!(message.contains("certificate number") && !message.contains("type"), "what follows from it: {error}");
}

#[test]
fn a_sheet_with_what_a_text_said_already_is_known_and_a_spoilt_number_is_told() {
    let shop = Shop::open();
    shop.file("chat.txt", CHAT);
    shop.ok(&["form", "submit", ORDER, "--file", "chat.txt"]);
    shop.file("forms.csv", "订单号,姓名,手机号,证件号\nOUT-1,王伟,13800138000,110101199003078515\n");
    assert_eq!(verdicts(&shop.json("form import forms.csv")), [("exists".to_owned(), String::new())]);
    shop.file("forms.csv", "订单号,姓名,手机号,证件号\n3.36E+18,王伟,13800138000,110101199003078515\n");
    assert_eq!(shop.refused("form import forms.csv", 2)["problems"][0]["code"], "order_no_damaged");
    shop.file("forms.csv", format!("订单号,姓名,手机号,证件号\n{OTHER},王伟,13900138000,E12345678\n"));
    let error = shop.refused("form import forms.csv", 2);
    assert!(error.to_string().contains("certificate type"), "{error}");
}

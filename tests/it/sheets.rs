//! Sheets as shops have them: what is wrong with them is told all at once, and what was refused comes back to be repaired.

use serde_json::json;

use crate::support::shop::{Shop, paid};

const HEAD: &str = "订单号,订单状态,商品名称,票种,游玩日期,实付金额(元),付款时间,买家昵称";

/// Two good rows and two that are refused, one of them for three reasons.
fn mixed() -> String {
    let rows = [
        "3364202298717560001,待发货,滑雪票,初级道 3 小时,2026/4/15,506,2026/3/20 11:35,样本甲",
        "3364202298717560002,明天再说,滑雪票,初级道 3 小时,15/04/2026,\"288,00\",2026/3/20 11:35,样本乙",
        "3364202298717560003,待发货,滑雪票,初级道 3 小时,2026年4月15日,\"¥1,288.00\",2026-03-20 11:35:46,样本丙",
        "3.3642E+18,待发货,滑雪票,初级道 3 小时,2026-04-15,506元,2026-03-20 11:35:46,样本丁",
    ];
    format!("三月订单\r\n{HEAD}\r\n{}\r\n", rows.join("\r\n"))
}

#[test]
fn every_problem_of_a_sheet_is_told_before_anything_is_written() {
    let shop = Shop::open();
    shop.file("orders.csv", mixed());
    let before = shop.state();
    let error = shop.refused("order import orders.csv", 2);
    assert_eq!(
        (&error["code"], &error["rows"], &error["problem_count"]),
        (&json!("rows_refused"), &json!(2), &json!(4))
    );
    let told: Vec<_> = error["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["row"], &one["column"], &one["value"], &one["code"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!(4), &json!("订单状态"), &json!("明天再说"), &json!("order_status_unknown")),
            (&json!(4), &json!("实付金额(元)"), &json!("288,00"), &json!("amount_invalid")),
            (&json!(4), &json!("游玩日期"), &json!("15/04/2026"), &json!("time_invalid")),
            (&json!(6), &json!("订单号"), &json!("3.3642E+18"), &json!("order_no_damaged")),
        ]
    );
    let ended = shop.run("order import orders.csv --lang zh");
    for word in ["2 行有问题", "3364202298717560002", "实付金额(元)", "288,00", "看不出是多少元", "--rejects"]
    {
        assert!(ended.err.contains(word), "{word}: {}", ended.err);
    }
    assert_eq!(shop.state(), before, "nothing is written");
}

#[test]
fn refused_rows_come_back_and_go_in_once_they_are_repaired() {
    let shop = Shop::open();
    shop.file("orders.csv", mixed());
    for (file, again) in [("rejects.csv", "rejects2.csv"), ("rejects.xlsx", "rejects2.xlsx")] {
        let shop = shop.twin();
        let ended = shop.run(&["order", "import", "orders.csv", "--keep-going", "--rejects", file, "--json"]);
        assert_eq!(ended.code, Some(8), "{ended:?}");
        let rows = ended.json();
        let verdicts: Vec<_> = rows.as_array().unwrap().iter().map(|row| row["verdict"].as_str().unwrap()).collect();
        assert_eq!(verdicts, ["created", "refused", "created", "refused"]);
        assert_eq!(
            (&rows[1]["row"], &rows[1]["column"], &rows[3]["value"]),
            (&json!(4), &json!("订单状态"), &json!("3.3642E+18"))
        );
        // As they are, they are refused again, and for the same reasons.
        let ended = shop.run(&["order", "import", file, "--keep-going", "--rejects", again, "--json"]);
        assert_eq!((ended.code, ended.json().as_array().unwrap().len()), (Some(2), 2), "{ended:?}");
        let taken = shop.refused(&["order", "import", "orders.csv", "--keep-going", "--rejects", file], 4);
        assert_eq!(taken["code"], "file_exists");
    }
    shop.run("order import orders.csv --keep-going --rejects rejects.csv");
    let text = std::fs::read_to_string(shop.path("rejects.csv")).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("rejectReason"), "{text}");
    let repaired = text.replace("明天再说", "待发货").replace("15/04/2026", "2026-04-15").replace("288,00", "288.00");
    shop.file("repaired.csv", repaired.replace("3.3642E+18", "3364202298717560004"));
    let rows = shop.json("order import repaired.csv");
    assert!(rows.as_array().unwrap().iter().all(|row| row["verdict"] == "created"), "{rows}");
    assert_eq!(shop.json("order list").as_array().unwrap().len(), 6);
}

#[test]
fn refused_objects_come_back_as_lines() {
    let shop = Shop::open();
    let bad = paid(11, 506).replace("2026-03-20T03:35:42Z", "2026-03-20 11:35");
    shop.file("orders.json", format!("[{},\n{bad}]", paid(10, 506)));
    let ended = shop.run("order import orders.json --keep-going --rejects rejects.ndjson");
    assert_eq!(ended.code, Some(8), "{ended:?}");
    let text = std::fs::read_to_string(shop.path("rejects.ndjson")).unwrap();
    assert!(text.contains("\"rejectReason\":\"paidAt: "), "{text}");
    shop.file("repaired.ndjson", text.replace("2026-03-20 11:35", "2026-03-20T03:35:42Z"));
    assert_eq!(shop.json("order import repaired.ndjson")[0]["verdict"], "created");
}

#[test]
fn prices_and_seasons_tell_all_that_is_wrong_too() {
    let shop = Shop::open();
    let error = shop.refused_with("price import -", "票种;季节;价格\na;low;1.288,00\nb;夏天;1\nc;旺季;¥1,288.00\n", 2);
    assert_eq!((&error["code"], &error["problem_count"]), (&json!("rows_refused"), &json!(2)));
    assert_eq!((&error["problems"][0]["row"], &error["problems"][0]["value"]), (&json!(2), &json!("1.288,00")));
    shop.ok_with("price import -", "价格表\n票种\t季节\t价格\nc\t旺季\t¥1,288.00\n");
    assert_eq!(shop.json("price list")[1]["price"], "1288.00");
    shop.ok_with("season import -", "开始,结束,季节\n2026/4/1,2026年4月30日,旺\n");
    assert_eq!(shop.json("season list")[0]["to"], "2026-04-30");
}

#[test]
fn a_buyer_is_found_by_the_nickname_that_the_chat_shows() {
    let shop = Shop::open();
    let tool = json!({
        "order_no": "3364202298717566229", "order_status": 12, "refund_status": 0, "pay_amount": 50_600,
        "pay_time": 1_773_977_745, "buyer_eid": "eid==", "buyer_nick": "雪友小明",
        "goods": {"title": "滑雪票", "quantity": 1},
    });
    shop.file("tool.json", tool.to_string());
    shop.ok("order import tool.json");
    shop.file(
        "orders.csv",
        format!("{HEAD}\n1,待发货,滑雪票,初级道3小时,2026-04-15,506,2026-03-20 11:35:46,雪友9号\n"),
    );
    shop.ok("order import orders.csv");
    for (wanted, number) in [("雪友小明", "3364202298717566229"), ("eid==", "3364202298717566229"), ("雪友9号", "1")]
    {
        let found = shop.json(&["order", "search", wanted]);
        assert_eq!(found[0]["external_order_no"], number, "{wanted}: {found}");
    }
    // What is found by is what should be there.
    shop.ok("doctor");
    assert_eq!(shop.files_with(&["雪友小明"]).iter().filter(|(_, file)| !file.ends_with("tool.json")).count(), 0);
}

#[test]
fn a_ticket_type_that_nobody_could_price_is_told_when_the_order_comes_in() {
    let shop = Shop::open();
    let row = |number: &str, ticket: &str| {
        format!("{number},待发货,滑雪票,{ticket},2026-04-15,506,2026-03-20 11:35:46,样本甲\n")
    };
    shop.file(
        "orders.csv",
        format!("{HEAD}\n{}{}{}", row("1", "初级道3小时"), row("2", "初级到3小时"), row("3", "雪圈")),
    );
    let ended = shop.run("order import orders.csv --json --lang zh");
    let rows = ended.json();
    let told: Vec<_> =
        rows.as_array().unwrap().iter().map(|row| (row["verdict"].clone(), row["code"].clone())).collect();
    let unpriced = (json!("created"), json!("ticket_type_unpriced"));
    assert_eq!(told, [(json!("created"), json!(null)), unpriced.clone(), unpriced]);
    assert_eq!(rows[1]["reason"], "价目表里没有「初级到3小时」，是不是「初级道 3 小时」？");
    assert_eq!(rows[2]["reason"], "价目表里没有「雪圈」");
    assert!(ended.code == Some(0) && ended.err.contains("2 单的票种不在价目表里"), "{ended:?}");
    let ended =
        shop.run("order create --external-no A1 --product p --paid-amount 1 --ticket-type 初级到3小时 --lang zh");
    assert!(ended.code == Some(0) && ended.err.contains("是不是「初级道 3 小时」"), "{ended:?}");
}

#[test]
fn a_file_that_yields_nothing_is_no_success() {
    let shop = Shop::open();
    for (text, code) in [(format!("{HEAD}\n"), "sheet_empty"), ("\n \n".to_owned() + "x,y\n", "import_format_unknown")]
    {
        shop.file("orders.csv", text);
        assert_eq!(shop.refused("order import orders.csv", 2)["code"], code);
    }
}

#[test]
fn typed_values_are_read_as_those_of_a_sheet() {
    let shop = Shop::open();
    let create = "order create --external-no BY-HAND --product p --ticket-type '初级道 3 小时' --play-date 4-16 --paid-amount ¥616 --paid-at '2026/3/20 11:30'";
    let number = shop.json(create)["order_no"].as_str().unwrap().to_owned();
    let order = shop.json(&["order", "show", &number]);
    assert_eq!(
        (&order["play_date"], &order["paid_amount"], &order["paid_at"]),
        (&json!("2026-04-16"), &json!("616.00"), &json!("2026-03-20T03:30:00.000Z"))
    );
    for line in [
        "order list --since today",
        "order list --since 1h",
        "event list --since 3-20",
        "order list --play-date 2026/4/16",
    ] {
        assert!(!shop.json(line).as_array().unwrap().is_empty(), "{line}");
    }
    assert_eq!(shop.refused("order list --since 20/03/2026", 2)["code"], "time_invalid");
}

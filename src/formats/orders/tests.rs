//! Tables of good and bad files, one per shape.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn read(bytes: &[u8]) -> Result<Vec<FileEntry>> {
    read_orders(InputSource::from_reader("-", bytes)?, None)?.collect()
}

fn one(order: &Value) -> FileEntry {
    let mut items = read(order.to_string().as_bytes()).unwrap();
    assert_eq!(items.len(), 1, "{order}");
    items.remove(0)
}

/// `paid`, the code of a skip, or the code of a refusal.
fn verdict(item: &FileEntry) -> &'static str {
    match &item.reading {
        EntryContent::Paid(_) => "paid",
        EntryContent::Skipped { code, .. } => code,
        EntryContent::Refused(problems) => problems[0].error.code,
    }
}

fn paid(item: FileEntry) -> PaidOrder {
    match item.reading {
        EntryContent::Paid(order) => *order,
        other => panic!("{other:?}"),
    }
}

fn refusal(item: &FileEntry) -> &Error {
    match &item.reading {
        EntryContent::Refused(problems) => &problems[0].error,
        other => panic!("{other:?}"),
    }
}

fn with(mut order: Value, pointer: &str, value: Value) -> Value {
    *order.pointer_mut(pointer).unwrap() = value;
    order
}

fn page() -> Value {
    json!({
        "paidAt": "2026-03-20T03:35:45.636Z", "eventKey": "smoke-1773977742376-paid", "playDate": "2026-04-15",
        "paidAmount": 506, "ticketType": "初级道 3 小时", "productName": "初级道 3 小时",
        "externalUserId": "user-1773977742376", "sourcePlatform": "xianyu",
        "externalOrderNo": "XY-OUT-1773977742376",
    })
}

fn xianguanjia() -> Value {
    json!({
        "order_no": "3364202298717566229", "order_status": 12, "refund_status": 0, "order_time": 1_772_000_000,
        "total_amount": 60_000, "pay_amount": 50_600, "pay_time": 1_773_977_745, "pay_no": "2023052622001114731441899001",
        "receiver_name": "张三", "receiver_mobile": "13800000000", "buyer_eid": "eid==", "buyer_nick": "小明",
        "goods": {"title": "滑雪票", "sku_text": "【票种】:初级道", "quantity": 1, "price": 60_000},
    })
}

fn cookie() -> Value {
    json!({
        "commonData": {"orderId": "2226688164543566229", "orderStatus": "待发货", "itemId": "991",
            "createTime": "2026-03-20 11:35:46", "inRefund": "false", "payTime": null},
        "buyerInfoVO": {"buyerId": "b1", "userNick": "小明", "name": "张三", "phone": "13800000000"},
        "priceVO": {"totalPrice": "12.50", "buyNum": "1"},
        "itemVO": {"title": "滑雪票"},
    })
}

fn flat() -> Value {
    json!({"order_id": "2226688164543566229", "order_status": "pending_ship", "amount": "¥12.50", "item_id": "991",
        "buyer_id": "b1", "created_at": "2026-03-20 11:35:46"})
}

#[test]
fn the_pages_order_is_its_own_payload() {
    let order = paid(one(&page()));
    assert_eq!(Value::Object(order.payload.clone()).to_string(), page().to_string());
    assert_eq!(order.payload["paidAmount"].to_string(), "506");
    assert_eq!(
        (order.paid_amount.to_string().as_str(), order.event_key.as_str()),
        ("506.00", "smoke-1773977742376-paid")
    );
    assert_eq!(order.play_date.unwrap().to_string(), "2026-04-15");
    assert_eq!(order.external_user_id.as_ref().unwrap().reveal(), Some("user-1773977742376"));
    assert!(!format!("{order:?}").contains("user-1773977742376"));
    let spelled = read(page().to_string().replace(":506,", ":506.00,").as_bytes()).unwrap().remove(0);
    assert_eq!(paid(spelled).payload["paidAmount"].to_string(), "506.00");
}

#[test]
fn what_a_native_order_leaves_out_is_filled_in() {
    let order = json!({"externalOrderNo": 3_364_202_298_717_566_229_u64, "productName": "票", "paidAmount": "1.00",
        "paidAt": "2026-03-20T03:35:45Z"});
    let order = paid(one(&order));
    assert_eq!(order.event_key, "xianyu-3364202298717566229-paid");
    assert_eq!(
        Value::Object(order.payload),
        json!({"externalOrderNo": "3364202298717566229", "productName": "票", "paidAmount": "1.00",
            "paidAt": "2026-03-20T03:35:45Z", "sourcePlatform": "xianyu", "eventKey": "xianyu-3364202298717566229-paid",
            "ticketType": null, "playDate": null, "externalUserId": null})
    );
}

#[test]
fn a_wrong_native_field_is_refused_by_name() {
    for (field, value, code) in [
        ("externalOrderNo", json!("3.36E+18"), "order_no_damaged"),
        ("externalOrderNo", json!("订单1"), "order_no_invalid"),
        ("externalOrderNo", json!(null), "field_missing"),
        ("externalOrderNo", json!(["1"]), "field_type"),
        ("paidAmount", json!(0), "amount_range"),
        ("paidAmount", json!("-1"), "amount_invalid"),
        ("paidAmount", json!("506 元"), "amount_invalid"),
        ("paidAmount", json!(null), "field_missing"),
        ("paidAt", json!("2026-03-20 11:35:46"), "time_invalid"),
        ("paidAt", json!("2019-03-20T11:35:46Z"), "time_range"),
        ("playDate", json!("2026-02-30"), "time_invalid"),
        ("productName", json!("票".repeat(129)), "field_too_long"),
        ("productName", json!("a\u{202e}b"), "field_characters"),
        ("ticketType", json!("a\nb"), "field_characters"),
        ("sourcePlatform", json!("X Y"), "platform_invalid"),
        ("eventKey", json!("a b"), "event_key_invalid"),
    ] {
        let item = one(&with(page(), &format!("/{field}"), value.clone()));
        assert_eq!(verdict(&item), code, "{field}: {value}");
        let error = refusal(&item);
        assert_eq!((&error.details["field"], &error.details["line"]), (&json!(field), &json!(1)));
        assert_eq!(item.external_order_no.is_some(), field != "externalOrderNo");
    }
    let number = read(page().to_string().replace("\"XY-OUT-1773977742376\"", "3.36E+18").as_bytes()).unwrap().remove(0);
    assert_eq!(verdict(&number), "order_no_damaged");
    let mut extra = page();
    extra["paidAmout"] = json!(1);
    let item = one(&extra);
    let error = refusal(&item);
    assert_eq!((error.code, &error.details["suggestion"]), ("field_unknown", &json!("paidAmount")));
}

#[test]
fn xianguanjia_counts_in_fen_and_epoch_seconds() {
    let order = paid(one(&xianguanjia()));
    assert_eq!(order.sku_text.as_deref(), Some("【票种】:初级道"));
    assert_eq!(
        Value::Object(order.payload),
        json!({"paidAt": "2026-03-20T03:35:45.000Z", "eventKey": "xianyu-3364202298717566229-paid", "playDate": null,
            "paidAmount": "506.00", "ticketType": null, "productName": "滑雪票", "externalUserId": "eid==",
            "sourcePlatform": "xianyu", "externalOrderNo": "3364202298717566229", "quantity": 1,
            "payNo": "2023052622001114731441899001", "totalAmount": "600.00", "platformStatus": "12",
            "buyerNick": "小明"})
    );
    assert_eq!(paid(one(&with(xianguanjia(), "/pay_amount", json!("1")))).paid_amount, Fen::new(1));
    let nick = paid(one(&with(xianguanjia(), "/buyer_eid", json!(null))));
    assert_eq!(nick.external_user_id.unwrap().reveal(), Some("小明"));
}

#[test]
fn xianguanjia_states_decide() {
    for (status, refund, expected) in [
        (11, 0, "unpaid"),
        (12, 0, "paid"),
        (21, 4, "paid"),
        (22, 6, "paid"),
        (12, 1, "refunding"),
        (21, 2, "refunding"),
        (22, 3, "refunding"),
        (12, 8, "refunding"),
        (12, 5, "refunded"),
        (23, 0, "refunded"),
        (24, 0, "closed"),
        (24, 5, "refunded"),
        (12, 7, "order_status_unknown"),
        (99, 0, "order_status_unknown"),
    ] {
        for text in [false, true] {
            let code = |n: i32| if text { json!(n.to_string()) } else { json!(n) };
            let order = with(with(xianguanjia(), "/order_status", code(status)), "/refund_status", code(refund));
            assert_eq!(verdict(&one(&order)), expected, "{status}/{refund}");
        }
    }
    for (pointer, value, expected) in [
        ("/pay_time", json!(0), "order_not_paid"),
        ("/pay_time", json!(null), "field_missing"),
        ("/pay_amount", json!("506.00"), "amount_invalid"),
        ("/pay_amount", json!(0), "amount_range"),
        ("/pay_amount", json!(null), "field_missing"),
        ("/goods/title", json!(""), "field_missing"),
        ("/goods", json!(null), "field_missing"),
        ("/order_no", json!("3.36E+18"), "order_no_damaged"),
    ] {
        assert_eq!(verdict(&one(&with(xianguanjia(), pointer, value))), expected, "{pointer}");
    }
    let notice = json!({"seller_id": 1, "order_no": "2226688164543566229", "order_status": 12, "refund_status": 0});
    assert_eq!(verdict(&one(&notice)), "order_notice_only");
}

#[test]
fn cookie_tools_count_in_yuan_and_words() {
    let order = paid(one(&cookie()));
    assert_eq!((order.paid_amount, order.product_name.as_str()), (Fen::new(1250), "滑雪票"));
    assert_eq!(order.paid_at.format_rfc3339(), "2026-03-20T03:35:46.000Z");
    assert_eq!(order.external_user_id.as_ref().unwrap().reveal(), Some("b1"));
    assert!(!Value::Object(order.payload).to_string().contains("张三"));
    let order = paid(one(&with(cookie(), "/commonData/payTime", json!("2026-03-20 11:40:00"))));
    assert_eq!(order.paid_at.format_rfc3339(), "2026-03-20T03:40:00.000Z");
    let mut named = flat();
    named["item"] = json!("滑雪票");
    assert_eq!(verdict(&one(&named)), "paid");
    let order = paid(one(&flat()));
    assert_eq!((order.paid_amount, order.product_name.as_str()), (Fen::new(1250), "商品 991"));
}

#[test]
fn cookie_states_decide() {
    for (word, expected) in [
        ("等待买家付款", "unpaid"),
        ("待付款", "unpaid"),
        ("pending_payment", "unpaid"),
        ("待发货", "paid"),
        ("已付款", "paid"),
        ("已发货", "paid"),
        ("交易成功", "paid"),
        ("pending_ship", "paid"),
        ("paid", "paid"),
        ("shipped", "paid"),
        ("completed", "paid"),
        ("已关闭", "closed"),
        ("交易关闭", "closed"),
        ("cancelled", "closed"),
        ("退款中", "refunding"),
        ("refunding", "refunding"),
        ("已退款", "refunded"),
        ("refunded", "refunded"),
        ("待评价?", "order_status_unknown"),
    ] {
        assert_eq!(verdict(&one(&with(cookie(), "/commonData/orderStatus", json!(word)))), expected, "{word}");
        assert_eq!(verdict(&one(&with(flat(), "/order_status", json!(word)))), expected, "{word}");
    }
    for yes in [json!("true"), json!(true)] {
        assert_eq!(verdict(&one(&with(cookie(), "/commonData/inRefund", yes))), "refunding");
    }
    for (amount, expected) in
        [("1250", "amount_unit"), ("12.50", "paid"), ("0.00", "amount_range"), ("12.5E1", "amount_damaged")]
    {
        assert_eq!(verdict(&one(&with(flat(), "/amount", json!(amount)))), expected, "{amount}");
    }
    assert_eq!(verdict(&one(&with(cookie(), "/priceVO/totalPrice", json!("12")))), "paid");
    assert_eq!(verdict(&one(&with(cookie(), "/commonData/createTime", json!("刚刚")))), "time_invalid");
}

#[test]
fn envelopes_and_lines_hold_the_same_orders() {
    let (a, b) = (page(), xianguanjia());
    for (text, count) in [
        (format!("[{a},{b}]"), 2),
        (format!("{{\"list\":[{a},{b}]}}"), 2),
        (json!({"code": 0, "msg": "OK", "data": {"list": [a, b], "count": 2}}).to_string(), 2),
        (json!({"code": 0, "msg": "OK", "data": b}).to_string(), 1),
        (json!({"data": a}).to_string(), 1),
        (format!("\u{feff}\n{a}\r\n\r\n{b}\n"), 2),
        (serde_json::to_string_pretty(&b).unwrap(), 1),
        ("[]".to_owned(), 0),
        (" \n".to_owned(), 0),
    ] {
        let items = read(text.as_bytes()).unwrap();
        assert_eq!(items.len(), count, "{text}");
        assert!(items.iter().all(|item| verdict(item) == "paid"), "{text}");
        assert!(items.iter().map(|item| item.index).eq(1..=count as u64));
    }
    assert_eq!(read(format!("\n{a}\n\n{b}").as_bytes()).unwrap()[1].line, 4);
}

#[test]
fn one_refused_order_leaves_the_others_and_a_broken_file_ends_them() {
    let items = read(format!("[{}, 5, {{\"a\":1}}, {}]", page(), page()).as_bytes()).unwrap();
    assert_eq!(
        items.iter().map(verdict).collect::<Vec<_>>(),
        ["paid", "json_not_object", "order_shape_unknown", "paid"]
    );
    let text = format!("{}\n{{\"externalOrderNo\":1,\"externalOrderNo\":2}}\n{}", page(), page());
    let source = InputSource::from_reader("-", text.as_bytes()).unwrap();
    let mut items = items_of(source);
    assert_eq!(verdict(&items.next().unwrap().unwrap()), "paid");
    let error = items.next().unwrap().unwrap_err();
    assert_eq!((error.code, &error.details["line"]), ("json_duplicate_key", &json!(2)));
    assert!(items.next().is_none());
    let failed = json!({"code": 1001, "msg": "sign error", "data": {"list": []}}).to_string();
    assert_eq!(read(failed.as_bytes()).unwrap_err().code, "import_error_answer");
    assert_eq!(verdict(&one(&json!({"code": "1001", "msg": "x", "data": {}}))), "import_error_answer");
}

fn items_of(source: InputSource<'_>) -> FileEntries<'_> {
    read_orders(source, None).unwrap()
}

const CHINESE: &str = "\u{feff}订单号,订单状态,商品名称,商品规格 1,商品规格 2,票种,游玩日期,实付金额（元）,付款时间,买家昵称,收货地址\r\n";

#[test]
fn a_sellers_export_is_read() {
    let text = format!(
        "{CHINESE}'3364202298717566229,待发货,\"滑雪票,\"\"双板\"\"\",初级道,M,初级道 3 小时,2026/4/15,506.00,2026-03-20 11:35:46,小明,\"张三，某路 1 号\"\r\n\
         3364202298717566230,等待买家付款,滑雪票,,,,,,,,\r\n\
         3364202298717566231,已退款,滑雪票,,,,,,,,\r\n"
    );
    let mut items = read(text.as_bytes()).unwrap();
    assert_eq!(items.iter().map(verdict).collect::<Vec<_>>(), ["paid", "unpaid", "refunded"]);
    assert_eq!(items.iter().map(|item| item.line).collect::<Vec<_>>(), [2, 3, 4]);
    let order = paid(items.remove(0));
    assert_eq!((order.product_name.as_str(), order.sku_text.as_deref()), ("滑雪票,\"双板\"", Some("初级道")));
    assert_eq!(
        Value::Object(order.payload),
        json!({"paidAt": "2026-03-20T03:35:46.000Z", "eventKey": "xianyu-3364202298717566229-paid",
            "playDate": "2026-04-15", "paidAmount": "506.00", "ticketType": "初级道 3 小时",
            "productName": "滑雪票,\"双板\"", "externalUserId": "小明", "sourcePlatform": "xianyu",
            "externalOrderNo": "3364202298717566229", "platformStatus": "待发货", "buyerNick": "小明"})
    );
}

#[test]
fn english_headings_are_read_in_either_case() {
    for header in [
        "externalOrderNo,productName,paidAmount,paidAt,sourcePlatform,eventKey",
        "external_order_no,product_name,paid_amount,paid_at,source_platform,event_key",
    ] {
        let text = format!("{header}\nXY-1,票,506,2026-03-20T03:35:45.636Z,闲鱼,k1\n");
        let source = InputSource::from_reader("orders.txt", text.as_bytes()).unwrap();
        let mut items = items_of(source);
        assert_eq!(items.file_format(), OrderFileFormat::Csv);
        let order = paid(items.next().unwrap().unwrap());
        assert_eq!((order.event_key.as_str(), order.source_platform.as_str()), ("k1", "xianyu"));
        assert_eq!(order.paid_at.format_rfc3339(), "2026-03-20T03:35:45.636Z");
    }
}

#[test]
fn a_wrong_row_is_refused_and_a_wrong_sheet_ends() {
    let header = "订单号,商品名,金额,支付时间,订单状态,使用日期\n";
    for (row, code) in [
        ("3.36E+18,票,1,2026-03-20 11:35:46,待发货,", "order_no_damaged"),
        ("3364202298717560000,票,1,2026-03-20 11:35:46,待发货,", "order_no_damaged"),
        (",票,1,2026-03-20 11:35:46,待发货,", "field_missing"),
        ("1,,1,2026-03-20 11:35:46,待发货,", "field_missing"),
        ("1,票,,2026-03-20 11:35:46,待发货,", "field_missing"),
        ("1,票,1,,待发货,", "field_missing"),
        ("1,票,1E+3,2026-03-20 11:35:46,待发货,", "amount_damaged"),
        ("1,票,0,2026-03-20 11:35:46,待发货,", "amount_range"),
        ("1,票,￥1.5,2026/03/20 11:35:46,待发货,", "paid"),
        ("1,票,1,20.03.2026,待发货,", "time_invalid"),
        ("1,票,1,2026-03-20 11:35:46,不明,", "order_status_unknown"),
        ("1,票,1,2026-03-20 11:35:46,,", "order_status_unknown"),
        ("1,票,\"¥1,288.00\",2026/3/20 11:35,待发货,2026年4月15日", "paid"),
        ("1,票,1,2026/3/20 11:35,待发货,15/04/2026", "time_invalid"),
        ("1,票,1,2026/3/20 11:35,待发货,,y", "csv_columns"),
        ("1,2", "order_status_unknown"),
        ("1,票,1,2026-03-20 11:35:46,待发货,4月15日", "time_invalid"),
        ("1,票\u{200b}x,1,2026-03-20 11:35:46,待发货,", "field_characters"),
    ] {
        assert_eq!(verdict(&read(format!("{header}{row}\n").as_bytes()).unwrap()[0]), code, "{row}");
    }
    for (text, code) in [
        ("订单号,商品名,金额\n", "csv_column_missing"),
        ("订单号,商品名,金额,支付时间,订单号\n", "csv_column_twice"),
        ("hello world\n", "import_format_unknown"),
        ("PK\u{3}\u{4}rest", "workbook_damaged"),
        (header, "sheet_empty"),
    ] {
        assert_eq!(read(text.as_bytes()).unwrap_err().code, code, "{text}");
    }
    let shifted = read(format!("\n\n{header}1,2\n").as_bytes()).unwrap();
    assert_eq!(shifted[0].line, 4);
}

#[test]
fn everything_that_is_wrong_with_a_row_is_told_at_once() {
    let text = "导出于 2026-03-21,,,,\n订单号,商品名,金额,支付时间,使用日期\n\
                3364202298717566229,,288\u{ff0c}00,昨天,15/04/2026\n1,票,1.00,2026-03-20 11:35,2026-04-15\n";
    let items = read(text.as_bytes()).unwrap();
    let EntryContent::Refused(problems) = &items[0].reading else { panic!("{:?}", items[0]) };
    let told: Vec<_> = problems
        .iter()
        .map(|problem| (problem.row, problem.column.as_deref(), problem.value.as_deref(), problem.error.code))
        .collect();
    assert_eq!(
        told,
        [
            (3, Some("商品名"), None, "field_missing"),
            (3, Some("金额"), Some("288，00"), "amount_invalid"),
            (3, Some("支付时间"), Some("昨*"), "time_invalid"),
            (3, Some("使用日期"), Some("15/04/2026"), "time_invalid"),
        ]
    );
    assert!(problems.iter().all(|problem| problem.order_no.as_deref() == Some("3364202298717566229")));
    assert_eq!(verdict(&items[1]), "paid");
}

#[test]
fn what_an_export_says_beside_the_amount_is_kept() {
    let header = "订单号,商品名,实付金额,付款时间,订单状态,退款状态,数量,支付宝交易号,订单总额,买家昵称\n";
    let row = |state: &str, refund: &str| {
        format!("{header}1,票,1012.00,2026-03-20 11:35:46,{state},{refund},2,`2023052622001114731441899001,1100,小明\n")
    };
    let order = paid(read(row("待发货", "").as_bytes()).unwrap().remove(0));
    let kept =
        ["quantity", "payNo", "totalAmount", "platformStatus", "buyerNick"].map(|key| order.payload[key].clone());
    assert_eq!(
        kept,
        [json!(2), json!("2023052622001114731441899001"), json!("1100.00"), json!("待发货"), json!("小明")]
    );
    for (refund, expected) in [
        ("无退款", "paid"),
        ("退款关闭", "paid"),
        ("退款中", "refunding"),
        ("退款成功", "refunded"),
        ("大概", "order_status_unknown"),
    ] {
        assert_eq!(verdict(&read(row("待发货", refund).as_bytes()).unwrap()[0]), expected, "{refund}");
    }
    for quantity in ["0", "21", "两张", "1.5"] {
        let text = row("待发货", "").replace(",2,`", &format!(",{quantity},`"));
        assert_eq!(verdict(&read(text.as_bytes()).unwrap()[0]), "quantity_invalid", "{quantity}");
    }
}

#[test]
fn the_time_of_payment_comes_before_that_of_the_order() {
    let mut order = cookie();
    let at = |order: &Value| paid(one(order)).paid_at.format_rfc3339();
    assert_eq!(at(&order), "2026-03-20T03:35:46.000Z", "nothing else is there");
    order["commonData"]["payTime"] = json!("2026-03-20 11:40:00");
    assert_eq!(at(&order), "2026-03-20T03:40:00.000Z");
    order["commonData"]["paySuccessTime"] = json!("2026-03-20 11:41:00");
    assert_eq!(at(&order), "2026-03-20T03:41:00.000Z");
}

#[test]
fn blank_texts_of_json_are_absent_and_a_rounded_number_is_damaged() {
    for blank in ["", " ", "\u{3000}"] {
        let order = paid(one(&with(with(page(), "/ticketType", json!(blank)), "/playDate", json!(blank))));
        assert_eq!((order.ticket_type, order.play_date), (None, None), "{blank:?}");
        assert_eq!(verdict(&one(&with(page(), "/productName", json!(blank)))), "field_missing");
    }
    for (number, code) in [
        ("3364202298717566200", "order_no_damaged"),
        ("3364202298717566229", "paid"),
        // A text of JSON went through no spreadsheet: one number in ten thousand ends so.
        ("\"3364202298717560000\"", "paid"),
    ] {
        let text = page().to_string().replace("\"XY-OUT-1773977742376\"", number);
        assert_eq!(verdict(&read(text.as_bytes()).unwrap()[0]), code, "{number}");
    }
}

#[test]
fn the_marketplaces_own_answer_is_read_and_its_refusal_named() {
    let answer = |ret: &str, data: Value| json!({"api": "mtop.idle.order", "v": "1.0", "ret": [ret], "data": data});
    let whole = answer("SUCCESS::调用成功", json!({"module": {"items": [cookie(), cookie()]}}));
    let items = read(whole.to_string().as_bytes()).unwrap();
    assert_eq!(items.iter().map(verdict).collect::<Vec<_>>(), ["paid", "paid"]);
    for ret in ["FAIL_SYS_SESSION_EXPIRED::Session过期", "FAIL_SYS_USER_VALIDATE::哎哟喂"] {
        let refused = one(&answer(ret, json!({})));
        assert_eq!(verdict(&refused), "import_error_answer");
        let message = &refusal(&refused).message;
        assert!(message.zh.contains(ret.split("::").next().unwrap()), "{message:?}");
    }
}

proptest! {
    #[test]
    fn no_file_panics(bytes in proptest::collection::vec(any::<u8>(), 0..120), text in "[\\[\\]{}:,\"\n a1订单号]{0,60}") {
        let _ = read(&bytes);
        let _ = read(text.as_bytes());
        let _ = read(format!("{CHINESE}{text}").as_bytes());
    }

    #[test]
    fn no_value_in_a_known_field_panics_or_shows(field in 0_usize..9, text in "\\PC{0,20}") {
        let key = PaidDetected::KEYS[field];
        let secret = format!("{text}\u{202e}秘密");
        let item = one(&with(page(), &format!("/{key}"), json!(secret)));
        let error = refusal(&item);
        let shown = format!("{error:?}");
        prop_assert!(!shown.contains("秘密"), "{}", shown);
    }
}

//! What the platform says later of a known order, file by file: heard in every shape, once, and never by an old file.

use serde_json::{Value, json};

use crate::support::shop::{FORM, ORDER, Shop};

/// The marketplace's number of the order.
const NUMBER: &str = "3364202298717561601";

/// When it was paid, in epoch seconds.
const PAID: u32 = 1_773_977_745;

/// An order as 闲管家 tells it, changed so many seconds after it was paid; 0 is not told.
fn told(status: u32, refund: u32, fen: u32, updated: u32) -> String {
    json!({
        "order_no": NUMBER, "order_status": status, "refund_status": refund, "pay_amount": fen, "total_amount": 60_000,
        "pay_time": PAID, "update_time": if updated == 0 { 0 } else { PAID + updated }, "buyer_eid": "EID1", "buyer_nick": "样本甲",
        "goods": {"title": "滑雪票", "sku_text": "初级道3小时", "quantity": 1, "price": 60_000},
    })
    .to_string()
}

/// A shop with the order, its form and a proven payment.
fn proven() -> Shop {
    let shop = formed();
    shop.ok(&["payment", "confirm", ORDER, "--channel", "wechat", "--ref", "W1"]);
    shop.ok(&["proof", "upload", ORDER, "proof.txt"]);
    shop
}

/// A shop with the order and its form.
fn formed() -> Shop {
    let shop = Shop::sandbox();
    shop.file("prices.csv", "ticket_type,season,price\n初级道 3 小时,high,506.00\n初级道 6 小时,high,616.00\n");
    shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-04-30,high\n");
    shop.file("form.json", FORM.replacen('{', r#"{"playDate":"2026-04-15","#, 1));
    shop.file("proof.txt", format!("payment proof {ORDER}"));
    shop.ok("price import prices.csv");
    shop.ok("season import seasons.csv");
    shop.ok("group add g --channel spool --target out");
    shop.file("paid.json", told(12, 0, 50_600, 0));
    shop.ok("--now 2026-03-20T03:35:46.715Z --ids D3AV order import paid.json");
    shop.ok(&["form", "submit", ORDER, "--file", "form.json"]);
    shop
}

/// The verdict on a file of one order, and the code of its reason.
fn hear(shop: &Shop, content: &str) -> (String, String) {
    shop.file("news", content);
    let rows = shop.json("order import news");
    let text = |key: &str| rows[0][key].as_str().unwrap_or("-").to_owned();
    (text("verdict"), text("code"))
}

fn heard(shop: &Shop, content: &str) -> String {
    let (verdict, code) = hear(shop, content);
    format!("{verdict} {code}")
}

/// The next step, and what stands in the way.
fn standing(shop: &Shop) -> (String, Vec<String>) {
    let order = shop.json(&["order", "show", ORDER]);
    let kinds = order["exceptions"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned());
    let kinds = kinds.filter(|kind| kind.starts_with("platform_")).collect();
    (order["next"]["code"].as_str().unwrap().to_owned(), kinds)
}

fn is_frozen(shop: &Shop) -> bool {
    standing(shop).0 == "handle_platform_change"
}

#[test]
fn every_shape_tells_what_became_of_a_known_order() {
    let sheet = |status: &str, refund: &str, amount: &str| {
        format!(
            "订单号,商品名称,实付金额,付款时间,订单状态,退款状态\n{NUMBER},滑雪票,{amount},2026-03-20 11:35:45,{status},{refund}\n"
        )
    };
    let market = |status: &str, in_refund: bool| {
        json!({
            "commonData": {"orderId": NUMBER, "orderStatus": status, "inRefund": in_refund, "paySuccessTime": "2026-03-20 11:35:45"},
            "itemVO": {"title": "滑雪票"}, "priceVO": {"totalPrice": "506.00", "buyNum": "1"},
        })
        .to_string()
    };
    let native = |status: Value, amount: &str| {
        json!({
            "externalOrderNo": NUMBER, "productName": "滑雪票", "paidAmount": amount, "paidAt": "2026-03-20T03:35:45Z",
            "platformStatus": status,
        })
        .to_string()
    };
    for (content, verdict, kinds) in [
        (told(12, 1, 50_600, 0), "changed platform_refund", vec!["platform_refund"]),
        (told(21, 2, 50_600, 0), "changed platform_refund", vec!["platform_refund"]),
        (told(12, 5, 50_600, 0), "changed platform_refund", vec!["platform_refund"]),
        (told(23, 0, 50_600, 0), "changed platform_refund", vec!["platform_refund"]),
        (told(24, 0, 50_600, 0), "changed platform_closed", vec!["platform_closed"]),
        (told(12, 0, 48_000, 0), "changed platform_amount", vec!["platform_amount"]),
        (market("待发货", true), "changed platform_refund", vec!["platform_refund"]),
        (market("refunded", false), "changed platform_refund", vec!["platform_refund"]),
        (market("交易关闭", false), "changed platform_closed", vec!["platform_closed"]),
        (sheet("待发货", "退款中", "506.00"), "changed platform_refund", vec!["platform_refund"]),
        (sheet("交易关闭", "没有申请退款", "506"), "changed platform_closed", vec!["platform_closed"]),
        (sheet("待发货", "没有申请退款", "¥480.00"), "changed platform_amount", vec!["platform_amount"]),
        (native(json!("已退款"), "506"), "changed platform_refund", vec!["platform_refund"]),
        (native(Value::Null, "480"), "changed platform_amount", vec!["platform_amount"]),
        // Nothing new.
        (told(22, 0, 50_600, 0), "exists -", vec![]),
        (told(12, 4, 50_600, 0), "exists -", vec![]),
        (market("待发货", false), "exists -", vec![]),
        (sheet("已发货", "没有申请退款", "506"), "exists -", vec![]),
        (native(json!("12"), "506.00"), "exists -", vec![]),
        (told(11, 0, 50_600, 0), "skipped unpaid", vec![]),
    ] {
        let shop = formed();
        assert_eq!(heard(&shop, &content), verdict, "{content}");
        assert_eq!(standing(&shop).1, kinds, "{content}");
        assert_eq!(is_frozen(&shop), !kinds.is_empty(), "{content}");
        let before = shop.json("event verify")["events"].clone();
        assert!(hear(&shop, &content).0 != "changed", "the same news again is no event: {content}");
        assert_eq!(shop.json("event verify")["events"], before);
    }
}

#[test]
fn an_order_that_is_not_here_is_skipped_and_stays_unknown() {
    let shop = formed();
    for refund in [1, 5] {
        let other = told(12, refund, 50_600, 0).replace(NUMBER, "3364202298717561602");
        assert!(hear(&shop, &other).0 == "skipped");
    }
    assert_eq!(shop.json("order list").as_array().unwrap().len(), 1);
}

#[test]
fn nothing_is_paid_pushed_or_sent_for_a_frozen_order() {
    let shop = formed();
    assert_eq!(heard(&shop, &told(12, 1, 50_600, 0)), "changed platform_refund");
    let refused = shop.refused(&["payment", "confirm", ORDER, "--channel", "wechat"], 4);
    assert_eq!(refused["code"], "platform_change_open");
    for way in ["order cancel", "refund open", "order keep"] {
        assert!(refused["hint"].as_str().unwrap().contains(way), "{refused}");
    }

    let shop = proven();
    heard(&shop, &told(12, 1, 50_600, 0));
    let before = shop.state();
    assert_eq!(shop.refused(&["push", ORDER, "--group", "g"], 4)["code"], "platform_change_open");
    assert_eq!(shop.json("push --group g"), json!([]), "the batch leaves it out");
    assert_eq!(shop.state(), before);
    let ended = shop.run("cron --json");
    assert_eq!(ended.code, Some(8), "{ended:?}");
    assert_eq!((&ended.json()["pushed"], &ended.json()["push_failed"]), (&json!(0), &json!(0)));
    assert_eq!(ended.json()["standing"][0]["kind"], "platform_change");
    assert_eq!(shop.json("queue")[0]["code"], "handle_platform_change");
    assert_eq!(shop.json("order list --next handle_platform_change")[0]["order_no"], ORDER);
    shop.ok(&["order", "keep", ORDER, "--reason", "asked by mistake"]);
    assert_eq!(shop.run("cron --json").json()["pushed"], 1, "and it goes once somebody decided");
}

#[test]
fn a_buyer_is_not_told_while_the_platform_says_otherwise() {
    let shop = proven();
    shop.ok(&["push", ORDER, "--group", "g"]);
    shop.copy_fixture("scenarios/shared/screenshot.png");
    shop.copy_fixture("scenarios/shared/screenshot.txt");
    let picture = ["ocr", "run", ORDER, "screenshot.png", "--engine", "mock"];
    assert_eq!(shop.json(&picture)["status"]["orderStatus"], "ticket_matched");
    heard(&shop, &told(24, 0, 50_600, 0));
    assert_eq!(shop.refused(&["notify", "send", ORDER, "--channel", "spool"], 4)["code"], "platform_change_open");
    assert_eq!(shop.json("notify send --ready --channel spool"), json!([]));
    let cron = shop.run("cron --json").json();
    assert_eq!((&cron["notified"], &cron["notice_failed"]), (&json!(0), &json!(0)));
    shop.ok(&["order", "keep", ORDER, "--reason", "closed by mistake"]);
    shop.ok(&["notify", "send", ORDER, "--channel", "spool"]);
    // Once it is done, the share waits too, and a batch leaves it out.
    heard(&shop, &told(23, 0, 50_600, 0));
    assert_eq!(shop.refused(&["share", "settle", ORDER], 4)["code"], "platform_change_open");
    assert_eq!(shop.json("share settle"), json!([]));
    assert!(shop.json(&["next", ORDER])["command"].as_str().unwrap().starts_with("ticketctl refund open"));
}

#[test]
fn an_older_file_never_lifts_a_freeze() {
    let shop = formed();
    heard(&shop, &told(12, 1, 50_600, 0));
    let events = |shop: &Shop| shop.json("event verify")["events"].clone();
    let before = events(&shop);
    // The export from before the request, without a time.
    assert_eq!(heard(&shop, &told(12, 0, 50_600, 0)), "exists platform_unclear");
    let ended = shop.run("order import paid.json --lang en");
    assert!(ended.code == Some(0) && ended.err.contains("order keep"), "{}", ended.err);
    assert_eq!(events(&shop), before);
    // A sale that is further on can't be from before.
    assert_eq!(heard(&shop, &told(21, 0, 50_600, 0)), "changed platform_restored");
    assert!(!is_frozen(&shop));

    // With the platform's times, those decide.
    let shop = formed();
    heard(&shop, &told(12, 1, 50_600, 2_000));
    assert_eq!(heard(&shop, &told(12, 0, 50_600, 1_000)), "exists platform_change_open");
    assert!(is_frozen(&shop));
    assert_eq!(heard(&shop, &told(12, 0, 50_600, 3_000)), "changed platform_restored");
    assert_eq!(heard(&shop, &told(12, 1, 50_600, 2_000)), "exists platform_unclear", "the first file again");
    assert_eq!(heard(&shop, &told(12, 1, 50_600, 4_000)), "changed platform_refund", "asked once more");
    assert!(is_frozen(&shop));
}

#[test]
fn a_refund_that_came_to_nothing_lifts_the_freeze_once_without_a_time() {
    for ended in [4, 6] {
        let shop = formed();
        heard(&shop, &told(12, 1, 50_600, 0));
        assert_eq!(heard(&shop, &told(12, ended, 50_600, 0)), "changed platform_restored");
        assert_eq!(standing(&shop), ("confirm_agent_payment".to_owned(), vec![]));
        // The same two files again change nothing, and are not passed over in silence.
        assert_eq!(heard(&shop, &told(12, 1, 50_600, 0)), "exists platform_unclear");
        assert_eq!(heard(&shop, &told(12, ended, 50_600, 0)), "exists -");
        // A further stage is news whatever came before; the old word lifts nothing now.
        assert_eq!(heard(&shop, &told(12, 2, 50_600, 0)), "changed platform_refund");
        assert_eq!(heard(&shop, &told(12, ended, 50_600, 0)), "exists platform_unclear");
        assert!(is_frozen(&shop));
    }
}

#[test]
fn what_was_kept_is_asked_again_only_by_further_news() {
    let shop = formed();
    heard(&shop, &told(12, 1, 50_600, 0));
    let line = ["order", "keep", ORDER, "--reason", "asked by mistake", "--key", "k"];
    assert_eq!(shop.json(&line)["events"][0]["type"], "platform_change_dismissed");
    assert_eq!(shop.json(&line)["replayed"], true);
    assert_eq!(shop.json(&["order", "keep", ORDER, "--reason", "again"])["events"], json!([]));
    assert_eq!(heard(&shop, &told(12, 1, 50_600, 0)), "exists -");
    assert!(!is_frozen(&shop));
    assert_eq!(heard(&shop, &told(12, 3, 50_600, 0)), "changed platform_refund");
    assert_eq!(heard(&shop, &told(12, 1, 50_600, 0)), "exists platform_change_open", "the earlier stage is old");
    shop.ok(&["order", "keep", ORDER, "--reason", "a part only"]);
    assert_eq!(heard(&shop, &told(12, 5, 50_600, 0)), "changed platform_refund");
    assert!(is_frozen(&shop));
    shop.ok(&["order", "keep", ORDER, "--reason", "r", "--dry-run"]);
    assert!(is_frozen(&shop), "a dry run decides nothing");
}

#[test]
fn nobody_keeps_what_nothing_speaks_against() {
    let shop = formed();
    let refused = shop.refused(&["order", "keep", ORDER, "--reason", "r"], 4);
    assert_eq!(refused["code"], "no_platform_change");
    heard(&shop, &told(12, 1, 50_600, 0));
    assert_eq!(shop.refused(&["order", "keep", ORDER], 2)["code"], "answer_needed");
}

#[test]
fn an_amount_is_news_unless_it_was_told_before() {
    let shop = formed();
    assert_eq!(heard(&shop, &told(12, 0, 48_000, 2_000)), "changed platform_amount");
    assert_eq!(heard(&shop, &told(12, 0, 48_000, 3_000)), "exists platform_change_open");
    assert_eq!(heard(&shop, &told(12, 0, 50_600, 1_000)), "exists platform_change_open", "from before");
    assert_eq!(heard(&shop, &told(12, 0, 50_600, 0)), "exists platform_unclear", "nobody knows when");
    assert_eq!(heard(&shop, &told(12, 0, 50_600, 4_000)), "changed platform_amount", "what was paid after all");
    assert!(!is_frozen(&shop));
    assert_eq!(heard(&shop, &told(12, 0, 47_000, 0)), "changed platform_amount");
    shop.ok(&["order", "keep", ORDER, "--reason", "a coupon"]);
    assert_eq!(heard(&shop, &told(12, 0, 47_000, 0)), "exists -");
    // The total is no payment, and what is left after our own refund is no other amount.
    let shop = formed();
    assert_eq!(heard(&shop, &told(12, 0, 50_600, 0).replace("60000", "70000")), "exists -");
    shop.ok(&["refund", "open", ORDER, "--amount", "19.00", "--reason", "a coupon"]);
    shop.ok(&["refund", "leg", ORDER, "--leg", "buyer", "--evidence", "bill"]);
    shop.ok(&["refund", "complete", ORDER]);
    assert_eq!(heard(&shop, &told(12, 0, 48_700, 0)), "exists -");
}

#[test]
fn two_rows_of_one_file_are_heard_in_their_order() {
    let shop = formed();
    let number = "3364202298717561609";
    let rows = [told(12, 0, 50_600, 0), told(12, 1, 50_600, 0)].map(|row| row.replace(NUMBER, number)).join("\n");
    shop.file("both.ndjson", &rows);
    let verdicts = |rows: &Value| {
        rows.as_array().unwrap().iter().map(|row| row["verdict"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let dry = shop.json("order import both.ndjson --dry-run");
    assert_eq!(verdicts(&dry), ["would_create", "would_change"]);
    let line = "order import both.ndjson --key night";
    let first = shop.json(line);
    assert_eq!(verdicts(&first), ["created", "changed"]);
    assert_eq!(first[0]["order_no"], first[1]["order_no"]);
    assert_eq!(verdicts(&shop.json(line)), ["created", "changed"], "the key tells the first result again");
    assert_eq!(verdicts(&shop.json("order import both.ndjson")), ["exists", "exists"]);
    let ended = shop.run("order import both.ndjson --key night --lang zh");
    assert!(ended.err.contains("变化 1"), "{}", ended.err);
}

#[test]
fn what_is_on_its_way_back_here_is_recorded_and_stops_nothing_more() {
    let shop = formed();
    shop.ok(&["order", "cancel", ORDER, "--reason", "the buyer is ill"]);
    assert_eq!(heard(&shop, &told(12, 1, 50_600, 0)), "changed platform_refund");
    assert_eq!(standing(&shop), ("handle_refund".to_owned(), vec![]));
    assert_eq!(heard(&shop, &told(12, 5, 50_600, 0)), "changed platform_refund");
    shop.ok(&["refund", "leg", ORDER, "--leg", "buyer", "--evidence", "bill"]);
    let before = shop.json("event verify")["events"].clone();
    for content in [told(24, 5, 50_600, 0), told(12, 0, 50_600, 0), told(24, 0, 0, 9_000)] {
        assert_eq!(heard(&shop, &content), "exists -", "the order ended here");
    }
    assert_eq!(shop.json("event verify")["events"], before);
}

#[test]
fn an_order_that_is_typed_again_is_not_the_platform_speaking() {
    let shop = formed();
    let line = ["order", "create", "--external-no", NUMBER, "--product", "p", "--paid-amount", "480.00"];
    assert_eq!(shop.refused(&line, 4)["code"], "order_exists");
    assert!(!is_frozen(&shop));
}

#[test]
fn an_order_with_news_moves_to_another_shop() {
    let shop = formed();
    heard(&shop, &told(12, 1, 50_600, 2_000));
    shop.ok(&["order", "keep", ORDER, "--reason", "asked by mistake"]);
    shop.ok(&["order", "correct", ORDER, "--play-date", "2026-04-16", "--reason", "the 16th"]);
    shop.ok_with(&["order", "note", ORDER, "-"], "call before noon");
    heard(&shop, &told(12, 5, 48_000, 3_000));
    let export = shop.path("moved.ndjson");
    shop.ok(&["fixture", "capture", ORDER, "--out", export.to_str().unwrap()]);
    let moved = Shop::sandbox();
    moved.file("prices.csv", "ticket_type,season,price\n初级道 3 小时,high,506.00\n");
    assert_eq!(moved.json(&["event", "import", export.to_str().unwrap()])[0]["verdict"], "created");
    let facts = |shop: &Shop| {
        let order = shop.json(&["order", "show", ORDER]);
        (order["status"].clone(), order["exceptions"][0].clone(), order["play_date"].clone(), standing(shop))
    };
    assert_eq!(facts(&shop), facts(&moved));
    assert_eq!(moved.json("event verify")["ok"], true);
    assert_eq!(moved.json("doctor")["ok"], true);
    // What nobody could have decided is refused.
    let text = std::fs::read_to_string(&export).unwrap();
    let without: String =
        text.lines().filter(|line| !line.contains("refund_asked")).map(|line| format!("{line}\n")).collect();
    std::fs::write(&export, without).unwrap();
    let elsewhere = Shop::sandbox();
    assert_eq!(elsewhere.refused(&["event", "import", export.to_str().unwrap()], 4)["code"], "import_contradiction");
}

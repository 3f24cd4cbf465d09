//! `work` with orders of the checkout flow: every question that one can have, answered at a terminal in either language.

use crate::support::shop::Shop;
use crate::support::terminal_session::TerminalSession;

const SKU: &str = "sentosa";
const DRAFTED: &str = "2026-03-20T08:36:00Z";
/// While the places of every order are held.
const NOW: &str = "2026-03-20T08:37:00Z";
/// When nobody can visit any more.
const TOO_LATE: &str = "2026-03-22T08:00:00Z";
/// The clock's part of an id that is drawn then.
const CLOCK: &str = "19d0a631980";
const DAY: &str = "2026-03-21";

/// A shop with places on the day, and `count` drafts of which the first is shown first.
fn open_shop(count: usize, capacity: &str) -> Shop {
    let shop = Shop::at_home();
    shop.ok("init --sandbox");
    shop.ok(&format!("sku add {SKU} --name Sentosa --merchant demo --price 119.00 --currency SGD --pack-size 3"));
    shop.ok(&format!("--now {DRAFTED} sku stock {SKU} --date {DAY} --capacity {capacity}"));
    for number in 1..=count {
        let draft = format!("checkout draft --sku {SKU} --quantity 3 --date {DAY} --channel telegram");
        shop.ok(&format!("--now {DRAFTED} --ids {number:013x} {draft}"));
    }
    shop
}

fn order(number: usize) -> String {
    format!("order_{number:013x}{CLOCK}")
}

/// Takes steps with the first order, at the moment of the walk.
fn step(shop: &Shop, lines: &[&str]) {
    for line in lines {
        shop.ok(&format!("--now {NOW} {}", line.replace("ORDER", &order(1)).replace("SESSION", &session(shop))));
    }
}

fn session(shop: &Shop) -> String {
    let shown = shop.json(&["order", "show", &order(1)]);
    shown["payment_session"]["session_id"].as_str().unwrap_or_default().to_owned()
}

/// A paid order, with its ticket unless the shop is to issue it.
fn pay(shop: &Shop, more: &str) {
    step(shop, &["checkout lock ORDER", "checkout request ORDER --method card", "checkout session ORDER"]);
    step(shop, &[&format!("checkout complete ORDER --session SESSION --payment-ref card_100001 {more}")]);
}

fn start_walk(shop: &Shop, lang: &str) -> TerminalSession {
    TerminalSession::start(shop, &["work", "--now", NOW, "--lang", lang])
}

fn status(shop: &Shop, number: usize) -> [String; 2] {
    let shown = shop.json(&["order", "show", &order(number)]);
    ["status", "fulfillment_status"].map(|axis| shown["order"][axis].as_str().unwrap().to_owned())
}

/// Types each answer once its question is shown.
fn answer_all(walk: &mut TerminalSession, answers: &[(&str, &str)]) {
    for (question, typed) in answers {
        walk.wait_for_question(question);
        walk.type_keys(&format!("{typed}\r"));
    }
}

#[test]
fn an_order_goes_from_its_draft_to_its_ticket_by_answers_alone() {
    let shop = open_shop(2, "30");
    let mut walk = start_walk(&shop, "en");
    walk.wait_for(&order(1));
    answer_all(
        &mut walk,
        &[
            ("Enter Hold the places", ""),
            ("Enter Request the checkout", ""),
            ("Enter Create a payment session", ""),
            // The payment is the buyer's to make: the other order is next.
            (&order(2), "b"),
            // A slip of the fingers is no payment.
            ("Number of the buyer's payment", "yes"),
            ("there is no choice \"yes\"", "card_1773995812285"),
        ],
    );
    walk.wait_for("ticket issued");
    walk.wait_for(&order(2));
    walk.wait_for_question("q quit");
    let (code, shown) = walk.end_with(b"q\r");
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("orders seen: 2, steps taken: 4"), "{shown}");
    assert_eq!(status(&shop, 1), ["FULFILLED", "FULFILLED"]);
    assert_eq!(shop.json(&["order", "show", &order(1)])["order"]["payment_ref"], "card_1773995812285");
    assert_eq!(status(&shop, 2), ["DRAFT", "NOT_STARTED"]);
}

#[test]
fn the_walk_asks_in_chinese_and_names_what_the_operator_is_to_give() {
    let shop = open_shop(2, "30");
    let mut walk = start_walk(&shop, "zh");
    walk.wait_for(&order(1));
    answer_all(&mut walk, &[("回车 锁定库存", ""), ("回车 发起结账", ""), ("回车 创建支付会话", "")]);
    answer_all(
        &mut walk,
        &[
            (&order(2), "b"),
            ("买家的付款单号", "好的"),
            ("没有「好的」这个选项", "f 银行拒付"),
            // Places are held, so another session may be opened, or not.
            ("回车 创建支付会话", "c"),
            ("原因:", ""),
            ("c 取消订单", "c 客人不要了"),
            (&order(2), "o"),
            ("关键状态", "n"),
            ("备注:", "客人明天再来"),
            ("q 退出", "s"),
        ],
    );
    let (code, shown) = walk.end_with(b"");
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("看了 2 单，完成 5 步"), "{shown}");
    assert_eq!(status(&shop, 1)[0], "CANCELLED");
    let reasons = shop.json(&["order", "show", &order(1)])["events"].to_string();
    assert!(reasons.contains("银行拒付") && reasons.contains("客人不要了"), "{reasons}");
}

#[test]
fn too_few_places_and_another_payment_method_are_asked_for() {
    let shop = open_shop(1, "2");
    let mut walk = start_walk(&shop, "en");
    answer_all(
        &mut walk,
        &[
            ("Number of places of the day", "many"),
            ("there is no choice \"many\"", "30"),
            ("Enter Hold the places", ""),
            ("m another payment method", "m cash"),
            // It is refused and asked again.
            ("error[payment_method_not_allowed]", "m"),
            ("Payment method:", "paynow"),
            ("Enter Create a payment session", "q"),
        ],
    );
    let (code, shown) = walk.end_with(b"");
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(shop.json(&["order", "show", &order(1)])["order"]["payment_method"], "paynow");
}

#[test]
fn a_payment_that_needs_a_mandate_asks_for_its_file() {
    let shop = open_shop(1, "30");
    let session = "checkout session ORDER --require-mandate";
    step(&shop, &["checkout lock ORDER", "checkout request ORDER --method card", session]);
    let mut walk = start_walk(&shop, "en");
    answer_all(
        &mut walk,
        &[
            ("Number of the buyer's payment", "card_100001"),
            ("File of the mandate", "nowhere.txt"),
            ("error[", ""),
            ("Number of the buyer's payment", "q"),
        ],
    );
    let (code, shown) = walk.end_with(b"");
    assert_eq!((code, status(&shop, 1)[0].as_str()), (Some(0), "CHECKOUT_PENDING"), "{shown}");
}

#[test]
fn a_ticket_is_issued_and_one_that_was_revoked_is_issued_again_or_refunded() {
    let shop = open_shop(1, "30");
    pay(&shop, "--no-issue");
    let mut walk = start_walk(&shop, "en");
    answer_all(&mut walk, &[("Enter Issue the ticket", "")]);
    let (code, shown) = walk.end_with(b"");
    assert_eq!((code, status(&shop, 1)), (Some(0), ["FULFILLED", "FULFILLED"].map(str::to_owned)), "{shown}");

    step(&shop, &["ticket revoke ORDER --reason leaked"]);
    let mut walk = start_walk(&shop, "zh");
    answer_all(&mut walk, &[("原因:", "换新码")]);
    let (code, shown) = walk.end_with(b"");
    assert_eq!((code, status(&shop, 1)[1].as_str()), (Some(0), "FULFILLED"), "{shown}");

    step(&shop, &["ticket revoke ORDER --reason leaked"]);
    let mut walk = start_walk(&shop, "zh");
    answer_all(&mut walk, &[("r 退款", "r 客人不来了")]);
    walk.wait_for("退款，确定？");
    walk.type_keys("y\r");
    answer_all(&mut walk, &[("f 退不了款", "f 银行维护"), ("凭据", "re_100001")]);
    let (code, shown) = walk.end_with(b"");
    assert_eq!((code, status(&shop, 1)[0].as_str()), (Some(0), "REFUNDED"), "{shown}");
}

#[test]
fn money_for_a_day_that_is_over_goes_back() {
    let shop = open_shop(1, "30");
    pay(&shop, "--no-issue");
    let mut walk = TerminalSession::start(&shop, &["work", "--now", TOO_LATE, "--lang", "en"]);
    answer_all(&mut walk, &[("Reason", "the day is over")]);
    walk.wait_for("Refund the customer: sure?");
    walk.type_keys("y\r");
    answer_all(&mut walk, &[("Evidence", "re_100001")]);
    let (code, shown) = walk.end_with(b"");
    assert_eq!((code, status(&shop, 1)[0].as_str()), (Some(0), "REFUNDED"), "{shown}");
}

#[test]
fn a_notice_by_hand_is_shown_as_often_as_it_is_asked_for_and_recorded_by_enter() {
    let shop = open_shop(1, "30");
    shop.ok("config set checkout.notice_channel manual");
    pay(&shop, "");
    let mut walk = start_walk(&shop, "zh");
    answer_all(&mut walk, &[("回车 发送用户通知", ""), ("t 通知的文字", "t"), ("复制两条线之间的文字", "")]);
    let (code, shown) = walk.end_with(b"");
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(shop.json(&["order", "show", &order(1)])["notices"][0]["state"], "accepted");
}

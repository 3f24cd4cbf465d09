//! `work`: answers as people type them: pasted, without a blank, with a slip of the finger.

use crate::support::shop::{Shop, paid};
use crate::support::terminal_session::TerminalSession;
use crate::work::{FIRST, NOW, open_shop, status};

const THIRD: &str = "XY20260320034000000CCCC";

fn walk_from(shop: &Shop, order: &str, lang: &str) -> TerminalSession {
    TerminalSession::start(shop, &["work", order, "--now", NOW, "--lang", lang])
}

fn type_all(walk: &mut TerminalSession, steps: &[(&str, &str)]) {
    for (shown, typed) in steps {
        match shown.strip_prefix('?') {
            // One key answers it.
            Some(shown) => walk.wait_for(shown),
            None => walk.wait_for_question(shown),
        }
        walk.type_keys(typed);
    }
}

/// Whether the payment of an order was booked over a channel under a number.
fn has_payment(shop: &Shop, order: &str, channel: &str, number: &str) -> bool {
    let events = shop.json(&["event", "list", "--order", order, "--reveal", "--limit", "0"]);
    let has = |payload: &serde_json::Value| payload["payChannel"] == channel && payload["paymentReference"] == number;
    events.as_array().unwrap().iter().any(|event| has(&event["payload"]))
}

#[test]
fn the_buyers_text_is_pasted_below_the_order_that_is_named() {
    let shop = open_shop();
    shop.file("paid.json", paid(3, 506));
    shop.ok("--now 2026-03-20T03:40:00Z --ids CCCC order import paid.json");
    let mut walk = walk_from(&shop, &THIRD[THIRD.len() - 4..], "zh");
    type_all(
        &mut walk,
        &[
            ("或直接粘贴买家的文字", "姓名：王伟\r电话 13812340000\r身份证 110101199003078515\r"),
            // A paste without an empty line is no screen that hangs: it says what it waits for.
            ("?以一个空行结束", "\r"),
            ("?的表单？", "y\r"),
            ("付款单号", "q\r"),
        ],
    );
    let (code, shown) = walk.end_with(b"");
    assert_eq!((code, status(&shop, THIRD).as_str()), (Some(0), "agent_payment_pending"), "{shown}");
}

#[test]
fn a_channel_stands_before_a_number_with_or_without_a_blank() {
    let shop = open_shop();
    let mut walk = walk_from(&shop, FIRST, "zh");
    type_all(&mut walk, &[("付款单号", "支付宝2026113022001\r"), ("付款凭证的文件", "q\r")]);
    let (code, shown) = walk.end_with(b"");
    assert_eq!(code, Some(0), "{shown}");
    assert!(has_payment(&shop, FIRST, "alipay", "2026113022001"), "{shown}");
}

#[test]
fn a_number_that_is_no_channels_is_asked_about() {
    let shop = open_shop();
    let mut walk = walk_from(&shop, FIRST, "en");
    type_all(
        &mut walk,
        &[
            ("Payment number", "420\r"),
            ("at least 4 digits", "4200\r"),
            ("?WeChat Pay 4200?", "n\r"),
            ("Payment number", "bank 4200-4711\r"),
            ("File of the payment proof", "q\r"),
        ],
    );
    let (code, shown) = walk.end_with(b"");
    assert_eq!(code, Some(0), "{shown}");
    assert!(has_payment(&shop, FIRST, "bank", "4200-4711"), "{shown}");
}

#[test]
fn a_slip_of_the_finger_cancels_nothing() {
    let shop = open_shop();
    let heading = "订单号,商品名称,实付金额,付款时间,订单状态,退款状态";
    shop.file("news.csv", format!("{heading}\nOUT-1,亚布力,506.00,2026-03-20 11:35:42,待发货,退款中\n"));
    let told = shop.run("--now 2026-03-20T03:50:00Z order import news.csv");
    let mut walk = walk_from(&shop, FIRST, "zh");
    type_all(
        &mut walk,
        &[
            ("c 取消订单", "c\r"),
            ("取消订单：原因", "k\r"),
            ("至少两个字", "<\r"),
            ("选择", "取消订单\r"),
            ("取消订单：原因", "买家不去了\r"),
            ("?取消订单，确定？", "n\r"),
            ("选择", "q\r"),
        ],
    );
    let (code, shown) = walk.end_with(b"");
    assert_eq!((code, status(&shop, FIRST).as_str()), (Some(0), "agent_payment_pending"), "{shown}\n{told:?}");
}

/// How many events of a kind an order has.
fn count_events(shop: &Shop, order: &str, kind: &str) -> usize {
    let events = shop.json(&["event", "list", "--order", order, "--limit", "0"]);
    events.as_array().unwrap().iter().filter(|event| event["type"] == kind).count()
}

#[test]
fn a_number_asked_for_behind_a_channel_is_read_like_the_first_one() {
    let shop = open_shop();
    let mut walk = walk_from(&shop, FIRST, "zh");
    type_all(
        &mut walk,
        &[
            ("付款单号（前面可写渠道", "微信\r"),
            ("微信 付款单号", "<\r"),
            // Back: nothing is booked.
            ("付款单号（前面可写渠道", "微信\r"),
            ("微信 付款单号", "现金 12345\r"),
            ("至少要有 4 位数字", "单号\r"),
            ("只是占位的字", "\r"),
            ("?没有单号，就这样登记？", "\r"),
            ("微信 付款单号", "支付宝\r"),
            ("支付宝 付款单号", "12\r"),
            ("?登记为支付宝 12？", "否\r"),
            ("支付宝 付款单号", "2026 1130 22001\r"),
            ("付款凭证的文件", "q\r"),
        ],
    );
    let (code, shown) = walk.end_with(b"");
    assert_eq!(code, Some(0), "{shown}");
    assert!(has_payment(&shop, FIRST, "alipay", "2026113022001"), "{shown}");
    assert_eq!(count_events(&shop, FIRST, "agent_payment_manually_confirmed"), 1);
}

#[test]
fn the_line_breaks_of_a_paste_book_nothing() {
    let shop = open_shop();
    let mut walk = walk_from(&shop, FIRST, "zh");
    type_all(
        &mut walk,
        &[
            ("付款单号（前面可写渠道", "支付宝 20261201220014000002\r谢谢老板\r已付893.76\r"),
            ("?只用第一行「支付宝 20261201220014000002」？", "\r"),
            ("付款单号（前面可写渠道", "支付宝 20261201220014000002\r谢谢老板"),
            ("?只用第一行「支付宝 20261201220014000002」？", "好\r"),
            ("付款凭证的文件", "‹\r"),
            // Back, to the only order that was shown.
            ("付款凭证的文件", "q\r"),
        ],
    );
    let (code, shown) = walk.end_with(b"");
    assert_eq!(code, Some(0), "{shown}");
    assert!(has_payment(&shop, FIRST, "alipay", "20261201220014000002"), "{shown}");
}

#[test]
fn a_leg_of_a_refund_is_booked_once_its_evidence_is_agreed_to() {
    let shop = open_shop();
    for line in
        [format!("payment confirm {FIRST} --channel wechat --ref W-4711"), format!("refund open {FIRST} --reason ill")]
    {
        shop.ok(&format!("--now 2026-03-20T03:50:00Z {line}"));
    }
    let legs = || count_events(&shop, FIRST, "refund_leg_confirmed");
    let mut walk = walk_from(&shop, FIRST, "zh");
    type_all(
        &mut walk,
        &[
            ("退买家：凭据", "z\r"),
            ("凭据至少两个字", "re_100001\r"),
            ("?登记退款给买家 ¥506.00，凭据「re_100001」，确定？", "\r"),
            ("退买家：凭据", "re_100002\r"),
            ("?凭据「re_100002」", "y\r"),
            ("代理退回：凭据", "<\r"),
            ("代理退回：凭据", "q\r"),
        ],
    );
    let (code, shown) = walk.end_with(b"");
    assert_eq!((code, legs()), (Some(0), 1), "{shown}");
}

#[test]
fn a_paused_group_is_opened_by_a_word_and_never_by_enter() {
    let shop = open_shop();
    shop.ok(&format!("--now 2026-03-20T03:50:00Z payment confirm {FIRST} --channel wechat --ref W-4711"));
    shop.ok(&format!("--now 2026-03-20T03:51:00Z proof upload {FIRST} proof.txt"));
    shop.ok(&["group", "pause", "agents", "--reason", "the agent is away"]);
    let is_paused = || shop.json("group show agents")["paused"] == true;
    let mut walk = walk_from(&shop, FIRST, "en");
    walk.wait_for_question("Enter leave it paused");
    assert!(walk.shown.contains("the agent is away") && walk.shown.contains("y Resume the group"), "{}", walk.shown);
    type_all(&mut walk, &[("Choose", "\r"), ("Payment number", "q\r")]);
    let (code, shown) = walk.end_with(b"");
    assert_eq!((code, is_paused()), (Some(0), true), "{shown}");
    let mut walk = walk_from(&shop, FIRST, "en");
    type_all(&mut walk, &[("Enter leave it paused", "y\r"), ("Enter Push to the agent's group", "q\r")]);
    let (code, shown) = walk.end_with(b"");
    assert_eq!((code, is_paused()), (Some(0), false), "{shown}");
}

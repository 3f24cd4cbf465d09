//! A person at a terminal: a question that ends in ^C, ^D or Esc gives the terminal back as it was, and a form is asked for
//! question by question.

use crate::support::shop::{FORM, NOW, Shop};
use crate::support::terminal_session::TerminalSession;

const CTRL_C: &[u8] = b"\x03";
const CTRL_D: &[u8] = b"\x04";
const ESCAPE: &[u8] = b"\x1b";

#[test]
fn a_hidden_answer_that_ends_in_an_interrupt_leaves_the_echo_on() {
    let shop = Shop::at_home();
    shop.ok("init");
    for words in [&["secret", "set", "wecom"][..], &["ticket", "verify"], &["ticket", "redeem", "--code", "-"]] {
        let mut session = TerminalSession::start(&shop, words);
        session.wait_for("not shown");
        let (code, shown) = session.end_with(CTRL_C);
        assert_eq!(code, Some(130), "{words:?}: {shown}");
    }
}

#[test]
fn a_yes_or_no_question_can_be_left_by_every_key_that_leaves() {
    let shop = Shop::at_home();
    shop.ok("init");
    shop.ok("ap2 key new");
    for (keys, exit) in [(CTRL_C, 130), (CTRL_D, 10), (ESCAPE, 10), (b"\r", 10), (b"n\r", 10), (b"y\r", 0)] {
        let mut session = TerminalSession::start(&shop, &["ap2", "key", "rotate"]);
        session.wait_for("[y/N]");
        let (code, shown) = session.end_with(keys);
        assert_eq!(code, Some(exit), "{keys:?}: {shown}");
    }
}

#[test]
fn a_reason_that_is_missing_is_asked_for() {
    let shop = Shop::at_home();
    shop.ok("init");
    let order = shop.json("order create --external-no A-1234 --product p --paid-amount 506.00");
    let no = order["order_no"].as_str().unwrap();
    for (keys, exit, recorded) in [(CTRL_C, 130, false), (b"mistyped\r", 0, true)] {
        let mut session = TerminalSession::start(&shop, &["order", "correct", no, "--nick", "n", "--lang", "en"]);
        session.wait_for("Why is order");
        let (code, shown) = session.end_with(keys);
        assert_eq!(code, Some(exit), "{shown}");
        let asked = shown.lines().rfind(|line| line.contains("Why is order")).unwrap();
        assert!(
            !asked.contains("interrupted") && !asked.contains("=end="),
            "what comes next is on its own line: {shown:?}"
        );
        let events = shop.ok(&["order", "timeline", no]);
        assert_eq!(events.contains("order corrected"), recorded, "{events}");
    }
}

#[test]
fn a_form_asks_for_every_visitor_until_one_is_not_known_yet() {
    let shop = Shop::at_home();
    shop.ok("init --sandbox");
    shop.file("prices.csv", "ticket_type,season,price\n成人,high,506.00\n");
    shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-05-05,high\n");
    shop.ok("price import prices.csv");
    shop.ok("season import seasons.csv");
    let bought =
        format!("--now {NOW} --ids Q333 order create --external-no Q-3 --product p --quantity 3 --paid-amount 1518");
    shop.ok(&format!("{bought} --ticket-type 成人 --play-date 2026-04-15"));
    let order = "XY20260320034000000Q333";
    let mut session = TerminalSession::start(&shop, &["--now", NOW, "form", "submit", order]);
    // An identity card says its kind, where its holder comes from, gender and birthday; of a passport the kind is proposed.
    for (question, keys) in [
        ("How:", "\x1b[B"),
        ("Name:", "样本甲"),
        ("Phone:", "13800000000"),
        ("Certificate number:", "11010519491231002X"),
        ("Name of visitor 2 of 3", "样本乙"),
        ("Certificate number:", "E12345678"),
        ("Certificate type:", ""),
        ("Name of visitor 3 of 3", ""),
    ] {
        session.answer(question, keys);
    }
    session.wait_for("[Y/n/<]");
    let (code, shown) = session.end_with(b"y\r");
    assert_eq!(code, Some(0), "{shown}");
    let visitors = shop.json(&["form", "show", order, "--reveal"])["visitors"].clone();
    let expected = serde_json::json!([{"name": "样本乙", "certificateType": "passport", "certificateNo": "E12345678"}]);
    assert_eq!(visitors, expected);
    let form = shop.json(&["form", "show", order, "--reveal"]);
    assert_eq!(
        ["certificateType", "userType", "gender", "birthday"].map(|key| form[key].clone()),
        ["id_card", "mainland", "female", "1949-12-31"].map(serde_json::Value::from)
    );
}

/// A shop with one priced order, paid with this much, that waits for the payment of its agent.
fn awaiting_payment(paid: &str) -> (Shop, &'static str) {
    let shop = Shop::at_home();
    shop.ok("init --sandbox");
    shop.file("prices.csv", "ticket_type,season,price\n成人,high,506.00\n");
    shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-05-05,high\n");
    shop.file("form.json", FORM);
    shop.ok("price import prices.csv");
    shop.ok("season import seasons.csv");
    let bought = format!("--now {NOW} --ids P111 order create --external-no P-1 --product p --paid-amount {paid}");
    shop.ok(&format!("{bought} --ticket-type 成人 --play-date 2026-04-15"));
    let order = "XY20260320034000000P111";
    shop.ok(&["--now", NOW, "form", "submit", order, "--file", "form.json"]);
    (shop, order)
}

#[test]
fn what_is_to_be_paid_stands_above_the_question_how_it_was() {
    let (shop, order) = awaiting_payment("506.00");
    let words = ["--now", NOW, "payment", "confirm", order];
    let mut session = TerminalSession::start(&shop, &words);
    session.wait_for("How was it paid");
    assert!(
        session.shown.contains("the buyer paid ¥506.00 · payable to the agent ¥495.88 · margin ¥10.12"),
        "{}",
        session.shown
    );
    let (code, shown) = session.end_with(CTRL_C);
    assert_eq!(code, Some(130), "{shown}");
    let paid = || shop.json(&["order", "show", order])["status"]["agent_payment"].clone();
    assert_eq!(paid(), "not_started");
    let mut session = TerminalSession::start(&shop, &[&words[..], &["--lang", "zh"]].concat());
    session.answer("怎么付的", "\x1b[B");
    session.wait_for("付款单号");
    session.type_keys("A-1\r");
    // Short as it is, it may be a slip.
    session.wait_for("登记为支付宝 A-1？");
    let (code, shown) = session.end_with("是\r".as_bytes());
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("已付代理 ¥495.88（支付宝 A-1）"), "{shown}");
    assert_eq!(paid(), "paid");
}

#[test]
fn whoever_says_everything_is_asked_nothing_but_whether_to_lose_money() {
    let (shop, order) = awaiting_payment("506.00");
    let words = ["--now", NOW, "payment", "confirm", order, "--channel", "bank", "--ref", "B-1", "--lang", "en"];
    let (code, shown) = TerminalSession::start(&shop, &words).end_with(b"");
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("paid to the agent ¥495.88 (bank transfer B-1) · margin ¥10.12"), "{shown}");
    let (shop, order) = awaiting_payment("400.00");
    shop.ok(&["--now", NOW, "review", "pass", order, "--reason", "a friend"]);
    for (keys, exit) in [(b"n\r", 10), (b"y\r", 0)] {
        let mut session = TerminalSession::start(&shop, &words);
        session.wait_for("[y/N]");
        assert!(session.shown.contains("a loss of ¥95.88"), "{}", session.shown);
        let (code, shown) = session.end_with(keys);
        assert_eq!(code, Some(exit), "{shown}");
    }
}

#[test]
fn whatever_a_command_still_has_to_be_told_is_asked_for() {
    let shop = Shop::at_home();
    shop.ok("init");
    let order = shop.json("order create --external-no A-1234 --product p --paid-amount 506.00");
    let no = order["order_no"].as_str().unwrap();
    let mut session = TerminalSession::start(&shop, &["order", "note", "--lang", "zh"]);
    session.answer("订单号", "1234");
    session.answer("500", "下午到");
    let (code, shown) = session.end_with(b"");
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(shop.json(&["order", "show", no])["notes"].as_array().unwrap().len(), 1);
    // Left, it is left; a script that says so is not asked, and neither is one that reads the answer.
    let mut session = TerminalSession::start(&shop, &["group", "pause", "g"]);
    session.wait_for(": ");
    assert_eq!(session.end_with(CTRL_C).0, Some(130));
    for words in [&["order", "note", "--no-input"][..], &["order", "note", "--json"]] {
        assert_eq!(TerminalSession::start(&shop, words).end_with(b"").0, Some(2), "{words:?}");
    }
}

#[test]
fn the_reason_of_a_cancellation_is_asked_for() {
    let (shop, order) = awaiting_payment("506.00");
    let words = ["--now", NOW, "order", "cancel", order, "--lang", "zh"];
    let state = || shop.json(&["order", "show", order])["status"]["order"].clone();
    for (typed, exit, left) in [("<\r", 10, "agent_payment_pending"), ("原因\r", 2, "agent_payment_pending")] {
        let mut session = TerminalSession::start(&shop, &words);
        session.wait_for("为什么取消订单");
        let (code, shown) = session.end_with(typed.as_bytes());
        assert_eq!((code, state()), (Some(exit), left.into()), "{shown}");
    }
    assert_eq!(shop.refused(&words[..5], 2)["code"], "answer_needed");
    let mut session = TerminalSession::start(&shop, &words);
    session.wait_for("为什么取消订单");
    let (code, shown) = session.end_with("买家不去了\r".as_bytes());
    assert_eq!((code, state()), (Some(0), "refund_pending".into()), "{shown}");
}

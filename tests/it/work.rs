//! `work`: the queue as a walk at a terminal.

use crate::support::shop::{FORM, Shop, fixture, paid};
use crate::support::terminal_session::TerminalSession;

/// The moment of each walk.
pub(crate) const NOW: &str = "2026-03-20T04:00:00Z";
pub(crate) const FIRST: &str = "XY20260320034000000AAAA";
const SECOND: &str = "XY20260320034000000BBBB";
/// What the card of the first order calls its buyer's purchase.
const FIRST_NAME: &str = "OUT-1";
const REFERENCE: &str = "4200002345202511281234567890";

/// Two orders whose forms are there, a group, and the files that an operator has at hand.
pub(crate) fn open_shop() -> Shop {
    let shop = Shop::at_home();
    shop.ok("init --sandbox");
    shop.file("prices.csv", "ticket_type,season,price\n初级道 3 小时,high,506.00\n");
    shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-05-05,high\n");
    for table in ["price import prices.csv", "season import seasons.csv"] {
        shop.ok(table);
    }
    shop.ok("group add agents --channel spool --target out");
    for (number, ids) in [(1, "AAAA"), (2, "BBBB")] {
        shop.file("paid.json", paid(number, 506));
        shop.ok(&format!("--now 2026-03-20T03:40:00Z --ids {ids} order import paid.json"));
    }
    shop.file("form.json", FORM);
    shop.ok(&format!("--now 2026-03-20T03:41:00Z form submit {FIRST} --file form.json"));
    let other = FORM.replace("13800000000", "13900000000").replace("440101199001012376", "11010519491231002X");
    shop.file("other.json", other.replace("张三2376", "李四"));
    shop.ok(&format!("--now 2026-03-20T03:42:00Z form submit {SECOND} --file other.json"));
    for (name, from) in [("proof.txt", "proof.txt"), ("shot.png", "screenshot.png"), ("shot.txt", "screenshot.txt")] {
        shop.file(name, std::fs::read(fixture("scenarios/shared").join(from)).unwrap());
    }
    shop
}

fn start_walk(shop: &Shop) -> TerminalSession {
    TerminalSession::start(shop, &["work", "--now", NOW, "--lang", "en"])
}

pub(crate) fn status(shop: &Shop, order: &str) -> String {
    shop.json(&["order", "show", order])["status"]["order"].as_str().unwrap().to_owned()
}

#[test]
fn an_order_goes_from_its_payment_to_its_share_by_answers_alone() {
    let shop = open_shop();
    let mut walk = start_walk(&shop);
    for (shown, typed) in [
        ("payable ¥495.88", REFERENCE),
        ("File of the payment proof", "pro\t"),
        ("Enter Push to the agent's group", ""),
        // The screenshot is the agent's to send, which is said: the other order is next.
        (&format!("{FIRST}: it waits for the agent's answer and screenshot, due 2026-03-20 16:00"), "s"),
    ] {
        walk.wait_for_question(shown);
        walk.type_keys(&format!("{typed}\r"));
    }
    let (code, shown) = walk.end_with(b"");
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("orders seen: 2, steps taken: 3"), "{shown}");
    let payment = &shop.json(&["order", "show", FIRST, "--reveal"])["events"];
    assert!(payment.to_string().contains(REFERENCE) && status(&shop, FIRST) == "agent_pushed", "{payment}");
    // The agent's screenshot came.
    shop.ok(&format!("--now {NOW} ocr run {FIRST} shot.png --engine mock"));
    let mut walk = start_walk(&shop);
    for (shown, typed) in [("Enter Notify the buyer", ""), ("Enter Settle the profit share", ""), (SECOND, "s")] {
        walk.wait_for_question(shown);
        walk.type_keys(&format!("{typed}\r"));
    }
    let (code, shown) = walk.end_with(b"");
    assert_eq!((code, status(&shop, FIRST).as_str()), (Some(0), "completed"), "{shown}");
    assert_eq!(shop.json(&["order", "show", FIRST])["status"]["profit_share"], "settled");
}

#[test]
fn every_move_leads_where_it_says_and_changes_nothing() {
    let shop = open_shop();
    let before = shop.json("event list").as_array().unwrap().len();
    let mut walk = start_walk(&shop);
    walk.wait_for_question("q quit");
    for (typed, shown) in
        [("o", "Key statuses"), ("x y", "at least 4 digits"), ("s", SECOND), ("b", FIRST), ("n", "Note")]
    {
        walk.type_keys(&format!("{typed}\r"));
        walk.wait_for_question(shown);
    }
    walk.type_keys("buyer calls back\r");
    walk.wait_for("order note");
    walk.wait_for_question("q quit");
    let (code, shown) = walk.end_with(b"q\r");
    assert_eq!(code, Some(0), "{shown}");
    let events = shop.json("event list");
    assert_eq!(events.as_array().unwrap().len(), before, "{events}");
    assert_eq!(shop.json(&["order", "show", FIRST])["notes"].as_array().unwrap().len(), 1);
}

#[test]
fn two_operators_get_different_orders() {
    let shop = open_shop();
    let (mut one, mut other) = (start_walk(&shop), start_walk(&shop));
    one.wait_for_question("q quit");
    other.wait_for_question("q quit");
    let (_, first) = one.end_with(b"q\r");
    let (code, second) = other.end_with(b"q\r");
    assert_eq!(code, Some(0));
    assert_ne!(first.contains(FIRST), second.contains(FIRST), "{first}\n{second}");
    let mut alone = start_walk(&shop);
    alone.wait_for_question(FIRST);
    alone.end_with(b"q\r");
}

#[test]
fn an_order_that_is_open_elsewhere_is_not_another() {
    let shop = open_shop();
    let words = ["work", FIRST, "--now", NOW, "--lang", "en"];
    let mut one = TerminalSession::start(&shop, &words);
    one.wait_for_question("q quit");
    let mut other = TerminalSession::start(&shop, &words);
    other.wait_for("error[order_open_elsewhere]");
    let (code, shown) = other.end_with(b"");
    assert_eq!(code, Some(9), "{shown}");
    assert!(shown.contains(FIRST) && !shown.contains("q quit"), "no other order is shown: {shown}");
    one.end_with(b"q\r");
}

#[test]
fn what_is_refused_is_said_and_asked_again() {
    let shop = open_shop();
    let mut walk = start_walk(&shop);
    walk.wait_for_question("Payment number");
    walk.type_keys(&format!("{REFERENCE}\r"));
    walk.wait_for_question("File of the payment proof");
    walk.type_keys("nowhere.png\r");
    walk.wait_for("error[");
    walk.wait_for_question("File of the payment proof");
    let (code, shown) = walk.end_with(b"\x03");
    assert!(!shown.contains("nothing was changed"), "a payment was: {shown}");
    assert_eq!((code, status(&shop, FIRST).as_str()), (Some(130), "agent_payment_confirmed"));
    assert!(!shown.contains("──") && !shown.contains(FIRST_NAME), "the order is not shown again: {shown}");
}

#[test]
fn without_a_terminal_the_command_that_does_it_is_named() {
    let shop = open_shop();
    let refused = shop.refused(&["work", "--now", NOW], 2);
    assert_eq!(refused["code"], "terminal_needed");
    assert!(refused["hint"].as_str().unwrap().contains(&format!("payment confirm {FIRST}")), "{refused}");
    assert_eq!(shop.refused("work --dry-run", 2)["code"], "terminal_needed");
}

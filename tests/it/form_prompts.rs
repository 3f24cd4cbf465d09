//! The buyer's form at a terminal: asked for, gone back in, broken off, pasted, corrected; and a person's data is nowhere in the
//! clear.

use serde_json::{Value, json};

use crate::support::shop::{NOW, Shop};
use crate::support::terminal_session::TerminalSession;

const CTRL_C: &[u8] = b"\x03";
const DOWN: &str = "\x1b[B";
const ORDER: &str = "XY20260320034000000Q333";
const NAME: &str = "样本甲";
const PHONE: &str = "13800138000";
const CARD: &str = "110101199003078515";

/// A shop with one order that waits for its form.
fn shop() -> Shop {
    let shop = Shop::at_home();
    shop.ok("init --sandbox");
    shop.file("prices.csv", "ticket_type,season,price\n成人,high,506.00\n");
    shop.file("seasons.csv", "from,to,season\n2026-04-01,2026-05-05,high\n");
    shop.ok("price import prices.csv");
    shop.ok("season import seasons.csv");
    let bought = format!("--now {NOW} --ids Q333 order create --external-no Q-3 --product p --paid-amount 506");
    shop.ok(&format!("{bought} --ticket-type 成人 --play-date 2026-04-15"));
    shop.ok_with(&format!("--now {NOW} order correct {ORDER} --nick - --reason chat"), "滑雪小王子");
    shop
}

fn start(shop: &Shop, words: &[&str]) -> TerminalSession {
    TerminalSession::start(shop, &[&["--now", NOW], words].concat())
}

fn revealed(shop: &Shop) -> Value {
    shop.json(&["form", "show", ORDER, "--reveal"])
}

fn count_drafts(shop: &Shop) -> i64 {
    shop.database().query_row("select count(*) from form_draft", [], |row| row.get(0)).unwrap()
}

#[track_caller]
fn assert_sealed(shop: &Shop) {
    let found = shop.files_with(&[NAME, PHONE, CARD]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_wrong_answer_is_told_in_the_language_asked_for_and_a_question_can_be_gone_back_to() {
    let shop = shop();
    let mut session = start(&shop, &["--lang", "zh", "form", "submit", ORDER]);
    // The order stands above.
    for fact in [ORDER, "成人", "2026-04-15", "已付 ¥506.00", "期限", "买家"] {
        session.wait_for(fact);
    }
    session.answer("怎么填:", DOWN);
    session.answer("姓名:", " ");
    session.answer("请重新输入", NAME);
    session.answer("手机号:", "123");
    session.answer("请重新输入：", "<");
    session.answer("姓名 [样*]:", "");
    session.answer("手机号:", PHONE);
    session.answer("证件号:", "110101199003078516");
    session.answer("校验位不对，是不是抄错？再输一次照样保存", "110101199003078516");
    // Why nothing is booked by Enter alone.
    session.wait_for("警告：证件号校验位不符合 GB 11643");
    session.wait_for("提交订单");
    session.wait_for("[y/N/<]");
    session.type_keys("‹\r");
    // The last question, though its answer was there.
    session.answer("用户类型:", "");
    session.wait_for("[y/N/<]");
    let (code, shown) = session.end_with(b"y\r");
    assert_eq!(code, Some(0), "{shown}");
    assert!(!shown.contains("error:") && shown.contains("  证件号: 110101199003078516"), "{shown}");
    assert_eq!(revealed(&shop)["certificateNo"], "110101199003078516");
}

#[test]
fn the_check_digit_is_told_in_english_too_and_esc_goes_back() {
    let shop = shop();
    let mut session = start(&shop, &["form", "submit", ORDER]);
    session.answer("How:", DOWN);
    session.answer("Name:", NAME);
    session.answer("Phone:", "12");
    session.answer("error: ", PHONE);
    session.answer("Certificate number:", "11010119900307851");
    session.answer("18 characters, this has 17", "110101199003078516");
    session.answer("check digit is wrong", "E12345678");
    session.wait_for("Certificate type:");
    session.type_keys("\x1b");
    session.answer("Certificate number [****5678]:", "H12345678");
    // The number proposes the permit, and the permit where its holder comes from.
    session.answer("Certificate type:", "");
    session.answer("User type:", "");
    session.answer("Gender:", "");
    session.answer("Birthday", "1990/3/7");
    session.wait_for("[Y/n/<]");
    let (code, shown) = session.end_with(b"y\r");
    assert_eq!(code, Some(0), "{shown}");
    let form = revealed(&shop);
    assert_eq!(
        ["certificateType", "userType", "certificateNo", "birthday"].map(|key| form[key].clone()),
        ["hk_macao_permit", "hk_macao", "H12345678", "1990-03-07"].map(Value::from)
    );
}

#[test]
fn what_was_answered_before_an_interrupt_is_kept_sealed_and_gone_on_with() {
    let shop = shop();
    let mut session = start(&shop, &["form", "submit", ORDER]);
    session.answer("How:", DOWN);
    session.wait_for("Name:");
    let (code, shown) = session.end_with(CTRL_C);
    assert_eq!(code, Some(130), "{shown}");
    assert_eq!(count_drafts(&shop), 0, "nothing was answered");

    let mut session = start(&shop, &["form", "submit", ORDER]);
    session.answer("How:", DOWN);
    session.answer("Name:", NAME);
    session.answer("Phone:", PHONE);
    session.wait_for("Certificate number:");
    let (code, shown) = session.end_with(CTRL_C);
    assert_eq!(code, Some(130), "{shown}");
    assert_eq!(count_drafts(&shop), 1);
    assert_sealed(&shop);
    assert!(shop.ok("doctor").contains("ok"));

    let mut session = start(&shop, &["form", "submit", ORDER]);
    session.wait_for("样* 138****8000");
    session.answer("A form was begun:", "");
    session.answer("Certificate number:", CARD);
    session.wait_for("[Y/n/<]");
    let (code, shown) = session.end_with(b"n\r");
    assert_eq!(code, Some(10), "{shown}");
    assert!(shown.contains("what was answered is kept"), "{shown}");
    assert_eq!(count_drafts(&shop), 1);

    let mut session = start(&shop, &["form", "submit", ORDER]);
    session.answer("A form was begun:", "");
    session.wait_for("[Y/n/<]");
    let (code, shown) = session.end_with(b"y\r");
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(count_drafts(&shop), 0, "it was submitted");
    let form = revealed(&shop);
    assert_eq!(["name", "phone", "certificateNo"].map(|key| form[key].clone()), [NAME, PHONE, CARD].map(Value::from));
    assert_sealed(&shop);
}

#[test]
fn a_begun_form_that_cannot_be_opened_is_told_by_doctor_and_filled_in_again() {
    let shop = shop();
    let begin = || {
        let mut session = start(&shop, &["form", "submit", ORDER]);
        session.answer("How:", DOWN);
        session.answer("Name:", NAME);
        session.wait_for("Phone:");
        session.end_with(CTRL_C);
    };
    let finding = |line: &str| {
        let report = shop.run(line).json();
        let found = report["findings"].as_array().unwrap().iter().find(|one| one["code"] == "form_drafts").cloned();
        found.map(|one| [one["severity"].clone(), one["message"].clone()]).unwrap_or_default()
    };
    assert_eq!(finding("doctor --json"), [Value::Null, Value::Null], "nothing was begun");
    begin();
    assert_eq!(finding("doctor --json")[0], "ok");
    shop.database().execute("update form_draft set answers = replace(answers, 'a', 'b')", []).unwrap();
    assert_eq!(finding("doctor --json"), ["warning", "1 forms that were begun cannot be opened"].map(Value::from));
    assert_eq!(finding("doctor --json --lang zh")[1], "1 份没填完的表单打不开");
    assert_eq!(shop.run("doctor").code, Some(0), "no fact is lost");
    begin();
    assert_eq!(finding("doctor --json")[0], "ok", "it was begun anew");
}

#[test]
fn a_pasted_text_is_shown_back_and_what_it_lacks_is_asked() {
    let shop = shop();
    let mut session = start(&shop, &["form", "submit", ORDER]);
    session.answer("How:", "");
    session.answer("end with an empty line", "hello?\r");
    // Empty lines of the text itself end nothing, and what stands behind one answers no question.
    session.answer("none of the buyer's details", &format!("亲，姓名：{NAME}\r\r身份证：{CARD}\r\ry\r"));
    session.answer("Phone:", PHONE);
    // What was pasted can be checked: it is shown as it was read.
    session.wait_for(&format!("  Certificate number: {CARD}"));
    session.wait_for("[Y/n/<]");
    let (code, shown) = session.end_with(b"\r");
    assert_eq!(code, Some(0), "{shown}");
    let form = revealed(&shop);
    assert_eq!(["name", "phone", "gender"].map(|key| form[key].clone()), [NAME, PHONE, "male"].map(Value::from));
    assert_sealed(&shop);
}

#[test]
fn a_text_in_a_file_is_agreed_to_at_a_terminal_and_what_is_unclear_is_asked() {
    let shop = shop();
    let chat = shop.file("chat.txt", format!("姓名：{NAME} {PHONE} 13900139000 E12345678"));
    let mut session = start(&shop, &["form", "submit", ORDER, "--file", chat.to_str().unwrap()]);
    session.wait_for("138****8000, 139****9000");
    session.answer("Phone:", PHONE);
    session.answer("Certificate type:", "");
    session.answer("User type:", "");
    session.wait_for("[y/N/<]");
    let (code, shown) = session.end_with(b"y\r");
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(revealed(&shop)["certificateType"], "passport");
}

#[test]
fn a_correction_offers_every_old_value_and_asks_why() {
    let shop = shop();
    shop.file("chat.txt", format!("姓名：{NAME} 电话：{PHONE} 身份证：{CARD}"));
    shop.ok(&format!("--now {NOW} form submit {ORDER} --file chat.txt"));
    let mut session = start(&shop, &["form", "correct", ORDER]);
    session.answer("Name [样*]:", "");
    session.answer("Phone [138****8000]:", "13900139000");
    session.answer("Certificate number [****8515]:", "");
    session.answer("Certificate type:", "");
    session.answer("User type:", "");
    session.wait_for("138****8000 → 13900139000");
    session.wait_for("[Y/n/<]");
    session.type_keys("y\r");
    session.wait_for("Why is the form");
    let (code, shown) = session.end_with(b"mistyped\r");
    assert_eq!(code, Some(0), "{shown}");
    let form = revealed(&shop);
    assert_eq!(json!([form["name"], form["phone"], form["certificateNo"]]), json!([NAME, "13900139000", CARD]));
    assert!(shop.ok(&["order", "timeline", ORDER]).contains("form corrected"));
    assert_eq!(count_drafts(&shop), 0, "it was corrected");
}

#[test]
fn a_pasted_line_answers_what_it_says_and_no_label_is_a_name() {
    let shop = shop();
    let mut session = start(&shop, &["--lang", "zh", "form", "submit", ORDER]);
    session.answer("怎么填:", DOWN);
    session.answer("姓名:", "y");
    session.answer("请重新输入", "张敏3");
    session.answer("请重新输入", "姓名：刘洋");
    session.answer("手机号:", &format!("电话：{PHONE}"));
    session.answer("证件号:", CARD);
    session.wait_for("  姓名: 刘洋");
    session.wait_for("[Y/n/<]");
    let (code, shown) = session.end_with(b"\r");
    assert_eq!(code, Some(0), "{shown}");
    let form = revealed(&shop);
    assert_eq!(["name", "phone"].map(|key| form[key].clone()), ["刘洋", PHONE].map(Value::from));
}

#[test]
fn another_day_in_a_file_is_told_and_enter_books_nothing() {
    let shop = shop();
    let chat = shop.file("chat.txt", format!("刘洋 {PHONE} {CARD}\n改成4月20号去"));
    let mut session = start(&shop, &["--lang", "zh", "form", "submit", ORDER, "--file", chat.to_str().unwrap()]);
    session.wait_for("游玩日：文字里是「4月20号（2026-04-20）」，订单是「2026-04-15」");
    session.wait_for("[y/N/<]");
    let (code, shown) = session.end_with(b"\r");
    assert_eq!(code, Some(10), "{shown}");
    assert_eq!(shop.json(&["order", "show", ORDER])["status"]["order"], "user_info_pending");
}

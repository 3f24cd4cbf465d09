//! Whole screens: text in the layouts of agents' screens → fields → verdicts of the matcher.

use super::*;
use crate::domain::resale::matching::{
    ComparedField, ExpectedTicket, MatchReport, MatchStatus, MatchVerdict, match_screenshot,
};
use crate::domain::value::certificate::CertificateType;
use crate::domain::value::time::Day;
use crate::ocr::OcrLine;

/// The values of one order: name, phone, certificate number, date, ticket type, amount, code.
type Values<'a> = [&'a str; 7];

const ZHANG: Values<'_> =
    ["张三2376", "13800132376", "440101190001052376", "2026-04-15", "初级道 3 小时", "495.88", "WX2604150087231"];
const OUYANG: Values<'_> =
    ["欧阳建国", "18665091208", "441900190301180511", "2026-04-18", "高级道 全天", "1288.50", "TK20260418A07C"];
const CHEN: Values<'_> =
    ["陈思琪", "13751840019", "440305190501028280", "2026-05-01", "娱雪票 2 小时", "158.00", "3091775502164"];

const FIELDS: [ComparedField; 7] = [
    ComparedField::Name,
    ComparedField::Phone,
    ComparedField::CertificateNo,
    ComparedField::PlayDate,
    ComparedField::TicketType,
    ComparedField::Amount,
    ComparedField::Code,
];

fn expected(values: Values<'_>) -> ExpectedTicket {
    let [name, phone, certificate, date, ticket, amount, code] = values;
    ExpectedTicket {
        name: Personal::new(name),
        phone: Personal::new(phone),
        certificate_no: Personal::new(certificate),
        certificate_type: CertificateType::IdCard.into(),
        play_date: Day::parse(date).unwrap(),
        ticket_type: ticket.to_owned(),
        amounts: vec![Fen::parse(amount).unwrap()],
        code: Some(code.to_owned()),
    }
}

fn reading(text: &str) -> OcrReading {
    OcrReading::new("test", 0, text.lines().map(OcrLine::from_text).collect())
}

fn report(order: Values<'_>, text: &str) -> MatchReport {
    let blocks: Vec<_> = extract_fields(&reading(text)).iter().map(BlockFields::to_evidence).collect();
    match_screenshot(&expected(order), &blocks)
}

/// An order's page with label and value apart.
fn detail([name, phone, id, date, ticket, amount, code]: Values<'_>) -> String {
    format!(
        "14:32  5G 87%\n<  订单详情\n已出票 待使用\n请凭身份证或二维码入园\n广州融创雪世界\n票种  {ticket}\n游玩日期  {date}\n\
         数量  1 张\n游客信息\n姓名  {name}\n手机号  {phone}\n身份证号  {id}\n订单信息\n订单编号  {code}\n\
         下单时间  2026-04-10 21:06:43\n商品总价  ¥599.00\n优惠  -¥103.12\n实付金额  ¥{amount}\n"
    )
}

/// The same with every value under its label.
fn stacked(values: Values<'_>) -> String {
    detail(values).replace("  ", "\n")
}

/// A chat with an agent.
fn chat([name, phone, id, date, ticket, amount, code]: Values<'_>) -> String {
    format!(
        "14:32 5G 87%\n代理小王（滑雪票）\n昨天 21:04\n王哥 麻烦帮订一张，周三的 我\n好的，稍等\n【出票成功】\n姓名：{name}\n\
         电话：{phone}\n证件：{id}\n日期：{date}\n票型：{ticket}\n取票码：{code}\n金额：￥{amount}\n收到，谢谢！钱转你了\n"
    )
}

/// A list of orders, as the assistant of a ticket office shows it.
fn list([name, phone, id, date, ticket, amount, code]: Values<'_>) -> String {
    format!(
        "票务助手\n热雪奇迹·电子票  已支付\n订单号 {code}  复制\n{ticket}（成人）x1\n使用日期：{date} 10:00-22:00\n\
         出行人：{name}  {phone}\n身份证：{id}\n实付 ¥{amount}\n申请退款  再次购买\n购票须知\n\
         1. 儿童身高1.2米以下须由成人陪同入场；2. 雪具押金200\n元，离场退还；3. 未使用可在2026-04-14 18:00前全额退款。\n"
    )
}

/// A voucher with a large amount, the code over its label.
fn voucher([name, phone, id, date, ticket, amount, code]: Values<'_>) -> String {
    let (yuan, cents) = amount.split_once('.').unwrap();
    format!(
        "电子凭证\n{ticket}\n有效期 {date} 当日有效\n支付金额\n¥{yuan}.\n.{cents}\n{code}\n凭证码\n使用人  {name}\n\
         联系电话  {phone}\n证件号码  {id}\n"
    )
}

/// A table of a distribution system.
fn table([name, phone, id, date, ticket, amount, code]: Values<'_>) -> String {
    format!(
        "票务分销系统 V2.3  订单查询  今日出票\n订单号\t姓名\t手机号\t证件号\t票型\t游玩日期\t金额\t状态\n\
         {code}\t{name}\t{phone}\t{id}\t{ticket}\t{date}\t{amount}\t已出票\n"
    )
}

/// A page of success.
fn result([name, phone, id, date, ticket, amount, code]: Values<'_>) -> String {
    format!(
        "购票成功\n支付成功 ¥{amount}\n门票  {ticket}\n使用时间  {date} 09:30\n预订人  {name}\n手机  {phone}\n身份证  {id}\n订单号  {code}\n"
    )
}

type Layout = (&'static str, fn(Values<'_>) -> String);

const LAYOUTS: [Layout; 7] = [
    ("detail", detail),
    ("stacked", stacked),
    ("chat", chat),
    ("list", list),
    ("voucher", voucher),
    ("table", table),
    ("result", result),
];

const ALL: [MatchVerdict; 7] = [MatchVerdict::Match; 7];

fn with(mut verdicts: [MatchVerdict; 7], changes: &[(usize, MatchVerdict)]) -> [MatchVerdict; 7] {
    for (at, verdict) in changes {
        verdicts[*at] = *verdict;
    }
    verdicts
}

fn changed<'a>(mut values: Values<'a>, changes: &[(usize, &'a str)]) -> Values<'a> {
    for (at, value) in changes {
        values[*at] = value;
    }
    values
}

#[test]
fn what_the_set_of_screenshots_shows_gets_its_verdicts_in_every_layout() {
    use MatchVerdict::{Mismatch, Partial};
    let masked = with(ALL, &[(2, Partial)]);
    for (set, order, shown, verdicts, status) in [
        ("01", ZHANG, ZHANG, ALL, MatchStatus::Matched),
        (
            "03",
            ZHANG,
            changed(ZHANG, &[(2, "440101********2376"), (3, "4月15日（周三）"), (4, "初级道3小时")]),
            masked,
            MatchStatus::Matched,
        ),
        ("05", OUYANG, changed(OUYANG, &[(5, "1,288.50")]), ALL, MatchStatus::Matched),
        ("06", CHEN, CHEN, ALL, MatchStatus::Matched),
        ("08", ZHANG, changed(ZHANG, &[(2, "440101********2376"), (3, "2026.04.15")]), masked, MatchStatus::Matched),
        ("11", CHEN, changed(CHEN, &[(3, "２０２６－０５－０１"), (5, "１５８.００")]), ALL, MatchStatus::Matched),
        (
            "14",
            OUYANG,
            changed(
                OUYANG,
                &[(1, "186 6509 1208"), (2, "441900 19030118 0511"), (3, "2026/4/18"), (4, "高级道（单板）全天")],
            ),
            with(ALL, &[(4, Partial)]),
            MatchStatus::PendingReview,
        ),
        (
            "16",
            ZHANG,
            changed(ZHANG, &[(0, "张叁2376"), (2, "440101190301052376"), (4, "初级道 2 小时")]),
            with(ALL, &[(0, Mismatch), (2, Mismatch), (4, Mismatch)]),
            MatchStatus::Mismatched,
        ),
    ] {
        for (layout, text) in LAYOUTS {
            let report = report(order, &text(shown));
            for (field, verdict) in FIELDS.into_iter().zip(verdicts) {
                let one = report.fields.iter().find(|one| one.field == field).unwrap();
                let seen = one.seen.as_ref().and_then(Personal::reveal);
                assert_eq!(one.verdict, verdict, "set {set} as {layout}: {field:?} {seen:?}");
            }
            assert_eq!(report.status, status, "set {set} as {layout}");
        }
    }
}

#[test]
fn the_reference_order_is_matched_although_its_check_digit_fails() {
    let order = changed(ZHANG, &[(1, "13800000000"), (2, "440101199001012376")]);
    for (layout, text) in LAYOUTS {
        assert_eq!(report(order, &text(order)).status, MatchStatus::Matched, "{layout}");
    }
    let plain = "初级道 3 小时\n2026-04-15\n张三2376\n13800000000\n440101199001012376\n¥495.88";
    assert_eq!(report(order, plain).status, MatchStatus::Matched);
    let line = "姓名：张三2376 电话：13800000000 证件：440101199001012376 日期：2026-04-15 票型：初级道3小时";
    assert_eq!(report(order, line).status, MatchStatus::Matched);
}

#[test]
fn every_altered_digit_is_seen() {
    for at in 0..18 {
        let digit = &ZHANG[2][at..=at];
        let other = if digit == "7" { "8" } else { "7" };
        let id = format!("{}{other}{}", &ZHANG[2][..at], &ZHANG[2][at + 1..]);
        let status = report(ZHANG, &chat(changed(ZHANG, &[(2, &id)]))).status;
        assert_eq!(status, MatchStatus::Mismatched, "digit {at}");
    }
}

#[test]
fn another_order_never_matches() {
    for (order, shown) in
        [(ZHANG, CHEN), (ZHANG, OUYANG), (CHEN, ZHANG), (CHEN, OUYANG), (OUYANG, ZHANG), (OUYANG, CHEN)]
    {
        for (layout, text) in LAYOUTS {
            assert_eq!(report(order, &text(shown)).status, MatchStatus::Mismatched, "{layout}");
        }
    }
}

#[test]
fn two_orders_on_one_screen_are_told_apart() {
    let tomorrow =
        changed(ZHANG, &[(0, "李四"), (1, "13911112222"), (2, "11010519491231002X"), (6, "WX2604150087299")]);
    let rows = |values: Values<'_>| table(values).lines().last().unwrap().to_owned();
    let cards = |values: Values<'_>| list(values).split_once("申请").unwrap().0.to_owned();
    for text in [
        format!("{}\n{}", cards(ZHANG), cards(tomorrow)),
        format!("{}\n{}", cards(tomorrow), cards(ZHANG)),
        format!("{}{}\n", table(ZHANG), rows(tomorrow)),
        format!("{}{}\n", table(tomorrow), rows(ZHANG)),
    ] {
        assert_eq!(extract_fields(&reading(&text)).len(), 2, "{text}");
        assert_eq!(report(ZHANG, &text).status, MatchStatus::Matched, "{text}");
        // The phone of one order with the certificate of the other belongs to nobody.
        let mixed = changed(ZHANG, &[(2, tomorrow[2])]);
        assert_ne!(report(mixed, &text).status, MatchStatus::Matched, "{text}");
    }
    // Where the number stands at the foot it is not known whose the rows between two numbers are.
    let pages = format!("{}{}", detail(ZHANG), detail(changed(tomorrow, &[(3, "2026-04-16")])));
    assert_eq!(extract_fields(&reading(&pages)).len(), 1);
    assert_eq!(report(ZHANG, &pages).status, MatchStatus::PendingReview);
}

#[test]
fn days_of_ordering_do_not_count_and_lines_may_wrap() {
    let ordered = "下单时间  2026-04-15 10:00:00\n支付时间：2026-04-15\n手机号 13800132376\n票种 初级道 3 小时";
    assert_eq!(report(ZHANG, ordered).verdict_on(ComparedField::PlayDate), MatchVerdict::Absent);
    let wrapped = "证件：4401011900\n01052376\n日期：4月15日\n票型：初级道3小时";
    assert_eq!(report(ZHANG, wrapped).status, MatchStatus::Matched);
    let validity = "游玩日期：2026-04-15\n有效期至 2026-12-31\n手机号 13800132376\n票种 初级道 3 小时";
    assert_eq!(report(ZHANG, validity).status, MatchStatus::Matched);
}

#[test]
fn agents_write_as_they_like() {
    for (text, status) in [
        ("初级道3小时 4月15日 张三2376 13800132376 已出票", MatchStatus::Matched),
        ("张三2376，13800132376，4月15日（周三）初级道3小时，一共495.88", MatchStatus::Matched),
        ("张三2376，13800132376，4月15日（周三）初级道3小时，一共495.87", MatchStatus::Mismatched),
        ("张三2376，13800132376，4月15日（周四）初级道3小时", MatchStatus::Mismatched),
        ("姓名张三2376\n手机号13800132376\n游玩日期2026-04-15\n票种初级道3小时\n实付495.88", MatchStatus::Matched),
        ("name: 张三2376\nphone: 13800132376\nplay date: 2026-04-15\nticket: 初级道 3 小时", MatchStatus::Matched),
        (
            "取票人：张三2376 138****2376\n使用日期：04-15\n商品：热雪奇迹门票\n规格：初级道·3小时 ×1",
            MatchStatus::Matched,
        ),
        ("取票人：张三2376\n使用日期：04-15\n规格：初级道3小时", MatchStatus::PendingReview),
        // The time over a message of the chat is no play date.
        ("2026年4月15日 14:02\n张三2376\n初级道3小时\n13800132376", MatchStatus::PendingReview),
    ] {
        assert_eq!(report(ZHANG, text).status, status, "{text}");
    }
}

#[test]
fn a_letter_for_a_digit_is_repaired_but_left_to_a_person() {
    let text = "手机号：138OO132376\n游玩日期：2026-04-15\n票种：初级道3小时";
    let report = report(ZHANG, text);
    assert_eq!(
        (report.verdict_on(ComparedField::Phone), report.status),
        (MatchVerdict::Partial, MatchStatus::PendingReview)
    );
}

#[test]
fn placed_boxes_make_rows_and_tables() {
    let boxed = |rows: &[&[(&str, i32)]]| {
        let lines = rows.iter().zip(0..).flat_map(|(row, at)| {
            row.iter().map(move |(text, left)| {
                let width = i32::try_from(text.chars().count()).unwrap() * 12;
                OcrLine { bbox: Some([*left, at * 40, left + width, at * 40 + 20]), ..OcrLine::from_text(*text) }
            })
        });
        OcrReading::new("test", 0, lines.collect())
    };
    let [name, phone, id, date, ticket, amount, code] = CHEN;
    let screen = boxed(&[
        &[
            ("订单号", 50),
            ("姓名", 300),
            ("手机号", 420),
            ("证件号", 700),
            ("票型", 1000),
            ("游玩日期", 1150),
            ("金额", 1400),
        ],
        &[(code, 20), (name, 290), (phone, 400), (id, 640), (ticket, 980), (date, 1140), (amount, 1390)],
    ]);
    let blocks: Vec<_> = extract_fields(&screen).iter().map(BlockFields::to_evidence).collect();
    let report = match_screenshot(&expected(CHEN), &blocks);
    assert_eq!(FIELDS.map(|field| report.verdict_on(field)), ALL);
    let voucher = boxed(&[&[("支付金额", 0)], &[("¥", 0), ("495", 20), (".88", 60)]]);
    assert_eq!(extract_fields(&voucher)[0].amount[0].value, "495.88");
}

#[test]
fn the_json_lists_the_best_candidates_first() {
    let reading = reading(&chat(ZHANG));
    let json = reading_to_json(&reading, &extract_fields(&reading));
    for (key, value) in [
        ("name", ZHANG[0]),
        ("phone", ZHANG[1]),
        ("id_number", ZHANG[2]),
        ("date", ZHANG[3]),
        ("ticket_type", ZHANG[4]),
        ("amount", ZHANG[5]),
        ("code", ZHANG[6]),
    ] {
        assert_eq!(json["fields"][key][0]["value"], value);
    }
    assert_eq!(json["lines"][6], json!({ "text": "姓名：张三2376", "confidence": null, "box": null }));
}

#[test]
fn a_refund_on_the_screen_is_never_matched_whatever_agrees() {
    for (at, text) in [
        detail(ZHANG).replace("已出票 待使用", "退款成功"),
        detail(ZHANG).replace("已出票 待使用", "交易关闭"),
        list(ZHANG).replace("已支付", "已取消"),
        table(ZHANG).replace("已出票", "已退款"),
        result(ZHANG) + "订单状态：已取消\n",
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(report(ZHANG, text).status, MatchStatus::PendingReview, "{at}: {text}");
    }
    for text in [detail(ZHANG), list(ZHANG), table(ZHANG), result(ZHANG)] {
        assert_eq!(report(ZHANG, &text).status, MatchStatus::Matched, "{text}");
    }
}

#[test]
fn a_status_counts_for_its_own_order_and_above_a_head_for_both() {
    let [name, phone, id, date, ticket, amount, _] = ZHANG;
    let card = |code: &str, status: &str| {
        format!("订单号 {code}\n{status}\n{ticket}\n{date}\n{name}  {phone}\n证件 {id}\n实付 ¥{amount}\n")
    };
    let void = |text: String| extract_fields(&reading(&text)).iter().map(|one| one.void).collect::<Vec<_>>();
    assert_eq!(void(card("A1000001", "已出票") + &card("A1000002", "已退款")), [false, true]);
    assert_eq!(void(card("A1000001", "已退款") + &card("A1000002", "已出票")), [true, true]);
    let rows = table(CHEN).replace("已出票", "已退款") + table(ZHANG).lines().nth(2).unwrap_or_default();
    assert_eq!(void(rows), [true, false]);
}

proptest::proptest! {
    /// Whatever an engine makes of a picture, reading it ends and breaks nothing.
    #[test]
    fn no_text_breaks_the_reading(
        lines in proptest::collection::vec("[ \t0-9lOX*¥.,:：/年月日（）()周三姓名手机号订单号初级道小时全天a-zé（𠮷|!-]{0,24}", 0..12),
        places in proptest::collection::vec((-50i32..50, -50i32..50, 0i32..80, 0i32..30), 12),
        placed in proptest::bool::ANY,
    ) {
        let bbox = |(x, y, w, h): (i32, i32, i32, i32)| placed.then_some([x, y, x + w, y + h]);
        let lines = lines.iter().zip(places).map(|(text, place)| OcrLine { bbox: bbox(place), ..OcrLine::from_text(text.as_str()) });
        let reading = OcrReading::new("test", 0, lines.collect());
        let blocks: Vec<_> = extract_fields(&reading).iter().map(BlockFields::to_evidence).collect();
        let _ = match_screenshot(&expected(ZHANG), &blocks);
        let _ = reading_to_json(&reading, &extract_fields(&reading));
    }
}

#[test]
fn debug_shows_no_text() {
    let reading = OcrReading::new("mock", 0, vec![OcrLine::from_text("姓名 张三2376")]);
    let shown = format!("{reading:?} {:?}", extract_fields(&reading));
    assert!(!shown.contains("张三") && !shown.contains("2376"), "{shown}");
}

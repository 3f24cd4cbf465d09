//! The rules, one screenshot at a time.

use super::*;
use crate::domain::value::time::Day;

fn order() -> ExpectedTicket {
    ExpectedTicket {
        name: Personal::new("张三2376"),
        phone: Personal::new("13800000000"),
        certificate_no: Personal::new("440101199001012376"),
        certificate_type: CertificateType::IdCard.into(),
        play_date: Day::parse("2026-04-15").unwrap(),
        ticket_type: "初级道 3 小时".to_owned(),
        amounts: vec![Fen::new(49_588), Fen::new(50_600)],
        code: None,
    }
}

fn seen<T>(value: T) -> SeenValue<T> {
    SeenValue { value, labelled: true, repaired: false }
}

fn person(text: &str) -> Vec<SeenValue<Personal>> {
    vec![seen(Personal::new(text))]
}

fn date(year: Option<i32>, month: u32, day: u32) -> Vec<SeenValue<SeenDate>> {
    vec![seen(SeenDate { year, month, day, weekday: None })]
}

/// A screen that shows the order as it is.
fn screen() -> ScreenshotBlock {
    ScreenshotBlock {
        name: person("张三2376"),
        phone: person("13800000000"),
        certificate_no: person("440101199001012376"),
        play_date: date(Some(2026), 4, 15),
        ticket_type: vec![seen("初级道 3 小时".to_owned())],
        amount: vec![seen(Fen::new(49_588))],
        code: vec![],
        ..ScreenshotBlock::default()
    }
}

type Change = fn(&mut ScreenshotBlock);

/// What is changed on the screen, and what then comes out.
type Case<'a> = (&'a str, Change, MatchStatus, &'a [(ComparedField, MatchVerdict)]);

fn check(changes: &[Case<'_>]) {
    for (what, change, status, verdicts) in changes {
        let mut evidence = screen();
        change(&mut evidence);
        let report = match_screenshot(&order(), &[evidence]);
        assert_eq!(report.status, *status, "{what}: {report:?}");
        for (field, verdict) in *verdicts {
            assert_eq!(report.verdict_on(*field), *verdict, "{what}: {field:?}");
        }
    }
}

#[test]
fn a_screen_that_agrees_is_matched_although_the_check_digit_fails() {
    let report = match_screenshot(&order(), &[screen()]);
    assert_eq!(report.status, MatchStatus::Matched);
    for one in &report.fields {
        assert_eq!(
            one.verdict,
            if one.field == ComparedField::Code { MatchVerdict::Absent } else { MatchVerdict::Match },
            "{one:?}"
        );
    }
}

#[test]
fn what_may_be_missing_may_be_missing() {
    use MatchVerdict::{Absent, Partial};
    check(&[
        (
            "no name, no amount",
            |e| (e.name, e.amount) = (vec![], vec![]),
            MatchStatus::Matched,
            &[(ComparedField::Name, Absent), (ComparedField::Amount, Absent)],
        ),
        ("phone alone", |e| e.certificate_no.clear(), MatchStatus::Matched, &[(ComparedField::CertificateNo, Absent)]),
        ("certificate alone", |e| e.phone.clear(), MatchStatus::Matched, &[(ComparedField::Phone, Absent)]),
        (
            "masked phone with the name",
            |e| (e.phone, e.certificate_no) = (person("138****0000"), vec![]),
            MatchStatus::Matched,
            &[(ComparedField::Phone, Partial)],
        ),
        (
            "masked certificate beside the phone, no name",
            |e| (e.certificate_no, e.name) = (person("440101********2376"), vec![]),
            MatchStatus::Matched,
            &[(ComparedField::CertificateNo, Partial)],
        ),
        (
            "masked name beside the phone",
            |e| e.name = person("张*"),
            MatchStatus::Matched,
            &[(ComparedField::Name, Partial)],
        ),
        ("no year", |e| e.play_date = date(None, 4, 15), MatchStatus::Matched, &[]),
        ("another of the order's amounts", |e| e.amount = vec![seen(Fen::new(50_600))], MatchStatus::Matched, &[]),
        (
            "words without a label",
            |e| e.name = vec![SeenValue { labelled: false, ..seen(Personal::new("热雪奇迹")) }],
            MatchStatus::Matched,
            &[(ComparedField::Name, Absent)],
        ),
    ]);
}

#[test]
fn what_contradicts_is_mismatched() {
    use MatchVerdict::Mismatch;
    let cases: &[(&str, Change, ComparedField)] = &[
        ("a digit of the phone", |e| e.phone = person("13800000001"), ComparedField::Phone),
        (
            "a digit of the certificate",
            |e| e.certificate_no = person("440101199001012377"),
            ComparedField::CertificateNo,
        ),
        ("a visible digit of a mask", |e| e.phone = person("139****0000"), ComparedField::Phone),
        ("the day after", |e| e.play_date = date(Some(2026), 4, 16), ComparedField::PlayDate),
        ("the day after without a year", |e| e.play_date = date(None, 4, 16), ComparedField::PlayDate),
        ("the year before", |e| e.play_date = date(Some(2025), 4, 15), ComparedField::PlayDate),
        ("two hours", |e| e.ticket_type = vec![seen("初级道 2 小时".to_owned())], ComparedField::TicketType),
        ("another level", |e| e.ticket_type = vec![seen("高级道 3 小时".to_owned())], ComparedField::TicketType),
        ("another name with the same phone", |e| e.name = person("李四"), ComparedField::Name),
        ("one character of the name", |e| e.name = person("张叁2376"), ComparedField::Name),
        ("one fen", |e| e.amount = vec![seen(Fen::new(49_587))], ComparedField::Amount),
        ("the wrong weekday", |e| e.play_date[0].value.weekday = Some(3), ComparedField::PlayDate),
    ];
    for (what, change, field) in cases {
        check(&[(what, *change, MatchStatus::Mismatched, &[(*field, Mismatch)])]);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one row a case")]
fn what_is_missing_or_in_doubt_waits_for_a_person() {
    use MatchVerdict::{Absent, Ambiguous, Partial};
    check(&[
        (
            "nothing",
            |e| *e = ScreenshotBlock::default(),
            MatchStatus::PendingReview,
            &[(ComparedField::PlayDate, Absent)],
        ),
        ("no date", |e| e.play_date.clear(), MatchStatus::PendingReview, &[(ComparedField::PlayDate, Absent)]),
        (
            "no ticket type",
            |e| e.ticket_type.clear(),
            MatchStatus::PendingReview,
            &[(ComparedField::TicketType, Absent)],
        ),
        (
            "a name alone",
            |e| (e.phone, e.certificate_no) = (vec![], vec![]),
            MatchStatus::PendingReview,
            &[(ComparedField::Phone, Absent)],
        ),
        (
            "masks alone",
            |e| (e.name, e.phone, e.certificate_no) = (vec![], person("138****0000"), person("440101********2376")),
            MatchStatus::PendingReview,
            &[(ComparedField::Phone, Partial)],
        ),
        (
            "masks with a masked name",
            |e| (e.name, e.phone, e.certificate_no) = (person("张*"), person("138****0000"), vec![]),
            MatchStatus::PendingReview,
            &[(ComparedField::Name, Partial)],
        ),
        (
            "a repaired phone alone",
            |e| {
                e.phone[0].repaired = true;
                e.certificate_no.clear();
            },
            MatchStatus::PendingReview,
            &[(ComparedField::Phone, Partial)],
        ),
        (
            "a repaired date",
            |e| e.play_date[0].repaired = true,
            MatchStatus::PendingReview,
            &[(ComparedField::PlayDate, Partial)],
        ),
        (
            "a qualifier",
            |e| e.ticket_type = vec![seen("初级道(单板)3小时".to_owned())],
            MatchStatus::PendingReview,
            &[(ComparedField::TicketType, Partial)],
        ),
        (
            "two phones with labels",
            |e| e.phone.extend(person("13900000000")),
            MatchStatus::PendingReview,
            &[(ComparedField::Phone, Ambiguous)],
        ),
        (
            "two dates without labels",
            |e| {
                e.play_date.extend(date(Some(2026), 4, 16));
                e.play_date.iter_mut().for_each(|one| one.labelled = false);
            },
            MatchStatus::PendingReview,
            &[(ComparedField::PlayDate, Ambiguous)],
        ),
        (
            "a price without a label",
            |e| e.amount = vec![SeenValue { labelled: false, ..seen(Fen::new(59_900)) }],
            MatchStatus::PendingReview,
            &[(ComparedField::Amount, Ambiguous)],
        ),
    ]);
}

#[test]
fn a_label_beats_other_readings() {
    use MatchVerdict::{Match, Mismatch};
    fn loose<T>(value: T) -> SeenValue<T> {
        SeenValue { labelled: false, ..seen(value) }
    }
    check(&[
        (
            "the agent's phone",
            |e| e.phone.push(loose(Personal::new("13911112222"))),
            MatchStatus::Matched,
            &[(ComparedField::Phone, Match)],
        ),
        (
            "the labelled phone is another",
            |e| e.phone = vec![seen(Personal::new("13911112222")), loose(Personal::new("13800000000"))],
            MatchStatus::Mismatched,
            &[(ComparedField::Phone, Mismatch)],
        ),
        (
            "two phones, no labels",
            |e| e.phone = vec![loose(Personal::new("13911112222")), loose(Personal::new("13800000000"))],
            MatchStatus::Matched,
            &[(ComparedField::Phone, Match)],
        ),
    ]);
}

#[test]
fn of_two_orders_the_block_of_the_person_is_judged_and_nothing_is_mixed() {
    let other = ScreenshotBlock {
        name: person("李四"),
        phone: person("13911112222"),
        certificate_no: vec![],
        play_date: date(Some(2026), 4, 15),
        ..screen()
    };
    let mine_on_another_day = ScreenshotBlock { play_date: date(Some(2026), 4, 16), ..screen() };
    for blocks in [[other.clone(), screen()], [screen(), other.clone()]] {
        assert_eq!(match_screenshot(&order(), &blocks).status, MatchStatus::Matched);
    }
    // The right date stands in the other person's block.
    let report = match_screenshot(&order(), &[other, mine_on_another_day.clone()]);
    assert_eq!(
        (report.status, report.verdict_on(ComparedField::PlayDate)),
        (MatchStatus::Mismatched, MatchVerdict::Mismatch)
    );
    assert_eq!(report.verdict_on(ComparedField::Phone), MatchVerdict::Match);
    // The same person twice: the block of the order's day.
    assert_eq!(match_screenshot(&order(), &[mine_on_another_day, screen()]).status, MatchStatus::Matched);
    assert_eq!(match_screenshot(&order(), &[]).status, MatchStatus::PendingReview);
}

#[test]
fn a_refunded_ticket_is_never_matched() {
    let report = match_screenshot(&order(), &[ScreenshotBlock { void: true, ..screen() }]);
    assert_eq!(report.status, MatchStatus::PendingReview);
    assert!(report.reason.zh.contains("退款") && report.reason.en.contains("refunded"), "{:?}", report.reason);
    let other = ScreenshotBlock { void: true, phone: person("13911112222"), certificate_no: vec![], ..screen() };
    assert_eq!(
        match_screenshot(&order(), &[other.clone(), screen()]).status,
        MatchStatus::Matched,
        "another order's refund"
    );
    assert_eq!(match_screenshot(&order(), &[other]).status, MatchStatus::Mismatched, "a contradiction weighs more");
}

#[test]
fn a_code_is_compared_where_it_is_known() {
    let expected = ExpectedTicket { code: Some("WX2604150087231".to_owned()), ..order() };
    for (code, labelled, verdict, status) in [
        ("wx2604150087231", true, MatchVerdict::Match, MatchStatus::Matched),
        ("WX2604150087232", true, MatchVerdict::Mismatch, MatchStatus::Mismatched),
        ("WX2604150087232", false, MatchVerdict::Absent, MatchStatus::Matched),
    ] {
        let evidence = ScreenshotBlock { code: vec![SeenValue { labelled, ..seen(code.to_owned()) }], ..screen() };
        let report = match_screenshot(&expected, &[evidence]);
        assert_eq!((report.verdict_on(ComparedField::Code), report.status), (verdict, status), "{code}");
    }
}

#[test]
fn a_passport_needs_its_label_and_an_erased_person_matches_nobody() {
    let passport = ExpectedTicket {
        certificate_type: CertificateType::Passport.into(),
        certificate_no: Personal::new("E12345678"),
        ..order()
    };
    let evidence = ScreenshotBlock { certificate_no: person("e12345678"), phone: vec![], ..screen() };
    assert_eq!(match_screenshot(&passport, std::slice::from_ref(&evidence)).status, MatchStatus::Matched);
    let mut unlabelled = evidence;
    unlabelled.certificate_no[0].labelled = false;
    assert_eq!(match_screenshot(&passport, &[unlabelled]).status, MatchStatus::PendingReview);
    let erased = ExpectedTicket { phone: Personal::erased(), certificate_no: Personal::erased(), ..order() };
    assert_eq!(match_screenshot(&erased, &[screen()]).status, MatchStatus::PendingReview);
}

#[test]
fn reasons_hold_no_personal_data_and_seen_values_are_sealed() {
    let report = match_screenshot(&order(), &[ScreenshotBlock { name: person("李四"), ..screen() }]);
    let shown = format!("{report:?}");
    for value in ["李四", "张三", "13800000000", "440101199001012376"] {
        assert!(!shown.contains(value), "{shown}");
    }
    let name = report.fields.iter().find(|one| one.field == ComparedField::Name).unwrap();
    assert_eq!(
        (name.expected.reveal(), name.seen.as_ref().and_then(Personal::reveal)),
        (Some("张三2376"), Some("李四"))
    );
    assert!(report.reason.zh.contains("姓名") && report.reason.en.contains("name"));
}

#[test]
fn a_qr_code_with_another_code_and_an_engine_that_misreads_names_leave_it_to_a_person() {
    let two = match_screenshot(&order(), &[ScreenshotBlock { code_contradicted: true, ..screen() }]);
    assert_eq!(two.status, MatchStatus::PendingReview);
    assert!(two.reason.zh.contains("二维码") && two.reason.en.contains("QR"), "{:?}", two.reason);
    for name in ["张三2376", "张叁2376", "洗三2376"] {
        let unsure =
            match_screenshot(&order(), &[ScreenshotBlock { names_unsure: true, name: person(name), ..screen() }]);
        assert_eq!(
            (unsure.status, unsure.verdict_on(ComparedField::Name)),
            (MatchStatus::PendingReview, MatchVerdict::Ambiguous),
            "{name}"
        );
    }
    let other = ScreenshotBlock { names_unsure: true, phone: person("13911112222"), ..screen() };
    assert_eq!(match_screenshot(&order(), &[other]).status, MatchStatus::Mismatched, "numbers still contradict");
}

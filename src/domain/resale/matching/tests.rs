//! The rules, one screenshot at a time.

use super::*;
use crate::domain::value::time::Day;

fn order() -> Expected {
    Expected {
        name: Personal::new("张三2376"),
        phone: Personal::new("13800000000"),
        certificate_no: Personal::new("440101199001012376"),
        certificate_type: "id_card".to_owned(),
        play_date: Day::parse("2026-04-15").unwrap(),
        ticket_type: "初级道 3 小时".to_owned(),
        amounts: vec![Fen::new(49_588), Fen::new(50_600)],
        code: None,
    }
}

fn seen<T>(value: T) -> Seen<T> {
    Seen { value, labelled: true, repaired: false }
}

fn person(text: &str) -> Vec<Seen<Personal>> {
    vec![seen(Personal::new(text))]
}

fn date(year: Option<i32>, month: u32, day: u32) -> Vec<Seen<SeenDate>> {
    vec![seen(SeenDate { year, month, day, weekday: None })]
}

/// A screen that shows the order as it is.
fn screen() -> Evidence {
    Evidence {
        name: person("张三2376"),
        phone: person("13800000000"),
        certificate_no: person("440101199001012376"),
        play_date: date(Some(2026), 4, 15),
        ticket_type: vec![seen("初级道 3 小时".to_owned())],
        amount: vec![seen(Fen::new(49_588))],
        code: vec![],
        ..Evidence::default()
    }
}

type Change = fn(&mut Evidence);

/// What is changed on the screen, and what then comes out.
type Case<'a> = (&'a str, Change, Status, &'a [(Field, Verdict)]);

fn check(changes: &[Case<'_>]) {
    for (what, change, status, verdicts) in changes {
        let mut evidence = screen();
        change(&mut evidence);
        let report = judge(&order(), &[evidence]);
        assert_eq!(report.status, *status, "{what}: {report:?}");
        for (field, verdict) in *verdicts {
            assert_eq!(report.verdict(*field), *verdict, "{what}: {field:?}");
        }
    }
}

#[test]
fn a_screen_that_agrees_is_matched_although_the_check_digit_fails() {
    let report = judge(&order(), &[screen()]);
    assert_eq!(report.status, Status::Matched);
    for one in &report.fields {
        assert_eq!(one.verdict, if one.field == Field::Code { Verdict::Absent } else { Verdict::Match }, "{one:?}");
    }
}

#[test]
fn what_may_be_missing_may_be_missing() {
    use Verdict::{Absent, Partial};
    check(&[
        (
            "no name, no amount",
            |e| (e.name, e.amount) = (vec![], vec![]),
            Status::Matched,
            &[(Field::Name, Absent), (Field::Amount, Absent)],
        ),
        ("phone alone", |e| e.certificate_no.clear(), Status::Matched, &[(Field::CertificateNo, Absent)]),
        ("certificate alone", |e| e.phone.clear(), Status::Matched, &[(Field::Phone, Absent)]),
        (
            "masked phone with the name",
            |e| (e.phone, e.certificate_no) = (person("138****0000"), vec![]),
            Status::Matched,
            &[(Field::Phone, Partial)],
        ),
        (
            "masked certificate beside the phone, no name",
            |e| (e.certificate_no, e.name) = (person("440101********2376"), vec![]),
            Status::Matched,
            &[(Field::CertificateNo, Partial)],
        ),
        ("masked name beside the phone", |e| e.name = person("张*"), Status::Matched, &[(Field::Name, Partial)]),
        ("no year", |e| e.play_date = date(None, 4, 15), Status::Matched, &[]),
        ("another of the order's amounts", |e| e.amount = vec![seen(Fen::new(50_600))], Status::Matched, &[]),
        (
            "words without a label",
            |e| e.name = vec![Seen { labelled: false, ..seen(Personal::new("热雪奇迹")) }],
            Status::Matched,
            &[(Field::Name, Absent)],
        ),
    ]);
}

#[test]
fn what_contradicts_is_mismatched() {
    use Verdict::Mismatch;
    let cases: &[(&str, Change, Field)] = &[
        ("a digit of the phone", |e| e.phone = person("13800000001"), Field::Phone),
        ("a digit of the certificate", |e| e.certificate_no = person("440101199001012377"), Field::CertificateNo),
        ("a visible digit of a mask", |e| e.phone = person("139****0000"), Field::Phone),
        ("the day after", |e| e.play_date = date(Some(2026), 4, 16), Field::PlayDate),
        ("the day after without a year", |e| e.play_date = date(None, 4, 16), Field::PlayDate),
        ("the year before", |e| e.play_date = date(Some(2025), 4, 15), Field::PlayDate),
        ("two hours", |e| e.ticket_type = vec![seen("初级道 2 小时".to_owned())], Field::TicketType),
        ("another level", |e| e.ticket_type = vec![seen("高级道 3 小时".to_owned())], Field::TicketType),
        ("another name with the same phone", |e| e.name = person("李四"), Field::Name),
        ("one character of the name", |e| e.name = person("张叁2376"), Field::Name),
        ("one fen", |e| e.amount = vec![seen(Fen::new(49_587))], Field::Amount),
        ("the wrong weekday", |e| e.play_date[0].value.weekday = Some(3), Field::PlayDate),
    ];
    for (what, change, field) in cases {
        check(&[(what, *change, Status::Mismatched, &[(*field, Mismatch)])]);
    }
}

#[test]
fn what_is_missing_or_in_doubt_waits_for_a_person() {
    use Verdict::{Absent, Ambiguous, Partial};
    check(&[
        ("nothing", |e| *e = Evidence::default(), Status::PendingReview, &[(Field::PlayDate, Absent)]),
        ("no date", |e| e.play_date.clear(), Status::PendingReview, &[(Field::PlayDate, Absent)]),
        ("no ticket type", |e| e.ticket_type.clear(), Status::PendingReview, &[(Field::TicketType, Absent)]),
        (
            "a name alone",
            |e| (e.phone, e.certificate_no) = (vec![], vec![]),
            Status::PendingReview,
            &[(Field::Phone, Absent)],
        ),
        (
            "masks alone",
            |e| (e.name, e.phone, e.certificate_no) = (vec![], person("138****0000"), person("440101********2376")),
            Status::PendingReview,
            &[(Field::Phone, Partial)],
        ),
        (
            "masks with a masked name",
            |e| (e.name, e.phone, e.certificate_no) = (person("张*"), person("138****0000"), vec![]),
            Status::PendingReview,
            &[(Field::Name, Partial)],
        ),
        (
            "a repaired phone alone",
            |e| {
                e.phone[0].repaired = true;
                e.certificate_no.clear();
            },
            Status::PendingReview,
            &[(Field::Phone, Partial)],
        ),
        ("a repaired date", |e| e.play_date[0].repaired = true, Status::PendingReview, &[(Field::PlayDate, Partial)]),
        (
            "a qualifier",
            |e| e.ticket_type = vec![seen("初级道(单板)3小时".to_owned())],
            Status::PendingReview,
            &[(Field::TicketType, Partial)],
        ),
        (
            "two phones with labels",
            |e| e.phone.extend(person("13900000000")),
            Status::PendingReview,
            &[(Field::Phone, Ambiguous)],
        ),
        (
            "two dates without labels",
            |e| {
                e.play_date.extend(date(Some(2026), 4, 16));
                e.play_date.iter_mut().for_each(|one| one.labelled = false);
            },
            Status::PendingReview,
            &[(Field::PlayDate, Ambiguous)],
        ),
        (
            "a price without a label",
            |e| e.amount = vec![Seen { labelled: false, ..seen(Fen::new(59_900)) }],
            Status::PendingReview,
            &[(Field::Amount, Ambiguous)],
        ),
    ]);
}

#[test]
fn a_label_beats_other_readings() {
    use Verdict::{Match, Mismatch};
    fn loose<T>(value: T) -> Seen<T> {
        Seen { labelled: false, ..seen(value) }
    }
    check(&[
        (
            "the agent's phone",
            |e| e.phone.push(loose(Personal::new("13911112222"))),
            Status::Matched,
            &[(Field::Phone, Match)],
        ),
        (
            "the labelled phone is another",
            |e| e.phone = vec![seen(Personal::new("13911112222")), loose(Personal::new("13800000000"))],
            Status::Mismatched,
            &[(Field::Phone, Mismatch)],
        ),
        (
            "two phones, no labels",
            |e| e.phone = vec![loose(Personal::new("13911112222")), loose(Personal::new("13800000000"))],
            Status::Matched,
            &[(Field::Phone, Match)],
        ),
    ]);
}

#[test]
fn of_two_orders_the_block_of_the_person_is_judged_and_nothing_is_mixed() {
    let other = Evidence {
        name: person("李四"),
        phone: person("13911112222"),
        certificate_no: vec![],
        play_date: date(Some(2026), 4, 15),
        ..screen()
    };
    let mine_on_another_day = Evidence { play_date: date(Some(2026), 4, 16), ..screen() };
    for blocks in [[other.clone(), screen()], [screen(), other.clone()]] {
        assert_eq!(judge(&order(), &blocks).status, Status::Matched);
    }
    // The right date stands in the other person's block.
    let report = judge(&order(), &[other, mine_on_another_day.clone()]);
    assert_eq!((report.status, report.verdict(Field::PlayDate)), (Status::Mismatched, Verdict::Mismatch));
    assert_eq!(report.verdict(Field::Phone), Verdict::Match);
    // The same person twice: the block of the order's day.
    assert_eq!(judge(&order(), &[mine_on_another_day, screen()]).status, Status::Matched);
    assert_eq!(judge(&order(), &[]).status, Status::PendingReview);
}

#[test]
fn a_refunded_ticket_is_never_matched() {
    let report = judge(&order(), &[Evidence { void: true, ..screen() }]);
    assert_eq!(report.status, Status::PendingReview);
    assert!(report.reason.zh.contains("退款") && report.reason.en.contains("refunded"), "{:?}", report.reason);
    let other = Evidence { void: true, phone: person("13911112222"), certificate_no: vec![], ..screen() };
    assert_eq!(judge(&order(), &[other.clone(), screen()]).status, Status::Matched, "another order's refund");
    assert_eq!(judge(&order(), &[other]).status, Status::Mismatched, "a contradiction weighs more");
}

#[test]
fn a_code_is_compared_where_it_is_known() {
    let expected = Expected { code: Some("WX2604150087231".to_owned()), ..order() };
    for (code, labelled, verdict, status) in [
        ("wx2604150087231", true, Verdict::Match, Status::Matched),
        ("WX2604150087232", true, Verdict::Mismatch, Status::Mismatched),
        ("WX2604150087232", false, Verdict::Absent, Status::Matched),
    ] {
        let evidence = Evidence { code: vec![Seen { labelled, ..seen(code.to_owned()) }], ..screen() };
        let report = judge(&expected, &[evidence]);
        assert_eq!((report.verdict(Field::Code), report.status), (verdict, status), "{code}");
    }
}

#[test]
fn a_passport_needs_its_label_and_an_erased_person_matches_nobody() {
    let passport =
        Expected { certificate_type: "passport".to_owned(), certificate_no: Personal::new("E12345678"), ..order() };
    let evidence = Evidence { certificate_no: person("e12345678"), phone: vec![], ..screen() };
    assert_eq!(judge(&passport, std::slice::from_ref(&evidence)).status, Status::Matched);
    let mut unlabelled = evidence;
    unlabelled.certificate_no[0].labelled = false;
    assert_eq!(judge(&passport, &[unlabelled]).status, Status::PendingReview);
    let erased = Expected { phone: Personal::erased(), certificate_no: Personal::erased(), ..order() };
    assert_eq!(judge(&erased, &[screen()]).status, Status::PendingReview);
}

#[test]
fn reasons_hold_no_personal_data_and_seen_values_are_sealed() {
    let report = judge(&order(), &[Evidence { name: person("李四"), ..screen() }]);
    let shown = format!("{report:?}");
    for value in ["李四", "张三", "13800000000", "440101199001012376"] {
        assert!(!shown.contains(value), "{shown}");
    }
    let name = report.fields.iter().find(|one| one.field == Field::Name).unwrap();
    assert_eq!(
        (name.expected.reveal(), name.seen.as_ref().and_then(Personal::reveal)),
        (Some("张三2376"), Some("李四"))
    );
    assert!(report.reason.zh.contains("姓名") && report.reason.en.contains("name"));
}

#[test]
fn a_qr_code_with_another_code_and_an_engine_that_misreads_names_leave_it_to_a_person() {
    let two = judge(&order(), &[Evidence { code_contradicted: true, ..screen() }]);
    assert_eq!(two.status, Status::PendingReview);
    assert!(two.reason.zh.contains("二维码") && two.reason.en.contains("QR"), "{:?}", two.reason);
    for name in ["张三2376", "张叁2376", "洗三2376"] {
        let unsure = judge(&order(), &[Evidence { names_unsure: true, name: person(name), ..screen() }]);
        assert_eq!((unsure.status, unsure.verdict(Field::Name)), (Status::PendingReview, Verdict::Ambiguous), "{name}");
    }
    let other = Evidence { names_unsure: true, phone: person("13911112222"), ..screen() };
    assert_eq!(judge(&order(), &[other]).status, Status::Mismatched, "numbers still contradict");
}

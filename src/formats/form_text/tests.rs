//! Texts as buyers write them, right and wrong: `fixtures/form-texts.txt` has each, and below it what it says; a line of `@` above it
//! has what its order says.

use super::*;
use crate::domain::value::person::Personal;
use crate::domain::value::time::Day;

const TABLE: &str = include_str!("../../../fixtures/form-texts.txt");

fn clear(value: &Option<Personal>) -> Option<String> {
    value.as_ref().and_then(Personal::reveal).map(str::to_owned)
}

/// A reading in one line: the answers in the order of a form, who comes along, and what is in doubt.
fn describe_reading(reading: &FormTextReading) -> String {
    let form = &reading.form;
    let mut parts: Vec<String> = [
        clear(&form.name),
        clear(&form.phone),
        form.certificate_type.map(|kind| kind.code().to_owned()),
        clear(&form.certificate_no),
        form.user_type.map(|origin| origin.code().to_owned()),
        clear(&form.gender),
        clear(&form.birthday),
        form.ticket_type.clone(),
        form.play_date.map(|day| day.to_string()),
    ]
    .map(|part| part.unwrap_or_else(|| "-".to_owned()))
    .to_vec();
    while parts.last().is_some_and(|last| last == "-") {
        parts.pop();
    }
    let mut line = parts.join(" ");
    for one in &form.visitors {
        let kind = one.certificate_type.map_or("-", |kind| kind.code());
        let (name, number) = (clear(&one.name), clear(&one.certificate_no));
        line.push_str(&format!(" + {} {kind} {}", name.as_deref().unwrap_or("-"), number.as_deref().unwrap_or("-")));
    }
    for doubt in reading.doubts.as_slice() {
        let told = match &doubt.kind {
            DoubtKind::Several(values) => {
                let shown: Vec<&str> = values.iter().map(|value| value.zh.as_str()).collect();
                format!("several {}", shown.join(" "))
            }
            DoubtKind::Wrong(refusal) => refusal.code.to_owned(),
            DoubtKind::Contradicts { said, ordered } => format!("order {} {}", said.zh, ordered.zh),
            DoubtKind::Guessed(kind) => format!("guessed {}", kind.map_or("-", |kind| kind.code())),
        };
        line.push_str(&format!(" ? {}@{} {told}", doubt.field, doubt.place));
    }
    line.trim().to_owned()
}

fn read(text: &str) -> FormTextReading {
    let ticket_types = ["初级道 3 小时".to_owned(), "高级道".to_owned()];
    let today = Day::parse("2026-03-20").unwrap();
    let ordered = OrderedFacts::default();
    read_form_text(text, &FormTextContext { today, ticket_types: &ticket_types, play_date: true, ordered })
}

/// For an order that says what it is: `2026-04-15 1 初级道 3 小时`, its day, its quantity and its ticket type.
fn read_for(order: &str, text: &str) -> FormTextReading {
    let priced = ["初级道 3 小时".to_owned(), "高级道".to_owned(), "成人".to_owned(), "儿童".to_owned()];
    let mut words = order.splitn(3, ' ');
    let mut word = || words.next().unwrap();
    let ordered = OrderedFacts {
        play_date: Some(Day::parse(word()).unwrap()),
        quantity: Some(word().parse().unwrap()),
        ticket_type: Some(word()),
        product: "滑雪票",
        numbers: &["XY20260320033546715D3AV", "3364202298717566229"],
        priced: &priced,
    };
    let today = Day::parse("2026-03-20").unwrap();
    read_form_text(text, &FormTextContext { today, ticket_types: &[], play_date: false, ordered })
}

#[test]
fn every_text_of_the_table_says_what_stands_below_it() {
    let (mut texts, mut wrong, mut text, mut order) = (0, String::new(), String::new(), None);
    for line in TABLE.lines() {
        if let Some(ordered) = line.strip_prefix("@ ") {
            order = Some(ordered);
            continue;
        }
        let Some(expected) = line.strip_prefix("=>") else {
            text.push_str(line);
            text.push('\n');
            continue;
        };
        let reading = order.map_or_else(|| read(&text), |order| read_for(order, &text));
        let found = describe_reading(&reading);
        if found != expected.trim() {
            wrong.push_str(&format!("{text}=> {found}\nand not: {}\n\n", expected.trim()));
        }
        texts += 1;
        text.clear();
        order = None;
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(texts >= 60 && text.is_empty(), "{texts}");
}

#[test]
fn what_is_in_doubt_is_named_and_masked() {
    let reading = read("姓名：王伟 电话：13800138000 / 13900139000 证件号：E12345678");
    let error = reading.doubts.require_none().unwrap_err();
    assert_eq!((error.code, &error.details["field"]), ("form_text_unclear", &"certificateType".into()));
    for lang in [&error.message.zh, &error.message.en] {
        assert!(lang.contains("138****8000") && lang.contains("139****9000"), "{lang}");
        assert!(!lang.contains("13800138000") && !lang.contains("E12345678"), "{lang}");
    }
    let kinds = read("姓名：王伟 电话：13800138000 护照：110101199003078515").doubts.require_none().unwrap_err();
    assert!(
        kinds.message.zh.contains("护照、身份证") && kinds.message.en.contains("passport, identity card"),
        "{kinds:?}"
    );
    assert!(read("王伟 13800138000 110101199003078515").doubts.require_none().is_ok());
}

#[test]
fn what_an_order_has_is_not_looked_for() {
    let today = Day::parse("2026-03-20").unwrap();
    let text = "王伟 13800138000 110101199003078515 4月15日去，初级道3小时";
    let bare = read_form_text(
        text,
        &FormTextContext { today, ticket_types: &[], play_date: false, ordered: OrderedFacts::default() },
    );
    assert_eq!((bare.form.ticket_type, bare.form.play_date), (None, None));
}

#[test]
fn no_text_makes_it_panic() {
    let pieces = [
        "姓名",
        "：",
        "1",
        "(",
        "+86",
        "x",
        "\n",
        "身份证",
        "王",
        " ",
        "4月",
        "票种:",
        "第",
        "E",
        "·",
        "/",
        "\u{202e}",
        "😀",
    ];
    let mut seed = 7_u64;
    for _ in 0..4000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[usize::try_from(seed >> 33).unwrap() % pieces.len()]);
        }
        let _ = read(&text);
    }
}

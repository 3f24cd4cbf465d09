//! A screenshot of an order with several tickets: each visitor is looked for in every block.
//!
//! Decision (`domain.md`, "A sale has a quantity"): such a screenshot is never matched by itself. What is found is evidence
//! for the person who decides.

use super::compare::{self, FieldAgreement};
use super::input::{ExpectedTicket, ScreenshotBlock, SeenValue};
use super::report::{ComparedField, MatchReport, MatchStatus, MatchVerdict, VisitorReport, VisitorVerdict};
use super::{BlockMatch, find_best_block};
use crate::domain::value::mask::{MaskedText, mask_name};
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::person::Personal;
use crate::say;

/// Looks for every visitor of `quantity` tickets; `expected` are those whom the form names, in its order.
pub fn match_visitors(expected: &[ExpectedTicket], quantity: u32, blocks: &[ScreenshotBlock]) -> MatchReport {
    let named = (1..).zip(expected).map(|(place, one)| find_visitor(place, one, expected, blocks));
    let unnamed = (1..=quantity).skip(expected.len()).map(|place| VisitorReport {
        place,
        verdict: VisitorVerdict::Unnamed,
        name: None,
        fields: Vec::new(),
    });
    let visitors: Vec<VisitorReport> = named.chain(unnamed).collect();
    MatchReport {
        status: MatchStatus::PendingReview,
        reason: conclude_visitors(visitors.iter().map(|one| (one.verdict, name_place(one.place)))),
        fields: visitors.first().map(|first| first.fields.clone()).unwrap_or_default(),
        visitors,
    }
}

fn find_visitor(
    place: u32,
    visitor: &ExpectedTicket,
    all: &[ExpectedTicket],
    blocks: &[ScreenshotBlock],
) -> VisitorReport {
    let others: Vec<&ExpectedTicket> = all.iter().filter(|other| !std::ptr::eq(*other, visitor)).collect();
    let own: Vec<ScreenshotBlock> = blocks.iter().map(|block| without_others(block, visitor, &others)).collect();
    let best = find_best_block(visitor, &own);
    let verdict = best.judge_visitor();
    let fields = best.fields.into_iter().map(|(field, _)| field).collect();
    VisitorReport { place, verdict, name: Some(visitor.name.clone()), fields }
}

/// A block without what belongs to the other visitors: on a list of several their values contradict nobody.
fn without_others(block: &ScreenshotBlock, mine: &ExpectedTicket, others: &[&ExpectedTicket]) -> ScreenshotBlock {
    type Pick = fn(&ExpectedTicket) -> &Personal;
    let keep = |seen: &[SeenValue<Personal>], pick: Pick, compare: fn(&str, &str) -> FieldAgreement| {
        let agrees = |one: &ExpectedTicket, seen: &SeenValue<Personal>| {
            let (expected, seen) = (pick(one).reveal().unwrap_or_default(), seen.value.reveal().unwrap_or_default());
            !expected.is_empty() && matches!(compare(expected, seen), FieldAgreement::Same | FieldAgreement::Part(_))
        };
        let is_mine =
            |seen: &&SeenValue<Personal>| agrees(mine, seen) || !others.iter().any(|other| agrees(other, seen));
        seen.iter().filter(is_mine).cloned().collect::<Vec<_>>()
    };
    ScreenshotBlock {
        name: keep(&block.name, |one| &one.name, compare::compare_names),
        phone: keep(&block.phone, |one| &one.phone, compare::compare_numbers),
        certificate_no: keep(&block.certificate_no, |one| &one.certificate_no, compare::compare_numbers),
        ..block.clone()
    }
}

impl BlockMatch {
    fn judge_visitor(&self) -> VisitorVerdict {
        let some = |field| !matches!(self.verdict_on(field), MatchVerdict::Absent | MatchVerdict::Mismatch);
        let named = self.verdict_on(ComparedField::Name) == MatchVerdict::Match;
        let speaks = named || some(ComparedField::Phone) || some(ComparedField::CertificateNo);
        let differs = self.void || self.fields.iter().any(|(one, _)| one.verdict == MatchVerdict::Mismatch);
        match (speaks, differs) {
            (false, _) => VisitorVerdict::Missing,
            (true, true) => VisitorVerdict::Contradicted,
            (true, false) if self.is_identified() && !self.code_contradicted => VisitorVerdict::Found,
            (true, false) => VisitorVerdict::Unsure,
        }
    }
}

/// What a screenshot says of all visitors, in one sentence: how many were found, and who was not, by the label of each.
pub fn conclude_visitors(visitors: impl IntoIterator<Item = (VisitorVerdict, BilingualMessage)>) -> BilingualMessage {
    let visitors: Vec<_> = visitors.into_iter().collect();
    let (total, found) = (visitors.len(), visitors.iter().filter(|one| one.0 == VisitorVerdict::Found).count());
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for verdict in VisitorVerdict::ALL.iter().copied().filter(|verdict| *verdict != VisitorVerdict::Found) {
        let labels: Vec<_> = visitors.iter().filter(|one| one.0 == verdict).map(|one| &one.1).collect();
        if !labels.is_empty() {
            let word = verdict.label();
            let list = |of: fn(&BilingualMessage) -> &str, between: &str| {
                labels.iter().map(|label| of(label)).collect::<Vec<_>>().join(between)
            };
            zh.push(format!("{} {}", word.zh, list(|label| label.zh.as_str(), "、")));
            en.push(format!("{}: {}", word.en, list(|label| label.en.as_str(), ", ")));
        }
    }
    let colon = if zh.is_empty() { "" } else { "：" };
    zh.push(REVIEW.0.to_owned());
    en.insert(0, format!("{found} of {total} visitors were found"));
    en.push(REVIEW.1.to_owned());
    let zh = format!("{total} 位里找到 {found} 位{}{}", if colon.is_empty() { "；" } else { colon }, zh.join("；"));
    BilingualMessage { zh, en: en.join("; ") }
}

const REVIEW: (&str, &str) = ("请人工复核", "a person must review it");

/// A visitor without a name: `第 3 位`.
fn name_place(place: u32) -> BilingualMessage {
    say!("第 {place} 位", "visitor {place}")
}

/// A visitor by the place in the form and what is shown of the name: `第 3 位（王*）`. A family has one surname.
pub fn label_visitor(place: u32, shown: Option<&str>) -> BilingualMessage {
    match shown {
        Some(name) => say!("第 {place} 位（{name}）", "visitor {place} ({name})"),
        None => name_place(place),
    }
}

/// The same with the name masked.
pub fn mask_visitor(place: u32, name: Option<&Personal>) -> BilingualMessage {
    label_visitor(place, name.map(mask_name).as_ref().and_then(MaskedText::visible_text))
}

/// Whether a text is [`conclude_visitors`] of places: it names nobody.
pub(super) fn concludes_places(text: &str, lang: Lang) -> bool {
    let (start, between, last) = match lang {
        Lang::Zh => (" 位里找到 ", "；", REVIEW.0),
        Lang::En => (" of ", "; ", REVIEW.1),
    };
    let is_number = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let is_place = |text: &str| {
        let number = match lang {
            Lang::Zh => text.strip_prefix("第 ").and_then(|rest| rest.strip_suffix(" 位")),
            Lang::En => text.strip_prefix("visitor "),
        };
        number.is_some_and(is_number)
    };
    let is_part = |text: &str| {
        VisitorVerdict::ALL.iter().any(|verdict| {
            let (word, space, comma) = match lang {
                Lang::Zh => (verdict.label().zh, " ", "、"),
                Lang::En => (verdict.label().en, ": ", ", "),
            };
            let list = text.strip_prefix(word).and_then(|rest| rest.strip_prefix(space));
            list.is_some_and(|list| list.split(comma).all(is_place))
        })
    };
    let Some((first, rest)) = text.split_once(start) else { return false };
    let end = if lang == Lang::Zh { " 位" } else { " visitors were found" };
    let Some((second, rest)) = rest.split_once(end) else { return false };
    let rest = rest.strip_prefix(between).or_else(|| rest.strip_prefix('：'));
    let Some(parts) = rest.map(|rest| rest.split(between).collect::<Vec<_>>()) else { return false };
    let Some((tail, parts)) = parts.split_last() else { return false };
    is_number(first) && is_number(second) && *tail == last && parts.iter().all(|part| is_part(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::resale::matching::input::SeenDate;
    use crate::domain::resale::matching::is_conclusion;
    use crate::domain::value::certificate::CertificateType;
    use crate::domain::value::time::Day;

    fn visitor(name: &str, phone: &str, number: &str) -> ExpectedTicket {
        ExpectedTicket {
            name: Personal::new(name),
            phone: Personal::new(phone),
            certificate_no: Personal::new(number),
            certificate_type: CertificateType::IdCard.into(),
            play_date: Day::parse("2026-04-15").unwrap(),
            ticket_type: "初级道 3 小时".to_owned(),
            amounts: Vec::new(),
            code: None,
        }
    }

    fn party() -> Vec<ExpectedTicket> {
        vec![
            visitor("样本甲", "13800000000", "11010519491231002X"),
            visitor("样本乙", "", "440101199001012376"),
            visitor("样本丙", "", "44030519050102828X"),
        ]
    }

    fn labelled(values: &[&str]) -> Vec<SeenValue<Personal>> {
        let seen = |value: &&str| SeenValue { value: Personal::new(*value), labelled: true, repaired: false };
        values.iter().map(seen).collect()
    }

    fn screen(names: &[&str], numbers: &[&str], day: u32) -> ScreenshotBlock {
        let date = SeenDate { year: Some(2026), month: 4, day, weekday: None };
        ScreenshotBlock {
            name: labelled(names),
            certificate_no: labelled(numbers),
            play_date: vec![SeenValue { value: date, labelled: true, repaired: false }],
            ..ScreenshotBlock::default()
        }
    }

    fn verdicts(blocks: &[ScreenshotBlock]) -> Vec<&'static str> {
        let report = match_visitors(&party(), 3, blocks);
        assert_eq!(report.status, MatchStatus::PendingReview, "never matched by itself");
        report.visitors.iter().map(|one| one.verdict.code()).collect()
    }

    #[test]
    fn each_visitor_is_looked_for_in_every_block() {
        let (first, second, third) = ("11010519491231002X", "440101199001012376", "44030519050102828X");
        let all = ["样本甲", "样本乙", "样本丙"];
        for (blocks, expected) in [
            (vec![screen(&all, &[first, second, third], 15)], ["found", "found", "found"]),
            (
                vec![screen(&["样本乙"], &[second], 15), screen(&["样本甲"], &[first], 15)],
                ["found", "found", "missing"],
            ),
            (vec![screen(&all[..2], &["110105********002X", "440101********2376"], 15)], ["found", "found", "missing"]),
            (vec![screen(&all, &[first, second], 15)], ["found", "found", "unsure"]),
            (vec![screen(&all, &[first, second, "11010119900307002X"], 15)], ["unsure", "unsure", "contradicted"]),
            (vec![screen(&["样本甲"], &[first], 16), screen(&[], &[second], 15)], ["contradicted", "found", "missing"]),
            (vec![ScreenshotBlock { void: true, ..screen(&[], &[first], 15) }], ["contradicted", "missing", "missing"]),
            (vec![], ["missing"; 3]),
        ] {
            assert_eq!(verdicts(&blocks), expected, "{blocks:?}");
        }
    }

    #[test]
    fn whom_the_form_does_not_name_nobody_looks_for() {
        let report = match_visitors(&party()[..1], 2, &[screen(&[], &["11010519491231002X"], 15)]);
        assert_eq!(report.reason.zh, "2 位里找到 1 位：表单未填 第 2 位；请人工复核");
        assert_eq!(report.reason.en, "1 of 2 visitors were found; not in the form: visitor 2; a person must review it");
    }

    #[test]
    fn a_conclusion_by_places_is_known_and_one_by_names_is_not() {
        let all = |label: fn(u32) -> BilingualMessage| {
            conclude_visitors(
                VisitorVerdict::ALL.iter().copied().zip(1..).map(|(verdict, place)| (verdict, label(place))),
            )
        };
        let found = conclude_visitors([(VisitorVerdict::Found, name_place(1)), (VisitorVerdict::Found, name_place(2))]);
        for told in [all(name_place), found] {
            assert!(is_conclusion(&told.zh) && is_conclusion(&told.en), "{told:?}");
        }
        let named = all(|place| label_visitor(place, Some("张*")));
        assert!(!is_conclusion(&named.zh) && !is_conclusion(&named.en), "{named:?}");
    }
}

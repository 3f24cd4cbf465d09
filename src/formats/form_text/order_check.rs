//! What a text says against the order that it is for: another day, another number of tickets, another ticket, another order.

use super::ordered_facts::OrderedFacts;
use super::reading::{DoubtKind, FormTextContext, TextDoubt, TextDoubts};
use super::said_day::{DayMeaning, SaidDay, digits_for_numerals, find_days, is_word_edge};
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::text::fold::{compact_text, is_same_spelling, simplify_char};
use crate::domain::value::text::number::CanonicalNumber;
use crate::domain::value::time::Day;
use crate::formats::partial_form::PartialForm;
use crate::say;

/// A line, folded: whole, and without the values that labels or shapes explain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LineWords {
    whole: String,
    free: String,
}

impl LineWords {
    pub(super) fn new(whole: &str, free: &str) -> Self {
        let plain = |text: &str| {
            let simple: String = text.chars().map(simplify_char).flat_map(char::to_lowercase).collect();
            digits_for_numerals(&simple)
        };
        Self { whole: plain(whole), free: plain(free) }
    }
}

/// Words of which a ticket has one, and which exclude one another.
const KINDS_OF_TICKETS: [&[&str]; 3] = [&["初级", "中级", "高级"], &["单板", "双板"], &["全天", "半天", "夜场"]];
/// Words in front of the number of an order.
const ORDER_WORDS: [&str; 6] = ["平台订单号", "订单编号", "订单号", "店内单号", "外部订单号", "orderno"];
/// What may follow `3张`, which else begins a name: `3张伟`.
const AFTER_SHEETS: [&str; 17] = [
    "票", "门票", "成人", "儿童", "大人", "小孩", "学生", "初级", "中级", "高级", "单板", "双板", "全天", "半天", "的",
    "套票", "吧",
];

/// Adds what a text says against its order, and takes out of the form what is in doubt by it.
pub(super) fn hold_against_order(
    form: &mut PartialForm,
    lines: &[LineWords],
    context: &FormTextContext<'_>,
    doubts: &mut TextDoubts,
) {
    let ordered = context.ordered;
    if let (Some(day), Some(said)) = (ordered.play_date, form.play_date.filter(|said| Some(*said) != ordered.play_date))
    {
        form.play_date = None;
        doubts.add(contradiction("playDate", say!("{said}", "{said}"), say!("{day}", "{day}")));
    }
    if let (Some(known), Some(said)) = (ordered.ticket_type, form.ticket_type.clone())
        && !is_same_spelling(known, &said)
    {
        form.ticket_type = None;
        doubts.add(contradiction("ticketType", say!("{said}", "{said}"), say!("{known}", "{known}")));
    }
    if let Some(day) = ordered.play_date {
        check_days(day, lines, context.today, doubts);
    }
    check_tickets(lines, &ordered, doubts);
    check_quantity(lines, &ordered, doubts);
    check_number(lines, &ordered, doubts);
}

fn contradiction(field: &'static str, said: BilingualMessage, ordered: BilingualMessage) -> TextDoubt {
    TextDoubt { field, place: 1, kind: DoubtKind::Contradicts { said, ordered } }
}

fn has_doubt(doubts: &TextDoubts, field: &str) -> bool {
    doubts.as_slice().iter().any(|doubt| doubt.field == field)
}

fn check_days(day: Day, lines: &[LineWords], today: Day, doubts: &mut TextDoubts) {
    let said: Vec<SaidDay> = lines.iter().flat_map(|line| find_days(&line.free, today)).collect();
    let named = said.iter().any(|said| said.meaning != DayMeaning::Another && !said.meaning.is_on(day));
    for SaidDay { words, meaning } in said {
        // Who asks for a change and says which is told of the day alone.
        if meaning.is_on(day) || (meaning == DayMeaning::Another && named) {
            continue;
        }
        let told = match meaning {
            DayMeaning::Exact(said) if words != said.to_string() => say!("{words}（{said}）", "{words} ({said})"),
            _ => say!("{words}", "{words}"),
        };
        let same_day = |doubt: &TextDoubt| match (&doubt.kind, meaning) {
            (DoubtKind::Contradicts { said, .. }, DayMeaning::Exact(day)) => said.zh.contains(&day.to_string()),
            _ => false,
        };
        if !doubts.as_slice().iter().any(same_day) {
            doubts.add(contradiction("playDate", told, say!("{day}", "{day}")));
        }
    }
}

/// Another ticket type of the price table, or another kind of ticket than the order's.
fn check_tickets(lines: &[LineWords], ordered: &OrderedFacts<'_>, doubts: &mut TextDoubts) {
    let Some(known) = ordered.ticket_type else { return };
    if has_doubt(doubts, "ticketType") {
        return;
    }
    let own = compact_text(known);
    let priced: Vec<(&str, String)> = ordered.priced.iter().map(|name| (name.as_str(), compact_text(name))).collect();
    for line in lines {
        let text = compact_text(&line.free);
        let hits: Vec<&(&str, String)> = priced.iter().filter(|(_, name)| names_ticket(&text, name)).collect();
        let longest = |name: &str| !hits.iter().any(|(_, other)| other.len() > name.len() && other.contains(name));
        let is_own = |name: &str| own.contains(name) && text.contains(&own);
        let other = hits.iter().find(|(_, name)| *name != own && longest(name) && !is_own(name));
        let kind = KINDS_OF_TICKETS.iter().find_map(|kinds| {
            let ours = kinds.iter().filter(|kind| own.contains(**kind)).count() == 1;
            kinds.iter().filter(|_| ours).find(|kind| !own.contains(**kind) && names_kind(&text, kind)).copied()
        });
        if let Some(said) = other.map(|(name, _)| *name).or(kind) {
            doubts.add(contradiction("ticketType", say!("{said}", "{said}"), say!("{known}", "{known}")));
            return;
        }
    }
}

/// A short name such as `成人` is a word of every chat: only as `成人票` is it a ticket's.
fn names_ticket(text: &str, name: &str) -> bool {
    if name.chars().count() <= 2 { text.contains(&format!("{name}票")) } else { text.contains(name) }
}

/// `高级道`, and not `高级水平`.
fn names_kind(text: &str, kind: &str) -> bool {
    text.split(kind)
        .skip(1)
        .any(|after| ["道", "票", "的", "场", ",", "。"].iter().any(|word| after.starts_with(word)) || after.is_empty())
}

/// Numbers of tickets or people: each on its own or all together may be the order's.
fn check_quantity(lines: &[LineWords], ordered: &OrderedFacts<'_>, doubts: &mut TextDoubts) {
    let Some(quantity) = ordered.quantity else { return };
    let (mut counts, mut grown, mut young) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        for count in find_counts(&line.free) {
            match count {
                SaidCount::Tickets(..) => counts.push(count),
                SaidCount::Grown(number) => grown.push(number),
                SaidCount::Young(number) => young.push(number),
            }
        }
        counts.extend(find_after(&line.whole, &["数量", "张数", "quantity"]).and_then(|text| {
            let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok().map(|number| SaidCount::Tickets(number, false))
        }));
    }
    // A ticket of its own for two or three people says how many that are.
    let bought = format!("{} {}", ordered.ticket_type.unwrap_or_default(), ordered.product);
    let is_pack =
        ["双人", "家庭", "亲子", "套", "大1小", "大2小", "人票", "人套"].iter().any(|word| bought.contains(word));
    let numbers: Vec<u32> = counts
        .iter()
        .filter_map(|count| match count {
            SaidCount::Tickets(number, people) => (!is_pack || !people).then_some(*number),
            SaidCount::Grown(_) | SaidCount::Young(_) => None,
        })
        .collect();
    let wrong = |numbers: &[u32]| {
        let all: u32 = numbers.iter().sum();
        numbers.iter().find(|number| **number != quantity).filter(|_| all != quantity).copied()
    };
    let mut said = wrong(&numbers);
    if !is_pack && said.is_none() {
        let (grown, young) = (grown.iter().sum::<u32>(), young.iter().sum::<u32>());
        let both = grown + young;
        let differs = both > quantity || (grown > 0 && young > 0 && both != quantity);
        said = differs.then_some(both);
    }
    if let Some(said) = said {
        doubts.add(contradiction("quantity", say!("{said}", "{said}"), say!("{quantity}", "{quantity}")));
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SaidCount {
    /// How many, and whether people are counted.
    Tickets(u32, bool),
    Grown(u32),
    Young(u32),
}

fn find_counts(line: &str) -> Vec<SaidCount> {
    let letters: Vec<char> = line.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < letters.len() {
        let digits = letters.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
        if digits == 0 {
            at += 1;
            continue;
        }
        let begins = at.checked_sub(1).and_then(|before| letters.get(before));
        let alone = !begins.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '第' | '-' | '.' | '/' | ':'));
        let number: String = letters.iter().skip(at).take(digits).collect();
        at += digits;
        let after: String = letters.iter().skip(at).take(12).collect();
        if let Some(number) = number.parse::<u32>().ok().filter(|number| alone && (1..=99).contains(number)) {
            found.extend(count_of(number, after.trim_start()));
        }
    }
    found
}

/// What a number counts, by the words behind it.
fn count_of(number: u32, after: &str) -> Option<SaidCount> {
    let begins = |text: &str, words: &[&str]| words.iter().any(|word| text.starts_with(word));
    if let Some(rest) = after.strip_prefix('张') {
        let holds = is_word_edge(rest.chars().next().as_ref()) || begins(rest, &AFTER_SHEETS);
        return holds.then_some(SaidCount::Tickets(number, false));
    }
    let rest = after.strip_prefix(['个', '位', '名']).unwrap_or(after);
    if begins(rest, &["大人", "成人", "成年人", "adult"]) {
        return Some(SaidCount::Grown(number));
    }
    if begins(rest, &["小孩", "儿童", "孩子", "小朋友", "child", "kid"]) {
        return Some(SaidCount::Young(number));
    }
    if let Some(rest) = rest.strip_prefix('人').filter(|rest| !begins(rest, &["间", "民", "次", "份"])) {
        return (!rest.starts_with('票')).then_some(SaidCount::Tickets(number, true));
    }
    if begins(after, &["大", "小"]) {
        let next = after.chars().nth(1);
        let holds = is_word_edge(next.as_ref()) || next.is_some_and(|c| c.is_ascii_digit());
        let count = if after.starts_with('大') { SaidCount::Grown(number) } else { SaidCount::Young(number) };
        return holds.then_some(count);
    }
    if begins(after, &["ticket", "people", "persons", "visitors", "pax"]) {
        return Some(SaidCount::Tickets(number, !after.starts_with("ticket")));
    }
    None
}

/// The number of another order.
fn check_number(lines: &[LineWords], ordered: &OrderedFacts<'_>, doubts: &mut TextDoubts) {
    if ordered.numbers.is_empty() {
        return;
    }
    let ours: Vec<CanonicalNumber> = ordered.numbers.iter().map(|number| CanonicalNumber::of(number)).collect();
    for line in lines {
        let Some(text) = find_after(&line.whole, &ORDER_WORDS) else { continue };
        let number: String = text.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
        let said = CanonicalNumber::of(&number);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        if digits < 6 || ours.iter().any(|own| own.as_str().contains(said.as_str())) {
            continue;
        }
        let own = ordered.numbers.join("、");
        doubts.add(contradiction("order", say!("{number}", "{number}"), say!("{own}", "{own}")));
    }
}

/// What stands behind one of these words, a colon or a verb between them.
fn find_after<'t>(line: &'t str, words: &[&str]) -> Option<&'t str> {
    let (at, word) = words.iter().find_map(|word| Some((line.find(word)?, word)))?;
    let rest = line.get(at + word.len()..)?;
    Some(rest.trim_start_matches([' ', ':', '=', '是', '为', '#']))
}

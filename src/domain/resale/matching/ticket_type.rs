//! Ticket types: `(初|中|高)级道` or `娱雪票`, then `N小时` or `全天`, with qualifiers in brackets; anything else by its text.

use std::ops::Range;

use super::compare::FieldAgreement;
use crate::domain::value::text::fold::{compact_text, fold_text, is_han};
use crate::say;

const LEVELS: [&str; 4] = ["初级道", "中级道", "高级道", "娱雪票"];
const WHOLE_DAY: &str = "全天";
const NUMERALS: [(char, char); 10] = [
    ('一', '1'),
    ('二', '2'),
    ('两', '2'),
    ('三', '3'),
    ('四', '4'),
    ('五', '5'),
    ('六', '6'),
    ('七', '7'),
    ('八', '8'),
    ('九', '9'),
];
/// 成人 is what a ticket is unless it says otherwise, so it does not set a reading apart; 单板, 儿童 or 夜场 do.
const PLAIN_QUALIFIER: &str = "成人";

/// A ticket type taken apart, without white space.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ParsedTicketType {
    /// The text without brackets, count and the word 票 after a duration.
    core: String,
    level: Option<&'static str>,
    /// `3小时` or `全天`.
    duration: Option<String>,
    /// What stood in brackets, sorted, 成人 left out.
    qualifiers: Vec<String>,
}

impl ParsedTicketType {
    fn parse(text: &str) -> Self {
        let (plain, mut qualifiers) = take_brackets(&compact_text(text));
        qualifiers.retain(|qualifier| qualifier != PLAIN_QUALIFIER);
        qualifiers.sort();
        let core = arabic_hours(without_count(&plain)).replace(['·', '-', '/', '|'], "");
        let core = match core.strip_suffix('票') {
            // Only after a duration: 雪票 and 门票 carry the word as part of their name.
            Some(rest) if rest.ends_with("小时") || rest.ends_with(WHOLE_DAY) => rest.to_owned(),
            _ => core,
        };
        let level = LEVELS.into_iter().find(|level| core.contains(level));
        Self { duration: find_duration(&core), level, qualifiers, core }
    }

    /// The core without level and duration: `夜场` of `夜场初级道3小时`.
    fn remaining_words(&self) -> String {
        let rest = self.level.map_or_else(|| self.core.clone(), |level| self.core.replacen(level, "", 1));
        self.duration.as_deref().map_or(rest.clone(), |duration| rest.replacen(duration, "", 1))
    }
}

/// Compares a ticket type as read with the order's. White space never counts; qualifiers and other words around the same
/// level and duration agree in part and are named, because they may be another product.
pub(super) fn compare_ticket_types(expected: &str, seen: &str) -> FieldAgreement {
    let (expected, seen) = (ParsedTicketType::parse(expected), ParsedTicketType::parse(seen));
    if expected.core == seen.core {
        return compare_qualifiers(&expected, &seen);
    }
    let same_shape = expected.level == seen.level && expected.duration == seen.duration;
    if expected.level.is_some() && same_shape {
        let words = if seen.remaining_words().is_empty() { expected.remaining_words() } else { seen.remaining_words() };
        return FieldAgreement::Part(say!(
            "级别和时长一致，另有字样“{words}”",
            "level and hours agree, beside the words “{words}”"
        ));
    }
    // A screen often shows the level and cuts the rest off. What it does not show cannot be another ticket.
    let half = (seen.level.is_some() && seen.level == expected.level && seen.duration.is_none())
        || (seen.level.is_none() && seen.duration.is_some() && seen.duration == expected.duration);
    if half || (expected.level.is_none() && seen.core.contains(&expected.core)) {
        return FieldAgreement::Part(say!(
            "只读到票种的一部分或连同其他文字",
            "only a part of the ticket type, or more than it, was read"
        ));
    }
    FieldAgreement::Differs(say!("读到的是另一种票", "another ticket type was read"))
}

fn compare_qualifiers(expected: &ParsedTicketType, seen: &ParsedTicketType) -> FieldAgreement {
    if expected.qualifiers == seen.qualifiers {
        return FieldAgreement::Same;
    }
    let odd = |from: &ParsedTicketType, other: &ParsedTicketType| {
        from.qualifiers.iter().filter(|qualifier| !other.qualifiers.contains(qualifier)).cloned().collect::<Vec<_>>()
    };
    let mut words = odd(seen, expected);
    words.extend(odd(expected, seen));
    let words = words.join("/");
    FieldAgreement::Part(say!(
        "级别和时长一致，限定词“{words}”只在一边出现",
        "level and hours agree, but “{words}” stands on one side only"
    ))
}

/// Splits `高级道(单板)全天` into `高级道全天` and `[单板]`.
fn take_brackets(text: &str) -> (String, Vec<String>) {
    let (mut plain, mut inside, mut found) = (String::new(), None::<String>, Vec::new());
    for c in text.chars() {
        match (c, inside.take()) {
            ('(' | '[', None) => inside = Some(String::new()),
            (')' | ']', Some(word)) => found.push(word),
            (c, Some(mut word)) => {
                word.push(c);
                inside = Some(word);
            }
            (c, None) => plain.push(c),
        }
    }
    // A bracket that the screen cut off still qualifies what stands before it.
    found.extend(inside);
    found.retain(|word| !word.is_empty());
    (plain, found)
}

/// Drops a count at the end: `x1`, `*1`, `1张`.
fn without_count(text: &str) -> &str {
    let body = text.trim_end_matches(['张', '份']);
    let stem = body.trim_end_matches(|c: char| c.is_ascii_digit());
    let counted = body.len() - stem.len();
    match stem.strip_suffix(['x', 'X', '*']) {
        Some(rest) if (1..=2).contains(&counted) => rest,
        _ if body.len() < text.len() && (1..=2).contains(&counted) => stem,
        _ => text,
    }
}

/// Writes `三个小时` and `3H` as `3小时`.
fn arabic_hours(text: &str) -> String {
    let text = text.replace("个小时", "小时");
    let text = match text.strip_suffix('H') {
        Some(rest) if rest.ends_with(|c: char| c.is_ascii_digit()) => format!("{rest}小时"),
        _ => text,
    };
    NUMERALS.into_iter().fold(text, |text, (han, digit)| text.replace(&format!("{han}小时"), &format!("{digit}小时")))
}

fn find_duration(core: &str) -> Option<String> {
    if let Some((before, _)) = core.split_once("小时") {
        let stem = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let hours = &before[stem.len()..];
        return (!hours.is_empty()).then(|| format!("{hours}小时"));
    }
    core.contains(WHOLE_DAY).then(|| WHOLE_DAY.to_owned())
}

/// Where a level and its duration stand in a line, with the Chinese words and brackets that touch them; `None` when the
/// line has no level or no duration after it. The range is in bytes of `text`, which must be folded.
pub fn find_ticket_type(text: &str) -> Option<Range<usize>> {
    let (start, level) = LEVELS.iter().filter_map(|level| Some((text.find(level)?, level))).min()?;
    let after = &text[start + level.len()..];
    let hours = ["小时", WHOLE_DAY].iter().filter_map(|word| Some((after.find(word)?, word.len()))).min();
    let short = after
        .char_indices()
        .find(|(at, c)| matches!(c, 'h' | 'H') && after[..*at].ends_with(|before: char| before.is_ascii_digit()));
    let end = match (hours, short) {
        // Otherwise the duration is that of another ticket further down the same line.
        (Some((at, len)), _) if gap_is_plain(&after[..at]) => at + len,
        (_, Some((at, _))) if gap_is_plain(&after[..at]) => at + 1,
        _ => return None,
    };
    let end = start + level.len() + end;
    // 夜场初级道 is another product than 初级道, so the words that touch the level belong to it.
    let left = text[..start].trim_end_matches(is_han).len();
    Some(left..end + tail_length(&text[end..]))
}

/// Between level and duration only brackets, digits, numerals and little else may stand.
fn gap_is_plain(gap: &str) -> bool {
    let (plain, _) = take_brackets(gap);
    plain.chars().all(|c| c.is_whitespace() || c.is_ascii_digit() || "个.-·/一二两三四五六七八九".contains(c))
}

/// How far the words and brackets reach that touch the end of a duration.
fn tail_length(text: &str) -> usize {
    let mut end = 0;
    let mut open = false;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => open = true,
            ')' | ']' if open => open = false,
            c if open || is_han(c) => {}
            _ => break,
        }
        end = at + c.len_utf8();
    }
    end
}

/// A ticket type in the price table's spelling when it is level and duration alone (`初级道 3 小时`), else its folded text
/// without white space.
pub fn normalise_ticket_type(text: &str) -> String {
    let ticket = ParsedTicketType::parse(text);
    let whole: String = fold_text(text).chars().filter(|c| !c.is_whitespace()).collect();
    match (ticket.level, &ticket.duration) {
        (Some(level), Some(duration)) if ticket.qualifiers.is_empty() && ticket.remaining_words().is_empty() => {
            format!("{level} {}", duration.replace("小时", " 小时"))
        }
        _ => without_count(&whole).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_level_and_duration_match_in_any_spelling() {
        for seen in [
            "初级道3小时",
            "初级道 3 小时",
            "初级道 ３ 小时（成人）x1",
            "初级道三个小时",
            "初级道3小时票",
            "初级道·3小时",
            "初级道3h",
        ] {
            assert_eq!(compare_ticket_types("初级道 3 小时", seen), FieldAgreement::Same, "{seen}");
        }
        assert_eq!(compare_ticket_types("双人缆车票", "双人缆车票 1张"), FieldAgreement::Same);
    }

    #[test]
    fn another_level_or_another_duration_differs() {
        for seen in ["初级道 2 小时", "高级道 3 小时", "初级道 全天", "娱雪票 3 小时", "初级道 13 小时", "一日票"]
        {
            assert!(matches!(compare_ticket_types("初级道 3 小时", seen), FieldAgreement::Differs(_)), "{seen}");
        }
        assert!(matches!(compare_ticket_types("双人缆车票", "单人缆车票"), FieldAgreement::Differs(_)));
    }

    #[test]
    fn a_qualifier_agrees_in_part_and_is_named() {
        for (seen, word) in
            [("高级道（单板）全天", "单板"), ("高级道 全天（儿童）", "儿童"), ("夜场高级道全天", "夜场")]
        {
            let FieldAgreement::Part(reason) = compare_ticket_types("高级道 全天", seen) else { panic!("{seen}") };
            assert!(reason.zh.contains(word) && reason.en.contains(word), "{reason:?}");
        }
        assert_eq!(compare_ticket_types("高级道（单板）全天", "高级道(单板) 全天"), FieldAgreement::Same);
        assert!(matches!(compare_ticket_types("高级道（儿童）全天", "高级道 全天（成人）"), FieldAgreement::Part(_)));
        assert!(matches!(compare_ticket_types("高级道 全天", "高级道"), FieldAgreement::Part(_)));
    }

    #[test]
    fn a_ticket_type_is_found_in_a_line_with_what_touches_it() {
        for (line, found) in [
            ("娱雪票 2 小时(成人)x1", Some("娱雪票 2 小时(成人)")),
            ("张三 夜场初级道3小时 4月15日", Some("夜场初级道3小时")),
            ("高级道(单板)全天", Some("高级道(单板)全天")),
            ("票型:中级道3h", Some("中级道3h")),
            ("初级道今天人很多,排队2小时", None),
            ("停车3小时", None),
        ] {
            assert_eq!(find_ticket_type(line).map(|range| &line[range]), found);
        }
    }

    #[test]
    fn a_tidy_ticket_type_is_spelled_as_in_the_price_table() {
        assert_eq!(normalise_ticket_type("初级道３小时"), "初级道 3 小时");
        assert_eq!(normalise_ticket_type("高级道  全天"), "高级道 全天");
        assert_eq!(normalise_ticket_type("高级道（单板） 全天"), "高级道(单板)全天");
        assert_eq!(normalise_ticket_type("双人缆车票 x2"), "双人缆车票");
    }
}

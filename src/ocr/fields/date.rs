//! Dates: `2026-04-15`, `2026/4/15`, `2026.04.15`, `2026年04月15日(周三)`, `4月15日`, and under a label `04-15` or `20260415`.

use super::{ExtractedValue, FieldCandidate};
use crate::domain::resale::matching::{SeenDate, is_han};
use crate::domain::value::time::Day;
use crate::ocr::blocks::LabelledItem;
use crate::ocr::field_label::LabelKind;

/// Rows that speak of ordering, paying, refunding or a time limit hold no play date.
const NOT_THE_VISIT: [&str; 10] = ["下单", "支付", "付款", "退款", "创建", "购买", "前", "截止", "打印", "退改"];

pub(super) fn find_dates(item: &LabelledItem) -> Vec<ExtractedValue> {
    let labelled = matches!(item.kind, Some(LabelKind::Date | LabelKind::Validity));
    let free = matches!(item.kind, None | Some(LabelKind::Ticket))
        && !NOT_THE_VISIT.iter().any(|word| item.text.contains(word));
    if !labelled && !free {
        return Vec::new();
    }
    let dates =
        scan_dates(&item.text, labelled).into_iter().filter(|(_, raw)| labelled || !has_time_of_day(&item.text, raw));
    dates.map(|(date, raw)| ExtractedValue::new(date.to_string(), raw, labelled)).collect()
}

/// Whether a time of day follows the date, as over a message of a chat: then it is when something happened. Opening hours
/// (`10:00-22:00`) are no such time.
fn has_time_of_day(text: &str, date: &str) -> bool {
    let after = text.split_once(date).map_or("", |(_, after)| after);
    let clock = after.trim_start_matches(|c: char| c.is_whitespace() || is_han(c));
    let time = clock.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    let spelled =
        clock[..clock.len() - time.len()].split_once(':').is_some_and(|(hour, _)| (1..=2).contains(&hour.len()));
    spelled && !time.trim_start().starts_with(['-', '~', '至'])
}

/// Where a label names the day of the visit, a period of validity is not read as one.
pub(super) fn prefer_visit_dates(dates: &mut [FieldCandidate], items: &[LabelledItem]) {
    let kind = |one: &FieldCandidate| {
        items.iter().find(|item| item.line == one.line && item.text.contains(&one.raw)).and_then(|item| item.kind)
    };
    if dates.iter().any(|one| kind(one) == Some(LabelKind::Date)) {
        dates.iter_mut().filter(|one| kind(one) == Some(LabelKind::Validity)).for_each(|one| one.labelled = false);
        dates.sort_by_key(|one| !one.labelled);
    }
}

/// The date that a candidate's text holds.
pub(super) fn read_date(raw: &str) -> Option<SeenDate> {
    scan_dates(raw, true).into_iter().next().map(|(date, _)| date)
}

/// Every date of a text and its spelling. Short forms (`04-15`, `20260415`) are only read where a label promises a date.
fn scan_dates(text: &str, short: bool) -> Vec<(SeenDate, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|offset| at + offset) {
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        at = start + digits;
        // `XY20260415…` holds a date by chance, and 12026-04-15 holds none.
        if continues_token(&text[..start]) {
            continue;
        }
        if let Some((date, end)) = parse_date_at_start(&text[start..], short) {
            found.push((date, &text[start..start + end]));
            at = start + end;
        }
    }
    found
}

/// Whether the digits after this are a part of something longer: a code, a time. The colon of a label is none of it.
fn continues_token(before: &str) -> bool {
    let stem = before.strip_suffix(':').unwrap_or(before);
    let digit = stem.ends_with(|c: char| c.is_ascii_digit());
    digit || (stem.len() == before.len() && before.ends_with(|c: char| c.is_ascii_alphanumeric() || "./-".contains(c)))
}

/// The date that `text` begins with, and how long its spelling is.
fn parse_date_at_start(text: &str, short: bool) -> Option<(SeenDate, usize)> {
    // How many digits come first decides the form: eight are a whole date, four a year, one or two a month.
    let (first, mut end) = parse_digits(text, 0, 8)?;
    let (year, month, day);
    let mut glued = false;
    if end == 8 && short {
        (year, month, day) = (Some(first / 10_000), first / 100 % 100, first % 100);
    } else if end == 4 {
        let separator = text[end..].trim_start().chars().next().filter(|c| "-/.年".contains(*c))?;
        let (second, next) = parse_digits(text, skip_after(text, end, separator)?, 2)?;
        // The second separator must be the first one again: 2026-04.15 is a version or a range, no date.
        let third = skip_after(text, next, if separator == '年' { '月' } else { separator })?;
        (year, month, (day, end, glued)) = (Some(first), second, parse_day_of_month(text, third)?);
    } else if end <= 2 {
        let separator =
            text[end..].trim_start().chars().next().filter(|c| *c == '月' || (short && "-/.".contains(*c)))?;
        let (second, next) = parse_digits(text, skip_after(text, end, separator)?, 2)?;
        (year, month, day, end) = (None, first, second, next);
    } else {
        return None;
    }
    end = skip_after(text, end, '日').or_else(|| skip_after(text, end, '号')).unwrap_or(end);
    // 1.2 of 1.25, or the first half of a range: what goes on was not the date that it looked like.
    if !glued && is_cut_off(&text[end..]) {
        return None;
    }
    let year = year.map(i32::try_from).transpose().ok()?;
    // Without a year a leap day must still be a day.
    Day::from_ymd(year.unwrap_or(2024), month, day)
        .filter(|_| year.is_none_or(|year| (2020..=2099).contains(&year)))?;
    let (weekday, end) = parse_weekday(text, end);
    Some((SeenDate { year, month, day, weekday }, end))
}

/// More of a number follows, so what was read is only a part of it.
fn is_cut_off(rest: &str) -> bool {
    let mut rest = rest.chars();
    match rest.next() {
        Some(c) if c.is_ascii_digit() => true,
        Some('-' | '/' | '.' | ':') => rest.next().is_some_and(|c| c.is_ascii_digit()),
        Some('元' | '%') => true,
        _ => false,
    }
}

/// The day, where it ends, and whether a time of day touches it: engines drop the space of `2026-05-01 10:00`.
fn parse_day_of_month(text: &str, at: usize) -> Option<(u32, usize, bool)> {
    if let Some((day, end)) = parse_digits(text, at, 2) {
        return Some((day, end, false));
    }
    let (both, end) = parse_digits(text, at, 4)?;
    // Two digits of a day and two of an hour, with the colon that proves it.
    let hour = end - at == 4 && both % 100 < 24 && text[end..].starts_with(':');
    hour.then_some((both / 100, at + 2, true))
}

/// Up to `max` digits at `at`, and where they end.
fn parse_digits(text: &str, at: usize, max: usize) -> Option<(u32, usize)> {
    let digits = text.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
    let value = text[at..at + digits].parse().ok().filter(|_| digits <= max)?;
    Some((value, at + digits))
}

/// Where the text goes on after `wanted`, with spaces around it.
fn skip_after(text: &str, at: usize, wanted: char) -> Option<usize> {
    let rest = text[at..].trim_start().strip_prefix(wanted)?;
    let spaces = if wanted == '日' || wanted == '号' { 0 } else { rest.len() - rest.trim_start().len() };
    Some(text.len() - rest.len() + spaces)
}

/// `(周三)`, `周三` or `星期三` right after a date: days since Monday.
fn parse_weekday(text: &str, at: usize) -> (Option<u32>, usize) {
    let rest = text[at..].trim_start_matches([' ', '(', ',']);
    let Some(name) = ["星期", "礼拜", "周"].iter().find_map(|word| rest.strip_prefix(word)) else {
        return (None, at);
    };
    let Some(day) = name.chars().next() else { return (None, at) };
    let number = match day {
        // Sunday has two words, 日 and 天; only one of them is in the row of the others.
        '天' => Some(6),
        _ => "一二三四五六日".chars().position(|c| c == day).and_then(|position| u32::try_from(position).ok()),
    };
    number.map_or((None, at), |number| (Some(number), text.len() - name.len() + day.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: Option<LabelKind>, text: &str) -> Vec<String> {
        let item = LabelledItem { kind, text: text.to_owned(), glued: false, line: 0, confidence: None, void: false };
        find_dates(&item)
            .into_iter()
            .map(|one| {
                format!(
                    "{}{}",
                    one.value,
                    read_date(&one.raw).unwrap().weekday.map_or(String::new(), |day| format!(" w{day}"))
                )
            })
            .collect()
    }

    #[test]
    fn every_spelling_is_one_date() {
        for (text, date) in [
            ("2026-04-15", "2026-04-15"),
            ("2026/4/15 09:30", "2026-04-15"),
            ("2026.04.15 当日有效", "2026-04-15"),
            ("2026年04月15日(周三)", "2026-04-15 w2"),
            ("2026 年 4 月 15 日 星期三", "2026-04-15 w2"),
            ("4月15日(周日)", "04-15 w6"),
            ("4月15号", "04-15"),
            ("04-15", "04-15"),
            ("20260415", "2026-04-15"),
            ("2026-05-01 10:00-22:00", "2026-05-01"),
            ("2026-05-0110:00-22:00", "2026-05-01"),
        ] {
            assert_eq!(shown(Some(LabelKind::Date), text), [date], "{text}");
        }
    }

    #[test]
    fn without_a_label_a_date_counts_but_not_with_a_time_of_day() {
        assert_eq!(shown(None, "2026-05-01 10:00-22:00"), ["2026-05-01"]);
        assert_eq!(shown(None, "初级道3小时 4月15日 张三2376"), ["04-15"]);
        assert_eq!(shown(None, "时间:2026-04-15"), ["2026-04-15"]);
        assert_eq!(shown(None, "时间:2026-04-15 14:02"), [""; 0]);
    }

    #[test]
    fn what_is_no_date_of_a_visit_is_left_out() {
        for (kind, text) in [
            (None, "04-15"),
            (None, "495.88"),
            (None, "下单 2026-04-10 21:06:43"),
            (None, "未使用可在2026-04-14 18:00前全额退款。"),
            (None, "2026年4月15日 14:02"),
            (None, "4月15日 晚上 9:04"),
            (None, "TK2026-04-18"),
            (Some(LabelKind::Other), "2026-04-10"),
            (Some(LabelKind::Date), "2026-13-01"),
            (Some(LabelKind::Date), "26-04-15"),
            (Some(LabelKind::Date), "2026-04-153"),
            (Some(LabelKind::Date), "2026-04-1530:00"),
            (None, "2026-04-1514:02"),
            (Some(LabelKind::Date), "10:00-22:00"),
        ] {
            assert_eq!(shown(kind, text), [""; 0], "{text}");
        }
    }
}

//! Days in the free words of a chat: `改成12月20号去`, `12-20 去`, `20号来`, `下周六`, `明天去`.
//!
//! They are read to be held against the order, never to be taken: what agrees with it says nothing new, and what does not is
//! for somebody to ask about. A day of the payment, of the ticket's delivery or of a birth is none of a visit.

use super::number_run::take_date;
use crate::domain::value::spelling::time::read_coming_day;
use crate::domain::value::text::fold::is_han;
use crate::domain::value::time::Day;

/// A day that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SaidDay {
    /// As the text has it.
    pub words: String,
    pub meaning: DayMeaning,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayMeaning {
    Exact(Day),
    /// `20号`: of whichever month.
    OfMonth(u32),
    /// `周六`, of whichever week, as [`Day::weekday`] counts.
    Weekday(u32),
    Weekend,
    /// `改期`: another one, whichever.
    Another,
}

impl DayMeaning {
    pub(super) fn is_on(self, day: Day) -> bool {
        match self {
            Self::Exact(said) => said == day,
            Self::OfMonth(said) => day.to_string().rsplit('-').next().and_then(|of| of.parse().ok()) == Some(said),
            Self::Weekday(said) => day.weekday() == said,
            Self::Weekend => day.weekday() >= 5,
            Self::Another => false,
        }
    }
}

/// What stands around a day on which somebody comes.
const VISIT: [&str; 26] = [
    "去", "来", "到", "玩", "滑", "入园", "进园", "出发", "使用", "出行", "过去", "改", "换", "延", "推", "提前", "想",
    "订", "定", "约", "吧", "可以", "行吗", "go", "come", "visit",
];
/// What happens on other days than that of the visit.
const NO_VISIT: [&str; 36] = [
    "出票",
    "下单",
    "付款",
    "付的",
    "付了",
    "已付",
    "支付",
    "买的",
    "买了",
    "拍的",
    "拍了",
    "拍下",
    "生日",
    "出生",
    "生的",
    "到期",
    "有效",
    "截止",
    "截图",
    "取票",
    "发我",
    "发给",
    "发货",
    "发票",
    "发来",
    "发过",
    "发你",
    "联系",
    "回复",
    "来得及",
    "来不及",
    "到账",
    "到货",
    "再说",
    "告诉",
    "来电",
];
/// What a bare number of a day is no day before.
const HOUSE: &str = "楼栋线门院室柜馆店房口桌路机厅窗车码鞋地球教站铺座游用内";
/// What a pair of numbers is no day before.
const UNITS: &str = "楼栋室单座层元块点岁人张位个小分天岁周年月次公斤米:码厘号";
/// Who asks for another day without naming it.
const CHANGES: [&str; 10] =
    ["改期", "改天去", "改日期", "改时间", "改个日", "改一天", "换一天", "换个日", "换日期", "延期"];
const NOT: &str = "不别没未无";

/// The days of a visit that a line names. `line` is folded, with numerals as digits.
pub(super) fn find_days(line: &str, today: Day) -> Vec<SaidDay> {
    let clauses = line.split([',', ';', '。', '!', '?', '\n', '|', '\t', '~', '(', ')']);
    clauses.flat_map(|clause| days_of_clause(&clause.chars().collect::<Vec<_>>(), today)).collect()
}

/// How much around it a day needs to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayShape {
    /// It says that it is a day.
    Plain,
    /// Only beside a word of a visit, or alone.
    Weak,
}

fn days_of_clause(clause: &[char], today: Day) -> Vec<SaidDay> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < clause.len() {
        let (before, rest) = clause.split_at(at);
        let Some((meaning, shape, length)) = day_at(before, rest, today) else {
            at += 1;
            continue;
        };
        let words: String = rest.iter().take(length).collect();
        let after: String = rest.iter().skip(length).take(10).collect();
        let before: String = before.iter().rev().take(6).rev().collect();
        if is_visit((before.trim(), after.trim()), shape) {
            found.push(SaidDay { words, meaning });
        }
        at += length.max(1);
    }
    found
}

fn is_visit((before, after): (&str, &str), shape: DayShape) -> bool {
    let other = |text: &str| NO_VISIT.iter().any(|word| text.contains(word));
    if other(before)
        || other(after)
        || after.starts_with(['前', '生'])
        || after.starts_with("之前")
        || after.starts_with("以前")
    {
        return false;
    }
    let near: String = after.chars().take(6).collect();
    let names_visit = |text: &str| VISIT.iter().any(|word| text.contains(word));
    shape == DayShape::Plain || names_visit(before) || names_visit(&near) || (before.is_empty() && after.is_empty())
}

/// A day at the beginning of `rest`, and how many characters it takes.
fn day_at(before: &[char], rest: &[char], today: Day) -> Option<(DayMeaning, DayShape, usize)> {
    let word = |word: &str| starts_with(rest, word).then(|| word.chars().count());
    if let Some(length) = CHANGES.iter().find_map(|change| word(change)) {
        let denied = before.iter().rev().take(3).any(|c| NOT.contains(*c));
        return (!denied).then_some((DayMeaning::Another, DayShape::Plain, length));
    }
    let first = *rest.first()?;
    if !first.is_ascii_digit() {
        return named_day(before, rest, today).map(|(meaning, length)| (meaning, DayShape::Weak, length));
    }
    if before.last().is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | ':' | '月')) {
        return None;
    }
    if let Some((text, length)) = take_date(rest) {
        let day = read_coming_day(text.trim(), today).ok().filter(|day| *day >= today)?;
        return Some((DayMeaning::Exact(day), DayShape::Plain, length));
    }
    numbered_day(before, rest, today).map(|(meaning, length)| (meaning, DayShape::Weak, length))
}

fn starts_with(rest: &[char], word: &str) -> bool {
    word.chars().enumerate().all(|(at, letter)| rest.get(at) == Some(&letter))
}

/// `12-20`, `12.20`, `20号`, `20261220`.
fn numbered_day(before: &[char], rest: &[char], today: Day) -> Option<(DayMeaning, usize)> {
    let digits = |at: usize| rest.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
    let text = |from: usize, length: usize| rest.iter().skip(from).take(length).collect::<String>();
    let first = digits(0);
    if first == 8 {
        let day = read_coming_day(&text(0, 8), today).ok().filter(|day| *day >= today)?;
        return Some((DayMeaning::Exact(day), 8));
    }
    let mark = *rest.get(first)?;
    if !(1..=2).contains(&first) {
        return None;
    }
    if matches!(mark, '号' | '日') {
        let day: u32 = text(0, first).parse().ok().filter(|day| (1..=31).contains(day))?;
        let in_street =
            before.iter().rev().find(|c| !c.is_whitespace()).is_some_and(|c| "路街巷弄村苑坊院里第".contains(*c));
        let in_house = rest.get(first + 1).is_some_and(|c| HOUSE.contains(*c));
        return (!in_street && !in_house).then_some((DayMeaning::OfMonth(day), first + 1));
    }
    let second = digits(first + 1);
    if !matches!(mark, '-' | '/' | '.') || !(1..=2).contains(&second) {
        return None;
    }
    let mut length = first + 1 + second;
    if rest.get(length).is_some_and(|c| matches!(c, '号' | '日'))
        && !rest.get(length + 1).is_some_and(|c| HOUSE.contains(*c))
    {
        length += 1;
    } else if rest
        .get(length)
        .is_some_and(|c| UNITS.contains(*c) || c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '%'))
    {
        return None;
    }
    let day = read_coming_day(&format!("{}-{}", text(0, first), text(first + 1, second)), today);
    Some((DayMeaning::Exact(day.ok().filter(|day| *day >= today)?), length))
}

/// `明天`, `周六`, `下周六`, `周末`.
fn named_day(before: &[char], rest: &[char], today: Day) -> Option<(DayMeaning, usize)> {
    let later = |days: usize| (0..days).fold(today, |day, _| day.next_day());
    let relative =
        [("大后天", 3), ("后天", 2), ("明天", 1), ("明早", 1), ("明晚", 1), ("今天", 0), ("今晚", 0), ("tomorrow", 1)];
    if let Some((word, days)) = relative.iter().find(|(word, _)| starts_with(rest, word)) {
        return Some((DayMeaning::Exact(later(*days)), word.chars().count()));
    }
    let weeks = [("下下个", 2), ("下下", 2), ("下个", 1), ("下", 1), ("这个", 0), ("本", 0), ("这", 0)];
    let week = weeks.iter().find(|(word, _)| starts_with(rest, word));
    let begun = week.map_or(0, |(word, _)| word.chars().count());
    let rest = rest.get(begun..)?;
    let unit = ["星期", "礼拜", "周"].into_iter().find(|unit| starts_with(rest, unit))?;
    let at = unit.chars().count();
    // `每周六`, `上周六` are none to come.
    if week.is_none() && before.last().is_some_and(|c| "每上一两".contains(*c)) {
        return None;
    }
    let letter = *rest.get(at)?;
    if letter == '末' {
        return week.is_none().then_some((DayMeaning::Weekend, begun + at + 1));
    }
    let letter = if letter == '天' { '日' } else { letter };
    let place = "一二三四五六日".chars().position(|name| name == letter)?;
    let meaning = match week {
        Some((_, weeks)) => {
            let monday = (0..today.weekday()).fold(today, |day, _| day.previous_day());
            DayMeaning::Exact((0..weeks * 7 + place).fold(monday, |day, _| day.next_day()))
        }
        None => DayMeaning::Weekday(u32::try_from(place).ok()?),
    };
    Some((meaning, begun + at + 1))
}

/// With small numbers in Chinese as digits, where they count days, people or tickets: `十二月二十号`, `三张`.
pub(super) fn digits_for_numerals(line: &str) -> String {
    let letters: Vec<char> = line.chars().collect();
    let (mut plain, mut at) = (String::new(), 0);
    while let Some(letter) = letters.get(at).copied() {
        let length = letters.iter().skip(at).take_while(|c| NUMERALS.contains(**c)).count();
        let counted = letters.get(at + length).is_some_and(|c| "月号日张人个位口大小名份".contains(*c));
        let in_week =
            at.checked_sub(1).and_then(|before| letters.get(before)).is_some_and(|c| "周期拜第初".contains(*c));
        match read_numeral(letters.get(at..at + length).unwrap_or_default()).filter(|_| counted && !in_week) {
            Some(number) => {
                plain.push_str(&number.to_string());
                at += length;
            }
            None => {
                plain.push(letter);
                at += 1;
            }
        }
    }
    plain
}

const NUMERALS: &str = "一二三四五六七八九十两俩";

fn read_numeral(numeral: &[char]) -> Option<u32> {
    let digit = |c: char| match c {
        '两' | '俩' => Some(2),
        c => "一二三四五六七八九".chars().position(|name| name == c).and_then(|at| u32::try_from(at + 1).ok()),
    };
    match numeral {
        ['十'] => Some(10),
        [one] => digit(*one),
        ['十', one] => Some(10 + digit(*one)?),
        [tens, '十'] => Some(10 * digit(*tens)?),
        [tens, '十', one] => Some(10 * digit(*tens)? + digit(*one)?),
        _ => None,
    }
}

/// Whether nothing but marks is left and right of a word that could be longer.
pub(super) fn is_word_edge(letter: Option<&char>) -> bool {
    !letter.is_some_and(|c| is_han(*c) || c.is_alphanumeric())
}

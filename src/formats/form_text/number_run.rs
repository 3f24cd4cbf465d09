//! Numbers as people type them: digits in groups, and several numbers in one line.

use crate::domain::value::phone::canonical_phone;
use crate::domain::value::text::number::CanonicalNumber;
use crate::formats::form_fields::infer_certificate_type;

/// A number of a text by its shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FoundNumber {
    Phone(String),
    /// 18 characters of an identity card.
    IdCard(String),
    /// A letter or two and digits, as passports and permits have.
    Lettered(String),
    /// Anything else, as it is written.
    Other(String),
}

impl FoundNumber {
    pub fn as_text(&self) -> &str {
        match self {
            Self::Phone(text) | Self::IdCard(text) | Self::Lettered(text) | Self::Other(text) => text,
        }
    }

    fn of(text: &str) -> Self {
        let number = CanonicalNumber::of(text);
        let number = number.as_str();
        if infer_certificate_type(number).is_some() {
            return Self::IdCard(number.to_owned());
        }
        if let Some(phone) = canonical_phone(text) {
            return Self::Phone(phone);
        }
        let letters = number.bytes().take_while(u8::is_ascii_uppercase).count();
        let digits = number.get(letters..).unwrap_or_default();
        let is_document = (1..=2).contains(&letters)
            && (6..=10).contains(&digits.len())
            && digits.bytes().all(|digit| digit.is_ascii_digit());
        if is_document { Self::Lettered(number.to_owned()) } else { Self::Other(text.to_owned()) }
    }

    const fn is_known(&self) -> bool {
        !matches!(self, Self::Other(_))
    }
}

/// More groups than this are no phone and no certificate: they stay as they are written.
const MAX_GROUPS: usize = 12;

/// Reads groups of digits as numbers. Where they are numbers in exactly one way they are those; `138 0013 8000` is one and
/// `13800138000 110101199003078515` are two. Otherwise they stay one text.
pub(super) fn split_groups(groups: &[String]) -> Vec<FoundNumber> {
    let mut ways = Vec::new();
    if groups.len() <= MAX_GROUPS {
        find_ways(groups, &mut Vec::new(), &mut ways);
    }
    match ways.len() {
        1 => ways.swap_remove(0),
        _ => split_known_ends(groups),
    }
}

/// The known numbers among groups that are not all known: each group on its own, if one of them is.
fn split_known_ends(groups: &[String]) -> Vec<FoundNumber> {
    let alone: Vec<FoundNumber> = groups.iter().map(|group| FoundNumber::of(group)).collect();
    if alone.iter().any(FoundNumber::is_known) { alone } else { vec![FoundNumber::Other(groups.join(" "))] }
}

fn find_ways(groups: &[String], begun: &mut Vec<FoundNumber>, ways: &mut Vec<Vec<FoundNumber>>) {
    if groups.is_empty() {
        ways.push(begun.clone());
        return;
    }
    for take in 1..=groups.len() {
        let (head, rest) = groups.split_at(take);
        let number = FoundNumber::of(&head.concat());
        if number.is_known() && ways.len() < 2 {
            begun.push(number);
            find_ways(rest, begun, ways);
            begun.pop();
        }
    }
}

/// The groups of digits at the beginning of `text`, and how many characters they take. A group begins with a plus, up to two
/// letters, or a digit, and ends at anything but one blank, dash or dot before more digits.
pub(super) fn take_groups(text: &[char]) -> Option<(Vec<String>, usize)> {
    let (mut groups, mut at) = (Vec::new(), 0);
    while let Some((group, length)) = take_group(text.get(at..).unwrap_or_default()) {
        at += length;
        groups.push(group);
        let gap =
            text.get(at..).unwrap_or_default().iter().take_while(|c| matches!(c, ' ' | '-' | '.' | '(' | ')')).count();
        let next = text.get(at + gap..).unwrap_or_default();
        // Only a first group has letters: another one is another number, or a word.
        let ends = is_list_mark(next) || take_date(next).is_some();
        if gap == 0 || gap > 2 || ends || !next.first().is_some_and(|c| c.is_ascii_digit() || *c == '+') {
            break;
        }
        at += gap;
    }
    (!groups.is_empty()).then_some((groups, at))
}

fn take_group(text: &[char]) -> Option<(String, usize)> {
    let plus = usize::from(text.first() == Some(&'+'));
    let letters = text.iter().skip(plus).take_while(|c| c.is_ascii_alphabetic()).count();
    if letters > 2 || (plus == 1 && letters > 0) {
        return None;
    }
    let digits = text.iter().skip(plus + letters).take_while(|c| c.is_ascii_digit()).count();
    if digits == 0 || (letters > 0 && digits < 4) {
        return None;
    }
    let mut end = plus + letters + digits;
    let closes = |c: Option<&char>| !c.is_some_and(char::is_ascii_alphanumeric);
    if text.get(end).is_some_and(|c| matches!(c, 'x' | 'X')) && closes(text.get(end + 1)) {
        end += 1;
    } else if !closes(text.get(end)) {
        // Letters run on: a code of something else, or a number with a slip in it.
        end += text.iter().skip(end).take_while(|c| c.is_ascii_alphanumeric()).count();
    }
    Some((text.iter().take(end).collect(), end))
}

/// Whether a text begins with the number of an item in a list: `2.李四`, `3) …`.
pub(super) fn is_list_mark(text: &[char]) -> bool {
    list_mark_length(text).is_some()
}

/// How many characters the number of an item takes.
pub(super) fn list_mark_length(text: &[char]) -> Option<usize> {
    let opened = usize::from(text.first().is_some_and(|c| matches!(c, '(' | '[')));
    let digits = text.iter().skip(opened).take_while(|c| c.is_ascii_digit()).count();
    let mark = text.get(opened + digits)?;
    let after = text.get(opened + digits + 1);
    let is_mark = matches!(mark, '.' | ')' | ']' | '、' | ':') && !after.is_some_and(char::is_ascii_digit);
    ((1..=2).contains(&digits) && is_mark).then_some(opened + digits + 1)
}

/// `1990-03-07`, `1990年3月7日`, `2026/4/15`, `4月15日`: a day that says by its marks that it is one.
pub(super) fn take_date(text: &[char]) -> Option<(String, usize)> {
    let number = |at: usize| text.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
    let first = number(0);
    let mark = text.get(first).copied()?;
    let (month_at, is_year) = match (first, mark) {
        (4, '年' | '-' | '/' | '.') => (first + 1, true),
        (1 | 2, '月') => (0, false),
        _ => return None,
    };
    let month = number(month_at);
    let parted = text.get(month_at + month).copied()?;
    let fits = if is_year && mark != '年' { parted == mark } else { parted == '月' };
    let day_at = month_at + month + 1;
    let day = number(day_at);
    if !(1..=2).contains(&month) || !fits || !(1..=2).contains(&day) {
        return None;
    }
    let end = day_at + day;
    let unit = usize::from(text.get(end).is_some_and(|c| matches!(c, '日' | '号')));
    Some((text.iter().take(end + unit).collect(), end + unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<FoundNumber> {
        let text: Vec<char> = text.chars().collect();
        let (groups, length) = take_groups(&text).unwrap();
        assert!(length <= text.len());
        split_groups(&groups)
    }

    #[test]
    fn groups_are_numbers_where_there_is_one_way() {
        let phone = || FoundNumber::Phone("13800138000".to_owned());
        let card = || FoundNumber::IdCard("110101199003078515".to_owned());
        for text in
            ["13800138000", "138 0013 8000", "138-0013-8000", "+86 138 0013 8000", "+86-13800138000", "86 13800138000"]
        {
            assert_eq!(found(text), [phone()], "{text}");
        }
        for text in [
            "13800138000 110101199003078515",
            "138 0013 8000 110101 19900307 8515",
            "+86 13800138000 1101 0119 9003 0785 15",
        ] {
            assert_eq!(found(text), [phone(), card()], "{text}");
        }
        assert_eq!(found("110101199003078515 13800138000"), [card(), phone()]);
        assert_eq!(found("11010519491231002x"), [FoundNumber::IdCard("11010519491231002X".to_owned())]);
        assert_eq!(found("E12345678"), [FoundNumber::Lettered("E12345678".to_owned())]);
        assert_eq!(found("+852 9123 4567"), [FoundNumber::Phone("+85291234567".to_owned())]);
        assert_eq!(found("110101199003078515 2.李四"), [card()]);
    }

    #[test]
    fn what_is_no_number_of_a_person_stays_as_it_is() {
        for text in ["1380013800", "12345", "13800138000110101199003078515"] {
            assert_eq!(found(text), [FoundNumber::Other(text.to_owned())], "{text}");
        }
        assert_eq!(found("1380013800O"), [FoundNumber::Other("1380013800O".to_owned())]);
        assert_eq!(take_groups(&['h', 'e', 'l', 'l', 'o']), None);
    }
}

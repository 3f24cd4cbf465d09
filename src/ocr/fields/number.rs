//! Phone and certificate numbers: whole, grouped, masked, cut by a line break, or with letters taken for digits.

use super::shape::{is_certificate_no, is_masked_certificate_no, is_masked_phone, is_phone, split_mask};
use super::{ExtractedValue, may_hold_others};
use crate::domain::value::person_details::check_digit_holds;
use crate::ocr::blocks::LabelledItem;
use crate::ocr::field_label::LabelKind;

/// A run of letters, digits and stars; runs with one space or dash between them may be groups of one number.
pub(super) struct NumberToken {
    pub(super) text: String,
    /// Bytes between the token before and this one are a single space or dash.
    joined: bool,
}

/// The runs of a folded text, in upper case; three or more `X` between digits are a mask.
pub(super) fn split_tokens(text: &str) -> Vec<NumberToken> {
    // Bars and exclamation marks are ones that an engine misread; they are repaired or trimmed later.
    let in_run = |c: char| c.is_ascii_alphanumeric() || matches!(c, '*' | '|' | '!');
    let mut found: Vec<NumberToken> = Vec::new();
    let mut end = None;
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if !in_run(first) {
            continue;
        }
        let mut stop = start + first.len_utf8();
        while rest.next_if(|(_, c)| in_run(*c)).is_some() {
            stop += 1;
        }
        let run = text[start..stop].to_ascii_uppercase();
        let joined = end.is_some_and(|end: usize| matches!(&text[end..start], " " | "-"));
        found.push(NumberToken { text: star_mask(run), joined });
        end = Some(stop);
    }
    found
}

fn star_mask(run: String) -> String {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let masked = run.bytes().filter(|byte| *byte == b'X').count();
    let plain = run.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X');
    // A certificate may end in one X. Three in a row are no check digit but a screen's way to hide digits.
    if plain && masked >= 3 && digits >= 4 && run.contains("XXX") { run.replace('X', "*") } else { run }
}

/// Every run, and every chain of grouped runs put together, with the lengths of its groups.
fn join_groups(text: &str) -> Vec<(String, Vec<usize>)> {
    let tokens = split_tokens(text);
    let mut chains = Vec::new();
    for start in 0..tokens.len() {
        let mut whole = String::new();
        let mut groups = Vec::new();
        // A certificate in groups has at most five; more would join it to the number after it.
        for token in tokens[start..].iter().take(5) {
            if !groups.is_empty() && !token.joined {
                break;
            }
            whole.push_str(&token.text);
            groups.push(token.text.len());
            chains.push((whole.clone(), groups.clone()));
        }
    }
    chains
}

/// The shapes of one kind of number.
struct NumberShape {
    kind: LabelKind,
    whole: fn(&str) -> bool,
    masked: fn(&str) -> bool,
    /// Groups in which it is written, each by the length of its first.
    group: usize,
    length: usize,
}

const PHONE: NumberShape =
    NumberShape { kind: LabelKind::Phone, whole: is_phone, masked: is_masked_phone, group: 3, length: 11 };
const CERTIFICATE: NumberShape = NumberShape {
    kind: LabelKind::Id,
    whole: is_certificate_no,
    masked: is_masked_certificate_no,
    group: 6,
    length: 18,
};

pub(super) fn find_phones(item: &LabelledItem, next: Option<&LabelledItem>) -> Vec<ExtractedValue> {
    find_numbers(&PHONE, item, next)
}

pub(super) fn find_certificates(item: &LabelledItem, next: Option<&LabelledItem>) -> Vec<ExtractedValue> {
    find_numbers(&CERTIFICATE, item, next)
}

fn find_numbers(shape: &NumberShape, item: &LabelledItem, next: Option<&LabelledItem>) -> Vec<ExtractedValue> {
    let labelled = item.kind == Some(shape.kind);
    if !labelled && !may_hold_others(item.kind) {
        return Vec::new();
    }
    let mut found: Vec<ExtractedValue> = exact_numbers(shape, &item.text)
        .into_iter()
        .map(|value| ExtractedValue::new(value, &item.text, labelled))
        .collect();
    if found.is_empty() {
        found.extend(find_wrapped_number(shape, item, next, labelled));
    }
    if found.is_empty() && labelled {
        found.extend(repair_number(shape, &item.text).or_else(|| find_misread_number(shape, &item.text)));
    }
    found
}

/// Whole and masked numbers as they stand.
fn exact_numbers(shape: &NumberShape, text: &str) -> Vec<String> {
    // People write 138 0000 0000 and 440101 19900101 2376. Other groups that happen to add up are two numbers.
    let grouped = |groups: &[usize]| groups.len() == 1 || groups[0] == shape.group;
    let mut found: Vec<String> = Vec::new();
    for (chain, groups) in join_groups(text) {
        let (chain, groups) = strip_country_code(&chain, &groups);
        let chain = chain.trim_matches(['|', '!']);
        if grouped(groups) && ((shape.whole)(chain) || (shape.masked)(chain)) && !found.iter().any(|one| one == chain) {
            found.push(chain.to_owned());
        }
    }
    found
}

/// Drops +86 before a phone.
fn strip_country_code<'a>(chain: &'a str, groups: &'a [usize]) -> (&'a str, &'a [usize]) {
    match chain.strip_prefix("86") {
        // The plus sign is no part of a run, so what is left of +86 is a group of two digits.
        Some(rest) if rest.len() == 11 && rest.starts_with('1') && groups[0] == 2 => (rest, &groups[1..]),
        Some(rest) if rest.len() == 11 && rest.starts_with('1') && groups.len() == 1 => (rest, groups),
        _ => (chain, groups),
    }
}

/// A number that goes on in the next line: it must have its shape only when put together, and an unlabelled one must prove
/// itself by its check digit.
fn find_wrapped_number(
    shape: &NumberShape,
    item: &LabelledItem,
    next: Option<&LabelledItem>,
    labelled: bool,
) -> Option<ExtractedValue> {
    let next = &next?.text;
    let tail =
        split_tokens(next).into_iter().next().filter(|token| next.to_ascii_uppercase().starts_with(&token.text))?;
    let head = split_tokens(&item.text).pop().filter(|token| item.text.to_ascii_uppercase().ends_with(&token.text))?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'X' | b'*'));
    let whole = format!("{}{}", head.text, tail.text);
    // Two unlabelled runs on neighbouring lines make eleven digits by chance far too often; a check digit they rarely
    // meet.
    let proven = labelled || (shape.kind == LabelKind::Id && check_digit_holds(&whole));
    let fits = (shape.whole)(&whole) || (labelled && (shape.masked)(&whole));
    (digits(&head.text) && digits(&tail.text) && fits && proven).then(|| ExtractedValue::new(&whole, &whole, labelled))
}

/// The second try: letters that look like digits. A certificate number must then pass its check digit.
fn repair_number(shape: &NumberShape, text: &str) -> Option<ExtractedValue> {
    // Of full length only: repairing a part could complete it to somebody else's number.
    let candidates = join_groups(text).into_iter().filter(|(chain, _)| chain.len() == shape.length);
    let digits = candidates.filter_map(|(chain, _)| as_digits(&chain, shape.kind == LabelKind::Id));
    let proven = |value: &String| (shape.whole)(value) && (shape.kind != LabelKind::Id || check_digit_holds(value));
    digits.into_iter().find(proven).map(|value| ExtractedValue::new(value, text, true).with_repair())
}

/// A labelled number of no known shape is still what the screen says, so that it can differ. A short one is a tail.
fn find_misread_number(shape: &NumberShape, text: &str) -> Option<ExtractedValue> {
    let chains = join_groups(text);
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let odd = chains.iter().map(|(chain, _)| chain).filter(|chain| match shape.kind {
        LabelKind::Phone => {
            (10..=12).contains(&chain.len()) && chain.starts_with('1') && digits(chain) + 2 >= chain.len()
        }
        _ => (6..=20).contains(&chain.len()) && digits(chain) >= 5 && !is_phone(chain),
    });
    let tail = || {
        let (chain, _) = chains.first().filter(|(chain, _)| chain.len() == 4 && chains.len() == 1)?;
        (digits(chain) >= 3).then(|| format!("****{chain}"))
    };
    let masked = chains.iter().map(|(chain, _)| chain).find(|chain| split_mask(chain).is_some());
    let value = masked.or(odd.max_by_key(|chain| chain.len())).cloned().or_else(tail)?;
    Some(ExtractedValue::new(value, text, true))
}

/// `text` with look-alike letters as digits, if nothing else is in it and at most a third had to be changed.
pub(super) fn as_digits(text: &str, last_may_be_x: bool) -> Option<String> {
    let last = text.chars().count().checked_sub(1)?;
    let mut changed = 0;
    let digits: Option<String> = text
        .chars()
        .enumerate()
        .map(|(at, c)| match c {
            '0'..='9' => Some(c),
            'X' if last_may_be_x && at == last => Some(c),
            _ => {
                changed += 1;
                look_alike_digit(c)
            }
        })
        .collect();
    // Nothing changed is the first try's business, and a word of letters must not become a number.
    digits.filter(|_| changed > 0 && changed * 3 <= text.len())
}

const fn look_alike_digit(c: char) -> Option<char> {
    match c {
        'O' | 'Q' | 'D' => Some('0'),
        'I' | 'L' | '|' | '!' => Some('1'),
        'S' => Some('5'),
        'B' => Some('8'),
        'Z' => Some('2'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(kind: Option<LabelKind>, text: &str) -> LabelledItem {
        LabelledItem { kind, text: text.to_owned(), glued: false, line: 0, confidence: None, void: false }
    }

    fn values(found: Vec<ExtractedValue>) -> Vec<String> {
        found.into_iter().map(|one| format!("{}{}", one.value, if one.repaired { " repaired" } else { "" })).collect()
    }

    #[test]
    fn numbers_are_found_whole_grouped_and_masked() {
        for (text, phone, id) in [
            ("13800132376", Some("13800132376"), None),
            ("陈思琪 13751840019", Some("13751840019"), None),
            ("186 6509 1208", Some("18665091208"), None),
            ("+86 138-0013-2376", Some("13800132376"), None),
            ("441900 19030118 0511", None, Some("441900190301180511")),
            ("13751840019 440305190501028280", Some("13751840019"), Some("440305190501028280")),
            ("138****0000", Some("138****0000"), None),
            ("138xxxx0000", Some("138****0000"), None),
            ("440101********2376", None, Some("440101********2376")),
            ("440***********2376", None, Some("440***********2376")),
            ("WX2604150087231", None, None),
            ("440101199013012376", None, None),
            ("138001323760", None, None),
        ] {
            let item = item(None, text);
            assert_eq!(values(find_phones(&item, None)), Vec::from_iter(phone), "{text}");
            assert_eq!(values(find_certificates(&item, None)), Vec::from_iter(id), "{text}");
        }
    }

    #[test]
    fn a_repair_needs_the_label_and_the_check_digit() {
        let phone = |kind, text| values(find_phones(&item(kind, text), None));
        assert_eq!(phone(Some(LabelKind::Phone), "l38OO132376"), ["13800132376 repaired"]);
        assert_eq!(phone(None, "l38OO132376"), [""; 0]);
        let id = |text| values(find_certificates(&item(Some(LabelKind::Id), text), None));
        assert_eq!(id("44O3O519O501028280"), ["440305190501028280 repaired"]);
        // The check digit does not hold, so the letters are not explained away.
        assert_eq!(id("44O101199001012376"), ["44O101199001012376"]);
        assert_eq!(id("440101199001012376"), ["440101199001012376"]);
    }

    #[test]
    fn a_labelled_number_of_another_shape_is_still_read() {
        assert_eq!(
            values(find_certificates(&item(Some(LabelKind::Id), "44010119900101237"), None)),
            ["44010119900101237"]
        );
        assert_eq!(values(find_certificates(&item(Some(LabelKind::Id), "E12345678"), None)), ["E12345678"]);
        assert_eq!(values(find_phones(&item(Some(LabelKind::Phone), "尾号 2376"), None)), ["****2376"]);
        assert_eq!(values(find_phones(&item(Some(LabelKind::Phone), "****2376"), None)), ["****2376"]);
        assert_eq!(values(find_phones(&item(Some(LabelKind::Phone), "0571-88888888"), None)), [""; 0]);
        assert_eq!(values(find_phones(&item(Some(LabelKind::Other), "13800132376"), None)), [""; 0]);
    }

    #[test]
    fn a_number_goes_on_in_the_next_line_only_if_it_fits() {
        let join = |kind, head, tail| values(find_certificates(&item(kind, head), Some(&item(None, tail))));
        assert_eq!(join(Some(LabelKind::Id), "4403051905", "01028280"), ["440305190501028280"]);
        assert_eq!(join(None, "4403051905", "01028280 已出票"), ["440305190501028280"]);
        assert_eq!(join(None, "4401011990", "01012376"), [""; 0]);
    }
}

//! Order numbers and ticket codes.

use super::number::{NumberToken, as_digits, split_tokens};
use super::shape::{is_certificate_no, is_phone};
use super::{BlockFields, ExtractedValue, FieldCandidate};
use crate::domain::value::text::fold::compact_text;
use crate::ocr::blocks::LabelledItem;
use crate::ocr::field_label::LabelKind;

/// Groups of a code written with spaces are no longer than this.
const MAX_GROUP: usize = 6;

pub(super) fn find_codes(item: &LabelledItem, next: Option<&LabelledItem>) -> Vec<ExtractedValue> {
    match item.kind {
        Some(LabelKind::Order | LabelKind::Code) => labelled_codes(item, next),
        None => split_tokens(&item.text)
            .into_iter()
            .filter(is_loose_code)
            .map(|one| ExtractedValue::new(one.text, &item.text, false))
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether a QR code or a bar code holds a ticket code while every printed one is another. One with an address or a random
/// token says nothing about the printed code, and a long number without a label only where it is nearly the same.
pub(super) fn is_contradicted(blocks: &[BlockFields], codes: &[String]) -> bool {
    let printed: Vec<&FieldCandidate> = blocks.iter().flat_map(|block| &block.code).collect();
    let against = |code: &str| {
        !printed.iter().any(|one| one.value == code)
            // A screen holds other long numbers too. Only one that claims to be the code, or is nearly it, can be
            // contradicted.
            && printed.iter().any(|one| one.labelled || nearly_equal(&one.value, code))
    };
    codes.iter().map(|code| compact_text(code)).any(|code| is_ticket_code(&code) && against(&code))
}

/// Of the same length, with most characters in the same place: meant to be the same.
fn nearly_equal(one: &str, other: &str) -> bool {
    let same = one.bytes().zip(other.bytes()).filter(|(a, b)| a == b).count();
    one.len() == other.len() && same * 2 > one.len()
}

/// The shape of a ticket code: letters and digits, most of them digits.
fn is_ticket_code(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    is_plain_code(text) && (6..=32).contains(&text.len()) && digits * 2 > text.len() && !is_phone(text)
}

fn labelled_codes(item: &LabelledItem, next: Option<&LabelledItem>) -> Vec<ExtractedValue> {
    let tokens = split_tokens(&item.text);
    let Some(first) = tokens.first() else { return Vec::new() };
    let groups = tokens.len() > 1 && tokens.iter().all(|one| one.text.len() <= MAX_GROUP && is_plain_code(&one.text));
    let value = if groups { tokens.iter().map(|one| one.text.as_str()).collect() } else { first.text.clone() };
    if value.len() < 4 || !value.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    // Letters may belong to a code, so a repair stands beside what was read, not in its place.
    if let Some(digits) = as_digits(&value, false).filter(|digits| digits.len() >= 8) {
        found.push(ExtractedValue::new(digits, &item.text, true).with_repair());
    }
    if let Some(tail) =
        next.map(|next| next.text.as_str()).filter(|tail| is_plain_code(tail) && value.ends_with(is_alphanumeric))
    {
        found
            .push(ExtractedValue::new(format!("{value}{}", tail.to_ascii_uppercase()), &item.text, true).with_repair());
    }
    if is_plain_code(&value) {
        found.push(ExtractedValue::new(value, &item.text, true));
    }
    found
}

fn is_alphanumeric(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn is_plain_code(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_alphanumeric)
}

/// Without a label: a long number that is no phone and no certificate, or letters with many digits.
fn is_loose_code(token: &NumberToken) -> bool {
    let text = &token.text;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    is_plain_code(text) && (8..=64).contains(&digits) && text.len() >= 10 && !is_phone(text) && !is_certificate_no(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: Option<LabelKind>, text: &str, next: Option<&str>) -> Vec<String> {
        let item = |kind, text: &str| LabelledItem {
            kind,
            text: text.to_owned(),
            glued: false,
            line: 0,
            confidence: None,
            void: false,
        };
        let next = next.map(|text| item(None, text));
        let mut found = find_codes(&item(kind, text), next.as_ref());
        found.sort_by_key(|one| one.repaired);
        found.into_iter().map(|one| format!("{}{}", one.value, if one.repaired { " repaired" } else { "" })).collect()
    }

    #[test]
    fn a_code_is_read_beside_its_label_or_by_its_length() {
        assert_eq!(shown(Some(LabelKind::Code), "WX2604150087231", None), ["WX2604150087231"]);
        assert_eq!(shown(Some(LabelKind::Order), "3091775502164 复制", None), ["3091775502164"]);
        assert_eq!(shown(Some(LabelKind::Code), "WX26 0415 0087 231", None), ["WX2604150087231"]);
        assert_eq!(shown(None, "WX2604150087231", None), ["WX2604150087231"]);
        assert_eq!(shown(None, "13800132376 440305190501028280", None), [""; 0]);
    }

    #[test]
    fn a_code_for_machines_contradicts_only_with_another_ticket_code() {
        let block = |value: &str, labelled| BlockFields {
            code: vec![FieldCandidate {
                value: value.to_owned(),
                raw: value.to_owned(),
                confidence: None,
                line: 0,
                labelled,
                repaired: false,
            }],
            ..BlockFields::default()
        };
        for (printed, labelled, qr, against) in [
            ("WX2604150087231", true, "wx2604150087231", false),
            ("WX2604150087231", true, "WX2604150087232", true),
            ("WX2604150087231", true, "https://example.com/t/WX2604150087232", false),
            ("WX2604150087231", false, "WX2604150087232", true),
            ("WX2604150087231", false, "WX2604150087231", false),
            ("4200002113202604", false, "TK20260418A07C55", false),
        ] {
            assert_eq!(is_contradicted(&[block(printed, labelled)], &[qr.to_owned()]), against, "{qr}");
        }
        for beside in [true, false] {
            let two = [block("A1000001", true), block("TK20260418A07C", beside)];
            assert!(!is_contradicted(&two, &["TK20260418A07C".to_owned()]), "an order number and a ticket code");
        }
    }

    #[test]
    fn a_repair_and_a_joined_line_stand_beside_what_was_read() {
        assert_eq!(shown(Some(LabelKind::Order), "3O91775502164", None), ["3O91775502164", "3091775502164 repaired"]);
        assert_eq!(
            shown(Some(LabelKind::Code), "WX26041500", Some("87231")),
            ["WX26041500", "WX2604150087231 repaired"]
        );
    }
}

//! Personal data as it may be shown: enough to recognise a person by, never enough to reach one.
//!
//! Invariant: but for an 11-digit phone, whose `138****0000` is the form every operator knows, never more than half of
//! the characters stay visible. The mask has one length, so it does not tell how long the value is.

use serde_json::{Map, Value};

use super::message::{BilingualText, Lang};
use super::person::{Personal, is_erased};

/// The keys of an event's payload whose values are sealed at rest, at the top level. This list only ever grows: an
/// older log is opened by it.
pub const PERSONAL_KEYS: &[&str] = &[
    "name",
    "phone",
    "gender",
    "birthday",
    "certificateNo",
    "externalUserId",
    "buyerNick",
    "noteText",
    "visitors",
    "rawText",
    "lines",
    "fields",
    "contact",
    "customer",
    "ticketCode",
    "qrUrl",
    "mandate",
    "paymentMandate",
    REST,
];

/// The key under which a payload has what this program does not know.
pub const REST: &str = "rest";
/// What stands in the place of a text that is sealed whole.
pub const MASKED: &str = "[masked]";

const STARS: &str = "****";
/// The key of a buyer as a channel tells of him.
const PERSON: &str = "customer";
const ERASED: BilingualText = BilingualText { zh: "[已删除]", en: "[erased]" };

/// A personal value, fit to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MaskedText {
    Visible(String),
    /// The person was erased: there is nothing left to mask.
    Erased,
}

impl MaskedText {
    pub fn in_lang(&self, lang: Lang) -> &str {
        match self {
            Self::Visible(text) => text,
            Self::Erased => ERASED.in_lang(lang),
        }
    }

    /// The masked text, or `None` once the person was erased.
    pub fn visible_text(&self) -> Option<&str> {
        match self {
            Self::Visible(text) => Some(text),
            Self::Erased => None,
        }
    }

    fn from_personal(value: &Personal, mask: impl Fn(&str) -> String) -> Self {
        value.reveal().map_or(Self::Erased, |text| Self::Visible(mask(text)))
    }
}

/// `张三2376` → `张*`.
pub fn mask_name(value: &Personal) -> MaskedText {
    MaskedText::from_personal(value, name_text)
}

/// `13800000000` → `138****0000`.
pub fn mask_phone(value: &Personal) -> MaskedText {
    MaskedText::from_personal(value, phone_text)
}

/// `440101199001012376` → `****2376`.
pub fn mask_certificate(value: &Personal) -> MaskedText {
    MaskedText::from_personal(value, |text| keep_ends(text, 0, 4))
}

/// `user-1773977742376` → `user****2376`.
pub fn mask_account(value: &Personal) -> MaskedText {
    MaskedText::from_personal(value, |text| keep_ends(text, 4, 4))
}

/// A free text: that there is one is all that is shown.
pub fn mask_text(value: &Personal) -> MaskedText {
    MaskedText::from_personal(value, |_| MASKED.to_owned())
}

/// A birthday or a gender: nothing of it is shown.
pub fn mask_whole(value: &Personal) -> MaskedText {
    MaskedText::from_personal(value, |_| STARS.to_owned())
}

/// Masks the personal keys of an event's payload in place, and what else in it was read from or sent to a person.
///
/// `kind` is the event's type: what a price check expected is an amount and stays readable. Null and the mark of an
/// erased value stay as they are.
pub fn mask_payload(kind: &str, payload: &mut Map<String, Value>) {
    for (key, value) in payload.iter_mut() {
        if value.is_null() || is_erased(value) {
            continue;
        }
        if let (PERSON, Value::Object(facts)) = (key.as_str(), &mut *value) {
            mask_person(facts);
        } else if let Some(masked) = masked_value(kind, key, value) {
            *value = Value::String(masked);
        }
    }
}

/// Masks what a channel tells of a buyer, fact by fact, so that the account stays recognisable.
pub fn mask_person(facts: &mut Map<String, Value>) {
    for value in facts.values_mut() {
        *value = value.as_str().map_or_else(|| MASKED.to_owned(), |text| keep_ends(text, 4, 4)).into();
    }
}

fn masked_value(kind: &str, key: &str, value: &Value) -> Option<String> {
    let mask: fn(&str) -> String = match key {
        "name" => name_text,
        "phone" => phone_text,
        "certificateNo" => |text| keep_ends(text, 0, 4),
        "externalUserId" | "buyerNick" | "contact" | "customer" | "to" => |text| keep_ends(text, 4, 4),
        "gender" | "birthday" => |_| STARS.to_owned(),
        // Who has the code is let in, and the address holds it; a mandate may name its signer.
        "ticketCode" | "qrUrl" | "mandate" | "paymentMandate" => |_| MASKED.to_owned(),
        "noteText" | "rawText" | "lines" | "fields" | "visitors" | REST => |_| MASKED.to_owned(),
        "expected" | "seen" if !kind.starts_with("price_check_") => |_| MASKED.to_owned(),
        _ => return None,
    };
    Some(value.as_str().map_or_else(|| MASKED.to_owned(), mask))
}

fn name_text(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(_)) => format!("{first}*"),
        _ => "*".to_owned(),
    }
}

fn phone_text(text: &str) -> String {
    if text.len() == 11 && text.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{}{STARS}{}", &text[..3], &text[7..]);
    }
    keep_ends(text, 3, 4)
}

/// Keeps up to `head` first and `tail` last characters, the last ones first, and at most half of all.
fn keep_ends(text: &str, head: usize, tail: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    let half = letters.len() / 2;
    let tail = tail.min(half);
    let head = head.min(half - tail);
    let first: String = letters.iter().take(head).collect();
    let last: String = letters.iter().skip(letters.len() - tail).collect();
    format!("{first}{STARS}{last}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::value::person::erased_value;

    fn shown(masked: MaskedText) -> String {
        masked.visible_text().unwrap().to_owned()
    }

    #[test]
    fn the_reference_person_is_recognisable_and_no_more() {
        assert_eq!(shown(mask_name(&Personal::new("张三2376"))), "张*");
        assert_eq!(shown(mask_phone(&Personal::new("13800000000"))), "138****0000");
        assert_eq!(shown(mask_certificate(&Personal::new("440101199001012376"))), "****2376");
        assert_eq!(shown(mask_account(&Personal::new("user-1773977742376"))), "user****2376");
        assert_eq!(shown(mask_whole(&Personal::new("1990-01-01"))), "****");
    }

    #[test]
    fn a_short_value_shows_at_most_half_of_itself() {
        assert_eq!(shown(mask_name(&Personal::new("张"))), "*");
        assert_eq!(shown(mask_phone(&Personal::new("+6591234567"))), "+****4567");
        assert_eq!(shown(mask_phone(&Personal::new("12345"))), "****45");
        assert_eq!(shown(mask_certificate(&Personal::new("A1"))), "****1");
        for length in 0..40 {
            let text = "x".repeat(length);
            for masked in [mask_certificate(&Personal::new(text.as_str())), mask_account(&Personal::new(text.as_str()))]
            {
                assert!(shown(masked).matches('x').count() * 2 <= length, "{length}");
            }
        }
    }

    #[test]
    fn an_erased_value_says_so_in_the_readers_language() {
        let masked = mask_name(&Personal::erased());
        assert_eq!((masked.in_lang(Lang::Zh), masked.in_lang(Lang::En)), ("[已删除]", "[erased]"));
        assert_eq!(masked.visible_text(), None);
    }

    #[test]
    fn a_payload_keeps_its_facts_and_loses_its_person() {
        let mut payload = json!({
            "name": "张三2376", "phone": "13800000000", "gender": null, "birthday": "1990-01-01", "userType": "mainland",
            "certificateNo": "440101199001012376", "certificateType": "id_card", "to": "user-1773977742376",
            "rawText": "张三2376 13800000000", "fields": [{"field": "name", "seen": "张三2376"}],
            "contact": {"telegram": 1_773_977_742_376_u64}, "buyerNick": erased_value(),
        });
        mask_payload("user_form_submitted", payload.as_object_mut().unwrap());
        assert_eq!(
            payload,
            json!({
                "name": "张*", "phone": "138****0000", "gender": null, "birthday": "****", "userType": "mainland",
                "certificateNo": "****2376", "certificateType": "id_card", "to": "user****2376",
                "rawText": "[masked]", "fields": "[masked]", "contact": "[masked]", "buyerNick": {"$erased": true},
            })
        );
    }

    #[test]
    fn what_a_price_check_expected_is_an_amount() {
        let event = json!({"expected": "506.00", "seen": "500.00"});
        let mut price = event.clone();
        mask_payload("price_check_failed", price.as_object_mut().unwrap());
        assert_eq!(price, event);
        let mut matched = event;
        mask_payload("screenshot_match_failed", matched.as_object_mut().unwrap());
        assert_eq!(matched, json!({"expected": "[masked]", "seen": "[masked]"}));
    }

    #[test]
    fn no_sealed_key_is_forgotten() {
        for key in PERSONAL_KEYS {
            let mut payload = Map::from_iter([((*key).to_owned(), json!("canary-canary-canary"))]);
            mask_payload("any", &mut payload);
            assert!(!payload[*key].as_str().unwrap().contains("canary-canary"), "{key}");
        }
    }
}

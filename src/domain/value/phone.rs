//! Phone numbers in the one form in which they are kept, compared and looked up.

use super::text::number::CanonicalNumber;

/// The one form of a phone number: 11 digits of a mainland mobile, or `+` and 7 to 15 digits (E.164); none where it is
/// not clear which number is meant, such as one of another place without its `+`.
///
/// Blanks, dashes, dots, brackets and invisible marks inside it say nothing; `86` or `0086` before a mainland mobile is
/// its `+86`, which is dropped.
pub fn canonical_phone(text: &str) -> Option<String> {
    let number = CanonicalNumber::of(text);
    let plain: String = number.as_str().chars().filter(|c| !matches!(c, '.' | '(' | ')' | '[' | ']')).collect();
    let national = ["+86", "0086", "86", ""].into_iter().find_map(|prefix| {
        let rest = plain.strip_prefix(prefix)?;
        is_mainland_mobile(rest).then(|| rest.to_owned())
    });
    national.or_else(|| is_e164(&plain).then_some(plain))
}

/// How many digits a number has that is nearly a mainland mobile: one too few or too many.
pub fn near_mobile_digits(text: &str) -> Option<usize> {
    let number = CanonicalNumber::of(text);
    let digits = number.as_str();
    let begins = matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]) && digits.bytes().all(|b| b.is_ascii_digit());
    (begins && matches!(digits.len(), 10 | 12)).then_some(digits.len())
}

fn is_mainland_mobile(text: &str) -> bool {
    text.len() == 11 && text.bytes().all(|b| b.is_ascii_digit()) && matches!(text.as_bytes(), [b'1', b'3'..=b'9', ..])
}

fn is_e164(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_phone_is_one_number() {
        for spelled in [
            "13800000000",
            " 138 0000 0000 ",
            "138-0000-0000",
            "138.0000.0000",
            "+86 138 0000 0000",
            "+86-13800000000",
            "8613800000000",
            "86-13800000000",
            "008613800000000",
            "(+86)13800000000",
            "（＋８６）138－0000－0000",
            "１３８００００００００",
            "'13800000000",
            "\u{202d}13800000000\u{202c}",
            "138\u{fe0f}00000000",
            "13800000000\u{a0}",
        ] {
            assert_eq!(canonical_phone(spelled).as_deref(), Some("13800000000"), "{spelled:?}");
        }
        for (spelled, number) in [
            ("+852 9123 4567", "+85291234567"),
            ("+65-9123-4567", "+6591234567"),
            ("+1 (212) 555 0100", "+12125550100"),
            ("+123456789012345", "+123456789012345"),
        ] {
            assert_eq!(canonical_phone(spelled).as_deref(), Some(number), "{spelled}");
        }
    }

    #[test]
    fn what_is_not_clear_is_no_phone() {
        for text in [
            "",
            "--",
            "12800000000",
            "1380000000",
            "138000000000",
            "0912345678",
            "85291234567",
            "91234567",
            "010-88888888",
            "+0123456789",
            "+1234567890123456",
            "138/0000/0000",
            "1380000000O",
            "13800000000 13900000000",
        ] {
            assert_eq!(canonical_phone(text), None, "{text:?}");
        }
    }
}

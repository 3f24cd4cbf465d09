//! What a customer says about a person: checked once, at the edge, and then believed.
//!
//! The limits are decisions of this project. Every refusal names the field and the limit and never repeats the value.

use unicode_normalization::UnicodeNormalization as _;

use super::birth_date::{FIRST_BIRTH_YEAR, parse_birth_date};
use super::certificate::is_id_card;
pub use super::certificate::{
    Certificate, CertificateType, DOCUMENT_CHARS, DocumentWarning, check_digit_holds, explain_near_card,
    parse_certificate, parse_certificate_type,
};
use super::code_enum::coded;
use super::message::Lang;
use super::person::Personal;
use super::phone::{canonical_phone, near_mobile_digits};
use super::text::fold::fold_text;
use super::text::number::CanonicalNumber;
pub use super::text::text_is_clean;
use super::text::{char_is_public, char_is_unseen};
use super::time::Day;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::rejections::ValueRejection;

/// The longest name, in characters (Unicode scalars).
pub const NAME_CHARS: usize = 64;
/// The longest name, in UTF-8 bytes.
pub const NAME_BYTES: usize = 256;

coded! {
    /// Where a person comes from, as the ticket agent asks.
    UserType {
        Mainland = "mainland", "内地", "mainland";
        HkMacao = "hk_macao", "港澳", "Hong Kong or Macao";
        Taiwan = "taiwan", "台湾", "Taiwan";
        /// Anywhere else.
        Foreign = "foreign", "外籍", "foreign";
    }
}

coded! {
    /// A person's gender, as the ticket agent asks.
    Gender {
        Male = "male", "男", "male";
        Female = "female", "女", "female";
    }
}

/// Checks a person's name and returns it trimmed, without invisible marks around it, in NFC.
pub fn parse_name(text: &str) -> Result<Personal, Rejection> {
    let name: String = text.trim_matches(|c: char| c.is_whitespace() || char_is_unseen(c)).nfc().collect();
    if name.is_empty() {
        return Err(ValueRejection::NameEmpty.into());
    }
    if name.chars().count() > NAME_CHARS || name.len() > NAME_BYTES {
        return Err(ValueRejection::NameTooLong { name_chars: &NAME_CHARS, name_bytes: &NAME_BYTES }.into());
    }
    if let Some(place) = name.chars().position(|letter| !char_is_public(letter)) {
        let code = name.chars().nth(place).map_or(0, u32::from);
        return Err(ValueRejection::NameCharacters { code: &format!("U+{code:04X}"), place: &(place + 1) }.into());
    }
    require_name_like(&name)?;
    Ok(Personal::new(name))
}

/// Refuses what stands where a name should: one letter, a line with its label, digits. Four digits behind a name are those of
/// an account, which a shop's own page puts there: `张三2376`.
fn require_name_like(name: &str) -> Result<(), Rejection> {
    let folded = fold_text(name);
    if folded.chars().count() == 1 {
        return Err(ValueRejection::NameShort.into());
    }
    if let Some(mark) = folded.chars().find(|c| matches!(c, ':' | '=' | ';' | '@' | '?')) {
        return Err(ValueRejection::NameMarks { mark: &mark }.into_rejection());
    }
    let letters = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    let of_account = folded.len() - letters.len() == 4 && letters.chars().count() >= 2;
    let checked = if of_account { letters } else { folded.as_str() };
    if checked.chars().any(|c| c.is_ascii_digit()) {
        return Err(ValueRejection::NameDigits.into());
    }
    Ok(())
}

/// Checks a phone number and gives it in its one form, see [`canonical_phone`].
pub fn parse_phone(text: &str) -> Result<Personal, Rejection> {
    let refusal = || explain_near_phone(text).unwrap_or_else(|| ValueRejection::PhoneInvalid.into());
    canonical_phone(text).map(Personal::new).ok_or_else(refusal)
}

/// Why a number is no mainland mobile, though nearly.
pub fn explain_near_phone(text: &str) -> Option<Rejection> {
    let number = CanonicalNumber::of(text);
    let begins = number.as_str().get(..3)?;
    Some(ValueRejection::PhoneLength { length: &near_mobile_digits(text)?, begins: &begins }.into_rejection())
}

pub fn parse_user_type(code: &str) -> Result<UserType, Rejection> {
    UserType::from_code(code.trim()).ok_or_else(|| {
        let codes = UserType::codes();
        ValueRejection::UserTypeUnknown { codes: &codes }.into_rejection()
    })
}

/// Reads a gender: `male`, `female`, `男`, `女`.
pub fn parse_gender(text: &str) -> Result<Gender, Rejection> {
    let text = text.trim();
    let labelled = || Gender::ALL.iter().copied().find(|gender| gender.label().in_lang(Lang::Zh) == text);
    Gender::from_code(text).or_else(labelled).ok_or_else(|| {
        let codes = Gender::codes();
        ValueRejection::GenderUnknown { codes: &codes }.into_rejection()
    })
}

/// Reads a birthday, `yyyy-mm-dd`, from 1900 to `today`.
pub fn parse_birthday(text: &str, today: Day) -> Result<Day, Rejection> {
    let text = text.trim();
    let digits = match text.as_bytes() {
        [_, _, _, _, b'-', _, _, b'-', _, _] => text.replace('-', ""),
        _ => String::new(),
    };
    parse_birth_date(&digits, today).ok_or_else(|| {
        ValueRejection::BirthdayInvalid { first_birth_year: &FIRST_BIRTH_YEAR, today: &today }.into_rejection()
    })
}

/// The birthday and the gender that the number of an identity card says, where it is one: digits 7 to 14, and the 17th, odd
/// for a man (GB 11643).
pub fn read_card_holder(number: &str, today: Day) -> Option<(Day, Gender)> {
    let number = CanonicalNumber::of(number);
    let number = number.as_str();
    if !is_id_card(number) {
        return None;
    }
    Some((parse_birth_date(number.get(6..14)?, today)?, gender_on_card(number)))
}

fn gender_on_card(number: &str) -> Gender {
    let is_odd = matches!(number.as_bytes().get(16), Some(b'1' | b'3' | b'5' | b'7' | b'9'));
    if is_odd { Gender::Male } else { Gender::Female }
}

/// What a form says otherwise than the number of its identity card: digits 7 to 14 are the birthday, the 17th is odd for
/// a man (GB 11643). Both as the form keeps them, `yyyy-mm-dd` and a code of [`Gender`].
pub fn find_card_contradictions(number: &str, birthday: Option<&str>, gender: Option<&str>) -> Vec<DocumentWarning> {
    if !is_id_card(number) {
        return Vec::new();
    }
    let born = birthday.is_some_and(|day| day.replace('-', "") != number[6..14]);
    let gendered = gender.is_some_and(|code| code != gender_on_card(number).code());
    [(born, DocumentWarning::Birthday), (gendered, DocumentWarning::Gender)]
        .into_iter()
        .filter_map(|(differs, warning)| differs.then_some(warning))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::parse("2026-03-20").unwrap()
    }

    fn code<T: std::fmt::Debug>(result: Result<T, Rejection>) -> &'static str {
        result.unwrap_err().code
    }

    #[test]
    fn a_name_is_trimmed_and_composed() {
        assert_eq!(parse_name(" 张三2376\u{3000}").unwrap().reveal(), Some("张三2376"));
        assert_eq!(parse_name("\u{200b}样本甲\u{feff} ").unwrap().reveal(), Some("样本甲"));
        assert_eq!(parse_name("Jose\u{301}").unwrap().reveal(), Some("José"));
        assert!(parse_name(&"张".repeat(64)).is_ok());
    }

    #[test]
    fn a_name_that_is_empty_long_or_hides_something_is_refused() {
        assert_eq!(code(parse_name(" \u{3000}\n")), "name_empty");
        for (bad, why) in [
            ("y", "name_short"),
            ("李", "name_short"),
            ("张敏3", "name_digits"),
            ("１３８刘洋", "name_digits"),
            ("13800138000", "name_digits"),
            ("姓名：刘洋", "name_marks"),
        ] {
            assert_eq!(code(parse_name(bad)), why, "{bad}");
        }
        assert_eq!(code(parse_name(&"张".repeat(65))), "name_too_long");
        assert_eq!(code(parse_name(&"𠮷\u{301}".repeat(43))), "name_too_long");
        for bad in ["张\u{202e}三", "张\u{200b}三", "a\tb", "\u{1b}[2J", "张\u{e000}", "\u{3164}", "张\u{fffd}"] {
            assert_eq!(code(parse_name(bad)), "name_characters", "{bad:?}");
        }
    }

    #[test]
    fn a_phone_is_kept_in_its_one_form() {
        assert_eq!(parse_phone("+86 138-0000-0000").unwrap().reveal(), Some("13800000000"));
        assert_eq!(code(parse_phone("0912345678")), "phone_invalid");
    }

    #[test]
    fn a_birthday_is_a_real_past_day() {
        assert_eq!(parse_birthday("1990-01-01", today()).unwrap().to_string(), "1990-01-01");
        assert_eq!(parse_birthday("2026-03-20", today()).unwrap(), today());
        for bad in ["2026-03-21", "1899-12-31", "1990-02-30", "1990-1-1", "19900101", "1990/01/01", "199０-01-1"] {
            assert_eq!(code(parse_birthday(bad, today())), "birthday_invalid", "{bad}");
        }
    }

    #[test]
    fn a_card_says_when_and_as_what_its_holder_was_born() {
        let number = "11010519491231002X"; // the 17th digit is even
        for (birthday, gender, warnings) in [
            (None, None, vec![]),
            (Some("1949-12-31"), Some("female"), vec![]),
            (Some("1990-01-01"), None, vec![DocumentWarning::Birthday]),
            (None, Some("male"), vec![DocumentWarning::Gender]),
            (Some("1949-12-30"), Some("male"), vec![DocumentWarning::Birthday, DocumentWarning::Gender]),
        ] {
            assert_eq!(find_card_contradictions(number, birthday, gender), warnings, "{birthday:?} {gender:?}");
        }
        assert_eq!(find_card_contradictions("E12345678", Some("1990-01-01"), Some("male")), vec![]);
        assert_eq!(find_card_contradictions("440101199001012376", Some("1990-01-01"), Some("male")), vec![]);
    }

    #[test]
    fn codes_are_read_back_and_unknown_ones_are_named() {
        for kind in UserType::ALL {
            assert_eq!(parse_user_type(kind.code()), Ok(*kind));
        }
        assert_eq!(parse_gender("女"), Ok(Gender::Female));
        assert_eq!(parse_gender("male"), Ok(Gender::Male));
        assert_eq!(code(parse_gender("f")), "gender_unknown");
        let refusal = parse_user_type("martian").unwrap_err();
        assert_eq!(refusal.code, "user_type_unknown");
        assert!(refusal.message.en.contains("mainland, hk_macao, taiwan, foreign"));
    }
}

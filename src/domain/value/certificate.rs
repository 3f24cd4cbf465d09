//! The document a person travels with, and its number.
//!
//! The limits are decisions of this project. A refusal names the limit and never repeats the number.

use super::birth_date::{FIRST_BIRTH_YEAR, parse_birth_date};
use super::code_enum::coded;
use super::message::BilingualMessage;
use super::person::Personal;
use super::text::number::CanonicalNumber;
use super::time::Day;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::rejections::ValueRejection;
use crate::say;

/// The shortest and the longest number of a document other than an identity card.
pub const DOCUMENT_CHARS: std::ops::RangeInclusive<usize> = 4..=32;

coded! {
    /// The kind of document a person travels with.
    CertificateType {
        /// The identity card of the mainland, GB 11643.
        IdCard = "id_card", "身份证", "identity card";
        Passport = "passport", "护照", "passport";
        /// The permit of residents of Hong Kong and Macao.
        HkMacaoPermit = "hk_macao_permit", "港澳居民来往内地通行证", "Hong Kong and Macao permit";
        TaiwanPermit = "taiwan_permit", "台湾居民来往大陆通行证", "Taiwan permit";
    }
}

/// What is odd about a document and still no reason to refuse it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentWarning {
    /// The check digit of an identity card is not the one of GB 11643. The reference order's own number fails it.
    CheckDigit,
    /// The birthday that was given is not the one in the number.
    Birthday,
    /// The gender that was given is not the one in the number.
    Gender,
}

impl DocumentWarning {
    /// The stable code, also the kind of exception on an order.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CheckDigit => "certificate_check_digit",
            Self::Birthday => "certificate_birthday",
            Self::Gender => "certificate_gender",
        }
    }

    pub fn message(self) -> BilingualMessage {
        match self {
            Self::CheckDigit => say!(
                "证件号校验位不符合 GB 11643：可能抄错，请与客户核对；订单照常处理",
                "the certificate number fails the GB 11643 check digit: it may be mistyped, ask the customer; the order goes on"
            ),
            Self::Birthday => say!(
                "出生日期与身份证号第 7 到 14 位不一致：两者之一写错了，请与客户核对；订单照常处理",
                "the birthday is not the one in digits 7 to 14 of the identity card number: one of them is mistyped, ask the customer; the order goes on"
            ),
            Self::Gender => say!(
                "性别与身份证号第 17 位（单数男、双数女）不一致：两者之一写错了，请与客户核对；订单照常处理",
                "the gender is not the one of digit 17 of the identity card number (odd: male, even: female): one of them is mistyped, ask the customer; the order goes on"
            ),
        }
    }
}

/// A document that passed the checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    pub kind: CertificateType,
    /// Its number: letters in upper case, no blanks, dashes or marks.
    pub number: Personal,
    /// What an operator should look at.
    pub warning: Option<DocumentWarning>,
}

pub fn parse_certificate_type(code: &str) -> Result<CertificateType, Rejection> {
    CertificateType::from_code(code.trim()).ok_or_else(|| {
        let codes = CertificateType::codes();
        ValueRejection::CertificateTypeUnknown { codes: &codes }.into_rejection()
    })
}

/// Checks the number of a document and gives it in its one form, see [`CanonicalNumber`]. A failed check digit is a warning, never a refusal.
pub fn parse_certificate(kind: CertificateType, text: &str, today: Day) -> Result<Certificate, Rejection> {
    let number = CanonicalNumber::of(text).as_str().to_owned();
    let warning = match kind {
        CertificateType::IdCard => check_id_card(&number, today)?,
        CertificateType::Passport | CertificateType::HkMacaoPermit | CertificateType::TaiwanPermit => {
            check_other_document(&number)?;
            None
        }
    };
    Ok(Certificate { kind, number: Personal::new(number), warning })
}

fn check_id_card(number: &str, today: Day) -> Result<Option<DocumentWarning>, Rejection> {
    if let Some(slip) = find_card_slip(number) {
        return Err(slip);
    }
    if !is_id_card(number) {
        return Err(ValueRejection::IdCardShape.into());
    }
    if parse_birth_date(&number[6..14], today).is_none() {
        return Err(
            ValueRejection::IdCardBirthDate { first_birth_year: &FIRST_BIRTH_YEAR, today: &today }.into_rejection()
        );
    }
    Ok((!check_digit_holds(number)).then_some(DocumentWarning::CheckDigit))
}

fn check_other_document(number: &str) -> Result<(), Rejection> {
    if DOCUMENT_CHARS.contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Ok(());
    }
    let (least, most) = (DOCUMENT_CHARS.start(), DOCUMENT_CHARS.end());
    Err(ValueRejection::DocumentNumberShape { least: &least, most: &most }.into())
}

/// Why a number of 17 or 19 characters that is else one of an identity card is none.
fn find_card_slip(number: &str) -> Option<Rejection> {
    let digits = number.strip_suffix('X').unwrap_or(number);
    let is_near = matches!(number.len(), 17 | 19) && digits.bytes().all(|b| b.is_ascii_digit());
    let begins = number.get(..4).filter(|_| is_near)?;
    Some(ValueRejection::IdCardLength { length: &number.len(), begins: &begins }.into_rejection())
}

/// Why a number that nobody said to be one is no identity card, though nearly: a year of birth stands where it would with a
/// digit too few or too many.
pub fn explain_near_card(text: &str) -> Option<Rejection> {
    let number = CanonicalNumber::of(text);
    let years = [5, 6, 7].into_iter().filter_map(|at| number.as_str().get(at..at + 4)?.parse::<u16>().ok());
    let is_near = years.into_iter().any(|year| (1920..=2030).contains(&year));
    find_card_slip(number.as_str()).filter(|_| is_near)
}

pub(super) fn is_id_card(number: &str) -> bool {
    number.len() == 18
        && number.bytes().take(17).all(|b| b.is_ascii_digit())
        && number.ends_with(|last: char| last.is_ascii_digit() || last == 'X')
}

/// Whether an 18-character identity card number ends with the check digit of GB 11643-1999 (ISO 7064, MOD 11-2).
pub fn check_digit_holds(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const DIGITS: &[u8; 11] = b"10X98765432";
    if !is_id_card(number) {
        return false;
    }
    let sum: u32 = number.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    number.bytes().next_back() == DIGITS.get(sum as usize % 11).copied()
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
    fn the_reference_number_is_accepted_with_a_warning() {
        let reference = parse_certificate(CertificateType::IdCard, "440101199001012376", today()).unwrap();
        assert_eq!(reference.warning, Some(DocumentWarning::CheckDigit));
        let printed = parse_certificate(CertificateType::IdCard, "11010519491231002x", today()).unwrap();
        assert_eq!((printed.number.reveal(), printed.warning), (Some("11010519491231002X"), None));
    }

    #[test]
    fn a_number_is_kept_in_its_one_form() {
        for spelled in [
            "110105 19491231 002x",
            "１１０１０５１９４９１２３１００２ｘ",
            "\u{202d}11010519491231002X\u{202c}",
            "'11010519491231002X",
        ] {
            let card = parse_certificate(CertificateType::IdCard, spelled, today()).unwrap();
            assert_eq!(card.number.reveal(), Some("11010519491231002X"), "{spelled:?}");
        }
        let passport = parse_certificate(CertificateType::Passport, "e1234-5678", today()).unwrap();
        assert_eq!(passport.number.reveal(), Some("E12345678"));
    }

    #[test]
    fn the_check_digit_is_the_standards_own_example() {
        assert!(check_digit_holds("11010519491231002X"));
        assert!(check_digit_holds("440524188001010014"));
        assert!(!check_digit_holds("440101199001012376"));
        assert!(!check_digit_holds("110105194912310021"));
        assert!(!check_digit_holds("11010519491231002"));
    }

    #[test]
    fn an_identity_card_has_a_shape_and_a_birth_date() {
        let check = |text| parse_certificate(CertificateType::IdCard, text, today());
        for bad in ["44010119900101237", "4401011990010123X6", "44010119900101237é"] {
            assert_eq!(code(check(bad)), "id_card_shape", "{bad}");
        }
        for bad in ["440101199002302376", "440101189912312376", "440101202603212376", "440101000000002376"] {
            assert_eq!(code(check(bad)), "id_card_birth_date", "{bad}");
        }
        assert!(check("440101202603202376").is_ok());
    }

    #[test]
    fn other_documents_are_letters_and_digits() {
        let check = |text: &str| parse_certificate(CertificateType::Passport, text, today());
        assert_eq!(check(" e12345678 ").unwrap().number.reveal(), Some("E12345678"));
        assert!(check(&"A".repeat(32)).is_ok());
        for bad in ["", "A12", "E1234_5678", "护照12345", &"A".repeat(33)] {
            assert_eq!(code(check(bad)), "document_number_shape", "{bad}");
        }
    }

    #[test]
    fn codes_are_read_back_and_unknown_ones_are_named() {
        for kind in CertificateType::ALL {
            assert_eq!(parse_certificate_type(kind.code()), Ok(*kind));
        }
        let refusal = parse_certificate_type("driving_licence").unwrap_err();
        assert_eq!(refusal.code, "certificate_type_unknown");
        assert!(refusal.message.en.contains("id_card, passport, hk_macao_permit, taiwan_permit"));
    }
}

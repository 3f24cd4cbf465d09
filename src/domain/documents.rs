//! What a customer says about a person: checked once, at the edge, and then believed.
//!
//! Limits: `reference` promises part 5. Every refusal names the field and the limit and never repeats the value.

use unicode_normalization::UnicodeNormalization as _;

use super::message::{Lang, Message, Text};
use super::person::Personal;
use super::rejection::Rejection;
use super::text::char_is_public;
pub use super::text::text_is_clean;
use super::time::Day;
use crate::say;

/// The longest name, in characters (Unicode scalars).
pub const NAME_CHARS: usize = 64;
/// The longest name, in UTF-8 bytes.
pub const NAME_BYTES: usize = 256;
/// The shortest and the longest number of a document other than an identity card.
pub const DOCUMENT_CHARS: std::ops::RangeInclusive<usize> = 4..=32;
/// The first year in which a living person can be born.
const FIRST_BIRTH_YEAR: i32 = 1900;

macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Reads a stable code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// What a person reads.
            pub const fn label(self) -> Text {
                match self { $(Self::$variant => Text { zh: $zh, en: $en }),+ }
            }

            fn codes() -> String {
                Self::ALL.iter().map(|value| value.code()).collect::<Vec<_>>().join(", ")
            }
        }
    };
}

coded! {
    /// The kind of document a person travels with.
    CertificateType {
        /// The identity card of the mainland, GB 11643.
        IdCard = "id_card", "身份证", "identity card";
        /// A passport.
        Passport = "passport", "护照", "passport";
        /// The permit of residents of Hong Kong and Macao.
        HkMacaoPermit = "hk_macao_permit", "港澳居民来往内地通行证", "Hong Kong and Macao permit";
        /// The permit of residents of Taiwan.
        TaiwanPermit = "taiwan_permit", "台湾居民来往大陆通行证", "Taiwan permit";
    }
}

coded! {
    /// Where a person comes from, as the ticket agent asks.
    UserType {
        /// The mainland.
        Mainland = "mainland", "内地", "mainland";
        /// Hong Kong or Macao.
        HkMacao = "hk_macao", "港澳", "Hong Kong or Macao";
        /// Taiwan.
        Taiwan = "taiwan", "台湾", "Taiwan";
        /// Anywhere else.
        Foreign = "foreign", "外籍", "foreign";
    }
}

coded! {
    /// A person's gender, as the ticket agent asks.
    Gender {
        /// Male.
        Male = "male", "男", "male";
        /// Female.
        Female = "female", "女", "female";
    }
}

/// What is odd about a document and still no reason to refuse it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentWarning {
    /// The check digit of an identity card is not the one of GB 11643. The reference order's own number fails it.
    CheckDigit,
}

impl DocumentWarning {
    /// The stable code, also the kind of exception on an order.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CheckDigit => "certificate_check_digit",
        }
    }

    /// What a person reads.
    pub fn message(self) -> Message {
        match self {
            Self::CheckDigit => say!(
                "证件号校验位不符合 GB 11643：可能抄错，请与客户核对；订单照常处理",
                "the certificate number fails the GB 11643 check digit: it may be mistyped, ask the customer; the order goes on"
            ),
        }
    }
}

/// A document that passed the checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// What kind of document.
    pub kind: CertificateType,
    /// Its number, trimmed, the letters in upper case.
    pub number: Personal,
    /// What an operator should look at.
    pub warning: Option<DocumentWarning>,
}

/// Checks a person's name and returns it trimmed, in NFC.
///
/// # Errors
/// `name_empty`, `name_too_long`, `name_characters`.
pub fn name(text: &str) -> Result<Personal, Rejection> {
    let name: String = text.trim().nfc().collect();
    if name.is_empty() {
        return Err(Rejection::input("name_empty", say!("姓名为空", "the name is empty")));
    }
    if name.chars().count() > NAME_CHARS || name.len() > NAME_BYTES {
        let why = say!(
            "姓名过长：最多 {NAME_CHARS} 个字符、{NAME_BYTES} 字节",
            "the name is too long: at most {NAME_CHARS} characters and {NAME_BYTES} bytes"
        );
        return Err(Rejection::input("name_too_long", why));
    }
    if !name.chars().all(char_is_public) {
        let why =
            say!("姓名含有控制、不可见或无法识别的字符", "the name holds control, invisible or unknown characters");
        return Err(Rejection::input("name_characters", why)
            .hint(say!("请重新手工输入姓名，不要粘贴", "type the name by hand instead of pasting it")));
    }
    Ok(Personal::new(name))
}

/// Checks a phone number: 11 digits of a mainland mobile, or E.164. `+86` before a mainland mobile is dropped, so that
/// one phone has one spelling.
///
/// # Errors
/// `phone_invalid`.
pub fn phone(text: &str) -> Result<Personal, Rejection> {
    let text = text.trim();
    if let Some(mobile) = text.strip_prefix("+86").filter(|rest| is_mainland_mobile(rest)) {
        return Ok(Personal::new(mobile));
    }
    if is_mainland_mobile(text) || is_e164(text) {
        return Ok(Personal::new(text));
    }
    let why = say!(
        "手机号无效：应为 11 位内地手机号（1[3-9] 开头），或 + 加国际号码（7 到 15 位数字）",
        "the phone is not valid: 11 digits of a mainland mobile (1[3-9]…), or + and 7 to 15 digits"
    );
    Err(Rejection::input("phone_invalid", why)
        .hint(say!("只写数字，不要空格或横线", "digits alone, without blanks or dashes")))
}

fn is_mainland_mobile(text: &str) -> bool {
    text.len() == 11 && text.bytes().all(|b| b.is_ascii_digit()) && matches!(text.as_bytes(), [b'1', b'3'..=b'9', ..])
}

fn is_e164(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Reads the code of a certificate type.
///
/// # Errors
/// `certificate_type_unknown`.
pub fn certificate_type(code: &str) -> Result<CertificateType, Rejection> {
    CertificateType::from_code(code.trim()).ok_or_else(|| {
        let codes = CertificateType::codes();
        let why = say!("证件类型未知，可用：{codes}", "unknown certificateType, use one of: {codes}");
        Rejection::input("certificate_type_unknown", why)
    })
}

/// Reads the code of a user type.
///
/// # Errors
/// `user_type_unknown`.
pub fn user_type(code: &str) -> Result<UserType, Rejection> {
    UserType::from_code(code.trim()).ok_or_else(|| {
        let codes = UserType::codes();
        Rejection::input(
            "user_type_unknown",
            say!("用户类型未知，可用：{codes}", "unknown userType, use one of: {codes}"),
        )
    })
}

/// Reads a gender: `male`, `female`, `男`, `女`.
///
/// # Errors
/// `gender_unknown`.
pub fn gender(text: &str) -> Result<Gender, Rejection> {
    let text = text.trim();
    let labelled = || Gender::ALL.iter().copied().find(|gender| gender.label().get(Lang::Zh) == text);
    Gender::from_code(text).or_else(labelled).ok_or_else(|| {
        let codes = Gender::codes();
        let why = say!("性别未知，可用：{codes}、男、女", "unknown gender, use one of: {codes}, 男, 女");
        Rejection::input("gender_unknown", why)
    })
}

/// Reads a birthday, `yyyy-mm-dd`, from 1900 to `today`.
///
/// # Errors
/// `birthday_invalid`.
pub fn birthday(text: &str, today: Day) -> Result<Day, Rejection> {
    let text = text.trim();
    let digits = match text.as_bytes() {
        [_, _, _, _, b'-', _, _, b'-', _, _] => text.replace('-', ""),
        _ => String::new(),
    };
    birth_date(&digits, today).ok_or_else(|| {
        let why = say!(
            "出生日期无效：应为 yyyy-mm-dd，{FIRST_BIRTH_YEAR} 年至 {today}",
            "the birthday is not valid: yyyy-mm-dd, from {FIRST_BIRTH_YEAR} to {today}"
        );
        Rejection::input("birthday_invalid", why)
    })
}

/// Checks the number of a document. A failed check digit is a warning, never a refusal.
///
/// # Errors
/// `id_card_shape`, `id_card_birth_date`, `document_number_shape`.
pub fn certificate(kind: CertificateType, text: &str, today: Day) -> Result<Certificate, Rejection> {
    let number = text.trim().to_ascii_uppercase();
    let warning = match kind {
        CertificateType::IdCard => id_card(&number, today)?,
        CertificateType::Passport | CertificateType::HkMacaoPermit | CertificateType::TaiwanPermit => {
            other_document(&number)?;
            None
        }
    };
    Ok(Certificate { kind, number: Personal::new(number), warning })
}

fn id_card(number: &str, today: Day) -> Result<Option<DocumentWarning>, Rejection> {
    if !is_id_card(number) {
        let why = say!(
            "身份证号无效：应为 18 位，前 17 位是数字，末位是数字或 X",
            "the identity card number is not valid: 18 characters, 17 digits and then a digit or X"
        );
        return Err(Rejection::input("id_card_shape", why).hint(say!(
            "护照或通行证请改用相应的证件类型",
            "for a passport or a permit, choose that certificate type"
        )));
    }
    if birth_date(&number[6..14], today).is_none() {
        let why = say!(
            "身份证号第 7 到 14 位不是真实的出生日期（{FIRST_BIRTH_YEAR} 年至 {today}）",
            "digits 7 to 14 of the identity card number are no real birth date ({FIRST_BIRTH_YEAR} to {today})"
        );
        return Err(Rejection::input("id_card_birth_date", why));
    }
    Ok((!check_digit_holds(number)).then_some(DocumentWarning::CheckDigit))
}

fn other_document(number: &str) -> Result<(), Rejection> {
    if DOCUMENT_CHARS.contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Ok(());
    }
    let (least, most) = (DOCUMENT_CHARS.start(), DOCUMENT_CHARS.end());
    let why = say!(
        "证件号无效：应为 {least} 到 {most} 位字母或数字",
        "the document number is not valid: {least} to {most} letters (A-Z) or digits"
    );
    Err(Rejection::input("document_number_shape", why))
}

fn is_id_card(number: &str) -> bool {
    number.len() == 18
        && number.bytes().take(17).all(|b| b.is_ascii_digit())
        && number.ends_with(|last: char| last.is_ascii_digit() || last == 'X')
}

/// Reads `yyyymmdd`, ASCII digits alone.
fn birth_date(digits: &str, today: Day) -> Option<Day> {
    if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?);
    Day::of(year, month, day).filter(|date| date.year() >= FIRST_BIRTH_YEAR && *date <= today)
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
    fn a_name_is_trimmed_and_composed() {
        assert_eq!(name(" 张三2376\u{3000}").unwrap().reveal(), Some("张三2376"));
        assert_eq!(name("Jose\u{301}").unwrap().reveal(), Some("José"));
        assert!(name(&"张".repeat(64)).is_ok());
    }

    #[test]
    fn a_name_that_is_empty_long_or_hides_something_is_refused() {
        assert_eq!(code(name(" \u{3000}\n")), "name_empty");
        assert_eq!(code(name(&"张".repeat(65))), "name_too_long");
        assert_eq!(code(name(&"𠮷\u{301}".repeat(43))), "name_too_long");
        for bad in ["张\u{202e}三", "张\u{200b}三", "a\tb", "\u{1b}[2J", "张\u{e000}", "\u{3164}", "张\u{fffd}"] {
            assert_eq!(code(name(bad)), "name_characters", "{bad:?}");
        }
    }

    #[test]
    fn phones_are_mainland_or_international() {
        for good in ["13800000000", " 19912345678 ", "+6591234567", "+123456789012345"] {
            assert_eq!(phone(good).unwrap().reveal(), Some(good.trim()), "{good}");
        }
        assert_eq!(phone("+8613800000000").unwrap().reveal(), Some("13800000000"));
        for bad in [
            "",
            "12800000000",
            "1380000000",
            "138000000000",
            "138 0000 0000",
            "+0123456789",
            "+1234567890123456",
            "１３８００００００００",
        ] {
            assert_eq!(code(phone(bad)), "phone_invalid", "{bad}");
        }
    }

    #[test]
    fn the_reference_number_is_accepted_with_a_warning() {
        let reference = certificate(CertificateType::IdCard, "440101199001012376", today()).unwrap();
        assert_eq!(reference.warning, Some(DocumentWarning::CheckDigit));
        let printed = certificate(CertificateType::IdCard, "11010519491231002x", today()).unwrap();
        assert_eq!((printed.number.reveal(), printed.warning), (Some("11010519491231002X"), None));
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
        let check = |text| certificate(CertificateType::IdCard, text, today());
        for bad in
            ["44010119900101237", "4401011990010123X6", "44010119900101237é", "４４０１０１１９９００１０１２３７６"]
        {
            assert_eq!(code(check(bad)), "id_card_shape", "{bad}");
        }
        for bad in ["440101199002302376", "440101189912312376", "440101202603212376", "440101000000002376"] {
            assert_eq!(code(check(bad)), "id_card_birth_date", "{bad}");
        }
        assert!(check("440101202603202376").is_ok());
    }

    #[test]
    fn other_documents_are_letters_and_digits() {
        let check = |text: &str| certificate(CertificateType::Passport, text, today());
        assert_eq!(check(" e12345678 ").unwrap().number.reveal(), Some("E12345678"));
        assert!(check(&"A".repeat(32)).is_ok());
        for bad in ["", "A12", "E1234-5678", "护照12345", &"A".repeat(33)] {
            assert_eq!(code(check(bad)), "document_number_shape", "{bad}");
        }
    }

    #[test]
    fn a_birthday_is_a_real_past_day() {
        assert_eq!(birthday("1990-01-01", today()).unwrap().to_string(), "1990-01-01");
        assert_eq!(birthday("2026-03-20", today()).unwrap(), today());
        for bad in ["2026-03-21", "1899-12-31", "1990-02-30", "1990-1-1", "19900101", "1990/01/01", "199０-01-1"] {
            assert_eq!(code(birthday(bad, today())), "birthday_invalid", "{bad}");
        }
    }

    #[test]
    fn codes_are_read_back_and_unknown_ones_are_named() {
        for kind in CertificateType::ALL {
            assert_eq!(certificate_type(kind.code()), Ok(*kind));
        }
        for kind in UserType::ALL {
            assert_eq!(user_type(kind.code()), Ok(*kind));
        }
        assert_eq!(gender("女"), Ok(Gender::Female));
        assert_eq!(gender("male"), Ok(Gender::Male));
        assert_eq!(code(gender("f")), "gender_unknown");
        let refusal = certificate_type("driving_licence").unwrap_err();
        assert_eq!(refusal.code, "certificate_type_unknown");
        assert!(refusal.message.en.contains("id_card, passport, hk_macao_permit, taiwan_permit"));
    }
}

//! What the facts of a form are called, in a sheet's headings and in an object's keys alike, and how their values are spelled.

use serde_json::{Map, Value};

use super::errors::FormatError;
use super::field::shorten_key;
use super::sheet::column::{SheetColumn, clean_heading};
use crate::domain::value::message::BilingualText;
use crate::domain::value::person_details::{self, CertificateType, UserType};
use crate::domain::value::rejection::Rejection;
use crate::domain::value::spelling::word::read_word;
use crate::domain::value::text::fold::compact_text;
use crate::domain::value::text::number::CanonicalNumber;
use crate::error::Result;

const fn required(name: &'static str, headings: &'static [&'static str]) -> SheetColumn {
    SheetColumn { name, headings, required: true }
}

const fn optional(name: &'static str, headings: &'static [&'static str]) -> SheetColumn {
    SheetColumn { name, headings, required: false }
}

/// Whose form a row is: our number or the platform's. Only sheets have it.
pub const ORDER: SheetColumn = required(
    "order_no",
    &[
        "店内单号",
        "订单号",
        "订单编号",
        "平台订单号",
        "外部订单号",
        "shoporderno",
        "orderno",
        "order",
        "externalorderno",
    ],
);
pub const NAME: SheetColumn = required("name", &["姓名", "出行人", "游客姓名", "出行人姓名", "真实姓名", "name"]);
pub const PHONE: SheetColumn =
    required("phone", &["手机号", "手机", "手机号码", "电话", "联系电话", "联系方式", "phone", "mobile"]);
pub const CERTIFICATE_NO: SheetColumn = required(
    "certificateNo",
    &["证件号", "证件号码", "身份证号", "身份证号码", "身份证", "certificateno", "certificatenumber", "idnumber"],
);
pub const CERTIFICATE_TYPE: SheetColumn = optional("certificateType", &["证件类型", "证件种类", "certificatetype"]);
pub const USER_TYPE: SheetColumn = optional("userType", &["用户类型", "游客类型", "usertype"]);
pub const GENDER: SheetColumn = optional("gender", &["性别", "gender", "sex"]);
pub const BIRTHDAY: SheetColumn = optional("birthday", &["生日", "出生日期", "birthday"]);
pub const TICKET_TYPE: SheetColumn = optional("ticketType", &["票种", "票型", "tickettype"]);
pub const PLAY_DATE: SheetColumn = optional("playDate", &["游玩日", "游玩日期", "使用日期", "出行日期", "playdate"]);

/// The columns of a sheet of forms.
pub const FORM_COLUMNS: [SheetColumn; 10] =
    [ORDER, NAME, PHONE, CERTIFICATE_NO, CERTIFICATE_TYPE, USER_TYPE, GENDER, BIRTHDAY, TICKET_TYPE, PLAY_DATE];

/// What an object calls the list of those who come along.
const VISITOR_WORDS: [&str; 4] = ["同行人", "同行游客", "其他游客", "游客"];

/// Words for certificates that people use beside the labels.
pub(super) const CERTIFICATE_WORDS: [(&str, CertificateType); 7] = [
    ("居民身份证", CertificateType::IdCard),
    ("二代身份证", CertificateType::IdCard),
    ("身份证号", CertificateType::IdCard),
    ("回乡证", CertificateType::HkMacaoPermit),
    ("港澳通行证", CertificateType::HkMacaoPermit),
    ("台胞证", CertificateType::TaiwanPermit),
    ("台湾通行证", CertificateType::TaiwanPermit),
];

/// A form's object with the keys of the page: `姓名` is `name`. A key that is none stays, and so does one of the page.
pub fn rename_keys(form: &Map<String, Value>) -> Result<Map<String, Value>> {
    let mut renamed = Map::new();
    for (key, value) in form {
        let known = page_key(key).unwrap_or(key);
        if renamed.insert(known.to_owned(), value.clone()).is_some() {
            let name = shorten_key(key);
            return Err(FormatError::FieldTwice { name: &name, known: &known }.into_error().detail("field", known));
        }
    }
    Ok(renamed)
}

/// The key of the page that a Chinese one stands for. Only those: a misspelt English key is one, and is told as such.
fn page_key(key: &str) -> Option<&'static str> {
    if key.is_ascii() {
        return None;
    }
    let (name, _) = clean_heading(key);
    if VISITOR_WORDS.contains(&name.as_str()) {
        return Some("visitors");
    }
    let columns = FORM_COLUMNS.iter().filter(|column| column.name != ORDER.name);
    columns.into_iter().find(|column| column.headings.contains(&name.as_str())).map(|column| column.name)
}

/// A kind of certificate by its code, its label, or a word that people have for it.
pub fn read_certificate_type(text: &str) -> Result<CertificateType, Rejection> {
    let folded = compact_text(text);
    let word = CERTIFICATE_WORDS.iter().find(|(word, _)| compact_text(word) == folded).map(|(_, kind)| *kind);
    word.or_else(|| read_word(text, CertificateType::ALL))
        .map_or_else(|| person_details::parse_certificate_type(text), Ok)
}

pub fn read_user_type(text: &str) -> Result<UserType, Rejection> {
    read_word(text, UserType::ALL).map_or_else(|| person_details::parse_user_type(text), Ok)
}

/// The kind of a certificate whose number shows it: 18 characters with the shape of an identity card.
pub fn infer_certificate_type(number: &str) -> Option<CertificateType> {
    let number = CanonicalNumber::of(number);
    let digits = number.as_str().strip_suffix('X').unwrap_or(number.as_str());
    let is_card = number.as_str().len() == 18 && digits.len() >= 17 && digits.bytes().all(|b| b.is_ascii_digit());
    is_card.then_some(CertificateType::IdCard)
}

/// The kind that a number probably is, for somebody to agree to: permits of Hong Kong and Macao are H or M and 8 or 10 digits,
/// those of Taiwan 8 digits, passports a letter or two and digits.
pub fn propose_certificate_type(number: &str) -> Option<CertificateType> {
    if let Some(kind) = infer_certificate_type(number) {
        return Some(kind);
    }
    let number = CanonicalNumber::of(number);
    let letters = number.as_str().bytes().take_while(u8::is_ascii_uppercase).count();
    let (head, digits) = number.as_str().split_at_checked(letters)?;
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    match (head, digits.len()) {
        ("H" | "M", 8 | 10) => Some(CertificateType::HkMacaoPermit),
        ("", 8) => Some(CertificateType::TaiwanPermit),
        ("", _) => None,
        (head, 6..=9) if head.len() <= 2 => Some(CertificateType::Passport),
        _ => None,
    }
}

/// What a form's field is called where people read it.
pub fn form_field_label(field: &str) -> BilingualText {
    let (zh, en) = match field {
        "name" => ("姓名", "name"),
        "phone" => ("手机号", "phone"),
        "certificateNo" => ("证件号", "certificate number"),
        "certificateType" => ("证件类型", "certificate type"),
        "userType" => ("用户类型", "user type"),
        "gender" => ("性别", "gender"),
        "birthday" => ("出生日期", "birthday"),
        "ticketType" => ("票种", "ticket type"),
        "playDate" => ("游玩日", "play date"),
        "quantity" => ("张数", "number of tickets"),
        "order" => ("订单号", "order number"),
        _ => ("同行人", "visitors"),
    };
    BilingualText { zh, en }
}

/// Where the holder of a certificate comes from, as far as it shows. Identity cards of 8… are residents from Hong Kong, Macao and
/// Taiwan, who say it themselves.
pub fn infer_user_type(kind: CertificateType, number: &str) -> Option<UserType> {
    match kind {
        CertificateType::IdCard => {
            (!CanonicalNumber::of(number).as_str().starts_with('8')).then_some(UserType::Mainland)
        }
        CertificateType::Passport => Some(UserType::Foreign),
        CertificateType::HkMacaoPermit => Some(UserType::HkMacao),
        CertificateType::TaiwanPermit => Some(UserType::Taiwan),
    }
}

/// A birthday as people write it, `1990/1/1`, `1990年1月1日` or `19900101`, as `1990-01-01`; anything else as it is.
pub fn spell_birthday(text: &str) -> String {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        [whole] if whole.len() == 8 && whole.len() == text.trim().len() => {
            format!(
                "{}-{}-{}",
                whole.get(..4).unwrap_or_default(),
                whole.get(4..6).unwrap_or_default(),
                whole.get(6..).unwrap_or_default()
            )
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn chinese_keys_are_those_of_the_page_and_none_is_said_twice() {
        let form = json!({ "姓名": "a", "手机号码": "b", "证件 号": "c", "userType": "d", "phon": "e" });
        let renamed = rename_keys(form.as_object().unwrap()).unwrap();
        let keys: Vec<&str> = renamed.keys().map(String::as_str).collect();
        assert_eq!(keys, ["name", "phone", "certificateNo", "userType", "phon"]);
        let twice = json!({ "name": "a", "姓名": "a" });
        assert_eq!(rename_keys(twice.as_object().unwrap()).unwrap_err().code, "field_twice");
        let order = json!({ "订单号": "a" });
        assert!(rename_keys(order.as_object().unwrap()).unwrap().contains_key("订单号"), "an object has no order");
    }

    #[test]
    fn what_a_number_shows_need_not_be_said() {
        assert_eq!(infer_certificate_type("4401 0119 9001 0123 76"), Some(CertificateType::IdCard));
        assert_eq!(infer_certificate_type("44010119900101237x"), Some(CertificateType::IdCard));
        for other in ["E12345678", "H12345678", "4401011990010123761", "X40101199001012376"] {
            assert_eq!(infer_certificate_type(other), None, "{other}");
        }
        for (number, kind) in [
            ("H12345678", Some("hk_macao_permit")),
            ("M1234567890", Some("hk_macao_permit")),
            ("12345678", Some("taiwan_permit")),
            ("e 1234 5678", Some("passport")),
            ("440101199001012376", Some("id_card")),
            ("123456789", None),
            ("ABC1234567", None),
        ] {
            assert_eq!(propose_certificate_type(number).map(CertificateType::code), kind, "{number}");
        }
        assert_eq!(infer_user_type(CertificateType::IdCard, "440101199001012376"), Some(UserType::Mainland));
        assert_eq!(infer_user_type(CertificateType::IdCard, "810000199001012376"), None);
        assert_eq!(infer_user_type(CertificateType::Passport, "E1"), Some(UserType::Foreign));
        for (word, kind) in
            [("居民身份证", "id_card"), ("台胞证", "taiwan_permit"), ("护照", "passport"), ("港澳", "hk_macao_permit")]
        {
            assert_eq!(read_certificate_type(word).unwrap().code(), kind, "{word}");
        }
        assert!(read_certificate_type("驾照").is_err() && read_user_type("火星").is_err());
    }

    #[test]
    fn a_birthday_is_spelled_one_way() {
        for text in ["1990-01-02", "1990/1/2", "1990年1月2日", "19900102"] {
            assert_eq!(spell_birthday(text), "1990-01-02", "{text}");
        }
        for odd in ["2/1/1990", "1990", "199001021", "明天"] {
            assert_eq!(spell_birthday(odd), odd);
        }
    }
}

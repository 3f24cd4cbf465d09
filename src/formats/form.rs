//! A buyer's form: the payload of the page's `user_form_submitted`.
//!
//! Only its shape and limits are judged here; what a name, phone or certificate number must look like is the domain's.

use serde_json::{Map, Value};

use super::field::{MAX_NAME, wrong_type};
use super::form_fields::{read_certificate_type, read_user_type, rename_keys};
use super::object::JsonObject;
use crate::domain::resale::payload::name_visitor;
use crate::domain::value::person::Personal;
use crate::domain::value::person_details::{CertificateType, UserType};
use crate::domain::value::rejection::Rejection;
use crate::domain::value::time::Day;
use crate::error::{Error, Result};
use crate::say;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormInput {
    /// The visitor's name, at most 64 scalars.
    pub name: Personal,
    /// The phone number, as written, at most 32 characters.
    pub phone: Personal,
    /// As written, at most 16 characters.
    pub gender: Option<Personal>,
    /// As written, at most 16 characters.
    pub birthday: Option<Personal>,
    pub user_type: UserType,
    pub certificate_type: CertificateType,
    /// As written, at most 32 characters.
    pub certificate_no: Personal,
    /// Where the order itself says none.
    pub ticket_type: Option<String>,
    /// Where the order itself says none.
    pub play_date: Option<Day>,
    /// Who comes along, where the order has more than one ticket.
    pub visitors: Vec<VisitorInput>,
}

/// Somebody who comes along, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitorInput {
    /// At most 64 scalars.
    pub name: Personal,
    pub certificate_type: CertificateType,
    /// At most 32 characters.
    pub certificate_no: Personal,
}

pub const FORM_KEYS: [&str; 10] = [
    "name",
    "phone",
    "gender",
    "birthday",
    "userType",
    "certificateType",
    "certificateNo",
    "ticketType",
    "playDate",
    "visitors",
];

pub const VISITOR_KEYS: [&str; 3] = ["name", "certificateType", "certificateNo"];

pub(super) const MAX_PERSON: usize = 64;
pub(super) const MAX_NUMBER: usize = 32;
pub(super) const MAX_CODE: usize = 32;
pub(super) const MAX_SHORT: usize = 16;

/// Reads a form from its JSON object, with the page's keys or with Chinese ones.
pub fn parse_form(form: &Map<String, Value>) -> Result<FormInput> {
    let form = rename_keys(form)?;
    let form = JsonObject::new(&form);
    form.deny_unknown(&FORM_KEYS)?;
    Ok(FormInput {
        name: form.required_personal("name", MAX_PERSON)?,
        phone: form.required_number("phone", MAX_NUMBER)?,
        gender: form.optional_personal("gender", MAX_SHORT)?,
        birthday: form.optional_personal("birthday", MAX_SHORT)?,
        user_type: required_code(&form, "userType", read_user_type)?,
        certificate_type: required_code(&form, "certificateType", read_certificate_type)?,
        certificate_no: form.required_number("certificateNo", MAX_NUMBER)?,
        ticket_type: form.optional_text("ticketType", MAX_NAME)?.map(str::to_owned),
        play_date: form.optional_day("playDate")?,
        visitors: parse_visitors(&form)?,
    })
}

fn parse_visitors(form: &JsonObject<'_>) -> Result<Vec<VisitorInput>> {
    let Some(value) = form.get("visitors") else { return Ok(Vec::new()) };
    let shape = say!("列表 [{{…}}]", "a list [{{…}}]");
    let listed = value.as_array().ok_or_else(|| wrong_type("visitors", &shape))?;
    (2..).zip(listed).map(|(place, one)| parse_visitor(one).map_err(|error| of_visitor(place, error))).collect()
}

fn parse_visitor(value: &Value) -> Result<VisitorInput> {
    let visitor = rename_keys(JsonObject::from_value(value)?.as_map())?;
    let visitor = JsonObject::new(&visitor);
    visitor.deny_unknown(&VISITOR_KEYS)?;
    Ok(VisitorInput {
        name: visitor.required_personal("name", MAX_PERSON)?,
        certificate_type: required_code(&visitor, "certificateType", read_certificate_type)?,
        certificate_no: visitor.required_number("certificateNo", MAX_NUMBER)?,
    })
}

/// Says which visitor an error is about; whoever fills the form is the first.
pub(crate) fn of_visitor(place: usize, mut error: Box<Error>) -> Box<Error> {
    error.message = name_visitor(place, &error.message);
    error.detail("visitor", place)
}

fn required_code<T>(form: &JsonObject<'_>, field: &str, read: fn(&str) -> Result<T, Rejection>) -> Result<T> {
    read(form.required_text(field, MAX_CODE)?).map_err(|refused| Box::<Error>::from(refused).detail("field", field))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn page() -> Map<String, Value> {
        let form = json!({
            "name": "张三2376", "phone": "13800000000", "gender": null, "birthday": null, "userType": "mainland",
            "certificateNo": "440101199001012376", "certificateType": "id_card",
        });
        form.as_object().unwrap().clone()
    }

    #[test]
    fn the_pages_form_is_read() {
        let form = parse_form(&page()).unwrap();
        assert_eq!(form.name.reveal(), Some("张三2376"));
        assert_eq!(form.certificate_no.reveal(), Some("440101199001012376"));
        assert_eq!((form.user_type, form.certificate_type), (UserType::Mainland, CertificateType::IdCard));
        assert_eq!((form.gender, form.birthday, form.ticket_type, form.play_date), (None, None, None, None));
    }

    #[test]
    fn what_the_order_lacked_may_come_along() {
        let mut form = page();
        form.insert("ticketType".into(), "初级道 3 小时".into());
        form.insert("playDate".into(), "2026-04-15".into());
        let form = parse_form(&form).unwrap();
        assert_eq!(form.ticket_type.as_deref(), Some("初级道 3 小时"));
        assert_eq!(form.play_date.unwrap().to_string(), "2026-04-15");
    }

    #[test]
    fn a_wrong_shape_is_refused_by_field_and_without_the_value() {
        for (field, value, code) in [
            ("name", json!("三".repeat(65)), "field_too_long"),
            ("name", json!("张\u{202e}三"), "field_characters"),
            ("name", json!(null), "field_missing"),
            ("phone", json!(13_800_000_000_u64), "field_type"),
            ("certificateNo", json!("4".repeat(33)), "field_too_long"),
            ("userType", json!(""), "field_missing"),
            ("userType", json!("martian"), "user_type_unknown"),
            ("certificateType", json!("driving_licence"), "certificate_type_unknown"),
            ("birthday", json!({}), "field_type"),
            ("playDate", json!("15.04.2026"), "time_invalid"),
            ("certificate_no", json!("440101199001012376"), "field_unknown"),
        ] {
            let mut form = page();
            form.insert(field.into(), value);
            let error = parse_form(&form).unwrap_err();
            assert_eq!((error.code, &error.details["field"]), (code, &json!(field)));
            assert!(!format!("{error:?}").contains("张三") && !format!("{error:?}").contains("4401"));
        }
    }

    #[test]
    fn visitors_are_read_and_an_error_says_whose_it_is() {
        let mut form = page();
        form.insert("visitors".into(), json!([{"name": "李四", "certificateType": "passport", "certificateNo": "E1"}]));
        let visitors = parse_form(&form).unwrap().visitors;
        assert_eq!((visitors.len(), visitors[0].certificate_type), (1, CertificateType::Passport));
        for (visitors, code, visitor) in [
            (json!({}), "field_type", None),
            (json!([{"name": "李四", "certificateType": "passport"}]), "field_missing", Some(2)),
            (json!([visitors_json("李四"), visitors_json(" ")]), "field_missing", Some(3)),
            (json!([{"name": "李四", "phone": "1", "certificateType": "passport"}]), "field_unknown", Some(2)),
            (json!(["李四"]), "json_not_object", Some(2)),
        ] {
            form.insert("visitors".into(), visitors);
            let error = parse_form(&form).unwrap_err();
            assert_eq!((error.code, error.details.get("visitor")), (code, visitor.map(|place| json!(place)).as_ref()));
            assert!(!format!("{error:?}").contains("李四"));
        }
    }

    fn visitors_json(name: &str) -> Value {
        json!({"name": name, "certificateType": "passport", "certificateNo": "E12345678"})
    }

    #[test]
    fn debug_shows_no_person() {
        let shown = format!("{:?}", parse_form(&page()).unwrap());
        assert!(!shown.contains("张三") && !shown.contains("138") && !shown.contains("4401"), "{shown}");
    }
}

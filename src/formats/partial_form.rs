//! A form that may lack answers: what a buyer's text said, what a correction changes, what somebody has typed so far.

use serde_json::{Map, Value, json};

use super::errors::FormatError;
use super::field::{MAX_NAME, wrong_type};
use super::form::{
    FORM_KEYS, FormInput, MAX_CODE, MAX_NUMBER, MAX_PERSON, MAX_SHORT, VISITOR_KEYS, VisitorInput, of_visitor,
};
use super::form_fields::{
    form_field_label, infer_certificate_type, infer_user_type, read_certificate_type, read_user_type, rename_keys,
};
use super::object::JsonObject;
use crate::domain::resale::payload::name_visitor;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person::Personal;
use crate::domain::value::person_details::{self, CertificateType, UserType};
use crate::domain::value::rejection::Rejection;
use crate::domain::value::time::Day;
use crate::error::{Error, Result};
use crate::say;

/// A form with the answers that there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartialForm {
    pub name: Option<Personal>,
    pub phone: Option<Personal>,
    pub gender: Option<Personal>,
    pub birthday: Option<Personal>,
    pub user_type: Option<UserType>,
    pub certificate_type: Option<CertificateType>,
    pub certificate_no: Option<Personal>,
    pub ticket_type: Option<String>,
    pub play_date: Option<Day>,
    /// Who comes along.
    pub visitors: Vec<PartialVisitor>,
}

/// Somebody who comes along, as far as he is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartialVisitor {
    pub name: Option<Personal>,
    pub certificate_type: Option<CertificateType>,
    pub certificate_no: Option<Personal>,
}

impl PartialForm {
    /// Reads the keys that are there, the page's or Chinese ones.
    pub fn parse(form: &Map<String, Value>) -> Result<Self> {
        let form = rename_keys(form)?;
        let form = JsonObject::new(&form);
        form.deny_unknown(&FORM_KEYS)?;
        Ok(Self {
            name: form.optional_person("name", MAX_PERSON)?,
            phone: form.optional_number("phone", MAX_NUMBER)?,
            gender: form.optional_personal("gender", MAX_SHORT)?,
            birthday: form.optional_personal("birthday", MAX_SHORT)?,
            user_type: optional_code(&form, "userType", read_user_type)?,
            certificate_type: optional_code(&form, "certificateType", read_certificate_type)?,
            certificate_no: form.optional_number("certificateNo", MAX_NUMBER)?,
            ticket_type: form.optional_text("ticketType", MAX_NAME)?.map(str::to_owned),
            play_date: form.optional_day("playDate")?,
            visitors: parse_visitors(&form)?,
        })
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// With the keys of the page, in the clear: [`parse`](Self::parse) reads it back.
    pub fn to_json(&self) -> Value {
        let clear = |value: &Option<Personal>| value.as_ref().and_then(|value| value.reveal().map(str::to_owned));
        let visitors: Vec<Value> = self
            .visitors
            .iter()
            .map(|one| {
                json!({
                    "name": clear(&one.name), "certificateNo": clear(&one.certificate_no),
                    "certificateType": one.certificate_type.map(CertificateType::code),
                })
            })
            .collect();
        json!({
            "name": clear(&self.name), "phone": clear(&self.phone), "gender": clear(&self.gender),
            "birthday": clear(&self.birthday), "userType": self.user_type.map(UserType::code),
            "certificateType": self.certificate_type.map(CertificateType::code),
            "certificateNo": clear(&self.certificate_no), "ticketType": self.ticket_type,
            "playDate": self.play_date.map(|day| day.to_string()), "visitors": visitors,
        })
    }

    /// Adds what a certificate's number shows: its kind, and where its holder comes from.
    pub fn infer_types(&mut self) {
        let number = self.certificate_no.as_ref().and_then(Personal::reveal).unwrap_or_default();
        self.certificate_type = self.certificate_type.or_else(|| infer_certificate_type(number));
        self.user_type = self.user_type.or_else(|| infer_user_type(self.certificate_type?, number));
        for visitor in &mut self.visitors {
            let number = visitor.certificate_no.as_ref().and_then(Personal::reveal).unwrap_or_default();
            visitor.certificate_type = visitor.certificate_type.or_else(|| infer_certificate_type(number));
        }
    }

    /// Whether the number of an identity card is probably mistyped.
    pub fn has_wrong_check_digit(&self) -> bool {
        let own = (self.certificate_type, self.certificate_no.as_ref());
        let others = self.visitors.iter().map(|one| (one.certificate_type, one.certificate_no.as_ref()));
        std::iter::once(own).chain(others).any(|(kind, number)| {
            let number = number.and_then(Personal::reveal).unwrap_or_default();
            kind == Some(CertificateType::IdCard) && !number.is_empty() && !person_details::check_digit_holds(number)
        })
    }

    /// Adds the gender and the birthday of an identity card, where nobody said another.
    pub fn take_from_card(&mut self, today: Day) {
        let number = self.certificate_no.as_ref().and_then(Personal::reveal).unwrap_or_default();
        if self.certificate_type != Some(CertificateType::IdCard) {
            return;
        }
        let Some((born, gender)) = person_details::read_card_holder(number, today) else { return };
        self.gender.get_or_insert_with(|| Personal::new(gender.code()));
        self.birthday.get_or_insert_with(|| Personal::new(born.to_string()));
    }

    /// Takes every answer that `said` has.
    pub fn take_said(&mut self, said: Self) {
        let before = std::mem::replace(self, said);
        self.fill_from(&before);
        self.ticket_type = self.ticket_type.take().or(before.ticket_type);
        self.play_date = self.play_date.or(before.play_date);
    }

    /// Keeps of `old` what is not said here, and gives the keys of what was kept. Whoever has another certificate has
    /// another kind, birthday and gender too, as far as they belong to it; those who come along stay or are named anew.
    pub fn fill_from(&mut self, old: &Self) -> Vec<&'static str> {
        let renumbered = self.certificate_no.is_some() && self.certificate_no != old.certificate_no;
        let mut kept = Vec::new();
        keep_old("name", &mut self.name, &old.name, &mut kept);
        keep_old("phone", &mut self.phone, &old.phone, &mut kept);
        keep_old("certificateNo", &mut self.certificate_no, &old.certificate_no, &mut kept);
        if renumbered {
            self.infer_types();
        }
        if !renumbered || old.certificate_type != Some(CertificateType::IdCard) {
            keep_old("gender", &mut self.gender, &old.gender, &mut kept);
            keep_old("birthday", &mut self.birthday, &old.birthday, &mut kept);
        }
        keep_old("certificateType", &mut self.certificate_type, &old.certificate_type, &mut kept);
        keep_old("userType", &mut self.user_type, &old.user_type, &mut kept);
        if self.visitors.is_empty() && !old.visitors.is_empty() {
            self.visitors.clone_from(&old.visitors);
            kept.push("visitors");
        }
        kept
    }

    /// The keys that a whole form has and this one has not, each with the place of its visitor; whoever fills it is the first.
    pub fn missing_fields(&self) -> Vec<(&'static str, usize)> {
        // What a certificate is and where its holder comes from follow from its number: that is asked for first.
        let numbered = self.certificate_no.is_some();
        let own = [
            ("name", self.name.is_none()),
            ("phone", self.phone.is_none()),
            ("certificateNo", self.certificate_no.is_none()),
            ("certificateType", numbered && self.certificate_type.is_none()),
            ("userType", numbered && self.user_type.is_none()),
        ];
        let others = (2..).zip(&self.visitors).flat_map(|(place, one)| {
            [
                ("name", place, one.name.is_none()),
                ("certificateNo", place, one.certificate_no.is_none()),
                ("certificateType", place, one.certificate_no.is_some() && one.certificate_type.is_none()),
            ]
        });
        let own = own.into_iter().map(|(field, missing)| (field, 1, missing));
        own.chain(others).filter(|(_, _, missing)| *missing).map(|(field, place, _)| (field, place)).collect()
    }

    /// As a form to be submitted.
    pub fn into_form(self) -> Result<FormInput> {
        let missing = self.missing_fields();
        let visitors = self.visitors.into_iter().map_while(|one| {
            Some(VisitorInput {
                name: one.name?,
                certificate_type: one.certificate_type?,
                certificate_no: one.certificate_no?,
            })
        });
        let visitors: Vec<VisitorInput> = visitors.collect();
        match (self.name, self.phone, self.user_type, self.certificate_type, self.certificate_no) {
            (Some(name), Some(phone), Some(user_type), Some(certificate_type), Some(certificate_no))
                if missing.is_empty() =>
            {
                Ok(FormInput {
                    name,
                    phone,
                    gender: self.gender,
                    birthday: self.birthday,
                    user_type,
                    certificate_type,
                    certificate_no,
                    ticket_type: self.ticket_type,
                    play_date: self.play_date,
                    visitors,
                })
            }
            _ => Err(missing_error(&missing)),
        }
    }

    /// Of a whole form: every answer is there.
    pub fn of_input(form: &FormInput) -> Self {
        let visitors = form.visitors.iter().map(|one| PartialVisitor {
            name: Some(one.name.clone()),
            certificate_type: Some(one.certificate_type),
            certificate_no: Some(one.certificate_no.clone()),
        });
        Self {
            name: Some(form.name.clone()),
            phone: Some(form.phone.clone()),
            gender: form.gender.clone(),
            birthday: form.birthday.clone(),
            user_type: Some(form.user_type),
            certificate_type: Some(form.certificate_type),
            certificate_no: Some(form.certificate_no.clone()),
            ticket_type: form.ticket_type.clone(),
            play_date: form.play_date,
            visitors: visitors.collect(),
        }
    }
}

fn keep_old<T: Clone>(field: &'static str, new: &mut Option<T>, old: &Option<T>, kept: &mut Vec<&'static str>) {
    if new.is_none() && old.is_some() {
        new.clone_from(old);
        kept.push(field);
    }
}

/// A field as people call it, of the visitor at this place.
pub fn name_field_of(field: &str, place: usize) -> BilingualMessage {
    let label = form_field_label(field);
    let (zh, en) = (label.zh, label.en);
    let plain = say!("{zh}", "{en}");
    if place > 1 { name_visitor(place, &plain) } else { plain }
}

fn missing_error(missing: &[(&'static str, usize)]) -> Box<Error> {
    let named: Vec<BilingualMessage> = missing.iter().map(|(field, place)| name_field_of(field, *place)).collect();
    let zh = named.iter().map(|name| name.zh.as_str()).collect::<Vec<_>>().join("、");
    let en = named.iter().map(|name| name.en.as_str()).collect::<Vec<_>>().join(", ");
    let error = FormatError::FormIncomplete { zh: &zh, en: &en }.into_error();
    match missing.first() {
        Some((field, place)) if *place > 1 => error.detail("field", *field).detail("visitor", *place),
        Some((field, _)) => error.detail("field", *field),
        None => error,
    }
}

fn parse_visitors(form: &JsonObject<'_>) -> Result<Vec<PartialVisitor>> {
    let Some(value) = form.get("visitors") else { return Ok(Vec::new()) };
    let shape = say!("列表 [{{…}}]", "a list [{{…}}]");
    let listed = value.as_array().ok_or_else(|| wrong_type("visitors", &shape))?;
    (2..).zip(listed).map(|(place, one)| parse_visitor(one).map_err(|error| of_visitor(place, error))).collect()
}

fn parse_visitor(value: &Value) -> Result<PartialVisitor> {
    let visitor = rename_keys(JsonObject::from_value(value)?.as_map())?;
    let visitor = JsonObject::new(&visitor);
    visitor.deny_unknown(&VISITOR_KEYS)?;
    Ok(PartialVisitor {
        name: visitor.optional_person("name", MAX_PERSON)?,
        certificate_type: optional_code(&visitor, "certificateType", read_certificate_type)?,
        certificate_no: visitor.optional_number("certificateNo", MAX_NUMBER)?,
    })
}

fn optional_code<T>(form: &JsonObject<'_>, field: &str, read: fn(&str) -> Result<T, Rejection>) -> Result<Option<T>> {
    let Some(text) = form.optional_text(field, MAX_CODE)? else { return Ok(None) };
    read(text).map(Some).map_err(|refused| Box::<Error>::from(refused).detail("field", field))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> PartialForm {
        PartialForm::parse(serde_json::from_str::<Value>(text).unwrap().as_object().unwrap()).unwrap()
    }

    #[test]
    fn what_is_kept_is_read_back_as_it_was() {
        let whole = form(
            r#"{"姓名":"王伟","phone":"13800138000","gender":"男","birthday":"1990-03-07","用户类型":"内地","certificateType":"id_card",
            "证件号":"110101199003078515","ticketType":"成人","playDate":"2026-04-15",
            "visitors":[{"name":"李四","certificateNo":"E12345678"}]}"#,
        );
        let again = PartialForm::parse(whole.to_json().as_object().unwrap()).unwrap();
        assert_eq!(again, whole);
        assert!(PartialForm::parse(PartialForm::default().to_json().as_object().unwrap()).unwrap().is_empty());
        assert_eq!(whole.missing_fields(), [("certificateType", 2)]);
        let error = whole.into_form().unwrap_err();
        assert_eq!(
            (error.code, &error.details["field"], &error.details["visitor"]),
            ("field_missing", &json!("certificateType"), &json!(2))
        );
    }

    #[test]
    fn a_correction_keeps_what_it_does_not_name() {
        let old = form(
            r#"{"name":"王伟","phone":"13800138000","gender":"male","birthday":"1990-03-07","userType":"mainland",
            "certificateType":"id_card","certificateNo":"110101199003078515"}"#,
        );
        let mut phone = form(r#"{"电话":"13900139000"}"#);
        assert_eq!(
            phone.fill_from(&old),
            ["name", "certificateNo", "gender", "birthday", "certificateType", "userType"]
        );
        assert_eq!(phone.phone.as_ref().and_then(|phone| phone.reveal()), Some("13900139000"));
        // The birthday of another card is another one's.
        let mut card = form(r#"{"certificateNo":"11010519491231002X"}"#);
        assert_eq!(card.fill_from(&old), ["name", "phone"]);
        assert_eq!(
            (card.certificate_type, card.user_type, &card.birthday),
            (Some(CertificateType::IdCard), Some(UserType::Mainland), &None)
        );
        card.take_from_card(Day::parse("2026-03-20").unwrap());
        assert_eq!(card.birthday.as_ref().and_then(|day| day.reveal()), Some("1949-12-31"));
        assert_eq!(card.gender.as_ref().and_then(|gender| gender.reveal()), Some("female"));
    }
}

//! A JSON object read field by field: every refusal names the field and the limit.

use serde_json::{Map, Value};

use super::errors::FormatError;
use super::field;
use super::field::{is_field_name, missing_field, shorten_key, wrong_type};
use crate::domain::value::money::Fen;
use crate::domain::value::person::Personal;
use crate::domain::value::text::char_is_unseen;
use crate::domain::value::time::{Day, Timestamp};
use crate::error::{Error, Result};
use crate::say;

/// A reader over an object. A field that is `null` or a blank text counts as absent: what sends it has nothing to say.
#[derive(Clone, Copy)]
pub struct JsonObject<'a>(&'a Map<String, Value>);

/// A text that is at least this alike is offered as what was meant (Jaro-Winkler).
const MIN_SIMILARITY: f64 = 0.84;

impl<'a> JsonObject<'a> {
    pub const fn new(map: &'a Map<String, Value>) -> Self {
        Self(map)
    }

    /// A reader over a document that must be an object.
    pub fn from_value(value: &'a Value) -> Result<Self> {
        value.as_object().map(Self).ok_or_else(|| FormatError::JsonNotObject.into_error())
    }

    pub const fn as_map(&self) -> &'a Map<String, Value> {
        self.0
    }

    /// Whether the key is there, `null` or not.
    pub fn has_field(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// The value of a field, unless absent, `null` or blank.
    pub fn get(&self, field: &str) -> Option<&'a Value> {
        self.0.get(field).filter(|value| !value.is_null() && value.as_str().is_none_or(|text| !text.trim().is_empty()))
    }

    /// Refuses keys other than `known`, with the key that was probably meant.
    pub fn deny_unknown(&self, known: &[&str]) -> Result<()> {
        match self.0.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => Err(unknown_field(key, known)),
            None => Ok(()),
        }
    }

    /// A text that has to be there.
    pub fn required_text(&self, field: &str, max: usize) -> Result<&'a str> {
        self.optional_text(field, max)?.ok_or_else(|| missing_field(field))
    }

    /// A text of at most `max` scalars, if it is there.
    pub fn optional_text(&self, field: &str, max: usize) -> Result<Option<&'a str>> {
        let Some(value) = self.get(field) else { return Ok(None) };
        let text = value.as_str().ok_or_else(|| wrong_type(field, &say!("文本", "a text")))?;
        field::check_text(field, text, max).map(|()| Some(text))
    }

    /// Personal data that has to be there, without the invisible marks that copying leaves at its ends.
    pub fn required_personal(&self, field: &str, max: usize) -> Result<Personal> {
        let text = self.needed_text(field)?.trim_matches(char_is_unseen);
        field::check_text(field, text, max).map(|()| Personal::new(text))
    }

    /// The same, if it is there.
    pub fn optional_person(&self, field: &str, max: usize) -> Result<Option<Personal>> {
        self.get(field).map(|_| self.required_personal(field, max)).transpose()
    }

    /// As [`required_number`](Self::required_number), if it is there.
    pub fn optional_number(&self, field: &str, max: usize) -> Result<Option<Personal>> {
        self.get(field).map(|_| self.required_number(field, max)).transpose()
    }

    /// A number of a person that has to be there. Invisible marks mean nothing in it, so none is kept.
    pub fn required_number(&self, field: &str, max: usize) -> Result<Personal> {
        let text: String = self.needed_text(field)?.chars().filter(|c| !char_is_unseen(*c)).collect();
        field::check_text(field, &text, max).map(|()| Personal::new(text))
    }

    fn needed_text(&self, field: &str) -> Result<&'a str> {
        let value = self.get(field).ok_or_else(|| missing_field(field))?;
        value.as_str().ok_or_else(|| wrong_type(field, &say!("文本", "a text")))
    }

    pub fn optional_personal(&self, field: &str, max: usize) -> Result<Option<Personal>> {
        Ok(self.optional_text(field, max)?.map(Personal::new))
    }

    /// A text, or a number in exactly the digits of the file; trimmed.
    pub fn spelled_text(&self, field: &str) -> Result<String> {
        match self.get(field) {
            None => Err(missing_field(field)),
            Some(Value::String(text)) => Ok(text.trim().to_owned()),
            Some(Value::Number(number)) => Ok(number.to_string()),
            Some(_) => Err(wrong_type(field, &say!("文本或数字", "a text or a number"))),
        }
    }

    /// The number of an order on another platform; see `field::check_order_no`.
    pub fn order_no(&self, field: &str) -> Result<String> {
        let text = self.spelled_text(field)?;
        if self.get(field).is_some_and(Value::is_number) && field::is_rounded_by_float(&text) {
            return Err(FormatError::OrderNoRounded { field: &field }.into_error().detail("field", field));
        }
        field::check_order_no(field, &text).map(|()| text)
    }

    /// An amount of one order in yuan, as a text or a number.
    pub fn yuan_amount(&self, field: &str) -> Result<Fen> {
        field::parse_yuan(field, &self.spelled_text(field)?)
    }

    /// An amount of one order in fen, as a text or a number.
    pub fn fen_amount(&self, field: &str) -> Result<Fen> {
        field::parse_fen(field, &self.spelled_text(field)?)
    }

    /// A moment in RFC 3339.
    pub fn required_instant(&self, field: &str) -> Result<Timestamp> {
        field::parse_instant(field, self.required_text(field, 40)?)
    }

    pub fn optional_day(&self, field: &str) -> Result<Option<Day>> {
        self.optional_text(field, 40)?.map(|text| field::parse_day(field, text)).transpose()
    }

    /// An object inside this one, if it is there.
    pub fn nested_object(&self, field: &str) -> Result<Option<&'a Map<String, Value>>> {
        let Some(value) = self.get(field) else { return Ok(None) };
        value.as_object().map(Some).ok_or_else(|| wrong_type(field, &say!("对象 {{…}}", "an object {{…}}")))
    }
}

/// A name that is none of `known`, with the one that was probably meant.
fn unknown_field(name: &str, known: &[&str]) -> Box<Error> {
    if !is_field_name(name) {
        let length = name.chars().count();
        return FormatError::FieldUntold { length: &length, list: &known.join(", ") }
            .into_error()
            .detail("length", length);
    }
    let name = shorten_key(name);
    let error = match closest_name(&name, known) {
        Some(meant) => {
            FormatError::FieldMisspelt { name: &name, meant: &meant }.into_error().detail("suggestion", meant)
        }
        None => FormatError::FieldUnknown { name: &name, list: &known.join(", ") }.into_error(),
    };
    error.detail("field", name)
}

pub(crate) fn closest_name<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = |text: &str| text.replace(['_', '-', ' '], "").to_lowercase();
    let likeness = |candidate: &&str| strsim::jaro_winkler(&plain(name), &plain(candidate));
    let best = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) >= MIN_SIMILARITY).then_some(*best)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_unknown_key_is_refused_with_the_one_that_was_meant() {
        let value = json!({"paid_amout": 1, "playDate": null});
        let object = JsonObject::from_value(&value).unwrap();
        let error = object.deny_unknown(&["paidAmount", "paidAt", "playDate"]).unwrap_err();
        assert_eq!((error.code, &error.details["suggestion"]), ("field_unknown", &json!("paidAmount")));
        assert!(object.deny_unknown(&["paid_amout", "playDate"]).is_ok());
        let error = object.deny_unknown(&["zz", "playDate"]).unwrap_err();
        assert!(error.hint.unwrap().en.contains("zz, playDate"));
        let steering = json!({"\u{1b}[2J": 1});
        let error = JsonObject::from_value(&steering).unwrap().deny_unknown(&[]).unwrap_err();
        assert!(!error.message.en.contains('\u{1b}'));
    }

    #[test]
    fn fields_are_read_by_type_and_limit() {
        let value = json!({"t": "文本", "n": 3, "blank": " ", "null": null, "list": [], "in": {"a": 1}});
        let object = JsonObject::from_value(&value).unwrap();
        assert_eq!(object.required_text("t", 2).unwrap(), "文本");
        assert_eq!(object.optional_text("null", 2).unwrap(), None);
        assert_eq!(object.optional_text("blank", 2).unwrap(), None);
        for (field, code) in [
            ("n", "field_type"),
            ("blank", "field_missing"),
            ("none", "field_missing"),
            ("null", "field_missing"),
            ("list", "field_type"),
        ] {
            assert_eq!(object.required_text(field, 9).unwrap_err().code, code, "{field}");
        }
        assert_eq!(object.required_text("t", 1).unwrap_err().details["limit"], 1);
        assert_eq!(object.spelled_text("n").unwrap(), "3");
        assert_eq!(object.spelled_text("list").unwrap_err().code, "field_type");
        assert!(object.nested_object("in").unwrap().is_some());
        assert_eq!(object.nested_object("n").unwrap_err().code, "field_type");
        assert_eq!(JsonObject::from_value(&json!([1])).err().unwrap().code, "json_not_object");
    }

    #[test]
    fn personal_values_are_not_in_errors() {
        let value = json!({"name": "张\u{202e}三"});
        let error = JsonObject::from_value(&value).unwrap().required_personal("name", 64).unwrap_err();
        assert!(!format!("{error:?}").contains("张三"));
    }
}

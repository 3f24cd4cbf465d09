//! `--json=order_no,status`: which fields of an object are printed.

use serde_json::Value;

use super::errors::OutputError;
use crate::error::{Error, Result};

use super::schema::OutputRow;

/// How alike two names must be (Jaro-Winkler, 0 to 1) for one to be offered in place of the other.
const MIN_SIMILARITY: f64 = 0.8;

/// The fields asked for, in the order asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSelection(Vec<String>);

impl FieldSelection {
    /// Reads a comma-separated list of names. Whether they exist is up to [`check_known`](Self::check_known).
    pub fn parse_names(text: &str) -> Result<Self> {
        let names: Vec<String> = text.split(',').map(|name| name.trim().to_owned()).collect();
        if names.iter().any(String::is_empty) {
            return Err(OutputError::FieldEmpty { text: &text }.into());
        }
        Ok(Self(names))
    }

    /// Whether every name is one of `known`.
    pub fn check_known<'k>(&self, known: impl Iterator<Item = &'k str>) -> Result<()> {
        let known: Vec<&str> = known.collect();
        match self.0.iter().find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(unknown_field_error(name, &known)),
            None => Ok(()),
        }
    }

    /// The object with these fields only; a field that this one object lacks is null.
    pub fn select_fields(&self, object: &OutputRow) -> OutputRow {
        self.0.iter().map(|name| (name.clone(), object.get(name).cloned().unwrap_or(Value::Null))).collect()
    }
}

fn unknown_field_error(name: &str, known: &[&str]) -> Box<Error> {
    let (list, nearest) = (known.join(", "), nearest_name(name, known));
    let error = match &nearest {
        Some(meant) => OutputError::FieldMisspelt { name: &name, list: &list, meant },
        None => OutputError::UnknownField { name: &name, list: &list },
    };
    error.into_error().detail("field", name).detail("known", known.to_vec())
}

/// The name that is most like `name`, if any is alike enough to be a slip of the finger.
pub fn nearest_name<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|candidate| (strsim::jaro_winkler(name, candidate), *candidate))
        .filter(|(alike, _)| *alike > MIN_SIMILARITY)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::error::Exit;

    #[test]
    fn fields_come_in_the_order_asked() {
        let row = json!({ "a": 1, "b": 2, "c": 3 }).as_object().cloned().unwrap();
        let picked = FieldSelection::parse_names("c, a").unwrap().select_fields(&row);
        assert_eq!(serde_json::to_string(&picked).unwrap(), r#"{"c":3,"a":1}"#);
    }

    #[test]
    fn an_unknown_field_is_refused_with_the_known_ones_and_a_guess() {
        let error = FieldSelection::parse_names("order_num")
            .unwrap()
            .check_known(["status", "order_no"].into_iter())
            .unwrap_err();
        assert_eq!((error.code, error.exit), ("unknown_field", Exit::Usage));
        assert!(error.message.en.contains("known: status, order_no"), "{}", error.message.en);
        assert_eq!(error.hint.unwrap().en, "did you mean order_no?");
        assert_eq!(error.details["known"], json!(["status", "order_no"]));
        assert!(FieldSelection::parse_names("status").unwrap().check_known(["status"].into_iter()).is_ok());
    }

    #[test]
    fn nothing_far_off_is_guessed() {
        assert_eq!(nearest_name("zzz", &["status", "order_no"]), None);
        assert_eq!(FieldSelection::parse_names("a,,b").unwrap_err().code, "field_empty");
    }
}

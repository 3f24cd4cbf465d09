//! The visitors of an order beside the one who filled the form.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::domain::value::certificate::{CertificateType, DocumentWarning, check_digit_holds};
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person::{Personal, erased_value, is_erased, personal};
use crate::domain::value::text::number::is_same_number;

/// Somebody who comes along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Visitor {
    #[serde(with = "personal")]
    pub name: Personal,
    pub certificate_type: RecordedCode<CertificateType>,
    #[serde(with = "personal")]
    pub certificate_no: Personal,
}

/// Those who come along, in the order of the form. A payload seals the list as one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VisitorList {
    Listed(Vec<Visitor>),
    /// The person of the order was erased, and whoever was listed with them.
    Erased,
}

impl VisitorList {
    /// None of an erased order.
    pub fn listed(&self) -> &[Visitor] {
        match self {
            Self::Listed(visitors) => visitors,
            Self::Erased => &[],
        }
    }

    /// Whether there is nothing to record.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for VisitorList {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

impl Serialize for VisitorList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Listed(visitors) => visitors.serialize(serializer),
            Self::Erased => erased_value().serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for VisitorList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        match value {
            Value::Null => Ok(Self::default()),
            erased if is_erased(&erased) => Ok(Self::Erased),
            // What serde would quote is a person's.
            listed => serde_json::from_value(listed)
                .map(Self::Listed)
                .map_err(|_| D::Error::custom("visitors are a list of name, certificateType and certificateNo")),
        }
    }
}

impl Visitor {
    /// Whether the number is odd but no reason to refuse the form.
    pub fn document_warning(&self) -> Option<DocumentWarning> {
        let number = self.certificate_no.reveal().filter(|_| self.certificate_type == CertificateType::IdCard)?;
        (!check_digit_holds(number)).then_some(DocumentWarning::CheckDigit)
    }
}

/// Which two of these certificate numbers are one, counting from 1; none where each is its own.
pub fn find_repeated_certificate<'a>(numbers: impl Iterator<Item = &'a Personal>) -> Option<(usize, usize)> {
    let numbers: Vec<&str> = numbers.map(|number| number.reveal().unwrap_or_default()).collect();
    numbers.iter().enumerate().find_map(|(at, number)| {
        let first = numbers[..at].iter().position(|earlier| !number.is_empty() && is_same_number(earlier, number))?;
        Some((first + 1, at + 1))
    })
}

/// A message about one visitor of several; the one who filled the form is the first.
pub fn name_visitor(place: usize, message: &BilingualMessage) -> BilingualMessage {
    let BilingualMessage { zh, en } = message;
    BilingualMessage { zh: format!("第 {place} 位游客：{zh}"), en: format!("visitor {place}: {en}") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written_and_an_erased_one_stays_erased() {
        let list = json!([{"name": "李四", "certificateType": "passport", "certificateNo": "E12345678"}]);
        let read: VisitorList = serde_json::from_value(list.clone()).unwrap();
        assert_eq!(read.listed()[0].name.reveal(), Some("李四"));
        assert_eq!(serde_json::to_value(&read).unwrap(), list);
        let erased: VisitorList = serde_json::from_value(erased_value()).unwrap();
        assert_eq!((erased.listed().len(), erased.is_empty()), (0, false));
        assert_eq!(serde_json::to_value(&erased).unwrap(), erased_value());
        assert!(serde_json::from_value::<VisitorList>(json!(null)).unwrap().is_empty());
        let error = serde_json::from_value::<VisitorList>(json!([{"name": "李四"}])).unwrap_err();
        assert!(!error.to_string().contains("李四"));
    }

    #[test]
    fn one_certificate_in_two_spellings_is_repeated() {
        let find = |numbers: &[&str]| {
            let numbers: Vec<Personal> = numbers.iter().copied().map(Personal::new).collect();
            find_repeated_certificate(numbers.iter())
        };
        assert_eq!(find(&["11010519491231002X", "E1", "110105 19491231 002x"]), Some((1, 3)));
        assert_eq!(find(&["11010519491231002X", "E1", "E2"]), None);
    }
}

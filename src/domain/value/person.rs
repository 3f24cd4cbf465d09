//! Personal data in memory: readable by intent only.

use std::fmt;

use serde_json::{Value, json};
use zeroize::Zeroizing;

/// A text that names a person: a name, a phone, a certificate number, a platform account.
///
/// Invariant: neither `Debug` nor `Display` shows it, and it does not implement `Serialize`; only [`reveal`](Self::reveal)
/// hands it out. Its memory is cleared when it goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Personal(Option<Zeroizing<String>>);

impl Personal {
    pub fn new(text: impl Into<String>) -> Self {
        Self(Some(Zeroizing::new(text.into())))
    }

    /// The text of a person who was erased.
    pub const fn erased() -> Self {
        Self(None)
    }

    /// The text itself, or `None` once the person was erased.
    pub fn reveal(&self) -> Option<&str> {
        self.0.as_ref().map(|text| text.as_str())
    }

    /// Reads a payload's value: a string, or the mark of an erased one.
    pub fn from_payload(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::new(text.as_str())),
            erased if is_erased(erased) => Some(Self::erased()),
            _ => None,
        }
    }

    /// The value for a payload that will be sealed before it is stored.
    pub fn to_payload(&self) -> Value {
        self.reveal().map_or_else(erased_value, Value::from)
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Personal(***)" } else { "Personal(erased)" })
    }
}

/// What stands in a payload where an erased person's value was.
pub fn erased_value() -> Value {
    json!({ "$erased": true })
}

/// Whether a payload's value is the mark of an erased one.
pub fn is_erased(value: &Value) -> bool {
    value.get("$erased") == Some(&Value::Bool(true))
}

/// How a payload struct spells a [`Personal`] field: `#[serde(with = "personal")]`. The value is sealed before it is stored.
pub mod personal {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};
    use serde_json::Value;

    use super::Personal;

    pub fn serialize<S: Serializer>(value: &Personal, serializer: S) -> Result<S::Ok, S::Error> {
        value.to_payload().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Personal, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Personal::from_payload(&value).ok_or_else(|| D::Error::custom("a personal value is text"))
    }
}

/// [`personal`] for a field that may be null: `#[serde(with = "personal_opt", default)]`.
pub mod personal_opt {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};
    use serde_json::Value;

    use super::Personal;

    pub fn serialize<S: Serializer>(value: &Option<Personal>, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(Personal::to_payload).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Personal>, D::Error> {
        let value = Value::deserialize(deserializer)?;
        if value.is_null() {
            return Ok(None);
        }
        Personal::from_payload(&value).map(Some).ok_or_else(|| D::Error::custom("a personal value is text or null"))
    }
}

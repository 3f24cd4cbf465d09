//! The buyer as the channel knows him.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::domain::value::person::is_erased;

/// The buyer's account, as the channel spells it: an object such as `{"telegram_user_id": …}`.
///
/// Invariant: `Debug` does not show it. Where it is stored it is sealed, whole.
#[derive(Clone, PartialEq, Eq)]
pub struct CustomerFacts(Value);

impl CustomerFacts {
    /// A buyer from what a channel told.
    pub const fn new(facts: Map<String, Value>) -> Self {
        Self(Value::Object(facts))
    }

    /// What the channel told, or `None` once the person was erased.
    pub fn reveal(&self) -> Option<&Map<String, Value>> {
        self.0.as_object().filter(|_| !is_erased(&self.0))
    }

    /// Where the buyer is reached on `channel`.
    pub fn channel_contact(&self, channel: &str) -> Option<String> {
        let key = match channel {
            "telegram" => "telegram_user_id",
            _ => "contact",
        };
        match self.reveal()?.get(key)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

impl fmt::Debug for CustomerFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Customer(***)")
    }
}

impl Serialize for CustomerFacts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for CustomerFacts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        let value = Value::deserialize(deserializer)?;
        if value.is_object() { Ok(Self(value)) } else { Err(D::Error::custom("a customer is an object")) }
    }
}

//! A value of one setting, between TOML, the command line, JSON and a table.

use std::fmt;

use serde_json::json;
use toml_edit::{Array, InlineTable, Value};

use crate::domain::value::money::BasisPoints;

/// One who shares the profit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitParty {
    /// How the party is called in every settlement.
    pub name: String,
    /// Its part of the profit.
    pub share: BasisPoints,
}

/// A value of one setting. Its `Display` is the bare text for a person or a script: `zh`, not `"zh"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingValue {
    /// A whole number; its unit is in the name of the key.
    Whole(u64),
    /// A word, a name, an amount or an address.
    Text(String),
    /// Who shares the profit.
    Parties(Vec<SplitParty>),
}

impl SettingValue {
    /// Reads a TOML value; `None` if no setting has such a one (a float, a date, a negative number).
    pub(super) fn from_toml(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(number) => u64::try_from(*number.value()).ok().map(Self::Whole),
            Value::String(text) => Some(Self::Text(text.value().clone())),
            Value::Array(parties) => parties.iter().map(parse_party).collect::<Option<_>>().map(Self::Parties),
            Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) | Value::InlineTable(_) => None,
        }
    }

    /// The value as the file has it.
    pub(super) fn to_toml(&self) -> Value {
        match self {
            Self::Whole(number) => i64::try_from(*number).unwrap_or(i64::MAX).into(),
            Self::Text(text) => text.as_str().into(),
            Self::Parties(parties) => Value::Array(parties.iter().map(party_table).collect::<Array>()),
        }
    }

    /// The value as `--json` has it.
    pub fn to_json(&self) -> serde_json::Value {
        let party = |party: &SplitParty| json!({ "name": party.name, "bp": party.share.0 });
        match self {
            Self::Whole(number) => json!(number),
            Self::Text(text) => json!(text),
            Self::Parties(parties) => parties.iter().map(party).collect(),
        }
    }
}

impl fmt::Display for SettingValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Whole(_) | Self::Parties(_) => write!(f, "{}", self.to_toml()),
        }
    }
}

/// Reads `{ name = "shop", bp = 10000 }`; other or missing keys make it none.
fn parse_party(value: &Value) -> Option<SplitParty> {
    let table = value.as_inline_table().filter(|table| table.len() == 2)?;
    let share = u32::try_from(table.get("bp")?.as_integer()?).ok()?;
    Some(SplitParty { name: table.get("name")?.as_str()?.to_owned(), share: BasisPoints(share) })
}

fn party_table(party: &SplitParty) -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("name", party.name.as_str().into());
    table.insert("bp", i64::from(party.share.0).into());
    table
}

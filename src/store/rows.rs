//! Codes and times in rows, read back with a name for what is broken.

use rusqlite::types::Value as Sql;

use super::errors::StoreError;
use crate::error::{Error, Result};

/// A stored value that no program of ours wrote.
pub(super) fn damaged_value(what: &str) -> Box<Error> {
    StoreError::DataDamaged { what: &what }.into_error()
}

pub(super) fn parse_code<T>(read: impl FnOnce(&str) -> Option<T>, text: &str, what: &str) -> Result<T> {
    read(text).ok_or_else(|| damaged_value(what))
}

/// An optional text as a parameter.
pub(super) fn text_value(value: Option<&str>) -> Sql {
    value.map_or(Sql::Null, |text| Sql::Text(text.to_owned()))
}

//! Codes and times in rows, read back with a name for what is broken.

use rusqlite::types::Value as Sql;

use crate::error::{Error, Exit, Result};
use crate::say;

/// A stored value that no program of ours wrote.
pub(super) fn damaged_value(what: &str) -> Box<Error> {
    Error::new(
        "data_damaged",
        Exit::Data,
        say!("数据库里的 {what} 无法识别", "the database holds an unreadable {what}"),
    )
    .hint(say!("用 `ticketctl event verify` 核对日志", "check the log with `ticketctl event verify`"))
}

pub(super) fn parse_code<T>(read: impl FnOnce(&str) -> Option<T>, text: &str, what: &str) -> Result<T> {
    read(text).ok_or_else(|| damaged_value(what))
}

/// An optional text as a parameter.
pub(super) fn text_value(value: Option<&str>) -> Sql {
    value.map_or(Sql::Null, |text| Sql::Text(text.to_owned()))
}

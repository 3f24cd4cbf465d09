//! Facts about the database itself.

use rusqlite::{Connection, OptionalExtension as _};

use crate::error::Result;
use crate::store::sql_error;

const GET: &str = "select value from meta where name = $1";
const SET: &str =
    "insert into meta (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";

/// A fact, if it was ever set.
pub(crate) fn read_setting(conn: &Connection, name: &str) -> Result<Option<String>> {
    conn.prepare_cached(GET).and_then(|mut s| s.query_row([name], |row| row.get(0)).optional()).map_err(sql_error)
}

pub(crate) fn write_setting(conn: &Connection, name: &str, value: &str) -> Result<()> {
    conn.prepare_cached(SET).and_then(|mut s| s.execute([name, value])).map(drop).map_err(sql_error)
}

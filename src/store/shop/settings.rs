//! Facts about the database itself.

use rusqlite::{Connection, OptionalExtension as _};

use crate::error::Result;
use crate::store::Tx;

const GET: &str = "select value from meta where name = $1";
const SET: &str =
    "insert into meta (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value";
const REMOVE: &str = "delete from meta where name = $1";

/// A fact, if it was ever set.
pub(crate) fn read_setting(conn: &Connection, name: &str) -> Result<Option<String>> {
    Ok(conn.prepare_cached(GET)?.query_row([name], |row| row.get(0)).optional()?)
}

pub(crate) fn write_setting(conn: &Connection, name: &str, value: &str) -> Result<()> {
    conn.prepare_cached(SET)?.execute([name, value])?;
    Ok(())
}

pub(crate) fn remove_setting(conn: &Connection, name: &str) -> Result<()> {
    conn.prepare_cached(REMOVE)?.execute([name])?;
    Ok(())
}

impl Tx<'_> {
    /// As [`read_setting`], in a transaction.
    pub(in crate::store) fn find_fact(&self, name: &str) -> Result<Option<String>> {
        read_setting(&self.conn, name)
    }

    pub(in crate::store) fn set_fact(&self, name: &str, value: &str) -> Result<()> {
        write_setting(&self.conn, name, value)
    }
}

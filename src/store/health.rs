//! Questions about the database itself, for `doctor`. None of them changes anything.

use super::Tx;
use super::schema;
use super::schema_shape::SchemaDifference;
use crate::error::Result;

/// Enough to see what kind of damage it is.
const QUICK_CHECK: &str = "pragma quick_check(20)";
const FOREIGN_KEYS: &str = "pragma foreign_key_check";
const BY_STATUS: &str = "/* every row: a check of all */ select order_status, count(*) from orders group by order_status order by order_status";
const BY_ACTION: &str =
    "/* every row: a check of all */ select action, count(*) from orders group by action order by action";
const LAST_EVENT: &str = "select max(processed_at) from event where id > (select max(id) from event) - 1000";

/// The version of SQLite in this binary.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

/// The version of the schema that this binary writes.
pub fn schema_version() -> i32 {
    schema::latest_version()
}

impl Tx<'_> {
    /// What of the schema is not as this binary makes it: tables, columns, indexes, triggers.
    pub fn compare_schema(&self) -> Result<SchemaDifference> {
        schema::compare_schema(&self.conn)
    }

    /// Refuses a schema that is not ours before something outside of the database is done for it: every write refuses it.
    pub fn require_schema(&self) -> Result<()> {
        schema::require_schema(&self.conn)
    }

    /// What SQLite finds wrong with pages, rows and indexes; nothing for a sound file.
    pub fn quick_check(&self) -> Result<Vec<String>> {
        let said: Vec<String> = self.list_rows(QUICK_CHECK, [], |row| Ok(row.get(0)?))?;
        Ok(said.into_iter().filter(|line| line != "ok").collect())
    }

    /// How many rows refer to a row that is not there.
    pub fn count_broken_references(&self) -> Result<usize> {
        Ok(self.list_rows(FOREIGN_KEYS, [], |_| Ok(()))?.len())
    }

    /// What `counts` has to be, counted row by row. `axis` is `order_status` or `action`.
    pub fn count_rows_by_code(&self, axis: &str) -> Result<Vec<(String, u64)>> {
        let statement = if axis == "action" { BY_ACTION } else { BY_STATUS };
        self.list_rows(statement, [], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))
    }

    /// The latest moment at which one of the last thousand events was recorded, in milliseconds since 1970.
    pub fn last_recorded_at(&self) -> Result<Option<i64>> {
        self.load_row(LAST_EVENT, [], |row| Ok(row.get(0)?))
    }
}

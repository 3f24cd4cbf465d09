//! A connection and its settings: the same for every database, the live one and copies.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::errors::StoreError;
use crate::error::{Error, Result};
use crate::fs::new_file::resolve_directory;

/// Older libraries can corrupt a WAL database with several writers (SQLite 3.51.3 release notes).
const SAFE_SQLITE: i32 = 3_051_003;

pub(super) fn open_connection(path: &Path, busy: Duration) -> Result<Connection> {
    let found = rusqlite::version_number();
    if found < SAFE_SQLITE {
        return Err(StoreError::SqliteTooOld { found: &found }.into());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    // SQLite refuses a link anywhere in a path, and names the log after the path that it is given: a home that is a link must
    // work, and every process must name the same file. The last step stays what it is, so a link there is still refused.
    let path = resolve_directory(path).map_err(|error| Error::io(path, &error))?;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(busy)?;
    // The file may come from elsewhere: nothing writes to its internals, and no function in its schema is run.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // A plan that may depend on what is bound is made anew with every binding, and no plan here does better for it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Nothing here attaches another database, so no statement ever should be able to.
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024)?;
    conn.set_prepared_statement_cache_capacity(64);
    // A bulk import touches more pages than the default cache holds. Measured: 32 MB are no faster for it, and took half of the
    // memory that an import may have.
    // What a savepoint sets aside stays in memory: in a turn of many it would become a file in the temporary directory.
    conn.execute_batch(
        "pragma cache_size = -12000; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on;
         pragma cell_size_check = on; pragma mmap_size = 0; pragma temp_store = memory;",
    )?;
    Ok(conn)
}

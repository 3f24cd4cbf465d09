//! The only place that knows SQLite: the log, what it adds up to, the outbox, persons' keys and kept files.
//!
//! Invariant: every write goes through [`Store::write`], one `BEGIN IMMEDIATE` transaction; nothing above this room sees a
//! row or a statement. SQL is portable: `$1…$n` in order of first use, `on conflict`, `returning`, no engine's own locks.

pub mod attachments;
pub mod backup;
pub mod bills;
mod connection;
pub mod crypto;
pub mod derived;
pub mod draft;
pub mod errors;
pub mod health;
pub mod inventory;
pub mod log;
pub mod open;
pub mod outbox;
pub mod people;
pub mod projection;
pub mod rows;
pub mod schema;
pub mod schema_shape;
pub mod shop;
pub mod staging;
pub mod upkeep;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use self::crypto::keys::DerivedKeys;
use self::errors::StoreError;
use crate::domain::value::code_enum::coded;
use crate::error::{Error, MachineError, Result};

coded! {
    /// What a database is for. Only a sandbox lets a command set the clock, the ids or an answer.
    DatabaseKind {
        /// Real orders.
        Live = "live", "正式", "live";
        /// Play.
        Sandbox = "sandbox", "沙盒", "sandbox";
    }
}

/// An open database with the keys that read it.
pub struct Store {
    conn: Connection,
    path: PathBuf,
    kind: DatabaseKind,
    keys: DerivedKeys,
    /// Whether this process saw that the schema is ours.
    schema_checked: bool,
}

/// A transaction: everything in it is recorded, or nothing.
pub struct Tx<'a> {
    conn: rusqlite::Transaction<'a>,
    keys: &'a DerivedKeys,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TxEnding {
    Commit,
    /// Forget it: a dry run.
    RollBack,
}

impl Store {
    pub const fn kind(&self) -> DatabaseKind {
        self.kind
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub const fn derived_keys(&self) -> &DerivedKeys {
        &self.keys
    }

    /// Runs `work` in one immediate transaction and ends it as told; an error rolls it back.
    ///
    /// # Errors
    /// As `work`; exit 9 when the database is in use by another process, and the wait timed out; exit 11 when its schema is
    /// not ours, since without a trigger or an index a write may break what it was there to hold.
    pub fn write<T>(&mut self, ending: TxEnding, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let conn = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if !self.schema_checked {
            schema::require_schema(&conn)?;
            self.schema_checked = true;
        }
        end_transaction(Tx { conn, keys: &self.keys }, ending, work)
    }

    /// As [`write`](Self::write), for facts: what happened outside is recorded however long others hold the database. `work` is
    /// told whether it had to wait longer than others do.
    ///
    /// # Errors
    /// As `work`; a database that is in use is none.
    pub fn write_fact<T>(&mut self, ending: TxEnding, work: impl FnOnce(&Tx<'_>, bool) -> Result<T>) -> Result<T> {
        let mut waited = false;
        let conn = loop {
            match self.conn.transaction_with_behavior(TransactionBehavior::Immediate) {
                Err(error) if is_in_use(&error) => waited = true,
                begun => break begun?,
            }
        };
        end_transaction(Tx { conn, keys: &self.keys }, ending, |tx| work(tx, waited))
    }

    /// Makes missing and changed indexes and triggers anew, and gives their names: the one write to a file whose schema is
    /// not ours.
    pub fn restore_schema_objects(&mut self) -> Result<Vec<String>> {
        let conn = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let restored = schema::restore_objects(&conn, &schema::compare_schema(&conn)?)?;
        conn.commit()?;
        Ok(restored)
    }

    /// A number that is another one after each commit of another connection. Cheap enough to be asked every second.
    pub fn change_counter(&self) -> Result<i64> {
        Ok(self.conn.query_row("pragma data_version", [], |row| row.get(0))?)
    }

    /// Runs `work` on one consistent snapshot.
    pub fn read<T>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        let conn = self.conn.transaction_with_behavior(TransactionBehavior::Deferred)?;
        work(&Tx { conn, keys: &self.keys })
    }
}

fn end_transaction<T>(tx: Tx<'_>, ending: TxEnding, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
    let value = work(&tx)?;
    match ending {
        TxEnding::Commit => tx.conn.commit()?,
        TxEnding::RollBack => tx.conn.rollback()?,
    }
    Ok(value)
}

impl Tx<'_> {
    pub const fn derived_keys(&self) -> &DerivedKeys {
        self.keys
    }

    /// Runs `work` within this transaction; an error undoes what `work` did and nothing else.
    ///
    /// # Errors
    /// The outer one is SQLite's and ends the transaction, the inner one is of `work`.
    pub fn with_savepoint<T, E>(&self, work: impl FnOnce() -> Result<T, E>) -> Result<Result<T, E>> {
        self.conn.execute_batch("savepoint nested")?;
        let done = work();
        let end = if done.is_ok() { "release nested" } else { "rollback to nested; release nested" };
        self.conn.execute_batch(end)?;
        Ok(done)
    }
}

/// A failure of SQLite, as a person and a script see it. Never quotes a value.
impl From<rusqlite::Error> for Box<Error> {
    fn from(error: rusqlite::Error) -> Self {
        describe_failure(&error)
    }
}

/// Whether others hold the database.
fn is_in_use(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode as Code;
    matches!(error.sqlite_error_code(), Some(Code::DatabaseBusy | Code::DatabaseLocked))
}

/// A file that ends too early or whose disk lost its pages is damaged; anything else is the machine's failure.
///
/// A page that cannot be read at all (`EIO`) does not come here: SQLite calls it corrupt, and so do we. Whether disk or file
/// lost it, the data is not there, and "stop writing and restore" is what to do.
fn describe_io_failure(error: &rusqlite::Error) -> Box<Error> {
    use rusqlite::ffi;
    let extended = match error {
        rusqlite::Error::SqliteFailure(cause, _) => cause.extended_code,
        _ => ffi::SQLITE_IOERR,
    };
    match extended {
        ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_CORRUPTFS | ffi::SQLITE_IOERR_DATA => {
            StoreError::DatabaseDamaged.into_error()
        }
        code => MachineError::DatabaseIo { code: &code }.into_error(),
    }
}

fn describe_failure(error: &rusqlite::Error) -> Box<Error> {
    use rusqlite::ErrorCode as Code;
    match error {
        // Every statement is a constant that is tested: one that this file does not understand meets another schema.
        rusqlite::Error::SqlInputError { .. } => return StoreError::SchemaUnreadable.into_error(),
        rusqlite::Error::SqliteFailure(cause, _) if cause.extended_code == rusqlite::ffi::SQLITE_ERROR => {
            return StoreError::SchemaUnreadable.into_error();
        }
        // No program of ours writes a text where a number belongs.
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..) => return StoreError::DataDamaged { what: &"column" }.into_error(),
        _ => {}
    }
    let code = error.sqlite_error_code();
    match code {
        _ if is_in_use(error) => StoreError::DatabaseBusy.into_error(),
        Some(Code::DatabaseCorrupt | Code::NotADatabase) => StoreError::DatabaseDamaged.into_error(),
        Some(Code::DiskFull) => MachineError::DatabaseDiskFull.into_error().mark_retryable(),
        Some(Code::SystemIoFailure) => describe_io_failure(error),
        Some(Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen) => {
            StoreError::DatabaseNotWritable.into_error()
        }
        _ => {
            let what = match error {
                rusqlite::Error::SqliteFailure(cause, _) => format!("SQLite {}", cause.extended_code),
                _ => "SQLite".to_owned(),
            };
            StoreError::DatabaseError { what: &what }.into_error()
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;
    use crate::error::Exit;

    #[test]
    fn what_sqlite_says_is_damage_the_machine_or_another_schema() {
        for (code, exit, told) in [
            (ffi::SQLITE_CORRUPT, Exit::Data, "database_damaged"),
            (ffi::SQLITE_NOTADB, Exit::Data, "database_damaged"),
            (ffi::SQLITE_IOERR_SHORT_READ, Exit::Data, "database_damaged"),
            (ffi::SQLITE_IOERR_CORRUPTFS, Exit::Data, "database_damaged"),
            (ffi::SQLITE_IOERR_DATA, Exit::Data, "database_damaged"),
            (ffi::SQLITE_IOERR_READ, Exit::Internal, "io"),
            (ffi::SQLITE_IOERR_FSYNC, Exit::Internal, "io"),
            (ffi::SQLITE_FULL, Exit::Internal, "disk_full"),
            (ffi::SQLITE_BUSY_SNAPSHOT, Exit::Busy, "database_busy"),
            (ffi::SQLITE_ERROR, Exit::Data, "schema_differs"),
            (ffi::SQLITE_CONSTRAINT_CHECK, Exit::Internal, "database_error"),
        ] {
            let error = describe_failure(&rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
            assert_eq!((error.exit, error.code), (exit, told), "{code}");
            assert!(error.hint.is_some(), "{told}");
            assert_eq!(error.is_retryable(), matches!(told, "disk_full" | "database_busy"), "{told}");
        }
        let wrong_type = rusqlite::Error::InvalidColumnType(0, "version".into(), rusqlite::types::Type::Text);
        assert_eq!(describe_failure(&wrong_type).exit, Exit::Data);
    }
}

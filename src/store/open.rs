//! Opening a database: the checks before, the settings, and the close.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;

use super::connection::open_connection;
use super::crypto::key_file::MasterKey;
use super::crypto::keys::DerivedKeys;
use super::draft::DraftDatabase;
use super::errors::StoreError;
use super::shop::settings;
use super::{DatabaseKind, Store, schema};
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};

/// Below this the WAL stays for the next process; above it the close folds it in, so it never grows for long.
const CHECKPOINT_AT: u64 = 256 * 1024;

impl Store {
    /// Creates a database that does not exist yet, mode 0600: whole under its name, or not at all.
    pub fn create(path: &Path, kind: DatabaseKind, master: &MasterKey, now: Timestamp, busy: Duration) -> Result<Self> {
        let keys = DerivedKeys::new(master);
        let draft = DraftDatabase::begin(path)?;
        let mut conn = open_connection(draft.path(), busy)?;
        // Outside of the transaction: the mode cannot change within one.
        conn.pragma_update(None, "journal_mode", "wal")?;
        let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        schema::create_schema(&tx)?;
        settings::write_setting(&tx, "kind", kind.code())?;
        settings::write_setting(&tx, "created_at", &now.format_rfc3339())?;
        settings::write_setting(&tx, "key_id", keys.key_id())?;
        tx.commit()?;
        drop(conn);
        draft.publish(busy)?;
        Self::open(path, master, busy)
    }

    /// Refuses what a database must not be, before a key is asked for: that there is none is the likelier mistake.
    pub fn check_path(path: &Path) -> Result<()> {
        check_database_file(path)
    }

    /// Opens a database of `init`, brings it to the present schema and checks that the key file belongs to it.
    ///
    /// # Errors
    /// Missing (exit 5), a link or readable by others (exit 5), foreign or newer (exit 11), another key (exit 5), busy (9).
    pub fn open(path: &Path, master: &MasterKey, busy: Duration) -> Result<Self> {
        check_database_file(path)?;
        let mut conn = open_connection(path, busy)?;
        schema::migrate_schema(&mut conn)?;
        let keys = DerivedKeys::new(master);
        // Before anything is sealed: rows of two key files in one database could never be read together.
        keys.check_key_id(&settings::read_setting(&conn, "key_id")?.unwrap_or_default())?;
        let kind = settings::read_setting(&conn, "kind")?.and_then(|code| DatabaseKind::from_code(&code));
        let kind = kind.unwrap_or(DatabaseKind::Live);
        Ok(Self { conn, path: path.to_owned(), kind, keys, schema_checked: false })
    }

    /// Folds the whole WAL into the database and empties it, so that overwritten pages are gone from both.
    ///
    /// # Errors
    /// Exit 9 while another process reads.
    pub fn truncate_wal(&self) -> Result<()> {
        let busy: i64 = self.conn.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
        if busy == 0 {
            return Ok(());
        }
        Err(StoreError::CheckpointBusy.into_error())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        let mut wal = self.path.clone().into_os_string();
        wal.push("-wal");
        let size = std::fs::metadata(wal).map_or(0, |meta| meta.len());
        // A failure here costs one checkpoint more, nothing else.
        let _ = self.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, size < CHECKPOINT_AT);
    }
}

/// Refuses what a database must not be before SQLite touches it.
fn check_database_file(path: &Path) -> Result<()> {
    let shown = path.display();
    let meta = std::fs::symlink_metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::NoDatabase { shown: &shown }.into_error(),
        _ => Error::io(path, &error),
    })?;
    let error = if !meta.is_file() {
        StoreError::DatabaseNotRegular { shown: &shown }
    } else if meta.nlink() > 1 {
        // SQLite names the WAL after the path: through a second name, two processes would write two of them.
        StoreError::DatabaseLinked { shown: &shown }
    } else if meta.uid() != rustix::process::geteuid().as_raw() {
        StoreError::DatabaseOfOther { shown: &shown }
    } else if meta.mode() & 0o077 != 0 {
        StoreError::DatabaseMode { shown: &shown }
    } else {
        return Ok(());
    };
    Err(error.into())
}

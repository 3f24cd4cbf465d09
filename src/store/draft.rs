//! A database that is being made or put back: it gets its name once it is whole.
//!
//! Invariant: the final name never stands for a part of a database. A process that is killed leaves a file that nothing reads,
//! and the next one that makes a database in the directory removes it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::connection::open_connection;
use super::errors::StoreError;
use crate::error::{Error, Result};
use crate::fs::new_file::{UnfinishedFile, resolve_directory};

/// A database under a name of its own, beside the one that it will have.
#[derive(Debug)]
pub struct DraftDatabase {
    file: UnfinishedFile,
    target: PathBuf,
}

impl DraftDatabase {
    /// An empty file in the directory of `target`, which must be there.
    pub fn begin(target: &Path) -> Result<Self> {
        let begin = || {
            let target = resolve_directory(target)?;
            Ok(Self { file: UnfinishedFile::create_beside(&target)?, target })
        };
        begin().map_err(|error| Error::io(target, &error))
    }

    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// To fill it with the bytes of another.
    pub fn try_clone_file(&self) -> Result<File> {
        self.file.try_clone_file().map_err(|error| Error::io(&self.target, &error))
    }

    /// Gives the database its name: everything is in the one file, and on the disk. Nobody has it open.
    ///
    /// # Errors
    /// `database_exists`, exit 4: somebody else was first.
    pub fn publish(self, busy: Duration) -> Result<()> {
        fold_log(open_connection(self.path(), busy)?)?;
        if self.file.give_name(&self.target).map_err(|error| Error::io(&self.target, &error))? {
            return Ok(());
        }
        let shown = self.target.display();
        Err(StoreError::DatabaseExists { shown: &shown }.into())
    }
}

/// Folds the log into the file; what is left of it SQLite removes with the last connection, which this one is.
pub(super) fn fold_log(conn: Connection) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
    Ok(conn.close().map_err(|(_, error)| error)?)
}

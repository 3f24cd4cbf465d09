//! A database that is being made or put back: it gets its name once it is whole.
//!
//! Invariant: the final name never stands for a part of a database. A process that is killed leaves a file that nothing reads,
//! and the next one that makes a database in the directory removes it.

use std::fs::File;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::errors::StoreError;
use crate::error::{Error, Result};
use crate::fs::new_file::{
    LockedDirectory, parent_directory, rename_without_replacing, resolve_directory, unfinished_name,
};

/// The files that SQLite keeps beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A database under a name of its own, beside the one that it will have.
#[derive(Debug)]
pub struct DraftDatabase {
    directory: LockedDirectory,
    path: PathBuf,
    target: PathBuf,
}

impl DraftDatabase {
    /// An empty file, mode 0600, in the directory of `target`, which must be there.
    pub fn begin(target: &Path) -> Result<Self> {
        let begin = || {
            let target = resolve_directory(target)?;
            let directory = LockedDirectory::lock(parent_directory(&target))?;
            let path = target.with_file_name(unfinished_name());
            // Made by us and not by SQLite, which would follow the umask.
            File::options().write(true).create_new(true).mode(0o600).open(&path)?;
            Ok(Self { directory, path, target })
        };
        begin().map_err(|error| Error::io(target, &error))
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the database its name: everything is in the one file, and on the disk. `conn` is the last to have it open.
    ///
    /// # Errors
    /// `database_exists`, exit 4: somebody else was first.
    pub fn publish(self, conn: Connection) -> Result<()> {
        // Folds the log into the file; what is left of it SQLite removes with the last connection.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        conn.close().map_err(|(_, error)| error)?;
        self.name_file().map_err(|error| Error::io(&self.target, &error))?.then_some(()).ok_or_else(|| {
            let shown = self.target.display();
            StoreError::DatabaseExists { shown: &shown }.into_error()
        })
    }

    fn name_file(&self) -> std::io::Result<bool> {
        File::open(&self.path)?.sync_all()?;
        let named = rename_without_replacing(&self.directory, &self.path, &self.target)?;
        self.directory.sync()?;
        Ok(named)
    }
}

impl Drop for DraftDatabase {
    fn drop(&mut self) {
        // Once it has its name, nothing is here under this one. What can't be removed goes with the next draft.
        let beside = |end: &str| {
            let mut name = self.path.clone().into_os_string();
            name.push(end);
            PathBuf::from(name)
        };
        let _ = std::fs::remove_file(&self.path);
        for end in BESIDE {
            let _ = std::fs::remove_file(beside(end));
        }
    }
}

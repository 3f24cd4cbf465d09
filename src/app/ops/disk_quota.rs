//! How much the shop may keep: what must stay free on the disk, and what database and kept files may take together.

use std::path::{Path, PathBuf};

use rustix::fs::StatVfs;

use super::errors::OpsError;
use crate::app::App;
use crate::config::Config;
use crate::domain::value::byte_size::ByteSize;
use crate::error::{Error, Result};
use crate::store::attachments::blob::BlobArea;

impl App {
    /// Refuses to store `more` bytes where the disk is nearly full, since the database needs the rest, or where the shop
    /// has what it may have. For what brings new orders and files; the orders that are there can always be brought to an end.
    pub fn require_disk_space(&self, more: u64) -> Result<()> {
        let dir = self.data_dir();
        let disk = require_free_space(&dir, &self.config)?;
        let most = self.config.store.max_total_bytes;
        // A disk that holds less than the limit in all spares the walk over the directories.
        if used_bytes(&disk).saturating_add(more) <= most {
            return Ok(());
        }
        let kept = self.kept_bytes()?;
        if kept.saturating_add(more) <= most { Ok(()) } else { Err(store_full(kept, most)) }
    }

    /// What the database with its log and all kept files take, in bytes.
    fn kept_bytes(&self) -> Result<u64> {
        let mut log = self.paths.db.clone().into_os_string();
        log.push("-wal");
        let mut total = file_size(&self.paths.db)?.saturating_add(file_size(Path::new(&log))?);
        for area in [BlobArea::PaymentProof, BlobArea::Screenshot] {
            for order in list_directory(&self.data_dir().join(area.code()))? {
                for file in list_directory(&order)? {
                    total = total.saturating_add(file_size(&file)?);
                }
            }
        }
        Ok(total)
    }

    fn data_dir(&self) -> PathBuf {
        self.paths.db.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
    }
}

/// Refuses where less is free than must stay free.
pub(super) fn require_free_space(dir: &Path, config: &Config) -> Result<StatVfs> {
    let disk = rustix::fs::statvfs(dir).map_err(|errno| Error::io(dir, &errno.into()))?;
    let (free, least) = (disk.f_bavail.saturating_mul(disk.f_frsize), config.store.min_free_bytes);
    if free < least { Err(disk_low(free, least)) } else { Ok(disk) }
}

const fn used_bytes(disk: &StatVfs) -> u64 {
    disk.f_blocks.saturating_sub(disk.f_bfree).saturating_mul(disk.f_frsize)
}

/// The size of a file; 0 where there is none, which another process may have removed just now.
fn file_size(path: &Path) -> Result<u64> {
    match std::fs::symlink_metadata(path) {
        Ok(meta) => Ok(meta.len()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(Error::io(path, &error)),
    }
}

/// What a directory holds; nothing where there is none.
fn list_directory(dir: &Path) -> Result<Vec<PathBuf>> {
    let listed = match std::fs::read_dir(dir) {
        Ok(listed) => listed,
        Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(Error::io(dir, &error)),
    };
    let paths: std::io::Result<Vec<PathBuf>> = listed.map(|entry| Ok(entry?.path())).collect();
    paths.map_err(|error| Error::io(dir, &error))
}

fn disk_low(free: u64, least: u64) -> Box<Error> {
    OpsError::DiskLow { free: &ByteSize(free), least: &ByteSize(least) }
        .into_error()
        .mark_retryable()
        .detail("limit", least)
}

fn store_full(kept: u64, most: u64) -> Box<Error> {
    OpsError::StoreFull { kept: &ByteSize(kept), most: &ByteSize(most) }.into_error().detail("limit", most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_is_nearly_full_refuses_until_there_is_room() {
        let dir = tempfile::tempdir().unwrap();
        let mut config = Config::default();
        config.store.min_free_bytes = 0;
        assert!(require_free_space(dir.path(), &config).is_ok());
        config.store.min_free_bytes = u64::MAX;
        let refused = require_free_space(dir.path(), &config).map(drop).unwrap_err();
        assert_eq!((refused.code, refused.is_retryable()), ("disk_low", true));
        let full = Error::io(dir.path(), &std::io::ErrorKind::StorageFull.into());
        assert_eq!((full.code, full.is_retryable()), ("disk_full", true));
        assert!(!Error::io(dir.path(), &std::io::ErrorKind::NotFound.into()).is_retryable());
    }
}

//! A directory for a try that leaves nothing: it goes with its value, and what a killed process left goes with the next sweep.
//!
//! Whoever uses one holds a lock of it, which the system frees with the process.

use std::fs::{DirEntry, File};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use rustix::fs::OFlags;
use tempfile::TempDir;

/// How the names of these directories begin.
const PREFIX: &str = "ticketctl-scratch-";

#[derive(Debug)]
pub struct ScratchDirectory {
    directory: TempDir,
    _lock: File,
}

impl ScratchDirectory {
    /// An empty one below `parent`.
    pub fn create(parent: &Path) -> io::Result<Self> {
        loop {
            let directory = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
            let lock = File::open(directory.path())?;
            lock.lock()?;
            // A sweep may have come upon it before it was locked.
            if directory
                .path()
                .symlink_metadata()
                .is_ok_and(|there| lock.metadata().is_ok_and(|ours| ours.ino() == there.ino()))
            {
                return Ok(Self { directory, _lock: lock });
            }
        }
    }

    pub fn path(&self) -> &Path {
        self.directory.path()
    }
}

/// Removes those that no process uses any more, and says how many there were. A dry run counts them.
pub fn remove_abandoned(parent: &Path, dry_run: bool) -> usize {
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    entries.filter(|entry| remove_if_abandoned(entry, dry_run)).count()
}

fn remove_if_abandoned(entry: &DirEntry, dry_run: bool) -> bool {
    let is_named = entry.file_name().as_encoded_bytes().starts_with(PREFIX.as_bytes());
    let me = rustix::process::geteuid().as_raw();
    // Others may make whatever they like in a directory for everybody.
    if !is_named || !entry.metadata().is_ok_and(|meta| meta.is_dir() && meta.uid() == me) {
        return false;
    }
    let path = entry.path();
    let flags = (OFlags::DIRECTORY | OFlags::NOFOLLOW).bits();
    let opened = File::options().read(true).custom_flags(i32::try_from(flags).unwrap_or_default()).open(&path);
    // Locked until it is gone, so that nobody begins to use it.
    let Ok(lock) = opened else { return false };
    lock.try_lock().is_ok() && (dry_run || std::fs::remove_dir_all(&path).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_dead_process_left_goes_and_what_is_used_or_foreign_stays() {
        let parent = tempfile::tempdir().unwrap();
        let used = ScratchDirectory::create(parent.path()).unwrap();
        let dead = parent.path().join(format!("{PREFIX}dead"));
        std::fs::create_dir_all(dead.join("shop")).unwrap();
        std::fs::write(dead.join("shop/ticketctl.db"), "x").unwrap();
        let elsewhere = parent.path().join("elsewhere");
        std::fs::create_dir(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, parent.path().join(format!("{PREFIX}link"))).unwrap();
        assert_eq!(remove_abandoned(parent.path(), true), 1);
        assert!(dead.exists());
        assert_eq!(remove_abandoned(parent.path(), false), 1);
        assert!(!dead.exists() && used.path().exists() && elsewhere.exists());
        let path = used.path().to_owned();
        drop(used);
        assert!(!path.exists());
    }
}

//! One `cron` at a time: a lock of the whole run.
//!
//! It keeps two schedules from doing the same work side by side, and no more: that nothing is sent twice rests on the
//! claims of the deliveries, not on it. The file stays when the run ends, so that nobody locks a name that is gone.

use std::fs::{File, TryLockError};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;

use crate::app::ops::errors::OpsError;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};

/// The lock file, beside those of the senders.
const LOCK_FILE: &str = "cron.lock";
/// More than a process's number and a time need.
const NOTE_LIMIT: u64 = 64;

/// The lock, as long as this value lives. The system frees it with the process.
#[derive(Debug)]
pub struct CronLock {
    _file: File,
}

/// Who holds the lock.
#[derive(Debug)]
pub enum CronLockResult {
    Acquired(CronLock),
    /// Another run, and the refusal that says so.
    Busy(Box<Error>),
}

impl CronLock {
    pub fn acquire(dir: &Path, now: Timestamp) -> Result<CronLockResult> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(|error| Error::io(dir, &error))?;
        let path = dir.join(LOCK_FILE);
        let options = File::options().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path);
        let file = options.map_err(|error| Error::io(&path, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(CronLockResult::Busy(already_running(&file))),
            Err(TryLockError::Error(error)) => return Err(Error::io(&path, &error)),
        }
        // Who holds it is told to whoever comes next; a lock without it is as good.
        let _ = file.set_len(0);
        let _ = writeln!(&file, "{} {}", std::process::id(), now.format_rfc3339());
        Ok(CronLockResult::Acquired(Self { _file: file }))
    }
}

fn already_running(file: &File) -> Box<Error> {
    let mut note = String::new();
    // Written by its holder just now, or not yet: a message without it is as true.
    let _ = file.take(NOTE_LIMIT).read_to_string(&mut note);
    match note.trim().split_once(' ') {
        Some((pid, since)) => {
            let error = OpsError::CronRunning { pid: &pid, since: &since }.into_error();
            error.detail("pid", pid).detail("since", since)
        }
        None => OpsError::CronRunningUnknown.into_error(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Exit;

    fn busy(result: CronLockResult) -> Box<Error> {
        match result {
            CronLockResult::Busy(error) => error,
            CronLockResult::Acquired(lock) => panic!("{lock:?}"),
        }
    }

    #[test]
    fn one_holds_it_until_it_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let now = Timestamp::from_millis(0);
        let first = CronLock::acquire(dir.path(), now).unwrap();
        let error = busy(CronLock::acquire(dir.path(), now).unwrap());
        assert_eq!((error.code, error.exit), ("cron_running", Exit::Busy));
        assert_eq!(error.details["pid"], std::process::id().to_string());
        drop(first);
        assert!(matches!(CronLock::acquire(dir.path(), now).unwrap(), CronLockResult::Acquired(_)));
        assert!(dir.path().join(LOCK_FILE).exists(), "the name stays");
    }

    #[test]
    fn a_note_that_was_cut_is_no_trouble() {
        let dir = tempfile::tempdir().unwrap();
        let _first = CronLock::acquire(dir.path(), Timestamp::from_millis(0)).unwrap();
        std::fs::write(dir.path().join(LOCK_FILE), "12").unwrap();
        assert_eq!(busy(CronLock::acquire(dir.path(), Timestamp::from_millis(0)).unwrap()).exit, Exit::Busy);
    }
}

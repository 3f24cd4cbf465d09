//! What dead processes and old times left behind: unfinished files of the embedded channel, and old rows of rate limits.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::app::App;
use crate::app::channels::groups::SPOOL;
use crate::error::Result;
use crate::gateway::spool::UNFINISHED;

/// How long the rows of rate limits are kept, in milliseconds: far beyond the longest window.
const RATE_ROWS_KEPT_MILLIS: i64 = 3_600_000;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CleanupSummary {
    pub files: usize,
    /// Rows that limit nothing any more.
    pub rate_limit_rows: usize,
}

impl App {
    /// Removes what nobody needs any more. A dry run counts it.
    ///
    /// # Errors
    /// The database's. A file that can't be removed is left to the next sweep.
    pub(crate) fn clean_up_stale(&mut self) -> Result<CleanupSummary> {
        let before = self.clock.wall_time().plus_millis(-RATE_ROWS_KEPT_MILLIS);
        let rate_limit_rows = self.store.write(self.transaction_ending(), |tx| tx.prune_rate_limits(before))?;
        let mut files = 0;
        for path in self.unfinished_files()? {
            files += usize::from(self.caller.dry_run || std::fs::remove_file(&path).is_ok());
        }
        Ok(CleanupSummary { files, rate_limit_rows })
    }

    /// The unfinished files of deliveries that no process sends any more.
    fn unfinished_files(&mut self) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for dir in self.spool_dirs()? {
            // A directory that can't be read is what `group test` and `doctor` tell of.
            let entries = std::fs::read_dir(&dir).into_iter().flatten().flatten();
            found.extend(entries.map(|entry| entry.path()).filter(|path| delivery_of(path).is_some()));
        }
        if found.is_empty() {
            return Ok(found);
        }
        self.store.read(|tx| {
            let mut left = Vec::new();
            for path in found {
                let delivery = delivery_of(&path).map(|id| tx.find_delivery(id)).transpose()?.flatten();
                // Without its delivery nobody knows whose it is.
                if delivery.is_some_and(|delivery| !delivery.state.is_held()) {
                    left.push(path);
                }
            }
            Ok(left)
        })
    }

    /// Where the embedded channel writes: the directory of every group that has it, and everywhere below the data
    /// directory's `spool/`, where notices go. Each once, by its real name.
    pub(crate) fn spool_dirs(&mut self) -> Result<BTreeSet<PathBuf>> {
        let mut dirs = BTreeSet::from([self.paths.spool.clone()]);
        for entry in std::fs::read_dir(&self.paths.spool).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                dirs.insert(entry.path());
            }
        }
        let groups = self.store.read(|tx| tx.list_groups())?;
        dirs.extend(groups.into_iter().filter(|group| group.channel == SPOOL).map(|group| group.target.into()));
        Ok(dirs.into_iter().map(|dir| dir.canonicalize().unwrap_or(dir)).collect())
    }
}

/// The delivery that an unfinished file was made for: `.spool-<delivery>.<extension>.<random>`.
fn delivery_of(path: &Path) -> Option<&str> {
    let (id, rest) = path.file_name()?.to_str()?.strip_prefix(UNFINISHED)?.split_once('.')?;
    (!id.is_empty() && rest.contains('.')).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_unfinished_file_names_a_delivery() {
        let of = |name: &'static str| delivery_of(Path::new(name));
        assert_eq!(of("/s/.spool-XY1-p1-text.txt.aB3dE9"), Some("XY1-p1-text"));
        assert_eq!(of("/s/XY1-p1-text.txt"), None, "a message that arrived");
        assert_eq!(of("/s/.spool-aB3dE9"), None, "a probe");
        assert_eq!(of("/s/.spool-.txt.aB3dE9"), None);
        assert_eq!(of("/s/.spool-XY1.txt"), None);
    }
}

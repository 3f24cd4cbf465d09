//! Kept files that no order knows: a process was killed between writing a proof and recording it.
//!
//! The same upload again takes such a file over, so only what is older than a day goes, and under the write lock: nobody can
//! record it at that moment.

use std::collections::BTreeSet;

use crate::app::App;
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::fs::new_file::{LockedDirectory, parent_directory};
use crate::store::Tx;
use crate::store::attachments::blob::listing::FoundFile;
use crate::store::attachments::files::StoredFileKind;

/// How long an interrupted upload may still be run again.
const KEPT_MINUTES: i64 = 24 * 60;

impl App {
    /// The files that no order knows, young ones too.
    pub fn list_orphan_files(&mut self) -> Result<Vec<FoundFile>> {
        // The files first: what is put in between is recorded after.
        let found = self.blob_store().list_found_files()?;
        if found.is_empty() {
            return Ok(found);
        }
        self.store.read(|tx| keep_orphans(tx, found))
    }

    /// Removes those that are older than a day, and what killed processes left beside the database. Looks at all files, so
    /// once a day is enough. A dry run counts them.
    pub(crate) fn remove_orphan_files(&mut self) -> Result<usize> {
        let now = self.clock.wall_time();
        if self.store.read(|tx| tx.last_orphan_search_at())?.is_some_and(|at| at.plus_minutes(KEPT_MINUTES) > now) {
            return Ok(0);
        }
        self.remove_orphans_now()
    }

    /// As [`remove_orphan_files`](Self::remove_orphan_files), however lately that was done.
    pub(crate) fn remove_orphans_now(&mut self) -> Result<usize> {
        let (now, blobs, dry_run) = (self.clock.wall_time(), self.blob_store(), self.caller.dry_run);
        let mut old = self.list_orphan_files()?;
        old.retain(|orphan| is_old_orphan(orphan, now));
        let removed = self.store.write(self.transaction_ending(), |tx| {
            tx.record_orphan_search(now)?;
            let mut removed = 0;
            for orphan in &old {
                // Looked up once more: the upload may have been run again since.
                if !is_known(tx, orphan)? {
                    removed += usize::from(dry_run || blobs.remove_found_file(orphan)?);
                }
            }
            Ok(removed)
        })?;
        let data = parent_directory(&self.paths.db);
        if !dry_run {
            // Taking the lock removes what is unfinished and nobody writes.
            LockedDirectory::lock(data).map_err(|error| Error::io(data, &error))?;
        }
        Ok(removed)
    }
}

/// Whether the upload that left it will not be run again.
pub(crate) fn is_old_orphan(orphan: &FoundFile, now: Timestamp) -> bool {
    orphan.written_at.plus_minutes(KEPT_MINUTES) <= now
}

fn is_known(tx: &Tx<'_>, file: &FoundFile) -> Result<bool> {
    let Some(order_no) = file.path.split('/').nth(1).and_then(|no| OrderNo::parse(no).ok()) else { return Ok(false) };
    Ok(tx.files_of_order(&order_no)?.iter().any(|known| known.path.as_ref() == Some(&file.path)))
}

fn keep_orphans(tx: &Tx<'_>, found: Vec<FoundFile>) -> Result<Vec<FoundFile>> {
    let mut known = BTreeSet::new();
    for kind in StoredFileKind::ALL.iter().copied() {
        known.extend(tx.files_of_kind(kind)?.into_iter().filter_map(|file| file.path));
    }
    Ok(found.into_iter().filter(|file| !known.contains(&file.path)).collect())
}

//! Which kept files belong into a backup.

use crate::app::App;
use crate::error::Result;
use crate::formats::backup::manifest::BackupEntry;
use crate::store::attachments::files::{StoredFile, StoredFileKind};
use crate::store::{Store, Tx};

/// The kept files that a copy of the database names.
pub(super) struct KeptFiles {
    /// Those that were there.
    pub(super) entries: Vec<BackupEntry>,
    /// The paths of those that were lost before.
    pub(super) missing: Vec<String>,
}

impl App {
    /// The kept files of the copy, each with its hash; `None` where one went because its person was erased since the copy was
    /// made: then the copy still has that person's key, and must not become a backup.
    pub(super) fn list_kept_files(&mut self, copy: &mut Store) -> Result<Option<KeptFiles>> {
        let blobs = self.blob_store();
        let mut kept = KeptFiles { entries: Vec::new(), missing: Vec::new() };
        for path in copy.read(list_paths)? {
            match blobs.read_stored_bytes(&path)? {
                Some(bytes) => kept.entries.push(BackupEntry::of_bytes(&path, &bytes)),
                None => kept.missing.push(path),
            }
        }
        if kept.missing.is_empty() {
            return Ok(Some(kept));
        }
        let still_known = self.store.read(list_paths)?;
        Ok(kept.missing.iter().all(|path| still_known.binary_search(path).is_ok()).then_some(kept))
    }
}

/// The path of every kept file, sorted.
fn list_paths(tx: &Tx<'_>) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    for kind in StoredFileKind::ALL.iter().copied() {
        paths.extend(tx.files_of_kind(kind)?.into_iter().filter_map(|StoredFile { path, .. }| path));
    }
    paths.sort_unstable();
    paths.dedup();
    Ok(paths)
}

//! Every file below the directories of kept files, whether the database knows it or not.

use std::path::Path;

use super::{BlobArea, BlobStore};
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::fs::new_file::UNFINISHED_PREFIX;

/// A file that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Below the data directory, as the database would write it.
    pub path: String,
    /// When it was last written to.
    pub written_at: Timestamp,
}

impl BlobStore {
    /// What [`put_file`](Self::put_file) made or began. What somebody else put there is not ours to judge.
    pub fn list_found_files(&self) -> Result<Vec<FoundFile>> {
        let mut found = Vec::new();
        for area in BlobArea::ALL.iter().copied() {
            for order in list_names(&self.root.join(area.code()))? {
                let relative = format!("{}/{order}", area.code());
                for name in list_names(&self.root.join(&relative))? {
                    found.extend(self.look_at(format!("{relative}/{name}"), &name)?);
                }
            }
        }
        Ok(found)
    }

    fn look_at(&self, path: String, name: &str) -> Result<Option<FoundFile>> {
        if !Self::is_stored_path(&path) && !name.starts_with(UNFINISHED_PREFIX) {
            return Ok(None);
        }
        let whole = self.root.join(&path);
        let meta = match whole.symlink_metadata() {
            Ok(meta) => meta,
            // Somebody finished it, or removed it.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::io(&whole, &error)),
        };
        let written = meta.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
        let millis = written.and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or_default();
        Ok(Some(FoundFile { path, written_at: Timestamp::from_millis(millis) }))
    }

    /// Removes a file that was found. Answers whether it was there.
    pub fn remove_found_file(&self, found: &FoundFile) -> Result<bool> {
        if Self::is_stored_path(&found.path) {
            return self.remove_file(&found.path);
        }
        let whole = self.root.join(&found.path);
        match std::fs::remove_file(&whole) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Error::io(&whole, &error)),
        }
    }
}

/// The names in a directory; none where there is no directory, or a link in its place.
fn list_names(dir: &Path) -> Result<Vec<String>> {
    if dir.symlink_metadata().is_ok_and(|meta| !meta.is_dir()) {
        return Ok(Vec::new());
    }
    let listed = match std::fs::read_dir(dir) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io(dir, &error)),
    };
    let mut names = Vec::new();
    for entry in listed {
        let entry = entry.map_err(|error| Error::io(dir, &error))?;
        names.extend(entry.file_name().into_string());
    }
    names.sort_unstable();
    Ok(names)
}

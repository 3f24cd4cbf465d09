//! A directory of backups: how they are named, and which of them go.

use std::path::{Path, PathBuf};

use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::formats::backup::reader::BackupFile;
use crate::fs::new_file::parent_directory;

const START: &str = "ticketctl-";
const END: &str = ".backup";

/// The name of the backup of a moment: sorted by name, they are sorted by age.
pub(super) fn file_in(directory: &Path, at: Timestamp) -> PathBuf {
    directory.join(format!("{START}{}{END}", at.format_compact()))
}

/// Removes the oldest backups of a shop until `keep` are left. What is of another shop, has another name or is no backup
/// stays, whatever its age.
pub(super) fn remove_old_backups(directory: &Path, shop: &str, keep: usize) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(directory).map_err(|error| Error::io(directory, &error))?;
    let mut ours: Vec<(Timestamp, PathBuf)> = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| Error::io(directory, &error))?.path();
        let named = path.file_name().and_then(|name| name.to_str());
        if named.is_some_and(|name| name.starts_with(START) && name.ends_with(END)) {
            ours.extend(age_of(&path, shop).map(|at| (at, path)));
        }
    }
    ours.sort_unstable();
    ours.truncate(ours.len().saturating_sub(keep));
    for (_, path) in &ours {
        match std::fs::remove_file(path) {
            Ok(()) => {}
            // Another run was quicker.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::io(path, &error)),
        }
    }
    let directory = parent_directory(&directory.join("x")).to_owned();
    std::fs::File::open(&directory).and_then(|dir| dir.sync_all()).map_err(|error| Error::io(&directory, &error))?;
    Ok(ours.into_iter().map(|(_, path)| path).collect())
}

/// When a backup of the shop was made; none of what is not one.
fn age_of(path: &Path, shop: &str) -> Option<Timestamp> {
    // A link is not ours, even if it leads to one.
    path.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
    let head = BackupFile::open(path).ok()?.head;
    if head.shop == shop { Timestamp::parse(&head.created_at).ok() } else { None }
}

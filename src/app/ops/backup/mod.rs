//! `backup`: a copy of the shop as of one moment, checked before it has a name.
//!
//! The database is copied as one snapshot while others write, its chains are recomputed on the copy, and where each ends is
//! looked up in the live one: a copy is a beginning of what is there, or there is no backup. Kept files are read after the
//! copy: they are on the disk before the database knows them.

mod contents;
mod rotation;

use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::SecretString;

use self::contents::KeptFiles;
use super::errors::OpsError;
use crate::app::App;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::formats::backup::manifest::{BackupEntry, BackupHead, BackupManifest};
use crate::formats::backup::writer::BackupWriter;
use crate::formats::backup::{BACKUP_FORMAT, CONFIG_ENTRY, DATABASE_ENTRY, KEY_ENTRY};
use crate::fs::errors::FileError;
use crate::fs::new_file::{UnfinishedFile, parent_directory};
use crate::store::Store;
use crate::store::crypto::key_file;
use crate::store::health;
use crate::store::log::merkle;

/// How often the copy is made anew because a person was erased while it was made.
const MOST_ATTEMPTS: usize = 3;

pub struct BackupRequest<'a> {
    /// A new file, or a directory in which one is made.
    pub target: &'a Path,
    /// Seals it.
    pub passphrase: Option<SecretString>,
    pub with_key: bool,
    /// How many backups of this shop stay in the directory.
    pub keep: Option<usize>,
}

#[derive(Debug)]
pub struct BackupReport {
    pub file: PathBuf,
    pub head: BackupHead,
    pub manifest: BackupManifest,
    pub sealed: bool,
    pub with_key: bool,
    /// Of the file.
    pub bytes: u64,
    /// Older backups that went.
    pub removed: Vec<PathBuf>,
}

/// The copy with what was found out about it.
struct CheckedCopy {
    file: UnfinishedFile,
    store: Store,
    manifest: BackupManifest,
}

impl App {
    /// Writes a backup. A dry run does everything but give the file its name.
    ///
    /// # Errors
    /// The name is taken (4); the key without a seal, or a number without a directory (2); the log does not hold (11).
    pub fn write_backup(&mut self, request: &BackupRequest<'_>) -> Result<BackupReport> {
        let at = self.clock.processed_at();
        let file = choose_file(request, at)?;
        let mut copy = self.copy_checked(&file)?;
        let mut attempts = 1;
        let kept = loop {
            if let Some(kept) = self.list_kept_files(&mut copy.store)? {
                break kept;
            }
            if attempts == MOST_ATTEMPTS {
                return Err(OpsError::BackupOvertaken.into());
            }
            attempts += 1;
            copy = self.copy_checked(&file)?;
        };
        let head = BackupHead {
            format: BACKUP_FORMAT,
            shop: copy.store.read(|tx| tx.shop_id())?,
            created_at: at.format_rfc3339(),
        };
        let draft = UnfinishedFile::create_beside(&file).map_err(|error| Error::io(&file, &error))?;
        let manifest = self.write_archive(&draft, &head, copy, kept, request).map_err(|error| match error {
            ArchiveFailure::Io(error) => Error::io(&file, &error),
            ArchiveFailure::Told(error) => error,
        })?;
        let bytes = draft.path().metadata().map_or(0, |meta| meta.len());
        let mut report = BackupReport {
            file: file.clone(),
            head,
            manifest,
            sealed: request.passphrase.is_some(),
            with_key: request.with_key,
            bytes,
            removed: Vec::new(),
        };
        if self.caller.dry_run {
            return Ok(report);
        }
        if !draft.give_name(&file).map_err(|error| Error::io(&file, &error))? {
            return Err(FileError::FileExists { shown: &file.display() }.into());
        }
        self.store.write(self.transaction_ending(), |tx| tx.record_backup(at))?;
        if let Some(keep) = request.keep {
            report.removed = rotation::remove_old_backups(parent_directory(&file), &report.head.shop, keep)?;
        }
        Ok(report)
    }

    /// Copies the database beside `file` and sees that the copy holds and is a beginning of the live one.
    fn copy_checked(&mut self, file: &Path) -> Result<CheckedCopy> {
        let busy = Duration::from_millis(u64::from(self.config.store.busy_timeout_ms));
        let committed = self.store.read(|tx| tx.newest_event_id())?;
        let unfinished = UnfinishedFile::create_beside(file).map_err(|error| Error::io(file, &error))?;
        self.store.copy_into(unfinished.path(), busy)?;
        let mut store = Store::open(unfinished.path(), &key_file::load_key_file(&self.paths.key)?, busy)?;
        let (counts, ends, newest) = store.read(|tx| {
            let mut first_break = None;
            let counts = tx.verify_chains(|found| first_break = first_break.take().or(Some(found)))?;
            if let Some(found) = first_break {
                let (no, version, what) = (&found.order_no, found.version, found.what);
                return Err(OpsError::BackupUnsound { no: &no, version: &version, what: &what }.into());
            }
            let difference = tx.compare_schema()?;
            if !difference.is_empty() {
                return Err(difference.into_error());
            }
            Ok((counts, tx.list_chain_heads()?, tx.newest_event_id()?))
        })?;
        let behind = newest < committed;
        let foreign = self.store.read(|tx| {
            for (order_no, version, head) in &ends {
                if tx.find_event_hash(order_no, *version)?.as_ref() != Some(head) {
                    return Ok(true);
                }
            }
            Ok(false)
        })?;
        if behind || foreign {
            return Err(OpsError::BackupNotABeginning.into());
        }
        let manifest = BackupManifest {
            made_by: concat!("ticketctl ", env!("CARGO_PKG_VERSION")).to_owned(),
            kind: store.kind().code().to_owned(),
            schema: health::schema_version(),
            key_id: store.derived_keys().key_id().to_owned(),
            orders: counts.orders,
            events: counts.events,
            root: merkle::merkle_root(ends.iter().map(|(no, version, head)| (no.as_str(), *version, head.as_slice()))),
            missing: Vec::new(),
            entries: Vec::new(),
        };
        Ok(CheckedCopy { file: unfinished, store, manifest })
    }

    /// Writes the archive: configuration, key, database, kept files.
    fn write_archive(
        &self,
        draft: &UnfinishedFile,
        head: &BackupHead,
        copy: CheckedCopy,
        kept: KeptFiles,
        request: &BackupRequest<'_>,
    ) -> Result<BackupManifest, ArchiveFailure> {
        let CheckedCopy { file, store, mut manifest } = copy;
        // Its log is empty, for nothing was written to it: the file is the whole copy.
        drop(store);
        let mut small = Vec::new();
        if let Some(text) = crate::config::Config::read_text(&self.paths.config)? {
            small.push((CONFIG_ENTRY, zeroize::Zeroizing::new(text.into_bytes())));
        }
        if request.with_key {
            small.push((KEY_ENTRY, key_file::read_key_bytes(&self.paths.key)?));
        }
        let database = || std::fs::File::open(file.path());
        manifest.entries.extend(small.iter().map(|(name, bytes)| BackupEntry::of_bytes(name, bytes)));
        let database_entry = BackupEntry::of_reader(DATABASE_ENTRY, database()?)?;
        manifest.entries.push(database_entry.clone());
        manifest.entries.extend(kept.entries.iter().cloned());
        manifest.missing = kept.missing;
        let mut writer = BackupWriter::begin(draft.try_clone_file()?, head, &manifest, request.passphrase.as_ref())?;
        for ((_, bytes), entry) in small.iter().zip(&manifest.entries) {
            writer.add_entry(entry, bytes.as_slice())?;
        }
        writer.add_entry(&database_entry, database()?)?;
        let blobs = self.blob_store();
        for entry in &kept.entries {
            // One that went since it was listed: a person was erased, and the next run has neither.
            let bytes = blobs.read_stored_bytes(&entry.name)?.ok_or_else(|| OpsError::BackupOvertaken.into_error())?;
            writer.add_entry(entry, bytes.as_slice())?;
        }
        writer.finish()?;
        Ok(manifest)
    }
}

/// What went wrong while the archive was written: the file's own fault, or one that is told already.
enum ArchiveFailure {
    Io(std::io::Error),
    Told(Box<Error>),
}

impl From<std::io::Error> for ArchiveFailure {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Box<Error>> for ArchiveFailure {
    fn from(error: Box<Error>) -> Self {
        Self::Told(error)
    }
}

/// The file to make: the one that is named, or a new one in the directory.
fn choose_file(request: &BackupRequest<'_>, at: Timestamp) -> Result<PathBuf> {
    if request.with_key && request.passphrase.is_none() {
        return Err(OpsError::BackupKeyUnsealed.into());
    }
    let target = request.target;
    if target.is_dir() {
        return Ok(rotation::file_in(target, at));
    }
    if request.keep.is_some() {
        return Err(OpsError::BackupKeepNotDirectory { path: &target.display() }.into());
    }
    if target.symlink_metadata().is_ok() {
        return Err(FileError::FileExists { shown: &target.display() }.into());
    }
    let directory = parent_directory(target);
    if !directory.is_dir() {
        return Err(OpsError::BackupDirectoryMissing { path: &directory.display() }.into());
    }
    Ok(target.to_owned())
}

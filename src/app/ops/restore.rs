//! `restore`: a backup becomes a shop in an empty place, or is tried in a place that is thrown away.
//!
//! Invariant: the database gets its name last, when everything beside it is there and all of it was checked. Until then there
//! is no shop, and the same command again finds the same files in their places and goes on.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::SecretString;
use zeroize::Zeroizing;

use super::errors::OpsError;
use super::setup::make_directory;
use crate::config::{Config, Paths};
use crate::error::{Error, Result};
use crate::formats::backup::manifest::{BackupHead, BackupManifest};
pub use crate::formats::backup::reader::BackupFile;
use crate::formats::backup::reader::BackupTarget;
use crate::formats::backup::{CONFIG_ENTRY, KEY_ENTRY};
use crate::fs::new_file::parent_directory;
use crate::fs::scratch_directory::ScratchDirectory;
use crate::store::attachments::blob::BlobStore;
use crate::store::crypto::key_file;
use crate::store::crypto::key_file::MasterKey;
use crate::store::crypto::keys::DerivedKeys;
use crate::store::draft::DraftDatabase;
use crate::store::errors::StoreError;
use crate::store::log::merkle;
use crate::store::{Store, Tx};

/// What a restore did.
#[derive(Debug)]
pub struct RestoreReport {
    pub head: BackupHead,
    pub manifest: BackupManifest,
    pub sealed: bool,
    /// `key`, `config` and `database`, as far as they were made.
    pub restored: Vec<(&'static str, PathBuf)>,
    pub kept_files: usize,
    /// A configuration that was there, and stays though the backup's is another one.
    pub kept_config: bool,
    /// The shop of this very backup was there.
    pub already_there: bool,
}

/// Puts a backup into the place of `paths`. A dry run checks it and leaves nothing.
///
/// # Errors
/// A shop is there (4); no key, or another one (5); the backup is damaged (11), or its passphrase wrong (5).
pub fn restore_shop(
    paths: &Paths,
    config: &Config,
    backup: BackupFile,
    passphrase: Option<&SecretString>,
) -> Result<RestoreReport> {
    let busy = Duration::from_millis(u64::from(config.store.busy_timeout_ms));
    let (head, sealed) = (backup.head.clone(), backup.is_sealed());
    if paths.db.symlink_metadata().is_ok() {
        return find_same_shop(paths, busy, backup, passphrase);
    }
    let mut place = RestorePlace::new(paths, busy);
    let manifest = backup.read_into(passphrase, &mut place)?;
    let kept_files = place.kept_files;
    let (restored, kept_config) = place.finish()?;
    let mut store = Store::open(&paths.db, &key_file::load_key_file(&paths.key)?, busy)?;
    store.read(|tx| require_manifest(tx, &manifest))?;
    Ok(RestoreReport { head, manifest, sealed, restored, kept_files, kept_config, already_there: false })
}

/// The place of a restore while it goes on.
struct RestorePlace<'a> {
    paths: &'a Paths,
    busy: Duration,
    key: Option<MasterKey>,
    /// Whether the key file has to be made.
    new_key: bool,
    config: Option<Zeroizing<Vec<u8>>>,
    draft: Option<DraftDatabase>,
    kept_files: usize,
}

impl<'a> RestorePlace<'a> {
    const fn new(paths: &'a Paths, busy: Duration) -> Self {
        Self { paths, busy, key: None, new_key: false, config: None, draft: None, kept_files: 0 }
    }

    /// Everything is there: key and configuration get their places, then the database its name.
    fn finish(self) -> Result<(Vec<(&'static str, PathBuf)>, bool)> {
        let Self { paths, busy, key, new_key, config, draft, .. } = self;
        let (Some(key), Some(draft)) = (key, draft) else { return Err(OpsError::BackupWithoutDatabase.into()) };
        let (mut restored, mut kept_config) = (Vec::new(), false);
        if new_key {
            key_file::place_key_file(&paths.key, &key)?;
            restored.push(("key", paths.key.clone()));
        }
        if let Some(text) = config {
            if Config::place_text(&paths.config, &text)? {
                restored.push(("config", paths.config.clone()));
            } else {
                let there = Config::read_text(&paths.config)?;
                kept_config = there.is_none_or(|there| there.as_bytes() != text.as_slice());
            }
        }
        draft.publish(busy)?;
        restored.push(("database", paths.db.clone()));
        Ok((restored, kept_config))
    }
}

impl BackupTarget for RestorePlace<'_> {
    fn begin(&mut self, manifest: &BackupManifest) -> Result<()> {
        let in_backup = manifest.entries.iter().any(|entry| entry.name == KEY_ENTRY);
        // The key file that is there wins: it is never overwritten, and either it is the backup's or nothing can be read.
        if self.paths.key.symlink_metadata().is_ok() {
            let key = key_file::load_key_file(&self.paths.key)?;
            DerivedKeys::new(&key).check_key_id(&manifest.key_id)?;
            self.key = Some(key);
        } else if !in_backup {
            return Err(OpsError::RestoreKeyMissing { path: &self.paths.key.display(), id: &manifest.key_id }.into());
        }
        make_directory(parent_directory(&self.paths.db))
    }

    fn open_database(&mut self) -> Result<File> {
        let draft = DraftDatabase::begin(&self.paths.db)?;
        let file = draft.try_clone_file()?;
        self.draft = Some(draft);
        Ok(file)
    }

    fn end_database(&mut self, manifest: &BackupManifest) -> Result<()> {
        let (Some(draft), Some(key)) = (&self.draft, &self.key) else {
            return Err(OpsError::BackupWithoutDatabase.into());
        };
        // Brings an older schema along too; what is newer is refused.
        let mut store = Store::open(draft.path(), key, self.busy)?;
        store.read(|tx| require_manifest(tx, manifest))
    }

    fn take_entry(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        match name {
            CONFIG_ENTRY => self.config = Some(Zeroizing::new(bytes.to_vec())),
            KEY_ENTRY if self.key.is_none() => {
                self.key = Some(key_file::parse_key_file(Path::new(KEY_ENTRY), bytes)?);
                self.new_key = true;
            }
            // The one that is there is the same.
            KEY_ENTRY => {}
            kept => {
                let blobs = BlobStore::new(parent_directory(&self.paths.db));
                blobs.restore_stored_bytes(kept, bytes)?;
                self.kept_files += 1;
            }
        }
        Ok(())
    }
}

/// Sees that a database is what a manifest says: its schema ours, its chains whole, each ending where it ended.
fn require_manifest(tx: &Tx<'_>, manifest: &BackupManifest) -> Result<()> {
    let difference = tx.compare_schema()?;
    if !difference.is_empty() {
        return Err(difference.into_error());
    }
    let mut first_break = None;
    let counts = tx.verify_chains(|found| first_break = first_break.take().or(Some(found)))?;
    if let Some(found) = first_break {
        let (no, version, what) = (&found.order_no, found.version, found.what);
        return Err(OpsError::BackupUnsound { no: &no, version: &version, what: &what }.into());
    }
    if (counts.orders, counts.events) == (manifest.orders, manifest.events) && find_root(tx)? == manifest.root {
        return Ok(());
    }
    Err(OpsError::RestoreDiffers.into())
}

fn find_root(tx: &Tx<'_>) -> Result<String> {
    let ends = tx.list_chain_heads()?;
    Ok(merkle::merkle_root(ends.iter().map(|(no, version, head)| (no.as_str(), *version, head.as_slice()))))
}

/// A database is in the place: either this very restore got so far before it was cut short, or it is a shop to keep.
fn find_same_shop(
    paths: &Paths,
    busy: Duration,
    backup: BackupFile,
    passphrase: Option<&SecretString>,
) -> Result<RestoreReport> {
    let taken = || StoreError::DatabaseInTheWay { shown: &paths.db.display() }.into_error();
    let (head, sealed) = (backup.head.clone(), backup.is_sealed());
    let mut store =
        key_file::load_key_file(&paths.key).and_then(|key| Store::open(&paths.db, &key, busy)).map_err(|_| taken())?;
    let (shop, root) = store.read(|tx| Ok((tx.shop_id()?, find_root(tx)?)))?;
    if shop != head.shop {
        return Err(taken());
    }
    let manifest = backup.read_manifest(passphrase)?;
    if manifest.root != root {
        return Err(taken());
    }
    Ok(RestoreReport {
        head,
        manifest,
        sealed,
        restored: Vec::new(),
        kept_files: 0,
        kept_config: false,
        already_there: true,
    })
}

/// A place for a drill, which goes with the value: the key file is the shop's own where it has one.
pub struct DrillPlace {
    /// Removed when the drill is over; that of one that was killed, by the next sweep.
    _directory: ScratchDirectory,
    paths: Paths,
}

impl DrillPlace {
    pub fn new(shop: &Paths) -> Result<Self> {
        let parent = std::env::temp_dir();
        let directory = ScratchDirectory::create(&parent).map_err(|error| Error::io(&parent, &error))?;
        // A restore locks the directory of its database, and the outer one is locked for the drill.
        let shop_directory = directory.path().join("shop");
        std::fs::create_dir(&shop_directory).map_err(|error| Error::io(&shop_directory, &error))?;
        let inside = |name: &str| shop_directory.join(name);
        let mut paths = Paths {
            db: inside("ticketctl.db"),
            proofs: inside("payment-proof"),
            spool: inside("spool"),
            config: inside("config.toml"),
            state: inside("state"),
            ..shop.clone()
        };
        if shop.key.symlink_metadata().is_err() {
            paths.key = inside("key/master.key");
        }
        Ok(Self { _directory: directory, paths })
    }

    pub const fn paths(&self) -> &Paths {
        &self.paths
    }
}

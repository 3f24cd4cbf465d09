//! Reading a backup, front to back: every entry is checked against the manifest before it counts.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use zeroize::Zeroizing;

use super::manifest::{BackupEntry, BackupHead, BackupManifest, HashingReader};
use super::seal::{MAGIC, SealFault, SealReader, read_sealed_head};
use super::{BACKUP_FORMAT, DATABASE_ENTRY, HEAD, MANIFEST};
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};
use crate::formats::errors::FormatError;
use crate::fs::errors::FileError;
use crate::say;

/// The longest head and manifest, in bytes: a million entries are some 200 MB.
const HEAD_LIMIT: u64 = 4096;
const MANIFEST_LIMIT: u64 = 512 * 1024 * 1024;
/// The longest entry beside the database: the largest kept file with its seal.
const ENTRY_LIMIT: u64 = 11 * 1024 * 1024;
/// More than the magic line and a head; the buffer in which the beginning is looked at.
const BUFFER: usize = 256 * 1024;

/// Who takes what is in a backup.
pub trait BackupTarget {
    /// What comes. An error ends the reading before anything was taken.
    fn begin(&mut self, manifest: &BackupManifest) -> Result<()>;
    /// The file that the database's bytes are written into.
    fn open_database(&mut self) -> Result<File>;
    /// All bytes of the database are there, and they are the manifest's.
    fn end_database(&mut self, manifest: &BackupManifest) -> Result<()>;
    /// An entry whose bytes are the manifest's.
    fn take_entry(&mut self, name: &str, bytes: &[u8]) -> Result<()>;
}

/// A file that begins as a backup does.
#[derive(Debug)]
pub struct BackupFile {
    path: PathBuf,
    pub head: BackupHead,
    source: ArchiveSource,
}

#[derive(Debug)]
enum ArchiveSource {
    Clear(BufReader<File>),
    Sealed { behind_head: BufReader<File>, head_line: Vec<u8> },
}

impl BackupFile {
    /// Opens a backup far enough to know whose it is.
    ///
    /// # Errors
    /// `file_not_found` (3), `not_a_backup` (2), `backup_newer` (11).
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => FileError::FileMissing { shown: &path.display() }.into_error(),
            _ => Error::io(path, &error),
        })?;
        let found = Self::from_file(path, file).map_err(|error| Error::io(path, &error))?;
        let found = found.ok_or_else(|| FormatError::NotABackup { path: &path.display() }.into_error())?;
        if found.head.format > BACKUP_FORMAT {
            let (found, known) = (found.head.format, BACKUP_FORMAT);
            return Err(FormatError::BackupNewer { path: &path.display(), found: &found, known: &known }.into());
        }
        Ok(found)
    }

    fn from_file(path: &Path, file: File) -> io::Result<Option<Self>> {
        if !file.metadata()?.is_file() {
            return Ok(None);
        }
        let mut source = BufReader::with_capacity(BUFFER, file);
        let path = path.to_owned();
        if source.fill_buf()?.starts_with(MAGIC) {
            source.consume(MAGIC.len());
            let head = read_sealed_head(&mut source)?;
            return Ok(head.map(|(head, head_line)| {
                let source = ArchiveSource::Sealed { behind_head: source, head_line };
                Self { path, head, source }
            }));
        }
        // The head is the first entry: a header of 512 bytes, then the text. All of it is in the buffer.
        let start = source.fill_buf()?;
        let head = tar::Archive::new(start).entries().ok().and_then(|mut entries| read_head(entries.next()?.ok()?));
        Ok(head.map(|head| Self { path, head, source: ArchiveSource::Clear(source) }))
    }

    pub const fn is_sealed(&self) -> bool {
        matches!(self.source, ArchiveSource::Sealed { .. })
    }

    /// Reads everything, and gives the manifest once all of it was there.
    ///
    /// # Errors
    /// `backup_damaged` (11), `passphrase_wrong` (5), or the target's.
    pub fn read_into(self, passphrase: Option<&SecretString>, target: &mut dyn BackupTarget) -> Result<BackupManifest> {
        let (path, head) = (self.path.clone(), self.head.clone());
        read_archive(&path, &head, self.open_archive(passphrase)?, target)
    }

    /// Reads what it says of itself and nothing more.
    pub fn read_manifest(self, passphrase: Option<&SecretString>) -> Result<BackupManifest> {
        let (path, head) = (self.path.clone(), self.head.clone());
        let mut archive = tar::Archive::new(self.open_archive(passphrase)?);
        let mut found = archive.entries().map_err(|error| read_error(&path, error))?;
        read_front(&path, &head, &mut found)
    }

    fn open_archive(self, passphrase: Option<&SecretString>) -> Result<Box<dyn Read>> {
        let Self { path, source, .. } = self;
        match (source, passphrase) {
            (ArchiveSource::Clear(source), _) => Ok(Box::new(source)),
            (ArchiveSource::Sealed { behind_head, head_line }, Some(passphrase)) => {
                let opened = SealReader::open(behind_head, &head_line, passphrase);
                Ok(Box::new(opened.map_err(|error| read_error(&path, error))?))
            }
            (ArchiveSource::Sealed { .. }, None) => Err(FormatError::PassphraseNeeded { path: &path.display() }.into()),
        }
    }
}

fn read_head(entry: tar::Entry<'_, impl Read>) -> Option<BackupHead> {
    (entry.path_bytes().as_ref() == HEAD.as_bytes()).then_some(())?;
    let mut text = Vec::new();
    entry.take(HEAD_LIMIT).read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

fn read_archive(
    path: &Path,
    head: &BackupHead,
    source: Box<dyn Read>,
    target: &mut dyn BackupTarget,
) -> Result<BackupManifest> {
    let mut archive = tar::Archive::new(source);
    let mut found = archive.entries().map_err(|error| read_error(path, error))?;
    let manifest = read_front(path, head, &mut found)?;
    let mut next = || found.next().transpose().map_err(|error| read_error(path, error));
    target.begin(&manifest)?;
    for expected in &manifest.entries {
        let entry = next()?.ok_or_else(|| cut(path))?;
        if entry.path_bytes().as_ref() != expected.name.as_bytes() {
            return Err(differs(path, expected));
        }
        take_entry(path, &manifest, expected, entry, target)?;
    }
    if next()?.is_some() {
        return Err(damaged(path, &say!("多出清单里没有的内容", "it has entries that the manifest does not name")));
    }
    Ok(manifest)
}

/// Head and manifest, which stand in front of everything.
fn read_front<R: Read>(path: &Path, head: &BackupHead, found: &mut tar::Entries<'_, R>) -> Result<BackupManifest> {
    let mut next = || found.next().transpose().map_err(|error| read_error(path, error));
    // Sealed, the head is inside once more: whoever changed the one in front changed another backup than this.
    let again = next()?.and_then(read_head);
    if again.as_ref() != Some(head) {
        return Err(damaged(path, &say!("开头不符", "its head is not what it says in front")));
    }
    let mut entry =
        next()?.filter(|entry| entry.path_bytes().as_ref() == MANIFEST.as_bytes()).ok_or_else(|| cut(path))?;
    let text = read_within(path, &mut entry, MANIFEST_LIMIT)?;
    serde_json::from_slice(&text).map_err(|_| damaged(path, &say!("清单无法读取", "its manifest cannot be read")))
}

fn take_entry(
    path: &Path,
    manifest: &BackupManifest,
    expected: &BackupEntry,
    entry: impl Read,
    target: &mut dyn BackupTarget,
) -> Result<()> {
    let mut hashed = HashingReader::new(entry);
    if expected.name == DATABASE_ENTRY {
        let mut database = target.open_database()?;
        io::copy(&mut hashed, &mut database).map_err(|error| read_error(path, error))?;
        require_expected(path, expected, hashed)?;
        return target.end_database(manifest);
    }
    let bytes = read_within(path, &mut hashed, ENTRY_LIMIT)?;
    require_expected(path, expected, hashed)?;
    target.take_entry(&expected.name, &bytes)
}

fn require_expected(path: &Path, expected: &BackupEntry, read: HashingReader<impl Read>) -> Result<()> {
    if read.into_entry(&expected.name) == *expected { Ok(()) } else { Err(differs(path, expected)) }
}

fn read_within(path: &Path, source: &mut impl Read, limit: u64) -> Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    source.take(limit + 1).read_to_end(&mut bytes).map_err(|error| read_error(path, error))?;
    if bytes.len() as u64 > limit {
        Err(damaged(path, &say!("条目过大", "an entry is too large")))
    } else {
        Ok(bytes)
    }
}

/// Why reading failed: the passphrase, the content, or the machine.
fn read_error(path: &Path, error: io::Error) -> Box<Error> {
    let fault = error.get_ref().and_then(|inner| inner.downcast_ref::<SealFault>());
    match (fault, error.kind()) {
        (Some(SealFault::Passphrase), _) => FormatError::PassphraseWrong { path: &path.display() }.into(),
        // The archive's reader calls what it does not understand so.
        (Some(SealFault::Damaged), _)
        | (None, io::ErrorKind::Other | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => {
            damaged(path, &say!("内容被改动或截断", "its content was changed or cut off"))
        }
        _ => Error::io(path, &error),
    }
}

fn cut(path: &Path) -> Box<Error> {
    damaged(path, &say!("文件被截断", "it is cut off"))
}

fn differs(path: &Path, expected: &BackupEntry) -> Box<Error> {
    let name = &expected.name;
    damaged(path, &say!("{name} 与清单不符", "{name} is not what the manifest says"))
}

fn damaged(path: &Path, what: &BilingualMessage) -> Box<Error> {
    FormatError::BackupDamaged { path: &path.display(), zh: &what.zh, en: &what.en }.into()
}

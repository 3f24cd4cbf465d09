//! Files that belong to an order, kept under the data directory by the hash of their content.
//!
//! Invariant: a path that [`BlobStore::put_file`] returned names a whole file with that hash, on disk to stay, before
//! anything refers to it. Nothing is ever overwritten, and no symbolic link beneath the data directory is followed.
//!
//! Layout: `payment-proof/<orderNo>/<sha256>.<ext>`, `screenshot/<orderNo>/<sha256>.<ext>`; a sealed file ends with
//! `.sealed` and its hash is still the one of the plain bytes.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::fd::OwnedFd;
use std::path::PathBuf;

use rustix::fs::{AtFlags, CWD, Dir, Mode, OFlags};
use rustix::io::Errno;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::domain::order::number::OrderNo;
use crate::domain::value::code_enum::coded;
use crate::domain::value::text::encode_hex;
use crate::error::{Error, Result};
use crate::fs::input_file::{INPUT_FILE_LIMIT, InputFile};
use crate::fs::new_file::{remove_unfinished, write_new_file};
use crate::store::crypto::cipher::PersonKey;
use crate::store::crypto::cipher::{open_bytes, seal_bytes};
use crate::store::errors::StoreError;

/// The largest stored file: the largest given one and room for its seal.
pub const STORED_LIMIT: u64 = INPUT_FILE_LIMIT + 1024;
const SEALED_SUFFIX: &str = ".sealed";

coded! {
    /// A directory of kept files.
    BlobArea {
        /// The proof that the agent was paid.
        PaymentProof = "payment-proof";
        /// The agent's screenshot of a ticket.
        Screenshot = "screenshot";
    }
}

#[derive(Clone, Copy, Debug)]
pub struct BlobOwner<'a> {
    pub key: &'a PersonKey,
    pub person_id: &'a str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobState {
    /// There, with the expected hash.
    Intact,
    Missing,
    /// There, and not what was put.
    Damaged(BlobDamage),
    /// There and sealed, and no key was given to look inside.
    Locked,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobDamage {
    /// A directory, a link or something else stands in its place.
    NotAFile,
    /// It grew beyond every limit.
    TooLarge,
    Hash {
        /// SHA-256 of what is there.
        found: String,
    },
    /// Its seal does not open.
    Seal,
}

/// The files under one data directory.
#[derive(Clone, Debug)]
pub struct BlobStore {
    root: PathBuf,
}

enum BlobContent {
    Bytes(Zeroizing<Vec<u8>>),
    State(BlobState),
}

impl BlobStore {
    /// The store in `data_dir`, which must exist when a file is put.
    pub fn new(data_dir: impl Into<PathBuf>) -> Self {
        Self { root: data_dir.into() }
    }

    /// The path that [`put_file`](Self::put_file) will return, sealed or not.
    pub fn path_for_file(area: BlobArea, order_no: &OrderNo, file: &InputFile, sealed: bool) -> String {
        BlobPath::for_file(area, order_no, file, sealed).to_text()
    }

    /// Stores a file and returns its path relative to the data directory. Putting the same bytes again has no effect.
    ///
    /// # Errors
    /// `blob_damaged` (exit 11): other bytes stand under this hash; `blob_path_unsafe` (exit 5): a link stands in the
    /// way; a failed write (exit 1), after which nothing stays behind.
    pub fn put_file(
        &self,
        area: BlobArea,
        order_no: &OrderNo,
        file: &InputFile,
        owner: Option<BlobOwner<'_>>,
    ) -> Result<String> {
        let at = BlobPath::for_file(area, order_no, file, owner.is_some());
        let sealed =
            owner.map(|owner| seal_bytes(owner.key, owner.person_id, &at.to_text(), &file.bytes)).transpose()?;
        let bytes = sealed.as_deref().unwrap_or(&file.bytes);
        let dir = self.open_directory(&at, true).map_err(|errno| self.io_error(&at, errno))?;
        let fresh = write_new_file(&dir, at.name.as_ref(), bytes, Mode::RUSR)
            .map_err(|e| Error::io(&self.root.join(at.to_text()), &e))?;
        if !fresh {
            expect_intact(&at, self.file_state(&at, &file.sha256, owner)?)?;
        }
        Ok(at.to_text())
    }

    /// Whether `relative` is a place where this store keeps files, whatever is there.
    pub fn is_stored_path(relative: &str) -> bool {
        BlobPath::parse(relative).is_ok()
    }

    /// Looks whether a stored file is what it was. A sealed file can be judged only with its owner's key.
    pub fn check_file(&self, relative: &str, sha256: &str, owner: Option<BlobOwner<'_>>) -> Result<BlobState> {
        self.file_state(&BlobPath::parse(relative)?, sha256, owner)
    }

    /// The plain bytes of a stored file that is intact, otherwise what is wrong with it: one read for both.
    pub fn read_or_state(
        &self,
        relative: &str,
        sha256: &str,
        owner: Option<BlobOwner<'_>>,
    ) -> Result<std::result::Result<Zeroizing<Vec<u8>>, BlobState>> {
        self.read_intact(&BlobPath::parse(relative)?, sha256, owner)
    }

    /// The plain bytes of a stored file, checked against the hash in its name.
    ///
    /// # Errors
    /// `blob_missing`, `blob_damaged`, `blob_path_invalid` (exit 11); `blob_locked` (exit 4): sealed, and no key given;
    /// a failed read (exit 1).
    pub fn read_file(&self, relative: &str, owner: Option<BlobOwner<'_>>) -> Result<Zeroizing<Vec<u8>>> {
        let at = BlobPath::parse(relative)?;
        self.read_intact(&at, at.content_hash(), owner)?.map_err(|state| damage_error(&at, &state))
    }

    /// The bytes as they are stored, sealed or not; `None` where there is no file.
    ///
    /// # Errors
    /// Something else stands in its place or it cannot be read.
    pub fn read_stored_bytes(&self, relative: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let at = BlobPath::parse(relative)?;
        match self.load_stored(&at)? {
            Ok(bytes) => Ok(Some(bytes)),
            Err(BlobState::Missing) => Ok(None),
            Err(state) => Err(damage_error(&at, &state)),
        }
    }

    /// Puts back the bytes of a stored file, as a backup has them. The same bytes there already are as good.
    ///
    /// # Errors
    /// `blob_differs` (exit 4): other bytes are in its place, and stay.
    pub fn restore_stored_bytes(&self, relative: &str, bytes: &[u8]) -> Result<()> {
        let at = BlobPath::parse(relative)?;
        let dir = self.open_directory(&at, true).map_err(|errno| self.io_error(&at, errno))?;
        // Nobody sells where a shop is being put back: what is half written is of a restore that was killed.
        remove_unfinished(&dir).map_err(|errno| self.io_error(&at, errno))?;
        let fresh = write_new_file(&dir, at.name.as_ref(), bytes, Mode::RUSR)
            .map_err(|e| Error::io(&self.root.join(at.to_text()), &e))?;
        if fresh || self.load_stored(&at)?.is_ok_and(|found| found.as_slice() == bytes) {
            return Ok(());
        }
        Err(StoreError::BlobDiffers { path: &self.root.join(at.to_text()).display() }.into_error())
    }

    /// Removes a stored file, as erasing a person asks, with what an interrupted [`put_file`](Self::put_file) left beside it.
    /// Answers whether the file was there.
    pub fn remove_file(&self, relative: &str) -> Result<bool> {
        let at = BlobPath::parse(relative)?;
        let dir = match self.open_directory(&at, false) {
            Ok(dir) => dir,
            Err(Errno::NOENT) => return Ok(false),
            Err(errno) => return Err(self.io_error(&at, errno)),
        };
        let removed = match rustix::fs::unlinkat(&dir, at.name.as_str(), AtFlags::empty()) {
            Ok(()) => true,
            Err(Errno::NOENT) => false,
            Err(errno) => return Err(self.io_error(&at, errno)),
        };
        remove_unfinished(&dir).and_then(|()| rustix::fs::fsync(&dir)).map_err(|errno| self.io_error(&at, errno))?;
        Ok(removed)
    }

    fn file_state(&self, at: &BlobPath, sha256: &str, owner: Option<BlobOwner<'_>>) -> Result<BlobState> {
        Ok(self.read_intact(at, sha256, owner)?.err().unwrap_or(BlobState::Intact))
    }

    fn read_intact(
        &self,
        at: &BlobPath,
        sha256: &str,
        owner: Option<BlobOwner<'_>>,
    ) -> Result<std::result::Result<Zeroizing<Vec<u8>>, BlobState>> {
        Ok(match self.load_content(at, owner)? {
            BlobContent::State(state) => Err(state),
            BlobContent::Bytes(bytes) => match compare_hash(&bytes, sha256) {
                BlobState::Intact => Ok(bytes),
                wrong => Err(wrong),
            },
        })
    }

    fn load_content(&self, at: &BlobPath, owner: Option<BlobOwner<'_>>) -> Result<BlobContent> {
        Ok(match (self.load_stored(at)?, owner) {
            (Err(state), _) => BlobContent::State(state),
            (Ok(bytes), _) if !at.is_sealed() => BlobContent::Bytes(bytes),
            (Ok(_), None) => BlobContent::State(BlobState::Locked),
            (Ok(bytes), Some(owner)) => open_bytes(owner.key, owner.person_id, &at.to_text(), &bytes)
                .map_or(BlobContent::State(BlobState::Damaged(BlobDamage::Seal)), BlobContent::Bytes),
        })
    }

    /// The bytes in the file, or what stands in their place.
    fn load_stored(&self, at: &BlobPath) -> Result<std::result::Result<Zeroizing<Vec<u8>>, BlobState>> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let opened =
            self.open_directory(at, false).and_then(|d| rustix::fs::openat(d, at.name.as_str(), flags, Mode::empty()));
        let file = match opened {
            Ok(fd) => File::from(fd),
            Err(Errno::NOENT) => return Ok(Err(BlobState::Missing)),
            Err(Errno::LOOP | Errno::NOTDIR | Errno::NXIO) => {
                return Ok(Err(BlobState::Damaged(BlobDamage::NotAFile)));
            }
            Err(errno) => return Err(self.io_error(at, errno)),
        };
        let stored = read_stored(&file).map_err(|e| Error::io(&self.root.join(at.to_text()), &e))?;
        Ok(stored.map_err(BlobState::Damaged))
    }

    /// Opens the directory of a file, step by step and without following a link. What is made is on disk to stay.
    fn open_directory(&self, at: &BlobPath, create: bool) -> Result<OwnedFd, Errno> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let mut dir = rustix::fs::openat(CWD, &self.root, flags, Mode::empty())?;
        for part in [at.area.code(), at.order_no.as_str()] {
            if create {
                match rustix::fs::mkdirat(&dir, part, Mode::RWXU) {
                    Ok(()) | Err(Errno::EXIST) => rustix::fs::fsync(&dir)?,
                    Err(errno) => return Err(errno),
                }
            }
            dir = rustix::fs::openat(&dir, part, flags | OFlags::NOFOLLOW, Mode::empty())?;
        }
        Ok(dir)
    }

    fn io_error(&self, at: &BlobPath, errno: Errno) -> Box<Error> {
        let path = self.root.join(at.to_text());
        if !matches!(errno, Errno::LOOP | Errno::NOTDIR) {
            return Error::io(&path, &errno.into());
        }
        let shown = path.display();
        StoreError::BlobPathUnsafe { shown: &shown }.into_error()
    }
}

/// The place of a stored file. Invariant: three steps, none of which can lead out of the data directory.
struct BlobPath {
    area: BlobArea,
    order_no: OrderNo,
    name: String,
}

impl BlobPath {
    fn for_file(area: BlobArea, order_no: &OrderNo, file: &InputFile, sealed: bool) -> Self {
        let name = format!("{}.{}{}", file.sha256, file.kind.file_extension(), if sealed { SEALED_SUFFIX } else { "" });
        Self { area, order_no: order_no.clone(), name }
    }

    fn parse(relative: &str) -> Result<Self> {
        let mut steps = relative.split('/');
        let parsed = match (steps.next(), steps.next(), steps.next(), steps.next()) {
            (Some(area), Some(order_no), Some(name), None) => BlobArea::from_code(area)
                .zip(OrderNo::parse(order_no).ok())
                .filter(|_| is_blob_name(name))
                .map(|(area, order_no)| Self { area, order_no, name: name.to_owned() }),
            _ => None,
        };
        parsed.ok_or_else(|| StoreError::BlobPathInvalid.into_error())
    }

    fn to_text(&self) -> String {
        format!("{}/{}/{}", self.area.code(), self.order_no, self.name)
    }

    fn content_hash(&self) -> &str {
        self.name.get(..64).unwrap_or_default()
    }

    fn is_sealed(&self) -> bool {
        self.name.ends_with(SEALED_SUFFIX)
    }
}

/// `<64 hex digits>.<ext>`, perhaps with `.sealed`.
fn is_blob_name(name: &str) -> bool {
    let plain = name.strip_suffix(SEALED_SUFFIX).unwrap_or(name);
    plain.split_once('.').is_some_and(|(hash, ext)| {
        hash.len() == 64
            && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
            && (1..=4).contains(&ext.len())
            && ext.bytes().all(|b| b.is_ascii_lowercase())
    })
}

fn read_stored(file: &File) -> io::Result<Result<Zeroizing<Vec<u8>>, BlobDamage>> {
    if !file.metadata()?.is_file() {
        return Ok(Err(BlobDamage::NotAFile));
    }
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(STORED_LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > STORED_LIMIT { Err(BlobDamage::TooLarge) } else { Ok(bytes) })
}

fn compare_hash(bytes: &[u8], sha256: &str) -> BlobState {
    let found = encode_hex(&Sha256::digest(bytes));
    if found == sha256 { BlobState::Intact } else { BlobState::Damaged(BlobDamage::Hash { found }) }
}

fn expect_intact(at: &BlobPath, state: BlobState) -> Result<()> {
    if state == BlobState::Intact { Ok(()) } else { Err(damage_error(at, &state)) }
}

fn damage_error(at: &BlobPath, state: &BlobState) -> Box<Error> {
    let path = at.to_text();
    match state {
        BlobState::Missing => StoreError::BlobMissing { path: &path }.into_error(),
        BlobState::Locked => StoreError::BlobLocked { path: &path }.into_error(),
        BlobState::Intact | BlobState::Damaged(_) => StoreError::BlobDamaged { path: &path }.into_error(),
    }
}

pub mod listing;
pub(crate) mod order_files;
#[cfg(test)]
mod tests;

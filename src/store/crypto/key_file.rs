//! The key file: one line, 32 random bytes, readable by its owner alone.
//!
//! Invariant: whoever has the database without this file has no names, and whoever loses this file has lost them. It is
//! kept outside the data directory and outside backups, and it is never overwritten.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rand::TryRng as _;
use rand::rngs::SysRng;
use rustix::fs::Mode;
use secrecy::{ExposeSecret as _, SecretBox};
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::fs::new_file::{LockedDirectory, parent_directory, write_new_file};
use crate::fs::secure_file;
use crate::fs::secure_file::{FileAccess, UntrustedFile};
use crate::store::errors::StoreError;

const PREFIX: &str = "ticketctl-key-v1:";
/// Far more than the one line needs.
const LIMIT: u64 = 4096;

/// The key that every other key is derived from.
#[derive(Debug)]
pub struct MasterKey(SecretBox<[u8; 32]>);

impl MasterKey {
    pub(crate) fn expose_bytes(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }
}

/// Makes a key file with mode 0600, in a directory that is made with mode 0700 if it is missing.
///
/// # Errors
/// `key_file_exists` (exit 4), or the file cannot be written (exit 1). The name never stands for a part of a key.
pub fn create_key_file(path: &Path) -> Result<MasterKey> {
    let key = random_secret()?;
    place_key_line(path, &format_key_line(PREFIX, &key))?;
    Ok(MasterKey(key))
}

/// The bytes of the key file, for a backup that is sealed.
pub fn read_key_bytes(path: &Path) -> Result<Zeroizing<Vec<u8>>> {
    secure_file::read_private_file(path, LIMIT, FileAccess::Ours).map_err(|unfit| access_error(path, &unfit))
}

/// The key that the bytes of a key file hold, wherever they come from; `path` is for the message.
pub fn parse_key_file(path: &Path, text: &[u8]) -> Result<MasterKey> {
    let malformed = || StoreError::KeyFileMalformed { path: &path.display() }.into_error();
    parse_key_line(PREFIX, text).map(MasterKey).ok_or_else(malformed)
}

/// Puts a key file in its place, as a backup brings it.
///
/// # Errors
/// `key_file_exists` (exit 4), or the file cannot be written (exit 1).
pub fn place_key_file(path: &Path, key: &MasterKey) -> Result<()> {
    place_key_line(path, &format_key_line(PREFIX, &key.0))
}

fn place_key_line(path: &Path, line: &str) -> Result<()> {
    let directory = parent_directory(path);
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(|e| Error::io(directory, &e))?;
    let name = path.file_name().unwrap_or_default();
    // The directory is synced too: data that was sealed under a key whose name did not survive a power cut would be lost.
    let placed = LockedDirectory::lock(directory)
        .and_then(|dir| write_new_file(&dir, name.as_ref(), line.as_bytes(), Mode::RUSR | Mode::WUSR));
    if placed.map_err(|error| Error::io(path, &error))? {
        return Ok(());
    }
    let shown = path.display();
    Err(StoreError::KeyFileExists { shown: &shown }.into_error())
}

/// Reads a key file that only we can read.
pub fn load_key_file(path: &Path) -> Result<MasterKey> {
    parse_key_file(path, &read_key_bytes(path)?)
}

/// 32 secret bytes of the system's random numbers.
pub(crate) fn random_secret() -> Result<SecretBox<[u8; 32]>> {
    SecretBox::try_init_with(random_key)
}

fn random_key() -> Result<[u8; 32]> {
    let mut key = [0; 32];
    SysRng.try_fill_bytes(&mut key).map_err(|_| StoreError::RandomKey.into_error())?;
    Ok(key)
}

fn access_error(file: &Path, unfit: &UntrustedFile) -> Box<Error> {
    let path: &dyn std::fmt::Display = &file.display();
    let error = match unfit {
        UntrustedFile::Missing => StoreError::KeyFileMissing { path },
        UntrustedFile::Symlink => StoreError::KeyFileSymlink { path },
        UntrustedFile::Mode(bits) => {
            return StoreError::KeyFileMode { path, mode: &format_args!("{bits:04o}") }.into_error();
        }
        UntrustedFile::Denied => StoreError::KeyFileDenied { path },
        UntrustedFile::NotAFile | UntrustedFile::NotADirectory => StoreError::KeyFileNotRegular { path },
        UntrustedFile::Owner { owner, me } => StoreError::KeyFileOwner { path, owner, me },
        UntrustedFile::TooLarge(limit) => StoreError::KeyFileTooLarge { path, limit },
        UntrustedFile::Failed(error) => return Error::io(file, error),
    };
    error.into_error()
}

/// A secret key as a file holds it: a prefix that says what it is, and its bytes in base64.
pub(super) fn format_key_line(prefix: &str, key: &SecretBox<[u8; 32]>) -> Zeroizing<String> {
    let encoded = Zeroizing::new(STANDARD.encode(key.expose_secret()));
    Zeroizing::new(format!("{prefix}{}\n", *encoded))
}

pub(super) fn parse_key_line(prefix: &str, text: &[u8]) -> Option<SecretBox<[u8; 32]>> {
    let line = std::str::from_utf8(text).ok()?;
    let encoded = line.strip_suffix('\n').unwrap_or(line).strip_prefix(prefix)?;
    let bytes = Zeroizing::new(STANDARD.decode(encoded).ok()?);
    let exact: &[u8; 32] = bytes.as_slice().try_into().ok()?;
    Some(SecretBox::init_with_mut(|key: &mut [u8; 32]| key.copy_from_slice(exact)))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;
    use crate::error::Exit;

    fn directory() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn set_mode(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }

    fn load_code(path: &Path) -> &'static str {
        let error = load_key_file(path).unwrap_err();
        assert_eq!(error.exit, Exit::Config);
        error.code
    }

    #[test]
    fn what_was_made_is_what_is_loaded() {
        let dir = directory();
        let path = dir.path().join("config/ticketctl/key");
        let made = create_key_file(&path).unwrap();
        assert_eq!(made.expose_bytes(), load_key_file(&path).unwrap().expose_bytes());
        assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert_eq!(std::fs::metadata(path.parent().unwrap()).unwrap().mode() & 0o777, 0o700);
        assert_eq!(std::fs::read_to_string(&path).unwrap().len(), PREFIX.len() + 44 + 1);
        assert_ne!(create_key_file(&dir.path().join("other")).unwrap().expose_bytes(), made.expose_bytes());
        assert!(!format!("{made:?}").contains(&format!("{:?}", made.expose_bytes())));
    }

    #[test]
    fn a_key_is_never_overwritten() {
        let dir = directory();
        let path = dir.path().join("key");
        let made = create_key_file(&path).unwrap();
        let error = create_key_file(&path).unwrap_err();
        assert_eq!((error.code, error.exit), ("key_file_exists", Exit::Refused));
        assert_eq!(load_key_file(&path).unwrap().expose_bytes(), made.expose_bytes());
    }

    #[test]
    fn a_key_that_others_can_reach_is_refused() {
        let dir = directory();
        let path = dir.path().join("key");
        create_key_file(&path).unwrap();
        for mode in [0o640, 0o620, 0o604, 0o602, 0o601, 0o644] {
            set_mode(&path, mode);
            assert_eq!(load_code(&path), "key_file_mode", "{mode:o}");
        }
        set_mode(&path, 0o400);
        assert!(load_key_file(&path).is_ok());
        let foreign = access_error(&path, &UntrustedFile::Owner { owner: 1001, me: 1000 });
        assert_eq!((foreign.code, foreign.exit), ("key_file_owner", Exit::Config));
    }

    #[test]
    fn what_is_not_a_key_file_is_refused_by_name() {
        let dir = directory();
        let path = dir.path().join("key");
        assert_eq!(load_code(&path), "key_file_missing");
        create_key_file(&path).unwrap();
        let link = dir.path().join("link");
        symlink(&path, &link).unwrap();
        assert_eq!(load_code(&link), "key_file_symlink");
        assert_eq!(load_code(dir.path()), "key_file_not_a_file");
        let good = std::fs::read(&path).unwrap();
        for bad in [&b""[..], b"ticketctl-key-v1:AAAA\n", b"ticketctl-key-v2:", &good[1..], &good[..good.len() - 2]] {
            std::fs::write(&path, bad).unwrap();
            assert_eq!(load_code(&path), "key_file_malformed");
        }
        std::fs::write(&path, [b'a'; 4097]).unwrap();
        assert_eq!(load_code(&path), "key_file_too_large");
    }
}

//! The keys of AP2: ours, with which checkouts and receipts are signed, and those of others whose mandates we believe.
//!
//! `<directory of the key file>/ap2/keys/current.key` is the one private key; beside it lies the public half of every key
//! that there ever was, so that what was signed stays verifiable. `…/ap2/trust` holds the public keys of others.
//!
//! Invariant: a public half is on the disk before its key signs anything, a rotation leaves no private key behind, and no
//! file that somebody else could have written is read.

use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, SecretBox};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::key_file;
use crate::domain::ap2::{KeyRing, PublicKey, SigningKey};
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::text::encode_hex;
use crate::error::{Error, Result};
use crate::fs::secure_file;
use crate::fs::secure_file::{FileAccess, UntrustedFile};
use crate::store::errors::StoreError;

const CURRENT: &str = "current.key";
const PREFIX: &str = "ticketctl-ap2-v1:";
const PUBLIC: &str = ".jwk";
/// Far more than a key needs, in bytes.
const LIMIT: u64 = 4096;

#[derive(Clone, Debug)]
pub struct Ap2KeyFiles {
    keys: PathBuf,
    trust: PathBuf,
}

impl Ap2KeyFiles {
    /// The keys under a directory, which need not be there yet.
    pub fn in_directory(directory: &Path) -> Self {
        Self { keys: directory.join("keys"), trust: directory.join("trust") }
    }

    /// Makes a key from the system's random numbers. It takes the place of the current one, whose private half is gone.
    pub fn create_current_key(&self) -> Result<SigningKey> {
        let (secret, key) = generate_key()?;
        // The public half first: a process that dies in between leaves a key that signs nothing, never signatures that
        // nobody can check.
        self.write_public(&self.keys, key.public_key())?;
        let line = key_file::format_key_line(PREFIX, &secret);
        secure_file::replace_private_file(&self.keys, CURRENT, line.as_bytes())
            .map_err(|unfit| access_error(&self.keys, &unfit))?;
        Ok(key)
    }

    /// A key that is kept nowhere: what a dry run signs with where there is none.
    pub fn generate_unsaved_key() -> Result<SigningKey> {
        generate_key().map(|(_, key)| key)
    }

    /// The key that signs, if one was made.
    pub fn read_current_key(&self) -> Result<Option<SigningKey>> {
        let Some(bytes) = read_key_file(&self.keys, CURRENT)? else { return Ok(None) };
        let key = parse_private_key(&bytes).ok_or_else(|| wrong_content_error(&self.keys.join(CURRENT)))?;
        Ok(Some(key))
    }

    /// Every public key of ours, retired ones too.
    pub fn own_key_ring(&self) -> Result<KeyRing> {
        load_key_ring(&self.keys)
    }

    /// The public keys whose mandates are believed.
    pub fn trusted_key_ring(&self) -> Result<KeyRing> {
        load_key_ring(&self.trust)
    }

    /// Believes a key from now on.
    pub fn trust_key(&self, key: &PublicKey) -> Result<()> {
        self.write_public(&self.trust, key)
    }

    /// Believes a key no longer, and says whether it was believed.
    pub fn distrust_key(&self, kid: &str) -> Result<bool> {
        let path = self.trust.join(file_name(kid));
        match std::fs::remove_file(&path).and_then(|()| std::fs::File::open(&self.trust)?.sync_all()) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Error::io(&path, &error)),
        }
    }

    fn write_public(&self, directory: &Path, key: &PublicKey) -> Result<()> {
        let line = format!("{}\n", key.to_jwk());
        secure_file::replace_private_file(directory, &file_name(key.kid()), line.as_bytes())
            .map(|_| ())
            .map_err(|unfit| access_error(directory, &unfit))
    }
}

/// A new key. Its `kid` is typed on command lines, so one that would be read as an option is drawn again.
fn generate_key() -> Result<(SecretBox<[u8; 32]>, SigningKey)> {
    loop {
        let secret = key_file::random_secret()?;
        let key = SigningKey::from_secret(secret.expose_secret(), None).map_err(|_| StoreError::Random.into_error())?;
        if !key.public_key().kid().starts_with('-') {
            return Ok((secret, key));
        }
    }
}

/// A `kid` may be anything, a URL even: its hash is a name that every file system takes.
fn file_name(kid: &str) -> String {
    format!("{}{PUBLIC}", encode_hex(&Sha256::digest(kid.as_bytes())))
}

fn parse_private_key(bytes: &[u8]) -> Option<SigningKey> {
    let secret = key_file::parse_key_line(PREFIX, bytes)?;
    SigningKey::from_secret(secret.expose_secret(), None).ok()
}

/// A file of a directory that is ours alone; none where either is missing.
fn read_key_file(directory: &Path, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>> {
    match secure_file::check_private_directory(directory) {
        Ok(()) => {}
        Err(UntrustedFile::Missing) => return Ok(None),
        Err(unfit) => return Err(access_error(directory, &unfit)),
    }
    let path = directory.join(name);
    match secure_file::read_private_file(&path, LIMIT, FileAccess::Ours) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(UntrustedFile::Missing) => Ok(None),
        Err(unfit) => Err(access_error(&path, &unfit)),
    }
}

/// The public keys of a directory. Each lies under the name of its `kid`, so none can be put in another's place.
fn load_key_ring(directory: &Path) -> Result<KeyRing> {
    let mut ring = KeyRing::default();
    let entries = match std::fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(ring),
        Err(error) => return Err(Error::io(directory, &error)),
    };
    for entry in entries {
        let name = entry.map_err(|error| Error::io(directory, &error))?.file_name();
        let Some(name) = name.to_str().filter(|name| name.ends_with(PUBLIC)) else { continue };
        let Some(bytes) = read_key_file(directory, name)? else { continue };
        let key = serde_json::from_slice::<Value>(&bytes).ok().and_then(|jwk| PublicKey::from_jwk(&jwk).ok());
        let key =
            key.filter(|key| file_name(key.kid()) == name).ok_or_else(|| wrong_content_error(&directory.join(name)))?;
        ring.add_key(key).map_err(|_| wrong_content_error(&directory.join(name)))?;
    }
    Ok(ring)
}

fn access_error(path: &Path, unfit: &UntrustedFile) -> Box<Error> {
    if let UntrustedFile::Failed(error) = unfit {
        return Error::io(path, error);
    }
    let shown = path.display();
    if let UntrustedFile::Mode(mode) = unfit {
        let bits = if path.is_dir() { "700" } else { "600" };
        return StoreError::Ap2KeyMode { path: &shown, mode: &format_args!("{mode:04o}"), bits: &bits }.into_error();
    }
    let BilingualMessage { zh, en } = unfit.describe_reason();
    StoreError::Ap2KeyUnusable { path: &shown, zh: &zh, en: &en }.into_error()
}

fn wrong_content_error(path: &Path) -> Box<Error> {
    StoreError::Ap2KeyMisplaced { path: &path.display() }.into_error()
}

#[cfg(test)]
mod tests {
    use std::fs::{Permissions, metadata, read_dir, set_permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;
    use crate::domain::ap2::{MandateReceipt, ReceiptOutcome};
    use crate::domain::ap2::{sign_receipt, verify_receipt};
    use crate::domain::value::time::Timestamp;

    fn receipt(key: &SigningKey) -> String {
        let outcome = ReceiptOutcome::Success { order_id: "order_1".to_owned() };
        let (issuer, reference) = ("m".to_owned(), "r".to_owned());
        sign_receipt(&MandateReceipt { issuer, issued_at: Timestamp::from_millis(0), reference, outcome }, key)
    }

    #[test]
    fn what_a_retired_key_signed_stays_verifiable_and_its_private_half_is_gone() {
        let home = tempfile::tempdir().unwrap();
        let files = Ap2KeyFiles::in_directory(&home.path().join("ap2"));
        assert!(files.read_current_key().unwrap().is_none() && files.own_key_ring().unwrap().iter().next().is_none());
        let first = files.create_current_key().unwrap();
        let signed = receipt(&first);
        assert_eq!(files.read_current_key().unwrap().unwrap().public_key(), first.public_key());
        let second = files.create_current_key().unwrap();
        assert_ne!(first.public_key(), second.public_key());
        assert_eq!(files.read_current_key().unwrap().unwrap().public_key(), second.public_key());
        verify_receipt(&signed, &files.own_key_ring().unwrap()).unwrap();
        verify_receipt(&receipt(&second), &files.own_key_ring().unwrap()).unwrap();
        let names = read_dir(&files.keys).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let private: Vec<_> = names.filter(|name| !name.ends_with(PUBLIC)).collect();
        assert_eq!(private, [CURRENT]);
        for file in read_dir(&files.keys).unwrap() {
            assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(metadata(&files.keys).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_kid_is_never_read_as_an_option() {
        // One thumbprint in 64 begins so.
        assert!((0..400).all(|_| !generate_key().unwrap().1.public_key().kid().starts_with('-')));
    }

    #[test]
    fn trust_is_given_and_taken_by_kid() {
        let home = tempfile::tempdir().unwrap();
        let files = Ap2KeyFiles::in_directory(home.path());
        let key = SigningKey::from_secret(&[7; 32], Some("https://agent.example/keys#1")).unwrap();
        files.trust_key(key.public_key()).unwrap();
        files.trust_key(key.public_key()).unwrap();
        assert_eq!(files.trusted_key_ring().unwrap().iter().collect::<Vec<_>>(), [key.public_key()]);
        assert!(files.own_key_ring().unwrap().iter().next().is_none(), "their keys are not ours");
        assert!(files.distrust_key(key.public_key().kid()).unwrap());
        assert!(!files.distrust_key(key.public_key().kid()).unwrap());
        assert!(files.trusted_key_ring().unwrap().find_key(key.public_key().kid()).is_none());
    }

    #[test]
    fn what_others_could_have_written_is_not_read() {
        let home = tempfile::tempdir().unwrap();
        let files = Ap2KeyFiles::in_directory(home.path());
        let code = |files: &Ap2KeyFiles| files.read_current_key().unwrap_err().code;
        files.create_current_key().unwrap();
        let path = files.keys.join(CURRENT);
        let set = |path: &Path, mode| set_permissions(path, Permissions::from_mode(mode)).unwrap();
        set(&path, 0o644);
        assert_eq!(code(&files), "ap2_key_unusable");
        set(&path, 0o600);
        set(&files.keys, 0o770);
        assert_eq!(code(&files), "ap2_key_unusable");
        assert_eq!(files.own_key_ring().unwrap_err().code, "ap2_key_unusable");
        assert_eq!(files.create_current_key().unwrap_err().code, "ap2_key_unusable");
        set(&files.keys, 0o700);
        std::fs::rename(&path, home.path().join("elsewhere")).unwrap();
        symlink(home.path().join("elsewhere"), &path).unwrap();
        assert_eq!(code(&files), "ap2_key_unusable");
    }

    #[test]
    fn a_key_in_the_place_of_another_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let files = Ap2KeyFiles::in_directory(home.path());
        let (one, other) = (SigningKey::from_secret(&[7; 32], Some("a")), SigningKey::from_secret(&[8; 32], Some("b")));
        let (one, other) = (one.unwrap(), other.unwrap());
        files.trust_key(one.public_key()).unwrap();
        secure_file::replace_private_file(
            &files.trust,
            &file_name("a"),
            other.public_key().to_jwk().to_string().as_bytes(),
        )
        .unwrap();
        assert_eq!(files.trusted_key_ring().unwrap_err().code, "ap2_key_unusable");
        files.create_current_key().unwrap();
        secure_file::replace_private_file(&files.keys, CURRENT, b"ticketctl-ap2-v1:AAAA\n").unwrap();
        assert_eq!(files.read_current_key().unwrap_err().code, "ap2_key_unusable");
    }
}

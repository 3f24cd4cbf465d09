//! The keys of AP2: ours, with which checkouts and receipts are signed, and those of others whose mandates we believe.
//!
//! Each shop has a directory of its own, `<directory of the key file>/ap2/<shop>`. In it, `keys/current.key` is the one private
//! key; beside it lies the public half of every key that there ever was, so that what was signed stays verifiable. `trust`
//! holds the public keys of others. A live shop from before that goes on with the `keys` and `trust` that lie in `ap2`
//! itself, for as long as it has no directory of its own.
//!
//! Invariant: a sandbox, whose clock anybody can set, never signs with a key of a live shop; and its own keys say what they are.
//! Invariant: a public half is on the disk before its key signs anything, a rotation leaves no private key behind, and no
//! file that somebody else could have written is read.

use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, SecretBox};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::key_file;
use crate::domain::ap2::{Ap2Refusal, KeyRing, PublicKey, SigningKey};
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::text::encode_hex;
use crate::error::{Error, Result};
use crate::fs::secure_file;
use crate::fs::secure_file::{FileAccess, UntrustedFile};
use crate::store::DatabaseKind;
use crate::store::errors::StoreError;

const CURRENT: &str = "current.key";
const PREFIX: &str = "ticketctl-ap2-v1:";
const PUBLIC: &str = ".jwk";
const KEYS: &str = "keys";
const TRUST: &str = "trust";
/// What the `kid` of a sandbox's key begins with, for whoever is shown something that it signed.
const SANDBOX_KID: &str = "sandbox-";
/// Far more than a key needs, in bytes.
const LIMIT: u64 = 4096;

#[derive(Clone, Debug)]
pub struct Ap2KeyFiles {
    keys: PathBuf,
    trust: PathBuf,
    kind: DatabaseKind,
}

impl Ap2KeyFiles {
    /// The keys of one shop ([`shop_id`](crate::store::Tx::shop_id)) among those of all; none need be there yet.
    pub fn of_shop(directory: &Path, shop_id: &str, kind: DatabaseKind) -> Self {
        let own = directory.join(shop_id);
        let older = kind == DatabaseKind::Live && own.symlink_metadata().is_err() && has_shared_keys(directory);
        Self::in_directory(if older { directory } else { &own }, kind)
    }

    /// Gives a new shop a directory of its own, so that it takes no older one's keys for its own.
    pub fn claim_directory(directory: &Path, shop_id: &str) -> Result<()> {
        let own = directory.join(shop_id);
        match has_shared_keys(directory) {
            true => secure_file::create_private_directory(&own).map_err(|unfit| access_error(&own, &unfit)),
            // It is made with the first key.
            false => Ok(()),
        }
    }

    fn in_directory(directory: &Path, kind: DatabaseKind) -> Self {
        Self { keys: directory.join(KEYS), trust: directory.join(TRUST), kind }
    }

    /// Makes a key from the system's random numbers. It takes the place of the current one, whose private half is gone.
    pub fn create_current_key(&self) -> Result<SigningKey> {
        let (secret, key) = generate_key(self.kind)?;
        // The public half first: a process that dies in between leaves a key that signs nothing, never signatures that
        // nobody can check.
        self.write_public(&self.keys, key.public_key())?;
        let line = key_file::format_key_line(PREFIX, &secret);
        secure_file::replace_private_file(&self.keys, CURRENT, line.as_bytes())
            .map_err(|unfit| access_error(&self.keys, &unfit))?;
        Ok(key)
    }

    /// A key that is kept nowhere: what a dry run signs with where there is none.
    pub fn generate_unsaved_key(&self) -> Result<SigningKey> {
        generate_key(self.kind).map(|(_, key)| key)
    }

    /// The key that signs, if one was made.
    pub fn read_current_key(&self) -> Result<Option<SigningKey>> {
        let Some(bytes) = read_key_file(&self.keys, CURRENT)? else { return Ok(None) };
        let key = parse_private_key(&bytes, self.kind).ok_or_else(|| wrong_content_error(&self.keys.join(CURRENT)))?;
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
fn generate_key(kind: DatabaseKind) -> Result<(SecretBox<[u8; 32]>, SigningKey)> {
    loop {
        let secret = key_file::random_secret()?;
        let key = name_key(secret.expose_secret(), kind).map_err(|_| StoreError::Random.into_error())?;
        if !key.public_key().kid().starts_with('-') {
            return Ok((secret, key));
        }
    }
}

/// Whether keys lie where they all lay before each shop had a directory.
fn has_shared_keys(directory: &Path) -> bool {
    [KEYS, TRUST].iter().any(|name| directory.join(name).symlink_metadata().is_ok())
}

/// A key by its name: its thumbprint, which in a sandbox says so.
fn name_key(secret: &[u8; 32], kind: DatabaseKind) -> std::result::Result<SigningKey, Ap2Refusal> {
    let key = SigningKey::from_secret(secret, None)?;
    match kind {
        DatabaseKind::Live => Ok(key),
        DatabaseKind::Sandbox => {
            SigningKey::from_secret(secret, Some(&format!("{SANDBOX_KID}{}", key.public_key().thumbprint())))
        }
    }
}

/// A `kid` may be anything, a URL even: its hash is a name that every file system takes.
fn file_name(kid: &str) -> String {
    format!("{}{PUBLIC}", encode_hex(&Sha256::digest(kid.as_bytes())))
}

fn parse_private_key(bytes: &[u8], kind: DatabaseKind) -> Option<SigningKey> {
    let secret = key_file::parse_key_line(PREFIX, bytes)?;
    name_key(secret.expose_secret(), kind).ok()
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

    fn live_files(directory: &Path) -> Ap2KeyFiles {
        Ap2KeyFiles::in_directory(directory, DatabaseKind::Live)
    }

    #[test]
    fn each_shop_has_keys_of_its_own_and_an_older_one_finds_its_own_again() {
        let home = tempfile::tempdir().unwrap();
        let kid = |files: &Ap2KeyFiles| files.read_current_key().unwrap().map(|key| key.public_key().kid().to_owned());
        let shop = |id, kind| Ap2KeyFiles::of_shop(home.path(), id, kind);
        let older = live_files(home.path()).create_current_key().unwrap().public_key().kid().to_owned();
        assert_eq!(kid(&shop("older", DatabaseKind::Live)), Some(older.clone()));
        let sandbox = shop("play", DatabaseKind::Sandbox);
        assert_eq!(kid(&sandbox), None, "never a live one");
        let played = sandbox.create_current_key().unwrap();
        assert_eq!(played.public_key().kid(), format!("sandbox-{}", played.public_key().thumbprint()));
        assert_eq!(kid(&shop("play", DatabaseKind::Sandbox)).as_deref(), Some(played.public_key().kid()));
        verify_receipt(&receipt(&played), &sandbox.own_key_ring().unwrap()).unwrap();
        Ap2KeyFiles::claim_directory(home.path(), "newer").unwrap();
        assert_eq!(kid(&shop("newer", DatabaseKind::Live)), None);
        assert_eq!(kid(&shop("older", DatabaseKind::Live)), Some(older), "what others make changes nothing of it");
    }

    #[test]
    fn what_a_retired_key_signed_stays_verifiable_and_its_private_half_is_gone() {
        let home = tempfile::tempdir().unwrap();
        let files = live_files(&home.path().join("ap2"));
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
        assert!((0..400).all(|_| !generate_key(DatabaseKind::Live).unwrap().1.public_key().kid().starts_with('-')));
    }

    #[test]
    fn trust_is_given_and_taken_by_kid() {
        let home = tempfile::tempdir().unwrap();
        let files = live_files(home.path());
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
        let files = live_files(home.path());
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
        let files = live_files(home.path());
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

//! Channel secrets: tokens and keys, one file each beside the master key, or passed by systemd.
//!
//! Invariant: a value comes in through standard input or a file and goes out to the channel alone. It stands in no error, no
//! list, no database and, as far as the system allows, in no memory image.

use std::io::Read;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use zeroize::Zeroizing;

use super::errors::ChannelError;
use crate::app::write::file_change::{FileChange, record_file_change};
use crate::app::write::shop_change::ShopChange;
use crate::app::{App, ShopOptions};
use crate::config::Paths;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualText;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::fs::new_file::parent_directory;
use crate::fs::secure_file;
use crate::fs::secure_file::{FileAccess, UntrustedFile};
use crate::store::Tx;
use crate::store::log::shop_events::ShopSubject;

/// How the shop's log says that there is a secret.
const SET: &str = "set";

/// The longest value, in bytes.
pub const VALUE_LIMIT: usize = 4096;

/// The longest name, in characters.
pub const NAME_LIMIT: usize = 64;

/// The longest file: a value and the end of its line.
const FILE_LIMIT: usize = VALUE_LIMIT + 2;

/// What a name may be, to follow "must be".
pub const NAME_RULE: BilingualText = BilingualText {
    zh: "1 到 64 个小写字母、数字或 . _ -，以字母或数字开头，且不是凭据本身",
    en: "1 to 64 lower-case letters, digits or . _ -, beginning with a letter or a digit, and no key itself",
};

coded! {
    SecretOrigin {
        /// `secret set`.
        File = "file", "文件", "file";
        /// `LoadCredential=` and its like.
        Systemd = "systemd", "systemd", "systemd";
    }
}

coded! {
    /// Why a secret can't be used.
    SecretFault {
        Missing = "missing", "缺少凭据", "secret missing";
        /// It is there, and what it is, whose it is or where it stands is wrong.
        Unusable = "unusable", "凭据不可用", "secret unusable";
    }
}

/// A secret that is there; never its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSecret {
    pub name: String,
    /// Where it comes from; systemd's wins.
    pub origin: SecretOrigin,
    /// When it was set; unknown of one that systemd hands over, which is a new copy in every run.
    pub set_at: Option<Timestamp>,
}

/// Whether a text is the name of a secret. A group robot's key (a UUID) is none: whoever writes the key where the name
/// belongs must not have it stored and shown.
pub fn is_secret_name(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-');
    let first = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    text.len() <= NAME_LIMIT && text.bytes().next().is_some_and(first) && text.bytes().all(fits) && !is_uuid(text)
}

fn is_uuid(text: &str) -> bool {
    let groups = text.split('-').map(|group| group.bytes().all(|b| b.is_ascii_hexdigit()).then_some(group.len()));
    groups.eq([8, 4, 4, 4, 12].map(Some))
}

/// Refuses what is not a name. The error does not repeat it: it may be the value, typed in the wrong place.
pub fn check_secret_name(name: &str) -> Result<()> {
    if is_secret_name(name) {
        return Ok(());
    }
    let BilingualText { zh, en } = NAME_RULE;
    Err(ChannelError::SecretNameInvalid { zh: &zh, en: &en }
        .into_error()
        .detail("field", "NAME")
        .detail("limit", NAME_LIMIT))
}

/// Reads a value to its end; one line end behind it is not part of it.
///
/// # Errors
/// `secret_value_invalid` (exit 2), without a word of the value; `io` (exit 1).
pub fn read_secret_value(reader: impl Read) -> Result<SecretString> {
    hide_memory();
    let mut bytes = Zeroizing::new(Vec::with_capacity(FILE_LIMIT + 1));
    let read = reader.take(FILE_LIMIT as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::io(Path::new("-"), &error))?;
    check_secret_value(&bytes)
}

/// Takes bytes for a value; one line end behind it is not part of it.
pub fn check_secret_value(bytes: &[u8]) -> Result<SecretString> {
    valid_value(bytes).ok_or_else(|| {
        ChannelError::SecretValueInvalid { value_limit: &VALUE_LIMIT }.into_error().detail("limit", VALUE_LIMIT)
    })
}

fn valid_value(bytes: &[u8]) -> Option<SecretString> {
    let line = bytes.strip_suffix(b"\n").map_or(bytes, |line| line.strip_suffix(b"\r").unwrap_or(line));
    let fits = (1..=VALUE_LIMIT).contains(&line.len()) && line.iter().all(u8::is_ascii_graphic);
    let text = std::str::from_utf8(line).ok()?;
    fits.then(|| SecretString::from(text))
}

/// The key inside a value that is an address: a group robot's has it behind `key=`, a Telegram bot's behind `/bot`. None
/// where the value is no address.
///
/// # Errors
/// `secret_is_address`: an address without a key, which no channel could use.
pub fn take_key_from_address(value: &SecretString) -> Result<Option<SecretString>> {
    let text = value.expose_secret();
    let Some((_, address)) = text.split_once("://") else { return Ok(None) };
    let behind = |mark: &str, end: &[char]| {
        let (_, rest) = address.split_once(mark)?;
        rest.split(end).next().filter(|key| !key.is_empty())
    };
    let robot = behind("?key=", &['&', '#']).or_else(|| behind("&key=", &['&', '#']));
    let bot = || behind("/bot", &['/', '?', '#']).filter(|token| token.contains(':'));
    match robot.or_else(bot) {
        Some(key) => Ok(Some(SecretString::from(key))),
        None => Err(ChannelError::SecretIsAddress.into_error()),
    }
}

/// What became of a secret.
pub struct SecretChange {
    /// Whether another value stood there.
    pub replaced: bool,
    /// Why the shop's log has nothing of it, where there is a shop.
    pub unrecorded: Option<Box<Error>>,
}

/// Stores a value, and records that: the name, and never the value. A dry run only looks.
pub fn set_secret(opening: ShopOptions, name: &str, value: &SecretString) -> Result<SecretChange> {
    let paths = opening.paths.clone();
    let replaced = store_secret(&paths, name, value, true)?;
    if opening.caller.dry_run {
        return Ok(SecretChange { replaced, unrecorded: None });
    }
    let (before, after) = if replaced { (Some(SET.into()), "replaced") } else { (None, SET) };
    let (subject, after) = (ShopSubject::Secret, Some(after.into()));
    let change = FileChange { command: "secret set", subject, name, before, after };
    let unrecorded = record_file_change(opening, change, || store_secret(&paths, name, value, false).map(drop))?;
    Ok(SecretChange { replaced, unrecorded })
}

/// Writes a value and says whether another one stood there. A dry run only looks.
fn store_secret(paths: &Paths, name: &str, value: &SecretString, dry_run: bool) -> Result<bool> {
    check_secret_name(name)?;
    let path = paths.secrets.join(name);
    if dry_run {
        return Ok(path.symlink_metadata().is_ok());
    }
    let stored = secure_file::replace_private_file(&paths.secrets, name, value.expose_secret().as_bytes());
    stored.map_err(|unfit| unusable_secret(name, &paths.secrets, &unfit))
}

/// Reads a secret for a channel: systemd's, else the stored one. From then on the process leaves no memory image.
pub fn load_secret(paths: &Paths, name: &str) -> Result<SecretString> {
    check_secret_name(name)?;
    hide_memory();
    if let Some(directory) = &paths.credentials {
        let path = directory.join(name);
        match secure_file::read_private_file(&path, FILE_LIMIT as u64, FileAccess::HandedOver) {
            Err(UntrustedFile::Missing) => {}
            found => return opened_secret(name, &path, found),
        }
    }
    secure_file::check_private_directory(&paths.secrets)
        .map_err(|unfit| unusable_secret(name, &paths.secrets, &unfit))?;
    // Whoever may rename things beside it could put a directory of theirs in its place.
    let above = parent_directory(&paths.secrets);
    secure_file::check_unshared_directory(above).map_err(|unfit| unusable_secret(name, above, &unfit))?;
    let path = paths.secrets.join(name);
    let found = secure_file::read_private_file(&path, FILE_LIMIT as u64, FileAccess::Ours);
    opened_secret(name, &path, found)
}

fn opened_secret(name: &str, path: &Path, found: Result<Zeroizing<Vec<u8>>, UntrustedFile>) -> Result<SecretString> {
    let bytes = found.map_err(|unfit| unusable_secret(name, path, &unfit))?;
    valid_value(&bytes).ok_or_else(|| {
        ChannelError::SecretMalformed { name: &name, path: &path.display() }.into_error().detail("secret", name)
    })
}

/// Whether there is anything under this name, fit or not.
pub fn has_secret(paths: &Paths, name: &str) -> bool {
    let places = [paths.credentials.as_deref(), Some(paths.secrets.as_path())];
    is_secret_name(name) && places.into_iter().flatten().any(|dir| dir.join(name).symlink_metadata().is_ok())
}

/// What a channel that is opened with this secret would find wrong with it.
pub fn find_secret_fault(paths: &Paths, name: &str) -> Option<SecretFault> {
    match load_secret(paths, name) {
        Ok(_) => None,
        Err(_) if has_secret(paths, name) => Some(SecretFault::Unusable),
        Err(_) => Some(SecretFault::Missing),
    }
}

/// Every secret that is there, by name.
pub fn list_secrets(paths: &Paths) -> Result<Vec<StoredSecret>> {
    let mut all = match &paths.credentials {
        Some(directory) => secrets_in(directory, SecretOrigin::Systemd)?,
        None => Vec::new(),
    };
    let stored = secrets_in(&paths.secrets, SecretOrigin::File)?;
    all.extend(stored);
    // Stable: where both have one, systemd's comes first and stays.
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all.dedup_by(|later, first| later.name == first.name);
    Ok(all)
}

fn secrets_in(directory: &Path, origin: SecretOrigin) -> Result<Vec<StoredSecret>> {
    let failed = |error: std::io::Error| Error::io(directory, &error);
    let entries = match std::fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let Some(name) = entry.file_name().to_str().filter(|name| is_secret_name(name)).map(str::to_owned) else {
            continue;
        };
        let meta = entry.metadata().map_err(failed)?;
        let millis = meta.mtime().saturating_mul(1000).saturating_add(meta.mtime_nsec() / 1_000_000);
        let set_at = (origin == SecretOrigin::File).then(|| Timestamp::from_millis(millis));
        found.push(StoredSecret { name, origin, set_at });
    }
    Ok(found)
}

impl App {
    /// Whether a secret is stored and used by no group.
    pub fn may_remove_secret(&mut self, name: &str) -> Result<bool> {
        let there = self.paths.secrets.join(name).symlink_metadata().is_ok();
        Ok(there && self.store.read(|tx| groups_using(tx, name))?.is_empty())
    }

    /// Removes a stored secret that no group uses.
    pub fn remove_secret(&mut self, name: &str) -> Result<ShopChange> {
        check_secret_name(name)?;
        let (directory, dry_run) = (self.paths.secrets.clone(), self.caller.dry_run);
        // In the transaction: no group can take the secret up between the look and the removal.
        self.change_shop("secret remove", &json!({ "name": name }), |tx, _| {
            let path = directory.join(name);
            if path.symlink_metadata().is_err() {
                return Err(ChannelError::SecretNotFound { name: &name }.into());
            }
            let users = groups_using(tx, name)?;
            if !users.is_empty() {
                return Err(secret_in_use(name, &users));
            }
            if !dry_run {
                let removed = std::fs::remove_file(&path).and_then(|()| std::fs::File::open(&directory)?.sync_all());
                removed.map_err(|error| Error::io(&path, &error))?;
            }
            tx.record(ShopSubject::Secret, name, Some(SET.into()), None)?;
            Ok(json!({ "name": name, "removed": true }))
        })
    }
}

/// The groups that name a secret.
fn groups_using(tx: &Tx<'_>, name: &str) -> Result<Vec<String>> {
    let groups = tx.list_groups()?.into_iter().filter(|group| group.options.get("secret").is_some_and(|s| s == name));
    Ok(groups.map(|group| group.name).collect())
}

/// Keeps this process's memory out of core dumps and away from other processes of the same user (prctl(2),
/// `PR_SET_DUMPABLE`). Not done at the start: it closes `/dev/stdin` and `/dev/fd` to an ordinary user, whose own files
/// may be named so.
pub(crate) fn hide_memory() {
    // Where it is refused, the limit on core dumps that is set at the start still holds.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}

fn unusable_secret(name: &str, file: &Path, unfit: &UntrustedFile) -> Box<Error> {
    let (name, path) = (&name, &file.display());
    let error = match unfit {
        UntrustedFile::Missing => ChannelError::SecretMissing { name },
        UntrustedFile::Failed(error) => return Error::io(file, error),
        UntrustedFile::Symlink => ChannelError::SecretSymlink { name, path },
        UntrustedFile::Denied => ChannelError::SecretDenied { name, path },
        UntrustedFile::NotAFile => ChannelError::SecretNotRegular { name, path },
        UntrustedFile::NotADirectory => ChannelError::SecretNotInDirectory { name, path },
        UntrustedFile::Owner { owner, me } => ChannelError::SecretOwner { name, path, owner, me },
        UntrustedFile::TooLarge(limit) => ChannelError::SecretTooLarge { name, path, limit },
        UntrustedFile::Mode(mode) => {
            let bits: &'static str = if file.is_dir() { "700" } else { "600" };
            return ChannelError::SecretMode { name, path, mode: &format_args!("{mode:04o}"), bits: &bits }
                .into_error()
                .detail("secret", *name);
        }
    };
    error.into_error().detail("secret", *name)
}

fn secret_in_use(name: &str, groups: &[String]) -> Box<Error> {
    let list = groups.join(" ");
    ChannelError::SecretInUse { list: &list, name: &name }.into_error().detail("groups", groups.to_vec())
}

#[cfg(test)]
mod tests;

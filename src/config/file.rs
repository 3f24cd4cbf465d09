//! The configuration file on disk: read only if it is safely ours, replaced only as a whole.

use std::fs::{DirBuilder, Permissions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;

use rustix::fs::Mode;
use rustix::io::Errno;

use super::errors::ConfigError;
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Result};
use crate::fs::new_file::{LockedDirectory, UNFINISHED_PREFIX, parent_directory, write_new_file};
use crate::fs::secure_file;
use crate::fs::secure_file::{FileAccess, UntrustedFile};
use crate::say;

/// The largest file, in bytes (`promises.md`, part 5).
const MAX_BYTES: u64 = 64 * 1024;

/// The mode of the file: a rate or an address that others can change is not the shop's.
const FILE_MODE: u32 = 0o600;

/// Reads the file; `None` if there is none.
pub(super) fn read_file(path: &Path) -> Result<Option<String>> {
    match secure_file::read_private_file(path, MAX_BYTES, FileAccess::Ours) {
        Ok(bytes) => match std::str::from_utf8(&bytes) {
            Ok(text) => Ok(Some(text.to_owned())),
            Err(_) => Err(unsafe_file(path, say!("不是 UTF-8 文本", "is not UTF-8 text"))),
        },
        Err(UntrustedFile::Missing) => Ok(None),
        // A home that is not even a directory has no file in it either.
        Err(UntrustedFile::Failed(error)) if error.kind() == ErrorKind::NotADirectory => Ok(None),
        Err(unfit) => Err(refuse_file(path, &unfit)),
    }
}

fn refuse_file(path: &Path, unfit: &UntrustedFile) -> Box<Error> {
    let reason = match unfit {
        UntrustedFile::Symlink => say!("是符号链接", "is a symbolic link"),
        UntrustedFile::Owner { .. } => say!("属于另一个用户", "belongs to another user"),
        UntrustedFile::TooLarge(limit) => say!("超过 {limit}", "is larger than {limit}"),
        UntrustedFile::Missing | UntrustedFile::NotAFile | UntrustedFile::NotADirectory => {
            say!("不是普通文件", "is not a regular file")
        }
        UntrustedFile::Mode(mode) => {
            let mode = format_args!("{mode:03o}");
            return ConfigError::ConfigFileMode { path: &path.display(), mode: &mode }.into();
        }
        UntrustedFile::Denied => return unreadable_file(path, &Errno::ACCESS.into()),
        UntrustedFile::Failed(error) => return unreadable_file(path, error),
    };
    unsafe_file(path, reason)
}

/// Writes a new file, its directory with it; false if there is one already, which stays as it is.
pub(super) fn create_file(path: &Path, text: &str) -> Result<bool> {
    make_directory(path)?;
    let name = path.file_name().unwrap_or_default();
    LockedDirectory::lock(parent_directory(path))
        .and_then(|dir| write_new_file(&dir, name.as_ref(), text.as_bytes(), Mode::from_raw_mode(FILE_MODE)))
        .map_err(|error| Error::io(path, &error))
}

/// Replaces the file by what `change` makes of its text, or of `template` where there is no file. Two at once wait for
/// one another, and a reader sees the old text or the new one.
pub(super) fn rewrite_file(path: &Path, template: &str, change: impl FnOnce(&str) -> Result<String>) -> Result<()> {
    make_directory(path)?;
    let directory = LockedDirectory::lock(parent_directory(path)).map_err(|error| Error::io(path, &error))?;
    let old = read_file(path)?;
    let new = change(old.as_deref().unwrap_or(template))?;
    write_draft(path, &new)?.persist(path).map_err(|error| Error::io(path, &error.error))?;
    directory.sync().map_err(|error| Error::io(path, &error))
}

/// A complete file beside `path`, on the disk, which takes its place by a rename.
fn write_draft(path: &Path, text: &str) -> Result<tempfile::NamedTempFile> {
    let write = || {
        let mut builder = tempfile::Builder::new();
        let builder = builder.prefix(UNFINISHED_PREFIX).permissions(Permissions::from_mode(FILE_MODE));
        let mut draft = builder.tempfile_in(parent_directory(path))?;
        draft.write_all(text.as_bytes())?;
        draft.as_file().sync_all()?;
        Ok(draft)
    };
    write().map_err(|error| Error::io(path, &error))
}

fn make_directory(path: &Path) -> Result<()> {
    let directory = parent_directory(path);
    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(|error| Error::io(directory, &error))
}

fn unsafe_file(path: &Path, reason: BilingualMessage) -> Box<Error> {
    let (path, BilingualMessage { zh, en }) = (path.display(), reason);
    ConfigError::ConfigFileRefused { path: &path, zh: &zh, en: &en }.into_error()
}

fn unreadable_file(path: &Path, error: &std::io::Error) -> Box<Error> {
    let path = path.display();
    ConfigError::ConfigUnreadable { path: &path, error: &error }.into_error()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{MetadataExt as _, symlink};

    use super::*;
    use crate::error::Exit;

    fn file_with(mode: u32, bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        std::fs::write(&path, bytes).unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        (dir, path)
    }

    fn refusal(path: &Path) -> String {
        let error = read_file(path).unwrap_err();
        assert_eq!(error.exit, Exit::Config);
        error.message.en.clone()
    }

    #[test]
    fn a_private_file_is_read_and_a_missing_one_is_none() {
        let (dir, path) = file_with(0o600, b"lang = \"zh\"\n");
        assert_eq!(read_file(&path).unwrap().as_deref(), Some("lang = \"zh\"\n"));
        assert_eq!(read_file(&dir.path().join("other.toml")).unwrap(), None);
    }

    #[test]
    fn a_file_that_others_can_reach_is_refused_with_the_command_that_mends_it() {
        for mode in [0o640, 0o604, 0o620, 0o602, 0o601] {
            let (_dir, path) = file_with(mode, b"");
            assert!(refusal(&path).contains(&format!("has mode {mode:03o}")));
            assert!(read_file(&path).unwrap_err().hint.unwrap().en.starts_with("run chmod 600 "));
        }
    }

    #[test]
    fn a_link_a_directory_a_pipe_and_other_bytes_are_refused() {
        let (dir, path) = file_with(0o600, b"");
        let link = dir.path().join("link.toml");
        symlink(&path, &link).unwrap();
        assert!(refusal(&link).ends_with("is a symbolic link"));
        assert!(refusal(dir.path()).ends_with("is not a regular file"));
        let pipe = dir.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, FILE_MODE.into(), 0).unwrap();
        assert!(refusal(&pipe).ends_with("is not a regular file"));
        let (_dir, latin) = file_with(0o600, b"# caf\xe9\n");
        assert!(refusal(&latin).ends_with("is not UTF-8 text"));
    }

    #[test]
    fn the_limit_of_the_size_is_met_exactly() {
        let (_dir, path) = file_with(0o600, &[b'#'; 64 * 1024]);
        assert_eq!(read_file(&path).unwrap().unwrap().len(), 64 * 1024);
        let (_dir, path) = file_with(0o600, &[b'#'; 64 * 1024 + 1]);
        assert!(refusal(&path).contains("larger than 64 KiB"));
    }

    #[test]
    fn a_new_file_is_private_and_never_replaces_one() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/config.toml");
        assert!(create_file(&path, "one").unwrap());
        assert!(!create_file(&path, "two").unwrap());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one");
        assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert_eq!(std::fs::metadata(path.parent().unwrap()).unwrap().mode() & 0o777, 0o700);
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft stays behind");
    }

    #[test]
    fn writers_at_once_lose_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("config.toml");
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| rewrite_file(&path, "", |old| Ok(format!("{old}x"))).unwrap());
            }
        });
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "xxxxxxxx");
    }

    #[test]
    fn a_refused_change_leaves_the_file_alone() {
        let (dir, path) = file_with(0o600, b"old");
        let refuse = |_: &str| Err(ConfigError::NoHome.into());
        assert_eq!(rewrite_file(&path, "", refuse).unwrap_err().code, "no_home");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}

//! Files that only their owner may reach: the key and the secrets.
//!
//! Invariant: no link is followed, and owner and mode are those of the very file that is read.

use std::fs::{DirBuilder, File, Permissions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use zeroize::Zeroizing;

use crate::domain::value::byte_size::ByteSize;
use crate::domain::value::message::BilingualMessage;
use crate::error::Result;
use crate::say;

/// How an unfinished file begins. No secret has such a name, and nothing reads it.
const DRAFT: &str = ".draft-";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAccess {
    /// It is ours, and nobody else may.
    Ours,
    /// As systemd hands credentials over (systemd.exec(5), "Credentials"): it is ours or root's, and the list that lets us
    /// read it shows in the group's bits.
    HandedOver,
}

/// Why a file or a directory is not to be trusted.
#[derive(Debug)]
pub enum UntrustedFile {
    Missing,
    Symlink,
    Denied,
    /// A directory, a pipe or a device is in its place.
    NotAFile,
    /// Something else is in a directory's place.
    NotADirectory,
    Owner {
        owner: u32,
        me: u32,
    },
    /// Others may reach it: the permission bits.
    Mode(u32),
    /// It has more bytes than this.
    TooLarge(ByteSize),
    /// The system's reason.
    Failed(io::Error),
}

impl UntrustedFile {
    /// The reason, to follow a colon.
    pub fn describe_reason(&self) -> BilingualMessage {
        match self {
            Self::Missing => say!("文件不存在", "it does not exist"),
            Self::Symlink => say!("是符号链接", "it is a symbolic link"),
            Self::Denied => say!("没有读取权限", "permission denied"),
            Self::NotAFile => say!("不是普通文件", "it is not a regular file"),
            Self::NotADirectory => say!("不是目录", "it is not a directory"),
            Self::Owner { owner, me } => {
                say!("属于用户 {owner}，而不是当前用户 {me}", "it belongs to user {owner}, not to user {me}")
            }
            Self::Mode(bits) => say!("权限 {bits:04o} 允许他人访问", "its mode {bits:04o} gives others access"),
            Self::TooLarge(limit) => say!("超过 {limit}", "it is larger than {limit}"),
            Self::Failed(error) => say!("{error}", "{error}"),
        }
    }
}

impl From<Errno> for UntrustedFile {
    fn from(errno: Errno) -> Self {
        match errno {
            Errno::NOENT => Self::Missing,
            Errno::LOOP => Self::Symlink,
            Errno::ACCESS => Self::Denied,
            errno => Self::Failed(errno.into()),
        }
    }
}

/// Reads a file of at most `limit` bytes.
pub fn read_private_file(path: &Path, limit: u64, access: FileAccess) -> Result<Zeroizing<Vec<u8>>, UntrustedFile> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    let meta = file.metadata().map_err(UntrustedFile::Failed)?;
    if !meta.is_file() {
        return Err(UntrustedFile::NotAFile);
    }
    check_access(access, meta.mode(), meta.uid(), rustix::process::geteuid().as_raw())?;
    // Room for everything at once, as a buffer that grows leaves copies behind, and for no more: all of it is wiped in the end.
    let room = meta.len().min(limit).saturating_add(1);
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(room).unwrap_or(usize::MAX)));
    (&file).take(limit + 1).read_to_end(&mut bytes).map_err(UntrustedFile::Failed)?;
    if bytes.len() as u64 > limit { Err(UntrustedFile::TooLarge(ByteSize(limit))) } else { Ok(bytes) }
}

/// Sees that a directory is a real one, ours, and closed to others.
pub fn check_private_directory(path: &Path) -> Result<(), UntrustedFile> {
    let meta = match std::fs::symlink_metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(UntrustedFile::Missing),
        Err(error) => return Err(UntrustedFile::Failed(error)),
    };
    if meta.is_symlink() {
        return Err(UntrustedFile::Symlink);
    }
    if !meta.is_dir() {
        return Err(UntrustedFile::NotADirectory);
    }
    check_access(FileAccess::Ours, meta.mode(), meta.uid(), rustix::process::geteuid().as_raw())
}

/// Sees that nobody else can put something in the place of what is in a directory. Others may look into it.
pub fn check_unshared_directory(path: &Path) -> Result<(), UntrustedFile> {
    let meta = std::fs::metadata(path).map_err(UntrustedFile::Failed)?;
    let me = rustix::process::geteuid().as_raw();
    if meta.uid() != me && meta.uid() != 0 {
        return Err(UntrustedFile::Owner { owner: meta.uid(), me });
    }
    // In a directory with the sticky bit, such as /tmp, others can replace nothing that is ours.
    let shared = meta.mode() & 0o022 != 0 && meta.mode() & 0o1000 == 0;
    if shared { Err(UntrustedFile::Mode(meta.mode() & 0o777)) } else { Ok(()) }
}

/// Makes a directory with mode 0700 where it is missing, with what is above it.
pub fn create_private_directory(path: &Path) -> Result<(), UntrustedFile> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(UntrustedFile::Failed)?;
    check_private_directory(path)
}

/// Puts a file with mode 0600 in place of what has its name, if anything has; says whether something had. A reader finds
/// the old bytes or the new ones, and two at once wait for one another. The directory is made where it is missing.
///
/// # Errors
/// The directory is not to be trusted, or something can't be written; then everything is as it was.
pub fn replace_private_file(directory: &Path, name: &str, bytes: &[u8]) -> Result<bool, UntrustedFile> {
    create_private_directory(directory)?;
    let write = || {
        let held = File::open(directory)?;
        held.lock()?;
        remove_drafts(directory)?;
        let path = directory.join(name);
        let replaced = path.symlink_metadata().is_ok();
        let mut builder = tempfile::Builder::new();
        let builder = builder.prefix(DRAFT).permissions(Permissions::from_mode(0o600));
        let mut draft = builder.tempfile_in(directory)?;
        draft.write_all(bytes)?;
        draft.as_file().sync_all()?;
        draft.persist(&path).map_err(|error| error.error)?;
        held.sync_all()?;
        Ok(replaced)
    };
    write().map_err(UntrustedFile::Failed)
}

/// Removes what a process left that was cut short. The directory is locked, so nobody is writing one of them.
fn remove_drafts(directory: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(DRAFT.as_bytes()) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn check_access(access: FileAccess, mode: u32, owner: u32, me: u32) -> Result<(), UntrustedFile> {
    let (root, closed) = match access {
        FileAccess::Ours => (false, 0o077),
        FileAccess::HandedOver => (true, 0o037),
    };
    if owner != me && !(root && owner == 0) {
        return Err(UntrustedFile::Owner { owner, me });
    }
    if mode & closed != 0 { Err(UntrustedFile::Mode(mode & 0o777)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn owner_and_mode_decide() {
        let fits = |access, mode, owner| check_access(access, mode, owner, 1000).is_ok();
        for mode in [0o640, 0o620, 0o604, 0o602, 0o601, 0o644] {
            assert!(!fits(FileAccess::Ours, mode, 1000), "{mode:o}");
        }
        assert!(fits(FileAccess::Ours, 0o100_600, 1000) && fits(FileAccess::Ours, 0o400, 1000));
        assert!(matches!(
            check_access(FileAccess::Ours, 0o600, 0, 1000),
            Err(UntrustedFile::Owner { owner: 0, me: 1000 })
        ));
        assert!(fits(FileAccess::HandedOver, 0o440, 0) && fits(FileAccess::HandedOver, 0o400, 1000));
        for (mode, owner) in [(0o440, 1001), (0o444, 0), (0o460, 0), (0o401, 1000), (0o402, 1000)] {
            assert!(!fits(FileAccess::HandedOver, mode, owner), "{mode:o} {owner}");
        }
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_and_what_was_cut_short_is_gone() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("a/secrets");
        assert!(!replace_private_file(&dir, "x", b"one").unwrap());
        let before = std::fs::metadata(dir.join("x")).unwrap().ino();
        let mut reader = File::open(dir.join("x")).unwrap();
        std::fs::write(dir.join(".draft-1"), "left").unwrap();
        assert!(replace_private_file(&dir, "x", b"second").unwrap());
        let meta = std::fs::metadata(dir.join("x")).unwrap();
        assert_ne!(meta.ino(), before, "a file that is read is not written to");
        assert_eq!((meta.mode() & 0o777, std::fs::metadata(&dir).unwrap().mode() & 0o777), (0o600, 0o700));
        let mut old = String::new();
        reader.read_to_string(&mut old).unwrap();
        assert_eq!(
            (old.as_str(), read_private_file(&dir.join("x"), 6, FileAccess::Ours).unwrap().as_slice()),
            ("one", &b"second"[..])
        );
        assert!(matches!(
            read_private_file(&dir.join("x"), 5, FileAccess::Ours),
            Err(UntrustedFile::TooLarge(ByteSize(5)))
        ));
        assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 1, "only the file itself is there");
    }

    #[test]
    fn a_directory_that_others_can_reach_takes_nothing() {
        let home = tempfile::tempdir().unwrap();
        let dir = home.path().join("secrets");
        assert!(matches!(check_private_directory(&dir), Err(UntrustedFile::Missing)));
        std::fs::create_dir(&dir).unwrap();
        std::fs::set_permissions(&dir, Permissions::from_mode(0o750)).unwrap();
        assert!(matches!(replace_private_file(&dir, "x", b"one"), Err(UntrustedFile::Mode(0o750))));
        let link = home.path().join("link");
        std::fs::set_permissions(&dir, Permissions::from_mode(0o700)).unwrap();
        symlink(&dir, &link).unwrap();
        assert!(matches!(replace_private_file(&link, "x", b"one"), Err(UntrustedFile::Symlink)));
        assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 0);
    }
}

//! A new file appears whole, under a name that was free, or not at all.
//!
//! What is being written has a name that begins with [`UNFINISHED_PREFIX`]. A process that is killed leaves it there, and
//! whoever next makes a file in that directory, under its lock, removes it.

use std::ffi::{CStr, OsStr};
use std::fs::{File, TryLockError};
use std::io::{self, Write as _};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Dir, Mode, OFlags, RenameFlags};
use rustix::io::Errno;

use crate::domain::value::text::encode_hex;

/// How the name of a file begins that is still being written. Nobody else's files begin so: a database may be made in any
/// directory.
pub const UNFINISHED_PREFIX: &str = ".ticketctl-tmp-";

/// What SQLite keeps beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A name that nothing has, of a file that is still being written.
pub fn unfinished_name() -> String {
    format!("{UNFINISHED_PREFIX}{}", encode_hex(&rand::random::<[u8; 8]>()))
}

/// The directory of `path`; the current one for a bare name.
pub fn parent_directory(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The same file by the real name of its directory, links on the way resolved; only the last step may be no link, and that
/// is for whoever opens it.
pub fn resolve_directory(path: &Path) -> io::Result<PathBuf> {
    let directory = parent_directory(path).canonicalize()?;
    Ok(path.file_name().map_or_else(|| directory.clone(), |name| directory.join(name)))
}

/// Writes a whole new file beside its name, makes it last, then gives it the name. Answers `false` if the name was
/// taken, and leaves nothing behind in either case.
pub fn write_new_file(dir: &impl AsFd, name: &Path, bytes: &[u8], mode: Mode) -> io::Result<bool> {
    let unfinished = unfinished_name();
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let fd = rustix::fs::openat(dir, unfinished.as_str(), flags, Mode::RUSR | Mode::WUSR)?;
    let written = write_content(File::from(fd), bytes, mode);
    let named = written.and_then(|()| rename_without_replacing(dir, unfinished.as_ref(), name));
    if !matches!(named, Ok(true)) {
        let removed = rustix::fs::unlinkat(dir, unfinished.as_str(), AtFlags::empty());
        // The first failure is the one to report.
        if named.is_ok() {
            removed?;
        }
    }
    // Also where the name was taken: whoever gave it may have died before this.
    rustix::fs::fsync(dir)?;
    named
}

fn write_content(mut file: File, bytes: &[u8], mode: Mode) -> io::Result<()> {
    file.write_all(bytes)?;
    rustix::fs::fchmod(&file, mode)?;
    file.sync_all()
}

/// Gives a file its name, and answers `false` if something has it.
pub fn rename_without_replacing(dir: &impl AsFd, from: &Path, to: &Path) -> io::Result<bool> {
    match rustix::fs::renameat_with(dir, from, dir, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(true),
        Err(Errno::EXIST) => Ok(false),
        // A file system without it: a hard link refuses a taken name just as well.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            match rustix::fs::linkat(dir, from, dir, to, AtFlags::empty()) {
                Ok(()) => rustix::fs::unlinkat(dir, from, AtFlags::empty()).map(|()| true).map_err(Into::into),
                Err(Errno::EXIST) => Ok(false),
                Err(errno) => Err(errno.into()),
            }
        }
        Err(errno) => Err(errno.into()),
    }
}

/// Removes what a killed process left half written; what a living one writes is locked, and stays.
pub fn remove_unfinished(dir: &impl AsFd) -> Result<(), Errno> {
    let mut names = Vec::new();
    for entry in Dir::read_from(dir)? {
        let name = entry?.file_name().to_owned();
        if name.to_bytes().starts_with(UNFINISHED_PREFIX.as_bytes()) {
            names.push(name);
        }
    }
    for name in names.iter().filter(|name| !is_being_written(dir, name)) {
        match rustix::fs::unlinkat(dir, name, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

/// Whether somebody holds the lock of an unfinished file, or of the one that it stands beside.
fn is_being_written(dir: &impl AsFd, name: &CStr) -> bool {
    let whole = name.to_bytes();
    let of = BESIDE.iter().find_map(|end| whole.strip_suffix(end.as_bytes())).unwrap_or(whole);
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    rustix::fs::openat(dir, OsStr::from_bytes(of), flags, Mode::empty())
        .is_ok_and(|fd| matches!(File::from(fd).try_lock(), Err(TryLockError::WouldBlock)))
}

/// A directory in which nobody else makes a file of this kind at the moment. What was left half written is gone.
#[derive(Debug)]
pub struct LockedDirectory(OwnedFd);

impl LockedDirectory {
    /// Waits for whoever makes one, then takes the directory.
    pub fn lock(path: &Path) -> io::Result<Self> {
        let directory = File::open(path)?;
        directory.lock()?;
        remove_unfinished(&directory)?;
        Ok(Self(directory.into()))
    }

    /// Makes what was done to its names last.
    pub fn sync(&self) -> io::Result<()> {
        Ok(rustix::fs::fsync(&self.0)?)
    }
}

impl AsFd for LockedDirectory {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// A file that takes long to write, under a name of its own until it is whole. It goes, with what SQLite keeps beside it,
/// when it is dropped without a name; what a killed process leaves, the next one in the directory removes.
#[derive(Debug)]
pub struct UnfinishedFile {
    /// Open and locked while the file is written, which tells others that somebody lives who writes it.
    file: File,
    path: PathBuf,
}

impl UnfinishedFile {
    /// An empty file, mode 0600, beside `target`, whose directory must be there.
    pub fn create_beside(target: &Path) -> io::Result<Self> {
        let directory = parent_directory(target);
        let path = directory.join(unfinished_name());
        let _held = LockedDirectory::lock(directory)?;
        let file = File::options().write(true).create_new(true).mode(0o600).open(&path)?;
        file.lock()?;
        Ok(Self { file, path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A handle to write with.
    pub fn try_clone_file(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Gives the file its name, in the directory that it was made in, once it is on the disk; answers `false` if something has
    /// the name.
    pub fn give_name(&self, target: &Path) -> io::Result<bool> {
        self.file.sync_all()?;
        let directory = File::open(parent_directory(target))?;
        let name = |path: &Path| PathBuf::from(path.file_name().unwrap_or_default());
        let named = rename_without_replacing(&directory, &name(&self.path), &name(target))?;
        directory.sync_all()?;
        Ok(named)
    }
}

impl Drop for UnfinishedFile {
    fn drop(&mut self) {
        // What can't be removed goes with the next one.
        let _ = std::fs::remove_file(&self.path);
        for end in BESIDE {
            let mut beside = self.path.clone().into_os_string();
            beside.push(end);
            let _ = std::fs::remove_file(beside);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{MetadataExt as _, symlink};

    use super::*;

    #[test]
    fn a_file_is_new_whole_and_of_its_mode_and_leftovers_go() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join(".ticketctl-tmp-dead"), "left").unwrap();
        let dir = LockedDirectory::lock(home.path()).unwrap();
        assert!(write_new_file(&dir, "a".as_ref(), b"one", Mode::RUSR).unwrap());
        assert!(!write_new_file(&dir, "a".as_ref(), b"two", Mode::RUSR).unwrap());
        let path = home.path().join("a");
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(path.metadata().unwrap().mode() & 0o777, 0o400);
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 1, "nothing unfinished stays");
    }

    #[test]
    fn what_a_living_process_writes_stays_and_what_is_given_up_goes() {
        let home = tempfile::tempdir().unwrap();
        let (target, count) = (home.path().join("x"), || std::fs::read_dir(home.path()).unwrap().count());
        let first = UnfinishedFile::create_beside(&target).unwrap();
        let mut log = first.path().as_os_str().to_owned();
        log.push("-wal");
        std::fs::write(&log, "log").unwrap();
        let second = UnfinishedFile::create_beside(&target).unwrap();
        assert_eq!(count(), 3, "nobody takes the other's");
        assert!(second.give_name(&target).unwrap() && !first.give_name(&target).unwrap());
        drop((first, second));
        assert_eq!(count(), 1);
        assert_eq!(target.metadata().unwrap().mode() & 0o777, 0o600);
    }

    #[test]
    fn links_on_the_way_are_resolved_and_the_last_step_is_not() {
        let home = tempfile::tempdir().unwrap();
        let real = home.path().canonicalize().unwrap().join("real");
        std::fs::create_dir(&real).unwrap();
        symlink(&real, home.path().join("link")).unwrap();
        symlink("nowhere", real.join("x.db")).unwrap();
        assert_eq!(resolve_directory(&home.path().join("link/x.db")).unwrap(), real.join("x.db"));
        assert!(resolve_directory(&home.path().join("none/x.db")).is_err());
    }
}

//! A new file appears whole, under a name that was free, or not at all.

use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::OwnedFd;

use rustix::fs::{AtFlags, Dir, Mode, OFlags, RenameFlags};
use rustix::io::Errno;

use crate::domain::value::text::encode_hex;

/// How the name of a file begins that is still being written.
const UNFINISHED_PREFIX: &str = ".tmp-";

/// Writes a whole new file beside its name, makes it last, then gives it the name. Answers `false` if the name was
/// taken, and leaves nothing behind in either case.
pub(crate) fn write_new_file(dir: &OwnedFd, name: &str, bytes: &[u8]) -> io::Result<bool> {
    let unfinished = format!("{UNFINISHED_PREFIX}{}", encode_hex(&rand::random::<[u8; 8]>()));
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let fd = rustix::fs::openat(dir, unfinished.as_str(), flags, Mode::RUSR | Mode::WUSR)?;
    let named = write_content(File::from(fd), bytes).and_then(|()| rename_without_replacing(dir, &unfinished, name));
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

fn write_content(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    rustix::fs::fchmod(&file, Mode::RUSR)?;
    file.sync_all()
}

fn rename_without_replacing(dir: &OwnedFd, from: &str, to: &str) -> io::Result<bool> {
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

/// Removes what a killed process left half written.
pub(crate) fn remove_unfinished(dir: &OwnedFd) -> Result<(), Errno> {
    for entry in Dir::read_from(dir)? {
        let entry = entry?;
        if entry.file_name().to_bytes().starts_with(UNFINISHED_PREFIX.as_bytes()) {
            rustix::fs::unlinkat(dir, entry.file_name(), AtFlags::empty())?;
        }
    }
    Ok(())
}

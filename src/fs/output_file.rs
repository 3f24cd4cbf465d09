//! A file that an operator asked for, written where they said.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::errors::FileError;
use crate::error::{Error, Result};

/// Writes a new file that only its owner can read. Nothing is overwritten, no link is followed, and a failed write leaves
/// nothing behind.
pub fn write_private_file(path: &Path, bytes: &[u8]) -> Result<()> {
    require_file_name(path)?;
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut file =
        rustix::fs::open(path, flags, Mode::RUSR | Mode::WUSR).map(File::from).map_err(|errno| match errno {
            Errno::EXIST => {
                let shown = path.display();
                FileError::FileExists { shown: &shown }.into_error()
            }
            errno => Error::io(path, &errno.into()),
        })?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        // The first failure is the one to report.
        let _ = std::fs::remove_file(path);
        Error::io(path, &error)
    })
}

/// Refuses a name that cannot become a new file, before there is anything to write.
pub fn require_free_name(path: &Path) -> Result<()> {
    require_file_name(path)?;
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    let shown = path.display();
    Err(FileError::FileExists { shown: &shown }.into())
}

/// Refuses `-`, which everywhere else means standard input or output: a ticket's code or a pack of evidence in a file of that
/// name would be noticed by nobody, and on a terminal the code would be shown.
pub fn require_file_name(path: &Path) -> Result<()> {
    if path == Path::new("-") { Err(FileError::OutputIsDash.into()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn a_new_file_is_private_and_an_old_one_or_a_link_stays() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("shot.png");
        write_private_file(&path, b"first").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let link = dir.path().join("link.png");
        symlink(dir.path().join("elsewhere"), &link).unwrap();
        for taken in [&path, &link] {
            assert_eq!(write_private_file(taken, b"second").unwrap_err().code, "file_exists");
        }
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
        assert_eq!(write_private_file(Path::new("-"), b"third").unwrap_err().code, "output_is_dash");
        assert!(!dir.path().join("elsewhere").exists());
    }
}

//! The directory of a group whose channel writes files.

use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use crate::app::channels::errors::ChannelError;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::text::text_is_clean;
use crate::error::{Error, Result};
use crate::say;

/// Where messages go: an absolute directory as it is, another one below `spool`.
pub(crate) fn resolve_directory(spool: &Path, target: &str) -> Result<PathBuf> {
    let named = Path::new(target);
    let sound = !target.is_empty() && target.len() <= 1024 && text_is_clean(target);
    let path = if named.is_absolute() { named.to_owned() } else { spool.join(named) };
    match std::path::absolute(&path) {
        Ok(absolute) if sound => Ok(absolute),
        _ => Err(ChannelError::TargetInvalid.into_error().detail("field", "--target")),
    }
}

/// Makes the directory for us alone; one that is there must be a real one.
pub(crate) fn make_directory(dir: &Path) -> Result<()> {
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(dir);
    made.map_err(|error| unusable_directory(&dir.display().to_string(), &say!("{error}", "{error}")))?;
    let meta = std::fs::symlink_metadata(dir).map_err(|error| Error::io(dir, &error))?;
    let shown = dir.display().to_string();
    if !meta.is_dir() {
        return Err(unusable_directory(&shown, &say!("它是链接", "it is a link")));
    }
    if meta.permissions().mode() & 0o077 != 0 {
        return Err(unusable_directory(&shown, &say!("权限让别人也能进入", "its mode lets other users in")));
    }
    Ok(())
}

pub(crate) fn unusable_directory(dir: &str, why: &BilingualMessage) -> Box<Error> {
    let (zh, en) = (&why.zh, &why.en);
    ChannelError::GroupUnusable { dir: &dir, zh: &zh, en: &en }.into_error()
}

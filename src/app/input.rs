//! A file as a command names it. It is opened by the use case that needs it, which says how much of it is read.

use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};
use crate::formats::source::InputSource;

/// A value typed on the command line is refused as the same one in a file.
pub use crate::formats::errors::FormatError;
pub use crate::formats::source::ProgressHook;

/// A file to be read, or for `-` standard input.
pub struct CommandInput<'a> {
    path: &'a Path,
    stdin: Box<dyn Read + 'a>,
    progress: Option<ProgressHook<'a>>,
}

impl<'a> CommandInput<'a> {
    pub fn new(path: &'a Path, stdin: impl Read + 'a) -> Self {
        Self { path, stdin: Box::new(stdin), progress: None }
    }

    /// The same, and somebody is told how far it was read.
    #[must_use]
    pub fn with_progress(self, progress: Option<ProgressHook<'a>>) -> Self {
        Self { progress, ..self }
    }

    pub(in crate::app) const fn path(&self) -> &'a Path {
        self.path
    }

    pub(in crate::app) fn open(self) -> Result<InputSource<'a>> {
        InputSource::open(self.path, self.stdin, self.progress)
    }

    /// What it holds, but no more than `limit` bytes and the one that tells that there are more.
    pub fn read_past(self, limit: usize) -> Result<Vec<u8>> {
        let (path, mut bytes) = (self.path, Vec::new());
        self.open()?.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
        Ok(bytes)
    }
}

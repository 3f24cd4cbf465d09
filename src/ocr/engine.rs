//! The trait that every engine fits, and the engines by name.

use std::path::Path;

use super::{Mock, Reading};
use crate::error::{Error, Exit, Result};
use crate::say;

/// A picture to read: where it lies and what it holds. An engine uses either.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// The file.
    pub path: &'a Path,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Something that reads the text in a picture.
pub trait Engine {
    /// The stable name, as in `--engine` and in the evidence that is kept.
    fn name(&self) -> &'static str;

    /// Reads a picture, lines from top to bottom. A picture without text is no error: the reading has no lines.
    ///
    /// # Errors
    /// The engine is not set up, or the picture is none that it can read.
    fn read(&self, picture: Picture<'_>) -> Result<Reading>;
}

/// The engine called `name`.
///
/// # Errors
/// There is none of that name.
pub fn engine(name: &str) -> Result<Box<dyn Engine>> {
    match name {
        Mock::NAME => Ok(Box::new(Mock)),
        _ => Err(Error::new(
            "ocr_engine_unknown",
            Exit::Usage,
            say!("没有名为 {name} 的识别引擎", "there is no OCR engine called {name}"),
        )
        .hint(say!("可用的引擎：{}", "engines: {}", Mock::NAME))),
    }
}

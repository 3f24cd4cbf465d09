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

/// The name that stands for the best engine there is.
pub const AUTO: &str = "auto";

/// The engine called `name`.
///
/// # Errors
/// `ocr_engine_missing` (exit 5): `auto`, and this version brings no engine that reads pictures; `ocr_engine_unknown`
/// (exit 2).
pub fn engine(name: &str) -> Result<Box<dyn Engine>> {
    match name {
        Mock::NAME => Ok(Box::new(Mock)),
        AUTO => Err(Error::new(
            "ocr_engine_missing",
            Exit::Config,
            say!("这个版本没有自带能识别图片的引擎", "this version brings no engine that reads pictures"),
        )
        .hint(say!(
            "识别后用 `ticketctl ocr import` 导入结果，或用 --engine mock 读取图片旁的文本",
            "read it elsewhere and bring the result with `ticketctl ocr import`, or take the text beside it: --engine mock"
        ))),
        _ => Err(Error::new(
            "ocr_engine_unknown",
            Exit::Usage,
            say!("没有名为 {name} 的识别引擎", "there is no OCR engine called {name}"),
        )
        .hint(say!("可用的引擎：{}", "engines: {}", Mock::NAME))),
    }
}

//! The trait that every engine fits, and the engines by name.

use std::path::Path;

use super::model_files::Models;
use super::{Mock, Ppocr, Reading, Tesseract};
use crate::error::{Error, Result};
use crate::say;

/// A picture to read: where it lies and what it holds. An engine uses either.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    pub path: &'a Path,
    pub bytes: &'a [u8],
}

/// Something that reads the text in a picture.
pub trait Engine {
    /// The stable name, as in `--engine` and in the evidence that is kept.
    fn name(&self) -> &'static str;

    /// Which model it reads with, where the answer depends on one; part of the evidence that is kept.
    fn model(&self) -> Option<&'static str> {
        None
    }

    /// Reads a picture, lines from top to bottom. A picture without text is no error: the reading has no lines.
    fn read(&self, picture: Picture<'_>) -> Result<Reading>;
}

/// The name that stands for the best engine there is.
pub const AUTO: &str = "auto";
pub const NAMES: [&str; 4] = [AUTO, Ppocr::NAME, Tesseract::NAME, Mock::NAME];

/// The engine called `name`; `models` are those of `ppocr`, and nothing is loaded before the first picture.
pub fn engine(name: &str, models: &Models) -> Result<Box<dyn Engine>> {
    match name {
        AUTO if !models.are_there() && Tesseract::is_there() => Ok(Box::new(Tesseract)),
        // Where neither is there, the first picture says so, and what to do.
        AUTO | Ppocr::NAME => Ok(Box::new(Ppocr::new(models.clone()))),
        Tesseract::NAME => Ok(Box::new(Tesseract)),
        Mock::NAME => Ok(Box::new(Mock)),
        _ => Err(unknown(name)),
    }
}

/// Whether the engine called `name` is set up. Nothing is loaded.
pub fn ready(name: &str, models: &Models) -> Result<()> {
    match name {
        AUTO if Tesseract::is_there() => Ok(()),
        AUTO | Ppocr::NAME => models.require(),
        Tesseract::NAME => Tesseract::require(),
        Mock::NAME => Ok(()),
        _ => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> Box<Error> {
    Error::usage("ocr_engine_unknown", say!("没有名为 {name} 的识别引擎", "there is no OCR engine called {name}"))
        .hint(say!("可用的引擎：{}", "engines: {}", NAMES.join(", ")))
}

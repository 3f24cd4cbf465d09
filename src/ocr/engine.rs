//! The trait that every engine fits, and the engines by name.

use std::path::Path;

use super::model_files::OcrModels;
use super::{MockEngine, OcrReading, PpocrEngine, TesseractEngine};
use crate::error::{Error, Result};
use crate::ocr::errors::OcrError;

/// A picture to read: where it lies and what it holds. An engine uses either.
#[derive(Clone, Copy, Debug)]
pub struct OcrPicture<'a> {
    pub path: &'a Path,
    pub bytes: &'a [u8],
}

/// Something that reads the text in a picture.
pub trait OcrEngine {
    /// The stable name, as in `--engine` and in the evidence that is kept.
    fn name(&self) -> &'static str;

    /// Which model it reads with, where the answer depends on one; part of the evidence that is kept.
    fn model_id(&self) -> Option<&'static str> {
        None
    }

    /// Reads a picture, lines from top to bottom. A picture without text is no error: the reading has no lines.
    fn read_picture(&self, picture: OcrPicture<'_>) -> Result<OcrReading>;
}

/// The name that stands for the best engine there is.
pub const AUTO: &str = "auto";
pub const NAMES: [&str; 4] = [AUTO, PpocrEngine::NAME, TesseractEngine::NAME, MockEngine::NAME];

/// The engine called `name`; `models` are those of `ppocr`, and nothing is loaded before the first picture.
pub fn open_engine(name: &str, models: &OcrModels) -> Result<Box<dyn OcrEngine>> {
    match name {
        AUTO if !models.are_present() && TesseractEngine::is_installed() => Ok(Box::new(TesseractEngine)),
        // Where neither is there, the first picture says so, and what to do.
        AUTO | PpocrEngine::NAME => Ok(Box::new(PpocrEngine::new(models.clone()))),
        TesseractEngine::NAME => Ok(Box::new(TesseractEngine)),
        MockEngine::NAME => Ok(Box::new(MockEngine)),
        _ => Err(unknown_engine(name)),
    }
}

/// Whether the engine called `name` is set up. Nothing is loaded.
pub fn check_engine_ready(name: &str, models: &OcrModels) -> Result<()> {
    match name {
        AUTO if TesseractEngine::is_installed() => Ok(()),
        AUTO | PpocrEngine::NAME => models.require_files(),
        TesseractEngine::NAME => TesseractEngine::require_installed(),
        MockEngine::NAME => Ok(()),
        _ => Err(unknown_engine(name)),
    }
}

fn unknown_engine(name: &str) -> Box<Error> {
    OcrError::OcrEngineUnknown { name: &name, names: &NAMES.join(", ") }.into_error()
}

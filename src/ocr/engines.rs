//! The engines by name.

use super::engine::OcrEngine;
use super::errors::OcrError;
use super::mock::MockEngine;
use super::model_files::OcrModels;
use super::ppocr::PpocrEngine;
use super::tesseract::TesseractEngine;
use crate::error::{Error, Result};

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

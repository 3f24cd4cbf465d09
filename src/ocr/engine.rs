//! The trait that every engine fits.

use std::path::Path;

use super::reading::OcrReading;
use crate::error::Result;

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

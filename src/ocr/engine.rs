//! The trait that every engine fits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::errors::OcrError;
use super::reading::OcrReading;
use crate::error::{Error, Exit};

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
    fn read_picture(&self, picture: OcrPicture<'_>) -> Result<OcrReading, ReadError>;
}

/// Reads a picture; an engine that panics on it has failed on this picture, and reads the next one as if nothing had been.
pub fn read_with_engine(engine: &dyn OcrEngine, picture: OcrPicture<'_>) -> Result<OcrReading, ReadError> {
    // An engine keeps nothing between pictures but its models, which it only reads.
    let read = catch_unwind(AssertUnwindSafe(|| engine.read_picture(picture)));
    read.unwrap_or_else(|_| Err(ReadError::Reading(OcrError::EngineStopped.into_error())))
}

/// Why there is no reading.
#[derive(Debug)]
pub enum ReadError {
    /// The engine is not set up, or its files are damaged: it would read no picture.
    Engine(Box<Error>),
    /// The file is not a whole picture, or too large a one: no engine would read it.
    Picture(Box<Error>),
    /// The engine tried this picture and failed.
    Reading(Box<Error>),
}

impl ReadError {
    pub fn into_error(self) -> Box<Error> {
        match self {
            Self::Engine(error) | Self::Picture(error) | Self::Reading(error) => error,
        }
    }
}

/// For what an engine does: its set-up has exit codes of its own.
impl From<Box<Error>> for ReadError {
    fn from(error: Box<Error>) -> Self {
        match error.exit {
            Exit::Config | Exit::Data => Self::Engine(error),
            _ => Self::Reading(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Panicking;

    impl OcrEngine for Panicking {
        fn name(&self) -> &'static str {
            "panicking"
        }

        fn read_picture(&self, picture: OcrPicture<'_>) -> Result<OcrReading, ReadError> {
            panic!("no picture of {} bytes", picture.bytes.len())
        }
    }

    #[test]
    fn an_engine_that_panics_has_failed_on_one_picture() {
        let picture = OcrPicture { path: Path::new("a.png"), bytes: b"" };
        let Err(ReadError::Reading(error)) = read_with_engine(&Panicking, picture) else { panic!("it was read") };
        assert_eq!(error.code, "ocr_engine_failed");
    }
}

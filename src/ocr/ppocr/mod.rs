//! The engine `ppocr`: PaddleOCR's detector and recogniser, run in this process.
//!
//! Picture → [`detect`] (where text is likely) → [`boxes`] (four corners a line) → [`crop`] (each line turned straight)
//! → [`recognise`] (text with a confidence) → lines in reading order.
//!
//! `rten` runs the models: pure Rust, kept, and as accurate as ONNX Runtime. `ocrs` brings Latin models only, `oar-ocr` needs
//! a native library at run time, and `pure-onnx-ocr` sits on `tract`, which cannot load this detector.

#![allow(clippy::float_arithmetic, reason = "pixels and probabilities; no amount of money comes here")]

mod boxes;
mod crop;
mod ctc;
mod deskew;
mod detect;
mod quad;
mod recognise;

use std::sync::{Arc, OnceLock};
use std::time::Instant;

use image::{DynamicImage, RgbImage};
use rten::{RunOptions, ThreadPool};

use self::ctc::RecognisedText;
use self::deskew::DeskewRotation;
use self::detect::TextDetector;
use self::quad::Quad;
use self::recognise::TextRecogniser;
use super::layout::reading_order;
use super::model_files;
use super::model_files::{CHARACTERS, DETECTOR, OcrModels, RECOGNISER};
use super::{Confidence, OcrEngine, OcrLine, OcrPicture, OcrReading, ReadError, picture, symbols};
use crate::error::{Error, Result};
use crate::ocr::errors::OcrError;

/// A line that the recogniser is less sure of is no text: a pattern, an icon (`ocr.md`, part 4).
const LEAST_CONFIDENCE: f32 = 0.5;

/// A picture with more lines is refused, and not read in part: what was left out might say that the ticket is refunded.
const MAX_LINES: usize = 1000;
/// What a line of a chat takes at the recogniser's height, in columns. All lines together may take [`MAX_LINES`] times that.
const CHAT_LINE: usize = 600;

/// The engine. Its models are loaded with the first picture and kept for the next.
pub struct PpocrEngine {
    models: OcrModels,
    loaded: OnceLock<LoadedModels>,
}

struct LoadedModels {
    detector: TextDetector,
    recogniser: TextRecogniser,
}

impl PpocrEngine {
    pub const NAME: &'static str = "ppocr";

    /// The engine over models that are read when the first picture is.
    pub const fn new(models: OcrModels) -> Self {
        Self { models, loaded: OnceLock::new() }
    }

    fn load_models(&self) -> Result<&LoadedModels> {
        if let Some(loaded) = self.loaded.get() {
            return Ok(loaded);
        }
        let loaded = LoadedModels {
            detector: TextDetector::load(self.models.read_file(DETECTOR)?)?,
            recogniser: TextRecogniser::load(self.models.read_file(RECOGNISER)?, &self.models.read_file(CHARACTERS)?)?,
        };
        // Two threads may both have loaded them: one copy is kept, and no lock is held over seconds of reading.
        Ok(self.loaded.get_or_init(|| loaded))
    }
}

impl OcrEngine for PpocrEngine {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn model_id(&self) -> Option<&'static str> {
        Some(model_files::MODELS_ID)
    }

    fn read_picture(&self, picture: OcrPicture<'_>) -> Result<OcrReading, ReadError> {
        let started = Instant::now();
        let loaded = self.load_models()?;
        // Before anything looks at it: black text on a transparent ground would be black on black.
        let picture =
            DynamicImage::from(flatten_on_white(picture::decode_picture(picture.bytes).map_err(ReadError::Picture)?));
        let (codes, lines) = (symbols::read_symbols(&picture), loaded.read_lines(&picture)?);
        let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(OcrReading {
            engine: Self::NAME.to_owned(),
            model: Some(model_files::MODELS_ID.to_owned()),
            ms,
            lines,
            codes,
        })
    }
}

/// Red, green and blue alone; transparent pixels are shown on white, as a viewer would show them.
fn flatten_on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let rgba = picture.into_rgba8();
    let over_white = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [red, green, blue, alpha] = rgba.get_pixel(x, y).0;
        image::Rgb([red, green, blue].map(|value| over_white(value, alpha)))
    })
}

impl LoadedModels {
    fn read_lines(&self, picture: &DynamicImage) -> Result<Vec<OcrLine>, ReadError> {
        let quads = self.detector.find_lines(picture)?;
        check_amount(&quads)?;
        let straight = DeskewRotation::from_quads(&quads, (picture.width(), picture.height()));
        // It is one already, so nothing is copied.
        let read =
            picture.as_rgb8().map_or_else(|| Ok(Vec::new()), |pixels| self.recogniser.read_lines(pixels, &quads))?;
        let lines = quads.iter().zip(read).filter_map(|(quad, read)| build_line(quad, read, &straight)).collect();
        Ok(reading_order(lines))
    }
}

/// Refuses a picture whose text would take minutes to read.
fn check_amount(quads: &[Quad]) -> Result<(), ReadError> {
    let columns: usize = quads.iter().map(|quad| crop::line_widths(quad).1).sum();
    if quads.len() <= MAX_LINES && columns <= MAX_LINES * CHAT_LINE {
        return Ok(());
    }
    Err(ReadError::Picture(OcrError::PictureTooFull { max_lines: &MAX_LINES }.into_error().detail("limit", MAX_LINES)))
}

fn build_line(
    quad: &Quad,
    RecognisedText { text, confidence }: RecognisedText,
    straight: &DeskewRotation,
) -> Option<OcrLine> {
    // The list of characters has some that a terminal would act on.
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if confidence < LEAST_CONFIDENCE || text.trim().is_empty() {
        return None;
    }
    let corners = quad.0.map(|corner| corner.map(|value| value.round() as i32));
    Some(OcrLine {
        text,
        confidence: Some(Confidence::from_f32(confidence)),
        // Rows are told by the turned place; the corners stay where they are in the picture, for whoever draws them.
        bbox: Some(straight.deskewed_bounds(quad)),
        corners: Some(corners),
    })
}

/// To run a model on these threads alone.
fn run_options(threads: &Arc<ThreadPool>) -> RunOptions {
    RunOptions::default().with_thread_pool(Some(Arc::clone(threads)))
}

/// The models were checked byte by byte, so this is a fault of ours or of the machine's memory.
fn model_failed(error: &dyn std::fmt::Display) -> Box<Error> {
    OcrError::RecogniserFailed { zh: error, en: error }.into_error()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_with_too_much_text_is_refused_and_not_read_in_part() {
        let line = |wide: f32| Quad([[0.0, 0.0], [wide, 0.0], [wide, 48.0], [0.0, 48.0]]);
        assert!(check_amount(&vec![line(600.0); 900]).is_ok());
        for quads in [vec![line(60.0); 1001], vec![line(4800.0); 126]] {
            let Err(ReadError::Picture(error)) = check_amount(&quads) else { panic!("{} lines", quads.len()) };
            assert_eq!(error.code, "picture_too_large");
        }
    }
}

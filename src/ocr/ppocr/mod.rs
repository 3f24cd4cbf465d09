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

use self::deskew::Straight;
use self::detect::Detector;
use self::quad::Quad;
use self::recognise::{Read, Recogniser};
use super::layout::reading_order;
use super::model_files;
use super::model_files::{CHARACTERS, DETECTOR, Models, RECOGNISER};
use super::{Confidence, Engine, Line, Picture, Reading, picture, symbols};
use crate::domain::value::message::Message;
use crate::error::{Error, Exit, Result};
use crate::say;

/// A line that the recogniser is less sure of is no text: a pattern, an icon (`ocr.md`, part 4).
const LEAST_CONFIDENCE: f32 = 0.5;

/// The engine. Its models are loaded with the first picture and kept for the next.
pub struct Ppocr {
    models: Models,
    loaded: OnceLock<Loaded>,
}

struct Loaded {
    detector: Detector,
    recogniser: Recogniser,
}

impl Ppocr {
    pub const NAME: &'static str = "ppocr";

    /// The engine over models that are read when the first picture is.
    pub const fn new(models: Models) -> Self {
        Self { models, loaded: OnceLock::new() }
    }

    fn loaded(&self) -> Result<&Loaded> {
        if let Some(loaded) = self.loaded.get() {
            return Ok(loaded);
        }
        let loaded = Loaded {
            detector: Detector::load(self.models.read(DETECTOR)?)?,
            recogniser: Recogniser::load(self.models.read(RECOGNISER)?, &self.models.read(CHARACTERS)?)?,
        };
        Ok(self.loaded.get_or_init(|| loaded))
    }
}

impl Engine for Ppocr {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn model(&self) -> Option<&'static str> {
        Some(model_files::ID)
    }

    fn read(&self, picture: Picture<'_>) -> Result<Reading> {
        let started = Instant::now();
        let loaded = self.loaded()?;
        let picture = DynamicImage::from(on_white(picture::open(picture.bytes)?));
        let (codes, lines) = (symbols::codes(&picture), loaded.lines(&picture)?);
        let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(Reading { engine: Self::NAME.to_owned(), model: Some(model_files::ID.to_owned()), ms, lines, codes })
    }
}

/// Red, green and blue alone; transparent pixels are shown on white, as a viewer would show them.
fn on_white(picture: DynamicImage) -> RgbImage {
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

impl Loaded {
    fn lines(&self, picture: &DynamicImage) -> Result<Vec<Line>> {
        let quads = self.detector.find(picture)?;
        let straight = Straight::of(&quads, (picture.width(), picture.height()));
        // It is one already, so nothing is copied.
        let read = picture.as_rgb8().map_or_else(|| Ok(Vec::new()), |pixels| self.recogniser.read(pixels, &quads))?;
        let lines = quads.iter().zip(read).filter_map(|(quad, read)| line(quad, read, &straight)).collect();
        Ok(reading_order(lines))
    }
}

fn line(quad: &Quad, Read { text, confidence }: Read, straight: &Straight) -> Option<Line> {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if confidence < LEAST_CONFIDENCE || text.trim().is_empty() {
        return None;
    }
    let corners = quad.0.map(|corner| corner.map(|value| value.round() as i32));
    Some(Line {
        text,
        confidence: Some(Confidence::from_f32(confidence)),
        bbox: Some(straight.upright(quad)),
        corners: Some(corners),
    })
}

/// To run a model on these threads alone.
fn options(threads: &Arc<ThreadPool>) -> RunOptions {
    RunOptions::default().with_thread_pool(Some(Arc::clone(threads)))
}

/// The models were checked byte by byte, so this is a fault of ours or of the machine's memory.
fn failed(what: &Message) -> Box<Error> {
    Error::new(
        "ocr_engine_failed",
        Exit::Internal,
        Message { zh: format!("识别引擎出错：{}", what.zh), en: format!("the OCR engine failed: {}", what.en) },
    )
    .hint(say!(
        "再试一次；仍然失败就在别处识别，用 `ticketctl ocr import` 导入",
        "try again; if it fails again, read the picture elsewhere and bring the result with `ticketctl ocr import`"
    ))
}

fn run_failed(error: &dyn std::fmt::Display) -> Box<Error> {
    failed(&say!("{error}", "{error}"))
}

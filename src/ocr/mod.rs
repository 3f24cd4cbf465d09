//! Text out of pictures: engines behind one trait, and candidate fields out of text. Knows no order and no rule.
//!
//! Picture → [`OcrEngine`] → [`OcrReading`] (lines) → [`fields::extract_fields`] (one [`fields::BlockFields`] per order on the screen) →
//! `Evidence` for the matcher in `domain::resale::matching`.
//!
//! Invariant: what was read is personal data; `Debug` of a reading, a line or a candidate never shows it.

mod barcode;
mod blocks;
mod cancelled_phrases;
pub mod drawing;
mod engine;
mod engines;
pub mod errors;
mod field_label;
pub mod fields;
pub mod import;
mod layout;
mod mock;
pub mod model_files;
pub mod picture;
mod ppocr;
pub mod qr_code;
mod reading;
mod symbols;
mod tesseract;

pub use self::engine::{OcrEngine, OcrPicture, ReadError, read_with_engine};
pub use self::engines::{AUTO, NAMES, check_engine_ready, open_engine};
pub use self::fields::reading_to_json;
pub use self::mock::MockEngine;
pub use self::ppocr::PpocrEngine;
pub use self::reading::{Confidence, OcrLine, OcrReading};
pub use self::tesseract::TesseractEngine;

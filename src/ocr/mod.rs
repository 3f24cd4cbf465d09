//! Text out of pictures: engines behind one trait, and candidate fields out of text. Knows no order and no rule.
//!
//! Picture → [`Engine`] → [`Reading`] (lines) → [`fields::extract`] (one [`fields::Fields`] per order on the screen) →
//! `Evidence` for the matcher in `domain::resale::matching`.
//!
//! Invariant: what was read is personal data; `Debug` of a reading, a line or a candidate never shows it.

mod barcode;
mod blocks;
mod cancelled_phrases;
pub mod drawing;
mod engine;
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

pub use self::engine::{AUTO, Engine, NAMES, Picture, engine, ready};
pub use self::mock::Mock;
pub use self::ppocr::Ppocr;
pub use self::reading::{Confidence, Line, Reading, text_json};
pub use self::tesseract::Tesseract;

//! Text out of pictures: engines behind one trait, and candidate fields out of text. Knows no order and no rule.
//!
//! Picture → [`Engine`] → [`Reading`] (lines) → [`fields::extract`] (one [`fields::Fields`] per order on the screen) →
//! `Evidence` for the matcher in `domain::resale::matching`.
//!
//! Invariant: what was read is personal data; `Debug` of a reading, a line or a candidate never shows it.

mod bar;
mod blocks;
pub mod drawing;
mod engine;
pub mod fields;
pub mod import;
mod label;
mod layout;
mod mock;
pub mod model_files;
pub mod picture;
mod ppocr;
pub mod qr;
mod reading;
mod symbols;
mod tesseract;
mod void;

pub use engine::{AUTO, Engine, NAMES, Picture, engine, ready};
pub use mock::Mock;
pub use ppocr::Ppocr;
pub use reading::{Confidence, Line, Reading, text_json};
pub use tesseract::Tesseract;

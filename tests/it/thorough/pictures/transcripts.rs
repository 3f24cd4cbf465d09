//! The transcripts that show what the models read, or that they are there.

use crate::support::ocr_models::models;
use crate::transcripts::{WITH_MODELS, play};

#[test]
fn they_say_what_the_program_says() {
    for name in WITH_MODELS {
        play(name, Some(&models()));
    }
}

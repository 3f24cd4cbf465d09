//! resale

pub mod matching;

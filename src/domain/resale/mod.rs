//! resale
pub mod axes;

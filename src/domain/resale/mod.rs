//! resale
pub mod axes;
pub mod view;

//! The log as a whole: reading, exporting, anchoring, and importing the events of another system.

pub mod anchor;
pub mod errors;
pub mod export;
pub mod import;
pub mod read;

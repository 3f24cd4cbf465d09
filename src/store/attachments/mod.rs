//! Kept files: their bytes under the data directory, and which order each belongs to.

pub mod blob;
pub mod files;

//! wordings

//! Persons: their keys, and how they are found without being opened.

pub mod blind_index;
pub mod form_drafts;
pub mod persons;

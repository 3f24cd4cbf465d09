//! Rules that a public importer broke once, each tried on a bill of a few lines; and every refusal.
//!
//! Whole files of every service are read in `tests/it/bills.rs`.

mod made_up;
mod refusals;
mod rules;

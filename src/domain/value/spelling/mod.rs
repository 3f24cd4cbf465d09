//! How people and spreadsheets spell a value: one table for the cells of sheets and for what is typed on a command line.
//!
//! Invariant: a spelling has one meaning or is refused. Nothing here guesses which of two numbers is the month, whether a
//! comma parts thousands or cents, or what century a year of two digits is in. JSON is not read by this table.

pub mod amount;
pub mod cell;
pub mod quantity;
pub mod time;
pub mod word;

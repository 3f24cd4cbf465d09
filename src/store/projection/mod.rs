//! What the events add up to: the rows that lists, filters, searches and shells read.

pub mod completion;
pub mod number_lookup;
pub mod orders;
pub mod search;

//! The one write path: load, decide, save; with the clock, the ids and the result that a command prints.

pub mod clock;
pub mod execute;
pub mod id_source;
pub mod outcome;
pub mod rejection;
pub mod shop_change;
pub mod side_tables;

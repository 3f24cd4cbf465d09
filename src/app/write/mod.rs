//! The one write path: load, decide, save; with the clock, the ids and the result that a command prints.

pub(crate) mod batch_key;
pub(crate) mod batches;
pub mod change_error;
pub mod clock;
pub mod errors;
pub mod execute;
pub mod file_change;
pub mod find_order;
pub mod id_source;
pub mod idempotency;
pub mod load;
pub mod order_change;
pub mod order_numbers;
pub mod order_row;
pub mod order_writer;
pub mod outcome;
pub mod rejection;
pub mod shop_change;
pub mod side_effect;
pub mod side_rows;
pub mod side_tables;
pub mod stored_flow;

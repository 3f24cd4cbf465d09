//! The pure core: no clock, no files, no environment, no SQL, no HTTP, no printing.
//!
//! Invariant: everything here is a function of its arguments. Time and randomness come in as values, and what the
//! outside must be told goes out as values.

pub mod ap2;
pub mod axes;
pub mod bill;
pub mod checkout;
pub mod event_labels;
pub mod order;
pub mod resale;
pub mod value;

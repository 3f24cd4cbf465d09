//! Bills against orders: what was read, what of it agrees, and what people decided about the rest.
//!
//! Invariant: what agrees is computed anew from rows, orders and decisions; nothing but the list of what needs a person is kept of
//! it, and that is replaced whenever one of them changes.

pub mod agreement;
pub mod decide;
pub mod errors;
pub mod import;
pub mod view;

//! The shop's own tables: groups, prices, settings, idempotency keys, changes of trust.

pub mod ap2_changes;
pub mod groups;
pub mod idempotency;
pub mod operators;
pub mod prices;
pub mod settings;

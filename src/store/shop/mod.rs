//! The shop's own tables: groups, prices, settings, idempotency keys.

pub mod groups;
pub mod idempotency;
pub mod prices;
pub mod settings;

//! The log: appending and reading events, the hash chain of each order and of the shop, and the proof over all of them.

mod chain_hash;
pub mod events;
pub mod merkle;
pub mod shop_edit;
pub mod shop_events;
pub mod verify;

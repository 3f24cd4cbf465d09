//! The log: appending and reading events, the hash chain of each order, and the proof over all of them.

pub mod events;
pub mod merkle;
pub mod verify;

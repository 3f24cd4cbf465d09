//! What only a sandbox has: injected events and scenarios.

pub mod errors;
pub mod scenario;
pub mod trigger;

//! (room)

pub mod intake;

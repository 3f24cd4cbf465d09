//! (room)

pub mod digest;
pub mod keyfile;
pub mod seal;
pub mod vault;

//! (room)

pub mod blob;
pub mod digest;
pub mod given;
pub mod keyfile;
pub mod seal;
pub mod vault;

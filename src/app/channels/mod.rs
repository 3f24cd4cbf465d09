//! Where messages go: groups with their channels and routes, secrets, and the texts that are sent.

pub mod errors;
pub mod groups;
pub(crate) mod notice_channel;
pub mod pace;
pub mod route;
pub mod secrets;
pub mod templates;

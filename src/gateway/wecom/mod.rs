//! What the application and the robot have in common: addresses, answers, files and the shape of what is said.

pub mod account;
pub(super) mod address;
pub(super) mod advice;
pub(super) mod answer;
pub mod app;
pub(super) mod card;
pub(crate) mod codes;
pub mod hint;
pub(super) mod idempotent_call;
pub(super) mod markdown;
pub(super) mod media;
pub(super) mod message_body;
pub(super) mod recipient;
pub mod robot;
pub(super) mod session;
pub(super) mod token;
pub mod verdict;

//! What the application and the robot have in common: addresses, answers, files and the shape of what is said.

pub(super) mod address;
pub(super) mod advice;
pub(super) mod answer;
pub(super) mod card;
pub(super) mod markdown;
pub(super) mod media;
pub(super) mod recipient;
pub(super) mod session;
pub(super) mod token;
pub(super) mod unseen;
pub(super) mod words;

//! What both flows share: numbers, events, actors, next steps, refusals, notices.

pub mod actor;
pub mod credential_text;
pub mod delivery;
pub mod event;
pub mod exception;
pub mod figures;
pub mod flow;
pub mod foreign_row;
pub mod movement;
pub mod next;
pub mod notice;
pub mod number;
pub mod operator_text;
pub mod rejections;
pub mod rule_violation;
pub mod service_text;
pub mod view;

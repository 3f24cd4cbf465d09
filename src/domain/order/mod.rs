//! What both flows share: numbers, events, axes, actors, next steps, rejections, notices.

pub mod actor;
pub mod axis;
pub mod delivery;
pub mod event;
pub mod exception;
pub mod flow;
pub mod next;
pub mod notice;
pub mod number;
pub mod rejection;
pub mod rejections;
pub mod rule_violation;
pub mod view;

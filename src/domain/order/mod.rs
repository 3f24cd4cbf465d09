//! What both flows share: numbers, events, axes, who asks, what to do next, refusals, notices.

pub mod actor;
pub mod axis;
pub mod delivery;
pub mod event;
pub mod flow;
pub mod next;
pub mod notice;
pub mod number;
pub mod rejection;
pub mod rule_violation;
pub mod view;

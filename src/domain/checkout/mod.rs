//! The checkout flow: attraction tickets sold to buyers' agents, from the draft over held places and a payment session to the
//! ticket.
//!
//! [`decide`](decide::decide) says which events a command makes, [`evolve`](evolve::evolve) what an event makes of the
//! state, [`rule_table`] which events a state admits at all, and [`next`] what a person should do now.

pub mod accepted_mandate;
pub mod announcement;
pub mod axis;
pub mod command;
pub mod decide;
pub mod event;
pub mod event_log;
pub mod evolve;
pub mod figures;
pub mod flow;
pub mod movements;
pub mod next;
pub mod notice;
pub mod order;
pub mod payload;
pub mod rejections;
pub mod rule_table;
pub mod sku;
pub mod unapplied;
pub mod unfulfillable;
pub mod view;

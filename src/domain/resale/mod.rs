//! The resale flow: a ticket bought on the marketplace, placed with an agent, matched, handed over, settled.
//!
//! [`decide`](decide::decide) says what a request makes happen, [`evolve`](evolve::evolve) what an event makes of the
//! state, [`rules`] which events a state admits at all, and [`next`] what a person should do now.

pub mod axes;
pub mod command;
pub mod decide;
pub mod event;
pub mod evidence;
pub mod evolve;
pub mod flow;
pub mod matching;
pub mod next;
pub mod notices;
pub mod order;
pub mod payload;
pub mod present;
pub mod record;
pub mod rules;
pub mod view;

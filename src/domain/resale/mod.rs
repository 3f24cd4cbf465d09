//! The resale flow: a ticket bought on the marketplace, placed with an agent, matched, handed over, settled.
//!
//! [`decide`](decide::decide) says which events a command makes, [`evolve`](evolve::evolve) what an event makes of the
//! state, [`rule_table`] which events a state admits at all, and [`next`] what a person should do now.

pub mod axis;
pub mod buyer_text;
pub mod command;
pub mod decide;
pub mod doubt;
pub mod event;
pub mod event_log;
pub mod evolve;
pub mod figures;
pub mod flow;
pub mod loss;
pub mod matching;
pub mod movements;
pub mod next;
pub mod order;
pub mod outgoing;
pub mod payload;
pub mod payment_channel;
pub mod platform_log;
pub mod platform_news;
pub mod rejections;
pub mod rule_table;
pub mod season;
pub mod view;

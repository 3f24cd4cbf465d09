//! The outbox worker: sends what an order has to say, once, and records what became of it.

pub mod cleanup;
pub mod destination;
pub mod flow;
pub mod job;
pub mod queue;
pub mod recovery;
pub mod result;
pub mod run;
pub mod settle;
pub mod start;
pub mod worker;

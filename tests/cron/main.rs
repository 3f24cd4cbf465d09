//! `cron`, batches and what needs a person, over the real binary and the embedded channel.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod batch;
mod run;
#[path = "../support/shop.rs"]
#[expect(dead_code, reason = "the shop of the other tests, of which these need less")]
mod shop;
mod stock;
mod unit_files;
mod waits;

//! Tickets of the checkout flow over the real binary: codes that are shown, scanned, used and replaced, money that goes
//! back, and what buyers are told.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

#[allow(dead_code, reason = "the shop of the other tests, of which these need less")]
#[path = "../support/shop.rs"]
mod shop;
#[path = "../support/standin/mod.rs"]
mod standin;

mod booth;
mod canary;
mod gate;
mod notices;
mod pictures;
mod refunds;
mod rush;

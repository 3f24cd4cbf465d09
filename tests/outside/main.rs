//! Messages that leave the machine: the real binary against a stand-in for WeCom and Telegram, which counts what it received.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

#[allow(dead_code, reason = "shared with the tests of everything that goes wrong at home")]
#[path = "../support/shop.rs"]
mod shop;
#[path = "../support/standin/mod.rs"]
mod standin;

mod canary;
mod crowd;
mod faults;
mod kills;
mod ledger;
mod many;
mod pace;
mod points;
mod reference;
mod world;
mod zombie;

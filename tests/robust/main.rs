//! What happens when something goes wrong: every exit code, bad input, a process that is killed, and a command that is
//! run twice or only tried.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod bad_input;
mod exits;
mod recovery;
mod repeats;
#[allow(dead_code, reason = "shared with the tests of what leaves the machine")]
#[path = "../support/shop.rs"]
mod shop;

//! What `tests/run` leaves out and `tests/run --all` adds: what takes minutes, or needs tools that a machine may lack.
//!
//! The first line of each group is what `tests/run` says of it.

mod crowds;
mod faults;
mod kill_sweeps;
mod large_bills;
mod pictures;
mod quarter;
mod root;
mod stock_tools;
mod traced;

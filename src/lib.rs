//! `ticketctl`: two ticket flows on one event log, from a terminal.

pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod error;
pub mod gateway;
pub mod ocr;
pub mod output;
pub mod store;

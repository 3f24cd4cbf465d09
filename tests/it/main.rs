//! The tests of the whole program, in one binary: a folder for each subject, what they share in `support`, and what takes
//! minutes or other people's tools in `thorough`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]
#![allow(clippy::disallowed_methods, clippy::too_many_lines, reason = "a test has its own clock and environment")]

mod ap2;
mod backup;
mod bills;
mod catalogue;
mod checkout;
mod cli_reference;
mod cron;
mod delivery;
mod erasure;
mod event_log;
mod every_command;
mod export;
mod fake_server;
mod foreign_rows;
mod form_prompts;
mod forms;
mod gateway;
mod groups;
mod help;
mod imports;
mod lists;
mod month;
mod named_commands;
mod order_names;
mod outside_text;
mod platform_news;
mod reconcile;
mod reference_order;
mod resale;
mod robust;
mod screenshot;
mod secrets;
mod sheets;
mod shop_log;
mod statement_plans;
mod suggestions;
mod support;
mod terminal;
mod thorough;
mod ticket;
mod tidy;
mod transcripts;
mod watch;
mod work;
mod work_answers;
mod work_checkout;

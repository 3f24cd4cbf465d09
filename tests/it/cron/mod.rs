//! `cron`, batches and what needs a person, over the real binary and the embedded channel.

mod batch;
mod late;
mod operators;
mod run;
mod standing;
pub(crate) mod unit_files;
mod waits;

pub(crate) use unit_files::contrib;

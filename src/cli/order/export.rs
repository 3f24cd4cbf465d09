//! `order export`

use super::super::answer::Answer;
use super::super::context::Context;
use crate::error::Result;

/// Write orders to stdout for a spreadsheet or a script.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs it.
///
/// # Errors
/// The use case's.
pub fn run(_context: &Context, _args: Args) -> Result<Answer> {
    Ok(Answer::nothing())
}

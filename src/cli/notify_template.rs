//! `notify template`

use super::answer::Answer;
use super::context::Context;
use crate::error::Result;

/// The wordings of notices.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs it.
///
/// # Errors
/// The use case's.
pub fn run(_context: &Context, _args: Args) -> Result<Answer> {
    Ok(Answer::nothing())
}

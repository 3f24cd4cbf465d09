//! `order cancel`

use super::super::answer::Answer;
use super::super::context::Context;
use crate::error::Result;

/// Cancel an order; its money goes back.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Runs it.
///
/// # Errors
/// The use case's.
pub fn run(_context: &Context, _args: Args) -> Result<Answer> {
    Ok(Answer::nothing())
}

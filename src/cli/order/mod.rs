//! `order`: one file a verb.

mod show;

use super::answer::Answer;
use super::context::Context;
use crate::error::Result;

/// Orders.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// The detail of one order
    Show(show::Args),
}

/// Runs a verb.
///
/// # Errors
/// The verb's.
pub fn run(context: &mut Context, command: Command) -> Result<Answer> {
    match command {
        Command::Show(args) => show::run(context, args),
    }
}

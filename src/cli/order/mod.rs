//! `order`: one file a verb.

mod show;

use super::answer::Answer;
use super::context::Context;
use crate::app::App;
use crate::app::execute::not_found;
use crate::domain::ids::OrderNo;
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

/// Reads an order number; a text of another shape is no order, and near matches are told.
///
/// # Errors
/// Exit 3.
pub fn order_no(app: &mut App, text: &str) -> Result<OrderNo> {
    match OrderNo::parse(text) {
        Ok(order_no) => Ok(order_no),
        Err(_) => Err(app.store.read(|tx| not_found(tx, text))?),
    }
}

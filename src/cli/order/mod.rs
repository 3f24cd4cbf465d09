//! `order`: one file a verb.

mod cancel;
mod create;
mod export;
mod filter;
mod import;
mod list;
mod rows;
mod search;
mod show;
mod timeline;

use super::context::Context;
use super::response::Answer;
use crate::error::Result;

/// Orders.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Take paid orders in, from a file or stdin
    Import(import::Args),
    /// Record one paid order by hand
    Create(create::Args),
    /// Orders, newest first
    List(list::Args),
    /// Find orders by number, product, name, phone or certificate
    Search(search::Args),
    /// What happened to an order, oldest first
    Timeline(timeline::Args),
    /// Cancel an order; its money goes back
    Cancel(cancel::Args),
    /// Write orders to stdout for a spreadsheet or a script
    Export(export::Args),
    /// The detail of one order
    Show(show::Args),
}

pub fn run(context: &Context, command: Command) -> Result<Answer> {
    match command {
        Command::Import(args) => import::run(context, args),
        Command::Create(args) => create::run(context, args),
        Command::List(args) => list::run(context, args),
        Command::Search(args) => search::run(context, args),
        Command::Timeline(args) => timeline::run(context, args),
        Command::Cancel(args) => cancel::run(context, args),
        Command::Export(args) => export::run(context, args),
        Command::Show(args) => show::run(context, args),
    }
}

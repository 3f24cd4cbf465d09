//! `order`: one file per verb.

pub(super) mod cancel;
pub(super) mod correct;
pub(super) mod create;
pub(super) mod export;
mod filter;
pub(super) mod import;
pub(super) mod keep;
pub(super) mod list;
pub(super) mod note;
mod rows;
pub(super) mod search;
pub(super) mod show;
pub(super) mod timeline;

use super::context::CommandContext;
use super::response::CommandResponse;
use crate::error::Result;

/// Orders.
#[derive(Debug, clap::Subcommand)]
pub enum OrderVerb {
    Import(import::OrderImportArgs),
    /// Record one paid order by hand
    Create(create::OrderCreateArgs),
    /// List orders, newest first
    List(list::OrderListArgs),
    /// Find orders by number, product, name, phone or certificate
    Search(search::OrderSearchArgs),
    /// List the events of an order, oldest first
    Timeline(timeline::OrderTimelineArgs),
    /// Cancel an order; the buyer gets the money back
    Cancel(cancel::OrderCancelArgs),
    Correct(correct::OrderCorrectArgs),
    Keep(keep::OrderKeepArgs),
    Note(note::OrderNoteArgs),
    Export(export::OrderExportArgs),
    /// Show one order in detail
    Show(show::OrderShowArgs),
}

pub fn run_order(context: &CommandContext, command: OrderVerb) -> Result<CommandResponse> {
    match command {
        OrderVerb::Import(args) => import::run_order_import(context, args),
        OrderVerb::Create(args) => create::run_order_create(context, args),
        OrderVerb::List(args) => list::run_order_list(context, args),
        OrderVerb::Search(args) => search::run_order_search(context, args),
        OrderVerb::Timeline(args) => timeline::run_order_timeline(context, args),
        OrderVerb::Cancel(args) => cancel::run_order_cancel(context, args),
        OrderVerb::Correct(args) => correct::run_order_correct(context, args),
        OrderVerb::Keep(args) => keep::run_order_keep(context, args),
        OrderVerb::Note(args) => note::run_order_note(context, args),
        OrderVerb::Export(args) => export::run_order_export(context, args),
        OrderVerb::Show(args) => show::run_order_show(context, args),
    }
}

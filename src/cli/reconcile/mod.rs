//! `reconcile`: whether the money agrees.

mod decide;
mod import;
mod list;
mod password;
mod show;

use super::context::CommandContext;
use super::order_arg::OrderArg;
use super::response::CommandResponse;
use super::word_arg::word_arg;
use crate::domain::bill::verdict::BillVerdict;
use crate::error::Result;

/// Bills against orders: import, show, list, match, ignore, unmatch
#[derive(Debug, clap::Args)]
pub struct ReconcileArgs {
    #[command(subcommand)]
    verb: ReconcileVerb,
}

#[derive(Debug, clap::Subcommand)]
enum ReconcileVerb {
    /// Read bills of WeChat, Alipay, 闲管家 or a bank; the same file twice changes nothing
    ///
    /// Their rows are kept as facts, the other side sealed. A bill that was downloaded again later brings the known rows up to
    /// date. All of the files are read, or none.
    Import(import::ReconcileImportArgs),
    /// Show whether bills and orders agree, and what needs a person
    ///
    /// Ends with exit code 8 as long as anything does.
    Show {
        /// Only this order, with every row and sum of it
        #[arg(value_name = "ORDER")]
        order: Option<OrderArg>,
    },
    /// List the rows of bills, and the money that no row tells of
    List(list::ReconcileListArgs),
    /// Say that a row belongs to an order
    Match {
        /// The number of the row, as `reconcile show` has it
        #[arg(value_name = "ROW")]
        row: i64,
        /// The order
        #[arg(value_name = "ORDER")]
        order: OrderArg,
    },
    /// Say that rows belong to no order
    Ignore(decide::ReconcileIgnoreArgs),
    /// Take back what was said of a row by hand
    Unmatch {
        /// The number of the row
        #[arg(value_name = "ROW")]
        row: i64,
    },
}

word_arg!(BillVerdict);

pub fn run_reconcile(context: &CommandContext, args: ReconcileArgs) -> Result<CommandResponse> {
    match args.verb {
        ReconcileVerb::Import(args) => import::import_bills(context, &args),
        ReconcileVerb::Show { order } => show::show_agreement(context, order.as_ref()),
        ReconcileVerb::List(args) => list::list_items(context, &args),
        ReconcileVerb::Match { row, order } => decide::match_row(context, row, &order),
        ReconcileVerb::Ignore(args) => decide::ignore_rows(context, args),
        ReconcileVerb::Unmatch { row } => decide::unmatch_row(context, row),
    }
}

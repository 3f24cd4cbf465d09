//! `order list`

use super::filter::OrderFilterArgs;
use super::rows::order_schema;
use crate::cli::context::CommandContext;
use crate::cli::cut_list::RowLimit;
use crate::cli::response::CommandResponse;
use crate::error::Result;

/// How many orders a terminal gets where nobody says how many: a script gets all.
const TERMINAL_LIMIT: usize = 50;

/// List orders, newest first.
#[derive(Debug, clap::Args)]
pub struct OrderListArgs {
    #[command(flatten)]
    filter: OrderFilterArgs,
    /// At most N orders; 0 means all. Defaults to 50 on a terminal, to all elsewhere
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub fn run_order_list(context: &CommandContext, args: OrderListArgs) -> Result<CommandResponse> {
    let limit = effective_limit(context, args.limit);
    let filter = args.filter.to_order_filter(context, RowLimit(limit).to_read())?;
    let mut app = context.open_app()?;
    let lang = context.lang();
    if context.plan.is_machine() {
        let filter = crate::app::orders::list::OrderFilter { limit, ..filter };
        return Ok(CommandResponse::with_row_stream(order_schema(lang), move |sink| {
            app.each_order(&filter, sink)?;
            Ok(CommandResponse::empty())
        }));
    }
    let mut rows = Vec::new();
    app.each_order(&filter, |listed| {
        rows.push(listed);
        Ok(())
    })?;
    let cut = RowLimit(limit).cut_rows(&mut rows);
    let answer = CommandResponse::with_list(order_schema(lang), rows);
    Ok(cut.into_iter().fold(answer, CommandResponse::add_note))
}

/// The limit that holds: a terminal gets a screenful unless told.
pub(super) fn effective_limit(context: &CommandContext, asked: Option<usize>) -> usize {
    let default = if context.surface.stdout_is_tty { TERMINAL_LIMIT } else { 0 };
    asked.unwrap_or(default)
}

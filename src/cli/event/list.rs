//! `event list`

use super::{EventFilterArgs, event_schema};
use crate::cli::context::CommandContext;
use crate::cli::response::CommandResponse;
use crate::error::Result;

/// List the events of all orders, newest first.
#[derive(Debug, clap::Args)]
pub(super) struct EventListArgs {
    #[command(flatten)]
    which: EventFilterArgs,
    /// At most N events; 0 means all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

/// Lists them; personal data only after each order's access was recorded.
pub(super) fn run_event_list(context: &CommandContext, args: &EventListArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let look = args.which.read_filter(context, &mut app, args.limit)?;
    Ok(CommandResponse::with_list(event_schema(), app.newest_events(&look)?))
}

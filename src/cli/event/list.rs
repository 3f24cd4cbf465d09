//! `event list`

use super::{Which, row, shape};
use crate::cli::context::Context;
use crate::cli::response::Answer;
use crate::error::Result;
use crate::output::format::Dataset;

/// Events of all orders, newest first.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    which: Which,
    /// At most so many; 0 is all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

/// Lists them; personal data only after each order's access was recorded.
pub(super) fn run(context: &Context, args: &Args) -> Result<Answer> {
    let mut app = context.app()?;
    let look = args.which.look(context, &mut app, args.limit)?;
    let rows = app.newest_events(&look)?.into_iter().map(row).collect();
    Ok(Answer::list(Dataset { shape: shape(), rows }))
}

//! `order list`

use super::filter::FilterArgs;
use super::rows::{line, shape, told};
use crate::cli::context::Context;
use crate::cli::response::Answer;
use crate::error::Result;
use crate::output::format::Dataset;
use crate::say;

/// How many orders a terminal gets where nobody says how many: a script gets all.
const SCREENFUL: usize = 50;

/// Orders, newest first.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    filter: FilterArgs,
    /// At most so many; 0 is all, and a terminal gets 50 unless told
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let limit = limit(context, args.limit);
    // One more than asked for tells whether there are more.
    let filter = args.filter.read(if limit == 0 { 0 } else { limit.saturating_add(1) })?;
    let mut app = context.app()?;
    let lang = context.lang();
    if context.plan.is_machine() {
        let filter = crate::app::orders::list::OrderFilter { limit, ..filter };
        return Ok(Answer::stream(shape(), move |sink| {
            app.each_order(&filter, |listed| sink(line(&listed, lang)))?;
            Ok(Answer::nothing())
        }));
    }
    let mut rows = Vec::new();
    app.each_order(&filter, |listed| {
        rows.push(told(&listed, lang));
        Ok(())
    })?;
    let more = limit > 0 && rows.len() > limit;
    if more {
        rows.truncate(limit);
    }
    let answer = Answer::list(Dataset { shape: shape(), rows });
    Ok(if more {
        answer.note(say!("还有更早的订单：--limit 0 列出全部", "there are older ones: --limit 0 lists all"))
    } else {
        answer
    })
}

/// The limit that holds: a terminal gets a screenful unless told.
pub(super) fn limit(context: &Context, asked: Option<usize>) -> usize {
    let default = if context.surface.stdout_is_tty { SCREENFUL } else { 0 };
    asked.unwrap_or(default)
}

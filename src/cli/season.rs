//! `season`: the season calendar.

use std::path::{Path, PathBuf};

use super::context::CommandContext;
use super::price::format_table_changes;
use super::response::CommandResponse;
use crate::app::resale::price_list::SeasonRange;
use crate::cli::environment::named_file;
use crate::error::Result;
use crate::output::schema::ListSchema;

/// The season calendar: import, list.
#[derive(Debug, clap::Args)]
pub struct SeasonArgs {
    #[command(subcommand)]
    verb: SeasonVerb,
}

#[derive(Debug, clap::Subcommand)]
enum SeasonVerb {
    /// Replace the calendar with CSV `from,to,season`; both days are included
    Import {
        /// The CSV file; - reads standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the calendar; days outside all ranges are regular
    List,
}

pub fn run_season(context: &CommandContext, args: SeasonArgs) -> Result<CommandResponse> {
    match args.verb {
        SeasonVerb::Import { file } => import_season_calendar(context, &file),
        SeasonVerb::List => list_seasons(context),
    }
}

fn import_season_calendar(context: &CommandContext, file: &Path) -> Result<CommandResponse> {
    let change = context.open_app()?.import_seasons(named_file(file))?;
    let text = format_table_changes(&change.value, &["from", "to", "season"], context.lang());
    Ok(CommandResponse::for_change_page(&change, "rows", text, context.lang()))
}

fn list_seasons(context: &CommandContext) -> Result<CommandResponse> {
    let schema = ListSchema::new("from")
        .word("from", "开始", "From", |(from, ..): &SeasonRange| *from)
        .word("to", "结束", "To", |(_, to, _)| *to)
        .code("season", "季节", "Season", |(.., season)| *season);
    Ok(CommandResponse::with_list(schema, context.open_app()?.list_seasons()?))
}

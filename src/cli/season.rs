//! `season`: the season calendar.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::context::CommandContext;
use super::price::{format_season, format_table_changes, json_to_row};
use super::response::CommandResponse;
use crate::app::resale::price_list::SeasonRange;
use crate::cli::environment::named_file;
use crate::domain::value::message::BilingualText;
use crate::error::Result;
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema};

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
    Ok(CommandResponse::for_change(&change, "rows", text, context.lang()))
}

fn list_seasons(context: &CommandContext) -> Result<CommandResponse> {
    let rows = context.open_app()?.list_seasons()?;
    let row = |(from, to, season): SeasonRange| json_to_row(json!({ "from": from, "to": to, "season": season }));
    let columns = vec![
        ListColumn::new("from", BilingualText { zh: "开始", en: "From" }).no_wrap(),
        ListColumn::new("to", BilingualText { zh: "结束", en: "To" }).no_wrap(),
        ListColumn::new("season", BilingualText { zh: "季节", en: "Season" }).no_wrap().format_with(format_season),
    ];
    let shape = ListSchema { name: "seasons", columns, id_key: "from" };
    Ok(CommandResponse::with_list(RowSet { shape, rows: rows.into_iter().map(row).collect() }))
}

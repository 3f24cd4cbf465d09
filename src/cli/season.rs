//! `season`: the season calendar.

use super::context::CommandContext;
use super::response::CommandResponse;
use super::table_import::{TableImportArgs, confirm_removal, format_table_changes};
use crate::app::resale::price_list::SeasonRange;
use crate::app::resale::price_list::seasons::SeasonFile;
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
    /// Add and change ranges of the calendar from a sheet `from,to,season`; both days are included
    ///
    /// A range with the days of one that is there changes its season. One that shares days with a range of other days is
    /// refused.
    Import(TableImportArgs),
    /// Print the calendar; days outside all ranges are regular
    List,
}

pub fn run_season(context: &CommandContext, args: SeasonArgs) -> Result<CommandResponse> {
    match args.verb {
        SeasonVerb::Import(args) => import_season_calendar(context, &args),
        SeasonVerb::List => list_seasons(context),
    }
}

fn import_season_calendar(context: &CommandContext, args: &TableImportArgs) -> Result<CommandResponse> {
    let mut app = context.open_app()?;
    let file = SeasonFile::read(named_file(&args.file), args.sheet.as_deref(), args.scope())?;
    let columns = ["from", "to", "season"];
    let preview = app.preview_season_import(&file)?;
    confirm_removal(context, &preview, &columns)?;
    let change = app.import_seasons(&file, &preview)?;
    let text = format_table_changes(&change.value, &columns, (context.lang(), change.dry_run));
    Ok(CommandResponse::for_change_page(&change, "rows", text, context.lang()))
}

fn list_seasons(context: &CommandContext) -> Result<CommandResponse> {
    let schema = ListSchema::new("from")
        .word("from", "开始", "From", |(from, ..): &SeasonRange| *from)
        .word("to", "结束", "To", |(_, to, _)| *to)
        .code("season", "季节", "Season", |(.., season)| *season);
    Ok(CommandResponse::with_list(schema, context.open_app()?.list_seasons()?))
}

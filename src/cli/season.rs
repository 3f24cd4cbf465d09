//! `season`: the season calendar.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::context::Context;
use super::price::{changes, object, season_label};
use super::response::Answer;
use crate::app::resale::price_list::Season;
use crate::domain::value::message::Text;
use crate::error::Result;
use crate::formats::source::Source;
use crate::formats::tables;
use crate::output::format::{Column, Dataset, Shape};

/// The season calendar: import, list.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Replace the calendar by CSV `from,to,season`; both days are included
    Import {
        /// The CSV file; - reads standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the calendar; a day in no range is regular
    List,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::Import { file } => import(context, &file),
        Verb::List => list(context),
    }
}

fn import(context: &Context, file: &Path) -> Result<Answer> {
    let rows = tables::seasons(Source::open(file, std::io::stdin(), None)?)?;
    let change = context.app()?.import_seasons(&rows)?;
    let text = changes(&change.value, &["from", "to", "season"], context.lang());
    Ok(Answer::changed(&change, "rows", text, context.lang()))
}

fn list(context: &Context) -> Result<Answer> {
    let rows = context.app()?.seasons()?;
    let row = |(from, to, season): Season| object(json!({ "from": from, "to": to, "season": season }));
    let columns = vec![
        Column::new("from", Text { zh: "开始", en: "From" }).whole(),
        Column::new("to", Text { zh: "结束", en: "To" }).whole(),
        Column::new("season", Text { zh: "季节", en: "Season" }).whole().shown(season_label),
    ];
    let shape = Shape { name: "seasons", columns, id_key: "from" };
    Ok(Answer::list(Dataset { shape, rows: rows.into_iter().map(row).collect() }))
}

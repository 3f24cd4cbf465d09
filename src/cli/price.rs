//! `price`: the price table.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::context::Context;
use super::response::Answer;
use crate::domain::value::message::{Lang, Text};
use crate::error::Result;
use crate::formats::source::Source;
use crate::formats::tables;
use crate::output::format::{Column, Dataset, Row, Shape};
use crate::say;

/// The price table: import, list.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    /// Replace the price table by CSV `ticket_type,season,price`
    Import {
        /// The CSV file; - reads standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the price table
    List,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    match args.verb {
        Verb::Import { file } => import(context, &file),
        Verb::List => list(context),
    }
}

fn import(context: &Context, file: &std::path::Path) -> Result<Answer> {
    let rows = tables::prices(Source::open(file, std::io::stdin(), None)?)?;
    let change = context.app()?.import_prices(&rows)?;
    let text = changes(&change.value, &["ticket_type", "season", "price"], context.lang());
    Ok(Answer::changed(&change, "rows", text, context.lang()).note(say!(
        "已计价的订单保持原价；之后提交的资料按新价核对。",
        "orders that were priced keep their price; forms submitted from now on are checked against this table"
    )))
}

fn list(context: &Context) -> Result<Answer> {
    let rows = context.app()?.prices()?;
    let row = |(ticket_type, season, price): (String, String, crate::domain::value::money::Fen)| {
        object(json!({ "ticket_type": ticket_type, "season": season, "price": price.to_string() }))
    };
    let columns = vec![
        Column::new("ticket_type", Text { zh: "票种", en: "Ticket type" }),
        Column::new("season", Text { zh: "季节", en: "Season" }).whole().shown(season_label),
        Column::new("price", Text { zh: "价格（元）", en: "Price (CNY)" }).number(),
    ];
    let shape = Shape { name: "prices", columns, id_key: "ticket_type" };
    Ok(Answer::list(Dataset { shape, rows: rows.into_iter().map(row).collect() }))
}

/// What an import did to a table, a line a row: `+` added, `~` changed, `-` removed.
pub(super) fn changes(value: &Value, keys: &[&str; 3], lang: Lang) -> String {
    let rows = |kind: &str| value[kind].as_array().cloned().unwrap_or_default();
    let cell = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let mut lines = Vec::new();
    for (kind, sign) in [("added", '+'), ("changed", '~'), ("removed", '-')] {
        for row in rows(kind) {
            let [a, b, c] = keys.map(|key| cell(&row, key));
            let was = row.get("was").and_then(Value::as_str).map(|was| format!("{was} → ")).unwrap_or_default();
            lines.push(format!("{sign} {a}  {b}  {was}{c}"));
        }
    }
    let [added, changed, removed] = ["added", "changed", "removed"].map(|kind| rows(kind).len());
    let (total, same) = (&value["rows"], &value["unchanged"]);
    lines.push(
        say!(
            "共 {total} 行：新增 {added}，修改 {changed}，删除 {removed}，不变 {same}",
            "{total} rows: {added} added, {changed} changed, {removed} removed, {same} as before"
        )
        .get(lang)
        .to_owned(),
    );
    lines.join("\n")
}

pub(super) fn season_label(code: &Value, lang: Lang) -> String {
    let text = match code.as_str() {
        Some("low") => Text { zh: "淡季", en: "low" },
        Some("high") => Text { zh: "旺季", en: "high" },
        _ => Text { zh: "平季", en: "regular" },
    };
    text.get(lang).to_owned()
}

pub(super) fn object(value: Value) -> Row {
    match value {
        Value::Object(row) => row,
        _ => Row::new(),
    }
}

//! `price`: the price table.

use std::path::PathBuf;

use serde_json::Value;

use super::context::CommandContext;
use super::response::CommandResponse;
use crate::app::resale::price_list::PriceLine;
use crate::cli::environment::named_file;
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::output::schema::ListSchema;
use crate::say;

/// The price table: import, list.
#[derive(Debug, clap::Args)]
pub struct PriceArgs {
    #[command(subcommand)]
    verb: PriceVerb,
}

#[derive(Debug, clap::Subcommand)]
enum PriceVerb {
    /// Replace the price table with CSV `ticket_type,season,price`
    Import {
        /// The CSV file; - reads standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the price table
    List,
}

pub fn run_price(context: &CommandContext, args: PriceArgs) -> Result<CommandResponse> {
    match args.verb {
        PriceVerb::Import { file } => import_price_table(context, &file),
        PriceVerb::List => list_prices(context),
    }
}

fn import_price_table(context: &CommandContext, file: &std::path::Path) -> Result<CommandResponse> {
    let change = context.open_app()?.import_prices(named_file(file))?;
    let text = format_table_changes(&change.value, &["ticket_type", "season", "price"], context.lang());
    Ok(CommandResponse::for_change_page(&change, "rows", text, context.lang()).add_note(say!(
        "已计价的订单保持原价；之后提交的资料按新价核对。",
        "orders already priced keep their price; forms submitted from now on are checked against this table"
    )))
}

fn list_prices(context: &CommandContext) -> Result<CommandResponse> {
    let schema = ListSchema::new("ticket_type")
        .text("ticket_type", "票种", "Ticket type", |(ticket_type, ..): &PriceLine| ticket_type.clone())
        .code("season", "季节", "Season", |(_, season, _)| *season)
        .number("price", "价格（元）", "Price (CNY)", |(.., price)| *price);
    Ok(CommandResponse::with_list(schema, context.open_app()?.list_prices()?))
}

/// What an import did to a table, one line per row: `+` added, `~` changed, `-` removed.
pub(super) fn format_table_changes(value: &Value, keys: &[&str; 3], lang: Lang) -> String {
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
        .in_lang(lang)
        .to_owned(),
    );
    lines.join("\n")
}

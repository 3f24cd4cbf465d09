//! What `price import` and `season import` share: their flags, the question before rows are removed, and how a change is told.

use std::path::PathBuf;

use serde_json::Value;

use super::context::CommandContext;
use super::response::print_to_stderr;
use crate::app::resale::price_list::ImportScope;
use crate::app::resale::price_list::difference::TableDifference;
use crate::domain::resale::season::Season;
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::say;

/// A sheet with rows of a table.
#[derive(Debug, clap::Args)]
pub struct TableImportArgs {
    /// The file: CSV in any common encoding, XLSX or XLS; - reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Also remove what the file lacks, after showing it and asking
    #[arg(long)]
    replace: bool,
    /// The sheet of a workbook, where several have such rows
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
}

impl TableImportArgs {
    pub const fn scope(&self) -> ImportScope {
        if self.replace { ImportScope::WholeTable } else { ImportScope::SomeRows }
    }
}

/// Shows what an import would do and asks, where it removes rows.
pub fn confirm_removal(context: &CommandContext, difference: &TableDifference, columns: &[&str; 3]) -> Result<()> {
    let removed = difference.count_removed();
    if removed == 0 || context.global.dry_run || context.global.yes {
        return Ok(());
    }
    // Whom nobody can ask gets the one error, and may look with --dry-run.
    if context.can_ask() {
        print_to_stderr(&format_table_changes(&difference.to_json(), columns, (context.lang(), true)));
    }
    context.confirm_question(&say!("删除文件里没有的 {removed} 行？", "Remove the {removed} rows that the file lacks?"))
}

/// What a change did to a table, one line per row: `+` added, `~` changed, `-` removed.
pub fn format_table_changes(value: &Value, columns: &[&str; 3], (lang, ahead): (Lang, bool)) -> String {
    let rows = |kind: &str| value[kind].as_array().cloned().unwrap_or_default();
    let cell = |row: &Value, key: &str| show_cell(key, row[key].as_str().unwrap_or_default(), lang);
    let mut lines = Vec::new();
    for (kind, sign) in [("added", '+'), ("changed", '~'), ("removed", '-')] {
        for row in rows(kind) {
            let [a, b, c] = columns.map(|key| cell(&row, key));
            let was = row.get("was").and_then(Value::as_str).map(|was| show_cell(columns[2], was, lang));
            let was = was.map(|was| format!("{was} → ")).unwrap_or_default();
            lines.push(format!("{sign} {a}  {b}  {was}{c}"));
        }
    }
    let [added, changed, removed] = ["added", "changed", "removed"].map(|kind| rows(kind).len());
    let (total, same) = (&value["rows"], &value["unchanged"]);
    let summary = if ahead {
        say!(
            "共 {total} 行：会新增 {added}，会修改 {changed}，会删除 {removed}，不变 {same}",
            "{total} rows: would add {added}, change {changed}, remove {removed}; {same} as before"
        )
    } else {
        say!(
            "共 {total} 行：新增 {added}，修改 {changed}，删除 {removed}，不变 {same}",
            "{total} rows: {added} added, {changed} changed, {removed} removed, {same} as before"
        )
    };
    lines.push(summary.in_lang(lang).to_owned());
    lines.join("\n")
}

/// A cell as people read it: a season by its label.
fn show_cell(key: &str, text: &str, lang: Lang) -> String {
    let season = (key == "season").then(|| Season::from_code(text)).flatten();
    season.map_or(text, |season| season.label().in_lang(lang)).to_owned()
}

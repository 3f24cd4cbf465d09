//! Lists for people: a table that fits the terminal, plain columns in a pipe, and one field per line where it is narrow.

use comfy_table::presets::NOTHING;

use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, Width};
use serde_json::Value;

use crate::domain::value::message::Lang;

use super::json;
use super::schema::{ColumnAlign, ColumnHead, ListColumn, ListSchema};
use super::terminal::DisplayOptions;
use super::text::{CUT_MARK, cell_width, escape_hidden, pad_to_width};

/// Below this many columns a table breaks more than it shows.
const MIN_TABLE_WIDTH: u16 = 60;

/// The spaces between two columns.
const COLUMN_GAP: usize = 2;

/// The least room of a column that may wrap: five Chinese characters and a word.
const MIN_WRAPPED_WIDTH: usize = 14;

const MAX_CELL_LINES: usize = 4;

/// What stands for a value that is not there.
pub const NO_VALUE: &str = "-";

/// The list as text, ending in a newline; nothing at all when there are no rows and nobody looks.
pub fn draw_table<R>(schema: &ListSchema<R>, rows: &[R], surface: &DisplayOptions) -> String {
    draw_cells(schema, rows.iter().map(|row| visible_cells(schema, row, surface.lang)).collect(), surface)
}

/// The list of rows whose [`visible_cells`] are at hand.
pub(super) fn draw_cells<R>(schema: &ListSchema<R>, cells: Vec<Vec<String>>, surface: &DisplayOptions) -> String {
    let empty = cells.is_empty();
    let grid = TableGrid::new(visible_columns(schema).map(|column| column.head).collect(), cells, surface.lang);
    match surface.width {
        _ if empty && surface.stdout_is_tty => empty_list_text(surface.lang),
        None => grid.draw_plain(),
        Some(cells) if cells < MIN_TABLE_WIDTH => grid.draw_vertical(surface),
        Some(cells) => match grid.fitting_columns(usize::from(cells)) {
            Some(kept) => grid.draw_columns(&kept, cells, surface),
            None => grid.draw_vertical(surface),
        },
    }
}

/// The widths that the first rows of a table gave its columns.
pub(super) struct ColumnWidths(TableGrid);

impl ColumnWidths {
    pub(super) fn from_page<R>(schema: &ListSchema<R>, page: &[Vec<String>], lang: Lang) -> Self {
        let columns = visible_columns(schema).map(|column| column.head).collect();
        let mut grid = TableGrid::new(columns, page.to_vec(), lang);
        grid.cells = Vec::new();
        Self(grid)
    }

    /// A later row; what is wider than its column pushes the rest aside.
    pub(super) fn draw_line(&self, cells: &[String]) -> String {
        self.0.draw_plain_line(cells)
    }
}

fn visible_columns<R>(schema: &ListSchema<R>) -> impl Iterator<Item = &ListColumn<R>> {
    schema.columns.iter().filter(|column| !column.head.hidden)
}

/// What people read of one row.
pub(super) fn visible_cells<R>(schema: &ListSchema<R>, row: &R, lang: Lang) -> Vec<String> {
    visible_columns(schema).map(|column| format_cell(column, row, lang)).collect()
}

fn empty_list_text(lang: Lang) -> String {
    match lang {
        Lang::Zh => "（没有记录）\n".to_owned(),
        Lang::En => "(nothing to show)\n".to_owned(),
    }
}

/// `text` in lines of at most `cells` cells, broken between words and between Chinese characters.
pub fn wrap_text(text: &str, cells: usize) -> Vec<String> {
    if cell_width(text) <= cells {
        return vec![text.to_owned()];
    }
    let mut table = unstyled_table();
    table.set_width(u16::try_from(cells.max(4)).unwrap_or(u16::MAX)).add_row([text]);
    if let Some(column) = table.column_mut(0) {
        column.set_padding((0, 0));
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// A table that draws nothing by itself and asks no terminal.
fn unstyled_table() -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).force_no_tty().set_content_arrangement(ContentArrangement::Dynamic);
    table.set_truncation_indicator(CUT_MARK);
    table
}

/// The cells of a list as people read them, and how wide each column would like to be.
struct TableGrid {
    columns: Vec<ColumnHead>,
    lang: Lang,
    cells: Vec<Vec<String>>,
    widest: Vec<usize>,
}

impl TableGrid {
    fn new(columns: Vec<ColumnHead>, cells: Vec<Vec<String>>, lang: Lang) -> Self {
        let widest = |(at, column): (usize, &ColumnHead)| {
            let cells = cells.iter().filter_map(|row| row.get(at)).map(|cell| cell_width(cell)).max().unwrap_or(0);
            cells.max(cell_width(column.label.in_lang(lang)))
        };
        let widest = columns.iter().enumerate().map(widest).collect();
        Self { columns, lang, cells, widest }
    }

    /// Which columns to draw in `cells` cells: those of low priority go first, and none is cut for them. `None` when
    /// even the others do not fit.
    fn fitting_columns(&self, cells: usize) -> Option<Vec<usize>> {
        let mut kept: Vec<usize> = (0..self.columns.len()).collect();
        while self.least_width(&kept) > cells {
            let priority = |at: &&usize| self.columns.get(**at).map_or(0, |column| column.priority);
            let least_wanted = *kept.iter().filter(|at| priority(at) > 0).max_by_key(priority)?;
            kept.retain(|at| *at != least_wanted);
        }
        Some(kept)
    }

    /// The cells that these columns need at least.
    fn least_width(&self, kept: &[usize]) -> usize {
        let need = |at: &usize| {
            let wide = self.widest.get(*at).copied().unwrap_or(0);
            if self.columns.get(*at).is_some_and(|column| column.wraps) { wide.min(MIN_WRAPPED_WIDTH) } else { wide }
        };
        kept.iter().map(need).sum::<usize>() + COLUMN_GAP * kept.len().saturating_sub(1)
    }

    fn column_label(&self, at: usize) -> &'static str {
        self.columns.get(at).map_or("", |column| column.label.in_lang(self.lang))
    }

    fn draw_columns(&self, kept: &[usize], cells: u16, surface: &DisplayOptions) -> String {
        let mut table = unstyled_table();
        let rule = LineStyle::none().fill('-').junction('-');
        table.load_style(NOTHING.header_separator(rule)).set_width(cells);
        if surface.color {
            table.enforce_styling();
        }
        let head = |at: &usize| Cell::new(self.column_label(*at)).add_attribute(Attribute::Bold);
        table.set_header(kept.iter().map(head).collect::<Vec<_>>());
        for row in &self.cells {
            let cells: Vec<&String> = kept.iter().filter_map(|at| row.get(*at)).collect();
            let mut row = comfy_table::Row::from(cells);
            row.max_height(MAX_CELL_LINES);
            table.add_row(row);
        }
        self.arrange_columns(&mut table, kept);
        table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    /// A column ends with one space; the other of [`COLUMN_GAP`] is the junction of the rule under the header.
    fn arrange_columns(&self, table: &mut Table, kept: &[usize]) {
        let last = kept.len().saturating_sub(1);
        for (place, at) in kept.iter().enumerate() {
            let (Some(drawn), Some(column)) = (table.column_mut(place), self.columns.get(*at)) else { continue };
            drawn.set_padding((0, u16::from(place != last)));
            drawn.set_cell_alignment(match column.align {
                ColumnAlign::Left => CellAlignment::Left,
                ColumnAlign::Right => CellAlignment::Right,
            });
            drawn.set_constraint(match column.wraps {
                false => ColumnConstraint::ContentWidth,
                true => ColumnConstraint::LowerBoundary(Width::Fixed(4)),
            });
        }
    }

    /// Columns kept apart by spaces: no wrapping, no cutting, no drawing.
    fn draw_plain(&self) -> String {
        let labels: Vec<String> = (0..self.columns.len()).map(|at| self.column_label(at).to_owned()).collect();
        std::iter::once(&labels).chain(&self.cells).map(|line| self.draw_plain_line(line)).collect()
    }

    fn draw_plain_line(&self, line: &[String]) -> String {
        let cell = |((text, wide), column): ((&String, &usize), &ColumnHead)| match column.align {
            ColumnAlign::Left => pad_to_width(text, *wide),
            ColumnAlign::Right => format!("{}{text}", " ".repeat(wide.saturating_sub(cell_width(text)))),
        };
        let cells: Vec<String> = line.iter().zip(&self.widest).zip(&self.columns).map(cell).collect();
        format!("{}\n", cells.join(&" ".repeat(COLUMN_GAP)).trim_end())
    }

    /// `label: value`, one per line, an empty line between two records.
    fn draw_vertical(&self, surface: &DisplayOptions) -> String {
        let colon = if self.lang == Lang::Zh { "：" } else { ": " };
        let record = |row: &Vec<String>| -> String {
            let line = |(at, text): (usize, &String)| {
                format!("{}{colon}{text}\n", surface.stdout_styler().bold(self.column_label(at)))
            };
            row.iter().enumerate().map(line).collect()
        };
        self.cells.iter().map(record).collect::<Vec<_>>().join("\n")
    }
}

/// What people read of a row in one column.
pub fn format_cell<R>(column: &ListColumn<R>, row: &R, lang: Lang) -> String {
    let text = match column.value(row) {
        Value::Null => String::new(),
        value => column.shown(row, lang).unwrap_or_else(|| match value {
            Value::String(text) => text,
            other => json::to_compact_json(&other),
        }),
    };
    if text.is_empty() { NO_VALUE.to_owned() } else { escape_hidden(&text).into_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::output::schema::OutputRow;
    use crate::output::terminal::TerminalEnvironment;

    fn shape() -> ListSchema<OutputRow> {
        ListSchema::new("no")
            .word("no", "订单号", "Order", |row: &OutputRow| row["no"].clone())
            .text("product", "商品名", "Product", |row| row["product"].clone())
            .number("paid", "支付金额", "Paid", |row| row.get("paid").cloned())
            .text("source", "来源", "Source", |row| row.get("source").cloned())
            .drop_priority(2)
            .text("note", "备注", "Note", |row| row.get("note").cloned())
            .drop_priority(1)
            .hidden("secret_of_scripts", |row| row.get("secret_of_scripts").cloned())
    }

    fn rows() -> Vec<OutputRow> {
        let row = |no: &str, product: &str, paid: &str| {
            json!({ "no": no, "product": product, "paid": paid, "source": "xianyu-marketplace",
                "note": "请在入园前一天晚上八点之前联系客服", "secret_of_scripts": "s" })
        };
        let rows = [
            row("XY20260320033546715D3AV", "初级道 3 小时（含雪具、教练、午餐和往返接驳车）", "¥1,280.00"),
            row("XY20260320033546716AAAA", "成人票", "¥5.00"),
        ];
        rows.iter().map(|row| row.as_object().cloned().unwrap()).collect()
    }

    fn at(columns: u16, color: bool) -> DisplayOptions {
        let clicolor = if color { "1" } else { "0" };
        DisplayOptions::new(&TerminalEnvironment {
            stdout_is_tty: true,
            terminal_width: Some(columns),
            clicolor: Some(clicolor),
            lang: Lang::Zh,
            ..TerminalEnvironment::default()
        })
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_ids_and_money_stay_whole() {
        for columns in 60..=200 {
            let text = draw_table(&shape(), &rows(), &at(columns, false));
            for line in text.lines() {
                assert!(cell_width(line) <= usize::from(columns), "{columns}: {line}");
            }
            for whole in ["XY20260320033546715D3AV", "¥1,280.00", "¥5.00"] {
                assert!(text.contains(whole), "{columns}: {whole} is broken in\n{text}");
            }
            assert!(!text.contains('…') && !text.contains("secret"), "{columns}");
        }
    }

    #[test]
    fn columns_of_low_priority_go_first() {
        assert!(draw_table(&shape(), &rows(), &at(160, false)).contains("来源"));
        let narrow = draw_table(&shape(), &rows(), &at(70, false));
        assert!(!narrow.contains("来源") && narrow.contains("备注"), "{narrow}");
        assert!(!draw_table(&shape(), &rows(), &at(60, false)).contains("备注"));
    }

    #[test]
    fn a_narrow_terminal_gets_one_field_a_line() {
        let text = draw_table(&shape(), &rows(), &at(59, false));
        assert!(text.starts_with("订单号：XY20260320033546715D3AV\n商品名：初级道"), "{text}");
        assert_eq!(text.matches("\n\n").count(), 1);
    }

    #[test]
    fn a_pipe_gets_aligned_columns_without_cuts() {
        let text = draw_table(&shape(), &rows(), &DisplayOptions::for_pipe(Lang::En));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("Order                    Product"));
        assert!(lines[1].contains("初级道 3 小时（含雪具、教练、午餐和往返接驳车）  ¥1,280.00"));
        let column = |line: &str| cell_width(line.split("xianyu").next().unwrap());
        assert_eq!(column(lines[1]), column(lines[2]));
    }

    #[test]
    fn colour_changes_no_width_and_no_word() {
        let plain = draw_table(&shape(), &rows(), &at(100, false));
        let painted = draw_table(&shape(), &rows(), &at(100, true));
        assert!(painted.contains('\u{1b}') && !plain.contains('\u{1b}'));
        let bare = painted.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
        let trimmed: Vec<&str> = bare.lines().map(str::trim_end).collect();
        assert_eq!(trimmed, plain.lines().collect::<Vec<_>>());
    }

    #[test]
    fn text_from_outside_cannot_drive_the_terminal() {
        let row = json!({ "no": "\u{1b}[2J", "product": null }).as_object().cloned().unwrap();
        let text = draw_table(&shape(), &[row], &at(100, false));
        assert!(text.contains("\\u{1b}[2J") && !text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn an_empty_list_says_so_on_a_terminal_only() {
        assert_eq!(draw_table(&shape(), &[], &at(100, false)), "（没有记录）\n");
        assert_eq!(draw_table(&shape(), &[], &DisplayOptions::for_pipe(Lang::En)).lines().count(), 1);
    }

    #[test]
    fn wrapping_keeps_every_character() {
        let text = "not allow to access from your ip, hint: [1773977760414942419258605], 优先排查失败原因后重试推单";
        for cells in [20, 33, 60] {
            let lines = wrap_text(text, cells);
            assert!(lines.iter().all(|line| cell_width(line) <= cells), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
        assert_eq!(wrap_text("short", 20), ["short"]);
    }
}

//! Lists for people: a table that fits the terminal, plain columns in a pipe, and one field per line where it is narrow.
//!
//! Invariant: an id or an amount is whole wherever it is shown, and a column that has no room is named under the table.

use comfy_table::presets::NOTHING;
use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, Width};
use serde_json::Value;

use crate::domain::value::message::Lang;

use super::json;
use super::schema::{ColumnAlign, ColumnHead, ListColumn, ListSchema};
use super::terminal::DisplayOptions;
use super::text::{cell_width, escape_hidden, pad_to_width, truncate_to_width};
use super::wrap::{longest_part, wrap_text};
use crate::say;

/// Below this many columns a table breaks more than it shows.
const MIN_TABLE_WIDTH: u16 = 60;

/// The spaces between two columns.
const COLUMN_GAP: usize = 2;

/// The least room of a column that may wrap: five Chinese characters and a word.
const MIN_WRAPPED_WIDTH: usize = 14;

/// The longest word that a column that may wrap is made wide enough for: an order number and the mark of its part.
const MAX_WHOLE_WORD: usize = 32;

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
        Some(cells) => {
            match grid.fit_columns(usize::from(cells)).or_else(|| grid.squeeze_columns(usize::from(cells))) {
                Some(fitted) => grid.draw_fitted(&fitted, usize::from(cells), surface),
                None => grid.draw_vertical(surface),
            }
        }
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

/// The cells of a list as people read them, and how wide each column would like to be.
struct TableGrid {
    columns: Vec<ColumnHead>,
    lang: Lang,
    cells: Vec<Vec<String>>,
    /// The cells in which nothing is broken.
    widest: Vec<usize>,
    /// The cells in which no id, amount or word is broken.
    least: Vec<usize>,
}

/// Which columns of a grid are drawn.
struct FittedColumns {
    kept: Vec<usize>,
    /// How wide each of them is.
    widths: Vec<usize>,
    /// Those that have values and no room.
    hidden: Vec<usize>,
}

/// A cell in lines, the last of which shows that there is more.
fn wrap_cell(text: &str, width: usize) -> Vec<String> {
    let mut lines = if cell_width(text) <= width { vec![text.to_owned()] } else { wrap_text(text, width) };
    if lines.len() > MAX_CELL_LINES {
        let rest = lines.split_off(MAX_CELL_LINES - 1).join(" ");
        lines.push(truncate_to_width(&rest, width).into_owned());
    }
    lines
}

/// A table that asks no terminal: what it is given is wrapped already, and the columns are as wide as they are told.
fn unstyled_table() -> Table {
    let mut table = Table::new();
    let rule = LineStyle::none().fill('-').junction('-');
    table.load_style(NOTHING.header_separator(rule)).force_no_tty();
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

impl TableGrid {
    fn new(columns: Vec<ColumnHead>, cells: Vec<Vec<String>>, lang: Lang) -> Self {
        let widest = |(at, column): (usize, &ColumnHead)| {
            let cells = cells.iter().filter_map(|row| row.get(at)).map(|cell| cell_width(cell)).max().unwrap_or(0);
            cells.max(cell_width(column.label.in_lang(lang)))
        };
        let widest: Vec<usize> = columns.iter().enumerate().map(widest).collect();
        let least = |((at, column), wide): ((usize, &ColumnHead), &usize)| {
            if !column.wraps {
                return *wide;
            }
            let word = cells.iter().filter_map(|row| row.get(at)).map(|cell| longest_part(cell)).max().unwrap_or(0);
            (*wide).min(word.clamp(MIN_WRAPPED_WIDTH, MAX_WHOLE_WORD))
        };
        let least = columns.iter().enumerate().zip(&widest).map(least).collect();
        Self { columns, lang, cells, widest, least }
    }

    /// Which columns to draw in `cells` cells, and how wide: those that say nothing go first, then those of low priority,
    /// and none is cut for them. `None` when even the others do not fit.
    fn fit_columns(&self, cells: usize) -> Option<FittedColumns> {
        let mut kept: Vec<usize> = (0..self.columns.len()).collect();
        let mut hidden = Vec::new();
        while self.least_width(&kept) > cells {
            let rank = |at: &&usize| (self.is_blank(**at), self.priority(**at));
            let least_wanted = *kept.iter().filter(|at| self.priority(**at) > 0).max_by_key(rank)?;
            kept.retain(|at| *at != least_wanted);
            hidden.push(least_wanted);
        }
        hidden.retain(|at| !self.is_blank(*at));
        hidden.sort_unstable();
        let room = cells - self.least_width(&kept);
        Some(FittedColumns { widths: self.share_room(&kept, room), kept, hidden })
    }

    /// The same with words that may break: what is left where even the columns that always stay want more room.
    fn squeeze_columns(&self, cells: usize) -> Option<FittedColumns> {
        let least = |(wide, column): (&usize, &ColumnHead)| {
            if column.wraps { (*wide).min(MIN_WRAPPED_WIDTH) } else { *wide }
        };
        let least = self.widest.iter().zip(&self.columns).map(least).collect();
        let squeezed = Self {
            columns: self.columns.clone(),
            cells: self.cells.clone(),
            widest: self.widest.clone(),
            least,
            ..*self
        };
        squeezed.fit_columns(cells)
    }

    fn priority(&self, at: usize) -> u8 {
        self.columns.get(at).map_or(0, |column| column.priority)
    }

    /// Whether no row has a value in the column.
    fn is_blank(&self, at: usize) -> bool {
        self.cells.iter().all(|row| row.get(at).is_none_or(|cell| cell == NO_VALUE))
    }

    /// The cells that these columns need at least.
    fn least_width(&self, kept: &[usize]) -> usize {
        let need = kept.iter().map(|at| self.least.get(*at).copied().unwrap_or(0)).sum::<usize>();
        need + COLUMN_GAP * kept.len().saturating_sub(1)
    }

    /// The width of each column, when `room` cells are left over: a column that wants little gets it, the others share.
    fn share_room(&self, kept: &[usize], mut room: usize) -> Vec<usize> {
        let size = |sizes: &[usize], at: usize| sizes.get(at).copied().unwrap_or(0);
        let mut widths: Vec<usize> = kept.iter().map(|at| size(&self.least, *at)).collect();
        let wish = |place: usize| kept.get(place).map_or(0, |at| size(&self.widest, *at) - size(&self.least, *at));
        let mut places: Vec<usize> = (0..kept.len()).collect();
        places.sort_by_key(|place| wish(*place));
        for (done, place) in places.iter().enumerate() {
            let more = wish(*place).min(room / (kept.len() - done));
            room -= more;
            if let Some(width) = widths.get_mut(*place) {
                *width += more;
            }
        }
        widths
    }

    fn column_label(&self, at: usize) -> &'static str {
        self.columns.get(at).map_or("", |column| column.label.in_lang(self.lang))
    }

    fn draw_fitted(&self, fitted: &FittedColumns, cells: usize, surface: &DisplayOptions) -> String {
        let mut table = unstyled_table();
        if surface.color {
            table.enforce_styling();
        }
        let head = |(at, width): (&usize, &usize)| {
            Cell::new(wrap_cell(self.column_label(*at), *width).join("\n")).add_attribute(Attribute::Bold)
        };
        table.set_header(fitted.kept.iter().zip(&fitted.widths).map(head).collect::<Vec<_>>());
        for row in &self.cells {
            let texts = fitted.kept.iter().filter_map(|at| row.get(*at));
            table.add_row(texts.zip(&fitted.widths).map(|(text, width)| wrap_cell(text, *width).join("\n")));
        }
        self.arrange_columns(&mut table, fitted);
        let mut text: String = table.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        if !fitted.hidden.is_empty() && !surface.quiet {
            for line in wrap_text(&self.name_hidden(&fitted.hidden), cells) {
                text.push_str(&format!("{}\n", surface.stdout_styler().dim(&line)));
            }
        }
        text
    }

    /// A column ends with one space; the other of [`COLUMN_GAP`] is the junction of the rule under the header.
    fn arrange_columns(&self, table: &mut Table, fitted: &FittedColumns) {
        let last = fitted.kept.len().saturating_sub(1);
        for (place, (at, width)) in fitted.kept.iter().zip(&fitted.widths).enumerate() {
            let (Some(drawn), Some(column)) = (table.column_mut(place), self.columns.get(*at)) else { continue };
            let padding = u16::from(place != last);
            drawn.set_padding((0, padding));
            drawn.set_cell_alignment(match column.align {
                ColumnAlign::Left => CellAlignment::Left,
                ColumnAlign::Right => CellAlignment::Right,
            });
            let width = u16::try_from(*width).unwrap_or(u16::MAX).saturating_add(padding);
            drawn.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
    }

    /// Which columns there was no room for, and how to see them.
    fn name_hidden(&self, hidden: &[usize]) -> String {
        let names: Vec<&str> = hidden.iter().map(|at| self.column_label(*at)).collect();
        let (zh, en) = (names.join("、"), names.join(", "));
        say!("隐藏的列：{zh}（终端更宽或 --json）", "hidden columns: {en} (a wider terminal, or --json)")
            .in_lang(self.lang)
            .to_owned()
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
    use crate::output::text::CUT_MARK;

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
            assert!(!text.contains("..") && !text.contains("secret"), "{columns}");
        }
    }

    #[test]
    fn columns_of_low_priority_go_first() {
        assert!(draw_table(&shape(), &rows(), &at(160, false)).contains("来源"));
        let narrow = draw_table(&shape(), &rows(), &at(70, false));
        assert!(!narrow.contains("xianyu") && narrow.contains("请在入园"), "{narrow}");
        assert!(!draw_table(&shape(), &rows(), &at(60, false)).contains("请在入园"));
    }

    #[test]
    fn columns_without_room_are_named() {
        let last = |columns| draw_table(&shape(), &rows(), &at(columns, false)).lines().last().map(str::to_owned);
        assert_eq!(last(70).as_deref(), Some("隐藏的列：来源（终端更宽或 --json）"));
        assert_eq!(last(60).as_deref(), Some("隐藏的列：来源、备注（终端更宽或 --json）"));
        assert!(!draw_table(&shape(), &rows(), &at(160, false)).contains("隐藏"));
        let quiet = DisplayOptions { quiet: true, ..at(60, false) };
        assert!(!draw_table(&shape(), &rows(), &quiet).contains("隐藏"));
    }

    #[test]
    fn a_column_without_values_goes_first_and_is_not_named() {
        let mut rows = rows();
        rows.iter_mut().for_each(|row| drop(row.remove("note")));
        let text = draw_table(&shape(), &rows, &at(70, false));
        assert!(text.contains("xianyu") && !text.contains("备注") && !text.contains("隐藏"), "{text}");
    }

    #[test]
    fn a_word_in_a_text_stays_whole_where_the_terminal_has_room() {
        let mut rows = rows();
        rows[1].insert("product".to_owned(), json!("见订单 XY20260320033546716BBBB 的备注和退款记录，先核对再推单"));
        for columns in 80..=200 {
            let text = draw_table(&shape(), &rows, &at(columns, false));
            assert!(text.contains("XY20260320033546716BBBB"), "{columns}\n{text}");
        }
    }

    #[test]
    fn a_cell_of_many_lines_ends_with_a_mark() {
        assert_eq!(wrap_cell(&"很长的说明".repeat(9), 20).len(), MAX_CELL_LINES);
        assert!(wrap_cell(&"很长的说明".repeat(9), 20).iter().all(|line| cell_width(line) <= 20));
        assert!(wrap_cell(&"很长的说明".repeat(9), 20).last().unwrap().ends_with(CUT_MARK));
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
}

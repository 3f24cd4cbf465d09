//! `queue`: a table if the commands fit, else a few lines per task, so that no command is ever broken.

use serde_json::{Value, json};

use super::context::CommandContext;
use super::response::{CommandResponse, object_to_row};
use crate::app::orders::todo::{TodoItem, TodoList};
use crate::domain::order::number::OrderFlow;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::output::order_labels::zh_en;
use crate::output::print::RowSet;
use crate::output::schema::{ListColumn, ListSchema, OutputRow};
use crate::output::table::{draw_table, wrap_text};
use crate::output::terminal::{DisplayOptions, TextStyle};
use crate::output::text::{cell_width, escape_hidden};
use crate::say;

/// What always stands on a task's line; a table that cannot hold it is not drawn.
const REQUIRED_COLUMNS: [&str; 4] = ["order_no", "label", "deadline", "command"];

/// List what to do now for all orders, most urgent first.
#[derive(Debug, clap::Args)]
pub struct QueueArgs {
    /// At most N orders; 0 means all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

pub fn run_queue(context: &CommandContext, args: QueueArgs) -> Result<CommandResponse> {
    let queue = context.open_app()?.list_todo(args.limit)?;
    if context.plan.is_machine() {
        let rows = queue.items.iter().map(|task| task_row(task, context.lang())).collect();
        return Ok(CommandResponse::with_list(RowSet { shape: task_schema(), rows }));
    }
    Ok(CommandResponse::with_text(render_queue(&queue, &context.surface)))
}

fn task_schema() -> ListSchema {
    let columns = vec![
        ListColumn::new("order_no", zh_en("订单号", "Order")).no_wrap(),
        ListColumn::machine_only("code"),
        ListColumn::new("label", zh_en("下一步", "Next")).no_wrap(),
        ListColumn::new("deadline", zh_en("期限", "Deadline")).no_wrap(),
        ListColumn::new("ticket_type", zh_en("票种", "Ticket type")).drop_priority(2),
        ListColumn::new("play_date", zh_en("游玩日", "Play date")).no_wrap().drop_priority(1),
        ListColumn::new("command", zh_en("命令", "Command")).no_wrap(),
        ListColumn::machine_only("overdue"),
    ];
    ListSchema { name: "tasks", columns, id_key: "order_no" }
}

/// A task as an object: also what `next --json` prints.
pub(super) fn task_row(task: &TodoItem, lang: Lang) -> OutputRow {
    object_to_row(json!({
        "order_no": task.order_no.as_str(),
        "code": task.next.action.code(),
        "label": task.next.action.label().in_lang(lang),
        "deadline": task.next.due.map(|due| due.at.format_rfc3339()),
        "ticket_type": task.ticket_type,
        "play_date": task.play_date.map(|day| day.to_string()),
        "command": task.next.command,
        "overdue": task.is_overdue(),
    }))
}

fn render_queue(queue: &TodoList, surface: &DisplayOptions) -> String {
    let lang = surface.lang;
    let header = render_status_counts(queue, surface);
    if queue.items.is_empty() {
        return format!("{header}{}\n", zh_en("没有要做的事", "nothing to do").in_lang(lang));
    }
    let rows: Vec<OutputRow> = queue.items.iter().map(|task| task_display_row(task, lang)).collect();
    let table = surface.width.is_none_or(|width| table_width(&rows) <= usize::from(width));
    let body = if table { draw_table(&task_schema(), &rows, surface) } else { render_task_blocks(queue, surface) };
    format!("{header}\n{body}")
}

/// How many orders are in which state: `待补用户资料 3 · 待确认代付 1`. Where there are orders of both flows, each has a line
/// that says whose it is: a label may stand for a state of each.
fn render_status_counts(queue: &TodoList, surface: &DisplayOptions) -> String {
    let of = |flow: OrderFlow| {
        let own = queue.counts.iter().filter(move |(other, _, _)| *other == flow);
        own.map(|(_, status, count)| format!("{} {count}", status.in_lang(surface.lang)))
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let (resale, checkout) = (of(OrderFlow::Resale), of(OrderFlow::Checkout));
    let lines = if resale.is_empty() || checkout.is_empty() {
        vec![resale + &checkout]
    } else {
        vec![
            format!("{}: {resale}", zh_en("代购", "resale").in_lang(surface.lang)),
            format!("{}: {checkout}", zh_en("直售", "checkout").in_lang(surface.lang)),
        ]
    };
    let fitted = lines.into_iter().filter(|line| !line.is_empty()).flat_map(|line| match surface.width {
        Some(width) => wrap_text(&line, usize::from(width)),
        None => vec![line],
    });
    fitted.map(|line| format!("{line}\n")).collect()
}

/// A task as a line of the table.
fn task_display_row(task: &TodoItem, lang: Lang) -> OutputRow {
    let mut row = task_row(task, lang);
    row.insert("deadline".to_owned(), format_deadline(task, lang).into());
    row
}

/// The cells of a terminal that the lines need, with two between columns.
fn table_width(rows: &[OutputRow]) -> usize {
    let cell = |row: &OutputRow, key: &str| row.get(key).and_then(Value::as_str).map_or(0, cell_width);
    let widest = |key: &&str| rows.iter().map(|row| cell(row, key)).max().unwrap_or(0);
    REQUIRED_COLUMNS.iter().map(widest).sum::<usize>() + 2 * (REQUIRED_COLUMNS.len() - 1)
}

fn render_task_blocks(queue: &TodoList, surface: &DisplayOptions) -> String {
    queue.items.iter().map(|task| render_task_block(task, surface)).collect::<Vec<_>>().join("\n")
}

/// A task on a few lines: what, until when and for which visit, and the command, whole.
pub(super) fn render_task_block(task: &TodoItem, surface: &DisplayOptions) -> String {
    let (lang, paint) = (surface.lang, surface.stdout_styler());
    let (label, code) = (task.next.action.label().in_lang(lang), task.next.action.code());
    let head = cell_width(task.order_no.as_str()) + cell_width(label) + cell_width(code) + 5;
    // The code is for those who write scripts: it goes before a line is broken.
    let code =
        if surface.width.is_none_or(|room| head <= usize::from(room)) { format!(" ({code})") } else { String::new() };
    let mut text = format!("{}  {}{code}\n", paint.bold(task.order_no.as_str()), paint.bold(label));
    let tone = if task.is_overdue() { TextStyle::Bad } else { TextStyle::Plain };
    let due = Some(format_deadline(task, lang)).filter(|due| !due.is_empty()).map(|due| paint.apply_style(tone, &due));
    let visit = [task.ticket_type.clone(), task.play_date.map(|day| day.to_string())];
    let facts: Vec<String> =
        due.into_iter().chain(visit.into_iter().flatten().map(|text| escape_hidden(&text).into_owned())).collect();
    if !facts.is_empty() {
        text.push_str(&format!("  {}\n", facts.join(" · ")));
    }
    if let Some(command) = &task.next.command {
        text.push_str(&format!("  $ {}\n", escape_hidden(command)));
    }
    text
}

/// The deadline in words: the time, and how late it is. Nothing where none runs.
pub(super) fn format_deadline(task: &TodoItem, lang: Lang) -> String {
    let (Some(due), Some(late)) = (task.next.due, task.minutes_late()) else { return String::new() };
    let at = Timestamp::format_minute(due.at);
    if !task.is_overdue() {
        return at;
    }
    let (zh, en) = format_minutes(late);
    say!("{at}（逾期{zh}）", "{at} ({en} late)").in_lang(lang).to_owned()
}

/// A span of minutes, in its largest unit.
fn format_minutes(minutes: i64) -> (String, String) {
    match minutes {
        0..60 => (format!(" {minutes} 分钟"), format!("{minutes} min")),
        60..2880 => (format!(" {} 小时", minutes / 60), format!("{} h", minutes / 60)),
        _ => (format!(" {} 天", minutes / 1440), format!("{} days", minutes / 1440)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_needs_the_widest_cell_of_every_column() {
        let rows = [("a", "扫码"), ("bcd", "x")]
            .map(|(order, label)| object_to_row(json!({ "order_no": order, "label": label })));
        assert_eq!(table_width(&rows), 3 + 4 + 6);
    }

    #[test]
    fn a_span_is_told_in_its_largest_unit() {
        assert_eq!(format_minutes(0).1, "0 min");
        assert_eq!(format_minutes(59).1, "59 min");
        assert_eq!(format_minutes(60).0, " 1 小时");
        assert_eq!(format_minutes(2879).1, "47 h");
        assert_eq!(format_minutes(2880).0, " 2 天");
    }
}

//! `queue`: a table where there is room for the commands, else a few lines a task, so that no command is ever broken.

use serde_json::{Value, json};

use super::context::Context;
use super::response::{Answer, row};
use crate::app::orders::todo::{Queue, Task};
use crate::domain::order::number::Flow;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::output::format::{Column, Dataset, Row, Shape};
use crate::output::order_labels::text;
use crate::output::table::{draw, wrap};
use crate::output::terminal::{Surface, Tone};
use crate::output::text::{visible, width};
use crate::say;

/// What always stands on a task's line; a table that has no room for it is not drawn.
const LINE: [&str; 4] = ["order_no", "label", "deadline", "command"];

/// What to do now, over all orders, most urgent first.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// At most so many; 0 is all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let queue = context.app()?.queue(args.limit)?;
    if context.plan.is_machine() {
        let rows = queue.tasks.iter().map(|task| line(task, context.lang())).collect();
        return Ok(Answer::list(Dataset { shape: shape(), rows }));
    }
    Ok(Answer::text(page(&queue, &context.surface)))
}

fn shape() -> Shape {
    let columns = vec![
        Column::new("order_no", text("订单号", "Order")).whole(),
        Column::machine_only("code"),
        Column::new("label", text("下一步", "Next")).whole(),
        Column::new("deadline", text("期限", "Deadline")).whole(),
        Column::new("ticket_type", text("票种", "Ticket type")).priority(2),
        Column::new("play_date", text("游玩日", "Play date")).whole().priority(1),
        Column::new("command", text("命令", "Command")).whole(),
        Column::machine_only("overdue"),
    ];
    Shape { name: "tasks", columns, id_key: "order_no" }
}

/// A task as an object: also what `next --json` prints.
pub(super) fn line(task: &Task, lang: Lang) -> Row {
    row(json!({
        "order_no": task.order_no.as_str(),
        "code": task.next.action.code(),
        "label": task.next.action.label().get(lang),
        "deadline": task.next.due.map(|due| due.at.rfc3339()),
        "ticket_type": task.ticket_type,
        "play_date": task.play_date.map(|day| day.to_string()),
        "command": task.next.command,
        "overdue": task.is_overdue(),
    }))
}

fn page(queue: &Queue, surface: &Surface) -> String {
    let lang = surface.lang;
    let header = header(queue, surface);
    if queue.tasks.is_empty() {
        return format!("{header}{}\n", text("没有要做的事", "nothing to do").get(lang));
    }
    let rows: Vec<Row> = queue.tasks.iter().map(|task| words(task, lang)).collect();
    let table = surface.width.is_none_or(|width| needed(&rows) <= usize::from(width));
    let body = if table { draw(&shape(), &rows, surface) } else { narrow(queue, surface) };
    format!("{header}\n{body}")
}

/// How many orders are in which state: `待补用户资料 3 · 待确认代付 1`. Where there are orders of both flows, each has a line
/// that says whose it is: a label may stand for a state of each.
fn header(queue: &Queue, surface: &Surface) -> String {
    let of = |flow: Flow| {
        let own = queue.counts.iter().filter(move |(other, _, _)| *other == flow);
        own.map(|(_, status, count)| format!("{} {count}", status.get(surface.lang))).collect::<Vec<_>>().join(" · ")
    };
    let (resale, checkout) = (of(Flow::Resale), of(Flow::Checkout));
    let lines = if resale.is_empty() || checkout.is_empty() {
        vec![resale + &checkout]
    } else {
        vec![
            format!("{}: {resale}", text("代购", "resale").get(surface.lang)),
            format!("{}: {checkout}", text("直售", "checkout").get(surface.lang)),
        ]
    };
    let fitted = lines.into_iter().filter(|line| !line.is_empty()).flat_map(|line| match surface.width {
        Some(width) => wrap(&line, usize::from(width)),
        None => vec![line],
    });
    fitted.map(|line| format!("{line}\n")).collect()
}

/// A task as a line of the table.
fn words(task: &Task, lang: Lang) -> Row {
    let mut row = line(task, lang);
    row.insert("deadline".to_owned(), deadline(task, lang).into());
    row
}

/// The cells of a terminal that the lines need, with two between columns.
fn needed(rows: &[Row]) -> usize {
    let cell = |row: &Row, key: &str| row.get(key).and_then(Value::as_str).map_or(0, width);
    let widest = |key: &&str| rows.iter().map(|row| cell(row, key)).max().unwrap_or(0);
    LINE.iter().map(widest).sum::<usize>() + 2 * (LINE.len() - 1)
}

fn narrow(queue: &Queue, surface: &Surface) -> String {
    queue.tasks.iter().map(|task| block(task, surface)).collect::<Vec<_>>().join("\n")
}

/// A task on a few lines: what, until when and for which visit, and the command, whole.
pub(super) fn block(task: &Task, surface: &Surface) -> String {
    let (lang, paint) = (surface.lang, surface.paint());
    let (label, code) = (task.next.action.label().get(lang), task.next.action.code());
    let head = width(task.order_no.as_str()) + width(label) + width(code) + 5;
    // The code is for those who write scripts: it goes before a line is broken.
    let code =
        if surface.width.is_none_or(|room| head <= usize::from(room)) { format!(" ({code})") } else { String::new() };
    let mut text = format!("{}  {}{code}\n", paint.bold(task.order_no.as_str()), paint.bold(label));
    let tone = if task.is_overdue() { Tone::Bad } else { Tone::Plain };
    let due = Some(deadline(task, lang)).filter(|due| !due.is_empty()).map(|due| paint.tone(tone, &due));
    let visit = [task.ticket_type.clone(), task.play_date.map(|day| day.to_string())];
    let facts: Vec<String> =
        due.into_iter().chain(visit.into_iter().flatten().map(|text| visible(&text).into_owned())).collect();
    if !facts.is_empty() {
        text.push_str(&format!("  {}\n", facts.join(" · ")));
    }
    if let Some(command) = &task.next.command {
        text.push_str(&format!("  $ {}\n", visible(command)));
    }
    text
}

/// The deadline in words: the time, and how late it is. Nothing where none runs.
pub(super) fn deadline(task: &Task, lang: Lang) -> String {
    let (Some(due), Some(late)) = (task.next.due, task.minutes_late()) else { return String::new() };
    let at = Timestamp::minute(due.at);
    if !task.is_overdue() {
        return at;
    }
    let (zh, en) = span(late);
    say!("{at}（逾期{zh}）", "{at} ({en} late)").get(lang).to_owned()
}

/// A span of minutes, in its largest unit.
fn span(minutes: i64) -> (String, String) {
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
        let rows =
            [("a", "扫码"), ("bcd", "x")].map(|(order, label)| row(json!({ "order_no": order, "label": label })));
        assert_eq!(needed(&rows), 3 + 4 + 6);
    }

    #[test]
    fn a_span_is_told_in_its_largest_unit() {
        assert_eq!(span(0).1, "0 min");
        assert_eq!(span(59).1, "59 min");
        assert_eq!(span(60).0, " 1 小时");
        assert_eq!(span(2879).1, "47 h");
        assert_eq!(span(2880).0, " 2 天");
    }
}

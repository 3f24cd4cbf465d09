//! `queue`: a table with a line for each task. A command is never broken: where there is no room for all of them, the table
//! says how to get each.

use std::borrow::Cow;

use super::context::CommandContext;
use super::response::CommandResponse;
use super::watch::{require_watcher, watch_page};
use crate::app::App;
use crate::app::orders::todo::{TodoItem, TodoList};
use crate::domain::order::number::OrderFlow;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::output::order_labels::{count_tickets, describe_debt, format_total, format_yuan, join_debts, zh_en};
use crate::output::placeholder::name_placeholders;
use crate::output::schema::ListSchema;
use crate::output::table::draw_table;
use crate::output::terminal::{DisplayOptions, TextStyle};
use crate::output::text::escape_hidden;
use crate::output::wrap::wrap_text;
use crate::say;

/// List what to do now for all orders, most urgent first.
#[derive(Debug, clap::Args)]
pub struct QueueArgs {
    /// At most N orders; 0 means all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Stay on the terminal and draw the list again whenever something changed; q ends it
    #[arg(long)]
    watch: bool,
}

pub fn run_queue(context: &CommandContext, args: QueueArgs) -> Result<CommandResponse> {
    if args.watch {
        let page =
            move |app: &mut App, surface: &DisplayOptions| Ok(render_queue(&app.list_todo(args.limit)?, surface));
        require_watcher(context)?;
        return watch_page(context, context.open_app()?, Box::new(page));
    }
    let queue = context.open_app()?.list_todo(args.limit)?;
    if context.plan.is_machine() {
        return Ok(CommandResponse::with_list(task_schema(context.lang()), queue.items));
    }
    Ok(CommandResponse::with_text(render_queue(&queue, &context.surface)))
}

/// A task as an object is what `next --json` prints, too.
pub(super) fn task_schema(lang: Lang) -> ListSchema<TodoItem> {
    ListSchema::new("order_no")
        .word("order_no", "订单号", "Order", |task: &TodoItem| task.order_no.clone())
        .hidden("code", |task| task.next.action)
        .text("label", "下一步", "Next", move |task| task.next.action.label().in_lang(lang))
        .shown(describe_step)
        .word("deadline", "期限", "Deadline", |task| task.next.due.map(|due| due.at))
        .shown(format_deadline)
        .text("ticket_type", "票种", "Ticket type", |task| task.ticket_type.clone())
        .shown(|task, _| format_tickets(task).unwrap_or_default())
        .drop_priority(2)
        .word("play_date", "游玩日", "Play date", |task| task.play_date)
        .drop_priority(1)
        .text("buyer_nick", "买家", "Buyer", |task| task.buyer_nick.clone())
        .drop_priority(3)
        .number("payable", "应付", "To pay", |task| task.payable)
        .shown(|task, _| task.payable.map(format_yuan).unwrap_or_default())
        .word("command", "命令", "Command", |task| task.next.command.clone())
        .shown(|task, lang| {
            listed_command(task).map(|it| name_placeholders(&it, lang).into_owned()).unwrap_or_default()
        })
        .drop_priority(9)
        .hidden("alternatives", |task| task.next.alternatives.clone())
        .hidden("quantity", |task| task.quantity)
        .hidden("overdue", TodoItem::is_overdue)
        .hidden("owed", |task| task.next.owed.clone())
        .hidden("doubts", |task| task.doubts.iter().map(|doubt| doubt.kind).collect::<Vec<_>>())
}

/// What is to be done, and of an open refund what comes next.
fn describe_step(task: &TodoItem, lang: Lang) -> String {
    let label = task.next.action.label().in_lang(lang);
    match task.next.owed.first() {
        Some(debt) => [label, zh_en("：", ": ").in_lang(lang), &describe_debt(debt, lang)].concat(),
        None => label.to_owned(),
    }
}

/// What the table has for a command. Where one of several decides, none of them stands there as if it were the only one.
fn listed_command(task: &TodoItem) -> Option<Cow<'_, str>> {
    let command = task.next.command.as_deref()?;
    Some(match task.next.alternatives.is_empty() {
        true => Cow::Borrowed(command),
        false => Cow::Owned(format!("ticketctl next {}", task.order_no)),
    })
}

fn format_tickets(task: &TodoItem) -> Option<String> {
    count_tickets(task.order_no.flow(), task.ticket_type.as_deref(), task.quantity)
}

fn render_queue(queue: &TodoList, surface: &DisplayOptions) -> String {
    let lang = surface.lang;
    let header = render_status_counts(queue, surface);
    if queue.items.is_empty() {
        let nothing = zh_en("没有要做的事", "nothing to do").in_lang(lang);
        return format!("{header}{nothing}\n{}", mention_bills(queue, lang));
    }
    let schema = task_schema(lang);
    let mut body = mark_late(&draw_table(&schema, &queue.items, surface), &queue.items, surface);
    let first = queue.items.iter().find_map(listed_command);
    let first = first.map(|command| name_placeholders(&command, lang).into_owned());
    if first.is_some_and(|command| !surface.quiet && !body.contains(&*escape_hidden(&command))) {
        let how = say!("每一单的命令：`ticketctl next 订单号`", "the command of each: `ticketctl next ORDER`");
        body.push_str(&format!("{}\n", surface.stdout_styler().dim(how.in_lang(lang))));
    }
    format!("{header}\n{body}{}\n{}", sum_up(queue).in_lang(lang), mention_bills(queue, lang))
}

/// That something of the bills needs a person, too.
fn mention_bills(queue: &TodoList, lang: Lang) -> String {
    let bills = queue.bills;
    let line = say!(
        "账单有 {bills} 项需要人处理：`ticketctl reconcile show`",
        "{bills} of the bills need a person: `ticketctl reconcile show`"
    );
    if bills == 0 { String::new() } else { format!("{}\n", line.in_lang(lang)) }
}

/// The table with what is late marked as it is in `next` and `work`.
fn mark_late(table: &str, tasks: &[TodoItem], surface: &DisplayOptions) -> String {
    let (lang, paint) = (surface.lang, surface.stdout_styler());
    let mut late = tasks.iter().filter(|task| task.is_overdue()).peekable();
    let marked = table.lines().map(|line| {
        // A row begins with its number, and the rows stand in the order of the tasks.
        let Some(task) = late.next_if(|task| line.starts_with(task.order_no.as_str())) else {
            return format!("{line}\n");
        };
        let due = format_deadline(task, lang);
        format!("{}\n", line.replacen(&due, &paint.apply_style(TextStyle::Bad, &due), 1))
    });
    marked.collect()
}

/// How many things there are to do, and what is to be paid for them in all.
fn sum_up(queue: &TodoList) -> BilingualMessage {
    let (count, unpaid) = (queue.items.len(), queue.items.iter().filter_map(|task| task.payable));
    let mut text = match queue.is_full {
        false => say!("{count} 件", "{count} to do"),
        true => say!("前 {count} 件（--limit 0 列出全部）", "the first {count} (--limit 0 lists all)"),
    };
    let sum = unpaid.fold(Fen::ZERO, Fen::saturating_add);
    if sum > Fen::ZERO {
        let sum = format_total(sum);
        text.append(&say!("：待付 {sum}", ": {sum} to pay"));
    }
    text
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
    let colon = if surface.lang == Lang::Zh { "：" } else { ": " };
    let lines = if resale.is_empty() || checkout.is_empty() {
        vec![resale + &checkout]
    } else {
        vec![
            format!("{}{colon}{resale}", zh_en("代购", "resale").in_lang(surface.lang)),
            format!("{}{colon}{checkout}", zh_en("直售", "checkout").in_lang(surface.lang)),
        ]
    };
    let fitted = lines.into_iter().filter(|line| !line.is_empty()).flat_map(|line| match surface.width {
        Some(width) => wrap_text(&line, usize::from(width)),
        None => vec![line],
    });
    fitted.map(|line| format!("{line}\n")).collect()
}

/// A task on a few lines: what, until when and for which visit, and the command, whole.
pub(super) fn render_task_block(task: &TodoItem, surface: &DisplayOptions) -> String {
    let (lang, paint) = (surface.lang, surface.stdout_styler());
    let (label, code) = (task.next.action.label().in_lang(lang), task.next.action.code());
    // The code is for those who write scripts.
    let code = if surface.verbose > 0 { format!(" ({code})") } else { String::new() };
    let mut text = format!("{}  {}{code}\n", paint.bold(task.order_no.as_str()), paint.bold(label));
    let tone = if task.is_overdue() { TextStyle::Bad } else { TextStyle::Plain };
    let due = Some(format_deadline(task, lang)).filter(|due| !due.is_empty()).map(|due| paint.apply_style(tone, &due));
    let payable = task.payable.map(format_yuan).map(|sum| say!("应付 {sum}", "to pay {sum}").in_lang(lang).to_owned());
    let visit = [format_tickets(task), task.play_date.map(|day| day.to_string()), payable, task.buyer_nick.clone()];
    let facts: Vec<String> =
        due.into_iter().chain(visit.into_iter().flatten().map(|text| escape_hidden(&text).into_owned())).collect();
    if !facts.is_empty() {
        text.push_str(&format!("  {}\n", facts.join(" · ")));
    }
    if let Some(owed) = join_debts(&task.next.owed, lang) {
        text.push_str(&format!("  {owed}\n"));
    }
    for doubt in &task.doubts {
        text.push_str(&format!("  {}\n", paint.apply_style(TextStyle::Warn, doubt.reason.in_lang(lang))));
    }
    for command in task.next.command.iter().chain(&task.next.alternatives) {
        text.push_str(&format!("  $ {}\n", escape_hidden(&name_placeholders(command, lang))));
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
    use crate::domain::order::next::{ActiveDeadline, NextAction, NextTask};
    use crate::domain::order::number::OrderNo;
    use crate::output::terminal::TerminalEnvironment;
    use crate::output::text::cell_width;

    fn at(columns: u16, lang: Lang) -> DisplayOptions {
        let facts = TerminalEnvironment { stdout_is_tty: true, terminal_width: Some(columns), ..Default::default() };
        DisplayOptions::new(&TerminalEnvironment { term: Some("dumb"), lang, ..facts })
    }

    #[test]
    fn a_task_is_one_line_and_its_command_whole_or_not_there() {
        let task = |order_no: &str, action, command: &str| TodoItem {
            order_no: OrderNo::parse(order_no).unwrap(),
            next: NextTask {
                action,
                command: Some(command.to_owned()),
                alternatives: Vec::new(),
                due: None,
                owed: Vec::new(),
            },
            ticket_type: Some("初级道 3 小时".to_owned()),
            play_date: None,
            quantity: 1,
            payable: None,
            buyer_nick: None,
            doubts: Vec::new(),
            now: Timestamp::from_millis(0),
        };
        let command = "ticketctl proof upload XY20260320033546715D3AV FILE";
        let items = vec![
            task("XY20260320033546715D3AV", NextAction::UploadProof, command),
            task("order_7cb78b0f45ebf19d0a63581c", NextAction::IssueTicket, "abc"),
        ];
        let queue = TodoList { items, is_full: false, counts: Vec::new(), bills: 0 };
        for lang in [Lang::Zh, Lang::En] {
            let command = &*name_placeholders(command, lang);
            let narrow = render_queue(&queue, &at(80, lang));
            assert!(narrow.lines().all(|line| cell_width(line) <= 80), "{narrow}");
            assert!(!narrow.contains(command) && narrow.contains("`ticketctl next "), "{narrow}");
            assert_eq!(narrow.lines().filter(|line| line.contains("D3AV")).count(), 1, "{narrow}");
            let wide = render_queue(&queue, &at(200, lang));
            assert!(wide.contains(command) && !wide.contains("`ticketctl next "), "{wide}");
        }
    }

    #[test]
    fn what_is_late_is_marked_in_the_table_and_what_is_not_is_plain() {
        let task = |order_no: &str, due| TodoItem {
            order_no: OrderNo::parse(order_no).unwrap(),
            next: NextTask {
                action: NextAction::UploadProof,
                command: None,
                alternatives: Vec::new(),
                due: Some(ActiveDeadline { deadline: "push", at: Timestamp::from_millis(due) }),
                owed: Vec::new(),
            },
            ticket_type: None,
            play_date: None,
            quantity: 1,
            payable: None,
            buyer_nick: None,
            doubts: Vec::new(),
            now: Timestamp::from_millis(60_000),
        };
        let items = vec![task("XY20260320033546715D3AV", 0), task("XY20260320033546715AAAA", 120_000)];
        let queue = TodoList { items, is_full: false, counts: Vec::new(), bills: 0 };
        let facts = TerminalEnvironment { stdout_is_tty: true, terminal_width: Some(120), ..Default::default() };
        let surface = DisplayOptions::new(&TerminalEnvironment { term: Some("xterm"), lang: Lang::En, ..facts });
        let page = render_queue(&queue, &surface);
        let late = surface.stdout_styler().apply_style(TextStyle::Bad, "1970-01-01 08:00 (1 min late)");
        assert!(late.contains('\u{1b}') && page.contains(&late), "{page:?}");
        let on_time = page.lines().find(|line| line.starts_with("XY20260320033546715AAAA")).unwrap();
        assert!(!on_time.contains('\u{1b}'), "{on_time:?}");
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

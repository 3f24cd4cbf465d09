//! Several orders in one command: one row each, one summary, and one exit code for all.

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use super::context::CommandContext;
use super::notice_copy::{CopyReader, copy_sent_notices, render_copies, revealed_text};
use super::response::{CommandResponse, print_to_stderr};
use crate::app::App;
use crate::app::delivery::by_hand::NoticeCopy;
use crate::app::delivery::job::{DeliveryJob, JobKind};
use crate::app::delivery::progress::RunProgress;
use crate::app::delivery::queue::{Parallelism, SkipReason, SkippedJobs};
use crate::app::delivery::run::{RunSummary, SendLimits, StopSignal};
use crate::app::write::batch_key::key_of_one;
use crate::app::write::outcome::{MessageLine, OrderOutcome};
use crate::domain::order::notice::BY_HAND;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::domain::value::shell::quote_word;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::output::format::OutputFormat;
use crate::output::order_labels::zh_en;
use crate::output::schema::ListSchema;
use crate::output::words::name_result;
use crate::say;

/// A wait that is announced to a person at the keyboard, in milliseconds.
const LONG_WAIT_MILLIS: i64 = 120_000;

/// How the bar is drawn.
const BAR_TEMPLATE: &str = "{bar:24} {pos}/{len} {msg}";

/// The orders of a command for several, under its key: those that `pick` gives, or those of the first run.
pub fn keyed_orders(
    app: &mut App,
    name: &str,
    content: &Value,
    pick: impl FnOnce(&mut App) -> Result<Vec<OrderNo>>,
) -> Result<Vec<OrderNo>> {
    let texts = |orders: Vec<OrderNo>| orders.iter().map(OrderNo::to_string).collect();
    let picked = app.keyed_batch(name, content, |app| pick(app).map(texts))?;
    // Written by an earlier run, or made of numbers just now.
    Ok(picked.iter().filter_map(|no| OrderNo::parse(no).ok()).collect())
}

/// Sends many tasks, one row each as it ends. A key of the command stands for one task with the order's number behind it.
pub fn run_batch(
    context: &CommandContext,
    mut app: App,
    tasks: impl Iterator<Item = DeliveryJob>,
    parallelism: Parallelism,
) -> CommandResponse {
    let key = app.caller.key.clone();
    let keyed = |task: DeliveryJob| DeliveryJob {
        key: key.as_deref().map(|key| key_of_one(key, task.order_no.as_str())),
        ..task
    };
    let tasks: Vec<DeliveryJob> = tasks.map(keyed).collect();
    let limits = SendLimits { parallelism, until: None };
    // Texts that a person passes on are read once the run is over, and belong to their rows.
    let by_hand = !tasks.is_empty() && tasks.iter().all(|task| task.queue_name() == BY_HAND);
    let reader = CopyReader::from_context(context);
    let dry_run = app.caller.dry_run;
    let mut show = BatchProgress::new(context, tasks.len());
    CommandResponse::with_live_rows(result_schema(show.lang, by_hand), move |sink| {
        let mut count = BatchCounts { dry_run, by_hand, ..BatchCounts::default() };
        let (mut printed, mut held, mut sent) = (Ok(()), Vec::new(), Vec::new());
        let ran = app.run_jobs(tasks, limits, &mut |progress| match progress {
            RunProgress::Ended(task, result) => {
                count.add_result(result);
                sent.extend(result.iter().filter(|outcome| !outcome.messages.is_empty()).cloned());
                let row = BatchRow::new(task, result, dry_run);
                if by_hand {
                    held.push(row);
                } else if printed.is_ok() {
                    printed = sink(row);
                }
                show.show_counts(&count);
            }
            RunProgress::Waiting { destination, until, millis } => show.show_wait(destination, until, millis),
        });
        show.clear_bar();
        let mut answer = count.to_response(&ran?);
        let mut copies = Vec::new();
        for outcome in &sent {
            copies.extend(copy_sent_notices(reader, &mut app, outcome)?);
        }
        for row in held {
            printed = printed.and_then(|()| sink(row.with_copy(reader, &copies)));
        }
        if !copies.is_empty() {
            answer = answer.add_epilogue(&render_copies(&copies, reader.lang));
        }
        if by_hand && !copies.is_empty() {
            answer = answer.add_note(say!(
                "发给买家后登记：`ticketctl notify sent 订单…`，还没登记的见 `ticketctl queue`",
                "once the buyers have them: `ticketctl notify sent ORDER…`; `ticketctl queue` lists what is still to do"
            ));
        }
        printed.map(|()| answer)
    })
}

/// How one order of a batch went.
struct BatchRow {
    order_no: OrderNo,
    /// `done`, `nothing_to_do`, or the category of the exit code; in a dry run `would_push` or `would_send`.
    result: &'static str,
    dry_run: bool,
    /// What left, or would leave.
    messages: Vec<MessageLine>,
    error: Option<Error>,
    /// The text that a person passes on, where a script may have it.
    text: Option<String>,
}

impl BatchRow {
    /// The same with the text of its notice.
    fn with_copy(self, reader: CopyReader, copies: &[NoticeCopy]) -> Self {
        let copy = copies.iter().find(|copy| copy.order_no == self.order_no);
        let text = copy.and_then(|copy| revealed_text(reader, copy)).map(str::to_owned);
        Self { text, ..self }
    }

    fn new(task: &DeliveryJob, result: &Result<OrderOutcome>, dry_run: bool) -> Self {
        let word = match result {
            Ok(outcome) if outcome.events.is_empty() => "nothing_to_do",
            Ok(outcome) if outcome.dry_run => match task.kind {
                JobKind::Push { .. } => "would_push",
                JobKind::Notice(_) => "would_send",
            },
            Ok(_) => "done",
            Err(error) => error.exit.category(),
        };
        let error = result.as_ref().err().map(|error| Error::clone(error));
        let outcome = result.as_ref().ok();
        let messages = outcome.map(|outcome| outcome.messages.clone()).unwrap_or_default();
        Self { order_no: task.order_no.clone(), result: word, dry_run, messages, error, text: None }
    }
}

fn result_schema(lang: Lang, by_hand: bool) -> ListSchema<BatchRow> {
    let schema = ListSchema::new("order_no")
        .word("order_no", "订单号", "Order", |row: &BatchRow| row.order_no.clone())
        .word("result", "结果", "Result", |row| row.result)
        .shown(move |row, lang| match by_hand {
            true => name_by_hand(row.result, lang),
            false => name_result(row.result, lang),
        })
        .word("code", "代码", "Code", |row| row.error.as_ref().map(|error| error.code))
        .drop_priority(1)
        .text("message", "说明", "Message", move |row| {
            row.error.as_ref().map(|error| error.message.in_lang(lang).to_owned())
        })
        .hidden("dry_run", |row| row.dry_run)
        .hidden("messages", |row| row.messages.iter().map(message_to_json).collect::<Vec<_>>())
        .hidden("hint", move |row| {
            row.error.as_ref().and_then(|error| Some(error.hint.as_ref()?.in_lang(lang).to_owned()))
        })
        .hidden("delivery", |row| row.error.as_ref().and_then(|error| error.details.get("delivery").cloned()));
    if by_hand { schema.hidden("text", |row| row.text.clone()) } else { schema }
}

/// What became of a notice that a person passes on: nothing of it left.
fn name_by_hand(result: &'static str, lang: Lang) -> String {
    let word = match result {
        "done" => zh_en("已备好", "ready to pass on"),
        "would_send" => zh_en("会备好", "would be ready to pass on"),
        "nothing_to_do" => zh_en("早已备好", "was ready before"),
        other => return name_result(other, lang),
    };
    word.in_lang(lang).to_owned()
}

fn message_to_json(message: &MessageLine) -> Value {
    json!({ "id": message.id, "kind": message.kind, "destination": message.destination, "part": message.part })
}

/// How the orders of one command went, as numbers.
#[derive(Debug, Default)]
pub struct BatchCounts {
    pub done: usize,
    failed: usize,
    unknown: usize,
    /// The exit code that all failures have in common so far.
    common: Option<Exit>,
    mixed: bool,
    dry_run: bool,
    /// Nothing leaves: a person passes the texts on.
    by_hand: bool,
}

impl BatchCounts {
    pub fn add_result(&mut self, result: &Result<OrderOutcome>) {
        match result {
            Ok(_) => self.done += 1,
            Err(error) => self.add_failure(error),
        }
    }

    fn add_failure(&mut self, error: &Error) {
        if error.exit == Exit::Unknown {
            self.unknown += 1;
        } else {
            self.failed += 1;
        }
        self.mixed |= self.common.is_some_and(|common| common != error.exit);
        self.common = Some(error.exit);
    }

    /// 0 if all went, the common code if all failed alike, else 8.
    pub fn overall_exit(&self) -> Exit {
        match self.common {
            None => Exit::Ok,
            Some(common) if self.done == 0 && !self.mixed => common,
            Some(_) => Exit::Partial,
        }
    }

    /// The summary: a note where everything went, a warning where a person or a script must know.
    fn to_response(&self, ran: &RunSummary) -> CommandResponse {
        let Self { done, failed, unknown, .. } = self;
        let left = ran.skipped_count();
        let all = done + failed + unknown + left;
        let mut text = match (self.by_hand, self.dry_run) {
            (true, false) => {
                say!("已备好 {done} 条，等你转发；失败 {failed} 条", "{done} ready to pass on, {failed} failed")
            }
            (true, true) => say!(
                "试运行，什么都没有保存：会备好 {done} 条，会失败 {failed} 条",
                "dry run, nothing was saved: {done} would be ready to pass on, {failed} would fail"
            ),
            (false, false) => {
                say!("共 {all} 单：成功 {done}，失败 {failed}", "{all} orders: {done} done, {failed} failed")
            }
            (false, true) => say!(
                "试运行，什么都没有发出：共 {all} 单，会发 {done}，会失败 {failed}",
                "dry run, nothing was sent: of {all} orders {done} would go and {failed} would fail"
            ),
        };
        if *unknown > 0 {
            text.append(&say!("，结果未知 {unknown}", ", {unknown} of unknown outcome"));
        }
        if left > 0 {
            text.append(&say!("，未开始 {left}", ", {left} not started"));
        }
        let answer = CommandResponse::empty();
        let answer = if self.common.is_none() && left == 0 { answer.add_note(text) } else { answer.add_warning(text) };
        let answer = ran.skipped.iter().map(explain_waiting).fold(answer, CommandResponse::add_warning);
        match ran.stopped {
            Some(StopSignal::Interrupted) => answer.set_exit(Exit::Interrupted),
            _ if self.common.is_none() && ran.skipped.iter().any(|skipped| skipped.reason.passes()) => {
                answer.set_exit(Exit::Transient)
            }
            _ => answer.set_exit(self.overall_exit()),
        }
    }
}

/// Why orders were not begun, and what lets them go.
pub fn explain_waiting(skipped: &SkippedJobs) -> BilingualMessage {
    let SkippedJobs { reason: why, destination: to, count: n } = skipped;
    let word = quote_word(to);
    match why {
        SkipReason::Paused => say!(
            "{n} 单在等：群 {to} 已暂停，排除原因后 `ticketctl group resume {word}`",
            "{n} wait: the group {to} is paused; fix the cause, then `ticketctl group resume {word}`"
        ),
        SkipReason::Unusable => {
            say!(
                "{n} 单在等：{to} 现在不能用，见上面的失败",
                "{n} wait: {to} cannot be used now, see the failure above"
            )
        }
        SkipReason::Unreachable => say!(
            "{n} 单在等：{to} 的服务连不上，稍后重新执行同一条命令",
            "{n} wait: the service of {to} can't be reached; run the same command again later"
        ),
        SkipReason::RateLimited => say!(
            "{n} 单在等：{to} 的发送额度用完，下次再发",
            "{n} wait: {to} has reached its rate limit; the next run continues"
        ),
        SkipReason::Time => {
            say!("{n} 单在等：时间用完，下次再发", "{n} wait: the time limit was reached; the next run continues")
        }
        SkipReason::Signal => say!(
            "{n} 单在等：收到信号，没有再开始；重新执行同一条命令即可继续",
            "{n} wait: interrupted by a signal; run the same command to continue"
        ),
    }
}

/// What a person sees while a batch runs.
struct BatchProgress {
    bar: Option<ProgressBar>,
    lang: Lang,
    quiet: bool,
    all: usize,
    waited: i64,
    said: bool,
}

impl BatchProgress {
    /// A bar on a terminal, for people alone.
    fn new(context: &CommandContext, all: usize) -> Self {
        let surface = &context.surface;
        let drawn = surface.stderr_is_tty && !surface.quiet && context.plan.format == OutputFormat::Table && all > 0;
        let bar = drawn.then(|| ProgressBar::new(all as u64));
        // The template is a constant that a test reads; a bar without it is a plain one.
        if let (Some(bar), Ok(style)) = (&bar, ProgressStyle::with_template(BAR_TEMPLATE)) {
            bar.set_style(style);
        }
        Self { bar, lang: context.lang(), quiet: surface.quiet, all, waited: 0, said: false }
    }

    fn show_counts(&mut self, count: &BatchCounts) {
        self.waited = 0;
        let Some(bar) = &self.bar else { return };
        let BatchCounts { done, failed, unknown, .. } = count;
        let left = self.all.saturating_sub(done + failed + unknown);
        bar.set_position((done + failed + unknown) as u64);
        let failed = failed + unknown;
        let text = say!("成功 {done} · 失败 {failed} · 剩余 {left}", "{done} done · {failed} failed · {left} left");
        bar.set_message(text.in_lang(self.lang).to_owned());
    }

    /// Says until when everything waits: on the bar, and once in a line of its own where it takes long.
    fn show_wait(&mut self, to: &str, until: Timestamp, millis: i64) {
        let at = until.format_minute();
        if let Some(bar) = &self.bar {
            let text = say!("{to} 的额度用完，等到 {at}", "{to} has reached its rate limit, waiting until {at}");
            bar.set_message(text.in_lang(self.lang).to_owned());
        }
        self.waited += millis;
        if self.waited > LONG_WAIT_MILLIS && !self.said && !self.quiet {
            self.said = true;
            let text = say!(
                "{to} 的发送额度用完，要等到 {at} 才能继续；可按 Ctrl-C 结束，剩下的订单保持原样",
                "{to} has reached its rate limit until {at}; still waiting. Ctrl-C ends it, and the rest stays as it is"
            );
            match &self.bar {
                Some(bar) => bar.println(text.in_lang(self.lang)),
                None => print_to_stderr(text.in_lang(self.lang)),
            }
        }
    }

    fn clear_bar(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::errors::CliError;

    fn failure(exit: Exit) -> Result<OrderOutcome> {
        Err(CliError::Interrupted.into_error().with_exit(exit))
    }

    fn exit(exits: &[Exit], done: usize) -> Exit {
        let mut count = BatchCounts { done, ..BatchCounts::default() };
        exits.iter().for_each(|exit| count.add_result(&failure(*exit)));
        count.overall_exit()
    }

    #[test]
    fn all_alike_have_their_own_code_and_a_mixture_has_8() {
        assert_eq!(exit(&[], 3), Exit::Ok);
        assert_eq!(exit(&[Exit::Config, Exit::Config], 0), Exit::Config);
        assert_eq!(exit(&[Exit::Config, Exit::Unknown], 0), Exit::Partial);
        assert_eq!(exit(&[Exit::Config, Exit::Refused, Exit::Config], 0), Exit::Partial);
        assert_eq!(exit(&[Exit::Config], 1), Exit::Partial);
    }

    #[test]
    fn the_summary_counts_what_was_not_begun_and_says_why() {
        let mut count = BatchCounts { done: 2, ..BatchCounts::default() };
        count.add_result(&failure(Exit::Unknown));
        let skipped = vec![SkippedJobs { reason: SkipReason::Paused, destination: "a b'c".to_owned(), count: 4 }];
        let answer = count.to_response(&RunSummary { skipped, stopped: Some(StopSignal::Terminated) });
        assert_eq!(answer.warnings[0].en, "7 orders: 2 done, 0 failed, 1 of unknown outcome, 4 not started");
        assert!(answer.warnings[1].en.ends_with("`ticketctl group resume \"a b'c\"`"), "{:?}", answer.warnings[1]);
        assert_eq!(answer.exit, Exit::Partial, "SIGTERM ends as the orders did");
        let stopped = count.to_response(&RunSummary { skipped: Vec::new(), stopped: Some(StopSignal::Interrupted) });
        assert_eq!(stopped.exit, Exit::Interrupted);
    }

    #[test]
    fn a_long_wait_is_said_once_and_a_short_one_is_not() {
        let mut show = BatchProgress { bar: None, lang: Lang::En, quiet: false, all: 2, waited: 0, said: false };
        let at = Timestamp::from_millis(0);
        show.show_wait("g", at, LONG_WAIT_MILLIS);
        assert!(!show.said);
        show.show_wait("g", at, 1);
        assert!(show.said, "waits add up while nothing ends");
        show.show_counts(&BatchCounts::default());
        assert_eq!(show.waited, 0);
    }

    #[test]
    fn the_bar_can_be_drawn() {
        assert!(ProgressStyle::with_template(BAR_TEMPLATE).is_ok());
    }
}

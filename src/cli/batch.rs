//! Several orders in one command: a row each, one summary, and one exit code for all.

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

use super::context::Context;
use super::response::{Answer, Sink, row, to_stderr};
use crate::app::App;
use crate::app::delivery::job::Task;
use crate::app::delivery::run::{Left, Limits, Progress, Ran, Stopped, Why};
use crate::app::write::outcome::Outcome;
use crate::domain::value::message::{Lang, Message, Text};
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::output::format::{Column, Format, Row, Shape};
use crate::say;

/// A wait that a person at the keyboard is told of, in milliseconds.
const LONG_WAIT: i64 = 120_000;

/// How the bar is drawn.
const BAR: &str = "{bar:24} {pos}/{len} {msg}";

/// Sends many tasks, a row each as it ends. A key of the command stands for one task with the order's number behind it.
pub fn run(context: &Context, mut app: App, tasks: impl Iterator<Item = Task>, concurrency: u16) -> Answer {
    let key = app.caller.key.clone();
    let keyed = |task: Task| Task { key: key.as_ref().map(|key| format!("{key}/{}", task.order_no)), ..task };
    let tasks: Vec<Task> = tasks.map(keyed).collect();
    let limits = Limits { concurrency: concurrency.into(), until: None };
    let mut show = Show::new(context, tasks.len());
    Answer::live(shape(), move |sink| {
        let mut count = Count::default();
        // What can't be printed is no reason to stop what was asked for.
        let mut printed = Ok(());
        let ran = app.run(tasks, limits, &mut |progress| match progress {
            Progress::Ended(task, result) => {
                count.add(result);
                if printed.is_ok() {
                    printed = put(sink, task, result, show.lang);
                }
                show.ended(&count);
            }
            Progress::Waiting { destination, until, millis } => show.waits(destination, until, millis),
        });
        show.end();
        printed?;
        Ok(count.answer(&ran?))
    })
}

fn put(sink: &mut Sink<'_>, task: &Task, result: &Result<Outcome>, lang: Lang) -> Result<()> {
    sink(line(task, result, lang))
}

fn line(task: &Task, result: &Result<Outcome>, lang: Lang) -> Row {
    let word = match result {
        Ok(outcome) if outcome.events.is_empty() => "nothing_to_do",
        Ok(_) => "done",
        Err(error) => error.exit.category(),
    };
    let error = result.as_ref().err();
    row(serde_json::json!({
        "order_no": task.order_no.as_str(),
        "result": word,
        "code": error.map(|error| error.code),
        "message": error.map(|error| error.message.get(lang)),
        "hint": error.and_then(|error| error.hint.as_ref()).map(|hint| hint.get(lang)),
        "delivery": error.and_then(|error| error.details.get("delivery")).unwrap_or(&Value::Null),
    }))
}

fn shape() -> Shape {
    Shape {
        name: "orders",
        columns: vec![
            Column::new("order_no", Text { zh: "订单号", en: "Order" }).whole(),
            Column::new("result", Text { zh: "结果", en: "Result" }),
            Column::new("code", Text { zh: "代码", en: "Code" }).priority(1),
            Column::new("message", Text { zh: "说明", en: "Message" }),
            Column::machine_only("hint"),
            Column::machine_only("delivery"),
        ],
        id_key: "order_no",
    }
}

/// How the orders of one command went, as numbers.
#[derive(Debug, Default)]
struct Count {
    done: usize,
    failed: usize,
    unknown: usize,
    /// The exit code that all failures have in common so far.
    common: Option<Exit>,
    mixed: bool,
}

impl Count {
    fn add(&mut self, result: &Result<Outcome>) {
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
    fn exit(&self) -> Exit {
        match self.common {
            None => Exit::Ok,
            Some(common) if self.done == 0 && !self.mixed => common,
            Some(_) => Exit::Partial,
        }
    }

    /// The summary: a note where everything went, a warning where a person or a script must know.
    fn answer(&self, ran: &Ran) -> Answer {
        let Self { done, failed, unknown, .. } = self;
        let left = ran.left();
        let all = done + failed + unknown + left;
        let mut text = say!("共 {all} 单：成功 {done}，失败 {failed}", "{all} orders: {done} done, {failed} failed");
        if *unknown > 0 {
            text.append(&say!("，结果未知 {unknown}", ", {unknown} of unknown outcome"));
        }
        if left > 0 {
            text.append(&say!("，未开始 {left}", ", {left} not begun"));
        }
        let answer = Answer::nothing();
        let answer = if self.common.is_none() && left == 0 { answer.note(text) } else { answer.warn(text) };
        let answer = ran.left.iter().map(waits_for).fold(answer, Answer::warn);
        match ran.stopped {
            Some(Stopped::Interrupted) => answer.ending(Exit::Interrupted),
            _ => answer.ending(self.exit()),
        }
    }
}

/// Why orders were not begun, and what lets them go.
pub fn waits_for(left: &Left) -> Message {
    let Left { why, destination: to, count: n } = left;
    match why {
        Why::Paused => say!(
            "{n} 单在等：群 {to} 已暂停，排除原因后 `ticketctl group resume {to}`",
            "{n} wait: the group {to} is paused; mend the cause, then `ticketctl group resume {to}`"
        ),
        Why::Unusable => {
            say!("{n} 单在等：{to} 现在不能用，见上面的失败", "{n} wait: {to} can't be used now, see the failure above")
        }
        Why::Unreachable => say!(
            "{n} 单在等：{to} 的服务连不上，稍后重新执行同一条命令",
            "{n} wait: the service of {to} can't be reached; run the same command again later"
        ),
        Why::Resting => say!(
            "{n} 单在等：{to} 的发送额度用完，下次再发",
            "{n} wait: {to} takes no more for now; the next run goes on"
        ),
        Why::Time => say!("{n} 单在等：时间用完，下次再发", "{n} wait: the time is over; the next run goes on"),
        Why::Signal => say!(
            "{n} 单在等：收到信号，没有再开始；重新执行同一条命令即可继续",
            "{n} wait: a signal came and nothing more was begun; the same command goes on"
        ),
    }
}

/// What a person sees while a batch runs.
struct Show {
    bar: Option<ProgressBar>,
    lang: Lang,
    quiet: bool,
    all: usize,
    waited: i64,
    said: bool,
}

impl Show {
    /// A bar on a terminal, for people alone.
    fn new(context: &Context, all: usize) -> Self {
        let surface = &context.surface;
        let drawn = surface.stderr_is_tty && !surface.quiet && context.plan.format == Format::Table && all > 0;
        let bar = drawn.then(|| ProgressBar::new(all as u64));
        // The template is a constant that a test reads; a bar without it is a plain one.
        if let (Some(bar), Ok(style)) = (&bar, ProgressStyle::with_template(BAR)) {
            bar.set_style(style);
        }
        Self { bar, lang: context.lang(), quiet: surface.quiet, all, waited: 0, said: false }
    }

    fn ended(&mut self, count: &Count) {
        self.waited = 0;
        let Some(bar) = &self.bar else { return };
        let Count { done, failed, unknown, .. } = count;
        let left = self.all.saturating_sub(done + failed + unknown);
        bar.set_position((done + failed + unknown) as u64);
        let failed = failed + unknown;
        let text = say!("成功 {done} · 失败 {failed} · 剩余 {left}", "{done} done · {failed} failed · {left} left");
        bar.set_message(text.get(self.lang).to_owned());
    }

    /// Says until when everything waits: on the bar, and once in a line of its own where it takes long.
    fn waits(&mut self, to: &str, until: Timestamp, millis: i64) {
        let at = until.minute();
        if let Some(bar) = &self.bar {
            let text = say!("{to} 的额度用完，等到 {at}", "{to} takes no more, waiting until {at}");
            bar.set_message(text.get(self.lang).to_owned());
        }
        self.waited += millis;
        if self.waited > LONG_WAIT && !self.said && !self.quiet {
            self.said = true;
            let text = say!(
                "{to} 的发送额度用完，要等到 {at} 才能继续；可按 Ctrl-C 结束，剩下的订单保持原样",
                "{to} takes no more before {at}; still waiting. Ctrl-C ends it, and the rest stays as it is"
            );
            match &self.bar {
                Some(bar) => bar.println(text.get(self.lang)),
                None => to_stderr(text.get(self.lang)),
            }
        }
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(exit: Exit) -> Result<Outcome> {
        Err(Error::new("x", exit, say!("x", "x")))
    }

    fn exit(exits: &[Exit], done: usize) -> Exit {
        let mut count = Count { done, ..Count::default() };
        exits.iter().for_each(|exit| count.add(&failure(*exit)));
        count.exit()
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
        let mut count = Count { done: 2, ..Count::default() };
        count.add(&failure(Exit::Unknown));
        let left = vec![Left { why: Why::Paused, destination: "g".to_owned(), count: 4 }];
        let answer = count.answer(&Ran { left, stopped: Some(Stopped::Terminated) });
        assert_eq!(answer.warnings[0].en, "7 orders: 2 done, 0 failed, 1 of unknown outcome, 4 not begun");
        assert!(answer.warnings[1].en.contains("`ticketctl group resume g`"));
        assert_eq!(answer.exit, Exit::Partial, "SIGTERM ends as the orders did");
        let stopped = count.answer(&Ran { left: Vec::new(), stopped: Some(Stopped::Interrupted) });
        assert_eq!(stopped.exit, Exit::Interrupted);
    }

    #[test]
    fn a_long_wait_is_said_once_and_a_short_one_is_not() {
        let mut show = Show { bar: None, lang: Lang::En, quiet: false, all: 2, waited: 0, said: false };
        let at = Timestamp::from_millis(0);
        show.waits("g", at, LONG_WAIT);
        assert!(!show.said);
        show.waits("g", at, 1);
        assert!(show.said, "waits add up while nothing ends");
        show.ended(&Count::default());
        assert_eq!(show.waited, 0);
    }

    #[test]
    fn the_bar_can_be_drawn() {
        assert!(ProgressStyle::with_template(BAR).is_ok());
    }
}

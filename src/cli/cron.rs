//! `cron`

use std::time::Duration;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::batch::waits_for;
use super::context::Context;
use super::deliveries::{how_to_chase, how_to_resolve, noun};
use super::response::Answer;
use crate::app::delivery::run::{Stopped, Why};
use crate::app::ops::cron::{Bounds, CRON_RUNNING, Cron};
use crate::domain::order::event::Source;
use crate::domain::value::message::Message;
use crate::error::{Error, Exit, Result};
use crate::say;

/// How many failures are told one by one.
const TOLD: usize = 10;

/// The longest run, in seconds: a day.
const LONGEST: u64 = 86_400;

/// What each exit code says of a run.
const EXITS: &str = "\
Says one line on stdout; on stderr only what needs a person, each with the command to run.

Exit codes, the most urgent first:
  12  a delivery is of unknown outcome: a person must look
   5  orders wait for a paused group or for a route, or a channel or secret can't be used
   8  something failed for good, or an agent has not answered in time
   7  only failures that pass by themselves: the next run tries again
   9  another run is under way (0 with --on-busy skip)
   0  all well; with --quiet nothing is said";

/// Everything due, for a schedule: deadlines, pushes, notices; one run at a time.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXITS)]
pub struct Args {
    /// Nothing begins after so long, such as 50s, 5m or 1h; what is under way comes to its end
    #[arg(long, value_name = "DURATION", default_value = "10m")]
    max_runtime: String,
    /// At most so many deadlines, pushes and notices each; 0 is all. `cron.limit` if not given
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// So many orders at once
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=128))]
    concurrency: u16,
    /// What another run under way is: a failure, or nothing to do
    #[arg(long, value_name = "HOW", default_value = "fail")]
    on_busy: OnBusy,
}

/// `--on-busy`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OnBusy {
    /// Exit 9
    Fail,
    /// Exit 0
    Skip,
}

/// Does everything due and says so in one line.
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    let time = duration(&args.max_runtime).ok_or_else(|| no_duration(&args.max_runtime))?;
    let mut app = context.app_as(Source::Cron)?;
    let configured = usize::try_from(app.config.cron_limit).unwrap_or(usize::MAX);
    let limit = args.limit.unwrap_or(configured);
    let cron = match app.cron(Bounds { time, limit, concurrency: args.concurrency.into() }) {
        Err(error) if error.code == CRON_RUNNING && args.on_busy == OnBusy::Skip => {
            return Ok(skipped(context, &error));
        }
        cron => cron?,
    };
    let exit = if cron.ran.stopped == Some(Stopped::Interrupted) { Exit::Interrupted } else { cron.exit() };
    let silent = context.surface.quiet && exit == Exit::Ok && !context.plan.is_machine();
    let answer = if silent {
        Answer::nothing()
    } else {
        Answer::page(to_json(&cron, context), None, summary(&cron, context).get(context.lang()).to_owned())
    };
    Ok(alerts(&cron).into_iter().fold(answer, Answer::warn).ending(exit))
}

/// A duration as `50s`, `5m` or `1h`, from a second to a day.
fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return None,
    };
    let plain = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    let number: u64 = number.parse().ok().filter(|_| plain)?;
    number.checked_mul(seconds).filter(|all| *all <= LONGEST).map(Duration::from_secs)
}

fn no_duration(text: &str) -> Box<Error> {
    Error::usage(
        "duration_invalid",
        say!(
            "--max-runtime：{text} 不是时长，要写成 50s、5m 或 1h，最长一天",
            "--max-runtime: {text} is no duration such as 50s, 5m or 1h, a day at most"
        ),
    )
    .detail("field", "--max-runtime")
}

fn skipped(context: &Context, error: &Error) -> Answer {
    if context.surface.quiet && !context.plan.is_machine() {
        return Answer::nothing();
    }
    let value = json!({ "schema_version": 1, "skipped": true, "reason": error.code });
    Answer::page(value, None, error.message.get(context.lang()).to_owned())
}

fn to_json(cron: &Cron, context: &Context) -> Value {
    let paused: Vec<Value> = cron
        .paused
        .iter()
        .map(|paused| json!({ "group": paused.group, "reason": paused.reason, "waiting": paused.waiting }))
        .collect();
    json!({
        "schema_version": 1,
        "skipped": false,
        "dry_run": context.global.dry_run,
        "missed": cron.swept.missed,
        "recovered": cron.swept.recovered,
        "sweep_failed": cron.swept.failed.len(),
        "pushed": cron.pushes.done,
        "push_failed": cron.pushes.failed,
        "notified": cron.notices.done,
        "notice_failed": cron.notices.failed,
        "transient": cron.transient,
        "unknown": cron.unknown.len(),
        "overdue": cron.overdue.len(),
        "paused_groups": paused,
        "waiting": cron.waiting(),
        "unrouted": cron.unrouted.len(),
        "left": cron.ran.left(),
        "stopped": cron.ran.stopped.is_some(),
        "duration_ms": u64::try_from(cron.took.as_millis()).unwrap_or(u64::MAX),
    })
}

fn summary(cron: &Cron, context: &Context) -> Message {
    let (missed, recovered) = (cron.swept.missed, cron.swept.recovered);
    let (pushed, push_failed) = (cron.pushes.done, cron.pushes.failed);
    let (notified, notice_failed) = (cron.notices.done, cron.notices.failed);
    let (unknown, overdue) = (cron.unknown.len(), cron.overdue.len());
    let (waiting, left) = (cron.waiting() + cron.unrouted.len(), cron.ran.left());
    let mut line = say!(
        "过期 {missed}，恢复 {recovered}，推单 {pushed}（失败 {push_failed}），通知 {notified}（失败 {notice_failed}），结果未知 {unknown}，代理未确认 {overdue}，等待 {waiting}，未开始 {left}",
        "missed {missed}, recovered {recovered}, pushed {pushed} ({push_failed} failed), notified {notified} ({notice_failed} failed), unknown {unknown}, overdue {overdue}, waiting {waiting}, left {left}"
    );
    if context.global.dry_run {
        line.zh.insert_str(0, "试运行，没有发出也没有保存：");
        line.en.insert_str(0, "dry run, nothing was sent or kept: ");
    }
    line
}

/// What needs a person, the most urgent first, each with the command to run.
fn alerts(cron: &Cron) -> Vec<Message> {
    let mut told = Vec::new();
    if let Some(first) = cron.unknown.first() {
        let (n, noun, Message { zh, en }) = (cron.unknown.len(), noun(first), how_to_resolve(first));
        told.push(say!(
            "{n} 条投递结果未知：`ticketctl {noun} list --state unknown`。{zh}",
            "deliveries of unknown outcome: {n}, see `ticketctl {noun} list --state unknown`; {en}"
        ));
    }
    for paused in &cron.paused {
        let (group, reason, n) = (&paused.group, &paused.reason, paused.waiting);
        told.push(say!(
            "群 {group} 已暂停（{reason}），{n} 单在等：排除原因后 `ticketctl group test {group}`，通过即恢复",
            "the group {group} is paused ({reason}), orders that wait: {n}; mend the cause, then `ticketctl group test {group}`, which opens it again"
        ));
    }
    if let Some(first) = cron.unrouted.first() {
        let n = cron.unrouted.len();
        told.push(say!(
            "{n} 单没有群接，例如 {first}：`ticketctl group route 群 --ticket-type 票种`",
            "orders that no group takes: {n}, such as {first}: `ticketctl group route GROUP --ticket-type TYPE`"
        ));
    }
    told.extend(failures(cron));
    if let Some(first) = cron.overdue.first() {
        let (n, Message { zh, en }) = (cron.overdue.len(), how_to_chase(first));
        told.push(say!(
            "{n} 单推送后代理未按时确认：`ticketctl push list --overdue`。{zh}",
            "pushes that the agent has not answered in time: {n}, see `ticketctl push list --overdue`; {en}"
        ));
    }
    // Groups that are paused are told of above, and time or pace are no news: the next run goes on.
    told.extend(cron.ran.left.iter().filter(|left| left.why == Why::Signal).map(waits_for));
    told
}

/// The failures that do not pass by themselves, one by one.
fn failures(cron: &Cron) -> Vec<Message> {
    let sent = cron.failures.iter().map(|failure| (&failure.order_no, &failure.error));
    let swept = cron.swept.failed.iter().map(|(order_no, error)| (order_no, error));
    let all: Vec<_> = sent.chain(swept).collect();
    let mut told: Vec<Message> = all
        .iter()
        .take(TOLD)
        .map(|(no, error)| {
            let Message { zh, en } = &error.message;
            let next = say!("`ticketctl next {no}`", "`ticketctl next {no}`");
            let hint = error.hint.as_ref().unwrap_or(&next);
            let (then, so) = (&hint.zh, &hint.en);
            Message { zh: format!("{no}：{zh}。{then}"), en: format!("{no}: {en}. {so}") }
        })
        .collect();
    if all.len() > TOLD {
        let more = all.len() - TOLD;
        told.push(say!("另有 {more} 单失败：`ticketctl queue`", "{more} more failed: `ticketctl queue`"));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_a_whole_number_and_a_unit() {
        assert_eq!(duration("50s"), Some(Duration::from_secs(50)));
        assert_eq!(duration("5m"), Some(Duration::from_secs(300)));
        assert_eq!(duration("24h"), Some(Duration::from_secs(LONGEST)));
        for wrong in [
            "",
            "s",
            "5",
            "0s",
            "05m",
            "+5m",
            "-5m",
            "5 m",
            "5M",
            "1.5h",
            "5ms",
            "25h",
            "1d",
            "５m",
            "m5",
            "99999999999999999999s",
        ] {
            assert_eq!(duration(wrong), None, "{wrong}");
        }
    }
}

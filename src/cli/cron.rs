//! `cron`

use std::time::Duration;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::batch::explain_waiting;
use super::context::CommandContext;
use super::deliveries::{delivery_command, explain_resolving};
use super::errors::CliError;
use super::next::suggest_command;
use super::response::CommandResponse;
use super::word_arg::{WordParser, word_arg};
use crate::app::delivery::queue::{Parallelism, SkipReason};
use crate::app::delivery::run::StopSignal;
use crate::app::ops::cron::standing::{StandingKind, StandingProblem};
use crate::app::ops::cron::{CronLimits, CronReport, CronResult, PausedGroup};
use crate::domain::order::event::EventSource;
use crate::domain::value::message::{BilingualMessage, BilingualText};
use crate::domain::value::shell::quote_word;
use crate::error::{Error, Exit, Result};
use crate::output::wrap::fit_width;
use crate::say;

/// How many failures are reported one by one.
const MAX_FAILURES_LISTED: usize = 10;

/// The longest run, in seconds: a day.
const MAX_RUNTIME_SECONDS: u64 = 86_400;

/// What each exit code says of a run.
const EXIT_CODE_HELP: &str = "\
Prints one line on stdout and, on stderr, only what needs a person, with the command to run: what stands is said by
every run until it is done, also with --quiet.

Exit codes, the most urgent first:
  12  the outcome of a delivery is unknown: a person must check
   5  orders wait for a paused group or for a route, or a channel or secret can't be used
   8  a push or a notice failed for good, a refund is owed, nobody decided about what the platform
      says of an order, a paid order has no ticket, or a deadline has passed;
      also an outage that lasts longer than a push may wait
   7  only temporary failures, within their deadlines: the next run tries again
   9  another run is in progress (0 with --on-busy skip)
   0  all is well; with --quiet nothing is printed";

/// Do everything that is due, on a schedule: deadlines, pushes, notices; one run at a time.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXIT_CODE_HELP)]
pub struct CronArgs {
    /// Start nothing new after this time, such as 50s, 5m or 1h; work in progress is finished
    #[arg(long, value_name = "DURATION", default_value = "10m")]
    max_runtime: String,
    /// At most N deadlines, pushes and notices each; 0 means all. Defaults to `cron.limit`
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Handle N orders at once. By default the orders of a group go one after another, so that each file stands below its text
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=128))]
    concurrency: Option<u16>,
    /// When another run is in progress: fail, or skip this one
    #[arg(long, value_name = "HOW", default_value = "fail", value_parser = WordParser::<OnBusyArg>::new())]
    on_busy: OnBusyArg,
}

/// `--on-busy`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OnBusyArg {
    /// Exit 9
    Fail,
    /// Exit 0
    Skip,
}

word_arg! {
    OnBusyArg {
        Fail = "fail", "报错", "fail";
        Skip = "skip", "跳过", "skip";
    }
}

/// Does everything due and says so in one line.
pub fn run_cron(context: &CommandContext, args: CronArgs) -> Result<CommandResponse> {
    context.refuse_key(
        "cron",
        &say!(
            "每次做的都是当时到期的事，重复执行本来就不会重复发送",
            "each run does what is due then, and a repeat sends nothing twice as it is"
        ),
    )?;
    let time = parse_duration(&args.max_runtime).ok_or_else(|| duration_error(&args.max_runtime))?;
    let mut app = context.open_app_as(EventSource::Cron)?;
    let configured = usize::try_from(app.config.cron_limit).unwrap_or(usize::MAX);
    let limit = args.limit.unwrap_or(configured);
    let cron = match app.run_cron(CronLimits { time, limit, parallelism: Parallelism::from_flag(args.concurrency) })? {
        CronResult::AlreadyRunning(error) if args.on_busy == OnBusyArg::Skip => {
            return Ok(skipped_response(context, &error));
        }
        CronResult::AlreadyRunning(error) => return Err(error),
        CronResult::Finished(cron) => cron,
    };
    let exit = if cron.ran.stopped == Some(StopSignal::Interrupted) { Exit::Interrupted } else { cron.exit_code() };
    let silent = context.surface.quiet && exit == Exit::Ok && !context.plan.is_machine();
    let answer = if silent {
        CommandResponse::empty()
    } else {
        CommandResponse::with_page(
            cron_to_json(&cron, context),
            None,
            fit_width(summarize_cron(&cron, context).in_lang(context.lang()), context.surface.width),
        )
    };
    let answer = match cron.by_hand {
        0 => answer,
        n => answer.add_note(say!(
            "{n} 条通知等人发给买家：`ticketctl queue` 看是哪些",
            "notices for a person to pass on: {n}; `ticketctl queue` says which"
        )),
    };
    let answer = match cron.bills {
        0 => answer,
        n => answer.add_note(say!(
            "账单有 {n} 项需要人处理：`ticketctl reconcile show`",
            "{n} of the bills need a person: `ticketctl reconcile show`"
        )),
    };
    Ok(collect_alerts(&cron).into_iter().fold(answer, CommandResponse::add_warning).set_exit(exit))
}

/// A duration as `50s`, `5m` or `1h`, from a second to a day.
fn parse_duration(text: &str) -> Option<Duration> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return None,
    };
    let plain = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
    let number: u64 = number.parse().ok().filter(|_| plain)?;
    number.checked_mul(seconds).filter(|all| *all <= MAX_RUNTIME_SECONDS).map(Duration::from_secs)
}

fn duration_error(text: &str) -> Box<Error> {
    CliError::DurationInvalid { text: &text }.into_error().detail("field", "--max-runtime")
}

fn skipped_response(context: &CommandContext, error: &Error) -> CommandResponse {
    if context.surface.quiet && !context.plan.is_machine() {
        return CommandResponse::empty();
    }
    let value = json!({ "schema_version": 1, "skipped": true, "reason": error.code });
    CommandResponse::with_page(value, None, error.message.in_lang(context.lang()).to_owned())
}

fn cron_to_json(cron: &CronReport, context: &CommandContext) -> Value {
    let paused: Vec<Value> = cron
        .standing
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
        "overdue": cron.standing.count_of(StandingKind::UnansweredPush),
        "paused_groups": paused,
        "waiting": cron.waiting_orders(),
        "unrouted": cron.standing.count_of(StandingKind::NoRoute),
        "standing": cron.standing.problems.iter().map(standing_to_json).collect::<Vec<_>>(),
        "by_hand": cron.by_hand,
        "bills": cron.bills,
        "operators_told": cron.operators.told,
        "left": cron.ran.skipped_count(),
        "stopped": cron.ran.stopped.is_some(),
        "duration_ms": u64::try_from(cron.took.as_millis()).unwrap_or(u64::MAX),
    })
}

fn standing_to_json(problem: &StandingProblem) -> Value {
    json!({
        "kind": problem.kind,
        "count": problem.count,
        "first_order": problem.first_order,
        "command": problem.command,
        "exit": problem.kind.exit().code(),
    })
}

fn summarize_cron(cron: &CronReport, context: &CommandContext) -> BilingualMessage {
    let (missed, recovered) = (cron.swept.missed, cron.swept.recovered);
    let (pushed, push_failed) = (cron.pushes.done, cron.pushes.failed);
    let (notified, notice_failed) = (cron.notices.done, cron.notices.failed);
    let (unknown, overdue) = (cron.unknown.len(), cron.standing.count_of(StandingKind::UnansweredPush));
    let (waiting, left) = (cron.waiting_orders(), cron.ran.skipped_count());
    let mut line = say!(
        "登记到期 {missed}，恢复 {recovered}，推单 {pushed}（失败 {push_failed}），通知 {notified}（失败 {notice_failed}），结果未知 {unknown}，代理未确认 {overdue}，等待 {waiting}，未开始 {left}",
        "deadlines recorded {missed}, recovered {recovered}, pushed {pushed} ({push_failed} failed), notified {notified} ({notice_failed} failed), unknown {unknown}, unanswered {overdue}, waiting {waiting}, left {left}"
    );
    if context.global.dry_run {
        line.zh.insert_str(0, "试运行，没有发出也没有保存：");
        line.en.insert_str(0, "dry run, nothing was sent or kept: ");
    }
    line
}

/// What needs a person, the most urgent first, each with the command to run: what stands, and between it what went wrong in
/// this run.
fn collect_alerts(cron: &CronReport) -> Vec<BilingualMessage> {
    let problems = &cron.standing.problems;
    let (urgent, others): (Vec<_>, Vec<_>) = problems.iter().partition(|problem| problem.kind.exit() != Exit::Partial);
    let mut told = Vec::new();
    if let Some(first) = cron.unknown.first().filter(|_| cron.standing.exit_code() != Exit::Unknown) {
        // No order asks for it any more; whoever sent it has to know all the same.
        let (n, noun, BilingualMessage { zh, en }) =
            (cron.unknown.len(), delivery_command(first), explain_resolving(first));
        told.push(say!(
            "{n} 条投递结果未知：`ticketctl {noun} list --state unknown`。{zh}",
            "deliveries of unknown outcome: {n}, see `ticketctl {noun} list --state unknown`; {en}"
        ));
    }
    for problem in urgent {
        match problem.kind {
            StandingKind::PausedGroup => told.extend(cron.standing.paused.iter().map(explain_paused)),
            _ => told.push(explain_standing(problem)),
        }
    }
    told.extend(collect_failures(cron));
    told.extend(others.into_iter().map(explain_standing));
    told.extend(cron.operators.failed.iter().map(|(group, BilingualMessage { zh, en })| {
        let word = quote_word(group);
        say!(
            "没能告诉店内群 {group}：{zh}。`ticketctl group test {word}`",
            "the operators' group {group} could not be told: {en}. `ticketctl group test {word}`"
        )
    }));
    // Paused groups are reported above, and running out of time or rate limit is normal: the next run continues.
    told.extend(cron.ran.skipped.iter().filter(|left| left.reason == SkipReason::Signal).map(explain_waiting));
    told
}

fn explain_paused(paused: &PausedGroup) -> BilingualMessage {
    let (group, reason, n) = (&paused.group, &paused.reason, paused.waiting);
    let word = quote_word(group);
    say!(
        "群 {group} 已暂停（{reason}），{n} 单在等：排除原因后 `ticketctl group test {word}`，通过即恢复",
        "the group {group} is paused ({reason}), orders that wait: {n}; fix the cause, then `ticketctl group test {word}`, which resumes it"
    )
}

/// How many orders have a problem, the first of them, and the command for it.
fn explain_standing(problem: &StandingProblem) -> BilingualMessage {
    let (n, first, BilingualText { zh, en }) = (problem.count, &problem.first_order, problem.kind.label());
    let fallback = format!("ticketctl next {first}");
    let command = suggest_command(problem.command.as_deref().unwrap_or(&fallback));
    let (command_zh, command_en) = (command.zh, command.en);
    let BilingualText { zh: more_zh, en: more_en } = match problem.kind {
        StandingKind::UnknownPush | StandingKind::UnknownNotice => BilingualText {
            zh: "。大多已经送达：先核实，确实没有就用 --not-delivered",
            en: "; most of them did arrive: check first, and use --not-delivered if it is not there",
        },
        StandingKind::UnansweredPush => BilingualText {
            zh: " 登记他的答复，全部见 `ticketctl push list --overdue`。不会自动重发",
            en: " records the answer; see `ticketctl push list --overdue`. Nothing is sent again by itself",
        },
        _ => BilingualText { zh: "", en: "" },
    };
    say!("{n} {zh}，例如 {first}：`{command_zh}`{more_zh}", "{en}: {n}, such as {first}: `{command_en}`{more_en}")
}

/// The failures that do not pass by themselves, one by one.
fn collect_failures(cron: &CronReport) -> Vec<BilingualMessage> {
    let sent = cron.failures.iter().map(|failure| (&failure.order_no, &failure.error));
    let swept = cron.swept.failed.iter().map(|(order_no, error)| (order_no, error));
    let all: Vec<_> = sent.chain(swept).collect();
    let mut told: Vec<BilingualMessage> = all
        .iter()
        .take(MAX_FAILURES_LISTED)
        .map(|(no, error)| {
            let BilingualMessage { zh, en } = &error.message;
            let next = say!("`ticketctl next {no}`", "`ticketctl next {no}`");
            let hint = error.hint.as_ref().unwrap_or(&next);
            let (then, so) = (&hint.zh, &hint.en);
            BilingualMessage { zh: format!("{no}：{zh}。{then}"), en: format!("{no}: {en}. {so}") }
        })
        .collect();
    if all.len() > MAX_FAILURES_LISTED {
        let more = all.len() - MAX_FAILURES_LISTED;
        told.push(say!("另有 {more} 单失败：`ticketctl queue`", "{more} more failed: `ticketctl queue`"));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_a_whole_number_and_a_unit() {
        assert_eq!(parse_duration("50s"), Some(Duration::from_secs(50)));
        assert_eq!(parse_duration("5m"), Some(Duration::from_secs(300)));
        assert_eq!(parse_duration("24h"), Some(Duration::from_secs(MAX_RUNTIME_SECONDS)));
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
            assert_eq!(parse_duration(wrong), None, "{wrong}");
        }
    }
}

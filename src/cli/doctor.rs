//! `doctor`: problems with the shop and how to fix them, and `--repair`, which mends what follows from the log.

use serde::Serialize;

use super::context::CommandContext;
use super::response::{CommandResponse, dry_run_notice};
use crate::app::ops::doctor::damage::{DamageKind, DamageReport};
use crate::app::ops::doctor::{
    DamageDocument, DoctorReport, FindingDocument, RepairSummary, Severity, check_shop, repair_shop,
};
use crate::domain::value::message::{BilingualMessage, Lang, count_things};
use crate::error::Result;
use crate::output::terminal::{DisplayOptions, TextStyle};
use crate::output::text::{cell_width, escape_hidden};
use crate::output::wrap::wrap_text;
use crate::say;

/// Check the shop for problems and how to fix them.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 no problems (there may be warnings), 11 damaged data, 5 configuration or files, \
    1 any other problem. The worst finding decides, in this order.\n\n\
    --repair mends rows that follow from the events: rows of orders, counters, holds, payment numbers, ticket codes, \
    search indexes, records of files; it makes missing indexes and triggers anew and removes files of no order that are older \
    than a day. It shows what it would mend and asks first (--yes answers, --dry-run only shows). An order whose events do \
    not hold is never touched, nor is what the events do not say: a lost file or key, a message of unknown outcome. It \
    exits 9 while cron runs, and ends with the exit code of what is left."
)]
pub struct DoctorArgs {
    /// Mend what follows from the events, after showing it
    #[arg(long)]
    repair: bool,
}

#[derive(Serialize)]
struct DoctorDocument<'a> {
    ok: bool,
    exit: u8,
    findings: Vec<FindingDocument<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repair: Option<RepairDocument<'a>>,
}

/// What a repair was to do, and did.
#[derive(Serialize)]
struct RepairDocument<'a> {
    dry_run: bool,
    planned: Vec<PlannedDocument<'a>>,
    mended: Vec<MendedDocument>,
    failed: Vec<FailedDocument<'a>>,
}

#[derive(Serialize)]
struct PlannedDocument<'a> {
    code: DamageKind,
    #[serde(flatten)]
    damage: DamageDocument<'a>,
}

#[derive(Serialize)]
struct MendedDocument {
    code: DamageKind,
    count: usize,
}

#[derive(Serialize)]
struct FailedDocument<'a> {
    order_no: &'a str,
    code: &'static str,
    message: &'a str,
}

/// Reports; a missing or damaged database is a finding too.
pub fn run_doctor(context: &CommandContext, args: DoctorArgs) -> Result<CommandResponse> {
    let report = check_shop(context.open_options()?);
    if !args.repair {
        return Ok(respond(context, &report, None, None));
    }
    let (planned, lang) = (report.damage.clone(), context.lang());
    if context.global.dry_run || planned.mendable().next().is_none() {
        let summary = RepairSummary::default();
        let text = if context.global.dry_run {
            format!("{}\n{}", dry_run_notice(lang), describe_plan(&planned, lang))
        } else {
            describe_plan(&planned, lang)
        };
        return Ok(respond(context, &report, Some((&planned, &summary)), Some(text)));
    }
    let plan = describe_plan(&planned, lang);
    context.confirm_question(&say!("{plan}\n修复这些？", "{plan}\nMend these?"))?;
    let summary = repair_shop(context.open_options()?, &planned)?;
    // Looked at once more: what is left decides how the command ends.
    let after = check_shop(context.open_options()?);
    Ok(respond(context, &after, Some((&planned, &summary)), Some(describe_summary(&summary, lang))))
}

fn respond(
    context: &CommandContext,
    report: &DoctorReport,
    repair: Option<(&DamageReport, &RepairSummary)>,
    text: Option<String>,
) -> CommandResponse {
    let lang = context.lang();
    let document = DoctorDocument {
        ok: report.is_ok(),
        exit: report.exit_code().code(),
        findings: report.findings.iter().map(|finding| finding.to_document(lang)).collect(),
        repair: repair.map(|(planned, summary)| repair_document(planned, summary, context)),
    };
    let text = text.into_iter().chain([render_findings(report, &context.surface)]).collect::<Vec<_>>().join("\n\n");
    // A struct whose keys are text always serialises.
    let document = serde_json::to_value(&document).unwrap_or_default();
    CommandResponse::with_page(document, None, text).set_exit(report.exit_code())
}

fn repair_document<'a>(
    planned: &'a DamageReport,
    summary: &'a RepairSummary,
    context: &CommandContext,
) -> RepairDocument<'a> {
    let lang = context.lang();
    let failed = |(order_no, error): &'a (_, Box<crate::error::Error>)| FailedDocument {
        order_no: crate::domain::order::number::OrderNo::as_str(order_no),
        code: error.code,
        message: error.message.in_lang(lang),
    };
    RepairDocument {
        dry_run: context.global.dry_run,
        planned: planned
            .mendable()
            .map(|(code, damage)| PlannedDocument { code, damage: damage.to_document() })
            .collect(),
        mended: summary.mended.iter().map(|(code, count)| MendedDocument { code: *code, count: *count }).collect(),
        failed: summary.failed.iter().map(failed).collect(),
    }
}

/// What, how many, and where: a line a kind.
fn describe_plan(planned: &DamageReport, lang: Lang) -> String {
    let mut lines: Vec<String> = planned
        .mendable()
        .map(|(kind, damage)| {
            let (n, list, label) =
                (damage.mendable, escape_hidden(&damage.named.join(", ")).into_owned(), kind.label());
            let (zh, en) = (label.zh, label.en);
            say!("{n:>6}  {zh}：{list}", "{n:>6}  {en}: {list}").in_lang(lang).to_owned()
        })
        .collect();
    if lines.is_empty() {
        lines.push(say!("没有可按日志修复的内容", "nothing that the log could mend").in_lang(lang).to_owned());
    } else {
        lines.insert(0, say!("按日志修复：", "To be mended from the log:").in_lang(lang).to_owned());
    }
    lines.join("\n")
}

fn describe_summary(summary: &RepairSummary, lang: Lang) -> String {
    let mended = summary.mended.iter().map(|(kind, n)| {
        let BilingualMessage { zh, en } = kind.label().into();
        say!("已修复 {n} 处：{zh}", "mended: {en}, {n}")
    });
    let failed = summary.failed.iter().map(|(order_no, error)| {
        let BilingualMessage { zh, en } = &error.message;
        say!("{order_no} 没有修复：{zh}", "{order_no} was not mended: {en}")
    });
    mended.chain(failed).map(|line| line.in_lang(lang).to_owned()).collect::<Vec<_>>().join("\n")
}

/// A finding a line, the worst last, where a reader looks first.
fn render_findings(report: &DoctorReport, surface: &DisplayOptions) -> String {
    let lang = surface.lang;
    let mut findings: Vec<_> = report.findings.iter().collect();
    findings.sort_by_key(|finding| finding.severity);
    let mut lines = Vec::new();
    for finding in findings {
        let (sign, tone) = match finding.severity {
            Severity::Ok => (say!("正常", "ok"), TextStyle::Good),
            Severity::Warning => (say!("注意", "warning"), TextStyle::Warn),
            Severity::Problem => (say!("问题", "PROBLEM"), TextStyle::Bad),
        };
        push_hanging(&mut lines, (sign.in_lang(lang), tone), finding.message.in_lang(lang), surface);
        // One of several commands is a line of its own, which can be copied.
        for fix in finding.fix.iter().flat_map(|fix| fix.in_lang(lang).lines()) {
            push_hanging(&mut lines, ("", TextStyle::Plain), &format!("→ {fix}"), surface);
        }
    }
    let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
    let (problems, warnings) = (count(Severity::Problem), count(Severity::Warning));
    let (hard, soft) =
        (count_things(problems as u64, "problem", "problems"), count_things(warnings as u64, "warning", "warnings"));
    let summary = say!("问题 {problems}，注意 {warnings}", "{hard}, {soft}");
    lines.push(summary.in_lang(lang).to_owned());
    lines.join("\n")
}

/// A sign and its text, whose further lines stand below its first.
fn push_hanging(lines: &mut Vec<String>, (sign, tone): (&str, TextStyle), text: &str, surface: &DisplayOptions) {
    let room = if surface.lang == Lang::Zh { SIGN_WIDTH_ZH } else { SIGN_WIDTH_EN };
    let text = escape_hidden(text);
    let parts = match surface.width {
        Some(width) => wrap_text(&text, usize::from(width).saturating_sub(room)),
        None => vec![text.into_owned()],
    };
    for (at, part) in parts.iter().enumerate() {
        let shown = if at == 0 { sign } else { "" };
        let space = " ".repeat(room.saturating_sub(cell_width(shown)));
        lines.push(format!("{}{space}{part}", surface.stdout_styler().apply_style(tone, shown)));
    }
}

/// The cells of a sign and the space behind it.
const SIGN_WIDTH_ZH: usize = 6;
const SIGN_WIDTH_EN: usize = 9;

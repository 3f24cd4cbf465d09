//! `doctor`: what is wrong with the shop.

use serde_json::json;

use super::context::Context;
use super::response::Answer;
use crate::app::ops::doctor::{Report, Severity, examine};
use crate::error::{Error, Result};
use crate::output::text::visible;
use crate::say;

/// What is wrong with the shop, and how to mend it.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 nothing is broken (warnings included), 11 damaged data, 5 configuration or files, \
    1 anything else that is broken. The worst finding decides, in this order."
)]
pub struct Args {
    /// Comes with a later version: this one only reports
    #[arg(long, hide = true)]
    repair: bool,
}

/// Reports; a missing or damaged database is a finding too.
pub fn run(context: &Context, args: Args) -> Result<Answer> {
    if args.repair {
        return Err(Error::usage(
            "repair_not_available",
            say!("--repair 随后续版本提供；没有改动", "--repair comes with a later version; nothing was changed"),
        )
        .hint(say!(
            "`ticketctl doctor` 给出每个问题的修复命令",
            "`ticketctl doctor` names the command that mends each finding"
        )));
    }
    let report = examine(context.opening()?);
    let findings: Vec<_> = report.findings.iter().map(|finding| finding.to_json(context.lang())).collect();
    let document = json!({ "ok": report.is_ok(), "exit": report.exit().code(), "findings": findings });
    Ok(Answer::page(document, None, page(&report, context)).ending(report.exit()))
}

/// A line a finding, the worst last, where a reader looks first.
fn page(report: &Report, context: &Context) -> String {
    let lang = context.lang();
    let mut findings: Vec<_> = report.findings.iter().collect();
    findings.sort_by_key(|finding| finding.severity);
    let mut lines = Vec::new();
    for finding in findings {
        let sign = match finding.severity {
            Severity::Ok => say!("正常", "ok     "),
            Severity::Warning => say!("注意", "warning"),
            Severity::Problem => say!("问题", "PROBLEM"),
        };
        lines.push(format!("{}  {}", sign.get(lang), visible(finding.message.get(lang))));
        if let Some(fix) = &finding.fix {
            lines.push(format!("         → {}", visible(fix.get(lang))));
        }
    }
    let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
    let (problems, warnings) = (count(Severity::Problem), count(Severity::Warning));
    lines.push(
        say!("问题 {problems}，注意 {warnings}", "{problems} problems, {warnings} warnings").get(lang).to_owned(),
    );
    lines.join("\n")
}

//! `doctor`: problems with the shop and how to fix them.

use serde_json::json;

use super::context::CommandContext;
use super::errors::CliError;
use super::response::CommandResponse;
use crate::app::ops::doctor::{DoctorReport, Severity, check_shop};
use crate::error::Result;
use crate::output::text::escape_hidden;
use crate::say;

/// Check the shop for problems and how to fix them.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 no problems (there may be warnings), 11 damaged data, 5 configuration or files, \
    1 any other problem. The worst finding decides, in this order."
)]
pub struct DoctorArgs {
    /// Not in this version, which only reports
    #[arg(long, hide = true)]
    repair: bool,
}

/// Reports; a missing or damaged database is a finding too.
pub fn run_doctor(context: &CommandContext, args: DoctorArgs) -> Result<CommandResponse> {
    if args.repair {
        return Err(CliError::RepairNotAvailable.into());
    }
    let report = check_shop(context.open_options()?);
    let findings: Vec<_> = report.findings.iter().map(|finding| finding.to_json(context.lang())).collect();
    let document = json!({ "ok": report.is_ok(), "exit": report.exit_code().code(), "findings": findings });
    Ok(CommandResponse::with_page(document, None, render_findings(&report, context)).set_exit(report.exit_code()))
}

/// One line per finding, the worst last, where a reader looks first.
fn render_findings(report: &DoctorReport, context: &CommandContext) -> String {
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
        lines.push(format!("{}  {}", sign.in_lang(lang), escape_hidden(finding.message.in_lang(lang))));
        if let Some(fix) = &finding.fix {
            lines.push(format!("         → {}", escape_hidden(fix.in_lang(lang))));
        }
    }
    let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
    let (problems, warnings) = (count(Severity::Problem), count(Severity::Warning));
    lines.push(
        say!("问题 {problems}，注意 {warnings}", "{problems} problems, {warnings} warnings").in_lang(lang).to_owned(),
    );
    lines.join("\n")
}

//! TAP version 14: one line per step, and a YAML block under one that failed.

use std::fmt::Write as _;

use super::runner::StepReport;

/// The head: the version and the plan.
pub fn tap_header(steps: usize) -> String {
    format!("TAP version 14\n1..{steps}\n")
}

/// The line of the step `number`, counted from 1, with diagnostics if it failed.
pub fn test_point(number: usize, title: &str, report: &StepReport) -> String {
    if report.failed.is_empty() {
        return format!("ok {number} - {}\n", escape_title(title));
    }
    let mut text = format!("not ok {number} - {}\n  ---\n", escape_title(title));
    // A JSON text is a YAML text, so no string needs rules of its own.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    // Writing to a string can't fail.
    let _ = writeln!(text, "  command: {}", quoted(&format!("ticketctl {}", report.command)));
    let _ = writeln!(text, "  exit: {}", report.exit);
    let _ = writeln!(text, "  failed:");
    for failed in &report.failed {
        let _ = writeln!(text, "    - {}", quoted(failed));
    }
    let _ = writeln!(text, "  stderr: {}", quoted(report.stderr.trim_end()));
    text + "  ...\n"
}

/// The line of a step that was not run.
pub fn skipped_test_point(number: usize, title: &str) -> String {
    format!("ok {number} - {} # SKIP an earlier step failed\n", escape_title(title))
}

/// A comment.
pub fn comment_lines(text: &str) -> String {
    text.lines().fold(String::new(), |all, line| all + "# " + line + "\n")
}

/// `#` begins a directive and `\` an escape.
fn escape_title(title: &str) -> String {
    title.replace('\\', "\\\\").replace('#', "\\#")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(failed: &[&str]) -> StepReport {
        StepReport {
            command: "order list".to_owned(),
            exit: 4,
            stdout: String::new(),
            stderr: "error: \"no\"\nhint\n".to_owned(),
            failed: failed.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    #[test]
    fn a_step_is_one_line_and_a_failure_explains_itself() {
        assert_eq!(tap_header(2), "TAP version 14\n1..2\n");
        assert_eq!(test_point(1, "issue #1", &report(&[])), "ok 1 - issue \\#1\n");
        assert_eq!(
            test_point(2, "x", &report(&["exit: 4 instead of 0"])),
            "not ok 2 - x\n  ---\n  command: \"ticketctl order list\"\n  exit: 4\n  failed:\n    \
             - \"exit: 4 instead of 0\"\n  stderr: \"error: \\\"no\\\"\\nhint\"\n  ...\n"
        );
        assert_eq!(skipped_test_point(3, "y"), "ok 3 - y # SKIP an earlier step failed\n");
        assert_eq!(comment_lines("a\nb"), "# a\n# b\n");
    }
}

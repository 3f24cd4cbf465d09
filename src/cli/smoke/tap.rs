//! TAP version 14: one line a step, and a YAML block under one that failed.

use std::fmt::Write as _;

use super::runner::Report;

/// The head: the version and the plan.
pub fn head(steps: usize) -> String {
    format!("TAP version 14\n1..{steps}\n")
}

/// The line of the step `number`, counted from 1, with diagnostics if it failed.
pub fn point(number: usize, title: &str, report: &Report) -> String {
    if report.failed.is_empty() {
        return format!("ok {number} - {}\n", escaped(title));
    }
    let mut text = format!("not ok {number} - {}\n  ---\n", escaped(title));
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
pub fn skipped(number: usize, title: &str) -> String {
    format!("ok {number} - {} # SKIP an earlier step failed\n", escaped(title))
}

/// A comment.
pub fn comment(text: &str) -> String {
    text.lines().fold(String::new(), |all, line| all + "# " + line + "\n")
}

/// `#` begins a directive and `\` an escape.
fn escaped(title: &str) -> String {
    title.replace('\\', "\\\\").replace('#', "\\#")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(failed: &[&str]) -> Report {
        Report {
            command: "order list".to_owned(),
            exit: 4,
            stdout: String::new(),
            stderr: "error: \"no\"\nhint\n".to_owned(),
            failed: failed.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    #[test]
    fn a_step_is_one_line_and_a_failure_explains_itself() {
        assert_eq!(head(2), "TAP version 14\n1..2\n");
        assert_eq!(point(1, "issue #1", &report(&[])), "ok 1 - issue \\#1\n");
        assert_eq!(
            point(2, "x", &report(&["exit: 4 instead of 0"])),
            "not ok 2 - x\n  ---\n  command: \"ticketctl order list\"\n  exit: 4\n  failed:\n    \
             - \"exit: 4 instead of 0\"\n  stderr: \"error: \\\"no\\\"\\nhint\"\n  ...\n"
        );
        assert_eq!(skipped(3, "y"), "ok 3 - y # SKIP an earlier step failed\n");
        assert_eq!(comment("a\nb"), "# a\n# b\n");
    }
}

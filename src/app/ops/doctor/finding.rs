//! One thing that was looked at, and all of them together.

use serde_json::{Value, json};

use crate::domain::value::message::{Lang, Message};
use crate::error::{Error, Exit};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Ok,
    /// Somebody should look at it; selling goes on.
    Warning,
    Problem,
}

impl Severity {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Problem => "problem",
        }
    }
}

/// One thing that was looked at. Holds no personal data.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Stable, such as `event_chain`.
    pub code: &'static str,
    pub severity: Severity,
    pub message: Message,
    pub fix: Option<Message>,
    /// The category of a problem: what the process ends with if nothing worse is found.
    pub exit: Exit,
}

impl Finding {
    pub fn to_json(&self, lang: Lang) -> Value {
        json!({
            "code": self.code,
            "severity": self.severity.code(),
            "message": self.message.get(lang),
            "fix": self.fix.as_ref().map(|fix| fix.get(lang)),
        })
    }
}

/// Everything that was looked at, in order.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub findings: Vec<Finding>,
}

impl Report {
    pub fn ok(&mut self, code: &'static str, message: Message) {
        self.findings.push(Finding { code, severity: Severity::Ok, message, fix: None, exit: Exit::Ok });
    }

    /// Somebody should look at it.
    pub fn warn(&mut self, code: &'static str, message: Message, fix: Message) {
        self.findings.push(Finding { code, severity: Severity::Warning, message, fix: Some(fix), exit: Exit::Ok });
    }

    pub fn problem(&mut self, code: &'static str, exit: Exit, message: Message, fix: Message) {
        self.findings.push(Finding { code, severity: Severity::Problem, message, fix: Some(fix), exit });
    }

    /// A check could not be made.
    pub fn failed(&mut self, code: &'static str, error: &Error) {
        let (message, fix, exit) = (error.message.clone(), error.hint.clone(), error.exit);
        self.findings.push(Finding { code, severity: Severity::Problem, message, fix, exit });
    }

    pub fn is_ok(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity < Severity::Problem)
    }

    /// How the process ends: damaged data (11) before configuration (5) before anything else that is broken (1).
    pub fn exit(&self) -> Exit {
        let broken = |exit| self.findings.iter().any(|f| f.severity == Severity::Problem && f.exit == exit);
        if self.is_ok() {
            Exit::Ok
        } else if broken(Exit::Data) {
            Exit::Data
        } else if broken(Exit::Config) {
            Exit::Config
        } else {
            Exit::Internal
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    #[test]
    fn the_worst_finding_decides() {
        let mut report = Report::default();
        report.ok("a", say!("好", "fine"));
        report.warn("b", say!("看", "look"), say!("修", "mend"));
        assert_eq!((report.is_ok(), report.exit()), (true, Exit::Ok));
        for (exit, worst) in [
            (Exit::Busy, Exit::Internal),
            (Exit::Config, Exit::Config),
            (Exit::Data, Exit::Data),
            (Exit::Internal, Exit::Data),
        ] {
            report.problem("c", exit, say!("坏", "broken"), say!("修", "mend"));
            assert_eq!((report.is_ok(), report.exit()), (false, worst), "{exit:?}");
        }
    }
}

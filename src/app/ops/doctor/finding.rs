//! One thing that was looked at, and all of them together.

use serde_json::{Value, json};

use crate::domain::value::code_enum::coded;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::error::{Error, Exit};
use crate::say;

coded! {
    #[derive(PartialOrd, Ord)]
    Severity {
        Ok = "ok";
        /// Somebody should look at it; selling goes on.
        Warning = "warning";
        Problem = "problem";
    }
}

/// One thing that was looked at. Holds no personal data.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Stable, such as `event_chain`.
    pub code: &'static str,
    pub severity: Severity,
    pub message: BilingualMessage,
    pub fix: Option<BilingualMessage>,
    /// The category of a problem: what the process ends with if nothing worse is found.
    pub exit: Exit,
}

impl Finding {
    pub fn to_json(&self, lang: Lang) -> Value {
        json!({
            "code": self.code,
            "severity": self.severity.code(),
            "message": self.message.in_lang(lang),
            "fix": self.fix.as_ref().map(|fix| fix.in_lang(lang)),
        })
    }
}

/// Everything that was looked at, in order.
#[derive(Clone, Debug, Default)]
pub struct DoctorReport {
    pub findings: Vec<Finding>,
}

impl DoctorReport {
    pub fn add_ok(&mut self, code: &'static str, message: BilingualMessage) {
        self.findings.push(Finding { code, severity: Severity::Ok, message, fix: None, exit: Exit::Ok });
    }

    /// Somebody should look at it.
    pub fn add_warning(&mut self, code: &'static str, message: BilingualMessage, fix: BilingualMessage) {
        self.findings.push(Finding { code, severity: Severity::Warning, message, fix: Some(fix), exit: Exit::Ok });
    }

    pub fn add_problem(&mut self, code: &'static str, exit: Exit, message: BilingualMessage, fix: BilingualMessage) {
        self.findings.push(Finding { code, severity: Severity::Problem, message, fix: Some(fix), exit });
    }

    /// A check could not be made.
    pub fn add_failure(&mut self, code: &'static str, error: &Error) {
        let (message, fix, exit) = (error.message.clone(), error.hint.clone(), error.exit);
        self.findings.push(Finding { code, severity: Severity::Problem, message, fix, exit });
    }

    pub fn is_ok(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity < Severity::Problem)
    }

    /// How the process ends: damaged data (11) before configuration (5) before anything else that is broken (1).
    pub fn exit_code(&self) -> Exit {
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

/// What to do about damaged data.
pub(super) fn restore_hint() -> BilingualMessage {
    say!(
        "不要再写入；从备份恢复（`ticketctl restore 文件`），并用 `ticketctl event verify` 核对",
        "stop writing; restore a backup (`ticketctl restore FILE`) and check it with `ticketctl event verify`"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_finding_decides() {
        let mut report = DoctorReport::default();
        report.add_ok("a", say!("好", "fine"));
        report.add_warning("b", say!("看", "look"), say!("修", "mend"));
        assert_eq!((report.is_ok(), report.exit_code()), (true, Exit::Ok));
        for (exit, worst) in [
            (Exit::Busy, Exit::Internal),
            (Exit::Config, Exit::Config),
            (Exit::Data, Exit::Data),
            (Exit::Internal, Exit::Data),
        ] {
            report.add_problem("c", exit, say!("坏", "broken"), say!("修", "mend"));
            assert_eq!((report.is_ok(), report.exit_code()), (false, worst), "{exit:?}");
        }
    }
}

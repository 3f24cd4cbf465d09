//! One thing that was looked at, and all of them together.

use serde::Serialize;

use super::damage::{Damage, DamageKind, DamageReport};
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
    /// How much is not what the log says, and where.
    pub damage: Option<Damage>,
}

/// A finding as scripts read it.
#[derive(Debug, Serialize)]
pub struct FindingDocument<'a> {
    code: &'static str,
    severity: Severity,
    message: &'a str,
    fix: Option<&'a str>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    damage: Option<DamageDocument<'a>>,
}

/// How much is not what the log says.
#[derive(Debug, Serialize)]
pub struct DamageDocument<'a> {
    pub count: usize,
    /// How many of them `doctor --repair` mends.
    pub repairable: usize,
    /// The first few, each an order and what of it.
    pub examples: &'a [String],
}

impl Damage {
    pub fn to_document(&self) -> DamageDocument<'_> {
        DamageDocument { count: self.count, repairable: self.mendable, examples: &self.named }
    }
}

impl Finding {
    pub fn to_document(&self, lang: Lang) -> FindingDocument<'_> {
        FindingDocument {
            code: self.code,
            severity: self.severity,
            message: self.message.in_lang(lang),
            fix: self.fix.as_ref().map(|fix| fix.in_lang(lang)),
            damage: self.damage.as_ref().map(Damage::to_document),
        }
    }
}

/// Everything that was looked at, in order.
#[derive(Clone, Debug, Default)]
pub struct DoctorReport {
    pub findings: Vec<Finding>,
    /// What is not what the log says: what a repair goes by.
    pub damage: DamageReport,
}

impl DoctorReport {
    pub fn add_ok(&mut self, code: &'static str, message: BilingualMessage) {
        self.push(code, Severity::Ok, (message, None), Exit::Ok);
    }

    /// Somebody should look at it.
    pub fn add_warning(&mut self, code: &'static str, message: BilingualMessage, fix: BilingualMessage) {
        self.push(code, Severity::Warning, (message, Some(fix)), Exit::Ok);
    }

    pub fn add_problem(&mut self, code: &'static str, exit: Exit, message: BilingualMessage, fix: BilingualMessage) {
        self.push(code, Severity::Problem, (message, Some(fix)), exit);
    }

    /// A check could not be made.
    pub fn add_failure(&mut self, code: &'static str, error: &Error) {
        self.push(code, Severity::Problem, (error.message.clone(), error.hint.clone()), error.exit);
    }

    fn push(
        &mut self,
        code: &'static str,
        severity: Severity,
        (message, fix): (BilingualMessage, Option<BilingualMessage>),
        exit: Exit,
    ) {
        self.findings.push(Finding { code, severity, message, fix, exit, damage: None });
    }

    /// The damage of one kind that was found, if any was. What the outbox has is a fact of its own: somebody should look.
    pub(super) fn tell_damage(&mut self, kind: DamageKind) -> bool {
        let Some(damage) = self.damage.found.get(&kind).cloned() else { return false };
        let (n, list, label) = (damage.count, damage.named.join(", "), kind.label());
        let (zh, en) = (label.zh, label.en);
        let (message, fix) = match kind {
            DamageKind::LostKey => {
                (say!("{n} 个客户的密钥不见了：{list}", "the keys of {n} buyers are lost: {list}"), restore_hint())
            }
            DamageKind::Unreadable => (
                say!("{n} 张订单的事件读不出来：{list}", "the events of {n} orders cannot be read: {list}"),
                restore_hint(),
            ),
            DamageKind::Stray => (
                say!("{n} 行属于不存在的订单：{list}", "{n} rows belong to orders that are not there: {list}"),
                restore_hint(),
            ),
            DamageKind::Delivery => (
                say!("{n} 条{zh}与日志不符：{list}", "{n} {en} are not what the log says: {list}"),
                say!(
                    "到群里或向客户核实；别的系统推送过的订单没有投递记录",
                    "check with the group or the buyer; orders that another system pushed have no rows there"
                ),
            ),
            _ if damage.mendable == 0 || self.damage.blocked => (
                say!("{n} 处{zh}与日志不符：{list}", "{n} {en} are not what the log says: {list}"),
                unmendable_hint(kind),
            ),
            _ => (
                say!("{n} 处{zh}与日志不符：{list}", "{n} {en} are not what the log says: {list}"),
                say!(
                    "`ticketctl doctor --repair` 按日志修复（先列出再询问）",
                    "`ticketctl doctor --repair` mends them from the log; it shows them and asks first"
                ),
            ),
        };
        let warning = kind == DamageKind::Delivery;
        let (severity, exit) = if warning { (Severity::Warning, Exit::Ok) } else { (Severity::Problem, Exit::Data) };
        let code = kind.code();
        self.findings.push(Finding { code, severity, message, fix: Some(fix), exit, damage: Some(damage) });
        true
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

/// What to do about what no repair mends.
fn unmendable_hint(kind: DamageKind) -> BilingualMessage {
    match kind {
        DamageKind::Hold => say!(
            "名额已被别人占用：用 `ticketctl sku stock` 增加名额后再修复，或给其中一位客户退款",
            "others have the places by now: raise the capacity with `ticketctl sku stock` and repair again, or refund a buyer"
        ),
        _ => restore_hint(),
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

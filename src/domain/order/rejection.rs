//! Refusals. Every one has a name, says why, and says what to do next.

use crate::domain::value::message::BilingualMessage;
use crate::say;

/// What kind of refusal it is; the command line makes an exit code of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectionKind {
    /// What was given is not usable: a field, a limit.
    Input,
    Missing,
    /// The state of the order, or a rule.
    Rule,
    /// A group, a channel or a credential must be mended first.
    Config,
}

/// A refusal by the rules. Nothing was changed, unless the caller records it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Stable, never translated: `payment_already_confirmed`.
    pub code: &'static str,
    pub kind: RejectionKind,
    pub message: BilingualMessage,
    pub hint: Option<BilingualMessage>,
}

impl Rejection {
    pub fn rule(code: &'static str, message: BilingualMessage) -> Self {
        Self { code, kind: RejectionKind::Rule, message, hint: None }
    }

    /// A refusal of what was given.
    pub fn input(code: &'static str, message: BilingualMessage) -> Self {
        Self { code, kind: RejectionKind::Input, message, hint: None }
    }

    /// A refusal because something does not exist.
    pub fn missing(code: &'static str, message: BilingualMessage) -> Self {
        Self { code, kind: RejectionKind::Missing, message, hint: None }
    }

    /// A refusal until a group, a channel or a credential is mended.
    pub fn config(code: &'static str, message: BilingualMessage) -> Self {
        Self { code, kind: RejectionKind::Config, message, hint: None }
    }

    #[must_use]
    pub fn with_hint(mut self, hint: BilingualMessage) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// A text that an operator must give: a reason, an evidence.
pub fn parse_operator_text(text: &str, field: &'static str) -> Result<String, Rejection> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 500 || text.len() > 2048 {
        return Err(Rejection::input(
            "field_length",
            say!(
                "{field} 必须是 1 到 500 个字符（最多 2048 字节）",
                "{field} must be 1 to 500 characters (at most 2048 bytes)"
            ),
        ));
    }
    // A note may have lines; what steers a terminal or hides its neighbours is not part of it.
    if !text.chars().all(|letter| matches!(letter, '\n' | '\t') || crate::domain::value::text::char_is_clean(letter)) {
        return Err(Rejection::input(
            "field_characters",
            say!(
                "{field} 含有控制字符或隐藏字符：删去后重试",
                "{field} contains control or hidden characters: remove them and try again"
            ),
        ));
    }
    Ok(text.to_owned())
}

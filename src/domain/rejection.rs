//! Refusals. Every one has a name, says why, and says what to do next.

use super::message::Message;

/// What kind of refusal it is; the command line makes an exit code of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectionKind {
    /// What was given is not usable: a field, a limit.
    Input,
    /// Something named does not exist.
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
    /// What kind of refusal.
    pub kind: RejectionKind,
    /// Why, in both languages.
    pub message: Message,
    /// What to do next.
    pub hint: Option<Message>,
}

impl Rejection {
    /// A refusal by a rule.
    pub fn rule(code: &'static str, message: Message) -> Self {
        Self { code, kind: RejectionKind::Rule, message, hint: None }
    }

    /// A refusal of what was given.
    pub fn input(code: &'static str, message: Message) -> Self {
        Self { code, kind: RejectionKind::Input, message, hint: None }
    }

    /// A refusal because something does not exist.
    pub fn missing(code: &'static str, message: Message) -> Self {
        Self { code, kind: RejectionKind::Missing, message, hint: None }
    }

    /// A refusal until a group, a channel or a credential is mended.
    pub fn config(code: &'static str, message: Message) -> Self {
        Self { code, kind: RejectionKind::Config, message, hint: None }
    }

    /// Adds the next step.
    #[must_use]
    pub fn hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }
}

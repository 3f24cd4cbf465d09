//! Refusals. Every one has a name, says why, and says what to do next.

use crate::domain::order::rejections::OrderRejection;
use crate::domain::value::catalogue::CatalogueEntry;
use crate::domain::value::message::BilingualMessage;

/// What kind of refusal it is; the command line makes an exit code of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectionKind {
    /// What was given is not usable: a field, a limit.
    Input,
    Missing,
    /// The state of the order, or a rule.
    Rule,
    /// A group, a channel or a credential must be fixed first.
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
    /// For the catalogues, and for a mandate that is refused with a reason of its own.
    pub fn from_catalogue(
        code: &'static str,
        kind: RejectionKind,
        message: BilingualMessage,
        hint: Option<BilingualMessage>,
    ) -> Self {
        Self { code, kind, message, hint }
    }
}

/// One line of a catalogue of refusals.
pub type RejectionEntry = CatalogueEntry<RejectionKind>;

/// Declares the refusals of a flow or of the values: see [`catalogue`](crate::catalogue).
#[macro_export]
macro_rules! rejection_catalogue {
    ($($declared:tt)+) => {
        $crate::catalogue! {
            $crate::domain::order::rejection::RejectionKind,
            $crate::domain::order::rejection::Rejection,
            $crate::domain::order::rejection::Rejection,
            into_rejection,
            $($declared)+
        }
    };
}

/// A text that an operator must give: a reason, an evidence.
pub fn parse_operator_text(text: &str, field: &'static str) -> Result<String, Rejection> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 500 || text.len() > 2048 {
        return Err(OrderRejection::FieldLength { field: &field }.into());
    }
    // A note may have lines; what steers a terminal or hides its neighbours is not part of it.
    if !text.chars().all(|letter| matches!(letter, '\n' | '\t') || crate::domain::value::text::char_is_clean(letter)) {
        return Err(OrderRejection::FieldCharacters { field: &field }.into());
    }
    Ok(text.to_owned())
}

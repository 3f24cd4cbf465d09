//! Refusals. Every one has a name, says why, and says what to do next.

use super::catalogue::CatalogueEntry;
use super::message::BilingualMessage;

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
            $crate::domain::value::rejection::RejectionKind,
            $crate::domain::value::rejection::Rejection,
            $crate::domain::value::rejection::Rejection,
            into_rejection,
            $($declared)+
        }
    };
}

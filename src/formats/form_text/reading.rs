//! What a text says, and what it leaves in doubt: two values of one field, a value that is none, a kind that only a number's
//! shape proposes.

use super::ordered_facts::OrderedFacts;
use crate::domain::value::certificate::CertificateType;
use crate::domain::value::mask;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::person::Personal;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::time::Day;
use crate::error::{Error, Result};
use crate::formats::errors::FormatError;
use crate::formats::partial_form::{PartialForm, name_field_of};
use crate::say;

/// What a text is read against.
#[derive(Clone, Copy, Debug)]
pub struct FormTextContext<'a> {
    /// Bounds birthdays, and tells which year `4月15日` is in.
    pub today: Day,
    /// Ticket types that may be named without a label: none where the order has its own.
    pub ticket_types: &'a [String],
    /// Whether a day without a label may be the play date: not where the order has its own.
    pub play_date: bool,
    /// What the order says, and the text may not contradict.
    pub ordered: OrderedFacts<'a>,
}

/// What a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormTextReading {
    /// Only what is certain.
    pub form: PartialForm,
    pub doubts: TextDoubts,
}

/// A field of the visitor at this place that the text does not settle; whoever fills the form is the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDoubt {
    pub field: &'static str,
    pub place: usize,
    pub kind: DoubtKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoubtKind {
    /// The values, masked where they are personal.
    Several(Vec<BilingualMessage>),
    Wrong(Rejection),
    /// What the number's shape proposes, if it proposes anything.
    Guessed(Option<CertificateType>),
    /// What the text says of the order, and what the order says.
    Contradicts {
        said: BilingualMessage,
        ordered: BilingualMessage,
    },
}

impl TextDoubt {
    pub fn message(&self) -> BilingualMessage {
        let BilingualMessage { zh, en } = name_field_of(self.field, self.place);
        match &self.kind {
            DoubtKind::Several(values) => {
                let listed_zh = values.iter().map(|value| value.zh.as_str()).collect::<Vec<_>>().join("、");
                let listed_en = values.iter().map(|value| value.en.as_str()).collect::<Vec<_>>().join(", ");
                say!(
                    "{zh}：有几个不同的（{listed_zh}），不知道用哪个",
                    "{en}: there are several ({listed_en}); which one is meant is not clear"
                )
            }
            DoubtKind::Wrong(refusal) => {
                let BilingualMessage { zh: why_zh, en: why_en } = &refusal.message;
                say!("{zh}：{why_zh}", "{en}: {why_en}")
            }
            DoubtKind::Guessed(Some(kind)) => {
                let (kind_zh, kind_en) = (kind.label().zh, kind.label().en);
                say!(
                    "{zh}：没有写明，只看号码猜是{kind_zh}",
                    "{en}: not said; by the number's shape perhaps a {kind_en}"
                )
            }
            DoubtKind::Contradicts { said, ordered } => {
                let (said_zh, said_en, ordered_zh, ordered_en) = (&said.zh, &said.en, &ordered.zh, &ordered.en);
                say!(
                    "{zh}：文字里是「{said_zh}」，订单是「{ordered_zh}」",
                    "{en}: the text says \"{said_en}\", the order \"{ordered_en}\""
                )
            }
            DoubtKind::Guessed(None) => {
                say!("{zh}：没有写明，从号码也看不出", "{en}: not said, and the number does not show it")
            }
        }
    }
}

/// Everything that a text leaves in doubt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextDoubts(Vec<TextDoubt>);

impl TextDoubts {
    pub(super) fn add(&mut self, doubt: TextDoubt) {
        if !self.0.contains(&doubt) {
            self.0.push(doubt);
        }
    }

    pub fn as_slice(&self) -> &[TextDoubt] {
        &self.0
    }

    /// Refuses a text that says something else than its order; what else is in doubt can be asked.
    ///
    /// # Errors
    /// `form_text_contradicts`, exit 4.
    pub fn require_agreement(&self) -> Result<()> {
        let contradicts = |doubt: &&TextDoubt| matches!(doubt.kind, DoubtKind::Contradicts { .. });
        Self(self.0.iter().filter(contradicts).cloned().collect()).require_none()
    }

    /// Refuses a text that would have to be guessed at.
    ///
    /// # Errors
    /// `form_text_unclear`, exit 2: all that is in doubt. `form_text_contradicts`, exit 4: all of it is that it says something
    /// else than the order.
    pub fn require_none(&self) -> Result<()> {
        let Some(first) = self.0.first() else { return Ok(()) };
        let told: Vec<BilingualMessage> = self.0.iter().map(TextDoubt::message).collect();
        let zh = told.iter().map(|one| one.zh.as_str()).collect::<Vec<_>>().join("；");
        let en = told.iter().map(|one| one.en.as_str()).collect::<Vec<_>>().join("; ");
        let contradicts = self.0.iter().all(|doubt| matches!(doubt.kind, DoubtKind::Contradicts { .. }));
        let error: Box<Error> = match contradicts {
            true => FormatError::FormTextContradicts { zh: &zh, en: &en }.into_error(),
            false => FormatError::FormTextUnclear { zh: &zh, en: &en }.into_error(),
        };
        Err(error.detail("field", first.field).detail("visitor", first.place))
    }
}

/// One of several values, fit to be shown.
pub(super) fn mask_candidate(field: &str, text: &str) -> BilingualMessage {
    let value = Personal::new(text);
    let masked = match field {
        "name" => mask::mask_name(&value),
        "phone" => mask::mask_phone(&value),
        "certificateNo" => mask::mask_certificate(&value),
        _ => mask::mask_whole(&value),
    };
    let shown = masked.visible_text().unwrap_or_default();
    say!("{shown}", "{shown}")
}

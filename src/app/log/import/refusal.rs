//! What a row of an export is held against, and why it refuses its whole file.

use crate::app::log::errors::LogError;
use crate::domain::axes::OrderAxis;
use crate::domain::order::event::{EventEnvelope, EventError};
use crate::domain::order::flow::ReplayContradiction;
use crate::error::Error;
use crate::formats::export::ExportedEvent;
use crate::formats::field::tell_key;

/// Whether a row says what follows from the rows before it.
pub(crate) type FactCheck = Result<(), ReplayContradiction>;

pub(crate) enum RowRefusal {
    /// It contradicts the rules or the rows before it.
    Contradicts(ReplayContradiction),
    /// It is not an event of its flow.
    Unusable(EventError),
}

impl From<ReplayContradiction> for RowRefusal {
    fn from(contradiction: ReplayContradiction) -> Self {
        Self::Contradicts(contradiction)
    }
}

impl From<EventError> for RowRefusal {
    fn from(error: EventError) -> Self {
        Self::Unusable(error)
    }
}

impl RowRefusal {
    /// The refusal of the whole file, for the event `number` of its order.
    pub(crate) fn at_row(self, row: &ExportedEvent, number: u32) -> Box<Error> {
        match self {
            Self::Contradicts(contradiction) => contradicting_row(row, number, &contradiction),
            Self::Unusable(error) => unusable_row(row, &error),
        }
    }
}

/// That a row says one thing of a field, or of an axis, where another follows.
pub(crate) fn contradict(field: &str, said: impl ToString, follows: impl ToString) -> ReplayContradiction {
    ReplayContradiction { axis: field.to_owned(), said: said.to_string(), follows: follows.to_string() }
}

pub(crate) fn expect_equal<T: PartialEq + ToString>(field: &str, said: T, follows: T) -> FactCheck {
    if said == follows { Ok(()) } else { Err(contradict(field, said, follows)) }
}

/// Labels of the page become codes; the check has read each of them already.
pub(crate) fn with_codes(mut row: EventEnvelope) -> EventEnvelope {
    for (key, value) in row.before.iter_mut().chain(row.after.iter_mut()) {
        let code = OrderAxis::from_key(key).zip(value.as_str()).and_then(|(axis, text)| axis.read_value(text));
        if let Some(code) = code {
            *value = code.into();
        }
    }
    row
}

fn contradicting_row(row: &ExportedEvent, number: u32, found: &ReplayContradiction) -> Box<Error> {
    let (no, kind, line) = (&row.order_no, &row.kind, row.line);
    let (axis, follows) = (tell_key(&found.axis), &found.follows);
    let said = shorten_text(&found.said);
    LogError::ImportContradiction {
        line: &line,
        no: &no,
        number: &number,
        kind: &kind,
        axis: &axis,
        said: &said,
        follows: &follows,
    }
    .into_error()
    .detail("order_no", no.as_str())
    .detail("event", number)
    .detail("type", kind.as_str())
    .detail("axis", axis)
    .detail("line", line)
}

/// A value of the file, fit for a message.
fn shorten_text(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

fn unusable_row(row: &ExportedEvent, error: &EventError) -> Box<Error> {
    let (no, line) = (&row.order_no, row.line);
    LogError::EventUnusable { line: &line, no: &no, error: &error }
        .into_error()
        .detail("order_no", no.as_str())
        .detail("type", row.kind.as_str())
        .detail("line", line)
}

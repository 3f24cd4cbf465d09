//! Why a row of an export refuses its whole file.

use crate::app::log::errors::LogError;
use crate::domain::order::event::EventError;
use crate::domain::order::flow::ReplayContradiction;
use crate::error::Error;
use crate::formats::export::ExportedEvent;

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

fn contradicting_row(row: &ExportedEvent, number: u32, found: &ReplayContradiction) -> Box<Error> {
    let (no, kind, line) = (&row.order_no, &row.kind, row.line);
    let (axis, follows) = (shorten_text(&found.axis), &found.follows);
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

/// A key or a state of the file, fit for a message.
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

//! Why a row of an export refuses its whole file.

use crate::domain::order::event::EventError;
use crate::domain::order::flow::ReplayContradiction;
use crate::error::{Error, Exit};
use crate::formats::export::ExportedEvent;
use crate::say;

pub(crate) enum RowRefusal {
    /// It contradicts the rules or the rows before it.
    Contradicts(ReplayContradiction),
    /// It is no event of its flow.
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
    Error::new(
        "import_contradiction",
        Exit::Refused,
        say!(
            "第 {line} 行：订单 {no} 的第 {number} 个事件 {kind} 在 {axis} 上矛盾：文件说 {said}，应为 {follows}；什么都没有写入",
            "line {line}: event {number} of order {no}, {kind}, contradicts {axis}: the file says {said}, what follows is {follows}; nothing was written"
        ),
    )
    .hint(say!("核对导出是否完整、顺序是否被改动", "check that the export is whole and in its own order"))
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
    Error::usage(
        "event_unusable",
        say!(
            "第 {line} 行：订单 {no} 的事件无法使用：{error}；什么都没有写入",
            "line {line}: an event of order {no} is unusable: {error}; nothing was written"
        ),
    )
    .detail("order_no", no.as_str())
    .detail("type", row.kind.as_str())
    .detail("line", line)
}

//! From an event to a row of the log, and back from rows to the state.

use serde_json::{Map, Value};

use super::axis::ResaleAxis;
use super::event::ResaleEvent;
use super::evolve::{RecordedEvent, begin_order, evolve};
use super::order::ResaleOrder;
use super::payload::PaidDetected;
use super::rule_table::check_event_allowed;
use crate::domain::order::actor::EventStamp;
use crate::domain::order::event::{EventEnvelope, EventError};
use crate::domain::order::flow::{ReplayContradiction, check_states_agree};
use crate::domain::order::number::OrderNo;

pub fn open_order(
    order_no: &OrderNo,
    paid: &PaidDetected,
    stamp: &EventStamp,
) -> Result<(ResaleOrder, EventEnvelope), EventError> {
    let order = begin_order(order_no.clone(), paid, stamp.processed_at)?;
    let event = ResaleEvent::PaidDetected(paid.clone());
    let after = shown_axis_codes(&event, |axis| order.status.code(axis));
    let envelope = event.row((order_no, 1), stamp, (Map::new(), after));
    Ok((order, envelope))
}

/// The rows that `events` add to `order`, and the state after them.
pub fn record_events(
    order: &ResaleOrder,
    events: &[ResaleEvent],
    stamp: &EventStamp,
) -> (ResaleOrder, Vec<EventEnvelope>) {
    let mut state = order.clone();
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let before = shown_axis_codes(event, |axis| code_before(&state, event, axis));
        let recorded = RecordedEvent { event: event.clone(), at: stamp.processed_at, by: Some(stamp.operator.clone()) };
        let next = evolve(state, &recorded);
        let after = shown_axis_codes(event, |axis| next.status.code(axis));
        rows.push(event.row((&order.order_no, next.version), stamp, (before, after)));
        state = next;
    }
    (state, rows)
}

/// The state that the rows of one order add up to. Rows that were written by this program always do.
pub fn replay_rows(rows: &[EventEnvelope]) -> Result<Option<ResaleOrder>, EventError> {
    let mut state: Option<ResaleOrder> = None;
    for row in rows {
        let recorded = RecordedEvent::from_envelope(row)?;
        state = Some(match (state, &recorded.event) {
            (None, ResaleEvent::PaidDetected(paid)) => begin_order(row.order_no.clone(), paid, row.processed_at)?,
            (None, other) => return Err(EventError::Kind(other.kind().to_owned())),
            (Some(order), _) => evolve(order, &recorded),
        });
    }
    Ok(state)
}

/// Checks a row that this program did not write: the rule table must admit it, and its own `before` and `after`, where it
/// has them, must be what follows.
pub fn check_foreign_row(
    before: Option<&ResaleOrder>,
    after: &ResaleOrder,
    event: &ResaleEvent,
    row: &EventEnvelope,
) -> Result<(), ReplayContradiction> {
    if let Some(order) = before {
        check_event_allowed(order, event).map_err(|barrier| barrier.into_contradiction(event.kind()))?;
        check_states_agree(&row.before, parse_axis_code, |key| {
            ResaleAxis::from_key(key).map(|axis| code_before(order, event, axis))
        })?;
    }
    check_states_agree(&row.after, parse_axis_code, |key| ResaleAxis::from_key(key).map(|axis| after.status.code(axis)))
}

fn parse_axis_code(axis: &str, text: &str) -> Option<&'static str> {
    ResaleAxis::from_key(axis)?.read_value(text)
}

/// The `before` of an outcome is the axis as it stood before its started event.
fn code_before(order: &ResaleOrder, event: &ResaleEvent, axis: ResaleAxis) -> &'static str {
    match (event, axis) {
        (
            ResaleEvent::PushFailed(_) | ResaleEvent::PushSucceeded(_) | ResaleEvent::PushUncertain(_),
            ResaleAxis::AgentPush,
        ) => order.push.before_attempt.map_or(order.status.code(axis), |status| status.code()),
        (
            ResaleEvent::NoticeSent(_) | ResaleEvent::NoticeFailed(_) | ResaleEvent::NoticeUncertain(_),
            ResaleAxis::UserNotify,
        ) => order.before_notice.map_or(order.status.code(axis), |status| status.code()),
        _ => order.status.code(axis),
    }
}

fn shown_axis_codes(event: &ResaleEvent, code: impl Fn(ResaleAxis) -> &'static str) -> Map<String, Value> {
    event.shown_axes().iter().map(|axis| (axis.key().to_owned(), Value::from(code(*axis)))).collect()
}

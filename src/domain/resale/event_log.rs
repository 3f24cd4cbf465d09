//! From an event to a row of the log, and back from rows to the state.

use serde_json::{Map, Value};

use super::axis::Axis;
use super::event::Event;
use super::evolve::{Recorded, begin, evolve};
use super::order::Order;
use super::payload::PaidDetected;
use super::rule_table::permit;
use crate::domain::order::actor::Stamp;
use crate::domain::order::event::{Envelope, EventError};
use crate::domain::order::flow::{Contradiction, agrees};
use crate::domain::order::number::OrderNo;

pub fn open(order_no: &OrderNo, paid: &PaidDetected, stamp: &Stamp) -> Result<(Order, Envelope), EventError> {
    let order = begin(order_no.clone(), paid, stamp.processed_at)?;
    let event = Event::PaidDetected(paid.clone());
    let after = shown(&event, |axis| order.status.code(axis));
    let envelope = event.row((order_no, 1), stamp, (Map::new(), after));
    Ok((order, envelope))
}

/// The rows that `events` add to `order`, and the state after them.
pub fn record(order: &Order, events: &[Event], stamp: &Stamp) -> (Order, Vec<Envelope>) {
    let mut state = order.clone();
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let before = shown(event, |axis| code_before(&state, event, axis));
        let recorded = Recorded { event: event.clone(), at: stamp.processed_at, by: Some(stamp.operator.clone()) };
        let next = evolve(state, &recorded);
        let after = shown(event, |axis| next.status.code(axis));
        rows.push(event.row((&order.order_no, next.version), stamp, (before, after)));
        state = next;
    }
    (state, rows)
}

/// The state that the rows of one order add up to. Rows that were written by this program always do.
pub fn replay(rows: &[Envelope]) -> Result<Option<Order>, EventError> {
    let mut state: Option<Order> = None;
    for row in rows {
        let recorded = Recorded::read(row)?;
        state = Some(match (state, &recorded.event) {
            (None, Event::PaidDetected(paid)) => begin(row.order_no.clone(), paid, row.processed_at)?,
            (None, other) => return Err(EventError::Kind(other.kind().to_owned())),
            (Some(order), _) => evolve(order, &recorded),
        });
    }
    Ok(state)
}

/// Checks a row that this program did not write: the rule table must admit it, and its own `before` and `after`, where it
/// has them, must be what follows.
pub fn check_foreign(
    before: Option<&Order>,
    after: &Order,
    event: &Event,
    row: &Envelope,
) -> Result<(), Contradiction> {
    if let Some(order) = before {
        permit(order, event).map_err(|breach| Contradiction {
            axis: breach.axis.key().to_owned(),
            said: event.kind().to_owned(),
            follows: breach.found.to_owned(),
        })?;
        agrees(&row.before, read, |key| Axis::from_key(key).map(|axis| code_before(order, event, axis)))?;
    }
    agrees(&row.after, read, |key| Axis::from_key(key).map(|axis| after.status.code(axis)))
}

fn read(axis: &str, text: &str) -> Option<&'static str> {
    Axis::from_key(axis)?.read_value(text)
}

/// The `before` of an outcome is the axis as it stood before its started event.
fn code_before(order: &Order, event: &Event, axis: Axis) -> &'static str {
    match (event, axis) {
        (Event::PushFailed(_) | Event::PushSucceeded(_) | Event::PushUncertain(_), Axis::AgentPush) => {
            order.push.before_attempt.map_or(order.status.code(axis), |status| status.code())
        }
        (Event::NoticeSent(_) | Event::NoticeFailed(_) | Event::NoticeUncertain(_), Axis::UserNotify) => {
            order.before_notice.map_or(order.status.code(axis), |status| status.code())
        }
        _ => order.status.code(axis),
    }
}

fn shown(event: &Event, code: impl Fn(Axis) -> &'static str) -> Map<String, Value> {
    event.shown_axes().iter().map(|axis| (axis.key().to_owned(), Value::from(code(*axis)))).collect()
}

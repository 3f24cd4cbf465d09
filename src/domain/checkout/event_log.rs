//! From an event to a row of the log, and back from rows to the state.

use serde_json::{Map, Value};

use super::axis::CheckoutAxis;
use super::event::CheckoutEvent;
use super::evolve::{EventTimes, begin_order, evolve};
use super::order::CheckoutOrder;
use super::payload::{DraftCreated, TermsFixed};
use super::rule_table::check_event_allowed;
use crate::domain::order::actor::EventStamp;
use crate::domain::order::event::{EventEnvelope, EventError};
use crate::domain::order::flow::{ReplayContradiction, check_states_agree};
use crate::domain::order::number::OrderNo;

impl From<&EventStamp> for EventTimes {
    fn from(stamp: &EventStamp) -> Self {
        Self { received: stamp.created_at, processed: stamp.processed_at }
    }
}

impl From<&EventEnvelope> for EventTimes {
    fn from(row: &EventEnvelope) -> Self {
        Self { received: row.created_at, processed: row.processed_at }
    }
}

/// The first two rows of an order: the draft, and the terms it was quoted on.
pub fn open_order(
    order_no: &OrderNo,
    draft: DraftCreated,
    terms: TermsFixed,
    stamp: &EventStamp,
) -> (CheckoutOrder, [EventEnvelope; 2]) {
    let order = begin_order(order_no.clone(), draft.clone(), terms.clone(), stamp.into());
    let drafted = CheckoutEvent::Drafted(draft);
    let after = shown_axis_codes(&drafted, &order);
    let first = drafted.row((order_no, 1), stamp, (Map::new(), after));
    let second = CheckoutEvent::TermsFixed(terms).row((order_no, 2), stamp, (Map::new(), Map::new()));
    (order, [first, second])
}

/// The rows that `events` add to `order`, and the state after them.
pub fn record_events(
    order: &CheckoutOrder,
    events: &[CheckoutEvent],
    stamp: &EventStamp,
) -> (CheckoutOrder, Vec<EventEnvelope>) {
    let mut state = order.clone();
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let before = shown_axis_codes(event, &state);
        let next = evolve(state, event, stamp.into());
        let after = shown_axis_codes(event, &next);
        rows.push(event.row((&order.order_no, next.version), stamp, (before, after)));
        state = next;
    }
    (state, rows)
}

/// The state that the rows of one order add up to. Rows that were written by this program always do.
pub fn replay_rows(rows: &[EventEnvelope]) -> Result<Option<CheckoutOrder>, EventError> {
    let Some((first, rest)) = rows.split_first() else { return Ok(None) };
    let CheckoutEvent::Drafted(draft) = parse_row(first)? else { return Err(EventError::Kind(first.kind.clone())) };
    let Some((second, rest)) = rest.split_first() else { return Err(EventError::Kind(first.kind.clone())) };
    let CheckoutEvent::TermsFixed(terms) = parse_row(second)? else {
        return Err(EventError::Kind(second.kind.clone()));
    };
    let begun = begin_order(first.order_no.clone(), draft, terms, first.into());
    rest.iter().try_fold(begun, |order, row| Ok(evolve(order, &parse_row(row)?, row.into()))).map(Some)
}

fn parse_row(row: &EventEnvelope) -> Result<CheckoutEvent, EventError> {
    CheckoutEvent::parse(&row.kind, row.result, &row.payload)
}

/// Checks a row that this program did not write, as the other flow's
/// [`check_foreign_row`](crate::domain::resale::event_log::check_foreign_row) does.
pub fn check_foreign_row(
    before: Option<&CheckoutOrder>,
    after: &CheckoutOrder,
    event: &CheckoutEvent,
    row: &EventEnvelope,
) -> Result<(), ReplayContradiction> {
    let code = |order: &CheckoutOrder, key: &str| CheckoutAxis::from_key(key).map(|axis| order.status.code(axis));
    let read = |axis: &str, text: &str| CheckoutAxis::from_key(axis)?.read_value(text);
    if let Some(order) = before {
        check_event_allowed(order, event).map_err(|barrier| barrier.into_contradiction(event.kind()))?;
        check_states_agree(&row.before, read, |key| code(order, key))?;
    }
    check_states_agree(&row.after, read, |key| code(after, key))
}

/// The codes of the axes that an event shows.
pub fn shown_axis_codes(event: &CheckoutEvent, order: &CheckoutOrder) -> Map<String, Value> {
    event
        .shown_axes()
        .iter()
        .map(|axis: &CheckoutAxis| (axis.key().to_owned(), order.status.code(*axis).into()))
        .collect()
}

//! From an event to a row of the log, and back from rows to the state.

use serde_json::{Map, Value};

use super::axis::Axis;
use super::event::Event;
use super::evolve::{Moment, begin, evolve};
use super::order::Order;
use super::payload::{DraftCreated, TermsFixed};
use super::rule_table::permit;
use crate::domain::order::actor::Stamp;
use crate::domain::order::event::{Envelope, EventError};
use crate::domain::order::flow::{Contradiction, agrees};
use crate::domain::order::number::OrderNo;

impl From<&Stamp> for Moment {
    fn from(stamp: &Stamp) -> Self {
        Self { received: stamp.created_at, processed: stamp.processed_at }
    }
}

impl From<&Envelope> for Moment {
    fn from(row: &Envelope) -> Self {
        Self { received: row.created_at, processed: row.processed_at }
    }
}

/// The first two rows of an order: the draft, and the terms it was quoted on.
pub fn open(order_no: &OrderNo, draft: DraftCreated, terms: TermsFixed, stamp: &Stamp) -> (Order, [Envelope; 2]) {
    let order = begin(order_no.clone(), draft.clone(), terms.clone(), stamp.into());
    let drafted = Event::Drafted(draft);
    let after = shown(&drafted, &order);
    let first = drafted.row((order_no, 1), stamp, (Map::new(), after));
    let second = Event::TermsFixed(terms).row((order_no, 2), stamp, (Map::new(), Map::new()));
    (order, [first, second])
}

/// The rows that `events` add to `order`, and the state after them.
pub fn record(order: &Order, events: &[Event], stamp: &Stamp) -> (Order, Vec<Envelope>) {
    let mut state = order.clone();
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let before = shown(event, &state);
        let next = evolve(state, event, stamp.into());
        let after = shown(event, &next);
        rows.push(event.row((&order.order_no, next.version), stamp, (before, after)));
        state = next;
    }
    (state, rows)
}

/// The state that the rows of one order add up to. Rows that were written by this program always do.
pub fn replay(rows: &[Envelope]) -> Result<Option<Order>, EventError> {
    let Some((first, rest)) = rows.split_first() else { return Ok(None) };
    let Event::Drafted(draft) = read(first)? else { return Err(EventError::Kind(first.kind.clone())) };
    let Some((second, rest)) = rest.split_first() else { return Err(EventError::Kind(first.kind.clone())) };
    let Event::TermsFixed(terms) = read(second)? else { return Err(EventError::Kind(second.kind.clone())) };
    let begun = begin(first.order_no.clone(), draft, terms, first.into());
    rest.iter().try_fold(begun, |order, row| Ok(evolve(order, &read(row)?, row.into()))).map(Some)
}

fn read(row: &Envelope) -> Result<Event, EventError> {
    Event::parse(&row.kind, row.result, &row.payload)
}

/// Checks a row that this program did not write, as the other flow's
/// [`check_foreign`](crate::domain::resale::event_log::check_foreign) does.
pub fn check_foreign(
    before: Option<&Order>,
    after: &Order,
    event: &Event,
    row: &Envelope,
) -> Result<(), Contradiction> {
    let code = |order: &Order, key: &str| Axis::from_key(key).map(|axis| order.status.code(axis));
    let read = |axis: &str, text: &str| Axis::from_key(axis)?.read_value(text);
    if let Some(order) = before {
        permit(order, event).map_err(|breach| Contradiction {
            axis: breach.axis.key().to_owned(),
            said: event.kind().to_owned(),
            follows: breach.found.to_owned(),
        })?;
        agrees(&row.before, read, |key| code(order, key))?;
    }
    agrees(&row.after, read, |key| code(after, key))
}

/// The codes of the axes that an event shows.
pub fn shown(event: &Event, order: &Order) -> Map<String, Value> {
    event.shown_axes().iter().map(|axis: &Axis| (axis.key().to_owned(), order.status.code(*axis).into())).collect()
}

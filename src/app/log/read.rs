//! Looking into the log over all orders: lists, the growing tail, and who saw personal data in it.

use std::collections::{BTreeMap, BTreeSet};

use super::errors::LogError;
use crate::app::App;
use crate::domain::order::event::EventEnvelope;
use crate::domain::order::foreign_row::put_back;
use crate::domain::order::number::OrderNo;
use crate::domain::value::mask::mask_payload;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::crypto::cipher;
use crate::store::log::events::{LogQuery, LoggedEvent};
pub use crate::store::log::shop_events::ShopEvent;
use crate::store::people::persons::StoredPerson;

/// Which events, and how much of them may be seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// Received at or after.
    pub since: Option<Timestamp>,
    pub order_no: Option<OrderNo>,
    /// Internal events too.
    pub internal: bool,
    /// Personal data too; every order's access is recorded before it is shown.
    pub reveal: bool,
    /// At most N; 0 means all.
    pub limit: usize,
}

/// How far a reader of the growing log is, and whose data it has seen.
#[derive(Debug, Default)]
pub struct LogFollower {
    /// Behind the event at this place; none before the first look.
    place: Option<i64>,
    revealed: BTreeSet<OrderNo>,
}

/// How many events are read at once.
const BATCH_SIZE: usize = 500;

impl App {
    /// The newest events, newest first; payloads masked unless revealed.
    pub fn newest_events(&mut self, look: &EventFilter) -> Result<Vec<EventEnvelope>> {
        let placed = self.store.read(|tx| {
            expect_known_order(tx, look)?;
            tx.list_newest_events(&look.to_query(look.limit))
        })?;
        self.mask_events(placed, look.reveal, &mut BTreeSet::new())
    }

    /// The newest changes of the shop, newest first; at most `limit`, 0 is all.
    pub fn newest_shop_events(&mut self, since: Option<Timestamp>, limit: usize) -> Result<Vec<ShopEvent>> {
        self.store.read(|tx| tx.list_shop_events(since, limit))
    }

    /// The next events after those that `follower` has seen, oldest first; none when it has seen all.
    pub fn next_events(&mut self, look: &EventFilter, follower: &mut LogFollower) -> Result<Vec<EventEnvelope>> {
        let known = follower.place;
        let (place, placed) = self.store.read(|tx| {
            expect_known_order(tx, look)?;
            let place = match (known, look.since) {
                (Some(place), _) => place,
                (None, Some(since)) => tx.find_place_before(since)?,
                (None, None) => 0,
            };
            Ok((place, tx.list_events_after(place, &look.to_query(BATCH_SIZE))?))
        })?;
        follower.place = Some(placed.last().map_or(place, |last| last.id));
        self.mask_events(placed, look.reveal, &mut follower.revealed)
    }

    /// Opens the payloads and masks them again, unless they may be seen: then every access is recorded first.
    fn mask_events(
        &mut self,
        mut placed: Vec<LoggedEvent>,
        reveal: bool,
        revealed: &mut BTreeSet<OrderNo>,
    ) -> Result<Vec<EventEnvelope>> {
        if reveal {
            let named: BTreeSet<OrderNo> = placed
                .iter()
                .filter(|row| cipher::holds_sealed_value(&row.event.payload))
                .map(|row| row.event.order_no.clone())
                .collect();
            for order_no in named {
                if !revealed.contains(&order_no) {
                    self.record_reveal(&order_no, "event")?;
                    revealed.insert(order_no);
                }
            }
        }
        self.store.read(|tx| open_payloads(tx, &mut placed))?;
        let masked = |mut row: LoggedEvent| {
            if reveal {
                put_back(&mut row.event);
            } else {
                mask_payload(&row.event.kind, &mut row.event.payload);
            }
            row.event
        };
        Ok(placed.into_iter().map(masked).collect())
    }
}

impl EventFilter {
    const fn to_query(&self, limit: usize) -> LogQuery<'_> {
        LogQuery { since: self.since, order_no: self.order_no.as_ref(), internal: self.internal, limit }
    }
}

/// A list of an order that does not exist is a mistake, not an empty list.
fn expect_known_order(tx: &Tx<'_>, look: &EventFilter) -> Result<()> {
    match &look.order_no {
        Some(order_no) if tx.find_chain_head(order_no)?.is_none() => {
            Err(crate::app::write::load::order_not_found(tx, order_no.as_str())?)
        }
        _ => Ok(()),
    }
}

/// Opens the payloads, each with the key of its order's person.
fn open_payloads(tx: &Tx<'_>, placed: &mut [LoggedEvent]) -> Result<()> {
    let mut persons: BTreeMap<OrderNo, StoredPerson> = BTreeMap::new();
    for row in placed.iter_mut().filter(|row| cipher::holds_sealed_value(&row.event.payload)) {
        let order_no = row.event.order_no.clone();
        if !persons.contains_key(&order_no) {
            let anchor = tx
                .find_chain_head(&order_no)?
                .ok_or_else(|| LogError::LogOrphan { order_no: &order_no }.into_error())?;
            persons.insert(order_no.clone(), tx.load_person(&anchor.person_id)?);
        }
        if let Some(person) = persons.get(&order_no) {
            cipher::open_payload(person.key.as_ref(), &person.id, &mut row.event.payload)?;
        }
    }
    Ok(())
}

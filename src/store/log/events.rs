//! The log: appending, reading, and the hash chain of each order.

use rusqlite::types::Value as Sql;
use rusqlite::{Row, params, params_from_iter};
use serde_json::{Map, Value};

pub use super::chain_hash::{EventHash, NO_HASH};
use super::chain_hash::{EventHasher, hash_columns};
use crate::domain::order::event::{EventEnvelope, EventResult, EventSource, EventVisibility};
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::crypto::cipher;
use crate::store::people::persons::StoredPerson;
use crate::store::rows::{damaged_value, limit_value, parse_code, select_where};

/// Tells these hashes from any other SHA-256 over the same bytes.
const TAG: &[u8] = b"ticketctl/event/1";

const COLUMNS: &str = "order_no, version, type, source, result, visibility, created_at, processed_at, key, error_code, \
    error_message, before, after, payload, operator";

const INSERT: &str = "insert into event (order_no, version, type, source, result, visibility, created_at, processed_at, \
    key, error_code, error_message, before, after, payload, operator, prev_hash, hash) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

const LOAD: &str = "select order_no, version, type, source, result, visibility, created_at, processed_at, key, error_code, \
    error_message, before, after, payload, operator from event where order_no = $1 order by version";

/// Not `min(id)`: that walks the log from its beginning, and this the index.
const FIRST_SINCE: &str = "select min(id + 0) from event where created_at >= $1";
const LAST: &str = "select max(id) from event";

const HAS_TYPE: &str = "select 1 from event where order_no = $1 and type = $2 limit 1";

/// An event with its place in the whole log.
pub struct LoggedEvent {
    pub id: i64,
    /// The event, personal values sealed.
    pub event: EventEnvelope,
}

#[derive(Clone, Copy, Debug)]
pub struct LogQuery<'a> {
    /// Received at or after.
    pub since: Option<Timestamp>,
    pub order_no: Option<&'a OrderNo>,
    /// Internal events too.
    pub internal: bool,
    /// At most so many; 0 is all.
    pub limit: usize,
}

impl Tx<'_> {
    /// Appends events to an order's chain, sealing what names the person.
    pub fn append_events(
        &self,
        mut head: EventHash,
        person: &StoredPerson,
        events: &[EventEnvelope],
    ) -> Result<EventHash> {
        for event in events {
            let row = EventRow::from_envelope(event, person)?;
            let hash = row.compute_hash(&head);
            let values = params![
                row.order_no,
                row.version,
                row.kind,
                row.source,
                row.result,
                row.visibility,
                row.created_at,
                row.processed_at,
                row.key,
                row.error_code,
                row.error_message,
                row.before,
                row.after,
                row.payload,
                row.operator,
                head,
                hash
            ];
            self.run_statement(INSERT, values)?;
            head = hash;
        }
        Ok(head)
    }

    /// The events of an order, oldest first, personal values open unless the person was erased.
    pub fn load_events(&self, order_no: &OrderNo, person: &StoredPerson) -> Result<Vec<EventEnvelope>> {
        self.list_rows(LOAD, [order_no.as_str()], |row| {
            let mut event = read_envelope(row)?;
            cipher::open_payload(person.key.as_ref(), &person.id, &mut event.payload)?;
            Ok(event)
        })
    }

    /// Whether an order has an event of a type, without opening any.
    pub fn has_event_of_type(&self, order_no: &OrderNo, kind: &str) -> Result<bool> {
        let found: Option<i64> = self.find_row(HAS_TYPE, (order_no.as_str(), kind), |row| Ok(row.get(0)?))?;
        Ok(found.is_some())
    }

    /// Events after a place of the whole log, oldest first, personal values sealed.
    pub fn list_events_after(&self, place: i64, query: &LogQuery<'_>) -> Result<Vec<LoggedEvent>> {
        self.query_log(query, &[("event.id > ?", Sql::Integer(place))], " order by event.id limit ?")
    }

    /// The newest events of the whole log, newest first, personal values sealed. Those since a moment by when they were received,
    /// as an index has them; otherwise by when they were recorded.
    pub fn list_newest_events(&self, query: &LogQuery<'_>) -> Result<Vec<LoggedEvent>> {
        let by = match (query.since, query.order_no) {
            (Some(_), None) => " order by event.created_at desc, event.id desc limit ?",
            (None, _) | (_, Some(_)) => " order by event.id desc limit ?",
        };
        self.query_log(query, &[], by)
    }

    /// The place behind which every event that was received at `since` or later stands.
    pub fn find_place_before(&self, since: Timestamp) -> Result<i64> {
        let first: Option<i64> = self.load_row(FIRST_SINCE, [since.millis()], |row| Ok(row.get(0)?))?;
        match first {
            Some(first) => Ok(first - 1),
            None => self.load_row(LAST, [], |row| Ok(row.get::<_, Option<i64>>(0)?.unwrap_or_default())),
        }
    }

    /// Only static clauses come in; every value is bound.
    fn query_log(&self, query: &LogQuery<'_>, more: &[(&str, Sql)], by: &str) -> Result<Vec<LoggedEvent>> {
        let mut clauses = more.to_vec();
        if let Some(since) = query.since {
            clauses.push(("event.created_at >= ?", Sql::Integer(since.millis())));
        }
        if let Some(order_no) = query.order_no {
            clauses.push(("event.order_no = ?", Sql::Text(order_no.as_str().to_owned())));
        }
        if !query.internal {
            clauses.push(("event.visibility = ?", Sql::Text(EventVisibility::Visible.code().to_owned())));
        }
        let (wheres, mut values): (Vec<&str>, Vec<Sql>) = clauses.into_iter().unzip();
        values.push(limit_value(query.limit));
        let statement = select_where(&[COLUMNS, ", event.id from event"], &wheres, by);
        self.list_rows(&statement, params_from_iter(values), |row| {
            Ok(LoggedEvent { id: row.get("id")?, event: read_envelope(row)? })
        })
    }
}

/// A row as it is stored and hashed.
struct EventRow<'a> {
    order_no: &'a str,
    version: i64,
    kind: &'a str,
    source: &'static str,
    result: &'static str,
    visibility: &'static str,
    created_at: i64,
    processed_at: i64,
    key: Option<&'a str>,
    error_code: Option<&'a str>,
    error_message: Option<&'a str>,
    before: String,
    after: String,
    payload: String,
    operator: Option<&'a str>,
}

impl<'a> EventRow<'a> {
    fn from_envelope(event: &'a EventEnvelope, person: &StoredPerson) -> Result<Self> {
        let mut payload = event.payload.clone();
        cipher::seal_payload(person.key.as_ref(), &person.id, &mut payload)?;
        Ok(Self {
            order_no: event.order_no.as_str(),
            version: i64::from(event.version),
            kind: &event.kind,
            source: event.source.code(),
            result: event.result.code(),
            visibility: event.visibility.code(),
            created_at: event.created_at.millis(),
            processed_at: event.processed_at.millis(),
            key: event.key.as_deref(),
            error_code: event.error_code.as_deref(),
            error_message: event.error_message.as_deref(),
            before: encode_json(&event.before),
            after: encode_json(&event.after),
            payload: encode_json(&payload),
            operator: event.operator.as_deref(),
        })
    }

    fn compute_hash(&self, prev: &EventHash) -> EventHash {
        let mut chain = EventHasher::start_after(TAG, prev);
        chain.add_text(Some(self.order_no));
        chain.add_number(self.version);
        for text in [self.kind, self.source, self.result, self.visibility] {
            chain.add_text(Some(text));
        }
        chain.add_number(self.created_at);
        chain.add_number(self.processed_at);
        for text in [self.key, self.error_code, self.error_message] {
            chain.add_text(text);
        }
        for text in [&self.before, &self.after, &self.payload] {
            chain.add_text(Some(text));
        }
        chain.add_text(self.operator);
        chain.finish_hash()
    }
}

/// The hash of a stored row, from the columns as they stand there, whatever they hold.
pub(crate) fn hash_stored_row(row: &Row<'_>, prev: &[u8]) -> EventHash {
    hash_columns(row, 0..15, TAG, prev)
}

fn encode_json(map: &Map<String, Value>) -> String {
    // A map with text keys always serialises.
    serde_json::to_string(map).unwrap_or_default()
}

pub(crate) fn read_envelope(row: &Row<'_>) -> Result<EventEnvelope> {
    let text = |column: usize| row.get::<_, String>(column);
    let optional = |column: usize| row.get::<_, Option<String>>(column);
    let time = |column: usize| row.get(column).map(Timestamp::from_millis);
    let map = |column: usize| {
        serde_json::from_str::<Map<String, Value>>(&text(column)?).map_err(|_| damaged_value(column_name(column)))
    };
    Ok(EventEnvelope {
        order_no: OrderNo::parse(&text(0)?).map_err(|_| damaged_value("order_no"))?,
        version: row.get::<_, u32>(1)?,
        kind: text(2)?,
        source: parse_code(EventSource::from_code, &text(3)?, "source")?,
        result: parse_code(EventResult::from_code, &text(4)?, "result")?,
        visibility: parse_code(EventVisibility::from_code, &text(5)?, "visibility")?,
        created_at: time(6)?,
        processed_at: time(7)?,
        key: optional(8)?,
        error_code: optional(9)?,
        error_message: optional(10)?,
        before: map(11)?,
        after: map(12)?,
        payload: map(13)?,
        operator: optional(14)?,
    })
}

fn column_name(column: usize) -> &'static str {
    COLUMNS.split(", ").nth(column).unwrap_or("column")
}

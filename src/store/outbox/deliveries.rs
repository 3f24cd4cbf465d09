//! The outbox: `claimed → in_flight → accepted → acked`, aside `failed`, `unknown`, `cancelled`.
//!
//! Invariant: a row becomes `in_flight` under the token of its claim and before the first byte leaves; nothing moves it out of
//! `unknown` but an operator.

use rusqlite::types::Value as Sql;
use rusqlite::{OptionalExtension as _, Row, params_from_iter};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::crypto::cipher;
use crate::store::people::persons::StoredPerson;
use crate::store::rows::{damaged_value, text_value};
use crate::store::{Tx, sql_error};

/// A row of the outbox, without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Such as `XY…-p1-text`.
    pub id: String,
    pub order_no: String,
    /// `push` or `notice`.
    pub kind: String,
    /// The group's or the channel's name.
    pub destination: String,
    /// `text`, `proof`, or the template's name.
    pub part: String,
    /// 1, 2, 3 … within the order.
    pub attempt: u32,
    /// `queued`, `claimed`, `in_flight`, `accepted`, `acked`, `rejected`, `failed`, `unknown`, `cancelled`.
    pub state: String,
    /// The name of the lock file of the process that holds it.
    pub holder: Option<String>,
    /// What the other side gave as a receipt.
    pub receipt: Option<String>,
    pub failure_code: Option<String>,
    /// Why it failed: verbatim.
    pub failure_message: Option<String>,
    pub failure_class: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Delivery {
    /// Whether some process holds it: it is about to leave, or may be on its way.
    pub fn is_held(&self) -> bool {
        matches!(self.state.as_str(), "claimed" | "in_flight")
    }
}

/// A message to be claimed at once by the process that queues it.
#[derive(Clone, Debug)]
pub struct NewDelivery<'a> {
    pub id: &'a str,
    pub order_no: &'a str,
    /// `push` or `notice`.
    pub kind: &'static str,
    /// The group's or the channel's name.
    pub destination: &'a str,
    /// `text`, `proof`, or the template's name.
    pub part: &'a str,
    /// 1, 2, 3 … within the order.
    pub attempt: u32,
    pub body: &'a [u8],
}

/// A claim: who holds a row, and the token that fences a holder who slept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryClaim {
    /// The name of the holder's lock file.
    pub holder: String,
    /// Random for each claim.
    pub token: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryEnd<'a> {
    pub state: &'a str,
    pub receipt: Option<&'a str>,
    pub failure_code: Option<&'a str>,
    /// Verbatim.
    pub failure_message: Option<&'a str>,
    pub failure_class: Option<&'a str>,
}

const COLUMNS: &str = "id, order_no, kind, destination, part, attempt, state, holder, receipt, failure_code, \
    failure_message, failure_class, created_at, updated_at";
const ADD: &str = "insert into delivery (id, order_no, kind, destination, part, attempt, state, holder, token, body, \
    body_digest, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, 'claimed', $7, $8, $9, $10, $11, $12)";
const MARK_IN_FLIGHT: &str = "update delivery set state = 'in_flight', updated_at = $1 \
    where id = $2 and state in ('claimed', 'in_flight') and token = $3 returning 1";
const FINISH: &str = "update delivery set state = $1, receipt = coalesce($2, receipt), failure_code = $3, \
    failure_message = $4, failure_class = $5, holder = null, token = null, updated_at = $6 where id = $7";
const FINISH_CLAIMED: &str = "update delivery set state = $1, receipt = coalesce($2, receipt), failure_code = $3, \
    failure_message = $4, failure_class = $5, holder = null, token = null, updated_at = $6 \
    where id = $7 and token = $8 returning 1";
const ACK: &str = "update delivery set state = 'acked', updated_at = $1 where order_no = $2 and kind = 'push' \
    and state = 'accepted'";
const UNACKNOWLEDGED: [&str; 3] = [
    "kind = 'push' and part = 'text' and state = 'accepted'",
    "updated_at < ?",
    "order_no in (select order_no from orders where order_status = 'agent_pushed' and agent_push_status = 'accepted')",
];
const BODY: &str = "select body from delivery where id = $1";

impl Tx<'_> {
    /// Queues a message, held by this process, its body frozen and sealed.
    pub fn add_delivery(
        &self,
        out: &NewDelivery<'_>,
        person: &StoredPerson,
        claim: &DeliveryClaim,
        now: Timestamp,
    ) -> Result<()> {
        let key = person.key.as_ref().ok_or_else(|| damaged_value("person key"))?;
        let body = cipher::seal_bytes(key, &person.id, "delivery.body", out.body)?;
        let digest: [u8; 32] = Sha256::digest(&body).into();
        self.conn
            .prepare_cached(ADD)
            .and_then(|mut s| {
                s.execute(rusqlite::params![
                    out.id,
                    out.order_no,
                    out.kind,
                    out.destination,
                    out.part,
                    out.attempt,
                    claim.holder,
                    claim.token,
                    body,
                    digest,
                    now.millis(),
                    now.millis()
                ])
            })
            .map(drop)
            .map_err(sql_error)
    }

    /// Marks a held message as about to leave, or to leave once more: a message that the other side surely did not take, or that
    /// it recognises. Gives whether this claim still holds it.
    pub fn mark_in_flight(&self, id: &str, claim: &DeliveryClaim, now: Timestamp) -> Result<bool> {
        let moved: Option<i64> = self
            .conn
            .prepare_cached(MARK_IN_FLIGHT)
            .and_then(|mut s| s.query_row((now.millis(), id, &claim.token), |row| row.get(0)).optional())
            .map_err(sql_error)?;
        Ok(moved.is_some())
    }

    /// Records how a message ended, for the claim that sent it. Gives whether this claim still held it.
    pub fn finish_claimed(
        &self,
        id: &str,
        claim: &DeliveryClaim,
        ended: &DeliveryEnd<'_>,
        now: Timestamp,
    ) -> Result<bool> {
        let done: Option<i64> = self
            .conn
            .prepare_cached(FINISH_CLAIMED)
            .and_then(|mut s| {
                let failure = (ended.failure_code, ended.failure_message, ended.failure_class);
                let values =
                    (ended.state, ended.receipt, failure.0, failure.1, failure.2, now.millis(), id, &claim.token);
                s.query_row(values, |row| row.get(0)).optional()
            })
            .map_err(sql_error)?;
        Ok(done.is_some())
    }

    /// Records how a message ended, whoever held it: what an operator or a recovery found out.
    pub fn finish_delivery(&self, id: &str, ended: &DeliveryEnd<'_>, now: Timestamp) -> Result<()> {
        self.conn
            .prepare_cached(FINISH)
            .and_then(|mut s| {
                s.execute((
                    ended.state,
                    ended.receipt,
                    ended.failure_code,
                    ended.failure_message,
                    ended.failure_class,
                    now.millis(),
                    id,
                ))
            })
            .map(drop)
            .map_err(sql_error)
    }

    /// Records that the agent answered: the accepted parts of an order's push are acknowledged.
    pub fn acknowledge_deliveries(&self, order_no: &str, now: Timestamp) -> Result<()> {
        self.conn.prepare_cached(ACK).and_then(|mut s| s.execute((now.millis(), order_no))).map(drop).map_err(sql_error)
    }

    /// A message's frozen body.
    pub fn read_delivery_body(&self, id: &str, person: &StoredPerson) -> Result<Zeroizing<Vec<u8>>> {
        let key = person.key.as_ref().ok_or_else(|| damaged_value("person key"))?;
        let sealed: Option<Vec<u8>> = self
            .conn
            .prepare_cached(BODY)
            .and_then(|mut s| s.query_row([id], |row| row.get(0)).optional())
            .map_err(sql_error)?;
        cipher::open_bytes(key, &person.id, "delivery.body", &sealed.ok_or_else(|| damaged_value("delivery"))?)
    }

    pub fn find_delivery(&self, id: &str) -> Result<Option<Delivery>> {
        Ok(self.deliveries_where(&["id = ?"], vec![text_value(Some(id))], 1)?.pop())
    }

    /// Messages of a kind and a state, newest first; both optional.
    pub fn list_deliveries(&self, kind: Option<&str>, state: Option<&str>, limit: usize) -> Result<Vec<Delivery>> {
        let mut wheres = Vec::new();
        let mut values = Vec::new();
        for (clause, value) in [("kind = ?", kind), ("state = ?", state)] {
            if value.is_some() {
                wheres.push(clause);
                values.push(text_value(value));
            }
        }
        self.deliveries_where(&wheres, values, limit)
    }

    /// Messages of an order, newest first.
    pub fn deliveries_of_order(&self, order_no: &str) -> Result<Vec<Delivery>> {
        self.deliveries_where(&["order_no = ?"], vec![text_value(Some(order_no))], 0)
    }

    /// Messages that some process holds: `claimed` or `in_flight`.
    pub fn held_deliveries(&self) -> Result<Vec<Delivery>> {
        self.deliveries_where(&["state in ('claimed', 'in_flight')"], Vec::new(), 0)
    }

    /// The texts of pushes that were taken at or before `before` and are still without the agent's answer, oldest first.
    pub fn unacknowledged_pushes(&self, before: Timestamp, limit: usize) -> Result<Vec<Delivery>> {
        let values = vec![Sql::Integer(before.millis())];
        let mut found = self.deliveries_where(&UNACKNOWLEDGED, values, 0)?;
        found.reverse();
        found.truncate(if limit == 0 { usize::MAX } else { limit });
        Ok(found)
    }

    /// Only static clauses come in; every value is bound.
    fn deliveries_where(&self, wheres: &[&'static str], mut values: Vec<Sql>, limit: usize) -> Result<Vec<Delivery>> {
        let mut statement = String::from("select ");
        statement.push_str(COLUMNS);
        statement.push_str(" from delivery");
        for (i, clause) in wheres.iter().enumerate() {
            statement.push_str(if i == 0 { " where " } else { " and " });
            statement.push_str(clause);
        }
        statement.push_str(" order by created_at desc, id desc limit ?");
        values.push(Sql::Integer(if limit == 0 { -1 } else { i64::try_from(limit).unwrap_or(i64::MAX) }));
        let mut prepared = self.conn.prepare_cached(&statement).map_err(sql_error)?;
        let rows = prepared.query_map(params_from_iter(values), read_delivery).map_err(sql_error)?;
        rows.collect::<std::result::Result<_, _>>().map_err(sql_error)
    }
}

fn read_delivery(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    Ok(Delivery {
        id: row.get(0)?,
        order_no: row.get(1)?,
        kind: row.get(2)?,
        destination: row.get(3)?,
        part: row.get(4)?,
        attempt: row.get(5)?,
        state: row.get(6)?,
        holder: row.get(7)?,
        receipt: row.get(8)?,
        failure_code: row.get(9)?,
        failure_message: row.get(10)?,
        failure_class: row.get(11)?,
        created_at: Timestamp::from_millis(row.get(12)?),
        updated_at: Timestamp::from_millis(row.get(13)?),
    })
}

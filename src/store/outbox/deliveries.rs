//! The outbox: `claimed → in_flight → accepted → acked`, aside `failed`, `unknown`, `cancelled`.
//!
//! Invariant: a row becomes `in_flight` under the token of its claim and before the first byte leaves; nothing moves it out of
//! `unknown` but an operator.

use rusqlite::types::FromSql;
use rusqlite::types::Value as Sql;
use rusqlite::{Row, params_from_iter};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::domain::order::delivery::{DeliveryKind, DeliveryPart, DeliveryState, FailureClass};
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::crypto::cipher;
use crate::store::people::persons::StoredPerson;
use crate::store::rows::{damaged_value, limit_value, parse_code, select_where, text_value};

/// A row of the outbox, without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Such as `XY…-p1-text`.
    pub id: String,
    pub order_no: String,
    pub kind: DeliveryKind,
    /// The group's or the channel's name.
    pub destination: String,
    pub part: DeliveryPart,
    /// 1, 2, 3 … within the order.
    pub attempt: u32,
    pub state: DeliveryState,
    /// The directory that its file is written into; none where it leaves the machine, or is older than this record.
    pub place: Option<String>,
    /// The name of the lock file of the process that holds it.
    pub holder: Option<String>,
    /// What the remote service gave as a receipt.
    pub receipt: Option<String>,
    pub failure_code: Option<String>,
    /// Why it failed: verbatim.
    pub failure_message: Option<String>,
    pub failure_class: Option<FailureClass>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A message that is about to leave, or to be passed on.
#[derive(Clone, Debug)]
pub struct NewDelivery<'a> {
    pub id: &'a str,
    pub order_no: &'a str,
    pub kind: DeliveryKind,
    /// The group's or the channel's name.
    pub destination: &'a str,
    pub part: &'a DeliveryPart,
    /// 1, 2, 3 … within the order.
    pub attempt: u32,
    /// The directory that its file is written into; none where it leaves the machine.
    pub place: Option<&'a str>,
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

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryEnd<'a> {
    pub state: DeliveryState,
    pub receipt: Option<&'a str>,
    pub failure_code: Option<&'a str>,
    /// Verbatim.
    pub failure_message: Option<&'a str>,
    pub failure_class: Option<FailureClass>,
}

impl DeliveryEnd<'_> {
    /// An end without a receipt and without a failure.
    pub const fn in_state(state: DeliveryState) -> Self {
        Self { state, receipt: None, failure_code: None, failure_message: None, failure_class: None }
    }

    /// The values of both statements that record it, in their order.
    fn to_values(&self, now: Timestamp, id: &str) -> Vec<Sql> {
        let class = self.failure_class.map(FailureClass::code);
        let mut values: Vec<Sql> =
            [Some(self.state.code()), self.receipt, self.failure_code, self.failure_message, class]
                .into_iter()
                .map(text_value)
                .collect();
        values.extend([Sql::Integer(now.millis()), text_value(Some(id))]);
        values
    }
}

const COLUMNS: &str = "id, order_no, kind, destination, part, attempt, state, holder, receipt, failure_code, \
    failure_message, failure_class, created_at, updated_at, place";
const ADD: &str = "insert into delivery (id, order_no, kind, destination, part, attempt, state, holder, token, body, \
    body_digest, created_at, updated_at, place) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
const MARK_IN_FLIGHT: &str = "update delivery set state = 'in_flight', updated_at = $1 \
    where id = $2 and state in ('claimed', 'in_flight') and token = $3 returning 1";
const FINISH: &str = "update delivery set state = $1, receipt = coalesce($2, receipt), failure_code = $3, \
    failure_message = $4, failure_class = $5, holder = null, token = null, updated_at = $6 where id = $7";
const FINISH_CLAIMED: &str = "update delivery set state = $1, receipt = coalesce($2, receipt), failure_code = $3, \
    failure_message = $4, failure_class = $5, holder = null, token = null, updated_at = $6 \
    where id = $7 and token = $8 returning 1";
const ACK: &str = "update delivery set state = 'acked', updated_at = $1 where order_no = $2 and kind = 'push' \
    and state = 'accepted'";
const BODY: &str = "select body, body_digest from delivery where id = $1";
/// What a body is sealed as; its delivery's id follows, so that no two bodies can be swapped.
const BODY_FIELD: &str = "delivery.body";

impl Tx<'_> {
    /// Queues a message, its body frozen and sealed: held by `claim`, or without one for a person to pass on.
    pub fn add_delivery(
        &self,
        out: &NewDelivery<'_>,
        person: &StoredPerson,
        claim: Option<&DeliveryClaim>,
        now: Timestamp,
    ) -> Result<()> {
        let key = person.key.as_ref().ok_or_else(|| damaged_value("person key"))?;
        let body = cipher::seal_bytes(key, &person.id, &body_field(out.id), out.body)?;
        let digest = self.body_digest(out.id, &body);
        let state = if claim.is_some() { DeliveryState::Claimed } else { DeliveryState::Queued };
        self.run_statement(
            ADD,
            rusqlite::params![
                out.id,
                out.order_no,
                out.kind.code(),
                out.destination,
                out.part.code(),
                out.attempt,
                state.code(),
                claim.map(|claim| &claim.holder),
                claim.map(|claim| &claim.token),
                body,
                digest,
                now.millis(),
                now.millis(),
                out.place
            ],
        )
    }

    /// Marks a held message as about to leave, or to leave once more: a message that the remote service surely did not take, or that
    /// it recognises. Gives whether this claim still holds it.
    pub fn mark_in_flight(&self, id: &str, claim: &DeliveryClaim, now: Timestamp) -> Result<bool> {
        self.has_row(MARK_IN_FLIGHT, (now.millis(), id, &claim.token))
    }

    /// Records how a message ended, for the claim that sent it. Gives whether this claim still held it.
    pub fn finish_claimed(
        &self,
        id: &str,
        claim: &DeliveryClaim,
        ended: &DeliveryEnd<'_>,
        now: Timestamp,
    ) -> Result<bool> {
        let mut values = ended.to_values(now, id);
        values.push(text_value(Some(&claim.token)));
        self.has_row(FINISH_CLAIMED, params_from_iter(values))
    }

    /// Records how a message ended, whoever held it: what an operator or a recovery found out.
    pub fn finish_delivery(&self, id: &str, ended: &DeliveryEnd<'_>, now: Timestamp) -> Result<()> {
        self.run_statement(FINISH, params_from_iter(ended.to_values(now, id)))
    }

    /// Records that the agent answered: the accepted parts of an order's push are acknowledged.
    pub fn acknowledge_deliveries(&self, order_no: &str, now: Timestamp) -> Result<()> {
        self.run_statement(ACK, (now.millis(), order_no))
    }

    /// A message's frozen body.
    ///
    /// # Errors
    /// Exit 11 where it is not the one that was frozen for this delivery.
    pub fn read_delivery_body(&self, id: &str, person: &StoredPerson) -> Result<Zeroizing<Vec<u8>>> {
        let key = person.key.as_ref().ok_or_else(|| damaged_value("person key"))?;
        let row: Option<(Vec<u8>, [u8; 32])> = self.find_row(BODY, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (sealed, digest) = row.ok_or_else(|| damaged_value("delivery"))?;
        if digest == self.body_digest(id, &sealed) {
            return cipher::open_bytes(key, &person.id, &body_field(id), &sealed);
        }
        // The first files had a plain digest, and bodies that were bound to their person alone.
        if digest == <[u8; 32]>::from(Sha256::digest(&sealed)) {
            return cipher::open_bytes(key, &person.id, BODY_FIELD, &sealed);
        }
        Err(damaged_value("body of a delivery"))
    }

    /// Ties a sealed body to its delivery under a key of the key file.
    fn body_digest(&self, id: &str, sealed: &[u8]) -> [u8; 32] {
        self.keys.fingerprint_content(BODY_FIELD, &[id.as_bytes(), b"\n", sealed].concat())
    }

    pub fn find_delivery(&self, id: &str) -> Result<Option<Delivery>> {
        Ok(self.deliveries_where(&["id = ?"], vec![text_value(Some(id))], 1)?.pop())
    }

    /// Messages of a kind and a state, newest first; both optional.
    pub fn list_deliveries(
        &self,
        kind: Option<DeliveryKind>,
        state: Option<DeliveryState>,
        limit: usize,
    ) -> Result<Vec<Delivery>> {
        let mut wheres = Vec::new();
        let mut values = Vec::new();
        for (clause, value) in
            [("kind = ?", kind.map(DeliveryKind::code)), ("state = ?", state.map(DeliveryState::code))]
        {
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

    /// Messages of one kind of an order, newest first.
    pub fn deliveries_of_kind(&self, order_no: &OrderNo, kind: DeliveryKind) -> Result<Vec<Delivery>> {
        let values = [order_no.as_str(), kind.code()].map(|text| text_value(Some(text)));
        self.deliveries_where(&["order_no = ?", "kind = ?"], values.into(), 0)
    }

    /// Messages that some process holds: `claimed` or `in_flight`.
    pub fn held_deliveries(&self) -> Result<Vec<Delivery>> {
        self.deliveries_where(&["state in ('claimed', 'in_flight')"], Vec::new(), 0)
    }

    /// The texts of an order's pushes that were taken and not answered yet, newest first.
    pub fn unanswered_pushes_of(&self, order_no: &OrderNo) -> Result<Vec<Delivery>> {
        let values = [text_value(Some(order_no.as_str()))];
        self.deliveries_where(
            &["order_no = ?", "kind = 'push' and part = 'text' and state = 'accepted'"],
            values.into(),
            0,
        )
    }

    /// Only static clauses come in; every value is bound.
    fn deliveries_where(&self, wheres: &[&'static str], mut values: Vec<Sql>, limit: usize) -> Result<Vec<Delivery>> {
        let statement =
            select_where(&[COLUMNS, " from delivery"], wheres, " order by created_at desc, id desc limit ?");
        values.push(limit_value(limit));
        self.list_rows(&statement, params_from_iter(values), read_delivery)
    }
}

fn body_field(id: &str) -> String {
    format!("{BODY_FIELD}/{id}")
}

fn read_delivery(row: &Row<'_>) -> Result<Delivery> {
    fn column<T: FromSql>(row: &Row<'_>, index: usize) -> Result<T> {
        Ok(row.get(index)?)
    }
    let text = |index| column::<String>(row, index);
    let kind = parse_code(DeliveryKind::from_code, &text(2)?, "kind of a delivery")?;
    let class: Option<String> = column(row, 11)?;
    let class = class.map(|class| parse_code(FailureClass::from_code, &class, "failure class of a delivery"));
    Ok(Delivery {
        id: text(0)?,
        order_no: text(1)?,
        kind,
        destination: text(3)?,
        part: parse_code(|code| DeliveryPart::from_code(kind, code), &text(4)?, "part of a delivery")?,
        attempt: column(row, 5)?,
        state: parse_code(DeliveryState::from_code, &text(6)?, "state of a delivery")?,
        holder: column(row, 7)?,
        receipt: column(row, 8)?,
        failure_code: column(row, 9)?,
        failure_message: column(row, 10)?,
        failure_class: class.transpose()?,
        created_at: Timestamp::from_millis(column(row, 12)?),
        updated_at: Timestamp::from_millis(column(row, 13)?),
        place: column(row, 14)?,
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::store::crypto::key_file;
    use crate::store::{DatabaseKind, Store, TxEnding};

    const NOW: Timestamp = Timestamp::from_millis(0);
    const OVERWRITE: &str = "update delivery set body = $1, body_digest = $2 where id = $3";

    /// A person with two deliveries, `a` and `b`, whose bodies are their ids.
    fn with_bodies(test: impl FnOnce(&Tx<'_>, &StoredPerson) -> Result<()>) {
        let dir = tempfile::tempdir().unwrap();
        let master = key_file::create_key_file(&dir.path().join("key")).unwrap();
        let (path, busy) = (dir.path().join("x.db"), Duration::from_secs(1));
        Store::create(&path, DatabaseKind::Sandbox, &master, NOW, busy).unwrap();
        let claim = DeliveryClaim { holder: "worker-1.lock".to_owned(), token: "t".to_owned() };
        let written = Store::open(&path, &master, busy).unwrap().write(TxEnding::Commit, |tx| {
            let person = tx.add_person("p".to_owned())?;
            for id in ["a", "b"] {
                let part = &DeliveryPart::Text;
                let (order_no, kind, destination, attempt) = ("XY1", DeliveryKind::Push, "g", 1);
                let body = id.as_bytes();
                let delivery = NewDelivery { id, order_no, kind, destination, part, attempt, place: None, body };
                tx.add_delivery(&delivery, &person, Some(&claim), NOW)?;
            }
            test(tx, &person)
        });
        written.unwrap();
    }

    #[test]
    fn a_body_is_read_for_its_own_delivery_alone() {
        with_bodies(|tx, person| {
            assert_eq!(tx.read_delivery_body("a", person)?.as_slice(), b"a");
            let (body, digest): (Vec<u8>, [u8; 32]) = tx.load_row(BODY, ["b"], |row| Ok((row.get(0)?, row.get(1)?)))?;
            tx.run_statement(OVERWRITE, (&body, digest, "a"))?;
            assert!(tx.read_delivery_body("a", person).is_err(), "another delivery's");
            // The digest of the first files, over a body that is bound to its delivery.
            let plain: [u8; 32] = Sha256::digest(&body).into();
            tx.run_statement(OVERWRITE, (&body, plain, "a"))?;
            assert!(tx.read_delivery_body("a", person).is_err(), "a forged digest");
            Ok(())
        });
    }

    #[test]
    fn a_body_of_the_first_files_is_read() {
        with_bodies(|tx, person| {
            let old = cipher::seal_bytes(person.key.as_ref().unwrap(), &person.id, BODY_FIELD, b"old")?;
            let digest: [u8; 32] = Sha256::digest(&old).into();
            tx.run_statement(OVERWRITE, (&old, digest, "a"))?;
            assert_eq!(tx.read_delivery_body("a", person)?.as_slice(), b"old");
            Ok(())
        });
    }
}

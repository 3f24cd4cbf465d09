//! The one write path: load, decide, append, project, enqueue, commit.

use serde_json::Value;

use super::clock::Clock;
use super::outcome::Outcome;
use super::side_tables::Kept;
use crate::app::{App, Caller};
use crate::domain::order::actor::{Actor, Stamp};
use crate::domain::order::event::Envelope;
use crate::domain::order::flow::Flow;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::Command;
use crate::domain::resale::next::Deadlines;
use crate::domain::resale::order::Order;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::crypto::keys::Vault;
use crate::store::people::persons::Person;
use crate::store::projection::orders::Anchor;
use crate::store::shop::idempotency::Request;

/// An order as it stands, with what is needed to write its next event.
pub struct Loaded<S = Order> {
    pub order: S,
    /// Its events, oldest first, personal values open.
    pub events: Vec<Envelope>,
    pub person: Person,
    /// Where its chain ends.
    pub anchor: Anchor,
}

/// What a request adds to the tables beside the log, in the same transaction.
pub struct Written<'a, S: Flow = Order> {
    pub order: &'a S,
    pub events: &'a [S::Event],
    pub person: &'a Person,
    /// The moment of the commit.
    pub now: Timestamp,
}

/// Who writes, by which clock and with which deadlines: what a request needs besides its order.
#[derive(Clone, Debug)]
pub struct Scribe {
    pub clock: Clock,
    pub deadlines: Deadlines,
    pub caller: Caller,
}

/// Loads an order of the resale flow.
///
/// # Errors
/// Exit 3 with near matches, exit 4 for an order of the other flow, exit 11 for an unreadable log.
pub fn load(tx: &Tx<'_>, order_no: &OrderNo) -> Result<Loaded> {
    load_of(tx, order_no)
}

/// Loads an order of the flow `S`.
pub fn load_of<S: Kept>(tx: &Tx<'_>, order_no: &OrderNo) -> Result<Loaded<S>> {
    let anchor = tx.anchor(order_no)?.ok_or(()).or_else(|()| unknown(tx, order_no.as_str()).map_or_else(Err, Ok))?;
    if order_no.flow() != S::FLOW {
        return Err(other_flow(order_no));
    }
    let person = tx.person(&anchor.person_id)?;
    let events = tx.events(order_no, &person)?;
    let order = S::replay(&events)?.ok_or_else(|| damaged(order_no))?;
    Ok(Loaded { order, events, person, anchor })
}

/// Whose order it is, of either flow.
pub fn person_of(tx: &Tx<'_>, order_no: &OrderNo) -> Result<Person> {
    match tx.anchor(order_no)? {
        Some(anchor) => tx.person(&anchor.person_id),
        None => Err(not_found(tx, order_no.as_str())?),
    }
}

/// The refusal of a number that no order has, with the numbers that look like it.
fn unknown(tx: &Tx<'_>, wanted: &str) -> Result<Anchor> {
    Err(not_found(tx, wanted)?)
}

/// The error for a number that no order has.
pub fn not_found(tx: &Tx<'_>, wanted: &str) -> Result<Box<Error>> {
    let near = near_matches(tx, wanted)?;
    let error = Error::new("order_not_found", Exit::NotFound, say!("没有订单 {wanted}", "there is no order {wanted}"));
    Ok(if near.is_empty() {
        error.hint(say!("`ticketctl order list` 列出订单", "`ticketctl order list` lists the orders"))
    } else {
        let list = near.join(" ");
        error.hint(say!("是不是：{list}", "did you mean: {list}")).detail("near", near)
    })
}

/// Up to three numbers with the same beginning, nearest first.
fn near_matches(tx: &Tx<'_>, wanted: &str) -> Result<Vec<String>> {
    for kept in [20, 16, 10, 6] {
        let Some(start) = wanted.get(..kept) else { continue };
        let mut near = tx.numbers_like(start, 50)?;
        near.sort_by_key(|no| strsim::damerau_levenshtein(no, wanted));
        near.truncate(3);
        if !near.is_empty() {
            return Ok(near);
        }
    }
    Ok(Vec::new())
}

fn damaged(order_no: &OrderNo) -> Box<Error> {
    Error::new("log_empty", Exit::Data, say!("订单 {order_no} 没有事件", "order {order_no} has no events"))
        .hint(say!("用 `ticketctl event verify` 核对日志", "check the log with `ticketctl event verify`"))
}

impl App {
    /// Runs one request against one order of the resale flow: exactly once for a key, all or nothing.
    ///
    /// `name` and `content` are what a key stands for; `gather` looks up the facts that the rules need, `also` writes the
    /// tables beside the log. Both run inside the transaction.
    pub fn execute(
        &mut self,
        order_no: &OrderNo,
        name: &str,
        content: &Value,
        gather: impl FnOnce(&Tx<'_>, &Loaded) -> Result<Command>,
        also: impl FnOnce(&Tx<'_>, &Written<'_>) -> Result<()>,
    ) -> Result<Outcome> {
        self.execute_of::<Order>(order_no, name, content, gather, also)
    }

    /// As [`execute`](Self::execute), for an order of the flow `S`.
    pub fn execute_of<S: Kept>(
        &mut self,
        order_no: &OrderNo,
        name: &str,
        content: &Value,
        gather: impl FnOnce(&Tx<'_>, &Loaded<S>) -> Result<S::Command>,
        also: impl FnOnce(&Tx<'_>, &Written<'_, S>) -> Result<()>,
    ) -> Result<Outcome> {
        let (ending, scribe) = (self.ending(), self.scribe());
        let keyed = Keyed::of(self.store.vault(), self.caller.key.as_deref(), name, order_no, content);
        self.store.write(ending, |tx| scribe.write(tx, order_no, keyed.as_ref(), gather, also))?
    }

    pub fn scribe(&self) -> Scribe {
        Scribe { clock: self.clock, deadlines: self.deadlines(), caller: self.caller.clone() }
    }

    /// The error for a number that no order has, or the database's own.
    pub fn no_such_order(&mut self, wanted: &str) -> Box<Error> {
        self.store.read(|tx| not_found(tx, wanted)).unwrap_or_else(|error| error)
    }

    /// What a key stands for: the command, the order and the content.
    pub fn fingerprint(&self, name: &str, order_no: &OrderNo, content: &Value) -> [u8; 32] {
        fingerprint(self.store.vault(), name, order_no, content)
    }
}

/// What a key stands for: the command, the order and the content.
fn fingerprint(vault: &Vault, name: &str, order_no: &OrderNo, content: &Value) -> [u8; 32] {
    vault.fingerprint(name, format!("{order_no}\n{content}").as_bytes())
}

/// An operation key with what it stands for.
#[derive(Clone, Debug)]
pub struct Keyed {
    pub key: String,
    fingerprint: [u8; 32],
}

impl Keyed {
    /// The request of a command; none without a key.
    pub fn of(vault: &Vault, key: Option<&str>, name: &str, order_no: &OrderNo, content: &Value) -> Option<Self> {
        let key = key?.to_owned();
        Some(Self { key, fingerprint: fingerprint(vault, name, order_no, content) })
    }
}

impl Keyed {
    /// The request of a command that makes an order: its number is not known before.
    pub fn of_new(vault: &Vault, key: Option<&str>, name: &str, content: &Value) -> Option<Self> {
        let key = key?.to_owned();
        Some(Self { key, fingerprint: vault.fingerprint(name, content.to_string().as_bytes()) })
    }
}

impl Scribe {
    /// Runs one request against one order within a transaction. The inner error is a refusal that the rules made and that
    /// may itself have been recorded; after the outer one nothing of the transaction may stay.
    pub fn write<S: Kept>(
        &self,
        tx: &Tx<'_>,
        order_no: &OrderNo,
        keyed: Option<&Keyed>,
        gather: impl FnOnce(&Tx<'_>, &Loaded<S>) -> Result<S::Command>,
        also: impl FnOnce(&Tx<'_>, &Written<'_, S>) -> Result<()>,
    ) -> Result<Result<Outcome>> {
        if let Some(first) = known(tx, keyed)? {
            return Ok(Ok(first));
        }
        let loaded = load_of::<S>(tx, order_no)?;
        let command = gather(tx, &loaded)?;
        let (events, refusal) = match loaded.order.decide(&command, &self.actor()) {
            Ok(events) => (events, None),
            Err(refused) => {
                (refused.record.into_iter().map(|event| *event).collect(), Some(Box::<Error>::from(refused.rejection)))
            }
        };
        let stamp = self.stamp();
        let (order, rows) = loaded.order.record(&events, &stamp);
        write_events(tx, &loaded, &order, &rows, &self.deadlines)?;
        if let Some(refusal) = refusal {
            return Ok(Err(refusal));
        }
        let written = Written { order: &order, events: &events, person: &loaded.person, now: stamp.processed_at };
        S::index(tx, &written)?;
        also(tx, &written)?;
        let outcome = Outcome::of(&order, &rows, self.caller.dry_run);
        keep(tx, keyed, &outcome, stamp.created_at)?;
        Ok(Ok(outcome))
    }

    pub(crate) fn actor(&self) -> Actor {
        let Caller { operator, source, .. } = &self.caller;
        Actor { operator: operator.clone(), source: *source, now: self.clock.received() }
    }

    /// What the rows of one request share, taken just before they are written.
    pub(crate) fn stamp(&self) -> Stamp {
        let Caller { operator, source, key, .. } = &self.caller;
        Stamp {
            created_at: self.clock.received(),
            processed_at: self.clock.processed(),
            operator: operator.clone(),
            source: *source,
            key: key.clone(),
        }
    }
}

/// The refusal of a step that an order's flow does not have.
pub(crate) fn other_flow(order_no: &OrderNo) -> Box<Error> {
    let flow = order_no.flow().code();
    let message = say!(
        "订单 {order_no} 属于 {flow} 流程，没有此操作",
        "order {order_no} is of the flow {flow}, which has no such step"
    );
    Error::new("other_flow", Exit::Refused, message).hint(say!(
        "用 `ticketctl next {order_no}` 看下一步该做什么",
        "`ticketctl next {order_no}` says what to do now"
    ))
}

/// The first result under a key, if the key is known.
pub(crate) fn known(tx: &Tx<'_>, keyed: Option<&Keyed>) -> Result<Option<Outcome>> {
    let Some(Keyed { key, fingerprint }) = keyed else { return Ok(None) };
    match tx.find_request(key, fingerprint)? {
        Request::New | Request::Known(None) => Ok(None),
        Request::Known(Some(result)) => {
            let first: Outcome = serde_json::from_str(&result).map_err(|_| {
                Error::new(
                    "request_unreadable",
                    Exit::Data,
                    say!("操作键的记录无法读取", "the record of the key is unreadable"),
                )
            })?;
            Ok(Some(Outcome { replayed: true, ..first }))
        }
    }
}

/// Notes that the command of a key began, unless that is known.
pub(crate) fn hold(tx: &Tx<'_>, keyed: Option<&Keyed>, now: Timestamp) -> Result<()> {
    let Some(Keyed { key, fingerprint }) = keyed else { return Ok(()) };
    match tx.find_request(key, fingerprint)? {
        Request::New => tx.begin_request(key, fingerprint, now),
        Request::Known(_) => Ok(()),
    }
}

pub(crate) fn keep(tx: &Tx<'_>, keyed: Option<&Keyed>, outcome: &Outcome, now: Timestamp) -> Result<()> {
    hold(tx, keyed, now)?;
    let Some(Keyed { key, .. }) = keyed else { return Ok(()) };
    tx.finish_request(key, &outcome.to_json().to_string())
}

/// Appends the rows and brings the projection along.
pub(crate) fn write_events<S: Kept>(
    tx: &Tx<'_>,
    loaded: &Loaded<S>,
    order: &S,
    rows: &[Envelope],
    deadlines: &Deadlines,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let head = tx.append(loaded.anchor.head, &loaded.person, rows)?;
    tx.update_order(&order.line(deadlines), &head, loaded.anchor.version)
}

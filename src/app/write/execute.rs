//! The one write path: load, decide, append, project, enqueue, commit.

use serde_json::Value;

use super::clock::Clock;
use super::outcome::OrderOutcome;
use super::side_tables::StoredFlow;
use crate::app::{App, Caller};
use crate::domain::order::actor::{Actor, EventStamp};
use crate::domain::order::event::EventEnvelope;
use crate::domain::order::flow::OrderState;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::next::ResaleDeadlines;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::crypto::keys::DerivedKeys;
use crate::store::people::persons::StoredPerson;
use crate::store::projection::orders::ChainHead;
use crate::store::shop::idempotency::KeyedRequest;

/// An order as it stands, with what is needed to write its next event.
pub struct LoadedOrder<S = ResaleOrder> {
    pub order: S,
    /// Its events, oldest first, personal values open.
    pub events: Vec<EventEnvelope>,
    pub person: StoredPerson,
    /// Where its chain ends.
    pub anchor: ChainHead,
}

/// What a request adds to the tables beside the log, in the same transaction.
pub struct WrittenChange<'a, S: OrderState = ResaleOrder> {
    pub order: &'a S,
    pub events: &'a [S::Event],
    pub person: &'a StoredPerson,
    /// The moment of the commit.
    pub now: Timestamp,
}

/// Who writes, by which clock and with which deadlines: what a request needs besides its order.
#[derive(Clone, Debug)]
pub struct OrderWriter {
    pub clock: Clock,
    pub deadlines: ResaleDeadlines,
    pub caller: Caller,
}

/// Loads an order of the resale flow.
///
/// # Errors
/// Exit 3 with near matches, exit 4 for an order of the other flow, exit 11 for an unreadable log.
pub fn load_resale(tx: &Tx<'_>, order_no: &OrderNo) -> Result<LoadedOrder> {
    load_order(tx, order_no)
}

/// Loads an order of the flow `S`.
pub fn load_order<S: StoredFlow>(tx: &Tx<'_>, order_no: &OrderNo) -> Result<LoadedOrder<S>> {
    let anchor = tx
        .find_chain_head(order_no)?
        .ok_or(())
        .or_else(|()| refuse_unknown(tx, order_no.as_str()).map_or_else(Err, Ok))?;
    if order_no.flow() != S::FLOW {
        return Err(other_flow(order_no));
    }
    let person = tx.load_person(&anchor.person_id)?;
    let events = tx.load_events(order_no, &person)?;
    let order = S::from_rows(&events)?.ok_or_else(|| damaged_order(order_no))?;
    Ok(LoadedOrder { order, events, person, anchor })
}

/// Whose order it is, of either flow.
pub fn load_person(tx: &Tx<'_>, order_no: &OrderNo) -> Result<StoredPerson> {
    match tx.find_chain_head(order_no)? {
        Some(anchor) => tx.load_person(&anchor.person_id),
        None => Err(order_not_found(tx, order_no.as_str())?),
    }
}

/// The refusal of a number that no order has, with the numbers that look like it.
fn refuse_unknown(tx: &Tx<'_>, wanted: &str) -> Result<ChainHead> {
    Err(order_not_found(tx, wanted)?)
}

/// The error for a number that no order has.
pub fn order_not_found(tx: &Tx<'_>, wanted: &str) -> Result<Box<Error>> {
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

fn damaged_order(order_no: &OrderNo) -> Box<Error> {
    Error::new("log_empty", Exit::Data, say!("订单 {order_no} 没有事件", "order {order_no} has no events"))
        .hint(say!("用 `ticketctl event verify` 核对日志", "check the log with `ticketctl event verify`"))
}

impl App {
    /// Runs one request against one order of the resale flow: exactly once for a key, all or nothing.
    ///
    /// `name` and `content` are what a key stands for; `gather` looks up the facts that the rules need, `also` writes the
    /// tables beside the log. Both run inside the transaction.
    pub fn execute_resale(
        &mut self,
        order_no: &OrderNo,
        name: &str,
        content: &Value,
        gather: impl FnOnce(&Tx<'_>, &LoadedOrder) -> Result<ResaleCommand>,
        also: impl FnOnce(&Tx<'_>, &WrittenChange<'_>) -> Result<()>,
    ) -> Result<OrderOutcome> {
        self.execute_order::<ResaleOrder>(order_no, name, content, gather, also)
    }

    /// As [`execute`](Self::execute), for an order of the flow `S`.
    pub fn execute_order<S: StoredFlow>(
        &mut self,
        order_no: &OrderNo,
        name: &str,
        content: &Value,
        gather: impl FnOnce(&Tx<'_>, &LoadedOrder<S>) -> Result<S::Command>,
        also: impl FnOnce(&Tx<'_>, &WrittenChange<'_, S>) -> Result<()>,
    ) -> Result<OrderOutcome> {
        let (ending, scribe) = (self.transaction_ending(), self.order_writer());
        let keyed =
            IdempotencyKey::for_order(self.store.derived_keys(), self.caller.key.as_deref(), name, order_no, content);
        self.store.write(ending, |tx| scribe.write_request(tx, order_no, keyed.as_ref(), gather, also))?
    }

    pub fn order_writer(&self) -> OrderWriter {
        OrderWriter { clock: self.clock, deadlines: self.resale_deadlines(), caller: self.caller.clone() }
    }

    /// The error for a number that no order has, or the database's own.
    pub fn no_such_order(&mut self, wanted: &str) -> Box<Error> {
        self.store.read(|tx| order_not_found(tx, wanted)).unwrap_or_else(|error| error)
    }

    /// What a key stands for: the command, the order and the content.
    pub fn request_fingerprint(&self, name: &str, order_no: &OrderNo, content: &Value) -> [u8; 32] {
        fingerprint_request(self.store.derived_keys(), name, order_no, content)
    }
}

/// What a key stands for: the command, the order and the content.
fn fingerprint_request(vault: &DerivedKeys, name: &str, order_no: &OrderNo, content: &Value) -> [u8; 32] {
    vault.fingerprint_content(name, format!("{order_no}\n{content}").as_bytes())
}

/// An operation key with what it stands for.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    pub key: String,
    fingerprint: [u8; 32],
}

impl IdempotencyKey {
    /// The request of a command; none without a key.
    pub fn for_order(
        vault: &DerivedKeys,
        key: Option<&str>,
        name: &str,
        order_no: &OrderNo,
        content: &Value,
    ) -> Option<Self> {
        let key = key?.to_owned();
        Some(Self { key, fingerprint: fingerprint_request(vault, name, order_no, content) })
    }
}

impl IdempotencyKey {
    /// The request of a command that makes an order: its number is not known before.
    pub fn for_new_order(vault: &DerivedKeys, key: Option<&str>, name: &str, content: &Value) -> Option<Self> {
        let key = key?.to_owned();
        Some(Self { key, fingerprint: vault.fingerprint_content(name, content.to_string().as_bytes()) })
    }
}

impl OrderWriter {
    /// Runs one request against one order within a transaction. The inner error is a refusal that the rules made and that
    /// may itself have been recorded; after the outer one nothing of the transaction may stay.
    pub fn write_request<S: StoredFlow>(
        &self,
        tx: &Tx<'_>,
        order_no: &OrderNo,
        keyed: Option<&IdempotencyKey>,
        gather: impl FnOnce(&Tx<'_>, &LoadedOrder<S>) -> Result<S::Command>,
        also: impl FnOnce(&Tx<'_>, &WrittenChange<'_, S>) -> Result<()>,
    ) -> Result<Result<OrderOutcome>> {
        if let Some(first) = replay_result(tx, keyed)? {
            return Ok(Ok(first));
        }
        let loaded = load_order::<S>(tx, order_no)?;
        let command = gather(tx, &loaded)?;
        let (events, refusal) = match loaded.order.decide(&command, &self.current_actor()) {
            Ok(events) => (events, None),
            Err(refused) => {
                (refused.record.into_iter().map(|event| *event).collect(), Some(Box::<Error>::from(refused.rejection)))
            }
        };
        let stamp = self.row_stamp();
        let (order, rows) = loaded.order.record_events(&events, &stamp);
        write_events(tx, &loaded, &order, &rows, &self.deadlines)?;
        if let Some(refusal) = refusal {
            return Ok(Err(refusal));
        }
        let written = WrittenChange { order: &order, events: &events, person: &loaded.person, now: stamp.processed_at };
        S::write_side_tables(tx, &written)?;
        also(tx, &written)?;
        let outcome = OrderOutcome::from_events(&order, &rows, self.caller.dry_run);
        finish_keyed(tx, keyed, &outcome, stamp.created_at)?;
        Ok(Ok(outcome))
    }

    pub(crate) fn current_actor(&self) -> Actor {
        let Caller { operator, source, .. } = &self.caller;
        Actor { operator: operator.clone(), source: *source, now: self.clock.received_at() }
    }

    /// What the rows of one request share, taken just before they are written.
    pub(crate) fn row_stamp(&self) -> EventStamp {
        let Caller { operator, source, key, .. } = &self.caller;
        EventStamp {
            created_at: self.clock.received_at(),
            processed_at: self.clock.processed_at(),
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
pub(crate) fn replay_result(tx: &Tx<'_>, keyed: Option<&IdempotencyKey>) -> Result<Option<OrderOutcome>> {
    let Some(IdempotencyKey { key, fingerprint }) = keyed else { return Ok(None) };
    match tx.find_request(key, fingerprint)? {
        KeyedRequest::New | KeyedRequest::Known(None) => Ok(None),
        KeyedRequest::Known(Some(result)) => {
            let first: OrderOutcome = serde_json::from_str(&result).map_err(|_| {
                Error::new(
                    "request_unreadable",
                    Exit::Data,
                    say!("操作键的记录无法读取", "the record of the key is unreadable"),
                )
            })?;
            Ok(Some(OrderOutcome { replayed: true, ..first }))
        }
    }
}

/// Notes that the command of a key began, unless that is known.
pub(crate) fn begin_keyed(tx: &Tx<'_>, keyed: Option<&IdempotencyKey>, now: Timestamp) -> Result<()> {
    let Some(IdempotencyKey { key, fingerprint }) = keyed else { return Ok(()) };
    match tx.find_request(key, fingerprint)? {
        KeyedRequest::New => tx.begin_request(key, fingerprint, now),
        KeyedRequest::Known(_) => Ok(()),
    }
}

pub(crate) fn finish_keyed(
    tx: &Tx<'_>,
    keyed: Option<&IdempotencyKey>,
    outcome: &OrderOutcome,
    now: Timestamp,
) -> Result<()> {
    begin_keyed(tx, keyed, now)?;
    let Some(IdempotencyKey { key, .. }) = keyed else { return Ok(()) };
    tx.finish_request(key, &outcome.to_json().to_string())
}

/// Appends the rows and brings the projection along.
pub(crate) fn write_events<S: StoredFlow>(
    tx: &Tx<'_>,
    loaded: &LoadedOrder<S>,
    order: &S,
    rows: &[EventEnvelope],
    deadlines: &ResaleDeadlines,
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let head = tx.append_events(loaded.anchor.head, &loaded.person, rows)?;
    tx.update_order(&order.order_summary(deadlines), &head, loaded.anchor.version)
}

//! The write path for callers that hand over closures: facts in one, tables beside the log in the other.

use serde_json::Value;

use super::idempotency::{IdempotencyKey, KeyedResult};
use super::order_change::ChangeError;
use super::order_writer::OrderWriter;
use super::outcome::OrderOutcome;
use super::stored_flow::{LoadedOrder, StoredFlow, WrittenChange};
use crate::app::App;
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;
use crate::error::{Exit, Result};
use crate::store::Tx;

impl App {
    /// Runs one request against an order of the flow `S`: `gather` looks up the facts, `also` writes the tables beside the log.
    pub fn execute_order<S: StoredFlow>(
        &mut self,
        order_no: &OrderNo,
        name: &str,
        content: &Value,
        gather: impl FnOnce(&Tx<'_>, &LoadedOrder<S>) -> Result<S::Command>,
        also: impl FnOnce(&Tx<'_>, &WrittenChange<'_, S>) -> Result<()>,
    ) -> Result<OrderOutcome> {
        self.change_order(order_no, name, content, |tx, writer| {
            writer.write_request(tx, order_no, None, gather, also)?.map_err(ChangeError::Refused)
        })
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
        let change = self.load::<S>(tx, order_no)?;
        let command = gather(tx, &change)?;
        let decided = match change.decide(&command) {
            Ok(decided) => decided,
            Err(ChangeError::Refused(refusal)) => return Ok(Err(refusal)),
            Err(error) => return Err(error.into()),
        };
        decided.write()?;
        also(tx, &decided.as_written())?;
        let outcome = decided.outcome();
        finish_keyed(tx, keyed, &outcome, self.clock.received_at())?;
        Ok(Ok(outcome))
    }
}

/// The first result under a key, if the key is known.
pub(crate) fn replay_result(tx: &Tx<'_>, keyed: Option<&IdempotencyKey>) -> Result<Option<OrderOutcome>> {
    let first: Option<KeyedResult<OrderOutcome>> = keyed.map(|keyed| keyed.replay(tx)).transpose()?.flatten();
    Ok(first.map(OrderOutcome::from_result))
}

/// Notes that the command of a key began, unless that is known.
pub(crate) fn begin_keyed(tx: &Tx<'_>, keyed: Option<&IdempotencyKey>, now: Timestamp) -> Result<()> {
    keyed.map_or(Ok(()), |keyed| keyed.begin(tx, now))
}

pub(crate) fn finish_keyed(
    tx: &Tx<'_>,
    keyed: Option<&IdempotencyKey>,
    outcome: &OrderOutcome,
    now: Timestamp,
) -> Result<()> {
    begin_keyed(tx, keyed, now)?;
    keyed.map_or(Ok(()), |keyed| keyed.finish(tx, outcome, Exit::Ok))
}

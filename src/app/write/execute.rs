//! The one write path, in the order it reads: load, gather facts, decide, write the tables beside the log, commit.

use serde_json::Value;

use super::change_error::{ChangeError, ChangeResult};
use super::idempotency::{KeyedResult, run_once};
use super::load::load_order;
use super::order_change::{NewOrder, OrderChange};
use super::outcome::OrderOutcome;
use super::stored_flow::StoredFlow;
use crate::app::App;
use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::store::{Store, Tx, TxEnding};

pub use super::idempotency::IdempotencyKey;
pub(crate) use super::load::other_flow;
pub use super::order_writer::OrderWriter;
pub use super::stored_flow::{LoadedOrder, WrittenChange};

impl App {
    /// Runs one request against one order: exactly once for a key, all or nothing.
    ///
    /// `name` and `content` are what a key stands for. `change` runs inside the transaction.
    pub fn change_order(
        &mut self,
        order_no: &OrderNo,
        name: &str,
        content: &Value,
        change: impl FnOnce(&Tx<'_>, &OrderWriter) -> ChangeResult<OrderOutcome>,
    ) -> Result<OrderOutcome> {
        let (writer, keys) = (self.order_writer(), self.store.derived_keys());
        let keyed = IdempotencyKey::for_order(keys, self.caller.key.as_deref(), name, order_no, content);
        writer.run_request(&mut self.store, keyed.as_ref(), |tx| change(tx, &writer))
    }

    /// As [`change_order`](Self::change_order), for a command that needs no facts besides its order.
    pub fn execute_command<S: StoredFlow>(
        &mut self,
        order_no: &OrderNo,
        name: &str,
        content: &Value,
        command: &S::Command,
    ) -> Result<OrderOutcome> {
        self.change_order(order_no, name, content, |tx, writer| {
            writer.load::<S>(tx, order_no)?.decide(command)?.commit()
        })
    }
}

impl OrderWriter {
    /// Runs one request in one transaction: exactly once for a key, all or nothing.
    pub fn run_request(
        &self,
        store: &mut Store,
        keyed: Option<&IdempotencyKey>,
        work: impl FnOnce(&Tx<'_>) -> ChangeResult<OrderOutcome>,
    ) -> Result<OrderOutcome> {
        let ending = if self.caller.dry_run { TxEnding::RollBack } else { TxEnding::Commit };
        let received_at = self.clock.received_at();
        store.write(ending, |tx| match run_once(tx, keyed, received_at, || work(tx)) {
            Ok(KeyedResult { value, replayed }) => Ok(Ok(OrderOutcome { replayed, ..value })),
            Err(ChangeError::Refused(refusal)) => Ok(Err(refusal)),
            Err(error) => Err(error.into()),
        })?
    }

    /// An order as it stands, to be changed.
    pub fn load<'a, S: StoredFlow>(&'a self, tx: &'a Tx<'a>, order_no: &OrderNo) -> Result<OrderChange<'a, S>> {
        Ok(OrderChange::new(tx, self, load_order(tx, order_no)?))
    }

    /// An order that is not there yet.
    pub const fn open_new<'a>(&'a self, tx: &'a Tx<'a>, order_no: OrderNo) -> NewOrder<'a> {
        NewOrder::new(tx, self, order_no)
    }
}

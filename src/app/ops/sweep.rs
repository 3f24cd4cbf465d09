//! Records deadlines that passed and deliveries that were interrupted, and removes what both left behind.

use serde_json::json;

use crate::app::App;
pub use crate::app::delivery::cleanup::CleanupSummary;
use crate::app::delivery::recovery::RecoverySummary;
use crate::app::write::order_row::recompute_order_row;
use crate::app::write::outcome::OrderOutcome;
use crate::app::write::stored_flow::LoadedOrder;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::next::{ResaleDeadlines, active_deadline};
use crate::domain::resale::order::ResaleOrder;
use crate::domain::resale::payload::DeadlineMissed;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::fs::scratch_directory::remove_abandoned;

/// How many orders are looked up at once.
const PAGE_SIZE: usize = 200;

#[derive(Debug, Default)]
pub struct SweepSummary {
    pub missed: usize,
    /// Deliveries that were interrupted and have an outcome now.
    pub recovered: usize,
    /// What dead processes and old times had left behind.
    pub cleared: CleanupSummary,
    /// Orders that could not be swept, and why.
    pub failed: Vec<(OrderNo, Box<Error>)>,
}

impl App {
    /// Records the deadlines that passed, at most `limit` of them, longest overdue first, each once; gives deliveries
    /// that were interrupted their outcome, and removes what they left behind.
    /// An order that can't be swept does not hold up the others.
    pub fn run_sweep(&mut self, limit: usize) -> Result<SweepSummary> {
        let now = self.clock.received_at();
        // A sweep repeats itself without effect; a key of the whole run would stand for one order's event.
        self.caller.key = None;
        let RecoverySummary { ended: recovered, failed } = self.recover_deliveries()?;
        let mut swept = SweepSummary { recovered, failed, ..SweepSummary::default() };
        self.refresh_projection()?;
        let (mut last, mut left) = (None, if limit == 0 { usize::MAX } else { limit });
        // What turns out not to be due, or can't be recorded, takes nobody's turn: the next page lies behind it.
        while left > 0 {
            let page = self.store.read(|tx| tx.list_overdue_orders(now, last.as_ref(), left.min(PAGE_SIZE)))?;
            let Some(end) = page.last().cloned() else { break };
            for order in page {
                match self.sweep_order(&order.order_no, now) {
                    Ok(true) => (swept.missed, left) = (swept.missed + 1, left.saturating_sub(1)),
                    Ok(false) => {}
                    Err(error) if error.exit == Exit::Busy => return Err(error),
                    Err(error) => swept.failed.push((order.order_no, error)),
                }
            }
            last = Some(end);
        }
        swept.cleared = self.clean_up_stale()?;
        swept.cleared.files += self.remove_orphan_files()?;
        swept.cleared.files += remove_abandoned(&std::env::temp_dir(), self.caller.dry_run);
        Ok(swept)
    }

    /// Records what the clock did to an order; false where it did nothing.
    fn sweep_order(&mut self, order_no: &OrderNo, now: Timestamp) -> Result<bool> {
        let outcome = match order_no.flow() {
            OrderFlow::Resale => self.record_missed(order_no, now)?,
            OrderFlow::Checkout => self.expire_checkout(order_no)?,
        };
        if !outcome.events.is_empty() {
            return Ok(true);
        }
        // Somebody acted between the look and the record, or the row said what the order does not.
        let (deadlines, ending) = (self.resale_deadlines(), self.transaction_ending());
        self.store.write(ending, |tx| recompute_order_row(tx, order_no, &deadlines))?;
        Ok(false)
    }

    /// Records that the deadline of an order passed, if it still is the one that runs.
    fn record_missed(&mut self, order_no: &OrderNo, now: Timestamp) -> Result<OrderOutcome> {
        let deadlines = self.resale_deadlines();
        self.change_order(order_no, "sweep", &json!({}), |tx, writer| {
            let change = writer.load::<ResaleOrder>(tx, order_no)?;
            match passed_deadline(&change, &deadlines, now) {
                Some(missed) => change.decide(&missed)?.commit(),
                None => Ok(change.keep()),
            }
        })
    }
}

fn passed_deadline(loaded: &LoadedOrder, deadlines: &ResaleDeadlines, now: Timestamp) -> Option<ResaleCommand> {
    let due = active_deadline(&loaded.order, deadlines).filter(|due| due.at <= now)?;
    Some(ResaleCommand::MissDeadline(DeadlineMissed { deadline: due.deadline.to_owned(), due_at: due.at }))
}

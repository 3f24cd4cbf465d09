//! What time did: deadlines that passed, deliveries that were cut short, and what both left behind.

use serde_json::json;

use crate::app::App;
pub use crate::app::delivery::cleanup::Cleared;
use crate::app::write::execute::Loaded;
use crate::domain::order::number::{Flow, OrderNo};
use crate::domain::resale::command::Command;
use crate::domain::resale::next::{Deadlines, due};
use crate::domain::resale::payload::DeadlineMissed;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::say;

#[derive(Debug, Default)]
pub struct Swept {
    pub missed: usize,
    /// Deliveries that were cut short and have an outcome now.
    pub recovered: usize,
    /// What dead processes and old times had left behind.
    pub cleared: Cleared,
    /// Orders that could not be swept, and why.
    pub failed: Vec<(OrderNo, Box<Error>)>,
}

const NOT_DUE: &str = "not_due";

impl App {
    /// Records the deadlines that passed, at most `limit` of them, longest overdue first, each once; gives deliveries
    /// that were cut short their outcome, and removes what they left behind.
    ///
    /// # Errors
    /// The database's. An order that can't be swept does not keep the others.
    pub fn sweep(&mut self, limit: usize) -> Result<Swept> {
        let now = self.clock.received();
        // A sweep repeats itself without effect; a key of the whole run would stand for one order's event.
        self.caller.key = None;
        let mut swept = Swept { recovered: self.recover()?, ..Swept::default() };
        for order in self.store.read(|tx| tx.overdue(now, limit))? {
            let recorded = match order.order_no.flow() {
                Flow::Resale => self.miss(&order.order_no, now),
                Flow::Checkout => self.checkout_expire(&order.order_no).map(|outcome| !outcome.events.is_empty()),
            };
            match recorded {
                Ok(recorded) => swept.missed += usize::from(recorded),
                Err(error) if error.code == NOT_DUE => {}
                Err(error) if error.exit == Exit::Busy => return Err(error),
                Err(error) => swept.failed.push((order.order_no, error)),
            }
        }
        swept.cleared = self.clear_leftovers()?;
        Ok(swept)
    }

    /// Records that the deadline of an order passed, if it still is the one that runs.
    fn miss(&mut self, order_no: &OrderNo, now: Timestamp) -> Result<bool> {
        let deadlines = self.deadlines();
        let outcome = self.execute(
            order_no,
            "sweep",
            &json!({}),
            |_, loaded| passed(loaded, &deadlines, now).ok_or_else(|| not_due(order_no)),
            |_, _| Ok(()),
        )?;
        Ok(!outcome.events.is_empty())
    }
}

fn passed(loaded: &Loaded, deadlines: &Deadlines, now: Timestamp) -> Option<Command> {
    let due = due(&loaded.order, deadlines).filter(|due| due.at <= now)?;
    Some(Command::MissDeadline(DeadlineMissed { deadline: due.deadline.to_owned(), due_at: due.at }))
}

/// Somebody acted between the look and the record, or the deadlines were configured anew.
fn not_due(order_no: &OrderNo) -> Box<Error> {
    Error::new(
        NOT_DUE,
        Exit::Refused,
        say!("订单 {order_no} 没有过期的期限", "no deadline of order {order_no} has passed"),
    )
}

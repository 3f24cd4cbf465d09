//! Orders that a person must judge: which, why, and the verdict (a5).

use serde_json::json;

use crate::app::App;
use crate::app::write::execute::load;
use crate::app::write::outcome::Outcome;
use crate::domain::order::next::Action;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::Command;
use crate::domain::resale::next::due;
use crate::domain::resale::order::Order;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::projection::orders::Filter;

/// An order that waits for a person's verdict.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub order: Order,
    /// Codes: `price_mismatch`, `duplicate_person`, `person_blocked`.
    pub reasons: Vec<String>,
    /// Other live orders of the same person on the same day.
    pub duplicates: Vec<String>,
    pub deadline: Option<Timestamp>,
}

impl App {
    /// The orders that wait for a person's verdict, newest first.
    pub fn reviews(&mut self) -> Result<Vec<Waiting>> {
        let deadlines = self.deadlines();
        // Whoever waits for a review waits for nothing else first, so the projected action finds them by its index.
        let filter = Filter { action: vec![Action::ReviewOrder.code()], ..Filter::default() };
        self.store.read(|tx| {
            let waiting = |order: Order| {
                let review = order.auto_review.as_ref().map(|review| review.what.clone());
                let (reasons, duplicates) = review.map(|what| (what.reasons, what.duplicates)).unwrap_or_default();
                let deadline = due(&order, &deadlines).map(|due| due.at);
                Waiting { order, reasons, duplicates, deadline }
            };
            let summaries = tx.list_orders(&filter)?;
            summaries.iter().map(|summary| Ok(waiting(load(tx, &summary.order_no)?.order))).collect()
        })
    }

    /// Records a person's verdict on an order.
    pub fn review(&mut self, order_no: &OrderNo, pass: bool, reason: &str) -> Result<Outcome> {
        let name = if pass { "review pass" } else { "review reject" };
        let reason = reason.to_owned();
        let content = json!({ "reason": reason });
        self.execute(order_no, name, &content, |_, _| Ok(Command::Review { pass, reason }), |_, _| Ok(()))
    }
}

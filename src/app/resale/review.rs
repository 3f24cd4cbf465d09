//! Orders that a person must judge: which, why, and the verdict (a5).

use serde_json::json;

use crate::app::App;
use crate::app::write::load::load_resale;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::exception::ExceptionKind;
use crate::domain::order::next::NextAction;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::doubt::{CertificateDoubt, find_certificate_doubts};
use crate::domain::resale::next::active_deadline;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::projection::orders::list::OrderQuery;

/// An order that waits for a person's verdict.
#[derive(Clone, Debug)]
pub struct WaitingReview {
    pub order: ResaleOrder,
    pub reasons: Vec<RecordedCode<ExceptionKind>>,
    /// Other live orders of the same person on the same day.
    pub duplicates: Vec<String>,
    /// What is odd about the certificates besides.
    pub doubts: Vec<CertificateDoubt>,
    pub deadline: Option<Timestamp>,
}

impl App {
    /// The orders that wait for a person's verdict, newest first.
    pub fn list_reviews(&mut self) -> Result<Vec<WaitingReview>> {
        let deadlines = self.resale_deadlines();
        // Whoever waits for a review waits for nothing else first but a decision about the platform's news, so the projected action finds them by its index.
        let filter = OrderQuery::with_action(NextAction::ReviewOrder);
        self.store.read(|tx| {
            let waiting = |order: ResaleOrder| {
                let review = order.auto_review.as_ref().map(|review| review.what.clone());
                let (reasons, duplicates) = review.map(|what| (what.reasons, what.duplicates)).unwrap_or_default();
                let deadline = active_deadline(&order, &deadlines).map(|due| due.at);
                let doubts = find_certificate_doubts(&order);
                WaitingReview { order, reasons, duplicates, doubts, deadline }
            };
            let summaries = tx.list_orders(&filter)?;
            summaries.iter().map(|summary| Ok(waiting(load_resale(tx, &summary.order_no)?.order))).collect()
        })
    }

    /// Records a person's verdict on an order.
    pub fn review_order(&mut self, order_no: &OrderNo, pass: bool, reason: &str) -> Result<OrderOutcome> {
        let name = if pass { "review pass" } else { "review reject" };
        let reason = reason.to_owned();
        let content = json!({ "reason": reason });
        self.execute_command::<ResaleOrder>(order_no, name, &content, &ResaleCommand::Review { pass, reason })
    }
}

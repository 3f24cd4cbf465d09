//! The agent's answer to a push. How a push leaves is told in [`delivery`](crate::app::delivery).

use serde_json::json;

use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::order::ResaleOrder;
use crate::error::Result;

impl App {
    /// Records that the agent answered in the group.
    pub fn acknowledge_push(&mut self, order_no: &OrderNo, note: Option<String>) -> Result<OrderOutcome> {
        let content = json!({ "note": note });
        self.execute_command::<ResaleOrder>(order_no, "push ack", &content, &ResaleCommand::Acknowledge { note })
    }
}

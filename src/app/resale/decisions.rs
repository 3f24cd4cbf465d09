//! What an operator says of an order: that it goes on in spite of the platform (a24), and what is to be remembered (a26).

use serde_json::json;

use crate::app::App;
use crate::app::write::outcome::OrderOutcome;
use crate::domain::order::number::OrderNo;
use crate::domain::resale::command::ResaleCommand;
use crate::domain::resale::order::ResaleOrder;
use crate::domain::value::person::Personal;
use crate::error::Result;

impl App {
    /// Ends the freeze that the platform's news brought: the order goes on as it is.
    pub fn keep_order(&mut self, order_no: &OrderNo, reason: &str) -> Result<OrderOutcome> {
        let reason = reason.to_owned();
        let content = json!({ "reason": reason });
        self.execute_command::<ResaleOrder>(order_no, "order keep", &content, &ResaleCommand::KeepOrder { reason })
    }

    /// Writes down what somebody wants to remember of an order.
    pub fn note_order(&mut self, order_no: &OrderNo, text: Personal) -> Result<OrderOutcome> {
        let content = json!({ "text": text.to_payload() });
        self.execute_command::<ResaleOrder>(order_no, "order note", &content, &ResaleCommand::NoteOrder { text })
    }
}

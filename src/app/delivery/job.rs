//! Tasks: what is to leave for one order. What its beginning and its end mean is up to the order's flow.

use serde_json::{Value, json};

use crate::app::orders::notice::Sending;
use crate::app::resale::push::routed_to;
use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::store::Tx;

/// What is to leave for one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub order_no: OrderNo,
    pub what: What,
    /// Whether the order was picked because it was ready: if another process was faster, nothing is said.
    pub picked: bool,
    pub key: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A push to a group, or to the one that the order is routed to.
    Push { group: Option<String> },
    /// The notice that the order's state calls for.
    Notice(Sending),
}

impl Task {
    pub fn push(order_no: OrderNo, group: Option<String>, key: Option<String>) -> Self {
        Self { order_no, what: What::Push { group }, picked: false, key }
    }

    pub fn notice(order_no: OrderNo, sending: Sending, key: Option<String>) -> Self {
        Self { order_no, what: What::Notice(sending), picked: false, key }
    }

    /// The same task for an order that was picked because it was ready.
    #[must_use]
    pub fn picked(self) -> Self {
        Self { picked: true, ..self }
    }

    /// What it queues behind: the group or channel as it was named; nothing where only the route knows.
    pub fn way(&self) -> &str {
        match &self.what {
            What::Push { group } => group.as_deref().unwrap_or_default(),
            What::Notice(sending) => &sending.channel,
        }
    }

    /// The name and the content that a key stands for.
    pub fn request(&self) -> (&'static str, Value) {
        match &self.what {
            What::Push { group } => ("push", json!({ "group": group })),
            What::Notice(sending) => {
                ("notify", json!({ "channel": sending.channel, "to": sending.to, "resend": sending.resend }))
            }
        }
    }

    /// The name of the group or channel.
    pub fn destination(&self, tx: &Tx<'_>) -> Result<String> {
        match &self.what {
            What::Push { group: Some(group) } => Ok(group.clone()),
            What::Push { group: None } => routed_to(tx, &self.order_no),
            What::Notice(sending) => Ok(sending.channel.clone()),
        }
    }
}

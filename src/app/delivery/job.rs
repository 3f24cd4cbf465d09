//! Tasks: what is to leave for one order. What its beginning and its end mean is up to the order's flow.

use serde_json::{Value, json};

use crate::app::orders::notice::NoticeOptions;
use crate::app::resale::push::routed_group;
use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::store::Tx;

/// What is to leave for one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryJob {
    pub order_no: OrderNo,
    pub kind: JobKind,
    /// Whether the order was picked because it was ready: if another process was faster, nothing is said.
    pub picked: bool,
    pub key: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// A push to a group, or to the one that the order is routed to.
    Push { group: Option<String> },
    /// The notice that the order's state calls for.
    Notice(NoticeOptions),
}

impl DeliveryJob {
    pub fn for_push(order_no: OrderNo, group: Option<String>, key: Option<String>) -> Self {
        Self { order_no, kind: JobKind::Push { group }, picked: false, key }
    }

    pub fn for_notice(order_no: OrderNo, sending: NoticeOptions, key: Option<String>) -> Self {
        Self { order_no, kind: JobKind::Notice(sending), picked: false, key }
    }

    /// The same task for an order that was picked because it was ready.
    #[must_use]
    pub fn as_picked(self) -> Self {
        Self { picked: true, ..self }
    }

    /// What it queues behind: the group or channel as it was named; nothing where only the route knows.
    pub fn queue_name(&self) -> &str {
        match &self.kind {
            JobKind::Push { group } => group.as_deref().unwrap_or_default(),
            JobKind::Notice(sending) => &sending.channel,
        }
    }

    /// The name and the content that a key stands for.
    pub fn request_content(&self) -> (&'static str, Value) {
        match &self.kind {
            JobKind::Push { group } => ("push", json!({ "group": group })),
            JobKind::Notice(sending) => {
                ("notify", json!({ "channel": sending.channel, "to": sending.to, "resend": sending.resend }))
            }
        }
    }

    /// The name of the group or channel.
    pub fn resolve_destination(&self, tx: &Tx<'_>) -> Result<String> {
        match &self.kind {
            JobKind::Push { group: Some(group) } => Ok(group.clone()),
            JobKind::Push { group: None } => routed_group(tx, &self.order_no),
            JobKind::Notice(sending) => Ok(sending.channel.clone()),
        }
    }
}

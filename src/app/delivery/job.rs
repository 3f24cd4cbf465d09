//! What is to be sent for one order.

use serde_json::{Value, json};

use super::routing::routed_group;
use crate::domain::order::number::OrderNo;
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::store::Tx;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryJob {
    pub order_no: OrderNo,
    pub kind: JobKind,
    pub selection: JobSelection,
    pub key: Option<String>,
}

/// Who chose the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobSelection {
    /// Somebody named it: it is tried, and told of.
    Named,
    /// A person asked for all that are ready.
    Ready,
    /// A schedule. What fails rests longer each time, and in the end waits for a person.
    Scheduled,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// A push to a group, or to the one that the order is routed to.
    Push { group: Option<String> },
    /// The notice that the order's state calls for.
    Notice(NoticeOptions),
}

/// How a notice is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeOptions {
    pub channel: String,
    /// The contact, if not the recorded one.
    pub to: Option<String>,
    pub lang: Lang,
    /// The notice that goes out once more, though it was sent.
    pub resend_of: Option<String>,
}

impl DeliveryJob {
    pub fn for_push(order_no: OrderNo, group: Option<String>, key: Option<String>) -> Self {
        Self { order_no, kind: JobKind::Push { group }, selection: JobSelection::Named, key }
    }

    pub fn for_notice(order_no: OrderNo, notice: NoticeOptions, key: Option<String>) -> Self {
        Self { order_no, kind: JobKind::Notice(notice), selection: JobSelection::Named, key }
    }

    /// The same job, chosen so.
    #[must_use]
    pub fn chosen_by(self, selection: JobSelection) -> Self {
        Self { selection, ..self }
    }

    /// Whether the order was picked because it was ready: if another process was faster, nothing is said.
    pub fn is_picked(&self) -> bool {
        self.selection != JobSelection::Named
    }

    /// The command that knows its deliveries.
    pub const fn noun(&self) -> &'static str {
        match self.kind {
            JobKind::Push { .. } => "push",
            JobKind::Notice(_) => "notify",
        }
    }

    /// The queue it waits in: the group or channel as it was named; empty where only the route decides.
    pub fn queue_name(&self) -> &str {
        match &self.kind {
            JobKind::Push { group } => group.as_deref().unwrap_or_default(),
            JobKind::Notice(notice) => &notice.channel,
        }
    }

    /// The name and the content that a key stands for.
    pub fn request_content(&self) -> (&'static str, Value) {
        match &self.kind {
            JobKind::Push { group } => ("push", json!({ "group": group })),
            JobKind::Notice(notice) => {
                let resend = notice.resend_of.is_some();
                let mut content = json!({ "channel": notice.channel, "to": notice.to, "resend": resend });
                // Only where they say something: the key of an ordinary notice stands for what it always stood for.
                if let Some(id) = &notice.resend_of {
                    content["delivery"] = id.as_str().into();
                }
                if notice.lang != Lang::Zh {
                    content["lang"] = notice.lang.code().into();
                }
                ("notify", content)
            }
        }
    }

    /// The name of the group or channel.
    pub fn resolve_destination(&self, tx: &Tx<'_>) -> Result<String> {
        match &self.kind {
            JobKind::Push { group: Some(group) } => Ok(group.clone()),
            JobKind::Push { group: None } => routed_group(tx, &self.order_no),
            JobKind::Notice(notice) => Ok(notice.channel.clone()),
        }
    }
}

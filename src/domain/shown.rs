//! What is shown of an order of either flow: the next step and the rows of its log. Part of the contract of
//! `order show --json`: fields are only ever added.
//!
//! Neither is `Debug` where it may hold a revealed value, which must not reach a log.

use serde::Serialize;
use serde_json::{Map, Value};

use super::event::Envelope;
use super::mask;
use super::message::Lang;
use super::next::Next;

/// The action that is due, with the exact command and the time until which it should be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// Never translated; `none` when nothing is due.
    pub code: String,
    /// For people.
    pub label: String,
    /// To be pasted into a shell.
    pub command: Option<String>,
    /// RFC 3339.
    pub deadline: Option<String>,
}

impl NextStep {
    /// What is to be done, in the reader's language.
    pub fn of(next: Next, lang: Lang) -> Self {
        Self {
            code: next.action.code().to_owned(),
            label: next.action.label().get(lang).to_owned(),
            command: next.command,
            deadline: next.due.map(|due| due.at.rfc3339()),
        }
    }
}

/// One row of the log. Personal values of its payload are masked unless revealed.
#[derive(Clone, Serialize)]
pub struct Event {
    /// The order and the version.
    pub id: String,
    /// 1, 2, 3 … within the order.
    pub version: u32,
    /// `user_form_submitted`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Where the command came from.
    pub source: String,
    /// `accepted` or `rejected`.
    pub result: String,
    /// RFC 3339: when the command was received.
    pub created_at: String,
    /// RFC 3339: just before its commit.
    pub processed_at: String,
    /// The operation key.
    pub key: Option<String>,
    /// Why it was rejected: a code.
    pub error_code: Option<String>,
    /// Why it was rejected, as the other side said it.
    pub error_message: Option<String>,
    /// The axes that the event shows, before it, as codes.
    pub before: Map<String, Value>,
    /// The axes that the event shows, after it, as codes.
    pub after: Map<String, Value>,
    /// What came, in the page's words.
    pub payload: Map<String, Value>,
    /// Who ran the command.
    pub operator: Option<String>,
    /// `visible` or `internal`.
    pub visibility: String,
}

impl Event {
    /// The row as it is shown: personal values only where they are revealed.
    pub fn of(row: &Envelope, reveal: bool) -> Self {
        let mut payload = row.payload.clone();
        if !reveal {
            mask::mask_payload(&row.kind, &mut payload);
        }
        Self {
            id: row.id(),
            version: row.version,
            kind: row.kind.clone(),
            source: row.source.code().to_owned(),
            result: row.result.code().to_owned(),
            created_at: row.created_at.rfc3339(),
            processed_at: row.processed_at.rfc3339(),
            key: row.key.clone(),
            error_code: row.error_code.clone(),
            error_message: row.error_message.clone(),
            before: row.before.clone(),
            after: row.after.clone(),
            payload,
            operator: row.operator.clone(),
            visibility: row.visibility.code().to_owned(),
        }
    }
}

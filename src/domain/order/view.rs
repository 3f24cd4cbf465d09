//! What is shown of an order of either flow: the next step, what stands in the way, and the rows of its log. Part of the
//! contract of `order show --json`: fields are only ever added.
//!
//! Neither is `Debug` where it may hold a revealed value, which must not reach a log.

use serde::Serialize;
use serde_json::{Map, Value};

use super::event::{EventEnvelope, EventResult, EventSource, EventVisibility};
use super::exception::ExceptionKind;
use super::foreign_row::put_back;
use super::next::{NextAction, NextTask, OpenDebt};
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::mask;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;

/// The action that is due, with the exact command and the time until which it should be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextStepView {
    /// `none` when nothing is due.
    pub code: NextAction,
    /// In the reader's language.
    pub label: &'static str,
    /// To be pasted into a shell.
    pub command: Option<String>,
    /// The other commands that answer as well, where a person has to decide.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<String>,
    pub deadline: Option<Timestamp>,
    /// What an open refund still waits for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub owed: Vec<OpenDebt>,
}

impl NextStepView {
    /// What is to be done, in the reader's language.
    pub fn from_task(next: NextTask, lang: Lang) -> Self {
        Self {
            code: next.action,
            label: next.action.label().in_lang(lang),
            command: next.command,
            alternatives: next.alternatives,
            deadline: next.due.map(|due| due.at),
            owed: next.owed,
        }
    }
}

/// What the words of a failure hide, as the channel that brought them reads them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FailureHint {
    /// The other side's correlation id.
    pub reference: Option<String>,
    /// When the other side refused, as that id says.
    pub at: Option<Timestamp>,
    /// The address that was blocked.
    pub from_ip: Option<String>,
}

/// Something that stands in the way of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderException {
    /// A reason of an imported review may be another system's word.
    pub kind: RecordedCode<ExceptionKind>,
    /// The remote service's code, such as `WECOM_SEND_FAILED`.
    pub code: Option<String>,
    /// What the remote service, or the rule, said.
    pub reason: Option<String>,
    /// What to do, in the chosen language.
    pub advice: Option<&'static str>,
    /// The remote service's correlation id: WeCom's 25 digits.
    pub hint: Option<String>,
    /// When the other side refused, as that id says.
    #[serde(skip)]
    pub hint_at: Option<Timestamp>,
    /// The address that was blocked (60020).
    pub from_ip: Option<String>,
    pub at: Option<Timestamp>,
}

/// One row of the log. Personal values of its payload are masked unless revealed.
#[derive(Clone, Serialize)]
pub struct EventView {
    /// The order and the version.
    pub id: String,
    /// 1, 2, 3 … within the order.
    pub version: u32,
    /// `user_form_submitted`, …
    #[serde(rename = "type")]
    pub kind: String,
    pub source: EventSource,
    pub result: EventResult,
    /// When the command was received.
    pub created_at: Timestamp,
    /// Just before its commit.
    pub processed_at: Timestamp,
    pub key: Option<String>,
    pub error_code: Option<String>,
    /// Why it was rejected, as the remote service said it.
    pub error_message: Option<String>,
    /// The axes that the event shows, before it, as codes.
    pub before: Map<String, Value>,
    /// The axes that the event shows, after it, as codes.
    pub after: Map<String, Value>,
    /// What came, in the page's words.
    pub payload: Map<String, Value>,
    pub operator: Option<String>,
    pub visibility: EventVisibility,
}

impl EventView {
    /// The row as it is shown: personal values only where they are revealed.
    pub fn from_envelope(row: &EventEnvelope, reveal: bool) -> Self {
        let mut row = row.clone();
        if reveal {
            put_back(&mut row);
        } else {
            mask::mask_payload(&row.kind, &mut row.payload);
        }
        Self {
            id: row.event_id(),
            version: row.version,
            kind: row.kind,
            source: row.source,
            result: row.result,
            created_at: row.created_at,
            processed_at: row.processed_at,
            key: row.key,
            error_code: row.error_code,
            error_message: row.error_message,
            before: row.before,
            after: row.after,
            payload: row.payload,
            operator: row.operator,
            visibility: row.visibility,
        }
    }
}

//! The envelope of an event, shared by both flows. What an event means belongs to its flow.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::number::OrderNo;
use crate::domain::value::code_enum::coded;
use crate::domain::value::time::Timestamp;

coded! {
    EventSource {
        /// The marketplace.
        Xianyu = "xianyu", "闲鱼", "marketplace";
        Public = "public", "买家", "buyer";
        System = "system", "系统", "rules";
        Admin = "admin", "操作员", "operator";
        Agent = "agent", "代理", "agent";
        Cron = "cron", "定时任务", "schedule";
    }
}

impl EventSource {
    /// Whether an event of this source is somebody's own act: what the marketplace, the buyer or the rules did has no operator,
    /// whoever typed the command.
    pub const fn has_operator(self) -> bool {
        match self {
            Self::Admin | Self::Agent | Self::Cron => true,
            Self::Xianyu | Self::Public | Self::System => false,
        }
    }
}

coded! {
    /// Whether what was asked for was done.
    EventResult {
        Accepted = "accepted", "成功", "accepted";
        /// It was refused, or it failed.
        Rejected = "rejected", "拒绝", "rejected";
    }
}

coded! {
    /// Whether the reference pages know the event.
    EventVisibility {
        /// Shown on the page.
        Visible = "visible";
        /// Chained and replayed, but shown only with `--internal`.
        Internal = "internal";
    }
}

/// What the envelopes of one command share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventStamp {
    /// When the command was received.
    pub created_at: Timestamp,
    /// Just before its commit.
    pub processed_at: Timestamp,
    pub operator: String,
    pub source: EventSource,
    pub key: Option<String>,
}

/// One row of the log, as stored and as imported. Its payload is what came, its states are codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventEnvelope {
    pub order_no: OrderNo,
    /// 1, 2, 3 … within the order.
    pub version: u32,
    /// The event's type, such as `user_form_submitted`.
    pub kind: String,
    pub source: EventSource,
    pub result: EventResult,
    pub visibility: EventVisibility,
    /// When the command was received.
    pub created_at: Timestamp,
    /// Just before its commit.
    pub processed_at: Timestamp,
    /// The operation key of the command.
    pub key: Option<String>,
    pub error_code: Option<String>,
    /// Why it was rejected: a sentence, as the remote service said it.
    pub error_message: Option<String>,
    /// The axes that the event shows, before it.
    pub before: Map<String, Value>,
    /// The axes that the event shows, after it.
    pub after: Map<String, Value>,
    /// What came, in the page's words. Personal values are clear in memory and sealed at rest.
    pub payload: Map<String, Value>,
    pub operator: Option<String>,
}

impl EventEnvelope {
    /// The event's id: its order and its place there.
    pub fn event_id(&self) -> String {
        format!("{}-{}", self.order_no, self.version)
    }
}

/// Why a row of the log, or of an import, is not an event of this flow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    #[error("unknown event type {0}")]
    Kind(String),
    /// A key is missing or has another shape. Never quotes a value: it may be personal.
    #[error("{kind}: payload {reason}")]
    Payload { kind: String, reason: String },
}

/// Spells the events of a flow: the enum, and how each stands in the log. The flow adds `source` and `error`.
macro_rules! events {
    ($name:ident of $axis_type:ty, spelled $spelled:path; $($(#[$meta:meta])* $variant:ident($payload:ty) = $kind:literal $verdict:ident $visibility:ident [$($axis:ident)*]),+ $(,)?) => {
        /// One thing that happened to an order.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$meta])* $variant($payload)),+ }

        impl $name {
            /// Every (type, result) of the flow, in the order of `domain.md`.
            pub const KINDS: &'static [(&'static str, $crate::domain::order::event::EventResult)] = &[$(($kind, $crate::domain::order::event::EventResult::$verdict)),+];

            /// The event's type, as in the log.
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind),+ }
            }

            /// Whether what was asked for was done.
            pub const fn result(&self) -> $crate::domain::order::event::EventResult {
                match self { $(Self::$variant(_) => $crate::domain::order::event::EventResult::$verdict),+ }
            }

            /// Whether the reference page shows the event.
            pub const fn visibility(&self) -> $crate::domain::order::event::EventVisibility {
                match self { $(Self::$variant(_) => $crate::domain::order::event::EventVisibility::$visibility),+ }
            }

            /// The axes that the event shows in `before` and `after` (page: not every axis that it changes).
            pub const fn shown_axes(&self) -> &'static [$axis_type] {
                match self { $(Self::$variant(_) => &[$(<$axis_type>::$axis),*]),+ }
            }

            /// The payload as it is stored, personal values still clear.
            pub fn payload(&self) -> serde_json::Map<String, serde_json::Value> {
                match self { $(Self::$variant(payload) => $spelled($crate::domain::order::event::serialize_payload(payload))),+ }
            }

            /// The row of the event, at its place in its order's log.
            pub fn row(
                &self,
                (order_no, version): (&$crate::domain::order::number::OrderNo, u32),
                stamp: &$crate::domain::order::event::EventStamp,
                (before, after): (serde_json::Map<String, serde_json::Value>, serde_json::Map<String, serde_json::Value>),
            ) -> $crate::domain::order::event::EventEnvelope {
                let (error_code, error_message) = self.error().unzip();
                let source = self.source(stamp.source);
                $crate::domain::order::event::EventEnvelope {
                    order_no: order_no.clone(),
                    version,
                    kind: self.kind().to_owned(),
                    source,
                    result: self.result(),
                    visibility: self.visibility(),
                    created_at: stamp.created_at,
                    processed_at: stamp.processed_at,
                    key: stamp.key.clone(),
                    error_code,
                    error_message,
                    before,
                    after,
                    payload: self.payload(),
                    operator: source.has_operator().then(|| stamp.operator.clone()),
                }
            }

            /// Reads a row of the log, or of an export of the web system.
            pub fn parse(kind: &str, result: $crate::domain::order::event::EventResult, payload: &serde_json::Map<String, serde_json::Value>) -> Result<Self, $crate::domain::order::event::EventError> {
                match (kind, result) {
                    $(($kind, $crate::domain::order::event::EventResult::$verdict) => $crate::domain::order::event::deserialize_payload(kind, payload).map(Self::$variant),)+
                    _ => Err($crate::domain::order::event::EventError::Kind(kind.to_owned())),
                }
            }
        }
    };
}

pub(crate) use events;

/// A payload as it is stored, its keys as the struct has them.
pub(crate) fn serialize_payload<T: Serialize>(payload: &T) -> Map<String, Value> {
    // A payload struct always spells an object: anything else would be a bug that the golden payloads show.
    match serde_json::to_value(payload) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

pub(crate) fn deserialize_payload<T: DeserializeOwned>(
    kind: &str,
    payload: &Map<String, Value>,
) -> Result<T, EventError> {
    serde_json::from_value(Value::Object(payload.clone()))
        .map_err(|error| EventError::Payload { kind: kind.to_owned(), reason: redact_serde_error(&error) })
}

/// serde's words may quote a value, which may be personal; a missing key is named, the rest is not quoted.
fn redact_serde_error(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.starts_with("missing field") { text } else { "has a key of another shape".to_owned() }
}

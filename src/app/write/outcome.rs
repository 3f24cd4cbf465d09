//! What a command that changes something did: fit to be printed, and to be given again for the same key.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::checkout::accepted_mandate::AcceptedMandate;
use crate::domain::order::event::{EventEnvelope, EventVisibility};
use crate::domain::order::figures::ChangeFigures;
use crate::domain::order::flow::OrderState;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::value::message::BilingualMessage;
use crate::say;

/// One recorded event, without its payload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLine {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub result: String,
    pub visibility: String,
}

impl EventLine {
    /// Whether the reference pages know the event.
    pub fn is_visible(&self) -> bool {
        self.visibility == EventVisibility::Visible.code()
    }
}

/// A message that leaves, or would leave in a dry run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageLine {
    pub id: String,
    /// `push` or `notice`.
    pub kind: String,
    /// The group or the channel.
    pub destination: String,
    /// `text`, `proof`, or the template's name.
    pub part: String,
}

/// A proof that another one took the place of. It is kept all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacedProof {
    /// 1, 2, 3 …: which of the order's proofs it is.
    pub version: usize,
    /// As it was uploaded.
    pub file_name: String,
    /// Of its bytes, hexadecimal.
    pub sha256: String,
}

impl ReplacedProof {
    pub fn message(&self) -> BilingualMessage {
        let Self { version, file_name, .. } = self;
        say!("代替第 {version} 份凭证 {file_name}，旧的仍留着", "replaces proof {version}, {file_name}, which is kept")
    }
}

/// What a command did to one order. Holds no personal data, so it may be kept under its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderOutcome {
    pub order_no: String,
    /// The events that it recorded, oldest first; none where it was done before.
    pub events: Vec<EventLine>,
    /// The code of each axis afterwards.
    pub status: Map<String, Value>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<MessageLine>,
    /// What was answered to a mandate that came and holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mandate: Option<Box<AcceptedMandate>>,
    /// The proof that was current before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced: Option<ReplacedProof>,
    /// Whether this is the first result of the same key, given again.
    pub replayed: bool,
    pub dry_run: bool,
    /// Whether it was found again by its content: the caller gave no key.
    #[serde(skip)]
    pub found_by_content: bool,
    /// What it did to the money of the order; nothing in a result that is given again.
    #[serde(skip)]
    pub figures: ChangeFigures,
    /// What an operator should know all the same.
    #[serde(skip)]
    pub warnings: Vec<BilingualMessage>,
}

impl OrderOutcome {
    /// The outcome of `events` on `order`.
    pub fn from_events(order: &impl OrderState, events: &[EventEnvelope], dry_run: bool) -> Self {
        let line = |event: &EventEnvelope| EventLine {
            id: event.event_id(),
            kind: event.kind.clone(),
            result: event.result.code().to_owned(),
            visibility: event.visibility.code().to_owned(),
        };
        let status = order.axis_codes().into_iter().map(|(axis, code)| (axis.to_owned(), Value::from(code)));
        Self {
            order_no: order.order_no().to_string(),
            events: events.iter().map(line).collect(),
            status: status.collect(),
            messages: Vec::new(),
            mandate: None,
            replaced: None,
            replayed: false,
            dry_run,
            found_by_content: false,
            figures: ChangeFigures::default(),
            warnings: Vec::new(),
        }
    }

    /// The first result of a key, given again.
    #[must_use]
    pub fn as_replayed(self) -> Self {
        Self { replayed: true, ..self }
    }

    /// Without the events that the reference pages do not know. A dry run of what begins with none but those, such as a push,
    /// tells them: nothing else would say what comes.
    #[must_use]
    pub fn for_page(mut self) -> Self {
        if !self.dry_run || self.events.iter().any(EventLine::is_visible) {
            self.events.retain(EventLine::is_visible);
        }
        self
    }

    /// The object that is kept under a key and that `--json` prints.
    ///
    /// An order of the checkout flow goes by the reference page's name too.
    pub fn to_json(&self) -> Value {
        // Strings, booleans and lists: nothing here can fail to be JSON.
        let mut value = serde_json::to_value(self).unwrap_or_default();
        let order_no = OrderNo::parse(&self.order_no).ok().filter(|no| no.flow() == OrderFlow::Checkout);
        if let Some((order_no, fields)) = order_no.zip(value.as_object_mut()) {
            fields.insert("order_id".to_owned(), order_no.as_str().into());
        }
        value
    }
}

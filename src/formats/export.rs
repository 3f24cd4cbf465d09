//! The event export of a web system, or our own: one JSON object a line, any number of lines.

use std::fmt;

use serde_json::{Map, Value, json};

use super::errors::FormatError;
use super::field::parse_local_instant;
use super::json;
use super::json::{DOCUMENT_LIMITS, FilePosition};
use super::object::JsonObject;
use super::source::InputSource;
use crate::domain::order::event::{EventResult, EventSource as Origin};
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};

/// One exported event. States are as they were given, codes or labels.
///
/// Invariant: `Debug` shows neither the payload nor what the remote service said; both may name a person.
#[derive(Clone, PartialEq, Eq)]
pub struct ExportedEvent {
    /// Its line in the file, from 1.
    pub line: u64,
    /// The order, of either flow.
    pub order_no: OrderNo,
    /// The type, such as `user_form_submitted`: at most 64 letters, digits and `_`.
    pub kind: String,
    pub source: Origin,
    pub result: EventResult,
    /// When the command was received.
    pub created_at: Timestamp,
    /// When it was committed.
    pub processed_at: Timestamp,
    pub error_code: Option<String>,
    pub error_message: Option<String>,
    pub before: Map<String, Value>,
    pub after: Map<String, Value>,
    pub payload: Map<String, Value>,
}

/// Keys of a line; the last five are those of our own export and say nothing that an import needs.
const KEYS: [&str; 16] = [
    "orderNo",
    "type",
    "source",
    "result",
    "createdAt",
    "processedAt",
    "errorCode",
    "errorMessage",
    "before",
    "after",
    "payload",
    "id",
    "version",
    "operator",
    "key",
    "visibility",
];

impl ExportedEvent {
    /// The event as a line, with its place in front, to be put aside for a while.
    pub fn to_line(&self) -> Vec<u8> {
        let line = json!({
            "orderNo": self.order_no.as_str(),
            "type": self.kind,
            "source": self.source.code(),
            "result": self.result.code(),
            "createdAt": self.created_at.format_rfc3339(),
            "processedAt": self.processed_at.format_rfc3339(),
            "errorCode": self.error_code,
            "errorMessage": self.error_message,
            "before": self.before,
            "after": self.after,
            "payload": self.payload,
        });
        format!("{}\n{line}", self.line).into_bytes()
    }

    /// Reads what [`to_line`](Self::to_line) wrote.
    pub fn from_line(bytes: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let (line, text) = text.split_once('\n').unwrap_or_default();
        let line = line.parse().unwrap_or_default();
        let value = json::parse_json(text.as_bytes(), DOCUMENT_LIMITS, FilePosition { line, column: 1 })?;
        parse_event(line, &value)
    }
}

const MAX_CODE: usize = 64;
const MAX_TIME: usize = 40;
const MAX_SENTENCE: usize = 4096;

/// Events of an export, in the order of the file. Blank lines are skipped; nothing follows an error.
pub fn read_events(mut source: InputSource<'_>) -> impl Iterator<Item = Result<ExportedEvent>> {
    let mut ended = false;
    std::iter::from_fn(move || {
        let event = if ended { None } else { read_event(&mut source).transpose() };
        ended = !matches!(event, Some(Ok(_)));
        event
    })
}

fn read_event(source: &mut InputSource<'_>) -> Result<Option<ExportedEvent>> {
    loop {
        let Some((line, bytes)) = source.next_line(DOCUMENT_LIMITS.bytes)? else { return Ok(None) };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let value = json::parse_json(&bytes, DOCUMENT_LIMITS, FilePosition { line, column: 1 })?;
        return parse_event(line, &value).map(Some).map_err(|error| error.detail("line", line));
    }
}

fn parse_event(line: u64, value: &Value) -> Result<ExportedEvent> {
    let object = JsonObject::from_value(value)?;
    object.deny_unknown(&KEYS)?;
    Ok(ExportedEvent {
        line,
        order_no: order_no(&object)?,
        kind: event_kind(&object)?,
        source: read_code(&object, "source", Origin::from_code, "xianyu, public, system, admin, agent, cron")?,
        result: read_code(&object, "result", EventResult::from_code, "accepted, rejected")?,
        created_at: parse_local_instant("createdAt", object.required_text("createdAt", MAX_TIME)?)?,
        processed_at: parse_local_instant("processedAt", object.required_text("processedAt", MAX_TIME)?)?,
        error_code: object.optional_text("errorCode", MAX_CODE)?.map(str::to_owned),
        error_message: error_message(&object)?,
        before: object.nested_object("before")?.cloned().unwrap_or_default(),
        after: object.nested_object("after")?.cloned().unwrap_or_default(),
        payload: object.nested_object("payload")?.cloned().unwrap_or_default(),
    })
}

fn order_no(object: &JsonObject<'_>) -> Result<OrderNo> {
    OrderNo::parse(object.required_text("orderNo", MAX_CODE)?)
        .map_err(|error| FormatError::EventOrderNo { error: &error }.into_error().detail("field", "orderNo"))
}

fn event_kind(object: &JsonObject<'_>) -> Result<String> {
    let kind = object.required_text("type", MAX_CODE)?;
    if kind.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return Ok(kind.to_owned());
    }
    Err(FormatError::EventType.into_error().detail("field", "type"))
}

fn read_code<T>(object: &JsonObject<'_>, field: &'static str, read: fn(&str) -> Option<T>, known: &str) -> Result<T> {
    read(object.required_text(field, MAX_CODE)?)
        .ok_or_else(|| FormatError::EventCode { field: &field, known: &known }.into_error().detail("field", field))
}

/// What the remote service said may run over several lines, so only its length is judged.
fn error_message(object: &JsonObject<'_>) -> Result<Option<String>> {
    match object.get("errorMessage") {
        None => Ok(None),
        Some(Value::String(text)) if text.chars().count() <= MAX_SENTENCE => Ok(Some(text.clone())),
        Some(_) => Err(too_long_or_no_text()),
    }
}

fn too_long_or_no_text() -> Box<Error> {
    FormatError::ErrorMessageTooLong { max_sentence: &MAX_SENTENCE }
        .into_error()
        .detail("field", "errorMessage")
        .detail("limit", MAX_SENTENCE)
}

impl fmt::Debug for ExportedEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExportedEvent")
            .field("line", &self.line)
            .field("order_no", &self.order_no)
            .field("kind", &self.kind)
            .field("result", &self.result)
            .field("error_code", &self.error_code)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn line() -> Value {
        json!({
            "orderNo": "XY20260320033546715D3AV", "type": "agent_group_push_failed", "source": "admin",
            "result": "rejected", "createdAt": "2026/03/20 11:36:01", "processedAt": "2026-03-20T03:36:01.250Z",
            "errorCode": "WECOM_SEND_FAILED", "errorMessage": "not allow\nfrom ip: 45.76.253.28",
            "before": {"agentPushStatus": "未开始"}, "after": {"agentPushStatus": "失败"},
            "payload": {"operatorId": "smoke-script", "amount": 506},
        })
    }

    fn read(text: &str) -> Vec<Result<ExportedEvent>> {
        read_events(InputSource::from_reader("-", text.as_bytes()).unwrap()).collect()
    }

    #[test]
    fn a_line_is_an_event_with_its_states_as_given() {
        let found = read(&format!("\u{feff}\n{}\r\n\n", line()));
        let event = found[0].as_ref().unwrap();
        assert_eq!((found.len(), event.line, event.kind.as_str()), (1, 2, "agent_group_push_failed"));
        assert_eq!((event.source, event.result), (Origin::Admin, EventResult::Rejected));
        assert_eq!(event.created_at.format_rfc3339(), "2026-03-20T03:36:01.000Z");
        assert_eq!(event.processed_at.format_rfc3339(), "2026-03-20T03:36:01.250Z");
        assert_eq!(event.after["agentPushStatus"], "失败");
        assert_eq!(event.payload["amount"].to_string(), "506");
        assert!(event.error_message.as_ref().unwrap().contains("45.76.253.28"));
        assert!(!format!("{event:?}").contains("smoke-script"));
    }

    #[test]
    fn what_may_be_absent_may_be_and_our_own_keys_are_known() {
        let mut event = line();
        for key in ["before", "after", "errorCode", "errorMessage"] {
            event.as_object_mut().unwrap().remove(key);
        }
        for key in ["id", "version", "operator", "key", "visibility"] {
            event[key] = json!("x");
        }
        event["orderNo"] = json!("order_7cb78b0f45ebf19d0a63581c");
        let found = read(&event.to_string());
        let event = found[0].as_ref().unwrap();
        assert!(event.before.is_empty() && event.after.is_empty() && event.error_code.is_none());
    }

    #[test]
    fn a_wrong_line_ends_the_file_and_is_named() {
        for (key, value, code) in [
            ("orderNo", json!("XY1"), "event_order_no"),
            ("type", json!("a b"), "event_type"),
            ("source", json!("buyer"), "event_code"),
            ("result", json!(null), "field_missing"),
            ("createdAt", json!("20.03.2026"), "time_invalid"),
            ("payload", json!([]), "field_type"),
            ("errorMessage", json!("x".repeat(4097)), "field_too_long"),
            ("order_no", json!("x"), "field_unknown"),
        ] {
            let mut bad = line();
            bad[key] = value;
            let found = read(&format!("{}\n{bad}\n{}\n", line(), line()));
            assert_eq!(found.len(), 2, "{key}");
            let error = found[1].as_ref().unwrap_err();
            assert_eq!((error.code, &error.details["line"]), (code, &json!(2)), "{key}");
        }
        assert_eq!(read("[1]")[0].as_ref().unwrap_err().code, "json_not_object");
        assert_eq!(read("\n{\"a\":1,\"a\":2}")[0].as_ref().unwrap_err().details["line"], 2);
    }

    #[test]
    fn a_line_is_bounded() {
        let endless = InputSource::from_reader("-", std::io::repeat(b'{')).unwrap();
        assert_eq!(read_events(endless).next().unwrap().unwrap_err().code, "line_too_long");
    }
}

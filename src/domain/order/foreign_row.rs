//! What a row of another system says beyond what this program knows: set apart, so that it is sealed as one value.
//!
//! Invariant: after [`set_apart`], what stands in clear is what the types of the flow spell, and no text that may quote a
//! person; all the rest stands under [`REST`], which is sealed with the person's key. [`put_back`] gives the row as it came.

use serde_json::{Map, Value};

use super::event::EventEnvelope;
use super::service_text::{is_code, is_service_text};
use crate::domain::value::mask::{MASKED, PERSONAL_KEYS, REST};
use crate::domain::value::person::is_erased;

/// Keys of the envelope whose texts may be set apart too; those of the payload begin with a slash.
const ERROR_CODE: &str = "errorCode";
const ERROR_MESSAGE: &str = "errorMessage";
/// The texts of a payload that a service, or another system, worded.
const FAILURE_CODE: &str = "failureCode";
const QUOTING: [&str; 4] = [FAILURE_CODE, "failureMessage", "reason", "reasonZh"];

/// What the types of a flow know of an event.
pub trait KnownEvent {
    /// The payload as far as the flow knows it, personal values still clear.
    fn known_payload(&self) -> Map<String, Value>;

    /// Whether its `reason` was worded by a machine, not by an operator: then it may quote what the machine read.
    fn has_machine_reason(&self) -> bool;

    /// Whether this program itself words the event so, out of facts that name nobody.
    fn is_own_wording(&self, text: &str) -> bool;
}

/// Moves what is unknown, or may quote a person, under [`REST`]. A second time changes nothing.
pub fn set_apart(row: &mut EventEnvelope, event: &impl KnownEvent) {
    let mut rest = match row.payload.remove(REST) {
        Some(Value::Object(told)) if told.keys().all(|key| is_place(key)) => told,
        // Gone with the person's key: what it held is not known any more.
        Some(erased) if is_erased(&erased) => {
            row.payload.insert(REST.to_owned(), erased);
            return;
        }
        Some(other) => Map::from_iter([(format!("/{REST}"), other)]),
        None => Map::new(),
    };
    split_object(&mut row.payload, &event.known_payload(), "", &mut rest);
    for key in QUOTING {
        let worded_by_operator = key.starts_with("reason") && !event.has_machine_reason();
        let Some(Value::String(text)) = row.payload.get_mut(key).filter(|_| !worded_by_operator) else { continue };
        let public = if key == FAILURE_CODE { is_code(text) } else { names_nobody(event, text) };
        mask_unless(public, text, &format!("/{key}"), &mut rest);
    }
    if let Some(code) = &mut row.error_code {
        mask_unless(is_code(code), code, ERROR_CODE, &mut rest);
    }
    if let Some(message) = &mut row.error_message {
        mask_unless(names_nobody(event, message), message, ERROR_MESSAGE, &mut rest);
    }
    if !rest.is_empty() {
        row.payload.insert(REST.to_owned(), Value::Object(rest));
    }
}

/// Puts what was set apart where it came from; nothing where the person was erased.
pub fn put_back(row: &mut EventEnvelope) {
    let Some(Value::Object(rest)) = row.payload.remove(REST) else { return };
    if rest.contains_key("$erased") {
        row.payload.insert(REST.to_owned(), Value::Object(rest));
        return;
    }
    for (place, value) in rest {
        match (place.as_str(), value) {
            (ERROR_CODE, Value::String(text)) => row.error_code = Some(text),
            (ERROR_MESSAGE, Value::String(text)) => row.error_message = Some(text),
            (place, value) => put_at(&mut row.payload, place, value),
        }
    }
}

fn is_place(key: &str) -> bool {
    key.starts_with('/') || key == ERROR_CODE || key == ERROR_MESSAGE
}

fn names_nobody(event: &impl KnownEvent, text: &str) -> bool {
    is_service_text(text) || event.is_own_wording(text)
}

fn mask_unless(public: bool, text: &mut String, place: &str, rest: &mut Map<String, Value>) {
    if !public && text != MASKED {
        rest.insert(place.to_owned(), Value::from(std::mem::replace(text, MASKED.to_owned())));
    }
}

/// Moves the keys that `known` lacks. Values that are sealed whole stay where they are.
fn split_object(object: &mut Map<String, Value>, known: &Map<String, Value>, at: &str, rest: &mut Map<String, Value>) {
    for key in object.keys().cloned().collect::<Vec<_>>() {
        if at.is_empty() && PERSONAL_KEYS.contains(&key.as_str()) {
            continue;
        }
        let place = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        let fits = match (object.get_mut(&key), known.get(&key)) {
            (Some(value), Some(known)) => split_value(value, known, &place, rest),
            _ => false,
        };
        if !fits && let Some(unknown) = object.remove(&key) {
            rest.insert(place, unknown);
        }
    }
}

/// Whether a value has the shape that is known, once what is unknown in it was moved.
fn split_value(value: &mut Value, known: &Value, at: &str, rest: &mut Map<String, Value>) -> bool {
    match (value, known) {
        (Value::Object(object), Value::Object(known)) => split_object(object, known, at, rest),
        (Value::Array(items), Value::Array(known)) if items.len() == known.len() => {
            for (index, (item, known)) in items.iter_mut().zip(known).enumerate() {
                let place = format!("{at}/{index}");
                if !split_value(item, known, &place, rest) {
                    rest.insert(place, item.take());
                }
            }
        }
        (Value::Object(_) | Value::Array(_), _) => return false,
        _ => {}
    }
    true
}

fn put_at(payload: &mut Map<String, Value>, place: &str, value: Value) {
    let steps: Vec<String> = place.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    let Some((last, way)) = steps.split_last() else { return };
    let Some((first, way)) = way.split_first() else {
        payload.insert(last.clone(), value);
        return;
    };
    let mut parent = payload.get_mut(first);
    for step in way {
        parent = parent.and_then(|parent| child_of(parent, step));
    }
    match parent {
        Some(Value::Object(object)) => {
            object.insert(last.clone(), value);
        }
        Some(Value::Array(_)) => {
            if let Some(item) = parent.and_then(|parent| child_of(parent, last)) {
                *item = value;
            }
        }
        _ => {}
    }
}

fn child_of<'v>(parent: &'v mut Value, step: &str) -> Option<&'v mut Value> {
    match parent {
        Value::Object(object) => object.get_mut(step),
        Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::order::event::{EventResult, EventSource, EventVisibility};
    use crate::domain::order::number::OrderNo;
    use crate::domain::value::time::Timestamp;

    /// An event that knows these keys and words "2 of 3".
    struct Known(Value);

    impl KnownEvent for Known {
        fn known_payload(&self) -> Map<String, Value> {
            self.0.as_object().unwrap().clone()
        }

        fn has_machine_reason(&self) -> bool {
            true
        }

        fn is_own_wording(&self, text: &str) -> bool {
            text == "2 of 3"
        }
    }

    fn row(payload: &Value, message: Option<&str>) -> EventEnvelope {
        EventEnvelope {
            order_no: OrderNo::parse("XY20260320033546715D3AV").unwrap(),
            version: 1,
            kind: "any".to_owned(),
            source: EventSource::System,
            result: EventResult::Rejected,
            visibility: EventVisibility::Visible,
            created_at: Timestamp::from_millis(0),
            processed_at: Timestamp::from_millis(0),
            key: None,
            error_code: message.map(|_| "60020".to_owned()),
            error_message: message.map(str::to_owned),
            before: Map::new(),
            after: Map::new(),
            payload: payload.as_object().unwrap().clone(),
            operator: None,
        }
    }

    fn known() -> Known {
        Known(json!({"a": 1, "list": [{"x": 1}, {"x": 2}], "failureMessage": "", "failureCode": "", "reason": ""}))
    }

    #[test]
    fn what_is_unknown_at_any_depth_is_set_apart_and_comes_back() {
        for payload in [
            json!({"a": 1}),
            json!({"a": 1, "mobile": "CANARY", "buyer": {"name": "CANARY"}}),
            json!({"a": {"name": "CANARY"}}),
            json!({"list": [{"x": 1, "phone": "CANARY", "deep/er~": ["CANARY"]}, {"x": 2}], "name": "张三"}),
            json!({"list": [{"x": {"name": "CANARY"}}, ["CANARY"]], "rest": "CANARY"}),
            json!({"a": 1, "failureMessage": "CANARY", "failureCode": "13712345678 CANARY", "reason": "CANARY"}),
        ] {
            let told = row(&payload, Some("CANARY"));
            let mut apart = told.clone();
            set_apart(&mut apart, &known());
            let once = apart.clone();
            set_apart(&mut apart, &known());
            assert_eq!(apart, once, "a second time changes nothing");
            let mut clear = apart.clone();
            clear.payload.retain(|key, _| !PERSONAL_KEYS.contains(&key.as_str()));
            assert!(!format!("{clear:?}").contains("CANARY"), "{clear:?}");
            put_back(&mut apart);
            assert_eq!(apart, told);
        }
    }

    #[test]
    fn what_names_nobody_stays_readable() {
        let payload =
            json!({"a": 1, "failureMessage": "system busy", "failureCode": "WECOM_SEND_FAILED", "reason": "2 of 3"});
        let told = row(&payload, Some("2 of 3"));
        let mut apart = told.clone();
        set_apart(&mut apart, &known());
        assert_eq!(apart, told);
    }

    #[test]
    fn what_went_with_the_person_stays_gone() {
        let payload = json!({"a": 1, "rest": {"$erased": true}});
        let mut erased = row(&payload, Some(MASKED));
        set_apart(&mut erased, &known());
        put_back(&mut erased);
        assert_eq!(erased, row(&payload, Some(MASKED)));
    }
}

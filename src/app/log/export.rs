//! Events as other systems read them: the lines of an export, which `event import` reads.

use serde_json::{Map, Value, json};

use crate::app::App;
use crate::app::checkout::ticket::QR_URL;
use crate::app::write::load::{load_order, load_resale};
use crate::domain::checkout;
use crate::domain::order::event::{EventEnvelope, EventVisibility};
use crate::domain::order::foreign_row::put_back;
use crate::domain::order::number::{CHECKOUT_RANDOM, OrderFlow, OrderNo};
use crate::domain::value::mask::{PERSONAL_KEYS, REST};
use crate::domain::value::person::is_erased;
use crate::error::Result;
use crate::store::Tx;

impl App {
    /// The visible events of an order as lines of an export, oldest first: the person's own values if `reveal` (the access
    /// is recorded), else those of a person who does not exist.
    pub fn export_order(&mut self, order_no: &OrderNo, reveal: bool) -> Result<String> {
        self.require_sandbox("fixture capture")?;
        if reveal {
            self.record_reveal(order_no, "fixture capture")?;
        }
        let events = self.store.read(|tx| load_events(tx, order_no))?;
        let visible = events.iter().filter(|event| event.visibility == EventVisibility::Visible);
        Ok(visible.map(|event| format!("{}\n", export_line(event, reveal))).collect())
    }
}

/// The events of an order of either flow, oldest first.
pub(crate) fn load_events(tx: &Tx<'_>, order_no: &OrderNo) -> Result<Vec<EventEnvelope>> {
    match order_no.flow() {
        OrderFlow::Resale => load_resale(tx, order_no).map(|loaded| loaded.events),
        OrderFlow::Checkout => load_order::<checkout::order::CheckoutOrder>(tx, order_no).map(|loaded| loaded.events),
    }
}

/// One event as a line of an export.
pub fn export_line(event: &EventEnvelope, reveal: bool) -> Value {
    let mut event = event.clone();
    if reveal {
        put_back(&mut event);
    } else {
        let code = invent_ticket_code(&event);
        // Nobody knows what it is, so nothing can be invented in its place.
        event.payload.remove(REST);
        invent_person(&mut event.payload, &code);
    }
    json!({
        "orderNo": event.order_no.as_str(),
        "type": event.kind,
        "source": event.source.code(),
        "result": event.result.code(),
        "createdAt": event.created_at.format_rfc3339(),
        "processedAt": event.processed_at.format_rfc3339(),
        "errorCode": event.error_code,
        "errorMessage": event.error_message,
        "before": event.before,
        "after": event.after,
        "payload": event.payload,
    })
}

/// Puts an invented person in the place of a real one, in the same shape, so that the rules still can read it.
fn invent_person(payload: &mut Map<String, Value>, ticket: &str) {
    for (key, value) in payload.iter_mut() {
        if !PERSONAL_KEYS.contains(&key.as_str()) || value.is_null() {
            continue;
        }
        *value = match key.as_str() {
            "name" => Value::from("测试乘客"),
            "phone" => Value::from("13900000000"),
            "certificateNo" => Value::from("11010119900307002X"),
            "gender" => Value::from("female"),
            "birthday" => Value::from("1990-03-07"),
            "externalUserId" | "buyerNick" => Value::from("user-test"),
            "ticketCode" => Value::from(ticket),
            "qrUrl" => Value::from(format!("{QR_URL}{ticket}")),
            _ if is_erased(value) => continue,
            "visitors" => invent_visitors(value),
            _ => blank_texts(value),
        };
    }
}

/// The code of a ticket that lets nobody in: no two events share one, as no two real ones do.
fn invent_ticket_code(event: &EventEnvelope) -> String {
    let no = event.order_no.as_str();
    let end = no.get(no.len().saturating_sub(11)..).unwrap_or_default();
    format!("ticket_{:0CHECKOUT_RANDOM$x}{end}", event.version)
}

/// Invented visitors, each with a number of their own: the rules admit nobody twice.
fn invent_visitors(visitors: &Value) -> Value {
    let mut invented = blank_texts(visitors);
    let told = visitors.as_array().into_iter().flatten();
    for ((number, one), told) in (2..).zip(invented.as_array_mut().into_iter().flatten()).zip(told) {
        // What a screenshot says of a visitor has the place with it, and the first one, too.
        let place = told.get("place").and_then(Value::as_u64).unwrap_or(number);
        let facts = [
            ("name", Some(format!("测试乘客 {place}").into())),
            ("certificateNo", Some(format!("TEST{place:05}").into())),
            ("certificateType", told.get("certificateType").cloned()),
        ];
        for (key, value) in facts {
            if let (Some(shown), Some(value)) = (one.get_mut(key), value) {
                *shown = value;
            }
        }
    }
    invented
}

/// The same shape without its texts, but for what names a field or judges it.
fn blank_texts(value: &Value) -> Value {
    match value {
        Value::String(_) => Value::from("***"),
        Value::Array(items) => items.iter().map(blank_texts).collect(),
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| {
                let kept = matches!(key.as_str(), "field" | "verdict");
                (key.clone(), if kept { value.clone() } else { blank_texts(value) })
            })
            .collect::<Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invented_person_has_the_shape_and_nothing_of_the_real_one() {
        let real = json!({
            "name": "张三2376", "phone": "13800000000", "gender": null, "userType": "mainland",
            "certificateNo": "440101199001012376", "rawText": "张三 13800000000",
            "fields": [{"field": "phone", "expected": "13800000000", "verdict": "agrees", "score": 0.5}],
            "visitors": [{"name": "张三之友", "certificateType": "passport", "certificateNo": "440101199001012376"}],
        });
        let mut payload = real.as_object().unwrap().clone();
        invent_person(&mut payload, "ticket_0");
        let text = Value::Object(payload.clone()).to_string();
        for canary in ["张三", "13800000000", "440101199001012376"] {
            assert!(!text.contains(canary), "{canary} in {text}");
        }
        assert_eq!((&payload["gender"], &payload["userType"]), (&Value::Null, &json!("mainland")));
        assert_eq!(
            payload["fields"],
            json!([{"field": "phone", "expected": "***", "verdict": "agrees", "score": 0.5}])
        );
        let companion = json!([{"name": "测试乘客 2", "certificateType": "passport", "certificateNo": "TEST00002"}]);
        assert_eq!(payload["visitors"], companion);
        let judged = invent_visitors(&json!([{"place": 1, "name": "张三2376"}, {"place": 2, "name": null}]));
        assert_eq!(judged, json!([{"place": 1, "name": "测试乘客 1"}, {"place": 2, "name": "测试乘客 2"}]));
        let keys = |map: &Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&payload), keys(real.as_object().unwrap()));
    }
}

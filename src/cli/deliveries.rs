//! Lists and details of deliveries, for `push` and `notify`.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::context::Context;
use super::response::{Answer, row};
use crate::app::resale::push::{Delivery, order_of};
use crate::domain::value::message::{Lang, Message, Text};
use crate::domain::value::text::hex;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Result};
use crate::output::format::{Column, Dataset, Row, Shape};
use crate::output::text::{visible, visible_block};
use crate::say;

/// The states that a delivery can have.
const STATES: [&str; 9] =
    ["queued", "claimed", "in_flight", "accepted", "acked", "rejected", "failed", "unknown", "cancelled"];

/// Deliveries of a kind, newest first.
pub fn list(context: &Context, kind: &str, state: Option<&str>, limit: usize) -> Result<Answer> {
    if let Some(state) = state.filter(|state| !STATES.contains(state)) {
        let known = STATES.join(", ");
        return Err(Error::usage(
            "state_unknown",
            say!("没有状态 {state}；可用：{known}", "there is no state {state}; known: {known}"),
        ));
    }
    let mut app = context.app()?;
    let view = View { now: app.clock.received(), lang: context.lang(), push_lang: app.config.resale.push_text_lang };
    let found = app.deliveries(kind, state, limit)?;
    let waits = state == Some("unknown");
    let rows = found.iter().map(|delivery| view.row(delivery, false)).collect();
    let answer = Answer::list(Dataset { shape: shape(waits), rows });
    Ok(match found.first().filter(|_| waits) {
        Some(first) => answer.note(how_to_resolve(first)),
        None => answer,
    })
}

/// Pushes that were taken and not acknowledged in time, oldest first.
pub fn overdue(context: &Context, limit: usize) -> Result<Answer> {
    let mut app = context.app()?;
    let view = View { now: app.clock.received(), lang: context.lang(), push_lang: app.config.resale.push_text_lang };
    let found = app.overdue_pushes(limit)?;
    let rows = found.iter().map(|delivery| view.row(delivery, true)).collect();
    let answer = Answer::list(Dataset { shape: shape(true), rows });
    Ok(match found.first() {
        Some(first) => answer.note(how_to_chase(first)),
        None => answer,
    })
}

/// One delivery, with the digest of its frozen body; the body itself only if it is to be revealed, which is recorded first.
pub fn show(context: &Context, id: &str) -> Result<Answer> {
    let mut app = context.app()?;
    let delivery = app.delivery(id)?;
    if context.global.reveal {
        app.record_reveal(&order_of(&delivery)?, "push show")?;
    }
    let view = View { now: app.clock.received(), lang: context.lang(), push_lang: app.config.resale.push_text_lang };
    let body = app.delivery_body(&delivery)?;
    let mut row = view.row(&delivery, false);
    row.insert("body_sha256".to_owned(), body.as_ref().map(|body| hex(&Sha256::digest(body.as_slice()))).into());
    let mut text = view.lines(&row);
    row.insert("body".to_owned(), Value::Null);
    if context.global.reveal {
        let body = body.as_ref().map(|body| String::from_utf8_lossy(body).into_owned());
        if let Some(body) = &body {
            text.push_str(&format!("\n\n{}", visible_block(body)));
        }
        row.insert("body".to_owned(), body.into());
    }
    let answer = Answer::page(Value::Object(row), Some("id"), text);
    Ok(if delivery.state == "unknown" { answer.note(how_to_resolve(&delivery)) } else { answer })
}

/// What an operator does about a delivery of unknown outcome.
pub fn how_to_resolve(delivery: &Delivery) -> Message {
    let (id, noun) = (&delivery.id, noun(delivery));
    say!(
        "结果未知的投递大多已经送达：先核实，再 `ticketctl {noun} resolve {id} --delivered --evidence 依据`，确实没有就用 --not-delivered",
        "most deliveries of unknown outcome did arrive: look first, then `ticketctl {noun} resolve {id} --delivered --evidence TEXT`, or --not-delivered if it is not there"
    )
}

/// What an operator does about a push that the agent did not answer.
pub fn how_to_chase(delivery: &Delivery) -> Message {
    let (no, group) = (&delivery.order_no, &delivery.destination);
    say!(
        "到群 {group} 催代理：`ticketctl push ack {no}` 登记他的答复。不会自动重发",
        "chase the agent in {group}; `ticketctl push ack {no}` records the answer. Nothing is sent again by itself"
    )
}

/// The command that knows a delivery's kind.
pub fn noun(delivery: &Delivery) -> &'static str {
    if delivery.kind == "notice" { "notify" } else { "push" }
}

/// For whom, and when, deliveries are told.
struct View {
    now: Timestamp,
    lang: Lang,
    push_lang: Lang,
}

impl View {
    fn row(&self, delivery: &Delivery, overdue: bool) -> Row {
        let age = (self.now.millis() - delivery.updated_at.millis()).max(0) / 60_000;
        row(json!({
            "id": delivery.id,
            "state": delivery.state,
            "age_minutes": age,
            "order_no": delivery.order_no,
            "destination": delivery.destination,
            "part": delivery.part,
            "attempt": delivery.attempt,
            "failure_code": delivery.failure_code,
            "failure_message": delivery.failure_message,
            "failure_class": delivery.failure_class,
            "receipt": delivery.receipt,
            "look_for": self.looked_for(delivery, overdue),
            "advice": advice(delivery, overdue).map(|text| text.get(self.lang)),
            "created_at": delivery.created_at.rfc3339(),
            "updated_at": delivery.updated_at.rfc3339(),
        }))
    }

    /// What to search the group for: the words that the text of this attempt has.
    fn looked_for(&self, delivery: &Delivery, overdue: bool) -> Option<String> {
        let (no, attempt) = (&delivery.order_no, delivery.attempt);
        if !overdue && delivery.state != "unknown" {
            return None;
        }
        if delivery.part != "text" || attempt < 2 {
            return Some(no.clone());
        }
        let again = say!("重发 {attempt}", "Resend {attempt}");
        Some(format!("{no} {}", again.get(self.push_lang)))
    }

    /// An object for people, a line a field.
    fn lines(&self, row: &Row) -> String {
        let shape = shape(true);
        let label = |key: &str| match shape.columns.iter().find(|column| column.key == key && !column.hidden) {
            Some(column) => column.label.get(self.lang).to_owned(),
            None => key.to_owned(),
        };
        let line = |(key, value): (&String, &Value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            (!value.is_null()).then(|| format!("{}  {}", label(key), visible(&text)))
        };
        row.iter().filter_map(line).collect::<Vec<_>>().join("\n")
    }
}

/// What to do about a delivery that waits for a person.
fn advice(delivery: &Delivery, overdue: bool) -> Option<Text> {
    match (delivery.kind.as_str(), delivery.part.as_str()) {
        _ if overdue => Some(Text { zh: "催代理", en: "chase the agent" }),
        _ if delivery.state != "unknown" => None,
        ("notice", _) => Some(Text { zh: "问买家是否收到", en: "ask the buyer" }),
        (_, "text") => Some(Text { zh: "到群里搜索这段文字", en: "search the group for this text" }),
        _ => Some(Text { zh: "看群里该单号后面有没有附件", en: "look for the file below this number" }),
    }
}

/// The fields; what to do is a column of lists of what waits for a person.
fn shape(waits: bool) -> Shape {
    let advice = Column::new("advice", Text { zh: "怎么做", en: "What to do" }).priority(5);
    Shape {
        name: "deliveries",
        columns: vec![
            Column::new("id", Text { zh: "投递", en: "Delivery" }).whole(),
            Column::new("state", Text { zh: "状态", en: "State" }),
            Column::new("age_minutes", Text { zh: "分钟前", en: "Min. ago" }).number(),
            Column::machine_only("order_no"),
            Column::new("destination", Text { zh: "去向", en: "To" }),
            Column::new("part", Text { zh: "部分", en: "Part" }).priority(2),
            Column::new("attempt", Text { zh: "次数", en: "Attempt" }).number().priority(3),
            Column::new("failure_code", Text { zh: "错误码", en: "Failure" }).priority(1),
            Column::new("failure_message", Text { zh: "错误信息", en: "Message" }).priority(2),
            Column::machine_only("failure_class"),
            Column::machine_only("receipt"),
            Column::new("look_for", Text { zh: "到群里找", en: "Look for" }).priority(4),
            if waits { advice } else { Column::machine_only("advice") },
            Column::machine_only("created_at"),
            Column::machine_only("updated_at"),
        ],
        id_key: "id",
    }
}

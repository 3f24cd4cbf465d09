//! Lists and details of deliveries, for `push` and `notify`.

use serde_json::{Map, Value};

use super::answer::Answer;
use super::context::Context;
use crate::app::push::Delivery;
use crate::domain::message::{Lang, Text};
use crate::domain::time::Timestamp;
use crate::error::{Error, Result};
use crate::output::format::{Column, Dataset, Shape};
use crate::say;

/// The states that a delivery can have.
const STATES: [&str; 9] =
    ["queued", "claimed", "in_flight", "accepted", "acked", "rejected", "failed", "unknown", "cancelled"];

/// Deliveries of a kind, newest first.
///
/// # Errors
/// No such state (exit 2).
pub fn list(context: &Context, kind: &str, state: Option<&str>, limit: usize) -> Result<Answer> {
    if let Some(state) = state.filter(|state| !STATES.contains(state)) {
        let known = STATES.join(", ");
        return Err(Error::usage(
            "state_unknown",
            say!("没有状态 {state}；可用：{known}", "there is no state {state}; known: {known}"),
        ));
    }
    let mut app = context.app()?;
    let now = app.clock.received();
    let rows = app.deliveries(kind, state, limit)?;
    let rows = rows.iter().map(|delivery| row(delivery, now)).collect();
    Ok(Answer::list(Dataset { shape: shape(), rows }))
}

/// One delivery.
pub fn show(delivery: &Delivery, now: Timestamp, lang: Lang) -> Answer {
    let row = row(delivery, now);
    let shape = shape();
    let lines = shape.columns.iter().filter_map(|column| {
        let value = row.get(column.key)?;
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (!value.is_null()).then(|| format!("{}  {}", column.label.get(lang), crate::output::text::visible(&text)))
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    Answer::page(Value::Object(row), Some("id"), text)
}

fn row(delivery: &Delivery, now: Timestamp) -> Map<String, Value> {
    let text = |value: &Option<String>| value.as_deref().map_or(Value::Null, Value::from);
    let age = (now.millis() - delivery.updated_at.millis()).max(0) / 60_000;
    let mut row = Map::new();
    let mut put = |key: &str, value: Value| row.insert(key.to_owned(), value);
    put("id", delivery.id.as_str().into());
    put("state", delivery.state.as_str().into());
    put("age_minutes", age.into());
    put("order_no", delivery.order_no.as_str().into());
    put("destination", delivery.destination.as_str().into());
    put("part", delivery.part.as_str().into());
    put("attempt", delivery.attempt.into());
    put("failure_code", text(&delivery.failure_code));
    put("failure_message", text(&delivery.failure_message));
    put("failure_class", text(&delivery.failure_class));
    put("receipt", text(&delivery.receipt));
    put("look_for", looked_for(delivery));
    put("created_at", delivery.created_at.rfc3339().into());
    put("updated_at", delivery.updated_at.rfc3339().into());
    row
}

/// What to search the group for when nobody knows whether it arrived.
fn looked_for(delivery: &Delivery) -> Value {
    if delivery.state == "unknown" { delivery.order_no.as_str().into() } else { Value::Null }
}

fn shape() -> Shape {
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
            Column::machine_only("created_at"),
            Column::machine_only("updated_at"),
        ],
        id_key: "id",
    }
}

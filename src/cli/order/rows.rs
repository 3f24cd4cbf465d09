//! How a list of orders looks: one shape for people and scripts, one flat one for spreadsheets.

use serde_json::{Map, Value, json};

use crate::app::orders::list::Listed;
use crate::cli::response::row;
use crate::domain::order::axis::Axis;
use crate::domain::order::next::Action;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::output::format::{Column, Row, Shape};
use crate::output::order_labels::{amount, moment, text};

/// The columns of `order list` and `order search`; `status` and `next` as in `order show`.
pub(super) fn shape() -> Shape {
    let columns = vec![
        Column::new("order_no", text("订单号", "Order")).whole(),
        Column::new("status", text("状态", "Status")).shown(status),
        Column::new("next", text("下一步", "Next")).shown(next),
        Column::new("ticket_type", text("票种", "Ticket type")).priority(2),
        Column::new("play_date", text("游玩日", "Play date")).whole().priority(1),
        Column::new("paid_amount", text("金额", "Amount")).number().priority(3),
        Column::new("external_order_no", text("外部订单号", "External number")).whole().priority(5),
        Column::new("created_at", text("录入", "Recorded")).whole().shown(time).priority(4),
        Column::machine_only("flow"),
        Column::machine_only("product_name"),
        Column::machine_only("deadline"),
        Column::machine_only("updated_at"),
        Column::machine_only("currency"),
    ];
    Shape { name: "orders", columns, id_key: "order_no" }
}

pub(super) fn line(listed: &Listed, lang: Lang) -> Row {
    let order = &listed.summary;
    let status: Map<String, Value> =
        order.status.iter().map(|(axis, code)| ((*axis).to_owned(), code.as_str().into())).collect();
    row(json!({
        "order_no": order.order_no.as_str(),
        "status": status,
        "next": { "code": listed.action.code(), "label": listed.action.label().get(lang) },
        "ticket_type": order.ticket_type,
        "play_date": order.play_date,
        "paid_amount": order.paid_amount.to_string(),
        "external_order_no": external(listed),
        "created_at": order.created_at.rfc3339(),
        "flow": order.order_no.flow().code(),
        "product_name": order.product_name,
        "deadline": order.due_at.map(Timestamp::rfc3339),
        "updated_at": order.updated_at.rfc3339(),
        "currency": order.currency,
    }))
}

/// One order of `order list` as a person reads it: the amount says its currency.
pub(super) fn told(listed: &Listed, lang: Lang) -> Row {
    let (mut told, order) = (line(listed, lang), &listed.summary);
    let sum = amount(&order.currency, Some(&order.paid_amount.to_string()));
    told.insert("paid_amount".to_owned(), sum.into());
    told
}

/// The number of the marketplace; an order that came another way has none but its own.
fn external(listed: &Listed) -> Option<&str> {
    let order = &listed.summary;
    Some(order.external_order_no.as_str()).filter(|external| *external != order.order_no.as_str())
}

/// The fields of `order export`: no value holds another, so that every one has its own column.
pub(super) const FLAT: [&str; 21] = [
    "order_no",
    "external_order_no",
    "flow",
    "product_name",
    "ticket_type",
    "play_date",
    "paid_amount",
    "order_status",
    "review_status",
    "agent_payment_status",
    "agent_push_status",
    "screenshot_match_status",
    "user_notify_status",
    "profit_share_status",
    "next",
    "created_at",
    "updated_at",
    "payment_status",
    "fulfillment_status",
    "lock_status",
    "currency",
];

pub(super) fn flat_shape() -> Shape {
    let columns = FLAT.iter().map(|key| Column::machine_only(key)).collect();
    Shape { name: "orders", columns, id_key: "order_no" }
}

pub(super) fn flat_line(listed: &Listed) -> Row {
    let order = &listed.summary;
    let code = |axis| Some(order.code(axis)).filter(|code| !code.is_empty());
    row(json!({
        "order_no": order.order_no.as_str(),
        "external_order_no": external(listed),
        "flow": order.order_no.flow().code(),
        "product_name": order.product_name,
        "ticket_type": order.ticket_type,
        "play_date": order.play_date,
        "paid_amount": order.paid_amount.to_string(),
        "order_status": code("order"),
        "review_status": code("review"),
        "agent_payment_status": code("agent_payment"),
        "agent_push_status": code("agent_push"),
        "screenshot_match_status": code("screenshot_match"),
        "user_notify_status": code("user_notify"),
        "profit_share_status": code("profit_share"),
        "next": listed.action.code(),
        "created_at": order.created_at.rfc3339(),
        "updated_at": order.updated_at.rfc3339(),
        "payment_status": code("payment"),
        "fulfillment_status": code("fulfillment"),
        "lock_status": code("lock"),
        "currency": order.currency,
    }))
}

/// The order status, and any other axis that needs somebody.
fn status(value: &Value, lang: Lang) -> String {
    const LOUD: [&str; 7] =
        ["manual_pending", "failed", "unknown", "mismatched", "pending_review", "FAILED", "REVOKED"];
    let code = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
    let label = |axis: Axis, code: &str| axis.value_label(code).map(|label| label.get(lang).to_owned());
    let mut parts = Vec::new();
    for axis in Axis::all() {
        let code = code(axis.short());
        if axis.is_orders_own() {
            parts.extend(label(axis, code));
        } else if LOUD.contains(&code) {
            parts.extend(label(axis, code).map(|label| format!("{} {label}", axis.label().get(lang))));
        }
    }
    parts.join(" · ")
}

fn next(value: &Value, lang: Lang) -> String {
    let action = value.get("code").and_then(Value::as_str).and_then(Action::from_code);
    action.map(|action| action.label().get(lang).to_owned()).unwrap_or_default()
}

fn time(value: &Value, _: Lang) -> String {
    value.as_str().map(moment).unwrap_or_default()
}

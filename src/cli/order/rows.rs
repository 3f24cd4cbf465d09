//! How a list of orders looks: one shape for people and scripts, one flat one for spreadsheets.

use serde_json::{Map, Value, json};

use crate::app::orders::list::ListedOrder;
use crate::cli::response::object_to_row;
use crate::domain::order::axis::OrderAxis;
use crate::domain::order::next::NextAction;
use crate::domain::value::message::Lang;
use crate::domain::value::time::Timestamp;
use crate::output::order_labels::{format_amount, page_time, zh_en};
use crate::output::schema::{ListColumn, ListSchema, OutputRow};

/// The columns of `order list` and `order search`; `status` and `next` as in `order show`.
pub(super) fn order_schema() -> ListSchema {
    let columns = vec![
        ListColumn::new("order_no", zh_en("订单号", "Order")).no_wrap(),
        ListColumn::new("status", zh_en("状态", "Status")).format_with(format_status),
        ListColumn::new("next", zh_en("下一步", "Next")).format_with(format_next_action),
        ListColumn::new("ticket_type", zh_en("票种", "Ticket type")).drop_priority(2),
        ListColumn::new("play_date", zh_en("游玩日", "Play date")).no_wrap().drop_priority(1),
        ListColumn::new("paid_amount", zh_en("金额", "Amount")).align_right().drop_priority(3),
        ListColumn::new("external_order_no", zh_en("外部订单号", "External number")).no_wrap().drop_priority(5),
        ListColumn::new("created_at", zh_en("录入", "Recorded")).no_wrap().format_with(format_time).drop_priority(4),
        ListColumn::machine_only("flow"),
        ListColumn::machine_only("product_name"),
        ListColumn::machine_only("deadline"),
        ListColumn::machine_only("updated_at"),
        ListColumn::machine_only("currency"),
    ];
    ListSchema { name: "orders", columns, id_key: "order_no" }
}

pub(super) fn order_row(listed: &ListedOrder, lang: Lang) -> OutputRow {
    let order = &listed.summary;
    let status: Map<String, Value> =
        order.status.iter().map(|(axis, code)| ((*axis).to_owned(), code.as_str().into())).collect();
    object_to_row(json!({
        "order_no": order.order_no.as_str(),
        "status": status,
        "next": { "code": listed.action.code(), "label": listed.action.label().in_lang(lang) },
        "ticket_type": order.ticket_type,
        "play_date": order.play_date,
        "paid_amount": order.paid_amount.to_string(),
        "external_order_no": external_number(listed),
        "created_at": order.created_at.format_rfc3339(),
        "flow": order.order_no.flow().code(),
        "product_name": order.product_name,
        "deadline": order.due_at.map(Timestamp::format_rfc3339),
        "updated_at": order.updated_at.format_rfc3339(),
        "currency": order.currency,
    }))
}

/// One order of `order list` as a person reads it: the amount says its currency.
pub(super) fn order_display_row(listed: &ListedOrder, lang: Lang) -> OutputRow {
    let (mut told, order) = (order_row(listed, lang), &listed.summary);
    let sum = format_amount(&order.currency, Some(order.paid_amount));
    told.insert("paid_amount".to_owned(), sum.into());
    told
}

/// The number of the marketplace; an order that came another way has none but its own.
fn external_number(listed: &ListedOrder) -> Option<&str> {
    let order = &listed.summary;
    Some(order.external_order_no.as_str()).filter(|external| *external != order.order_no.as_str())
}

/// The fields of `order export`: no value holds another, so that every one has its own column.
pub(super) const EXPORT_FIELDS: [&str; 21] = [
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

pub(super) fn export_schema() -> ListSchema {
    let columns = EXPORT_FIELDS.iter().map(|key| ListColumn::machine_only(key)).collect();
    ListSchema { name: "orders", columns, id_key: "order_no" }
}

pub(super) fn export_row(listed: &ListedOrder) -> OutputRow {
    let order = &listed.summary;
    let code = |axis| Some(order.status_code(axis)).filter(|code| !code.is_empty());
    object_to_row(json!({
        "order_no": order.order_no.as_str(),
        "external_order_no": external_number(listed),
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
        "created_at": order.created_at.format_rfc3339(),
        "updated_at": order.updated_at.format_rfc3339(),
        "payment_status": code("payment"),
        "fulfillment_status": code("fulfillment"),
        "lock_status": code("lock"),
        "currency": order.currency,
    }))
}

/// The order status, and any other axis that needs somebody.
fn format_status(value: &Value, lang: Lang) -> String {
    const ATTENTION_CODES: [&str; 7] =
        ["manual_pending", "failed", "unknown", "mismatched", "pending_review", "FAILED", "REVOKED"];
    let code = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
    let label = |axis: OrderAxis, code: &str| axis.value_label(code).map(|label| label.in_lang(lang).to_owned());
    let mut parts = Vec::new();
    for axis in OrderAxis::all() {
        let code = code(axis.short_key());
        if axis.is_orders_own() {
            parts.extend(label(axis, code));
        } else if ATTENTION_CODES.contains(&code) {
            parts.extend(label(axis, code).map(|label| format!("{} {label}", axis.label().in_lang(lang))));
        }
    }
    parts.join(" · ")
}

fn format_next_action(value: &Value, lang: Lang) -> String {
    let action = value.get("code").and_then(Value::as_str).and_then(NextAction::from_code);
    action.map(|action| action.label().in_lang(lang).to_owned()).unwrap_or_default()
}

fn format_time(value: &Value, _: Lang) -> String {
    value.as_str().map(page_time).unwrap_or_default()
}

//! How a list of orders looks: one shape for people and scripts, one flat one for spreadsheets.

use serde_json::{Map, Value, json};

use crate::app::orders::list::ListedOrder;
use crate::domain::axes::OrderAxis;
use crate::domain::value::message::Lang;
use crate::output::order_labels::{count_tickets, format_amount};
use crate::output::schema::ListSchema;

/// The list of `order list` and `order search`; `status` and `next` as in `order show`.
pub(super) fn order_schema(lang: Lang) -> ListSchema<ListedOrder> {
    ListSchema::new("order_no")
        .word("order_no", "订单号", "Order", |listed: &ListedOrder| listed.summary.order_no.clone())
        .text("status", "状态", "Status", status_to_json)
        .shown(format_status)
        .text(
            "next",
            "下一步",
            "Next",
            move |listed| json!({ "code": listed.action, "label": listed.action.label().in_lang(lang) }),
        )
        .shown(|listed, lang| listed.action.label().in_lang(lang).to_owned())
        .text("ticket_type", "票种", "Ticket type", |listed| listed.summary.ticket_type.clone())
        .shown(|listed, _| format_tickets(listed))
        .drop_priority(2)
        .word("play_date", "游玩日", "Play date", |listed| listed.summary.play_date.clone())
        .drop_priority(1)
        .number("paid_amount", "金额", "Amount", |listed| listed.summary.paid_amount)
        .shown(|listed, _| format_amount(&listed.summary.currency, Some(listed.summary.paid_amount)))
        .drop_priority(3)
        .word("external_order_no", "外部订单号", "External number", external_number)
        .drop_priority(5)
        .time("created_at", "录入", "Recorded", |listed| listed.summary.created_at)
        .drop_priority(4)
        .hidden("flow", |listed| listed.summary.order_no.flow())
        .hidden("product_name", |listed| listed.summary.product_name.clone())
        .hidden("deadline", |listed| listed.due)
        .hidden("updated_at", |listed| listed.summary.updated_at)
        .hidden("currency", |listed| listed.summary.currency.clone())
        .hidden("quantity", |listed| listed.summary.quantity)
}

fn format_tickets(listed: &ListedOrder) -> String {
    let order = &listed.summary;
    count_tickets(order.order_no.flow(), order.ticket_type.as_deref(), order.quantity).unwrap_or_default()
}

fn status_to_json(listed: &ListedOrder) -> Map<String, Value> {
    listed.summary.status.iter().map(|(axis, code)| ((*axis).to_owned(), code.as_str().into())).collect()
}

/// The number of the marketplace; an order that came another way has none but its own.
fn external_number(listed: &ListedOrder) -> Option<String> {
    let order = &listed.summary;
    Some(order.external_order_no.clone()).filter(|external| external != order.order_no.as_str())
}

/// The fields of `order export`: no value holds another, so that every one has its own column.
pub(super) fn export_schema() -> ListSchema<ListedOrder> {
    let on_axis = |axis| move |listed: &ListedOrder| axis_code(listed, axis);
    ListSchema::new("order_no")
        .hidden("order_no", |listed: &ListedOrder| listed.summary.order_no.clone())
        .hidden("external_order_no", external_number)
        .hidden("flow", |listed| listed.summary.order_no.flow())
        .hidden("product_name", |listed| listed.summary.product_name.clone())
        .hidden("ticket_type", |listed| listed.summary.ticket_type.clone())
        .hidden("play_date", |listed| listed.summary.play_date.clone())
        .hidden("paid_amount", |listed| listed.summary.paid_amount)
        .hidden("order_status", on_axis("order"))
        .hidden("review_status", on_axis("review"))
        .hidden("agent_payment_status", on_axis("agent_payment"))
        .hidden("agent_push_status", on_axis("agent_push"))
        .hidden("screenshot_match_status", on_axis("screenshot_match"))
        .hidden("user_notify_status", on_axis("user_notify"))
        .hidden("profit_share_status", on_axis("profit_share"))
        .hidden("next", |listed| listed.action)
        .hidden("created_at", |listed| listed.summary.created_at)
        .hidden("updated_at", |listed| listed.summary.updated_at)
        .hidden("payment_status", on_axis("payment"))
        .hidden("fulfillment_status", on_axis("fulfillment"))
        .hidden("lock_status", on_axis("lock"))
        .hidden("currency", |listed| listed.summary.currency.clone())
}

fn axis_code(listed: &ListedOrder, axis: &str) -> Option<String> {
    Some(listed.summary.status_code(axis).to_owned()).filter(|code| !code.is_empty())
}

/// The order status, and any other axis that needs somebody.
fn format_status(listed: &ListedOrder, lang: Lang) -> String {
    const ATTENTION_CODES: [&str; 7] =
        ["manual_pending", "failed", "unknown", "mismatched", "pending_review", "FAILED", "REVOKED"];
    let label = |axis: OrderAxis, code: &str| axis.value_label(code).map(|label| label.in_lang(lang).to_owned());
    let mut parts = Vec::new();
    for axis in OrderAxis::all() {
        let code = listed.summary.status_code(axis.short_key());
        if axis.is_orders_own() {
            parts.extend(label(axis, code));
        } else if ATTENTION_CODES.contains(&code) {
            parts.extend(label(axis, code).map(|label| format!("{} {label}", axis.label().in_lang(lang))));
        }
    }
    parts.join(" · ")
}

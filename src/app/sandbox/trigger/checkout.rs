//! A payload of each event type of the checkout flow, as plain as the order allows, for `trigger`.

use serde_json::{Map, Value, json};

use super::SampleContext;
use crate::app::checkout::ticket::QR_URL;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::number::format_checkout_id;
use crate::error::Result;

/// How long a triggered lock or session lives.
const TRIGGERED_MINUTES: i64 = 5;

/// The sample of a type; empty for a type that is unknown.
pub(super) fn checkout_payload(
    kind: &str,
    order: &CheckoutOrder,
    around: &mut SampleContext<'_>,
) -> Result<Map<String, Value>> {
    let value = match order_payload(kind, order, around)? {
        Some(value) => Some(value),
        None => ticket_payload(kind, order, around)?.or_else(|| refund_payload(kind, order, around.operator)),
    };
    Ok(match value {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    })
}

fn order_payload(kind: &str, order: &CheckoutOrder, around: &mut SampleContext<'_>) -> Result<Option<Value>> {
    let draft = &order.draft;
    let session = order.latest_session().map(|session| &session.created);
    let session_id = session.map_or("ps_triggered", |session| session.session_id.as_str());
    let method = order.method.as_deref().unwrap_or("card");
    let lock_id = order.lock.as_ref().map_or("lock_triggered", |lock| lock.lock_id.as_str());
    let until = around.now.plus_minutes(TRIGGERED_MINUTES).format_rfc3339();
    let paid = |more: Value| {
        let mut payload = json!({
            "sessionId": session_id, "paymentMethod": method, "paymentRef": format!("trigger_{}", around.now.millis()),
        });
        if let (Some(payload), Value::Object(more)) = (payload.as_object_mut(), more) {
            payload.extend(more);
        }
        payload
    };
    Ok(Some(match kind {
        "ORDER_DRAFT_CREATED" => json!(draft),
        "ORDER_TERMS_FIXED" => json!(order.terms),
        "INVENTORY_LOCKED" => json!({
            "lockId": format_checkout_id("lock", around.now, &around.ids.draw_checkout_id()?), "skuId": draft.sku_id,
            "quantity": draft.quantity, "expiryAt": until,
        }),
        "INVENTORY_LOCK_REJECTED" => {
            json!({"skuId": draft.sku_id, "date": draft.date, "quantity": draft.quantity, "left": 0})
        }
        "INVENTORY_LOCK_RELEASED" => json!({"lockId": lock_id, "reason": "trigger"}),
        "INVENTORY_LOCK_EXPIRED" => {
            json!({"lockId": lock_id, "expiryAt": order.lock.as_ref().map(|lock| lock.expiry_at)})
        }
        "ORDER_DRAFT_EXPIRED" => json!({"date": draft.date}),
        "CHECKOUT_REQUESTED" => json!({"paymentMethod": method}),
        "PAYMENT_SESSION_CREATED" => json!({
            "sessionId": format_checkout_id("ps", around.now, &around.ids.draw_checkout_id()?), "protocol": "AP2",
            "paymentMethod": method, "expiryAt": until,
        }),
        "PAYMENT_SESSION_EXPIRED" => {
            json!({"sessionId": session_id, "expiryAt": session.map(|session| session.expiry_at)})
        }
        "PAYMENT_FAILED" => {
            json!({"sessionId": session_id, "failureCode": "TRIGGERED", "failureMessage": "trigger"})
        }
        "CHECKOUT_COMPLETED" => paid(json!({})),
        "PAYMENT_LATE" => paid(json!({"placesRegained": false})),
        _ => return Ok(None),
    }))
}

fn ticket_payload(kind: &str, order: &CheckoutOrder, around: &mut SampleContext<'_>) -> Result<Option<Value>> {
    let operator = around.operator;
    Ok(Some(match kind {
        "FULFILLMENT_ISSUED" | "TICKET_REISSUED" => {
            let code = format_checkout_id("ticket", around.now, &around.ids.draw_checkout_id()?);
            let mut payload = json!({"ticketCode": code, "qrUrl": format!("{QR_URL}{code}")});
            if kind == "TICKET_REISSUED" {
                payload["operatorId"] = operator.into();
                payload["reason"] = "trigger".into();
            }
            payload
        }
        "FULFILLMENT_FAILED" => json!({"failureCode": "TRIGGERED", "failureMessage": "trigger"}),
        "FULFILLMENT_NUMBERED" => {
            json!({"fulfillmentId": format_checkout_id("ful", around.now, &around.ids.draw_checkout_id()?)})
        }
        "TICKET_REDEEMED" => json!({"operatorId": operator, "visitDate": order.draft.date}),
        "REDEEM_REVERTED" | "TICKET_REVOKED" | "ORDER_CANCELLED" | "person_erased" => {
            json!({"operatorId": operator, "reason": "trigger"})
        }
        _ => return Ok(None),
    }))
}

fn refund_payload(kind: &str, order: &CheckoutOrder, operator: &str) -> Option<Value> {
    let open = order.open_refund().map(|refund| refund.amount);
    Some(match kind {
        "REFUND_REQUESTED" => {
            json!({"amount": order.refundable_amount(), "reason": "trigger", "operatorId": operator})
        }
        "REFUND_COMPLETED" => json!({"amount": open, "evidence": "trigger", "operatorId": operator}),
        "UNAPPLIED_PAYMENT_RETURNED" => {
            let owed = order.owed_unapplied();
            json!({
                "paymentRef": owed.map_or("trigger", |payment| payment.reference.as_str()), "evidence": "trigger",
                "amount": owed.map_or(order.draft.quote.amount, |payment| order.unreturned_amount(payment)),
                "operatorId": operator,
            })
        }
        "UNAPPLIED_PAYMENT_DISMISSED" => json!({
            "paymentRef": order.owed_unapplied().map_or("trigger", |payment| payment.reference.as_str()),
            "reason": "trigger", "operatorId": operator,
        }),
        "REFUND_FAILED" => json!({"failureMessage": "trigger", "operatorId": operator}),
        kind if kind.starts_with("NOTIFICATION_") => return Some(notice_payload(kind, order, operator)),
        "personal_data_revealed" => json!({"operatorId": operator, "command": "trigger"}),
        _ => return None,
    })
}

fn notice_payload(kind: &str, order: &CheckoutOrder, operator: &str) -> Value {
    let (no, count) = (&order.order_no, order.notices.len());
    let latest = order.notices.last().map_or_else(|| format!("{no}-n1"), |notice| notice.id.clone());
    match kind {
        "NOTIFICATION_STARTED" => json!({
            "operatorId": operator, "channel": "spool", "template": "ticket_delivered",
            "deliveryId": format!("{no}-n{}", count + 1),
        }),
        "NOTIFICATION_SENT" => json!({"operatorId": operator, "channel": "spool", "deliveryId": latest}),
        "NOTIFICATION_RESOLVED" => json!({
            "operatorId": operator, "deliveryId": latest, "delivered": true, "evidence": "trigger", "complete": true,
        }),
        _ => json!({
            "operatorId": operator, "channel": "spool", "deliveryId": latest, "failureCode": "TRIGGERED",
            "failureMessage": "trigger",
        }),
    }
}

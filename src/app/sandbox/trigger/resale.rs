//! A payload of each event type, as plain as the order allows, for `trigger`.

use serde_json::{Map, Value, json};

use crate::domain::resale::order::{PartState, ResaleOrder};
use crate::domain::resale::payload::RefundLeg;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

/// SHA-256 of no bytes at all: a file that nobody has.
const NO_FILE: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// The sample of a type; empty for a type that is unknown.
pub(crate) fn resale_payload(kind: &str, order: &ResaleOrder, operator: &str, now: Timestamp) -> Map<String, Value> {
    let value = order_payload(kind, order, operator, now)
        .or_else(|| delivery_payload(kind, order, operator))
        .or_else(|| screenshot_payload(kind, operator))
        .or_else(|| settlement_payload(kind, order, operator, now));
    match value {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn order_payload(kind: &str, order: &ResaleOrder, operator: &str, now: Timestamp) -> Option<Value> {
    let paid = order.purchase.paid_amount;
    let day = order.play_date.unwrap_or_else(|| now.shanghai_day()).to_string();
    let price = |amount: Fen| {
        let mut check = json!({
            "playDate": day, "paidAmount": paid, "seasonType": "regular",
            "ticketType": order.ticket_type.as_deref().unwrap_or(&order.purchase.product_name),
            "settlementAmount": amount,
        });
        if order.purchase.quantity > 1 {
            check["quantity"] = order.purchase.quantity.into();
        }
        check
    };
    let no = &order.order_no;
    Some(match kind {
        "price_check_passed" => price(paid),
        "price_check_failed" => price(Fen::new(paid.in_fen() + 100)),
        "agent_payable_fixed" => {
            let settlement = order.settlement_amount.unwrap_or(paid);
            json!({"settlementAmount": settlement, "rateBp": 10_000, "payableAmount": settlement})
        }
        "user_form_submitted" => json!({
            "name": "测试乘客", "phone": "13900000000", "gender": null, "birthday": null, "userType": "mainland",
            "certificateNo": "11010119900307002X", "certificateType": "id_card",
        }),
        "user_form_corrected" => json!({
            "name": "测试乘客", "phone": "13900000001", "gender": null, "birthday": null, "userType": "mainland",
            "certificateNo": "11010119900307002X", "certificateType": "id_card", "operatorId": operator,
            "reason": "trigger", "revision": order.corrected_revision(),
        }),
        "auto_review_passed" => {
            json!({"nextOrderStatus": "agent_payment_pending", "nextReviewStatus": "auto_passed"})
        }
        "manual_review_required" => json!({
            "nextOrderStatus": "agent_payment_pending", "nextReviewStatus": "manual_pending",
            "reasons": ["price_mismatch"],
        }),
        "manual_review_passed" | "manual_review_rejected" => json!({"operatorId": operator, "reason": "trigger"}),
        "agent_payment_manually_confirmed" => json!({
            "operatorId": operator, "payChannel": "wechat", "operationKey": format!("trigger-{no}"),
            "confirmMethod": "manual_backend",
        }),
        "agent_payment_corrected" => {
            let booked = order.payment.as_ref().map(|payment| &payment.what);
            let channel = booked.map_or("wechat", |booked| booked.pay_channel.as_str());
            let mut corrected = json!({
                "operatorId": operator, "reason": "trigger", "previousChannel": channel, "payChannel": channel,
                "paymentReference": format!("trigger-{no}"),
            });
            if let Some(reference) = booked.and_then(|booked| booked.payment_reference.as_deref()) {
                corrected["previousReference"] = reference.into();
            }
            corrected
        }
        "agent_second_payment_returned" => {
            json!({"operatorId": operator, "paymentReference": "trigger", "evidence": "trigger"})
        }
        "agent_second_payment_dismissed" => {
            json!({"operatorId": operator, "paymentReference": "trigger", "reason": "trigger"})
        }
        "agent_payment_proof_uploaded" => json!({
            "source": "upload", "fileName": "proof.txt", "fileSize": 0, "fileType": "text/plain",
            "operatorId": operator, "receiptFilePath": format!("payment-proof/{no}/{NO_FILE}.txt"),
            "receiptImageUrl": format!("payment-proof/{no}/{NO_FILE}.txt"), "receiptImageHash": NO_FILE,
        }),
        _ => return None,
    })
}

fn delivery_payload(kind: &str, order: &ResaleOrder, operator: &str) -> Option<Value> {
    let no = &order.order_no;
    let attempt = order.push.attempts.len() + 1;
    let group = order.push.latest_attempt().map_or("trigger", |attempt| &attempt.group);
    let part =
        order.push.latest_attempt().and_then(|attempt| attempt.parts.iter().find(|p| p.state != PartState::Accepted));
    let part = part.map_or_else(|| format!("{no}-p{attempt}-text"), |part| part.id.clone());
    let notice = order.notices.last().map_or_else(|| format!("{no}-n1"), |notice| notice.id.clone());
    let failed = |key: &str, name: &str| {
        json!({
            "operatorId": operator, key: name, "deliveryId": notice, "failureCode": "TRIGGERED",
            "failureMessage": "trigger",
        })
    };
    let resolved = |id: &str| {
        json!({
            "operatorId": operator, "deliveryId": id, "delivered": true, "evidence": "trigger", "complete": true,
        })
    };
    Some(match kind {
        "agent_group_push_started" => json!({
            "operatorId": operator, "targetGroupId": group, "attempt": attempt,
            "parts": [{"id": format!("{no}-p{attempt}-text"), "part": "text"}],
        }),
        "agent_group_push_failed" => failed("targetGroupId", group),
        "agent_group_push_succeeded" => {
            json!({"operatorId": operator, "targetGroupId": group, "acceptedParts": [part]})
        }
        "agent_group_push_uncertain" => {
            json!({"operatorId": operator, "targetGroupId": group, "deliveryId": part, "reason": "trigger"})
        }
        "agent_group_push_resolved" => resolved(&part),
        "agent_group_acknowledged" => json!({"operatorId": operator}),
        "user_notification_started" => json!({
            "operatorId": operator, "channel": "spool", "template": "ticket_matched",
            "deliveryId": format!("{no}-n{}", order.notices.len() + 1),
        }),
        "user_notification_sent" => json!({"operatorId": operator, "channel": "spool", "deliveryId": notice}),
        "user_notification_failed" | "user_notification_uncertain" => failed("channel", "spool"),
        "user_notification_resolved" => resolved(&notice),
        _ => return None,
    })
}

fn screenshot_payload(kind: &str, operator: &str) -> Option<Value> {
    let outcome = |status: &str| {
        json!({
            "matchStatus": status, "screenshotHash": NO_FILE, "reason": "trigger", "verdicts": {}, "fields": [],
        })
    };
    Some(match kind {
        "agent_screenshot_uploaded" => json!({
            "operatorId": operator, "fileName": "screenshot.png", "fileSize": 0, "fileType": "image/png",
            "screenshotFilePath": "", "screenshotHash": NO_FILE,
        }),
        "ocr_completed" => {
            json!({"engine": "mock", "screenshotHash": NO_FILE, "lineCount": 0, "rawText": "", "fields": {}})
        }
        "ocr_failed" => json!({"engine": "mock", "screenshotHash": NO_FILE, "reason": "trigger"}),
        "screenshot_match_passed" => outcome("matched"),
        "screenshot_match_failed" => outcome("mismatched"),
        "screenshot_review_passed" | "screenshot_review_rejected" => {
            json!({"operatorId": operator, "reason": "trigger"})
        }
        _ => return None,
    })
}

fn settlement_payload(kind: &str, order: &ResaleOrder, operator: &str, now: Timestamp) -> Option<Value> {
    let (paid, left) = (order.purchase.paid_amount, order.refundable_amount());
    let refund = order.open_refund().map_or(left, |refund| refund.amount);
    let refunded = Some(order.refunded_amount()).filter(|amount| *amount != Fen::ZERO);
    let agent = order.agent_paid_amount().unwrap_or_default();
    Some(match kind {
        "profit_share_settled" => json!({
            "operatorId": operator, "paidAmount": paid, "agentPaidAmount": agent,
            "refundedAmount": refunded, "shareAmount": left.saturating_sub(agent), "parties": [],
        }),
        "profit_share_reversed" => json!({"reason": "trigger"}),
        "order_cancel_requested" => json!({
            "operatorId": operator, "reason": "trigger", "agentMustConfirm": order.may_have_reached_agent(),
        }),
        "agent_cancel_confirmed" => json!({"operatorId": operator, "evidence": "trigger"}),
        "order_cancelled" | "refund_completed" => json!({"operatorId": operator, "refundedAmount": refund}),
        "refund_requested" => json!({"operatorId": operator, "reason": "trigger", "amount": left}),
        "refund_leg_confirmed" => {
            let leg = order.open_legs().first().copied().unwrap_or(RefundLeg::Buyer);
            let amount = match leg {
                RefundLeg::Buyer => Some(refund),
                RefundLeg::Agent => Some(agent),
                RefundLeg::Ticket => None,
            };
            json!({"operatorId": operator, "leg": leg.code(), "evidence": "trigger", "amount": amount})
        }
        "platform_order_changed" => {
            json!({"newsKind": "refund_asked", "sourcePlatform": order.purchase.source_platform})
        }
        "platform_change_dismissed" => json!({"operatorId": operator, "reason": "trigger"}),
        "order_corrected" => json!({"operatorId": operator, "reason": "trigger", "buyerNick": "trigger"}),
        "order_noted" => json!({"operatorId": operator, "noteText": "trigger"}),
        "deadline_missed" => json!({"deadline": "form", "dueAt": now.format_rfc3339()}),
        "personal_data_revealed" => json!({"operatorId": operator, "command": "trigger"}),
        "person_erased" => json!({"operatorId": operator, "reason": "trigger"}),
        _ => return None,
    })
}

//! What is shown of an order of either flow: the next step, what stands in the way, and the rows of its log. Part of the
//! contract of `order show --json`: fields are only ever added.
//!
//! Neither is `Debug` where it may hold a revealed value, which must not reach a log.

use serde::Serialize;
use serde_json::{Map, Value};

use super::event::EventEnvelope;
use super::next::NextTask;
use crate::domain::value::mask;
use crate::domain::value::message::{BilingualText, Lang};

/// The action that is due, with the exact command and the time until which it should be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextStepView {
    /// Never translated; `none` when nothing is due.
    pub code: String,
    pub label: String,
    /// To be pasted into a shell.
    pub command: Option<String>,
    /// RFC 3339.
    pub deadline: Option<String>,
}

impl NextStepView {
    /// What is to be done, in the reader's language.
    pub fn from_task(next: NextTask, lang: Lang) -> Self {
        Self {
            code: next.action.code().to_owned(),
            label: next.action.label().in_lang(lang).to_owned(),
            command: next.command,
            deadline: next.due.map(|due| due.at.format_rfc3339()),
        }
    }
}

/// Something that stands in the way of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderException {
    /// `push_failed`, `deadline_missed`, …
    pub kind: String,
    /// The other side's code, such as `WECOM_SEND_FAILED`.
    pub code: Option<String>,
    /// What the other side, or the rule, said.
    pub reason: Option<String>,
    /// What to do, in the chosen language.
    pub advice: Option<String>,
    /// The other side's correlation id: WeCom's 25 digits.
    pub hint: Option<String>,
    /// The address that was blocked (60020).
    pub from_ip: Option<String>,
    /// RFC 3339.
    pub at: Option<String>,
}

impl OrderException {
    /// The label of a kind; an unknown kind is its own label. Source: `domain.md`, "Exception kinds".
    pub fn kind_label(kind: &str) -> Option<BilingualText> {
        let (zh, en) = match kind {
            "push_failed" => ("推单失败", "Push failed"),
            "push_unknown" => ("推单结果未知", "Push outcome unknown"),
            "group_paused" => ("代理群已暂停", "Group paused"),
            "no_group" => ("没有代理群", "No agent group"),
            "ack_overdue" => ("代理逾期未确认", "Acknowledgement overdue"),
            "ocr_mismatch" => ("OCR 不匹配", "OCR mismatch"),
            "screenshot_review" => ("待复核", "Screenshot to review"),
            "price_mismatch" => ("价格不符", "Price mismatch"),
            "duplicate_person" => ("同人同日重复下单", "Another order for this person and day"),
            "person_blocked" => ("关注名单上的人", "Person on the blocklist"),
            "certificate_check_digit" => ("证件号校验位不符", "Certificate check digit does not fit"),
            "proof_reused" => ("付款凭证重复使用", "Proof used before"),
            "notice_failed" => ("通知失败", "Notice failed"),
            "deadline_missed" => ("已超时", "Deadline missed"),
            "late_payment" => ("付款迟到", "Late payment"),
            "second_payment" => ("可能重复付款", "Perhaps paid twice"),
            "payment_failed" => ("支付失败", "Payment failed"),
            "sold_out" => ("名额不足", "Not enough places"),
            "refund_failed" => ("退款失败", "Refund failed"),
            _ => return None,
        };
        Some(BilingualText { zh, en })
    }
}

/// One row of the log. Personal values of its payload are masked unless revealed.
#[derive(Clone, Serialize)]
pub struct EventView {
    /// The order and the version.
    pub id: String,
    /// 1, 2, 3 … within the order.
    pub version: u32,
    /// `user_form_submitted`, …
    #[serde(rename = "type")]
    pub kind: String,
    pub source: String,
    /// `accepted` or `rejected`.
    pub result: String,
    /// RFC 3339: when the command was received.
    pub created_at: String,
    /// RFC 3339: just before its commit.
    pub processed_at: String,
    pub key: Option<String>,
    pub error_code: Option<String>,
    /// Why it was rejected, as the other side said it.
    pub error_message: Option<String>,
    /// The axes that the event shows, before it, as codes.
    pub before: Map<String, Value>,
    /// The axes that the event shows, after it, as codes.
    pub after: Map<String, Value>,
    /// What came, in the page's words.
    pub payload: Map<String, Value>,
    pub operator: Option<String>,
    /// `visible` or `internal`.
    pub visibility: String,
}

impl EventView {
    /// The row as it is shown: personal values only where they are revealed.
    pub fn from_envelope(row: &EventEnvelope, reveal: bool) -> Self {
        let mut payload = row.payload.clone();
        if !reveal {
            mask::mask_payload(&row.kind, &mut payload);
        }
        Self {
            id: row.event_id(),
            version: row.version,
            kind: row.kind.clone(),
            source: row.source.code().to_owned(),
            result: row.result.code().to_owned(),
            created_at: row.created_at.format_rfc3339(),
            processed_at: row.processed_at.format_rfc3339(),
            key: row.key.clone(),
            error_code: row.error_code.clone(),
            error_message: row.error_message.clone(),
            before: row.before.clone(),
            after: row.after.clone(),
            payload,
            operator: row.operator.clone(),
            visibility: row.visibility.code().to_owned(),
        }
    }
}

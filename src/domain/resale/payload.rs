//! The payloads of the resale events, key for key as the reference page spells them.
//!
//! Optional keys that the page does not show are absent unless they say something, so that the page's own events come
//! out as they stand there.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::message::Message;
use crate::domain::money::{BasisPoints, Fen};
use crate::domain::person::{Personal, personal, personal_opt};
use crate::domain::time::{Day, Timestamp};

/// a1. What the marketplace said, kept as it came: `paidAmount` may be a number or a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PaidDetected(pub Map<String, Value>);

/// a2. The price table beside what was paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PriceCheck {
    /// The day of the visit.
    pub play_date: Day,
    /// What the buyer paid, in yuan.
    pub paid_amount: Fen,
    /// `low`, `regular` or `high`.
    pub season_type: String,
    /// The ticket type of the price table.
    pub ticket_type: String,
    /// The price table's amount, in yuan.
    pub settlement_amount: Fen,
}

impl PriceCheck {
    /// What differs, for the error message of a failed check.
    pub fn difference(&self) -> String {
        format!("paid {} but the {} price is {}", self.paid_amount, self.season_type, self.settlement_amount)
    }
}

/// a3. The buyer's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FormSubmitted {
    /// The visitor's name.
    #[serde(with = "personal")]
    pub name: Personal,
    /// The visitor's phone.
    #[serde(with = "personal")]
    pub phone: Personal,
    /// `male`, `female` or null.
    #[serde(with = "personal_opt", default)]
    pub gender: Option<Personal>,
    /// `yyyy-mm-dd` or null.
    #[serde(with = "personal_opt", default)]
    pub birthday: Option<Personal>,
    /// `mainland`, `hk_macao`, `taiwan` or `foreign`.
    pub user_type: String,
    /// The number of the certificate.
    #[serde(with = "personal")]
    pub certificate_no: Personal,
    /// `id_card`, `passport`, `hk_macao_permit` or `taiwan_permit`.
    pub certificate_type: String,
    /// The ticket type, where the paid order did not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_type: Option<String>,
    /// The day of the visit, where the paid order did not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub play_date: Option<Day>,
    /// What is odd about the form but no reason to refuse it: `certificate_check_digit`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// What the agent is owed: settlement × rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PayableFixed {
    /// The price table's amount, in yuan.
    pub settlement_amount: Fen,
    /// The rate in basis points.
    pub rate_bp: u32,
    /// The amount to pay, in yuan.
    pub payable_amount: Fen,
}

impl PayableFixed {
    /// The amount that `settlement` at `rate` comes to.
    pub fn at(settlement: Fen, rate: BasisPoints) -> Self {
        Self { settlement_amount: settlement, rate_bp: rate.0, payable_amount: settlement.at_rate(rate) }
    }
}

/// a4. Where the review leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewOutcome {
    /// The order status after the form.
    pub next_order_status: String,
    /// The review status after the review.
    pub next_review_status: String,
    /// Why a person must look: `price_mismatch`, `duplicate_person`, `person_blocked`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// Other live orders of the same person on the same day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duplicates: Vec<String>,
}

/// a5, a17, erasure: an operator decided, and said why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// Who decided.
    pub operator_id: String,
    /// Why.
    pub reason: String,
}

/// a6. The operator paid the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentConfirmed {
    /// Who confirmed.
    pub operator_id: String,
    /// `wechat`, `alipay` or `bank`.
    pub pay_channel: String,
    /// The key under which a repeat is recognised.
    pub operation_key: String,
    /// `manual_backend`.
    pub confirm_method: String,
    /// The payment's number at the channel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_reference: Option<String>,
    /// What was paid, where it is not the payable amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_amount: Option<Fen>,
    /// Why another amount was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_reason: Option<String>,
}

/// a6. A second confirmation with another reference: perhaps money left twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentRefused {
    /// Who tried.
    pub operator_id: String,
    /// `wechat`, `alipay` or `bank`.
    pub pay_channel: String,
    /// The key of the attempt.
    pub operation_key: String,
    /// The other reference.
    pub payment_reference: String,
    /// `PAYMENT_ALREADY_CONFIRMED`.
    pub failure_code: String,
    /// Who had confirmed, and when.
    pub failure_message: String,
}

/// a7. The proof of the payment to the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProofUploaded {
    /// `upload`.
    pub source: String,
    /// The file's name as the operator had it.
    pub file_name: String,
    /// Bytes.
    pub file_size: u64,
    /// The media type by content.
    pub file_type: String,
    /// Who uploaded it.
    pub operator_id: String,
    /// Where it is kept, below the data directory.
    pub receipt_file_path: String,
    /// The same place as a reference.
    pub receipt_image_url: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub receipt_image_hash: String,
    /// Why the same bytes may prove two payments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reused_proof_reason: Option<String>,
}

/// One part of a push: a text, or the proof's picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PartRef {
    /// The delivery's id.
    pub id: String,
    /// `text` or `proof`.
    pub part: String,
}

/// a8. A push begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PushStarted {
    /// Who pushes.
    pub operator_id: String,
    /// The group's name.
    pub target_group_id: String,
    /// 1, 2, 3 … within the order.
    pub attempt: u32,
    /// The parts that this attempt sends, in order.
    pub parts: Vec<PartRef>,
    /// Whether the operator named another group than the routed one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub route_override: bool,
}

/// a9. A definite no. The first four keys are the page's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PushFailed {
    /// Who pushed.
    pub operator_id: String,
    /// Such as `WECOM_SEND_FAILED`.
    pub failure_code: String,
    /// The group's name.
    pub target_group_id: String,
    /// What the other side said, verbatim.
    pub failure_message: String,
    /// Parts that had been accepted before; they are never sent again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted_parts: Vec<String>,
}

/// a10. Every part was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PushSucceeded {
    /// Who pushed.
    pub operator_id: String,
    /// The group's name.
    pub target_group_id: String,
    /// The ids of the accepted deliveries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted_parts: Vec<String>,
}

/// a11. Bytes may have left, and no answer was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PushUncertain {
    /// Who pushed.
    pub operator_id: String,
    /// The group's name.
    pub target_group_id: String,
    /// The delivery whose outcome is unknown.
    pub delivery_id: String,
    /// Why it is unknown.
    pub reason: String,
    /// Parts that had been accepted before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted_parts: Vec<String>,
}

/// a11, a18. An operator found out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryResolved {
    /// Who found out.
    pub operator_id: String,
    /// The delivery.
    pub delivery_id: String,
    /// Whether it had arrived.
    pub delivered: bool,
    /// How the operator knows.
    pub evidence: String,
    /// Whether every part of the push is there now.
    pub complete: bool,
}

/// a12. The agent answered in the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Acknowledged {
    /// Who saw the answer.
    pub operator_id: String,
    /// What the agent said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// a13. The agent's screenshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScreenshotUploaded {
    /// Who uploaded it.
    pub operator_id: String,
    /// The file's name as the operator had it.
    pub file_name: String,
    /// Bytes.
    pub file_size: u64,
    /// The media type by content.
    pub file_type: String,
    /// Where it is kept, sealed, below the data directory.
    pub screenshot_file_path: String,
    /// SHA-256 of the picture's bytes, hexadecimal.
    pub screenshot_hash: String,
    /// Why it is there without an accepted push.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// a14. What an engine read. The text and the fields are personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OcrCompleted {
    /// Which engine.
    pub engine: String,
    /// The picture that was read.
    pub screenshot_hash: String,
    /// How many lines.
    pub line_count: u64,
    /// The lines, one text a line.
    #[serde(with = "personal")]
    pub raw_text: Personal,
    /// The normalised candidates of each field.
    pub fields: Value,
}

/// a14. The engine could not read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OcrFailed {
    /// Which engine.
    pub engine: String,
    /// The picture.
    pub screenshot_hash: String,
    /// Why.
    pub reason: String,
}

/// a15, a16. The verdict on the screenshot, field by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MatchOutcome {
    /// `matched`, `mismatched` or `pending_review`.
    pub match_status: String,
    /// The picture that was judged.
    pub screenshot_hash: String,
    /// Why, in one sentence without personal data.
    pub reason: String,
    /// The same in Chinese; rows of the web system have only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_zh: Option<String>,
    /// Field code → verdict code: shown to everyone.
    pub verdicts: Map<String, Value>,
    /// Field by field with what was expected and seen: personal.
    pub fields: Value,
}

impl MatchOutcome {
    /// Why, in both languages as far as it was recorded.
    pub fn why(&self) -> Message {
        Message { zh: self.reason_zh.as_ref().unwrap_or(&self.reason).clone(), en: self.reason.clone() }
    }

    /// The error code of a failed match.
    pub fn error_code(&self) -> &'static str {
        if self.match_status == "mismatched" { "SCREENSHOT_MISMATCH" } else { "SCREENSHOT_NEEDS_REVIEW" }
    }
}

/// a18. A notice begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticeStarted {
    /// Who sends.
    pub operator_id: String,
    /// The channel's name.
    pub channel: String,
    /// The delivery's id.
    pub delivery_id: String,
    /// The template.
    pub template: String,
    /// Whether it had been sent before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resend: bool,
}

/// a18. The channel took it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticeSent {
    /// Who sent.
    pub operator_id: String,
    /// The channel's name.
    pub channel: String,
    /// The delivery's id.
    pub delivery_id: String,
}

/// a18. It did not take it, or nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticeFailed {
    /// Who sent.
    pub operator_id: String,
    /// The channel's name.
    pub channel: String,
    /// The delivery's id.
    pub delivery_id: String,
    /// Such as `SPOOL_SEND_FAILED`.
    pub failure_code: String,
    /// What the other side said, verbatim.
    pub failure_message: String,
}

/// One party's part of the share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PartyShare {
    /// The party, as configured.
    pub party: String,
    /// In basis points.
    pub bp: u32,
    /// In yuan; negative where the order lost money.
    pub amount: Fen,
}

/// a19. The share was paid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareSettled {
    /// Who settled.
    pub operator_id: String,
    /// What the buyer paid, in yuan.
    pub paid_amount: Fen,
    /// What the agent was paid, in yuan.
    pub agent_paid_amount: Fen,
    /// The difference, in yuan.
    pub share_amount: Fen,
    /// Who gets what.
    pub parties: Vec<PartyShare>,
}

/// a19. A refund took the ground from under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ShareReversed {
    /// Why.
    pub reason: String,
    /// What had been settled, in yuan; absent where nothing was yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_amount: Option<Fen>,
}

/// a20. The order shall not be fulfilled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CancelRequested {
    /// Who asked.
    pub operator_id: String,
    /// Why.
    pub reason: String,
    /// Whether the agent has to confirm first, because the order may have reached the group.
    pub agent_must_confirm: bool,
}

/// a20. What shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// Who saw it.
    pub operator_id: String,
    /// What shows it.
    pub evidence: String,
}

/// a20, a21. The end of a cancelled or refunded order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Closed {
    /// Who recorded the last leg.
    pub operator_id: String,
    /// What the buyer got back, in yuan.
    pub refunded_amount: Fen,
}

/// a21. The buyer shall have the money back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefundRequested {
    /// Who asked.
    pub operator_id: String,
    /// Why.
    pub reason: String,
    /// How much, in yuan.
    pub amount: Fen,
}

/// a21. One leg is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LegConfirmed {
    /// Who saw it.
    pub operator_id: String,
    /// `buyer`, `agent` or `ticket`.
    pub leg: String,
    /// What shows it.
    pub evidence: String,
    /// How much, in yuan; absent for the ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
}

/// a22. Which deadline, and when it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeadlineMissed {
    /// `form`, `payment`, `push`, `ack`, `screenshot` or `review`.
    pub deadline: String,
    /// When it was.
    pub due_at: Timestamp,
}

/// Who saw personal data, and with which command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonRevealed {
    /// Who saw it.
    pub operator_id: String,
    /// The command, without its arguments.
    pub command: String,
}

//! The records inside a view: form, latest records, proof, comparison, deliveries, events.

use serde::{Serialize, Serializer};

use crate::domain::order::delivery::DeliveryKind;
use crate::domain::order::notice::PartState;
use crate::domain::resale::axis::{AgentPushStatus, ProfitShareStatus, ReviewStatus, ScreenshotMatchStatus};
use crate::domain::resale::command::ProofState;
use crate::domain::resale::matching::{ComparedField, MatchVerdict, VisitorVerdict};
use crate::domain::resale::payload::RefundLeg;
use crate::domain::value::code_enum::{RecordedCode, coded};
use crate::domain::value::money::Fen;
use crate::domain::value::person_details::{CertificateType, UserType};
use crate::domain::value::time::Timestamp;

/// The buyer's details, with the page's keys.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FormView {
    /// 姓名.
    pub name: Option<String>,
    /// 手机号.
    pub phone: Option<String>,
    /// As submitted.
    pub gender: Option<String>,
    /// `yyyy-mm-dd`.
    pub birthday: Option<String>,
    pub user_type: Option<RecordedCode<UserType>>,
    pub certificate_type: Option<RecordedCode<CertificateType>>,
    /// 证件号.
    pub certificate_no: Option<String>,
    /// Who comes along; not there where the order has a single ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visitors: Option<Vec<VisitorView>>,
}

/// Somebody who comes along.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VisitorView {
    pub name: String,
    pub certificate_type: RecordedCode<CertificateType>,
    pub certificate_no: String,
}

/// The latest record of each kind. `None` where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LatestRecords {
    /// The latest *manual* review.
    pub review: Option<LatestReview>,
    pub payment: Option<LatestPayment>,
    /// The latest push.
    pub push: Option<LatestPush>,
    /// The latest screenshot.
    pub screenshot: Option<LatestScreenshot>,
    /// The latest settlement.
    pub profit_share: Option<LatestShare>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestReview {
    pub status: ReviewStatus,
    pub operator: String,
    pub reason: String,
}

coded! {
    /// What became of the payment to the agent, in the page's words.
    PaymentOutcome {
        Success = "success", "已支付", "paid";
        Refunded = "refunded", "已退回", "given back";
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestPayment {
    pub status: PaymentOutcome,
    /// `wechat`, `alipay`, `bank`.
    pub channel: String,
    /// The payment's number at the channel, where one was booked.
    pub reference: Option<String>,
    /// What the agent was paid, in yuan.
    pub amount: Option<Fen>,
    /// When it was booked.
    pub confirmed_at: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestPush {
    pub status: AgentPushStatus,
    pub group: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestScreenshot {
    pub status: ScreenshotMatchStatus,
    pub file_name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestShare {
    pub status: ProfitShareStatus,
    /// What was shared.
    pub amount: Fen,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProofView {
    /// As uploaded.
    pub file_name: String,
    /// The media type that the bytes have.
    pub file_type: String,
    /// In bytes.
    pub file_size: u64,
    /// Of the bytes, in hex.
    pub sha256: String,
    /// Where the bytes are, on this machine; `None` for an external proof.
    pub path: Option<String>,
    #[serde(serialize_with = "serialize_proof_state")]
    pub state: ProofState,
    /// 1, 2, 3 … : how many were uploaded for this order.
    pub version: u32,
    pub uploaded_at: Timestamp,
}

/// The code of [`ProofState`], but for an intact file, which the contract of `order show` calls `stored`.
pub(super) fn serialize_proof_state<S: Serializer>(state: &ProofState, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(page_proof_code(*state))
}

/// What pages call the state of a proof's file.
pub const fn page_proof_code(state: ProofState) -> &'static str {
    match state {
        ProofState::Intact => "stored",
        ProofState::Missing | ProofState::Damaged | ProofState::External => state.code(),
    }
}

/// How the agent's screenshot compares with the order.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct MatchView {
    pub status: ScreenshotMatchStatus,
    pub reason: Option<String>,
    /// Of an order with several tickets those of whoever filled the form.
    pub fields: Vec<MatchFieldView>,
    /// Visitor by visitor; not there where the order has a single ticket.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub visitors: Vec<VisitorMatchView>,
    /// What the screenshots before this one show, oldest first; of an order with several tickets alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierMatchView>,
    /// What all of them show together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub together: Option<String>,
}

/// What an earlier screenshot of the order shows.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct EarlierMatchView {
    /// As the operator had it.
    pub file_name: String,
    pub reason: String,
    pub at: Timestamp,
}

/// What the screenshot says of one visitor.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct VisitorMatchView {
    /// 1 is whoever filled the form.
    pub visitor: u32,
    /// Masked unless revealed; missing where the form does not name this visitor.
    pub name: Option<String>,
    pub verdict: RecordedCode<VisitorVerdict>,
    pub fields: Vec<MatchFieldView>,
}

/// One field of a comparison; personal ones are masked unless revealed.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct MatchFieldView {
    pub field: RecordedCode<ComparedField>,
    pub expected: Option<String>,
    pub found: Option<String>,
    pub verdict: RecordedCode<MatchVerdict>,
    /// Why; names no value but a ticket's qualifier.
    pub reason: Option<String>,
}

/// The payment code that an operator scans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaymentQrView {
    pub name: String,
    /// Of the image, in hex.
    pub sha256: Option<String>,
}

/// Money on its way back to the buyer, or back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResaleRefundView {
    /// In yuan.
    pub amount: Fen,
    pub reason: String,
    /// Whether it is the end of a cancelled order.
    pub is_cancel: bool,
    /// Whether only a part goes back, and the order goes on.
    pub keeps_order: bool,
    pub requested_at: Timestamp,
    /// Null while a leg is missing or nobody closed it.
    pub completed_at: Option<Timestamp>,
    /// What was confirmed, oldest first.
    pub legs: Vec<RefundLegView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefundLegView {
    pub leg: RecordedCode<RefundLeg>,
    /// In yuan; null for the ticket.
    pub amount: Option<Fen>,
    pub evidence: String,
    pub at: Timestamp,
}

/// What somebody wrote down.
#[derive(Clone, Serialize)]
pub struct OrderNoteView {
    pub at: Timestamp,
    pub operator: String,
    /// Masked unless revealed: it may name anybody.
    pub text: String,
}

/// A push or a notice, one row per part.
#[derive(Clone, Serialize)]
pub struct DeliveryView {
    /// For `push show` and `notify resend`.
    pub id: String,
    pub kind: DeliveryKind,
    pub state: PartState,
    /// `wecom-app`, `telegram`, `spool`, …
    pub channel: String,
    /// The group's name, or the buyer's contact, masked unless revealed.
    pub target: Option<String>,
    /// What is sent: `text`, `proof`, or the notice's template.
    pub part: Option<String>,
    pub attempts: u32,
    pub created_at: Timestamp,
    /// The latest change.
    pub updated_at: Option<Timestamp>,
    pub error_code: Option<String>,
    /// Why it failed, as the remote service said it.
    pub error_message: Option<String>,
}

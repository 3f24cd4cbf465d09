//! The records inside a view: form, latest records, proof, comparison, deliveries, events.

use serde::Serialize;

use crate::domain::order::delivery::DeliveryKind;
use crate::domain::resale::axis::{AgentPushStatus, ProfitShareStatus, ReviewStatus, ScreenshotMatchStatus};

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
    /// `mainland`, …
    pub user_type: Option<String>,
    /// `id_card`, …
    pub certificate_type: Option<String>,
    /// 证件号.
    pub certificate_no: Option<String>,
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
    pub operator: Option<String>,
    pub reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestPayment {
    /// `success`.
    pub status: String,
    /// `wechat`, `alipay`, `bank`.
    pub channel: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestPush {
    pub status: AgentPushStatus,
    pub group: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestScreenshot {
    pub status: ScreenshotMatchStatus,
    pub file_name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestShare {
    pub status: ProfitShareStatus,
    /// What was shared, as a decimal string.
    pub amount: Option<String>,
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
    /// `stored`, `external`, `missing` or `damaged`.
    pub state: String,
    /// 1, 2, 3 … : how many were uploaded for this order.
    pub version: u32,
    /// RFC 3339.
    pub uploaded_at: Option<String>,
}

/// How the agent's screenshot compares with the order.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct MatchView {
    pub status: ScreenshotMatchStatus,
    pub reason: Option<String>,
    pub fields: Vec<MatchFieldView>,
}

/// One field of a comparison; personal ones are masked unless revealed.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct MatchFieldView {
    /// `play_date`, `phone`, …
    pub field: String,
    pub expected: Option<String>,
    pub found: Option<String>,
    /// `match`, `partial`, `mismatch`, `absent` or `ambiguous`.
    pub verdict: String,
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

/// A push or a notice, one row per part.
#[derive(Clone, Serialize)]
pub struct DeliveryView {
    /// For `push show` and `notify resend`.
    pub id: String,
    pub kind: DeliveryKind,
    /// `queued`, `accepted`, `failed`, `unknown`, …
    pub state: String,
    /// `wecom-app`, `telegram`, `spool`, …
    pub channel: String,
    /// The group's name, or the buyer's contact, masked unless revealed.
    pub target: Option<String>,
    /// What is sent: `text`, `proof`, or the notice's template.
    pub part: Option<String>,
    pub attempts: u32,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339: the latest change.
    pub updated_at: Option<String>,
    pub error_code: Option<String>,
    /// Why it failed, as the other side said it.
    pub error_message: Option<String>,
}

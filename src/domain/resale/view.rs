//! What the detail of a resale order has: the contract of `order show --json`, and what every page is drawn from.
//!
//! Invariant: the fields stand in the order in which they are printed; fields are only ever added (`schema_version`).
//! Personal values come in masked or revealed by whoever fills the view, so neither the view nor the form, the events
//! and the deliveries in it are `Debug`: a revealed one must not reach a log. Times are RFC 3339 in UTC, amounts decimal
//! strings, states codes.

use serde::Serialize;
use serde_json::{Map, Value};

use super::axes::{
    AgentPaymentStatus, AgentPushStatus, Axis, OrderStatus, ProfitShareStatus, ReviewStatus, ScreenshotMatchStatus,
    UserNotifyStatus,
};
use crate::domain::ids::Flow;
use crate::domain::message::Text;

/// The version of the contract.
pub const SCHEMA_VERSION: u32 = 1;

/// One resale order in full.
#[derive(Clone, Serialize)]
pub struct OrderView {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// `resale`.
    pub flow: &'static str,
    /// `XY…`.
    pub order_no: String,
    /// The marketplace's number.
    pub external_order_no: String,
    /// `xianyu`.
    pub source_platform: String,
    /// As the marketplace calls it.
    pub product_name: String,
    /// As the price table calls it; missing until the form says it.
    pub ticket_type: Option<String>,
    /// `yyyy-mm-dd`; missing until the form says it.
    pub play_date: Option<String>,
    /// ISO 4217.
    pub currency: String,
    /// What the buyer paid.
    pub paid_amount: String,
    /// What the price table says; missing until the price was checked.
    pub settlement_amount: Option<String>,
    /// What the agent gets.
    pub agent_payable_amount: Option<String>,
    /// The seven axes.
    pub status: Statuses,
    /// The page's suggestion, from the order status alone.
    pub suggested_action: Action,
    /// What to do now, from all axes.
    pub next: NextStep,
    /// What stands in the way.
    pub exceptions: Vec<Exception>,
    /// The buyer's details, once submitted.
    pub form: Option<Form>,
    /// The latest record of each kind.
    pub latest: Latest,
    /// The current proof of payment.
    pub proof: Option<Proof>,
    /// How the agent's screenshot compares.
    #[serde(rename = "match")]
    pub matching: Matching,
    /// The payment code that an operator scans; `None` when none is active.
    pub payment_qr: Option<PaymentQr>,
    /// The buyer on the marketplace, masked unless revealed.
    pub external_user_id: Option<String>,
    /// When the buyer paid.
    pub paid_at: Option<String>,
    /// `low`, `regular` or `high`; missing until the price was checked.
    pub season_type: Option<String>,
    /// Pushes and notices, newest first.
    pub deliveries: Vec<Delivery>,
    /// The log, newest first.
    pub events: Vec<Event>,
}

impl OrderView {
    /// The `flow` of every view.
    pub const FLOW: &'static str = Flow::Resale.code();

    /// The document that `--json` prints, keys in the order of the contract.
    pub fn to_json(&self) -> Value {
        // Strings, numbers and maps with string keys: nothing here can fail to be JSON.
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The latest failed push, where one is the reason why the order stands.
    pub fn push_failure(&self) -> Option<&Exception> {
        self.exceptions.iter().find(|exception| exception.kind == "push_failed")
    }
}

/// The seven axes, as codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Statuses {
    /// 订单状态.
    pub order: OrderStatus,
    /// 审核.
    pub review: ReviewStatus,
    /// 代付.
    pub agent_payment: AgentPaymentStatus,
    /// 推单.
    pub agent_push: AgentPushStatus,
    /// 截图匹配.
    pub screenshot_match: ScreenshotMatchStatus,
    /// 用户通知.
    pub user_notify: UserNotifyStatus,
    /// 分润.
    pub profit_share: ProfitShareStatus,
}

impl Statuses {
    /// The label of the value on `axis`.
    pub const fn label(&self, axis: Axis) -> Text {
        match axis {
            Axis::Order => self.order.label(),
            Axis::Review => self.review.label(),
            Axis::AgentPayment => self.agent_payment.label(),
            Axis::AgentPush => self.agent_push.label(),
            Axis::ScreenshotMatch => self.screenshot_match.label(),
            Axis::UserNotify => self.user_notify.label(),
            Axis::ProfitShare => self.profit_share.label(),
        }
    }
}

/// An action: its code, and its label in the chosen language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Action {
    /// Never translated.
    pub code: String,
    /// For people.
    pub label: String,
}

/// The action that is due, with the exact command and the time until which it should be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// Never translated; `none` when nothing is due.
    pub code: String,
    /// For people.
    pub label: String,
    /// To be pasted into a shell.
    pub command: Option<String>,
    /// RFC 3339.
    pub deadline: Option<String>,
}

/// Something that stands in the way of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exception {
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

impl Exception {
    /// The label of a kind; an unknown kind is its own label. Source: `domain.md`, "Exception kinds".
    pub fn kind_label(kind: &str) -> Option<Text> {
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
            "certificate_check_digit" => ("证件号校验位不符", "Certificate check digit does not fit"),
            "proof_reused" => ("付款凭证重复使用", "Proof used before"),
            "notice_failed" => ("通知失败", "Notice failed"),
            "deadline_missed" => ("已超时", "Deadline missed"),
            "late_payment" => ("付款迟到", "Late payment"),
            _ => return None,
        };
        Some(Text { zh, en })
    }
}

/// The buyer's details, with the page's keys.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Form {
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
pub struct Latest {
    /// The latest *manual* review.
    pub review: Option<LatestReview>,
    /// The latest payment to the agent.
    pub payment: Option<LatestPayment>,
    /// The latest push.
    pub push: Option<LatestPush>,
    /// The latest screenshot.
    pub screenshot: Option<LatestScreenshot>,
    /// The latest settlement.
    pub profit_share: Option<LatestShare>,
}

/// A review by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestReview {
    /// The verdict.
    pub status: ReviewStatus,
    /// Who.
    pub operator: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// A payment to the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestPayment {
    /// `success`.
    pub status: String,
    /// `wechat`, `alipay`, `bank`.
    pub channel: Option<String>,
}

/// A push to a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestPush {
    /// How it ended.
    pub status: AgentPushStatus,
    /// The group's name.
    pub group: Option<String>,
}

/// A screenshot of the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestScreenshot {
    /// How it compares.
    pub status: ScreenshotMatchStatus,
    /// The file's name.
    pub file_name: Option<String>,
}

/// A settlement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LatestShare {
    /// How it ended.
    pub status: ProfitShareStatus,
    /// What was shared, as a decimal string.
    pub amount: Option<String>,
}

/// The current proof of payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matching {
    /// The axis.
    pub status: ScreenshotMatchStatus,
    /// Why it is not matched.
    pub reason: Option<String>,
    /// Field by field.
    pub fields: Vec<MatchField>,
}

/// One field of a comparison; personal ones are masked unless revealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatchField {
    /// `play_date`, `phone`, …
    pub field: String,
    /// What the order says.
    pub expected: Option<String>,
    /// What the screenshot says.
    pub found: Option<String>,
    /// `agrees`, `contradicts`, `masked` or `absent`.
    pub verdict: String,
}

/// The payment code that an operator scans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaymentQr {
    /// As registered.
    pub name: String,
    /// Of the image, in hex.
    pub sha256: Option<String>,
}

/// A push or a notice, one row per part.
#[derive(Clone, Serialize)]
pub struct Delivery {
    /// For `push show` and `notify resend`.
    pub id: String,
    /// `push` or `notice`.
    pub kind: String,
    /// `queued`, `accepted`, `failed`, `unknown`, …
    pub state: String,
    /// `wecom-app`, `telegram`, `spool`, …
    pub channel: String,
    /// The group's name, or the buyer's contact, masked unless revealed.
    pub target: Option<String>,
    /// What is sent: `text`, `proof`, or the notice's template.
    pub part: Option<String>,
    /// How often it was tried.
    pub attempts: u32,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339: the latest change.
    pub updated_at: Option<String>,
    /// Why it failed: a code.
    pub error_code: Option<String>,
    /// Why it failed, as the other side said it.
    pub error_message: Option<String>,
}

/// One row of the log. Personal values of its payload are masked unless revealed.
#[derive(Clone, Serialize)]
pub struct Event {
    /// The order and the version.
    pub id: String,
    /// 1, 2, 3 … within the order.
    pub version: u32,
    /// `user_form_submitted`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Where the command came from.
    pub source: String,
    /// `accepted` or `rejected`.
    pub result: String,
    /// RFC 3339: when the command was received.
    pub created_at: String,
    /// RFC 3339: just before its commit.
    pub processed_at: String,
    /// The operation key.
    pub key: Option<String>,
    /// Why it was rejected: a code.
    pub error_code: Option<String>,
    /// Why it was rejected, as the other side said it.
    pub error_message: Option<String>,
    /// The axes that the event shows, before it, as codes.
    pub before: Map<String, Value>,
    /// The axes that the event shows, after it, as codes.
    pub after: Map<String, Value>,
    /// What came, in the page's words.
    pub payload: Map<String, Value>,
    /// Who ran the command.
    pub operator: Option<String>,
    /// `visible` or `internal`.
    pub visibility: String,
}

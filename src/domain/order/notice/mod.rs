//! Notices to buyers, as both flows tell, record and resolve them: what their events carry, what the state keeps of them,
//! and how one ends.
//!
//! Invariant: a notice whose outcome nobody knows stays so until an operator says what became of it.

pub(crate) mod buyer_text;
pub(crate) mod wording;

use serde::{Deserialize, Serialize};

use super::actor::Actor;
use super::delivery::{DeliveryKind, DeliveryPart};
use super::number::OrderNo;
use super::operator_text::parse_operator_text;
use crate::domain::order::rejections::OrderRejection;
use crate::domain::value::code_enum::coded;
use crate::domain::value::rejection::Rejection;
use crate::domain::value::time::Timestamp;

pub use self::buyer_text::BuyerTextKind;
pub use self::wording::{NoticeTemplate, WORDING_BYTES, check_wording, mark_resent, render_template};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticeStarted {
    pub operator_id: String,
    pub channel: String,
    pub delivery_id: String,
    pub template: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resend: bool,
}

/// The channel took it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticeSent {
    pub operator_id: String,
    pub channel: String,
    pub delivery_id: String,
}

/// It did not take it, or nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NoticeFailed {
    pub operator_id: String,
    pub channel: String,
    pub delivery_id: String,
    /// Such as `SPOOL_SEND_FAILED`.
    pub failure_code: String,
    /// What the remote service said, verbatim.
    pub failure_message: String,
}

/// An operator found out what became of a delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeliveryResolved {
    pub operator_id: String,
    pub delivery_id: String,
    pub delivered: bool,
    pub evidence: String,
    /// Whether every part of what was sent is there now.
    pub complete: bool,
    /// The group or the channel that it went to. An export tells no more of the attempt than this event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartNotice {
    pub channel: String,
    pub template: String,
    /// Whether a notice that was sent goes out once more.
    pub resend: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeOutcome {
    /// The channel took it.
    Sent,
    /// A definite no.
    Failed {
        /// Such as `SPOOL_SEND_FAILED`.
        code: String,
        /// Verbatim.
        message: String,
    },
    /// Nobody knows.
    Unknown { reason: String },
}

/// What an operator found out about a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolveDelivery {
    pub delivery: String,
    pub delivered: bool,
    pub evidence: String,
}

/// A message that an event makes leave the house.
#[derive(Clone, PartialEq, Eq)]
pub struct OutgoingMessage {
    pub id: String,
    pub kind: DeliveryKind,
    /// The group's or the channel's name.
    pub destination: String,
    pub part: DeliveryPart,
    /// 1, 2, 3 … within the order.
    pub attempt: u32,
    /// The text; of a proof, the path of its file below the data directory.
    pub body: String,
}

coded! {
    /// The state of one part of a push, or of a notice.
    PartState {
        /// The attempt that sends it runs.
        Sending = "sending", "发送中", "sending";
        /// The remote service took it.
        Accepted = "accepted", "已发出", "accepted";
        /// A definite no.
        Failed = "failed", "失败", "failed";
        /// It was never tried, because one before it was not taken.
        Cancelled = "cancelled", "没有发出", "cancelled";
        /// Nobody knows.
        Unknown = "unknown", "结果未知", "outcome unknown";
    }
}

/// The channel of notices that a person gives to the buyer: in a chat that no program reaches.
pub const BY_HAND: &str = "manual";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuyerNotice {
    pub id: String,
    pub channel: String,
    pub template: String,
    pub state: PartState,
    pub at: Timestamp,
    pub failure: Option<(String, String)>,
}

/// How the end of a notice is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeEnd {
    /// The channel took it.
    Sent(NoticeSent),
    /// A definite no.
    Failed(NoticeFailed),
    /// Nobody knows.
    Uncertain(NoticeFailed),
}

impl BuyerNotice {
    pub fn from_started(started: &NoticeStarted, at: Timestamp) -> Self {
        Self {
            id: started.delivery_id.clone(),
            channel: started.channel.clone(),
            template: started.template.clone(),
            state: PartState::Sending,
            at,
            failure: None,
        }
    }

    /// Whether its text is ready and a person has not yet said that the buyer has it.
    pub fn waits_for_person(&self) -> bool {
        self.state == PartState::Sending && self.channel == BY_HAND
    }

    pub fn record_outcome(&self, outcome: &NoticeOutcome, by: &Actor) -> NoticeEnd {
        let (operator_id, channel, delivery_id) = (by.operator.clone(), self.channel.clone(), self.id.clone());
        let failed = |failure_code, failure_message| NoticeFailed {
            operator_id: by.operator.clone(),
            channel: self.channel.clone(),
            delivery_id: self.id.clone(),
            failure_code,
            failure_message,
        };
        match outcome.clone() {
            NoticeOutcome::Sent => NoticeEnd::Sent(NoticeSent { operator_id, channel, delivery_id }),
            NoticeOutcome::Failed { code, message } => NoticeEnd::Failed(failed(code, message)),
            NoticeOutcome::Unknown { reason } => NoticeEnd::Uncertain(failed("OUTCOME_UNKNOWN".to_owned(), reason)),
        }
    }
}

/// The id of the notice that begins after `notices`.
pub fn next_notice_id(order_no: &OrderNo, notices: &[BuyerNotice]) -> String {
    format!("{order_no}-n{}", notices.len() + 1)
}

/// Records how a notice went; an imported outcome without a beginning gets a notice of its own.
pub fn set_notice_state(
    notices: &mut Vec<BuyerNotice>,
    (id, channel): (&str, &str),
    state: PartState,
    failure: Option<(String, String)>,
    at: Timestamp,
) {
    if let Some(notice) = notices.iter_mut().rev().find(|notice| notice.id == id) {
        notice.state = state;
        notice.failure = failure;
        return;
    }
    let (id, channel) = (id.to_owned(), channel.to_owned());
    notices.push(BuyerNotice { id, channel, template: String::new(), state, at, failure });
}

/// The code and the words of a failure.
pub fn notice_failure(failed: &NoticeFailed) -> Option<(String, String)> {
    Some((failed.failure_code.clone(), failed.failure_message.clone()))
}

/// What an operator found out, as it is recorded.
pub fn record_resolution(
    resolve: &ResolveDelivery,
    complete: bool,
    destination: Option<&str>,
    by: &Actor,
) -> Result<DeliveryResolved, Rejection> {
    Ok(DeliveryResolved {
        operator_id: by.operator.clone(),
        delivery_id: resolve.delivery.clone(),
        delivered: resolve.delivered,
        evidence: parse_operator_text(&resolve.evidence, "evidence")?,
        complete,
        destination: destination.map(str::to_owned),
    })
}

/// Refuses to resolve anything but the delivery that nobody knows about.
pub fn expect_unknown(unknown: Option<&str>, delivery: &str, no: &OrderNo) -> Result<(), Rejection> {
    if unknown == Some(delivery) {
        return Ok(());
    }
    Err(OrderRejection::DeliveryNotUnknown { no: &no, delivery: &delivery }.into())
}

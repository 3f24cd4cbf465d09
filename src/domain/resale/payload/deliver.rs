//! Payloads of pushes and notices: a8 to a12, a18.

use serde::{Deserialize, Serialize};

pub use crate::domain::order::notice::{DeliveryResolved, NoticeFailed, NoticeSent, NoticeStarted};

/// One part of a push: a text, or the proof's picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PartRef {
    pub id: String,
    /// `text` or `proof`.
    pub part: String,
}

/// a8. A push begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PushStarted {
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
    pub operator_id: String,
    /// Such as `WECOM_SEND_FAILED`.
    pub failure_code: String,
    /// The group's name.
    pub target_group_id: String,
    /// What the remote service said, verbatim.
    pub failure_message: String,
    /// Parts that had been accepted before; they are never sent again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted_parts: Vec<String>,
    /// Whether not a byte of the refused part left: there was no connection, or its process ended before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub never_left: bool,
}

/// a10. Every part was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PushSucceeded {
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
    pub operator_id: String,
    /// The group's name.
    pub target_group_id: String,
    pub delivery_id: String,
    pub reason: String,
    /// Parts that had been accepted before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted_parts: Vec<String>,
}

/// a12. The agent answered in the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PushAcknowledged {
    pub operator_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

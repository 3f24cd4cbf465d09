//! The seven axes of a resale order: stable codes, and the labels that people read.
//!
//! Invariant: within one axis every code, every Chinese label and every English label is unique, so a label can be read
//! back. Source of the codes and the Chinese labels: the reference page, and `domain.md`, "Axes".

use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualText;

/// A coded enum whose Chinese labels can be read back.
macro_rules! axis {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $zh:literal, $en:literal;)+ }) => {
        coded! { $(#[$meta])* $name { $($(#[$vmeta])* $variant = $code, $zh, $en;)+ } }

        impl $name {
            /// Reads the Chinese label, as exports of the web system write it.
            pub fn from_label(label: &str) -> Option<Self> {
                match label { $($zh => Some(Self::$variant),)+ _ => None }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
    };
}

axis! {
    /// Where the order as a whole stands.
    OrderStatus {
        /// Paid on the marketplace; the buyer's form is missing.
        UserInfoPending = "user_info_pending", "待补用户资料", "awaiting buyer details";
        /// The form is there; the agent is to be paid.
        AgentPaymentPending = "agent_payment_pending", "待确认代付", "awaiting agent payment";
        /// The agent was paid; the order is to be pushed to the agent's group.
        AgentPaymentConfirmed = "agent_payment_confirmed", "代付已确认", "agent paid";
        /// The agent's group has the order.
        AgentPushed = "agent_pushed", "已推代理群", "pushed to agent";
        /// The agent's screenshot does not speak for itself; a person must look.
        ScreenshotReview = "screenshot_review", "待复核", "screenshot to review";
        /// The ticket matches the order; the buyer is to be told.
        TicketMatched = "ticket_matched", "已出票待通知", "ticket matched, notice due";
        /// The buyer was told.
        Completed = "completed", "已完成", "completed";
        /// To be cancelled; the agent has not confirmed yet.
        CancelPending = "cancel_pending", "取消中", "cancelling";
        /// Cancelled, and the money went back.
        Cancelled = "cancelled", "已取消", "cancelled";
        RefundPending = "refund_pending", "退款中", "refunding";
        /// Every leg of the refund is recorded.
        Refunded = "refunded", "已退款", "refunded";
    }
}

axis! {
    /// Whether the order may be paid for.
    ReviewStatus {
        NotStarted = "not_started", "未开始", "not started";
        /// The rules found nothing to ask about.
        AutoPassed = "auto_passed", "自动通过", "passed automatically";
        ManualPending = "manual_pending", "待人工审核", "awaiting manual review";
        /// A person agreed.
        ManualPassed = "manual_passed", "人工通过", "passed by a person";
        /// A person refused.
        Rejected = "rejected", "已拒绝", "rejected";
    }
}

axis! {
    /// Whether the agent has our money (代付).
    AgentPaymentStatus {
        NotStarted = "not_started", "未开始", "not started";
        Paid = "paid", "已支付", "paid";
        /// The agent gave it back.
        Refunded = "refunded", "已退回", "given back";
    }
}

axis! {
    /// Whether the agent's group has the order (推单).
    AgentPushStatus {
        NotStarted = "not_started", "未开始", "not started";
        Sending = "sending", "推送中", "sending";
        /// The channel took every part.
        Accepted = "accepted", "已推送", "pushed";
        /// The agent answered in the group.
        Acked = "acked", "代理已确认", "acknowledged by the agent";
        /// A definite no.
        Failed = "failed", "失败", "failed";
        /// Bytes may have left and no answer was read: nobody may send again before a person has looked.
        Unknown = "unknown", "结果未知", "outcome unknown";
    }
}

axis! {
    /// Whether the agent's screenshot shows the ticket that was ordered.
    ScreenshotMatchStatus {
        NotStarted = "not_started", "未开始", "not started";
        /// Uploaded, not compared yet.
        Uploaded = "uploaded", "已上传", "uploaded";
        /// Every required field agrees.
        Matched = "matched", "已匹配", "matched";
        Mismatched = "mismatched", "不匹配", "mismatched";
        /// Neither agrees nor contradicts: a person must look.
        PendingReview = "pending_review", "待复核", "awaiting review";
        ManualMatched = "manual_matched", "人工匹配", "matched by a person";
    }
}

axis! {
    UserNotifyStatus {
        NotStarted = "not_started", "未开始", "not started";
        Sending = "sending", "发送中", "sending";
        /// The channel took it.
        Sent = "sent", "已发送", "sent";
        /// A definite no.
        Failed = "failed", "失败", "failed";
        /// Nobody knows; a person must look.
        Unknown = "unknown", "结果未知", "outcome unknown";
    }
}

axis! {
    /// Whether the share of the parties is settled (分润).
    ProfitShareStatus {
        /// Not completed yet. The reference page prints the code itself.
        NotReady = "not_ready", "not_ready", "not ready";
        /// Completed; to be settled.
        Ready = "ready", "待结算", "to be settled";
        Settled = "settled", "已结算", "settled";
        /// Taken back after a refund.
        Reversed = "reversed", "已冲正", "reversed";
    }
}

/// One of the seven axes, by the name that events use in `before` and `after`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResaleAxis {
    Order,
    Review,
    AgentPayment,
    AgentPush,
    ScreenshotMatch,
    UserNotify,
    ProfitShare,
}

/// Looks a value of the axis up by `$find` and maps it by `$then`.
macro_rules! on_axis {
    ($axis:expr, $text:expr, $find:ident, $then:ident) => {
        match $axis {
            ResaleAxis::Order => OrderStatus::$find($text).map(OrderStatus::$then),
            ResaleAxis::Review => ReviewStatus::$find($text).map(ReviewStatus::$then),
            ResaleAxis::AgentPayment => AgentPaymentStatus::$find($text).map(AgentPaymentStatus::$then),
            ResaleAxis::AgentPush => AgentPushStatus::$find($text).map(AgentPushStatus::$then),
            ResaleAxis::ScreenshotMatch => ScreenshotMatchStatus::$find($text).map(ScreenshotMatchStatus::$then),
            ResaleAxis::UserNotify => UserNotifyStatus::$find($text).map(UserNotifyStatus::$then),
            ResaleAxis::ProfitShare => ProfitShareStatus::$find($text).map(ProfitShareStatus::$then),
        }
    };
}

impl ResaleAxis {
    /// Every axis, in the order of the page's 关键状态.
    pub const ALL: [Self; 7] = [
        Self::Order,
        Self::Review,
        Self::AgentPayment,
        Self::AgentPush,
        Self::ScreenshotMatch,
        Self::UserNotify,
        Self::ProfitShare,
    ];

    /// The name in `before` and `after`, as on the page.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Order => "orderStatus",
            Self::Review => "reviewStatus",
            Self::AgentPayment => "agentPaymentStatus",
            Self::AgentPush => "agentPushStatus",
            Self::ScreenshotMatch => "screenshotMatchStatus",
            Self::UserNotify => "userNotifyStatus",
            Self::ProfitShare => "profitShareStatus",
        }
    }

    /// The name in the JSON of an order.
    pub const fn short_key(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Review => "review",
            Self::AgentPayment => "agent_payment",
            Self::AgentPush => "agent_push",
            Self::ScreenshotMatch => "screenshot_match",
            Self::UserNotify => "user_notify",
            Self::ProfitShare => "profit_share",
        }
    }

    /// Reads the name in `before` and `after`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.key() == key)
    }

    pub const fn label(self) -> BilingualText {
        match self {
            Self::Order => BilingualText { zh: "订单状态", en: "Order status" },
            Self::Review => BilingualText { zh: "审核", en: "Review" },
            Self::AgentPayment => BilingualText { zh: "代付", en: "Agent payment" },
            Self::AgentPush => BilingualText { zh: "推单", en: "Push" },
            Self::ScreenshotMatch => BilingualText { zh: "截图匹配", en: "Screenshot match" },
            Self::UserNotify => BilingualText { zh: "用户通知", en: "Buyer notice" },
            Self::ProfitShare => BilingualText { zh: "分润", en: "Profit share" },
        }
    }

    /// The label of the value with this code, or `None` if the axis has no such value.
    pub fn value_label(self, code: &str) -> Option<BilingualText> {
        on_axis!(self, code, from_code, label)
    }

    /// The code of a value given as its code or its Chinese label, as an export of the web system may have either.
    pub fn read_value(self, text: &str) -> Option<&'static str> {
        on_axis!(self, text, from_code, code).or_else(|| on_axis!(self, text, from_label, code))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    macro_rules! round_trip {
        ($($name:ident: $size:literal),+) => {$(
            let all = $name::ALL;
            assert_eq!(all.len(), $size, stringify!($name));
            for value in all {
                assert_eq!($name::from_code(value.code()), Some(*value));
                assert_eq!($name::from_label(value.label().zh), Some(*value));
            }
            let english: HashSet<_> = all.iter().map(|value| value.label().en).collect();
            assert_eq!(english.len(), all.len(), "two values of {} read alike in English", stringify!($name));
        )+};
    }

    #[test]
    fn codes_and_labels_read_back() {
        round_trip!(
            OrderStatus: 11, ReviewStatus: 5, AgentPaymentStatus: 3, AgentPushStatus: 6, ScreenshotMatchStatus: 6,
            UserNotifyStatus: 5, ProfitShareStatus: 4
        );
        for axis in ResaleAxis::ALL {
            assert_eq!(ResaleAxis::from_key(axis.key()), Some(axis));
        }
    }

    #[test]
    fn an_imported_value_is_a_code_or_the_pages_label() {
        assert_eq!(ResaleAxis::Order.read_value("代付已确认"), Some("agent_payment_confirmed"));
        assert_eq!(ResaleAxis::Order.read_value("agent_payment_confirmed"), Some("agent_payment_confirmed"));
        assert_eq!(ResaleAxis::ProfitShare.read_value("not_ready"), Some("not_ready"));
        assert_eq!(ResaleAxis::AgentPush.read_value("代付已确认"), None);
        assert_eq!(ResaleAxis::AgentPush.value_label("failed"), Some(BilingualText { zh: "失败", en: "failed" }));
    }
}

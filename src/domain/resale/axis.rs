//! The seven axes of a resale order: stable codes, and the labels that people read.
//!
//! Invariant: within one axis every code, every Chinese label and every English label is unique, so a label can be read
//! back. Source of the codes and the Chinese labels: the reference page, and `domain.md`, "Axes".

use crate::domain::value::code_enum::{axes, coded};

coded! {
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

coded! {
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

coded! {
    /// Whether the agent has our money (代付).
    AgentPaymentStatus {
        NotStarted = "not_started", "未开始", "not started";
        Paid = "paid", "已支付", "paid";
        /// The agent gave it back.
        Refunded = "refunded", "已退回", "given back";
    }
}

coded! {
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

coded! {
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

coded! {
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

coded! {
    /// Whether the share of the parties is settled (分润).
    ProfitShareStatus {
        /// Not completed yet.
        NotReady = "not_ready", "未到结算", "not ready";
        /// Completed; to be settled.
        Ready = "ready", "待结算", "to be settled";
        Settled = "settled", "已结算", "settled";
        /// Taken back after a refund.
        Reversed = "reversed", "已冲正", "reversed";
    }
}

axes! {
    /// One of the seven axes, in the order of the page's 关键状态.
    ResaleAxis {
        Order(OrderStatus) = "orderStatus", "order", "订单状态", "Order status";
        Review(ReviewStatus) = "reviewStatus", "review", "审核", "Review";
        AgentPayment(AgentPaymentStatus) = "agentPaymentStatus", "agent_payment", "代付", "Agent payment";
        AgentPush(AgentPushStatus) = "agentPushStatus", "agent_push", "推单", "Push";
        ScreenshotMatch(ScreenshotMatchStatus) =
            "screenshotMatchStatus", "screenshot_match", "截图匹配", "Screenshot match";
        UserNotify(UserNotifyStatus) = "userNotifyStatus", "user_notify", "用户通知", "Buyer notice";
        ProfitShare(ProfitShareStatus) = "profitShareStatus", "profit_share", "分润", "Profit share";
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::value::message::BilingualText;

    macro_rules! round_trip {
        ($($name:ident: $size:literal),+) => {$(
            let all = $name::ALL;
            assert_eq!(all.len(), $size, stringify!($name));
            for value in all {
                assert_eq!($name::from_code(value.code()), Some(*value));
            }
            let (zh, en): (HashSet<_>, HashSet<_>) =
                all.iter().map(|value| (value.label().zh, value.label().en)).unzip();
            assert_eq!((zh.len(), en.len()), (all.len(), all.len()), "two values of {} read alike", stringify!($name));
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

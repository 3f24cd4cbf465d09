//! A delivery: one message of an order on its way to a group or a buyer.

use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualText;

coded! {
    /// How far a delivery came: `queued → claimed → in_flight → accepted → acked`, the others aside.
    DeliveryState {
        Queued = "queued", "排队中", "queued";
        /// Held by a process; nothing of it has left.
        Claimed = "claimed", "即将发出", "claimed";
        /// It may have left.
        InFlight = "in_flight", "发送中", "in flight";
        /// The remote service took it.
        Accepted = "accepted", "已发出", "accepted";
        /// The agent answered.
        Acked = "acked", "代理已确认", "acknowledged";
        Rejected = "rejected", "被拒", "rejected";
        /// Surely not taken.
        Failed = "failed", "失败", "failed";
        /// Nobody knows, and only an operator moves it from here.
        Unknown = "unknown", "结果未知", "outcome unknown";
        /// It never left, because one before it failed.
        Cancelled = "cancelled", "没有发出", "cancelled";
    }
}

impl DeliveryState {
    /// Whether a process holds the delivery: it is about to leave, or may be on its way.
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Claimed | Self::InFlight)
    }
}

coded! {
    DeliveryKind {
        /// An order, to an agent's group.
        Push = "push", "推单", "push";
        /// News, to a buyer.
        Notice = "notice", "通知", "notice";
    }
}

coded! {
    /// What kind of failure a delivery had, and so whether it may go again by itself.
    FailureClass {
        /// Passing: it may go again after a while.
        RetryAfter = "retry_after", "稍后可重试", "passes after a while";
        /// Too many messages.
        Throttled = "throttled", "发送太快", "too many messages";
        /// There was no connection.
        Unreachable = "unreachable", "连不上对方", "no connection";
        RefreshToken = "refresh_token", "令牌要更新", "token to be renewed";
        Reupload = "reupload", "文件要重传", "file to be uploaded again";
        /// Every message of the channel fails until an operator changes something.
        Configuration = "configuration", "配置有误", "configuration";
        /// This message fails every time.
        Data = "data", "内容有误", "this message";
        /// A fault of this program.
        Bug = "bug", "程序故障", "a fault of this program";
        /// A person looked, and it had not arrived.
        NotDelivered = "not_delivered", "核实为未送达", "had not arrived";
    }
}

impl FailureClass {
    /// Whether the failure passes by itself, so that the same message may go again after a while.
    pub const fn passes(self) -> bool {
        match self {
            Self::RetryAfter | Self::Throttled | Self::Unreachable | Self::RefreshToken | Self::Reupload => true,
            Self::Configuration | Self::Data | Self::Bug | Self::NotDelivered => false,
        }
    }
}

/// What one delivery carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryPart {
    /// The words of a push.
    Text,
    /// The file of the payment proof.
    Proof,
    /// A notice, by the code of its template.
    Notice(String),
}

impl DeliveryPart {
    /// The part of a delivery of this kind; every code is a notice's template, of which a shop may have had others.
    pub fn from_code(kind: DeliveryKind, code: &str) -> Option<Self> {
        match (kind, code) {
            (DeliveryKind::Notice, template) => Some(Self::Notice(template.to_owned())),
            (DeliveryKind::Push, "text") => Some(Self::Text),
            (DeliveryKind::Push, "proof") => Some(Self::Proof),
            (DeliveryKind::Push, _) => None,
        }
    }

    pub fn code(&self) -> &str {
        match self {
            Self::Text => "text",
            Self::Proof => "proof",
            Self::Notice(template) => template,
        }
    }

    pub const fn label(&self) -> BilingualText {
        match self {
            Self::Text => BilingualText { zh: "文字", en: "text" },
            Self::Proof => BilingualText { zh: "付款凭证", en: "proof" },
            Self::Notice(_) => BilingualText { zh: "通知", en: "notice" },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back_and_no_others() {
        assert!(DeliveryState::ALL.iter().all(|state| DeliveryState::from_code(state.code()) == Some(*state)));
        assert!(FailureClass::ALL.iter().all(|class| FailureClass::from_code(class.code()) == Some(*class)));
        for part in [DeliveryPart::Text, DeliveryPart::Proof] {
            assert_eq!(DeliveryPart::from_code(DeliveryKind::Push, part.code()), Some(part));
        }
        assert_eq!(DeliveryPart::from_code(DeliveryKind::Push, "ticket_matched"), None);
        assert_eq!(DeliveryState::from_code("Unknown"), None);
    }
}

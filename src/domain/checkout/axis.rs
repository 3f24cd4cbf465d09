//! The four axes of a checkout order: stable codes as on the reference page, and the labels that people read.

use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualText;

coded! {
    /// Where the order as a whole stands.
    CheckoutStatus {
        /// Quoted, nothing is held.
        Draft = "DRAFT", "草稿", "draft";
        Locked = "LOCKED", "已锁定库存", "places held";
        /// The buyer's agent asked to pay.
        CheckoutPending = "CHECKOUT_PENDING", "待支付", "awaiting payment";
        /// Paid; the ticket is to be issued.
        Paid = "PAID", "已支付", "paid";
        Fulfilled = "FULFILLED", "已出票", "fulfilled";
        /// Paid, but the places were sold meanwhile.
        PaidUnfulfillable = "PAID_UNFULFILLABLE", "已支付无法出票", "paid, can't be fulfilled";
        /// Nobody paid in time.
        Expired = "EXPIRED", "已过期", "expired";
        /// Called off before it was paid.
        Cancelled = "CANCELLED", "已取消", "cancelled";
        RefundPending = "REFUND_PENDING", "退款中", "refunding";
        Refunded = "REFUNDED", "已退款", "refunded";
    }
}

coded! {
    PaymentStatus {
        NotStarted = "NOT_STARTED", "未开始", "not started";
        SessionCreated = "SESSION_CREATED", "会话已创建", "session created";
        Success = "SUCCESS", "成功", "success";
        /// The payment was refused; another session may be opened.
        Failed = "FAILED", "失败", "failed";
        /// Nobody paid within the session.
        Expired = "EXPIRED", "已过期", "expired";
        Refunding = "REFUNDING", "退款中", "refunding";
        Refunded = "REFUNDED", "已退款", "refunded";
    }
}

coded! {
    /// Whether the ticket is there, and what became of it.
    FulfillmentStatus {
        NotStarted = "NOT_STARTED", "未开始", "not started";
        Fulfilled = "FULFILLED", "已出票", "issued";
        /// Let in at the gate.
        Redeemed = "REDEEMED", "已核销", "redeemed";
        Revoked = "REVOKED", "已作废", "revoked";
        Failed = "FAILED", "失败", "failed";
    }
}

coded! {
    /// What became of the places that were held.
    LockStatus {
        None = "NONE", "未锁定", "none";
        /// Held until a moment.
        Held = "HELD", "占用中", "held";
        Committed = "COMMITTED", "已售出", "committed";
        Released = "RELEASED", "已释放", "released";
        /// Not paid for in time.
        Expired = "EXPIRED", "已过期", "expired";
    }
}

/// One of the four axes, by the name that events use in `before` and `after`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckoutAxis {
    Order,
    Payment,
    Fulfillment,
    Lock,
}

impl CheckoutAxis {
    pub const ALL: [Self; 4] = [Self::Order, Self::Payment, Self::Fulfillment, Self::Lock];

    /// The name in `before` and `after`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Order => "status",
            Self::Payment => "paymentStatus",
            Self::Fulfillment => "fulfillmentStatus",
            Self::Lock => "lockStatus",
        }
    }

    /// The name in lists, where both flows meet.
    pub const fn short_key(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Payment => "payment",
            Self::Fulfillment => "fulfillment",
            Self::Lock => "lock",
        }
    }

    /// Reads the name in `before` and `after`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axis| axis.key() == key)
    }

    pub const fn label(self) -> BilingualText {
        match self {
            Self::Order => BilingualText { zh: "订单状态", en: "Order status" },
            Self::Payment => BilingualText { zh: "支付", en: "Payment" },
            Self::Fulfillment => BilingualText { zh: "出票", en: "Fulfillment" },
            Self::Lock => BilingualText { zh: "库存锁", en: "Inventory lock" },
        }
    }

    /// The code of a value given as its code or its Chinese label, as an export may have either.
    pub fn read_value(self, text: &str) -> Option<&'static str> {
        macro_rules! read {
            ($axis:ident) => {
                $axis::ALL
                    .iter()
                    .find(|value| value.code() == text || value.label().zh == text)
                    .map(|value| value.code())
            };
        }
        match self {
            Self::Order => read!(CheckoutStatus),
            Self::Payment => read!(PaymentStatus),
            Self::Fulfillment => read!(FulfillmentStatus),
            Self::Lock => read!(LockStatus),
        }
    }

    /// The label of the value with this code, or `None` if the axis has no such value.
    pub fn value_label(self, code: &str) -> Option<BilingualText> {
        match self {
            Self::Order => CheckoutStatus::from_code(code).map(CheckoutStatus::label),
            Self::Payment => PaymentStatus::from_code(code).map(PaymentStatus::label),
            Self::Fulfillment => FulfillmentStatus::from_code(code).map(FulfillmentStatus::label),
            Self::Lock => LockStatus::from_code(code).map(LockStatus::label),
        }
    }
}

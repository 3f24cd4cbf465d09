//! The four axes of a checkout order: stable codes as on the reference page, and the labels that people read.

use crate::domain::value::code_enum::{axes, coded};

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

axes! {
    /// One of the four axes.
    CheckoutAxis {
        Order(CheckoutStatus) = "status", "order", "订单状态", "Order status";
        Payment(PaymentStatus) = "paymentStatus", "payment", "支付", "Payment";
        Fulfillment(FulfillmentStatus) = "fulfillmentStatus", "fulfillment", "出票", "Fulfillment";
        Lock(LockStatus) = "lockStatus", "lock", "库存锁", "Inventory lock";
    }
}

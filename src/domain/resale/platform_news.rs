//! The words for where an order stands with its platform, and for what is new of it.

use crate::domain::value::code_enum::coded;

coded! {
    /// Where an order stands with its platform.
    PlatformStanding {
        /// Paid, and nothing is in its way.
        Stands = "stands";
        /// It stands, and a refund was asked for that was withdrawn or not granted.
        RefundEnded = "refund_ended";
        RefundAsked = "refund_asked";
        Refunding = "refunding";
        Refunded = "refunded";
        Closed = "closed";
    }
}

coded! {
    /// What is new.
    PlatformNewsKind {
        RefundAsked = "refund_asked", "买家申请退款", "the buyer asked for a refund";
        /// The seller agreed, or the goods are on their way back.
        Refunding = "refunding", "退款处理中", "a refund is under way";
        Refunded = "refunded", "已退款", "the order was refunded";
        Closed = "closed", "交易已关闭", "the sale was closed";
        Amount = "amount", "实付金额变了", "another amount was paid";
        /// Nothing is in the way of the sale any more.
        Restored = "restored", "交易恢复正常", "the sale stands again";
    }
}

coded! {
    /// How far a sale is on its platform; it only ever goes on.
    #[derive(PartialOrd, Ord)]
    SaleStage {
        /// Nothing was shipped yet.
        Paid = "paid";
        Shipped = "shipped";
        /// The buyer has confirmed.
        Completed = "completed";
    }
}

impl PlatformStanding {
    /// The trouble that it is; none where the sale stands.
    pub const fn trouble(self) -> Option<PlatformNewsKind> {
        match self {
            Self::Stands | Self::RefundEnded => None,
            Self::RefundAsked => Some(PlatformNewsKind::RefundAsked),
            Self::Refunding => Some(PlatformNewsKind::Refunding),
            Self::Refunded => Some(PlatformNewsKind::Refunded),
            Self::Closed => Some(PlatformNewsKind::Closed),
        }
    }
}

impl PlatformNewsKind {
    /// How far a refund is; a closed sale is as far as it can be.
    pub const fn stage(self) -> u8 {
        match self {
            Self::Amount | Self::Restored => 0,
            Self::RefundAsked => 1,
            Self::Refunding => 2,
            Self::Refunded | Self::Closed => 3,
        }
    }
}

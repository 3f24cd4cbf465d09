//! What becomes of a row, and of what an order says was moved.

use crate::domain::value::code_enum::coded;

coded! {
    /// Each row has one, and so has each movement of an order.
    BillVerdict {
        Matched = "matched", "相符", "matched";
        /// The money is in escrow, or its row says that it is not final.
        OnTheWay = "on_the_way", "在途", "on the way";
        /// It should have come by now.
        Overdue = "overdue", "在途超期", "overdue";
        NotFinal = "not_final", "未完结", "not final yet";
        AmountDiffers = "amount_differs", "金额不符", "amount differs";
        /// The same was paid more than once.
        Duplicate = "duplicate", "重复付款", "paid twice";
        /// A bill covers the time and has no row of it.
        Missing = "missing", "账单里没有", "missing";
        /// No bill covers the time.
        NotCovered = "not_covered", "没有账单覆盖", "no bill covers it";
        /// No order says that it was moved.
        Extra = "extra", "没有对应订单", "no order";
        Fee = "fee", "手续费", "fee";
        OwnTransfer = "own_transfer", "自己转账", "own transfer";
        NoMovement = "no_movement", "未发生资金", "no money moved";
        Ignored = "ignored", "已忽略", "ignored";
        /// The row cannot be understood, or names several orders.
        ToLookAt = "to_look_at", "待查看", "to look at";
    }
}

impl BillVerdict {
    /// Whether a person has to do something about it.
    pub const fn needs_person(self) -> bool {
        match self {
            Self::Overdue | Self::AmountDiffers | Self::Duplicate | Self::Missing | Self::Extra | Self::ToLookAt => {
                true
            }
            Self::Matched
            | Self::OnTheWay
            | Self::NotFinal
            | Self::NotCovered
            | Self::Fee
            | Self::OwnTransfer
            | Self::NoMovement
            | Self::Ignored => false,
        }
    }
}

coded! {
    /// What led from a row to its order.
    LinkReason {
        ByHand = "by_hand", "人工", "by hand";
        PaymentNumber = "payment_number", "支付单号", "payment number";
        OrderNumber = "order_number", "订单号", "order number";
        OriginalPayment = "original_payment", "原付款", "original payment";
    }
}

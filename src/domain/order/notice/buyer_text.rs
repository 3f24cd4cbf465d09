//! What a buyer is told by hand besides the notices of the flows: what is wanted of them, and what becomes of their money.

use crate::domain::value::code_enum::coded;

coded! {
    /// What a text is about.
    BuyerTextKind {
        /// Nothing of the form is there.
        FormWanted = "form_wanted", "请买家补资料", "the form is wanted";
        /// Some visitors are not named yet.
        FormIncomplete = "form_incomplete", "资料不全", "details are missing";
        OrderCancelled = "order_cancelled", "订单已取消", "the order is cancelled";
        RefundUnderWay = "refund_under_way", "退款办理中", "a refund is under way";
        RefundDone = "refund_done", "退款已完成", "the refund is done";
    }
}

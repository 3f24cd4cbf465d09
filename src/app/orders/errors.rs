//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum OrderError {
        OtherFlow { order_no } = "other_flow", Refused,
            "订单 {order_no} 属于 checkout 流程：黑名单按手机号和证件号认人，它两样都没有",
            "order {order_no} is of the flow checkout: the blocklist identifies people by phone and certificate number, and it has neither",
            hint "在客户所在的渠道里屏蔽；这一单可用 `ticketctl order cancel {order_no} --reason 原因` 取消",
            "block the buyer in the channel; `ticketctl order cancel {order_no} --reason REASON` cancels this order";
        OrderNotYet { at, no } = "order_not_yet", NotFound,
            "{at} 时还没有订单 {no}", "order {no} did not exist at {at}";
    }
}

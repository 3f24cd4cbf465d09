//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum OrderError {
        NoForm { no } = "no_form", Refused,
            "订单 {no} 还没有买家资料，不知道是谁", "order {no} has no form yet, so its buyer is unknown",
            hint "`ticketctl form submit {no}` 填写", "fill it in with `ticketctl form submit {no}`";
        OrderNotYet { at, no } = "order_not_yet", NotFound,
            "{at} 时还没有订单 {no}", "order {no} did not exist at {at}",
            hint "`ticketctl order timeline {no}` 查看它何时建立", "`ticketctl order timeline {no}` shows when it was created";
    }
}

//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum OrderError {
        NoForm { no } = "no_form", Refused,
            "订单 {no} 还没有买家资料，不知道是谁", "order {no} has no form yet, so its buyer is unknown",
            hint "`ticketctl form submit {no}` 填写", "fill it in with `ticketctl form submit {no}`";
        FormIsComplete { no } = "form_is_complete", Refused,
            "订单 {no} 不缺资料，不用再问买家", "order {no} lacks nothing: there is nothing to ask the buyer for",
            hint "`ticketctl next {no}` 看下一步", "`ticketctl next {no}` shows the next step";
        NoTextNow { no } = "nothing_to_tell", Refused,
            "订单 {no} 现在没有要另外告诉买家的", "there is nothing else to tell the buyer of order {no} now",
            hint "`ticketctl next {no}` 看下一步；出票通知用 `ticketctl notify send {no}`，发过的再给一次用 `ticketctl notify resend 编号`（编号见 `ticketctl notify list`）",
            "`ticketctl next {no}` shows the next step; the notice of the ticket is `ticketctl notify send {no}`, and once more `ticketctl notify resend ID` (`ticketctl notify list` has the id)";
        TextNotTrue { no, zh, en } = "text_not_true", Refused,
            "订单 {no} 现在不是「{zh}」，这样告诉买家不对", "of order {no} it is not so that {en}: the buyer would be misled",
            hint "不加 --about 就按现在的情况写", "without --about the text says what is so now";
        OrderNotYet { at, no } = "order_not_yet", NotFound,
            "{at} 时还没有订单 {no}", "order {no} did not exist at {at}",
            hint "`ticketctl order timeline {no}` 查看它何时建立", "`ticketctl order timeline {no}` shows when it was created";
    }
}

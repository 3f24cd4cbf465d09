//! The refusals of this room: code, kind, both languages and the next step.

crate::rejection_catalogue! {
    pub enum CheckoutRejection {
        OrderOpen { no } = "order_open", Rule,
            "订单 {no} 还没有结束，不能删除客户数据", "order {no} is not finished, so its buyer cannot be erased",
            hint "先完成、取消或退款", "complete, cancel or refund it first";
        NoticeUnderWay { no } = "notice_under_way", Rule,
            "订单 {no} 的通知正在发送", "a notice of order {no} is being sent",
            hint "稍候；进程中断的话 `ticketctl sweep`", "wait; if its process died, run `ticketctl sweep`";
        NothingToTell { no } = "nothing_to_tell", Rule,
            "订单 {no} 现在没有要通知买家的事", "there is nothing to tell the buyer of order {no} now",
            hint "用 `ticketctl order show {no}` 查看订单", "`ticketctl order show {no}` shows the order";
        SessionOpen { no, id, until } = "session_open", Rule,
            "订单 {no} 已有未结束的支付会话 {id}，到 {until} 为止", "order {no} has an open payment session, {id}, until {until}",
            hint "用它完成支付，或先 `ticketctl checkout fail {no}`",
            "complete it, or close it with `ticketctl checkout fail {no}`";
        SessionNotFound { no, session_id } = "session_not_found", Missing,
            "订单 {no} 没有支付会话 {session_id}", "order {no} has no payment session {session_id}",
            hint "`ticketctl order show {no}` 列出会话", "`ticketctl order show {no}` shows its sessions";
        PaymentReferenceUsed { reference, other } = "payment_reference_used", Rule,
            "付款单号 {reference} 已用于订单 {other}", "the payment {reference} already belongs to order {other}",
            hint "核对付款单号；一笔付款只能完成一张订单", "check the number; one payment completes one order";
        PaymentAmountDiffers { no, reference, paid, in_currency, amount, currency } = "payment_amount_differs", Rule,
            "支付了 {paid} {in_currency}，订单是 {amount} {currency}；这笔款已登记为未入单",
            "{paid} {in_currency} was paid, but the order is {amount} {currency}; the payment is kept as not applied",
            hint "不要出票；在支付方核对后原路退回，再登记 `ticketctl refund complete {no} --payment-ref {reference} --evidence 凭证`",
            "do not issue a ticket; refund it at the payment provider, then `ticketctl refund complete {no} --payment-ref {reference} --evidence TEXT`";
        PaymentReturned { no, reference } = "payment_returned", Rule,
            "款项 {reference} 已退回给客户，不能再支付订单 {no}",
            "the payment {reference} went back to the buyer, so it does not pay order {no}",
            hint "若客户又付了一次，请用新的付款单号", "if the buyer paid again, give the number of that payment";
        UnappliedNotFound { no, reference } = "unapplied_payment_not_found", Missing,
            "订单 {no} 没有未入单款项 {reference}", "order {no} has no payment {reference} that was not applied",
            hint "`ticketctl order show {no}` 列出未入单款项", "`ticketctl order show {no}` lists them";
        UnappliedClosed { no, reference, zh, en } = "unapplied_payment_closed", Rule,
            "订单 {no} 的款项 {reference} 已处理：{zh}", "the payment {reference} of order {no} is settled: {en}",
            hint "`ticketctl order show {no}` 查看订单", "`ticketctl order show {no}` shows the order";
        MandateRequired { no } = "mandate_required", Rule,
            "此会话需要授权书", "this session requires a mandate",
            hint "`ticketctl checkout complete {no} … --mandate 文件`，或先 `ticketctl ap2 verify {no} --mandate 文件`",
            "`ticketctl checkout complete {no} … --mandate FILE`, or `ticketctl ap2 verify {no} --mandate FILE` before it";
        NoSession { no } = "session_not_found", Rule,
            "订单 {no} 没有支付会话", "order {no} has no payment session",
            hint "`ticketctl checkout session {no}` 开一个会话", "`ticketctl checkout session {no}` opens one";
        PaymentAlreadyCompleted { no, at, known, reference } = "payment_already_completed", Rule,
            "订单 {no} 已于 {at} 由 {known} 支付", "order {no} was already paid by {known} at {at}",
            hint "若客户确实付了两次，把第二笔原路退回，再登记 `ticketctl refund complete {no} --payment-ref {reference} --evidence 凭证`",
            "if the buyer really paid twice, refund it at the payment provider, then `ticketctl refund complete {no} --payment-ref {reference} --evidence TEXT`";
        SkuNotOnSale { id } = "sku_not_on_sale", Rule,
            "{id} 已停售", "{id} is not on sale",
            hint "`ticketctl sku resume {id}` 恢复销售", "`ticketctl sku resume {id}` puts it on sale again";
        VisitDatePast { date, today } = "visit_date_past", Rule,
            "游玩日 {date} 已过（当地今天是 {today}）", "the visit date {date} is in the past (today is {today} there)",
            hint "换一个日期重新下单", "make a new draft for another day";
        NoStock { sku_id, date } = "no_stock", Rule,
            "{sku_id} 在 {date} 没有设库存", "{sku_id} has no stock on {date}",
            hint "`ticketctl sku stock {sku_id} --date {date} --capacity N` 设置库存",
            "`ticketctl sku stock {sku_id} --date {date} --capacity N` sets it";
        SoldOut { sku_id, date, left, quantity } = "sold_out", Rule,
            "{sku_id} 在 {date} 只剩 {left} 位，需要 {quantity} 位",
            "{sku_id} has {left} places left on {date}, and {quantity} are needed",
            hint "换一个日期或数量重新下单", "make a new draft for another day or another quantity";
        PaymentMethodNotAllowed { method, list } = "payment_method_not_allowed", Rule,
            "不接受支付方式 {method}；可用：{list}", "the payment method {method} is not accepted; accepted: {list}",
            hint "在 checkout.methods 里设置可用的支付方式", "set the accepted methods in checkout.methods";
        LockExpired { no, until } = "lock_expired", Rule,
            "订单 {no} 的库存锁已在 {until} 过期", "the lock of order {no} expired at {until}",
            hint "重新下单：`ticketctl checkout draft …`", "make a new order: `ticketctl checkout draft …`";
        OrderIsPaid { no } = "order_is_paid", Rule,
            "订单 {no} 已支付，不能取消", "order {no} is paid, so it can't be cancelled",
            hint "改为退款：`ticketctl refund open {no} --reason 原因`",
            "refund it: `ticketctl refund open {no} --reason REASON`";
        RefundAmount { amount, currency, left } = "refund_amount", Rule,
            "退款金额 {amount} {currency} 不在 0.01 到可退的 {left} {currency} 之间",
            "a refund of {amount} {currency} is not between 0.01 and the {left} {currency} that can be refunded";
        TicketWasRedeemed { no } = "ticket_was_redeemed", Rule,
            "订单 {no} 的票已核销；退款需要说明原因", "the ticket of order {no} was redeemed; a refund needs a reason",
            hint "加上 --redeemed 原因", "add --redeemed REASON";
        TicketOtherDay { date, today } = "ticket_other_day", Rule,
            "这张票是 {date} 的，当地今天是 {today}", "the ticket is for {date}; today is {today} there",
            hint "只能在游玩日当天核销", "a ticket can only be redeemed on the day of the visit";
        TicketNotIssued { no } = "ticket_not_issued", Rule,
            "订单 {no} 还没有出票", "order {no} has no ticket yet",
            hint "用 `ticketctl next {no}` 看下一步该做什么", "`ticketctl next {no}` shows the next step";
        TicketErased { no } = "person_erased", Rule,
            "订单 {no} 的客户数据已删除，票码无法再核对", "the buyer of order {no} was erased, and the code with the buyer, so it can't be checked",
            hint "用 `ticketctl ticket show {no}` 看票的状态", "`ticketctl ticket show {no}` shows the state of the ticket";
        TicketReplaced = "ticket_replaced", Rule,
            "这个票码已被新码替换，不再有效", "this code was replaced by a new one and is no longer valid",
            hint "请客人出示最新的票码", "ask for the newest code";
        TicketRevoked { no, at, reason } = "ticket_revoked", Rule,
            "订单 {no} 的票已于 {at} 作废：{reason}", "the ticket of order {no} was revoked at {at}: {reason}",
            hint "若客人应有票：`ticketctl ticket reissue {no} --reason 原因`",
            "if the visitor should have one: `ticketctl ticket reissue {no} --reason REASON`";
        TicketRefunded { no, at, reason } = "ticket_revoked", Rule,
            "订单 {no} 的票已于 {at} 作废：{reason}", "the ticket of order {no} was revoked at {at}: {reason}",
            hint "款项正在退回或已退回", "the refund is under way or completed";
        TicketAlreadyRedeemed { no, at, who } = "ticket_already_redeemed", Rule,
            "订单 {no} 的票已于 {at} 由 {who} 核销", "the ticket of order {no} was redeemed at {at} by {who}",
            hint "若是误核销：`ticketctl ticket redeem {no} --revert --reason 原因`",
            "if that was a mistake: `ticketctl ticket redeem {no} --revert --reason REASON`";
        SkuIdInvalid { limit } = "sku_id_invalid", Input,
            "SKU 编号需要 1 到 {limit} 个字母、数字或 _ - .", "a SKU's id is 1 to {limit} letters, digits or _ - .";
        MerchantIdInvalid { limit } = "merchant_id_invalid", Input,
            "商户编号需要 1 到 {limit} 个字母、数字或 _ - .", "a merchant's id is 1 to {limit} letters, digits or _ - .";
        QuantityNoMultiple { sku, size, quantity, twice } = "quantity_no_multiple", Rule,
            "{sku} 按份出售，每份 {size} 人；数量 {quantity} 不是 {size} 的倍数",
            "{sku} is sold in packs for {size}, and {quantity} is not a multiple of {size}",
            hint "数量写人数：一份写 {size}，两份写 {twice}",
            "the quantity counts visitors: {size} for one pack, {twice} for two";
        QuantityInvalid = "quantity_invalid", Input,
            "数量至少是 1", "the quantity is at least 1";
        QuoteOutOfRange { sku, price, currency, quantity, max_order } = "quote_out_of_range", Rule,
            "{sku} 单价 {price} {currency}，{quantity} 人的总价超出一个订单的范围（0.01 到 {max_order}）",
            "{sku} costs {price} {currency}: the total for {quantity} visitors is outside the range of one order (0.01 to {max_order})",
            hint "分成几个订单", "split it into several orders";
    }
}

//! The refusals of this room: code, kind, both languages and the next step.

crate::rejection_catalogue! {
    pub enum ResaleRejection {
        CorrectionChangesPurchase { field, zh, no, en } = "correction_changes_purchase", Rule,
            "{field}：更正不能改{zh}，订单 {no} 的价格和代付都以它为准",
            "{field}: a correction can't change the {en}: the price and the agent payment of order {no} depend on it",
            hint "去掉 \"{field}\" 再更正；确要改{zh}：代付前用 `ticketctl order correct {no}`，代付后 `ticketctl order cancel {no} --reason 原因`，再让买家重新下单",
            "leave \"{field}\" out; to change the {en}, `ticketctl order correct {no}` before the agent is paid; after that, `ticketctl order cancel {no} --reason REASON` and have the buyer order again";
        NoPlatformChange { no } = "no_platform_change", Rule,
            "订单 {no} 没有待决定的平台变化", "nothing that the platform says of order {no} waits for a decision",
            hint "用 `ticketctl next {no}` 看下一步该做什么", "`ticketctl next {no}` shows the next step";
        OrderCorrectionTooLate { no } = "order_correction_too_late", Rule,
            "订单 {no} 的代付已付，买的票不能再改", "the agent is paid for order {no}: what was bought can no longer be changed",
            hint "表单有误用 `ticketctl form correct {no} --reason 原因` 更正；票种或日期不对：`ticketctl order cancel {no} --reason 原因`，再让买家重新下单",
            "a wrong form is corrected with `ticketctl form correct {no} --reason REASON`; for another ticket or day, `ticketctl order cancel {no} --reason REASON` and have the buyer order again";
        OrderUnchanged { no } = "order_unchanged", Rule,
            "订单 {no} 已是这样，没有可更正的", "order {no} already says this; nothing to correct",
            hint "用 `ticketctl order show {no}` 查看", "look at it with `ticketctl order show {no}`";
        CorrectionTooLate { no } = "correction_too_late", Rule,
            "订单 {no} 已出票，表单不能再更正", "order {no} already has its ticket; the form can no longer be corrected",
            hint "票上的人不对：`ticketctl refund open {no} --reason 原因`，再让买家重新下单",
            "if the ticket names the wrong person: `ticketctl refund open {no} --reason REASON`, and have the buyer order again";
        NothingToCorrect { no } = "wrong_state", Rule,
            "订单 {no} 还没有表单可更正", "order {no} has no form to correct yet",
            hint "`ticketctl form submit {no}` 填写", "fill it in with `ticketctl form submit {no}`";
        CorrectionAfterUnknownPush { no } = "push_outcome_unknown", Rule,
            "订单 {no} 上次推单结果未知：先登记它到没到群里，再更正表单",
            "the outcome of the last push of order {no} is unknown: record whether it arrived before correcting the form",
            hint "到群里核实，用 `ticketctl push resolve` 登记",
            "check the group, then record it with `ticketctl push resolve`";
        PushUnderWay { no } = "push_under_way", Rule,
            "订单 {no} 正在推单", "order {no} is being pushed right now",
            hint "等推单结束后再试", "try again once the push has ended";
        FormUnchanged { no } = "form_unchanged", Rule,
            "订单 {no} 的表单已是这样，没有可更正的", "the form of order {no} already says this; nothing to correct",
            hint "用 `ticketctl form show {no}` 查看", "look at it with `ticketctl form show {no}`";
        PushOutcomeUnknown { no } = "push_outcome_unknown", Rule,
            "订单 {no} 上次推单结果未知：可能已到群里，不能再发",
            "the outcome of the last push of order {no} is unknown: it may be in the group, so nothing is sent again",
            hint "先到群里核实，再用 `ticketctl push resolve` 登记",
            "check the group, then record it with `ticketctl push resolve`";
        PushAfterPlayDate { day } = "play_date_past", Rule,
            "游玩日 {day} 已过，不能再推单", "the play date {day} is in the past: the order can no longer be pushed",
            hint "与买家改期，或 `ticketctl refund open`", "agree on another day, or `ticketctl refund open`";
        GroupPaused { name, word, reason } = "group_paused", Config,
            "群 {name} 已暂停：{reason}", "group {name} is paused: {reason}",
            hint "排除原因后 `ticketctl group resume {word}`", "fix the cause, then `ticketctl group resume {word}`";
        PushGroupCommitted { committed, word } = "push_group_committed", Rule,
            "这张订单已有一部分发到群 {committed}，其余部分也只能发到那里",
            "a part of this order is already in group {committed}; the rest can only go there",
            hint "改用 --group {word}", "use --group {word}";
        FieldMissing { field, zh, en } = "field_missing", Input,
            "{field}：订单里没有{zh}，表单必须给出", "{field}: the order does not have {en}, so the form must",
            hint "在表单里加上 \"{field}\"", "add \"{field}\" to the form";
        PlayDatePast { play_date, today } = "play_date_past", Rule,
            "playDate：游玩日 {play_date} 已过（今天是 {today}）",
            "playDate: the play date {play_date} is in the past (today is {today})",
            hint "与买家改期，或取消订单", "agree on another day with the buyer, or cancel the order";
        PlayDateInvalid { today } = "play_date_invalid", Input,
            "游玩日应为 yyyy-mm-dd，不早于今天 {today}", "a play date must be yyyy-mm-dd and not before today, {today}";
        TooManyVisitors { no, quantity, given } = "visitors_too_many", Rule,
            "visitors：订单 {no} 只有 {quantity} 张票，表单里有 {given} 位游客",
            "visitors: order {no} has {quantity} tickets, and the form names {given} visitors",
            hint "去掉多出的游客；若确实买了更多，先核对订单数量",
            "leave out whoever is too many; if more were bought, check the order's quantity first";
        VisitorRepeated { first, second } = "visitor_repeated", Input,
            "visitors：第 {first} 位和第 {second} 位游客的证件号相同",
            "visitors: visitors {first} and {second} have the same certificate number",
            hint "改正其中一位；还不知道的先不填", "correct one of them; leave out whoever is not known yet";
        VisitorsTooLong { bytes, limit } = "visitors_too_long", Input,
            "visitors：推给代理的消息会有 {bytes} 字节，上限 {limit}：姓名太长",
            "visitors: the message to the agent would have {bytes} bytes, {limit} are possible: the names are too long",
            hint "缩短最长的姓名", "shorten the longest names";
        PriceNotFound { no, ticket_type, play_date } = "price_not_found", Missing,
            "ticketType：价目表里没有「{ticket_type}」在 {play_date} 所属季节的价格",
            "ticketType: the price table has no price of \"{ticket_type}\" for the season of {play_date}",
            hint "用 `ticketctl price list` 核对：订单写错了用 `ticketctl order correct {no} --ticket-type 票种 --reason 原因`，缺价格就 `ticketctl price import`",
            "check `ticketctl price list`; a wrong order is set right with `ticketctl order correct {no} --ticket-type TYPE --reason REASON`, a missing price with `ticketctl price import`";
        PaymentAlreadyConfirmed { no, who, when, zh, en } = "payment_already_confirmed", Rule,
            "订单 {no} 的代付已由 {who} 于 {when}（{zh}）确认",
            "the agent payment of order {no} was already confirmed by {who} at {when} Beijing time ({en})",
            hint "若只是登记错了单号，用 `ticketctl payment correct {no} --ref 单号 --reason 原因` 更正；若确实付了两次，向代理追回第二笔，再登记 `ticketctl refund complete {no} --payment-ref 单号 --evidence 凭证`",
            "if only the number was booked wrong, `ticketctl payment correct {no} --ref NO --reason REASON`; if the agent was really paid twice, ask for the second payment to be returned, then `ticketctl refund complete {no} --payment-ref REF --evidence TEXT`";
        SecondPaymentNotFound { no, reference } = "unapplied_payment_not_found", Missing,
            "订单 {no} 没有第二笔代付 {reference}", "order {no} has no second payment {reference} of the agent",
            hint "`ticketctl order show {no}` 查看订单", "`ticketctl order show {no}` shows the order";
        PaymentReferenceUsed { zh, en, other } = "payment_reference_used", Rule,
            "{zh}的这个付款单号已用于订单 {other}", "this payment number of {en} already belongs to order {other}",
            hint "核对付款单号；一笔付款只能确认一张订单。若那一单登记错了，先更正它：`ticketctl payment correct {other} --ref 单号 --reason 原因`",
            "check the number; one payment confirms one order. If it was booked wrong there, correct that first: `ticketctl payment correct {other} --ref NO --reason REASON`";
        PaymentAmountDiffers { amount, payable } = "payment_amount_differs", Rule,
            "金额 {amount} 与应付 {payable} 不同", "the amount {amount} differs from the payable {payable}",
            hint "核对金额；确实不同时加 --amount-reason 说明", "check the amount; if it is right, say why with --amount-reason";
        SheetAmountDiffers { amount, payable } = "payment_amount_differs", Rule,
            "金额 {amount} 与应付 {payable} 不同；确实不同就写上「差额原因」",
            "the amount {amount} differs from the payable {payable}; if it is right, say why in the column \"reason\"",
            hint "核对金额；确实不同时在「差额原因」这一列说明",
            "check the amount; if it is right, say why in the column \"reason\"";
        ProofMissing { no } = "proof_missing", Rule,
            "订单 {no} 还没有付款凭证", "order {no} has no payment proof yet",
            hint "`ticketctl proof upload {no} 文件`", "`ticketctl proof upload {no} FILE`";
        ProofFileMissing { no } = "proof_file_missing", Rule,
            "订单 {no} 的凭证文件不见了", "the proof file of order {no} is gone",
            hint "`ticketctl proof upload {no} 文件`", "`ticketctl proof upload {no} FILE`";
        ProofFileDamaged { no } = "proof_file_damaged", Rule,
            "订单 {no} 的凭证文件与登记的哈希不符", "the proof file of order {no} differs from its recorded hash",
            hint "`ticketctl proof upload {no} 文件`", "`ticketctl proof upload {no} FILE`";
        ProofExternal { no } = "proof_external", Rule,
            "订单 {no} 的凭证还在原系统里", "the proof of order {no} is still in the web system",
            hint "`ticketctl proof upload {no} 文件`", "`ticketctl proof upload {no} FILE`";
        ProofReused { other } = "proof_reused", Rule,
            "同一个凭证文件已用于订单 {other}", "the same proof file already belongs to order {other}",
            hint "上传本单的凭证；若一笔付款确实含两单，加 --reused-proof 说明原因",
            "upload this order's own proof; if one payment covers both, say so with --reused-proof REASON";
        OrderCompleted { no } = "order_completed", Rule,
            "订单 {no} 已完成，不能取消", "order {no} is completed: it can no longer be cancelled",
            hint "`ticketctl refund open {no} --reason 原因`", "`ticketctl refund open {no} --reason REASON`";
        CancelNotRequested { no } = "cancel_not_requested", Rule,
            "订单 {no} 没有待代理确认的取消", "order {no} has no cancellation waiting for the agent",
            hint "`ticketctl order cancel {no} --reason 原因`", "`ticketctl order cancel {no} --reason REASON`";
        RefundTooLarge { field, amount, limit } = "refund_too_large", Rule,
            "{field}：{amount} 超出允许范围 0.01 到 {limit}", "{field}: {amount} is not between 0.01 and {limit}";
        RefundLegNotOpen { no, leg_zh, leg_en, open_zh, open_en } = "refund_leg_not_open", Rule,
            "订单 {no} 的退款没有待办的「{leg_zh}」一步；还差：{open_zh}",
            "the refund of order {no} has no open leg \"{leg_en}\"; still open: {open_en}",
            hint "用 `ticketctl order show {no}` 查看退款", "`ticketctl order show {no}` shows the refund";
        RefundLegsOpen { no, zh, en } = "refund_legs_open", Rule,
            "订单 {no} 的退款还差：{zh}", "the refund of order {no} is still missing: {en}",
            hint "`ticketctl refund leg {no} --leg … --evidence …`",
            "`ticketctl refund leg {no} --leg … --evidence …`";
        OrderStillOpen { no } = "order_still_open", Rule,
            "订单 {no} 还没有结束，代理还需要买家资料", "order {no} is not finished: the agent still needs the buyer's details",
            hint "先完成、取消或退款", "complete, cancel or refund it first";
        NothingToCompare { no } = "nothing_to_compare", Rule,
            "订单 {no} 没有客户信息、游玩日期或票种，无法与截图比对",
            "order {no} has no form, play date or ticket type to compare a screenshot with",
            hint "先补全客户信息：`ticketctl form submit {no}`", "complete it first: `ticketctl form submit {no}`";
        ScreenshotWithoutPush { no } = "screenshot_without_push", Rule,
            "订单 {no} 还没有推到代理群，不该有代理截图", "order {no} was not pushed to the agent, so it should have no screenshot",
            hint "先推单；若代理在群外收到订单，加 --reason 说明",
            "push it first; if the agent got it another way, say so with --reason";
    }
}

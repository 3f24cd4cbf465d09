//! The refusals of this room: code, kind, both languages and the next step.

crate::rejection_catalogue! {
    pub enum OrderRejection {
        WrongState { no, zh, en } = "wrong_state", Rule,
            "{zh}", "{en}",
            hint "用 `ticketctl next {no}` 看下一步该做什么", "`ticketctl next {no}` shows the next step";
        PersonErased { no } = "person_erased", Rule,
            "订单 {no} 的客户数据已删除，不能再保存或发送客户的任何内容",
            "the buyer of order {no} was erased: nothing of theirs can be stored or sent any more",
            hint "用 `ticketctl order show {no}` 查看还保留着什么", "`ticketctl order show {no}` shows what is still there";
        PlatformChangeOpen { no, zh, en } = "platform_change_open", Rule,
            "订单 {no} 已冻结，平台说：{zh}", "order {no} is frozen: the platform says that {en}",
            hint "先决定：`ticketctl order cancel {no} --reason 原因`（取消）、`ticketctl refund open {no} --reason 原因`（退款）或 `ticketctl order keep {no} --reason 原因`（照常办理）",
            "decide first: `ticketctl order cancel {no} --reason REASON`, `ticketctl refund open {no} --reason REASON`, or `ticketctl order keep {no} --reason REASON` to go on";
        NothingUnderWay { no, what } = "nothing_under_way", Rule,
            "订单 {no} 没有正在进行的 {what}", "order {no} has no {what} under way",
            hint "用 `ticketctl order show {no}` 查看订单", "`ticketctl order show {no}` shows the order";
        NoticeOutcomeUnknown { no } = "notice_outcome_unknown", Rule,
            "订单 {no} 上次通知结果未知", "the outcome of the last notice of order {no} is unknown",
            hint "问过买家后用 `ticketctl notify resolve` 登记",
            "ask the buyer, then record it with `ticketctl notify resolve`";
        DeliveryNotUnknown { no, delivery } = "delivery_not_unknown", Rule,
            "订单 {no} 的投递 {delivery} 不是「结果未知」", "the outcome of delivery {delivery} of order {no} is not unknown",
            hint "`ticketctl push list --state unknown` 列出需要核实的投递",
            "`ticketctl push list --state unknown` lists the deliveries to check";
        WordingLength { wording_bytes, bytes } = "wording_length", Input,
            "模板要有 1 到 {wording_bytes} 字节，现在是 {bytes}",
            "a template must be 1 to {wording_bytes} bytes; this one is {bytes}";
        WordingCharacters = "wording_characters", Input,
            "模板里不能有控制字符或不可见字符（换行除外）",
            "a template must not contain control or invisible characters, except line breaks";
        WordingPlaceholder { known } = "wording_placeholder", Input,
            "模板里的 {{…}} 只能是：{known}", "in a template, {{…}} must be one of: {known}";
        FieldLength { field } = "field_length", Input,
            "{field} 必须是 1 到 500 个字符（最多 2048 字节）", "{field} must be 1 to 500 characters (at most 2048 bytes)";
        FieldCharacters { field } = "field_characters", Input,
            "{field} 含有控制字符或隐藏字符：删去后重试", "{field} contains control or hidden characters: remove them and try again";
    }
}

//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum CheckoutError {
        Ap2KeyUnreadable { zh, en } = "ap2_key_unreadable", Usage,
            "读不出公钥：{zh}", "not a valid public key: {en}",
            hint "给出 P-256 公钥：JWK，或以 BEGIN PUBLIC KEY 开头的 PEM",
            "use a P-256 public key, as a JWK or as PEM that begins with BEGIN PUBLIC KEY";
        Ap2KeyExists = "ap2_key_exists", Refused,
            "已经有签名密钥，什么都没有改变", "a signing key already exists; nothing was changed",
            hint "换新的用 `ticketctl ap2 key rotate`", "`ticketctl ap2 key rotate` replaces it";
        Ap2KeyMissing = "ap2_key_missing", Config,
            "还没有 AP2 签名密钥", "there is no AP2 signing key yet",
            hint "运行 `ticketctl ap2 key new`", "run `ticketctl ap2 key new`";
        Ap2KeyNotFound { kid, list } = "ap2_key_not_found", NotFound,
            "没有 kid 为 {kid} 的密钥", "there is no key with the kid {kid}",
            hint "`{list}` 列出全部", "`{list}` lists them";
        Ap2KidTaken { kid } = "ap2_kid_taken", Refused,
            "kid {kid} 已属于另一把密钥，什么都没有改变", "the kid {kid} belongs to another key; nothing was changed",
            hint "核实对方确实换了密钥，再运行 `ticketctl ap2 trust remove {kid}`",
            "make sure that its owner changed the key, then run `ticketctl ap2 trust remove {kid}`";
        EvidenceFailed = "evidence_failed", Internal,
            "打包失败", "cannot pack the evidence";
        MandateUnreadable = "mandate_unreadable", Usage,
            "--mandate：文件里不是授权书（至多 256 KiB）", "--mandate: the file is not a mandate (at most 256 KiB)",
            hint "可以是一个令牌，或 {{\"checkout_mandate\": \"…\", \"payment_mandate\": \"…\"}}",
            "use a token, or {{\"checkout_mandate\": \"…\", \"payment_mandate\": \"…\"}}";
        SessionUnsigned { order_no } = "session_unsigned", Refused,
            "订单 {order_no} 没有带签名结账的支付会话",
            "order {order_no} has no payment session with a signed checkout",
            hint "`ticketctl checkout session {order_no}` 开一个会话",
            "`ticketctl checkout session {order_no}` opens one";
        ReceiptMissing { order_no } = "receipt_missing", Refused,
            "订单 {order_no} 还没有验过授权书", "no mandate was verified for order {order_no}",
            hint "`ticketctl ap2 verify {order_no} --mandate 文件`",
            "`ticketctl ap2 verify {order_no} --mandate FILE`";
        SkuExists { id, zh, en } = "sku_exists", Refused,
            "SKU {id} 已存在，内容不同：{zh}", "the SKU {id} already exists with different content: {en}",
            hint "确实要改就加 --replace；已报价的订单保持原价",
            "add --replace to change it; orders that were already quoted keep their price";
        VisitDatePast { day, zone, today } = "visit_date_past", Refused,
            "{day} 已过（{zone} 今天是 {today}）", "{day} is in the past: today is {today} in {zone}",
            hint "从 {today} 开始", "begin with {today}";
        CapacityBelowTaken { id, days, capacity, zh, en, least } = "capacity_below_taken", Refused,
            "{id} 有 {days} 天的名额多于 {capacity}，没有改动{zh}",
            "{id} has more than {capacity} places taken on {days} days; nothing was changed{en}",
            hint "至少设为 {least}；未付款的占用到期后自动释放",
            "set it to {least} or more; unpaid places are released when their lock expires";
        TicketNotIssued { order_no } = "ticket_not_issued", Refused,
            "订单 {order_no} 还没有出票", "order {order_no} has no ticket yet",
            hint "用 `ticketctl next {order_no}` 看下一步", "`ticketctl next {order_no}` shows the next step";
        TicketRevoked { no, at, why } = "ticket_revoked", Refused,
            "订单 {no} 的票已于 {at} 作废：{why}", "the ticket of order {no} was revoked at {at}: {why}",
            hint "`ticketctl ticket reissue {no} --reason 原因` 换发新码",
            "`ticketctl ticket reissue {no} --reason REASON` issues a new code";
        TicketUnknown = "ticket_unknown", Refused,
            "没有这个票码", "no ticket has this code",
            hint "核对整个票码；票码以 ticket_ 开头", "check the whole code; it begins with ticket_";
        PngFailed { error } = "png_failed", Internal,
            "图片无法生成：{error}", "cannot make the picture: {error}";
        CustomerFactInvalid = "customer_invalid", Usage,
            "--customer：每一项的值都要是文字或数字", "--customer: the value of each field must be a text or a number",
            hint "去掉空值、是非值、列表和嵌套的对象", "leave out null, true, false, lists and nested objects";
        CustomerInvalid { most } = "customer_invalid", Usage,
            "--customer：需要一个 JSON 对象，含 1 到 {most} 项", "--customer: must be a JSON object of 1 to {most} fields",
            hint "例如 {{\"telegram_user_id\": \"…\", \"telegram_username\": \"…\"}}",
            "such as {{\"telegram_user_id\": \"…\", \"telegram_username\": \"…\"}}";
    }
}

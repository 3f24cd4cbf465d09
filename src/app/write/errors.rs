//! The errors of this room: code, exit, both languages and the next step. What several rooms above say stands here too.

crate::error_catalogue! {
    pub enum WriteError {
        IdsSeed = "ids_seed", Usage,
            "--ids seed:N 里的 N 必须是整数", "--ids seed:N needs a whole number N",
            hint "例如 --ids seed:7", "for example --ids seed:7";
        IdsList = "ids_list", Usage,
            "--ids 是 seed:N，或逗号分隔的字母数字串", "--ids is seed:N, or letters and digits separated by commas",
            hint "例如 --ids seed:7", "for example --ids seed:7";
        IdsExhausted = "ids_exhausted", Usage,
            "--ids 给的编号用完了", "--ids ran out of ids",
            hint "多给几个，或用 seed:N", "give more, or use seed:N";
        IdTaken = "ids_exhausted", Usage,
            "--ids 给的编号已被用过", "--ids: an id that was drawn is in use already",
            hint "换一个种子或编号", "give another seed or another id";
        IdsCheckout { length } = "ids_shape", Usage,
            "--ids：结账流程的编号是 {length} 个小写十六进制数字",
            "--ids: an id of the checkout flow is {length} lower-case hex digits",
            hint "改正编号，或用 --ids seed:N", "correct the id, or use --ids seed:N";
        IdsResale { error } = "ids_shape", Usage,
            "--ids 给的编号要是 4 个 0-9A-Z 字符", "--ids: {error}",
            hint "改正编号，或用 --ids seed:N", "correct the id, or use --ids seed:N";
        NumbersExhausted = "numbers_exhausted", Transient,
            "这一毫秒的订单号用完了", "no order number is left in this millisecond",
            hint "重新执行同一条命令", "run the same command again";
        NoRandomBytes = "no_random_bytes", Internal,
            "系统没有给出随机数", "the system gave no random bytes",
            hint "稍后重试", "try again later";
        RequestUnreadable = "request_unreadable", Data,
            "操作键的记录无法读取", "the record of the key is unreadable",
            hint "用 `ticketctl doctor` 检查数据库", "check the database with `ticketctl doctor`";
        PlacesGone = "places_gone", Busy,
            "名额刚刚到期或被占用", "the places have just expired or been taken",
            hint "重新执行同一条命令", "run the same command again";
        OrderNotFound { wanted } = "order_not_found", NotFound,
            "没有订单 {wanted}", "there is no order {wanted}",
            hint "`ticketctl order list` 列出订单", "`ticketctl order list` lists the orders";
        OrderFoundBySearch { wanted, word } = "order_not_found", NotFound,
            "没有订单号为「{wanted}」的订单", "no order has the number {wanted}",
            hint "`ticketctl order search {word}` 找得到", "`ticketctl order search {word}` finds it";
        OrderAmbiguous { wanted, list } = "order_ambiguous", Usage,
            "{wanted} 不止一张订单符合：{list}", "{wanted} fits more than one order: {list}",
            hint "多写几位，或写完整的订单号", "type more of the number, or all of it";
        OrderMisspelt { wanted, list } = "order_not_found", NotFound,
            "没有订单 {wanted}", "there is no order {wanted}",
            hint "是不是：{list}", "did you mean: {list}";
        LogEmpty { order_no } = "log_empty", Data,
            "订单 {order_no} 没有事件", "order {order_no} has no events",
            hint "用 `ticketctl event verify` 核对日志", "check the log with `ticketctl event verify`";
        LogUnreadable { error } = "log_unreadable", Data,
            "日志里有无法识别的事件：{error}", "the log holds an unreadable event: {error}",
            hint "用 `ticketctl event verify` 核对日志", "check the log with `ticketctl event verify`";
        OtherFlow { order_no, flow } = "other_flow", Refused,
            "订单 {order_no} 属于 {flow} 流程，没有此操作", "order {order_no} belongs to the {flow} flow, which has no such step",
            hint "用 `ticketctl next {order_no}` 看下一步该做什么", "`ticketctl next {order_no}` shows the next step";
        NotOnBlocklist { order_no } = "other_flow", Refused,
            "订单 {order_no} 属于 checkout 流程：黑名单按手机号和证件号认人，它两样都没有",
            "order {order_no} belongs to the checkout flow: the blocklist identifies people by phone and certificate number, and it has neither",
            hint "在客户所在的渠道里屏蔽；这一单可用 `ticketctl order cancel {order_no} --reason 原因` 取消",
            "block the buyer in the channel; `ticketctl order cancel {order_no} --reason REASON` cancels this order";
        PersonErased { order_no } = "person_erased", Refused,
            "订单 {order_no} 的客户信息已删除", "the buyer of order {order_no} was erased";
        PersonUnidentified { no } = "person_erased", Refused,
            "订单 {no} 的买家资料已销毁，无法再识别此人",
            "the buyer of order {no} was erased and can no longer be identified";
        TicketErased { no } = "person_erased", Refused,
            "订单 {no} 的客户数据已删除，没有票码了", "the buyer of order {no} was erased, and the ticket code too";
        SkuNotFound { sku_id } = "sku_not_found", NotFound,
            "没有 SKU {sku_id}", "there is no SKU {sku_id}",
            hint "`ticketctl sku list` 列出全部 SKU", "`ticketctl sku list` lists them";
        ImportedSkuNotFound { sku_id, currency } = "sku_not_found", NotFound,
            "没有 SKU {sku_id}；什么都没有写入", "there is no SKU {sku_id}; nothing was written",
            hint "先建立：`ticketctl sku add {sku_id} --name 名称 --merchant 商户 --price 单价 --currency {currency}`",
            "add it first: `ticketctl sku add {sku_id} --name NAME --merchant MERCHANT --price PRICE --currency {currency}`";
        FirstRunFailed { code, category } = "first_run_failed", Unknown,
            "同一操作键的第一次执行以退出码 {code}（{category}）结束；这次没有再执行",
            "the first run with this key ended with exit code {code} ({category}); it was not run again",
            hint "用 `ticketctl push list --state unknown` 查看，核实后用 `ticketctl push resolve` 登记",
            "see `ticketctl push list --state unknown`, check, and record it with `ticketctl push resolve`";
    }
}

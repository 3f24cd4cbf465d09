//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum DeliveryError {
        DeliveryNotFound { id } = "delivery_not_found", NotFound,
            "没有投递 {id}", "there is no delivery {id}",
            hint "`ticketctl push list` 列出投递", "`ticketctl push list` lists them";
        DeliveryDamaged = "delivery_damaged", Data,
            "投递的订单号无法识别", "the order number of the delivery is not readable",
            hint "用 `ticketctl doctor` 检查数据库", "check the database with `ticketctl doctor`";
        NoGroup { order_no } = "no_group", Config,
            "没有群接订单 {order_no}", "no group takes order {order_no}",
            hint "`ticketctl group route 群 --ticket-type 票种`、`ticketctl group default 群`，或加 --group",
            "`ticketctl group route GROUP --ticket-type TYPE`, `ticketctl group default GROUP`, or give --group";
        GroupPaused { name, word, reason } = "group_paused", Config,
            "群 {name} 已暂停：{reason}", "group {name} is paused: {reason}",
            hint "排除原因后 `ticketctl group resume {word}`", "fix the cause, then `ticketctl group resume {word}`";
        ChannelAmbiguous { channel } = "channel_ambiguous", Usage,
            "有几个群使用渠道 {channel}", "several groups have the channel {channel}",
            hint "用群名代替：`ticketctl group list`", "name one of the groups: `ticketctl group list`";
        ChannelReachesNoBuyer { name } = "channel_reaches_no_buyer", Config,
            "{name} 是群机器人，不能通知买家", "{name} is a group robot and cannot notify a buyer",
            hint "用 --channel 换一个渠道，或改配置里的通知渠道",
            "name another channel with --channel, or change the channel of notices in the configuration";
        NoContact { no } = "no_contact", Refused,
            "订单 {no} 没有买家联系方式", "order {no} has no contact for the buyer",
            hint "用 --to 给出", "give one with --to";
        NoNoticeWaits { order_no } = "no_notice_waits", Refused,
            "订单 {order_no} 没有等人发出的通知", "no notice of order {order_no} waits for a person",
            hint "`ticketctl next {order_no}` 看下一步；`ticketctl notify send {order_no} --channel manual` 打印要发的文字",
            "`ticketctl next {order_no}` shows the next step; `ticketctl notify send {order_no} --channel manual` prints what to send";
        ChannelResting { group, word, until } = "channel_resting", Transient,
            "{group} 的服务要求暂缓发送到 {until}，什么都没有发出",
            "the service of {group} asked to wait until {until}; nothing was sent",
            hint "到时再执行同一条命令；确认可以发送就 `ticketctl group resume {word}`，立即再试",
            "run the same command again then; if you know that it takes messages now, `ticketctl group resume {word}` and try at once";
        NotBegun = "not_begun", Transient,
            "被信号中断，什么都没有发出", "interrupted by a signal; nothing was sent",
            hint "重新执行同一条命令", "run the same command again";
        DeliveriesInterrupted { count } = "cut_short", Unknown,
            "有 {count} 张订单的投递被中断，结果未知",
            "the deliveries of {count} orders were interrupted, and their outcome is unknown",
            hint "`ticketctl sweep`，然后 `ticketctl push list --state unknown` 和 `ticketctl notify list --state unknown`",
            "`ticketctl sweep`, then `ticketctl push list --state unknown` and `ticketctl notify list --state unknown`";
        SendRefused { order_no, group, code, message, zh, en } = "send_refused", Remote,
            "订单 {order_no} 没有送达 {group}：{code} {message}", "order {order_no} did not reach {group}: {code} {message}",
            hint "{zh}", "{en}";
        OutcomeUnknown { order_no, group, zh, en, noun, delivery } = "outcome_unknown", Unknown,
            "订单 {order_no} 发往 {group} 的结果未知：{zh}",
            "it is unknown whether order {order_no} reached {group}: {en}",
            hint "先核实，再登记：送到了就 `ticketctl {noun} resolve {delivery} --delivered --evidence 凭据`，没有就把 --delivered 换成 --not-delivered；在此之前不会再发",
            "check first, then record it: `ticketctl {noun} resolve {delivery} --delivered --evidence TEXT` if it arrived, with --not-delivered if not; nothing is sent before that";
        ClaimLost { order_no } = "claim_lost", Busy,
            "另一个进程接手了订单 {order_no} 的投递", "another process took over the delivery of order {order_no}",
            hint "先查看订单，再决定下一步", "check the order before anything else";
        ClaimLostAfterSending { order_no, noun, delivery } = "claim_lost", Busy,
            "另一个进程接手了订单 {order_no} 的投递", "another process took over the delivery of order {order_no}",
            hint "对方服务已接收 {delivery}，但它已被记为别的结果：用 `ticketctl {noun} list` 查看，若是未知就登记为已送达",
            "the remote service accepted {delivery}, but it was recorded differently in the meantime: look at it with `ticketctl {noun} list`, and resolve it as delivered if it is unknown";
    }
}

//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum DeliveryError {
        DeliveryNotFound { id } = "delivery_not_found", NotFound,
            "没有投递 {id}", "there is no delivery {id}",
            hint "`ticketctl push list` 列出投递", "`ticketctl push list` lists them";
        DeliveryDamaged = "delivery_damaged", Data,
            "投递的订单号无法识别", "the order number of the delivery is not readable";
        NoGroup { order_no } = "no_group", Config,
            "没有群接订单 {order_no}", "no group takes order {order_no}",
            hint "`ticketctl group route 群 --ticket-type 票种`，或加 --group",
            "`ticketctl group route GROUP --ticket-type TYPE`, or give --group";
        NoContact { no } = "no_contact", Refused,
            "订单 {no} 没有买家联系方式", "order {no} has no contact for the buyer",
            hint "用 --to 给出", "give one with --to";
        ChannelReachesNoBuyer { name } = "channel_reaches_no_buyer", Config,
            "{name} 是群机器人，不能通知买家", "{name} is a group robot, which can't write to a buyer",
            hint "用 --channel 换一个渠道，或改配置里的通知渠道",
            "name another channel with --channel, or change the channel of notices in the configuration";
        NotBegun = "not_begun", Transient,
            "被信号中断，什么都没有发出", "interrupted by a signal; nothing was sent",
            hint "重新执行同一条命令", "run the same command again";
        CutShort { count } = "cut_short", Unknown,
            "有 {count} 张订单的投递被中断，结果未知",
            "the deliveries of {count} orders were interrupted, and their outcome is unknown",
            hint "`ticketctl sweep`，然后 `ticketctl push list --state unknown`",
            "`ticketctl sweep`, then `ticketctl push list --state unknown`";
    }
}

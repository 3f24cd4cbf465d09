//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum LogError {
        AnchorFileOpen { shown } = "anchor_file_open", Config,
            "{shown} 不是只有你能读写的普通文件", "{shown} is not a regular file that only you can read and write",
            hint "`chmod 600 {shown}`，或换一个文件", "`chmod 600 {shown}`, or name another file";
        AnchorDamaged { path, line } = "anchor_damaged", Data,
            "{path} 第 {line} 行不是完整的锚点：文件被改动或截断",
            "line {line} of {path} is not a complete anchor: the file was changed or truncated",
            hint "用另一处保存的副本核对", "compare it with a copy kept elsewhere";
        LogBroken { no, version, what } = "log_broken", Data,
            "日志在订单 {no} 第 {version} 个事件处不一致（{what}），没有写入锚点",
            "the log is inconsistent at event {version} of order {no} ({what}); no anchor was written",
            hint "用 `ticketctl event verify --anchor 文件` 查看全部",
            "`ticketctl event verify --anchor FILE` shows all";
        ImportDayFull { no, sku, date, quantity } = "import_day_full", Refused,
            "订单 {no} 需要 {sku} 在 {date} 的 {quantity} 位，已没有这么多；没有导入",
            "order {no} needs {quantity} places of {sku} on {date}, and fewer are left; it was not imported",
            hint "先用 `ticketctl sku stock {sku} --date {date} --capacity N` 提高当日库存",
            "raise the day's stock first: `ticketctl sku stock {sku} --date {date} --capacity N`";
        ExportEmpty = "export_empty", Usage,
            "文件里没有事件", "the file has no events",
            hint "重新导出后再试", "export it again";
        OrderDiffers { order_no, number, kind } = "order_differs", Refused,
            "订单 {order_no} 已存在，而文件里第 {number} 个事件（{kind}）与已有的不同；没有导入",
            "order {order_no} exists, and event {number} ({kind}) of the file is not the one it has; it was not imported",
            hint "用 `ticketctl order timeline {order_no}` 对照", "compare with `ticketctl order timeline {order_no}`";
        ImportDuplicate { order_no, field, other } = "import_duplicate", Refused,
            "订单 {order_no} 的 {field} 已属于订单 {other}；没有导入",
            "the {field} of order {order_no} belongs to order {other}; it was not imported",
            hint "用 `ticketctl order show {other}` 查看那一单", "look at it with `ticketctl order show {other}`";
        ImportContradiction { line, no, number, kind, axis, said, follows } = "import_contradiction", Refused,
            "第 {line} 行：订单 {no} 的第 {number} 个事件 {kind} 在 {axis} 上矛盾：文件说 {said}，应为 {follows}；什么都没有写入",
            "line {line}: event {number} of order {no}, {kind}, contradicts {axis}: the file says {said}, expected {follows}; nothing was written",
            hint "核对导出是否完整、顺序是否被改动", "check that the export is complete and in its original order";
        EventUnusable { line, no, error } = "event_unusable", Usage,
            "第 {line} 行：订单 {no} 的事件无法使用：{error}；什么都没有写入",
            "line {line}: an event of order {no} is not valid: {error}; nothing was written",
            hint "改正该行，或重新导出", "correct that line, or export it again";
        LogOrphan { order_no } = "log_orphan", Data,
            "日志里有订单 {order_no} 的事件，但没有这个订单",
            "the log has events of order {order_no}, which does not exist",
            hint "用 `ticketctl event verify` 核对日志", "check the log with `ticketctl event verify`";
    }
}

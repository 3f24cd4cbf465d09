//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum SandboxError {
        SandboxOnly { what } = "sandbox_only", Refused,
            "{what} 只能在沙盒数据库里使用", "{what} works in a sandbox database only",
            hint "`ticketctl init --sandbox --db 路径` 建一个沙盒", "`ticketctl init --sandbox --db PATH` makes one";
        ScenarioInvalid { path, reason } = "scenario_invalid", Usage,
            "场景 {path} 不能用：{reason}", "the scenario {path} is not valid: {reason}",
            hint "`ticketctl smoke list` 列出自带的场景，可作样本", "`ticketctl smoke list` lists the built-in ones, to compare with";
        ScenarioNotFound { name, near } = "scenario_not_found", NotFound,
            "没有场景 {name}", "there is no scenario {name}",
            hint "最接近的是 {near}；`ticketctl smoke list` 列出全部，也可以给目录或文件",
            "did you mean {near}? `ticketctl smoke list` lists them; a directory or a file works too";
        EventTypeUnknown { kind, list } = "event_type_unknown", Usage,
            "没有事件类型 {kind}", "there is no event type {kind}",
            hint "是不是：{list}", "did you mean: {list}";
        EventPayload { error } = "event_payload", Usage,
            "事件内容不对：{error}", "the event payload is not valid: {error}",
            hint "用 --set 键=值 补上", "give it with --set key=value";
    }
}

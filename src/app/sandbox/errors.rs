//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum SandboxError {
        ScenarioNotFound { name, near } = "scenario_not_found", NotFound,
            "没有场景 {name}", "there is no scenario {name}",
            hint "最接近的是 {near}；`ticketctl smoke list` 列出全部，也可以给目录或文件",
            "did you mean {near}? `ticketctl smoke list` lists them; a directory or a file works too";
        EventTypeUnknown { kind, list } = "event_type_unknown", Usage,
            "没有事件类型 {kind}", "there is no event type {kind}",
            hint "是不是：{list}", "did you mean: {list}";
        EventPayload { error } = "event_payload", Usage,
            "事件内容不对：{error}", "the event's payload does not fit: {error}",
            hint "用 --set 键=值 补上", "give it with --set key=value";
    }
}

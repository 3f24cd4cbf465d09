//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum WriteError {
        FirstRunFailed { code, category } = "first_run_failed", Unknown,
            "同一操作键的第一次执行以退出码 {code}（{category}）结束；这次没有再执行",
            "the first run with this key ended with exit code {code} ({category}); it was not run again",
            hint "用 `ticketctl push list --state unknown` 查看，核实后用 `ticketctl push resolve` 登记",
            "see `ticketctl push list --state unknown`, check, and record it with `ticketctl push resolve`";
    }
}

//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum GatewayError {
        TlsSetup = "tls_setup", Internal,
            "无法初始化 TLS", "TLS could not be set up";
        NoRuntime = "no_runtime", Internal,
            "系统没有给出事件队列或信号", "the system gave no event queue or signals",
            hint "检查可打开的文件数上限（`ulimit -n`）", "check the limit of open files (`ulimit -n`)";
    }
}

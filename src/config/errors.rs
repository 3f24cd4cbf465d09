//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum ConfigError {
        NoHome = "no_home", Config,
            "找不到用户主目录", "the user has no home directory",
            hint "设置环境变量 HOME", "set the variable HOME";
        ConfigSyntax { path, reason } = "config_syntax", Config,
            "配置文件 {path} 不是合法的 TOML：\n{reason}", "the configuration file {path} is not TOML:\n{reason}";
        ConfigFileRefused { path, zh, en } = "config_file_refused", Config,
            "配置文件 {path} {zh}", "the configuration file {path} {en}";
        ConfigUnreadable { path, error } = "config_unreadable", Config,
            "无法读取配置文件 {path}：{error}", "cannot read the configuration file {path}: {error}";
        ConfigMissing { path } = "config_missing", Config,
            "没有配置文件 {path}", "there is no configuration file {path}",
            hint "去掉 --config，或先运行 ticketctl init", "leave out --config, or run ticketctl init first";
    }
}

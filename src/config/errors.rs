//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum ConfigError {
        NoHome = "no_home", Config,
            "找不到用户主目录", "the user has no home directory",
            hint "设置环境变量 HOME", "set the variable HOME";
        KeyUnknown { key } = "config_unknown_key", Config,
            "配置项 {key}：没有这个配置项", "setting {key}: there is no such setting",
            hint "ticketctl config list 列出所有配置项", "ticketctl config list shows every setting";
        KeyMisspelt { key, name } = "config_unknown_key", Config,
            "配置项 {key}：没有这个配置项", "setting {key}: there is no such setting",
            hint "是否想写 {name}？", "did you mean {name}?";
        ValueInvalid { key, zh, en } = "config_invalid", Config,
            "配置项 {key}：必须是{zh}", "setting {key}: must be {en}";
        SectionExpected { key } = "config_invalid", Config,
            "配置项 {key}：是一个分节，不是一个值", "setting {key}: is a section, not a value";
        ConfigSyntax { path, reason } = "config_syntax", Config,
            "配置文件 {path} 不是合法的 TOML：\n{reason}", "the configuration file {path} is not TOML:\n{reason}",
            hint "改正该文件，或用 --config 指定另一个", "fix the file, or name another one with --config";
        ConfigFileRefused { path, zh, en } = "config_file_refused", Config,
            "配置文件 {path} {zh}", "the configuration file {path} {en}",
            hint "改正后重试，或用 --config 指定另一个", "fix this, or name another file with --config";
        ConfigFileMode { path, mode } = "config_file_refused", Config,
            "配置文件 {path} 的权限是 {mode}，其他用户可访问",
            "the configuration file {path} has mode {mode}, so other users can reach it",
            hint "运行 chmod 600 {path}", "run chmod 600 {path}";
        ConfigUnreadable { path, error } = "config_unreadable", Config,
            "无法读取配置文件 {path}：{error}", "cannot read the configuration file {path}: {error}",
            hint "检查属主和权限，或用 --config 指定另一个", "check its owner and mode, or name another file with --config";
        ConfigMissing { path } = "config_missing", Config,
            "没有配置文件 {path}", "there is no configuration file {path}",
            hint "去掉 --config，或先运行 ticketctl init", "leave out --config, or run ticketctl init first";
    }
}

//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum ChannelError {
        TargetInvalid = "target_invalid", Usage,
            "--target：需要 1 到 1024 字节、没有控制字符的目录",
            "--target: must be a directory of 1 to 1024 bytes without control characters",
            hint "例如 --target /srv/spool", "for example --target /srv/spool";
        GroupUnusable { dir, zh, en } = "group_unusable", Config,
            "目录 {dir} 不能使用：{zh}", "cannot use the directory {dir}: {en}",
            hint "目录必须属于你、权限 0700、不是链接：`chmod 700 目录`",
            "it must be yours, with mode 0700, and not a link: `chmod 700 DIR`";
        GroupSendRefused { name, code, message, zh, en } = "group_unusable", Config,
            "群 {name} 现在不能发送：{code} {message}", "cannot send to the group {name} now: {code} {message}",
            hint "{zh}", "{en}";
        FlagMissing { channel, flag } = "group_flag_missing", Usage,
            "渠道 {channel} 需要 {flag}", "the channel {channel} needs {flag}",
            hint "加上 {flag}", "add {flag}";
        FlagNeedless { channel, flag } = "group_flag_needless", Usage,
            "渠道 {channel} 用不到 {flag}", "the channel {channel} does not take {flag}",
            hint "去掉 {flag}", "drop {flag}";
        FlagInvalid { flag, zh, en } = "group_flag_invalid", Usage,
            "{flag} 必须是{zh}", "{flag} must be {en}",
            hint "`ticketctl help group add` 列出各渠道的选项", "`ticketctl help group add` lists the options of each channel";
        GroupNotFound { name } = "group_not_found", NotFound,
            "没有群 {name}", "there is no group {name}",
            hint "`ticketctl group list` 列出全部群", "`ticketctl group list` lists them";
        NoticeChannelUnknown { name, known } = "notice_channel_unknown", Usage,
            "没有渠道或群 {name}", "there is no channel or group {name}",
            hint "可用：{known}", "known are: {known}";
        RouteNotFound { value, name, list } = "route_not_found", NotFound,
            "群 {name} 没有「{value}」的路由", "the group {name} has no route for \"{value}\"",
            hint "它的路由：{list}", "its routes: {list}";
        GroupUnrouted { value, name, word } = "route_not_found", NotFound,
            "群 {name} 没有「{value}」的路由，也没有别的路由", "the group {name} has no route for \"{value}\", and no other",
            hint "`ticketctl group show {word}`", "`ticketctl group show {word}`";
        RouteElsewhere { value, to } = "route_elsewhere", Refused,
            "「{value}」走的是群 {to}，没有改动", "\"{value}\" goes to the group {to}; nothing was changed",
            hint "写明那个群，或用 `ticketctl group route` 改道", "name that group, or send it elsewhere with `ticketctl group route`";
        GroupNameInvalid { name_limit } = "group_name_invalid", Usage,
            "群名需要 1 到 {name_limit} 个字母、数字、汉字或 - _ .，且不以 - 或 . 开头",
            "a group name must be 1 to {name_limit} letters, digits, ideographs or - _ . and must not begin with - or .",
            hint "例如 华东-1", "for example east-1";
        GroupNameTaken { name } = "group_name_taken", Usage,
            "群不能叫 {name}：这是由人转发通知的渠道", "a group can't be called {name}: that is the channel of notices that a person passes on",
            hint "换一个群名", "choose another name";
        GroupOfOperators { name, word } = "group_of_operators", Refused,
            "{name} 是店内群，不接订单", "{name} is the shop's own group and takes no order",
            hint "换一个群；要它接单就 `ticketctl group operators {word} --off`",
            "name another group; `ticketctl group operators {word} --off` makes it an agents' group";
        GroupTakesOrders { name, word } = "group_takes_orders", Refused,
            "群 {name} 接着订单（有路由或是默认群），不能改成店内群", "the group {name} takes orders (it has routes or is the default) and can't be made the shop's own",
            hint "先 `ticketctl group show {word}` 看路由，`ticketctl group unroute`、`ticketctl group default --none` 取消",
            "see its routes with `ticketctl group show {word}`, and take them back with `ticketctl group unroute` and `ticketctl group default --none`";
        AnswerInvalid { answer_limit } = "answer_invalid", Usage,
            "应答必须是不超过 {answer_limit} 的 JSON", "an answer must be JSON of at most {answer_limit}",
            hint "例如 {{\"errcode\": 0, \"errmsg\": \"ok\"}}", "for example {{\"errcode\": 0, \"errmsg\": \"ok\"}}";
        ChannelAnswersItself { channel } = "channel_answers_itself", Refused,
            "渠道 {channel} 由真实服务应答，不能预设；没有改动",
            "the channel {channel} is answered by the real service, so no answer can be set; nothing was changed",
            hint "预设应答只用于 spool 渠道", "answers can be set only for groups on the spool channel";
        GroupExists { name, word } = "group_exists", Refused,
            "群 {name} 已存在，渠道、目标或选项不同",
            "the group {name} already exists with another channel, target or options",
            hint "换一个名字；或先 `ticketctl group remove {word}`",
            "choose another name, or run `ticketctl group remove {word}` first";
        GroupInUse { name, word, list } = "group_in_use", Refused,
            "群 {name} 还有没完成的推单：{list}", "the group {name} has unfinished pushes: {list}",
            hint "先完成或核实它们：`ticketctl push list`；不想再发就 `ticketctl group pause {word} --reason 原因`",
            "finish or resolve them (`ticketctl push list`); to stop sending, run `ticketctl group pause {word} --reason REASON`";
        GroupUntested { name, zh, en } = "group_untested", Transient,
            "群 {name} 没有测出结果：{zh}", "the test of the group {name} gave no result: {en}",
            hint "稍后再试；没有发送任何消息", "try again later; no message was sent";
        GroupSettingsInvalid { name, word, zh, en } = "group_settings_invalid", Config,
            "群 {name} 的设置不能使用：{zh}", "the settings of the group {name} are not valid: {en}",
            hint "`ticketctl group show {word}` 查看；删除后重新添加",
            "check `ticketctl group show {word}`; remove the group and add it again";
        SecretNameInvalid { zh, en } = "secret_name_invalid", Usage,
            "凭据名必须是{zh}", "a secret's name must be {en}",
            hint "例如 wecom-bot", "for example wecom-bot";
        SecretValueInvalid { value_limit } = "secret_value_invalid", Usage,
            "值必须是 1 到 {value_limit} 个可见的 ASCII 字符，没有空格；什么都没有保存",
            "a secret must be 1 to {value_limit} visible ASCII characters without spaces; nothing was stored",
            hint "从标准输入给出：`ticketctl secret set 名称 < 文件`",
            "pass it on standard input: `ticketctl secret set NAME < FILE`";
        SecretIsAddress = "secret_is_address", Usage,
            "这是一个网址，里面没有密钥；什么都没有保存", "this is an address without a key in it; nothing was stored",
            hint "只给出密钥本身：群机器人是地址里 key= 后面的部分，Telegram 是 BotFather 给的令牌",
            "pass the key alone: for a group robot what stands behind key= in its address, for Telegram the token from BotFather";
        SecretMissing { name } = "secret_missing", Config,
            "没有凭据 {name}", "there is no secret {name}",
            hint "`ticketctl secret set {name}` 从标准输入读取它", "`ticketctl secret set {name}` reads it from standard input";
        SecretSymlink { name, path } = "secret_symlink", Config,
            "不能使用凭据 {name}（{path}）：是符号链接", "the secret {name} ({path}) cannot be used: it is a symbolic link",
            hint "`ticketctl secret set {name}` 从标准输入读取它", "`ticketctl secret set {name}` reads it from standard input";
        SecretDenied { name, path } = "secret_denied", Config,
            "不能使用凭据 {name}（{path}）：没有读取权限", "the secret {name} ({path}) cannot be used: permission denied",
            hint "`ticketctl secret set {name}` 从标准输入读取它", "`ticketctl secret set {name}` reads it from standard input";
        SecretNotRegular { name, path } = "secret_not_a_file", Config,
            "不能使用凭据 {name}（{path}）：不是普通文件", "the secret {name} ({path}) cannot be used: it is not a regular file",
            hint "`ticketctl secret set {name}` 从标准输入读取它", "`ticketctl secret set {name}` reads it from standard input";
        SecretNotInDirectory { name, path } = "secret_not_a_file", Config,
            "不能使用凭据 {name}（{path}）：不是目录", "the secret {name} ({path}) cannot be used: it is not a directory",
            hint "`ticketctl secret set {name}` 从标准输入读取它", "`ticketctl secret set {name}` reads it from standard input";
        SecretOwner { name, path, owner, me } = "secret_owner", Config,
            "不能使用凭据 {name}（{path}）：属于用户 {owner}，而不是当前用户 {me}", "the secret {name} ({path}) cannot be used: it belongs to user {owner}, not to user {me}",
            hint "`ticketctl secret set {name}` 从标准输入读取它", "`ticketctl secret set {name}` reads it from standard input";
        SecretTooLarge { name, path, limit } = "secret_too_large", Config,
            "不能使用凭据 {name}（{path}）：超过 {limit}", "the secret {name} ({path}) cannot be used: it is larger than {limit}",
            hint "`ticketctl secret set {name}` 从标准输入读取它", "`ticketctl secret set {name}` reads it from standard input";
        SecretMalformed { name, path } = "secret_malformed", Config,
            "不能使用凭据 {name}（{path}）：内容不是一行可见字符", "the secret {name} ({path}) cannot be used: it does not hold a single line of visible characters",
            hint "`ticketctl secret set {name}` 从标准输入读取它", "`ticketctl secret set {name}` reads it from standard input";
        TokenMalformed { name } = "secret_malformed", Config,
            "凭据 {name} 不是机器人令牌，什么都没有发出：令牌的形式是 123456:ABC…",
            "the secret {name} is no bot token, so nothing was sent: a token looks like 123456:ABC…",
            hint "向 @BotFather 查询令牌，再用 `ticketctl secret set {name}` 重新保存",
            "ask @BotFather for the token, then store it with `ticketctl secret set {name}`";
        SecretMode { name, path, mode, bits } = "secret_mode", Config,
            "不能使用凭据 {name}（{path}）：权限 {mode} 允许他人访问",
            "the secret {name} ({path}) cannot be used: its mode {mode} gives others access",
            hint "运行 chmod {bits} {path}", "run `chmod {bits} {path}`";
        SecretNotFound { name } = "secret_not_found", NotFound,
            "没有存下凭据 {name}", "no secret {name} is stored",
            hint "`ticketctl secret list` 列出全部凭据", "`ticketctl secret list` lists them";
        SecretInUse { list, name } = "secret_in_use", Refused,
            "群 {list} 在用凭据 {name}", "the secret {name} is in use by {list}",
            hint "先删除这些群；要换值就再运行 `ticketctl secret set {name}`",
            "remove these groups first; to change the value, run `ticketctl secret set {name}` again";
        TemplateNotFound { code, known } = "template_not_found", NotFound,
            "没有通知模板 {code}", "there is no template {code}",
            hint "现有模板：{known}", "the templates are: {known}";
        WordingUnreadable { file_limit } = "wording_unreadable", Usage,
            "模板必须是不超过 {file_limit} 的 UTF-8 文本", "a template must be UTF-8 text of at most {file_limit}",
            hint "把文件另存为 UTF-8，或缩短模板", "save the file as UTF-8, or shorten the template";
    }
}

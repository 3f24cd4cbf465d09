//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum CliError {
        Usage { zh, en } = "usage", Usage,
            "{zh}", "{en}",
            hint "加 --help 查看用法", "see --help for usage";
        UnknownFlag { flag } = "usage", Usage,
            "没有参数 {flag}", "there is no flag {flag}",
            hint "加 --help 查看用法", "see --help for usage";
        UnexpectedWord { word } = "usage", Usage,
            "多了一个词「{word}」", "there is one word too many: {word}",
            hint "加 --help 查看用法", "see --help for usage";
        UnknownCommand { word } = "usage", Usage,
            "没有命令「{word}」", "there is no command {word}",
            hint "加 --help 查看用法", "see --help for usage";
        CommandMissing { command, zh, en } = "usage", Usage,
            "`{command}` 后面还要一个命令：{zh}", "`{command}` needs a command: {en}",
            hint "加 --help 查看用法", "see --help for usage";
        ValueUnknown { flag, value, zh, en } = "usage", Usage,
            "{flag} 没有「{value}」这个值；可用：{zh}", "{flag} takes no {value}; possible values: {en}",
            hint "加 --help 查看用法", "see --help for usage";
        ValueMissing { flag } = "usage", Usage,
            "{flag} 后面缺一个值", "{flag} needs a value",
            hint "加 --help 查看用法", "see --help for usage";
        ValueInvalid { flag, value, zh, en } = "usage", Usage,
            "{flag} 不能是「{value}」：{zh}", "{flag} cannot be {value}: {en}",
            hint "加 --help 查看用法", "see --help for usage";
        ValuesTooMany { flag, value } = "usage", Usage,
            "{flag} 多了一个值「{value}」", "{flag} has one value too many: {value}",
            hint "加 --help 查看用法", "see --help for usage";
        ValuesMiscounted { flag, wanted, given } = "usage", Usage,
            "{flag} 要 {wanted} 个值，给了 {given} 个", "{flag} takes {wanted} values, and {given} are given",
            hint "加 --help 查看用法", "see --help for usage";
        ArgumentsMissing { zh, en } = "usage", Usage,
            "还缺：{zh}", "missing: {en}",
            hint "加 --help 查看用法", "see --help for usage";
        FlagRepeated { flag } = "usage", Usage,
            "{flag} 只能给一次", "{flag} can be given only once",
            hint "加 --help 查看用法", "see --help for usage";
        FlagsConflict { flag, zh, en } = "usage", Usage,
            "{flag} 不能和 {zh} 一起用", "{flag} cannot be used with {en}",
            hint "加 --help 查看用法", "see --help for usage";
        EqualsMissing { flag } = "usage", Usage,
            "{flag} 的值要用 = 连着写", "{flag} takes its value after =",
            hint "加 --help 查看用法", "see --help for usage";
        Panicked { place } = "internal_fault", Internal,
            "程序内部出错（{place}）；没有提交的改动都没有保存", "the program failed ({place}); nothing that was not committed is kept",
            hint "用 `ticketctl doctor` 检查后重新执行同一条命令；把这个位置告诉维护者",
            "check the shop with `ticketctl doctor`, run the same command again, and report the place";
        ArgumentNotText { i } = "argument_not_text", Usage,
            "第 {i} 个参数不是 UTF-8 文本", "argument {i} is not UTF-8 text",
            hint "把终端的字符集设为 UTF-8", "set the terminal's character set to UTF-8";
        VariableNotText { name } = "variable_not_text", Config,
            "环境变量 {name} 不是 UTF-8 文本", "the variable {name} is not UTF-8 text",
            hint "改正或取消该变量", "correct the variable, or unset it";
        ArgumentTooLong { i } = "argument_too_long", Usage,
            "第 {i} 个参数超过 64 KiB", "argument {i} is longer than 64 KiB",
            hint "改用文件或标准输入", "use a file or standard input instead";
        GroupByHand = "usage", Usage,
            "--channel 不能是 manual：那是由人转交给买家的通知（`ticketctl notify send --channel manual`），代理群没有这种渠道",
            "--channel cannot be manual: that is how a notice is given to its buyer by hand (`ticketctl notify send --channel manual`), and no group has it",
            hint "由人转发的群用 `--channel spool --target 目录`：每条消息和凭证写成文件，由你贴到群里",
            "for a group that you serve by hand, `--channel spool --target DIR`: each message and proof becomes a file, which you post yourself";
        NoSuchTopic { word } = "no_such_topic", Usage,
            "没有命令或主题 {word}", "there is no command or topic {word}",
            hint "`ticketctl help` 列出全部命令", "`ticketctl help` lists all commands";
        TopicMisspelt { word, near } = "no_such_topic", Usage,
            "没有命令或主题 {word}", "there is no command or topic {word}",
            hint "是不是 {near}？", "did you mean {near}?";
        TextInvalid { flag, limit } = "text_invalid", Usage,
            "{flag}：需要 1 到 {limit} 个可见字符", "{flag}: 1 to {limit} visible characters are needed",
            hint "缩短文字，去掉不可见的字符", "shorten the text and remove invisible characters";
        SearchTextInvalid { limit } = "text_invalid", Usage,
            "TEXT：需要 1 到 {limit} 字节的文本", "TEXT: 1 to {limit} bytes of text are needed",
            hint "给出订单号、商品名或姓名的一部分", "use a part of an order number, a product or a name";
        PipedTextInvalid { name, limit } = "text_invalid", Usage,
            "{name}：标准输入要是不超过 {limit} 的 UTF-8 文本", "{name}: stdin must be UTF-8 text of at most {limit}",
            hint "检查管道里的内容", "check what is piped in";
        DateInvalid { flag, error } = "date_invalid", Usage,
            "{flag}：日期要写成 2026-04-15 这样", "{flag}: {error}";
        DurationInvalid { text } = "duration_invalid", Usage,
            "--max-runtime：{text} 不是时长，要写成 50s、5m 或 1h，最长一天",
            "--max-runtime: {text} is not a valid duration, such as 50s, 5m or 1h, at most a day";
        StateUnknown { code, known } = "state_unknown", Usage,
            "没有状态 {code}；可用：{known}", "there is no state {code}; known: {known}";
        CodeUnknown { flag, zh, en } = "code_unknown", Usage,
            "{flag}：没有这个代码", "{flag}: there is no such code",
            hint "可用：{zh}", "known: {en}";
        PackSizeWithoutPack = "pack_size_without_pack", Usage,
            "按人计价没有每份人数", "a price per person has no pack size",
            hint "去掉 --pack-size，或用 --basis pack", "drop --pack-size, or use --basis pack";
        SettingInvalid = "setting_invalid", Usage,
            "--set 要写成 键=值", "--set must be key=value",
            hint "例如 --set reason=退票", "for example --set reason=cancelled";
        AnswerNeeded { question, answer } = "answer_needed", Usage,
            "需要回答「{question}」，但没有终端可问", "cannot ask without a terminal: {question}",
            hint "加 {answer}", "add {answer}";
        TicketCodeNeeded = "answer_needed", Usage,
            "需要票码，但没有终端可问", "a ticket code is needed, and there is no terminal to ask on",
            hint "从标准输入给出票码", "give the code on standard input";
        FormNeeded { command, order_no } = "answer_needed", Usage,
            "需要买家资料，但没有终端可问", "the buyer's details are needed, and there is no terminal to ask on",
            hint "`ticketctl {command} {order_no} --file 文件`（JSON 或买家的文字），或 --file - 从标准输入读",
            "`ticketctl {command} {order_no} --file FILE` (JSON or the buyer's text), or --file - to read stdin";
        PlaceholderGiven { flag, value } = "placeholder_given", Usage,
            "{flag} 后面的「{value}」只是占位的字，不是真的内容；什么都没有登记",
            "\"{value}\" for {flag} only marks the place of a value; nothing was recorded",
            hint "换成真的内容再执行（文件就叫这个名字时，前面加 ./）",
            "put the real thing there (a file that is called so takes ./ before its name)";
        CellPlaceholder { zh, en, value } = "placeholder_given", Usage,
            "{zh}这一栏的「{value}」只是占位的字，不是真的内容；这一行没有登记",
            "\"{value}\" in the column {en} only marks the place of a value; the row was not recorded",
            hint "在表里填上真的内容，再执行一次", "put the real thing into the sheet, and run it again";
        PaymentNumberTwice { number, others } = "payment_number_twice", Usage,
            "付款单号 {number} 在第 {others} 行都有，都没有登记",
            "the payment number {number} is in rows {others}; none of them was booked",
            hint "核对是哪一单的，改正另一行后再执行一次", "see which order it belongs to, correct the other row and run it again";
        PaymentChannelNeeded { order_no } = "answer_needed", Usage,
            "要说明代理是怎么付的，但没有终端可问", "how the agent was paid is not said, and there is no terminal to ask on",
            hint "`ticketctl payment confirm {order_no} --channel 渠道 --ref 单号`；渠道写微信、支付宝或银行",
            "`ticketctl payment confirm {order_no} --channel CHANNEL --ref REF`; the channels are wechat, alipay and bank";
        LossUnconfirmed { zh, en } = "answer_needed", Usage,
            "{zh}", "{en}",
            hint "确实要这样，就加 --yes 再执行一次", "if that is meant, run it again with --yes";
        RowChannelMissing = "channel_missing", Usage,
            "这一行没有写渠道", "the row does not say the channel",
            hint "补上渠道这一列，或加 --channel wechat", "add a column for it, or --channel wechat";
        OrderTwice { order_no } = "order_twice", Usage,
            "{order_no} 前面已经有一个了", "{order_no} came before",
            hint "只留一个，再执行一次", "keep one of them and run it again";
        LegNeeded { zh, en, codes } = "answer_needed", Usage,
            "{zh}：要说明是哪一项退了", "{en}: which leg is done is not said",
            hint "加 `--leg`，可用：{codes}", "add --leg; still open: {codes}";
        NoLegOpen { zh, en } = "no_leg_open", Refused,
            "{zh}：没有哪一项还没退", "{en}: no leg of a refund is open",
            hint "`ticketctl next` 看下一步该做什么", "`ticketctl next` shows the next step";
        FlagOfOneOrder { flag } = "flag_of_one_order", Usage,
            "{flag} 只用于一个订单", "{flag} is for one order only",
            hint "这一单单独执行", "run the command for that order alone";
        NoFailedPush { order_no } = "no_failed_push", NotFound,
            "订单 {order_no} 没有失败的推单", "order {order_no} has no push that failed",
            hint "`ticketctl next {order_no}` 看下一步该做什么", "`ticketctl next {order_no}` shows the next step";
        NoUnknownPush { order_no } = "no_unknown_push", NotFound,
            "订单 {order_no} 没有结果未知的推单", "order {order_no} has no push of unknown outcome",
            hint "`ticketctl next {order_no}` 看下一步该做什么", "`ticketctl next {order_no}` shows the next step";
        SeveralUnknownPushes { order_no, list } = "several_unknown_pushes", Usage,
            "订单 {order_no} 有几条结果未知的投递：{list}", "order {order_no} has several deliveries of unknown outcome: {list}",
            hint "写明是哪一条", "name the one that is meant";
        TerminalClosed = "answer_needed", Usage,
            "终端已关闭，没有得到回答", "the terminal was closed before an answer",
            hint "改用 --file 文件", "use --file FILE instead";
        SecretNeeded = "answer_needed", Usage,
            "需要一个值，但没有终端可问", "a value is needed, and there is no terminal to ask on",
            hint "从标准输入给出：`ticketctl secret set 名称 < 文件`",
            "pass it on standard input: `ticketctl secret set NAME < FILE`";
        PassphraseNotAsked = "answer_needed", Usage,
            "需要备份的口令，但没有终端可问", "the passphrase of the backup is needed, and there is no terminal to ask on",
            hint "用 --passphrase-file 文件，或 --passphrase-file - 从标准输入读",
            "use --passphrase-file FILE, or --passphrase-file - to read standard input";
        PassphraseInvalid { least, most } = "passphrase_invalid", Usage,
            "口令要有 {least} 个字符以上、{most} 字节以下，一行", "a passphrase is one line of at least {least} characters and at most {most} bytes",
            hint "用几个不相干的词", "use several unrelated words";
        PassphraseFile { path, zh, en } = "passphrase_file", Config,
            "不能使用口令文件 {path}：{zh}", "the passphrase file {path} cannot be used: {en}",
            hint "它必须是你的普通文件，权限 0600；管道用 --passphrase-file -", "it must be a regular file of yours with mode 0600; for a pipe, use --passphrase-file -";
        WatchNotForScripts { flag } = "watch_not_for_scripts", Usage,
            "--watch 画在终端上，不能与 {flag} 一起用", "--watch draws on a terminal and does not go with {flag}",
            hint "脚本用 `ticketctl event tail --follow --json`", "scripts use `ticketctl event tail --follow --json`";
        WatchNeedsTerminal = "watch_needs_terminal", Usage,
            "--watch 需要终端", "--watch needs a terminal",
            hint "没有终端时用 `ticketctl event tail --follow`", "elsewhere use `ticketctl event tail --follow`";
        Interrupted = "interrupted", Interrupted,
            "已中断，什么都没有改变", "interrupted; nothing was changed",
            hint "重新执行同一条命令", "run the same command again";
        WorkInterrupted { steps, notes } = "interrupted", Interrupted,
            "已中断；之前做完的 {steps} 步、写下的 {notes} 条备注都已登记",
            "interrupted; what was done before is recorded: steps {steps}, notes {notes}",
            hint "`ticketctl work` 从剩下的接着做", "`ticketctl work` goes on with the rest";
        ReasonNeeded { order_no } = "answer_needed", Usage,
            "更正订单 {order_no} 的表单要写明原因", "correcting the form of order {order_no} needs a reason",
            hint "加 --reason 原因", "add --reason REASON";
        FormLeft { command, order_no } = "declined", Declined,
            "没有提交；填过的内容已加密保存", "not submitted; what was answered is kept, sealed",
            hint "接着填：`ticketctl {command} {order_no}`", "go on with `ticketctl {command} {order_no}`";
        Declined = "declined", Declined,
            "已按你的回答停止，什么都没有改变", "stopped; nothing was changed";
        ScreenshotOfOther { named, other } = "screenshot_of_other", Usage,
            "这张图完全符合订单 {other}，不符合 {named}；没有记录",
            "the picture fits order {other} in full, and not {named}; nothing was recorded",
            hint "归到 {other}：订单号改成它再运行（或加 --yes）；确实属于 {named}：加 --this-order",
            "name {other} instead (or add --yes); if it does belong to {named}, add --this-order";
        ScreenshotOfSeveral { named, list } = "screenshot_of_other", Usage,
            "这张图符合 {list}，不符合 {named}；没有记录",
            "the picture fits {list}, and not {named}; nothing was recorded",
            hint "订单号改成其中一单再运行；确实属于 {named}：加 --this-order",
            "name one of them instead; if it does belong to {named}, add --this-order";
        ScreenshotRecordedElsewhere { named, other } = "screenshot_recorded_elsewhere", Refused,
            "这张图已是订单 {other} 的截图，不符合 {named}；没有记录",
            "the picture is the screenshot of order {other} already and does not fit {named}; nothing was recorded",
            hint "给 {named} 换一张截图；确实属于 {named}：加 --this-order",
            "take another picture for {named}; if this one does belong to it, add --this-order";
        ErasureDeclined = "declined", Declined,
            "输入的不是订单号，什么都没有销毁", "that is not the order number; nothing was destroyed",
            hint "再执行一次，照抄订单号确认", "run the command again and type the order number to confirm";
        SecretOnCommandLine = "secret_on_command_line", Usage,
            "命令行上不能给出凭据：其他用户看得到，终端历史也会保留；什么都没有保存",
            "a secret cannot be given on the command line, where other users and the shell history can see it; nothing was stored",
            hint "如果刚才写的是真的凭据，请先更换它；然后 `ticketctl secret set 名称 < 文件`",
            "if that was a real secret, change it at the service; then run `ticketctl secret set NAME < FILE`";
        TicketCodeUnreadable = "ticket_code_unreadable", Usage,
            "没有读到一个票码", "expected one ticket code",
            hint "从标准输入给出一个票码，前后的空白不要紧：`ticketctl ticket verify < 文件`",
            "pass one code on standard input; surrounding whitespace is ignored: `ticketctl ticket verify < FILE`";
        TicketCodeOnCommandLine = "ticket_code_on_command_line", Usage,
            "命令行上不能给出票码：其他用户看得到，终端历史也会保留",
            "a ticket code cannot be given on the command line, where other users and the shell history can see it",
            hint "从标准输入给出：`ticketctl ticket redeem --code - < 文件`",
            "pass it on standard input: `ticketctl ticket redeem --code - < FILE`";
        QrNeedsReveal = "reveal_needed", Usage,
            "二维码就是票码：要加 --reveal，并会被记录",
            "the QR code is the ticket's code: it needs --reveal, which is recorded",
            hint "加上 --reveal", "add --reveal";
        ScreenshotNeedsReveal = "reveal_needed", Usage,
            "截图含有个人信息：--save 要和 --reveal 一起用",
            "a screenshot holds personal data: --save needs --reveal",
            hint "加 --reveal；这次查看会被记录", "add --reveal; the access is recorded";
        KeyNotForFolder = "key_not_for_folder", Usage,
            "--key 只代表一个订单，不能和 --dir 一起用", "--key is for one order and cannot be used with --dir",
            hint "去掉 --key：同一张图片不会记录两次", "leave out --key: the same picture is never recorded twice";
        KeyNotTaken { command, zh, en } = "key_not_taken", Usage,
            "`{command}` 不接受 --key：{zh}", "`{command}` takes no --key: {en}",
            hint "去掉 --key", "leave out --key";
        WorkNeedsTerminal = "terminal_needed", Usage,
            "`work` 要在终端里逐单询问，这里没有终端；现在没有要做的事",
            "`work` asks order by order on a terminal, and there is none; nothing is to be done now",
            hint "脚本用 `ticketctl queue --json`", "a script uses `ticketctl queue --json`";
        WorkNeedsTerminalFor { zh, en } = "terminal_needed", Usage,
            "`work` 要在终端里逐单询问，这里没有终端",
            "`work` asks order by order on a terminal, and there is none",
            hint "最急的一步：`{zh}`；全部：`ticketctl queue`", "the most urgent step: `{en}`; all of them: `ticketctl queue`";
        WorkNotDry = "dry_run_not_here", Usage,
            "`work` 没有试运行：每一步都当场登记", "`work` has no dry run: each step is recorded at once",
            hint "对单个命令试运行，例如 `ticketctl push 订单 --dry-run`", "try a single command instead, such as `ticketctl push ORDER --dry-run`";
        OrderOpenElsewhere { order_no } = "order_open_elsewhere", Busy,
            "订单 {order_no} 正在另一个终端的 `work` 里打开", "the order {order_no} is open in `work` on another terminal",
            hint "在那里做完或退出后再来；`ticketctl work` 从待办里取下一单", "finish or leave it there first; `ticketctl work` takes the next of the queue";
        GroupNeeded = "group_needed", Usage,
            "要推哪个群？", "which group?",
            hint "`ticketctl push --group 群`，或给出订单号", "`ticketctl push --group GROUP`, or name the orders";
        GroupNotNamed { command, others } = "group_needed", Usage,
            "要推哪个群？", "which group?",
            hint "推给 {others}：`{command}`，或给出订单号", "to {others}: `{command}`, or name the orders";
        ChannelNeeded = "channel_needed", Usage,
            "没有说用哪个渠道通知", "no channel is set for the notice",
            hint "加 --channel，或 `ticketctl config set checkout.notice_channel 渠道`",
            "add --channel, or run `ticketctl config set checkout.notice_channel CHANNEL`";
        CopyNeedsOne = "copy_needs_one", Usage,
            "剪贴板只放得下一条通知", "the clipboard holds one notice",
            hint "--copy 一次用于一张订单", "use --copy for one order at a time";
        NotANotice { id } = "not_a_notice", Usage,
            "{id} 不是通知", "{id} is not a notice",
            hint "推单用 `ticketctl push retry`", "for a push, use `ticketctl push retry`";
        PriceTableEmpty = "price_table_empty", NotFound,
            "订单没有票种，价目表也是空的", "the order has no ticket type and the price table is empty",
            hint "先 `ticketctl price import 文件`", "first `ticketctl price import FILE`";
        OrderExists { no } = "order_exists", Refused,
            "这个外部订单号已经是订单 {no}", "this external number already belongs to order {no}",
            hint "`ticketctl order show {no}`", "`ticketctl order show {no}`";
        FormatMissing = "format_missing", Usage,
            "导出需要说明格式", "an export needs a format",
            hint "加 --format csv、--format xlsx -o 文件，或 --format ndjson", "add --format csv, --format xlsx -o FILE, or --format ndjson";
        OutputMissing = "output_missing", Usage,
            "xlsx 不能写到标准输出", "xlsx cannot be written to standard output",
            hint "加 --output 文件（-o 文件）；要用管道就用 csv", "add --output FILE (-o FILE); for a pipe, use csv";
        OutputNotTaken = "output_not_taken", Usage,
            "--output 只用于 csv 和 xlsx", "--output is for csv and xlsx",
            hint "用 > 文件 保存", "use > FILE instead";
        RawWorkbook = "raw_workbook", Usage,
            "--raw 不能写成 xlsx", "--raw cannot be written as xlsx",
            hint "去掉 --raw，或用 --format csv --raw", "drop --raw, or use --format csv --raw";
        XlsxElsewhere { command } = "format_not_here", Usage,
            "`{command}` 不能输出 xlsx", "`{command}` cannot print xlsx",
            hint "这里用 --format csv；订单表用 `ticketctl order export --format xlsx -o 文件`",
            "use --format csv here; `ticketctl order export --format xlsx -o FILE` writes a workbook of orders";
        OrdersMissing = "orders_missing", Usage,
            "标准输入里需要订单号，每行一个（至多 1 MiB）",
            "stdin must list order numbers, one per line, at most 1 MiB",
            hint "例如 `ticketctl order list --format ids | ticketctl checkout lock -`",
            "for example `ticketctl order list --format ids | ticketctl checkout lock -`";
        FlagOfOtherFlow { flag } = "flag_of_other_flow", Usage,
            "{flag} 只用于 order_… 订单", "{flag} is for orders of the checkout flow (order_…) only",
            hint "转售订单逐项登记：`ticketctl refund leg 订单 --leg … --evidence 凭据`",
            "a resale refund records each leg: `ticketctl refund leg ORDER --leg … --evidence TEXT`";
        EvidenceTooShort = "evidence_too_short", Usage,
            "凭据至少两个字", "evidence has at least 2 characters",
            hint "写退款单号、聊天内容或截图名", "give a refund number, a message, or the name of a screenshot";
        EvidenceNeeded = "evidence_needed", Usage,
            "结束退款需要凭据", "completing a refund of this flow needs evidence that the money is back",
            hint "加上 --evidence，如支付方的退款单号", "add --evidence, such as the payment provider's refund number";
        TwoPlaces = "two_places", Usage,
            "--keep 和 --db（TICKETCTL_DB）只能给一个", "--keep and --db (TICKETCTL_DB) cannot be used together",
            hint "去掉其一", "drop one of them";
        DirectoryTaken { shown } = "directory_taken", Refused,
            "{shown} 里已有内容，没有改动", "{shown} is not empty; nothing was changed",
            hint "给一个新目录", "name a new directory";
        SandboxNotMade { reason } = "sandbox_not_made", Internal,
            "沙盒没有建成：{reason}", "cannot create the sandbox: {reason}",
            hint "检查临时目录的空间和权限，或用 --keep 指定目录",
            "check the space and the mode of the temporary directory, or name one with --keep";
        DemoBroken { command, failed, both } = "demo_broken", Partial,
            "演示停在 `ticketctl {command}`：{failed}", "the demo stopped at `ticketctl {command}`: {failed}",
            hint "`ticketctl smoke run {both} -v` 给出细节", "`ticketctl smoke run {both} -v` shows the details";
        KeyNotPem { zh, en } = "ap2_key_not_pem", Internal,
            "公钥不能写成 PEM：{zh}", "cannot write the public key as PEM: {en}",
            hint "去掉 --pem，使用 JWK", "drop --pem and use the JWK";
        ScriptNotText = "script_not_text", Internal,
            "补全脚本不是文本", "the completion script is not text";
        NothingCreated = "nothing_created", Internal,
            "没有建立订单", "no order was created";
    }
}

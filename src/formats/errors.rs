//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum FormatError {
        NotABackup { path } = "not_a_backup", Usage,
            "{path} 不是 ticketctl 的备份", "{path} is not a backup of ticketctl",
            hint "给出 `ticketctl backup` 写的文件", "name a file that `ticketctl backup` wrote";
        BackupNewer { path, found, known } = "backup_newer", Data,
            "备份 {path} 的格式是 {found}，本程序只认识到 {known}",
            "the backup {path} has the format {found}; this program supports up to {known}",
            hint "升级 ticketctl；文件没有改动", "upgrade ticketctl; the file was not changed";
        BackupDamaged { path, zh, en } = "backup_damaged", Data,
            "备份 {path} 不可用：{zh}", "the backup {path} is not usable: {en}",
            hint "用另一份备份；`ticketctl restore --check 文件` 可先检查", "use another backup; `ticketctl restore --check FILE` tests one first";
        PassphraseNeeded { path } = "passphrase_needed", Usage,
            "备份 {path} 已加密，需要口令", "the backup {path} is sealed and needs its passphrase",
            hint "用 --passphrase-file 文件 给出，或在终端里运行", "give it with --passphrase-file FILE, or run the command in a terminal";
        PassphraseWrong { path } = "passphrase_wrong", Config,
            "口令打不开备份 {path}，或文件开头已损坏", "the passphrase does not open the backup {path}, or the file is damaged at its beginning",
            hint "再试一次；口令无法找回", "try again; a passphrase cannot be recovered";
        EventOrderNo { error } = "event_order_no", Usage,
            "字段 orderNo：不是订单号（XY… 或 order_…）", "the field orderNo: {error}";
        EventType = "event_type", Usage,
            "字段 type：事件类型只含字母、数字和 _", "the field type: an event's type is letters, digits and _";
        EventCode { field, known } = "event_code", Usage,
            "字段 {field} 应是以下之一：{known}", "the field {field} must be one of: {known}";
        ErrorMessageTooLong { max_sentence } = "field_too_long", Usage,
            "字段 errorMessage 应是不超过 {max_sentence} 个字符的文本",
            "the field errorMessage must be a text of at most {max_sentence} characters",
            hint "缩短后重试", "shorten it and run the command again";
        TimeFlag { flag, error } = "time_invalid", Usage,
            "{flag}：时间要写成 2026-03-20T03:36:02Z 这样", "{flag}: {error}";
        PastTimeFlag { flag, error } = "time_invalid", Usage,
            "{flag}：看不出是什么时间", "{flag}: not a time that can be read ({error})",
            hint "可写成 2026-03-20 11:35、2026/3/20、3-20、today、yesterday、1h 或 3d", "write 2026-03-20 11:35, 2026/3/20, 3-20, today, yesterday, 1h or 3d";
        DayRange { limit } = "time_invalid", Usage,
            "--date：写成 2026-04-15 或 2026-04-01..2026-04-30，最多 {limit} 天",
            "--date is 2026-04-15 or 2026-04-01..2026-04-30, at most {limit} days";
        PlayDateFlag = "time_invalid", Usage,
            "--play-date：写成 2026-04-15 或 2026-04-01..2026-04-30",
            "--play-date is 2026-04-15 or 2026-04-01..2026-04-30";
        UntilFlag { error } = "time_invalid", Usage,
            "--until：日期应为 yyyy-mm-dd", "--until: {error}";
        TimeField { field, error } = "time_invalid", Usage,
            "字段 {field}：时间应为带时区的 RFC 3339，如 2026-03-20T03:36:02Z", "the field {field}: {error}";
        DayField { field, error } = "time_invalid", Usage,
            "字段 {field}：日期应为 yyyy-mm-dd，如 2026-04-15", "the field {field}: {error}";
        TimeRange { field, error } = "time_range", Usage,
            "字段 {field}：日期应在 2020-01-01 到 2099-12-31 之间", "the field {field}: {error}";
        PriceFlag { limit, error } = "amount_invalid", Usage,
            "--price：写成 119.00 这样，0.01 到 {limit}", "--price: {error}";
        AmountFlag { error } = "amount_invalid", Usage,
            "--amount：金额（元）如 495.88，在 0.01 到 100000.00 之间", "--amount: {error}";
        AmountField { field, error } = "amount_invalid", Usage,
            "字段 {field}：金额（元）最多 7 位整数、2 位小数，如 506 或 506.00", "the field {field}: {error}";
        AmountDamaged { field, error } = "amount_damaged", Usage,
            "字段 {field}：金额被表格软件改成了科学计数法，数字已丢失；请以文本导出", "the field {field}: {error}",
            hint "重新导出，并把金额列设为文本", "export again with the amount column as text";
        AmountRange { field, error } = "amount_range", Usage,
            "字段 {field}：一单的金额在 0.01 到 100000.00 元之间", "the field {field}: {error}";
        OrderNoScientific { field } = "order_no_damaged", Usage,
            "字段 {field}：订单号被表格软件改成了科学计数法，末尾数字已丢失",
            "the field {field}: a spreadsheet turned the order number into scientific notation and its digits are lost",
            hint "重新导出，并把订单号列设为文本；或改用 JSON 导入",
            "export again with the order number column as text, or import JSON";
        OrderNoRounded { field } = "order_no_damaged", Usage,
            "字段 {field}：订单号作为数字经过了 JavaScript 一类的程序，末尾数字已丢失",
            "the field {field}: the order number went through a program as a number, and its last digits are lost",
            hint "重新导出，并把订单号写成文本：带引号", "export again with the order number as a text, in quotation marks";
        FieldMissing { field } = "field_missing", Usage,
            "缺少字段 {field}", "the field {field} is missing",
            hint "补上该字段后重试", "add it and run the command again";
        FieldUnknown { name, list } = "field_unknown", Usage,
            "不认识字段 {name}", "the field {name} is unknown",
            hint "可用字段：{list}", "known fields: {list}";
        FieldUntold { length, list } = "field_unknown", Usage,
            "有一个不认识的字段（{length} 个字符，不显示，以免泄露个人信息）",
            "a field is unknown ({length} characters, not shown because it may be personal data)",
            hint "可用字段：{list}", "known fields: {list}";
        FieldMisspelt { name, meant } = "field_unknown", Usage,
            "不认识字段 {name}", "the field {name} is unknown",
            hint "是否想写 {meant}？", "did you mean {meant}?";
        ColumnUnknown { name, list } = "csv_column_unknown", Usage,
            "不认识字段 {name}", "the field {name} is unknown",
            hint "可用字段：{list}", "known fields: {list}";
        ColumnUntold { column, list } = "csv_column_unknown", Usage,
            "不认识第 {column} 列的标题（不显示，以免泄露个人信息）",
            "the heading of column {column} is unknown (not shown because it may be personal data)",
            hint "可用标题：{list}", "known headings: {list}";
        ColumnMisspelt { name, meant } = "csv_column_unknown", Usage,
            "不认识字段 {name}", "the field {name} is unknown",
            hint "是否想写 {meant}？", "did you mean {meant}?";
        FieldType { field, zh, en } = "field_type", Usage,
            "字段 {field} 应是{zh}", "the field {field} must be {en}";
        FieldTooLong { field, max } = "field_too_long", Usage,
            "字段 {field} 超过 {max} 个字符", "the field {field} is longer than {max} characters",
            hint "缩短后重试", "shorten it and run the command again";
        FieldCharacters { field, code, place } = "field_characters", Usage,
            "字段 {field}：第 {place} 个字符是看不见的控制或排版字符 {code}",
            "the field {field}: character {place} is {code}, a control or formatting character that can't be seen",
            hint "删去它，或手工重新输入这段文字", "remove it, or type the text by hand";
        OrderNoInvalid { field, max_order_no } = "order_no_invalid", Usage,
            "字段 {field}：订单号应是 1 到 {max_order_no} 个字母、数字、- 或 _",
            "the field {field}: an order number is 1 to {max_order_no} letters, digits, - or _";
        AmountInvalid { field } = "amount_invalid", Usage,
            "字段 {field}：金额以分为单位，应是整数",
            "the field {field}: the amount is in fen and must be a whole number";
        JsonTooBig { line, limit } = "json_too_big", Usage,
            "从第 {line} 行开始的 JSON 超过 {limit}",
            "the JSON that begins at line {line} is larger than {limit}",
            hint "拆成几个文件，或每行一个对象", "split the file, or give one object a line";
        JsonSyntax { line, column } = "json_syntax", Usage,
            "第 {line} 行第 {column} 列不是合法的 JSON", "line {line}, column {column} is not valid JSON",
            hint "修正文件后重试", "fix the file and run the command again";
        JsonCutOff { line } = "json_syntax", Usage,
            "从第 {line} 行开始的 JSON 没有结束，文件可能被截断",
            "the JSON that begins at line {line} does not end; the file may be truncated",
            hint "重新导出文件后再试", "export the file again and run the command again";
        JsonNotUtf8 { line, column } = "json_not_utf8", Usage,
            "第 {line} 行第 {column} 列不是 UTF-8", "line {line}, column {column} is not UTF-8",
            hint "把文件另存为 UTF-8", "save the file as UTF-8";
        JsonDuplicateKey { line, field } = "json_duplicate_key", Usage,
            "第 {line} 行：键 {field} 重复", "line {line}: the key {field} is given twice",
            hint "删去其中一个", "remove one of them";
        JsonTooDeep { line, depth } = "json_too_deep", Usage,
            "第 {line} 行：嵌套超过 {depth} 层", "line {line}: nested deeper than {depth} levels",
            hint "检查文件是不是订单", "check that the file holds orders";
        JsonTooManyItems { line, items } = "json_too_many_items", Usage,
            "第 {line} 行：超过 {items} 个元素", "line {line}: more than {items} items",
            hint "拆成几个文件，或每行一个对象", "split the file, or give one object a line";
        JsonNul { line, field } = "json_nul", Usage,
            "第 {line} 行：{field} 含空字符", "line {line}: {field} contains NUL",
            hint "删去空字符，或重新导出", "remove it, or export the file again";
        JsonNotObject = "json_not_object", Usage,
            "应是一个 JSON 对象 {{…}}", "a JSON object {{…}} is expected";
        PlatformInvalid { field } = "platform_invalid", Usage,
            "字段 {field}：平台代码应是 1 到 32 个小写字母、数字、- 或 _，如 xianyu",
            "the field {field}: a platform is 1 to 32 lower-case letters, digits, - or _, such as xianyu";
        EventKeyInvalid { field, max_key } = "event_key_invalid", Usage,
            "字段 {field}：应是 1 到 {max_key} 个可见 ASCII 字符",
            "the field {field} must be 1 to {max_key} visible ASCII characters";
        OrderShapeUnknown = "order_shape_unknown", Usage,
            "认不出这是哪种订单", "the format of this order is unknown",
            hint "需要 externalOrderNo（本程序）、order_no（闲管家）或 orderId / commonData（Cookie 工具）",
            "one of these keys is needed: externalOrderNo (native), order_no (闲管家), orderId or commonData (cookie tools)";
        ImportErrorAnswer { code } = "import_error_answer", Usage,
            "文件是平台的错误应答（code {code}），不是订单",
            "the file is an error response of the platform (code {code}), not orders",
            hint "重新从平台取订单", "fetch the orders again";
        ImportSessionExpired { code } = "import_error_answer", Usage,
            "文件是平台的错误应答（{code}）：登录已过期，不是订单",
            "the file is an error response of the platform ({code}): the session has expired; it holds no orders",
            hint "重新登录平台（更新 cookie）后再取订单", "sign in again (renew the cookie) and fetch the orders again";
        ForeignFile { zh, en, cure_zh, cure_en } = "import_format_unknown", Usage,
            "这是{zh}，不能当表格读", "this is {en}; it cannot be read as a sheet",
            hint "{cure_zh}", "{cure_en}";
        WorkbookDamaged { format } = "workbook_damaged", Usage,
            "工作簿（{format}）已损坏，读不出来", "the workbook ({format}) is damaged and cannot be read",
            hint "用 Excel 或 WPS 打开并另存，或重新导出", "open it in Excel or WPS and save it, or export it again";
        WorkbookUnwritable = "workbook_too_big", Usage,
            "一张工作表放不下这么多内容", "one sheet of a workbook cannot hold as much",
            hint "改用 csv", "use csv";
        WorkbookNotWritten { error } = "workbook_not_written", Internal,
            "工作簿没有写成：{error}", "the workbook was not written: {error}",
            hint "检查磁盘空间和权限", "check the space and the permissions of the disk";
        WorkbookHeadings { format, zh, en } = "import_format_unknown", Usage,
            "工作簿（{format}）里没有一张表有需要的标题", "no sheet of the workbook ({format}) has the headings that are needed",
            hint "靠近表格顶部要有一行标题：{zh}（或 {en}）", "a row near the top has: {en} (or {zh})";
        SheetHeadings { zh, en } = "import_format_unknown", Usage,
            "文件既不是 JSON，也不是有所需标题的表格", "the file is neither JSON nor a sheet with the headings that are needed",
            hint "靠近表格顶部要有一行标题：{zh}（或 {en}）", "a row near the top has: {en} (or {zh})";
        SheetAmbiguous { names } = "sheet_ambiguous", Usage,
            "工作簿里有几张表都有数据：{names}", "several sheets of the workbook have rows: {names}",
            hint "用 --sheet 名称 指定其中一张，逐张导入", "name one with --sheet NAME, and import one after another";
        SheetHidden { name } = "sheet_hidden", Usage,
            "只有隐藏的工作表「{name}」里有数据，没有读取", "only the hidden sheet {name} has rows; it was not read",
            hint "取消隐藏并核对，或用 --sheet 指定它", "unhide it and check it, or name it with --sheet";
        SheetUnknown { name, names } = "sheet_unknown", Usage,
            "工作簿里没有工作表「{name}」", "the workbook has no sheet {name}",
            hint "有：{names}", "it has: {names}";
        SheetOfText = "sheet_unknown", Usage,
            "--sheet 只用于工作簿（xlsx、xls）", "--sheet is only for workbooks (xlsx, xls)",
            hint "去掉 --sheet", "drop --sheet";
        TextEncoding { line, column } = "csv_not_utf8", Usage,
            "文件既不是 UTF-8，也不是 GB18030（GBK）或带标记的 UTF-16；第 {line} 行第 {column} 列起读不懂",
            "the file is neither UTF-8 nor GB18030 (GBK) nor UTF-16 with a mark; it cannot be read from line {line}, column {column}",
            hint "在表格软件中另存为“CSV UTF-8”或 xlsx", "save it as \"CSV UTF-8\" or xlsx in the spreadsheet";
        SheetEmpty = "sheet_empty", Usage,
            "表格只有标题，没有一行数据，未导入", "the sheet has headings and no rows; nothing was imported",
            hint "检查导出的日期范围，或是否导出了别的工作表", "check the range of days of the export, or whether another sheet was meant";
        CellMissing = "field_missing", Usage,
            "没有填", "is empty", hint "补上后重试", "fill it in and run the command again";
        ColumnAbsent { zh, en } = "field_missing", Usage,
            "缺少{zh}：表里没有这一列，从证件号也看不出", "the {en} is missing: the sheet has no such column, and the certificate does not show it",
            hint "加上「{zh}」一列", "add a column for the {en}";
        CellAmount = "amount_invalid", Usage,
            "看不出是多少元；可写成 506、506.00 或 ¥1,288.00",
            "not an amount in yuan that can be read; write 506, 506.00 or ¥1,288.00";
        CellAmountFen = "amount_invalid", Usage,
            "标题说以分为单位，应是整数，如 50600", "the heading says fen, so it must be a whole number such as 50600";
        CellAmountDamaged = "amount_damaged", Usage,
            "金额被表格软件改成了科学计数法，数字已丢失", "a spreadsheet turned the amount into scientific notation and its digits are lost",
            hint "重新导出，并把金额列设为文本", "export again with the amount column as text";
        CellAmountRange = "amount_range", Usage,
            "一单的金额在 0.01 到 100000.00 元之间", "an amount of one order is between 0.01 and 100000.00";
        CellMoment = "time_invalid", Usage,
            "看不出是什么时间；可写成 2026-03-20 11:35:46 或 2026/3/20 11:35",
            "not a time that can be read; write 2026-03-20 11:35:46 or 2026/3/20 11:35";
        CellDay = "time_invalid", Usage,
            "看不出是哪一天；可写成 2026-04-15、2026/4/15 或 2026年4月15日",
            "not a day that can be read; write 2026-04-15, 2026/4/15 or 2026年4月15日";
        CellDayMonth = "time_invalid", Usage,
            "分不清哪个是日、哪个是月；年份写在最前面，如 2026-03-20 11:35:46 或 2026-04-15",
            "day and month cannot be told apart; write the year first, as in 2026-03-20 11:35:46 or 2026-04-15";
        CellYear = "time_invalid", Usage,
            "年份要写四位，如 2026-03-20 11:35:46 或 2026-04-15",
            "the year has four digits, as in 2026-03-20 11:35:46 or 2026-04-15";
        CellTimeRange = "time_range", Usage,
            "日期应在 2020-01-01 到 2099-12-31 之间", "a date is between 2020-01-01 and 2099-12-31";
        CellOrderNo { max_order_no } = "order_no_invalid", Usage,
            "订单号应是 1 到 {max_order_no} 个字母、数字、- 或 _", "an order number is 1 to {max_order_no} letters, digits, - or _";
        CellOrderNoDamaged = "order_no_damaged", Usage,
            "订单号被表格软件改坏了，末尾的数字已丢失", "a spreadsheet damaged the order number; its last digits are lost",
            hint "重新导出，并把订单号列设为文本；或改用 JSON 导入",
            "export again with the order number column as text, or import JSON";
        CellStatus { known } = "order_status_unknown", Usage,
            "不认识这个订单状态，不能当作已付款；认识的有：{known}",
            "an unknown order status, which must not be taken for paid; known are: {known}",
            hint "到平台核对该订单，再改正或手工录入", "check the order on the platform, then correct it or enter it by hand";
        CellQuantity { max } = "quantity_invalid", Usage,
            "数量应是 1 到 {max} 的整数", "a quantity is a whole number from 1 to {max}";
        CellChannel { zh, en } = "channel_unknown", Usage,
            "没有这个付款渠道，可用：{zh}", "there is no such payment channel; known are: {en}",
            hint "改正这一格，或清空它并加 --channel", "correct the cell, or empty it and add --channel";
        CellTimeAhead = "time_ahead", Usage,
            "付款时间还没有到", "the time of the payment is still to come",
            hint "核对日期，特别是年份", "check the date, its year above all";
        RowsRefused { rows, problems } = "rows_refused", Usage,
            "{rows} 行有问题（共 {problems} 处），没有导入任何一行", "{rows} rows are refused for {problems} problems; nothing was imported",
            hint "改正后重新导入；--keep-going 先导入其余的行，--rejects 文件 写出被拒的行",
            "correct them and import again; --keep-going imports the rest, --rejects FILE writes the refused rows";
        OrderStatusUnknown { field } = "order_status_unknown", Usage,
            "字段 {field}：不认识的订单状态", "the field {field}: unknown order status",
            hint "到平台核对该订单，再手工录入", "check the order on the platform and enter it by hand";
        OrderNoticeOnly = "order_notice_only", Usage,
            "这是订单推送通知，只有单号和状态", "this is a push notification: it has only the number and the status",
            hint "取订单详情（order/detail）后导入", "fetch the order details (order/detail) and import them";
        OrderNotPaid = "order_not_paid", Usage,
            "字段 pay_time 为 0，而状态说已付款", "the field pay_time is 0, but the status is paid",
            hint "到平台核对是否已付款", "check on the platform whether it was paid";
        AmountUnit { field } = "amount_unit", Usage,
            "字段 {field}：看不出单位是元还是分，应写成带小数的元，如 12.50",
            "the field {field}: the unit is unclear (yuan or fen): use yuan with decimals, such as 12.50";
        CsvColumnMissing { zh, en, name_zh, name, any } = "csv_column_missing", Usage,
            "{zh}缺少「{name_zh}」这一列", "the {en} lacks the column \"{name}\"",
            hint "表头可写作：{any}", "its heading may be: {any}";
        CsvColumnTwice { line, column, name } = "csv_column_twice", Usage,
            "第 {line} 行第 {column} 列：列名 {name} 重复", "line {line}, column {column}: the column {name} is given twice",
            hint "删去其中一列", "remove one of the two columns";
        CsvColumns { line, found, width } = "csv_columns", Usage,
            "第 {line} 行有 {found} 列，表头有 {width} 列", "line {line} has {found} columns, the header has {width}",
            hint "检查该行的分隔符和引号", "check the separators and quotes of that line";
        CsvTooBig { limit } = "csv_too_big", Usage,
            "CSV 超过 {limit}", "the CSV is larger than {limit}",
            hint "拆成几个文件分别导入", "split it and import the parts";
        CsvCellTooLong { line, column, limit } = "csv_cell_too_long", Usage,
            "第 {line} 行第 {column} 列超过 {limit}，可能缺少引号",
            "line {line}, column {column} is longer than {limit}; a quote may be missing",
            hint "检查该行的引号", "check the quotes of that line";
        CsvNul { line, column } = "csv_nul", Usage,
            "第 {line} 行第 {column} 列含空字符", "line {line}, column {column} contains NUL",
            hint "在表格软件中另存为“CSV UTF-8”", "save it as \"CSV UTF-8\" in the spreadsheet";
        CsvTooManyRows { rows } = "csv_too_many_rows", Usage,
            "CSV 超过 {rows} 行", "the CSV has more than {rows} rows",
            hint "拆成几个文件分别导入", "split it and import the parts";
        CsvTooManyColumns { line, limit } = "csv_too_many_columns", Usage,
            "第 {line} 行超过 {limit} 列", "line {line} has more than {limit} columns",
            hint "只导出需要的列", "export only the columns that are needed";
        Csv = "csv", Internal,
            "CSV 读取失败", "the CSV could not be read";
        FileNotRegular { path } = "file_not_regular", Usage,
            "{path} 不是普通文件，未读取", "{path} is not a regular file; it was not read",
            hint "给出文件，或用 - 从标准输入读", "name a file, or read standard input with -";
        LineTooLong { line, limit } = "line_too_long", Usage,
            "第 {line} 行超过 {limit}", "line {line} is longer than {limit}",
            hint "检查是否缺少换行，或重新导出", "check for missing line breaks, or export the file again";
        SeasonOrder = "season_order", Usage,
            "结束日早于开始日", "the range ends before it begins",
            hint "交换两个日期", "swap the two dates";
        FieldTwice { name, known } = "field_twice", Usage,
            "字段 {known} 出现了两次（{name}）", "the field {known} is there twice ({name})",
            hint "只保留一个", "keep one of them";
        FormIncomplete { zh, en } = "field_missing", Usage,
            "表单还缺：{zh}", "the form still needs: {en}",
            hint "补上后重试；写成「姓名：…」这样最清楚", "add it and run the command again; a label in front of each value, such as \"name: …\", is clearest";
        FormTextUnclear { zh, en } = "form_text_unclear", Usage,
            "买家的文字有不明确的地方，没有猜：{zh}", "the buyer's text is not clear, and nothing was guessed: {en}",
            hint "每项只留一个，前面写明是什么，如「护照：…」；或在终端里运行 `ticketctl form submit` 逐项回答",
            "leave one value of each, with a label such as \"passport: …\" in front; or answer question by question with `ticketctl form submit` in a terminal";
        FormTextContradicts { zh, en } = "form_text_contradicts", Refused,
            "买家的文字与订单不同：{zh}", "the buyer's text differs from the order: {en}",
            hint "问清买家。以订单为准：删去文字里的这一处再提交；订单要改：用 `ticketctl order correct`",
            "ask the buyer. Where the order is right, leave that out of the text; where it is to change, use `ticketctl order correct`";
        FormTextEmpty = "form_text_empty", Usage,
            "文字里没有看到买家资料", "the text has none of the buyer's details",
            hint "写成「姓名：… 电话：… 身份证：…」，或给出 JSON 对象", "write \"name: … phone: … ID number: …\", or give a JSON object";
        FormTextEncoding { line, column } = "json_not_utf8", Usage,
            "文字既不是 UTF-8 也不是 GB18030（GBK）；第 {line} 行第 {column} 列起读不懂",
            "the text is neither UTF-8 nor GB18030 (GBK); it cannot be read from line {line}, column {column}",
            hint "另存为 UTF-8", "save it as UTF-8";
        FormTextTooLong { limit } = "form_text_too_long", Usage,
            "表单的文字超过 {limit}", "the text of a form is longer than {limit}",
            hint "只给一位买家的资料", "give the details of one buyer alone";
        SeasonUnknown = "season_unknown", Usage,
            "季节应是 low（淡季）、regular（平季）或 high（旺季）", "a season is low, regular or high";
        CsvEmpty = "csv_empty", Usage,
            "CSV 没有数据行，未导入", "the CSV has no rows; nothing was imported",
            hint "至少要有一行", "it needs at least one row";
        PriceDuplicate { first, second } = "price_duplicate", Usage,
            "第 {first} 行和第 {second} 行是同一票种、同一季节的价格",
            "lines {first} and {second} price the same ticket type in the same season",
            hint "删去其中一行，再导入整个文件", "remove one of the lines, then import the whole file";
        SeasonOverlap { first, second } = "season_overlap", Usage,
            "第 {first} 行和第 {second} 行的日期重叠", "the ranges of lines {first} and {second} overlap",
            hint "两端的日期都算在内：改其中一行，再导入整个文件",
            "both days of a range belong to it: change one line, then import the whole file";
    }
}

//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum OutputError {
        FieldEmpty { text } = "field_empty", Usage,
            "字段名为空：{text}", "a field name is empty: {text}",
            hint "例如 --json=order_no,status", "for example --json=order_no,status";
        UnknownField { name, list } = "unknown_field", Usage,
            "没有字段 {name}；可用：{list}", "there is no field {name}; known: {list}",
            hint "只写 --json 得到整个对象", "a bare --json prints the whole object";
        FieldMisspelt { name, list, meant } = "unknown_field", Usage,
            "没有字段 {name}；可用：{list}", "there is no field {name}; known: {list}",
            hint "是否想用 {meant}？", "did you mean {meant}?";
        JqSyntax { code, reason } = "jq_syntax", Usage,
            "jq 表达式有误：{code}（{reason}）", "not a jq filter: {code} ({reason})",
            hint "例如 --jq '.[].order_no'", "for example --jq '.[].order_no'";
        JqStopped { seconds, gigabytes } = "jq_failed", Usage,
            "jq 表达式没有算完：用尽了时间（{seconds} 秒）、内存（{gigabytes} GiB）或递归深度",
            "the jq filter did not end: it used up its time ({seconds} s), its memory ({gigabytes} GiB) or its stack",
            hint "改用 --json，再用 jq 处理", "use --json and pipe it to jq";
        JqFailed { reason } = "jq_failed", Usage,
            "jq 表达式在此数据上失败：{reason}", "the jq filter fails on this data: {reason}",
            hint "先用 --json 查看数据的形状", "check the shape of the data with --json first";
        FormatConflict { code } = "format_conflict", Usage,
            "--json 和 --jq 不能与 --format {code} 同时使用", "--json and --jq cannot be used with --format {code}",
            hint "去掉其一，或使用 --format json|ndjson", "drop one of them, or use --format json|ndjson";
        BrokenPipe = "broken_pipe", BrokenPipe,
            "输出的读者已离开", "the reader of the output is gone";
        WriteFailed { error } = "write_failed", Internal,
            "无法写出结果：{error}", "cannot write the output: {error}",
            hint "检查磁盘空间和输出的去向", "check the disk space and where the output goes";
        NoId = "no_id", Usage,
            "结果没有编号，不能使用 --format ids", "the result has no id for --format ids",
            hint "改用 --json", "use --json instead";
        CsvFailed { error } = "csv_failed", Internal,
            "无法生成 CSV：{error}", "cannot write the CSV: {error}",
            hint "改用 --format ndjson", "use --format ndjson instead";
        QrTooLong { bytes } = "qr_too_long", Usage,
            "内容 {bytes} 字节，二维码放不下", "{bytes} bytes do not fit in a QR code",
            hint "二维码最多约 2300 字节", "a QR code holds about 2300 bytes";
    }
}

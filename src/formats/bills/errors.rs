//! The errors of this folder: code, exit, both languages and the next step. None shows what a row says: a bill is full of
//! strangers' names.

crate::error_catalogue! {
    pub enum BillError {
        BillUnknown = "bill_unknown", Usage,
            "认不出这是谁的账单：靠前的行里没有认识的表头",
            "the bill is of no known service: no row near its top has the headings of one",
            hint "给出从微信、支付宝、闲管家或银行下载的原文件；其他银行用 --columns date=…,amount=… 指明各列",
            "name the file as it was downloaded from WeChat, Alipay, 闲管家 or a bank; for another bank name its columns with --columns date=…,amount=…";
        BillAmbiguous { names } = "bill_ambiguous", Usage,
            "同一行表头像几种账单：{names}", "one row of headings fits several kinds of bills: {names}",
            hint "给出下载的原文件，不要合并或增加列", "name the file as it was downloaded, without joined or added columns";
        BillDiary = "bill_diary", Usage,
            "这是支付宝「记账本」，由用户自己记录，不是账单", "this is the diary 记账本 of Alipay, which its user keeps; it is no statement",
            hint "在支付宝「我的 → 账单 → 开具交易流水证明 → 用于个人对账」导出「交易明细」",
            "export 交易明细 in Alipay: 我的 → 账单 → 开具交易流水证明 → 用于个人对账";
        BillPdf = "bill_pdf", Usage,
            "这是 PDF（用于证明材料），不能对账", "this is a PDF, which is made as a proof; it cannot be reconciled",
            hint "重新下载，用途选「用于个人对账」，得到 xlsx 或 csv", "download it again, for 用于个人对账, which gives an xlsx or a csv";
        BillPasswordNeeded { path } = "bill_password_needed", Usage,
            "账单 {path} 已加密，需要解压密码", "the bill {path} is encrypted and needs its password",
            hint "密码在微信或支付宝的服务消息里；用 --password-file 文件 给出，或在终端里运行",
            "the password is in a service message of WeChat or Alipay; give it with --password-file FILE, or run the command in a terminal";
        BillPasswordWrong { path } = "bill_password_wrong", Usage,
            "密码打不开账单 {path}", "the password does not open the bill {path}",
            hint "每次下载的密码不同：核对是不是这一份的", "each download has a password of its own: check that it is the one of this file";
        BillArchiveEmpty { path } = "bill_archive_empty", Usage,
            "压缩包 {path} 里没有账单（csv、xlsx、xls）", "the archive {path} has no bill in it (csv, xlsx, xls)",
            hint "给出下载的原文件", "name the file as it was downloaded";
        BillArchiveSeveral { path, names } = "bill_archive_several", Usage,
            "压缩包 {path} 里有几份账单：{names}", "the archive {path} has several bills in it: {names}",
            hint "解压后逐份导入", "unpack it and import one after another";
        BillDamaged { path } = "bill_damaged", Usage,
            "账单 {path} 已损坏，解不开", "the bill {path} is damaged and cannot be unpacked",
            hint "重新下载", "download it again";
        BillEncoding { offset } = "bill_encoding", Usage,
            "账单既不是 UTF-8 也不是 GB18030（GBK）：第 {offset} 字节起读不懂",
            "the bill is neither UTF-8 nor GB18030 (GBK): it cannot be read from byte {offset}",
            hint "重新下载，不要用其他程序转换", "download it again, and do not convert it";
        BillMapping { known } = "bill_mapping_invalid", Usage,
            "--columns：写成 date=列名,amount=列名 或 date=列名,in=列名,out=列名；可用：{known}",
            "--columns is date=HEADING,amount=HEADING or date=HEADING,in=HEADING,out=HEADING; known are: {known}",
            hint "列名照账单的表头写", "write the headings as the bill has them";
        BillMappedHeadings { names } = "bill_headings_missing", Usage,
            "没有一行表头含有 --columns 指明的各列：{names}", "no row near the top has the headings that --columns names: {names}",
            hint "列名照账单的表头写", "write the headings as the bill has them";
        BillDirection { line, column } = "bill_direction_unknown", Usage,
            "第 {line} 行，{column}：不认识这种收支，整份账单未读", "line {line}, {column}: an unknown direction; the bill was not read",
            hint "核对该行；若是新的说法，请反馈", "check the line; if the service has a new word, report it";
        BillAmount { line, column } = "bill_amount_invalid", Usage,
            "第 {line} 行，{column}：看不出是多少元，整份账单未读",
            "line {line}, {column}: not an amount in yuan that can be read; the bill was not read",
            hint "重新下载，不要用 Excel 打开", "download it again, and do not open it in Excel";
        BillTime { line, column } = "bill_time_invalid", Usage,
            "第 {line} 行，{column}：看不出是什么时间，整份账单未读",
            "line {line}, {column}: not a time that can be read; the bill was not read",
            hint "重新下载，不要用 Excel 打开", "download it again, and do not open it in Excel";
        BillNumberMissing { line, column } = "bill_number_missing", Usage,
            "第 {line} 行，{column}：没有单号，整份账单未读", "line {line}, {column}: the number is missing; the bill was not read",
            hint "重新下载，不要用 Excel 打开", "download it again, and do not open it in Excel";
        BillNumberTwice { line, column } = "bill_number_twice", Usage,
            "第 {line} 行，{column}：这个单号在前面已经有了，整份账单未读",
            "line {line}, {column}: an earlier line has the same number; the bill was not read",
            hint "重新下载，不要合并几份账单", "download it again, and do not join several bills";
        BillNumberDamaged { line, column } = "bill_number_damaged", Usage,
            "第 {line} 行，{column}：单号被表格软件改坏了，末尾的数字已丢失",
            "line {line}, {column}: a spreadsheet damaged the number; its last digits are lost",
            hint "重新下载，不要用 Excel 或 WPS 打开再保存", "download it again, and do not open and save it in Excel or WPS";
        BillRowBroken { line } = "bill_row_broken", Usage,
            "第 {line} 行不是账单的一行，后面却还有；整份账单未读",
            "line {line} is no row of the bill, and more follow; the bill was not read",
            hint "重新下载", "download it again";
        BillCutOff { zh, en } = "bill_cut_off", Usage,
            "{zh}没有结尾，可能没有下载完；未读", "the bill ({en}) has no end and may be cut off; it was not read",
            hint "重新下载", "download it again";
        BillTotalsDiffer { zh, en, stated, found } = "bill_totals_differ", Usage,
            "账单写明{zh}为 {stated}，各行合计为 {found}；整份账单未读",
            "the bill states {stated} for {en}, its rows have {found}; the bill was not read",
            hint "重新下载：可能没有下载完，或被改动过", "download it again: it may be cut off or changed";
    }
}

//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum ResaleError {
        FormContradictsOrder { zh, en, given, known } = "form_contradicts_order", Refused,
            "{zh}：表单是「{given}」，订单是「{known}」", "{en}: the form says \"{given}\", the order \"{known}\"",
            hint "以订单为准：去掉表单里的{zh}再提交；订单要改：用 `ticketctl order correct`",
            "where the order is right, leave the {en} out of the form; where it is to change, use `ticketctl order correct`";
        FormRowTwice { order_no, first, second } = "form_row_twice", Usage,
            "第 {first} 行和第 {second} 行是同一订单 {order_no}", "lines {first} and {second} are of the same order {order_no}",
            hint "一张票一行，这个订单没有更多的票：删去其中一行", "a line is one ticket, and the order has no more of them: leave one out";
        FormRowHeld { bad } = "form_row_held", Usage,
            "第 {bad} 行是同一订单的，没有收，这一行也没有收", "line {bad} of the same order is refused, and this one with it",
            hint "改正第 {bad} 行，把这个订单的各行一起再导入", "correct line {bad}, and import all lines of the order again";
        WrongState { no, zh, en } = "wrong_state", Refused,
            "订单 {no} 是「{zh}」，不再收表单", "order {no} is \"{en}\" and does not take a form",
            hint "用 `ticketctl next {no}` 看下一步该做什么", "`ticketctl next {no}` shows the next step";
        FormThere { no, zh, en } = "wrong_state", Refused,
            "订单 {no} 是「{zh}」，已有表单", "order {no} is \"{en}\" and has its form",
            hint "要改其中的内容，用 `ticketctl form correct {no}`", "to change it, use `ticketctl form correct {no}`";
        FormMissing { order_no } = "form_missing", NotFound,
            "订单 {order_no} 还没有表单", "order {order_no} has no form yet",
            hint "`ticketctl form submit {order_no}` 填写", "fill it in with `ticketctl form submit {order_no}`";
        TicketTypeUnknown { name, list } = "ticket_type_unknown", NotFound,
            "价目表里没有票种「{name}」", "the price table has no ticket type \"{name}\"",
            hint "是不是：{list}", "did you mean: {list}";
        PriceTableEmpty { name } = "ticket_type_unknown", NotFound,
            "价目表是空的，没有票种「{name}」", "the price table is empty, so there is no ticket type \"{name}\"",
            hint "先导入价目表：`ticketctl price import 文件`", "import one first: `ticketctl price import FILE`";
        PaymentQrNone = "payment_qr_none", NotFound,
            "没有启用的付款二维码", "no payment QR code is in use",
            hint "`ticketctl payment qr list` 看有哪些，`ticketctl payment qr use 名称` 启用",
            "`ticketctl payment qr list` lists them, `ticketctl payment qr use NAME` selects one";
        PaymentQrNotFound { name, list } = "payment_qr_not_found", NotFound,
            "没有名为 {name} 的付款二维码", "there is no payment QR code {name}",
            hint "现有：{list}", "there are: {list}";
        PaymentQrAbsent { name } = "payment_qr_not_found", NotFound,
            "没有名为 {name} 的付款二维码", "there is no payment QR code {name}",
            hint "`ticketctl payment qr add {name} 文件` 添加", "add it with `ticketctl payment qr add {name} FILE`";
        QrContent { max_content } = "qr_content", Usage,
            "二维码内容应是 1 到 {max_content} 字节的可见文本",
            "the content of a QR code must be 1 to {max_content} bytes of visible text",
            hint "给出二维码里的文字，如付款链接", "use the text of the code, such as a payment link";
        QrNotFound = "qr_not_found", Usage,
            "图片上没有可读的二维码", "no readable QR code in the picture",
            hint "裁剪到只剩二维码、保留白边后再试", "crop it to the code with its white border";
        QrAmbiguous { count } = "qr_ambiguous", Usage,
            "图片上有 {count} 个二维码，不知道用哪个", "there are {count} QR codes in the picture; only one is expected",
            hint "裁剪到只剩一个", "crop it to one code";
        ProofVanished = "proof_vanished", Transient,
            "凭证文件在登记之前被移走", "the proof file was removed before it was recorded",
            hint "再执行一次同一条命令", "run the same command again";
        ProofThere { no, kept } = "proof_there", Refused,
            "订单 {no} 已有凭证 {kept}，内容不同；没有替换", "order {no} has the proof {kept}, which is another one; it was not replaced",
            hint "确实要换：`ticketctl proof upload {no} 文件`", "to replace it: `ticketctl proof upload {no} FILE`";
        ProofOfNobody { name } = "proof_of_nobody", NotFound,
            "{name}：文件名里没有哪个订单的单号", "{name}: the name has no number of an order",
            hint "文件名里写上订单号，或它的开头或结尾至少 4 位", "put an order's number into it, or 4 or more characters of its beginning or end";
        ProofOfSeveral { name, list } = "proof_of_several", Usage,
            "{name}：文件名符合不止一个订单：{list}", "{name}: the name fits several orders: {list}",
            hint "写长一点", "use more of the number";
        ProofFilesSeveral { no, list } = "proof_files_several", Usage,
            "订单 {no} 有几个文件：{list}", "order {no} has several files: {list}",
            hint "只留一个，再执行一次", "keep one of them and run it again";
        TooManyProofs { max } = "too_many_proofs", Usage,
            "目录里的文件超过 {max} 个", "there are more than {max} files in the folder",
            hint "分成几个目录", "split them into several folders";
        TooManyPictures { max_pictures } = "too_many_pictures", Usage,
            "目录里的图片超过 {max_pictures} 张", "there are more than {max_pictures} pictures in the folder",
            hint "分成几个目录", "split them into several folders";
        EventKeyUsed { external, other } = "event_key_used", Refused,
            "外部订单 {external} 的 eventKey 已属于订单 {other}",
            "the eventKey of order {external} belongs to order {other}",
            hint "核对两单是否同一笔付款；若不是，改正 eventKey 后重新导入",
            "check whether both are the same payment; if not, correct the eventKey and import it again";
        ScreenshotMissing { order_no } = "screenshot_missing", NotFound,
            "订单 {order_no} 还没有代理截图", "order {order_no} has no screenshot yet",
            hint "收到后：`ticketctl ocr import {order_no} --image 图片 结果.json`",
            "when it is there: `ticketctl ocr import {order_no} --image FILE RESULT.json`";
        TableChanged = "table_changed", Busy,
            "另一条命令刚改了这张表，要删除的行已不同；没有改动",
            "another command has just changed the table, and other rows would be removed; nothing was changed",
            hint "再执行一次同一条命令", "run the same command again";
        SeasonOverlaps { count, list } = "season_overlaps_calendar", Refused,
            "{count} 处与日历里已有的日期重叠，没有改动：{list}",
            "{count} ranges share days with others of the calendar; nothing was changed: {list}",
            hint "改成与已有的范围完全相同（即替换它）或不重叠；要换掉整个日历，加 --replace",
            "give exactly the days of the range that is there (which replaces it), or days of no range; --replace replaces the whole calendar";
        PriceRowMissing { ticket_type, zh, en } = "price_row_missing", NotFound,
            "价目表里没有「{ticket_type}」{zh}的价格", "the price table has no price of \"{ticket_type}\"{en}",
            hint "`ticketctl price list` 列出全部价格", "`ticketctl price list` lists all prices";
        PriceRowMisspelt { ticket_type, zh, en, similar } = "price_row_missing", NotFound,
            "价目表里没有「{ticket_type}」{zh}的价格", "the price table has no price of \"{ticket_type}\"{en}",
            hint "是不是「{similar}」？", "did you mean \"{similar}\"?";
    }
}

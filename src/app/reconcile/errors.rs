//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum ReconcileError {
        AccountMissing { file } = "bill_account_missing", Usage,
            "{file} 没有写明是哪个账户的账单", "{file} does not say whose account it is of",
            hint "加上 `--account 名称`，同一个账户每次用同一个名称",
            "add `--account NAME`, and use the same name for the account each time";
        RowChanged { file, line } = "bill_row_changed", Refused,
            "{file} 第 {line} 行与以前导入的同一笔不一致：金额不同，或者状态没变而收支方向变了；这些文件都没有导入",
            "{file}, line {line} contradicts the same row of an earlier bill: another amount, or another direction in the same state; none of these files was imported",
            hint "从服务方重新下载这份账单；两份原件确实不同就联系服务方",
            "download the bill anew; if both originals differ, ask the service which one is right";
        RowNotFound { row } = "bill_row_not_found", NotFound,
            "没有账单行 {row}", "there is no row {row} of a bill",
            hint "`ticketctl reconcile list` 列出全部账单行", "`ticketctl reconcile list` lists them";
        RowUnmarked { row } = "bill_row_unmarked", Refused,
            "账单行 {row} 没有人工对账或忽略，没有改动", "the row {row} was neither matched nor ignored by hand; nothing was changed",
            hint "`ticketctl reconcile list --row {row}` 查看这一行", "`ticketctl reconcile list --row {row}` shows it";
    }
}

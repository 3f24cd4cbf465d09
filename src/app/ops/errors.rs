//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum OpsError {
        DiskLow { free, least } = "disk_low", Internal,
            "磁盘只剩 {free} 字节，低于须保留的 {least} 字节", "only {free} bytes are free; {least} must stay free",
            hint "清理磁盘，或调整 store.min_free_bytes，然后重试",
            "free some space or change store.min_free_bytes, then try again";
        StoreFull { kept, most } = "store_full", Internal,
            "数据库与凭证、截图已占 {kept} 字节，合计最多 {most} 字节；没有保存",
            "database, proofs and screenshots take {kept} of at most {most} bytes; nothing was stored",
            hint "调大 store.max_total_bytes 后重试", "raise store.max_total_bytes, then try again";
        OcrPipMissing = "ocr_pip_missing", Config,
            "没有找到 pip，无法下载识别模型", "pip was not found, so the models cannot be downloaded";
        OcrDownloadFailed { last } = "ocr_download_failed", Transient,
            "pip 没有下载到模型包：{last}", "pip could not download the models: {last}";
        FileMissing { path } = "file_missing", NotFound,
            "文件 {path} 不存在", "there is no file {path}";
        DatabaseExists { shown } = "database_exists", Refused,
            "数据库 {shown} 已存在，没有改动", "the database {shown} exists already; nothing was changed",
            hint "另建一个：`ticketctl init --db 路径`", "create another one with `ticketctl init --db PATH`";
    }
}

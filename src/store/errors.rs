//! The errors of this room: code, exit, both languages and the next step.

crate::error_catalogue! {
    pub enum StoreError {
        BlobPathUnsafe { shown } = "blob_path_unsafe", Config,
            "{shown} 的上级不是目录（可能是符号链接），拒绝使用",
            "a parent of {shown} is not a directory (perhaps a symbolic link); it is not used",
            hint "检查数据目录，移走该链接", "check the data directory and move the link away";
        BlobPathInvalid = "blob_path_invalid", Data,
            "数据库中的文件路径无效", "a file's path in the database is not valid",
            hint "运行 ticketctl doctor", "run `ticketctl doctor`";
        BlobMissing { path } = "blob_missing", Data,
            "文件 {path} 不见了", "the file {path} is missing",
            hint "从备份恢复该文件；ticketctl doctor 会列出全部问题",
            "restore it from a backup; `ticketctl doctor` lists all problems";
        BlobDiffers { path } = "blob_differs", Refused,
            "{path} 已存在，内容与备份里的不同，没有改动", "{path} is there with other content than the backup has; it was not changed",
            hint "移走该文件，再执行同一条命令", "move the file away and run the same command again";
        BlobLocked { path } = "blob_locked", Refused,
            "文件 {path} 已加密，客户密钥已删除", "the file {path} is encrypted, and the key of the buyer was deleted";
        BlobDamaged { path } = "blob_damaged", Data,
            "文件 {path} 的内容与其哈希不符", "the content of the file {path} does not match its hash",
            hint "从备份恢复该文件；ticketctl doctor 会列出全部问题",
            "restore it from a backup; `ticketctl doctor` lists all problems";
        Random = "random", Internal,
            "系统随机数不能用作密钥", "the system's random bytes are not usable as a key",
            hint "重新执行同一条命令", "run the same command again";
        Ap2KeyUnusable { path, zh, en } = "ap2_key_unusable", Config,
            "不能使用 AP2 密钥文件 {path}：{zh}", "the AP2 key file {path} cannot be used: {en}",
            hint "排除原因，或从副本恢复该文件", "fix the cause, or restore the file from your copy";
        Ap2KeyMode { path, mode, bits } = "ap2_key_unusable", Config,
            "不能使用 AP2 密钥文件 {path}：权限 {mode} 允许他人访问",
            "the AP2 key file {path} cannot be used: its mode {mode} gives others access",
            hint "先看清是谁放开的，再运行 chmod {bits} {path}",
            "find out who changed the mode, then run `chmod {bits} {path}`";
        Ap2KeyMisplaced { path } = "ap2_key_unusable", Config,
            "不能使用 AP2 密钥文件 {path}：内容不是应在此处的密钥",
            "the AP2 key file {path} cannot be used: it does not hold the key that belongs there",
            hint "请从副本恢复，或移走它", "restore it from your copy, or move it away";
        SealingFailed = "sealing_failed", Internal,
            "加密失败：内容过大", "encryption failed: the content is too large",
            hint "换一个小一些的文件", "use a smaller file";
        SealedValueDamaged { field } = "sealed_value_damaged", Data,
            "加密字段 {field} 无法解密：数据损坏或被改动",
            "the encrypted field {field} cannot be decrypted: it is damaged or was changed",
            hint "运行 ticketctl doctor，必要时从备份恢复",
            "run `ticketctl doctor`, and restore a backup if it says so";
        RandomKey = "random", Internal,
            "系统随机数不可用", "the system's random number generator is not available",
            hint "稍后重试", "try again later";
        KeyFileExists { shown } = "key_file_exists", Refused,
            "密钥文件 {shown} 已存在，不会覆盖", "the key file {shown} already exists and is never overwritten",
            hint "保留它；或先移走，再运行 init（旧数据库需要旧密钥）",
            "keep it, or move it away before init (a database needs the key it was made with)";
        KeyFileMissing { path } = "key_file_missing", Config,
            "不能使用密钥文件 {path}：文件不存在", "the key file {path} cannot be used: it does not exist",
            hint "从副本恢复；新建数据库请运行 ticketctl init",
            "restore it from your copy; for a new database run `ticketctl init`";
        KeyFileSymlink { path } = "key_file_symlink", Config,
            "不能使用密钥文件 {path}：是符号链接", "the key file {path} cannot be used: it is a symbolic link",
            hint "用 --config 或 TICKETCTL_KEY_FILE 指向文件本身", "point TICKETCTL_KEY_FILE at the file itself";
        KeyFileMode { path, mode } = "key_file_mode", Config,
            "不能使用密钥文件 {path}：权限 {mode} 允许他人访问",
            "the key file {path} cannot be used: its mode {mode} gives others access",
            hint "运行 chmod 600 {path}", "run `chmod 600 {path}`";
        KeyFileDenied { path } = "key_file_denied", Config,
            "不能使用密钥文件 {path}：没有读取权限", "the key file {path} cannot be used: permission denied",
            hint "以文件属主的身份运行", "run ticketctl as the owner of the file";
        KeyFileNotRegular { path } = "key_file_not_a_file", Config,
            "不能使用密钥文件 {path}：不是普通文件", "the key file {path} cannot be used: it is not a regular file",
            hint "用 TICKETCTL_KEY_FILE 指向密钥文件", "point TICKETCTL_KEY_FILE at the key file";
        KeyFileOwner { path, owner, me } = "key_file_owner", Config,
            "不能使用密钥文件 {path}：属于用户 {owner}，而不是当前用户 {me}",
            "the key file {path} cannot be used: it belongs to user {owner}, not to user {me}",
            hint "运行 chown {me} {path}，或以用户 {owner} 运行", "run `chown {me} {path}`, or run ticketctl as user {owner}";
        KeyFileTooLarge { path, limit } = "key_file_too_large", Config,
            "不能使用密钥文件 {path}：超过 {limit}",
            "the key file {path} cannot be used: it is larger than {limit}",
            hint "用 TICKETCTL_KEY_FILE 指向密钥文件", "point TICKETCTL_KEY_FILE at the key file";
        KeyFileMalformed { path } = "key_file_malformed", Config,
            "不能使用密钥文件 {path}：内容不是密钥", "the key file {path} cannot be used: it does not hold a key",
            hint "请从备份恢复密钥文件", "restore the key file from your copy of it";
        KeyFileWrong { mine, stored } = "key_file_wrong", Config,
            "密钥文件（{mine}）不是此数据库的密钥（{stored}）",
            "the key file ({mine}) is not this database's ({stored})",
            hint "用 TICKETCTL_KEY_FILE 指向此数据库的密钥文件",
            "point TICKETCTL_KEY_FILE at the key file that was made with this database";
        PersonKeyDamaged = "person_key_damaged", Data,
            "客户密钥无法解密：数据损坏，或属于另一个密钥文件",
            "the key of a buyer cannot be decrypted: it is damaged, or belongs to another key file",
            hint "运行 ticketctl doctor", "run `ticketctl doctor`";
        MandateReplayed { other } = "mandate_replayed", Refused,
            "这份授权书已用于订单 {other}", "this mandate was already used for order {other}",
            hint "每个会话要一份新的授权书", "each session needs a mandate of its own";
        DatabaseBusy = "database_busy", Busy,
            "数据库正被另一个进程使用，等待超时", "the database is in use by another process, and the wait timed out",
            hint "稍后重试；或调大 store.busy_timeout_ms", "try again later, or raise store.busy_timeout_ms";
        DatabaseDamaged = "database_damaged", Data,
            "数据库文件已损坏或不是数据库", "the database file is damaged or is not a database",
            hint "不要再写入；从备份恢复（`ticketctl restore 文件`），并用 `ticketctl event verify` 核对",
            "stop writing; restore a backup (`ticketctl restore FILE`) and check it with `ticketctl event verify`";
        DatabaseNotWritable = "database_not_writable", Config,
            "无法打开或写入数据库文件", "the database file cannot be opened or written",
            hint "检查文件和目录的属主与权限", "check the owner and the mode of the file and its directory";
        DatabaseError { what } = "database_error", Internal,
            "数据库操作失败（{what}）", "a database operation failed ({what})",
            hint "用 `ticketctl doctor` 检查数据库", "check the database with `ticketctl doctor`";
        DatabaseExists { shown } = "database_exists", Refused,
            "数据库 {shown} 已存在", "the database {shown} exists already",
            hint "另建一个：`ticketctl init --db 路径`", "create another one with `ticketctl init --db PATH`";
        DatabaseKept { shown } = "database_exists", Refused,
            "数据库 {shown} 已存在，没有改动", "the database {shown} exists already; nothing was changed",
            hint "另建一个：`ticketctl init --db 路径`", "create another one with `ticketctl init --db PATH`";
        DatabaseInTheWay { shown } = "shop_exists", Refused,
            "{shown} 已有数据库，不会覆盖；没有恢复", "there is a database at {shown}, which is never overwritten; nothing was restored",
            hint "用 --db 指定空的位置；先看一看备份：`ticketctl restore --check 文件`",
            "name an empty place with --db; `ticketctl restore --check FILE` tests the backup meanwhile";
        DatabaseNotRegular { shown } = "database_location", Config,
            "{shown} 不是普通文件（链接也不行）", "{shown} is not a regular file; a link is not accepted either",
            hint "数据库必须是属于你的普通文件，权限 0600",
            "the database must be a regular file owned by you with mode 0600";
        DatabaseLinked { shown } = "database_location", Config,
            "{shown} 有多个硬链接", "{shown} has more than one hard link",
            hint "数据库必须是属于你的普通文件，权限 0600",
            "the database must be a regular file owned by you with mode 0600";
        DatabaseOfOther { shown } = "database_location", Config,
            "{shown} 不属于当前用户", "{shown} belongs to another user",
            hint "数据库必须是属于你的普通文件，权限 0600",
            "the database must be a regular file owned by you with mode 0600";
        DatabaseMode { shown } = "database_location", Config,
            "{shown} 的权限让别人也能读写", "the mode of {shown} lets others read or write it",
            hint "数据库必须是属于你的普通文件，权限 0600",
            "the database must be a regular file owned by you with mode 0600";
        CheckpointBusy = "checkpoint_busy", Busy,
            "另一个进程正在读数据库，旧页面还留在 WAL 里",
            "another process is reading the database, so old pages are still in the WAL",
            hint "稍后再执行一次同一条命令", "run the same command again in a moment";
        NoDatabase { shown } = "no_database", Config,
            "还没有数据库 {shown}", "there is no database {shown} yet",
            hint "先执行 `ticketctl init`", "run `ticketctl init` first";
        SqliteTooOld { found } = "sqlite_too_old", Config,
            "SQLite {found} 可能损坏多写者的 WAL 数据库",
            "SQLite {found} can corrupt a WAL database with several writers",
            hint "用自带的 SQLite 重新构建", "build with the bundled SQLite";
        OrderChanged { order_no } = "order_changed", Busy,
            "订单 {order_no} 刚被另一个进程改动", "order {order_no} was just changed by another process",
            hint "重新查看订单后再试", "check the order again, then retry";
        DataDamaged { what } = "data_damaged", Data,
            "数据库里的 {what} 无法识别", "the database holds an unreadable {what}",
            hint "用 `ticketctl event verify` 核对日志", "check the log with `ticketctl event verify`";
        NotATicketctlDatabase = "not_a_ticketctl_database", Data,
            "这个文件不是 ticketctl 的数据库", "the file is not a ticketctl database",
            hint "检查 --db 或 TICKETCTL_DB", "check --db or TICKETCTL_DB";
        DatabaseNewer { found, known } = "database_newer", Data,
            "数据库版本是 {found}，本程序只认识到 {known}",
            "the database has version {found}; this program supports up to {known}",
            hint "升级 ticketctl；文件没有改动", "upgrade ticketctl; the file was not changed";
        SchemaDiffers { zh, en } = "schema_differs", Data,
            "数据库的结构不是本版本的结构，没有写入：{zh}",
            "the schema of the database is not the one of this version; nothing was written: {en}",
            hint "从备份恢复（`ticketctl restore 文件`）；0.1.0 发布以前建立的文件不能使用",
            "restore a backup (`ticketctl restore FILE`); a file made before the release of 0.1.0 cannot be used";
        SchemaUnreadable = "schema_differs", Data,
            "数据库没有本版本需要的表或列", "the database does not have the tables and columns that this version needs",
            hint "运行 `ticketctl doctor` 查看差别；从备份恢复（`ticketctl restore 文件`）；0.1.0 发布以前建立的文件不能使用",
            "see the differences with `ticketctl doctor`; restore a backup (`ticketctl restore FILE`); a file made before the release of 0.1.0 cannot be used";
        MigrationFailed { other } = "migration_failed", Internal,
            "数据库升级失败：{other}", "the migration failed: {other}",
            hint "用 `ticketctl doctor` 检查数据库", "check the database with `ticketctl doctor`";
        KeyConflict { key } = "key_conflict", Refused,
            "操作键 {key} 已用于另一条内容不同的命令", "the key {key} was already used for a command with different content",
            hint "重复同一条命令用同一个键；新的操作换一个键",
            "use the same key to repeat a command, and a new key for a new command";
    }
}

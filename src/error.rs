//! What can go wrong, as an operator and a script see it: a code, an exit code, a sentence and the next step.

use std::io::ErrorKind;

use serde_json::{Map, Value, json};

use crate::domain::value::catalogue::CatalogueEntry;
use crate::domain::value::message::{BilingualMessage, Lang};
use crate::say;

/// The exit codes of every command. Never renumbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, also "nothing to do" and an idempotent repeat.
    Ok = 0,
    /// A fault of the program or of the machine under it (full disk, I/O error).
    Internal = 1,
    /// The command line or the input is wrong, or an answer is needed and nobody is there to give it.
    Usage = 2,
    /// The thing named does not exist.
    NotFound = 3,
    /// Refused by the rules: state, duplicate, same key with another body.
    Refused = 4,
    /// Configuration or credentials.
    Config = 5,
    /// The remote service refused for good.
    Remote = 6,
    /// Transient: try later.
    Transient = 7,
    /// Part of a batch failed.
    Partial = 8,
    /// Another run holds the lock.
    Busy = 9,
    /// The operator said no.
    Declined = 10,
    /// Data is damaged, or newer than this binary.
    Data = 11,
    /// The outcome is unknown: a person must look before anyone sends again.
    Unknown = 12,
    /// Interrupted from the keyboard.
    Interrupted = 130,
    /// The reader of the output went away.
    BrokenPipe = 141,
}

impl Exit {
    pub const ALL: [Self; 15] = [
        Self::Ok,
        Self::Internal,
        Self::Usage,
        Self::NotFound,
        Self::Refused,
        Self::Config,
        Self::Remote,
        Self::Transient,
        Self::Partial,
        Self::Busy,
        Self::Declined,
        Self::Data,
        Self::Unknown,
        Self::Interrupted,
        Self::BrokenPipe,
    ];

    /// The number that the process ends with.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The stable word of the category, as in error objects.
    pub const fn category(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Internal => "internal",
            Self::Usage => "usage",
            Self::NotFound => "not_found",
            Self::Refused => "refused",
            Self::Config => "config",
            Self::Remote => "remote",
            Self::Transient => "transient",
            Self::Partial => "partial",
            Self::Busy => "busy",
            Self::Declined => "declined",
            Self::Data => "data",
            Self::Unknown => "unknown",
            Self::Interrupted => "interrupted",
            Self::BrokenPipe => "broken_pipe",
        }
    }

    /// What the code means, for `help exit-codes`.
    pub fn meaning(self) -> BilingualMessage {
        match self {
            Self::Ok => say!("成功，包括无事可做和幂等重复", "success, including nothing to do and idempotent repeats"),
            Self::Internal => {
                say!("内部错误或本机故障（磁盘满、读写错误）", "internal error or machine failure (disk full, I/O)")
            }
            Self::Usage => say!(
                "命令行或输入有误，或需要回答而无人可问",
                "invalid command line or input, or an answer is needed and nobody can be asked"
            ),
            Self::NotFound => say!("对象不存在", "not found"),
            Self::Refused => say!(
                "规则拒绝：状态、重复、同键不同内容",
                "refused by the rules: state, duplicate, same key with different content"
            ),
            Self::Config => say!("配置或凭据", "configuration or credentials"),
            Self::Remote => say!("对方明确拒绝", "the remote service refused permanently"),
            Self::Transient => say!("暂时失败，稍后再试", "temporary failure, try again later"),
            Self::Partial => say!("批量中有一部分失败", "part of a batch failed"),
            Self::Busy => say!("忙：另一个进程持有锁", "busy: another process holds the lock"),
            Self::Declined => say!("操作员拒绝", "declined by the operator"),
            Self::Data => say!("数据损坏，或比本程序新", "data is damaged, or newer than this program"),
            Self::Unknown => {
                say!(
                    "结果未知：先由人核实，再发送",
                    "outcome unknown: a person must check before anything is sent again"
                )
            }
            Self::Interrupted => say!("键盘中断", "interrupted (SIGINT)"),
            Self::BrokenPipe => say!("输出的读者已离开", "broken pipe"),
        }
    }
}

/// One failure: what happened, what it means for a script, and what to do next.
///
/// Invariant: neither message nor hint holds personal data or a secret; both may be logged.
#[derive(Clone, Debug)]
pub struct Error {
    /// Stable, never translated: `order_not_found`.
    pub code: &'static str,
    /// The exit code of the process, and the category.
    pub exit: Exit,
    pub message: BilingualMessage,
    pub hint: Option<BilingualMessage>,
    /// Machine-readable facts beside the message, such as `field` and `limit`.
    pub details: Map<String, Value>,
    /// What is wrong with which rows, where a file was refused for them; the first of them where there are many.
    pub problems: Vec<RowProblem>,
    /// Whether the same command does it once the cause is gone, though the exit code alone does not say so.
    retryable: bool,
}

/// One thing that is wrong with one row of a file.
///
/// Invariant: a value that may be personal is masked here already.
#[derive(Clone, Debug)]
pub struct RowProblem {
    /// As a spreadsheet counts, from 1; in a text the line where it begins.
    pub row: u64,
    /// The order's number, where one can be read.
    pub order_no: Option<String>,
    /// The heading or key as the file has it.
    pub column: Option<String>,
    pub value: Option<String>,
    pub error: Box<Error>,
}

/// The result of everything that can fail above the domain.
pub type Result<T, E = Box<Error>> = std::result::Result<T, E>;

impl Error {
    /// For the catalogues: nothing else builds an error.
    pub fn from_catalogue(
        code: &'static str,
        exit: Exit,
        message: BilingualMessage,
        hint: Option<BilingualMessage>,
    ) -> Box<Self> {
        Box::new(Self { code, exit, message, hint, details: Map::new(), problems: Vec::new(), retryable: false })
    }

    /// A failed operation on a file: exit 1, with the path and the system's reason.
    pub fn io(path: &std::path::Path, error: &std::io::Error) -> Box<Self> {
        let path = path.display();
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                MachineError::DiskFull { path: &path }.into_error().mark_retryable()
            }
            _ => MachineError::Io { path: &path, error: &error }.into_error(),
        }
    }

    /// Says that nothing was done and the same command may be run again, as with a full disk.
    #[must_use]
    pub fn mark_retryable(mut self: Box<Self>) -> Box<Self> {
        self.retryable = true;
        self
    }

    /// The same failure with an exit code that depends on what was answered.
    #[must_use]
    pub fn with_exit(mut self: Box<Self>, exit: Exit) -> Box<Self> {
        self.exit = exit;
        self
    }

    /// Adds a machine-readable fact.
    #[must_use]
    pub fn detail(mut self: Box<Self>, key: &str, value: impl Into<Value>) -> Box<Self> {
        self.details.insert(key.to_owned(), value.into());
        self
    }

    /// Whether the same command may simply be run again later.
    pub fn is_retryable(&self) -> bool {
        self.retryable || matches!(self.exit, Exit::Transient | Exit::Busy)
    }

    /// The error object that `--json` prints on stderr.
    pub fn to_json(&self, lang: Lang) -> Value {
        let mut object = json!({
            "code": self.code,
            "category": self.exit.category(),
            "exit": self.exit.code(),
            "retryable": self.is_retryable(),
            "message": self.message.in_lang(lang),
            "hint": self.hint.as_ref().map(|hint| hint.in_lang(lang)),
        });
        if let Value::Object(map) = &mut object {
            map.extend(self.details.clone());
            if !self.problems.is_empty() {
                map.insert("problems".to_owned(), self.problems.iter().map(|one| one.to_json(lang)).collect());
            }
        }
        object
    }
}

impl RowProblem {
    /// A problem of a whole row.
    pub const fn of_row(row: u64, order_no: Option<String>, error: Box<Error>) -> Self {
        Self { row, order_no, column: None, value: None, error }
    }

    /// The place as a person reads it: row, order, column and value.
    pub fn place(&self) -> BilingualMessage {
        let row = self.row;
        let (mut zh, mut en) = (format!("第 {row} 行"), format!("line {row}"));
        if let Some(order_no) = &self.order_no {
            zh.push_str(&format!("，订单 {order_no}"));
            en.push_str(&format!(", order {order_no}"));
        }
        if let Some(column) = &self.column {
            zh.push_str(&format!("，{column}"));
            en.push_str(&format!(", {column}"));
        }
        if let Some(value) = &self.value {
            zh.push_str(&format!("「{value}」"));
            en.push_str(&format!(" \"{value}\""));
        }
        BilingualMessage { zh, en }
    }

    fn to_json(&self, lang: Lang) -> Value {
        json!({
            "row": self.row,
            "external_order_no": self.order_no,
            "column": self.column,
            "value": self.value,
            "code": self.error.code,
            "reason": self.error.message.in_lang(lang),
        })
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message.en)
    }
}

impl std::error::Error for Error {}

/// One line of a catalogue of errors.
pub type ErrorEntry = CatalogueEntry<Exit>;

/// Declares the errors of a room: see [`catalogue`](crate::catalogue). A field is anything with `Display`.
///
/// `Variant { field } = "code", Exit, "中文 {field}", "English {field}", hint "中文", "English";`
#[macro_export]
macro_rules! error_catalogue {
    ($($declared:tt)+) => {
        $crate::catalogue! {
            $crate::error::Exit, Box<$crate::error::Error>, $crate::error::Error, into_error, $($declared)+
        }
    };
}

error_catalogue! {
    pub enum MachineError {
        Io { path, error } = "io", Internal,
            "读写 {path} 失败：{error}", "cannot read or write {path}: {error}",
            hint "检查路径、权限和磁盘空间，再执行同一条命令",
            "check the path, the permissions and the disk space, then run the same command again";
        DiskFull { path } = "disk_full", Internal,
            "磁盘已满，{path} 没有写入", "the disk is full; {path} was not written",
            hint "腾出空间后重新执行同一条命令", "free some space and run the same command again";
        DatabaseIo { code } = "io", Internal,
            "读写数据库文件失败（SQLite {code}）", "the database file could not be read or written (SQLite {code})",
            hint "检查磁盘和文件系统（dmesg），再执行同一条命令；仍然失败就从备份恢复（`ticketctl restore 文件`）",
            "check the disk and the file system (dmesg), then run the same command again; if it fails again, restore a backup (`ticketctl restore FILE`)";
        DatabaseDiskFull = "disk_full", Internal,
            "磁盘已满，什么都没有写入", "the disk is full; nothing was written",
            hint "腾出空间后重新执行同一条命令", "free some space and run the same command again";
        IoAfterErasure { path, error } = "io", Internal,
            "读写 {path} 失败：{error}", "cannot read or write {path}: {error}",
            hint "密钥已销毁；排除故障后再执行一次同一条命令",
            "the key is destroyed; fix the problem and run the same command again";
    }
}

//! What is wrong with one key, and how it is reported depending on where the key came from.

use std::path::Path;

use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Exit};
use crate::say;

/// One key that cannot be taken: an error that does not know yet whom to tell.
#[derive(Debug)]
pub(super) struct KeyProblem(Box<Error>);

impl KeyProblem {
    /// There is no such key; `similar` is what may have been meant.
    pub(super) fn unknown_key(key: &str, similar: Option<&str>) -> Self {
        let hint = similar.map_or_else(
            || say!("ticketctl config list 列出所有配置项", "ticketctl config list shows every setting"),
            |name| say!("是否想写 {name}？", "did you mean {name}?"),
        );
        let mut problem = Self::new("config_unknown_key", key, say!("没有这个配置项", "there is no such setting"));
        problem.0.hint = Some(hint);
        problem
    }

    /// The value is none of those the key may have.
    pub(super) fn wrong_value(key: &str, must_be: BilingualMessage) -> Self {
        let BilingualMessage { zh, en } = must_be;
        Self::new("config_invalid", key, say!("必须是{zh}", "must be {en}"))
    }

    /// A value where a section belongs.
    pub(super) fn expected_section(key: &str) -> Self {
        Self::new("config_invalid", key, say!("是一个分节，不是一个值", "is a section, not a value"))
    }

    fn new(code: &'static str, key: &str, reason: BilingualMessage) -> Self {
        let BilingualMessage { zh, en } = reason;
        Self(Error::new(code, Exit::Config, say!("配置项 {key}：{zh}", "setting {key}: {en}")).detail("key", key))
    }

    /// For a file: exit 5, with its path.
    pub(super) fn in_file(mut self, path: &Path) -> Box<Error> {
        let path = path.display();
        let mend = || say!("改正文件 {path} 中的这一项", "fix this setting in {path}");
        self.0.hint.get_or_insert_with(mend);
        self.0
    }

    /// For an environment variable: exit 5.
    pub(super) fn in_environment(self) -> Box<Error> {
        self.0
    }

    /// For the command line: exit 2.
    pub(super) fn on_command_line(mut self) -> Box<Error> {
        self.0.exit = Exit::Usage;
        self.0
    }
}

//! What is wrong with one key, and how it is reported depending on where the key came from.

use std::path::Path;

use super::errors::ConfigError;
use crate::domain::value::message::BilingualMessage;
use crate::error::{Error, Exit};
use crate::say;

/// One key that cannot be taken: an error that does not know yet whom to tell.
#[derive(Debug)]
pub(super) struct KeyProblem(Box<Error>);

impl KeyProblem {
    /// There is no such key; `similar` is what may have been meant.
    pub(super) fn unknown_key(key: &str, similar: Option<&str>) -> Self {
        Self::new(
            key,
            match &similar {
                Some(name) => ConfigError::KeyMisspelt { key: &key, name },
                None => ConfigError::KeyUnknown { key: &key },
            },
        )
    }

    /// The value is none of those the key may have.
    pub(super) fn wrong_value(key: &str, must_be: BilingualMessage) -> Self {
        let BilingualMessage { zh, en } = must_be;
        Self::new(key, ConfigError::ValueInvalid { key: &key, zh: &zh, en: &en })
    }

    /// A value where a section belongs.
    pub(super) fn expected_section(key: &str) -> Self {
        Self::new(key, ConfigError::SectionExpected { key: &key })
    }

    fn new(key: &str, what: ConfigError<'_>) -> Self {
        Self(what.into_error().detail("key", key))
    }

    /// For a file: exit 5, with its path.
    pub(super) fn in_file(mut self, path: &Path) -> Box<Error> {
        let path = path.display();
        let advice = || say!("改正文件 {path} 中的这一项", "fix this setting in {path}");
        self.0.hint.get_or_insert_with(advice);
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

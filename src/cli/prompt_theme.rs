//! How questions look: a wrong answer is told in the language of the person who gave it.

use std::fmt;

use dialoguer::theme::Theme;

use crate::domain::value::message::Lang;

pub struct PromptTheme {
    pub lang: Lang,
}

impl Theme for PromptTheme {
    fn format_error(&self, f: &mut dyn fmt::Write, error: &str) -> fmt::Result {
        match self.lang {
            Lang::Zh => write!(f, "请重新输入：{error}"),
            Lang::En => write!(f, "error: {error}"),
        }
    }
}

//! Words for people, in both languages at once.
//!
//! A message that exists in one language only cannot be built, so no screen is half translated.

/// The language of labels, messages and advice. Codes, keys and exit codes are never translated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    Zh,
    #[default]
    En,
}

impl Lang {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Zh, Self::En].into_iter().find(|lang| lang.code() == code)
    }
}

/// A fixed text in both languages, such as the label of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BilingualText {
    pub zh: &'static str,
    pub en: &'static str,
}

impl BilingualText {
    pub const fn in_lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// A text with values filled in, in both languages. Built with [`say!`](crate::say).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BilingualMessage {
    pub zh: String,
    pub en: String,
}

impl BilingualMessage {
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    pub fn append(&mut self, more: &Self) {
        self.zh.push_str(&more.zh);
        self.en.push_str(&more.en);
    }
}

impl From<BilingualText> for BilingualMessage {
    fn from(text: BilingualText) -> Self {
        Self { zh: text.zh.to_owned(), en: text.en.to_owned() }
    }
}

/// `1 row`, `2 rows`: a number and what it counts, for the English of a message.
pub fn count_things(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Builds a [`BilingualMessage`] from a Chinese and an English format string over the same names:
/// `say!("订单 {no} 不存在", "there is no order {no}")`.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::domain::value::message::BilingualMessage {
            zh: format!($zh $(, $($arg)*)?),
            en: format!($en $(, $($arg)*)?),
        }
    };
}

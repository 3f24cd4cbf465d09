//! Values of flags as people name them: by code, by the label in either language, or by the beginning of one of them.

use std::ffi::OsStr;
use std::marker::PhantomData;

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Command, ValueEnum};

use crate::domain::value::message::BilingualText;
use crate::domain::value::spelling::word::{find_by_name, find_by_other_name};

/// A value of a flag that has a name in both languages besides its code.
pub trait WordArg: ValueEnum + Copy + Send + Sync + 'static {
    fn code(self) -> &'static str;
    fn name(self) -> BilingualText;

    /// What else people call it.
    fn other_names(self) -> &'static [&'static str] {
        &[]
    }
}

/// Names the values of a flag: the code, and what people call it.
macro_rules! word_arg {
    ($name:ident { $($variant:ident = $code:literal, $zh:literal, $en:literal;)+ } $(also $others:path)?) => {
        impl $crate::cli::word_arg::WordArg for $name {
            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            fn name(self) -> $crate::domain::value::message::BilingualText {
                match self { $(Self::$variant => $crate::domain::value::message::BilingualText { zh: $zh, en: $en }),+ }
            }

            $(fn other_names(self) -> &'static [&'static str] {
                $others(self)
            })?
        }
    };
    // A value of the domain that has its code and its labels.
    ($name:ident) => {
        impl clap::ValueEnum for $name {
            fn value_variants<'a>() -> &'a [Self] {
                Self::ALL
            }

            fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
                Some(clap::builder::PossibleValue::new(self.code()).help(self.label().en))
            }
        }

        impl $crate::cli::word_arg::WordArg for $name {
            fn code(self) -> &'static str {
                $name::code(self)
            }

            fn name(self) -> $crate::domain::value::message::BilingualText {
                self.label()
            }
        }
    };
}

pub(in crate::cli) use word_arg;

/// Reads a [`WordArg`]. It offers the codes and is refused as clap refuses.
#[derive(Clone, Debug)]
pub struct WordParser<T>(PhantomData<fn() -> T>);

impl<T> WordParser<T> {
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T> Default for WordParser<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: WordArg> TypedValueParser for WordParser<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        match value.to_str().and_then(read_word_arg) {
            Some(found) => Ok(found),
            None => EnumValueParser::<T>::new().parse_ref(command, arg, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(T::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}

/// The value that a text means, if it is the only one.
pub fn read_word_arg<T: WordArg>(text: &str) -> Option<T> {
    let names = |value: T| {
        let BilingualText { zh, en } = value.name();
        [value.code(), zh, en]
    };
    let found = find_by_name(text, T::value_variants(), names);
    found.or_else(|| find_by_other_name(text, T::value_variants(), T::other_names))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;
    use clap::error::ErrorKind;

    use super::*;
    use crate::cli::Cli;
    use crate::cli::global::{FormatArg, LangArg};

    #[test]
    fn a_flag_reads_codes_labels_and_beginnings() {
        for (text, meant) in [
            ("zh", Some(LangArg::Zh)),
            ("ZH", Some(LangArg::Zh)),
            ("中文", Some(LangArg::Zh)),
            ("英", Some(LangArg::En)),
            ("Eng", Some(LangArg::En)),
            ("", None),
            ("fr", None),
        ] {
            assert_eq!(read_word_arg(text), meant, "{text}");
        }
        assert_eq!(read_word_arg::<FormatArg>("t"), None, "table or tsv");
        assert_eq!(read_word_arg("表格"), Some(FormatArg::Table));
    }

    #[test]
    fn a_code_is_what_clap_calls_the_value() {
        fn check<T: WordArg>() {
            for value in T::value_variants() {
                assert_eq!(value.to_possible_value().unwrap().get_name(), value.code());
            }
        }
        check::<LangArg>();
        check::<FormatArg>();
        check::<crate::cli::global::ColorArg>();
    }

    /// Gives each flag of a command, and of those below it, each of its codes in capitals.
    fn find_unread_codes(command: &Command, words: &[&str], into: &mut Vec<String>) {
        for arg in command.get_arguments().filter(|arg| arg.get_action().takes_values() && arg.get_id() != "settings") {
            for value in arg.get_possible_values() {
                let value = value.get_name().to_uppercase();
                let flag = arg.get_long().map(|long| format!("--{long}={value}")).unwrap_or(value);
                let line = [words, &[flag.as_str()]].concat();
                let refused = Cli::command().try_get_matches_from(&line).err().map(|error| error.kind());
                if refused == Some(ErrorKind::InvalidValue) {
                    into.push(line.join(" "));
                }
            }
        }
        for sub in command.get_subcommands() {
            find_unread_codes(sub, &[words, &[sub.get_name()]].concat(), into);
        }
    }

    #[test]
    fn every_flag_with_words_reads_them_in_any_case() {
        let mut unread = Vec::new();
        find_unread_codes(&Cli::command(), &["ticketctl"], &mut unread);
        assert_eq!(unread, [""; 0]);
    }
}

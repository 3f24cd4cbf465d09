//! The language and the terminal of an answer that is given before the command line could be read.

use std::ffi::OsString;

use super::environment;
use super::global::{ColorArg, LangArg};
use super::word_arg::{WordArg, read_word_arg};
use crate::config::{Config, Dirs, NamedPaths, Paths};
use crate::domain::value::message::Lang;
use crate::output::terminal::DisplayOptions;

/// What the terminal can show, as far as the words and the environment say it by themselves.
pub fn detect_display_early(args: &[OsString]) -> DisplayOptions {
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let color = find_flag_word(&words, "--color").unwrap_or(ColorArg::Auto);
    environment::detect_display(find_language(&words), color.into(), false, 0)
}

/// The language by the flag, the variable, the configuration, and the locale: the first of them that says one.
pub fn find_language(words: &[&str]) -> Lang {
    let variable = || environment::read_variable("TICKETCTL_LANG").as_deref().and_then(read_word_arg::<LangArg>);
    let named = find_flag_word(words, "--lang").or_else(variable).map(Lang::from);
    named.or_else(|| configured_language(words)).unwrap_or_else(environment::locale_language)
}

/// What the configuration says, if it can be read: a mistake in it is told by the command that needs it.
fn configured_language(words: &[&str]) -> Option<Lang> {
    let variable = || environment::read_path_variable("TICKETCTL_CONFIG");
    let config = find_flag(words, "--config").map(Into::into).or_else(variable);
    let named = NamedPaths { config, ..NamedPaths::default() };
    Config::load_or_default(&Paths::resolve(&Dirs::from_xdg().ok()?, named).config).ok()?.lang
}

fn find_flag_word<T: WordArg>(words: &[&str], flag: &str) -> Option<T> {
    find_flag(words, flag).and_then(read_word_arg)
}

/// The value behind a flag, in either spelling.
fn find_flag<'w>(words: &[&'w str], flag: &str) -> Option<&'w str> {
    let options = words.iter().position(|word| *word == "--").map_or(words, |end| words.get(..end).unwrap_or_default());
    options.iter().enumerate().find_map(|(at, word)| match word.strip_prefix(flag) {
        Some("") => options.get(at + 1).copied(),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_found_in_either_spelling_and_not_behind_the_end_of_flags() {
        for (line, lang) in [
            ("order list --lang zh", Some("zh")),
            ("--lang=中文 order", Some("中文")),
            ("order --language zh", None),
            ("order search -- --lang zh", None),
            ("order --lang", None),
        ] {
            let words: Vec<&str> = line.split(' ').collect();
            assert_eq!(find_flag(&words, "--lang"), lang, "{line}");
        }
    }
}

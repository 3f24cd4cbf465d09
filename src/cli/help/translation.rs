//! The help in Chinese. English stands in the doc comments of the commands; what each text says in Chinese stands in `zh.toml`,
//! which is read only when Chinese help is printed.

use std::collections::BTreeMap;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, CommandFactory as _};

use crate::cli::Cli;
use crate::domain::value::message::Lang;

/// For each English text of the command tree its Chinese. A text that many commands share stands there once.
const CHINESE: &str = include_str!("zh.toml");

/// The command tree as people read it: complete, and in one language.
pub fn build_help_tree(lang: Lang) -> Command {
    let mut root = Cli::command();
    // Fills in the usage lines and the global flags of every command.
    root.build();
    translate_tree(root, lang)
}

/// The texts of a command tree in a language.
pub fn translate_tree(root: Command, lang: Lang) -> Command {
    match lang {
        Lang::En => root,
        Lang::Zh => translate_command(root, &ChineseTexts::read()),
    }
}

/// The entries of `zh.toml`.
pub(super) struct ChineseTexts(BTreeMap<String, String>);

impl ChineseTexts {
    pub(super) fn read() -> Self {
        // A file that could not be read would fail its test; help in English is better than none.
        Self(toml_edit::de::from_str(CHINESE).unwrap_or_default())
    }

    /// A text, or each of its paragraphs; a sentence is found without its full stop, too.
    fn translate(&self, text: &str) -> String {
        self.find(text).unwrap_or_else(|| {
            let paragraph = |text: &str| self.find(text).unwrap_or_else(|| text.to_owned());
            text.split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n")
        })
    }

    fn find(&self, text: &str) -> Option<String> {
        let sentence = || text.strip_suffix('.').and_then(|text| self.0.get(text)).map(|found| format!("{found}。"));
        self.0.get(text).cloned().or_else(sentence)
    }
}

fn translate_command(mut command: Command, texts: &ChineseTexts) -> Command {
    let say = |text: &clap::builder::StyledStr| texts.translate(&text.to_string());
    if let Some(text) = command.get_about().map(say) {
        command = command.about(text);
    }
    if let Some(text) = command.get_long_about().map(say) {
        command = command.long_about(text);
    }
    if let Some(text) = command.get_after_help().map(say) {
        command = command.after_help(text);
    }
    if let Some(text) = command.get_after_long_help().map(say) {
        command = command.after_long_help(text);
    }
    command.mut_args(|arg| translate_arg(arg, texts)).mut_subcommands(|sub| translate_command(sub, texts))
}

fn translate_arg(mut arg: Arg, texts: &ChineseTexts) -> Arg {
    let say = |text: &clap::builder::StyledStr| texts.translate(&text.to_string());
    if let Some(text) = arg.get_help().map(say) {
        arg = arg.help(text);
    }
    if let Some(text) = arg.get_long_help().map(say) {
        arg = arg.long_help(text);
    }
    let values = arg.get_possible_values();
    if values.is_empty() || !arg.get_action().takes_values() {
        return arg;
    }
    let told = |value: PossibleValue| match value.get_help().map(say) {
        Some(help) => value.help(help),
        None => value,
    };
    // This tree is printed and never parses: how a value is read does not matter any more.
    arg.value_parser(PossibleValuesParser::new(values.into_iter().map(told)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::output::placeholder::name_bracketed;

    /// Every text of a command and of those below it, and where it stands.
    fn collect_texts(command: &Command, path: &str, into: &mut Vec<(String, String)>) {
        let mut add =
            |text: Option<&clap::builder::StyledStr>| into.extend(text.map(|text| (text.to_string(), path.to_owned())));
        for text in
            [command.get_about(), command.get_long_about(), command.get_after_help(), command.get_after_long_help()]
        {
            add(text);
        }
        for arg in command.get_arguments() {
            add(arg.get_help());
            add(arg.get_long_help());
            if arg.get_action().takes_values() {
                for value in arg.get_possible_values() {
                    add(value.get_help());
                }
            }
        }
        for sub in command.get_subcommands() {
            collect_texts(sub, &format!("{path} {}", sub.get_name()), into);
        }
    }

    /// What of a text is looked up: the whole, or its paragraphs.
    fn looked_up<'t>(texts: &ChineseTexts, text: &'t str) -> Vec<&'t str> {
        if texts.find(text).is_some() { vec![text] } else { text.split("\n\n").collect() }
    }

    #[test]
    fn every_text_has_its_chinese_and_no_chinese_is_left_over() {
        let parsed: Result<BTreeMap<String, String>, _> = toml_edit::de::from_str(CHINESE);
        let texts = ChineseTexts(parsed.unwrap_or_else(|error| panic!("{error}")));
        let mut all = Vec::new();
        collect_texts(&build_help_tree(Lang::En), "ticketctl", &mut all);
        let (mut missing, mut used) = (BTreeSet::new(), BTreeSet::new());
        for (text, path) in &all {
            for part in looked_up(&texts, text) {
                let key = if texts.0.contains_key(part) { part } else { part.trim_end_matches('.') };
                if texts.0.contains_key(key) {
                    used.insert(key.to_owned());
                } else {
                    missing.insert(format!("{part:?} = \"\" # {path}"));
                }
            }
        }
        assert!(missing.is_empty(), "these have no Chinese in zh.toml: {missing:#?}");
        let stale: Vec<&String> = texts.0.keys().filter(|key| !used.contains(*key)).collect();
        assert!(stale.is_empty(), "no command says this any more: {stale:#?}");
    }

    #[test]
    fn every_value_of_the_command_tree_has_its_chinese() {
        let mut left = vec![build_help_tree(Lang::En)];
        while let Some(command) = left.pop() {
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set() && arg.get_action().takes_values()) {
                let shown = arg.to_string();
                let zh = name_bracketed(&shown, Lang::Zh);
                let is_english = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
                let left_over: Vec<&str> = zh
                    .split(|c: char| !c.is_alphanumeric())
                    .filter(|word| is_english(word) && !["SKU", "WHEEL"].contains(word))
                    .collect();
                assert!(left_over.is_empty(), "{}: {zh}", command.get_name());
            }
            left.extend(command.get_subcommands().cloned());
        }
    }
}

//! What is typed: for each command a line or more to copy. They stand in `examples.toml` by the command's path.

use std::collections::BTreeMap;

use crate::domain::value::message::Lang;

const EXAMPLES: &str = include_str!("examples.toml");

/// The examples of every command, each with the words of one language where it has some of its own: `⟨原因|reason⟩`.
pub(super) struct CommandExamples(BTreeMap<String, Vec<String>>);

impl CommandExamples {
    pub(super) fn read() -> Self {
        // A file that could not be read would fail its test.
        Self(toml_edit::de::from_str(EXAMPLES).unwrap_or_default())
    }

    /// Those of a command, such as `order import`; of the program under the empty path.
    pub(super) fn list(&self, path: &str, lang: Lang) -> Vec<String> {
        self.0.get(path).into_iter().flatten().map(|line| choose_words(line, lang)).collect()
    }
}

fn choose_words(line: &str, lang: Lang) -> String {
    let Some((before, rest)) = line.split_once('⟨') else { return line.to_owned() };
    let (words, after) = rest.split_once('⟩').unwrap_or((rest, ""));
    let (zh, en) = words.split_once('|').unwrap_or((words, words));
    let chosen = if lang == Lang::Zh { zh } else { en };
    format!("{before}{chosen}{}", choose_words(after, lang))
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory as _};

    use super::*;
    use crate::cli::Cli;

    fn check_command(command: &Command, path: &str, examples: &CommandExamples, faults: &mut Vec<String>) {
        let count = examples.list(path, Lang::En).len();
        if count == 0 {
            faults.push(format!("\"{path}\" has no example"));
        }
        for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            check_command(sub, format!("{path} {}", sub.get_name()).trim(), examples, faults);
        }
    }

    /// What is wrong with one line: each of our commands in it has to be read, and one has to be that of the page.
    fn find_fault(path: &str, line: &str) -> Option<String> {
        let Some(words) = shlex::split(line) else { return Some(format!("\"{path}\": {line}: a quote is open")) };
        let mut shown = false;
        for part in words.split(|word| ["|", "&&", ";"].contains(&word.as_str())) {
            let end = part.iter().position(|word| [">", "<"].contains(&word.as_str())).unwrap_or(part.len());
            let ours = part.get(..end).unwrap_or_default();
            if ours.first().is_none_or(|word| word != "ticketctl") {
                continue;
            }
            match Cli::command().try_get_matches_from(ours) {
                Ok(matches) => shown |= crate::cli::command_path(&matches).starts_with(path),
                Err(error) => return Some(format!("\"{path}\": {line}\n{error}")),
            }
        }
        (!shown).then(|| format!("\"{path}\" is not shown by: {line}"))
    }

    #[test]
    fn every_command_has_examples_that_are_read() {
        let parsed: Result<BTreeMap<String, Vec<String>>, _> = toml_edit::de::from_str(EXAMPLES);
        let examples = CommandExamples(parsed.unwrap_or_else(|error| panic!("{error}")));
        let mut faults = Vec::new();
        check_command(&Cli::command(), "", &examples, &mut faults);
        let known = |path: &str| {
            let step = |command: Option<Command>, word| command.and_then(|at| at.find_subcommand(word).cloned());
            path.split_whitespace().fold(Some(Cli::command()), step).is_some()
        };
        for path in examples.0.keys() {
            if !known(path) {
                faults.push(format!("\"{path}\" is no command"));
            }
            for lang in [Lang::Zh, Lang::En] {
                faults.extend(examples.list(path, lang).iter().filter_map(|line| find_fault(path, line)));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn a_line_that_is_not_read_is_found() {
        assert!(find_fault("queue", "ticketctl queue --limit 3 | less").is_none());
        assert!(find_fault("queue", "ticketctl queue --limits 3").is_some());
        assert!(find_fault("order list", "ticketctl queue").is_some());
        assert_eq!(choose_words("a ⟨甲|b⟩ c ⟨乙|d⟩", Lang::Zh), "a 甲 c 乙");
        assert_eq!(choose_words("a ⟨甲|b⟩ c ⟨乙|d⟩", Lang::En), "a b c d");
    }
}

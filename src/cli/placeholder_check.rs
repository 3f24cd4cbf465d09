//! A suggested command has words that stand for what only the operator knows. Copied as it stands it must not book them.

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};

use super::errors::CliError;
use crate::error::Result;
use crate::output::placeholder::{is_placeholder, takes_any_text};

/// The first value of a command line that is a placeholder where any text would be taken: the flag, and the word.
fn find_placeholder(command: &Command, matches: &ArgMatches) -> Option<(String, String)> {
    if let Some((name, matches)) = matches.subcommand() {
        return find_placeholder(command.find_subcommand(name)?, matches);
    }
    command.get_arguments().filter(|arg| takes_text(arg)).find_map(|arg| {
        let id = arg.get_id().as_str();
        if matches.value_source(id) != Some(ValueSource::CommandLine) {
            return None;
        }
        let mut values = matches.get_raw(id)?.filter_map(|value| value.to_str());
        let word = values.find(|value| is_placeholder(value))?;
        Some((name_argument(arg), word.to_owned()))
    })
}

fn takes_text(arg: &Arg) -> bool {
    let names = arg.get_value_names().unwrap_or_default();
    arg.get_action().takes_values() && (names.is_empty() || names.iter().any(|name| takes_any_text(name)))
}

fn name_argument(arg: &Arg) -> String {
    match (arg.get_long(), arg.get_value_names()) {
        (Some(long), _) => format!("--{long}"),
        (None, Some([name, ..])) => name.to_string(),
        (None, _) => arg.get_id().to_string(),
    }
}

/// Refuses a command line that was copied from a suggestion with something still to be put into it.
///
/// # Errors
/// It has a placeholder (exit 2).
pub(super) fn refuse_placeholders(command: &Command, matches: &ArgMatches) -> Result<()> {
    find_placeholder(command, matches).map_or(Ok(()), |(flag, word)| refuse_placeholder(&flag, &word))
}

/// Refuses a value that is the word of a suggestion.
///
/// # Errors
/// It is (exit 2).
pub(super) fn refuse_placeholder(flag: &str, value: &str) -> Result<()> {
    if is_placeholder(value) {
        return Err(CliError::PlaceholderGiven { flag: &flag, value: &value }.into_error().detail("field", flag));
    }
    Ok(())
}

//! What a command still has to be told: on a terminal it is asked for, as its help words it, and not refused.

use std::ffi::{OsStr, OsString};

use clap::builder::{FalseyValueParser, TypedValueParser as _};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use dialoguer::Input;

use super::help::build_help_tree;
use super::language::detect_display_early;
use super::{asks_for_json, environment, prompt};
use crate::error::Result;

/// The command line with what was missing, as a person answers it; none where nobody can be asked, or where there is a choice
/// between several.
pub fn ask_for_missing(refused: &clap::Error, args: &[OsString]) -> Option<Result<Vec<OsString>>> {
    if refused.kind() != ErrorKind::MissingRequiredArgument || !can_ask(args) {
        return None;
    }
    let Some(ContextValue::Strings(missing)) = refused.get(ContextKind::InvalidArg) else { return None };
    let words: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let tree = build_help_tree(detect_display_early(args).lang);
    let command = words.iter().skip(1).fold(&tree, |at, word| at.find_subcommand(word).unwrap_or(at));
    let wanted: Vec<&Arg> = missing.iter().map(|shown| find_argument(command, shown)).collect::<Option<_>>()?;
    Some(ask_for_arguments(&wanted, args))
}

/// A script that runs in a terminal says that it wants no questions, or that it reads the answer.
fn can_ask(args: &[OsString]) -> bool {
    let refuses = args.iter().any(|arg| arg == "--no-input") || variable_says_yes("TICKETCTL_NO_INPUT");
    !refuses && !asks_for_json(args) && environment::can_ask()
}

/// Whether a variable is set to what a flag of that name would be, as clap reads it.
fn variable_says_yes(name: &str) -> bool {
    let value = environment::read_variable(name).unwrap_or_default();
    FalseyValueParser::new().parse_ref(&Command::default(), None, OsStr::new(&value)).unwrap_or_default()
}

/// The argument as clap names it: `--reason <REASON>`, `<ORDER>...`.
fn find_argument<'c>(command: &'c Command, shown: &str) -> Option<&'c Arg> {
    command.get_arguments().find(|arg| arg.to_string() == shown)
}

fn ask_for_arguments(wanted: &[&Arg], args: &[OsString]) -> Result<Vec<OsString>> {
    let mut args = args.to_vec();
    for arg in wanted {
        let prompt = arg.get_help().map_or_else(|| arg.to_string(), ToString::to_string);
        let answer: String = prompt::ask(|| Input::new().with_prompt(prompt).interact_text())?;
        let answer = answer.trim();
        args.push(match arg.get_long() {
            Some(long) => format!("--{long}={answer}").into(),
            None => answer.into(),
        });
    }
    Ok(args)
}

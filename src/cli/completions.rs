//! `completions`: scripts for a shell, and order numbers and groups from the database while somebody types.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{Arg, Command, CommandFactory as _, ValueEnum};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::{CompleteEnv, Shell, generate};

use super::Cli;
use super::answer::Answer;
use super::context::Context;
use super::environment::variable;
use crate::app::candidates;
use crate::config::{Dirs, Named, Paths};
use crate::error::{Error, Exit, Result};

/// A completion script for a shell.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The script completes commands and flags. To complete order numbers and groups from the database too,\n\
    let the shell ask the program itself:\n  \
    bash  source <(COMPLETE=bash ticketctl)\n  \
    zsh   source <(COMPLETE=zsh ticketctl)\n  \
    fish  COMPLETE=fish ticketctl | source"
)]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Supported,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Supported {
    Bash,
    Zsh,
    Fish,
}

/// Prints the script.
///
/// # Errors
/// The generator made no text, which would be a fault of the program (exit 1).
pub fn run(_context: &Context, args: Args) -> Result<Answer> {
    let shell = match args.shell {
        Supported::Bash => Shell::Bash,
        Supported::Zsh => Shell::Zsh,
        Supported::Fish => Shell::Fish,
    };
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "ticketctl", &mut script);
    let script = String::from_utf8(script).map_err(|_| {
        Error::internal("script_not_text", crate::say!("补全脚本不是文本", "the completion script is no text"))
    })?;
    Ok(Answer::text(script))
}

/// Answers a shell that asks what could come next (variable `COMPLETE`); `None` for an ordinary command line.
pub fn answer_shell(args: &[OsString]) -> Option<Exit> {
    let here = std::env::current_dir().ok();
    match CompleteEnv::with_factory(completing).bin("ticketctl").try_complete(args, here.as_deref()) {
        Ok(false) => None,
        Ok(true) => Some(Exit::Ok),
        Err(error) => {
            // A shell that went away can't be told anything.
            let _ = error.print();
            Some(Exit::Usage)
        }
    }
}

/// The command line, with candidates for every ORDER and GROUP.
fn completing() -> Command {
    with_candidates(Cli::command())
}

fn with_candidates(command: Command) -> Command {
    command.mut_args(add_candidates).mut_subcommands(with_candidates)
}

fn add_candidates(arg: Arg) -> Arg {
    let named = |name| arg.get_value_names().is_some_and(|names| names.iter().any(|found| found.as_str() == name));
    if named("ORDER") {
        arg.add(ArgValueCompleter::new(|typed: &OsStr| ask(typed, candidates::orders)))
    } else if named("GROUP") {
        arg.add(ArgValueCompleter::new(|typed: &OsStr| ask(typed, candidates::groups)))
    } else {
        arg
    }
}

/// Candidates from the database that the environment names: what stands in `--db` is not known while a line is typed.
fn ask(typed: &OsStr, look: fn(&Path, &str) -> Vec<String>) -> Vec<CompletionCandidate> {
    let (Some(typed), Ok(dirs)) = (typed.to_str(), Dirs::xdg()) else { return Vec::new() };
    let named = Named { db: variable("TICKETCTL_DB").map(Into::into), ..Named::default() };
    look(&Paths::resolve(&dirs, named).db, typed).into_iter().map(CompletionCandidate::new).collect()
}

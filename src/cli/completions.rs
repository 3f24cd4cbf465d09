//! `completions`: a short script for each shell, which asks this program while somebody types: it knows the commands,
//! the flags, and order numbers, groups and ticket types from the database.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{Arg, Command, CommandFactory as _, ValueEnum};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{Bash, EnvCompleter, Fish, Zsh};

use super::Cli;
use super::context::CommandContext;
use super::environment::read_path_variable;
use super::errors::CliError;
use super::response::CommandResponse;
use crate::app::orders::completion;
use crate::config::{Dirs, NamedPaths, Paths};
use crate::domain::value::shell::is_plain;
use crate::error::{Exit, Result};

/// The variable by which a shell asks.
const ASKS: &str = "COMPLETE";
/// The program as a shell finds it.
const PROGRAM: &str = "ticketctl";
/// In a file of `$fpath` zsh runs the script once in place of the function: the function answers then too.
const FROM_FPATH: &str = "[[ $funcstack[1] != _ticketctl ]] || _clap_dynamic_completer_ticketctl\n";

/// Print a completion script for a shell.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The script asks the program for candidates: commands, flags, order numbers, groups and ticket types. To load it in\n\
    every new shell:\n  \
    bash  ticketctl completions bash > ~/.local/share/bash-completion/completions/ticketctl\n  \
    zsh   echo 'source <(ticketctl completions zsh)' >> ~/.zshrc\n  \
    fish  ticketctl completions fish > ~/.config/fish/completions/ticketctl.fish"
)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: SupportedShell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SupportedShell {
    Bash,
    Zsh,
    Fish,
}

pub fn run_completions(_context: &CommandContext, args: CompletionsArgs) -> Result<CommandResponse> {
    let shell: &dyn EnvCompleter = match args.shell {
        SupportedShell::Bash => &Bash,
        SupportedShell::Zsh => &Zsh,
        SupportedShell::Fish => &Fish,
    };
    let mut script = Vec::new();
    let written = shell.write_registration(ASKS, PROGRAM, PROGRAM, PROGRAM, &mut script);
    let script = written
        .ok()
        .and_then(|()| String::from_utf8(script).ok())
        .ok_or_else(|| CliError::ScriptNotText.into_error())?;
    let rest = if args.shell == SupportedShell::Zsh { FROM_FPATH } else { "" };
    Ok(CommandResponse::with_text(format!("{}\n{rest}", script.trim())))
}

/// Answers a shell that asks what could come next (variable `COMPLETE`); `None` for an ordinary command line.
pub fn complete_for_shell(args: &[OsString]) -> Option<Exit> {
    let here = std::env::current_dir().ok();
    match CompleteEnv::with_factory(completion_command).var(ASKS).bin(PROGRAM).try_complete(args, here.as_deref()) {
        Ok(false) => None,
        Ok(true) => Some(Exit::Ok),
        Err(error) => {
            // Nothing can be reported to a shell that is gone.
            let _ = error.print();
            Some(Exit::Usage)
        }
    }
}

/// The command line, with candidates for every ORDER, GROUP and TYPE of a ticket.
fn completion_command() -> Command {
    add_candidates_to_command(Cli::command())
}

fn add_candidates_to_command(command: Command) -> Command {
    command.mut_args(add_candidates_to_arg).mut_subcommands(add_candidates_to_command)
}

fn add_candidates_to_arg(arg: Arg) -> Arg {
    let named = |name| arg.get_value_names().is_some_and(|names| names.iter().any(|found| found.as_str() == name));
    if named("ORDER") {
        arg.add(ArgValueCompleter::new(|typed: &OsStr| look_up_candidates(typed, completion::complete_orders)))
    } else if named("GROUP") {
        arg.add(ArgValueCompleter::new(|typed: &OsStr| look_up_candidates(typed, completion::complete_groups)))
    } else if named("TYPE") {
        arg.add(ArgValueCompleter::new(|typed: &OsStr| look_up_candidates(typed, completion::complete_ticket_types)))
    } else {
        arg
    }
}

/// Candidates from the database that the environment names: what stands in `--db` is not known while a line is typed.
fn look_up_candidates(typed: &OsStr, look: fn(&Path, &str) -> Vec<String>) -> Vec<CompletionCandidate> {
    let (Some(typed), Ok(dirs)) = (typed.to_str(), Dirs::from_xdg()) else { return Vec::new() };
    let named = NamedPaths { db: read_path_variable("TICKETCTL_DB"), ..NamedPaths::default() };
    // A shell types a candidate as it is: what would steer the terminal, or run, is not offered.
    let found = look(&Paths::resolve(&dirs, named).db, typed).into_iter().filter(|name| is_plain(name));
    found.map(CompletionCandidate::new).collect()
}

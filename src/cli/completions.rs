//! `completions`: a short script for each shell, which asks this program while somebody types: it knows the commands,
//! the flags, and order numbers and groups from the database.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{Arg, Command, CommandFactory as _, ValueEnum};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{Bash, EnvCompleter, Fish, Zsh};

use super::Cli;
use super::context::Context;
use super::environment::variable;
use super::response::Answer;
use crate::app::orders::completion;
use crate::config::{Dirs, Named, Paths};
use crate::error::{Error, Exit, Result};

/// The variable by which a shell asks.
const ASKS: &str = "COMPLETE";
/// The program as a shell finds it.
const PROGRAM: &str = "ticketctl";
/// In a file of `$fpath` zsh runs the script once in place of the function: the function answers then too.
const FROM_FPATH: &str = "[[ $funcstack[1] != _ticketctl ]] || _clap_dynamic_completer_ticketctl\n";

/// A completion script for a shell.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The script asks the program what could come next: commands, flags, order numbers and groups. To load it in\n\
    every shell that starts:\n  \
    bash  ticketctl completions bash > ~/.local/share/bash-completion/completions/ticketctl\n  \
    zsh   echo 'source <(ticketctl completions zsh)' >> ~/.zshrc\n  \
    fish  ticketctl completions fish > ~/.config/fish/completions/ticketctl.fish"
)]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

pub fn run(_context: &Context, args: Args) -> Result<Answer> {
    let shell: &dyn EnvCompleter = match args.shell {
        Shell::Bash => &Bash,
        Shell::Zsh => &Zsh,
        Shell::Fish => &Fish,
    };
    let mut script = Vec::new();
    let written = shell.write_registration(ASKS, PROGRAM, PROGRAM, PROGRAM, &mut script);
    let script = written.ok().and_then(|()| String::from_utf8(script).ok()).ok_or_else(|| {
        Error::internal("script_not_text", crate::say!("补全脚本不是文本", "the completion script is no text"))
    })?;
    let rest = if args.shell == Shell::Zsh { FROM_FPATH } else { "" };
    Ok(Answer::text(format!("{}\n{rest}", script.trim())))
}

/// Answers a shell that asks what could come next (variable `COMPLETE`); `None` for an ordinary command line.
pub fn answer_shell(args: &[OsString]) -> Option<Exit> {
    let here = std::env::current_dir().ok();
    match CompleteEnv::with_factory(completing).var(ASKS).bin(PROGRAM).try_complete(args, here.as_deref()) {
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
        arg.add(ArgValueCompleter::new(|typed: &OsStr| ask(typed, completion::orders)))
    } else if named("GROUP") {
        arg.add(ArgValueCompleter::new(|typed: &OsStr| ask(typed, completion::groups)))
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

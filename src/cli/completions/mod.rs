//! `completions`: a short script for each shell, which asks this program while somebody types: it knows the commands,
//! the flags, and from the database the orders that a command has something to do for, groups, ticket types and deliveries.

mod candidates;

use std::ffi::OsString;

use clap::ValueEnum;
use clap_complete::CompleteEnv;
use clap_complete::env::{Bash, EnvCompleter, Fish, Zsh};

use super::context::CommandContext;
use super::errors::CliError;
use super::response::CommandResponse;
use super::word_arg::{WordParser, word_arg};
use crate::error::{Exit, Result};

/// The variable by which a shell asks.
const ASKS: &str = "COMPLETE";
/// The program as a shell finds it.
const PROGRAM: &str = "ticketctl";
/// In a file of `$fpath` zsh runs the script once in place of the function: the function answers then too.
const FROM_FPATH: &str = "[[ $funcstack[1] != _ticketctl ]] || _clap_dynamic_completer_ticketctl\n";
/// How zsh is given the candidates: it drops those that do not begin as what was typed.
const ZSH_FILTERS: &str = "_describe -V 'values' other";
/// The program chose them: what was typed may be the end of a number, or in another case.
const ZSH_AS_OFFERED: &str = "-U";

/// Print a completion script for a shell.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The script asks the program for candidates: commands, flags, the orders that a command has something to do for, groups,\n\
    ticket types and deliveries. To load it in every new shell:\n  \
    bash  ticketctl completions bash > ~/.local/share/bash-completion/completions/ticketctl\n  \
    zsh   echo 'source <(ticketctl completions zsh)' >> ~/.zshrc\n  \
    fish  ticketctl completions fish > ~/.config/fish/completions/ticketctl.fish"
)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_parser = WordParser::<SupportedShell>::new())]
    shell: SupportedShell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SupportedShell {
    Bash,
    Zsh,
    Fish,
}

word_arg! {
    SupportedShell {
        Bash = "bash", "bash", "bash";
        Zsh = "zsh", "zsh", "zsh";
        Fish = "fish", "fish", "fish";
    }
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
    let script = script.trim();
    let script = if args.shell == SupportedShell::Zsh {
        format!("{}\n{FROM_FPATH}", script.replace(ZSH_FILTERS, &format!("{ZSH_FILTERS} {ZSH_AS_OFFERED}")))
    } else {
        format!("{script}\n")
    };
    Ok(CommandResponse::with_text(script))
}

/// Answers a shell that asks what could come next (variable `COMPLETE`); `None` for an ordinary command line.
pub fn complete_for_shell(args: &[OsString]) -> Option<Exit> {
    let here = std::env::current_dir().ok();
    let command = || candidates::build_completion_command(args);
    match CompleteEnv::with_factory(command).var(ASKS).bin(PROGRAM).try_complete(args, here.as_deref()) {
        Ok(false) => None,
        Ok(true) => Some(Exit::Ok),
        // Whoever presses a key wants candidates, and no word of ours between what they type.
        Err(_) => Some(Exit::Usage),
    }
}

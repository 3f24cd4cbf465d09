//! What the process reads from its environment: besides `main`, the only place that does.

#![expect(clippy::disallowed_methods, reason = "variables come in here")]

use std::fs::File;
use std::io::{IsTerminal as _, Read as _};
use std::os::fd::AsFd as _;
use std::path::{Path, PathBuf};

use clap::builder::Resettable;
use clap::{Arg, Command};
use zeroize::Zeroizing;

use super::errors::CliError;
use crate::app::input::CommandInput;
use crate::domain::value::message::Lang;
use crate::error::{Error, Result};
use crate::output::terminal::{ColorChoice, DisplayOptions, TerminalEnvironment};

/// No core dumps, and files for us alone: memory and files hold personal data.
pub fn harden_process() {
    use rustix::process::{Resource, Rlimit, setrlimit, umask};
    // A system that refuses either still runs the command as safely as it can.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// A file as an argument names it; `-` is standard input.
pub fn named_file(path: &Path) -> CommandInput<'_> {
    CommandInput::new(path, std::io::stdin())
}

/// A variable, if it is set to text. For what may be left out: what has to be minded is read with
/// [`require_text_variable`].
pub fn read_variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A variable that names a file: any bytes do.
pub fn read_path_variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// A variable that has to be text where it is set.
///
/// # Errors
/// `variable_not_text`, exit 5: one that is set and cannot be read is never as if it were not.
pub fn require_text_variable(name: &str) -> Result<Option<String>> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(CliError::VariableNotText { name: &name }.into_error()),
    }
}

/// The command line, for which a variable that is set to nothing is one that is not set: that is how a unit file or a crontab
/// takes one back.
pub fn ignore_empty_variables(command: Command) -> Command {
    let is_empty = |arg: &Arg| arg.get_env().and_then(std::env::var_os).is_some_and(|value| value.is_empty());
    if !command.get_arguments().any(is_empty) {
        return command;
    }
    command.mut_args(|arg| if is_empty(&arg) { arg.env(Resettable::Reset) } else { arg })
}

/// The language where nobody says one.
pub const BARE_LANGUAGE: Lang = Lang::En;

/// The language that the locale asks for.
pub fn locale_language() -> Lang {
    named_locale_language().unwrap_or(BARE_LANGUAGE)
}

/// The language that the locale names: a bare one, such as that of cron, names none.
pub fn named_locale_language() -> Option<Lang> {
    read_locale(&["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(read_variable)?)
}

/// `zh_CN.UTF-8` is Chinese; `C`, `POSIX`, `C.UTF-8` and the languages of others are none of ours.
fn read_locale(locale: &str) -> Option<Lang> {
    let language = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
    Lang::from_code(&language.to_ascii_lowercase())
}

/// The login name, for the record of who did what.
pub fn login_name() -> String {
    let named = ["LOGNAME", "USER"].into_iter().find_map(read_variable);
    named.unwrap_or_else(|| format!("uid-{}", rustix::process::getuid().as_raw()))
}

pub fn detect_display(lang: Lang, color: ColorChoice, quiet: bool, verbose: u8) -> DisplayOptions {
    let [columns, no_color, clicolor, force, term] =
        ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"].map(|name| std::env::var(name).ok());
    DisplayOptions::new(&TerminalEnvironment {
        stdout_is_tty: std::io::stdout().is_terminal(),
        stderr_is_tty: std::io::stderr().is_terminal(),
        terminal_width: dialoguer::console::Term::stdout().size_checked().map(|(_, width)| width),
        columns: columns.as_deref(),
        no_color: no_color.as_deref(),
        clicolor: clicolor.as_deref(),
        clicolor_force: force.as_deref(),
        term: term.as_deref(),
        color,
        lang,
        quiet,
        verbose,
    })
}

/// Whether a person types, and not a file or a pipe.
pub fn stdin_is_terminal() -> bool {
    std::io::stdin().is_terminal()
}

/// Standard input past the standard library's own buffer, which nobody clears: for what is to leave no trace in memory.
pub fn open_secret_stdin() -> Result<File> {
    let stdin = std::io::stdin().as_fd().try_clone_to_owned().map_err(|error| Error::io(Path::new("-"), &error))?;
    Ok(File::from(stdin))
}

/// At most `limit` bytes of that, in a buffer that never moves and is wiped.
pub fn read_secret_stdin(limit: usize) -> Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(limit));
    let read = open_secret_stdin()?.take(limit as u64).read_to_end(&mut bytes);
    read.map_err(|error| Error::io(Path::new("-"), &error))?;
    Ok(bytes)
}

/// Whether somebody can be asked: questions go to stderr and answers come from stdin.
pub fn can_ask() -> bool {
    stdin_is_terminal() && std::io::stderr().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_names_one_of_our_languages_or_none() {
        for (locale, lang) in [
            ("zh_CN.UTF-8", Some(Lang::Zh)),
            ("zh-Hans", Some(Lang::Zh)),
            ("ZH", Some(Lang::Zh)),
            ("en_US.UTF-8", Some(Lang::En)),
            ("C", None),
            ("POSIX", None),
            ("C.UTF-8", None),
            ("de_DE@euro", None),
            ("", None),
        ] {
            assert_eq!(read_locale(locale), lang, "{locale}");
        }
    }
}

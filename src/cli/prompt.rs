//! Questions to a person. However one ends, with an answer, an error or ^C, the terminal is as it was before.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use dialoguer::console::{Key, Term};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use super::errors::CliError;
use crate::error::{Error, Exit, Result};

/// What ^D types.
const END_OF_INPUT: char = '\u{4}';

/// Asks, and gives the terminal back as it was.
///
/// # Errors
/// ^C (exit 130), or nobody there any more (exit 2).
pub fn ask<T>(question: impl FnOnce() -> dialoguer::Result<T>) -> Result<T> {
    let guard = TerminalGuard::watch_signals();
    question().map_err(|dialoguer::Error::IO(error)| {
        guard.line.leave();
        prompt_error(&error)
    })
}

/// Asks for yes or no. Anything that leaves is a no: Enter, Esc, `q`, ^D.
pub fn ask_yes_no(question: &str) -> Result<bool> {
    Ok(ask_key(question, "y/N")? == YesNoBack::Yes)
}

/// The answer to a question that has others before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YesNoBack {
    Yes,
    No,
    Back,
}

/// As [`ask_yes_no`], and `<` leads back.
///
/// Where `yes` is the default, Enter is one: nothing is in doubt.
pub fn ask_yes_no_or_back(question: &str, yes: bool) -> Result<YesNoBack> {
    ask_key(question, if yes { "Y/n/<" } else { "y/N/<" })
}

fn ask_key(question: &str, keys: &str) -> Result<YesNoBack> {
    ask(|| {
        take_single_keys();
        let term = Term::stderr();
        term.write_str(&format!("{question} [{keys}] "))?;
        let (answer, shown) = loop {
            match term.read_key()? {
                Key::Char('y' | 'Y') => break (YesNoBack::Yes, "y"),
                Key::Enter if keys.starts_with('Y') => break (YesNoBack::Yes, "y"),
                Key::Char('n' | 'N' | 'q' | END_OF_INPUT) | Key::Enter | Key::Escape => break (YesNoBack::No, "n"),
                Key::Char('<' | '＜') if keys.contains('<') => break (YesNoBack::Back, "<"),
                _ => {}
            }
        };
        term.write_line(shown)?;
        Ok(answer)
    })
}

/// Hands on each key as it is typed, ^D among them, also those that come before anybody reads.
fn take_single_keys() {
    if let Ok(mut modes) = tcgetattr(io::stdin()) {
        modes.local_modes -= LocalModes::ICANON | LocalModes::ECHO;
        // Where it cannot be set, an answer takes effect with Enter.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &modes);
    }
}

fn prompt_error(error: &io::Error) -> Box<Error> {
    match error.kind() {
        io::ErrorKind::Interrupted => CliError::Interrupted.into_error(),
        _ => CliError::TerminalClosed.into_error(),
    }
}

/// The line of a question that nobody answered: what comes next begins on a new one, whoever of the two that end a question is
/// first.
#[derive(Default)]
struct PromptLine {
    left: AtomicBool,
}

impl PromptLine {
    fn leave(&self) {
        if !self.left.swap(true, Ordering::SeqCst) {
            // A terminal that is gone has no lines.
            let _ = Term::stderr().write_line("");
        }
    }
}

/// Remembers how the terminal is, and puts it back when a signal ends the question: the prompts hide what is typed, or the cursor,
/// and a signal would end the process before they show it again.
struct TerminalGuard {
    saved: Option<Termios>,
    line: Arc<PromptLine>,
    /// Ends the watch.
    _answered: oneshot::Sender<()>,
}

impl TerminalGuard {
    fn watch_signals() -> Self {
        let saved = tcgetattr(io::stdin()).ok();
        let (answered, until) = oneshot::channel();
        let (ready, started) = mpsc::channel();
        let watched = saved.clone();
        let line = Arc::new(PromptLine::default());
        let watched_line = Arc::clone(&line);
        thread::spawn(move || {
            // Without a watch the question can still be answered; a signal then ends it as it always did.
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
            runtime.block_on(async {
                let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
                let [Ok(mut interrupt), Ok(mut terminate), Ok(mut hangup)] = kinds.map(signal) else { return };
                let _ = ready.send(());
                tokio::select! {
                    _ = until => return,
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                    _ = hangup.recv() => {}
                }
                restore_terminal(watched.as_ref());
                watched_line.leave();
                std::process::exit(Exit::Interrupted.code().into());
            });
        });
        // The sender is dropped where there is no watch.
        let _ = started.recv();
        Self { saved, line, _answered: answered }
    }
}

impl Drop for TerminalGuard {
    fn drop(&mut self) {
        restore_terminal(self.saved.as_ref());
    }
}

fn restore_terminal(saved: Option<&Termios>) {
    let Some(saved) = saved else { return };
    // A terminal that is gone needs nothing back.
    let _ = tcsetattr(io::stdin(), OptionalActions::Now, saved);
    let _ = Term::stderr().show_cursor();
}

//! Questions to a person. However one ends, with an answer, an error or ^C, the terminal is as it was before.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use dialoguer::console::{Key, Term};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{LocalModes, OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcsetattr};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use super::errors::CliError;
use crate::domain::value::message::Lang;
use crate::domain::value::text::fold::fold_text;
use crate::error::{Error, Exit, Result};
use crate::output::text::cell_width;
use crate::say;

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

/// A text that is pasted comes at once; whoever types is slower than this.
const PASTE_PAUSE: Duration = Duration::from_millis(60);

/// The longest answer to a yes-or-no question that is kept: what is longer is none anyway.
const LONGEST_WORD: usize = 60;

/// Whether what was typed leads back to the question, or the order, before.
pub fn is_back(typed: &str) -> bool {
    matches!(typed.trim(), "<" | "＜" | "‹" | "〈" | "《")
}

/// Asks for one line. Where more lines come with it, it was pasted: their line breaks answer nothing, so the first line is shown
/// and counts once somebody says so.
pub fn ask_line(lang: Lang, mut read: impl FnMut() -> dialoguer::Result<String>) -> Result<String> {
    loop {
        let typed = ask(&mut read)?;
        if !ask(|| drop_pasted_rest().map_err(dialoguer::Error::IO))? {
            return Ok(typed);
        }
        let shown = typed.trim();
        let question = say!(
            "粘贴的内容不止一行，后面几行没有用。只用第一行「{shown}」？",
            "more than one line was pasted, and the others were dropped. Use the first, \"{shown}\"?"
        );
        if ask_yes_no(question.in_lang(lang))? {
            return Ok(typed);
        }
    }
}

/// Drops what was pasted behind a line, and says whether there was any.
fn drop_pasted_rest() -> io::Result<bool> {
    // The last line of a paste has no end, and is there only key by key.
    take_single_keys();
    let mut dropped = false;
    while more_comes(PASTE_PAUSE)? {
        dropped = true;
        if tcflush(io::stdin(), QueueSelector::IFlush).is_err() {
            break;
        }
    }
    Ok(dropped)
}

/// Whether something is typed within a moment.
pub fn more_comes(pause: Duration) -> io::Result<bool> {
    let pause = Timespec { tv_sec: 0, tv_nsec: pause.subsec_nanos().into() };
    let stdin = io::stdin();
    let mut watched = [PollFd::new(&stdin, PollFlags::IN)];
    Ok(poll(&mut watched, Some(&pause))? > 0)
}

/// Asks for yes or no, until one of them is said. Anything that leaves is a no: Enter, Esc, `q`, ^D.
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

/// The answer is a key or a word: a path or a text that was meant for another question has any letter in it, and is neither.
fn ask_key(question: &str, keys: &str) -> Result<YesNoBack> {
    ask(|| {
        take_single_keys();
        let term = Term::stderr();
        loop {
            term.write_str(&format!("{question} [{keys}] "))?;
            let typed = read_word_typed(&term, keys)?;
            let answer = typed.as_deref().map_or(Some(YesNoBack::No), |typed| read_yes_no(typed, keys));
            if typed.as_deref().is_none_or(str::is_empty) {
                term.write_str(if answer == Some(YesNoBack::Yes) { "y" } else { "n" })?;
            }
            term.write_line("")?;
            if let Some(answer) = answer {
                return Ok(answer);
            }
        }
    })
}

/// What is typed until Enter, or a single key that answers; none for a key that leaves. What comes at once behind such a key was
/// pasted, and is a word with it.
fn read_word_typed(term: &Term, keys: &str) -> io::Result<Option<String>> {
    let mut typed = String::new();
    loop {
        match term.read_key()? {
            Key::Enter => return Ok(Some(typed.trim().to_owned())),
            Key::Escape | Key::Char(END_OF_INPUT) => return Ok(None),
            Key::Backspace => {
                if let Some(last) = typed.pop() {
                    term.clear_chars(cell_width(last.encode_utf8(&mut [0; 4])))?;
                }
            }
            Key::Char(letter) if !letter.is_control() && typed.chars().count() < LONGEST_WORD => {
                typed.push(letter);
                term.write_str(letter.encode_utf8(&mut [0; 4]))?;
                let is_first = typed.len() == letter.len_utf8();
                if is_first && read_yes_no(&typed, keys).is_some() && !more_comes(PASTE_PAUSE)? {
                    return Ok(Some(typed));
                }
            }
            _ => {}
        }
    }
}

/// The answer that a word is, if it is one. An empty line is what stands in capitals.
fn read_yes_no(typed: &str, keys: &str) -> Option<YesNoBack> {
    if keys.contains('<') && is_back(typed) {
        return Some(YesNoBack::Back);
    }
    match fold_text(typed).trim().to_lowercase().as_str() {
        "" if keys.starts_with('Y') => Some(YesNoBack::Yes),
        "y" | "yes" | "是" | "是的" | "好" | "好的" | "对" => Some(YesNoBack::Yes),
        "" | "n" | "no" | "q" | "否" | "不" | "不是" | "不要" => Some(YesNoBack::No),
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_words_and_everything_else_is_asked_again() {
        for (typed, answer) in [
            ("y", Some(YesNoBack::Yes)),
            ("Ｙ", Some(YesNoBack::Yes)),
            ("YES", Some(YesNoBack::Yes)),
            ("是", Some(YesNoBack::Yes)),
            ("好", Some(YesNoBack::Yes)),
            ("N", Some(YesNoBack::No)),
            ("no", Some(YesNoBack::No)),
            ("否", Some(YesNoBack::No)),
            ("不", Some(YesNoBack::No)),
            ("q", Some(YesNoBack::No)),
            ("‹", Some(YesNoBack::Back)),
            ("x", None),
            ("yard", None),
            ("截图/shot_10011.png", None),
        ] {
            assert_eq!(read_yes_no(typed, "y/N/<"), answer, "{typed}");
        }
        assert_eq!(read_yes_no("", "Y/n/<"), Some(YesNoBack::Yes));
        assert_eq!((read_yes_no("", "y/N"), read_yes_no("<", "y/N")), (Some(YesNoBack::No), None));
    }
}

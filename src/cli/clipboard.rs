//! The clipboard of whoever sits at the terminal, by OSC 52: the terminal itself copies, through ssh as well.

use std::io::{self, IsTerminal as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The longest sequence that is sent, in bytes of base64. Terminals that set a limit drop what is longer without a word; the
/// lowest that is common is 100,000.
const LIMIT: usize = 100_000;

/// What became of a text that was to be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyResult {
    /// The terminal was asked. Whether it did it, no terminal says.
    Asked,
    NoTerminal,
    TooLong,
}

/// Asks the terminal that stdout or stderr is to copy `text`.
pub fn copy_to_clipboard(text: &str) -> CopyResult {
    let Some(sequence) = clipboard_sequence(text) else { return CopyResult::TooLong };
    let written = if io::stdout().is_terminal() {
        io::stdout().lock().write_all(sequence.as_bytes()).and_then(|()| io::stdout().flush())
    } else if io::stderr().is_terminal() {
        io::stderr().lock().write_all(sequence.as_bytes())
    } else {
        return CopyResult::NoTerminal;
    };
    if written.is_ok() { CopyResult::Asked } else { CopyResult::NoTerminal }
}

/// The control sequence; none where it would be longer than terminals take.
fn clipboard_sequence(text: &str) -> Option<String> {
    let encoded = STANDARD.encode(text);
    (encoded.len() <= LIMIT).then(|| format!("\x1b]52;c;{encoded}\x07"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_whole_or_not_copied() {
        assert_eq!(clipboard_sequence("票 1\n").as_deref(), Some("\x1b]52;c;56WoIDEK\x07"));
        let longest = LIMIT / 4 * 3;
        assert!(clipboard_sequence(&"x".repeat(longest)).is_some());
        assert_eq!(clipboard_sequence(&"x".repeat(longest + 1)), None);
    }
}

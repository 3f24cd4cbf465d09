//! A text that somebody pastes: several lines, until an empty one.

use std::io;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::app::resale::form_entry::FORM_TEXT_LIMIT;
use crate::cli::prompt::{ask, more_comes};
use crate::cli::response::print_to_stderr;
use crate::domain::value::message::Lang;
use crate::error::Result;
use crate::say;

/// A text that is pasted comes at once; whoever types is slower than this.
const PAUSE: Duration = Duration::from_millis(120);

/// Reads lines until an empty one with nothing behind it: a pasted text has empty lines of its own, and what follows one must
/// never answer the next question.
pub(super) fn read_pasted_text() -> Result<String> {
    let bytes = ask(|| read_until_pause().map_err(dialoguer::Error::IO))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The text whose `first` line was read already. Where more comes at once it was pasted, and ends as such a text does: that is
/// said, as what waits for an empty line looks like what hangs.
pub(super) fn read_rest_of_paste(lang: Lang, first: &str) -> Result<String> {
    if !ask(|| more_comes(PAUSE).map_err(dialoguer::Error::IO))? {
        return Ok(format!("{first}\n"));
    }
    let how = say!("收到多行文字，以一个空行结束：", "A text of several lines; end it with an empty line:");
    print_to_stderr(&format!("{}\n", how.in_lang(lang)));
    Ok(format!("{first}\n{}", read_pasted_text()?))
}

fn read_until_pause() -> io::Result<Zeroizing<Vec<u8>>> {
    let stdin = io::stdin();
    let (mut text, mut buffer) = (Zeroizing::new(Vec::new()), Zeroizing::new([0_u8; 4096]));
    loop {
        let read = match rustix::io::read(&stdin, &mut buffer[..]) {
            Err(rustix::io::Errno::INTR) => continue,
            read => read?,
        };
        // What was pasted while a question was open came before its line ends were made `\n`.
        text.extend(
            buffer.get(..read).unwrap_or_default().iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }),
        );
        let ends = read == 0 || text.len() > FORM_TEXT_LIMIT;
        if ends || (ends_with_empty_line(&text) && !more_comes(PAUSE)?) {
            return Ok(text);
        }
    }
}

fn ends_with_empty_line(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n').rev();
    // Behind the last line end there is nothing.
    let (open, last) = (lines.next().unwrap_or_default(), lines.next());
    open.is_empty() && last.is_some_and(|line| line.trim_ascii().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_is_told_from_an_open_one() {
        for (text, ends) in [
            ("\n", true),
            ("a\n\n", true),
            ("a\n \r\n", true),
            ("a\n", false),
            ("a", false),
            ("", false),
            ("\na", false),
        ] {
            assert_eq!(ends_with_empty_line(text.as_bytes()), ends, "{text:?}");
        }
    }
}

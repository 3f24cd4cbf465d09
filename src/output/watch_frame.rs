//! A page that replaces the one before it on the same screen, without a moment at which the screen is empty.

use super::text::cell_width;
use crate::domain::value::message::Lang;
use crate::say;

/// The second screen, without a cursor: what stood on the first comes back at the end.
pub const ENTER_SCREEN: &str = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[H\u{1b}[J";

/// Back to the first screen, with its cursor.
pub const LEAVE_SCREEN: &str = "\u{1b}[?25h\u{1b}[?1049l";

/// A terminal that knows it shows what is between the two at once; another ignores them.
const BEGIN_UPDATE: &str = "\u{1b}[?2026h";
const END_UPDATE: &str = "\u{1b}[?2026l";

/// How large a terminal is, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScreenSize {
    pub rows: u16,
    pub columns: u16,
}

/// `page` over whatever is there, as much of it as fits, and `footer` under it. Each line clears the rest of its own, and the
/// last what is below: nothing is blank before the new text is there.
pub fn format_frame(page: &str, footer: &str, size: ScreenSize, lang: Lang) -> String {
    let room = usize::from(size.rows.saturating_sub(1)).max(1);
    let lines: Vec<&str> = page.lines().collect();
    let heights: Vec<usize> = lines.iter().map(|line| line_height(line, size)).collect();
    let fits = heights.iter().sum::<usize>() <= room;
    let mut text = format!("{BEGIN_UPDATE}\u{1b}[H");
    let mut left = if fits { room } else { room - 1 };
    let mut shown = 0;
    for (line, height) in lines.iter().zip(&heights) {
        if *height > left {
            break;
        }
        left -= height;
        shown += 1;
        text.push_str(&format!("{line}\u{1b}[K\r\n"));
    }
    if !fits {
        let more = lines.len() - shown;
        let note = say!("… 还有 {more} 行", "… {more} more lines");
        text.push_str(&format!("{}\u{1b}[K\r\n", note.in_lang(lang)));
    }
    text.push_str(&format!("{footer}\u{1b}[K\u{1b}[J{END_UPDATE}"));
    text
}

/// On how many lines of the terminal a line stands: a command may be longer than the terminal is wide.
fn line_height(line: &str, size: ScreenSize) -> usize {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().map_or(0, cell_width);
    // What is behind a style ends it: `31m` and the text.
    let styled = parts.map(|part| part.split_once('m').map_or(0, |(_, text)| cell_width(text)));
    (first + styled.sum::<usize>()).div_ceil(usize::from(size.columns.max(1))).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: ScreenSize = ScreenSize { rows: 4, columns: 10 };

    /// The text without what moves and clears.
    fn bare(frame: &str) -> Vec<String> {
        let codes = [BEGIN_UPDATE, END_UPDATE, "\u{1b}[H", "\u{1b}[K", "\u{1b}[J", "\r"];
        codes.iter().fold(frame.to_owned(), |text, code| text.replace(code, "")).lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_page_that_fits_is_shown_whole() {
        assert_eq!(bare(&format_frame("一\n二\n三\n", "q", SIZE, Lang::Zh)), ["一", "二", "三", "q"]);
    }

    #[test]
    fn a_page_that_does_not_fit_says_how_much_is_missing() {
        assert_eq!(bare(&format_frame("1\n2\n3\n4\n", "q", SIZE, Lang::Zh)), ["1", "2", "… 还有 2 行", "q"]);
        let long = "订单订单订单";
        assert_eq!(bare(&format_frame(&format!("{long}\n2\n3\n"), "q", SIZE, Lang::En)), [long, "… 2 more lines", "q"]);
    }

    #[test]
    fn the_screen_is_never_cleared_before_it_is_written() {
        let frame = format_frame("1\n", "q", SIZE, Lang::En);
        let cleared = frame.find("\u{1b}[J").unwrap();
        assert!(cleared > frame.find('1').unwrap() && !frame.contains("\u{1b}[2J"));
        assert!(frame.contains("1\u{1b}[K"), "a shorter line leaves nothing of the one before");
    }

    #[test]
    fn colours_take_no_room() {
        assert_eq!(line_height("\u{1b}[31m1234567890\u{1b}[0m", SIZE), 1);
        assert_eq!(line_height("\u{1b}[31m12345678901\u{1b}[0m", SIZE), 2);
        assert_eq!(line_height("", SIZE), 1);
    }
}

//! Text from outside, made safe to print, and measured in terminal cells.
//!
//! Invariant: what [`escape_hidden`] returns moves no cursor, changes no colour and reorders no other text.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::domain::value::text::{char_is_clean, is_picture_joiner};

/// What stands for the part that was cut. ASCII, because `…` is one cell or two depending on the terminal's font.
pub const CUT_MARK: &str = "..";

/// Whether `c` must not reach a terminal as it is: C0, DEL, C1, and everything without a shape.
pub fn is_hidden(c: char) -> bool {
    !char_is_clean(c)
}

/// `text` on one line, with every control and formatting character written as `\u{1b}`. Joined emoji are parted.
pub fn escape_hidden(text: &str) -> Cow<'_, str> {
    escape_chars(text, is_hidden)
}

/// Like [`escape_hidden`], for text of several lines: a newline stays a newline.
pub fn escape_hidden_in_block(text: &str) -> Cow<'_, str> {
    escape_chars(text, |c| c != '\n' && is_hidden(c))
}

/// A whole page on its way out: its own line ends, tabs and, where there are `styles`, colours stay. What else would steer a
/// terminal slipped through, and is escaped here.
pub fn escape_around_styles(page: &str, styles: bool) -> Cow<'_, str> {
    let keeps = |c: char| matches!(c, '\n' | '\t');
    if !styles {
        return escape_chars(page, |c| !keeps(c) && is_hidden(c));
    }
    let mut parts = page.split("\u{1b}[");
    let mut out = escape_chars(parts.next().unwrap_or_default(), |c| !keeps(c) && is_hidden(c)).into_owned();
    for part in parts {
        let style = part.find(|c: char| !c.is_ascii_digit() && c != ';').filter(|end| part[*end..].starts_with('m'));
        out.push_str(if style.is_some() { "\u{1b}[" } else { "\\u{1b}[" });
        out.push_str(&escape_chars(part, |c| !keeps(c) && is_hidden(c)));
    }
    Cow::Owned(out)
}

fn escape_chars(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        if is_picture_joiner(text, at) {
            // Its pictures are printed side by side: how wide a joined one is depends on the terminal.
        } else if hidden(c) {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "{}", c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// How many cells `text` takes on a terminal. East Asian ambiguous characters count as one.
pub fn cell_width(text: &str) -> usize {
    text.width()
}

/// `text` followed by the spaces that fill `cells`; longer text stays as it is.
pub fn pad_to_width(text: &str, cells: usize) -> String {
    let missing = cells.saturating_sub(cell_width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// `text` in at most `cells` cells, with [`CUT_MARK`] at the end of what was cut. A character is never parted from its
/// combining marks or its emoji modifier.
pub fn truncate_to_width(text: &str, cells: usize) -> Cow<'_, str> {
    if cell_width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let mark = CUT_MARK.get(..cells.min(CUT_MARK.len())).unwrap_or(CUT_MARK);
    let room = cells - mark.len();
    let fits =
        |end: &usize| text.get(..*end).is_some_and(|head| cell_width(head) <= room) && is_cut_boundary(text, *end);
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= room * 4).filter(fits).last().unwrap_or(0);
    Cow::Owned(format!("{}{mark}", text.get(..end).unwrap_or_default()))
}

/// Whether `text` may be parted at byte `at`: the next character stands on its own, and joining it to the one before
/// does not change what both take.
pub(super) fn is_cut_boundary(text: &str, at: usize) -> bool {
    let (Some(head), Some(tail)) = (text.get(..at), text.get(at..)) else { return false };
    let (Some(before), Some(after)) = (head.chars().next_back(), tail.chars().next()) else { return true };
    let alone = |c: char| c.width().unwrap_or(0);
    let pair = [before, after].iter().collect::<String>();
    alone(after) > 0 && cell_width(&pair) == alone(before) + alone(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_reaches_the_terminal_as_a_command() {
        assert_eq!(escape_hidden("a\u{1b}[31mb"), "a\\u{1b}[31mb");
        assert_eq!(escape_hidden("\u{9b}2J\u{7f}\0\r\n"), "\\u{9b}2J\\u{7f}\\u{0}\\u{d}\\u{a}");
        assert_eq!(escape_hidden("初级道\u{202e}gnp.exe\u{2066}\u{200b}"), "初级道\\u{202e}gnp.exe\\u{2066}\\u{200b}");
        assert_eq!(escape_hidden("\u{e0041}"), "\\u{e0041}");
        assert_eq!(escape_hidden_in_block("a\nb\tc"), "a\nb\\u{9}c");
        let page = "\u{1b}[31mno\u{1b}[0m\t\u{1b}[2J\u{1b}]0;x\u{7}\u{202e}\n";
        assert_eq!(escape_around_styles(page, true), "\u{1b}[31mno\u{1b}[0m\t\\u{1b}[2J\\u{1b}]0;x\\u{7}\\u{202e}\n");
        assert!(!escape_around_styles(page, false).contains('\u{1b}'));
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        for text in ["初级道 3 小时", "¥506.00 · • ：（）", "a\u{3000}b 👍🏽 e\u{301}"] {
            assert!(matches!(escape_hidden(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn chinese_takes_two_cells() {
        assert_eq!(cell_width("初级道 3 小时"), 13);
        assert_eq!(pad_to_width("票种", 6), "票种  ");
        assert_eq!(pad_to_width("票种", 3), "票种");
    }

    #[test]
    fn a_cut_text_fits_and_keeps_clusters_whole() {
        assert_eq!(truncate_to_width("初级道 3 小时", 13), "初级道 3 小时");
        assert_eq!(truncate_to_width("初级道 3 小时", 9), "初级道 ..");
        assert_eq!(truncate_to_width("初级道", 5), "初..");
        assert_eq!(truncate_to_width("abc", 1), ".");
        assert_eq!(truncate_to_width("abc", 0), "");
        assert_eq!(truncate_to_width("ae\u{301}bcd", 4), "ae\u{301}..");
        assert_eq!(truncate_to_width("👍🏽👍🏽👍🏽", 4), "👍🏽..");
        for cells in 0..12 {
            assert!(cell_width(&truncate_to_width("a中👍🏽e\u{301}文b中文", cells)) <= cells, "{cells}");
        }
    }
}

//! Lines of a paragraph in which words and Chinese characters stand side by side.

use crate::output::text::cell_width;

/// What does not begin a line.
const CLOSING: &str = "，。；：、）」”！？…,.;:)!?";
/// What does not end a line.
const OPENING: &str = "（「“(";

/// `text` in lines of at most `cells` cells: broken at blanks and beside Chinese characters, never inside a word that fits.
pub(super) fn wrap_paragraph(text: &str, cells: usize) -> Vec<String> {
    let indent: String = text.chars().take_while(|c| *c == ' ').collect();
    let mut lines = Vec::new();
    let mut line = indent.clone();
    for piece in split_pieces(text.trim_start()) {
        let is_full = cell_width(&line) + cell_width(piece.trim_end()) > cells;
        if is_full && !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clone_from(&indent);
        }
        line.push_str(piece);
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What stays together: a word with the blanks behind it, or a Chinese character with the marks that belong to it.
fn split_pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut begin = 0;
    let mut previous = None;
    for (at, c) in text.char_indices() {
        if previous.is_some_and(|previous| may_break(previous, c)) {
            pieces.extend(text.get(begin..at));
            begin = at;
        }
        previous = Some(c);
    }
    pieces.extend(text.get(begin..));
    pieces
}

fn may_break(previous: char, next: char) -> bool {
    let is_wide = |c: char| cell_width(c.encode_utf8(&mut [0; 4])) == 2;
    if next == ' ' || CLOSING.contains(next) || OPENING.contains(previous) {
        return false;
    }
    previous == ' ' || is_wide(previous) || is_wide(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_beside_characters_and_between_words() {
        for (text, cells, lines) in [
            ("one two three", 8, &["one two", "three"][..]),
            ("过了这段时间，如 50s、5m 或 1h；会做完", 12, &["过了这段时", "间，如 50s、", "5m 或 1h；会", "做完"]),
            ("  indented words", 11, &["  indented", "  words"]),
            ("aVeryLongWord b", 5, &["aVeryLongWord", "b"]),
            ("（甲）乙", 4, &["（甲）", "乙"]),
            ("", 5, &[""]),
        ] {
            assert_eq!(wrap_paragraph(text, cells), lines, "{text}");
        }
    }
}

//! Where a line of text may be broken: at spaces, between Chinese characters, and inside a word only if it is longer than
//! the line.

use unicode_width::UnicodeWidthChar as _;

use super::text::{cell_width, is_cut_boundary};

/// The narrowest line that is asked for: two Chinese characters.
const MIN_LINE_WIDTH: usize = 4;

/// What begins no line.
const NO_LINE_START: &str = "，。、；：！？）」』”’》】…％,.;:!?)]}%";

/// What ends no line.
const NO_LINE_END: &str = "（「『“‘《【([{¥";

/// `text` in lines of at most `cells` cells, without the spaces at which it was broken.
pub fn wrap_text(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(MIN_LINE_WIDTH);
    let mut lines = Vec::new();
    let mut rest = text;
    while cell_width(rest) > cells {
        let (line, after) = rest.split_at(line_end(rest, cells));
        lines.push(line.trim_end().to_owned());
        rest = after.trim_start();
    }
    if lines.is_empty() || !rest.is_empty() {
        lines.push(rest.to_owned());
    }
    lines
}

/// `text` as a terminal of `width` columns has room for it; as it is where there is none.
pub fn fit_width(text: &str, width: Option<u16>) -> String {
    width.map_or_else(|| text.to_owned(), |width| wrap_text(text, usize::from(width)).join("\n"))
}

/// The cells of the longest part of `text` that stays whole while lines are long enough for it.
pub fn longest_part(text: &str) -> usize {
    let mut longest = 0;
    let mut start = 0;
    for (at, _) in text.char_indices().skip(1) {
        if may_break(text, at) {
            longest = longest.max(cell_width(text[start..at].trim()));
            start = at;
        }
    }
    longest.max(cell_width(text[start..].trim()))
}

/// Where the first line of `text`, which is longer than `cells`, ends.
fn line_end(text: &str, cells: usize) -> usize {
    let ends = text.char_indices().map(|(at, _)| at).skip(1);
    // A space that no longer fits is left out.
    let fits = |at: &usize| cell_width(text[..*at].trim_end()) <= cells;
    let fitting: Vec<usize> = ends.take_while(fits).collect();
    let words = fitting.iter().rev().find(|at| may_break(text, **at));
    let anywhere = || fitting.iter().rev().find(|at| is_cut_boundary(text, **at));
    let first = text.chars().next().map_or(text.len(), char::len_utf8);
    words.or_else(anywhere).copied().unwrap_or(first)
}

/// Whether a line may end before byte `at`, with all words whole.
fn may_break(text: &str, at: usize) -> bool {
    let (head, tail) = text.split_at(at);
    let (Some(before), Some(after)) = (head.chars().next_back(), tail.chars().next()) else { return false };
    if after == ' ' || NO_LINE_START.contains(after) || NO_LINE_END.contains(before) {
        return false;
    }
    let wide = |c: char| c.width() == Some(2);
    before == ' ' || ((wide(before) || wide(after)) && is_cut_boundary(text, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_chinese_breaks_between_characters() {
        assert_eq!(
            wrap_text("看群里该单号后面有没有附件 attachment", 14),
            ["看群里该单号后", "面有没有附件", "attachment"]
        );
        assert_eq!(wrap_text("订单 XY20260320033546715D3AV 失败", 26), ["订单", "XY20260320033546715D3AV 失", "败"]);
        assert_eq!(wrap_text("short", 20), ["short"]);
        assert_eq!(wrap_text("", 20), [""]);
    }

    #[test]
    fn a_text_is_broken_for_a_terminal_alone() {
        assert_eq!(fit_width("one two", Some(5)), "one\ntwo");
        assert_eq!(fit_width("one two", None), "one two");
    }

    #[test]
    fn a_word_that_is_longer_than_the_line_is_broken_there() {
        assert_eq!(wrap_text("abcdefghij kl", 6), ["abcdef", "ghij", "kl"]);
    }

    #[test]
    fn no_line_begins_or_ends_with_the_wrong_mark() {
        assert_eq!(wrap_text("一二三四，五六", 8), ["一二三", "四，五六"]);
        assert_eq!(wrap_text("一二三（四五）", 8), ["一二三", "（四五）"]);
    }

    #[test]
    fn no_line_is_too_long_and_no_character_is_lost() {
        let text = "not allow to access from your ip, hint: [1773977760414942419258605], 优先排查失败原因后重试推单 👍🏽e\u{301}";
        for cells in 4..70 {
            let lines = wrap_text(text, cells);
            assert!(lines.iter().all(|line| cell_width(line) <= cells), "{cells}: {lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn what_stays_whole_is_measured_without_its_spaces() {
        assert_eq!(longest_part("推给 XY20260320033546715D3AV 失败，再试"), 23);
        assert_eq!(longest_part("失败，再试"), 4);
        assert_eq!(longest_part(""), 0);
    }
}

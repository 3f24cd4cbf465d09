//! What a notice says: the shipped wordings, what a shop may put in their place, and the values that go in.

use crate::domain::order::rejections::OrderRejection;
use crate::domain::value::message::{BilingualText, Lang};
use crate::domain::value::rejection::Rejection;
use crate::domain::value::text::char_is_clean;
use crate::say;

/// A notice that a buyer can get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeTemplate {
    pub code: &'static str,
    /// What its wordings may name in braces.
    pub placeholders: &'static [&'static str],
    pub shipped: BilingualText,
}

/// The most bytes that a wording may have, so that the text fits the narrowest channel (WeCom, 2048 bytes) with its values in.
pub const WORDING_BYTES: usize = 1200;

/// Checks a wording: its length, its characters, and that every `{…}` is one of `placeholders`.
pub fn check_wording(wording: &str, placeholders: &[&str]) -> Result<(), Rejection> {
    let bytes = wording.len();
    if wording.trim().is_empty() || bytes > WORDING_BYTES {
        return Err(OrderRejection::WordingLength { wording_bytes: &WORDING_BYTES, bytes: &bytes }.into());
    }
    if !wording.chars().all(|letter| letter == '\n' || char_is_clean(letter)) {
        return Err(OrderRejection::WordingCharacters.into());
    }
    for part in wording.split('{').skip(1) {
        let name = part.split('}').next().unwrap_or_default();
        if !placeholders.contains(&name) || !part.contains('}') {
            let known = placeholders.join(", ");
            return Err(OrderRejection::WordingPlaceholder { known: &known }.into());
        }
    }
    Ok(())
}

/// The wording with the values in. A line that names what this order has not is left out, and so is one that comes to
/// nothing; only where no line would be left, it stands with gaps.
pub fn render_template(wording: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let filled: Vec<FilledLine> = wording.split('\n').map(|line| fill_line(line, &value)).collect();
    let text = |keep: fn(&FilledLine) -> bool| {
        filled.iter().filter(|line| keep(line)).map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    };
    let whole = text(|line| line.is_kept);
    if whole.trim().is_empty() { text(|_| true) } else { whole }
}

struct FilledLine {
    text: String,
    is_kept: bool,
}

fn fill_line(line: &str, value: impl Fn(&str) -> Option<String>) -> FilledLine {
    let mut text = String::with_capacity(line.len() + 64);
    let (mut rest, mut named, mut missing) = (line, false, false);
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        let found = value(name);
        (named, missing) = (true, missing || found.is_none());
        text.push_str(before);
        text.push_str(&found.unwrap_or_default());
        rest = behind;
    }
    text.push_str(rest);
    let comes_to_nothing = named && text.trim().is_empty();
    let is_kept = !missing && !comes_to_nothing;
    FilledLine { text, is_kept }
}

/// The text of a notice that goes out once more says so: a channel that recognises repeats would swallow the same text.
pub fn mark_resent(mut text: String, times: usize, lang: Lang) -> String {
    let again = say!("（第 {times} 次发送）", "(sent again, {times})");
    text.push('\n');
    text.push_str(again.in_lang(lang));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_is_bounded_clean_and_names_only_what_is_known() {
        assert_eq!(check_wording(&"x".repeat(WORDING_BYTES), &[]), Ok(()));
        assert_eq!(check_wording("{name}\n好", &["name"]), Ok(()));
        let too_long = "x".repeat(WORDING_BYTES + 1);
        for (wording, code) in [
            ("", "wording_length"),
            (" \n", "wording_length"),
            (too_long.as_str(), "wording_length"),
            ("a\u{1b}[2J", "wording_characters"),
            ("a\u{202e}b", "wording_characters"),
            ("{phone}", "wording_placeholder"),
            ("{name", "wording_placeholder"),
            ("{{name}}", "wording_placeholder"),
        ] {
            assert_eq!(check_wording(wording, &["name"]).unwrap_err().code, code, "{wording:?}");
        }
    }

    #[test]
    fn values_stand_where_their_names_stood() {
        let value = |name: &str| (name == "a").then(|| "1{b}".to_owned());
        assert_eq!(render_template("x{a}y{b}z{a}", value), "x1{b}yz1{b}");
        assert_eq!(render_template("nothing", value), "nothing");
    }

    #[test]
    fn a_line_without_its_value_is_left_out() {
        let value = |name: &str| match name {
            "a" => Some("1".to_owned()),
            "here" => Some(String::new()),
            _ => None,
        };
        assert_eq!(render_template("x{a}\ncode {none}\n\ny", value), "x1\n\ny");
        assert_eq!(render_template("{here}\nsee{here} {a}\n{none} {a}", value), "see 1");
        assert_eq!(render_template("only {none}\n{none}", value), "only \n", "never a text of nothing");
    }
}

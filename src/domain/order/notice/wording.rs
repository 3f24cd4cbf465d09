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

/// The wording with the values in; nothing where there is none.
pub fn render_template(wording: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(wording.len() + 64);
    let mut rest = wording;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(before);
        text.push_str(&value(name).unwrap_or_default());
        rest = behind;
    }
    text.push_str(rest);
    text
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
}

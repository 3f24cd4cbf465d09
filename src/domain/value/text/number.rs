//! Numbers that people and sheets spell in many ways: of payments, orders, certificates, phones.
//!
//! Source: `domain.md`, "compared by one canonical form; what was typed is what is stored".

use std::fmt;

use super::char_is_unseen;
use super::fold::fold_text;

/// The form in which two spellings of one number are equal: width and case folded; blanks, dashes, invisible marks and the
/// guards that spreadsheets put around a number dropped.
///
/// Invariant: the form of a form is itself, so a stored one may be read as a number again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CanonicalNumber(String);

impl CanonicalNumber {
    /// A text of nothing but marks stands for itself: it must not equal every other of that kind.
    pub fn of(text: &str) -> Self {
        let folded = fold_text(text);
        let plain =
            folded.chars().filter(|c| !char_is_unseen(*c) && !c.is_control() && !c.is_whitespace() && *c != '-');
        let upper: String = plain.flat_map(char::to_uppercase).collect();
        let kept = strip_guards(&upper);
        Self(if kept.is_empty() { text.trim().to_owned() } else { kept.to_owned() })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CanonicalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether two texts spell one number.
pub fn is_same_number(one: &str, other: &str) -> bool {
    CanonicalNumber::of(one) == CanonicalNumber::of(other)
}

/// Without `="…"`, and without the marks that keep a sheet from reading a number: `` ` `` and `'`, on either side.
fn strip_guards(text: &str) -> &str {
    let is_guard = |c| matches!(c, '`' | '\'' | '"' | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}');
    text.trim_start_matches(|c| c == '=' || is_guard(c)).trim_end_matches(is_guard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_number_is_the_same_number() {
        for spelled in [
            "4200001234AB",
            " 4200001234AB",
            "4200001234AB ",
            "4200001234ab",
            "4200 0012 34AB",
            "4200-0012-34AB",
            "４２００００１２３４ＡＢ",
            "4200–0012—34AB",
            "`4200001234AB",
            "'4200001234AB",
            "4200001234AB`",
            "=\"4200001234AB\"",
            "＝＂4200001234AB＂",
            "4200001234\u{200b}AB",
            "\u{feff}4200001234AB",
            "4200\u{a0}001234AB",
            "\u{202d}4200001234AB\u{202c}",
            "4200\u{fe0f}001234AB",
            "’4200001234AB",
            "\"4200001234AB\"",
        ] {
            assert!(is_same_number(spelled, "4200001234AB"), "{spelled:?}: {}", CanonicalNumber::of(spelled));
        }
        for other in ["4200001234A", "4200001234_AB", "4200001234AC", "14200001234AB", "4200.001234AB"] {
            assert!(!is_same_number(other, "4200001234AB"), "{other:?}");
        }
    }

    #[test]
    fn the_form_of_a_form_is_itself_and_marks_alone_stand_for_themselves() {
        for text in ["card_1774", "=\"`ab-１２`\"", "'='x'", "--", "`", "\u{3000}é ß", "ﬁ-1"] {
            let form = CanonicalNumber::of(text);
            assert_eq!(CanonicalNumber::of(form.as_str()), form, "{text:?}");
            assert!(!form.as_str().is_empty(), "{text:?}");
        }
        assert!(!is_same_number("--", "`"));
    }
}

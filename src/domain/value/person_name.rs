//! Names of persons, compared as people compare them: scripts, widths and separators differ between a document, a form and
//! a screenshot, and the person is the same.
//!
//! Source: `domain.md`, "Names".

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use super::text::fold::{is_han, simplify_char};
use super::text::{char_is_unseen, is_name_separator};

/// How two names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameLikeness {
    /// One name, at most written in another script, width or case, or with another separator.
    Same,
    /// Perhaps one person, for somebody to look at: a separator is missing, Latin words stand in another order or with a
    /// title, or one is the beginning of the other.
    Close,
    Different,
}

/// What stands around a Latin name and is no part of it.
const TITLES: [&str; 9] = ["MR", "MRS", "MS", "MISS", "MSTR", "DR", "先生", "女士", "小姐"];

pub fn compare_person_names(one: &str, other: &str) -> NameLikeness {
    let (one, other) = (NameWords::read(one), NameWords::read(other));
    if one.words == other.words || one.without_blanks == other.without_blanks {
        return NameLikeness::Same;
    }
    if one.is_near(&other) { NameLikeness::Close } else { NameLikeness::Different }
}

/// The form by which a name is looked up: everything that may be one name has one form.
pub fn name_lookup_form(text: &str) -> String {
    let mut words = NameWords::read(text).words;
    // Between Chinese characters a blank is layout as often as a separator, so only Latin words have an order to lose.
    if words.iter().all(|word| !word.chars().any(is_han)) {
        words.sort_unstable();
    }
    words.concat()
}

struct NameWords {
    /// Between separators, blanks among them.
    words: Vec<String>,
    /// The name with blanks that touch a Chinese character or a digit taken as layout.
    without_blanks: String,
}

impl NameWords {
    fn read(text: &str) -> Self {
        let folded: Vec<char> = text
            .nfkc()
            .filter(|c| !char_is_unseen(*c) || c.is_whitespace())
            .map(simplify_char)
            .flat_map(char::to_uppercase)
            .collect();
        let parts = |c: &char| c.is_whitespace() || is_name_separator(*c);
        let words: Vec<String> =
            folded.split(parts).filter(|word| !word.is_empty()).map(|word| word.iter().collect()).collect();
        Self { words, without_blanks: drop_layout_blanks(&folded) }
    }

    fn is_near(&self, other: &Self) -> bool {
        if self.words.concat() == other.words.concat() {
            return true;
        }
        let (mine, theirs) = (self.without_titles(), other.without_titles());
        if mine.is_empty() || theirs.is_empty() {
            return false;
        }
        // A screen that has no room for a name ends it at a separator.
        if mine.starts_with(&theirs) || theirs.starts_with(&mine) {
            return true;
        }
        let sets = [mine, theirs].map(|words| words.into_iter().collect::<BTreeSet<_>>());
        sets[0] == sets[1]
    }

    fn without_titles(&self) -> Vec<&str> {
        self.words.iter().map(String::as_str).filter(|word| !TITLES.contains(word)).collect()
    }
}

/// One separator for all of them, and no blank but between Latin letters.
fn drop_layout_blanks(folded: &[char]) -> String {
    let mut form = String::new();
    let mut gap: Option<bool> = None;
    for c in folded {
        if c.is_whitespace() || is_name_separator(*c) {
            let real = is_name_separator(*c);
            gap = Some(gap.unwrap_or_default() || real);
            continue;
        }
        let is_latin = |letter: char| letter.is_alphabetic() && !is_han(letter);
        let kept = gap.is_some_and(|real| real || (form.chars().next_back().is_some_and(is_latin) && is_latin(*c)));
        if kept && !form.is_empty() {
            form.push('·');
        }
        form.push(*c);
        gap = None;
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_words() {
        use NameLikeness::{Close, Different, Same};
        for (one, other, likeness) in [
            ("测测娜·样本提", "测测娜•样本提", Same),
            ("测测娜·样本提", "测测娜・样本提", Same),
            ("测测娜·样本提", "测测娜‧样本提", Same),
            ("测测娜·样本提", "测测娜.样本提", Same),
            ("测测娜·样本提", "测测娜．样本提", Same),
            ("测测娜·样本提", "测测娜 样本提", Same),
            ("张三2376", "张三 2376", Same),
            ("张　三", "张三", Same),
            ("陳麗強", "陈丽强", Same),
            ("ZHANG SAN", "zhang san", Same),
            ("ZHANG/SAN", "Zhang, San", Same),
            ("ＺＨＡＮＧ　ＳＡＮ", "ZHANG SAN", Same),
            ("测测娜·样本提", "测测娜样本提", Close),
            ("测测娜·样本提", "测测娜", Close),
            ("ZHANG SAN", "ZHANGSAN", Close),
            ("ZHANG SAN", "SAN ZHANG", Close),
            ("ZHANG/SAN MR", "ZHANG SAN", Close),
            ("测测娜·样本提", "测测娜·样木提", Different),
            ("张三", "张三丰", Different),
            ("张三2376", "张叁2376", Different),
            ("张三", "三张", Different),
            ("MR", "MS", Different),
        ] {
            assert_eq!(compare_person_names(one, other), likeness, "{one} {other}");
            assert_eq!(compare_person_names(other, one), likeness, "{other} {one}");
        }
    }

    #[test]
    fn what_is_one_name_is_looked_up_as_one() {
        for (one, other) in [
            ("测测娜·样本提", "测测娜样本提"),
            ("陳麗強", " 陈丽 强"),
            ("ZHANG SAN", "san/zhang"),
            ("José", "Jose\u{301}"),
            ("样本甲\u{feff}", "样本甲"),
        ] {
            assert_eq!(name_lookup_form(one), name_lookup_form(other), "{one} {other}");
        }
        assert_ne!(name_lookup_form("张三"), name_lookup_form("三张"));
    }
}

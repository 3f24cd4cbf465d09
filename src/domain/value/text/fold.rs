//! One spelling for text that was read from a picture, so that two readings of the same thing compare equal.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

use super::char_is_unseen;

/// `text` in NFKC (full-width digits, `￥` and brackets become the plain ones) with one dash, one mask star, and without
/// invisible characters. Spaces stay: they separate cells; [`compact_text`] drops them.
pub fn fold_text(text: &str) -> String {
    let plain: Vec<char> = text.nfkc().filter(|c| !char_is_unseen(*c)).collect();
    let is_han_at = |at: Option<usize>| at.and_then(|at| plain.get(at)).is_some_and(|c| is_han(*c));
    let fold_char = |(at, c): (usize, &char)| match c {
        // Alone between Chinese characters it parts a name; a mask covers a letter.
        '•' if is_han_at(at.checked_sub(1)) && is_han_at(at.checked_add(1)) => '·',
        c => one_spelling(*c),
    };
    plain.iter().enumerate().map(fold_char).collect()
}

/// Traditional characters to simplified ones, one to one.
static SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("simplified.txt").lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.flat_map(str::split_whitespace).map(str::chars);
    pairs.filter_map(|mut pair| Some((pair.next()?, pair.next()?))).collect()
});

/// The simplified form of a traditional character, and every other character as it is.
pub fn simplify_char(letter: char) -> char {
    if is_han(letter) { SIMPLIFIED.get(&letter).copied().unwrap_or(letter) } else { letter }
}

/// [`fold_text`], then without any white space and in upper case: the form in which values are compared.
pub fn compact_text(text: &str) -> String {
    fold_text(text).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// Whether two texts differ in width, case and white space alone, as the names of ticket types do from file to file.
pub fn is_same_spelling(one: &str, other: &str) -> bool {
    one == other || compact_text(one) == compact_text(other)
}

/// Whether `c` is a Chinese character.
pub const fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn one_spelling(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{2500}' => '-',
        '×' | '∗' | '✱' | '✲' | '•' | '●' | '⁎' => '*',
        '【' | '〔' | '「' | '『' => '[',
        '】' | '〕' | '」' | '』' => ']',
        c if c.is_control() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_dashes_stars_and_brackets_have_one_spelling() {
        for (shown, folded) in [
            ("２０２６－０５－０１", "2026-05-01"),
            ("￥１５８．００", "¥158.00"),
            ("高级道（单板）全天", "高级道(单板)全天"),
            ("138＊＊＊＊0000", "138****0000"),
            ("138××××0000", "138****0000"),
            ("2026—04–15", "2026-04-15"),
            ("张\u{200b}三", "张三"),
            ("张\u{fe0f}三\u{180e}", "张三"),
            ("测测娜•样本提", "测测娜·样本提"),
            ("欧••国", "欧**国"),
            ("张•", "张*"),
        ] {
            assert_eq!(fold_text(shown), folded);
        }
        assert_eq!(compact_text("初级道 3\u{3000}小时"), "初级道3小时");
        assert_eq!(compact_text("44030519050102828x"), "44030519050102828X");
        for spelled in ["初级道3小时", "初级道 3小时", "初级道\u{3000}3\u{3000}小时", "初级道３小时", "初级道 3 小时 "]
        {
            assert!(is_same_spelling(spelled, "初级道 3 小时"), "{spelled:?}");
        }
        assert!(!is_same_spelling("初级道 3 小时", "初级道 6 小时"));
    }

    #[test]
    fn the_form_of_a_simplified_character_is_itself() {
        assert!(SIMPLIFIED.len() > 4000);
        for (traditional, simplified) in SIMPLIFIED.iter() {
            assert_eq!(simplify_char(*simplified), *simplified, "{traditional}");
        }
        assert_eq!("強麗峯张a".chars().map(simplify_char).collect::<String>(), "强丽峰张a");
    }

    #[test]
    fn a_chinese_character_is_told_from_the_rest() {
        assert!("张〇嬿𠮷".chars().all(is_han));
        assert!(!"a1·（:¥".chars().any(is_han));
    }
}

//! One spelling for text that was read from a picture, so that two readings of the same thing compare equal.

use unicode_normalization::UnicodeNormalization as _;

/// `text` in NFKC (full-width digits, `￥` and brackets become the plain ones) with one dash, one mask star, and without
/// invisible characters. Spaces stay: they separate cells; [`compact_text`] drops them.
pub fn fold_text(text: &str) -> String {
    text.nfkc().filter(|c| !is_invisible(*c)).map(one_spelling).collect()
}

/// [`fold_text`], then without any white space and in upper case: the form in which values are compared.
pub fn compact_text(text: &str) -> String {
    fold_text(text).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// Whether `c` is a Chinese character.
pub const fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}')
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
        ] {
            assert_eq!(fold_text(shown), folded);
        }
        assert_eq!(compact_text("初级道 3\u{3000}小时"), "初级道3小时");
        assert_eq!(compact_text("44030519050102828x"), "44030519050102828X");
    }

    #[test]
    fn a_chinese_character_is_told_from_the_rest() {
        assert!("张〇嬿𠮷".chars().all(is_han));
        assert!(!"a1·（:¥".chars().any(is_han));
    }
}

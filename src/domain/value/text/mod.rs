//! Which characters a text from outside may hold.
//!
//! Source: Unicode 16, general categories Cc, Cf, Zl, Zp, Co and the code points that are no characters; the tables are
//! written out because they change slowly and a name needs no more of Unicode than this.

pub(crate) mod fold;
pub mod number;

use std::fmt::Write as _;

/// Format characters (Cf) and line and paragraph separators, as inclusive ranges in order.
const FORMAT: &[(u32, u32)] = &[
    (0x00AD, 0x00AD),
    (0x0600, 0x0605),
    (0x061C, 0x061C),
    (0x06DD, 0x06DD),
    (0x070F, 0x070F),
    (0x0890, 0x0891),
    (0x08E2, 0x08E2),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE007F),
];

/// Letters that print nothing (a joiner, the Hangul fillers, the empty Braille cell), and the mark of a broken decoding.
const BLANK: &[u32] = &[0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC, 0xFFFD];

/// Whether a character neither steers a terminal nor reorders or hides its neighbours.
pub fn char_is_clean(letter: char) -> bool {
    let code = u32::from(letter);
    !letter.is_control() && !FORMAT.iter().any(|&(first, last)| (first..=last).contains(&code))
}

/// Bytes in lower-case hexadecimal.
pub fn encode_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether a text holds no control, format or bidi character. Line ends count as control characters.
pub fn text_is_clean(text: &str) -> bool {
    text.chars().all(char_is_clean)
}

/// Whether a character can be part of a name: clean, visible, assigned, and meaning the same on every machine.
pub(crate) fn char_is_public(letter: char) -> bool {
    let code = u32::from(letter);
    let private = matches!(code, 0xE000..=0xF8FF | 0xF_0000..);
    let no_character = matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE;
    // Planes 4 to 13 hold nothing yet, and plane 3 ends with CJK Extension H.
    let unassigned = matches!(code, 0x3_23B0..=0xD_FFFF);
    char_is_clean(letter) && !private && !no_character && !unassigned && !BLANK.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words_are_clean() {
        for text in ["", "张三2376", "José O’Neil", "欧阳·娜娜", "Ng\u{0303}", "김철수", "𠮷野家", "café 🎿"]
        {
            assert!(text_is_clean(text), "{text}");
            assert!(text.chars().all(char_is_public), "{text}");
        }
    }

    #[test]
    fn nothing_may_steer_a_terminal_or_hide_its_neighbour() {
        for letter in "\0\n\t\u{1b}\u{7f}\u{85}\u{9b}\u{ad}\u{61c}\u{200b}\u{200d}\u{200f}\u{2028}\u{202a}\u{202e}\u{2066}\u{2069}\u{feff}\u{e0001}\u{e0041}".chars() {
            assert!(!char_is_clean(letter), "{letter:?}");
        }
    }

    #[test]
    fn a_name_has_no_private_unassigned_or_blank_letters() {
        for letter in
            ['\u{e000}', '\u{f8ff}', '\u{100000}', '\u{fdd0}', '\u{1ffff}', '\u{50000}', '\u{3164}', '\u{fffd}']
        {
            assert!(!char_is_public(letter), "{letter:?}");
        }
    }
}

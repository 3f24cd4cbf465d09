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

/// Joins the pictures on both sides into one: a family, a profession, a flag.
const PICTURE_JOINER: char = '\u{200d}';

/// Whether a character neither steers a terminal nor reorders or hides its neighbours.
pub fn char_is_clean(letter: char) -> bool {
    let code = u32::from(letter);
    // Nearly every letter is in front of the table.
    !letter.is_control() && (code < 0xAD || !FORMAT.iter().any(|&(first, last)| (first..=last).contains(&code)))
}

/// Whether a character is seen by nobody and says nothing in a number or beside a name: a format character, or one that
/// picks the shape of the character before it. Control characters are none of them: they act.
pub fn char_is_unseen(letter: char) -> bool {
    !(char_is_clean(letter) || letter.is_control())
        || matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The first character that a text from outside may not hold, and its place counted from 1. The joiner inside an emoji is
/// part of the picture; between letters it hides something.
pub fn find_unclean_char(text: &str) -> Option<(usize, char)> {
    let mut letters = text.char_indices().enumerate();
    let unclean = letters.find(|(_, (at, letter))| !char_is_clean(*letter) && !is_picture_joiner(text, *at));
    unclean.map(|(place, (_, letter))| (place + 1, letter))
}

/// Whether the character of `text` at this byte joins two pictures.
pub fn is_picture_joiner(text: &str, at: usize) -> bool {
    let Some((before, rest)) = text.split_at_checked(at) else { return false };
    let mut after = rest.chars();
    // The picture before may carry a mark of how it is drawn, and a colour of skin, which is a picture itself.
    let joined = before.chars().rev().find(|letter| *letter != '\u{fe0f}');
    after.next() == Some(PICTURE_JOINER) && joined.is_some_and(is_picture) && after.next().is_some_and(is_picture)
}

/// Whether a character may be part of an emoji. Source: `Extended_Pictographic` of Unicode 16, rounded up to its blocks.
const fn is_picture(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{1f000}'..='\u{1faff}')
}

/// Whether a character parts the words of a name. Sheets, forms and screens write the same dot in many ways.
pub const fn is_name_separator(letter: char) -> bool {
    matches!(letter, '·' | '•' | '・' | '‧' | '∙' | '⋅' | '.' | '/' | ',' | '、' | '，' | '／' | '．' | '･')
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
    fn a_joiner_is_part_of_a_picture_and_hides_between_letters() {
        for text in ["家庭票👨\u{200d}👩\u{200d}👧", "🧑🏽\u{200d}🎄", "🏳\u{fe0f}\u{200d}🌈", "❤\u{fe0f}\u{200d}🔥"]
        {
            assert_eq!(find_unclean_char(text), None, "{text}");
        }
        for (text, found) in [
            ("滑\u{200d}雪", (2, '\u{200d}')),
            ("👨\u{200d}票", (2, '\u{200d}')),
            ("\u{200d}👨", (1, '\u{200d}')),
            ("👨\u{200d}", (2, '\u{200d}')),
            ("滑雪\u{202e}票", (3, '\u{202e}')),
            ("a\tb", (2, '\t')),
        ] {
            assert_eq!(find_unclean_char(text), Some(found), "{text:?}");
        }
        assert!(char_is_unseen('\u{fe0f}') && char_is_unseen('\u{200b}'));
        assert!(!char_is_unseen('票') && !char_is_unseen('\u{1b}'));
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

//! A plain text as WeCom's markdown.
//!
//! Source: document 90236, the subset: headings, bold, links, inline code, quotes, font colours, and mentions as `<@id>`. It
//! knows no escape, so a character that could begin one of them becomes its full-width twin, which reads alike.

/// The text with its first line in bold. Nothing in it becomes a mention, a link or markup; a bare address stays one, as it
/// does in a plain text, and shows where it leads.
pub(super) fn escape_text(text: &str) -> String {
    let mut lines = text.lines();
    let first = escape_line(lines.next().unwrap_or_default().trim());
    let mut markdown = if first.is_empty() { first } else { format!("**{first}**") };
    for line in lines {
        markdown.push('\n');
        markdown.push_str(&escape_line(line));
    }
    markdown
}

/// One line without markup.
fn escape_line(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut begun = false;
    let mut before = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let inside = |other: Option<char>| other.is_some_and(char::is_alphanumeric);
        let means = match letter {
            '*' | '`' | '<' | '>' | '[' | ']' | '\\' | '&' | '~' | '|' => true,
            '#' | '-' | '+' | '=' => !begun,
            // Within a word it is only a letter.
            '_' => !(inside(before) && inside(letters.peek().copied())),
            _ => false,
        };
        plain.push(if means { to_full_width(letter) } else { letter });
        // A run at the beginning of a line is replaced whole: `---` would be a rule, `##` a heading.
        begun |= !(letter.is_whitespace() || (means && matches!(letter, '#' | '-' | '+' | '=')));
        before = Some(letter);
    }
    plain
}

/// The full-width twin of an ASCII mark: U+FF01 to U+FF5E mirror U+0021 to U+007E.
fn to_full_width(letter: char) -> char {
    const FULL_WIDTH_OFFSET: u32 = 0xFEE0;
    char::from_u32(u32::from(letter) + FULL_WIDTH_OFFSET).filter(|_| letter.is_ascii_graphic()).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_line_stands_out_and_the_rest_stays_as_it_was() {
        assert_eq!(
            escape_text("【代订】XY20260320033546715D3AV\n票种：初级道 3 小时\n\n证件：身份证 110101199001011234"),
            "**【代订】XY20260320033546715D3AV**\n票种：初级道 3 小时\n\n证件：身份证 110101199001011234"
        );
        assert_eq!((escape_text(""), escape_text("\nx")), (String::new(), "\nx".to_owned()));
        assert_eq!(escape_text("2026-04-15 a_b +86"), "**2026-04-15 a_b +86**");
    }

    #[test]
    fn what_a_customer_types_is_no_markup() {
        for (typed, shown) in [
            ("<@all>", "＜@all＞"),
            ("[here](https://evil.example)", "［here］(https://evil.example)"),
            ("**bold** `code`", "＊＊bold＊＊ ｀code｀"),
            ("<font color=\"warning\">x</font>", "＜font color=\"warning\"＞x＜/font＞"),
            ("&lt;@all&gt;", "＆lt;@all＆gt;"),
            ("\\*", "＼＊"),
            ("  ## x # y", "  ＃＃ x # y"),
            ("---", "－－－"),
            ("> x", "＞ x"),
            ("__x__ a_b", "＿＿x＿＿ a_b"),
        ] {
            assert_eq!(escape_text(&format!("t\n{typed}")), format!("**t**\n{shown}"));
        }
    }

    proptest! {
        #[test]
        fn no_text_keeps_a_mark(text in "(?s).{0,80}") {
            let markdown = escape_text(&text);
            let body = markdown.strip_prefix("**").map_or(markdown.as_str(), |rest| rest.split_once("**").unwrap().0);
            let rest = markdown.lines().skip(1).collect::<String>();
            for part in [body, rest.as_str()] {
                prop_assert!(!part.contains(['<', '>', '[', ']', '*', '`', '\\', '&']), "{}", markdown);
            }
            prop_assert!(!markdown.lines().skip(1).any(|line| line.trim_start().starts_with('#')));
        }
    }
}

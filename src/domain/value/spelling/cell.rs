//! What a spreadsheet puts around a value to keep it as it is: guards, and marks that nobody sees.

use crate::domain::value::text::char_is_clean;

/// The value of a cell: without white space and invisible marks at its ends, and without the guards of exports, `'123`,
/// `` `123` ``, `="123"` and a tab.
///
/// Marks inside stay: in a name they are refused where names are checked, and in a number they are dropped with all else
/// that is no part of one.
pub fn tidy_cell(text: &str) -> &str {
    let text = trim_invisible(text);
    let quoted = text.strip_prefix('=').map(str::trim_start).and_then(unquote);
    if let Some(inner) = quoted {
        return trim_invisible(inner);
    }
    // Only where a spreadsheet would have counted: elsewhere an apostrophe belongs to the text.
    let guarded = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_digit() || "=+-@".contains(c));
    let mark = ['\'', '`', '\u{2018}', '\u{2019}'];
    match text.strip_prefix(mark).filter(guarded) {
        Some(rest) => trim_invisible(rest.strip_suffix(mark).unwrap_or(rest)),
        None => text,
    }
}

/// `"…"` without its quotation marks, and with one of two that a CSV inside a CSV doubled.
fn unquote(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    Some(inner.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')).unwrap_or(inner))
}

fn trim_invisible(text: &str) -> &str {
    // The selectors of a picture's style belong to the letter before them and print nothing at the end of a number.
    text.trim_matches(|c: char| c.is_whitespace() || !char_is_clean(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guards_and_invisible_ends_are_no_part_of_a_value() {
        for (cell, value) in [
            ("  506 ", "506"),
            ("\u{a0}506\u{3000}\t", "506"),
            ("'3364202298717566229\t", "3364202298717566229"),
            ("`3364202298717566229", "3364202298717566229"),
            ("`3364202298717566229`", "3364202298717566229"),
            ("’3364202298717566229", "3364202298717566229"),
            ("=\"3364202298717566229\"", "3364202298717566229"),
            ("=\"\"3364202298717566229\"\"", "3364202298717566229"),
            ("= \" 336 \"", "336"),
            ("=\"\"", ""),
            ("'=SUM(1)", "=SUM(1)"),
            ("\u{202d}13800000000\u{202c}", "13800000000"),
            ("\u{feff}订单号", "订单号"),
            ("'小明", "'小明"),
            ("`", "`"),
            ("=", "="),
            ("滑雪票 \"双板\"", "滑雪票 \"双板\""),
            ("", ""),
        ] {
            assert_eq!(tidy_cell(cell), value, "{cell:?}");
        }
    }
}

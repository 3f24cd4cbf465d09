//! JSON text: the same on a terminal and in a pipe, lossless, and harmless on both.
//!
//! Invariant: no character that [`is_hidden`] knows leaves as it is. Inside a JSON string it is
//! written as `\u202e`, which every reader turns back into the same character.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use super::text::is_hidden;

/// One line, without spaces.
pub fn to_compact_json(value: &impl Serialize) -> String {
    serialize_value(value, EscapingFormatter(CompactFormatter))
}

/// Several lines, two spaces deep, without a newline at the end.
pub fn to_pretty_json(value: &impl Serialize) -> String {
    serialize_value(value, EscapingFormatter(PrettyFormatter::new()))
}

fn serialize_value(value: &impl Serialize, formatter: impl Formatter) -> String {
    let mut bytes = Vec::new();
    // Neither a view nor a `Vec` can fail here; an empty text would be the answer if they did.
    let done = value.serialize(&mut Serializer::with_formatter(&mut bytes, formatter));
    debug_assert!(done.is_ok(), "a JSON value always has a text");
    String::from_utf8(bytes).unwrap_or_default()
}

/// A formatter that also escapes what serde_json leaves alone: DEL, C1, bidi and other invisible characters.
struct EscapingFormatter<F>(F);

/// Hands the named methods on to the wrapped formatter.
macro_rules! hand_on {
    ($($method:ident($($arg:ident: $kind:ty),*)),+ $(,)?) => {
        $(fn $method<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $arg: $kind)*) -> io::Result<()> {
            self.0.$method(writer $(, $arg)*)
        })+
    };
}

impl<F: Formatter> Formatter for EscapingFormatter<F> {
    hand_on!(
        begin_array(),
        end_array(),
        begin_array_value(first: bool),
        end_array_value(),
        begin_object(),
        end_object(),
        begin_object_key(first: bool),
        end_object_key(),
        begin_object_value(),
        end_object_value(),
    );

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_hidden(*c)) {
            let (before, after) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = after.get(c.len_utf8()..).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_number_keeps_its_spelling() {
        let value: Value = serde_json::from_str(r#"{"a":506.00,"b":506,"c":12345678901234567890123}"#).unwrap();
        assert_eq!(to_compact_json(&value), r#"{"a":506.00,"b":506,"c":12345678901234567890123}"#);
    }

    #[test]
    fn hidden_characters_are_escaped_and_come_back() {
        let value = json!({ "a\u{202e}": "\u{1b}[2J\u{7f}\u{9b}\u{200b}\u{e0041}票\n" });
        let text = to_compact_json(&value);
        assert_eq!(text, r#"{"a\u202e":"\u001b[2J\u007f\u009b\u200b\udb40\udc41票\n"}"#);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn pretty_is_what_serde_json_makes_of_harmless_values() {
        for value in [json!([]), json!({}), json!([1, [2, {"a": null}], {}]), json!({"票种": "初级道 3 小时"})] {
            assert_eq!(to_pretty_json(&value), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}

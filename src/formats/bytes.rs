//! A stream of JSON byte by byte: where the next byte stands, and where a value ends.
//!
//! Only brackets and strings are followed; whether the bytes between them are JSON is for the parser.

use std::io::BufRead as _;

use super::json;
use super::json::FilePosition;
use super::source::InputSource;
use crate::error::{Error, Result};

/// The bytes of a source with their place.
pub(crate) struct JsonBytes<'a> {
    source: InputSource<'a>,
    /// Of the next byte.
    pub(crate) position: FilePosition,
}

impl<'a> JsonBytes<'a> {
    /// Bytes of `source`, of which `position` is the next.
    pub(crate) const fn new(source: InputSource<'a>, position: FilePosition) -> Self {
        Self { source, position }
    }

    /// The next byte, left where it is.
    pub(crate) fn peek_byte(&mut self) -> Result<Option<u8>> {
        match self.source.fill_buf() {
            Ok(buffer) => Ok(buffer.first().copied()),
            Err(error) => Err(Error::io(self.source.path(), &error)),
        }
    }

    pub(crate) fn skip_byte(&mut self) -> Result<()> {
        if let Some(byte) = self.peek_byte()? {
            self.source.consume(1);
            self.position = self.position.after_byte(byte);
        }
        Ok(())
    }

    /// Appends one whole value to `into`, which may grow to `limit` bytes; what it belongs to begins at `start`.
    pub(crate) fn read_value(&mut self, into: &mut Vec<u8>, limit: usize, start: FilePosition) -> Result<()> {
        let mut shape = ValueScanner::default();
        while let Some(byte) = self.peek_byte()? {
            let end = shape.follow_byte(byte);
            if end == ValueEnd::Before {
                return Ok(());
            }
            // Before the byte is taken: a value without an end is given up after `limit` bytes, not after the file.
            if into.len() >= limit {
                return Err(json::too_big(limit, start));
            }
            into.push(byte);
            self.skip_byte()?;
            if end == ValueEnd::After {
                return Ok(());
            }
        }
        if shape.may_end() { Ok(()) } else { Err(json::cut_off(start)) }
    }
}

/// Where a value ends, told byte by byte.
#[derive(Default)]
struct ValueScanner {
    depth: usize,
    in_text: bool,
    escaped: bool,
    scalar: bool,
}

#[derive(PartialEq, Eq)]
enum ValueEnd {
    NotYet,
    Before,
    After,
}

impl ValueScanner {
    fn follow_byte(&mut self, byte: u8) -> ValueEnd {
        if self.in_text {
            let closes = byte == b'"' && !self.escaped;
            // An escaped backslash escapes nothing: the quote of `\\"` ends the text, that of `\"` does not.
            self.escaped = byte == b'\\' && !self.escaped;
            self.in_text = !closes;
            return if closes && self.depth == 0 { ValueEnd::After } else { ValueEnd::NotYet };
        }
        // Only a scalar has no end of its own: the byte after it tells, and belongs to whatever comes next.
        if self.scalar && matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n') {
            return ValueEnd::Before;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                // A bracket too many is the parser's to refuse; here it only must not run below nothing.
                self.depth = self.depth.saturating_sub(1);
                return if self.depth == 0 { ValueEnd::After } else { ValueEnd::NotYet };
            }
            _ if self.depth == 0 => self.scalar = true,
            _ => {}
        }
        ValueEnd::NotYet
    }

    const fn may_end(&self) -> bool {
        self.scalar
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_its_shape_does() {
        for (text, value) in [
            ("12,3", "12"),
            ("true]", "true"),
            ("-1.5e3", "-1.5e3"),
            (r#""a\\" x"#, r#""a\\""#),
            (r#""a\"]}" x"#, r#""a\"]}""#),
            (r#"{"a":["}",{}]}]"#, r#"{"a":["}",{}]}"#),
        ] {
            let mut bytes =
                JsonBytes::new(InputSource::from_reader("-", text.as_bytes()).unwrap(), FilePosition::START);
            let mut found = Vec::new();
            bytes.read_value(&mut found, 100, FilePosition::START).unwrap();
            assert_eq!(String::from_utf8(found).unwrap(), value);
            assert_eq!(bytes.position.column, value.len() as u64 + 1);
        }
    }

    #[test]
    fn a_value_that_does_not_end_or_fit_is_refused() {
        for (text, limit, code) in [
            ("[[]", 100, "json_syntax"),
            ("\"a", 100, "json_syntax"),
            ("", 100, "json_syntax"),
            ("123", 2, "json_too_big"),
        ] {
            let mut bytes =
                JsonBytes::new(InputSource::from_reader("-", text.as_bytes()).unwrap(), FilePosition::START);
            assert_eq!(bytes.read_value(&mut Vec::new(), limit, FilePosition::START).unwrap_err().code, code, "{text}");
        }
    }
}

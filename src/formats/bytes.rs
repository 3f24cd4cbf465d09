//! A stream of JSON byte by byte: where the next byte stands, and where a value ends.
//!
//! Only brackets and strings are followed; whether the bytes between them are JSON is for the parser.

use std::io::BufRead as _;

use super::json;
use super::json::Place;
use super::source::Source;
use crate::error::{Error, Result};

/// The bytes of a source with their place.
pub(crate) struct Bytes<'a> {
    source: Source<'a>,
    /// Of the next byte.
    pub(crate) place: Place,
}

impl<'a> Bytes<'a> {
    /// Bytes of `source`, of which `place` is the next.
    pub(crate) const fn new(source: Source<'a>, place: Place) -> Self {
        Self { source, place }
    }

    /// The next byte, left where it is.
    pub(crate) fn peek(&mut self) -> Result<Option<u8>> {
        match self.source.fill_buf() {
            Ok(buffer) => Ok(buffer.first().copied()),
            Err(error) => Err(Error::io(self.source.path(), &error)),
        }
    }

    pub(crate) fn bump(&mut self) -> Result<()> {
        if let Some(byte) = self.peek()? {
            self.source.consume(1);
            self.place = self.place.after(byte);
        }
        Ok(())
    }

    /// Appends one whole value to `into`, which may grow to `limit` bytes; what it belongs to begins at `start`.
    pub(crate) fn value(&mut self, into: &mut Vec<u8>, limit: usize, start: Place) -> Result<()> {
        let mut shape = Shape::default();
        while let Some(byte) = self.peek()? {
            let end = shape.follow(byte);
            if end == End::Before {
                return Ok(());
            }
            if into.len() >= limit {
                return Err(json::too_big(limit, start));
            }
            into.push(byte);
            self.bump()?;
            if end == End::After {
                return Ok(());
            }
        }
        if shape.may_end() { Ok(()) } else { Err(json::cut_off(start)) }
    }
}

/// Where a value ends, told byte by byte.
#[derive(Default)]
struct Shape {
    depth: usize,
    in_text: bool,
    escaped: bool,
    scalar: bool,
}

#[derive(PartialEq, Eq)]
enum End {
    NotYet,
    Before,
    After,
}

impl Shape {
    fn follow(&mut self, byte: u8) -> End {
        if self.in_text {
            let closes = byte == b'"' && !self.escaped;
            self.escaped = byte == b'\\' && !self.escaped;
            self.in_text = !closes;
            return if closes && self.depth == 0 { End::After } else { End::NotYet };
        }
        if self.scalar && matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n') {
            return End::Before;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return if self.depth == 0 { End::After } else { End::NotYet };
            }
            _ if self.depth == 0 => self.scalar = true,
            _ => {}
        }
        End::NotYet
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
            let mut bytes = Bytes::new(Source::from_reader("-", text.as_bytes()).unwrap(), Place::START);
            let mut found = Vec::new();
            bytes.value(&mut found, 100, Place::START).unwrap();
            assert_eq!(String::from_utf8(found).unwrap(), value);
            assert_eq!(bytes.place.column, value.len() as u64 + 1);
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
            let mut bytes = Bytes::new(Source::from_reader("-", text.as_bytes()).unwrap(), Place::START);
            assert_eq!(bytes.value(&mut Vec::new(), limit, Place::START).unwrap_err().code, code, "{text}");
        }
    }
}

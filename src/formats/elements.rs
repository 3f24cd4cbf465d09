//! Cuts a stream of JSON into its elements, one at a time, in memory that does not grow with the stream.
//!
//! Elements are: each value of a sequence (NDJSON), each element of a top-level array, and each element of the arrays
//! `list`, `data`, `data.list`, `data.items` and `data.module.items` of a top-level object, the envelopes of
//! `outside-apis.md` part 5. An object without such an array is one element itself. Only brackets and strings are followed here; [`json`] judges every byte.

use serde_json::Value;

use super::bytes::JsonBytes;
use super::json;
use super::json::{FilePosition, JsonLimits};
use super::source::InputSource;
use crate::error::Result;

#[derive(Debug)]
pub struct JsonElement {
    pub position: FilePosition,
    pub value: Value,
}

#[derive(Debug)]
pub enum JsonPiece {
    Element(JsonElement),
    /// The envelope of the elements before it, its streamed arrays empty: an answer's `code` is in there.
    Envelope(Value),
}

/// Pieces of a stream, in order. After an error there is nothing more.
pub struct JsonElements<'a> {
    bytes: JsonBytes<'a>,
    limits: JsonLimits,
    open: Vec<JsonFrame>,
    /// The top-level object as read so far, with every streamed array left empty.
    envelope: Vec<u8>,
    envelope_place: FilePosition,
    /// The element of an array being read.
    element: Vec<u8>,
    streamed: bool,
    ended: bool,
}

#[derive(Clone, Copy)]
enum JsonFrame {
    /// A streamed array, outside the envelope when it is the top level itself.
    List { in_envelope: bool, turn: ListState },
    /// The envelope, or `data` or `module` inside it.
    Object { name: EnvelopeLevel },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ListState {
    First,
    Comma,
    Value,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum EnvelopeLevel {
    Top,
    Data,
}

impl<'a> JsonElements<'a> {
    /// Elements of `source`, each within `limits`.
    pub fn new(source: InputSource<'a>, start: FilePosition, limits: JsonLimits) -> Self {
        Self {
            bytes: JsonBytes::new(source, start),
            limits,
            open: Vec::new(),
            envelope: Vec::new(),
            envelope_place: start,
            element: Vec::new(),
            streamed: false,
            ended: false,
        }
    }

    /// The most bytes of the stream ever held at once, beside the source's buffer.
    #[cfg(test)]
    fn held(&self) -> usize {
        self.envelope.capacity() + self.element.capacity()
    }

    fn next_piece(&mut self) -> Result<Option<JsonPiece>> {
        loop {
            self.skip_space()?;
            let Some(byte) = self.bytes.peek_byte()? else {
                // Between two documents a stream may end; inside one it was cut.
                return if self.open.is_empty() { Ok(None) } else { Err(json::cut_off(self.envelope_place)) };
            };
            let found = match self.open.last().copied() {
                None => self.read_top(byte)?,
                Some(JsonFrame::Object { name }) => self.read_member(name, byte)?,
                Some(JsonFrame::List { in_envelope, turn }) => self.read_list(in_envelope, turn, byte)?,
            };
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    fn read_top(&mut self, byte: u8) -> Result<Option<JsonPiece>> {
        self.envelope_place = self.bytes.position;
        match byte {
            b'[' => {
                self.bytes.skip_byte()?;
                self.open.push(JsonFrame::List { in_envelope: false, turn: ListState::First });
                Ok(None)
            }
            b'{' => {
                self.envelope.clear();
                self.streamed = false;
                self.keep_byte()?;
                self.open.push(JsonFrame::Object { name: EnvelopeLevel::Top });
                Ok(None)
            }
            _ => Err(json::syntax_error(self.bytes.position)),
        }
    }

    fn read_list(&mut self, in_envelope: bool, turn: ListState, byte: u8) -> Result<Option<JsonPiece>> {
        match (turn, byte) {
            (ListState::First | ListState::Comma, b']') => {
                self.open.pop();
                let passed = if in_envelope { self.keep_byte() } else { self.bytes.skip_byte() };
                passed.map(|()| None)
            }
            (ListState::Comma, b',') => {
                self.bytes.skip_byte()?;
                self.set_list_state(ListState::Value);
                Ok(None)
            }
            (ListState::First | ListState::Value, _) => {
                self.set_list_state(ListState::Comma);
                let place = self.bytes.position;
                self.element.clear();
                // Its own limit for each element: only then is the stream as a whole without one.
                self.bytes.read_value(&mut self.element, self.limits.bytes, place)?;
                let value = json::parse_json(&self.element, self.limits, place)?;
                Ok(Some(JsonPiece::Element(JsonElement { position: place, value })))
            }
            (ListState::Comma, _) => Err(json::syntax_error(self.bytes.position)),
        }
    }

    fn set_list_state(&mut self, to: ListState) {
        if let Some(JsonFrame::List { turn, .. }) = self.open.last_mut() {
            *turn = to;
        }
    }

    /// One member of the envelope, its end, or the comma between: commas are judged with the whole envelope.
    fn read_member(&mut self, name: EnvelopeLevel, byte: u8) -> Result<Option<JsonPiece>> {
        match byte {
            b'}' => {
                self.keep_byte()?;
                self.open.pop();
                // Judged only now, when it is whole: commas, colons and keys given twice are seen by the strict parser.
                if name == EnvelopeLevel::Top { self.end_stream() } else { Ok(None) }
            }
            b',' => self.keep_byte().map(|()| None),
            b'"' => {
                let from = self.envelope.len();
                self.keep_value()?;
                // Compared as spelled: under an escaped `list` nothing is streamed, and it all counts against the limit
                // of one document.
                let key = self.envelope.get(from..).unwrap_or_default().to_vec();
                self.skip_space()?;
                if self.bytes.peek_byte()? != Some(b':') {
                    return Err(json::syntax_error(self.bytes.position));
                }
                self.keep_byte()?;
                self.skip_space()?;
                self.read_member_value(name, &key)?;
                Ok(None)
            }
            _ => Err(json::syntax_error(self.bytes.position)),
        }
    }

    fn read_member_value(&mut self, name: EnvelopeLevel, key: &[u8]) -> Result<()> {
        match (self.bytes.peek_byte()?, key, name) {
            (Some(b'['), b"\"list\"", _)
            | (Some(b'['), b"\"data\"", EnvelopeLevel::Top)
            | (Some(b'['), b"\"items\"", EnvelopeLevel::Data) => {
                self.streamed = true;
                self.keep_byte()?;
                self.open.push(JsonFrame::List { in_envelope: true, turn: ListState::First });
                Ok(())
            }
            (Some(b'{'), b"\"data\"", EnvelopeLevel::Top)
            | (Some(b'{'), b"\"module\"" | b"\"data\"", EnvelopeLevel::Data) => {
                self.keep_byte()?;
                self.open.push(JsonFrame::Object { name: EnvelopeLevel::Data });
                Ok(())
            }
            (Some(_), ..) => self.keep_value(),
            (None, ..) => Err(json::cut_off(self.envelope_place)),
        }
    }

    fn end_stream(&mut self) -> Result<Option<JsonPiece>> {
        let value = json::parse_json(&self.envelope, self.limits, self.envelope_place)?;
        let place = self.envelope_place;
        let piece = if self.streamed {
            JsonPiece::Envelope(value)
        } else {
            JsonPiece::Element(JsonElement { position: place, value })
        };
        Ok(Some(piece))
    }

    /// Moves white space; inside the envelope it is kept, so that places in it stay right.
    fn skip_space(&mut self) -> Result<()> {
        let keeping = matches!(self.open.last(), Some(JsonFrame::Object { .. }));
        while matches!(self.bytes.peek_byte()?, Some(b' ' | b'\t' | b'\r' | b'\n')) {
            if keeping { self.keep_byte()? } else { self.bytes.skip_byte()? }
        }
        Ok(())
    }

    fn keep_byte(&mut self) -> Result<()> {
        if self.envelope.len() >= self.limits.bytes {
            return Err(json::too_big(self.limits.bytes, self.envelope_place));
        }
        self.envelope.extend(self.bytes.peek_byte()?);
        self.bytes.skip_byte()
    }

    fn keep_value(&mut self) -> Result<()> {
        self.bytes.read_value(&mut self.envelope, self.limits.bytes, self.envelope_place)
    }
}

impl Iterator for JsonElements<'_> {
    type Item = Result<JsonPiece>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let step = self.next_piece().transpose();
        self.ended = !matches!(step, Some(Ok(_)));
        step
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;

    fn elements(bytes: &[u8]) -> Result<Vec<JsonElement>> {
        let pieces =
            JsonElements::new(InputSource::from_reader("-", bytes)?, FilePosition::START, json::DOCUMENT_LIMITS);
        let element = |piece| match piece {
            Ok(JsonPiece::Element(element)) => Some(Ok(element)),
            Ok(JsonPiece::Envelope(_)) => None,
            Err(error) => Some(Err(error)),
        };
        pieces.filter_map(element).collect()
    }

    #[test]
    fn every_envelope_gives_its_elements() {
        for (text, expected) in [
            ("", ""),
            (" \n ", ""),
            ("[]", ""),
            ("{\"a\":1}", "{\"a\":1}"),
            ("{\"a\":1}\n\n{\"b\":[2]}\r\n", "{\"a\":1} {\"b\":[2]}"),
            ("[ {\"a\":\"]\\\"}\"} , 1.50 ,\"x\", [] ]", "{\"a\":\"]\\\"}\"} 1.50 \"x\" []"),
            ("{\"list\":[1,2]}", "1 2"),
            ("{\"code\":0,\"data\":{\"count\":2,\"list\":[1 , 2]},\"msg\":\"OK\"}", "1 2"),
            ("{\"data\":[1]}", "1"),
            ("{\"data\":{\"list\":{}}}", "{\"data\":{\"list\":{}}}"),
            ("{\"a\":{\"list\":[1]}}", "{\"a\":{\"list\":[1]}}"),
            ("{\"list\":[1]}\n{\"list\":[]}{\"list\":[2]}", "1 2"),
            ("[1][2]", "1 2"),
        ] {
            let found: Vec<String> = elements(text.as_bytes()).unwrap().iter().map(|e| e.value.to_string()).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn an_envelope_follows_its_elements_without_them() {
        let text = r#"{"code":7,"data":{"list":[1,{"a":2}],"count":2}}"#;
        let pieces = JsonElements::new(
            InputSource::from_reader("-", text.as_bytes()).unwrap(),
            FilePosition::START,
            json::DOCUMENT_LIMITS,
        );
        let Some(Ok(JsonPiece::Envelope(envelope))) = pieces.last() else { panic!() };
        assert_eq!(envelope.to_string(), r#"{"code":7,"data":{"list":[],"count":2}}"#);
    }

    #[test]
    fn a_broken_stream_is_refused_where_it_breaks() {
        for (text, line, column) in [
            ("[1,,2]", 1, 4),
            ("[,1]", 1, 2),
            ("[1,\n]", 2, 1),
            ("[1\n 2]", 2, 2),
            ("[1}", 1, 3),
            ("{\"list\":[1],}", 1, 0),
            ("{\"list\" [1]}", 1, 9),
            ("{list:[1]}", 1, 2),
            ("{\"a\":1,,\"b\":2}", 1, 8),
            ("order", 1, 1),
            ("{\"a\":1}\n\n{\"a\":", 3, 1),
            ("[{\"a\":[}]", 1, 0),
            ("[1", 1, 1),
        ] {
            let error = elements(text.as_bytes()).unwrap_err();
            assert_eq!((error.code, &error.details["line"]), ("json_syntax", &Value::from(line)), "{text}");
            assert!(column == 0 || error.details["column"] == column, "{text}: {error:?}");
        }
        assert_eq!(elements(b"{\"list\":[],\"list\":[]}").unwrap_err().code, "json_duplicate_key");
    }

    #[test]
    fn an_element_knows_its_place_and_an_error_after_it_ends_the_stream() {
        let found = elements(b"[\n {\"a\":1},\n  {\"b\":2}]").unwrap();
        assert_eq!(found.iter().map(|e| (e.position.line, e.position.column)).collect::<Vec<_>>(), [(2, 2), (3, 3)]);
        let mut broken = JsonElements::new(
            InputSource::from_reader("-", &b"[1 x,2]"[..]).unwrap(),
            FilePosition::START,
            json::DOCUMENT_LIMITS,
        );
        assert!(broken.next().unwrap().is_ok());
        assert!(broken.next().unwrap().is_err());
        assert!(broken.next().is_none());
    }

    #[test]
    fn one_element_is_bounded_and_the_stream_is_not() {
        let limits = JsonLimits { bytes: 64, ..json::DOCUMENT_LIMITS };
        for start in ["[", "{\"code\":0,\"data\":{\"list\":["] {
            let body = start.bytes().chain(br#"{"n":"2226688164543566229"},"#.iter().copied().cycle());
            let mut elements =
                JsonElements::new(InputSource::from_reader("-", Pull(body)).unwrap(), FilePosition::START, limits);
            let read = elements.by_ref().take(100_000).inspect(|piece| assert!(piece.is_ok())).count();
            assert_eq!(read, 100_000);
            assert!(elements.held() <= 2 * 64, "{}", elements.held());
        }
        let long = Pull(b"[\"".iter().copied().chain(std::iter::repeat(b'x')));
        let mut elements = JsonElements::new(InputSource::from_reader("-", long).unwrap(), FilePosition::START, limits);
        assert_eq!(elements.next().unwrap().unwrap_err().code, "json_too_big");
        let envelope = Pull(b"{".iter().copied().chain(std::iter::repeat(b' ')));
        let mut elements =
            JsonElements::new(InputSource::from_reader("-", envelope).unwrap(), FilePosition::START, limits);
        assert_eq!(elements.next().unwrap().unwrap_err().code, "json_too_big");
    }

    struct Pull<I>(I);

    impl<I: Iterator<Item = u8>> Read for Pull<I> {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            Ok(into.iter_mut().zip(&mut self.0).map(|(slot, byte)| *slot = byte).count())
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic_or_loop(bytes in proptest::collection::vec(any::<u8>(), 0..100), text in r#"[\[\]{}:, "listdata1\\\n]{0,60}"#) {
            let _ = elements(&bytes);
            let _ = elements(text.as_bytes());
        }

        #[test]
        fn an_array_streams_to_what_it_parses_to(numbers in proptest::collection::vec(any::<i64>(), 0..50)) {
            let text = serde_json::to_string(&numbers).unwrap();
            let found: Vec<Value> = elements(text.as_bytes()).unwrap().into_iter().map(|e| e.value).collect();
            prop_assert_eq!(found, serde_json::from_str::<Vec<Value>>(&text).unwrap());
        }
    }
}

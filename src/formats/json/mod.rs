//! Strict JSON: one bounded document into a value, numbers in their own spelling.
//!
//! `serde_json` does the parsing; what it lets pass is refused here: duplicate keys, NUL, too many items, too deep. Rule
//! and limits: `promises.md`, part 5.

use std::fmt;
use std::io::Read as _;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::errors::FormatError;
use super::field::{field_name, shorten_key};
use super::source::InputSource;
use crate::error::{Error, Result};

/// What one document may cost.
#[derive(Clone, Copy, Debug)]
pub struct JsonLimits {
    /// Bytes of the document.
    pub bytes: usize,
    /// Arrays and objects inside one another.
    pub depth: usize,
    /// Elements of arrays and members of objects, all together.
    pub items: usize,
}

/// 1 MiB, 32 levels, 10,000 items.
pub const DOCUMENT_LIMITS: JsonLimits = JsonLimits { bytes: 1024 * 1024, depth: 32, items: 10_000 };

/// A place in a file, both from 1; the column counts bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FilePosition {
    pub line: u64,
    pub column: u64,
}

impl FilePosition {
    pub const START: Self = Self { line: 1, column: 1 };

    pub(crate) const fn after_byte(self, byte: u8) -> Self {
        match byte {
            b'\n' => Self { line: self.line + 1, column: 1 },
            _ => Self { line: self.line, column: self.column + 1 },
        }
    }

    /// The place of something at `line` and `column` of a text that begins here.
    fn offset_by(self, line: usize, column: usize) -> Self {
        let (line, column) = (line as u64, column as u64);
        match line {
            0 => self,
            1 => Self { line: self.line, column: self.column + column.saturating_sub(1) },
            _ => Self { line: self.line + line - 1, column },
        }
    }
}

/// Reads the only document of a file.
pub fn read_json(source: &mut InputSource<'_>, limits: JsonLimits) -> Result<Value> {
    let mut bytes = Vec::new();
    let read = source.by_ref().take(limits.bytes as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::io(source.path(), &error))?;
    parse_json(&bytes, limits, FilePosition::START)
}

/// Parses one document that begins at `start` of its file.
pub fn parse_json(bytes: &[u8], limits: JsonLimits, start: FilePosition) -> Result<Value> {
    if bytes.len() > limits.bytes {
        return Err(too_big(limits.bytes, start));
    }
    // Before the parser, which would call it a syntax error and send whoever reads that to the wrong place.
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to(), start))?;
    let mut guard = JsonGuard { limits, items: 0, path: Vec::new(), problem: None };
    let mut parser = serde_json::Deserializer::from_str(text);
    let parsed = GuardedValue(&mut guard).deserialize(&mut parser).and_then(|value| parser.end().map(|()| value));
    parsed.map_err(|error| guard.explain_error(&error, start))
}

/// A document, line or element is over its limit of bytes.
pub(crate) fn too_big(limit: usize, start: FilePosition) -> Box<Error> {
    let line = start.line;
    located_error(FormatError::JsonTooBig { line: &line, limit: &limit }, start).detail("limit", limit)
}

/// Bytes that are no JSON.
pub(crate) fn syntax_error(at: FilePosition) -> Box<Error> {
    let FilePosition { line, column } = at;
    located_error(FormatError::JsonSyntax { line: &line, column: &column }, at)
}

/// A value that begins at `start` and is not complete when the file ends.
pub(crate) fn cut_off(start: FilePosition) -> Box<Error> {
    let line = start.line;
    located_error(FormatError::JsonCutOff { line: &line }, start)
}

fn not_utf8(bytes: &[u8], valid: usize, start: FilePosition) -> Box<Error> {
    let before = bytes.get(..valid).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    let at = start.offset_by(line, column);
    let FilePosition { line, column } = at;
    located_error(FormatError::JsonNotUtf8 { line: &line, column: &column }, at)
}

fn located_error(wrong: FormatError<'_>, at: FilePosition) -> Box<Error> {
    wrong.into_error().detail("line", at.line).detail("column", at.column)
}

#[derive(Clone, Copy)]
enum JsonProblem {
    DuplicateKey,
    TooDeep,
    TooManyItems,
    Nul,
}

enum PathStep {
    Key(String),
    Index(usize),
}

/// What is counted while one document is parsed. The path is left as it stood when something went wrong.
struct JsonGuard {
    limits: JsonLimits,
    items: usize,
    path: Vec<PathStep>,
    problem: Option<JsonProblem>,
}

impl JsonGuard {
    fn record_problem<E: serde::de::Error>(&mut self, problem: JsonProblem) -> E {
        self.problem = Some(problem);
        E::custom("refused")
    }

    fn enter_step<E: serde::de::Error>(&mut self, step: PathStep) -> Result<(), E> {
        self.items += 1;
        self.path.push(step);
        if self.items > self.limits.items { Err(self.record_problem(JsonProblem::TooManyItems)) } else { Ok(()) }
    }

    fn enter_level<E: serde::de::Error>(&mut self) -> Result<(), E> {
        if self.path.len() >= self.limits.depth { Err(self.record_problem(JsonProblem::TooDeep)) } else { Ok(()) }
    }

    fn check_nul<E: serde::de::Error>(&mut self, text: &str) -> Result<(), E> {
        if text.contains('\0') { Err(self.record_problem(JsonProblem::Nul)) } else { Ok(()) }
    }

    fn field_path(&self) -> String {
        let mut field = String::new();
        for step in &self.path {
            match step {
                PathStep::Key(key) if field.is_empty() => field = shorten_key(key),
                PathStep::Key(key) => field = format!("{field}.{}", shorten_key(key)),
                PathStep::Index(index) => field = format!("{field}[{index}]"),
            }
        }
        field
    }

    fn explain_error(&self, error: &serde_json::Error, start: FilePosition) -> Box<Error> {
        let at = start.offset_by(error.line(), error.column());
        let JsonLimits { depth, items, .. } = self.limits;
        let (field, line) = (self.field_path(), at.line);
        let refused = match self.problem {
            None => syntax_error(at),
            Some(JsonProblem::DuplicateKey) => {
                located_error(FormatError::JsonDuplicateKey { line: &line, field: &field }, at)
            }
            Some(JsonProblem::TooDeep) => {
                located_error(FormatError::JsonTooDeep { line: &line, depth: &depth }, at).detail("limit", depth)
            }
            Some(JsonProblem::TooManyItems) => {
                located_error(FormatError::JsonTooManyItems { line: &line, items: &items }, at).detail("limit", items)
            }
            Some(JsonProblem::Nul) => {
                let field = field_name(&field);
                located_error(FormatError::JsonNul { line: &line, field: &field }, at)
            }
        };
        if field.is_empty() { refused } else { refused.detail("field", field) }
    }
}

/// Builds a value under a guard.
struct GuardedValue<'g>(&'g mut JsonGuard);

/// How `serde_json` hands over any other number under `arbitrary_precision`: a map of this key and the number's text. A file that
/// spells such a map itself reads as that number, which is why the text still has to be one.
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> DeserializeSeed<'de> for GuardedValue<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for GuardedValue<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    // Integers of 64 bits come as such: JSON allows them one spelling only.
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        self.0.check_nul(text)?;
        Ok(Value::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        self.0.enter_level()?;
        let mut items = Vec::new();
        loop {
            // Pushed before the element is known to be there, so that an error while it is looked for names its place.
            self.0.path.push(PathStep::Index(items.len()));
            let Some(item) = seq.next_element_seed(CountedElement(self.0))? else { break };
            self.0.path.pop();
            items.push(item);
        }
        self.0.path.pop();
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        let mut next = access.next_key::<String>()?;
        // Only as the first key, as the parser itself hands it over; further on it is a key like any other.
        if next.as_deref() == Some(NUMBER) {
            let text: String = access.next_value()?;
            // Its digits as they stand: an order number of 19 digits is beyond what a float keeps apart.
            return text.parse::<Number>().map(Value::Number).map_err(A::Error::custom);
        }
        self.0.enter_level()?;
        while let Some(key) = next {
            self.0.check_nul(&key)?;
            self.0.enter_step(PathStep::Key(key.clone()))?;
            if map.contains_key(&key) {
                return Err(self.0.record_problem(JsonProblem::DuplicateKey));
            }
            map.insert(key, access.next_value_seed(GuardedValue(self.0))?);
            self.0.path.pop();
            next = access.next_key()?;
        }
        Ok(Value::Object(map))
    }
}

/// An element of an array: counted once it is known to be there.
struct CountedElement<'g>(&'g mut JsonGuard);

impl<'de> DeserializeSeed<'de> for CountedElement<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if let Some(step) = self.0.path.pop() {
            self.0.enter_step(step)?;
        }
        GuardedValue(self.0).deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests;

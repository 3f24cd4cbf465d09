//! Strict JSON: one bounded document into a value, numbers in their own spelling; a refusal names place and field. Rule
//! and limits: `promises.md`, part 5.

use std::io::Read as _;

use serde_json::Value;

use super::errors::FormatError;
use super::field::{field_name, tell_key};
use super::source::InputSource;
use crate::domain::value::byte_size::ByteSize;
use crate::domain::value::strict_json::{JsonGuard, JsonProblem, PathStep};
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
    let mut guard = JsonGuard::with_limits(limits.depth, limits.items);
    let parsed = guard.read_document(serde_json::Deserializer::from_str(text));
    parsed.map_err(|error| explain_error(&guard, limits, &error, start))
}

/// A document, line or element is over its limit of bytes.
pub(crate) fn too_big(limit: usize, start: FilePosition) -> Box<Error> {
    let line = start.line;
    located_error(FormatError::JsonTooBig { line: &line, limit: &ByteSize(limit as u64) }, start).detail("limit", limit)
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

fn field_path(path: &[PathStep]) -> String {
    let mut field = String::new();
    for step in path {
        match step {
            PathStep::Key(key) if field.is_empty() => field = tell_key(key),
            PathStep::Key(key) => field = format!("{field}.{}", tell_key(key)),
            PathStep::Index(index) => field = format!("{field}[{index}]"),
        }
    }
    field
}

fn explain_error(guard: &JsonGuard, limits: JsonLimits, error: &serde_json::Error, start: FilePosition) -> Box<Error> {
    let at = start.offset_by(error.line(), error.column());
    let JsonLimits { depth, items, .. } = limits;
    let (field, line) = (field_path(&guard.path), at.line);
    let refused = match guard.problem {
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

#[cfg(test)]
mod tests;

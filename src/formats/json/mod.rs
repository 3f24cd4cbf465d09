//! Strict JSON: one bounded document into a value, numbers in their own spelling.
//!
//! `serde_json` does the parsing; what it lets pass is refused here: duplicate keys, NUL, too many items, too deep. Rule
//! and limits: `promises.md`, part 5.

use std::fmt;
use std::io::Read as _;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::field::{named, shorten};
use super::source::Source;
use crate::domain::value::message::Message;
use crate::error::{Error, Result};
use crate::say;

/// What one document may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the document.
    pub bytes: usize,
    /// Arrays and objects inside one another.
    pub depth: usize,
    /// Elements of arrays and members of objects, all together.
    pub items: usize,
}

/// 1 MiB, 32 levels, 10,000 items.
pub const DOCUMENT: Limits = Limits { bytes: 1024 * 1024, depth: 32, items: 10_000 };

/// A place in a file, both from 1; the column counts bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: u64,
    pub column: u64,
}

impl Place {
    pub const START: Self = Self { line: 1, column: 1 };

    pub(crate) const fn after(self, byte: u8) -> Self {
        match byte {
            b'\n' => Self { line: self.line + 1, column: 1 },
            _ => Self { line: self.line, column: self.column + 1 },
        }
    }

    /// The place of something at `line` and `column` of a text that begins here.
    fn within(self, line: usize, column: usize) -> Self {
        let (line, column) = (line as u64, column as u64);
        match line {
            0 => self,
            1 => Self { line: self.line, column: self.column + column.saturating_sub(1) },
            _ => Self { line: self.line + line - 1, column },
        }
    }
}

/// Reads the only document of a file.
pub fn read(source: &mut Source<'_>, limits: Limits) -> Result<Value> {
    let mut bytes = Vec::new();
    let read = source.by_ref().take(limits.bytes as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::io(source.path(), &error))?;
    parse(&bytes, limits, Place::START)
}

/// Parses one document that begins at `start` of its file.
pub fn parse(bytes: &[u8], limits: Limits, start: Place) -> Result<Value> {
    if bytes.len() > limits.bytes {
        return Err(too_big(limits.bytes, start));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to(), start))?;
    let mut guard = Guard { limits, items: 0, path: Vec::new(), problem: None };
    let mut parser = serde_json::Deserializer::from_str(text);
    let parsed = Strict(&mut guard).deserialize(&mut parser).and_then(|value| parser.end().map(|()| value));
    parsed.map_err(|error| guard.explain(&error, start))
}

/// A document, line or element is over its limit of bytes.
pub(crate) fn too_big(limit: usize, start: Place) -> Box<Error> {
    let line = start.line;
    let message = say!(
        "从第 {line} 行开始的 JSON 超过 {limit} 字节",
        "the JSON that begins at line {line} is larger than {limit} bytes"
    );
    located("json_too_big", message, start)
        .hint(say!("拆成几个文件，或每行一个对象", "split the file, or give one object a line"))
        .detail("limit", limit)
}

/// Bytes that are no JSON.
pub(crate) fn syntax(at: Place) -> Box<Error> {
    let Place { line, column } = at;
    let message = say!("第 {line} 行第 {column} 列不是合法的 JSON", "line {line}, column {column} is no valid JSON");
    located("json_syntax", message, at).hint(say!("修正文件后重试", "mend the file and run the command again"))
}

/// A value that begins at `start` and is not complete when the file ends.
pub(crate) fn cut_off(start: Place) -> Box<Error> {
    let line = start.line;
    let message = say!(
        "从第 {line} 行开始的 JSON 没有结束，文件可能被截断",
        "the JSON that begins at line {line} does not end; the file may be cut off"
    );
    located("json_syntax", message, start)
        .hint(say!("重新导出文件后再试", "export the file again and run the command again"))
}

fn not_utf8(bytes: &[u8], valid: usize, start: Place) -> Box<Error> {
    let before = bytes.get(..valid).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    let at = start.within(line, column);
    let Place { line, column } = at;
    let message = say!("第 {line} 行第 {column} 列不是 UTF-8", "line {line}, column {column} is not UTF-8");
    located("json_not_utf8", message, at).hint(say!("把文件另存为 UTF-8", "save the file as UTF-8"))
}

fn located(code: &'static str, message: Message, at: Place) -> Box<Error> {
    Error::usage(code, message).detail("line", at.line).detail("column", at.column)
}

#[derive(Clone, Copy)]
enum Problem {
    DuplicateKey,
    TooDeep,
    TooManyItems,
    Nul,
}

enum Step {
    Key(String),
    Index(usize),
}

/// What is counted while one document is parsed. The path is left as it stood when something went wrong.
struct Guard {
    limits: Limits,
    items: usize,
    path: Vec<Step>,
    problem: Option<Problem>,
}

impl Guard {
    fn fail<E: serde::de::Error>(&mut self, problem: Problem) -> E {
        self.problem = Some(problem);
        E::custom("refused")
    }

    fn enter<E: serde::de::Error>(&mut self, step: Step) -> Result<(), E> {
        self.items += 1;
        self.path.push(step);
        if self.items > self.limits.items { Err(self.fail(Problem::TooManyItems)) } else { Ok(()) }
    }

    fn deeper<E: serde::de::Error>(&mut self) -> Result<(), E> {
        if self.path.len() >= self.limits.depth { Err(self.fail(Problem::TooDeep)) } else { Ok(()) }
    }

    fn text<E: serde::de::Error>(&mut self, text: &str) -> Result<(), E> {
        if text.contains('\0') { Err(self.fail(Problem::Nul)) } else { Ok(()) }
    }

    fn field(&self) -> String {
        let mut field = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) if field.is_empty() => field = shorten(key),
                Step::Key(key) => field = format!("{field}.{}", shorten(key)),
                Step::Index(index) => field = format!("{field}[{index}]"),
            }
        }
        field
    }

    fn explain(&self, error: &serde_json::Error, start: Place) -> Box<Error> {
        let at = start.within(error.line(), error.column());
        let Limits { depth, items, .. } = self.limits;
        let (field, line) = (self.field(), at.line);
        let refused = match self.problem {
            None => syntax(at),
            Some(Problem::DuplicateKey) => {
                let message = say!("第 {line} 行：键 {field} 重复", "line {line}: the key {field} is given twice");
                located("json_duplicate_key", message, at)
            }
            Some(Problem::TooDeep) => {
                let message =
                    say!("第 {line} 行：嵌套超过 {depth} 层", "line {line}: nested deeper than {depth} levels");
                located("json_too_deep", message, at).detail("limit", depth)
            }
            Some(Problem::TooManyItems) => {
                let message = say!("第 {line} 行：超过 {items} 个元素", "line {line}: more than {items} items");
                located("json_too_many_items", message, at).detail("limit", items)
            }
            Some(Problem::Nul) => {
                let field = named(&field);
                let message = say!("第 {line} 行：{field} 含空字符", "line {line}: {field} contains NUL");
                located("json_nul", message, at)
            }
        };
        if field.is_empty() { refused } else { refused.detail("field", field) }
    }
}

/// Builds a value under a guard.
struct Strict<'g>(&'g mut Guard);

/// How `serde_json` hands over any other number under `arbitrary_precision`: a map of this key and the number's text. A file that
/// spells such a map itself reads as that number, which is why the text still has to be one.
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
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
        self.0.text(text)?;
        Ok(Value::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        self.0.deeper()?;
        let mut items = Vec::new();
        loop {
            self.0.path.push(Step::Index(items.len()));
            let Some(item) = seq.next_element_seed(Counting(self.0))? else { break };
            self.0.path.pop();
            items.push(item);
        }
        self.0.path.pop();
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        let mut next = access.next_key::<String>()?;
        if next.as_deref() == Some(NUMBER) {
            let text: String = access.next_value()?;
            return text.parse::<Number>().map(Value::Number).map_err(A::Error::custom);
        }
        self.0.deeper()?;
        while let Some(key) = next {
            self.0.text(&key)?;
            self.0.enter(Step::Key(key.clone()))?;
            if map.contains_key(&key) {
                return Err(self.0.fail(Problem::DuplicateKey));
            }
            map.insert(key, access.next_value_seed(Strict(self.0))?);
            self.0.path.pop();
            next = access.next_key()?;
        }
        Ok(Value::Object(map))
    }
}

/// An element of an array: counted once it is known to be there.
struct Counting<'g>(&'g mut Guard);

impl<'de> DeserializeSeed<'de> for Counting<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if let Some(step) = self.0.path.pop() {
            self.0.enter(step)?;
        }
        Strict(self.0).deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests;

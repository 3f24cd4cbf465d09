//! Strict JSON: a value as it is spelled, without what two readers could read as two things.
//!
//! `serde_json` does the parsing; what it lets pass is refused here: keys given twice, and as a guard says NUL, too many
//! items, too deep.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// What `serde_json` lets pass and a guard does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonProblem {
    DuplicateKey,
    TooDeep,
    TooManyItems,
    Nul,
}

pub enum PathStep {
    Key(String),
    Index(usize),
}

/// What is counted while one document is parsed. The path is left as it stood when something went wrong.
pub struct JsonGuard {
    max_depth: usize,
    max_items: usize,
    allows_nul: bool,
    items: usize,
    pub path: Vec<PathStep>,
    pub problem: Option<JsonProblem>,
}

impl JsonGuard {
    /// Refuses keys given twice alone; how deep a document may be is then the parser's to say.
    pub fn for_unique_keys() -> Self {
        Self { allows_nul: true, ..Self::with_limits(usize::MAX, usize::MAX) }
    }

    /// Refuses NUL too, and what is deeper or has more elements and members.
    pub const fn with_limits(max_depth: usize, max_items: usize) -> Self {
        Self { max_depth, max_items, allows_nul: false, items: 0, path: Vec::new(), problem: None }
    }

    /// Reads one document and nothing after it.
    pub fn read_document<'de, R: serde_json::de::Read<'de>>(
        &mut self,
        mut parser: serde_json::Deserializer<R>,
    ) -> serde_json::Result<Value> {
        let value = GuardedValue(self).deserialize(&mut parser)?;
        parser.end().map(|()| value)
    }

    fn record_problem<E: serde::de::Error>(&mut self, problem: JsonProblem) -> E {
        self.problem = Some(problem);
        E::custom("refused")
    }

    fn enter_step<E: serde::de::Error>(&mut self, step: PathStep) -> Result<(), E> {
        self.items += 1;
        self.path.push(step);
        if self.items > self.max_items { Err(self.record_problem(JsonProblem::TooManyItems)) } else { Ok(()) }
    }

    fn enter_level<E: serde::de::Error>(&mut self) -> Result<(), E> {
        if self.path.len() >= self.max_depth { Err(self.record_problem(JsonProblem::TooDeep)) } else { Ok(()) }
    }

    fn check_nul<E: serde::de::Error>(&mut self, text: &str) -> Result<(), E> {
        if !self.allows_nul && text.contains('\0') { Err(self.record_problem(JsonProblem::Nul)) } else { Ok(()) }
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

//! JSON as signed texts need it: a key that comes twice is refused, because two readers could read two things.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::refusal::{Ap2Refusal, RefusalReason};

/// How `serde_json` hands on a number that keeps its own spelling: any but a whole one of 64 bits.
const NUMBER: &str = "$serde_json::private::Number";

/// Reads one JSON value and nothing after it.
pub(super) fn parse_value(bytes: &[u8]) -> Result<Value, Ap2Refusal> {
    let repeated = Cell::new(false);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = UniqueKeysSeed { repeated: &repeated }.deserialize(&mut reader).and_then(|value| {
        reader.end()?;
        Ok(value)
    });
    let reason = if repeated.get() { RefusalReason::DuplicateKey } else { RefusalReason::JsonMalformed };
    value.map_err(|_| Ap2Refusal::new(reason, ""))
}

/// Reads one JSON object and nothing after it.
pub(super) fn parse_object(bytes: &[u8]) -> Result<Map<String, Value>, Ap2Refusal> {
    match parse_value(bytes)? {
        Value::Object(map) => Ok(map),
        _ => Err(Ap2Refusal::new(RefusalReason::JsonMalformed, "")),
    }
}

#[derive(Clone, Copy)]
struct UniqueKeysSeed<'c> {
    repeated: &'c Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for UniqueKeysSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for UniqueKeysSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value whose objects name every key once")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Value, E> {
        Ok(Value::Bool(yes))
    }

    fn visit_u64<E>(self, whole: u64) -> Result<Value, E> {
        Ok(Value::from(whole))
    }

    fn visit_i64<E>(self, whole: i64) -> Result<Value, E> {
        Ok(Value::from(whole))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if key == NUMBER && map.is_empty() {
                let digits: String = entries.next_value()?;
                return digits.parse::<Number>().map(Value::Number).map_err(A::Error::custom);
            }
            if map.contains_key(&key) {
                self.repeated.set(true);
                return Err(A::Error::custom("a key comes twice"));
            }
            map.insert(key, entries.next_value_seed(self)?);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_read_as_they_are_written() {
        let text = r#"{"a":[1,-2.50,1e3,null,true,"\u00e9"],"b":{},"c":18446744073709551616}"#;
        assert_eq!(
            parse_value(text.as_bytes()).unwrap().to_string(),
            text.replace("\\u00e9", "é").replace("1e3", "1e+3")
        );
        assert_eq!(parse_value(b" 12 ").unwrap(), json!(12));
    }

    #[test]
    fn a_key_that_comes_twice_is_refused_however_it_is_spelt() {
        for text in [r#"{"a":1,"a":1}"#, r#"{"a":1,"\u0061":2}"#, r#"[{"x":{"":0,"":0}}]"#] {
            assert_eq!(parse_value(text.as_bytes()).unwrap_err().code, "duplicate_key", "{text}");
        }
    }

    #[test]
    fn anything_else_is_malformed() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        for text in ["", "{", "{} {}", "{}x", "01", "\u{feff}{}", "{\"a\":\"\\ud800\"}", "NaN", deep.as_str()] {
            assert_eq!(parse_value(text.as_bytes()).unwrap_err().code, "json_malformed", "{text}");
        }
        assert_eq!(parse_value(b"\"\xff\"").unwrap_err().code, "json_malformed");
        assert_eq!(parse_object(b"[]").unwrap_err().code, "json_malformed");
    }
}

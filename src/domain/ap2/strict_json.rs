//! JSON as signed texts need it: a key that comes twice is refused, because two readers could read two things.

use serde_json::{Map, Value};

use super::refusal::{Ap2Refusal, RefusalReason};
use crate::domain::value::strict_json::JsonGuard;

/// Reads one JSON value and nothing after it.
pub(super) fn parse_value(bytes: &[u8]) -> Result<Value, Ap2Refusal> {
    let mut guard = JsonGuard::for_unique_keys();
    guard.read_document(serde_json::Deserializer::from_slice(bytes)).map_err(|_| {
        let reason = guard.problem.map_or(RefusalReason::JsonMalformed, |_| RefusalReason::DuplicateKey);
        reason.at_path("")
    })
}

/// Reads one JSON object and nothing after it.
pub(super) fn parse_object(bytes: &[u8]) -> Result<Map<String, Value>, Ap2Refusal> {
    match parse_value(bytes)? {
        Value::Object(map) => Ok(map),
        _ => Err(RefusalReason::JsonMalformed.at_path("")),
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
            assert_eq!(parse_value(text.as_bytes()).unwrap_err().reason.code(), "duplicate_key", "{text}");
        }
    }

    #[test]
    fn anything_else_is_malformed() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        for text in ["", "{", "{} {}", "{}x", "01", "\u{feff}{}", "{\"a\":\"\\ud800\"}", "NaN", deep.as_str()] {
            assert_eq!(parse_value(text.as_bytes()).unwrap_err().reason.code(), "json_malformed", "{text}");
        }
        assert_eq!(parse_value(b"\"\xff\"").unwrap_err().reason.code(), "json_malformed");
        assert_eq!(parse_object(b"[]").unwrap_err().reason.code(), "json_malformed");
    }
}

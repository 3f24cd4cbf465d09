//! Reading claims: each is there, of its kind, or the refusal names it.

use serde_json::{Map, Value};

use super::refusal::{Ap2Refusal, RefusalReason};

/// The claims of a token or of an object within it.
pub(super) type Claims = Map<String, Value>;

fn malformed_claim(name: &str) -> Ap2Refusal {
    RefusalReason::ClaimMalformed.at_path(name)
}

/// A text that is not empty.
pub(super) fn require_text<'c>(claims: &'c Claims, name: &str) -> Result<&'c str, Ap2Refusal> {
    claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).ok_or_else(|| malformed_claim(name))
}

/// A whole number from 0 on; `1.0` and `1e0` are none.
pub(super) fn require_integer(claims: &Claims, name: &str) -> Result<u64, Ap2Refusal> {
    claims.get(name).and_then(Value::as_u64).ok_or_else(|| malformed_claim(name))
}

pub(super) fn require_object<'c>(claims: &'c Claims, name: &str) -> Result<&'c Claims, Ap2Refusal> {
    claims.get(name).and_then(Value::as_object).ok_or_else(|| malformed_claim(name))
}

pub(super) fn require_list<'c>(claims: &'c Claims, name: &str) -> Result<&'c [Value], Ap2Refusal> {
    claims.get(name).and_then(Value::as_array).map(Vec::as_slice).ok_or_else(|| malformed_claim(name))
}

pub(super) fn require_objects<'c>(claims: &'c Claims, name: &str) -> Result<Vec<&'c Claims>, Ap2Refusal> {
    let all = require_list(claims, name)?.iter().map(Value::as_object).collect::<Option<_>>();
    all.ok_or_else(|| malformed_claim(name))
}

/// An optional claim: absent is fine, of another kind is not.
pub(super) fn read_optional<'c, T>(
    claims: &'c Claims,
    name: &str,
    read: impl FnOnce(&'c Claims, &str) -> Result<T, Ap2Refusal>,
) -> Result<Option<T>, Ap2Refusal> {
    if claims.contains_key(name) { read(claims, name).map(Some) } else { Ok(None) }
}

/// A moment in whole seconds since 1970 (RFC 7519 allows fractions; nobody here makes them).
pub(super) fn read_seconds(claims: &Claims, name: &str) -> Result<Option<i64>, Ap2Refusal> {
    match claims.get(name) {
        None => Ok(None),
        Some(value) => value.as_i64().map(Some).ok_or_else(|| RefusalReason::TimeMalformed.at_path(name)),
    }
}

//! Reading claims: each is there, of its kind, or the refusal names it.

use serde_json::{Map, Value};

use super::refusal::{Reason, Refused};

/// The claims of a token or of an object within it.
pub(super) type Claims = Map<String, Value>;

fn malformed(name: &str) -> Refused {
    Refused::new(Reason::ClaimMalformed, name)
}

/// A text that is not empty.
pub(super) fn text<'c>(claims: &'c Claims, name: &str) -> Result<&'c str, Refused> {
    claims.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).ok_or_else(|| malformed(name))
}

/// A whole number from 0 on; `1.0` and `1e0` are none.
pub(super) fn whole(claims: &Claims, name: &str) -> Result<u64, Refused> {
    claims.get(name).and_then(Value::as_u64).ok_or_else(|| malformed(name))
}

pub(super) fn object<'c>(claims: &'c Claims, name: &str) -> Result<&'c Claims, Refused> {
    claims.get(name).and_then(Value::as_object).ok_or_else(|| malformed(name))
}

pub(super) fn list<'c>(claims: &'c Claims, name: &str) -> Result<&'c [Value], Refused> {
    claims.get(name).and_then(Value::as_array).map(Vec::as_slice).ok_or_else(|| malformed(name))
}

pub(super) fn objects<'c>(claims: &'c Claims, name: &str) -> Result<Vec<&'c Claims>, Refused> {
    let all = list(claims, name)?.iter().map(Value::as_object).collect::<Option<_>>();
    all.ok_or_else(|| malformed(name))
}

/// An optional claim: absent is fine, of another kind is not.
pub(super) fn optional<'c, T>(
    claims: &'c Claims,
    name: &str,
    read: impl FnOnce(&'c Claims, &str) -> Result<T, Refused>,
) -> Result<Option<T>, Refused> {
    if claims.contains_key(name) { read(claims, name).map(Some) } else { Ok(None) }
}

/// A moment in whole seconds since 1970 (RFC 7519 allows fractions; nobody here makes them).
pub(super) fn seconds(claims: &Claims, name: &str) -> Result<Option<i64>, Refused> {
    match claims.get(name) {
        None => Ok(None),
        Some(value) => value.as_i64().map(Some).ok_or_else(|| Refused::new(Reason::TimeMalformed, name)),
    }
}

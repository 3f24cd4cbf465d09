//! Exactly once for a key: what a request under a key did first is kept with its exit code, and given again.
//!
//! Invariant: a repeat never answers better than the first did.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::errors::WriteError;
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::store::Tx;
use crate::store::crypto::keys::DerivedKeys;
use crate::store::shop::idempotency::KeyedRequest;

/// An operation key with what it stands for.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    pub key: String,
    fingerprint: [u8; 32],
}

/// What a request did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyedResult<T> {
    pub value: T,
    /// Whether this is the first result of the same key, given again.
    pub replayed: bool,
}

impl IdempotencyKey {
    /// The key of a command on one order; none where none was given.
    pub fn for_order(
        keys: &DerivedKeys,
        key: Option<&str>,
        name: &str,
        order_no: &OrderNo,
        content: &Value,
    ) -> Option<Self> {
        Self::new(key, keys.fingerprint_content(name, format!("{order_no}\n{content}").as_bytes()))
    }

    /// The key of a command whose content says everything: it makes an order or changes the shop's own tables.
    pub fn for_content(keys: &DerivedKeys, key: Option<&str>, name: &str, content: &Value) -> Option<Self> {
        Self::new(key, keys.fingerprint_content(name, content.to_string().as_bytes()))
    }

    pub fn new(key: Option<&str>, fingerprint: [u8; 32]) -> Option<Self> {
        Some(Self { key: key?.to_owned(), fingerprint })
    }

    /// Refuses (exit 4) a key that stands for something else.
    pub fn check_content(&self, tx: &Tx<'_>) -> Result<()> {
        tx.find_request(&self.key, &self.fingerprint).map(drop)
    }

    /// The first result under the key and the exit code of its run, if there is one.
    pub fn find_first<T: DeserializeOwned>(&self, tx: &Tx<'_>) -> Result<Option<(T, Exit)>> {
        match tx.find_request(&self.key, &self.fingerprint)? {
            KeyedRequest::New | KeyedRequest::Known(None) => Ok(None),
            KeyedRequest::Known(Some(stored)) => Ok(Some(decode_result(&stored).ok_or(WriteError::RequestUnreadable)?)),
        }
    }

    /// The first result under the key, if there is one, for a command whose result does not tell how it ended.
    pub fn replay<T: DeserializeOwned>(&self, tx: &Tx<'_>) -> Result<Option<T>> {
        match self.find_first(tx)? {
            None => Ok(None),
            Some((first, Exit::Ok)) => Ok(Some(first)),
            Some((_, exit)) => Err(first_run_failed(exit)),
        }
    }

    /// Whether a command with the key began and did not say how it ended: it runs still, or was killed.
    pub fn was_cut_short(&self, tx: &Tx<'_>) -> Result<bool> {
        Ok(tx.find_request(&self.key, &self.fingerprint)? == KeyedRequest::Known(None))
    }

    /// Notes that the command of the key began, unless that is known.
    pub fn begin(&self, tx: &Tx<'_>, now: Timestamp) -> Result<()> {
        match tx.find_request(&self.key, &self.fingerprint)? {
            KeyedRequest::New => tx.begin_request(&self.key, &self.fingerprint, now),
            KeyedRequest::Known(_) => Ok(()),
        }
    }

    /// Keeps the first result of a command that began, with its exit code.
    pub fn finish<T: Serialize>(&self, tx: &Tx<'_>, value: &T, exit: Exit) -> Result<()> {
        tx.finish_request(&self.key, &encode_result(value, exit))
    }

    /// Forgets a command that surely had no effect: the same key may try again.
    pub fn forget(&self, tx: &Tx<'_>) -> Result<()> {
        tx.forget_request(&self.key)
    }
}

/// Runs `work` once for a key, in the transaction `tx`. An error of it is no result: the transaction is undone.
pub fn run_once<T: Serialize + DeserializeOwned, E: From<Box<Error>>>(
    tx: &Tx<'_>,
    keyed: Option<&IdempotencyKey>,
    now: Timestamp,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<KeyedResult<T>, E> {
    let Some(keyed) = keyed else { return Ok(KeyedResult { value: work()?, replayed: false }) };
    if let Some(value) = keyed.replay(tx)? {
        return Ok(KeyedResult { value, replayed: true });
    }
    let value = work()?;
    keyed.begin(tx, now)?;
    keyed.finish(tx, &value, Exit::Ok)?;
    Ok(KeyedResult { value, replayed: false })
}

/// A result that ended well is stored bare, any other one in an object with its exit code.
fn encode_result<T: Serialize>(value: &T, exit: Exit) -> String {
    // Texts, numbers, booleans and lists of them: nothing that is kept can fail to be JSON.
    let value = serde_json::to_value(value).unwrap_or_default();
    if exit == Exit::Ok { value.to_string() } else { json!({ "exit": exit.code(), "result": value }).to_string() }
}

fn decode_result<T: DeserializeOwned>(stored: &str) -> Option<(T, Exit)> {
    let mut value: Value = serde_json::from_str(stored).ok()?;
    let mut exit = Exit::Ok;
    if let (Some(code), Some(result), 2) =
        (value.get("exit").and_then(Value::as_u64), value.get("result"), value.as_object().map_or(0, |map| map.len()))
    {
        exit = Exit::ALL.into_iter().find(|known| u64::from(known.code()) == code)?;
        value = result.clone();
    }
    Some((serde_json::from_value(value).ok()?, exit))
}

/// A repeat never answers better than the first run did.
fn first_run_failed(exit: Exit) -> Box<Error> {
    let mut error = WriteError::FirstRunFailed { code: &exit.code(), category: &exit.category() }.into_error();
    error.exit = exit;
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_comes_back_with_its_exit_code() {
        for exit in Exit::ALL {
            let stored = encode_result(&json!({ "name": "a" }), exit);
            assert_eq!(decode_result::<Value>(&stored).unwrap(), (json!({ "name": "a" }), exit));
        }
    }

    #[test]
    fn a_result_without_an_exit_code_ended_well() {
        let first = decode_result::<Value>(r#"{"order_no":"XY1"}"#).unwrap();
        assert_eq!(first, (json!({ "order_no": "XY1" }), Exit::Ok));
    }

    #[test]
    fn a_result_that_is_damaged_is_none() {
        for stored in ["", "{", r#"{"exit":99,"result":{}}"#] {
            assert_eq!(decode_result::<Value>(stored), None, "{stored}");
        }
        assert_eq!(decode_result::<Vec<String>>("{}"), None);
    }
}

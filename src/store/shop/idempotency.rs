//! What a command with a key did first.

use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::errors::StoreError;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyedRequest {
    New,
    /// Seen with this content; its result, unless it still runs or was cut short.
    Known(Option<String>),
}

const FIND: &str = "select fingerprint, result from request where key = $1";
const BEGIN: &str = "insert into request (key, fingerprint, created_at) values ($1, $2, $3)";
const FINISH: &str = "update request set result = $1 where key = $2";
const FORGET: &str = "delete from request where key = $1";

impl Tx<'_> {
    /// Looks a key up.
    pub fn find_request(&self, key: &str, fingerprint: &[u8; 32]) -> Result<KeyedRequest> {
        let found: Option<([u8; 32], Option<String>)> =
            self.find_row(FIND, [key], |row| Ok((row.get(0)?, row.get(1)?)))?;
        match found {
            None => Ok(KeyedRequest::New),
            Some((known, result)) if known == *fingerprint => Ok(KeyedRequest::Known(result)),
            Some(_) => Err(StoreError::KeyConflict { key: &key }.into()),
        }
    }

    /// Records that a command with this key began.
    pub fn begin_request(&self, key: &str, fingerprint: &[u8; 32], now: Timestamp) -> Result<()> {
        self.run_statement(BEGIN, (key, fingerprint, now.millis()))
    }

    pub fn finish_request(&self, key: &str, result: &str) -> Result<()> {
        self.run_statement(FINISH, (result, key))
    }

    /// Forgets a command that the remote service refused: a failure of the outside is not a result.
    pub fn forget_request(&self, key: &str) -> Result<()> {
        self.run_statement(FORGET, [key])
    }
}

//! Changes of the shop's own tables: exactly once for a key, all or nothing, and nothing kept in a dry run.
//!
//! Changes of orders go through [`App::execute`](super::execute) instead.

use serde_json::Value;

use crate::app::App;
use crate::domain::value::time::Timestamp;
use crate::error::{Error, Exit, Result};
use crate::say;
use crate::store::Tx;
use crate::store::shop::idempotency::KeyedRequest;

/// What a change did. Holds no personal data, so it may be kept under its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopChange {
    /// What the command printed, or prints.
    pub value: Value,
    /// Whether this is the first result of the same key, given again.
    pub replayed: bool,
    pub dry_run: bool,
}

impl ShopChange {
    /// The object that `--json` prints: the result, and how it came about.
    pub fn to_json(&self) -> Value {
        let mut value = self.value.clone();
        if let Value::Object(map) = &mut value {
            map.insert("replayed".to_owned(), self.replayed.into());
            map.insert("dry_run".to_owned(), self.dry_run.into());
        }
        value
    }
}

impl App {
    /// Runs one change in one transaction. `name` and `content` are what a key stands for.
    pub fn change_shop(
        &mut self,
        name: &str,
        content: &Value,
        work: impl FnOnce(&Tx<'_>, Timestamp) -> Result<Value>,
    ) -> Result<ShopChange> {
        let fingerprint = self.store.derived_keys().fingerprint_content(name, content.to_string().as_bytes());
        let (key, dry_run, clock) = (self.caller.key.clone(), self.caller.dry_run, self.clock);
        self.store.write(self.transaction_ending(), |tx| {
            if let Some(value) = find_first_change(tx, key.as_deref(), &fingerprint)? {
                return Ok(ShopChange { value, replayed: true, dry_run });
            }
            let now = clock.processed_at();
            let value = work(tx, now)?;
            if let Some(key) = &key {
                tx.begin_request(key, &fingerprint, now)?;
                tx.finish_request(key, &value.to_string())?;
            }
            Ok(ShopChange { value, replayed: false, dry_run })
        })
    }
}

fn find_first_change(tx: &Tx<'_>, key: Option<&str>, fingerprint: &[u8; 32]) -> Result<Option<Value>> {
    let Some(key) = key else { return Ok(None) };
    match tx.find_request(key, fingerprint)? {
        KeyedRequest::New => Ok(None),
        KeyedRequest::Known(result) => match result.as_deref().map(serde_json::from_str) {
            Some(Ok(value)) => Ok(Some(value)),
            // A change and its result are one transaction: a key without a readable result was not written here.
            Some(Err(_)) | None => Err(Error::new(
                "request_unreadable",
                Exit::Data,
                say!("操作键的记录无法读取", "the record of the key is unreadable"),
            )
            .hint(say!("用 `ticketctl doctor` 检查数据库", "check the database with `ticketctl doctor`"))),
        },
    }
}

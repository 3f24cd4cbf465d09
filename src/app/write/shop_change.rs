//! Changes of the shop's own tables: exactly once for a key, all or nothing, and nothing kept in a dry run.
//!
//! Changes of orders go through [`App::change_order`] instead.

use serde_json::Value;

use super::idempotency::{IdempotencyKey, KeyedResult, run_once};
use crate::app::App;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::log::shop_edit::ShopEdit;

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
    /// Runs one change in one transaction. `name` and `content` are what a key stands for, and `name` is what the shop's log
    /// says it was done by.
    pub fn change_shop(
        &mut self,
        name: &str,
        content: &Value,
        work: impl FnOnce(&ShopEdit<'_>, Timestamp) -> Result<Value>,
    ) -> Result<ShopChange> {
        let keyed = IdempotencyKey::for_content(self.store.derived_keys(), self.caller.key.as_deref(), name, content);
        let (dry_run, writer) = (self.caller.dry_run, self.order_writer());
        self.store.write(self.transaction_ending(), |tx| {
            let by = writer.shop_stamp(name);
            let now = by.at;
            let KeyedResult { value, replayed } = run_once(tx, keyed.as_ref(), now, || work(&tx.edit_shop(by), now))?;
            Ok(ShopChange { value, replayed, dry_run })
        })
    }
}

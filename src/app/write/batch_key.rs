//! The key of a command for several orders: it stands for the command's own content and for what it began with. What it does to
//! each order has a key of its own: the key, a slash and the order's number or the delivery's id.

use serde_json::Value;

use super::idempotency::IdempotencyKey;
use crate::app::App;
use crate::error::{Exit, Result};

impl App {
    /// What a command for several is about: `pick` says, but a repeat under its key is about what the first run was about,
    /// whatever is ready by now.
    pub fn keyed_batch(
        &mut self,
        name: &str,
        content: &Value,
        pick: impl FnOnce(&mut Self) -> Result<Vec<String>>,
    ) -> Result<Vec<String>> {
        let keys = self.store.derived_keys();
        let Some(keyed) = IdempotencyKey::for_content(keys, self.caller.key.as_deref(), name, content) else {
            return pick(self);
        };
        if let Some((first, _)) = self.store.read(|tx| keyed.find_first(tx))? {
            return Ok(first);
        }
        let picked = pick(self)?;
        // Nothing to do is nothing to repeat.
        if picked.is_empty() {
            return Ok(picked);
        }
        let (now, ending) = (self.clock.received_at(), self.transaction_ending());
        self.store.write(ending, |tx| {
            if let Some((first, _)) = keyed.find_first(tx)? {
                return Ok(first);
            }
            keyed.begin(tx, now)?;
            keyed.finish(tx, &picked, Exit::Ok)?;
            Ok(picked)
        })
    }

    /// Runs `work` under the key of `one` of several.
    pub fn with_key_of<T>(&mut self, one: &str, work: impl FnOnce(&mut Self) -> T) -> T {
        let key = self.caller.key.take();
        self.caller.key = key.as_deref().map(|key| key_of_one(key, one));
        let done = work(self);
        self.caller.key = key;
        done
    }
}

/// The key of `one` of several, under the key of the command.
pub(crate) fn key_of_one(key: &str, one: &str) -> String {
    format!("{key}/{one}")
}

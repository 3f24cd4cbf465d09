//! What a shell may complete. Whoever presses a key gets candidates or nothing, and never an error or a wait.

use std::path::Path;

use crate::store::Store;
use crate::store::projection::completion;

/// Order numbers that begin as `typed` does, newest first.
pub fn orders(db: &Path, typed: &str) -> Vec<String> {
    Store::check(db).and_then(|()| completion::orders(db, typed)).unwrap_or_default()
}

/// Groups that begin as `typed` does.
pub fn groups(db: &Path, typed: &str) -> Vec<String> {
    Store::check(db).and_then(|()| completion::groups(db, typed)).unwrap_or_default()
}

//! What a shell may complete. Whoever presses a key gets candidates or nothing, and never an error or a wait.

use std::path::Path;

use crate::store::Store;
use crate::store::projection::completion;

/// Order numbers that begin as `typed` does, newest first.
pub fn complete_orders(db: &Path, typed: &str) -> Vec<String> {
    Store::check_path(db).and_then(|()| completion::complete_order_numbers(db, typed)).unwrap_or_default()
}

/// Ticket types that begin as `typed` does, blanks aside.
pub fn complete_ticket_types(db: &Path, typed: &str) -> Vec<String> {
    Store::check_path(db).and_then(|()| completion::complete_ticket_types(db, typed)).unwrap_or_default()
}

/// Groups that begin as `typed` does.
pub fn complete_groups(db: &Path, typed: &str) -> Vec<String> {
    Store::check_path(db).and_then(|()| completion::complete_group_names(db, typed)).unwrap_or_default()
}

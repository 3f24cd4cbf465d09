//! What a shell may complete. Whoever presses a key gets candidates or nothing, and never an error or a wait.

use std::path::Path;

use crate::domain::order::delivery::{DeliveryKind, DeliveryState};
use crate::domain::order::next::NextAction;
use crate::store::Store;
use crate::store::projection::completion;

pub use crate::store::projection::completion::OrderCandidate;

/// Orders that wait for one of `awaited` (of none: all), by a beginning of either number, newest first; where no number
/// begins so, the one of which another piece is `typed`.
pub fn complete_orders(db: &Path, typed: &str, awaited: &[NextAction]) -> Vec<OrderCandidate> {
    Store::check_path(db).and_then(|()| completion::complete_orders(db, typed, awaited)).unwrap_or_default()
}

/// Ticket types that begin as `typed` does, blanks aside.
pub fn complete_ticket_types(db: &Path, typed: &str) -> Vec<String> {
    Store::check_path(db).and_then(|()| completion::complete_ticket_types(db, typed)).unwrap_or_default()
}

/// Groups that begin as `typed` does.
pub fn complete_groups(db: &Path, typed: &str) -> Vec<String> {
    Store::check_path(db).and_then(|()| completion::complete_group_names(db, typed)).unwrap_or_default()
}

/// Deliveries of a kind, and in a state where one is given, that begin as `typed` does.
pub fn complete_deliveries(db: &Path, typed: &str, kind: DeliveryKind, state: Option<DeliveryState>) -> Vec<String> {
    let found = Store::check_path(db).and_then(|()| completion::complete_deliveries(db, typed, kind, state));
    found.unwrap_or_default()
}

//! The money that was moved for each order, as the rows have it.

use crate::domain::order::movement::OrderMovement;

/// The value of the column `movements`.
pub(super) fn encode_movements(movements: &[OrderMovement]) -> Option<String> {
    // Codes, amounts and times always serialise.
    (!movements.is_empty()).then(|| serde_json::to_string(movements).unwrap_or_default())
}

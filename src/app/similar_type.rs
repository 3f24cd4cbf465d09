//! Ticket types that were nearly named.

use crate::error::Result;
use crate::formats::object::closest_name;
use crate::store::Tx;

/// The ticket type that may have been meant by one that the table has not.
pub(crate) fn find_similar_type(tx: &Tx<'_>, ticket_type: &str) -> Result<Option<String>> {
    if tx.find_ticket_type(ticket_type)?.is_some() {
        return Ok(None);
    }
    let known = tx.list_ticket_types()?;
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Ok(closest_name(ticket_type, &known).map(str::to_owned))
}

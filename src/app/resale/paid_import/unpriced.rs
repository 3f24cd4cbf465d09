//! A ticket type that the price table has not: said when the order comes in, and not first when its form does.

use serde_json::{Map, Value};

use crate::app::similar_type::closest_type;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::text::fold::is_same_spelling;
use crate::say;

/// The reason of a verdict on an order that nobody could price.
pub const UNPRICED: &str = "ticket_type_unpriced";

/// Why an order could not be priced, by the ticket types of the price table; nothing where it could, where it says no ticket
/// type yet, or where there is no table yet.
pub(super) fn explain_unpriced(paid: &Map<String, Value>, known: &[String]) -> Option<(String, BilingualMessage)> {
    let spelled = paid.get("ticketType")?.as_str()?;
    if known.is_empty() || known.iter().any(|known| is_same_spelling(known, spelled)) {
        return None;
    }
    let reason = match closest_type(known, spelled) {
        Some(near) => say!(
            "价目表里没有「{spelled}」，是不是「{near}」？",
            "the price table has no \"{spelled}\"; did you mean \"{near}\"?"
        ),
        None => say!("价目表里没有「{spelled}」", "the price table has no \"{spelled}\""),
    };
    Some((UNPRICED.to_owned(), reason))
}

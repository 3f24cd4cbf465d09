//! Ticket types: a level and a duration wherever they stand, or whatever a label of the field holds.

use super::{Candidate, Found};
use crate::domain::resale::matching::ticket_type;
use crate::ocr::blocks::Item;
use crate::ocr::field_label::Kind;

/// A free text longer than this is a description.
const MAX_CHARS: usize = 40;

pub(super) fn find(item: &Item) -> Vec<Found> {
    let labelled = item.kind == Some(Kind::Ticket);
    let open = matches!(item.kind, None | Some(Kind::Ticket | Kind::Date | Kind::Name | Kind::Validity));
    if let Some(range) = ticket_type::find(&item.text).filter(|_| open) {
        let raw = &item.text[range];
        return vec![Found::new(ticket_type::tidy(raw), raw, labelled)];
    }
    let value = ticket_type::tidy(&item.text);
    let a_name =
        labelled && !item.glued && value.chars().count() <= MAX_CHARS && value.chars().any(char::is_alphabetic);
    if a_name { vec![Found::new(value, &item.text, true)] } else { Vec::new() }
}

/// Beside a level with a duration, the name of a product (商品: 热雪奇迹门票) is no ticket type.
pub(super) fn prefer_grammar(tickets: &mut [Candidate]) {
    let known = |one: &Candidate| ticket_type::find(&one.raw).is_some();
    if tickets.iter().any(known) {
        tickets.iter_mut().filter(|one| !known(one)).for_each(|one| one.labelled = false);
        tickets.sort_by_key(|one| (!one.labelled, !known(one)));
    }
}

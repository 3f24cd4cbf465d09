//! Ticket types: a level and a duration wherever they stand, or whatever a label of the field holds.

use super::{ExtractedValue, FieldCandidate};
use crate::domain::resale::matching::ticket_type;
use crate::ocr::blocks::LabelledItem;
use crate::ocr::field_label::LabelKind;

/// A free text longer than this is a description.
const MAX_CHARS: usize = 40;

pub(super) fn find_ticket_types(item: &LabelledItem) -> Vec<ExtractedValue> {
    let labelled = item.kind == Some(LabelKind::Ticket);
    let open =
        matches!(item.kind, None | Some(LabelKind::Ticket | LabelKind::Date | LabelKind::Name | LabelKind::Validity));
    if let Some(range) = ticket_type::find_ticket_type(&item.text).filter(|_| open) {
        let raw = &item.text[range];
        return vec![ExtractedValue::new(ticket_type::normalise_ticket_type(raw), raw, labelled)];
    }
    let value = ticket_type::normalise_ticket_type(&item.text);
    let a_name =
        labelled && !item.glued && value.chars().count() <= MAX_CHARS && value.chars().any(char::is_alphabetic);
    if a_name { vec![ExtractedValue::new(value, &item.text, true)] } else { Vec::new() }
}

/// Beside a level with a duration, the name of a product (商品: 热雪奇迹门票) is no ticket type.
pub(super) fn prefer_known_types(tickets: &mut [FieldCandidate]) {
    let known = |one: &FieldCandidate| ticket_type::find_ticket_type(&one.raw).is_some();
    if tickets.iter().any(known) {
        tickets.iter_mut().filter(|one| !known(one)).for_each(|one| one.labelled = false);
        tickets.sort_by_key(|one| (!one.labelled, !known(one)));
    }
}

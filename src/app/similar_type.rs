//! Ticket types that were nearly named.

use crate::domain::value::text::fold::compact_text;
use crate::error::Result;
use crate::formats::object::closest_name;
use crate::store::Tx;

/// The ticket type that may have been meant by one that the table has not.
pub(crate) fn find_similar_type(tx: &Tx<'_>, ticket_type: &str) -> Result<Option<String>> {
    if tx.find_ticket_type(ticket_type)?.is_some() {
        return Ok(None);
    }
    Ok(closest_type(&tx.list_ticket_types()?, ticket_type).map(str::to_owned))
}

/// Which of some ticket types is nearest to a spelling, width and blanks aside; nothing where none is near.
pub(crate) fn closest_type<'k>(known: &'k [String], spelled: &str) -> Option<&'k str> {
    let plain: Vec<String> = known.iter().map(|known| spell_digits(known)).collect();
    let names: Vec<&str> = plain.iter().map(String::as_str).collect();
    let near = closest_name(&spell_digits(spelled), &names)?;
    let place = names.iter().position(|name| *name == near)?;
    known.get(place).map(String::as_str)
}

/// The text to compare: `三小时` is `3 小时`.
fn spell_digits(text: &str) -> String {
    const DIGITS: [(char, char); 10] = [
        ('一', '1'),
        ('二', '2'),
        ('两', '2'),
        ('三', '3'),
        ('四', '4'),
        ('五', '5'),
        ('六', '6'),
        ('七', '7'),
        ('八', '8'),
        ('九', '9'),
    ];
    let digit = |c| DIGITS.iter().find(|(zh, _)| *zh == c).map_or(c, |(_, digit)| *digit);
    compact_text(text).chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_make_no_type_less_near() {
        let known = ["中级道 6 小时", "初级道 6 小时", "初级道 3 小时"].map(str::to_owned);
        for (spelled, near) in [
            ("初级到3小时", Some("初级道 3 小时")),
            ("中级道６小時", Some("中级道 6 小时")),
            ("初级道三小时", Some("初级道 3 小时")),
            ("雪圈", None),
        ] {
            assert_eq!(closest_type(&known, spelled), near, "{spelled}");
        }
    }
}

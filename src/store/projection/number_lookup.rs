//! The orders that a typed number names: a whole number of ours or of the platform, or a beginning or an end of one.

use super::search::{escape_pattern, prefix_end};
use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::store::Tx;
use crate::store::rows::read_order_no;

/// The fewest characters of a number that name an order.
pub const LEAST_PIECE: usize = 4;

/// A statement for each index that can answer. The pattern decides; the range and the last four characters find it.
const PIECE: [&str; 4] = [
    "select order_no from orders where order_no >= $1 and order_no < $2 order by order_no desc limit $3",
    "select order_no from orders where external_order_no >= $1 and external_order_no < $2 limit $3",
    "select order_no from orders where substr(order_no, length(order_no) - 3) = $1 and order_no like $2 escape '\\' limit $3",
    "select order_no from orders where substr(external_order_no, length(external_order_no) - 3) = $1 \
        and external_order_no like $2 escape '\\' limit $3",
];

impl Tx<'_> {
    /// The orders that `typed` names, at most `limit`: the one whose number it is; or else those whose number on a platform it is;
    /// or else, for four characters and more, those one of whose numbers begins or ends so. Letters in the case they have, or
    /// all of them large or small.
    pub fn find_orders_named(&self, typed: &str, limit: usize) -> Result<Vec<OrderNo>> {
        let spellings = spell_in_each_case(typed);
        let mut found = Vec::new();
        for order_no in spellings.iter().filter_map(|spelling| OrderNo::parse(spelling).ok()) {
            found.extend(self.find_chain_head(&order_no)?.map(|_| order_no));
        }
        if found.is_empty() {
            for spelling in &spellings {
                add_orders(&mut found, self.list_purchases(spelling, limit)?);
            }
        }
        if found.is_empty() && typed.chars().count() >= LEAST_PIECE {
            for spelling in &spellings {
                self.add_orders_with_piece(&mut found, spelling, limit)?;
            }
        }
        found.truncate(limit);
        Ok(found)
    }

    fn add_orders_with_piece(&self, found: &mut Vec<OrderNo>, piece: &str, limit: usize) -> Result<()> {
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        let (behind, ends_so) = (prefix_end(piece), format!("%{}", escape_pattern(piece)));
        let last = last_characters(piece);
        let [begins, external_begins, ends, external_ends] = PIECE;
        for (statement, from, to) in [
            (begins, piece, &behind),
            (external_begins, piece, &behind),
            (ends, &last, &ends_so),
            (external_ends, &last, &ends_so),
        ] {
            add_orders(found, self.list_rows(statement, (from, to, most), read_order_no)?);
        }
        Ok(())
    }
}

/// The text as it is, in large letters and in small ones, each once.
pub(super) fn spell_in_each_case(typed: &str) -> Vec<String> {
    let mut spellings = vec![typed.to_owned(), typed.to_ascii_uppercase(), typed.to_ascii_lowercase()];
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

/// The end of a number that the indexes have.
pub(super) fn last_characters(piece: &str) -> String {
    piece.chars().skip(piece.chars().count().saturating_sub(LEAST_PIECE)).collect()
}

/// Adds those that are not there yet.
fn add_orders(found: &mut Vec<OrderNo>, more: Vec<OrderNo>) {
    for order_no in more {
        if !found.contains(&order_no) {
            found.push(order_no);
        }
    }
}

//! Reading an order from the log, and the refusals for a number that names none.

use super::errors::WriteError;
use super::stored_flow::{LoadedOrder, StoredFlow};
use crate::app::App;
use crate::domain::order::flow::OrderState as _;
use crate::domain::order::number::OrderNo;
use crate::domain::value::shell::quote_word;
use crate::domain::value::text::text_is_clean;
use crate::error::{Error, Result};
use crate::store::Tx;
use crate::store::people::persons::StoredPerson;
use crate::store::projection::orders::ChainHead;

/// The longest text that a refusal looks for among names and products, in characters.
const SEARCHED_CHARS: usize = 40;

/// Loads an order of the resale flow.
///
/// # Errors
/// Exit 3 with near matches, exit 4 for an order of the other flow, exit 11 for an unreadable log.
pub fn load_resale(tx: &Tx<'_>, order_no: &OrderNo) -> Result<LoadedOrder> {
    load_order(tx, order_no)
}

/// Loads an order of the flow `S`.
pub fn load_order<S: StoredFlow>(tx: &Tx<'_>, order_no: &OrderNo) -> Result<LoadedOrder<S>> {
    let anchor = tx
        .find_chain_head(order_no)?
        .ok_or(())
        .or_else(|()| refuse_unknown(tx, order_no.as_str()).map_or_else(Err, Ok))?;
    if order_no.flow() != S::FLOW {
        return Err(other_flow(order_no));
    }
    let person = tx.load_person(&anchor.person_id)?;
    let events = tx.load_events(order_no, &person)?;
    let order = S::from_rows(&events)?.ok_or_else(|| WriteError::LogEmpty { order_no: &order_no }.into_error())?;
    Ok(LoadedOrder { order, events, person, anchor })
}

impl App {
    /// Refuses an order whose person was erased, before anything of theirs is read or stored.
    pub(crate) fn require_person(&mut self, order_no: &OrderNo) -> Result<()> {
        self.store.read(|tx| Ok(load_resale(tx, order_no)?.order.require_person()?))
    }
}

/// Whose order it is, of either flow.
pub fn load_person(tx: &Tx<'_>, order_no: &OrderNo) -> Result<StoredPerson> {
    match tx.find_chain_head(order_no)? {
        Some(anchor) => tx.load_person(&anchor.person_id),
        None => Err(order_not_found(tx, order_no.as_str())?),
    }
}

/// The refusal of a number that no order has, with the numbers that look like it.
fn refuse_unknown(tx: &Tx<'_>, wanted: &str) -> Result<ChainHead> {
    Err(order_not_found(tx, wanted)?)
}

/// The error for a number that no order has.
pub fn order_not_found(tx: &Tx<'_>, wanted: &str) -> Result<Box<Error>> {
    let near = near_matches(tx, wanted)?;
    if near.is_empty() && is_searchable(wanted) && !tx.search_indexed_orders(wanted, 1)?.is_empty() {
        let word = quote_word(wanted);
        return Ok(WriteError::OrderFoundBySearch { wanted: &wanted, word: &word }.into_error());
    }
    if near.is_empty() {
        return Ok(WriteError::OrderNotFound { wanted: &wanted }.into_error());
    }
    Ok(WriteError::OrderMisspelt { wanted: &wanted, list: &near.join(" ") }.into_error().detail("near", near))
}

/// Whether a text that is no number may be a name, a nick or a product instead.
fn is_searchable(wanted: &str) -> bool {
    (2..=SEARCHED_CHARS).contains(&wanted.chars().count()) && text_is_clean(wanted)
}

/// Up to three numbers with the same beginning, nearest first.
fn near_matches(tx: &Tx<'_>, wanted: &str) -> Result<Vec<String>> {
    for kept in [20, 16, 10, 6] {
        let Some(start) = wanted.get(..kept) else { continue };
        let mut near = tx.numbers_like(start, 50)?;
        near.sort_by_key(|no| strsim::damerau_levenshtein(no, wanted));
        near.truncate(3);
        if !near.is_empty() {
            return Ok(near);
        }
    }
    Ok(Vec::new())
}

/// The refusal of a step that an order's flow does not have.
pub(crate) fn other_flow(order_no: &OrderNo) -> Box<Error> {
    WriteError::OtherFlow { order_no, flow: &order_no.flow().code() }.into_error()
}

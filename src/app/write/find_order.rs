//! The order that a person or a file names: by its number, by that of its platform, or by a piece of either that no other has.

use super::errors::WriteError;
use super::load::order_not_found;
use crate::app::App;
use crate::domain::order::number::OrderNo;
use crate::domain::value::text::number::CanonicalNumber;
use crate::error::{Error, Result};
use crate::store::Tx;

/// How many orders are named where a piece belongs to several.
const CANDIDATES: usize = 8;

impl App {
    /// The order that `typed` names.
    pub fn find_order(&mut self, typed: &str) -> Result<OrderNo> {
        self.store.read(|tx| find_order(tx, typed))
    }
}

/// As [`App::find_order`], within a transaction.
pub fn find_order(tx: &Tx<'_>, typed: &str) -> Result<OrderNo> {
    let mut found = tx.find_orders_named(typed, CANDIDATES + 1)?;
    if found.is_empty() {
        // Nothing is written so: full width, blanks and the marks of spreadsheets are no part of a number.
        found = tx.find_orders_named(CanonicalNumber::of(typed).as_str(), CANDIDATES + 1)?;
    }
    match found.as_slice() {
        [] => Err(order_not_found(tx, typed)?),
        [only] => Ok(only.clone()),
        several => Err(ambiguous_order(typed, several)),
    }
}

fn ambiguous_order(typed: &str, found: &[OrderNo]) -> Box<Error> {
    let named: Vec<&str> = found.iter().take(CANDIDATES).map(OrderNo::as_str).collect();
    let list = format!("{}{}", named.join(" "), if found.len() > CANDIDATES { " …" } else { "" });
    WriteError::OrderAmbiguous { wanted: &typed, list: &list }.into_error().detail("candidates", named)
}

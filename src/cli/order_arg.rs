//! Order numbers as they are typed.

use crate::app::App;
use crate::domain::order::number::OrderNo;
use crate::error::Result;

/// Reads an order number; a text of another shape is no order, and near matches are told.
pub fn parse_order_arg(app: &mut App, text: &str) -> Result<OrderNo> {
    match OrderNo::parse(text) {
        Ok(order_no) => Ok(order_no),
        Err(_) => Err(app.no_such_order(text)),
    }
}

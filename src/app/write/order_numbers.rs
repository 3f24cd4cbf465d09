//! The numbers of new orders.

use super::clock::Clock;
use super::errors::WriteError;
use super::id_source::IdSource;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::error::Result;
use crate::store::Tx;

/// How often a number that is taken is drawn again.
const MAX_DRAWS: usize = 64;

/// A number that no order has.
pub fn draw_order_no(tx: &Tx<'_>, flow: OrderFlow, ids: &mut IdSource, clock: Clock) -> Result<OrderNo> {
    for _ in 0..MAX_DRAWS {
        let order_no = match flow {
            OrderFlow::Resale => draw_resale_no(ids, clock)?,
            OrderFlow::Checkout => draw_checkout_no(ids, clock)?,
        };
        if tx.find_chain_head(&order_no)?.is_none() {
            return Ok(order_no);
        }
    }
    Err(WriteError::NumbersExhausted.into())
}

fn draw_resale_no(ids: &mut IdSource, clock: Clock) -> Result<OrderNo> {
    let random = ids.draw_resale_id()?;
    OrderNo::new_resale(clock.number_time(), &random)
        .map_err(|error| WriteError::IdsResale { error: &error }.into_error())
}

fn draw_checkout_no(ids: &mut IdSource, clock: Clock) -> Result<OrderNo> {
    let random = ids.draw_checkout_id()?;
    OrderNo::new_checkout(clock.number_time(), &random)
        .map_err(|error| WriteError::IdsResale { error: &error }.into_error())
}

//! The money that was moved for each order, as the rows have it: what bills are held against.

use rusqlite::Row;

use crate::domain::bill::fact::OrderClaims;
use crate::domain::order::movement::OrderMovement;
use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::store::Tx;
use crate::store::rows::damaged_value;

const EVERY: &str = "/* every row: bills are held against all of them */
    select order_no, external_order_no, currency, movements from orders where movements is not null order by id";

impl Tx<'_> {
    /// Every order for which money was moved, oldest first.
    pub fn list_order_claims(&self) -> Result<Vec<OrderClaims>> {
        self.list_rows(EVERY, [], read_claims)
    }
}

/// The value of the column `movements`.
pub(super) fn encode_movements(movements: &[OrderMovement]) -> Option<String> {
    // Codes, amounts and times always serialise.
    (!movements.is_empty()).then(|| serde_json::to_string(movements).unwrap_or_default())
}

fn read_claims(row: &Row<'_>) -> Result<OrderClaims> {
    let (number, movements): (String, String) = (row.get(0)?, row.get(3)?);
    Ok(OrderClaims {
        order_no: OrderNo::parse(&number).map_err(|_| damaged_value("order_no"))?,
        external_order_no: row.get(1)?,
        currency: row.get(2)?,
        movements: serde_json::from_str(&movements).map_err(|_| damaged_value("movements"))?,
    })
}

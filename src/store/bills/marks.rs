//! What somebody decided about a row by hand.

use serde_json::{Value, json};

use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::store::Tx;
use crate::store::log::shop_edit::ShopEdit;
use crate::store::log::shop_events::ShopSubject;

const FIND: &str = "select order_no, reason from bill_mark where row_id = $1";
const PUT: &str = "insert into bill_mark (row_id, order_no, reason, operator, created_at) values ($1, $2, $3, $4, $5)
    on conflict (row_id) do update set order_no = excluded.order_no, reason = excluded.reason,
    operator = excluded.operator, created_at = excluded.created_at";
const REMOVE: &str = "delete from bill_mark where row_id = $1";
const HAS_ROW: &str = "select 1 from bill_row where id = $1";

/// A decision to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewBillMark<'a> {
    /// The row belongs to this order.
    Order(&'a OrderNo),
    /// It belongs to none, and why.
    Ignored(&'a str),
    /// Whatever was decided no longer holds.
    Removed,
}

impl ShopEdit<'_> {
    /// Records a decision about a row, and gives whether it changed anything.
    pub fn put_bill_mark(&self, row: i64, mark: &NewBillMark<'_>) -> Result<bool> {
        let before = self.find_row(FIND, [row], |found| {
            Ok(describe(found.get::<_, Option<String>>(0)?.as_deref(), found.get::<_, Option<String>>(1)?.as_deref()))
        })?;
        let (order, reason) = match mark {
            NewBillMark::Order(order_no) => (Some(order_no.as_str()), None),
            NewBillMark::Ignored(reason) => (None, Some(*reason)),
            NewBillMark::Removed => (None, None),
        };
        let after = (*mark != NewBillMark::Removed).then(|| describe(order, reason));
        if before == after {
            return Ok(false);
        }
        let by = self.stamp();
        match mark {
            NewBillMark::Removed => self.run_statement(REMOVE, [row])?,
            _ => self.run_statement(PUT, (row, order, reason, by.operator.as_str(), by.at.millis()))?,
        }
        self.record(ShopSubject::BillRow, &row.to_string(), before, after)?;
        Ok(true)
    }
}

fn describe(order_no: Option<&str>, reason: Option<&str>) -> Value {
    match (order_no, reason) {
        (Some(order_no), _) => json!({ "order_no": order_no }),
        (None, reason) => json!({ "ignored": reason }),
    }
}

impl Tx<'_> {
    pub fn has_bill_row(&self, row: i64) -> Result<bool> {
        self.has_row(HAS_ROW, [row])
    }
}

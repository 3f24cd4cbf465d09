//! How many orders have which code, kept with every change so that nobody counts rows.

use crate::domain::order::flow::OrderSummary;
use crate::error::Result;
use crate::store::Tx;

const COUNT: &str = "insert into order_count (axis, code, n) values ($1, $2, 1) \
    on conflict (axis, code) do update set n = n + 1";
const UNCOUNT: &str = "update order_count set n = n - 1 where axis = $1 and code = $2";
const COUNTS: &str = "select code, n from order_count where axis = $1 and n > 0 order by code";

impl Tx<'_> {
    pub(crate) fn count_order_in(&self, line: &OrderSummary) -> Result<()> {
        let status = line.status.first().map_or("", |(_, code)| code);
        self.run_statement(COUNT, ("order_status", status))?;
        self.run_statement(COUNT, ("action", line.place.action.code()))
    }

    /// Counts out an order that had `code`.
    pub(crate) fn count_code_out(&self, axis: &str, code: &str) -> Result<()> {
        self.run_statement(UNCOUNT, (axis, code))
    }

    /// How many orders have which code of `order_status` or `action`.
    pub fn list_order_counts(&self, axis: &str) -> Result<Vec<(String, u64)>> {
        self.list_rows(COUNTS, [axis], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))
    }
}

//! The profit shares as the rows have them: what there is to be settled, was settled, or was reversed.

use std::cmp::Reverse;

use rusqlite::Row;

use crate::domain::order::flow::ShareSummary;
use crate::domain::order::number::OrderNo;
use crate::domain::value::money::Fen;
use crate::error::Result;
use crate::store::Tx;
use crate::store::rows::{damaged_value, limit_value};

/// The share of one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareRow {
    /// The place in the order of creation.
    pub id: i64,
    pub order_no: OrderNo,
    /// The code of its profit share.
    pub status: String,
    /// What the buyer paid, in yuan.
    pub paid: Fen,
    pub share: ShareSummary,
}

const PAGE: &str = "select id, order_no, profit_share_status, paid_amount, share from orders \
    where profit_share_status = $1 and share is not null and id < $2 order by id desc limit $3";

impl Tx<'_> {
    /// The next shares in any of these states, newest order first, of the orders recorded before the one at `before`.
    pub fn list_share_page(&self, states: &[&str], before: Option<i64>, limit: usize) -> Result<Vec<ShareRow>> {
        let before = before.unwrap_or(i64::MAX);
        let mut page = Vec::new();
        for state in states {
            page.extend(self.list_rows(PAGE, (*state, before, limit_value(limit)), read_share_row)?);
        }
        page.sort_by_key(|row: &ShareRow| Reverse(row.id));
        page.truncate(limit);
        Ok(page)
    }
}

/// The value of the column `share`.
pub(super) fn encode_share(share: &ShareSummary) -> String {
    // Texts, amounts and days always serialise.
    serde_json::to_string(share).unwrap_or_default()
}

fn read_share_row(row: &Row<'_>) -> Result<ShareRow> {
    let number: String = row.get(1)?;
    let share: String = row.get(4)?;
    Ok(ShareRow {
        id: row.get(0)?,
        order_no: OrderNo::parse(&number).map_err(|_| damaged_value("order_no"))?,
        status: row.get(2)?,
        paid: Fen::new(row.get(3)?),
        share: serde_json::from_str(&share).map_err(|_| damaged_value("share"))?,
    })
}

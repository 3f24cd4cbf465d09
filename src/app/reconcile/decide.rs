//! What somebody decides about rows of bills: that one belongs to an order, or to none.

use serde_json::json;

use super::agreement::refresh_findings;
use super::errors::ReconcileError;
use crate::app::App;
use crate::app::write::load::order_not_found;
use crate::app::write::shop_change::ShopChange;
use crate::domain::order::number::OrderNo;
use crate::error::Result;
use crate::store::Tx;
use crate::store::bills::marks::NewBillMark;

impl App {
    /// Says that rows belong to an order.
    pub fn match_bill_rows(&mut self, rows: &[i64], order_no: &OrderNo) -> Result<ShopChange> {
        self.mark_bill_rows("reconcile match", rows, &NewBillMark::Order(order_no))
    }

    /// Says that rows belong to no order, and why.
    pub fn ignore_bill_rows(&mut self, rows: &[i64], reason: &str) -> Result<ShopChange> {
        self.mark_bill_rows("reconcile ignore", rows, &NewBillMark::Ignored(reason))
    }

    /// Takes back what was said of a row by hand.
    pub fn unmatch_bill_row(&mut self, row: i64) -> Result<ShopChange> {
        self.mark_bill_rows("reconcile unmatch", &[row], &NewBillMark::Removed)
    }

    fn mark_bill_rows(&mut self, command: &str, rows: &[i64], mark: &NewBillMark<'_>) -> Result<ShopChange> {
        self.refresh_projection()?;
        let (order_no, reason) = match mark {
            NewBillMark::Order(order_no) => (Some(order_no.as_str()), None),
            NewBillMark::Ignored(reason) => (None, Some(*reason)),
            NewBillMark::Removed => (None, None),
        };
        let content = json!({ "rows": rows, "order_no": order_no, "reason": reason });
        let terms = self.platform_terms();
        self.change_shop(command, &content, |edit, now| {
            if let NewBillMark::Order(order_no) = mark {
                require_order(edit, order_no)?;
            }
            let mut changed = 0_usize;
            for row in rows {
                if !edit.has_bill_row(*row)? {
                    return Err(ReconcileError::RowNotFound { row }.into_error());
                }
                let did = edit.put_bill_mark(*row, mark)?;
                if !did && *mark == NewBillMark::Removed {
                    return Err(ReconcileError::RowUnmarked { row }.into_error());
                }
                changed += usize::from(did);
            }
            let open = refresh_findings(edit, terms, now)?;
            Ok(json!({ "rows": rows, "order_no": order_no, "reason": reason, "changed": changed, "needs_person": open }))
        })
    }
}

/// Refuses a number that no order has.
pub(super) fn require_order(tx: &Tx<'_>, order_no: &OrderNo) -> Result<()> {
    if tx.find_chain_head(order_no)?.is_some() { Ok(()) } else { Err(order_not_found(tx, order_no.as_str())?) }
}

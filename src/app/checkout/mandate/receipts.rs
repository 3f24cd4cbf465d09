//! The signed answers that an order gave to mandates.

use super::evidence::verdicts::{DatedVerdict, list_verdicts};
use crate::app::App;
use crate::app::checkout::errors::CheckoutError;
use crate::domain::ap2::read_receipt_reference;
use crate::domain::checkout::accepted_mandate::MandateVerdict;
use crate::domain::order::number::OrderNo;
use crate::domain::value::time::Timestamp;
use crate::error::Result;

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptLine {
    pub answered_at: Timestamp,
    pub session_id: String,
    pub verdict: MandateVerdict,
    /// `direct` or `autonomous`, of a mandate that holds.
    pub mode: Option<String>,
    /// The trusted key at the root of one that holds.
    pub trusted_kid: Option<String>,
    /// Why the other was refused.
    pub failure_code: Option<String>,
    /// Which mandate: the hash of its last link.
    pub reference: Option<String>,
    /// A compact JWS.
    pub receipt: String,
}

impl ReceiptLine {
    fn of_verdict(dated: &DatedVerdict) -> Option<Self> {
        let receipt = dated.verdict.receipt()?.to_owned();
        let accepted = dated.verdict.accepted();
        Some(Self {
            answered_at: dated.at,
            session_id: dated.verdict.session_id().to_owned(),
            verdict: accepted.map_or(MandateVerdict::Refused, |_| MandateVerdict::Accepted),
            mode: accepted.map(|accepted| accepted.mode.clone()),
            trusted_kid: accepted.map(|accepted| accepted.trusted_kid.clone()),
            failure_code: dated.verdict.failure_code().map(str::to_owned),
            reference: read_receipt_reference(&receipt),
            receipt,
        })
    }
}

impl App {
    /// Every receipt of an order, oldest first.
    pub fn list_receipts(&mut self, order_no: &OrderNo) -> Result<Vec<ReceiptLine>> {
        let loaded = self.load_checkout(order_no)?;
        Ok(list_verdicts(&loaded).iter().filter_map(ReceiptLine::of_verdict).collect())
    }

    /// The receipt for the mandate that the order was paid on; the latest one where it was not paid on any.
    pub fn find_receipt(&mut self, order_no: &OrderNo) -> Result<ReceiptLine> {
        let loaded = self.load_checkout(order_no)?;
        let mut lines: Vec<ReceiptLine> = list_verdicts(&loaded).iter().filter_map(ReceiptLine::of_verdict).collect();
        let paid_on = |line: &ReceiptLine| {
            let paid = loaded.order.payment.as_ref().is_some_and(|payment| payment.session_id == line.session_id);
            paid && line.verdict == MandateVerdict::Accepted
        };
        let found = lines.iter().position(paid_on).map(|at| lines.swap_remove(at)).or_else(|| lines.pop());
        found.ok_or_else(|| CheckoutError::ReceiptMissing { order_no: &order_no }.into_error())
    }
}

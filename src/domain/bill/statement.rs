//! What stands above the rows of a bill: whose it is, and which time it covers.

use super::service::{BillScope, BillService};
use crate::domain::value::time::Timestamp;

/// The head of one bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillHead {
    pub service: BillService,
    /// The account, as the bill names it; empty where it names none, and then whoever imports it must.
    pub account: String,
    /// The first moment that it covers, and the first one after.
    pub period: Option<(Timestamp, Timestamp)>,
    pub exported_at: Option<Timestamp>,
    pub scope: BillScope,
}

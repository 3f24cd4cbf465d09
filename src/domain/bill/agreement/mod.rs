//! Whether bills and orders agree: which row belongs to which movement of which order, and what that comes to.
//!
//! The steps, each over what the ones before left: `link` by what people decided and by numbers alone, `refunds` from a refund to
//! its payment, `own` for what stayed with the shop and for rows that two bills have, `judge` for the sums, `proposals` for what
//! only amount and time suggest. A proposal is never done by itself.
//!
//! Invariant: each row has one verdict, and the order in which files came changes none.

mod judge;
mod link;
mod own;
mod proposals;
mod refunds;
#[cfg(test)]
mod tests;

use self::link::NumberIndex;
use super::fact::{BillFact, CoveredPeriod, OrderClaims, PlatformTerms};
use super::verdict::{BillVerdict, LinkReason};
use crate::domain::order::movement::MovementRole;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

/// Everything that is held against each other.
#[derive(Clone, Copy, Debug)]
pub struct BillEvidence<'a> {
    /// In the order of time, and those of one moment in an order that does not depend on when they were read.
    pub rows: &'a [BillFact],
    pub orders: &'a [OrderClaims],
    pub covered: &'a [CoveredPeriod],
    pub terms: PlatformTerms,
    pub now: Timestamp,
}

/// What was found about a row. Orders are named by their place among the [`BillEvidence::orders`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowFinding {
    pub verdict: BillVerdict,
    pub link: Option<RowLink>,
    /// Whether another bill has the same row: its money counts there.
    pub is_copy: bool,
}

/// To which order a row belongs, as what, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowLink {
    pub order: usize,
    /// None for a fee.
    pub role: Option<MovementRole>,
    pub reason: LinkReason,
}

/// What was found about the money that an order says was moved in one role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimFinding {
    pub order: usize,
    pub role: MovementRole,
    pub verdict: BillVerdict,
    /// What the order says.
    pub claimed: Fen,
    /// What the bills say.
    pub found: Fen,
    /// When the order says that the first of it was moved; for money on the way, when it should have come.
    pub at: Timestamp,
}

/// A row and the orders that amount and time suggest for it: one, or several that it may have paid together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkProposal {
    /// The row's place among the [`BillEvidence::rows`].
    pub row: usize,
    pub role: MovementRole,
    pub orders: Vec<usize>,
}

/// What bills and orders come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// One for each row, in their order.
    pub rows: Vec<RowFinding>,
    /// One for each order and role in which money was moved, in the orders' order.
    pub claims: Vec<ClaimFinding>,
    pub proposals: Vec<LinkProposal>,
}

impl Agreement {
    /// Holds the rows against the orders.
    pub fn of(evidence: &BillEvidence<'_>) -> Self {
        let index = NumberIndex::of_orders(evidence.orders);
        let mut links = link::link_by_numbers(evidence, &index);
        refunds::link_refunds(evidence.rows, &mut links);
        let own = own::find_own_rows(evidence.rows, &links);
        let judged = judge::judge_rows(evidence, &links, &own);
        let proposals = proposals::propose_links(evidence, &judged);
        Self { rows: judged.rows, claims: judged.claims, proposals }
    }

    /// Whether somebody has to look at anything.
    pub fn needs_person(&self) -> bool {
        self.rows.iter().any(|row| row.verdict.needs_person())
            || self.claims.iter().any(|claim| claim.verdict.needs_person())
    }
}

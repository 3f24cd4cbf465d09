//! Whether bills and orders agree now, and what of it somebody has to look at.

use std::collections::HashSet;

use crate::app::App;
use crate::domain::bill::agreement::{Agreement, BillEvidence, ClaimFinding, RowFinding};
use crate::domain::bill::fact::{BillFact, CoveredPeriod, OrderClaims, PlatformTerms};
use crate::domain::bill::verdict::BillVerdict;
use crate::domain::order::movement::MovementRole;
use crate::domain::order::number::OrderNo;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::Tx;
use crate::store::bills::files::BillFile;

/// Everything that bills and orders say, and what it comes to.
pub struct BillAgreement {
    pub files: Vec<BillFile>,
    pub rows: Vec<BillFact>,
    pub orders: Vec<OrderClaims>,
    pub found: Agreement,
}

impl BillAgreement {
    /// Of all that the store has.
    fn load(tx: &Tx<'_>, terms: PlatformTerms, now: Timestamp) -> Result<Self> {
        let (files, rows, orders) = (tx.list_bill_files()?, tx.list_bill_facts()?, tx.list_order_claims()?);
        let covered: Vec<CoveredPeriod> = files.iter().filter_map(BillFile::covered_period).collect();
        let found = Agreement::of(&BillEvidence { rows: &rows, orders: &orders, covered: &covered, terms, now });
        Ok(Self { files, rows, orders, found })
    }

    /// Each row with what was found about it, in the order of time.
    pub fn rows(&self) -> impl Iterator<Item = (&BillFact, &RowFinding)> {
        self.rows.iter().zip(&self.found.rows)
    }

    /// Each claim with its order.
    pub fn claims(&self) -> impl Iterator<Item = (&OrderClaims, &ClaimFinding)> {
        self.found.claims.iter().filter_map(|claim| Some((self.orders.get(claim.order)?, claim)))
    }

    pub fn order_no(&self, place: usize) -> Option<&OrderNo> {
        self.orders.get(place).map(|order| &order.order_no)
    }

    /// The claims that no row stands for: a sum that a row tells of is not told twice.
    pub(super) fn claims_alone(&self) -> impl Iterator<Item = (&OrderClaims, &ClaimFinding)> {
        let told = self.told_by_rows();
        self.claims().filter(move |(_, claim)| {
            claim.verdict != BillVerdict::NoMovement && !told.contains(&(claim.order, claim.role, claim.verdict.code()))
        })
    }

    /// How much somebody has to look at, by verdict.
    pub(super) fn findings(&self) -> Vec<(BillVerdict, u64)> {
        let rows = self.found.rows.iter().map(|row| row.verdict);
        let claims = self.claims_alone().map(|(_, claim)| claim.verdict);
        let found: Vec<BillVerdict> = rows.chain(claims).filter(|verdict| verdict.needs_person()).collect();
        let counts = BillVerdict::ALL.iter();
        let counts = counts.map(|verdict| (*verdict, found.iter().filter(|one| *one == verdict).count() as u64));
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// What the rows of an order say of each role.
    fn told_by_rows(&self) -> HashSet<(usize, MovementRole, &'static str)> {
        let link = |row: &RowFinding| row.link.and_then(|link| Some((link.order, link.role?, row.verdict.code())));
        self.found.rows.iter().filter_map(link).collect()
    }

    /// What moved in rows of one verdict, in and out, those included that another bill has too.
    pub fn sum_of(&self, verdict: BillVerdict) -> VerdictSum {
        let mut sum = VerdictSum::default();
        for (row, finding) in self.rows().filter(|(_, finding)| finding.verdict == verdict) {
            sum.rows += 1;
            sum.copies += u64::from(finding.is_copy);
            sum.add(row);
        }
        sum
    }
}

/// What rows come to, by the direction that their bill gives them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerdictSum {
    pub rows: u64,
    /// How many of them another bill has too.
    pub copies: u64,
    pub incoming: Fen,
    pub outgoing: Fen,
    /// Between own accounts, or neither in nor out.
    pub neither: Fen,
}

impl VerdictSum {
    fn add(&mut self, row: &BillFact) {
        use crate::domain::bill::service::BillDirection as Direction;
        let sum = match row.direction {
            Direction::In => &mut self.incoming,
            Direction::Out => &mut self.outgoing,
            Direction::Own | Direction::Neither => &mut self.neither,
        };
        *sum = sum.saturating_add(row.amount);
    }
}

impl App {
    /// Holds all bills against all orders.
    pub fn reconcile_bills(&mut self) -> Result<BillAgreement> {
        self.refresh_projection()?;
        let (terms, now) = (self.platform_terms(), self.clock.received_at());
        self.store.read(|tx| BillAgreement::load(tx, terms, now))
    }

    pub(super) const fn platform_terms(&self) -> PlatformTerms {
        PlatformTerms { confirm_days: self.config.reconcile.confirm_days }
    }

    /// Finds anew what of the bills needs a person, where an order changed since, or a day went by, and gives how much it is.
    pub(in crate::app) fn recheck_bills(&mut self) -> Result<u64> {
        let (terms, now) = (self.platform_terms(), self.clock.received_at());
        let (has_bills, is_current) = self.store.read(|tx| {
            let has_bills = tx.has_bills()?;
            Ok((has_bills, !has_bills || tx.has_current_bill_findings(now.shanghai_day())?))
        })?;
        if !is_current {
            self.refresh_projection()?;
            self.store.write(self.transaction_ending(), |tx| {
                refresh_findings(tx, terms, now)?;
                tx.record_bill_findings_basis(now.shanghai_day())
            })?;
        }
        if has_bills { self.store.read(|tx| tx.count_bill_findings()) } else { Ok(0) }
    }
}

/// Finds anew what needs a person, keeps it, and gives how much it is.
pub(super) fn refresh_findings(tx: &Tx<'_>, terms: PlatformTerms, now: Timestamp) -> Result<u64> {
    let findings = BillAgreement::load(tx, terms, now)?.findings();
    tx.replace_bill_findings(&findings)?;
    Ok(findings.iter().map(|(_, count)| count).sum())
}

//! What people and scripts see of bills and orders: the sums, the rows, and what needs a person.

use std::collections::HashMap;

use serde_json::json;

use super::agreement::{BillAgreement, VerdictSum};
use super::decide::require_order;
use super::errors::ReconcileError;
use crate::app::App;
use crate::domain::bill::agreement::{ClaimFinding, RowFinding};
use crate::domain::bill::fact::{BillFact, OrderClaims};
use crate::domain::bill::service::{BillDirection, BillKind, BillService};
use crate::domain::bill::verdict::{BillVerdict, LinkReason};
use crate::domain::order::movement::MovementRole;
use crate::domain::order::number::OrderNo;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::store::TxEnding;
pub use crate::store::bills::files::BillFile;
use crate::store::bills::parties::BillParty;
use crate::store::log::shop_events::ShopSubject;

/// A row of a bill, or money of which no row says anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReconcileItem {
    /// By which a row is named; none for what is missing.
    pub row: Option<i64>,
    pub verdict: BillVerdict,
    pub service: Option<BillService>,
    /// The account, masked.
    pub account: Option<String>,
    pub at: Timestamp,
    pub kind: Option<BillKind>,
    pub direction: Option<BillDirection>,
    pub amount: Fen,
    pub number: Option<String>,
    pub order_no: Option<OrderNo>,
    pub role: Option<MovementRole>,
    pub reason: Option<LinkReason>,
    /// What the order says was moved in this role, and what the bills say.
    pub claimed: Option<Fen>,
    pub found: Option<Fen>,
    /// Whether a later bill no longer has the row.
    pub gone: bool,
    /// Whether another bill has the row too, where its money counts.
    pub is_copy: bool,
    /// The orders that amount and time suggest.
    pub proposal: Vec<OrderNo>,
    /// The other side and what the row is for, once revealed.
    pub party: BillParty,
}

/// Everything at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReconcileSummary {
    pub files: Vec<BillFile>,
    /// Each verdict that a row has, with what its rows come to.
    pub verdicts: Vec<(BillVerdict, VerdictSum)>,
    /// Each verdict that claims have, with how many and how much.
    pub claims: Vec<(BillVerdict, u64, Fen)>,
    /// How much needs a person, and the first of it.
    pub open_count: u64,
    pub open: Vec<ReconcileItem>,
}

/// Which rows and claims somebody asks for.
#[derive(Clone, Debug, Default)]
pub struct ItemFilter {
    pub verdict: Option<BillVerdict>,
    pub order_no: Option<OrderNo>,
    pub row: Option<i64>,
    /// Only what somebody has to look at.
    pub open_only: bool,
    /// At most so many, the earliest first; 0 is all.
    pub limit: usize,
}

impl ItemFilter {
    fn admits(&self, item: &ReconcileItem) -> bool {
        self.verdict.is_none_or(|verdict| verdict == item.verdict)
            && self.order_no.as_ref().is_none_or(|order_no| Some(order_no) == item.order_no.as_ref())
            && self.row.is_none_or(|row| Some(row) == item.row)
            && (!self.open_only || item.verdict.needs_person())
    }
}

impl App {
    /// What bills and orders come to, and what needs a person.
    pub fn summarise_bills(&mut self, limit: usize) -> Result<ReconcileSummary> {
        let agreement = self.reconcile_bills()?;
        let sums = |verdict: &BillVerdict| {
            let sum = agreement.sum_of(*verdict);
            (sum.rows > 0).then_some((*verdict, sum))
        };
        let claims = |verdict: &BillVerdict| {
            let of: Vec<Fen> = agreement
                .claims()
                .filter(|(_, claim)| claim.verdict == *verdict)
                .map(|(_, claim)| claim.claimed)
                .collect();
            let sum = of.iter().copied().fold(Fen::ZERO, Fen::saturating_add);
            (!of.is_empty()).then_some((*verdict, of.len() as u64, sum))
        };
        Ok(ReconcileSummary {
            verdicts: BillVerdict::ALL.iter().filter_map(sums).collect(),
            claims: BillVerdict::ALL.iter().filter_map(claims).collect(),
            open_count: agreement.findings().iter().map(|(_, count)| count).sum(),
            open: ItemList::of(&agreement).select(&ItemFilter { open_only: true, limit, ..ItemFilter::default() }),
            files: agreement.files,
        })
    }

    /// The rows and the missing money that `filter` admits, in the order of time.
    pub fn list_reconcile_items(&mut self, filter: &ItemFilter) -> Result<Vec<ReconcileItem>> {
        if let Some(order_no) = &filter.order_no {
            self.store.read(|tx| require_order(tx, order_no))?;
        }
        let agreement = self.reconcile_bills()?;
        Ok(ItemList::of(&agreement).select(filter))
    }

    /// Opens who is on the other side of a row. That somebody looked is recorded first, in the shop's log, each time and in a
    /// dry run too.
    pub fn reveal_bill_party(&mut self, row: i64) -> Result<BillParty> {
        let by = self.order_writer().shop_stamp("reconcile list --reveal");
        self.store.write(TxEnding::Commit, |tx| {
            if !tx.has_bill_row(row)? {
                return Err(ReconcileError::RowNotFound { row: &row }.into_error());
            }
            tx.edit_shop(by).record(ShopSubject::BillRow, &row.to_string(), None, Some(json!({ "revealed": true })))
        })?;
        Ok(self.store.read(|tx| tx.find_bill_party(row))?.unwrap_or_default())
    }
}

/// An agreement as items.
struct ItemList<'a> {
    agreement: &'a BillAgreement,
    accounts: HashMap<i64, &'a str>,
    claims: HashMap<(usize, MovementRole), &'a ClaimFinding>,
    proposals: HashMap<usize, &'a [usize]>,
}

impl<'a> ItemList<'a> {
    fn of(agreement: &'a BillAgreement) -> Self {
        Self {
            agreement,
            accounts: agreement.files.iter().map(|file| (file.account, file.label.as_str())).collect(),
            claims: agreement.found.claims.iter().map(|claim| ((claim.order, claim.role), claim)).collect(),
            proposals: agreement.found.proposals.iter().map(|one| (one.row, one.orders.as_slice())).collect(),
        }
    }

    fn select(&self, filter: &ItemFilter) -> Vec<ReconcileItem> {
        let at_most = if filter.limit == 0 { usize::MAX } else { filter.limit };
        let rows = self.agreement.rows().enumerate();
        // Rows are in the order of time.
        let rows = rows.map(|(place, (row, finding))| self.item_of_row(place, row, finding));
        let missing = self.agreement.claims_alone().map(|(order, claim)| item_of_claim(order, claim));
        let rows = rows.filter(|item| filter.admits(item)).take(at_most);
        let mut items: Vec<ReconcileItem> = rows.chain(missing.filter(|item| filter.admits(item))).collect();
        items.sort_by_key(|item| item.at);
        items.truncate(at_most);
        items
    }

    fn item_of_row(&self, place: usize, row: &BillFact, finding: &RowFinding) -> ReconcileItem {
        let role = finding.link.and_then(|link| link.role);
        let claim = finding.link.and_then(|link| self.claims.get(&(link.order, link.role?)));
        let proposed = self.proposals.get(&place).copied().unwrap_or_default();
        ReconcileItem {
            row: Some(row.id),
            verdict: finding.verdict,
            service: Some(row.service),
            account: self.accounts.get(&row.account).map(|label| (*label).to_owned()),
            at: row.at,
            kind: Some(row.kind),
            direction: Some(row.direction),
            amount: row.amount,
            number: row.number.as_deref().map(str::to_owned),
            order_no: finding.link.and_then(|link| self.agreement.order_no(link.order)).cloned(),
            role,
            reason: finding.link.map(|link| link.reason),
            claimed: claim.map(|claim| claim.claimed),
            found: claim.map(|claim| claim.found),
            gone: row.is_gone,
            is_copy: finding.is_copy,
            party: BillParty::default(),
            proposal: proposed.iter().filter_map(|order| self.agreement.order_no(*order)).cloned().collect(),
        }
    }
}

fn item_of_claim(order: &OrderClaims, claim: &ClaimFinding) -> ReconcileItem {
    ReconcileItem {
        row: None,
        verdict: claim.verdict,
        service: None,
        account: None,
        at: claim.at,
        kind: None,
        direction: Some(if claim.role.is_incoming() { BillDirection::In } else { BillDirection::Out }),
        amount: claim.claimed,
        number: order.movements.iter().filter(|one| one.role == claim.role).find_map(|one| one.number.clone()),
        order_no: Some(order.order_no.clone()),
        role: Some(claim.role),
        reason: None,
        claimed: Some(claim.claimed),
        found: Some(claim.found),
        gone: false,
        is_copy: false,
        proposal: Vec::new(),
        party: BillParty::default(),
    }
}

//! The verdicts: what each row is, and whether the sums of its order agree.

use std::collections::BTreeMap;

use super::link::RowTarget;
use super::own::OwnRow;
use super::{BillEvidence, ClaimFinding, RowFinding, RowLink};
use crate::domain::bill::fact::{BillFact, OrderClaims};
use crate::domain::bill::service::{BillKind, BillMovement, BillService};
use crate::domain::bill::verdict::BillVerdict;
use crate::domain::order::movement::{MovementRole, OrderMovement};
use crate::domain::order::number::OrderFlow;
use crate::domain::value::money::Fen;
use crate::domain::value::time::Timestamp;

const DAY: i64 = 86_400_000;

/// The one currency of bills.
const BILL_CURRENCY: &str = "CNY";

/// What each row and each claim came to.
pub(super) struct Judged {
    pub(super) rows: Vec<RowFinding>,
    pub(super) claims: Vec<ClaimFinding>,
}

/// The rows of one role of one order, by how far their money came, each in the order of time.
#[derive(Default)]
struct RoleRows {
    moved: Vec<usize>,
    waiting: Vec<usize>,
    closed: Vec<usize>,
}

type RowsByRole = BTreeMap<(usize, MovementRole), RoleRows>;

/// Judges every row and every claim.
pub(super) fn judge_rows(evidence: &BillEvidence<'_>, targets: &[RowTarget], own: &[OwnRow]) -> Judged {
    let rows = evidence.rows.iter().zip(targets).zip(own);
    let rows = rows.map(|((row, target), own)| judge_alone(row, *target, *own, evidence)).collect();
    let by_role = group_rows(evidence, targets, own);
    let mut judge = Judge { evidence, by_role: &by_role, rows };
    let claims = judge.judge_orders();
    judge.judge_copies();
    Judged { rows: judge.rows, claims }
}

/// What a row is without the sums of its order.
fn judge_alone(row: &BillFact, target: RowTarget, own: OwnRow, evidence: &BillEvidence<'_>) -> RowFinding {
    let link = target.link();
    let verdict = match (target, row.movement) {
        (RowTarget::Ignored, _) => BillVerdict::Ignored,
        (_, BillMovement::Unclear) | (RowTarget::Several, _) => BillVerdict::ToLookAt,
        (_, BillMovement::NotMoved) => BillVerdict::NoMovement,
        (_, BillMovement::OnTheWay) => waiting_verdict(row, link.and_then(|link| link.role), evidence).0,
        (_, BillMovement::Moved) if matches!(row.kind, BillKind::Fee | BillKind::Advertising) => BillVerdict::Fee,
        (_, BillMovement::Moved) if link.is_some() => BillVerdict::Matched,
        (_, BillMovement::Moved) if own.is_transfer => BillVerdict::OwnTransfer,
        (_, BillMovement::Moved) => BillVerdict::Extra,
    };
    RowFinding { verdict, link, is_copy: own.is_copy }
}

/// Whether money on the way should have come, and when it should. Only a buyer's money waits in escrow; what waits elsewhere is
/// not final, and nobody knows how long.
fn waiting_verdict(
    row: &BillFact,
    role: Option<MovementRole>,
    evidence: &BillEvidence<'_>,
) -> (BillVerdict, Timestamp) {
    if role != Some(MovementRole::Income) {
        return (BillVerdict::NotFinal, row.at);
    }
    let due = row.at.plus_millis(evidence.terms.confirm_days.saturating_mul(DAY));
    (if due < evidence.now { BillVerdict::Overdue } else { BillVerdict::OnTheWay }, due)
}

fn group_rows(evidence: &BillEvidence<'_>, targets: &[RowTarget], own: &[OwnRow]) -> RowsByRole {
    let mut by_role = RowsByRole::new();
    for (place, ((row, target), own)) in evidence.rows.iter().zip(targets).zip(own).enumerate() {
        let Some(RowLink { order, role: Some(role), .. }) = target.link().filter(|_| !own.is_copy) else { continue };
        let group = by_role.entry((order, role)).or_default();
        match row.movement {
            BillMovement::Moved => group.moved.push(place),
            BillMovement::OnTheWay => group.waiting.push(place),
            BillMovement::NotMoved => group.closed.push(place),
            BillMovement::Unclear => {}
        }
    }
    by_role
}

struct Judge<'a> {
    evidence: &'a BillEvidence<'a>,
    by_role: &'a RowsByRole,
    rows: Vec<RowFinding>,
}

/// The claims of one role of one order.
struct RoleClaim<'a> {
    order: usize,
    role: MovementRole,
    of: &'a OrderClaims,
    claimed: Fen,
    at: Timestamp,
}

impl Judge<'_> {
    fn judge_orders(&mut self) -> Vec<ClaimFinding> {
        let mut findings = Vec::new();
        for (order, claims) in self.evidence.orders.iter().enumerate() {
            for role in MovementRole::ALL {
                let claim = RoleClaim::of_order(order, claims, *role);
                let has_rows = self.by_role.contains_key(&(order, *role));
                if claim.is_some() || has_rows {
                    let claim = claim.unwrap_or_else(|| RoleClaim::nothing(order, claims, *role));
                    findings.push(self.judge_claim(&claim));
                }
            }
        }
        findings
    }

    fn judge_claim(&mut self, claim: &RoleClaim<'_>) -> ClaimFinding {
        let by_role = self.by_role;
        let none = RoleRows::default();
        let group = by_role.get(&(claim.order, claim.role)).unwrap_or(&none);
        let finding = |verdict, found, at| ClaimFinding {
            order: claim.order,
            role: claim.role,
            verdict,
            claimed: claim.claimed,
            found,
            at,
        };
        if claim.of.currency != BILL_CURRENCY {
            self.set_verdict(&group.moved, BillVerdict::ToLookAt);
            return finding(BillVerdict::NotCovered, Fen::ZERO, claim.at);
        }
        let found = self.sum(&group.moved);
        if group.moved.is_empty() {
            return self.judge_without_rows(claim, group, finding);
        }
        let waiting = self.sum(&group.waiting);
        let verdict = match () {
            () if found == claim.claimed => BillVerdict::Matched,
            () if !group.waiting.is_empty() && found.saturating_add(waiting) == claim.claimed => BillVerdict::OnTheWay,
            () if self.repeats_one_payment(group, claim.claimed) => {
                self.set_verdict(group.moved.get(1..).unwrap_or_default(), BillVerdict::Duplicate);
                return finding(BillVerdict::Duplicate, found, claim.at);
            }
            () => BillVerdict::AmountDiffers,
        };
        if verdict == BillVerdict::AmountDiffers {
            self.set_verdict(&group.moved, verdict);
        }
        finding(verdict, found, claim.at)
    }

    /// What is said of money of which no row says that it was moved.
    fn judge_without_rows(
        &mut self,
        claim: &RoleClaim<'_>,
        group: &RoleRows,
        finding: impl Fn(BillVerdict, Fen, Timestamp) -> ClaimFinding,
    ) -> ClaimFinding {
        if let Some(first) = group.waiting.first().and_then(|place| self.evidence.rows.get(*place)) {
            let (verdict, due) = waiting_verdict(first, Some(claim.role), self.evidence);
            return finding(verdict, self.sum(&group.waiting), due);
        }
        let told = self.told_by_other_rows(claim);
        if told > Fen::ZERO {
            let verdict = if told == claim.claimed { BillVerdict::Matched } else { BillVerdict::AmountDiffers };
            return finding(verdict, told, claim.at);
        }
        if !group.closed.is_empty() && claim.claimed > Fen::ZERO {
            // A sale that is cancelled in escrow is closed where it stands: nothing came, and nothing had to go back.
            let is_given_back = RoleClaim::of_order(claim.order, claim.of, MovementRole::BuyerRefund)
                .is_some_and(|back| back.claimed >= claim.claimed);
            let verdict = if is_given_back { BillVerdict::Matched } else { BillVerdict::AmountDiffers };
            if verdict == BillVerdict::AmountDiffers {
                self.set_verdict(&group.closed, verdict);
            }
            return finding(verdict, Fen::ZERO, claim.at);
        }
        let verdict = match () {
            () if claim.claimed == Fen::ZERO => BillVerdict::NoMovement,
            () if self.is_covered(claim) => BillVerdict::Missing,
            () => BillVerdict::NotCovered,
        };
        finding(verdict, Fen::ZERO, claim.at)
    }

    /// What came back, as the row of the payment says it: some bills have no row for a refund, and what is closed in escrow has
    /// none anywhere.
    fn told_by_other_rows(&self, claim: &RoleClaim<'_>) -> Fen {
        let paid_as = match claim.role {
            MovementRole::BuyerRefund => MovementRole::Income,
            MovementRole::AgentReturn => MovementRole::AgentPayment,
            MovementRole::Income | MovementRole::AgentPayment => return Fen::ZERO,
        };
        let Some(payments) = self.by_role.get(&(claim.order, paid_as)) else { return Fen::ZERO };
        let rows =
            |places: &[usize]| places.iter().filter_map(|place| self.evidence.rows.get(*place)).collect::<Vec<_>>();
        let told = rows(&payments.moved).iter().filter_map(|row| row.refunded).fold(Fen::ZERO, Fen::saturating_add);
        let closed = rows(&payments.closed).iter().map(|row| row.order_amount()).fold(Fen::ZERO, Fen::saturating_add);
        if payments.moved.is_empty() && closed > Fen::ZERO { closed } else { told }
    }

    /// Whether each of several rows is all that was to be paid.
    fn repeats_one_payment(&self, group: &RoleRows, claimed: Fen) -> bool {
        let amounts = group.moved.iter().filter_map(|place| self.evidence.rows.get(*place)).map(BillFact::order_amount);
        group.moved.len() > 1 && amounts.into_iter().all(|amount| amount == claimed)
    }

    /// Whether a bill would have the row, had the money been moved. What people write down comes after it: the day before has to
    /// be covered too.
    fn is_covered(&self, claim: &RoleClaim<'_>) -> bool {
        let services = claim.services();
        let moments: &[i64] = if claim.role == MovementRole::Income { &[0] } else { &[0, -DAY] };
        let has = |at: Timestamp| {
            self.evidence
                .covered
                .iter()
                .any(|period| services.contains(&period.service) && period.covers(at, claim.role.is_incoming()))
        };
        moments.iter().all(|before| has(claim.at.plus_millis(*before)))
    }

    /// A row whose money counts in another bill is what its order's sums are; a list of orders says itself what it says.
    fn judge_copies(&mut self) {
        for (place, row) in self.evidence.rows.iter().enumerate() {
            let Some(finding) = self.rows.get(place).copied().filter(|finding| finding.is_copy) else { continue };
            let verdict = match finding.link {
                Some(RowLink { order, role: Some(role), .. }) if row.service.is_order_list() => {
                    let claims = self.evidence.orders.get(order);
                    let claimed = claims.and_then(|claims| RoleClaim::of_order(order, claims, role));
                    let agrees = claimed.is_some_and(|claim| claim.claimed == row.order_amount());
                    if agrees { finding.verdict } else { BillVerdict::AmountDiffers }
                }
                None if !row.service.is_order_list() && finding.verdict == BillVerdict::Extra => BillVerdict::Matched,
                _ => finding.verdict,
            };
            if row.is_moved() {
                self.set_verdict(&[place], verdict);
            }
        }
    }

    fn sum(&self, places: &[usize]) -> Fen {
        let rows = places.iter().filter_map(|place| self.evidence.rows.get(*place));
        rows.map(BillFact::order_amount).fold(Fen::ZERO, Fen::saturating_add)
    }

    fn set_verdict(&mut self, places: &[usize], verdict: BillVerdict) {
        for place in places {
            if let Some(row) = self.rows.get_mut(*place).filter(|row| row.verdict != BillVerdict::Ignored) {
                row.verdict = verdict;
            }
        }
    }
}

impl<'a> RoleClaim<'a> {
    /// What an order says was moved in one role; none where it says nothing.
    fn of_order(order: usize, of: &'a OrderClaims, role: MovementRole) -> Option<Self> {
        let movements = || of.movements.iter().filter(move |movement| movement.role == role);
        let at = movements().map(|movement| movement.at).min()?;
        let claimed = movements().map(|movement| movement.amount).fold(Fen::ZERO, Fen::saturating_add);
        Some(Self { order, role, of, claimed, at })
    }

    /// The role of an order that says nothing of it.
    fn nothing(order: usize, of: &'a OrderClaims, role: MovementRole) -> Self {
        let at = of.movements.iter().map(|movement| movement.at).min().unwrap_or_default();
        Self { order, role, of, claimed: Fen::ZERO, at }
    }

    /// Whose bills would have it.
    fn services(&self) -> &'static [BillService] {
        let payment = match self.role {
            MovementRole::BuyerRefund => MovementRole::Income,
            MovementRole::AgentReturn => MovementRole::AgentPayment,
            role => role,
        };
        if payment == MovementRole::Income && self.of.order_no.flow() == OrderFlow::Resale {
            return services_of_channel("alipay");
        }
        let paid = |movement: &&OrderMovement| movement.role == payment;
        let channel = self.of.movements.iter().filter(paid).find_map(|movement| movement.channel.as_deref());
        channel.map_or(&[], services_of_channel)
    }
}

/// The bills that show what is moved by a channel.
fn services_of_channel(code: &str) -> &'static [BillService] {
    match code {
        "wechat" => &[BillService::WechatWallet, BillService::WechatTrade],
        "alipay" => &[BillService::AlipayWallet, BillService::AlipayWeb, BillService::AlipayTrade],
        "bank" => &[BillService::Bank],
        _ => &[],
    }
}

//! What only amount and time suggest. Somebody has to say yes: two rows with one amount are two rows.

use std::collections::BTreeMap;

use super::judge::Judged;
use super::{BillEvidence, LinkProposal};
use crate::domain::bill::fact::{BillFact, OrderClaims};
use crate::domain::bill::service::{BillDirection, BillTimeUnit};
use crate::domain::bill::verdict::BillVerdict;
use crate::domain::order::movement::MovementRole;
use crate::domain::value::money::Fen;
use crate::domain::value::text::number::is_same_number;
use crate::domain::value::time::Timestamp;

/// How far apart row and order may be, in milliseconds, before and after alike.
const WINDOW: i64 = 3 * 86_400_000;
const DAY: i64 = 86_400_000;

/// At most so many payments are tried for one row that may have paid several, and so many at once.
const MAX_PARTS_TRIED: usize = 16;
const MAX_PARTS: usize = 6;

/// A movement of an order that no row was found for.
struct OpenClaim<'a> {
    order: usize,
    role: MovementRole,
    amount: Fen,
    at: Timestamp,
    number: Option<&'a str>,
}

/// The proposals for rows that lead to no order, each order in one of them at most.
pub(super) fn propose_links(evidence: &BillEvidence<'_>, judged: &Judged) -> Vec<LinkProposal> {
    let open = list_open_claims(evidence, judged);
    let rows: Vec<(usize, &BillFact)> = evidence
        .rows
        .iter()
        .enumerate()
        .filter(|(place, _)| judged.rows.get(*place).is_some_and(|row| row.verdict == BillVerdict::Extra))
        .collect();
    if open.is_empty() {
        return Vec::new();
    }
    let single = propose_single(&rows, &open);
    let taken = |place: usize| single.iter().any(|proposal| proposal.row == place);
    let used = |claim: &OpenClaim<'_>| {
        single.iter().any(|proposal| proposal.role == claim.role && proposal.orders.contains(&claim.order))
    };
    let mut left: Vec<&OpenClaim<'_>> = open.iter().filter(|claim| !used(claim)).collect();
    left.sort_by_key(|claim| claim.at);
    let sums =
        rows.iter().filter(|(place, _)| !taken(*place)).filter_map(|(place, row)| propose_sum(*place, row, &left));
    let sums: Vec<LinkProposal> = sums.collect();
    single.into_iter().chain(sums).collect()
}

fn list_open_claims<'a>(evidence: &BillEvidence<'a>, judged: &Judged) -> Vec<OpenClaim<'a>> {
    let unmet = |verdict| matches!(verdict, BillVerdict::Missing | BillVerdict::NotCovered);
    let claims = judged.claims.iter().filter(|claim| unmet(claim.verdict) && claim.claimed > Fen::ZERO);
    claims
        .filter_map(|claim| {
            let order: &'a OrderClaims = evidence.orders.get(claim.order)?;
            let number = order.movements.iter().filter(|movement| movement.role == claim.role);
            let number = number.filter_map(|movement| movement.number.as_deref()).next();
            Some(OpenClaim { order: claim.order, role: claim.role, amount: claim.claimed, at: claim.at, number })
        })
        .collect()
}

/// One row and one claim that are alone with each other.
fn propose_single(rows: &[(usize, &BillFact)], open: &[OpenClaim<'_>]) -> Vec<LinkProposal> {
    let mut by_amount: BTreeMap<Fen, Vec<&OpenClaim<'_>>> = BTreeMap::new();
    for claim in open {
        by_amount.entry(claim.amount).or_default().push(claim);
    }
    let mut candidates: Vec<(usize, &OpenClaim<'_>)> = Vec::new();
    for (place, row) in rows {
        let fitting = by_amount.get(&row.amount).into_iter().flatten().filter(|claim| can_be(row, claim));
        candidates.extend(fitting.map(|claim| (*place, *claim)));
    }
    let mut of_row: BTreeMap<usize, usize> = BTreeMap::new();
    let mut of_claim: BTreeMap<(usize, MovementRole), usize> = BTreeMap::new();
    for (place, claim) in &candidates {
        *of_row.entry(*place).or_default() += 1;
        *of_claim.entry((claim.order, claim.role)).or_default() += 1;
    }
    candidates
        .iter()
        .filter(|(place, claim)| of_row.get(place) == Some(&1) && of_claim.get(&(claim.order, claim.role)) == Some(&1))
        .map(|(place, claim)| LinkProposal { row: *place, role: claim.role, orders: vec![claim.order] })
        .collect()
}

/// Several payments to an agent that one row is the sum of, if just one choice of them is. `open` is in the order of time.
fn propose_sum(place: usize, row: &BillFact, open: &[&OpenClaim<'_>]) -> Option<LinkProposal> {
    let role = MovementRole::AgentPayment;
    if row.direction != BillDirection::Out {
        return None;
    }
    let reach = WINDOW + DAY;
    let from = open.partition_point(|claim| claim.at < row.at.plus_millis(-reach));
    let until = open.partition_point(|claim| claim.at <= row.at.plus_millis(reach));
    let open = open.get(from..until).unwrap_or_default();
    let parts: Vec<&&OpenClaim<'_>> =
        open.iter().filter(|claim| claim.role == role && claim.amount < row.amount && can_be(row, claim)).collect();
    if parts.len() > MAX_PARTS_TRIED {
        return None;
    }
    let amounts: Vec<i64> = parts.iter().map(|claim| claim.amount.in_fen()).collect();
    let chosen = find_only_sum(&amounts, row.amount.in_fen())?;
    let orders = chosen.into_iter().filter_map(|part| parts.get(part)).map(|claim| claim.order).collect();
    Some(LinkProposal { row: place, role, orders })
}

/// The places of the amounts that come to `total`, where there is just one choice of at least two.
fn find_only_sum(amounts: &[i64], total: i64) -> Option<Vec<usize>> {
    fn search(amounts: &[i64], from: usize, left: i64, chosen: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
        if left == 0 && chosen.len() > 1 {
            found.push(chosen.clone());
        }
        if left <= 0 || chosen.len() == MAX_PARTS || found.len() > 1 {
            return;
        }
        for (place, amount) in amounts.iter().enumerate().skip(from) {
            chosen.push(place);
            search(amounts, place + 1, left - amount, chosen, found);
            chosen.pop();
        }
    }
    let mut found = Vec::new();
    search(amounts, 0, total, &mut Vec::new(), &mut found);
    if found.len() == 1 { found.pop() } else { None }
}

/// Whether nothing speaks against it: the direction, the time, and two numbers that differ.
fn can_be(row: &BillFact, claim: &OpenClaim<'_>) -> bool {
    let is_incoming = row.direction == BillDirection::In;
    let slack = match row.time_unit {
        BillTimeUnit::Second => 0,
        BillTimeUnit::Minute => 60_000,
        BillTimeUnit::Day => DAY,
    };
    let may_share_number = || match (claim.number, row.number.as_deref()) {
        (Some(claimed), Some(number)) => is_same_number(claimed, number),
        _ => true,
    };
    is_incoming == claim.role.is_incoming()
        && (row.at.millis() - claim.at.millis()).abs() <= WINDOW + slack
        && may_share_number()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_proposed_only_if_no_other_choice_makes_it() {
        assert_eq!(find_only_sum(&[300, 200, 100], 500), Some(vec![0, 1]));
        assert_eq!(find_only_sum(&[300, 200, 100, 200], 500), None);
        assert_eq!(find_only_sum(&[500, 700], 500), None, "one alone is no sum");
        assert_eq!(find_only_sum(&[300, 200], 501), None);
    }
}

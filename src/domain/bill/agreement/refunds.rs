//! From a refund to the payment that it gives back, and so to its order.
//!
//! Source: `bills.md` 1.6 and 4.5. A refund's number is the payment's, or begins with it and `_` or `*`; cutting at the last `_`
//! is wrong, since a payment's own number may have one. WeChat names the payment by the merchant's number.

use std::collections::{HashMap, HashSet};

use super::RowLink;
use super::link::RowTarget;
use crate::domain::bill::fact::BillFact;
use crate::domain::bill::service::BillKind;
use crate::domain::bill::verdict::LinkReason;
use crate::domain::order::movement::MovementRole;

/// What joins a refund's number to that of its payment.
const JOINTS: [char; 2] = ['_', '*'];

/// Links the refunds whose own numbers lead to no order.
pub(super) fn link_refunds(rows: &[BillFact], targets: &mut [RowTarget]) {
    let wanted: HashSet<&str> = rows
        .iter()
        .enumerate()
        .filter(|(place, row)| row.kind == BillKind::Refund && is_open(targets, *place))
        .flat_map(|(_, row)| numbers_of_original(row))
        .collect();
    let payments = PaymentIndex::of_rows(rows, &wanted);
    let found: Vec<(usize, RowLink)> = rows
        .iter()
        .enumerate()
        .filter(|(place, row)| row.kind == BillKind::Refund && is_open(targets, *place))
        .filter_map(|(place, row)| {
            let original = payments.find_original(row)?;
            let link = targets.get(original)?.link()?;
            Some((place, RowLink { role: give_back(link.role), reason: LinkReason::OriginalPayment, ..link }))
        })
        .collect();
    for (place, link) in found {
        if let Some(target) = targets.get_mut(place) {
            *target = RowTarget::Order(link);
        }
    }
}

fn is_open(targets: &[RowTarget], place: usize) -> bool {
    matches!(targets.get(place), Some(RowTarget::Nothing))
}

/// What it is to give back a payment in this role.
const fn give_back(role: Option<MovementRole>) -> Option<MovementRole> {
    match role {
        Some(MovementRole::Income) => Some(MovementRole::BuyerRefund),
        Some(MovementRole::AgentPayment) => Some(MovementRole::AgentReturn),
        other => other,
    }
}

/// The payments of each account by the numbers that a refund may name.
struct PaymentIndex<'a> {
    rows: &'a [BillFact],
    by_number: HashMap<(i64, &'a str), Vec<usize>>,
}

impl<'a> PaymentIndex<'a> {
    /// Of the payments that have one of the numbers `wanted`.
    fn of_rows(rows: &'a [BillFact], wanted: &HashSet<&str>) -> Self {
        let mut by_number: HashMap<(i64, &'a str), Vec<usize>> = HashMap::new();
        for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.kind != BillKind::Refund) {
            for number in [&row.number, &row.merchant_number].into_iter().flatten().map(|number| &**number) {
                if !wanted.contains(number) {
                    continue;
                }
                let known = by_number.entry((row.account, number)).or_default();
                if known.last() != Some(&place) {
                    known.push(place);
                }
            }
        }
        Self { rows, by_number }
    }

    /// The one payment that a refund gives back. None where there are several: a person decides.
    fn find_original(&self, refund: &BillFact) -> Option<usize> {
        let found = numbers_of_original(refund).filter_map(|number| self.by_number.get(&(refund.account, number)));
        let mut fitting = found.map(|places| places.iter().filter(|place| self.can_be_original(**place, refund)));
        fitting.find_map(|mut places| match (places.next(), places.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        })
    }

    fn can_be_original(&self, place: usize, refund: &BillFact) -> bool {
        self.rows.get(place).is_some_and(|payment| payment.at <= refund.at && payment.amount >= refund.amount)
    }
}

/// The numbers by which the payment of a refund may be found, the surest first.
fn numbers_of_original(refund: &BillFact) -> impl Iterator<Item = &str> {
    let named = refund.refund_of.as_deref().into_iter();
    let own = refund.number.as_deref().into_iter().flat_map(number_stems);
    named.chain(own).chain(refund.merchant_number.as_deref())
}

/// A number, and what stands before each of its joints, longest first.
fn number_stems(number: &str) -> impl Iterator<Item = &str> {
    let cuts = number.rmatch_indices(JOINTS).filter_map(|(at, _)| number.get(..at));
    std::iter::once(number).chain(cuts).filter(|stem| !stem.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refund_begins_with_the_number_of_its_payment_wherever_that_ends() {
        let stems = |number| number_stems(number).collect::<Vec<_>>();
        assert_eq!(stems("2026_A_1"), ["2026_A_1", "2026_A", "2026"]);
        assert_eq!(stems("2026*40"), ["2026*40", "2026"]);
        assert_eq!(stems("2026"), ["2026"]);
    }
}

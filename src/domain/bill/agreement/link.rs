//! From a row to its order: by what somebody decided, and by numbers.

use std::collections::{BTreeSet, HashMap};

use super::{BillEvidence, RowLink};
use crate::domain::bill::fact::{BillFact, BillMark, OrderClaims};
use crate::domain::bill::service::{BillDirection, BillKind};
use crate::domain::bill::verdict::LinkReason;
use crate::domain::order::movement::MovementRole;
use crate::domain::value::text::number::CanonicalNumber;

/// What the numbers of a row lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowTarget {
    Nothing,
    Order(RowLink),
    /// The numbers name different orders.
    Several,
    Ignored,
}

impl RowTarget {
    pub(super) const fn link(self) -> Option<RowLink> {
        match self {
            Self::Order(link) => Some(link),
            Self::Nothing | Self::Several | Self::Ignored => None,
        }
    }
}

/// Orders by every number that a bill may know them by. A number of two orders leads to both.
pub(super) struct NumberIndex {
    orders: HashMap<CanonicalNumber, Vec<usize>>,
    payments: HashMap<CanonicalNumber, Vec<(usize, MovementRole)>>,
}

impl NumberIndex {
    pub(super) fn of_orders(orders: &[OrderClaims]) -> Self {
        let mut index = Self { orders: HashMap::new(), payments: HashMap::new() };
        for (place, order) in orders.iter().enumerate() {
            for number in [order.order_no.as_str(), order.external_order_no.as_str()] {
                let known = index.orders.entry(CanonicalNumber::of(number)).or_default();
                if !known.contains(&place) {
                    known.push(place);
                }
            }
            for movement in &order.movements {
                if let Some(number) = &movement.number {
                    index.payments.entry(CanonicalNumber::of(number)).or_default().push((place, movement.role));
                }
            }
        }
        index
    }

    /// The place of an order by its own number.
    fn find_order(&self, number: &str) -> &[usize] {
        self.orders.get(&CanonicalNumber::of(number)).map_or(&[], Vec::as_slice)
    }

    fn find_payment(&self, number: &str) -> &[(usize, MovementRole)] {
        self.payments.get(&CanonicalNumber::of(number)).map_or(&[], Vec::as_slice)
    }
}

/// The target of each row, as far as numbers and people say it.
pub(super) fn link_by_numbers(evidence: &BillEvidence<'_>, index: &NumberIndex) -> Vec<RowTarget> {
    evidence.rows.iter().map(|row| link_row(row, index)).collect()
}

fn link_row(row: &BillFact, index: &NumberIndex) -> RowTarget {
    match row.mark.as_deref() {
        Some(BillMark::Ignored) => return RowTarget::Ignored,
        Some(BillMark::BelongsTo(order_no)) => {
            let order = index.find_order(order_no.as_str()).first();
            // An order that was marked and is gone from the rows leaves the row to its numbers.
            if let Some(order) = order {
                let role = role_of_row(row, None);
                return RowTarget::Order(RowLink { order: *order, role, reason: LinkReason::ByHand });
            }
        }
        None => {}
    }
    let numbers = || [&row.number, &row.merchant_number].into_iter().flatten().map(|number| &**number);
    let payments: Vec<(usize, MovementRole)> =
        numbers().flat_map(|number| index.find_payment(number)).copied().collect();
    let named = row.named_orders().chain(row.merchant_number.as_deref());
    let orders: BTreeSet<usize> = named.flat_map(|number| index.find_order(number)).copied().collect();
    let all: BTreeSet<usize> = payments.iter().map(|(order, _)| *order).chain(orders).collect();
    let mut all = all.into_iter();
    match (all.next(), all.next()) {
        (None, _) => RowTarget::Nothing,
        (Some(_), Some(_)) => RowTarget::Several,
        (Some(order), None) => {
            let said = payments.first().map(|(_, role)| *role);
            let reason = if said.is_some() { LinkReason::PaymentNumber } else { LinkReason::OrderNumber };
            RowTarget::Order(RowLink { order, role: role_of_row(row, said), reason })
        }
    }
}

/// In which role a row moves money; `said` is what the order says of its number. The direction decides: a number that was
/// typed at the wrong place leads to the order all the same.
fn role_of_row(row: &BillFact, said: Option<MovementRole>) -> Option<MovementRole> {
    let is_incoming = match row.direction {
        BillDirection::In => true,
        BillDirection::Out => false,
        // Escrow that is closed or still to come: a sale.
        BillDirection::Own | BillDirection::Neither => row.kind != BillKind::Refund,
    };
    if let Some(said) = said.filter(|said| said.is_incoming() == is_incoming) {
        return Some(said);
    }
    match row.kind {
        BillKind::Fee | BillKind::Advertising => None,
        BillKind::Refund => Some(if is_incoming { MovementRole::AgentReturn } else { MovementRole::BuyerRefund }),
        BillKind::Payment | BillKind::Transfer | BillKind::Withdrawal | BillKind::Sale | BillKind::Other => {
            Some(if is_incoming { MovementRole::Income } else { MovementRole::AgentPayment })
        }
    }
}

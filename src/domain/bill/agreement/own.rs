//! Rows whose money stayed with the shop, and rows that a second bill has too.

use std::collections::{BTreeMap, HashMap};

use super::link::RowTarget;
use crate::domain::bill::fact::BillFact;
use crate::domain::bill::service::{BillDirection, BillKind, BillService};
use crate::domain::value::money::Fen;

/// What a row is beside an order's money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct OwnRow {
    /// Between the shop's own accounts.
    pub is_transfer: bool,
    /// The money counts in another bill.
    pub is_copy: bool,
}

/// How far the bank's row of a withdrawal may be from the wallet's, in milliseconds.
const BANK_WINDOW: i64 = 3 * 86_400_000;

/// Finds them for each row.
pub(super) fn find_own_rows(rows: &[BillFact], targets: &[RowTarget]) -> Vec<OwnRow> {
    let mut own: Vec<OwnRow> =
        rows.iter().map(|row| OwnRow { is_transfer: stays_with_owner(row), is_copy: false }).collect();
    mark_transfers_between_accounts(rows, targets, &mut own);
    mark_bank_sides(rows, &mut own);
    mark_copies(rows, &mut own);
    own
}

/// What the row alone says: a top-up, a withdrawal, money that went neither in nor out.
fn stays_with_owner(row: &BillFact) -> bool {
    let neither = matches!(row.direction, BillDirection::Own | BillDirection::Neither);
    row.is_moved() && (row.kind == BillKind::Withdrawal || (neither && row.kind != BillKind::Refund))
}

/// The same number comes to one account and leaves another.
fn mark_transfers_between_accounts(rows: &[BillFact], targets: &[RowTarget], own: &mut [OwnRow]) {
    if rows.iter().all(|row| rows.first().is_some_and(|first| first.account == row.account)) {
        return;
    }
    let mut by_number: HashMap<&str, Vec<usize>> = HashMap::new();
    let free = |place: usize| targets.get(place).is_some_and(|target| *target == RowTarget::Nothing);
    for (place, row) in rows.iter().enumerate().filter(|(place, row)| row.is_moved() && free(*place)) {
        if let Some(number) = &row.number {
            by_number.entry(number).or_default().push(place);
        }
    }
    for places in by_number.values().filter(|places| places.len() > 1) {
        let of = |direction: BillDirection| {
            places.iter().filter_map(move |place| rows.get(*place).filter(|row| row.direction == direction))
        };
        let pairs_up = |one: &BillFact, direction: BillDirection| {
            of(direction).any(|other| other.account != one.account && other.amount == one.amount)
        };
        for place in places {
            let Some(row) = rows.get(*place) else { continue };
            let other = match row.direction {
                BillDirection::In => BillDirection::Out,
                BillDirection::Out => BillDirection::In,
                BillDirection::Own | BillDirection::Neither => continue,
            };
            if pairs_up(row, other) {
                mark(own, *place, |own| own.is_transfer = true);
            }
        }
    }
}

/// A bank sees the other end of a withdrawal: the same amount within some days, each used once.
fn mark_bank_sides(rows: &[BillFact], own: &mut [OwnRow]) {
    let mut wallets: BTreeMap<Fen, Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        if !row.service.is_second_leg() && row.kind == BillKind::Withdrawal && row.is_moved() {
            wallets.entry(row.amount).or_default().push(place);
        }
    }
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.service.is_second_leg() && row.is_moved()) {
        let Some(candidates) = wallets.get_mut(&row.amount) else { continue };
        let near = |wallet: &usize| {
            rows.get(*wallet).is_some_and(|wallet| (wallet.at.millis() - row.at.millis()).abs() <= BANK_WINDOW)
        };
        if let Some(found) = candidates.iter().position(near) {
            candidates.remove(found);
            mark(own, place, |own| own.is_transfer = true);
        }
    }
}

/// The bills of one merchant's account that show the same money, the one that counts first.
const FAMILIES: [&[BillService]; 3] = [
    &[BillService::WechatTrade, BillService::WechatFunds],
    &[BillService::AlipayTrade, BillService::AlipayFunds],
    &[BillService::AlipayWallet, BillService::AlipayWeb],
];

/// A row that another bill of its family has too: of one kind, and with a number in common. The fee of a trade is in its row
/// there, and a row of its own in the fund flow.
fn mark_copies(rows: &[BillFact], own: &mut [OwnRow]) {
    for family in FAMILIES {
        let present = |service: &&BillService| rows.iter().any(|row| row.service == **service);
        if family.iter().filter(present).count() < 2 {
            continue;
        }
        let mut counted: HashMap<(&str, BillKind), BillService> = HashMap::new();
        for service in family {
            for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.service == *service) {
                let mut numbers = names_of(row);
                if numbers.any(|number| counted.get(&(number, row.kind)).is_some_and(|first| first != service)) {
                    mark(own, place, |own| own.is_copy = true);
                }
                for number in names_of(row) {
                    counted.entry((number, row.kind)).or_insert(*service);
                    if row.fee.is_some() {
                        counted.entry((number, BillKind::Fee)).or_insert(*service);
                    }
                }
            }
        }
    }
    // A list of orders says what was sold; the money itself is a wallet's row.
    for (place, _) in rows.iter().enumerate().filter(|(_, row)| row.service.is_order_list()) {
        mark(own, place, |own| own.is_copy = true);
    }
}

/// The numbers that two bills of one account may have in common: a fund flow has numbers of its own, and names the order.
fn names_of(row: &BillFact) -> impl Iterator<Item = &str> {
    let own = [&row.number, &row.merchant_number].into_iter().flatten();
    own.map(|number| &**number).chain(row.named_orders())
}

fn mark(own: &mut [OwnRow], place: usize, set: impl FnOnce(&mut OwnRow)) {
    if let Some(own) = own.get_mut(place) {
        set(own);
    }
}

//! Every order beside its events, and then the rows that are no order's.

use std::collections::{BTreeMap, BTreeSet};

use super::damage::{DamageKind, DamageReport};
use super::difference::{ComparedOrder, ComparisonContext, Mend, RowCounts, compare_order, expect_side_rows};
use crate::app::write::load::load_order;
use crate::app::write::side_rows::{PaymentClaim, PaymentKey, SideRows};
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::order::number::{OrderFlow, OrderNo};
use crate::domain::resale::order::ResaleOrder;
use crate::error::{Exit, Result};
use crate::store::Tx;
use crate::store::derived::{DerivedRow, DerivedTable};
use crate::store::projection::orders::refresh::RefreshScope;

/// How many orders are read between two looks at memory.
const PAGE_SIZE: usize = 500;

/// How much was compared.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ComparedCounts {
    pub orders: usize,
    pub holds: usize,
    /// Rows of every other table beside the log.
    pub rows: usize,
}

/// What the first pass leaves for the one after it.
#[derive(Default)]
struct FirstPass {
    orders: usize,
    rows: RowCounts,
    /// How many codes each erased order has to have.
    sealed_codes: BTreeMap<String, usize>,
    /// Orders without the number of a payment that bought nothing: right where another one had it and gave it up.
    without_kept: Vec<(OrderNo, PaymentKey)>,
}

/// Compares an order of either flow.
pub(crate) fn compare_any(tx: &Tx<'_>, order_no: &OrderNo, context: &ComparisonContext<'_>) -> Result<ComparedOrder> {
    match order_no.flow() {
        OrderFlow::Resale => compare_order(tx, &load_order::<ResaleOrder>(tx, order_no)?, context),
        OrderFlow::Checkout => compare_order(tx, &load_order::<CheckoutOrder>(tx, order_no)?, context),
    }
}

/// Compares all orders, and finds what is no order's. An order of `broken` is told of and never mended: what its events say
/// is not what was recorded.
pub(crate) fn compare_orders(
    tx: &Tx<'_>,
    context: &ComparisonContext<'_>,
    broken: &BTreeSet<String>,
    report: &mut DamageReport,
) -> Result<ComparedCounts> {
    let (mut pass, mut last) = (FirstPass::default(), 0);
    loop {
        let page = tx.list_refresh_page(RefreshScope::Every, last, PAGE_SIZE)?;
        let Some((id, _)) = page.last() else { break };
        last = *id;
        for (_, order_no) in &page {
            pass.orders += 1;
            match compare_any(tx, order_no, context) {
                Ok(compared) => pass.note_order(order_no, compared, broken.contains(order_no.as_str()), report),
                Err(error) if error.exit == Exit::Busy => return Err(error),
                Err(error) => report.add(DamageKind::Unreadable, || format!("{order_no} ({})", error.code), false),
            }
        }
    }
    for (order_no, key) in std::mem::take(&mut pass.without_kept) {
        if !report.dropped.contains(&key) {
            report.add(DamageKind::Payment, || format!("{order_no} (missing)"), true);
            report.mend_order(&order_no);
        }
    }
    pass.compare_sealed_codes(tx, report)?;
    pass.find_extra_rows(tx, broken, report)?;
    for (table, name) in tx.list_stray_rows()? {
        report.add(DamageKind::Stray, || format!("{name} ({table})"), false);
    }
    let RowCounts { holds, payments, ticket_codes, uses, others } = pass.rows;
    Ok(ComparedCounts { orders: pass.orders, holds, rows: payments + ticket_codes + uses + others })
}

impl FirstPass {
    fn note_order(&mut self, order_no: &OrderNo, compared: ComparedOrder, broken: bool, report: &mut DamageReport) {
        let ComparedOrder { differences, rows, sealed_codes, dropped } = compared;
        let RowCounts { holds, payments, ticket_codes, uses, others } = rows;
        self.rows.holds += holds;
        self.rows.payments += payments;
        self.rows.ticket_codes += ticket_codes;
        self.rows.uses += uses;
        self.rows.others += others;
        report.dropped.extend(dropped);
        if sealed_codes > 0 {
            self.sealed_codes.insert(order_no.to_string(), sealed_codes);
        }
        for difference in differences {
            let mendable = difference.mend.is_some() && !broken;
            if let (Some(Mend::KeptPayment(key)), true) = (&difference.mend, mendable) {
                self.without_kept.push((order_no.clone(), key.clone()));
                continue;
            }
            report.add(difference.kind, || format!("{order_no} ({})", difference.what), mendable);
            if mendable {
                report.mend_order(order_no);
            }
        }
    }

    /// The codes of erased persons can be counted and no more.
    fn compare_sealed_codes(&mut self, tx: &Tx<'_>, report: &mut DamageReport) -> Result<()> {
        let found: BTreeMap<String, usize> = tx.count_codes_of_erased()?.into_iter().collect();
        let orders: BTreeSet<&String> = self.sealed_codes.keys().chain(found.keys()).collect();
        for order_no in orders {
            let count = |counts: &BTreeMap<String, usize>| counts.get(order_no).copied().unwrap_or_default();
            let (wanted, there) = (count(&self.sealed_codes), count(&found));
            if wanted != there {
                report.add(DamageKind::TicketCode, || format!("{order_no} ({there} of {wanted})"), false);
            }
        }
        self.rows.ticket_codes += found.values().sum::<usize>();
        Ok(())
    }

    /// A table that has as many rows as were found right has none too many.
    fn find_extra_rows(&self, tx: &Tx<'_>, broken: &BTreeSet<String>, report: &mut DamageReport) -> Result<()> {
        for table in DerivedTable::ALL.iter().copied() {
            let right = match table {
                DerivedTable::Holds => self.rows.holds,
                DerivedTable::Payments => self.rows.payments,
                DerivedTable::TicketCodes => self.rows.ticket_codes,
                DerivedTable::Uses => self.rows.uses,
            };
            if tx.count_derived_rows(table)? != right {
                find_extra_rows_of(tx, table, broken, report)?;
            }
        }
        Ok(())
    }
}

/// Looks at every row of a table beside the order that it names.
fn find_extra_rows_of(
    tx: &Tx<'_>,
    table: DerivedTable,
    broken: &BTreeSet<String>,
    report: &mut DamageReport,
) -> Result<()> {
    let mut last: Option<DerivedRow> = None;
    loop {
        let page = tx.list_derived_rows(table, last.as_ref(), PAGE_SIZE)?;
        let Some(end) = page.last() else { return Ok(()) };
        last = Some(end.clone());
        for row in page {
            if is_extra(tx, &row)? {
                let mendable = !broken.contains(&row.order_no);
                report.add(DamageKind::of_table(table), || format!("{} (extra)", row.order_no), mendable);
                if mendable {
                    report.mend_extra(row);
                }
            }
        }
    }
}

/// Whether a row is not what its order has to have. What is no order's is told of elsewhere, and of an order that cannot be
/// read nobody knows.
pub(crate) fn is_extra(tx: &Tx<'_>, row: &DerivedRow) -> Result<bool> {
    let Ok(order_no) = OrderNo::parse(&row.order_no) else { return Ok(false) };
    if tx.find_chain_head(&order_no)?.is_none() {
        return Ok(false);
    }
    let expected = match order_no.flow() {
        OrderFlow::Resale => load_order::<ResaleOrder>(tx, &order_no).and_then(|loaded| expect_side_rows(&loaded)),
        OrderFlow::Checkout => load_order::<CheckoutOrder>(tx, &order_no).and_then(|loaded| expect_side_rows(&loaded)),
    };
    Ok(expected.is_ok_and(|expected| !has_row(tx, &expected, row)))
}

fn has_row(tx: &Tx<'_>, expected: &SideRows, row: &DerivedRow) -> bool {
    let keys = tx.derived_keys();
    match row.table {
        DerivedTable::Holds => row.key_text(0).is_some_and(|lock_id| expected.holds.contains_key(lock_id)),
        DerivedTable::Payments => expected.payments.iter().any(|(key, claim)| {
            let typed = matches!(claim, PaymentClaim::Paid { typed } if Some(typed.as_str()) == row.key_text(1));
            let canonical = Some(key.reference.as_str()) == row.key_text(1);
            Some(key.channel.as_str()) == row.key_text(0) && (typed || canonical)
        }),
        // An erased one may be any.
        DerivedTable::TicketCodes => expected
            .ticket_codes
            .iter()
            .any(|code| keys.digest_ticket_code(code).is_none_or(|digest| row.digest() == Some(digest.as_slice()))),
        DerivedTable::Uses => expected.uses.iter().any(|(kind, used)| {
            row.key_text(0) == Some(kind.code()) && row.digest() == Some(keys.digest_use(*kind, used).as_slice())
        }),
    }
}

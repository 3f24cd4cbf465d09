//! Sales in a sheet, its headings those that an import of orders knows and a few more.

use super::standing::{SaleRefund, movement_of_sale};
use crate::domain::bill::row::{BillRow, BillWords};
use crate::domain::bill::service::{BillDirection, BillKind, BillService};
use crate::domain::resale::platform_news::PlatformStanding;
use crate::domain::value::money::Fen;
use crate::error::Result;
use crate::formats::bills::columns::{BillCells, BillField, NamedField};
use crate::formats::bills::layout::{BillKey, BillLayout, start_row};
use crate::formats::bills::totals::{BillSums, BillTotal};
use crate::formats::orders::sheet as orders;
use crate::formats::orders::standing::{PlatformState, parse_refund};

const FIELDS: [NamedField; 11] = [
    (BillField::MerchantNumber, orders::ORDER_NO.headings),
    (BillField::Number, orders::PAY_NO.headings),
    (BillField::Amount, orders::AMOUNT.headings),
    (BillField::Time, orders::PAID_AT.headings),
    (BillField::Created, &["下单时间", "创建时间", "订单创建时间", "拍下时间", "createtime", "createdat"]),
    (BillField::Status, orders::STATUS.headings),
    (BillField::RefundStatus, orders::REFUND.headings),
    (BillField::Refunded, &["退款金额", "已退款金额", "refundamount"]),
    (BillField::Fee, &["平台服务费", "软件服务费", "基础软件服务费", "手续费", "服务费"]),
    (BillField::Party, orders::NICK.headings),
    (BillField::Item, orders::PRODUCT.headings),
];

pub(crate) const MARKETPLACE_SHEET: BillLayout = BillLayout {
    service: BillService::Marketplace,
    fields: &FIELDS,
    required: &[BillField::MerchantNumber, BillField::Amount, BillField::Time],
    unquoted: false,
    key: BillKey::Order,
    by_row: true,
    footers: &[],
    sealed: false,
    read_row,
    tally_row,
};

fn read_row(cells: &BillCells<'_>) -> Result<BillRow> {
    // What was never paid has no time of payment.
    let when = if cells.has(BillField::Time) || !cells.has_column(BillField::Created) {
        BillField::Time
    } else {
        BillField::Created
    };
    let row = start_row(cells, cells.time(when)?, cells.amount(BillField::Amount)?);
    let refunded = cells.optional_amount(BillField::Refunded)?.filter(|amount| *amount > Fen::ZERO);
    let refund = cells.text(BillField::RefundStatus);
    let status = [cells.text(BillField::Status), refund].into_iter().filter(|word| !word.is_empty());
    Ok(BillRow {
        kind: BillKind::Sale,
        direction: BillDirection::In,
        movement: movement_of_sale(read_state(cells), SaleRefund { paid: row.amount, refunded }),
        fee: cells.fee(BillField::Fee)?,
        refunded,
        order_numbers: row.merchant_number.iter().cloned().collect(),
        words: BillWords { status: status.collect::<Vec<_>>().join(" / "), ..row.words },
        ..row
    })
}

/// Where the order stands; none where a word is not known. A sheet without states lists what was paid.
fn read_state(cells: &BillCells<'_>) -> Option<PlatformState> {
    let state = if cells.has_column(BillField::Status) {
        PlatformState::from_word(cells.text(BillField::Status))?
    } else {
        PlatformState::PAID
    };
    match cells.text(BillField::RefundStatus) {
        "" => Some(state),
        word => match parse_refund(word)? {
            PlatformStanding::Stands => Some(state),
            refund => Some(state.with_refund(refund)),
        },
    }
}

fn tally_row(_: &BillCells<'_>, row: &BillRow, sums: &mut BillSums) -> Result<()> {
    sums.add_fen(BillTotal::Rows, row.amount);
    Ok(())
}

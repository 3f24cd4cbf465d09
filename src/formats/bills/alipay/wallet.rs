//! 支付宝交易明细 of the app, in all its widths: padded names of 2023, twelve names, and eleven without the other side.

use super::states::{find_refunded_number, read_direction, read_state};
use crate::domain::bill::row::BillRow;
use crate::domain::bill::service::{BillDirection, BillKind, BillService};
use crate::domain::value::money::Fen;
use crate::error::Result;
use crate::formats::bills::columns::{BillCells, BillField, NamedField};
use crate::formats::bills::layout::{BillKey, BillLayout, start_plain_row};
use crate::formats::bills::order_numbers::find_order_numbers;
use crate::formats::bills::totals::{BillSums, BillTotal};

/// The other side's account is not among them: it is a stranger's, and no rule needs it.
const FIELDS: [NamedField; 11] = [
    (BillField::Time, &["交易时间"]),
    (BillField::Category, &["交易分类"]),
    (BillField::Party, &["交易对方"]),
    (BillField::Item, &["商品说明"]),
    (BillField::Direction, &["收/支"]),
    (BillField::Amount, &["金额"]),
    (BillField::Method, &["收/付款方式"]),
    (BillField::Status, &["交易状态"]),
    (BillField::Number, &["交易订单号"]),
    (BillField::MerchantNumber, &["商家订单号"]),
    (BillField::Note, &["备注"]),
];

pub(crate) const ALIPAY_WALLET: BillLayout = BillLayout {
    service: BillService::AlipayWallet,
    fields: &FIELDS,
    required: &[
        BillField::Time,
        BillField::Item,
        BillField::Direction,
        BillField::Amount,
        BillField::Status,
        BillField::Number,
    ],
    unquoted: false,
    key: BillKey::Number,
    by_row: false,
    footers: &["---"],
    sealed: false,
    read_row,
    tally_row,
};

fn read_row(cells: &BillCells<'_>) -> Result<BillRow> {
    let said = read_direction(cells.text(BillField::Direction));
    let said = said.ok_or_else(|| cells.refuse_direction(BillField::Direction))?;
    let (status, method) = (cells.text(BillField::Status), cells.text(BillField::Method));
    let title = cells.text(BillField::Item);
    let reading = read_state(status, said, method, title);
    let row = start_plain_row(cells)?;
    let is_refund = reading.kind == BillKind::Refund;
    let merchant = row.merchant_number.as_deref().unwrap_or_default();
    Ok(BillRow {
        kind: reading.kind,
        direction: reading.direction,
        movement: reading.movement,
        refunded: reading.wholly_refunded.then_some(row.amount),
        refund_of: row.number.as_deref().filter(|_| is_refund).and_then(find_refunded_number),
        order_numbers: find_order_numbers([merchant, title, cells.text(BillField::Note)]),
        ..row
    })
}

fn tally_row(cells: &BillCells<'_>, row: &BillRow, sums: &mut BillSums) -> Result<()> {
    sums.add_fen(BillTotal::Rows, Fen::ZERO);
    let of = match read_direction(cells.text(BillField::Direction)) {
        Some(BillDirection::In) => BillTotal::Income,
        Some(BillDirection::Out) => BillTotal::Spending,
        _ => BillTotal::Neutral,
    };
    sums.add_fen(of, row.amount);
    Ok(())
}

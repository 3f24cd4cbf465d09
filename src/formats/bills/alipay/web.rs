//! 支付宝交易记录明细 of the web pages, the best of Alipay's personal files: fee and refund are columns, and 资金状态 says where
//! the money is.

use super::states::{find_refunded_number, read_direction, read_state};
use crate::domain::bill::row::BillRow;
use crate::domain::bill::service::{BillDirection, BillKind, BillMovement, BillService};
use crate::domain::value::money::Fen;
use crate::error::Result;
use crate::formats::bills::columns::{BillCells, BillField, NamedField};
use crate::formats::bills::layout::{BillKey, BillLayout, start_row};
use crate::formats::bills::order_numbers::find_order_numbers;
use crate::formats::bills::totals::{BillSums, BillTotal};
use crate::formats::bills::words::find_word;

const FIELDS: [NamedField; 14] = [
    (BillField::Number, &["交易号"]),
    (BillField::MerchantNumber, &["商家订单号"]),
    (BillField::Created, &["交易创建时间"]),
    (BillField::Time, &["付款时间"]),
    (BillField::Category, &["类型"]),
    (BillField::Party, &["交易对方"]),
    (BillField::Item, &["商品名称"]),
    (BillField::Amount, &["金额"]),
    (BillField::Direction, &["收/支"]),
    (BillField::Status, &["交易状态"]),
    (BillField::Fee, &["服务费"]),
    (BillField::Refunded, &["成功退款"]),
    (BillField::Note, &["备注"]),
    (BillField::FundState, &["资金状态"]),
];

pub(crate) const ALIPAY_WEB: BillLayout = BillLayout {
    service: BillService::AlipayWeb,
    fields: &FIELDS,
    required: &[
        BillField::Number,
        BillField::Created,
        BillField::Amount,
        BillField::Direction,
        BillField::Status,
        BillField::FundState,
    ],
    unquoted: false,
    key: BillKey::Number,
    by_row: false,
    footers: &["---"],
    sealed: false,
    read_row,
    tally_row,
};

/// 资金状态. Where it is empty, the state of the trade has to say it.
const FUND_STATES: [(&str, (Option<BillDirection>, BillMovement)); 4] = [
    ("已收入", (Some(BillDirection::In), BillMovement::Moved)),
    ("已支出", (Some(BillDirection::Out), BillMovement::Moved)),
    ("资金转移", (Some(BillDirection::Own), BillMovement::Moved)),
    ("冻结", (None, BillMovement::OnTheWay)),
];

fn read_row(cells: &BillCells<'_>) -> Result<BillRow> {
    let said = read_direction(cells.text(BillField::Direction));
    let said = said.ok_or_else(|| cells.refuse_direction(BillField::Direction))?;
    // What was never paid has no time of payment.
    let when = if cells.has(BillField::Time) { BillField::Time } else { BillField::Created };
    let row = start_row(cells, cells.time(when)?, cells.amount(BillField::Amount)?);
    let title = cells.text(BillField::Item);
    let funds = cells.text(BillField::FundState);
    // No column says how it was paid; that it was says the state of the money.
    let reading = read_state(cells.text(BillField::Status), said, funds, title);
    let (known_direction, movement) = match find_word(&FUND_STATES, funds) {
        Some(known) => known,
        None if funds.is_empty() => (None, reading.movement),
        None => (None, BillMovement::Unclear),
    };
    let refunded = cells.optional_amount(BillField::Refunded)?.filter(|amount| *amount > Fen::ZERO);
    let merchant = row.merchant_number.as_deref().unwrap_or_default();
    let is_refund = reading.kind == BillKind::Refund;
    Ok(BillRow {
        kind: reading.kind,
        direction: known_direction.unwrap_or(reading.direction),
        movement,
        fee: cells.fee(BillField::Fee)?,
        refunded,
        refund_of: row.number.as_deref().filter(|_| is_refund).and_then(find_refunded_number),
        order_numbers: find_order_numbers([merchant, title, cells.text(BillField::Note)]),
        ..row
    })
}

fn tally_row(cells: &BillCells<'_>, row: &BillRow, sums: &mut BillSums) -> Result<()> {
    sums.add_fen(BillTotal::Rows, Fen::ZERO);
    match cells.text(BillField::FundState) {
        "已收入" => sums.add_fen(BillTotal::Income, row.amount),
        "已支出" => sums.add_fen(BillTotal::Spending, row.amount),
        _ => {}
    }
    Ok(())
}

//! 账务明细 of an Alipay merchant: what moved on the account, with its balance.

use crate::domain::bill::row::BillRow;
use crate::domain::bill::service::{BillDirection, BillKind, BillMovement, BillService};
use crate::domain::value::money::Fen;
use crate::error::Result;
use crate::formats::bills::columns::{BillCells, BillField, NamedField};
use crate::formats::bills::layout::{BillKey, BillLayout, start_row};
use crate::formats::bills::order_numbers::find_order_numbers;
use crate::formats::bills::totals::{BillSums, BillTotal};
use crate::formats::bills::words::BillWord::{Contains, StartsWith};
use crate::formats::bills::words::{BillWord, look_up};

const FIELDS: [NamedField; 11] = [
    (BillField::Number, &["账务流水号"]),
    (BillField::MerchantNumber, &["商户订单号"]),
    (BillField::Item, &["商品名称"]),
    (BillField::Time, &["发生时间"]),
    (BillField::AmountIn, &["收入金额(+元)", "收入金额"]),
    (BillField::AmountOut, &["支出金额"]),
    (BillField::Balance, &["账户余额"]),
    (BillField::Method, &["交易渠道"]),
    (BillField::Category, &["业务类型"]),
    (BillField::Note, &["备注"]),
    (BillField::BaseOrder, &["业务基础订单号"]),
];

pub(crate) const ALIPAY_FUNDS: BillLayout = BillLayout {
    service: BillService::AlipayFunds,
    fields: &FIELDS,
    required: &[
        BillField::Number,
        BillField::Time,
        BillField::AmountIn,
        BillField::AmountOut,
        BillField::Balance,
        BillField::Category,
    ],
    unquoted: false,
    key: BillKey::Number,
    by_row: false,
    footers: &["#"],
    sealed: true,
    read_row,
    tally_row,
};

const KINDS: [(BillWord, BillKind); 10] = [
    (StartsWith("收费"), BillKind::Fee),
    (Contains("服务费"), BillKind::Fee),
    (StartsWith("退费"), BillKind::Fee),
    (Contains("退款"), BillKind::Refund),
    (StartsWith("交易分账"), BillKind::Fee),
    (StartsWith("提现"), BillKind::Withdrawal),
    (StartsWith("充值"), BillKind::Withdrawal),
    (StartsWith("转账"), BillKind::Transfer),
    (StartsWith("交易付款"), BillKind::Payment),
    (StartsWith("在线支付"), BillKind::Payment),
];

fn read_row(cells: &BillCells<'_>) -> Result<BillRow> {
    let moved = read_moved(cells)?;
    let row = start_row(cells, cells.time(BillField::Time)?, Fen::new(moved.saturating_abs()));
    let kind = look_up(&KINDS, cells.text(BillField::Category)).unwrap_or(BillKind::Other);
    let direction = match (kind, moved) {
        (BillKind::Withdrawal, _) => BillDirection::Own,
        (_, ..0) => BillDirection::Out,
        (_, 0..) => BillDirection::In,
    };
    let merchant = row.merchant_number.as_deref().unwrap_or_default();
    let base = cells.number(BillField::BaseOrder);
    let mut order_numbers: Vec<String> = base.into_iter().collect();
    for number in find_order_numbers([merchant]).into_iter().chain(row.merchant_number.clone()) {
        // The platform's prefix and number say the same as the number alone.
        if !order_numbers.iter().any(|known| number.ends_with(known.as_str())) {
            order_numbers.push(number);
        }
    }
    let mut words = row.words;
    words.amount = cells.spelled(if moved < 0 { BillField::AmountOut } else { BillField::AmountIn });
    Ok(BillRow { kind, direction, movement: BillMovement::Moved, order_numbers, words, ..row })
}

/// What the row does to the balance: one of its two columns is empty or zero.
fn read_moved(cells: &BillCells<'_>) -> Result<i64> {
    let amount = |field| cells.optional_amount(field).map(|amount| amount.unwrap_or_default().in_fen());
    match (amount(BillField::AmountIn)?, amount(BillField::AmountOut)?) {
        (income, 0) => Ok(income),
        (0, spent) => Ok(-spent),
        _ => Err(cells.refuse_direction(BillField::AmountOut)),
    }
}

fn tally_row(cells: &BillCells<'_>, row: &BillRow, sums: &mut BillSums) -> Result<()> {
    let moved = read_moved(cells)?;
    sums.add_fen(BillTotal::Rows, Fen::ZERO);
    sums.add_fen(if moved < 0 { BillTotal::Spending } else { BillTotal::Income }, row.amount);
    sums.follow_balance(row.line, cells.signed_fen(BillField::Balance)?, moved);
    Ok(())
}

//! 业务明细 of an Alipay merchant: payments and refunds, each with its fee.

use crate::domain::bill::row::{BillFee, BillRow};
use crate::domain::bill::service::{BillDirection, BillKind, BillMovement, BillService};
use crate::domain::value::money::Fen;
use crate::error::Result;
use crate::formats::bills::columns::{BillCells, BillField, NamedField};
use crate::formats::bills::layout::{BillKey, BillLayout, differing_amount, start_row};
use crate::formats::bills::totals::{BillSums, BillTotal};

const FIELDS: [NamedField; 11] = [
    (BillField::Number, &["支付宝交易号"]),
    (BillField::MerchantNumber, &["商户订单号"]),
    (BillField::Direction, &["业务类型"]),
    (BillField::Item, &["商品名称"]),
    (BillField::Created, &["创建时间"]),
    (BillField::Time, &["完成时间"]),
    (BillField::Asked, &["订单金额"]),
    (BillField::Amount, &["商家实收"]),
    (BillField::RefundNumber, &["退款批次号/请求号", "退款批次号", "请求号"]),
    (BillField::Fee, &["服务费"]),
    (BillField::Note, &["备注"]),
];

pub(crate) const ALIPAY_TRADE: BillLayout = BillLayout {
    service: BillService::AlipayTrade,
    fields: &FIELDS,
    required: &[
        BillField::Number,
        BillField::MerchantNumber,
        BillField::Direction,
        BillField::Time,
        BillField::Asked,
        BillField::Amount,
    ],
    unquoted: false,
    key: BillKey::Number,
    by_row: false,
    footers: &["#"],
    sealed: true,
    read_row,
    tally_row,
};

fn read_row(cells: &BillCells<'_>) -> Result<BillRow> {
    // The kind says which way the money went: some files have refunds with a sign, some without.
    let (kind, direction) = match cells.text(BillField::Direction) {
        "交易" => (BillKind::Payment, BillDirection::In),
        "退款" => (BillKind::Refund, BillDirection::Out),
        _ => return Err(cells.refuse_direction(BillField::Direction)),
    };
    let amount = cells.amount(BillField::Amount)?;
    let row = start_row(cells, cells.time(BillField::Time)?, amount);
    let asked = differing_amount(cells.optional_amount(BillField::Asked)?, amount);
    // The file has it as what it does to the account: what was kept is negative there.
    let fee = cells.fee(BillField::Fee)?.map(|fee| BillFee::new(-fee.in_hundred_thousandths()));
    let payment = row.number.clone().filter(|_| kind == BillKind::Refund);
    Ok(BillRow {
        kind,
        direction,
        movement: BillMovement::Moved,
        asked,
        fee,
        number: if kind == BillKind::Refund { name_refund(cells) } else { row.number },
        refund_of: payment,
        order_numbers: row.merchant_number.iter().cloned().collect(),
        ..row
    })
}

/// The refunds of one payment share its number; each has a request of its own. Joined as the app's statement does.
fn name_refund(cells: &BillCells<'_>) -> Option<String> {
    let payment = cells.number(BillField::Number)?;
    Some(match cells.number(BillField::RefundNumber) {
        Some(request) => format!("{payment}_{request}"),
        None => payment,
    })
}

fn tally_row(_: &BillCells<'_>, row: &BillRow, sums: &mut BillSums) -> Result<()> {
    sums.add_fen(BillTotal::Rows, Fen::ZERO);
    let of = if row.kind == BillKind::Refund { BillTotal::Refunds } else { BillTotal::Payments };
    sums.add_fen(of, row.amount);
    Ok(())
}

//! 交易账单 of a WeChat Pay merchant: all trades, successes or refunds, with the columns of now and of old.
//!
//! Every value has a backquote before it and no comma in it, so nothing is quoted. A refund is a row of its own with the
//! payment's numbers beside its own.

use crate::domain::bill::row::{BillRow, BillWords};
use crate::domain::bill::service::{BillDirection, BillKind, BillMovement, BillService};
use crate::domain::value::money::Fen;
use crate::error::Result;
use crate::formats::bills::columns::{BillCells, BillField, NamedField};
use crate::formats::bills::layout::{BillKey, BillLayout, differing_amount, start_row};
use crate::formats::bills::totals::{BillSums, BillTotal};
use crate::formats::bills::words::find_word;

const FIELDS: [NamedField; 18] = [
    (BillField::Time, &["交易时间"]),
    (BillField::Merchant, &["商户号"]),
    (BillField::Number, &["微信订单号"]),
    (BillField::MerchantNumber, &["商户订单号"]),
    (BillField::Category, &["交易类型"]),
    (BillField::Direction, &["交易状态"]),
    (BillField::Method, &["付款银行"]),
    (BillField::Amount, &["应结订单金额", "总金额"]),
    (BillField::Asked, &["订单金额"]),
    (BillField::RefundNumber, &["微信退款单号"]),
    (BillField::Refund, &["退款金额"]),
    (BillField::AskedRefund, &["申请退款金额"]),
    (BillField::CouponRefund, &["充值券退款金额", "代金券或立减优惠退款金额"]),
    (BillField::RefundStatus, &["退款状态"]),
    (BillField::Item, &["商品名称"]),
    (BillField::Note, &["商户数据包"]),
    (BillField::Fee, &["手续费"]),
    (BillField::Created, &["退款成功时间"]),
];

pub(crate) const WECHAT_TRADE: BillLayout = BillLayout {
    service: BillService::WechatTrade,
    fields: &FIELDS,
    required: &[
        BillField::Time,
        BillField::Number,
        BillField::MerchantNumber,
        BillField::Direction,
        BillField::Amount,
        BillField::Fee,
    ],
    unquoted: true,
    key: BillKey::Number,
    by_row: false,
    footers: &["总交易单数"],
    sealed: true,
    read_row,
    tally_row,
};

/// 退款状态, as it was when the bill was made: a later bill never corrects it.
const REFUND_MOVEMENTS: [(&str, BillMovement); 4] = [
    ("SUCCESS", BillMovement::Moved),
    ("PROCESSING", BillMovement::OnTheWay),
    ("FAIL", BillMovement::NotMoved),
    ("CHANGE", BillMovement::Unclear),
];

fn read_row(cells: &BillCells<'_>) -> Result<BillRow> {
    let state = cells.text(BillField::Direction);
    let refund = cells.optional_amount(BillField::Refund)?.unwrap_or_default();
    // What was undone at the till gives the money back, with the columns of a refund.
    let is_refund = state == "REFUND" || state == "REVOKED" && refund > Fen::ZERO;
    let row = if is_refund { read_refund(cells, refund)? } else { read_payment(cells, state)? };
    let refund_status = cells.text(BillField::RefundStatus);
    let status =
        if is_refund && !refund_status.is_empty() { format!("{state} / {refund_status}") } else { state.to_owned() };
    Ok(BillRow {
        fee: cells.fee(BillField::Fee)?,
        order_numbers: row.merchant_number.iter().cloned().collect(),
        words: BillWords { status, ..row.words },
        ..row
    })
}

fn read_payment(cells: &BillCells<'_>, state: &str) -> Result<BillRow> {
    let moved = cells.amount(BillField::Amount)?;
    let (direction, movement) = match state {
        "SUCCESS" => (BillDirection::In, BillMovement::Moved),
        "REVOKED" => (BillDirection::In, BillMovement::NotMoved),
        _ => (BillDirection::Neither, BillMovement::Unclear),
    };
    let asked = differing_amount(cells.optional_amount(BillField::Asked)?, moved);
    let row = start_row(cells, cells.time(BillField::Time)?, moved);
    Ok(BillRow { kind: BillKind::Payment, direction, movement, asked, ..row })
}

fn read_refund(cells: &BillCells<'_>, moved: Fen) -> Result<BillRow> {
    // Where the bill says when the refund came through, the row's first time is that of the payment.
    let when = if cells.has(BillField::Created) { BillField::Created } else { BillField::Time };
    let movement = find_word(&REFUND_MOVEMENTS, cells.text(BillField::RefundStatus)).unwrap_or(BillMovement::Unclear);
    let asked = differing_amount(cells.optional_amount(BillField::AskedRefund)?, moved);
    let row = start_row(cells, cells.time(when)?, moved);
    let mut words = row.words;
    words.amount = cells.spelled(BillField::Refund);
    Ok(BillRow {
        kind: BillKind::Refund,
        direction: BillDirection::Out,
        movement,
        asked,
        number: cells.number(BillField::RefundNumber),
        refund_of: row.number,
        words,
        ..row
    })
}

fn tally_row(cells: &BillCells<'_>, _: &BillRow, sums: &mut BillSums) -> Result<()> {
    sums.add_fen(BillTotal::Rows, Fen::ZERO);
    for (of, field) in [
        (BillTotal::Payments, BillField::Amount),
        (BillTotal::Refunds, BillField::Refund),
        (BillTotal::CouponRefunds, BillField::CouponRefund),
        (BillTotal::Asked, BillField::Asked),
        (BillTotal::AskedRefunds, BillField::AskedRefund),
        (BillTotal::Fees, BillField::Fee),
    ] {
        sums.add_amount(of, cells.fee(field)?.unwrap_or_default());
    }
    Ok(())
}

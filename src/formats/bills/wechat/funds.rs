//! 资金账单 of a WeChat Pay merchant: what moved on one account, a row for each payment, fee and refund.

use crate::domain::bill::row::{BillFee, BillRow};
use crate::domain::bill::service::{BillDirection, BillKind, BillMovement, BillService};
use crate::domain::value::money::Fen;
use crate::domain::value::spelling::amount::read_signed_amount;
use crate::error::Result;
use crate::formats::bills::columns::{BillCells, BillField, NamedField};
use crate::formats::bills::layout::{BillKey, BillLayout, differing_amount, start_row};
use crate::formats::bills::totals::{BillSums, BillTotal};
use crate::formats::bills::words::BillWord::{Contains, Is};
use crate::formats::bills::words::{BillWord, look_up};

const FIELDS: [NamedField; 9] = [
    (BillField::Time, &["记账时间"]),
    (BillField::Number, &["资金流水单号"]),
    (BillField::Item, &["业务名称"]),
    (BillField::Category, &["业务类型"]),
    (BillField::Direction, &["收支类型"]),
    (BillField::Amount, &["收支金额"]),
    (BillField::Balance, &["账户结余"]),
    (BillField::Note, &["备注"]),
    (BillField::MerchantNumber, &["业务凭证号"]),
];

pub(crate) const WECHAT_FUNDS: BillLayout = BillLayout {
    service: BillService::WechatFunds,
    fields: &FIELDS,
    required: &[BillField::Time, BillField::Number, BillField::Direction, BillField::Amount, BillField::Balance],
    unquoted: true,
    key: BillKey::Number,
    by_row: false,
    footers: &["资金流水总笔数"],
    sealed: true,
    read_row,
    tally_row,
};

const KINDS: [(BillWord, BillKind); 6] = [
    (Contains("手续费"), BillKind::Fee),
    (Contains("退款"), BillKind::Refund),
    (Contains("提现"), BillKind::Withdrawal),
    (Contains("充值"), BillKind::Withdrawal),
    (Is("交易"), BillKind::Payment),
    (Contains("转账"), BillKind::Transfer),
];

fn read_row(cells: &BillCells<'_>) -> Result<BillRow> {
    let amount = cells.amount(BillField::Amount)?;
    let row = start_row(cells, cells.time(BillField::Time)?, amount);
    let kind = look_up(&KINDS, cells.text(BillField::Category)).unwrap_or(BillKind::Other);
    let direction = match (read_sign(cells)?, kind) {
        (_, BillKind::Withdrawal) => BillDirection::Own,
        (1, _) => BillDirection::In,
        _ => BillDirection::Out,
    };
    let (asked, fee) =
        if kind == BillKind::Refund { read_refund_note(cells.text(BillField::Note)) } else { (None, None) };
    // That of a refund or a withdrawal is its own, and no order's.
    let names_order = matches!(kind, BillKind::Payment | BillKind::Fee);
    Ok(BillRow {
        kind,
        direction,
        movement: BillMovement::Moved,
        asked: differing_amount(asked, amount),
        fee,
        order_numbers: row.merchant_number.iter().filter(|_| names_order).cloned().collect(),
        ..row
    })
}

/// What the row does to the balance.
fn read_sign(cells: &BillCells<'_>) -> Result<i64> {
    match cells.text(BillField::Direction) {
        "收入" => Ok(1),
        "支出" => Ok(-1),
        _ => Err(cells.refuse_direction(BillField::Direction)),
    }
}

/// `退款总金额64.00元;含手续费0.38元`: the row's amount is what the refund cost without the fee that came back.
fn read_refund_note(note: &str) -> (Option<Fen>, Option<BillFee>) {
    let amount = |label: &str| {
        let (_, rest) = note.split_once(label)?;
        read_signed_amount(rest.split('元').next()?, 2).ok().map(Fen::new)
    };
    let given_back = amount("含手续费").map(|fee| BillFee::from_fen(Fen::new(-fee.in_fen())));
    (amount("退款总金额"), given_back)
}

fn tally_row(cells: &BillCells<'_>, row: &BillRow, sums: &mut BillSums) -> Result<()> {
    let sign = read_sign(cells)?;
    sums.add_fen(BillTotal::Rows, Fen::ZERO);
    sums.add_fen(if sign > 0 { BillTotal::Income } else { BillTotal::Spending }, row.amount);
    sums.follow_balance(row.line, cells.signed_fen(BillField::Balance)?, sign * row.amount.in_fen());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refund_says_how_much_of_it_is_a_fee_that_came_back() {
        let note = read_refund_note("退款总金额64.00元;含手续费0.38元");
        assert_eq!(note, (Some(Fen::new(6_400)), Some(BillFee::new(-38_000))));
        assert_eq!(read_refund_note("示例门票 2 张"), (None, None));
    }
}

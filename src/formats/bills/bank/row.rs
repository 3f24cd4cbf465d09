//! A line of a bank: a day at least, a signed amount or one of two, and words.

use crate::domain::bill::row::BillRow;
use crate::domain::bill::service::{BillDirection, BillKind, BillMovement, BillTimeUnit};
use crate::domain::value::money::Fen;
use crate::domain::value::spelling::amount::read_signed_amount;
use crate::domain::value::time::Timestamp;
use crate::error::Result;
use crate::formats::bills::columns::{BillCells, BillField};
use crate::formats::bills::layout::{differing_amount, start_row};
use crate::formats::bills::moment::{read_bill_time, spell_clock};
use crate::formats::bills::order_numbers::find_order_numbers;
use crate::formats::bills::totals::{BillSums, BillTotal};
use crate::formats::bills::words::BillWord::Contains;
use crate::formats::bills::words::{BillWord, find_word, look_up};

/// What a line's words make it; any other is a transfer. Wallets and card networks stand for a payment that they show too.
const KINDS: [(BillWord, BillKind); 12] = [
    (Contains("退款"), BillKind::Refund),
    (Contains("退货"), BillKind::Refund),
    (Contains("手续费"), BillKind::Fee),
    (Contains("提现"), BillKind::Withdrawal),
    (Contains("充值"), BillKind::Withdrawal),
    (Contains("财付通"), BillKind::Payment),
    (Contains("微信"), BillKind::Payment),
    (Contains("支付宝"), BillKind::Payment),
    (Contains("银联"), BillKind::Payment),
    (Contains("快捷"), BillKind::Payment),
    (Contains("消费"), BillKind::Payment),
    (Contains("支付"), BillKind::Payment),
];

/// Columns that say which way an unsigned amount went.
const DIRECTIONS: [(&str, BillDirection); 11] = [
    ("收入", BillDirection::In),
    ("支出", BillDirection::Out),
    ("不计收支", BillDirection::Neither),
    ("贷 Cr", BillDirection::In),
    ("贷Cr", BillDirection::In),
    ("贷", BillDirection::In),
    ("Cr", BillDirection::In),
    ("借 Dr", BillDirection::Out),
    ("借Dr", BillDirection::Out),
    ("借", BillDirection::Out),
    ("Dr", BillDirection::Out),
];

/// A bank shows what is done; those that sell too have a column of states.
const MOVEMENTS: [(&str, BillMovement); 5] = [
    ("交易成功", BillMovement::Moved),
    ("支付成功", BillMovement::Moved),
    ("退款成功", BillMovement::Moved),
    ("还款成功", BillMovement::Moved),
    ("交易关闭", BillMovement::NotMoved),
];

/// What a line says of its money: the amount, which way it went, and what came back of it since.
struct MovedMoney {
    amount: Fen,
    direction: BillDirection,
    refunded: Option<Fen>,
}

pub(crate) fn read_bank_row(cells: &BillCells<'_>) -> Result<BillRow> {
    let money = read_money(cells)?;
    let row = start_row(cells, read_time(cells)?, money.amount);
    let words = [cells.text(BillField::Category), cells.text(BillField::Item), cells.text(BillField::Note)];
    let texts = [&words[..], &[cells.text(BillField::Party)]].concat();
    let kind = texts.iter().find_map(|text| look_up(&KINDS, text)).unwrap_or(BillKind::Transfer);
    let movement = if cells.has_column(BillField::Status) {
        find_word(&MOVEMENTS, cells.text(BillField::Status)).unwrap_or(BillMovement::Unclear)
    } else {
        BillMovement::Moved
    };
    let merchant = row.merchant_number.as_deref().unwrap_or_default();
    Ok(BillRow {
        kind,
        direction: money.direction,
        movement,
        refunded: money.refunded,
        asked: differing_amount(cells.optional_amount(BillField::Asked)?, money.amount),
        order_numbers: find_order_numbers([&[merchant][..], &words[..]].concat()),
        ..row
    })
}

/// The day, and its clock where another column has it.
fn read_time(cells: &BillCells<'_>) -> Result<(Timestamp, BillTimeUnit)> {
    if !cells.has(BillField::Clock) {
        return cells.time(BillField::Time);
    }
    // A workbook's day has a clock of midnight.
    let day = cells.text(BillField::Time).split(' ').next().unwrap_or_default();
    let text = format!("{day} {}", spell_clock(cells.text(BillField::Clock)));
    read_bill_time(&text).ok_or_else(|| cells.refuse_time(BillField::Clock))
}

fn read_money(cells: &BillCells<'_>) -> Result<MovedMoney> {
    if cells.has_column(BillField::AmountIn) || cells.has_column(BillField::AmountOut) {
        return read_two_columns(cells);
    }
    if cells.has_column(BillField::AmountSpent) {
        return Ok(MovedMoney::from_signed(-cells.signed_fen(BillField::AmountSpent)?));
    }
    // `131.77(已退款89.84)`
    let (text, refunded) = split_refunded(cells.text(BillField::Amount));
    let signed = read_signed_amount(text, 2).map_err(|_| cells.refuse_amount(BillField::Amount))?;
    let money = MovedMoney { refunded, ..MovedMoney::from_signed(signed) };
    if !cells.has_column(BillField::Direction) {
        return Ok(money);
    }
    let direction = find_word(&DIRECTIONS, cells.text(BillField::Direction));
    let direction = direction.ok_or_else(|| cells.refuse_direction(BillField::Direction))?;
    Ok(MovedMoney { direction, ..money })
}

/// One of the two is empty or zero.
fn read_two_columns(cells: &BillCells<'_>) -> Result<MovedMoney> {
    let amount = |field| cells.optional_amount(field).map(|amount| amount.unwrap_or_default().in_fen());
    match (amount(BillField::AmountIn)?, amount(BillField::AmountOut)?) {
        (0, 0) if !cells.has(BillField::AmountIn) && !cells.has(BillField::AmountOut) => {
            Err(cells.refuse_amount(BillField::AmountIn))
        }
        (income, 0) => Ok(MovedMoney::from_signed(income)),
        (0, spent) => Ok(MovedMoney::from_signed(-spent)),
        _ => Err(cells.refuse_direction(BillField::AmountOut)),
    }
}

fn split_refunded(text: &str) -> (&str, Option<Fen>) {
    let Some((amount, rest)) = text.split_once(['(', '（']) else { return (text, None) };
    let refunded = rest.strip_suffix([')', '）']).and_then(|rest| rest.strip_prefix("已退款"));
    match refunded.map(|sum| read_signed_amount(sum, 2)) {
        Some(Ok(fen)) => (amount, Some(Fen::new(fen))),
        _ => (text, None),
    }
}

impl MovedMoney {
    fn from_signed(fen: i64) -> Self {
        let direction = match fen {
            0 => BillDirection::Neither,
            ..0 => BillDirection::Out,
            1.. => BillDirection::In,
        };
        Self { amount: Fen::new(fen.saturating_abs()), direction, refunded: None }
    }
}

pub(crate) fn tally_bank_row(cells: &BillCells<'_>, row: &BillRow, sums: &mut BillSums) -> Result<()> {
    sums.add_fen(BillTotal::Rows, Fen::ZERO);
    // A balance that some lines leave out can't be followed.
    if cells.has(BillField::Balance) {
        sums.follow_balance(row.line, cells.signed_fen(BillField::Balance)?, row.moved_amount().in_fen());
    }
    Ok(())
}

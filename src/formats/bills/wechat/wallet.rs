//! 微信支付账单流水文件, in all three generations: CSV to 2025-07, XLSX of texts to 2026-02, XLSX of numbers since.

use crate::domain::bill::row::{BillFee, BillRow};
use crate::domain::bill::service::{BillDirection, BillKind, BillMovement, BillService};
use crate::domain::value::money::Fen;
use crate::domain::value::spelling::amount::read_signed_amount;
use crate::error::Result;
use crate::formats::bills::columns::{BillCells, BillField, NamedField};
use crate::formats::bills::layout::{BillKey, BillLayout, start_plain_row};
use crate::formats::bills::order_numbers::find_order_numbers;
use crate::formats::bills::totals::{BillSums, BillTotal};
use crate::formats::bills::words::BillWord::{EndsWith, Is, StartsWith};
use crate::formats::bills::words::{BillWord, find_word, look_up};

const FIELDS: [NamedField; 11] = [
    (BillField::Time, &["交易时间"]),
    (BillField::Category, &["交易类型"]),
    (BillField::Party, &["交易对方"]),
    (BillField::Item, &["商品"]),
    (BillField::Direction, &["收/支"]),
    (BillField::Amount, &["金额"]),
    (BillField::Method, &["支付方式"]),
    (BillField::Status, &["当前状态"]),
    (BillField::Number, &["交易单号"]),
    (BillField::MerchantNumber, &["商户单号"]),
    (BillField::Note, &["备注"]),
];

pub(crate) const WECHAT_WALLET: BillLayout = BillLayout {
    service: BillService::WechatWallet,
    fields: &FIELDS,
    required: &[BillField::Time, BillField::Direction, BillField::Amount, BillField::Status, BillField::Number],
    unquoted: false,
    key: BillKey::Number,
    by_row: false,
    footers: &[],
    sealed: false,
    read_row,
    tally_row,
};

/// 交易类型: the words with a meaning of their own; every other is a payment. Those between own accounts come first.
const KINDS: [(BillWord, (BillKind, bool)); 11] = [
    (Is("零钱提现"), (BillKind::Withdrawal, true)),
    (Is("零钱充值"), (BillKind::Withdrawal, true)),
    (StartsWith("转入零钱通"), (BillKind::Withdrawal, true)),
    (StartsWith("零钱通转出"), (BillKind::Withdrawal, true)),
    (Is("信用卡还款"), (BillKind::Transfer, true)),
    (StartsWith("购买理财通"), (BillKind::Other, true)),
    (EndsWith("-退款"), (BillKind::Refund, false)),
    (Is("退款"), (BillKind::Refund, false)),
    (Is("转账"), (BillKind::Transfer, false)),
    (Is("微信红包"), (BillKind::Transfer, false)),
    (Is("群收款"), (BillKind::Transfer, false)),
];

/// 当前状态. A word that is not here is nobody's guess: two importers lost rows for one.
const MOVEMENTS: [(&str, BillMovement); 21] = [
    ("支付成功", BillMovement::Moved),
    ("已转账", BillMovement::Moved),
    ("对方已收钱", BillMovement::Moved),
    ("朋友已收钱", BillMovement::Moved),
    ("已存入零钱", BillMovement::Moved),
    ("已收钱", BillMovement::Moved),
    ("已到账", BillMovement::Moved),
    ("已转入零钱通", BillMovement::Moved),
    ("充值完成", BillMovement::Moved),
    ("充值成功", BillMovement::Moved),
    ("提现已到账", BillMovement::Moved),
    ("还款成功", BillMovement::Moved),
    (REFUNDED_WHOLE, BillMovement::Moved),
    (RETURNED, BillMovement::Moved),
    ("提现失败，已退回零钱", BillMovement::NotMoved),
    ("提现失败,已退回零钱", BillMovement::NotMoved),
    ("支付失败", BillMovement::NotMoved),
    ("已关闭", BillMovement::NotMoved),
    ("交易关闭", BillMovement::NotMoved),
    ("待确认收款", BillMovement::OnTheWay),
    ("等待对方收款", BillMovement::OnTheWay),
];

/// On a payment: all of it came back. On the refund's own row: it is the refund.
const REFUNDED_WHOLE: &str = "已全额退款";
/// Of a transfer: a row of its own stands beside it.
const RETURNED: &str = "对方已退还";
/// A refund of a red packet names the packet, and not the merchant.
const PACKET_REFUND: &str = "微信红包-退款";

fn read_row(cells: &BillCells<'_>) -> Result<BillRow> {
    let mut row = start_plain_row(cells)?;
    let (kind, own) = look_up(&KINDS, cells.text(BillField::Category)).unwrap_or((BillKind::Payment, false));
    row.kind = kind;
    row.direction = match cells.text(BillField::Direction) {
        "收入" => BillDirection::In,
        "支出" => BillDirection::Out,
        "" | "中性交易" if own => BillDirection::Own,
        "" | "中性交易" => BillDirection::Neither,
        _ => return Err(cells.refuse_direction(BillField::Direction)),
    };
    let status = cells.text(BillField::Status);
    let partly = read_part_refund(status);
    row.movement = match partly {
        Some(_) => BillMovement::Moved,
        None => find_word(&MOVEMENTS, status).unwrap_or(BillMovement::Unclear),
    };
    if row.direction == BillDirection::Out {
        row.refunded = match status {
            REFUNDED_WHOLE | RETURNED => Some(row.amount),
            _ => partly.and_then(PartRefund::of_original),
        };
    }
    row.fee = read_withdrawal_fee(cells.text(BillField::Note));
    if cells.text(BillField::Category) == PACKET_REFUND {
        row.refund_of = row.merchant_number.clone();
    }
    row.order_numbers = find_order_numbers([cells.text(BillField::Item), cells.text(BillField::Note)]);
    Ok(row)
}

fn tally_row(_: &BillCells<'_>, row: &BillRow, sums: &mut BillSums) -> Result<()> {
    sums.add_fen(BillTotal::Rows, Fen::ZERO);
    let of = match row.direction {
        BillDirection::In => BillTotal::Income,
        BillDirection::Out => BillTotal::Spending,
        BillDirection::Own | BillDirection::Neither => BillTotal::Neutral,
    };
    sums.add_fen(of, row.amount);
    Ok(())
}

/// What a status says came back of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PartRefund {
    /// In all, on the payment's own row: `已退款(¥3.00)`.
    Total(Fen),
    /// This once, on the row of the refund: `已退款¥3.00`.
    Single,
}

impl PartRefund {
    const fn of_original(self) -> Option<Fen> {
        match self {
            Self::Total(amount) => Some(amount),
            Self::Single => None,
        }
    }
}

/// Reads the whole status: `已退款待处理` begins like a refund and is none.
fn read_part_refund(status: &str) -> Option<PartRefund> {
    let rest = status.strip_prefix("已退款")?.trim();
    let inner = rest.strip_prefix(['(', '（']).map(|rest| rest.strip_suffix([')', '）']));
    let sum = match inner {
        Some(inner) => inner?,
        None => rest,
    };
    let amount = read_signed_amount(sum.trim().strip_prefix(['¥', '￥'])?, 2).ok()?;
    Some(if inner.is_some() { PartRefund::Total(Fen::new(amount)) } else { PartRefund::Single })
}

/// `服务费¥0.10`: the amount of a withdrawal includes it.
fn read_withdrawal_fee(note: &str) -> Option<BillFee> {
    let sum = note.strip_prefix("服务费")?.trim().strip_prefix(['¥', '￥'])?;
    read_signed_amount(sum, 2).ok().map(|fen| BillFee::from_fen(Fen::new(fen)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_amount_inside_a_status_is_read_by_the_whole_status() {
        let total = |fen| Some(PartRefund::Total(Fen::new(fen)));
        for (status, refund) in [
            ("已退款(¥3.00)", total(300)),
            ("已退款（￥1,003.00）", total(100_300)),
            ("已退款¥3.00", Some(PartRefund::Single)),
            ("已退款￥3.00", Some(PartRefund::Single)),
            ("已退款待处理", None),
            ("已退款(¥3.00", None),
            ("已退款", None),
            ("已全额退款", None),
        ] {
            assert_eq!(read_part_refund(status), refund, "{status}");
        }
    }
}

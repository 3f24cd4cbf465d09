//! What a bill states of its rows beside them, and what they add up to.

use super::errors::BillError;
use crate::domain::bill::row::BillFee;
use crate::domain::value::code_enum::coded;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::money::Fen;
use crate::domain::value::spelling::amount::read_signed_amount;
use crate::error::{Error, Result};
use crate::formats::bills::columns::FEE_DECIMALS;
use crate::formats::sheet::SheetRow;
use crate::say;

coded! {
    /// A number or sum that a bill states.
    BillTotal {
        Rows = "rows", "笔数", "the rows";
        Income = "income", "收入", "income";
        Spending = "spending", "支出", "spending";
        Neutral = "neutral", "不计收支", "neither income nor spending";
        Payments = "payments", "交易", "payments";
        Refunds = "refunds", "退款", "refunds";
        CouponRefunds = "coupon_refunds", "充值券退款", "refunds of coupons";
        Fees = "fees", "手续费", "fees";
        Asked = "asked", "订单金额", "the amounts of the orders";
        AskedRefunds = "asked_refunds", "申请退款", "the refunds asked for";
    }
}

/// What a bill says of one of its totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StatedTotal {
    pub(crate) of: BillTotal,
    pub(crate) count: Option<u64>,
    pub(crate) amount: Option<BillFee>,
}

/// Something that a bill says of itself and its rows do not; it was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BillWarning {
    /// A stated number or sum is another one than that of the rows. Wallets count refunds as they like.
    TotalDiffers { of: BillTotal, stated: String, found: String },
    /// A balance does not follow from the one before it: rows are missing there, or the file was sorted anew.
    BalanceBroken { line: u64, breaks: u64 },
}

impl BillWarning {
    pub fn to_message(&self) -> BilingualMessage {
        match self {
            Self::TotalDiffers { of, stated, found } => {
                let label = of.label();
                let (zh, en) = (label.zh, label.en);
                say!(
                    "账单写明{zh}为 {stated}，各行合计为 {found}",
                    "the bill states {stated} for {en}, its rows have {found}"
                )
            }
            Self::BalanceBroken { line, breaks } => say!(
                "余额有 {breaks} 处接不上，第一处在第 {line} 行：那里可能缺少记录",
                "the balance breaks in {breaks} places, first at line {line}: rows may be missing there"
            ),
        }
    }
}

/// What the rows add up to, in the decimals of a fee.
#[derive(Debug, Default)]
pub(crate) struct BillSums {
    sums: [(u64, i64); BillTotal::ALL.len()],
    balances: BalanceChain,
}

impl BillSums {
    /// Adds one amount to a total.
    pub(crate) fn add_amount(&mut self, of: BillTotal, amount: BillFee) {
        if let Some((count, sum)) = self.sums.get_mut(of as usize) {
            *count += 1;
            *sum = sum.saturating_add(amount.in_hundred_thousandths());
        }
    }

    pub(crate) fn add_fen(&mut self, of: BillTotal, amount: Fen) {
        self.add_amount(of, BillFee::from_fen(amount));
    }

    /// Follows the balance of the account: `moved` made it `balance`.
    pub(crate) const fn follow_balance(&mut self, line: u64, balance: i64, moved: i64) {
        self.balances.follow(line, balance, moved);
    }

    fn total(&self, of: BillTotal) -> (u64, i64) {
        self.sums.get(of as usize).copied().unwrap_or_default()
    }

    /// What differs from what is stated, and where the balance breaks.
    pub(crate) fn compare(&self, stated: &[StatedTotal]) -> Vec<BillWarning> {
        let mut warnings = Vec::new();
        for StatedTotal { of, count, amount } in stated.iter().copied() {
            let (rows, sum) = self.total(of);
            if let Some(count) = count.filter(|count| *count != rows) {
                warnings.push(BillWarning::TotalDiffers { of, stated: count.to_string(), found: rows.to_string() });
            }
            // A sum of fees is stated in fen at times.
            let found = BillFee::new(sum).round_to_fen();
            if let Some(stated) = amount.map(BillFee::round_to_fen).filter(|stated| *stated != found) {
                warnings.push(BillWarning::TotalDiffers { of, stated: stated.to_string(), found: found.to_string() });
            }
        }
        warnings.extend(self.balances.warning());
        warnings
    }
}

/// The refusal of a bill for a total of which its service vouches.
pub(crate) fn refuse_total(of: BillTotal, stated: &str, found: &str) -> Box<Error> {
    let label = of.label();
    BillError::BillTotalsDiffer { zh: &label.zh, en: &label.en, stated: &stated, found: &found }
        .into_error()
        .detail("total", of.code())
        .detail("stated", stated)
        .detail("found", found)
}

/// Balances, each of which must follow from its neighbour. Bills begin with the oldest row or with the newest: the order that
/// breaks less is the one that is meant.
#[derive(Debug, Default)]
struct BalanceChain {
    last: Option<(i64, i64)>,
    /// Breaks and the line of the first, were the oldest row first and were it last.
    ascending: (u64, u64),
    descending: (u64, u64),
}

impl BalanceChain {
    const fn follow(&mut self, line: u64, balance: i64, moved: i64) {
        if let Some((before, moved_before)) = self.last {
            Self::note_break(&mut self.ascending, line, balance != before.saturating_add(moved));
            Self::note_break(&mut self.descending, line, before != balance.saturating_add(moved_before));
        }
        self.last = Some((balance, moved));
    }

    const fn note_break(breaks: &mut (u64, u64), line: u64, broken: bool) {
        if broken {
            if breaks.0 == 0 {
                breaks.1 = line;
            }
            breaks.0 += 1;
        }
    }

    fn warning(&self) -> Option<BillWarning> {
        let (breaks, line) = self.ascending.min(self.descending);
        (breaks > 0).then_some(BillWarning::BalanceBroken { line, breaks })
    }
}

/// How bills name a total that stands in words above or below their rows.
const STATED_WORDS: [(&str, BillTotal); 10] = [
    ("收入", BillTotal::Income),
    ("支出", BillTotal::Spending),
    ("中性交易", BillTotal::Neutral),
    ("不计收支", BillTotal::Neutral),
    ("已收入", BillTotal::Income),
    ("已支出", BillTotal::Spending),
    ("收入合计", BillTotal::Income),
    ("支出合计", BillTotal::Spending),
    ("交易合计", BillTotal::Payments),
    ("退款合计", BillTotal::Refunds),
];

/// Reads `共6笔记录`, `收入：2笔 556.00元`, `#交易合计：1笔，商家实收共128.00元，…`; `None` for what states no total.
pub(crate) fn read_stated_total(line: &str) -> Option<StatedTotal> {
    let line = line.trim_start_matches('#').trim();
    if let Some(count) = line.strip_prefix('共').and_then(|rest| rest.strip_suffix("笔记录")) {
        return Some(StatedTotal { of: BillTotal::Rows, count: Some(count.trim().parse().ok()?), amount: None });
    }
    let (label, rest) = line.split_once([':', '：'])?;
    let of = super::words::find_word(&STATED_WORDS, label.trim())?;
    let (count, rest) = rest.split_once('笔')?;
    let sum = rest.split('元').next()?;
    let number = sum.rfind(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+')));
    let number = number.map_or(sum, |at| sum.get(at..).unwrap_or_default());
    let number = number.trim_start_matches(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '+')));
    let amount = read_signed_amount(number, FEE_DECIMALS).ok()?;
    Some(StatedTotal {
        of,
        count: Some(count.trim().parse().ok()?),
        amount: Some(BillFee::new(amount.saturating_abs())),
    })
}

/// What stands under a heading of WeChat Pay's summary: whether it counts or adds up.
const SUMMARY_HEADINGS: [(&str, BillTotal, bool); 15] = [
    ("总交易单数", BillTotal::Rows, true),
    ("应结订单总金额", BillTotal::Payments, false),
    ("总交易额", BillTotal::Payments, false),
    ("退款总金额", BillTotal::Refunds, false),
    ("总退款金额", BillTotal::Refunds, false),
    ("充值券退款总金额", BillTotal::CouponRefunds, false),
    ("总代金券或立减优惠退款金额", BillTotal::CouponRefunds, false),
    ("手续费总金额", BillTotal::Fees, false),
    ("订单总金额", BillTotal::Asked, false),
    ("申请退款总金额", BillTotal::AskedRefunds, false),
    ("资金流水总笔数", BillTotal::Rows, true),
    ("收入笔数", BillTotal::Income, true),
    ("收入金额", BillTotal::Income, false),
    ("支出笔数", BillTotal::Spending, true),
    ("支出金额", BillTotal::Spending, false),
];

/// Reads the summary of WeChat Pay, a row of headings and one of values. What is no number is refused by whoever compares:
/// it stands for nothing.
pub(crate) fn read_summary(headings: &SheetRow, values: &SheetRow) -> Result<Vec<StatedTotal>> {
    let mut stated = Vec::new();
    for (heading, value) in headings.cells().iter().zip(values.cells()) {
        let known = SUMMARY_HEADINGS.iter().find(|(name, _, _)| heading.trim_start_matches('`') == *name);
        let Some((_, of, counts)) = known else { continue };
        let value = value.trim_start_matches('`');
        let total = if *counts {
            value.parse().ok().map(|count| StatedTotal { of: *of, count: Some(count), amount: None })
        } else {
            let sum = read_signed_amount(value, FEE_DECIMALS).ok().map(BillFee::new);
            sum.map(|sum| StatedTotal { of: *of, count: None, amount: Some(sum) })
        };
        stated.push(total.ok_or_else(|| refuse_total(*of, value, "-"))?);
    }
    Ok(stated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_read_in_the_words_of_every_service() {
        let total =
            |of, count, fen| StatedTotal { of, count: Some(count), amount: Some(BillFee::from_fen(Fen::new(fen))) };
        for (line, stated) in [
            ("收入：2笔 556.00元", total(BillTotal::Income, 2, 55_600)),
            ("支出：3笔 1,057.00元", total(BillTotal::Spending, 3, 105_700)),
            ("中性交易：1笔 300.10元", total(BillTotal::Neutral, 1, 30_010)),
            ("已收入:2笔,762.00元", total(BillTotal::Income, 2, 76_200)),
            ("#支出合计：1笔，共-103.04元", total(BillTotal::Spending, 1, 10_304)),
            ("#交易合计：1笔，商家实收共128.00元，商家优惠共0.00元", total(BillTotal::Payments, 1, 12_800)),
            ("#退款合计：1笔，商家实收退款共-64.00元，商家优惠退款共0.00元", total(BillTotal::Refunds, 1, 6_400)),
        ] {
            assert_eq!(read_stated_total(line), Some(stated), "{line}");
        }
        let rows = StatedTotal { of: BillTotal::Rows, count: Some(6), amount: None };
        assert_eq!(read_stated_total("共6笔记录"), Some(rows));
        for line in ["", "注：", "待收入:1笔,3.00元", "收入：", "导出时间：[2026-07-01 09:30:15]", "共笔记录"]
        {
            assert_eq!(read_stated_total(line), None, "{line}");
        }
    }

    #[test]
    fn a_balance_may_go_either_way_and_breaks_where_a_row_is_missing() {
        let chain = |rows: &[(i64, i64)]| {
            let mut sums = BillSums::default();
            for (line, (balance, moved)) in (1..).zip(rows) {
                sums.follow_balance(line, *balance, *moved);
            }
            sums.compare(&[])
        };
        assert_eq!(chain(&[(100, 10), (90, -10), (140, 50)]), []);
        assert_eq!(chain(&[(140, 50), (90, -10), (100, 10)]), []);
        let broken = |line| [BillWarning::BalanceBroken { line, breaks: 1 }];
        assert_eq!(chain(&[(100, 10), (80, -10), (130, 50), (131, 1)]), broken(2));
        assert_eq!(chain(&[(131, 1), (130, 50), (90, -10), (100, 10)]), broken(3));
    }
}

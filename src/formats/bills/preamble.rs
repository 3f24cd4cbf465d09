//! The lines above the rows: whose bill it is, which time it covers, what it was asked for and what it states.

use super::totals::{StatedTotal, read_stated_total};
use crate::domain::bill::service::BillScope;
use crate::domain::value::spelling::time::read_moment;
use crate::domain::value::time::Timestamp;
use crate::formats::bills::words::find_word;

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct BillPreamble {
    pub(crate) account: Option<String>,
    pub(crate) period: Option<(Timestamp, Timestamp)>,
    pub(crate) exported_at: Option<Timestamp>,
    pub(crate) scope: Option<BillScope>,
    pub(crate) stated: Vec<StatedTotal>,
}

const ACCOUNTS: [&str; 5] = ["微信昵称", "支付宝账户", "支付宝账号", "账号", "卡号"];
const BEGINNINGS: [&str; 2] = ["起始时间", "起始日期"];
const ENDS: [&str; 2] = ["终止时间", "终止日期"];
const SCOPES: [&str; 2] = ["导出类型", "导出交易类型"];
const EXPORTS: [&str; 1] = ["导出时间"];

/// What a bill was asked for; any other word is a part of it.
const SCOPE_WORDS: [(&str, BillScope); 6] = [
    ("全部账单", BillScope::Everything),
    ("全部", BillScope::Everything),
    ("全部收入", BillScope::Income),
    ("收入", BillScope::Income),
    ("全部支出", BillScope::Spending),
    ("支出", BillScope::Spending),
];

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;

impl BillPreamble {
    pub(crate) fn read<'l>(lines: impl Iterator<Item = &'l str>) -> Self {
        let mut preamble = Self::default();
        for line in lines {
            let line = line.trim_start_matches('#').trim();
            let moment = |labels: &[&str]| find_value(line, labels).and_then(|value| read_moment(value).ok());
            preamble.account = preamble.account.or_else(|| find_account(line));
            preamble.exported_at = preamble.exported_at.or_else(|| moment(&EXPORTS));
            preamble.scope = preamble.scope.or_else(|| find_value(line, &SCOPES).map(read_scope));
            let period = moment(&BEGINNINGS).zip(moment(&ENDS)).map(|(from, to)| (from, moment_after(to)));
            preamble.period = preamble.period.or(period);
            preamble.stated.extend(read_stated_total(line));
        }
        preamble
    }
}

/// The first moment that a period no longer covers: one that ends at 23:59:59 covers that second, one that ends at midnight ends
/// there.
const fn moment_after(end: Timestamp) -> Timestamp {
    if end.millis() % MINUTE == MINUTE - SECOND { end.plus_millis(SECOND) } else { end }
}

fn read_scope(word: &str) -> BillScope {
    find_word(&SCOPE_WORDS, word.trim()).unwrap_or(BillScope::Part)
}

/// The account stands alone in its line, and may have brackets in its name.
fn find_account(line: &str) -> Option<String> {
    let (label, value) = line.split_once([':', '：'])?;
    let value = value.trim();
    let inner = value.strip_prefix('[').and_then(|rest| rest.rfind(']').and_then(|end| rest.get(..end)));
    // A bank goes on in the same line.
    let account = inner.or_else(|| value.split([',', '，']).next()).unwrap_or_default().trim();
    (ACCOUNTS.contains(&label.trim()) && !account.is_empty()).then(|| account.to_owned())
}

/// What stands in brackets behind one of `labels`.
fn find_value<'l>(line: &'l str, labels: &[&str]) -> Option<&'l str> {
    labels.iter().find_map(|label| {
        let at = line.find(label)?;
        let rest = line.get(at + label.len()..)?.trim_start().strip_prefix([':', '：'])?.trim_start();
        let (value, _) = rest.strip_prefix('[')?.split_once(']')?;
        Some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> BillPreamble {
        BillPreamble::read(lines.iter().copied())
    }

    fn period(from: &str, to: &str) -> Option<(Timestamp, Timestamp)> {
        Some((Timestamp::parse(from).unwrap(), Timestamp::parse(to).unwrap()))
    }

    #[test]
    fn every_service_says_whose_bill_of_which_time_it_is() {
        let june = period("2026-05-31T16:00:00Z", "2026-06-30T16:00:00Z");
        let wechat = read(&[
            "微信昵称：[示例[小]店]",
            "起始时间：[2026-06-01 00:00:00] 终止时间：[2026-06-30 23:59:59]",
            "导出类型：[全部账单]",
            "导出时间：[2026-07-01 09:30:15]",
            "共6笔记录",
        ]);
        assert_eq!(wechat.account.as_deref(), Some("示例[小]店"));
        assert_eq!((wechat.period, wechat.scope), (june, Some(BillScope::Everything)));
        assert_eq!(wechat.exported_at.map(Timestamp::format_rfc3339).as_deref(), Some("2026-07-01T01:30:15.000Z"));
        assert_eq!(wechat.stated.len(), 1);
        let web =
            read(&["账号:[sample@example.com]", "起始日期:[2026-06-01 00:00:00]    终止日期:[2026-07-01 00:00:00]"]);
        assert_eq!((web.account.as_deref(), web.period), (Some("sample@example.com"), june));
        let merchant = read(&[
            "#账号：[20880000000000000156]",
            "#起始日期：[2026年06月01日 00:00:00]   终止日期：[2026年07月01日 00:00:00]",
        ]);
        assert_eq!((merchant.account.as_deref(), merchant.period), (Some("20880000000000000156"), june));
        assert_eq!(read(&["支付宝账户：sample@example.com"]).account.as_deref(), Some("sample@example.com"));
        assert_eq!(read(&["卡号: 0000****0000,卡别名: 示例"]).account.as_deref(), Some("0000****0000"));
    }

    #[test]
    fn a_part_of_a_bill_is_no_month() {
        for (line, scope) in [
            ("导出类型：[全部]", BillScope::Everything),
            ("导出类型：[全部收入]", BillScope::Income),
            ("导出交易类型：[全部]", BillScope::Everything),
            ("导出类型：[全部支出]", BillScope::Spending),
            ("导出类型：[转账]", BillScope::Part),
        ] {
            assert_eq!(read(&[line]).scope, Some(scope), "{line}");
        }
    }
}

//! Columns by the many names that exports have for them.

use crate::domain::value::message::BilingualText;
use crate::domain::value::text::fold::fold_text;

/// A column: what it is called in messages, and every heading it may have, the best first.
#[derive(Clone, Copy, Debug)]
pub struct SheetColumn {
    /// The name in messages.
    pub name: &'static str,
    /// Headings as `clean_heading` makes them.
    pub headings: &'static [&'static str],
    /// Whether a sheet without it is of no use.
    pub required: bool,
}

impl SheetColumn {
    /// What people call it: the best heading in Chinese, and the name.
    pub(crate) fn label(self) -> BilingualText {
        let zh = self.headings.iter().find(|heading| !heading.is_ascii());
        BilingualText { zh: zh.copied().unwrap_or(self.name), en: self.name }
    }
}

/// What the amounts under a heading are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountUnit {
    Yuan,
    /// Under `实付金额(分)`.
    Fen,
}

/// What yuan and fen are called behind a heading.
const UNITS: [(&str, AmountUnit); 8] = [
    ("元", AmountUnit::Yuan),
    ("单位:元", AmountUnit::Yuan),
    ("¥", AmountUnit::Yuan),
    ("rmb", AmountUnit::Yuan),
    ("cny", AmountUnit::Yuan),
    ("人民币", AmountUnit::Yuan),
    ("分", AmountUnit::Fen),
    ("单位:分", AmountUnit::Fen),
];

/// A heading without what exports vary: width, case, white space, `_`, `-`, a mark for "required", and the unit in brackets.
/// A unit that is not known stays: nobody may take dollars for yuan.
pub(crate) fn clean_heading(heading: &str) -> (String, AmountUnit) {
    let folded = fold_text(heading).to_lowercase();
    let plain: String = folded.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '*')).collect();
    let plain = plain.trim_end_matches(':');
    for (word, unit) in UNITS {
        for tail in [format!("({word})"), format!("[{word}]"), format!("/{word}")] {
            if let Some(name) = plain.strip_suffix(&tail) {
                return (name.to_owned(), unit);
            }
        }
    }
    (plain.to_owned(), AmountUnit::Yuan)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_known_whatever_an_export_puts_around_it() {
        for (heading, name, unit) in [
            ("实付金额", "实付金额", AmountUnit::Yuan),
            (" 实付 金额 ", "实付金额", AmountUnit::Yuan),
            ("实付金额（元）", "实付金额", AmountUnit::Yuan),
            ("实付金额(元)", "实付金额", AmountUnit::Yuan),
            ("实付金额/元", "实付金额", AmountUnit::Yuan),
            ("实付金额【元】", "实付金额", AmountUnit::Yuan),
            ("实付金额（单位：元）", "实付金额", AmountUnit::Yuan),
            ("实付金额(分)", "实付金额", AmountUnit::Fen),
            ("实付金额(美元)", "实付金额(美元)", AmountUnit::Yuan),
            ("*订单号", "订单号", AmountUnit::Yuan),
            ("订单号：", "订单号", AmountUnit::Yuan),
            ("订单\u{200b}号", "订单号", AmountUnit::Yuan),
            ("Paid_Amount", "paidamount", AmountUnit::Yuan),
            ("ＰａｉｄＡｍｏｕｎｔ", "paidamount", AmountUnit::Yuan),
        ] {
            assert_eq!(clean_heading(heading), (name.to_owned(), unit), "{heading}");
        }
    }
}

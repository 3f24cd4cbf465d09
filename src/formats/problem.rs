//! What is wrong with the rows of a file, all of it at once: listed up to a bound, counted beyond it.

use crate::domain::order::service_text::longest_digits;
use crate::domain::value::mask::{mask_account, mask_name};
use crate::domain::value::person::Personal;
use crate::error::{Error, Exit, RowProblem};
use crate::formats::errors::FormatError;
use crate::formats::field::shorten_key;
use crate::say;

/// How many problems are listed.
const LISTED: usize = 100;

/// Fields whose values name nobody, so that a message may show them: numbers, amounts, times, states, and what was bought.
const SHOWN: [&str; 36] = [
    "externalOrderNo",
    "order_no",
    "orderId",
    "order_id",
    "productName",
    "ticketType",
    "ticket_type",
    "playDate",
    "skuText",
    "sourcePlatform",
    "eventKey",
    "orderStatus",
    "refundStatus",
    "order_status",
    "refund_status",
    "status",
    "paidAmount",
    "totalAmount",
    "pay_amount",
    "total_amount",
    "totalPrice",
    "total_price",
    "amount",
    "price",
    "paidAt",
    "pay_time",
    "payTime",
    "paySuccessTime",
    "createTime",
    "quantity",
    "season",
    "from",
    "to",
    "buyNum",
    "channel",
    "time",
];
/// Of these, the fields of numbers: any digits are theirs.
const NUMBERS: [&str; 4] = ["externalOrderNo", "order_no", "orderId", "order_id"];
/// Of these, the fields of words: any letters are theirs.
const WORDS: [&str; 13] = [
    "productName",
    "ticketType",
    "ticket_type",
    "skuText",
    "sourcePlatform",
    "eventKey",
    "orderStatus",
    "refundStatus",
    "order_status",
    "refund_status",
    "status",
    "season",
    "channel",
];
/// What amounts and counts are written with in words.
const NUMERALS: &str = "零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟元块圆角毛分整";
/// A phone number's length: a longer run of digits may be a certificate's.
const PERSONAL_DIGITS: usize = 11;

/// The value of a field as a message may show it: masked where it is personal, or looks as if a row had slipped by a column.
pub(crate) fn show_value(field: &str, value: &str) -> String {
    let last = field.rsplit('.').next().unwrap_or(field);
    let value = shorten_key(value);
    let masked = |text: &str| mask_account(&Personal::new(text)).visible_text().unwrap_or_default().to_owned();
    if !SHOWN.contains(&last) {
        return masked(&value);
    }
    let is_number = NUMBERS.contains(&last);
    if !is_number && longest_digits(&value) >= PERSONAL_DIGITS {
        return masked(&value);
    }
    let has_digit = value.chars().any(char::is_numeric);
    if is_number || has_digit || spells_number(&value) || WORDS.contains(&last) {
        return value;
    }
    mask_name(&Personal::new(value.as_str())).visible_text().unwrap_or_default().to_owned()
}

/// Whether a text is an amount or a count in Chinese numerals, which nobody is called.
fn spells_number(text: &str) -> bool {
    text.chars().all(|c| NUMERALS.contains(c) || c.is_whitespace())
}

/// The problems of a file while it is read.
#[derive(Debug, Default)]
pub struct ProblemList {
    listed: Vec<RowProblem>,
    /// All of them, and the rows that have one.
    problems: u64,
    rows: u64,
    /// Whether all so far have one code.
    alike: bool,
}

impl ProblemList {
    /// Adds what is wrong with one row.
    pub fn add_row(&mut self, problems: Vec<RowProblem>) {
        self.rows += u64::from(!problems.is_empty());
        for problem in problems {
            let same = |first: &RowProblem| first.error.code == problem.error.code;
            self.alike = self.listed.first().is_none_or(|first| self.alike && same(first));
            self.problems += 1;
            if self.listed.len() < LISTED {
                self.listed.push(problem);
            }
        }
    }

    pub const fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The refusal of the whole file; `None` without problems. One problem is its own error at its place; many that are alike
    /// have their code, and a mixture has one of its own.
    pub fn into_error(mut self) -> Option<Box<Error>> {
        if self.problems == 1 {
            return self.listed.pop().map(place_error);
        }
        let first = self.listed.first()?;
        let (rows, problems) = (self.rows, self.problems);
        let mut error = FormatError::RowsRefused { rows: &rows, problems: &problems }.into_error();
        if self.alike {
            error.code = first.error.code;
            error = error.with_exit(first.error.exit);
        } else if self.listed.iter().all(|one| one.error.exit == Exit::Refused) {
            error = error.with_exit(Exit::Refused);
        }
        let mut error = error.detail("line", first.row).detail("rows", rows).detail("problem_count", problems);
        error.problems = self.listed;
        Some(error)
    }
}

/// The error of a single problem, which says where it is.
fn place_error(problem: RowProblem) -> Box<Error> {
    let mut error = problem.error.clone();
    let (place, why) = (problem.place(), &problem.error.message);
    let (zh, en, why_zh, why_en) = (place.zh, place.en, &why.zh, &why.en);
    error.message = say!("{zh}：{why_zh}", "{en}: {why_en}");
    let mut error = error.detail("line", problem.row);
    for (key, fact) in
        [("external_order_no", &problem.order_no), ("column", &problem.column), ("value", &problem.value)]
    {
        if let Some(fact) = fact {
            error = error.detail(key, fact.as_str());
        }
    }
    error.problems = vec![problem];
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_shown_unless_it_may_be_a_persons() {
        for (field, value, shown) in [
            ("paidAmount", "288,00", "288,00"),
            ("paidAmount", "张三丰", "张*"),
            ("paidAmount", "二百", "二百"),
            ("paidAmount", "13800000000", "1****0000"),
            ("paidAt", "20.03.2026", "20.03.2026"),
            ("commonData.createTime", "刚刚", "刚*"),
            ("orderStatus", "明天再说", "明天再说"),
            ("orderStatus", "440101199001012376", "4401****2376"),
            ("externalOrderNo", "3.36E+18", "3.36E+18"),
            ("externalUserId", "小明同学", "****同学"),
            ("name", "张三", "****三"),
            ("playDate", "1\u{202e}2", "1\u{fffd}2"),
        ] {
            assert_eq!(show_value(field, value), shown, "{field} {value}");
        }
    }

    fn problem(row: u64, error: FormatError<'_>) -> RowProblem {
        let column = Some("实付金额".to_owned());
        RowProblem {
            row,
            order_no: Some("3364".to_owned()),
            column,
            value: Some("x".to_owned()),
            error: error.into_error(),
        }
    }

    #[test]
    fn one_problem_is_its_own_error_and_many_are_listed() {
        assert!(ProblemList::default().into_error().is_none());
        let mut list = ProblemList::default();
        list.add_row(vec![problem(4, FormatError::CellAmount)]);
        let error = list.into_error().unwrap();
        assert_eq!(
            (error.code, &error.details["line"], &error.details["column"]),
            ("amount_invalid", &4.into(), &"实付金额".into())
        );
        assert!(error.message.zh.starts_with("第 4 行，订单 3364，实付金额「x」：看不出"), "{}", error.message.zh);
        assert!(
            error.message.en.starts_with("line 4, order 3364, 实付金额 \"x\": not an amount"),
            "{}",
            error.message.en
        );

        let mut alike = ProblemList::default();
        for row in 0..150 {
            alike.add_row(vec![problem(row, FormatError::CellAmount)]);
        }
        let error = alike.into_error().unwrap();
        assert_eq!(
            (error.code, error.problems.len(), &error.details["problem_count"]),
            ("amount_invalid", 100, &150.into())
        );
        let mut mixed = ProblemList::default();
        mixed.add_row(vec![problem(2, FormatError::CellAmount), problem(2, FormatError::CellMoment)]);
        let error = mixed.into_error().unwrap();
        assert_eq!((error.code, &error.details["rows"]), ("rows_refused", &1.into()));
    }
}

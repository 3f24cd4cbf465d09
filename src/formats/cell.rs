//! The values of a sheet's cells, read by the one table of spellings.
//!
//! An error here says what is wrong with the value and nothing of its place: whoever reads a row knows row, heading and value,
//! and `field` among the details says which column was meant.

use super::errors::FormatError;
use super::field::{MAX_ORDER_NO, check_order_no, is_rounded_by_sheet, is_scientific};
use super::sheet::column::AmountUnit;
use crate::domain::value::money::{AmountError, Fen};
use crate::domain::value::spelling;
use crate::domain::value::spelling::amount::{read_order_amount, strip_currency};
use crate::domain::value::spelling::quantity::MAX_QUANTITY;
use crate::domain::value::spelling::time::{read_day, read_moment};
use crate::domain::value::text::fold::fold_text;
use crate::domain::value::time::{Day, TimeError, Timestamp};
use crate::error::{Error, Result};

pub(crate) fn missing_cell(field: &str) -> Box<Error> {
    FormatError::CellMissing.into_error().detail("field", field)
}

/// The number of an order on another platform, every digit of it.
pub(crate) fn read_order_no(field: &str, text: &str) -> Result<String> {
    let number: String = fold_text(text).chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(damage) = find_order_no_damage(field, &number) {
        return Err(damage);
    }
    match check_order_no(field, &number) {
        Ok(()) => Ok(number),
        Err(_) => {
            let wrong = FormatError::CellOrderNo { max_order_no: &MAX_ORDER_NO };
            Err(wrong.into_error().detail("field", field).detail("limit", MAX_ORDER_NO))
        }
    }
}

/// What a spreadsheet did to the number of an order, where it spoilt it.
pub(crate) fn find_order_no_damage(field: &str, text: &str) -> Option<Box<Error>> {
    let number: String = fold_text(text).chars().filter(|c| !c.is_whitespace()).collect();
    is_rounded_by_sheet(&number).then(|| FormatError::CellOrderNoDamaged.into_error().detail("field", field))
}

/// An amount of one order.
pub(crate) fn read_amount(field: &str, unit: AmountUnit, text: &str) -> Result<Fen> {
    let amount = match unit {
        AmountUnit::Yuan => read_order_amount(text).map_err(|error| match error {
            AmountError::Grammar => FormatError::CellAmount,
            AmountError::Exponent => FormatError::CellAmountDamaged,
            AmountError::Range => FormatError::CellAmountRange,
        }),
        AmountUnit::Fen => read_fen(&strip_currency(text)),
    };
    amount.map_err(|wrong| wrong.into_error().detail("field", field))
}

fn read_fen(number: &str) -> std::result::Result<Fen, FormatError<'static>> {
    if is_scientific(number) {
        return Err(FormatError::CellAmountDamaged);
    }
    let fen = number.parse::<u32>().map_err(|_| FormatError::CellAmountFen)?;
    Fen::new(i64::from(fen)).in_order_range().map_err(|_| FormatError::CellAmountRange)
}

/// A day.
pub(crate) fn read_day_cell(field: &str, text: &str) -> Result<Day> {
    read_day(text).map_err(|error| explain_time(error, FormatError::CellDay).detail("field", field))
}

/// A moment; without an offset in Asia/Shanghai.
pub(crate) fn read_moment_cell(field: &str, text: &str) -> Result<Timestamp> {
    read_moment(text).map_err(|error| explain_time(error, FormatError::CellMoment).detail("field", field))
}

/// How many tickets.
pub(crate) fn read_quantity(field: &str, text: &str) -> Result<u32> {
    let quantity = spelling::quantity::read_quantity(text);
    quantity.ok_or_else(|| FormatError::CellQuantity { max: &MAX_QUANTITY }.into_error().detail("field", field))
}

fn explain_time(error: TimeError, otherwise: FormatError<'_>) -> Box<Error> {
    match error {
        TimeError::Instant | TimeError::Day => otherwise,
        TimeError::DayMonthOrder => FormatError::CellDayMonth,
        TimeError::ShortYear | TimeError::YearMissing => FormatError::CellYear,
        TimeError::Range => FormatError::CellTimeRange,
    }
    .into_error()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(result: Result<T>) -> &'static str {
        result.err().map_or("ok", |error| error.code)
    }

    #[test]
    fn order_numbers_keep_every_digit() {
        for (cell, number) in [
            ("3364202298717566229", "3364202298717566229"),
            ("３３６４２０２２９８７１７５６６２２９", "3364202298717566229"),
            ("3364 2022 9871 7566 229", "3364202298717566229"),
            ("336420\u{200b}2298717566229", "3364202298717566229"),
            ("XY-OUT_1", "XY-OUT_1"),
        ] {
            assert_eq!(read_order_no("f", cell).unwrap(), number);
        }
        for (cell, expected) in [
            ("3.3642E+18", "order_no_damaged"),
            ("3364202298717560000", "order_no_damaged"),
            ("3364202298717566000", "ok"),
            ("合计", "order_no_invalid"),
            ("3364202298717566229.0", "order_no_invalid"),
        ] {
            assert_eq!(code(read_order_no("f", cell)), expected, "{cell}");
        }
    }

    #[test]
    fn an_amount_is_counted_in_what_its_heading_says() {
        let yuan = read_amount("f", AmountUnit::Yuan, "¥1,288.00").unwrap();
        assert_eq!(read_amount("f", AmountUnit::Fen, "128800").unwrap(), yuan);
        for (unit, cell, expected) in [
            (AmountUnit::Yuan, "288,00", "amount_invalid"),
            (AmountUnit::Yuan, "5.06E+02", "amount_damaged"),
            (AmountUnit::Yuan, "0", "amount_range"),
            (AmountUnit::Fen, "506.00", "amount_invalid"),
            (AmountUnit::Fen, "5.06E+04", "amount_damaged"),
            (AmountUnit::Fen, "10000001", "amount_range"),
        ] {
            assert_eq!(code(read_amount("f", unit, cell)), expected, "{cell}");
        }
    }

    #[test]
    fn a_refused_time_shows_a_form_that_a_sheet_may_have() {
        for cell in ["20.03.2026", "26/3/20 11:35", "刚刚"] {
            let error = read_moment_cell("f", cell).unwrap_err();
            assert_eq!(error.code, "time_invalid");
            assert!(
                error.message.zh.contains("2026-03-20 11:35:46") && error.message.en.contains("2026-03-20 11:35:46")
            );
        }
        assert_eq!(code(read_day_cell("f", "15/04/2026")), "time_invalid");
        assert_eq!(code(read_day_cell("f", "2100-01-01")), "time_range");
    }

    #[test]
    fn a_quantity_that_is_none_is_refused_by_its_column() {
        assert_eq!(read_quantity("f", "3 张").unwrap(), 3);
        let error = read_quantity("f", "21").unwrap_err();
        assert_eq!((error.code, &error.details["field"]), ("quantity_invalid", &"f".into()));
    }
}

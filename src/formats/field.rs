//! The rules of single fields, whatever file they come from: texts, numbers of orders, amounts, times.
//!
//! Limits: `promises.md`, part 5. Every error has `field` among its details, and `limit` where there is one.

use super::errors::FormatError;
use crate::domain::order::service_text::longest_digits;
use crate::domain::value::message::BilingualMessage;
use crate::domain::value::money::{AmountError, Fen};
use crate::domain::value::text::{char_is_clean, find_unclean_char};
use crate::domain::value::time::{Day, TimeError, Timestamp};
use crate::error::{Error, Result};

/// The longest name of a product or ticket type, in Unicode scalars.
pub const MAX_NAME: usize = 128;
/// The longest order number of another platform, in characters.
pub const MAX_ORDER_NO: usize = 64;

pub(crate) fn missing_field(field: &str) -> Box<Error> {
    FormatError::FieldMissing { field: &field }.into_error().detail("field", field)
}

/// A field of another JSON type. `expected` in both languages.
pub(crate) fn wrong_type(field: &str, expected: &BilingualMessage) -> Box<Error> {
    let BilingualMessage { zh, en } = expected;
    FormatError::FieldType { field: &field, zh: &zh, en: &en }.into_error().detail("field", field)
}

/// A key of a file, fit for a message: without control characters, at most 40 scalars.
pub(crate) fn shorten_key(key: &str) -> String {
    key.chars().map(|c| if char_is_clean(c) { c } else { '\u{fffd}' }).take(40).collect()
}

/// What stands for a key that may be personal data in the place of one.
pub(crate) const UNTOLD_KEY: &str = "***";

/// Whether a key looks like the name of a field and not like something personal that slipped into its place: ASCII letters,
/// digits, `_` and `-`, and no number as long as a phone's or a certificate's.
pub(crate) fn is_field_name(key: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    (1..=MAX_NAME).contains(&key.len()) && key.bytes().all(plain) && longest_digits(key) < 5
}

/// A key of a file as a step of a path in a message.
pub(crate) fn tell_key(key: &str) -> String {
    if is_field_name(key) { shorten_key(key) } else { UNTOLD_KEY.to_owned() }
}

/// A field's name in a message; the whole document has none.
pub(crate) fn field_name(field: &str) -> &str {
    if field.is_empty() { "JSON" } else { field }
}

/// Checks a text that people will read: not blank, at most `max` scalars, nothing that steers a terminal.
pub fn check_text(field: &str, text: &str, max: usize) -> Result<()> {
    if text.chars().take(max + 1).count() > max {
        return Err(FormatError::FieldTooLong { field: &field, max: &max }
            .into_error()
            .detail("field", field)
            .detail("limit", max));
    }
    if let Some((place, letter)) = find_unclean_char(text) {
        // Nobody can see it, so it is told by its number.
        let code = format!("U+{:04X}", u32::from(letter));
        let wrong = FormatError::FieldCharacters { field: &field, code: &code, place: &place };
        return Err(wrong.into_error().detail("field", field).detail("character", code).detail("place", place));
    }
    if text.trim().is_empty() { Err(missing_field(field)) } else { Ok(()) }
}

/// Checks a number of an order on another platform: 1 to 64 ASCII letters, digits, `-` and `_`.
///
/// # Errors
/// `order_no_damaged` for scientific notation, which a spreadsheet makes of a long number; `order_no_invalid`;
/// `field_missing` when empty.
pub fn check_order_no(field: &str, text: &str) -> Result<()> {
    if text.is_empty() {
        return Err(missing_field(field));
    }
    if is_scientific(text) {
        return Err(FormatError::OrderNoScientific { field: &field }.into_error().detail("field", field));
    }
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if text.len() > MAX_ORDER_NO || !text.bytes().all(allowed) {
        return Err(FormatError::OrderNoInvalid { field: &field, max_order_no: &MAX_ORDER_NO }
            .into_error()
            .detail("field", field)
            .detail("limit", MAX_ORDER_NO));
    }
    Ok(())
}

/// Whether a text is an order number that a spreadsheet rounded: it keeps 15 digits and puts zeros for the rest.
pub(crate) fn is_rounded_by_sheet(text: &str) -> bool {
    is_scientific(text) || text.len() >= 16 && text.ends_with("0000") && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a JSON number went through a float: above 2^53 the shortest text of one has at most 17 digits, and zeros behind them.
pub(crate) fn is_rounded_by_float(digits: &str) -> bool {
    let is_whole = digits.bytes().all(|b| b.is_ascii_digit());
    is_whole && digits.ends_with("00") && digits.parse::<u64>().map_or(true, |number| number > 1 << 53)
}

/// Whether a text is a number with an exponent, such as `3.36E+18`.
pub(crate) fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let signed = exponent.strip_prefix(['+', '-']);
    let whole = mantissa.split_once('.').map_or_else(|| digits(mantissa), |(a, b)| digits(a) && digits(b));
    // `12E34` may be a genuine number of letters and digits; a point or a sign cannot be in one.
    whole && digits(signed.unwrap_or(exponent)) && (mantissa.contains('.') || signed.is_some())
}

/// Reads an amount in yuan, 0.01 to 100,000.00.
pub fn parse_yuan(field: &str, text: &str) -> Result<Fen> {
    Fen::parse_order(text).map_err(|error| amount_error(field, error))
}

/// Reads an amount in fen: digits, 1 to 10,000,000.
pub fn parse_fen(field: &str, text: &str) -> Result<Fen> {
    if is_scientific(text) {
        return Err(amount_error(field, AmountError::Exponent));
    }
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(FormatError::AmountInvalid { field: &field }.into_error().detail("field", field));
    }
    let fen = text.parse().map(Fen::new).map_err(|_| AmountError::Range);
    fen.and_then(Fen::in_order_range).map_err(|error| amount_error(field, error))
}

fn amount_error(field: &str, error: AmountError) -> Box<Error> {
    let wrong = match error {
        AmountError::Grammar => FormatError::AmountField { field: &field, error: &error },
        AmountError::Exponent => FormatError::AmountDamaged { field: &field, error: &error },
        AmountError::Range => FormatError::AmountRange { field: &field, error: &error },
    };
    wrong.into_error().detail("field", field)
}

/// Reads RFC 3339 with an offset.
pub fn parse_instant(field: &str, text: &str) -> Result<Timestamp> {
    Timestamp::parse(text).map_err(|error| time_error(field, error))
}

/// Reads RFC 3339, or `2026-03-20 11:36:01` or `2026/03/20 11:36:01` in Asia/Shanghai.
pub fn parse_local_instant(field: &str, text: &str) -> Result<Timestamp> {
    let forms = [Timestamp::parse, Timestamp::parse_export, Timestamp::parse_page];
    let mut failure = TimeError::Instant;
    for form in forms {
        match form(text) {
            Ok(at) => return Ok(at),
            Err(TimeError::Range) => failure = TimeError::Range,
            Err(_) => {}
        }
    }
    Err(time_error(field, failure))
}

/// Reads `yyyy-mm-dd`.
pub fn parse_day(field: &str, text: &str) -> Result<Day> {
    Day::parse(text).map_err(|error| time_error(field, error))
}

pub fn parse_epoch_seconds(field: &str, text: &str) -> Result<Timestamp> {
    let seconds: i64 = text.parse().map_err(|_| time_error(field, TimeError::Instant))?;
    let at = Timestamp::from_millis(seconds.saturating_mul(1000));
    // Through the text form, because the bounds of a time are the domain's.
    parse_instant(field, &at.format_rfc3339())
}

fn time_error(field: &str, error: TimeError) -> Box<Error> {
    let wrong = match error {
        TimeError::Day | TimeError::ShortYear | TimeError::YearMissing => {
            FormatError::DayField { field: &field, error: &error }
        }
        TimeError::Instant | TimeError::DayMonthOrder => FormatError::TimeField { field: &field, error: &error },
        TimeError::Range => FormatError::TimeRange { field: &field, error: &error },
    };
    wrong.into_error().detail("field", field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(result: Result<T>) -> &'static str {
        result.err().map_or("ok", |error| error.code)
    }

    #[test]
    fn texts_are_bounded_and_plain() {
        assert_eq!(code(check_text("f", &"票".repeat(128), 128)), "ok");
        let long = check_text("f", &"票".repeat(129), 128).unwrap_err();
        assert_eq!(
            (long.code, &long.details["limit"], &long.details["field"]),
            ("field_too_long", &128.into(), &"f".into())
        );
        for bad in ["a\nb", "a\u{202e}b", "\u{200b}", "a\u{7f}", "a\u{9b}b", "\u{2067}x", "a\u{2028}b"] {
            assert_eq!(code(check_text("f", bad, 128)), "field_characters", "{bad:?}");
        }
        let hidden = check_text("f", "滑\u{200b}雪", 128).unwrap_err();
        assert_eq!((&hidden.details["character"], &hidden.details["place"]), (&"U+200B".into(), &2.into()));
        assert_eq!(code(check_text("f", "家庭票👨\u{200d}👩\u{200d}👧", 128)), "ok");
        assert_eq!(code(check_text("f", " \u{3000}", 128)), "field_missing");
        assert_eq!(code(check_text("f", "初级道 3 小时（含教练）é🎿", 128)), "ok");
    }

    #[test]
    fn order_numbers_keep_every_digit() {
        for good in ["2226688164543566229", "XY-OUT-1773977742376", "a_B", "12E34", &"9".repeat(64)] {
            assert_eq!(code(check_order_no("f", good)), "ok", "{good}");
        }
        for bad in ["3.36E+18", "3.36e18", "3E+18", "3.36420229871757e+18"] {
            assert_eq!(code(check_order_no("f", bad)), "order_no_damaged", "{bad}");
        }
        for bad in ["a b", "订单", "１２３", "../x", "3364202298717566229.0", &"9".repeat(65)] {
            assert_eq!(code(check_order_no("f", bad)), "order_no_invalid", "{bad}");
        }
        assert_eq!(code(check_order_no("f", "")), "field_missing");
        for (text, by_sheet, by_float) in [
            ("3364202298717560000", true, true),
            ("3364202298717566500", false, true),
            ("3364202298717566231", false, false),
            ("2026032003350000", true, false),
            ("2026032003354000", false, false), // below 2^53
            ("336420229871000", false, false),
            ("XY-OUT-1773977740000", false, false),
            ("3.36E+18", true, false),
        ] {
            assert_eq!((is_rounded_by_sheet(text), is_rounded_by_float(text)), (by_sheet, by_float), "{text}");
        }
    }

    #[test]
    fn amounts_name_their_unit() {
        assert_eq!(parse_fen("f", "50600").unwrap(), parse_yuan("f", "506.00").unwrap());
        for (text, expected) in [
            ("0", "amount_range"),
            ("10000001", "amount_range"),
            ("5.06", "amount_invalid"),
            ("-1", "amount_invalid"),
            ("1E+3", "amount_damaged"),
            ("99999999999999999999", "amount_range"),
        ] {
            assert_eq!(code(parse_fen("f", text)), expected, "{text}");
        }
        for (text, expected) in [
            ("0.00", "amount_range"),
            ("100000.01", "amount_range"),
            ("-1", "amount_invalid"),
            ("5.06E+2", "amount_damaged"),
            ("￥1", "amount_invalid"),
        ] {
            assert_eq!(code(parse_yuan("f", text)), expected, "{text}");
        }
    }

    #[test]
    fn times_of_files_are_shanghai_when_they_have_no_offset() {
        for text in ["2026-03-20T03:35:46Z", "2026-03-20 11:35:46", "2026/03/20 11:35:46", "2026/3/20 11:35:46"] {
            assert_eq!(parse_local_instant("f", text).unwrap().format_rfc3339(), "2026-03-20T03:35:46.000Z", "{text}");
        }
        assert_eq!(code(parse_local_instant("f", "2019/03/20 11:35:46")), "time_range");
        assert_eq!(code(parse_local_instant("f", "20.03.2026")), "time_invalid");
        assert_eq!(code(parse_instant("f", "2026-03-20 11:35:46")), "time_invalid");
        assert_eq!(parse_epoch_seconds("f", "1685087067").unwrap().format_rfc3339(), "2023-05-26T07:44:27.000Z");
        for (text, expected) in [("0", "time_range"), ("x", "time_invalid"), ("9223372036854775807", "time_range")] {
            assert_eq!(code(parse_epoch_seconds("f", text)), expected, "{text}");
        }
        assert_eq!(code(parse_day("f", "2100-01-01")), "time_range");
    }
}

//! Amounts as sheets, bills and people write them: `¥1,288.00`, `506元`, `５０６．００`, `-1,234.00`.

use crate::domain::value::money::{AmountError, Fen};
use crate::domain::value::text::fold::fold_text;

/// What may stand before or after the number and says that it is yuan.
const CURRENCY: [&str; 7] = ["¥", "RMB", "CNY", "人民币", "元", "圆", "YUAN"];

/// Reads an amount in yuan. Signs, cents after a comma and thousands parted in the wrong places are refused.
pub fn read_amount(text: &str) -> Result<Fen, AmountError> {
    Fen::parse(&join_thousands(&strip_currency(text)).ok_or(AmountError::Grammar)?)
}

/// Reads an amount of one order: [`read_amount`], then 0.01 to 100,000.00.
pub fn read_order_amount(text: &str) -> Result<Fen, AmountError> {
    read_amount(text)?.in_order_range()
}

/// How long the whole part of a stated amount may be: more than any account of a shop holds, less than would overflow.
const MOST_WHOLE_DIGITS: usize = 11;

/// Reads an amount in yuan with an optional sign, exactly, as a whole number of its `decimals`th decimals: `-0.77` with 5 is
/// -77,000. What it has behind them may only be zeros.
pub fn read_signed_amount(text: &str, decimals: usize) -> Result<i64, AmountError> {
    let text = text.trim();
    let is_plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+'));
    if is_plain {
        return parse_signed(text, decimals);
    }
    let number = strip_currency(text);
    // The sign stands before the currency or behind it.
    let (sign, rest) = number.split_at(usize::from(number.starts_with(['-', '+'])));
    let rest = join_thousands(&strip_currency(rest)).ok_or(AmountError::Grammar)?;
    parse_signed(&format!("{sign}{rest}"), decimals)
}

fn parse_signed(text: &str, decimals: usize) -> Result<i64, AmountError> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.contains(['e', 'E']) && digits.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(AmountError::Exponent);
    }
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_number(whole) || !is_number(part) || whole.len() > MOST_WHOLE_DIGITS {
        return Err(AmountError::Grammar);
    }
    let (kept, rest) = part.split_at(part.len().min(decimals));
    if !rest.bytes().all(|b| b == b'0') {
        return Err(AmountError::Grammar);
    }
    let scaled = format!("{whole}{kept:0<decimals$}").parse::<i64>().map_err(|_| AmountError::Grammar)?;
    Ok(if text.starts_with('-') { -scaled } else { scaled })
}

/// The number alone, in plain digits: width folded, and without the currency on either side.
pub fn strip_currency(text: &str) -> String {
    let folded = fold_text(text).to_uppercase();
    let mut number = folded.trim();
    while let Some(less) = CURRENCY.iter().find_map(|sign| strip_either(number, sign)) {
        number = less.trim();
    }
    number.to_owned()
}

fn strip_either<'t>(text: &'t str, sign: &str) -> Option<&'t str> {
    text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)).filter(|rest| !rest.is_empty())
}

/// `1,288.00` → `1288.00`; `None` where a comma stands that does not part thousands.
fn join_thousands(number: &str) -> Option<String> {
    let (whole, cents) = number.split_once('.').map_or((number, None), |(whole, cents)| (whole, Some(cents)));
    if !whole.contains(',') {
        return Some(number.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_first = (1..=3).contains(&first.len()) && !first.starts_with('0');
    if !is_first || !groups.all(|group| group.len() == 3) {
        return None;
    }
    let whole = whole.replace(',', "");
    Some(cents.map_or_else(|| whole.clone(), |cents| format!("{whole}.{cents}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plain_spelling_is_an_amount() {
        for (text, fen) in [
            ("506", 50_600),
            ("506.0", 50_600),
            ("506.00", 50_600),
            ("¥506.00", 50_600),
            ("￥506.00", 50_600),
            ("¥ 506.00", 50_600),
            ("506元", 50_600),
            ("506.00 元", 50_600),
            ("RMB 506", 50_600),
            ("rmb506.00", 50_600),
            ("506 CNY", 50_600),
            ("人民币506元", 50_600),
            ("¥ 1,234.50 元", 123_450),
            ("５０６．００", 50_600),
            ("￥１，２８８．００", 128_800),
            ("¥1,288.00", 128_800),
            ("1,288.00", 128_800),
            ("1,288", 128_800),
            ("12,288", 1_228_800),
            ("1,234,567.89", 123_456_789),
            (" 506\u{a0}", 50_600),
            ("\u{200b}506", 50_600),
        ] {
            assert_eq!(read_amount(text), Ok(Fen::new(fen)), "{text}");
        }
    }

    #[test]
    fn a_stated_amount_keeps_its_sign_and_every_decimal() {
        for (text, decimals, scaled) in [
            ("506", 2, 50_600),
            ("-1,234.00", 2, -123_400),
            ("+12.00", 2, 1_200),
            ("¥-12.5", 2, -1_250),
            ("-¥12.50", 2, -1_250),
            ("－５０６．００", 2, -50_600),
            ("0.77000", 5, 77_000),
            ("-0.38", 5, -38_000),
            ("0.00001", 5, 1),
            ("0.77000", 2, 77),
            ("99999999999.99", 2, 9_999_999_999_999),
            ("-0.00", 2, 0),
        ] {
            assert_eq!(read_signed_amount(text, decimals), Ok(scaled), "{text}");
        }
        for text in
            ["", "-", "1.", ".5", "1.005", "--1", "+-1", "1-", "1,28", "NaN", "inf", "¥", "100000000000", "1 2", "五"]
        {
            assert_eq!(read_signed_amount(text, 2), Err(AmountError::Grammar), "{text}");
        }
        assert_eq!(read_signed_amount("1e2", 2), Err(AmountError::Exponent));
        assert_eq!(read_signed_amount("4.2E+27", 2), Err(AmountError::Exponent));
        // A cast of the float times 100 loses a fen here.
        assert_eq!(read_signed_amount(&283.71_f64.to_string(), 2), Ok(28_371));
    }

    #[test]
    fn what_has_two_readings_or_none_is_refused() {
        for text in [
            "288,00",
            "1.288,00",
            "1,28",
            "1,2880",
            "12,34,567",
            "0,506",
            ",506",
            "1,,288",
            "1 288.00",
            "506.005",
            "-506",
            "+506",
            "$506",
            "506 USD",
            "元",
            "¥",
            "",
            "506元5角",
            "五百",
            "1,288,00",
            "５０６，００",
            "1,288.000",
        ] {
            assert_eq!(read_amount(text), Err(AmountError::Grammar), "{text}");
        }
        for text in ["5.06E+02", "5.06e2", "¥5.06E+02"] {
            assert_eq!(read_amount(text), Err(AmountError::Exponent), "{text}");
        }
        assert_eq!(read_order_amount("0"), Err(AmountError::Range));
        assert_eq!(read_order_amount("100,000.01"), Err(AmountError::Range));
    }
}

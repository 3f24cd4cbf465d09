//! Amounts as sheets and people write them: `¥1,288.00`, `506元`, `５０６．００`.

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

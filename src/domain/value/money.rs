//! Money in integer minor units. No floats anywhere.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// An amount in fen (1/100 yuan). The resale flow has one currency, CNY.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fen(i64);

/// A rate in basis points (1/10,000). 9800 is 98 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct BasisPoints(pub u32);

/// The largest amount of one order: 100,000.00 yuan.
pub const MAX_ORDER: Fen = Fen(10_000_000);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Not `\d{1,7}(\.\d{1,2})?`.
    #[error("an amount is up to 7 digits with at most 2 decimals, such as 506 or 506.00")]
    Grammar,
    /// Scientific notation, which a spreadsheet makes of a long number: digits are lost.
    #[error("an amount in scientific notation has lost its digits; export the column as text")]
    Exponent,
    /// Below 0.01 or above [`MAX_ORDER`].
    #[error("an amount of one order is between 0.01 and 100000.00")]
    Range,
}

impl Fen {
    pub const ZERO: Self = Self(0);

    /// An amount of `fen` hundredths of a yuan.
    pub const fn new(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in fen.
    pub const fn in_fen(self) -> i64 {
        self.0
    }

    /// Reads `\d{1,7}(\.\d{1,2})?` as yuan (decision: `domain.md`, "Money").
    ///
    /// # Errors
    /// The text has another shape; signs, spaces, separators and full-width digits are refused.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        if text.contains(['e', 'E']) && text.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(AmountError::Exponent);
        }
        let (yuan, cents) = text.split_once('.').unwrap_or((text, "00"));
        let digits = |s: &str, max: usize| (1..=max).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(yuan, 7) || !digits(cents, 2) {
            return Err(AmountError::Grammar);
        }
        let whole: i64 = yuan.parse().map_err(|_| AmountError::Grammar)?;
        let part: i64 = cents.parse().map_err(|_| AmountError::Grammar)?;
        Ok(Self(whole * 100 + if cents.len() == 1 { part * 10 } else { part }))
    }

    /// Reads an amount of one order: [`parse`](Self::parse), then 0.01 to 100,000.00.
    pub fn parse_order(text: &str) -> Result<Self, AmountError> {
        Self::parse(text)?.in_order_range()
    }

    /// Reads an amount of one order in yuan from a JSON string or number, whose spelling is kept by the parser.
    pub fn from_json(value: &Value) -> Result<Self, AmountError> {
        match value {
            Value::String(text) => Self::parse_order(text),
            Value::Number(number) => Self::parse_order(&number.to_string()),
            _ => Err(AmountError::Grammar),
        }
    }

    /// The amount itself if one order may have it.
    pub fn in_order_range(self) -> Result<Self, AmountError> {
        if self.0 >= 1 && self <= MAX_ORDER { Ok(self) } else { Err(AmountError::Range) }
    }

    /// This amount times `rate`, half-up to the fen: 506.00 × 0.98 = 495.88.
    pub fn at_rate(self, rate: BasisPoints) -> Self {
        let scaled = i128::from(self.0) * i128::from(rate.0);
        Self(i64::try_from((scaled + 5_000).div_euclid(10_000)).unwrap_or(i64::MAX))
    }

    /// This amount times `rate`, rounded toward zero: what a party of a split gets before the remainder.
    pub fn floor_at_rate(self, rate: BasisPoints) -> Self {
        let scaled = i128::from(self.0) * i128::from(rate.0);
        Self(i64::try_from(scaled / 10_000).unwrap_or(i64::MAX))
    }

    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it overflows. May be negative: a loss is a number too.
    #[must_use]
    pub const fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// This amount `times` over; what no sum can be stays the largest one.
    #[must_use]
    pub fn saturating_mul(self, times: u32) -> Self {
        Self(self.0.saturating_mul(i64::from(times)))
    }

    /// One of `parts` equal parts; none where they are not whole fen.
    pub fn exact_part(self, parts: u32) -> Option<Self> {
        let parts = i64::from(parts);
        (self.0.checked_rem(parts)? == 0).then(|| Self(self.0 / parts))
    }

    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}

/// Yuan with two decimals, as in every JSON and payload: `495.88`, `-3.20`.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let abs = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", abs / 100, abs % 100)
    }
}

/// As text with two decimals: payloads never hold a float.
impl Serialize for Fen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From text or from a number in its own spelling.
impl<'de> Deserialize<'de> for Fen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match Value::deserialize(deserializer)? {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            _ => return Err(D::Error::custom(AmountError::Grammar)),
        };
        let negative = text.strip_prefix('-');
        let amount = Self::parse(negative.unwrap_or(&text)).map_err(D::Error::custom)?;
        Ok(if negative.is_some() { Self(-amount.0) } else { amount })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_digits_with_up_to_two_decimals() {
        for (text, fen) in
            [("506", 50_600), ("506.0", 50_600), ("506.00", 50_600), ("0.01", 1), ("9999999.99", 999_999_999)]
        {
            assert_eq!(Fen::parse(text), Ok(Fen(fen)), "{text}");
        }
        for text in ["", ".5", "5.", "1.234", "-1", "+1", " 1", "1,000", "５０６", "12345678", "1_0", "0x1"] {
            assert_eq!(Fen::parse(text), Err(AmountError::Grammar), "{text}");
        }
        assert_eq!(Fen::parse("3.36E+18"), Err(AmountError::Exponent));
    }

    #[test]
    fn an_order_costs_at_least_one_fen_and_at_most_a_hundred_thousand() {
        assert_eq!(Fen::parse_order("100000.00"), Ok(MAX_ORDER));
        assert_eq!(Fen::parse_order("100000.01"), Err(AmountError::Range));
        assert_eq!(Fen::parse_order("0"), Err(AmountError::Range));
    }

    #[test]
    fn the_rate_rounds_half_up() {
        assert_eq!(Fen(50_600).at_rate(BasisPoints(9_800)).to_string(), "495.88");
        assert_eq!(Fen(25).at_rate(BasisPoints(9_800)), Fen(25)); // 24.5
        assert_eq!(Fen(24).at_rate(BasisPoints(9_800)), Fen(24)); // 23.52
        assert_eq!(Fen(1).at_rate(BasisPoints(4_999)), Fen(0)); // 0.4999
    }
}

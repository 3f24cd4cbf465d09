//! Order numbers and the ids of the reference systems.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::domain::value::code_enum::coded;
use crate::domain::value::time::Timestamp;

coded! {
    /// Which flow an order belongs to. Its number says so.
    OrderFlow {
        /// Ski tickets bought on Xianyu and placed with a ticket agent: `XY…`.
        Resale = "resale";
        /// Attraction tickets sold to buyers' agents: `order_…`.
        Checkout = "checkout";
    }
}

/// The number of an order, of either flow.
///
/// Invariant: at most 64 bytes of ASCII letters, digits and `_`, so it is safe as a file name and on a terminal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderNo(String);

/// Why a text is not an order number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an order number is XY and 21 letters or digits, or order_ and 24 hex digits")]
pub struct OrderNoError;

/// The characters of the random part of a resale order number.
pub const RESALE_ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// How many random characters end a resale order number.
pub const RESALE_RANDOM: usize = 4;

/// How many random hex digits an id of the checkout flow has.
pub const CHECKOUT_RANDOM: usize = 13;

/// An id of the checkout flow: `prefix_`, random hex digits, and the millisecond clock in 11 hex digits (fact of the
/// reference page).
pub fn format_checkout_id(prefix: &str, at: Timestamp, random: &str) -> String {
    format!("{prefix}_{random}{:011x}", at.millis())
}

impl OrderNo {
    /// `XY` + UTC `yyyyMMddHHmmssSSS` + four characters `[0-9A-Z]` (fact of the reference page).
    pub fn new_resale(at: Timestamp, random: &str) -> Result<Self, OrderNoError> {
        Self::parse(&format!("XY{}{random}", at.format_compact()))
    }

    /// `order_` + 13 random hex digits + the clock (fact of the reference page).
    pub fn new_checkout(at: Timestamp, random: &str) -> Result<Self, OrderNoError> {
        Self::parse(&format_checkout_id("order", at, random))
    }

    /// Reads an order number of either flow.
    pub fn parse(text: &str) -> Result<Self, OrderNoError> {
        let resale = |rest: &str| {
            rest.len() == 17 + RESALE_RANDOM
                && rest.bytes().take(17).all(|b| b.is_ascii_digit())
                && rest.bytes().skip(17).all(|b| RESALE_ALPHABET.contains(&b))
        };
        let checkout = |rest: &str| rest.len() == 24 && rest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let known = text.strip_prefix("XY").is_some_and(resale) || text.strip_prefix("order_").is_some_and(checkout);
        if known { Ok(Self(text.to_owned())) } else { Err(OrderNoError) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The flow that the number belongs to.
    pub fn flow(&self) -> OrderFlow {
        if self.0.starts_with("XY") { OrderFlow::Resale } else { OrderFlow::Checkout }
    }
}

impl Serialize for OrderNo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for OrderNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_the_clock_and_four_characters() {
        let at = Timestamp::parse("2026-03-20T03:35:46.715Z").unwrap();
        let no = OrderNo::new_resale(at, "D3AV").unwrap();
        assert_eq!(no.as_str(), "XY20260320033546715D3AV");
        assert_eq!(no.flow(), OrderFlow::Resale);
        assert_eq!(OrderNo::parse("order_7cb78b0f45ebf19d0a63581c").unwrap().flow(), OrderFlow::Checkout);
    }

    #[test]
    fn an_id_of_the_checkout_is_random_digits_and_the_clock() {
        let at = Timestamp::parse("2026-03-20T08:36:16.028Z").unwrap();
        assert_eq!(OrderNo::new_checkout(at, "7cb78b0f45ebf").unwrap().as_str(), "order_7cb78b0f45ebf19d0a63581c");
        assert_eq!(format_checkout_id("lock", at.plus_millis(2), "3642f77f45b6a"), "lock_3642f77f45b6a19d0a63581e");
        for bad in ["7cb78b0f45eb", "7cb78b0f45ebf0", "7CB78B0F45EBF"] {
            assert!(OrderNo::new_checkout(at, bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn other_shapes_are_refused() {
        for bad in [
            "",
            "XY",
            "XY20260320033546715d3av",
            "XY20260320033546715D3A",
            "order_7CB78b0f45ebf19d0a63581c",
            "../etc/passwd",
        ] {
            assert_eq!(OrderNo::parse(bad), Err(OrderNoError), "{bad}");
        }
        assert!(OrderNo::new_resale(Timestamp::from_millis(0), "D3A\u{202e}").is_err());
    }
}

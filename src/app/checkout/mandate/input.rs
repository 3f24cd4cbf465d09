//! Mandates as they are given: one token, or an object with both.

use serde_json::Value;

use crate::app::checkout::errors::CheckoutError;
use crate::app::input::CommandInput;
use crate::error::Result;

/// The largest file with mandates, in bytes.
const MANDATE_LIMIT: usize = 256 * 1024;

/// A checkout mandate, and the payment mandate that came with it. Not `Debug`: a mandate may name its signer.
#[derive(Clone, PartialEq, Eq)]
pub struct PresentedMandates {
    pub checkout: String,
    pub payment: Option<String>,
}

impl PresentedMandates {
    pub fn read_file(file: CommandInput<'_>) -> Result<Self> {
        Self::parse_text(&String::from_utf8_lossy(&file.read_past(MANDATE_LIMIT)?))
    }

    /// The chain of the payment mandate: one of its own, or the one that holds both.
    pub(super) fn payment_chain(&self) -> &str {
        self.payment.as_deref().unwrap_or(&self.checkout)
    }

    /// Reads a compact token, or `{"checkout_mandate": …, "payment_mandate": …}`.
    fn parse_text(text: &str) -> Result<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > MANDATE_LIMIT {
            return Err(CheckoutError::MandateUnreadable.into());
        }
        if !text.starts_with('{') {
            return Ok(Self { checkout: text.to_owned(), payment: None });
        }
        let object: Value = serde_json::from_str(text).map_err(|_| CheckoutError::MandateUnreadable.into_error())?;
        let token = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
        let checkout = token("checkout_mandate").ok_or_else(|| CheckoutError::MandateUnreadable.into_error())?;
        Ok(Self { checkout, payment: token("payment_mandate") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_or_an_object_with_both() {
        let alone = PresentedMandates::parse_text(" a.b.c~ \n").unwrap();
        assert_eq!((alone.checkout.as_str(), alone.payment), ("a.b.c~", None));
        let both =
            PresentedMandates::parse_text(r#"{"checkout_mandate":"a.b.c~","payment_mandate":"d.e.f~"}"#).unwrap();
        assert_eq!((both.checkout.as_str(), both.payment.as_deref()), ("a.b.c~", Some("d.e.f~")));
        for bad in ["", "{}", "{", r#"{"payment_mandate":"d"}"#, r#"{"checkout_mandate":1}"#] {
            assert!(PresentedMandates::parse_text(bad).is_err(), "{bad}");
        }
        assert!(PresentedMandates::parse_text(&"a".repeat(MANDATE_LIMIT + 1)).is_err());
    }
}

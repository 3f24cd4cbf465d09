//! May this session be completed on this mandate? The checks that need no database, in one order.
//!
//! What must happen once is the caller's to remember: [`Evidence::leaf_hash`] and the session's nonce, in the transaction
//! that completes the session.

use super::chain;
use super::chain::{Chain, Rules, Skew, party};
use super::checkout::{CheckoutFacts, checkout_hash, verify_checkout};
use super::claims::{optional, text};
use super::constraint;
use super::key::KeyRing;
use super::mandate::{CHECKOUT_CLOSED, CHECKOUT_OPEN, Evidence, PAYMENT_CLOSED, PAYMENT_OPEN, unchanged};
use super::payment_constraint;
use super::payment_constraint::{History, Payment};
use super::refusal::{Reason, Refused};
use crate::domain::value::time::Timestamp;

/// What the session and the order say. Nothing here comes from the other side.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// When the session or the stock's lock ends, whichever is first. No skew is added.
    pub open_until: Timestamp,
    /// Our name, as the session's challenge gave it.
    pub audience: &'a str,
    pub nonce: &'a str,
    /// The checkout that we signed for the session, as it was stored.
    pub checkout_jwt: &'a str,
    /// Our public keys, retired ones too.
    pub ours: &'a KeyRing,
    /// Whose mandates are believed.
    pub trust: &'a KeyRing,
    /// What the order's row says.
    pub order: &'a CheckoutFacts,
    pub payment: Counterpart<'a>,
    pub now: Timestamp,
    /// How far theirs may be off.
    pub skew: Skew,
}

/// For whom a payment mandate is made: whoever takes the money, which need not be us.
#[derive(Clone, Copy, Debug)]
pub struct Counterpart<'a> {
    pub audience: &'a str,
    pub nonce: &'a str,
    /// How the open payment mandate was used before; without it a budget cannot be judged.
    pub history: Option<History>,
}

/// What is to be kept of an accepted mandate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The hash of the checkout that it is over.
    pub checkout_hash: String,
    pub checkout: Evidence,
    /// The payment mandate, if one came with it.
    pub payment: Option<Evidence>,
    pub payment_transaction_id: Option<String>,
}

/// Checks a checkout mandate, and a payment mandate that came with it, for a session.
///
/// # Errors
/// The first check that fails: its code, the protocol's word for the receipt, and where in which token.
pub fn verify(mandate: &str, payment: Option<&str>, expected: &Expected<'_>) -> Result<Verified, Refused> {
    if expected.now >= expected.open_until {
        return Err(Refused::new(Reason::SessionClosed, "session"));
    }
    let (checkout, offered) = check_checkout(mandate, expected).map_err(|refused| refused.under("checkout_mandate"))?;
    matches_order(&offered, expected.order).map_err(|refused| refused.under("checkout_jwt"))?;
    let paid = match payment {
        None => None,
        Some(token) => {
            let hashes: Vec<String> = checkout.open.iter().map(|open| open.sd_hash.clone()).collect();
            Some(check_payment(token, &hashes, expected).map_err(|refused| refused.under("payment_mandate"))?)
        }
    };
    let checkout_hash = checkout_hash(expected.checkout_jwt);
    Ok(Verified {
        payment_transaction_id: paid.as_ref().map(|_| checkout_hash.clone()),
        checkout_hash,
        checkout: checkout.evidence,
        payment: paid.map(|chain| chain.evidence),
    })
}

/// The mandate's chain, and what the checkout that it is over sells.
fn check_checkout(mandate: &str, expected: &Expected<'_>) -> Result<(Chain, CheckoutFacts), Refused> {
    let Expected { trust, audience, nonce, now, skew, .. } = *expected;
    let rules = Rules { trust, audience, nonce, now, skew, open: CHECKOUT_OPEN, closed: CHECKOUT_CLOSED };
    let chain = chain::check(mandate, &rules)?;
    let closed = &chain.closed;
    if text(closed, "checkout_hash")? != checkout_hash(expected.checkout_jwt) {
        return Err(Refused::new(Reason::CheckoutHashMismatch, "checkout_hash"));
    }
    if optional(closed, "checkout_jwt", text)?.is_some_and(|inside| inside != expected.checkout_jwt) {
        return Err(Refused::new(Reason::CheckoutSwapped, "checkout_jwt"));
    }
    let offered = verify_checkout(expected.checkout_jwt, expected.ours).map_err(|r| r.under("checkout_jwt"))?;
    for (at, open) in chain.open.iter().enumerate() {
        let place = |refused: Refused| refused.under(&format!("[{at}]"));
        unchanged(&open.mandate, closed).map_err(place)?;
        constraint::check(open, &offered).map_err(place)?;
    }
    Ok((chain, offered))
}

/// Sees that what we signed is what the order says now.
fn matches_order(signed: &CheckoutFacts, order: &CheckoutFacts) -> Result<(), Refused> {
    let checks = [
        (signed.id == order.id, Reason::CheckoutIdMismatch, "id"),
        (signed.merchant_id == order.merchant_id, Reason::MerchantMismatch, "merchant"),
        (signed.sku == order.sku && signed.title == order.title, Reason::ItemMismatch, "line_items[0].item"),
        (signed.quantity == order.quantity, Reason::QuantityMismatch, "line_items[0].quantity"),
        (signed.currency == order.currency, Reason::CurrencyMismatch, "currency"),
        (signed.total() == order.total(), Reason::AmountMismatch, "totals"),
        (signed.expires_at == order.expires_at, Reason::ExpiryMismatch, "expires_at"),
    ];
    match checks.into_iter().find(|(same, ..)| !same) {
        None => Ok(()),
        Some((_, reason, path)) => Err(Refused::new(reason, path)),
    }
}

fn check_payment(token: &str, open_checkouts: &[String], expected: &Expected<'_>) -> Result<Chain, Refused> {
    let Expected { trust, order, now, skew, .. } = *expected;
    let Counterpart { audience, nonce, history } = expected.payment;
    let rules = Rules { trust, audience, nonce, now, skew, open: PAYMENT_OPEN, closed: PAYMENT_CLOSED };
    let chain = chain::check(token, &rules)?;
    let mandate = &chain.closed;
    if text(mandate, "transaction_id")? != checkout_hash(expected.checkout_jwt) {
        return Err(Refused::new(Reason::TransactionMismatch, "transaction_id"));
    }
    let payment = Payment { mandate, open_checkouts, history, now };
    for (at, open) in chain.open.iter().enumerate() {
        let place = |refused: Refused| refused.under(&format!("[{at}]"));
        unchanged(&open.mandate, mandate).map_err(place)?;
        payment_constraint::check(open, &payment).map_err(place)?;
    }
    if party(mandate, "payee")? != order.merchant_id {
        return Err(Refused::new(Reason::PayeeMismatch, "payee.id"));
    }
    let (amount, currency) = payment_constraint::amount(mandate)?;
    if currency != order.currency {
        return Err(Refused::new(Reason::PaymentCurrencyMismatch, "payment_amount.currency"));
    }
    if amount != order.total() {
        return Err(Refused::new(Reason::PaymentAmountMismatch, "payment_amount.amount"));
    }
    party(mandate, "payment_instrument")?;
    Ok(chain)
}

//! May this session be completed on this mandate? The checks that need no database, in one order.
//!
//! What must happen once is the caller's to remember: [`MandateEvidence::leaf_hash`] and the session's nonce, in the transaction
//! that completes the session.

use super::chain;
use super::chain::{ChainRequirements, ClockSkew, MandateChain, party_id};
use super::checkout::{CheckoutFacts, checkout_hash, verify_checkout};
use super::claims::{read_optional, require_text};
use super::constraint;
use super::key::KeyRing;
use super::mandate::{CHECKOUT_CLOSED, CHECKOUT_OPEN, MandateEvidence, PAYMENT_CLOSED, PAYMENT_OPEN, check_unchanged};
use super::payment_constraint;
use super::payment_constraint::{MandatePayment, MandateUsage};
use super::refusal::{Ap2Refusal, RefusalReason, WithinPath as _};
use crate::domain::value::time::Timestamp;

/// What the session and the order say. Nothing here comes from the presenter.
#[derive(Clone, Copy, Debug)]
pub struct ExpectedSession<'a> {
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
    pub payment: PaymentAudience<'a>,
    pub now: Timestamp,
    /// How far theirs may be off.
    pub skew: ClockSkew,
}

/// For whom a payment mandate is made: whoever takes the money, which need not be us.
#[derive(Clone, Copy, Debug)]
pub struct PaymentAudience<'a> {
    pub audience: &'a str,
    pub nonce: &'a str,
    /// How the open payment mandate was used before; without it a budget cannot be judged.
    pub history: Option<MandateUsage>,
}

/// What is to be kept of an accepted mandate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedMandates {
    /// The hash of the checkout that it is over.
    pub checkout_hash: String,
    pub checkout: MandateEvidence,
    /// The payment mandate, if one came with it.
    pub payment: Option<MandateEvidence>,
    pub payment_transaction_id: Option<String>,
}

/// Checks a checkout mandate, and a payment mandate that came with it, for a session.
///
/// # Errors
/// The first check that fails: its code, the protocol's word for the receipt, and where in which token.
pub fn verify_mandates(
    mandate: &str,
    payment: Option<&str>,
    expected: &ExpectedSession<'_>,
) -> Result<VerifiedMandates, Ap2Refusal> {
    // First, and without any skew: after this moment the places may be somebody else's, whatever the mandate says.
    if expected.now >= expected.open_until {
        return Err(RefusalReason::SessionClosed.at_path("session"));
    }
    let (checkout, offered) = check_checkout(mandate, expected).within_path("checkout_mandate")?;
    check_matches_order(&offered, expected.order).within_path("checkout_jwt")?;
    let paid = match payment {
        None => None,
        Some(token) => {
            let hashes: Vec<String> = checkout.open.iter().map(|open| open.sd_hash.clone()).collect();
            Some(check_payment(token, &hashes, expected).within_path("payment_mandate")?)
        }
    };
    let checkout_hash = checkout_hash(expected.checkout_jwt);
    Ok(VerifiedMandates {
        payment_transaction_id: paid.as_ref().map(|_| checkout_hash.clone()),
        checkout_hash,
        checkout: checkout.evidence,
        payment: paid.map(|chain| chain.evidence),
    })
}

/// The mandate's chain, and what the checkout that it is over sells.
fn check_checkout(mandate: &str, expected: &ExpectedSession<'_>) -> Result<(MandateChain, CheckoutFacts), Ap2Refusal> {
    let ExpectedSession { trust, audience, nonce, now, skew, .. } = *expected;
    let rules = ChainRequirements { trust, audience, nonce, now, skew, open: CHECKOUT_OPEN, closed: CHECKOUT_CLOSED };
    let chain = chain::verify_chain(mandate, &rules)?;
    let closed = &chain.closed;
    if require_text(closed, "checkout_hash")? != checkout_hash(expected.checkout_jwt) {
        return Err(RefusalReason::CheckoutHashMismatch.at_path("checkout_hash"));
    }
    if read_optional(closed, "checkout_jwt", require_text)?.is_some_and(|inside| inside != expected.checkout_jwt) {
        return Err(RefusalReason::CheckoutSwapped.at_path("checkout_jwt"));
    }
    let offered = verify_checkout(expected.checkout_jwt, expected.ours).within_path("checkout_jwt")?;
    for (at, open) in chain.open.iter().enumerate() {
        let place = format!("[{at}]");
        check_unchanged(&open.mandate, closed).within_path(&place)?;
        constraint::check_checkout_constraints(open, &offered).within_path(&place)?;
    }
    Ok((chain, offered))
}

/// Sees that what we signed is what the order says now.
fn check_matches_order(signed: &CheckoutFacts, order: &CheckoutFacts) -> Result<(), Ap2Refusal> {
    let checks = [
        (signed.id == order.id, RefusalReason::CheckoutIdMismatch, "id"),
        (signed.merchant_id == order.merchant_id, RefusalReason::MerchantMismatch, "merchant"),
        (signed.sku == order.sku && signed.title == order.title, RefusalReason::ItemMismatch, "line_items[0].item"),
        (signed.quantity == order.quantity, RefusalReason::QuantityMismatch, "line_items[0].quantity"),
        (signed.currency == order.currency, RefusalReason::CurrencyMismatch, "currency"),
        (signed.total_amount() == order.total_amount(), RefusalReason::AmountMismatch, "totals"),
        (signed.expires_at == order.expires_at, RefusalReason::ExpiryMismatch, "expires_at"),
    ];
    match checks.into_iter().find(|(same, ..)| !same) {
        None => Ok(()),
        Some((_, reason, path)) => Err(reason.at_path(path)),
    }
}

fn check_payment(
    token: &str,
    open_checkouts: &[String],
    expected: &ExpectedSession<'_>,
) -> Result<MandateChain, Ap2Refusal> {
    let ExpectedSession { trust, order, now, skew, .. } = *expected;
    let PaymentAudience { audience, nonce, history } = expected.payment;
    let rules = ChainRequirements { trust, audience, nonce, now, skew, open: PAYMENT_OPEN, closed: PAYMENT_CLOSED };
    let chain = chain::verify_chain(token, &rules)?;
    let mandate = &chain.closed;
    if require_text(mandate, "transaction_id")? != checkout_hash(expected.checkout_jwt) {
        return Err(RefusalReason::TransactionMismatch.at_path("transaction_id"));
    }
    let payment = MandatePayment { mandate, open_checkouts, history, now };
    for (at, open) in chain.open.iter().enumerate() {
        let place = format!("[{at}]");
        check_unchanged(&open.mandate, mandate).within_path(&place)?;
        payment_constraint::check_payment_constraints(open, &payment).within_path(&place)?;
    }
    if party_id(mandate, "payee")? != order.merchant_id {
        return Err(RefusalReason::PayeeMismatch.at_path("payee.id"));
    }
    let (amount, currency) = payment_constraint::payment_amount(mandate)?;
    if currency != order.currency {
        return Err(RefusalReason::PaymentCurrencyMismatch.at_path("payment_amount.currency"));
    }
    if amount != order.total_amount() {
        return Err(RefusalReason::PaymentAmountMismatch.at_path("payment_amount.amount"));
    }
    party_id(mandate, "payment_instrument")?;
    Ok(chain)
}

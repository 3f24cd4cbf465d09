//! May this session be completed on this mandate? The checks that need no database, in one order.
//!
//! What must happen once is the caller's to remember: [`MandateEvidence::leaf_hash`] and the session's nonce, in the transaction
//! that completes the session.

use super::chain;
use super::chain::{ChainRequirements, ClockSkew, MandateChain, MandateRecipient};
use super::checkout::{CheckoutFacts, checkout_hash, verify_checkout};
use super::claims::{read_optional, require_text};
use super::constraint;
use super::key::KeyRing;
use super::mandate::{MandateEvidence, MandateKind, check_unchanged};
use super::payment_constraint;
use super::payment_constraint::{MandatePayment, PaymentContext, UsageHistory};
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
    pub payment: PaymentSide<'a>,
    pub now: Timestamp,
    /// How far theirs may be off.
    pub skew: ClockSkew,
}

impl<'a> ExpectedSession<'a> {
    /// A checkout mandate is for us alone.
    fn chain_requirements(&self, kind: MandateKind) -> ChainRequirements<'a> {
        let others = match kind {
            MandateKind::Checkout => &[],
            MandateKind::Payment => self.payment.audiences,
        };
        let recipient = MandateRecipient { audience: self.audience, nonce: self.nonce, others };
        ChainRequirements { trust: self.trust, recipient, now: self.now, skew: self.skew, kind }
    }
}

/// What is known of the payment's side, which need not be us.
#[derive(Clone, Copy, Debug)]
pub struct PaymentSide<'a> {
    /// For whom a payment mandate may be made besides us: whoever releases or takes the money.
    pub audiences: &'a [String],
    /// How open payment mandates were used before; one that is not in it can't be held to a budget.
    pub history: &'a UsageHistory,
}

/// What is to be kept of an accepted mandate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedMandates {
    /// The hash of the checkout that it is over, by which we know it.
    pub checkout_hash: String,
    pub checkout: MandateEvidence,
    /// The payment mandate, if one came with it.
    pub payment: Option<VerifiedPayment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedPayment {
    pub evidence: MandateEvidence,
    /// The hash of the checkout, as the mandate has it.
    pub transaction_id: String,
    /// The open mandates in its chain whose uses count, by their hashes.
    pub counted: Vec<String>,
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
    let payment = match payment {
        // A second one, inside: which of the two is meant is not ours to guess.
        Some(token) if checkout.holds_payment && token != mandate => {
            return Err(RefusalReason::MandateMissing.at_path("payment_mandate"));
        }
        // Nobody can leave it unjudged by not pointing at it.
        None if checkout.holds_payment => Some(mandate),
        given => given,
    };
    let open_checkouts: Vec<&str> = checkout.open.iter().map(|open| open.presented).collect();
    let check = |token| check_payment(token, &open_checkouts, expected).within_path("payment_mandate");
    Ok(VerifiedMandates {
        checkout_hash: checkout_hash(expected.checkout_jwt),
        payment: payment.map(check).transpose()?,
        checkout: checkout.evidence,
    })
}

/// The mandate's chain, and what the checkout that it is over sells.
fn check_checkout<'t>(
    mandate: &'t str,
    expected: &ExpectedSession<'_>,
) -> Result<(MandateChain<'t>, CheckoutFacts), Ap2Refusal> {
    let chain = chain::verify_chain(mandate, &expected.chain_requirements(MandateKind::Checkout))?;
    let closed = &chain.closed;
    if require_text(closed, "checkout_hash")? != chain.algorithm.hash_text(expected.checkout_jwt) {
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
    open_checkouts: &[&str],
    expected: &ExpectedSession<'_>,
) -> Result<VerifiedPayment, Ap2Refusal> {
    let chain = chain::verify_chain(token, &expected.chain_requirements(MandateKind::Payment))?;
    let (order, closed) = (expected.order, &chain.closed);
    let transaction_id = chain.algorithm.hash_text(expected.checkout_jwt);
    if require_text(closed, "transaction_id")? != transaction_id {
        return Err(RefusalReason::TransactionMismatch.at_path("transaction_id"));
    }
    // Before any constraint: what the mandate itself has wrong is not the constraint's fault.
    let payment = MandatePayment::read(closed, expected.now)?;
    let context = PaymentContext { open_checkouts, history: expected.payment.history, now: expected.now };
    let mut counted = Vec::new();
    for (at, open) in chain.open.iter().enumerate() {
        let place = format!("[{at}]");
        check_unchanged(&open.mandate, closed).within_path(&place)?;
        if payment_constraint::check_payment_constraints(open, &payment, context).within_path(&place)? {
            counted.push(open.content_hash.clone());
        }
    }
    if payment.payee != order.merchant_id {
        return Err(RefusalReason::PayeeMismatch.at_path("payee.id"));
    }
    if payment.currency != order.currency {
        return Err(RefusalReason::PaymentCurrencyMismatch.at_path("payment_amount.currency"));
    }
    if payment.amount != order.total_amount() {
        return Err(RefusalReason::PaymentAmountMismatch.at_path("payment_amount.amount"));
    }
    Ok(VerifiedPayment { evidence: chain.evidence, transaction_id, counted })
}

//! AP2 v0.2, the merchant's side: what a payment session offers for signature, and what a mandate must prove.
//!
//! A *mandate* says that a person agreed to one checkout. In *direct* mode it is one SD-JWT that the person's own surface
//! signed over our signed checkout. In *autonomous* mode the person signed an *open* mandate with constraints and the key
//! of an agent (`cnf`), and the agent signed the *closed* one; the two travel as a chain joined by `~~`.
//!
//! The `~~` chain and its key binding are in no published crate, so the format is read here, on p256, sha2, base64 and
//! `serde_json`. Where the official kit is lenient this is not: the hash of the checkout is always compared, clocks may
//! differ by 30 seconds at most, every digest and disclosure is used exactly once, and what a constraint hides or means
//! beyond our knowledge fails.
//!
//! Invariant: no key is ever taken from a header; a root is trusted because its `kid` is in our list, and an agent because
//! the mandate before it names its key.

mod base64url;
mod chain;
mod checkout;
mod claims;
mod constraint;
mod disclosure;
mod hash;
mod jws;
mod key;
mod mandate;
mod payment_constraint;
mod receipt;
mod refusal;
mod sd_jwt;
mod strict_json;
#[cfg(test)]
mod tests;
mod verify;

pub use self::chain::{ClockSkew, find_root_key, open_mandate_hashes};
pub use self::checkout::{CheckoutFacts, checkout_hash, sign_checkout, verify_checkout};
pub use self::disclosure::Disclosure;
pub use self::hash::HashAlgorithm;
pub use self::jws::{Jws, sign_jws};
pub use self::key::{KeyRing, PublicKey, SigningKey};
pub use self::mandate::{
    CHECKOUT_CLOSED, CHECKOUT_OPEN, MandateEvidence, MandateMode, PAYMENT_CLOSED, PAYMENT_OPEN, ReceiptReferences,
    receipt_references,
};
pub use self::payment_constraint::{MandateUsage, UsageHistory};
pub use self::receipt::{MandateReceipt, ReceiptOutcome, read_receipt_reference, sign_receipt, verify_receipt};
pub use self::refusal::{Ap2Error, Ap2Refusal, RefusalReason};
pub use self::sd_jwt::{LinkBinding, TYP_BOUND, TYP_DELEGATED, issuer_jwt_hash, join_links, present_link, sd_hash};
pub use self::verify::{ExpectedSession, PaymentSide, VerifiedMandates, VerifiedPayment, verify_mandates};

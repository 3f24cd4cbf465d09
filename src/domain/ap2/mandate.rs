//! What a mandate is called, what is kept of one, and what a receipt refers to.

use super::claims::{Claims, require_list};
use super::jws::Jws;
use super::refusal::{Ap2Refusal, RefusalReason};
use super::sd_jwt::{issuer_jwt_hash, sd_hash, split_links};
use crate::domain::value::code_enum::coded;

/// `vct` of a mandate over one checkout.
pub const CHECKOUT_CLOSED: &str = "mandate.checkout.1";
/// `vct` of a mandate over whatever checkout keeps its constraints.
pub const CHECKOUT_OPEN: &str = "mandate.checkout.open.1";
/// `vct` of a mandate over one payment.
pub const PAYMENT_CLOSED: &str = "mandate.payment.1";
/// `vct` of a mandate over whatever payment keeps its constraints.
pub const PAYMENT_OPEN: &str = "mandate.payment.open.1";

/// What an open mandate may say that its closed one need not repeat.
const OWN: [&str; 6] = ["vct", "constraints", "cnf", "iat", "nbf", "exp"];

coded! {
    /// Who signed the closed mandate.
    MandateMode {
        /// The person's own surface.
        Direct = "direct";
        /// An agent, within what the person allowed.
        Autonomous = "autonomous";
    }
}

/// What is to be kept of a mandate that was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MandateEvidence {
    pub vct: String,
    pub mode: MandateMode,
    /// The trusted key that its root is signed by.
    pub trusted_kid: String,
    /// The hash of what the last link's signature is over: to be used once. A second signature on the same text, or
    /// fewer disclosures with it, make no second mandate.
    pub leaf_hash: String,
    /// What a receipt refers to.
    pub references: ReceiptReferences,
}

/// The two ways in which a receipt may refer to the mandate. The text of the specification and the official kit differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptReferences {
    /// The hash of the last link's signed part, as the official kit makes it. A receipt carries this one.
    pub sdk: String,
    /// The hash of the last link with its disclosures, "in the same manner as `sd_hash`".
    pub specification: String,
}

/// What a receipt refers to: for a mandate that was refused, too. None where the text is not even shaped like a mandate.
pub fn receipt_references(mandate: &str) -> Option<ReceiptReferences> {
    let leaf = split_links(mandate)?.pop()?;
    Jws::parse(leaf.split('~').next()?).ok()?;
    Some(ReceiptReferences { sdk: issuer_jwt_hash(leaf), specification: sd_hash(leaf) })
}

/// The one mandate within a link's claims.
pub(super) fn mandate_content(claims: &Claims) -> Result<&Claims, Ap2Refusal> {
    let missing = || RefusalReason::MandateMissing.at_path("delegate_payload");
    match require_list(claims, "delegate_payload").map_err(|_| missing())? {
        [one] => one.as_object().ok_or_else(missing),
        _ => Err(missing()),
    }
}

/// Sees that a closed mandate has every claim that an open one settled, with the same value.
pub(super) fn check_unchanged(open: &Claims, closed: &Claims) -> Result<(), Ap2Refusal> {
    let settled = open.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    match settled.into_iter().find(|(name, value)| closed.get(*name) != Some(*value)) {
        None => Ok(()),
        Some((name, _)) => Err(RefusalReason::OpenClaimChanged.at_path(name)),
    }
}

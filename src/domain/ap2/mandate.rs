//! What a mandate is called, what is kept of one, and what a receipt refers to.

use super::claims::{Claims, require_objects};
use super::hash::HashAlgorithm;
use super::jws::Jws;
use super::refusal::{Ap2Refusal, RefusalReason, WithinPath as _};
use super::sd_jwt::{LinkBinding, split_links};
use crate::domain::value::code_enum::coded;

/// `vct` of a mandate over one checkout.
pub const CHECKOUT_CLOSED: &str = "mandate.checkout.1";
/// `vct` of a mandate over whatever checkout keeps its constraints.
pub const CHECKOUT_OPEN: &str = "mandate.checkout.open.1";
/// `vct` of a mandate over one payment.
pub const PAYMENT_CLOSED: &str = "mandate.payment.1";
/// `vct` of a mandate over whatever payment keeps its constraints.
pub const PAYMENT_OPEN: &str = "mandate.payment.open.1";

/// Every type of mandate that there is.
const TYPES: [&str; 4] = [CHECKOUT_CLOSED, CHECKOUT_OPEN, PAYMENT_CLOSED, PAYMENT_OPEN];

/// What an open mandate may say that its closed one need not repeat.
const OWN: [&str; 6] = ["vct", "constraints", "cnf", "iat", "nbf", "exp"];

coded! {
    /// Who signed the closed mandate.
    MandateMode {
        /// The person's own surface.
        Direct = "direct", "本人直接签署", "signed by the person";
        /// An agent, within what the person allowed.
        Autonomous = "autonomous", "代理在授权范围内签署", "signed by an agent within what the person allowed";
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

/// What a chain is about. A link may hold mandates of both kinds, and each chain looks at its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MandateKind {
    Checkout,
    Payment,
}

impl MandateKind {
    /// `vct` of every link but the last.
    pub(super) const fn open_type(self) -> &'static str {
        match self {
            Self::Checkout => CHECKOUT_OPEN,
            Self::Payment => PAYMENT_OPEN,
        }
    }

    /// `vct` of the last.
    pub(super) const fn closed_type(self) -> &'static str {
        match self {
            Self::Checkout => CHECKOUT_CLOSED,
            Self::Payment => PAYMENT_CLOSED,
        }
    }

    fn has(self, mandate: &Claims) -> bool {
        type_of(mandate).is_some_and(|vct| vct == self.open_type() || vct == self.closed_type())
    }
}

fn type_of(mandate: &Claims) -> Option<&str> {
    mandate.get("vct")?.as_str()
}

/// The one mandate of a link that a chain is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct DelegatedMandate<'c> {
    /// Its place in `delegate_payload`.
    at: usize,
    pub(super) claims: &'c Claims,
}

impl DelegatedMandate<'_> {
    pub(super) fn place(&self) -> String {
        format!("delegate_payload[{}]", self.at)
    }

    pub(super) fn has_type(&self, vct: &str) -> bool {
        type_of(self.claims) == Some(vct)
    }
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
    let jws = Jws::parse(leaf.split('~').next()?).ok()?;
    // A receipt is owed for one with an algorithm that nobody knows, too.
    Some(ReceiptReferences::to_link(leaf, HashAlgorithm::of_token(&jws.payload).unwrap_or(HashAlgorithm::Sha256)))
}

impl ReceiptReferences {
    /// As the last link says that it is hashed.
    pub(super) fn to_link(presented: &str, algorithm: HashAlgorithm) -> Self {
        Self {
            sdk: LinkBinding::IssuerJwtHash.claim_value(presented, algorithm),
            specification: LinkBinding::SdHash.claim_value(presented, algorithm),
        }
    }
}

/// The mandates that a link discloses.
fn disclosed_mandates(claims: &Claims) -> Result<Vec<DelegatedMandate<'_>>, Ap2Refusal> {
    let all = require_objects(claims, "delegate_payload");
    let all = all.map_err(|_| RefusalReason::MandateMissing.at_path("delegate_payload"))?;
    Ok(all.into_iter().enumerate().map(|(at, claims)| DelegatedMandate { at, claims }).collect())
}

/// The mandate of a link that a chain of this kind is about. What else the link discloses is left to whoever it is for, but
/// is of a type that is known.
pub(super) fn find_mandate(claims: &Claims, kind: MandateKind) -> Result<DelegatedMandate<'_>, Ap2Refusal> {
    let all = disclosed_mandates(claims)?;
    // Alone, it is the one, whatever it calls itself: what is wrong with its type is told when the types are looked at.
    if let [one] = all[..] {
        return Ok(one);
    }
    if let Some(other) = all.iter().find(|one| !type_of(one.claims).is_some_and(|vct| TYPES.contains(&vct))) {
        return Err(RefusalReason::VctWrong.at_path("vct")).within_path(&other.place());
    }
    let mut ours = all.into_iter().filter(|one| kind.has(one.claims));
    match (ours.next(), ours.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(RefusalReason::MandateMissing.at_path("delegate_payload")),
    }
}

/// Whether a link discloses a payment mandate beside another one.
pub(super) fn holds_payment_beside(claims: &Claims) -> bool {
    disclosed_mandates(claims)
        .is_ok_and(|all| all.len() > 1 && all.iter().any(|one| MandateKind::Payment.has(one.claims)))
}

/// Sees that a closed mandate has every claim that an open one settled, with the same value.
pub(super) fn check_unchanged(open: &Claims, closed: &Claims) -> Result<(), Ap2Refusal> {
    let settled = open.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    match settled.into_iter().find(|(name, value)| closed.get(*name) != Some(*value)) {
        None => Ok(()),
        Some((name, _)) => Err(RefusalReason::OpenClaimChanged.at_path(name)),
    }
}

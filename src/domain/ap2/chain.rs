//! Who signed a mandate, for whom and until when: what checkout and payment mandates have in common.
//!
//! The steps come in a fixed order, so that the first thing that is wrong is the one that is told.

use serde_json::Value;

use super::claims::{Claims, read_seconds, require_object, require_text};
use super::disclosure::ResolvedClaims;
use super::hash::HashAlgorithm;
use super::key::{KeyRing, PublicKey};
use super::mandate;
use super::mandate::{DelegatedMandate, MandateEvidence, MandateKind, MandateMode, ReceiptReferences};
use super::refusal::{Ap2Refusal, RefusalReason, WithinPath as _};
use super::sd_jwt;
use super::sd_jwt::{ChainLink, LinkBinding, TYPS_BOUND, TYPS_DELEGATED};
use crate::domain::value::time::Timestamp;

/// What the media type of a root ends in (RFC 9901 section 9.11); what stands before it is its maker's choice.
const ROOT_TYP_ENDS: &str = "+sd-jwt";

/// How far another's clock may be from ours, in seconds. It never stretches a session or a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockSkew(u8);

impl ClockSkew {
    /// As much as is ever allowed. The official kit's five minutes are a whole session.
    pub const MAX: Self = Self(30);

    /// Up to 30 seconds.
    pub const fn from_seconds(seconds: u8) -> Option<Self> {
        if seconds <= Self::MAX.0 { Some(Self(seconds)) } else { None }
    }

    fn to_millis(self) -> i64 {
        i64::from(self.0) * 1000
    }
}

impl Default for ClockSkew {
    fn default() -> Self {
        Self::MAX
    }
}

pub(super) struct ChainRequirements<'a> {
    pub(super) trust: &'a KeyRing,
    pub(super) recipient: MandateRecipient<'a>,
    pub(super) now: Timestamp,
    pub(super) skew: ClockSkew,
    pub(super) kind: MandateKind,
}

/// For whom the last link has to be made: us with the nonce that we gave out, or another party that we know of. That one's
/// nonce is its own affair, so it only has to be there; what keeps such a mandate from being used again is the checkout
/// that it is for.
#[derive(Clone, Copy, Debug)]
pub(super) struct MandateRecipient<'a> {
    pub(super) audience: &'a str,
    pub(super) nonce: &'a str,
    pub(super) others: &'a [String],
}

/// A chain that holds: its mandates, and what is kept of it.
#[derive(Debug)]
pub(super) struct MandateChain<'t> {
    /// Every open mandate, from the root on.
    pub(super) open: Vec<OpenMandate<'t>>,
    pub(super) closed: Claims,
    /// The last link's: what its mandate hashes is hashed so.
    pub(super) algorithm: HashAlgorithm,
    /// Whether the last link discloses a payment mandate beside the one that the chain is about.
    pub(super) holds_payment: bool,
    pub(super) evidence: MandateEvidence,
}

#[derive(Debug)]
pub(super) struct OpenMandate<'t> {
    pub(super) mandate: Claims,
    /// Its link as it was presented: a payment mandate refers to the hash of that.
    pub(super) presented: &'t str,
    pub(super) algorithm: HashAlgorithm,
    /// The hash of what its link's signature is over: it goes by that whatever is disclosed of it.
    pub(super) content_hash: String,
    /// Where it holds something back.
    pub(super) hidden: Vec<String>,
}

/// Reads a chain and checks its signatures, its links, its audience, its times and its types.
pub(super) fn verify_chain<'t>(token: &'t str, rules: &ChainRequirements<'_>) -> Result<MandateChain<'t>, Ap2Refusal> {
    let links = sd_jwt::parse_chain(token)?;
    let (root, leaf) = match &links[..] {
        [] => return Err(RefusalReason::TokenMalformed.at_path("")),
        [first, .., last] => (first, last),
        [only] => (only, only),
    };
    let key = find_trusted_key(root, rules.trust).within_path("[0].header")?;
    // Before any claim is looked at: what an unknown key signed says nothing, not even which check it would fail.
    if !root.jws.is_signed_by(key) {
        return Err(RefusalReason::SignatureWrong.at_path("[0].signature"));
    }
    let resolved = map_links(&links, |_, link| link.resolve_claims())?;
    // All disclosures of all links are in place from here on, so no later check can miss a claim that was held back.
    let mandates = verify_links(&links, &resolved, rules.kind)?;
    check_freshness(&resolved, &mandates, rules)?;
    check_types(&mandates, rules.kind)?;
    // Nobody but the root's key signed: the person was at the surface, and no agent stood between.
    let mode = if links.len() == 1 { MandateMode::Direct } else { MandateMode::Autonomous };
    let algorithm = resolved.last().map_or(HashAlgorithm::Sha256, |last| last.algorithm);
    let evidence = MandateEvidence {
        vct: rules.kind.closed_type().to_owned(),
        mode,
        trusted_kid: key.kid().to_owned(),
        leaf_hash: leaf.jws.content_hash(),
        references: ReceiptReferences::to_link(leaf.presented, algorithm),
    };
    let before_last = links.len() - 1;
    let open = links.iter().zip(&resolved).zip(&mandates).take(before_last);
    Ok(MandateChain {
        open: open.map(|((link, resolved), mandate)| to_open_mandate(link, resolved, mandate)).collect(),
        closed: mandates.last().map(|mandate| mandate.claims.clone()).unwrap_or_default(),
        algorithm,
        holds_payment: resolved.last().is_some_and(|last| mandate::holds_payment_beside(&last.claims)),
        evidence,
    })
}

fn to_open_mandate<'t>(
    link: &ChainLink<'t>,
    resolved: &ResolvedClaims,
    mandate: &DelegatedMandate<'_>,
) -> OpenMandate<'t> {
    // What another mandate of the link holds back is not this one's.
    let (all, own) = ("delegate_payload[", mandate.place());
    let its_own = |path: &&String| !path.starts_with(all) || path.starts_with(&own);
    OpenMandate {
        mandate: mandate.claims.clone(),
        presented: link.presented,
        algorithm: resolved.algorithm,
        content_hash: link.jws.content_hash(),
        hidden: resolved.hidden.iter().filter(its_own).cloned().collect(),
    }
}

/// What each link before the last is signed over, as a hash: what an open mandate goes by, whether or not the chain holds.
pub fn open_mandate_hashes(token: &str) -> Vec<String> {
    let Ok(mut links) = sd_jwt::parse_chain(token) else { return Vec::new() };
    links.pop();
    links.iter().map(|link| link.jws.content_hash()).collect()
}

/// Does the same with every link and says at which one it failed.
fn map_links<'l, 't, T>(
    links: &'l [ChainLink<'t>],
    mut check: impl FnMut(usize, &'l ChainLink<'t>) -> Result<T, Ap2Refusal>,
) -> Result<Vec<T>, Ap2Refusal> {
    let numbered = links.iter().enumerate();
    numbered.map(|(at, link)| check(at, link).within_path(&format!("[{at}]"))).collect()
}

fn find_trusted_key<'k>(root: &ChainLink<'_>, trust: &'k KeyRing) -> Result<&'k PublicKey, Ap2Refusal> {
    let kid = root.jws.kid.as_deref().ok_or_else(|| RefusalReason::KidMissing.at_path("kid"))?;
    trust.find_key(kid).ok_or_else(|| RefusalReason::KidUnknown.at_path("kid"))
}

/// The trusted key that a mandate names as its root's, whether or not the mandate holds.
pub fn find_root_key<'k>(token: &str, trust: &'k KeyRing) -> Option<&'k PublicKey> {
    find_trusted_key(sd_jwt::parse_chain(token).ok()?.first()?, trust).ok()
}

/// Sees that every link has the type of its place, is signed by the key that the one before it names, and is bound to it.
fn verify_links<'r>(
    links: &[ChainLink<'_>],
    resolved: &'r [ResolvedClaims],
    kind: MandateKind,
) -> Result<Vec<DelegatedMandate<'r>>, Ap2Refusal> {
    let mut before: Option<(LinkBefore<'_, '_>, PublicKey)> = None;
    let last = links.len() - 1;
    map_links(links, |at, link| {
        let ResolvedClaims { claims, algorithm, .. } = &resolved[at];
        let typ = link.jws.typ.as_deref().unwrap_or_default();
        let in_place = match (at, at == last) {
            // A bound link at the root would be one that was cut out of another chain: its binding would be checked by
            // nobody.
            (0, _) => typ.ends_with(ROOT_TYP_ENDS) && !TYPS_BOUND.contains(&typ),
            (_, true) => TYPS_BOUND.contains(&typ),
            (_, false) => TYPS_DELEGATED.contains(&typ),
        };
        if !in_place {
            return Err(RefusalReason::TypWrong.at_path("header.typ"));
        }
        if let Some((previous, key)) = before.take() {
            if !link.jws.is_signed_by(&key) {
                return Err(RefusalReason::HopSignatureWrong.at_path("signature"));
            }
            check_binding(&previous, claims)?;
        }
        let mandate = mandate::find_mandate(claims, kind)?;
        if at < last {
            before = Some((LinkBefore { link, algorithm: *algorithm }, next_key(&mandate)?));
        // A last link that names a next key could be handed on and used once more by whoever holds that key.
        } else if mandate.claims.contains_key("cnf") || claims.contains_key("cnf") {
            return Err(RefusalReason::CnfOnTerminal.at_path("cnf")).within_path(&mandate.place());
        }
        Ok(mandate)
    })
}

fn next_key(mandate: &DelegatedMandate<'_>) -> Result<PublicKey, Ap2Refusal> {
    let read = || {
        let cnf = mandate.claims.get("cnf").ok_or_else(|| RefusalReason::CnfMissing.at_path("cnf"))?;
        let jwk = cnf.get("jwk").ok_or_else(|| RefusalReason::CnfMalformed.at_path("cnf"))?;
        PublicKey::from_jwk(jwk).map_err(|_| RefusalReason::CnfMalformed.at_path("cnf.jwk"))
    };
    read().within_path(&mandate.place())
}

/// The link that the next one has to be bound to, hashed as it says itself.
struct LinkBefore<'l, 't> {
    link: &'l ChainLink<'t>,
    algorithm: HashAlgorithm,
}

fn check_binding(previous: &LinkBefore<'_, '_>, claims: &Claims) -> Result<(), Ap2Refusal> {
    // Both at once would let two verifiers follow different links.
    let mut named = LinkBinding::ALL.into_iter().filter(|binding| claims.contains_key(binding.claim_name()));
    let binding = match (named.next(), named.next()) {
        (None, _) => return Err(RefusalReason::BindingMissing.at_path("")),
        (Some(_), Some(_)) => return Err(RefusalReason::BindingAmbiguous.at_path("")),
        (Some(one), None) => one,
    };
    let wanted = binding.claim_value(previous.link.presented, previous.algorithm);
    RefusalReason::BindingMismatch
        .unless(claims.get(binding.claim_name()) == Some(&Value::String(wanted)), binding.claim_name())
}

/// Sees that it is meant for us, now.
///
/// A root is not made for one verifier, so it need not name one; if it stands alone and does, it must be us. A link in
/// between is made for the next key's holder, whom its `cnf` names already.
fn check_freshness(
    resolved: &[ResolvedClaims],
    mandates: &[DelegatedMandate<'_>],
    rules: &ChainRequirements<'_>,
) -> Result<(), Ap2Refusal> {
    let last = resolved.len() - 1;
    let mut expires = false;
    for (at, (resolved, mandate)) in resolved.iter().zip(mandates).enumerate() {
        let place = format!("[{at}]");
        let claims = &resolved.claims;
        if at == last {
            check_audience(claims, at > 0, rules.recipient).within_path(&place)?;
        } else if at > 0 {
            require_text(claims, "aud").and_then(|_| require_text(claims, "nonce")).within_path(&place)?;
        }
        // A root may be made long before its use; what an agent signs is signed for this one.
        let dated = at == 0 || claims.contains_key("iat");
        RefusalReason::IssuedAtMissing.unless(dated, "iat").within_path(&place)?;
        // One expiry anywhere bounds the chain: whichever link ends first ends it, and a chain without any would hold
        // for ever.
        expires |= check_times(claims, rules).within_path(&place)?;
        expires |= check_times(mandate.claims, rules).within_path(&mandate.place()).within_path(&place)?;
    }
    RefusalReason::ExpiryMissing.unless(expires, "exp")
}

fn check_audience(claims: &Claims, must_say: bool, recipient: MandateRecipient<'_>) -> Result<(), Ap2Refusal> {
    let said = |name: &'static str| claims.get(name).map(|value| value.as_str().unwrap_or_default());
    // A root that stands alone was made for no particular verifier. One that names somebody must name us all the same.
    let fits = |said: Option<&str>, wanted: &str| said.map_or(!must_say, |said| said == wanted);
    let other = said("aud").is_some_and(|aud| recipient.others.iter().any(|other| other == aud));
    RefusalReason::AudienceMismatch.unless(other || fits(said("aud"), recipient.audience), "aud")?;
    let fresh = match said("nonce") {
        Some(nonce) if other => !nonce.is_empty(),
        nonce => fits(nonce, recipient.nonce),
    };
    RefusalReason::NonceMismatch.unless(fresh, "nonce")
}

/// Whether the claims say when they end; an error if that was before now, or they begin after it.
fn check_times(claims: &Claims, rules: &ChainRequirements<'_>) -> Result<bool, Ap2Refusal> {
    let (now, skew) = (rules.now.millis(), rules.skew.to_millis());
    for name in ["iat", "nbf"] {
        // Theirs may run ahead of ours by the skew; saturating, because a hostile number of seconds must not wrap into
        // the past.
        if read_seconds(claims, name)?.is_some_and(|from| from.saturating_mul(1000) > now + skew) {
            return Err(RefusalReason::NotYetValid.at_path(name));
        }
    }
    let until = read_seconds(claims, "exp")?;
    // Ended at the very second that `exp` names: RFC 7519 says "on or after".
    if until.is_some_and(|until| until.saturating_mul(1000) <= now - skew) {
        return Err(RefusalReason::Expired.at_path("exp"));
    }
    Ok(until.is_some())
}

fn check_types(mandates: &[DelegatedMandate<'_>], kind: MandateKind) -> Result<(), Ap2Refusal> {
    let last = mandates.len() - 1;
    for (at, mandate) in mandates.iter().enumerate() {
        let wanted = if at == last { kind.closed_type() } else { kind.open_type() };
        if !mandate.has_type(wanted) {
            return Err(RefusalReason::VctWrong.at_path(format!("[{at}].{}.vct", mandate.place())));
        }
    }
    Ok(())
}

/// The `id` of a party, which is who it is; its name and address are only what it calls itself.
pub(super) fn party_id<'c>(claims: &'c Claims, name: &str) -> Result<&'c str, Ap2Refusal> {
    require_text(require_object(claims, name)?, "id").within_path(name)
}

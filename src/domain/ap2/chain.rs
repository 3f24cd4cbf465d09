//! Who signed a mandate, for whom and until when: what checkout and payment mandates have in common.
//!
//! The steps come in a fixed order, so that the first thing that is wrong is the one that is told.

use serde_json::Value;

use super::claims::{Claims, read_seconds, require_object, require_text};
use super::disclosure::ResolvedClaims;
use super::key::{KeyRing, PublicKey};
use super::mandate;
use super::mandate::{MandateEvidence, MandateMode, ReceiptReferences};
use super::refusal::{Ap2Refusal, RefusalReason, WithinPath as _};
use super::sd_jwt;
use super::sd_jwt::{ChainLink, LinkBinding, TYP_BOUND, TYP_DELEGATED};
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
    pub(super) audience: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: Timestamp,
    pub(super) skew: ClockSkew,
    /// `vct` of every link but the last.
    pub(super) open: &'static str,
    /// `vct` of the last.
    pub(super) closed: &'static str,
}

/// A chain that holds: its mandates, and what is kept of it.
#[derive(Debug)]
pub(super) struct MandateChain {
    /// Every open mandate, from the root on.
    pub(super) open: Vec<OpenMandate>,
    pub(super) closed: Claims,
    pub(super) evidence: MandateEvidence,
}

#[derive(Debug)]
pub(super) struct OpenMandate {
    pub(super) mandate: Claims,
    /// The hash by which a payment mandate refers to it.
    pub(super) sd_hash: String,
    /// Where it holds something back.
    pub(super) hidden: Vec<String>,
}

/// Reads a chain and checks its signatures, its links, its audience, its times and its types.
pub(super) fn verify_chain(token: &str, rules: &ChainRequirements<'_>) -> Result<MandateChain, Ap2Refusal> {
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
    let mandates = verify_links(&links, &resolved)?;
    check_freshness(&resolved, &mandates, rules)?;
    check_types(&mandates, rules)?;
    let references = ReceiptReferences {
        sdk: sd_jwt::issuer_jwt_hash(leaf.presented),
        specification: sd_jwt::sd_hash(leaf.presented),
    };
    // Nobody but the root's key signed: the person was at the surface, and no agent stood between.
    let mode = if links.len() == 1 { MandateMode::Direct } else { MandateMode::Autonomous };
    let (trusted_kid, leaf_hash) = (key.kid().to_owned(), leaf.jws.content_hash());
    let evidence = MandateEvidence { vct: rules.closed.to_owned(), mode, trusted_kid, leaf_hash, references };
    let closed = mandates.last().map(|mandate| (*mandate).clone()).unwrap_or_default();
    let before_last = links.len() - 1;
    let open =
        links.iter().zip(&resolved).zip(&mandates).take(before_last).map(|((link, resolved), mandate)| OpenMandate {
            mandate: (*mandate).clone(),
            sd_hash: sd_jwt::sd_hash(link.presented),
            hidden: resolved.hidden.clone(),
        });
    Ok(MandateChain { open: open.collect(), closed, evidence })
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
fn verify_links<'r>(links: &[ChainLink<'_>], resolved: &'r [ResolvedClaims]) -> Result<Vec<&'r Claims>, Ap2Refusal> {
    let mut before: Option<(&ChainLink<'_>, PublicKey)> = None;
    let last = links.len() - 1;
    map_links(links, |at, link| {
        let claims = &resolved[at].claims;
        let typ = link.jws.typ.as_deref().unwrap_or_default();
        let in_place = match (at, at == last) {
            // A bound link at the root would be one that was cut out of another chain: its binding would be checked by
            // nobody.
            (0, _) => typ.ends_with(ROOT_TYP_ENDS) && typ != TYP_BOUND,
            (_, true) => typ == TYP_BOUND,
            (_, false) => typ == TYP_DELEGATED,
        };
        if !in_place {
            return Err(RefusalReason::TypWrong.at_path("header.typ"));
        }
        if let Some((previous, key)) = before.take() {
            if !link.jws.is_signed_by(&key) {
                return Err(RefusalReason::HopSignatureWrong.at_path("signature"));
            }
            check_binding(previous, claims)?;
        }
        let mandate = mandate::mandate_content(claims)?;
        if at < last {
            before = Some((link, next_key(mandate)?));
        // A last link that names a next key could be handed on and used once more by whoever holds that key.
        } else if mandate.contains_key("cnf") || claims.contains_key("cnf") {
            return Err(RefusalReason::CnfOnTerminal.at_path("delegate_payload[0].cnf"));
        }
        Ok(mandate)
    })
}

fn next_key(mandate: &Claims) -> Result<PublicKey, Ap2Refusal> {
    let place = "delegate_payload[0].cnf";
    let cnf = mandate.get("cnf").ok_or_else(|| RefusalReason::CnfMissing.at_path(place))?;
    let jwk = cnf.get("jwk").ok_or_else(|| RefusalReason::CnfMalformed.at_path(place))?;
    PublicKey::from_jwk(jwk).map_err(|_| RefusalReason::CnfMalformed.at_path("delegate_payload[0].cnf.jwk"))
}

fn check_binding(previous: &ChainLink<'_>, claims: &Claims) -> Result<(), Ap2Refusal> {
    // Both at once would let two verifiers follow different links.
    let mut named = LinkBinding::ALL.into_iter().filter(|binding| claims.contains_key(binding.claim_name()));
    let binding = match (named.next(), named.next()) {
        (None, _) => return Err(RefusalReason::BindingMissing.at_path("")),
        (Some(_), Some(_)) => return Err(RefusalReason::BindingAmbiguous.at_path("")),
        (Some(one), None) => one,
    };
    RefusalReason::BindingMismatch.unless(
        claims.get(binding.claim_name()) == Some(&Value::String(binding.claim_value(previous.presented))),
        binding.claim_name(),
    )
}

/// Sees that it is meant for us, now.
///
/// A root is not made for one verifier, so it need not name one; if it stands alone and does, it must be us. A link in
/// between is made for the next key's holder, whom its `cnf` names already.
fn check_freshness(
    resolved: &[ResolvedClaims],
    mandates: &[&Claims],
    rules: &ChainRequirements<'_>,
) -> Result<(), Ap2Refusal> {
    let last = resolved.len() - 1;
    let mut expires = false;
    for (at, (resolved, mandate)) in resolved.iter().zip(mandates).enumerate() {
        let place = format!("[{at}]");
        let claims = &resolved.claims;
        if at == last {
            check_audience(claims, at > 0, rules).within_path(&place)?;
        } else if at > 0 {
            require_text(claims, "aud").and_then(|_| require_text(claims, "nonce")).within_path(&place)?;
        }
        // A root may be made long before its use; what an agent signs is signed for this one.
        let dated = at == 0 || claims.contains_key("iat");
        RefusalReason::IssuedAtMissing.unless(dated, "iat").within_path(&place)?;
        // One expiry anywhere bounds the chain: whichever link ends first ends it, and a chain without any would hold
        // for ever.
        expires |= check_times(claims, rules).within_path(&place)?;
        expires |= check_times(mandate, rules).within_path("delegate_payload[0]").within_path(&place)?;
    }
    RefusalReason::ExpiryMissing.unless(expires, "exp")
}

fn check_audience(claims: &Claims, must_say: bool, rules: &ChainRequirements<'_>) -> Result<(), Ap2Refusal> {
    let wanted = [
        ("aud", rules.audience, RefusalReason::AudienceMismatch),
        ("nonce", rules.nonce, RefusalReason::NonceMismatch),
    ];
    for (name, ours, reason) in wanted {
        let said = claims.get(name);
        // A root that stands alone was made for no particular verifier. One that names somebody must name us all the
        // same.
        if said.is_none() && !must_say {
            continue;
        }
        if said.and_then(Value::as_str) != Some(ours) {
            return Err(reason.at_path(name));
        }
    }
    Ok(())
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

fn check_types(mandates: &[&Claims], rules: &ChainRequirements<'_>) -> Result<(), Ap2Refusal> {
    let last = mandates.len() - 1;
    for (at, mandate) in mandates.iter().enumerate() {
        let wanted = if at == last { rules.closed } else { rules.open };
        if mandate.get("vct").and_then(Value::as_str) != Some(wanted) {
            return Err(RefusalReason::VctWrong.at_path(format!("[{at}].delegate_payload[0].vct")));
        }
    }
    Ok(())
}

/// The `id` of a party, which is who it is; its name and address are only what it calls itself.
pub(super) fn party_id<'c>(claims: &'c Claims, name: &str) -> Result<&'c str, Ap2Refusal> {
    require_text(require_object(claims, name)?, "id").within_path(name)
}

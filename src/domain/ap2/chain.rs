//! Who signed a mandate, for whom and until when: what checkout and payment mandates have in common.
//!
//! The steps come in a fixed order, so that the first thing that is wrong is the one that is told.

use serde_json::Value;

use super::claims::{Claims, object, seconds, text};
use super::disclosure::Resolved;
use super::key::{KeyRing, PublicKey};
use super::mandate;
use super::mandate::{Evidence, Mode, References};
use super::refusal::{Reason, Refused};
use super::sd_jwt;
use super::sd_jwt::{Binding, Link, TYP_BOUND, TYP_DELEGATED};
use crate::domain::value::time::Timestamp;

/// What the media type of a root ends in (RFC 9901 section 9.11); what stands before it is its maker's choice.
const ROOT_TYP_ENDS: &str = "+sd-jwt";

/// How far another's clock may be from ours, in seconds. It never stretches a session or a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skew(u8);

impl Skew {
    /// As much as is ever allowed. The official kit's five minutes are a whole session.
    pub const MAX: Self = Self(30);

    /// Up to 30 seconds.
    pub const fn seconds(seconds: u8) -> Option<Self> {
        if seconds <= Self::MAX.0 { Some(Self(seconds)) } else { None }
    }

    fn millis(self) -> i64 {
        i64::from(self.0) * 1000
    }
}

impl Default for Skew {
    fn default() -> Self {
        Self::MAX
    }
}

pub(super) struct Rules<'a> {
    pub(super) trust: &'a KeyRing,
    pub(super) audience: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: Timestamp,
    pub(super) skew: Skew,
    /// `vct` of every link but the last.
    pub(super) open: &'static str,
    /// `vct` of the last.
    pub(super) closed: &'static str,
}

/// A chain that holds: its mandates, and what is kept of it.
#[derive(Debug)]
pub(super) struct Chain {
    /// Every open mandate, from the root on.
    pub(super) open: Vec<Open>,
    pub(super) closed: Claims,
    pub(super) evidence: Evidence,
}

#[derive(Debug)]
pub(super) struct Open {
    pub(super) mandate: Claims,
    /// The hash by which a payment mandate refers to it.
    pub(super) sd_hash: String,
    /// Where it holds something back.
    pub(super) hidden: Vec<String>,
}

/// Reads a chain and checks its signatures, its links, its audience, its times and its types.
pub(super) fn check(token: &str, rules: &Rules<'_>) -> Result<Chain, Refused> {
    let links = sd_jwt::parse(token)?;
    let (root, leaf) = match &links[..] {
        [] => return Err(Refused::new(Reason::TokenMalformed, "")),
        [first, .., last] => (first, last),
        [only] => (only, only),
    };
    let key = trusted(root, rules.trust).map_err(|refused| refused.under("[0].header"))?;
    if !root.jws.is_signed_by(key) {
        return Err(Refused::new(Reason::SignatureWrong, "[0].signature"));
    }
    let resolved = each(&links, |_, link| link.resolve())?;
    let mandates = bind(&links, &resolved)?;
    fresh(&resolved, &mandates, rules)?;
    types(&mandates, rules)?;
    let references =
        References { sdk: sd_jwt::issuer_jwt_hash(leaf.presented), specification: sd_jwt::sd_hash(leaf.presented) };
    let mode = if links.len() == 1 { Mode::Direct } else { Mode::Autonomous };
    let (trusted_kid, leaf_hash) = (key.kid().to_owned(), leaf.jws.content_hash());
    let evidence = Evidence { vct: rules.closed.to_owned(), mode, trusted_kid, leaf_hash, references };
    let closed = mandates.last().map(|mandate| (*mandate).clone()).unwrap_or_default();
    let before_last = links.len() - 1;
    let open = links.iter().zip(&resolved).zip(&mandates).take(before_last).map(|((link, resolved), mandate)| Open {
        mandate: (*mandate).clone(),
        sd_hash: sd_jwt::sd_hash(link.presented),
        hidden: resolved.hidden.clone(),
    });
    Ok(Chain { open: open.collect(), closed, evidence })
}

/// Does the same with every link and says at which one it failed.
fn each<'l, 't, T>(
    links: &'l [Link<'t>],
    mut check: impl FnMut(usize, &'l Link<'t>) -> Result<T, Refused>,
) -> Result<Vec<T>, Refused> {
    let numbered = links.iter().enumerate();
    numbered.map(|(at, link)| check(at, link).map_err(|refused| refused.under(&format!("[{at}]")))).collect()
}

fn trusted<'k>(root: &Link<'_>, trust: &'k KeyRing) -> Result<&'k PublicKey, Refused> {
    let kid = root.jws.kid.as_deref().ok_or_else(|| Refused::new(Reason::KidMissing, "kid"))?;
    trust.get(kid).ok_or_else(|| Refused::new(Reason::KidUnknown, "kid"))
}

/// Sees that every link has the type of its place, is signed by the key that the one before it names, and is bound to it.
fn bind<'r>(links: &[Link<'_>], resolved: &'r [Resolved]) -> Result<Vec<&'r Claims>, Refused> {
    let mut before: Option<(&Link<'_>, PublicKey)> = None;
    let last = links.len() - 1;
    each(links, |at, link| {
        let claims = &resolved[at].claims;
        let typ = link.jws.typ.as_deref().unwrap_or_default();
        let in_place = match (at, at == last) {
            (0, _) => typ.ends_with(ROOT_TYP_ENDS) && typ != TYP_BOUND,
            (_, true) => typ == TYP_BOUND,
            (_, false) => typ == TYP_DELEGATED,
        };
        if !in_place {
            return Err(Refused::new(Reason::TypWrong, "header.typ"));
        }
        if let Some((previous, key)) = before.take() {
            if !link.jws.is_signed_by(&key) {
                return Err(Refused::new(Reason::HopSignatureWrong, "signature"));
            }
            bound_to(previous, claims)?;
        }
        let mandate = mandate::content(claims)?;
        if at < last {
            before = Some((link, next_key(mandate)?));
        } else if mandate.contains_key("cnf") || claims.contains_key("cnf") {
            return Err(Refused::new(Reason::CnfOnTerminal, "delegate_payload[0].cnf"));
        }
        Ok(mandate)
    })
}

fn next_key(mandate: &Claims) -> Result<PublicKey, Refused> {
    let place = "delegate_payload[0].cnf";
    let cnf = mandate.get("cnf").ok_or_else(|| Refused::new(Reason::CnfMissing, place))?;
    let jwk = cnf.get("jwk").ok_or_else(|| Refused::new(Reason::CnfMalformed, place))?;
    PublicKey::from_jwk(jwk).map_err(|_| Refused::new(Reason::CnfMalformed, "delegate_payload[0].cnf.jwk"))
}

fn bound_to(previous: &Link<'_>, claims: &Claims) -> Result<(), Refused> {
    let mut named = Binding::ALL.into_iter().filter(|binding| claims.contains_key(binding.claim()));
    let binding = match (named.next(), named.next()) {
        (None, _) => return Err(Refused::new(Reason::BindingMissing, "")),
        (Some(_), Some(_)) => return Err(Refused::new(Reason::BindingAmbiguous, "")),
        (Some(one), None) => one,
    };
    if claims.get(binding.claim()) == Some(&Value::String(binding.value(previous.presented))) {
        Ok(())
    } else {
        Err(Refused::new(Reason::BindingMismatch, binding.claim()))
    }
}

/// Sees that it is meant for us, now.
///
/// A root is not made for one verifier, so it need not name one; if it stands alone and does, it must be us. A link in
/// between is made for the next key's holder, whom its `cnf` names already.
fn fresh(resolved: &[Resolved], mandates: &[&Claims], rules: &Rules<'_>) -> Result<(), Refused> {
    let last = resolved.len() - 1;
    let mut expires = false;
    for (at, (resolved, mandate)) in resolved.iter().zip(mandates).enumerate() {
        let place = |refused: Refused| refused.under(&format!("[{at}]"));
        let claims = &resolved.claims;
        if at == last {
            meant_for(claims, at > 0, rules).map_err(place)?;
        } else if at > 0 {
            text(claims, "aud").and_then(|_| text(claims, "nonce")).map_err(place)?;
        }
        if at > 0 && !claims.contains_key("iat") {
            return Err(place(Refused::new(Reason::IssuedAtMissing, "iat")));
        }
        expires |= in_time(claims, rules).map_err(place)?;
        expires |= in_time(mandate, rules).map_err(|refused| place(refused.under("delegate_payload[0]")))?;
    }
    if expires { Ok(()) } else { Err(Refused::new(Reason::ExpiryMissing, "exp")) }
}

fn meant_for(claims: &Claims, must_say: bool, rules: &Rules<'_>) -> Result<(), Refused> {
    let wanted = [("aud", rules.audience, Reason::AudienceMismatch), ("nonce", rules.nonce, Reason::NonceMismatch)];
    for (name, ours, reason) in wanted {
        let said = claims.get(name);
        if said.is_none() && !must_say {
            continue;
        }
        if said.and_then(Value::as_str) != Some(ours) {
            return Err(Refused::new(reason, name));
        }
    }
    Ok(())
}

/// Whether the claims say when they end; an error if that was before now, or they begin after it.
fn in_time(claims: &Claims, rules: &Rules<'_>) -> Result<bool, Refused> {
    let (now, skew) = (rules.now.millis(), rules.skew.millis());
    for name in ["iat", "nbf"] {
        if seconds(claims, name)?.is_some_and(|from| from.saturating_mul(1000) > now + skew) {
            return Err(Refused::new(Reason::NotYetValid, name));
        }
    }
    let until = seconds(claims, "exp")?;
    if until.is_some_and(|until| until.saturating_mul(1000) <= now - skew) {
        return Err(Refused::new(Reason::Expired, "exp"));
    }
    Ok(until.is_some())
}

fn types(mandates: &[&Claims], rules: &Rules<'_>) -> Result<(), Refused> {
    let last = mandates.len() - 1;
    for (at, mandate) in mandates.iter().enumerate() {
        let wanted = if at == last { rules.closed } else { rules.open };
        if mandate.get("vct").and_then(Value::as_str) != Some(wanted) {
            return Err(Refused::new(Reason::VctWrong, format!("[{at}].delegate_payload[0].vct")));
        }
    }
    Ok(())
}

/// The `id` of a party, which is who it is; its name and address are only what it calls itself.
pub(super) fn party<'c>(claims: &'c Claims, name: &str) -> Result<&'c str, Refused> {
    text(object(claims, name)?, "id").map_err(|refused| refused.under(name))
}

//! The verdicts of an order on the mandates that came, and the keys that each rests on.

use serde_json::Value;

use crate::app::write::stored_flow::LoadedOrder;
use crate::domain::ap2::{Jws, KeyRing, PublicKey, find_root_key};
use crate::domain::checkout::event::CheckoutEvent;
use crate::domain::checkout::order::CheckoutOrder;
use crate::domain::checkout::payload::{MandateRejected, MandateVerified, VerdictKey};
use crate::domain::order::event::EventEnvelope;
use crate::domain::value::code_enum::coded;
use crate::domain::value::time::Timestamp;

coded! {
    /// Where the keys of a verdict come from.
    KeySource {
        /// They were kept with it.
        Verdict = "verdict";
        /// It is older than that: today's list has keys of the same names.
        TrustList = "trust_list";
        /// It is older than that, and today's list has none.
        Missing = "missing";
    }
}

/// What an order answered to a mandate, and when it was asked.
pub(in crate::app::checkout::mandate) struct DatedVerdict {
    pub(in crate::app::checkout::mandate) at: Timestamp,
    pub(in crate::app::checkout::mandate) verdict: Verdict,
}

/// What an order answered to a mandate.
pub(in crate::app::checkout::mandate) enum Verdict {
    Accepted(MandateVerified),
    Refused(MandateRejected),
}

/// The keys of one verdict.
pub(super) struct VerdictKeys {
    pub(super) keys: Vec<VerdictKey>,
    pub(super) source: KeySource,
}

impl Verdict {
    pub(in crate::app::checkout::mandate) fn accepted(&self) -> Option<&MandateVerified> {
        match self {
            Self::Accepted(verified) => Some(verified),
            Self::Refused(_) => None,
        }
    }

    pub(in crate::app::checkout::mandate) fn failure_code(&self) -> Option<&str> {
        match self {
            Self::Accepted(_) => None,
            Self::Refused(rejected) => Some(&rejected.failure_code),
        }
    }

    pub(in crate::app::checkout::mandate) fn session_id(&self) -> &str {
        match self {
            Self::Accepted(verified) => &verified.session_id,
            Self::Refused(rejected) => &rejected.session_id,
        }
    }

    pub(in crate::app::checkout::mandate) fn receipt(&self) -> Option<&str> {
        match self {
            Self::Accepted(verified) => Some(&verified.receipt),
            Self::Refused(rejected) => rejected.receipt.as_deref(),
        }
    }

    /// The keys that were kept with the verdict. One of an older version kept none: what it accepted is then checked with the
    /// keys that `trust` has today, and what it refused was not kept and needs none.
    pub(super) fn keys(&self, trust: &KeyRing) -> VerdictKeys {
        match self {
            Self::Accepted(verified) if verified.trusted_keys.is_empty() => keys_of_today(verified, trust),
            Self::Accepted(MandateVerified { trusted_keys, .. })
            | Self::Refused(MandateRejected { trusted_keys, .. }) => {
                VerdictKeys { keys: trusted_keys.clone(), source: KeySource::Verdict }
            }
        }
    }
}

fn keys_of_today(verified: &MandateVerified, trust: &KeyRing) -> VerdictKeys {
    let payment = verified.payment_token().map(|token| find_root_key(token, trust));
    let roots = std::iter::once(trust.find_key(&verified.trusted_kid)).chain(payment);
    match roots.collect::<Option<Vec<&PublicKey>>>() {
        None => VerdictKeys { keys: Vec::new(), source: KeySource::Missing },
        Some(keys) => {
            VerdictKeys { keys: distinct_keys(keys.into_iter().map(to_verdict_key)), source: KeySource::TrustList }
        }
    }
}

/// A key, as it is kept with a verdict.
pub(in crate::app::checkout::mandate) fn to_verdict_key(key: &PublicKey) -> VerdictKey {
    VerdictKey { thumbprint: key.thumbprint(), jwk: key.to_jwk() }
}

/// Each key once, in the order in which they come. Two keys may go by one `kid`, at two times.
pub(in crate::app::checkout::mandate) fn distinct_keys(keys: impl IntoIterator<Item = VerdictKey>) -> Vec<VerdictKey> {
    let mut distinct: Vec<VerdictKey> = Vec::new();
    for key in keys {
        if !distinct.contains(&key) {
            distinct.push(key);
        }
    }
    distinct
}

/// Every verdict, oldest first.
pub(in crate::app::checkout::mandate) fn list_verdicts(loaded: &LoadedOrder<CheckoutOrder>) -> Vec<DatedVerdict> {
    let read = |row: &EventEnvelope| {
        let verdict = match CheckoutEvent::parse(&row.kind, row.result, &row.payload).ok()? {
            CheckoutEvent::MandateVerified(verified) => Verdict::Accepted(verified),
            CheckoutEvent::MandateRejected(rejected) => Verdict::Refused(rejected),
            _ => return None,
        };
        Some(DatedVerdict { at: row.created_at, verdict })
    };
    loaded.events.iter().filter_map(read).collect()
}

/// The keys of `ours` that signed one of `tokens`.
pub(super) fn list_signers<'t>(tokens: impl IntoIterator<Item = &'t str>, ours: &KeyRing) -> Vec<Value> {
    let kids = tokens.into_iter().filter_map(|token| Jws::parse(token).ok()?.kid);
    let kids: std::collections::BTreeSet<String> = kids.collect();
    kids.iter().filter_map(|kid| ours.find_key(kid)).map(PublicKey::to_jwk).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ap2::{SigningKey, present_link, sign_jws};
    use crate::domain::value::person::Personal;

    #[test]
    fn an_older_verdict_is_checked_with_the_key_of_today_and_says_so() {
        let key = |seed, kid| SigningKey::from_secret(&[seed; 32], Some(kid)).unwrap();
        let (surface, wallet) = (key(2, "surface"), key(3, "wallet"));
        let payment = present_link(&sign_jws("dc+sd-jwt", &serde_json::json!({}), &wallet), &[]);
        let verified = |payment_mandate: Option<Personal>, trusted_keys| {
            Verdict::Accepted(MandateVerified {
                session_id: "ps_1".to_owned(),
                mode: "direct".to_owned(),
                trusted_kid: "surface".to_owned(),
                leaf_hash: "l".to_owned(),
                transaction_id: None,
                mandate: Personal::new("m"),
                payment_mandate,
                receipt: "r".to_owned(),
                trusted_keys,
                counted_uses: Vec::new(),
            })
        };
        let mut trust = KeyRing::from(surface.public_key().clone());
        let kept = vec![to_verdict_key(wallet.public_key())];
        let own = verified(None, kept.clone()).keys(&trust);
        assert_eq!((own.source, own.keys), (KeySource::Verdict, kept));
        let old = verified(None, Vec::new()).keys(&trust);
        assert_eq!((old.source, old.keys), (KeySource::TrustList, vec![to_verdict_key(surface.public_key())]));
        let both = verified(Some(Personal::new(payment.as_str())), Vec::new());
        assert_eq!(both.keys(&trust).source, KeySource::Missing, "the payment mandate has a root of its own");
        trust.add_key(wallet.public_key().clone()).unwrap();
        assert_eq!((both.keys(&trust).source, both.keys(&trust).keys.len()), (KeySource::TrustList, 2));
        assert_eq!(verified(None, Vec::new()).keys(&KeyRing::default()).source, KeySource::Missing);
    }
}

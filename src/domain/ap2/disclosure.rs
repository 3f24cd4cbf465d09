//! Disclosures (RFC 9901 sections 4.2 and 7.1): what was held back is put in its place, all of it and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::base64url::{decode_base64url, encode_base64url};
use super::claims::Claims;
use super::hash::{HashAlgorithm, SD_ALG};
use super::refusal::{Ap2Refusal, RefusalReason, WithinPath as _};
use super::strict_json;

/// Where the digests of claims stand.
const SD: &str = "_sd";
/// Where the digest of an element stands.
const DOTS: &str = "...";
/// Deeper than any mandate: a claim within a claim, disclosures followed.
const MAX_DEPTH: usize = 32;

/// One disclosure, in the form in which it travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure(String);

impl Disclosure {
    /// A claim of an object. The salt must be random and never the same twice.
    pub fn from_claim(salt: &str, name: &str, value: &Value) -> Self {
        Self(encode_base64url(json!([salt, name, value]).to_string()))
    }

    pub fn from_element(salt: &str, value: &Value) -> Self {
        Self(encode_base64url(json!([salt, value]).to_string()))
    }

    /// As it travels.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands in its place in a token that names no other algorithm.
    pub fn digest(&self) -> String {
        HashAlgorithm::Sha256.hash_text(&self.0)
    }
}

/// The claims of a token, with what was disclosed, and the places where something was not.
#[derive(Debug)]
pub(super) struct ResolvedClaims {
    pub(super) claims: Claims,
    /// The objects and lists that hold a digest without a disclosure, as paths.
    pub(super) hidden: Vec<String>,
    /// The token's own, for its digests and for what else it hashes.
    pub(super) algorithm: HashAlgorithm,
}

enum DisclosureContent {
    Claim(String, Value),
    Element(Value),
}

/// Puts every disclosure in its place.
pub(super) fn resolve_disclosures(payload: &Claims, disclosures: &[&str]) -> Result<ResolvedClaims, Ap2Refusal> {
    let algorithm = HashAlgorithm::of_token(payload)?;
    let mut open = BTreeMap::new();
    for (at, text) in disclosures.iter().enumerate() {
        let content = read_disclosure(text).within_path(&format!("disclosures[{at}]"))?;
        // Keyed by digest, so a disclosure is found by what the token commits to and never by what it calls itself.
        if open.insert(algorithm.hash_text(text), content).is_some() {
            return Err(RefusalReason::DisclosureRepeated.at_path(format!("disclosures[{at}]")));
        }
    }
    let mut walk =
        DisclosureResolver { open, digest_length: algorithm.text_length(), seen: BTreeSet::new(), hidden: Vec::new() };
    let mut claims = walk.resolve_object(payload, "", 0)?;
    // The algorithm belongs to the form, not to the claims; shift, because the order of the others is part of what is
    // shown.
    claims.shift_remove(SD_ALG);
    // One that nothing refers to is no harm here, and a different document to a verifier that merges it in.
    if walk.open.is_empty() {
        Ok(ResolvedClaims { claims, hidden: walk.hidden, algorithm })
    } else {
        Err(RefusalReason::DisclosureUnused.at_path("disclosures"))
    }
}

fn read_disclosure(text: &str) -> Result<DisclosureContent, Ap2Refusal> {
    let malformed = || RefusalReason::DisclosureMalformed.at_path("");
    let Value::Array(mut parts) = strict_json::parse_value(&decode_base64url(text)?)? else { return Err(malformed()) };
    if !parts.first().is_some_and(Value::is_string) {
        return Err(malformed());
    }
    match (parts.len(), parts.pop()) {
        (2, Some(value)) => Ok(DisclosureContent::Element(value)),
        (3, Some(value)) => match parts.pop() {
            // A disclosed `_sd` would smuggle in further claims that the signer never listed.
            Some(Value::String(name)) if [SD, DOTS, SD_ALG].contains(&name.as_str()) => {
                Err(RefusalReason::DisclosureReserved.at_path(name))
            }
            Some(Value::String(name)) => Ok(DisclosureContent::Claim(name, value)),
            _ => Err(malformed()),
        },
        _ => Err(malformed()),
    }
}

/// A walk through the claims, outside in.
struct DisclosureResolver {
    /// Disclosures that were not met yet, by digest.
    open: BTreeMap<String, DisclosureContent>,
    /// Characters of every digest in the token.
    digest_length: usize,
    seen: BTreeSet<String>,
    hidden: Vec<String>,
}

impl DisclosureResolver {
    fn resolve_value(&mut self, value: &Value, path: &str, depth: usize) -> Result<Value, Ap2Refusal> {
        // A disclosure may hold digests of further ones, so the parser's own limit on nesting does not bound this walk.
        if depth > MAX_DEPTH {
            return Err(RefusalReason::JsonMalformed.at_path(path));
        }
        match value {
            // Inside, it could announce another algorithm for a part of the token: RFC 9901 has it at the top alone.
            Value::Object(object) if object.contains_key(SD_ALG) => Err(RefusalReason::DigestMalformed.at_path(path)),
            Value::Object(object) => self.resolve_object(object, path, depth).map(Value::Object),
            Value::Array(list) => self.resolve_list(list, path, depth).map(Value::Array),
            plain => Ok(plain.clone()),
        }
    }

    fn resolve_object(&mut self, object: &Claims, path: &str, depth: usize) -> Result<Claims, Ap2Refusal> {
        if object.contains_key(DOTS) {
            return Err(RefusalReason::DigestMalformed.at_path(path));
        }
        let mut whole = Map::new();
        // What stands in clear first: a disclosure may add a claim and never replace one.
        for (name, value) in object.iter().filter(|(name, _)| *name != SD) {
            whole.insert(name.clone(), self.resolve_value(value, &join_path(path, name), depth + 1)?);
        }
        let Some(digests) = object.get(SD) else { return Ok(whole) };
        let digests = digests.as_array().ok_or_else(|| RefusalReason::DigestMalformed.at_path(path))?;
        for digest in digests {
            match self.take_disclosure(digest, path)? {
                None => self.hidden.push(path.to_owned()),
                Some(DisclosureContent::Element(_)) => {
                    return Err(RefusalReason::DisclosureMisplaced.at_path(path));
                }
                Some(DisclosureContent::Claim(name, value)) => {
                    let place = join_path(path, &name);
                    if object.contains_key(&name) || whole.contains_key(&name) {
                        return Err(RefusalReason::ClaimRepeated.at_path(place));
                    }
                    let value = self.resolve_value(&value, &place, depth + 1)?;
                    whole.insert(name, value);
                }
            }
        }
        Ok(whole)
    }

    fn resolve_list(&mut self, list: &[Value], path: &str, depth: usize) -> Result<Vec<Value>, Ap2Refusal> {
        let mut whole = Vec::new();
        for element in list {
            // Counted among what is disclosed, as whoever reads the claims afterwards counts.
            let place = format!("{path}[{}]", whole.len());
            let held_back = element.as_object().and_then(|object| Some((object.get(DOTS)?, object.len())));
            match held_back {
                None => whole.push(self.resolve_value(element, &place, depth + 1)?),
                Some((digest, 1)) => match self.take_disclosure(digest, &place)? {
                    None => self.hidden.push(path.to_owned()),
                    Some(DisclosureContent::Claim(..)) => {
                        return Err(RefusalReason::DisclosureMisplaced.at_path(place));
                    }
                    Some(DisclosureContent::Element(value)) => {
                        whole.push(self.resolve_value(&value, &place, depth + 1)?)
                    }
                },
                Some(_) => return Err(RefusalReason::DigestMalformed.at_path(place)),
            }
        }
        Ok(whole)
    }

    /// The disclosure of a digest, which is thereby used up; none for what was held back, or for a decoy.
    fn take_disclosure(&mut self, digest: &Value, path: &str) -> Result<Option<DisclosureContent>, Ap2Refusal> {
        let digest = digest.as_str().filter(|text| text.len() == self.digest_length);
        let digest = digest.ok_or_else(|| RefusalReason::DigestMalformed.at_path(path))?;
        // Also for digests without a disclosure: one that stands twice could be opened at the place that suits the
        // holder.
        if !self.seen.insert(digest.to_owned()) {
            return Err(RefusalReason::DigestRepeated.at_path(path));
        }
        Ok(self.open.remove(digest))
    }
}

fn join_path(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(payload: &Value, disclosures: &[&Disclosure]) -> &'static str {
        let texts: Vec<&str> = disclosures.iter().map(|disclosure| disclosure.as_str()).collect();
        resolve_disclosures(payload.as_object().unwrap(), &texts).unwrap_err().reason.code()
    }

    fn raw(value: &Value) -> Disclosure {
        Disclosure(encode_base64url(value.to_string()))
    }

    #[test]
    fn the_digest_is_that_of_the_standard() {
        // RFC 9901 section 4.2.3.
        let disclosure =
            Disclosure("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0".to_owned());
        assert_eq!(disclosure.digest(), "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
    }

    #[test]
    fn disclosures_within_disclosures_find_their_places_and_the_rest_is_told() {
        let inner = Disclosure::from_element("s1", &json!("seen"));
        let outer = Disclosure::from_claim(
            "s2",
            "list",
            &json!([{ "...": inner.digest() }, { "...": HashAlgorithm::Sha256.hash_text("hidden") }, 3]),
        );
        let payload = json!({ "_sd_alg": "sha-256", "a": { "_sd": [HashAlgorithm::Sha256.hash_text("decoy"), outer.digest()], "b": 1 } });
        let texts = [outer.as_str(), inner.as_str()];
        let whole = resolve_disclosures(payload.as_object().unwrap(), &texts).unwrap();
        assert_eq!(Value::Object(whole.claims), json!({ "a": { "b": 1, "list": ["seen", 3] } }));
        assert_eq!(whole.hidden, ["a", "a.list"]);
    }

    #[test]
    fn digests_are_made_as_the_token_says() {
        let claim = Disclosure::from_claim("s", "n", &json!(1));
        for algorithm in HashAlgorithm::ALL {
            let payload = json!({ "_sd_alg": algorithm.code(), "_sd": [algorithm.hash_text(claim.as_str())] });
            let whole = resolve_disclosures(payload.as_object().unwrap(), &[claim.as_str()]).unwrap();
            assert_eq!((Value::Object(whole.claims), whole.algorithm), (json!({ "n": 1 }), *algorithm));
        }
    }

    #[test]
    fn what_is_not_used_exactly_once_is_refused() {
        let (claim, element) = (Disclosure::from_claim("s", "n", &json!(1)), Disclosure::from_element("s", &json!(1)));
        let (c, e) = (claim.digest(), element.digest());
        for (code, payload, disclosures) in [
            ("disclosure_unused", json!({ "_sd": [c] }), vec![&claim, &element]),
            ("disclosure_unused", json!({ "n": c }), vec![&claim]),
            ("disclosure_repeated", json!({ "_sd": [c] }), vec![&claim, &claim]),
            ("digest_repeated", json!({ "_sd": [c, c] }), vec![&claim]),
            ("digest_repeated", json!({ "_sd": [c], "x": { "_sd": [c] } }), vec![]),
            ("disclosure_misplaced", json!({ "_sd": [e] }), vec![&element]),
            ("disclosure_misplaced", json!({ "l": [{ "...": c }] }), vec![&claim]),
            ("claim_repeated", json!({ "_sd": [c], "n": 2 }), vec![&claim]),
            ("digest_malformed", json!({ "_sd": c }), vec![&claim]),
            ("digest_malformed", json!({ "_sd": [1] }), vec![]),
            ("digest_malformed", json!({ "l": [{ "...": e, "x": 1 }] }), vec![&element]),
            ("digest_malformed", json!({ "...": e }), vec![&element]),
            ("digest_malformed", json!({ "x": { "_sd_alg": "sha-256" } }), vec![]),
            ("hash_unsupported", json!({ "_sd_alg": "sha-1" }), vec![]),
            ("hash_unsupported", json!({ "_sd_alg": null }), vec![]),
            ("digest_malformed", json!({ "_sd_alg": "sha-512", "_sd": [c] }), vec![]),
            ("disclosure_unused", json!({ "_sd_alg": "sha-512", "_sd": [] }), vec![&claim]),
        ] {
            assert_eq!(refused(&payload, &disclosures), code, "{payload}");
        }
    }

    #[test]
    fn what_has_not_the_form_of_a_disclosure_is_refused() {
        for (code, disclosure) in [
            ("disclosure_malformed", raw(&json!({}))),
            ("disclosure_malformed", raw(&json!(["s"]))),
            ("disclosure_malformed", raw(&json!([1, 2]))),
            ("disclosure_malformed", raw(&json!(["s", 1, 2]))),
            ("disclosure_malformed", raw(&json!(["s", "n", 1, 2]))),
            ("disclosure_reserved", Disclosure::from_claim("s", "_sd", &json!([]))),
            ("disclosure_reserved", Disclosure::from_claim("s", "...", &json!(""))),
            ("disclosure_reserved", Disclosure::from_claim("s", "_sd_alg", &json!("md5"))),
            ("duplicate_key", Disclosure(encode_base64url(r#"["s",{"a":1,"a":2}]"#))),
            ("base64_malformed", Disclosure("WyJz=".to_owned())),
        ] {
            assert_eq!(refused(&json!({ "_sd": [disclosure.digest()] }), &[&disclosure]), code, "{disclosure:?}");
        }
    }

    #[test]
    fn disclosures_do_not_nest_without_end() {
        let mut disclosures = vec![Disclosure::from_element("s", &json!(1))];
        for at in 0..40 {
            let inner = disclosures[at].digest();
            disclosures.push(Disclosure::from_element("s", &json!([{ "...": inner }])));
        }
        let all: Vec<&Disclosure> = disclosures.iter().collect();
        assert_eq!(refused(&json!({ "l": [{ "...": disclosures[40].digest() }] }), &all), "json_malformed");
    }
}

//! SD-JWT (RFC 9901) as AP2 chains it: `<root SD-JWT>~<disc>…~~<KB-SD-JWT>~<disc>…~`.
//!
//! Every link is a whole SD-JWT that ends in `~`, and links are joined by another `~`; so an empty part stands between two
//! links and nowhere else.

use super::disclosure;
use super::disclosure::{Disclosure, ResolvedClaims};
use super::hash::HashAlgorithm;
use super::jws::Jws;
use super::refusal::{Ap2Refusal, RefusalReason, WithinPath as _};

/// The `typ` of a last link, bound to the one before it.
pub const TYP_BOUND: &str = "kb+sd-jwt";
/// The `typ` of a link that hands on to the next key.
pub const TYP_DELEGATED: &str = "kb+sd-jwt+kb";
/// Both spellings that the official kit takes, ours first: the draft's, and that of its older text.
pub(super) const TYPS_BOUND: [&str; 2] = [TYP_BOUND, "kb-sd-jwt"];
pub(super) const TYPS_DELEGATED: [&str; 2] = [TYP_DELEGATED, "kb-sd-jwt+kb"];
/// No chain that we take is longer, in bytes.
const MAX_CHAIN: usize = 64 * 1024;
/// Root, two agents in between, the last one.
const MAX_LINKS: usize = 4;
/// More disclosures than one sale could need.
const MAX_DISCLOSURES: usize = 64;

/// How a link names the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkBinding {
    /// With its disclosures.
    SdHash,
    /// The signed part alone.
    IssuerJwtHash,
}

impl LinkBinding {
    pub const ALL: [Self; 2] = [Self::SdHash, Self::IssuerJwtHash];

    pub const fn claim_name(self) -> &'static str {
        match self {
            Self::SdHash => "sd_hash",
            Self::IssuerJwtHash => "issuer_jwt_hash",
        }
    }

    /// The claim's value for a link, as it was presented; `algorithm` is that link's.
    pub fn claim_value(self, presented: &str, algorithm: HashAlgorithm) -> String {
        algorithm.hash_text(match self {
            Self::SdHash => presented,
            Self::IssuerJwtHash => presented.split('~').next().unwrap_or_default(),
        })
    }
}

/// The hash of one link as it was presented, its disclosures included, where it names no other algorithm.
pub fn sd_hash(presented: &str) -> String {
    LinkBinding::SdHash.claim_value(presented, HashAlgorithm::Sha256)
}

/// The hash of the signed part of a link, where it names no other algorithm.
pub fn issuer_jwt_hash(presented: &str) -> String {
    LinkBinding::IssuerJwtHash.claim_value(presented, HashAlgorithm::Sha256)
}

/// One link: a signed token with the disclosures that go with it.
pub fn present_link(jwt: &str, disclosures: &[Disclosure]) -> String {
    let mut text = format!("{jwt}~");
    for disclosure in disclosures {
        text.push_str(disclosure.as_str());
        text.push('~');
    }
    text
}

pub fn join_links(links: &[String]) -> String {
    links.join("~")
}

/// The texts of a chain's links, each as it was presented, if it has the shape of one.
pub(super) fn split_links(chain: &str) -> Option<Vec<&str>> {
    let mut links = Vec::new();
    let mut rest = chain;
    loop {
        match rest.find("~~") {
            Some(end) => {
                // With its own last `~`, which is part of what `sd_hash` is taken over; the second one only joins.
                links.push(&rest[..=end]);
                rest = &rest[end + 2..];
            }
            None => {
                links.push(rest);
                break;
            }
        }
    }
    let shaped = |link: &&str| link.ends_with('~') && !link.starts_with('~');
    links.iter().all(shaped).then_some(links)
}

/// A link whose token and disclosures were read.
#[derive(Debug)]
pub(super) struct ChainLink<'t> {
    /// As it was presented: what `sd_hash` is taken over.
    pub(super) presented: &'t str,
    pub(super) jws: Jws<'t>,
    disclosures: Vec<&'t str>,
}

impl<'t> ChainLink<'t> {
    fn parse(presented: &'t str) -> Result<Self, Ap2Refusal> {
        let mut parts = presented.strip_suffix('~').unwrap_or(presented).split('~');
        let jws = Jws::parse(parts.next().unwrap_or_default())?;
        let disclosures: Vec<&str> = parts.collect();
        if disclosures.len() > MAX_DISCLOSURES {
            return Err(RefusalReason::TokenTooLarge.at_path(""));
        }
        Ok(Self { presented, jws, disclosures })
    }

    /// Its claims with everything in place that was disclosed.
    pub(super) fn resolve_claims(&self) -> Result<ResolvedClaims, Ap2Refusal> {
        disclosure::resolve_disclosures(&self.jws.payload, &self.disclosures)
    }
}

pub(super) fn parse_chain(chain: &str) -> Result<Vec<ChainLink<'_>>, Ap2Refusal> {
    if chain.len() > MAX_CHAIN {
        return Err(RefusalReason::TokenTooLarge.at_path(""));
    }
    // An empty part anywhere else would be read as a link without a token.
    let links = split_links(chain).ok_or_else(|| RefusalReason::TokenMalformed.at_path(""))?;
    // Each link costs a signature check, and they are counted before the first one is made.
    if links.len() > MAX_LINKS {
        return Err(RefusalReason::ChainTooLong.at_path(""));
    }
    let numbered = links.into_iter().enumerate();
    numbered.map(|(at, link)| ChainLink::parse(link).within_path(&format!("[{at}]"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_is_links_that_end_in_a_tilde() {
        assert_eq!(split_links("a~"), Some(vec!["a~"]));
        assert_eq!(split_links("a~b~~c~d~"), Some(vec!["a~b~", "c~d~"]));
        assert_eq!(split_links("a~~c~"), Some(vec!["a~", "c~"]));
        for text in ["", "~", "a", "a~b", "~a~", "a~~", "a~~~b~", "a~~b", "a~~~~b~"] {
            assert_eq!(split_links(text), None, "{text}");
        }
        assert_eq!(join_links(&["a~b~".to_owned(), "c~".to_owned()]), "a~b~~c~");
    }
}

//! Compact JWS with ES256 (RFC 7515, RFC 7518 section 3.4), and nothing else.
//!
//! Decision: a signature with a high `s` is accepted, as RFC 7518 does and other software makes one half of the time. What
//! must happen once is therefore remembered by the text that was signed, never by the signature's bytes.

use p256::ecdsa::Signature;
use p256::ecdsa::signature::{Signer as _, Verifier as _};
use serde_json::{Value, json};

use super::base64url::{decode_base64url, encode_base64url};
use super::claims::{Claims, read_optional, require_text};
use super::hash::HashAlgorithm;
use super::key::{PublicKey, SigningKey};
use super::refusal::{Ap2Refusal, RefusalReason, WithinPath as _};
use super::strict_json;

const ALG: &str = "ES256";
/// No token that we take is larger, in bytes; a chain of them is limited as a whole.
const MAX_JWS: usize = 32 * 1024;
/// Header members by which a token would bring its own key (RFC 7515 sections 4.1.2 to 4.1.8, less `kid`).
const KEY_MEMBERS: [&str; 6] = ["jwk", "jku", "x5c", "x5u", "x5t", "x5t#S256"];
/// Header members that change how the rest is read: extensions, another payload, compression, encryption.
const EXTENSIONS: [&str; 4] = ["crit", "b64", "zip", "enc"];

/// A parsed token, whose signature is well formed but not yet verified.
#[derive(Debug)]
pub struct Jws<'t> {
    pub typ: Option<String>,
    pub kid: Option<String>,
    pub payload: Claims,
    signed: &'t str,
    signature: Signature,
}

impl<'t> Jws<'t> {
    /// Reads a token: three parts, canonical base64url, ES256, no key and no extension in the header.
    pub fn parse(token: &'t str) -> Result<Self, Ap2Refusal> {
        if token.len() > MAX_JWS {
            return Err(RefusalReason::TokenTooLarge.at_path(""));
        }
        let mut parts = token.split('.');
        // A fourth part is refused rather than ignored: two programs could disagree on what was signed.
        let (Some(header), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(RefusalReason::TokenMalformed.at_path(""));
        };
        let (typ, kid) = read_header(header).within_path("header")?;
        let claims =
            decode_base64url(payload).and_then(|bytes| strict_json::parse_object(&bytes)).within_path("payload")?;
        let signature = read_signature(signature).within_path("signature")?;
        Ok(Self { typ, kid, payload: claims, signed: &token[..header.len() + 1 + payload.len()], signature })
    }

    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.verifying_key().verify(self.signed.as_bytes(), &self.signature).is_ok()
    }

    /// The hash of the text that was signed: the same for every signature on it.
    pub fn content_hash(&self) -> String {
        HashAlgorithm::Sha256.hash_text(self.signed)
    }
}

/// Makes a token of a payload. The header is `alg`, `typ`, `kid`.
pub fn sign_jws(typ: &str, payload: &Value, key: &SigningKey) -> String {
    let header = json!({ "alg": ALG, "typ": typ, "kid": key.public_key().kid() });
    let signed = format!("{}.{}", encode_base64url(header.to_string()), encode_base64url(payload.to_string()));
    let signature: Signature = key.signing_key().sign(signed.as_bytes());
    format!("{signed}.{}", encode_base64url(signature.to_bytes()))
}

fn read_header(part: &str) -> Result<(Option<String>, Option<String>), Ap2Refusal> {
    let header = strict_json::parse_object(&decode_base64url(part)?)?;
    // Compared with the only one there is, so `none` and the symmetric ones never reach a verifier.
    if header.get("alg").and_then(Value::as_str) != Some(ALG) {
        return Err(RefusalReason::AlgUnsupported.at_path("alg"));
    }
    for (members, reason) in
        [(&KEY_MEMBERS[..], RefusalReason::KeyInHeader), (&EXTENSIONS[..], RefusalReason::HeaderUnsupported)]
    {
        // Even `null`: a reader that takes the key from here would believe whoever wrote the token.
        if let Some(member) = members.iter().find(|member| header.contains_key(**member)) {
            return Err(reason.at_path(*member));
        }
    }
    let member = |name| Ok(read_optional(&header, name, require_text)?.map(str::to_owned));
    Ok((member("typ")?, member("kid")?))
}

fn read_signature(part: &str) -> Result<Signature, Ap2Refusal> {
    let bytes = decode_base64url(part)?;
    Signature::from_slice(&bytes).map_err(|_| RefusalReason::SignatureMalformed.at_path(""))
}

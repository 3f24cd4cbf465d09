//! ES256 keys: a private one that tells nobody what it is, public ones from JWK and PEM, and lists of them by `kid`.

use std::collections::BTreeMap;
use std::fmt;

use p256::ecdsa::{SigningKey as Secret, VerifyingKey};
use p256::pkcs8::{DecodePublicKey as _, EncodePublicKey as _, LineEnding};
use p256::{FieldBytes, Sec1Point};
use serde_json::{Value, json};

use super::base64url::{decode_base64url, encode_base64url};
use super::hash::HashAlgorithm;
use super::refusal::{Ap2Refusal, RefusalReason};

/// Bytes of a coordinate.
const COORDINATE: usize = 32;
/// A longer name for a key is none.
const MAX_KID: usize = 256;

/// A public key with the name by which it is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    kid: String,
    key: VerifyingKey,
}

impl PublicKey {
    /// Reads a JWK (RFC 7517). Without `kid` it goes by its thumbprint.
    ///
    /// # Errors
    /// It holds a private key, is not on P-256, is meant for something else than ES256 signatures, or is not a point.
    pub fn from_jwk(jwk: &Value) -> Result<Self, Ap2Refusal> {
        let is = |name: &str, only: &str| jwk.get(name).is_none_or(|value| value == only);
        // Before everything else: somebody is about to hand over a secret and must be told that, not that a curve is
        // wrong.
        if jwk.get("d").is_some() {
            return Err(RefusalReason::KeyIsPrivate.at_path("d"));
        }
        if jwk.get("kty") != Some(&json!("EC")) || jwk.get("crv") != Some(&json!("P-256")) {
            return Err(RefusalReason::KeyMalformed.at_path("crv"));
        }
        if !is("alg", "ES256") || !is("use", "sig") {
            return Err(RefusalReason::KeyMalformed.at_path("use"));
        }
        let (x, y) = (read_coordinate(jwk, "x")?, read_coordinate(jwk, "y")?);
        // The constructor sees that the point is on the curve; one that is not would leak bits of a key it is used
        // with.
        let key = VerifyingKey::from_sec1_point(&Sec1Point::from_affine_coordinates(&x, &y, false))
            .map_err(|_| RefusalReason::KeyMalformed.at_path("x"))?;
        match jwk.get("kid") {
            None => Ok(Self::with_kid(None, key)),
            Some(Value::String(kid)) if (1..=MAX_KID).contains(&kid.len()) => Ok(Self::with_kid(Some(kid), key)),
            Some(_) => Err(RefusalReason::KeyMalformed.at_path("kid")),
        }
    }

    /// Reads a PEM text (`BEGIN PUBLIC KEY`, RFC 5480). Without a `kid` it goes by its thumbprint.
    pub fn from_pem(pem: &str, kid: Option<&str>) -> Result<Self, Ap2Refusal> {
        // The parser would only say "malformed", and the operator would go on pasting the private key elsewhere.
        if pem.contains("PRIVATE KEY") {
            return Err(RefusalReason::KeyIsPrivate.at_path(""));
        }
        let key = p256::PublicKey::from_public_key_pem(pem.trim());
        Ok(Self::with_kid(kid, VerifyingKey::from(key.map_err(|_| RefusalReason::KeyMalformed.at_path(""))?)))
    }

    fn with_kid(kid: Option<&str>, key: VerifyingKey) -> Self {
        let mut named = Self { kid: String::new(), key };
        named.kid = kid.map_or_else(|| named.thumbprint(), str::to_owned);
        named
    }

    /// The name by which it is looked up.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    fn encode_coordinates(&self) -> (String, String) {
        let point = self.key.to_sec1_point(false);
        let text = |at: Option<&FieldBytes>| at.map(encode_base64url).unwrap_or_default();
        (text(point.x()), text(point.y()))
    }

    /// The SHA-256 of its required members (RFC 7638): the same for everybody who has this key.
    pub fn thumbprint(&self) -> String {
        let (x, y) = self.encode_coordinates();
        // RFC 7638 fixes the members, their order and the absence of spaces: this text must never be built by a
        // serialiser.
        HashAlgorithm::Sha256.hash_text(&format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#))
    }

    /// The key as a JWK with its `kid`.
    pub fn to_jwk(&self) -> Value {
        let (x, y) = self.encode_coordinates();
        json!({ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": self.kid, "x": x, "y": y })
    }

    /// The key as PEM, without its `kid`.
    pub fn to_pem(&self) -> Result<String, Ap2Refusal> {
        let key = p256::PublicKey::from(self.key);
        key.to_public_key_pem(LineEnding::LF).map_err(|_| RefusalReason::KeyMalformed.at_path(""))
    }

    pub(super) fn verifying_key(&self) -> &VerifyingKey {
        &self.key
    }
}

fn read_coordinate(jwk: &Value, name: &str) -> Result<FieldBytes, Ap2Refusal> {
    let malformed = || RefusalReason::KeyMalformed.at_path(name);
    let bytes =
        decode_base64url(jwk.get(name).and_then(Value::as_str).ok_or_else(malformed)?).map_err(|_| malformed())?;
    // RFC 7518: always 32 bytes, leading zeros included, or one key would have several spellings and thumbprints.
    let exact: [u8; COORDINATE] = bytes.try_into().map_err(|_| malformed())?;
    Ok(exact.into())
}

/// A private key. It is wiped when it goes, and `Debug` shows its public name alone.
pub struct SigningKey {
    secret: Secret,
    public: PublicKey,
}

impl SigningKey {
    /// A key from 32 secret bytes of a good random source. Without a `kid` it goes by its thumbprint.
    ///
    /// # Errors
    /// The bytes are zero or not below the group's order, which chance does once in 2³² tries: draw again.
    pub fn from_secret(secret: &[u8; 32], kid: Option<&str>) -> Result<Self, Ap2Refusal> {
        let secret = Secret::from_slice(secret).map_err(|_| RefusalReason::KeyMalformed.at_path(""))?;
        let public = PublicKey::with_kid(kid, *secret.verifying_key());
        Ok(Self { secret, public })
    }

    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    pub(super) fn signing_key(&self) -> &Secret {
        &self.secret
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("kid", &self.public.kid).finish_non_exhaustive()
    }
}

/// Public keys by `kid`.
#[derive(Clone, Debug, Default)]
pub struct KeyRing(BTreeMap<String, PublicKey>);

impl KeyRing {
    /// Adds a key.
    ///
    /// # Errors
    /// Another key goes by its `kid`. The same key twice is fine.
    pub fn add_key(&mut self, key: PublicKey) -> Result<(), Ap2Refusal> {
        match self.0.get(key.kid()) {
            Some(other) if *other != key => Err(RefusalReason::KeyRepeated.at_path("kid")),
            _ => {
                self.0.insert(key.kid.clone(), key);
                Ok(())
            }
        }
    }

    pub fn find_key(&self, kid: &str) -> Option<&PublicKey> {
        self.0.get(kid)
    }

    pub fn iter(&self) -> impl Iterator<Item = &PublicKey> {
        self.0.values()
    }
}

impl From<PublicKey> for KeyRing {
    fn from(key: PublicKey) -> Self {
        Self(BTreeMap::from([(key.kid.clone(), key)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 6979 appendix A.2.5.
    const SECRET: [u8; 32] = [
        0xc9, 0xaf, 0xa9, 0xd8, 0x45, 0xba, 0x75, 0x16, 0x6b, 0x5c, 0x21, 0x57, 0x67, 0xb1, 0xd6, 0x93, 0x4e, 0x50,
        0xc3, 0xdb, 0x36, 0xe8, 0x9b, 0x12, 0x7b, 0x8a, 0x62, 0x2b, 0x12, 0x0f, 0x67, 0x21,
    ];

    #[test]
    fn a_key_goes_out_and_comes_back_in_both_forms() {
        let key = SigningKey::from_secret(&SECRET, Some("k1")).unwrap();
        assert_eq!(key.public_key().to_jwk()["x"], "YP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Y");
        assert_eq!(PublicKey::from_jwk(&key.public_key().to_jwk()).unwrap(), *key.public_key());
        let pem = key.public_key().to_pem().unwrap();
        assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"), "{pem}");
        assert_eq!(PublicKey::from_pem(&pem, Some("k1")).unwrap(), *key.public_key());
        assert_eq!(PublicKey::from_pem(&pem, None).unwrap().kid(), key.public_key().thumbprint());
    }

    #[test]
    fn the_thumbprint_is_that_of_rfc_7638_and_names_a_key_without_a_kid() {
        // Computed with jwcrypto 1.5.6.
        let key = SigningKey::from_secret(&SECRET, None).unwrap();
        assert_eq!(key.public_key().kid(), "DOvxvJiAdIqVWIkFt5hDtCunXLF0BV4-JGv4f-ALSm0");
        let mut jwk = key.public_key().to_jwk();
        jwk.as_object_mut().unwrap().remove("kid");
        assert_eq!(PublicKey::from_jwk(&jwk).unwrap(), *key.public_key());
    }

    #[test]
    fn a_private_key_does_not_show_and_is_not_taken_for_a_public_one() {
        let key = SigningKey::from_secret(&SECRET, Some("k1")).unwrap();
        assert_eq!(format!("{key:?}"), "SigningKey { kid: \"k1\", .. }");
        let mut jwk = key.public_key().to_jwk();
        jwk["d"] = json!("xxx");
        assert_eq!(PublicKey::from_jwk(&jwk).unwrap_err().reason.code(), "key_is_private");
        assert_eq!(
            PublicKey::from_pem("-----BEGIN EC PRIVATE KEY-----", None).unwrap_err().reason.code(),
            "key_is_private"
        );
        assert!(SigningKey::from_secret(&[0; 32], None).is_err() && SigningKey::from_secret(&[255; 32], None).is_err());
    }

    #[test]
    fn what_is_no_p256_key_for_signatures_is_refused() {
        let good = SigningKey::from_secret(&SECRET, Some("k1")).unwrap().public_key().to_jwk();
        let zero = encode_base64url([0; 32]);
        for (member, value) in [
            ("kty", "RSA"),
            ("crv", "secp256k1"),
            ("use", "enc"),
            ("alg", "ES384"),
            ("x", zero.as_str()),
            ("x", "AA"),
            ("y", "YP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Y="),
            ("kid", ""),
        ] {
            let mut jwk = good.clone();
            jwk[member] = json!(value);
            assert_eq!(PublicKey::from_jwk(&jwk).unwrap_err().reason.code(), "key_malformed", "{member} {value}");
        }
        assert_eq!(PublicKey::from_jwk(&json!("k1")).unwrap_err().reason.code(), "key_malformed");
        assert_eq!(PublicKey::from_pem("-----BEGIN PUBLIC KEY-----", None).unwrap_err().reason.code(), "key_malformed");
    }

    #[test]
    fn one_name_stands_for_one_key() {
        let (one, other) = (SigningKey::from_secret(&SECRET, Some("k")).unwrap(), [7; 32]);
        let other = SigningKey::from_secret(&other, Some("k")).unwrap();
        let mut ring = KeyRing::default();
        ring.add_key(one.public_key().clone()).unwrap();
        ring.add_key(one.public_key().clone()).unwrap();
        assert_eq!(ring.add_key(other.public_key().clone()).unwrap_err().reason.code(), "key_repeated");
        assert_eq!((ring.find_key("k"), ring.find_key("K"), ring.iter().count()), (Some(one.public_key()), None, 1));
    }
}

//! The hashes of AP2: every one is of a text, is written in base64url, and is made as the token that holds it says.

use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::base64url::encode_base64url;
use super::claims::Claims;
use super::refusal::{Ap2Refusal, RefusalReason};
use crate::domain::value::code_enum::coded;

/// Where a token names its algorithm (RFC 9901 section 4.1.1); at the top and nowhere else.
pub(super) const SD_ALG: &str = "_sd_alg";

coded! {
    /// A hash algorithm, by its name in IANA's "Named Information Hash Algorithm" registry.
    HashAlgorithm {
        /// The one that is meant where none is named, and the one of everything that we sign ourselves.
        Sha256 = "sha-256";
        Sha384 = "sha-384";
        Sha512 = "sha-512";
    }
}

impl HashAlgorithm {
    /// The algorithm of a token, by its own claims.
    pub(super) fn of_token(payload: &Claims) -> Result<Self, Ap2Refusal> {
        let Some(name) = payload.get(SD_ALG) else { return Ok(Self::Sha256) };
        name.as_str().and_then(Self::from_code).ok_or_else(|| RefusalReason::HashUnsupported.at_path(SD_ALG))
    }

    pub fn hash_text(self, text: &str) -> String {
        match self {
            Self::Sha256 => encode_base64url(Sha256::digest(text.as_bytes())),
            Self::Sha384 => encode_base64url(Sha384::digest(text.as_bytes())),
            Self::Sha512 => encode_base64url(Sha512::digest(text.as_bytes())),
        }
    }

    /// How many characters [`hash_text`](Self::hash_text) makes.
    pub(super) const fn text_length(self) -> usize {
        match self {
            Self::Sha256 => 43,
            Self::Sha384 => 64,
            Self::Sha512 => 86,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_hash_is_that_of_the_standard() {
        // FIPS 180-4, "abc".
        for (algorithm, hash) in [
            (HashAlgorithm::Sha256, "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"),
            (HashAlgorithm::Sha384, "ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP_W-2AhgcroefMI1i67KE0yCWn"),
            (
                HashAlgorithm::Sha512,
                "3a81oZNherrMQXNJriBBMRLm-k6JqX6iCp7u5ktV05ohkpkqJ0_BqDa6PCOj_uu9RU1EI2Q86A4qmslPpUyknw",
            ),
        ] {
            assert_eq!(algorithm.hash_text("abc"), hash);
            assert_eq!(hash.len(), algorithm.text_length());
        }
    }

    #[test]
    fn a_token_names_its_algorithm_or_means_sha_256() {
        let of = |payload: serde_json::Value| {
            HashAlgorithm::of_token(payload.as_object().unwrap()).map_err(|refused| refused.reason.code())
        };
        assert_eq!(of(json!({})), Ok(HashAlgorithm::Sha256));
        assert_eq!(of(json!({ "_sd_alg": "sha-384" })), Ok(HashAlgorithm::Sha384));
        for other in [json!("sha-1"), json!("SHA-256"), json!(null), json!(["sha-256"])] {
            assert_eq!(of(json!({ "_sd_alg": other })), Err("hash_unsupported"));
        }
    }
}

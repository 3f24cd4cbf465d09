//! The text form of bytes in AP2: base64url without padding (RFC 4648 section 5).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::refusal::{Ap2Refusal, RefusalReason};

/// The one base64url text of these bytes.
pub(super) fn encode_base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a base64url text, which must be the one that [`encode_base64url`] makes of them.
pub(super) fn decode_base64url(text: &str) -> Result<Vec<u8>, Ap2Refusal> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| RefusalReason::Base64Malformed.at_path(""))
}

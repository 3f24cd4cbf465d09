//! What is answered to a mandate that holds.

use serde::{Deserialize, Serialize};

use super::payload::MandateVerified;
use crate::domain::ap2::read_receipt_reference;
use crate::domain::value::code_enum::coded;

coded! {
    /// How a mandate was judged.
    MandateVerdict {
        Accepted = "accepted", "有效", "accepted";
        Refused = "refused", "已拒绝", "refused";
    }
}

/// Holds no personal data, so it may be kept under a command's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedMandate {
    /// The code of [`MandateVerdict::Accepted`]: a refusal is an error.
    pub verdict: String,
    /// Whether the session had it already.
    pub known: bool,
    pub session_id: String,
    /// `direct` or `autonomous`.
    pub mode: String,
    /// The trusted key at the root of the chain.
    pub trusted_kid: String,
    /// Whether a payment mandate was judged with it.
    pub payment_mandate: bool,
    /// What the receipt refers to: the hash of the mandate's last link.
    pub reference: Option<String>,
    /// The signed receipt, a compact JWS.
    pub receipt: String,
}

impl AcceptedMandate {
    pub fn from_verified(verified: &MandateVerified, known: bool) -> Self {
        Self {
            verdict: MandateVerdict::Accepted.code().to_owned(),
            known,
            session_id: verified.session_id.clone(),
            mode: verified.mode.clone(),
            trusted_kid: verified.trusted_kid.clone(),
            payment_mandate: verified.transaction_id.is_some(),
            reference: read_receipt_reference(&verified.receipt),
            receipt: verified.receipt.clone(),
        }
    }
}

//! The receipt that answers a mandate, accepted or not (`checkout_receipt.json`).

use serde_json::{Value, json};

use super::checkout::TYP;
use super::claims::{Claims, read_seconds, require_text};
use super::jws;
use super::jws::Jws;
use super::key::{KeyRing, SigningKey};
use super::refusal::{Ap2Error, Ap2Refusal, RefusalReason};
use crate::domain::value::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptOutcome {
    Success {
        order_id: String,
    },
    Error {
        error: Ap2Error,
        /// Why, for a person. It must hold nothing personal.
        description: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MandateReceipt {
    /// Who answers: the merchant's id.
    pub issuer: String,
    /// When. A receipt has whole seconds.
    pub issued_at: Timestamp,
    /// Which mandate: [`References::sdk`](super::ReceiptReferences::sdk).
    pub reference: String,
    pub outcome: ReceiptOutcome,
}

pub fn sign_receipt(receipt: &MandateReceipt, key: &SigningKey) -> String {
    let mut claims = json!({
        "status": match receipt.outcome { ReceiptOutcome::Success { .. } => "Success", ReceiptOutcome::Error { .. } => "Error" },
        "iss": receipt.issuer,
        // Floor, also before 1970: rounding up would date a receipt into the future of its reader.
        "iat": receipt.issued_at.millis().div_euclid(1000),
        "reference": receipt.reference,
    });
    match &receipt.outcome {
        ReceiptOutcome::Success { order_id } => claims["order_id"] = json!(order_id),
        ReceiptOutcome::Error { error, description } => {
            claims["error"] = json!(error.code());
            claims["error_description"] = json!(description);
        }
    }
    jws::sign_jws(TYP, &claims, key)
}

/// Reads a receipt that one of `keys` signed.
pub fn verify_receipt(token: &str, keys: &KeyRing) -> Result<MandateReceipt, Ap2Refusal> {
    let jws = Jws::parse(token)?;
    // The same keys sign checkouts: without this, one of those could be shown as a receipt.
    if jws.typ.as_deref() != Some(TYP) {
        return Err(RefusalReason::TypWrong.at_path("header.typ"));
    }
    let kid = jws.kid.as_deref().ok_or_else(|| RefusalReason::KidMissing.at_path("header.kid"))?;
    let key = keys.find_key(kid).ok_or_else(|| RefusalReason::KidUnknown.at_path("header.kid"))?;
    if !jws.is_signed_by(key) {
        return Err(RefusalReason::SignatureWrong.at_path("signature"));
    }
    read_receipt(&jws.payload)
        .map_err(|refused| refused.with_reason(RefusalReason::ReceiptMalformed).with_outer_path("payload"))
}

/// Which mandate a receipt of ours answers. It was verified when it was made: nothing is checked here.
pub fn read_receipt_reference(token: &str) -> Option<String> {
    let jws = Jws::parse(token).ok()?;
    require_text(&jws.payload, "reference").ok().map(str::to_owned)
}

fn read_receipt(claims: &Claims) -> Result<MandateReceipt, Ap2Refusal> {
    let malformed = |name: &str| RefusalReason::ReceiptMalformed.at_path(name);
    let seconds = read_seconds(claims, "iat")?.ok_or_else(|| malformed("iat"))?;
    let millis = seconds.checked_mul(1000).ok_or_else(|| malformed("iat"))?;
    Ok(MandateReceipt {
        issuer: require_text(claims, "iss")?.to_owned(),
        issued_at: Timestamp::from_millis(millis),
        reference: require_text(claims, "reference")?.to_owned(),
        outcome: read_outcome(claims)?,
    })
}

/// `error` and `error_description` are there if and only if the status is `Error`, and `order_id` if and only if it is not.
fn read_outcome(claims: &Claims) -> Result<ReceiptOutcome, Ap2Refusal> {
    let absent = |names: &[&str]| match names.iter().find(|name| claims.contains_key(**name)) {
        None => Ok(()),
        Some(name) => Err(RefusalReason::ReceiptMalformed.at_path(*name)),
    };
    match claims.get("status").and_then(Value::as_str) {
        Some("Success") => {
            absent(&["error", "error_description"])?;
            Ok(ReceiptOutcome::Success { order_id: require_text(claims, "order_id")?.to_owned() })
        }
        Some("Error") => {
            absent(&["order_id"])?;
            let error = Ap2Error::from_code(require_text(claims, "error")?);
            let error = error.ok_or_else(|| RefusalReason::ReceiptMalformed.at_path("error"))?;
            Ok(ReceiptOutcome::Error { error, description: require_text(claims, "error_description")?.to_owned() })
        }
        _ => Err(RefusalReason::ReceiptMalformed.at_path("status")),
    }
}

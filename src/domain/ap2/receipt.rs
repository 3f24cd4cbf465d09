//! The receipt that answers a mandate, accepted or not (`checkout_receipt.json`).

use serde_json::{Value, json};

use super::checkout::TYP;
use super::claims::{Claims, seconds, text};
use super::jws;
use super::jws::Jws;
use super::key::{KeyRing, SigningKey};
use super::refusal::{Ap2Error, Reason, Refused};
use crate::domain::value::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
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
pub struct Receipt {
    /// Who answers: the merchant's id.
    pub issuer: String,
    /// When. A receipt has whole seconds.
    pub issued_at: Timestamp,
    /// Which mandate: [`References::sdk`](super::References::sdk).
    pub reference: String,
    pub outcome: Outcome,
}

pub fn sign_receipt(receipt: &Receipt, key: &SigningKey) -> String {
    let mut claims = json!({
        "status": match receipt.outcome { Outcome::Success { .. } => "Success", Outcome::Error { .. } => "Error" },
        "iss": receipt.issuer,
        "iat": receipt.issued_at.millis().div_euclid(1000),
        "reference": receipt.reference,
    });
    match &receipt.outcome {
        Outcome::Success { order_id } => claims["order_id"] = json!(order_id),
        Outcome::Error { error, description } => {
            claims["error"] = json!(error.code());
            claims["error_description"] = json!(description);
        }
    }
    jws::sign(TYP, &claims, key)
}

/// Reads a receipt that one of `keys` signed.
pub fn verify_receipt(token: &str, keys: &KeyRing) -> Result<Receipt, Refused> {
    let jws = Jws::parse(token)?;
    if jws.typ.as_deref() != Some(TYP) {
        return Err(Refused::new(Reason::TypWrong, "header.typ"));
    }
    let kid = jws.kid.as_deref().ok_or_else(|| Refused::new(Reason::KidMissing, "header.kid"))?;
    let key = keys.get(kid).ok_or_else(|| Refused::new(Reason::KidUnknown, "header.kid"))?;
    if !jws.is_signed_by(key) {
        return Err(Refused::new(Reason::SignatureWrong, "signature"));
    }
    read(&jws.payload).map_err(|refused| refused.because(Reason::ReceiptMalformed).under("payload"))
}

fn read(claims: &Claims) -> Result<Receipt, Refused> {
    let malformed = |name: &str| Refused::new(Reason::ReceiptMalformed, name);
    let seconds = seconds(claims, "iat")?.ok_or_else(|| malformed("iat"))?;
    let millis = seconds.checked_mul(1000).ok_or_else(|| malformed("iat"))?;
    Ok(Receipt {
        issuer: text(claims, "iss")?.to_owned(),
        issued_at: Timestamp::from_millis(millis),
        reference: text(claims, "reference")?.to_owned(),
        outcome: outcome(claims)?,
    })
}

/// `error` and `error_description` are there if and only if the status is `Error`, and `order_id` if and only if it is not.
fn outcome(claims: &Claims) -> Result<Outcome, Refused> {
    let absent = |names: &[&str]| match names.iter().find(|name| claims.contains_key(**name)) {
        None => Ok(()),
        Some(name) => Err(Refused::new(Reason::ReceiptMalformed, *name)),
    };
    match claims.get("status").and_then(Value::as_str) {
        Some("Success") => {
            absent(&["error", "error_description"])?;
            Ok(Outcome::Success { order_id: text(claims, "order_id")?.to_owned() })
        }
        Some("Error") => {
            absent(&["order_id"])?;
            let error = Ap2Error::parse(text(claims, "error")?);
            let error = error.ok_or_else(|| Refused::new(Reason::ReceiptMalformed, "error"))?;
            Ok(Outcome::Error { error, description: text(claims, "error_description")?.to_owned() })
        }
        _ => Err(Refused::new(Reason::ReceiptMalformed, "status")),
    }
}

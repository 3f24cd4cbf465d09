//! The latest payment session of an order, with what it binds.

use serde::Serialize;

use crate::domain::checkout::order::PaymentSession;
use crate::domain::checkout::payload::{MandateVerified, SessionSigned};
use crate::domain::value::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaymentSessionView {
    pub session_id: String,
    /// `AP2`.
    pub protocol: String,
    /// Such as `card`.
    pub payment_method: String,
    /// From when on it takes no payment.
    pub expiry_at: Timestamp,
    /// Whether it takes a payment now.
    pub open: bool,
    /// Where a key signed the checkout.
    #[serde(flatten)]
    pub signed: Option<SignedCheckoutView>,
    /// The mandate that was shown and holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mandate: Option<SessionMandateView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignedCheckoutView {
    /// `0.2`.
    pub protocol_version: String,
    pub challenge: MandateChallenge,
    /// The signed checkout, a compact JWS.
    pub checkout_jwt: String,
    /// base64url(SHA-256(`checkout_jwt`)).
    pub checkout_hash: String,
    /// Whether no payment is taken without a mandate.
    pub mandate_required: bool,
}

/// What a mandate for the session has to name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MandateChallenge {
    pub aud: String,
    pub nonce: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionMandateView {
    /// `direct` or `autonomous`.
    pub mode: String,
    /// The trusted key at the root of the chain.
    pub trusted_kid: String,
}

impl PaymentSessionView {
    pub(super) fn from_session(session: &PaymentSession, now: Timestamp) -> Self {
        let created = session.created.clone();
        Self {
            session_id: created.session_id,
            protocol: created.protocol,
            payment_method: created.payment_method,
            expiry_at: created.expiry_at,
            open: session.is_open(now),
            signed: session.signed.clone().map(SignedCheckoutView::from),
            mandate: session.mandate.clone().map(SessionMandateView::from),
        }
    }
}

impl From<SessionSigned> for SignedCheckoutView {
    fn from(signed: SessionSigned) -> Self {
        Self {
            protocol_version: signed.protocol_version,
            challenge: MandateChallenge { aud: signed.aud, nonce: signed.nonce },
            checkout_jwt: signed.checkout_jwt,
            checkout_hash: signed.checkout_hash,
            mandate_required: signed.mandate_required,
        }
    }
}

impl From<MandateVerified> for SessionMandateView {
    fn from(verified: MandateVerified) -> Self {
        Self { mode: verified.mode, trusted_kid: verified.trusted_kid }
    }
}

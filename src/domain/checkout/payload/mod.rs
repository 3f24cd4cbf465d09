//! What the events of a checkout order carry. Keys and their order are the reference page's where the page has the event.

mod customer;
mod quote;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::unapplied::UnappliedReason;
use crate::domain::value::code_enum::RecordedCode;
use crate::domain::value::money::Fen;
use crate::domain::value::person::{Personal, personal, personal_opt};
use crate::domain::value::time::{Day, Timestamp};

pub use self::customer::CustomerFacts;
pub use self::quote::{DraftCreated, PriceQuote, plain_amount};
pub use crate::domain::order::notice::{DeliveryResolved, NoticeFailed, NoticeSent, NoticeStarted};

/// The terms of the SKU at the moment of the draft: the catalogue may change afterwards, the order does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TermsFixed {
    /// Whose ticket it is.
    pub merchant_id: String,
    pub product_name: String,
    /// What one pack or one person costs.
    pub unit_price: Fen,
    /// Of the price, three letters.
    pub currency: String,
    /// `pack` or `person`.
    pub price_basis: String,
    /// How many visitors a pack is for.
    pub pack_size: u32,
    /// The merchant's zone, by its IANA name.
    pub zone: String,
}

/// b2. Places are held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InventoryLocked {
    pub lock_id: String,
    pub sku_id: String,
    pub quantity: u32,
    /// From when on they are free again.
    pub expiry_at: Timestamp,
}

/// b2. There were not enough places.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LockRejected {
    pub sku_id: String,
    /// The day of the visit.
    pub date: Day,
    pub quantity: u32,
    /// How many were free.
    pub left: u32,
}

/// b3. The buyer's agent wants to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckoutRequested {
    /// Such as `card`.
    pub payment_method: String,
}

/// b4. A payment session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionCreated {
    pub session_id: String,
    /// `AP2`.
    pub protocol: String,
    /// Such as `card`.
    pub payment_method: String,
    /// From when on it takes no payment.
    pub expiry_at: Timestamp,
}

/// b4. What the session binds: the merchant's signed checkout, and whom a mandate has to be made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionSigned {
    pub session_id: String,
    /// `0.2`.
    pub protocol_version: String,
    pub aud: String,
    /// The nonce of the mandate, used once.
    pub nonce: String,
    /// The signed checkout, a compact JWS.
    pub checkout_jwt: String,
    /// base64url(SHA-256(`checkout_jwt`)).
    pub checkout_hash: String,
    pub kid: String,
    /// Whether no payment is taken without a mandate.
    pub mandate_required: bool,
}

/// A public key that a verdict rests on, as it was when the verdict was given: the list of trusted keys may change afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct VerdictKey {
    /// RFC 7638.
    pub thumbprint: String,
    /// The key as a JWK, with the `kid` that it was believed under.
    pub jwk: Value,
}

/// b5. A mandate that holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MandateVerified {
    pub session_id: String,
    /// `direct` or `autonomous`.
    pub mode: String,
    /// The trusted key at the root of the chain.
    pub trusted_kid: String,
    /// SHA-256 of the leaf, base64url: used once.
    pub leaf_hash: String,
    /// The payment mandate's transaction id, where one came along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction_id: Option<String>,
    /// The mandate as it came, disclosures included. It may name its signer, so it goes when the person is erased.
    #[serde(with = "personal")]
    pub mandate: Personal,
    #[serde(with = "personal_opt", default, skip_serializing_if = "Option::is_none")]
    pub payment_mandate: Option<Personal>,
    pub receipt: String,
    /// The roots of the mandates that came. Events of an older version have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trusted_keys: Vec<VerdictKey>,
    /// The uses of open payment mandates that count, each as `HASH#N`: the hash of what the mandate's link is signed over, and
    /// how many orders used it before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted_uses: Vec<String>,
}

impl MandateVerified {
    /// The payment mandate that came along, unless it went with the person.
    pub fn payment_token(&self) -> Option<&str> {
        self.payment_mandate.as_ref().and_then(Personal::reveal)
    }
}

/// b5. A mandate that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MandateRejected {
    pub session_id: String,
    /// Our own code for the reason.
    pub failure_code: String,
    /// The protocol's word for it.
    pub ap2_error: String,
    pub failure_message: String,
    /// SHA-256 of the checkout mandate that came, hexadecimal.
    pub mandate_hash: String,
    /// The same of the payment mandate, where one came beside it. Events of an older version have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_hash: Option<String>,
    /// The signed receipt that says no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// The roots of the mandates that came. Events of an older version have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trusted_keys: Vec<VerdictKey>,
}

impl MandateRejected {
    /// Whether this is the same answer to the same mandate for the same session. A receipt may differ: it has a time.
    pub fn repeats(&self, other: &Self) -> bool {
        let answer = |it: &Self| {
            (it.session_id.clone(), it.failure_code.clone(), it.mandate_hash.clone(), it.payment_hash.clone())
        };
        answer(self) == answer(other)
    }
}

/// b6. Paid in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckoutCompleted {
    pub session_id: String,
    /// Such as `card`.
    pub payment_method: String,
    /// The payment's number at the payment side, used once.
    pub payment_ref: String,
}

/// b6. A payment that came and bought nothing: it is kept, and is to be given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CompletionRefused {
    pub session_id: String,
    pub payment_ref: String,
    /// How much came, where the payment side said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
    /// In which currency, where it said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    pub failure_code: RecordedCode<UnappliedReason>,
    pub failure_message: String,
}

/// b12. A payment that bought nothing went back to the buyer, or a part of it did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnappliedReturned {
    pub payment_ref: String,
    /// How much, in the currency in which it came.
    pub amount: Fen,
    pub evidence: String,
    pub operator_id: String,
}

/// b12. Nothing is owed for a payment that bought nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnappliedDismissed {
    pub payment_ref: String,
    pub reason: String,
    pub operator_id: String,
}

/// b7. The payment side said no.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentFailed {
    pub session_id: String,
    /// The payment side's code.
    pub failure_code: String,
    pub failure_message: String,
}

/// b7, b11. Nobody paid within a session, or within a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionExpired {
    pub session_id: String,
    /// Since when.
    pub expiry_at: Timestamp,
}

/// b8. Paid when the session, or the places, were gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PaymentLate {
    pub session_id: String,
    /// Such as `card`.
    pub payment_method: String,
    /// The payment's number at the payment side, used once.
    pub payment_ref: String,
    /// Whether the places could be had all the same.
    pub places_regained: bool,
}

/// b9. The ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FulfillmentIssued {
    /// Who has it is let in: as secret as a person's data.
    #[serde(with = "personal")]
    pub ticket_code: Personal,
    /// Stored data: no request is ever made to it.
    #[serde(with = "personal")]
    pub qr_url: Personal,
}

/// b9. The order is paid, and no ticket can be made of it any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FulfillmentFailed {
    /// `VISIT_DATE_PAST`.
    pub failure_code: String,
    pub failure_message: String,
}

/// b9. The fulfilment's id, which the page shows and its event does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FulfillmentNumbered {
    pub fulfillment_id: String,
}

/// b10. The visitor was let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TicketRedeemed {
    pub operator_id: String,
    pub visit_date: Day,
}

/// b10. A new code; the old one is dead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TicketReissued {
    #[serde(with = "personal")]
    pub ticket_code: Personal,
    /// Stored data: no request is ever made to it.
    #[serde(with = "personal")]
    pub qr_url: Personal,
    pub operator_id: String,
    pub reason: String,
}

/// An operator decided, and said why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatedReason {
    pub operator_id: String,
    pub reason: String,
}

/// b11. The places are free again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LockReleased {
    pub lock_id: String,
    /// Why: `cancelled` or `refunded`.
    pub reason: String,
}

/// b11. Nobody paid while the places were held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LockExpired {
    pub lock_id: String,
    /// Since when.
    pub expiry_at: Timestamp,
}

/// b11. The day of the visit went by before anything was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftExpired {
    pub date: Day,
}

/// b12. The buyer shall have money back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckoutRefundRequested {
    /// How much, in the order's currency.
    pub amount: Fen,
    pub reason: String,
    /// Who asked for it; nobody where the rules themselves did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator_id: Option<String>,
    /// Why a redeemed ticket is paid back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redeemed_reason: Option<String>,
    /// Whether only a part of the money goes back, and the ticket stays good.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keeps_ticket: bool,
}

/// b12. It has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefundCompleted {
    pub amount: Fen,
    pub evidence: String,
    pub operator_id: String,
}

/// b12. The payment side could not give it back; the refund stays open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefundFailed {
    pub failure_message: String,
    pub operator_id: String,
}

/// Personal data, or the ticket's code, was shown to an operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerRevealed {
    pub operator_id: String,
    pub command: String,
}

//! The checkout that we sign: one item at one price for one session, as the UCP checkout object.
//!
//! Its id is the payment session's: a new session is a new checkout, and with a key that nobody else has nobody can guess
//! its hash.

use std::num::NonZeroU32;

use serde_json::{Value, json};

use super::claims;
use super::claims::{Claims, require_integer, require_object, require_objects, require_text};
use super::hash::HashAlgorithm;
use super::jws;
use super::jws::Jws;
use super::key::{KeyRing, SigningKey};
use super::refusal::{Ap2Refusal, RefusalReason};
use crate::domain::value::time::Timestamp;

/// The `typ` of a checkout and of a receipt.
pub(super) const TYP: &str = "JWT";
/// The one state in which a checkout is offered for agreement.
const STATUS: &str = "ready_for_complete";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckoutFacts {
    /// The payment session: `ps_0db6e88e8763119d0a637f7f`.
    pub id: String,
    /// Who sells, and is paid.
    pub merchant_id: String,
    pub merchant_name: String,
    pub sku: String,
    pub title: String,
    /// How many of the unit that `unit_price` is for: packs, where the price is a pack's.
    pub quantity: NonZeroU32,
    /// In minor units of the currency.
    pub unit_price: u32,
    /// ISO 4217: `SGD`.
    pub currency: String,
    /// Until when it may be agreed to.
    pub expires_at: Timestamp,
}

impl CheckoutFacts {
    /// The whole price in minor units.
    pub fn total_amount(&self) -> u64 {
        u64::from(self.quantity.get()) * u64::from(self.unit_price)
    }

    /// The UCP checkout object, with AP2's `merchant`.
    pub fn to_ucp(&self) -> Value {
        let totals = json!([
            { "type": "subtotal", "amount": self.total_amount() },
            { "type": "total", "amount": self.total_amount() },
        ]);
        json!({
            "id": self.id,
            "merchant": { "id": self.merchant_id, "name": self.merchant_name },
            "line_items": [{
                "id": "li_0",
                "item": { "id": self.sku, "title": self.title, "price": self.unit_price },
                "quantity": self.quantity,
                "totals": totals,
            }],
            "status": STATUS,
            "currency": self.currency,
            "totals": totals,
            "links": [],
            "expires_at": self.expires_at.format_rfc3339(),
        })
    }
}

pub fn sign_checkout(facts: &CheckoutFacts, key: &SigningKey) -> String {
    jws::sign_jws(TYP, &facts.to_ucp(), key)
}

/// What a mandate names a checkout by.
pub fn checkout_hash(checkout_jwt: &str) -> String {
    HashAlgorithm::Sha256.hash_text(checkout_jwt)
}

/// Sees that a checkout is one of ours, and says what it sells.
pub fn verify_checkout(checkout_jwt: &str, ours: &KeyRing) -> Result<CheckoutFacts, Ap2Refusal> {
    let jws = Jws::parse(checkout_jwt).map_err(|refused| refused.with_reason(RefusalReason::CheckoutMalformed))?;
    if jws.typ.as_deref() != Some(TYP) {
        return Err(RefusalReason::CheckoutMalformed.at_path("header.typ"));
    }
    let key = jws.kid.as_deref().and_then(|kid| ours.find_key(kid));
    let key = key.ok_or_else(|| RefusalReason::CheckoutKeyUnknown.at_path("header.kid"))?;
    if !jws.is_signed_by(key) {
        return Err(RefusalReason::CheckoutSignatureWrong.at_path("signature"));
    }
    read_checkout(&jws.payload)
        .map_err(|refused| refused.with_reason(RefusalReason::CheckoutMalformed).with_outer_path("payload"))
}

fn read_checkout(checkout: &Claims) -> Result<CheckoutFacts, Ap2Refusal> {
    let malformed = |name: &str| RefusalReason::CheckoutMalformed.at_path(name);
    let line = match claims::require_objects(checkout, "line_items")?[..] {
        [line] => line,
        _ => return Err(malformed("line_items")),
    };
    let (merchant, item) = (require_object(checkout, "merchant")?, require_object(line, "item")?);
    let quantity = u32::try_from(require_integer(line, "quantity")?).ok().and_then(NonZeroU32::new);
    let facts = CheckoutFacts {
        id: require_text(checkout, "id")?.to_owned(),
        merchant_id: require_text(merchant, "id")?.to_owned(),
        merchant_name: require_text(merchant, "name")?.to_owned(),
        sku: require_text(item, "id")?.to_owned(),
        title: require_text(item, "title")?.to_owned(),
        quantity: quantity.ok_or_else(|| malformed("quantity"))?,
        unit_price: u32::try_from(require_integer(item, "price")?).map_err(|_| malformed("price"))?,
        currency: require_text(checkout, "currency")?.to_owned(),
        expires_at: Timestamp::parse(require_text(checkout, "expires_at")?).map_err(|_| malformed("expires_at"))?,
    };
    for totals in [require_objects(checkout, "totals")?, require_objects(line, "totals")?] {
        for name in ["subtotal", "total"] {
            let amounts: Vec<_> = totals.iter().filter(|total| total.get("type").is_some_and(|t| t == name)).collect();
            if !matches!(amounts[..], [one] if require_integer(one, "amount")? == facts.total_amount()) {
                return Err(malformed("totals"));
            }
        }
    }
    if require_text(checkout, "status")? == STATUS { Ok(facts) } else { Err(malformed("status")) }
}

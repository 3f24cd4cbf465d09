//! The checkout that we sign: one item at one price for one session, as the UCP checkout object.
//!
//! Its id is the payment session's: a new session is a new checkout, and with a key that nobody else has nobody can guess
//! its hash.

use std::num::NonZeroU32;

use serde_json::{Value, json};

use super::claims;
use super::claims::{Claims, object, objects, text, whole};
use super::jws;
use super::jws::Jws;
use super::key::{KeyRing, SigningKey};
use super::refusal::{Reason, Refused};
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
    pub fn total(&self) -> u64 {
        u64::from(self.quantity.get()) * u64::from(self.unit_price)
    }

    /// The UCP checkout object, with AP2's `merchant`.
    pub fn to_ucp(&self) -> Value {
        let totals = json!([
            { "type": "subtotal", "amount": self.total() },
            { "type": "total", "amount": self.total() },
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
            "expires_at": self.expires_at.rfc3339(),
        })
    }
}

pub fn sign_checkout(facts: &CheckoutFacts, key: &SigningKey) -> String {
    jws::sign(TYP, &facts.to_ucp(), key)
}

/// What a mandate names a checkout by.
pub fn checkout_hash(checkout_jwt: &str) -> String {
    jws::hash(checkout_jwt)
}

/// Sees that a checkout is one of ours, and says what it sells.
pub fn verify_checkout(checkout_jwt: &str, ours: &KeyRing) -> Result<CheckoutFacts, Refused> {
    let jws = Jws::parse(checkout_jwt).map_err(|refused| refused.because(Reason::CheckoutMalformed))?;
    if jws.typ.as_deref() != Some(TYP) {
        return Err(Refused::new(Reason::CheckoutMalformed, "header.typ"));
    }
    let key = jws.kid.as_deref().and_then(|kid| ours.get(kid));
    let key = key.ok_or_else(|| Refused::new(Reason::CheckoutKeyUnknown, "header.kid"))?;
    if !jws.is_signed_by(key) {
        return Err(Refused::new(Reason::CheckoutSignatureWrong, "signature"));
    }
    read(&jws.payload).map_err(|refused| refused.because(Reason::CheckoutMalformed).under("payload"))
}

fn read(checkout: &Claims) -> Result<CheckoutFacts, Refused> {
    let malformed = |name: &str| Refused::new(Reason::CheckoutMalformed, name);
    let line = match claims::objects(checkout, "line_items")?[..] {
        [line] => line,
        _ => return Err(malformed("line_items")),
    };
    let (merchant, item) = (object(checkout, "merchant")?, object(line, "item")?);
    let quantity = u32::try_from(whole(line, "quantity")?).ok().and_then(NonZeroU32::new);
    let facts = CheckoutFacts {
        id: text(checkout, "id")?.to_owned(),
        merchant_id: text(merchant, "id")?.to_owned(),
        merchant_name: text(merchant, "name")?.to_owned(),
        sku: text(item, "id")?.to_owned(),
        title: text(item, "title")?.to_owned(),
        quantity: quantity.ok_or_else(|| malformed("quantity"))?,
        unit_price: u32::try_from(whole(item, "price")?).map_err(|_| malformed("price"))?,
        currency: text(checkout, "currency")?.to_owned(),
        expires_at: Timestamp::parse(text(checkout, "expires_at")?).map_err(|_| malformed("expires_at"))?,
    };
    for totals in [objects(checkout, "totals")?, objects(line, "totals")?] {
        for name in ["subtotal", "total"] {
            let amounts: Vec<_> = totals.iter().filter(|total| total.get("type").is_some_and(|t| t == name)).collect();
            if !matches!(amounts[..], [one] if whole(one, "amount")? == facts.total()) {
                return Err(malformed("totals"));
            }
        }
    }
    if text(checkout, "status")? == STATUS { Ok(facts) } else { Err(malformed("status")) }
}

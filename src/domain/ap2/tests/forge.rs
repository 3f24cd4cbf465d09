//! Makes mandates with throw-away keys, each part of which a test can change before it is signed.

use std::num::NonZeroU32;

use serde_json::{Value, json};

use crate::domain::ap2::*;
use crate::domain::value::time::Timestamp;

/// 2026-03-20T08:36:36Z, within the session.
pub(super) const NOW: i64 = 1_773_995_796;
pub(super) const EXP: i64 = NOW + 100;
pub(super) const AUDIENCE: &str = "sentosa_demo";
pub(super) const NONCE: &str = "n_1";
pub(super) const PAY_AUDIENCE: &str = "credential-provider";
/// What the payment's side gave out; we do not know it.
pub(super) const PAY_NONCE: &str = "p_1";

pub(super) fn key(seed: u8, kid: &str) -> SigningKey {
    SigningKey::from_secret(&[seed; 32], Some(kid)).unwrap()
}

pub(super) fn merchant() -> SigningKey {
    key(1, "merchant-1")
}

pub(super) fn surface() -> SigningKey {
    key(2, "surface-1")
}

pub(super) fn agent() -> SigningKey {
    key(3, "agent-1")
}

pub(super) fn facts() -> CheckoutFacts {
    CheckoutFacts {
        id: "ps_0db6e88e8763119d0a637f7f".to_owned(),
        merchant_id: "sentosa_demo".to_owned(),
        merchant_name: "Sentosa Demo".to_owned(),
        sku: "sentosa_family_pack".to_owned(),
        title: "Sentosa 家庭套票(2大1小)".to_owned(),
        quantity: NonZeroU32::new(2).unwrap(),
        unit_price: 11_900,
        currency: "SGD".to_owned(),
        expires_at: Timestamp::parse("2026-03-20T08:41:16.030Z").unwrap(),
    }
}

/// One thing that is done to a sale.
pub(super) type Change<'a> = &'a dyn Fn(&mut Sale);

/// One SD-JWT before it is signed.
#[derive(Clone)]
pub(super) struct Hop {
    pub(super) typ: String,
    pub(super) payload: Value,
    /// The mandate itself, which is always held back and disclosed.
    pub(super) mandate: Value,
    pub(super) disclosures: Vec<Disclosure>,
    pub(super) seed: u8,
    pub(super) kid: &'static str,
}

impl Hop {
    fn algorithm(&self) -> HashAlgorithm {
        self.payload["_sd_alg"].as_str().and_then(HashAlgorithm::from_code).unwrap_or(HashAlgorithm::Sha256)
    }

    pub(super) fn text(&self) -> String {
        let mandate = Disclosure::from_element("salt-m", &self.mandate);
        let mut payload = self.payload.clone();
        if payload.get("delegate_payload").is_none() {
            payload["delegate_payload"] = json!([{ "...": self.algorithm().hash_text(mandate.as_str()) }]);
        }
        let jwt = sign_jws(&self.typ, &payload, &key(self.seed, self.kid));
        let mut all = vec![mandate];
        all.extend(self.disclosures.clone());
        present_link(&jwt, &all)
    }
}

pub(super) fn root(mandate: Value) -> Hop {
    let payload = json!({ "_sd_alg": "sha-256" });
    Hop { typ: "dc+sd-jwt".to_owned(), payload, mandate, disclosures: vec![], seed: 2, kid: "surface-1" }
}

fn bound(previous: &str, mandate: Value, [audience, nonce]: [&str; 2]) -> Hop {
    let payload =
        json!({ "_sd_alg": "sha-256", "iat": NOW - 5, "aud": audience, "nonce": nonce, "sd_hash": sd_hash(previous) });
    Hop { typ: TYP_BOUND.to_owned(), payload, mandate, disclosures: vec![], seed: 3, kid: "agent-1" }
}

/// A closed checkout mandate over the sale's checkout.
pub(super) fn closed_checkout(checkout_jwt: &str) -> Value {
    json!({
        "vct": CHECKOUT_CLOSED, "checkout_hash": checkout_hash(checkout_jwt), "checkout_jwt": checkout_jwt,
        "iat": NOW - 10, "exp": EXP,
    })
}

pub(super) fn closed_payment(checkout_jwt: &str) -> Value {
    json!({
        "vct": PAYMENT_CLOSED, "transaction_id": checkout_hash(checkout_jwt),
        "payee": { "id": "sentosa_demo", "name": "Sentosa Demo" },
        "payment_amount": { "amount": 23_800, "currency": "SGD" },
        "payment_instrument": { "id": "card-1", "type": "card" },
        "iat": NOW - 10, "exp": EXP,
    })
}

fn cnf() -> Value {
    json!({ "jwk": agent().public_key().to_jwk() })
}

/// An open checkout mandate and the disclosures of its choices.
pub(super) fn open_checkout() -> (Value, Vec<Disclosure>) {
    let item = Disclosure::from_element("salt-i", &json!({ "id": "sentosa_family_pack", "title": "Family" }));
    let shop = Disclosure::from_element("salt-s", &json!({ "id": "sentosa_demo", "name": "Sentosa Demo" }));
    let hidden = Disclosure::from_element("salt-h", &json!({ "id": "another", "name": "Another" })).digest();
    let mandate = json!({
        "vct": CHECKOUT_OPEN,
        "constraints": [
            { "type": "checkout.line_items", "items": [
                { "id": "l1", "acceptable_items": [{ "...": item.digest() }], "quantity": 2 },
            ] },
            { "type": "checkout.allowed_merchants", "allowed": [{ "...": hidden }, { "...": shop.digest() }] },
        ],
        "cnf": cnf(), "iat": NOW - 3600, "exp": NOW + 3600,
    });
    (mandate, vec![item, shop])
}

pub(super) fn open_payment(open_checkout_hash: &str) -> Value {
    json!({
        "vct": PAYMENT_OPEN,
        "constraints": [
            { "type": "payment.reference", "conditional_transaction_id": open_checkout_hash },
            { "type": "payment.amount_range", "currency": "SGD", "min": 1, "max": 30_000 },
            { "type": "payment.allowed_payees", "allowed": [{ "id": "sentosa_demo", "name": "Sentosa Demo" }] },
        ],
        "cnf": cnf(), "iat": NOW - 3600, "exp": NOW + 3600,
    })
}

/// A whole sale: what was offered, and the mandates over it, to be changed before they are signed.
#[derive(Clone)]
pub(super) struct Sale {
    pub(super) order: CheckoutFacts,
    pub(super) checkout_jwt: String,
    pub(super) checkout: Vec<Hop>,
    pub(super) payment: Vec<Hop>,
    pub(super) ours: KeyRing,
    pub(super) trust: KeyRing,
    pub(super) now: i64,
    pub(super) open_until: i64,
    pub(super) skew: ClockSkew,
    pub(super) pay_audiences: Vec<String>,
    /// How the first open payment mandate was used before.
    pub(super) usage: Option<MandateUsage>,
}

impl Sale {
    fn new(checkout: Vec<Hop>, payment: Vec<Hop>, checkout_jwt: String) -> Self {
        let skew = ClockSkew::MAX;
        Self {
            order: facts(),
            checkout_jwt,
            checkout,
            payment,
            ours: merchant().public_key().clone().into(),
            trust: surface().public_key().clone().into(),
            now: NOW,
            open_until: NOW + 1000,
            skew,
            pay_audiences: vec![PAY_AUDIENCE.to_owned()],
            usage: None,
        }
    }

    /// The person's surface signed both.
    pub(super) fn direct() -> Self {
        let jwt = sign_checkout(&facts(), &merchant());
        Self::new(vec![root(closed_checkout(&jwt))], vec![root(closed_payment(&jwt))], jwt)
    }

    /// An agent signed both within what the person allowed.
    pub(super) fn autonomous() -> Self {
        let jwt = sign_checkout(&facts(), &merchant());
        let (mandate, disclosures) = open_checkout();
        let open = Hop { disclosures, ..root(mandate) };
        let open_text = open.text();
        let open_pay = root(open_payment(&sd_hash(&open_text)));
        let closed = bound(&open_text, closed_checkout(&jwt), [AUDIENCE, NONCE]);
        let closed_pay = bound(&open_pay.text(), closed_payment(&jwt), [PAY_AUDIENCE, PAY_NONCE]);
        Self::new(vec![open, closed], vec![open_pay, closed_pay], jwt)
    }

    /// Binds the last link to the root as it now is, and the payment to the checkout.
    pub(super) fn rebind(&mut self) {
        let checkout = sd_hash(&self.checkout[0].text());
        self.checkout[1].payload["sd_hash"] = json!(checkout);
        for constraint in self.payment[0].mandate["constraints"].as_array_mut().unwrap() {
            if constraint["type"] == "payment.reference" {
                constraint["conditional_transaction_id"] = json!(checkout);
            }
        }
        self.payment[1].payload["sd_hash"] = json!(sd_hash(&self.payment[0].text()));
    }

    pub(super) fn checkout_text(&self) -> String {
        chain_text(&self.checkout)
    }

    pub(super) fn payment_text(&self) -> String {
        chain_text(&self.payment)
    }

    pub(super) fn check(&self, mandate: &str, payment: Option<&str>) -> Result<VerifiedMandates, Ap2Refusal> {
        let first = payment.into_iter().flat_map(open_mandate_hashes).next();
        let history = first.zip(self.usage).into_iter().collect();
        let expected = ExpectedSession {
            open_until: Timestamp::from_millis(self.open_until * 1000),
            audience: AUDIENCE,
            nonce: NONCE,
            checkout_jwt: &self.checkout_jwt,
            ours: &self.ours,
            trust: &self.trust,
            order: &self.order,
            payment: PaymentSide { audiences: &self.pay_audiences, history: &history },
            now: Timestamp::from_millis(self.now * 1000),
            skew: self.skew,
        };
        verify_mandates(mandate, payment, &expected)
    }

    /// What becomes of it as it now is.
    pub(super) fn verdict(&self) -> Result<VerifiedMandates, Ap2Refusal> {
        self.check(&self.checkout_text(), Some(&self.payment_text()))
    }
}

pub(super) fn chain_text(hops: &[Hop]) -> String {
    join_links(&hops.iter().map(Hop::text).collect::<Vec<_>>())
}

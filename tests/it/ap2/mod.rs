//! AP2: the shop's own keys, and the mandates of its orders.

mod conformance;
pub(crate) mod evidence;
mod keys;
mod orders;

use serde_json::{Value, json};
use ticketctl::domain::ap2::{
    CHECKOUT_CLOSED, CHECKOUT_OPEN, Disclosure, HashAlgorithm, KeyRing, PAYMENT_CLOSED, PAYMENT_OPEN, PublicKey,
    ReceiptOutcome, SigningKey, TYP_BOUND, join_links, present_link, sd_hash, sign_jws, verify_receipt,
};

use crate::support::shop::Shop;

const DRAFTED: &str = "2026-03-20T08:36:16.028Z";
const PAID: &str = "2026-03-20T08:36:52.285Z";
/// [`PAID`], in seconds.
const NOW: i64 = 1_773_995_812;

/// What a session gave out.
pub(crate) struct Session {
    pub(crate) order: String,
    id: String,
    jwt: String,
    aud: String,
    nonce: String,
}

pub(crate) fn key(seed: u8, kid: &str) -> SigningKey {
    SigningKey::from_secret(&[seed; 32], Some(kid)).unwrap()
}

/// A link with its mandate, and one claim of it, held back and disclosed.
pub(crate) fn link(typ: &str, signer: &SigningKey, mut payload: Value, mut mandate: Value, held_back: &str) -> String {
    let algorithm = payload["_sd_alg"].as_str().and_then(HashAlgorithm::from_code).unwrap();
    let value = mandate.as_object_mut().unwrap().remove(held_back).unwrap();
    let claim = Disclosure::from_claim("salt-claim", held_back, &value);
    mandate["_sd"] = json!([algorithm.hash_text(claim.as_str())]);
    let element = Disclosure::from_element("salt-element", &mandate);
    payload["delegate_payload"] = json!([{ "...": algorithm.hash_text(element.as_str()) }]);
    present_link(&sign_jws(typ, &payload, signer), &[element, claim])
}

/// A sandbox with the page's SKU in stock, which believes `surface`.
pub(crate) fn shop_that_trusts(surface: &SigningKey) -> Shop {
    let shop = Shop::at_home().init();
    let price = ["--price", "119.00", "--currency", "SGD", "--pack-size", "3"];
    let sku = ["sku", "add", "sentosa_family_pack", "--name", "Sentosa 家庭套票(2大1小)", "--merchant", "sentosa_demo"];
    shop.json(&[sku.as_slice(), &price].concat());
    let stock = ["sku", "stock", "sentosa_family_pack", "--date", "2026-03-21", "--capacity", "30", "--now", DRAFTED];
    shop.json(&stock);
    shop.file("surface.jwk", surface.public_key().to_jwk().to_string());
    shop.json(&["ap2", "trust", "add", "surface.jwk"]);
    shop
}

/// The object of a command that ends so: its result, or its error.
fn ended(shop: &Shop, args: &[&str], code: i32) -> Value {
    if code == 0 { shop.json(args) } else { shop.refused(args, code) }
}

/// An order with an open session.
pub(crate) fn session(shop: &Shop, more: &[&str]) -> Session {
    let draft = ["checkout", "draft", "--sku", "sentosa_family_pack", "--quantity", "3", "--date", "2026-03-21"];
    let drafted = shop.json(&[draft.as_slice(), &["--channel", "telegram", "--now", DRAFTED]].concat());
    let order = drafted["order_id"].as_str().or(drafted["order_no"].as_str()).unwrap().to_owned();
    shop.json(&["checkout", "lock", &order, "--now", DRAFTED]);
    shop.json(&["checkout", "request", &order, "--method", "card", "--now", DRAFTED]);
    shop.json(&[&["checkout", "session", &order, "--now", DRAFTED], more].concat());
    shown_session(shop, order)
}

/// The session that an order's page shows.
fn shown_session(shop: &Shop, order: String) -> Session {
    let shown = shop.json(&["order", "show", &order, "--now", PAID]);
    let told = &shown["payment_session"];
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Session {
        id: text(&told["session_id"]),
        jwt: text(&told["checkout_jwt"]),
        aud: text(&told["challenge"]["aud"]),
        nonce: text(&told["challenge"]["nonce"]),
        order,
    }
}

pub(crate) fn complete(shop: &Shop, session: &Session, mandate: Option<&str>, code: i32) -> Value {
    let reference = format!("card_{}", session.order);
    let mut args = vec!["checkout", "complete", &session.order, "--session", &session.id, "--payment-ref", &reference];
    args.extend(["--now", PAID]);
    let file = mandate.map(|mandate| shop.file("mandate", mandate).display().to_string());
    if let Some(file) = &file {
        args.extend(["--mandate", file]);
    }
    ended(shop, &args, code)
}

pub(crate) fn verify(shop: &Shop, session: &Session, mandate: &str, code: i32) -> Value {
    let file = shop.file("mandate", mandate).display().to_string();
    ended(shop, &["ap2", "verify", &session.order, "--mandate", &file, "--now", PAID], code)
}

pub(crate) fn status(shop: &Shop, session: &Session) -> Value {
    shop.json(&["order", "show", &session.order, "--now", PAID])["order"]["status"].clone()
}

/// The session that comes after one whose payment failed.
pub(crate) fn next_session(shop: &Shop, before: &Session) -> Session {
    shop.json(&["checkout", "fail", &before.order, "--reason", "declined", "--now", PAID]);
    shop.json(&["checkout", "session", &before.order, "--now", PAID]);
    shown_session(shop, before.order.clone())
}

/// How many events of a kind the order has.
pub(crate) fn count(shop: &Shop, session: &Session, kind: &str) -> usize {
    let all = shop.json(&["event", "list", "--order", &session.order, "--internal"]);
    all.as_array().unwrap().iter().filter(|event| event["type"] == kind).count()
}

pub(crate) fn receipt(shop: &Shop, session: &Session) -> ReceiptOutcome {
    let receipt = shop.json(&["ap2", "receipt", &session.order])["receipt"].as_str().unwrap().to_owned();
    let merchant = PublicKey::from_jwk(&shop.json(&["ap2", "key", "export"])).unwrap();
    verify_receipt(&receipt, &KeyRing::from(merchant)).unwrap().outcome
}

fn closed(session: &Session) -> Value {
    closed_checkout(session, HashAlgorithm::Sha256)
}

fn closed_checkout(session: &Session, algorithm: HashAlgorithm) -> Value {
    json!({
        "vct": CHECKOUT_CLOSED, "checkout_hash": algorithm.hash_text(&session.jwt), "checkout_jwt": session.jwt,
        "iat": NOW - 5, "exp": NOW + 60,
    })
}

fn closed_payment(session: &Session, algorithm: HashAlgorithm, amount: u64) -> Value {
    json!({
        "vct": PAYMENT_CLOSED, "transaction_id": algorithm.hash_text(&session.jwt),
        "payee": { "id": "sentosa_demo", "name": "Sentosa" },
        "payment_amount": { "amount": amount, "currency": "SGD" },
        "payment_instrument": { "id": "card-1", "type": "card" },
        "iat": NOW - 5, "exp": NOW + 60,
    })
}

/// The person's own surface agreed to the checkout and to its payment, in one token.
pub(crate) fn direct_with_payment(session: &Session, surface: &SigningKey) -> String {
    let algorithm = HashAlgorithm::Sha256;
    let mandates = [closed_checkout(session, algorithm), closed_payment(session, algorithm, 11_900)];
    let disclosed: Vec<Disclosure> = ["salt-1", "salt-2"]
        .iter()
        .zip(&mandates)
        .map(|(salt, mandate)| Disclosure::from_element(salt, mandate))
        .collect();
    let digests: Vec<Value> = disclosed.iter().map(|one| json!({ "...": one.digest() })).collect();
    let payload = json!({ "_sd_alg": "sha-256", "delegate_payload": digests });
    present_link(&sign_jws("dc+sd-jwt", &payload, surface), &disclosed)
}

/// The person's own surface agreed.
pub(crate) fn direct(session: &Session, surface: &SigningKey) -> String {
    link("dc+sd-jwt", surface, json!({ "_sd_alg": "sha-256" }), closed(session), "checkout_jwt")
}

/// An agent agreed, within what the person allowed.
pub(crate) fn autonomous(session: &Session, surface: &SigningKey, agent: &SigningKey) -> String {
    let opened = json!({
        "vct": CHECKOUT_OPEN, "iat": NOW - 600, "exp": NOW + 3600, "cnf": { "jwk": agent.public_key().to_jwk() },
        "constraints": [{ "type": "checkout.line_items", "items": [
            { "id": "l1", "acceptable_items": [{ "id": "sentosa_family_pack", "title": "Pack" }], "quantity": 1 },
        ] }],
    });
    let root = link("dc+sd-jwt", surface, json!({ "_sd_alg": "sha-256" }), opened, "constraints");
    let bound = json!({
        "_sd_alg": "sha-256", "iat": NOW - 5, "aud": session.aud, "nonce": session.nonce, "sd_hash": sd_hash(&root),
    });
    join_links(&[root, link(TYP_BOUND, agent, bound, closed(session), "checkout_jwt")])
}

/// What an agent was allowed and what it agreed to, where a test is about it.
pub(crate) struct Terms {
    pub(crate) item: &'static str,
    /// When the closed mandates end, in seconds from now.
    pub(crate) lives: i64,
    /// What is paid, and the most that may be, in minor units.
    pub(crate) amount: u64,
    pub(crate) max: u64,
    /// How every link is hashed.
    pub(crate) algorithm: HashAlgorithm,
    /// For whom the payment mandate is made, if not for us: audience and nonce.
    pub(crate) paid_through: Option<[&'static str; 2]>,
    /// What else binds the payment.
    pub(crate) constraint: Option<Value>,
}

impl Default for Terms {
    fn default() -> Self {
        let algorithm = HashAlgorithm::Sha256;
        let (paid_through, constraint) = (None, None);
        Self {
            item: "sentosa_family_pack",
            lives: 60,
            amount: 11_900,
            max: 20_000,
            algorithm,
            paid_through,
            constraint,
        }
    }
}

/// A checkout and a payment mandate of an agent.
pub(crate) fn both(session: &Session, surface: &SigningKey, agent: &SigningKey, terms: &Terms) -> [String; 2] {
    let algorithm = terms.algorithm;
    let opened = |vct: &str, constraints: Value| {
        let cnf = json!({ "jwk": agent.public_key().to_jwk() });
        let mandate =
            json!({ "vct": vct, "iat": NOW - 600, "exp": NOW + 3600, "cnf": cnf, "constraints": constraints });
        link("dc+sd-jwt", surface, json!({ "_sd_alg": algorithm.code() }), mandate, "constraints")
    };
    let bound = |root: &str, [aud, nonce]: [&str; 2], mandate: Value, held_back: &str| {
        let claims = json!({
            "_sd_alg": algorithm.code(), "iat": NOW - 5, "aud": aud, "nonce": nonce,
            "sd_hash": algorithm.hash_text(root),
        });
        join_links(&[root.to_owned(), link(TYP_BOUND, agent, claims, mandate, held_back)])
    };
    let times = |mut mandate: Value| {
        (mandate["iat"], mandate["exp"]) = (json!(NOW - 5), json!(NOW + terms.lives));
        mandate
    };
    let items = json!([{ "id": "l1", "acceptable_items": [{ "id": terms.item, "title": "Pack" }], "quantity": 1 }]);
    let may_buy = opened(CHECKOUT_OPEN, json!([{ "type": "checkout.line_items", "items": items }]));
    let mut constraints = vec![
        json!({ "type": "payment.reference", "conditional_transaction_id": algorithm.hash_text(&may_buy) }),
        json!({ "type": "payment.amount_range", "currency": "SGD", "max": terms.max }),
    ];
    constraints.extend(terms.constraint.clone());
    let may_pay = opened(PAYMENT_OPEN, json!(constraints));
    let ours = [session.aud.as_str(), session.nonce.as_str()];
    let pays = times(closed_payment(session, algorithm, terms.amount));
    [
        bound(&may_buy, ours, times(closed_checkout(session, algorithm)), "checkout_jwt"),
        bound(&may_pay, terms.paid_through.unwrap_or(ours), pays, "payee"),
    ]
}

/// Both mandates as they are given.
pub(crate) fn given([checkout, payment]: &[String; 2]) -> String {
    json!({ "checkout_mandate": checkout, "payment_mandate": payment }).to_string()
}

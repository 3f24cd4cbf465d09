//! The official kit's own tokens (`fixtures/ap2-vectors.json`) verify here, and ours have the same values.

use serde_json::Value;

use crate::domain::ap2::*;
use crate::domain::value::time::Timestamp;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../../../fixtures/ap2-vectors.json")).unwrap()
}

fn ring(vectors: &Value, name: &str) -> KeyRing {
    PublicKey::from_jwk(&vectors["keys"][name]).unwrap().into()
}

fn order() -> CheckoutFacts {
    let expires_at = Timestamp::parse("2026-03-20T08:41:16Z").unwrap();
    CheckoutFacts { quantity: std::num::NonZeroU32::MIN, expires_at, ..super::forge::facts() }
}

/// Verifies the tokens of one mode at a moment in epoch seconds.
fn check(mode: &str, root: &str, now: i64) -> Result<VerifiedMandates, Ap2Refusal> {
    let vectors = vectors();
    let text = |path: &str| vectors.pointer(path).and_then(Value::as_str).unwrap();
    let (checkout, payment) = match mode {
        "direct" => (text("/direct/checkout_mandate"), text("/direct/payment_mandate")),
        _ => (text("/autonomous/checkout_chain"), text("/autonomous/payment_chain")),
    };
    let (ours, trust, order) = (ring(&vectors, "merchant"), ring(&vectors, root), order());
    let audiences = [text("/autonomous/aud_payment").to_owned()];
    let expected = ExpectedSession {
        open_until: Timestamp::from_millis(i64::MAX),
        audience: text("/autonomous/aud_checkout"),
        nonce: text("/autonomous/nonce"),
        checkout_jwt: text("/checkout_jwt"),
        ours: &ours,
        trust: &trust,
        order: &order,
        payment: PaymentSide { audiences: &audiences, history: &UsageHistory::new() },
        now: Timestamp::from_millis(now * 1000),
        skew: ClockSkew::default(),
    };
    verify_mandates(checkout, Some(payment), &expected)
}

#[test]
fn the_direct_mandates_verify_until_they_end() {
    let (vectors, now) = (vectors(), vectors()["now"].as_i64().unwrap());
    let verified = check("direct", "user_surface", now).unwrap();
    assert_eq!(verified.checkout_hash, vectors["checkout_hash"]);
    assert_eq!((verified.checkout.vct.as_str(), verified.checkout.mode), (CHECKOUT_CLOSED, MandateMode::Direct));
    assert_eq!(verified.checkout.trusted_kid, "user-surface-key-1");
    let payment = verified.payment.unwrap();
    assert_eq!(payment.transaction_id, vectors["checkout_hash"]);
    assert_eq!(payment.evidence.vct, PAYMENT_CLOSED);
    let exp = vectors["exp"].as_i64().unwrap();
    assert!(check("direct", "user_surface", exp + 29).is_ok());
    assert_eq!(check("direct", "user_surface", exp + 30).unwrap_err().reason.code(), "expired");
    assert_eq!(check("direct", "agent_provider", now).unwrap_err().reason.code(), "kid_unknown");
}

#[test]
fn the_autonomous_chains_verify_mandates() {
    let now = vectors()["now"].as_i64().unwrap();
    let verified = check("autonomous", "agent_provider", now).unwrap();
    let payment = verified.payment.unwrap().evidence;
    assert_eq!((verified.checkout.mode, payment.mode), (MandateMode::Autonomous, MandateMode::Autonomous));
    assert_eq!(verified.checkout.trusted_kid, "agent-provider-key-1");
    assert_ne!(verified.checkout.leaf_hash, payment.leaf_hash);
}

#[test]
fn both_references_are_those_of_the_kit() {
    let vectors = vectors();
    let text = |path: &str| vectors.pointer(path).and_then(Value::as_str).unwrap();
    let now = vectors["now"].as_i64().unwrap();
    let kept = check("direct", "user_surface", now).unwrap().checkout.references;
    let chained = check("autonomous", "agent_provider", now).unwrap().checkout.references;
    assert_eq!(receipt_references(text("/direct/checkout_mandate")), Some(kept.clone()));
    assert_eq!(receipt_references(text("/autonomous/checkout_chain")), Some(chained.clone()));
    let vector = ReceiptReferences {
        sdk: text("/reference_leaf_jwt").to_owned(),
        specification: text("/reference_sd_hash_style").to_owned(),
    };
    assert!([kept, chained].contains(&vector));
    assert_eq!(receipt_references("not a mandate"), None);
    assert_eq!(sd_hash(text("/autonomous/open_checkout_mandate")), text("/autonomous/open_checkout_hash"));
}

#[test]
fn the_receipt_of_the_kit_verifies() {
    let vectors = vectors();
    let token = vectors["checkout_receipt"].as_str().unwrap();
    let receipt = verify_receipt(token, &ring(&vectors, "merchant")).unwrap();
    let order_id = "order_7cb78b0f45ebf19d0a63581c".to_owned();
    assert_eq!(receipt.outcome, ReceiptOutcome::Success { order_id });
    assert_eq!(
        (receipt.issuer.as_str(), &receipt.reference),
        ("sentosa_demo", &vectors["reference_leaf_jwt"].as_str().unwrap().to_owned())
    );
    assert_eq!(verify_receipt(token, &ring(&vectors, "agent")).unwrap_err().reason.code(), "kid_unknown");
}

#[test]
fn our_checkout_is_the_object_of_the_kit() {
    let vectors = vectors();
    let (mut ours, theirs) = (order().to_ucp(), vectors["checkout"].clone());
    assert_eq!(Timestamp::parse(ours["expires_at"].as_str().unwrap()), Timestamp::parse("2026-03-20T08:41:16Z"));
    ours["expires_at"] = theirs["expires_at"].clone();
    assert_eq!(ours, theirs);
    let checkout = vectors["checkout_jwt"].as_str().unwrap();
    assert_eq!(verify_checkout(checkout, &ring(&vectors, "merchant")).unwrap(), order());
    assert_eq!(checkout_hash(checkout), vectors["checkout_hash"]);
}

//! AP2 against stock tools: what we sign, PyPI's `sd-jwt` and `jwcrypto` verify, and what they sign, we verify.
//!
//! `tests/run --all` installs both into a Python of their own and names it in `TICKETCTL_AP2_PYTHON`. Without them these tests
//! fail: a check against nobody is none.

use std::io::Write as _;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use ticketctl::domain::ap2::*;
use ticketctl::domain::value::time::Timestamp;

use crate::ap2::{key, link};

const NOW: i64 = 1_773_995_796;
const AUDIENCE: &str = "sentosa_demo";
const NONCE: &str = "n_1";

pub(super) fn python() -> PathBuf {
    let beside_the_build = || Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("ap2-python").join("bin/python");
    let python = std::env::var_os("TICKETCTL_AP2_PYTHON").map_or_else(beside_the_build, PathBuf::from);
    assert!(python.is_file(), "{} is not there: run `tests/run --all`, which installs it", python.display());
    python
}

/// Runs the script: one JSON object in, one out.
fn stock(work: &str, given: &Value) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/thorough/stock_tools/ap2.py");
    let mut child = Command::new(python())
        .args(["-I".as_ref(), script.as_os_str(), work.as_ref()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(given.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn facts() -> CheckoutFacts {
    CheckoutFacts {
        id: "ps_0db6e88e8763119d0a637f7f".to_owned(),
        merchant_id: "sentosa_demo".to_owned(),
        merchant_name: "Sentosa Demo".to_owned(),
        sku: "sentosa_family_pack".to_owned(),
        title: "Sentosa 家庭套票(2大1小)".to_owned(),
        quantity: NonZeroU32::MIN,
        unit_price: 11_900,
        currency: "SGD".to_owned(),
        expires_at: Timestamp::parse("2026-03-20T08:41:16.030Z").unwrap(),
    }
}

fn verified(mandate: &str, checkout_jwt: &str, trust: &KeyRing) -> Result<VerifiedMandates, Ap2Refusal> {
    let (ours, order) = (KeyRing::from(key(1, "merchant-1").public_key().clone()), facts());
    let expected = ExpectedSession {
        open_until: Timestamp::from_millis((NOW + 60) * 1000),
        audience: AUDIENCE,
        nonce: NONCE,
        checkout_jwt,
        ours: &ours,
        trust,
        order: &order,
        payment: PaymentSide { audiences: &[], history: &UsageHistory::new() },
        now: Timestamp::from_millis(NOW * 1000),
        skew: ClockSkew::default(),
    };
    verify_mandates(mandate, None, &expected)
}

struct Made {
    checkout_jwt: String,
    direct: String,
    chain: String,
    closed: Value,
}

/// A direct mandate and a chain over one checkout, by our own code.
fn made(surface: &SigningKey, agent: &SigningKey) -> Made {
    let checkout_jwt = sign_checkout(&facts(), &key(1, "merchant-1"));
    let closed = json!({
        "vct": CHECKOUT_CLOSED, "checkout_hash": checkout_hash(&checkout_jwt), "checkout_jwt": checkout_jwt,
        "iat": NOW, "exp": NOW + 60,
    });
    let opened = json!({
        "vct": CHECKOUT_OPEN, "iat": NOW - 60, "exp": NOW + 3600, "cnf": { "jwk": agent.public_key().to_jwk() },
        "constraints": [{ "type": "checkout.line_items", "items": [
            { "id": "l1", "acceptable_items": [{ "id": "sentosa_family_pack", "title": "Pack" }], "quantity": 1 },
        ] }],
    });
    let alg = json!({ "_sd_alg": "sha-256" });
    let root = link("dc+sd-jwt", surface, alg.clone(), opened, "constraints");
    let bound = json!({ "_sd_alg": "sha-256", "iat": NOW, "aud": AUDIENCE, "nonce": NONCE, "sd_hash": sd_hash(&root) });
    let leaf = link(TYP_BOUND, agent, bound, closed.clone(), "checkout_jwt");
    let direct = link("dc+sd-jwt", surface, alg, closed.clone(), "checkout_jwt");
    Made { checkout_jwt, direct, chain: join_links(&[root, leaf]), closed }
}

#[test]
fn stock_tools_verify_what_we_sign() {
    let (merchant, surface, agent) = (key(1, "merchant-1"), key(2, "surface-1"), key(3, "agent-1"));
    let made = made(&surface, &agent);
    let trust = KeyRing::from(surface.public_key().clone());
    let direct = verified(&made.direct, &made.checkout_jwt, &trust).unwrap();
    verified(&made.chain, &made.checkout_jwt, &trust).unwrap();
    let receipt = MandateReceipt {
        issuer: AUDIENCE.to_owned(),
        issued_at: Timestamp::from_millis(NOW * 1000),
        reference: direct.checkout.references.sdk,
        outcome: ReceiptOutcome::Success { order_id: "order_7cb78b0f45ebf19d0a63581c".to_owned() },
    };
    let receipt_jwt = sign_receipt(&receipt, &merchant);
    let forged = sign_receipt(&receipt, &key(9, "merchant-1"));
    let seen = stock(
        "check",
        &json!({
            "merchant": merchant.public_key().to_jwk(), "merchant_pem": merchant.public_key().to_pem().unwrap(),
            "surface": surface.public_key().to_jwk(), "checkout": made.checkout_jwt, "receipt": receipt_jwt,
            "direct": made.direct, "chain": made.chain, "forged": forged,
        }),
    );
    let header = json!({ "alg": "ES256", "typ": "JWT", "kid": "merchant-1" });
    assert_eq!(seen["checkout"], json!({ "header": header, "claims": facts().to_ucp() }));
    assert_eq!(
        seen["receipt"]["claims"],
        json!({
            "status": "Success", "iss": AUDIENCE, "iat": NOW, "reference": receipt.reference,
            "order_id": "order_7cb78b0f45ebf19d0a63581c",
        })
    );
    assert_eq!(seen["direct"]["delegate_payload"], json!([made.closed]));
    assert_eq!(seen["chain"][1]["delegate_payload"], json!([made.closed]));
    assert_eq!(seen["chain"][0]["delegate_payload"][0]["constraints"][0]["type"], "checkout.line_items");
    assert_eq!((&seen["forged"], &seen["same_pem"]), (&json!(true), &json!(true)));
    assert_eq!(seen["thumbprint"], merchant.public_key().thumbprint());
}

#[test]
fn we_verify_what_stock_tools_sign() {
    let checkout_jwt = sign_checkout(&facts(), &key(1, "merchant-1"));
    let order = facts();
    let given = json!({
        "checkout": checkout_jwt, "now": NOW, "sku": order.sku, "quantity": order.quantity,
        "merchant": order.merchant_id, "aud": AUDIENCE, "nonce": NONCE,
    });
    // Their signatures have a high `s` one half of the time: four runs with four signatures each meet both kinds.
    for _ in 0..4 {
        let made = stock("make", &given);
        let text = |name: &str| made[name].as_str().unwrap();
        let surface = PublicKey::from_jwk(&made["surface"]).unwrap();
        assert_eq!(PublicKey::from_pem(text("surface_pem"), Some("stock-surface")).unwrap(), surface);
        assert_eq!(surface.thumbprint(), text("thumbprint"));
        let trust = KeyRing::from(surface);
        let direct = verified(text("direct"), &checkout_jwt, &trust).unwrap();
        assert_eq!(
            (direct.checkout.mode, direct.checkout.trusted_kid.as_str()),
            (MandateMode::Direct, "stock-surface")
        );
        assert_eq!(verified(text("chain"), &checkout_jwt, &trust).unwrap().checkout.mode, MandateMode::Autonomous);
        assert_eq!(verified(text("unbound"), &checkout_jwt, &trust).unwrap_err().reason.code(), "binding_mismatch");
    }
}

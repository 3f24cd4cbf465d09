//! The mandate of an order over the real binary: bound to its session, judged once, answered by a receipt, and packed so that
//! stock tools can check it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use ticketctl::domain::ap2::{
    CHECKOUT_CLOSED, CHECKOUT_OPEN, KeyRing, Outcome, PublicKey, SigningKey, TYP_BOUND, checkout_hash, join, sd_hash,
    verify_receipt,
};

use crate::{key, link, python};

const DRAFTED: &str = "2026-03-20T08:36:16.028Z";
const PAID: &str = "2026-03-20T08:36:52.285Z";
/// [`PAID`], in seconds.
const NOW: i64 = 1_773_995_812;

struct Shop(tempfile::TempDir);

/// What a session gave out.
struct Session {
    order: String,
    id: String,
    jwt: String,
    aud: String,
    nonce: String,
}

impl Shop {
    /// A sandbox with the page's SKU in stock, which believes `surface`.
    fn new(surface: &SigningKey) -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        shop.json(&["init", "--sandbox"], 0);
        let price = ["--price", "119.00", "--currency", "SGD", "--pack-size", "3"];
        let sku =
            ["sku", "add", "sentosa_family_pack", "--name", "Sentosa 家庭套票(2大1小)", "--merchant", "sentosa_demo"];
        shop.json(&[sku.as_slice(), &price].concat(), 0);
        let stock =
            ["sku", "stock", "sentosa_family_pack", "--date", "2026-03-21", "--capacity", "30", "--now", DRAFTED];
        shop.json(&stock, 0);
        shop.file("surface.jwk", &surface.public().to_jwk().to_string());
        shop.json(&["ap2", "trust", "add", &shop.path("surface.jwk")], 0);
        shop
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.0.path().join(name), text).unwrap();
        self.path(name)
    }

    fn json(&self, args: &[&str], code: i32) -> Value {
        let mut command = assert_cmd::Command::cargo_bin("ticketctl").unwrap();
        command.env_clear().env("HOME", self.0.path()).env("TICKETCTL_LANG", "en").args(args).arg("--json");
        let output = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let (out, err) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{args:?}: {out} {err}");
        serde_json::from_str(if code == 0 { &out } else { &err }).unwrap_or(Value::Null)
    }

    /// An order with an open session.
    fn session(&self, more: &[&str]) -> Session {
        let draft = ["checkout", "draft", "--sku", "sentosa_family_pack", "--quantity", "3", "--date", "2026-03-21"];
        let drafted = self.json(&[draft.as_slice(), &["--channel", "telegram", "--now", DRAFTED]].concat(), 0);
        let order = drafted["order_id"].as_str().or(drafted["order_no"].as_str()).unwrap().to_owned();
        self.json(&["checkout", "lock", &order, "--now", DRAFTED], 0);
        self.json(&["checkout", "request", &order, "--method", "card", "--now", DRAFTED], 0);
        self.json(&[&["checkout", "session", &order, "--now", DRAFTED], more].concat(), 0);
        let shown = self.json(&["order", "show", &order, "--now", PAID], 0);
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

    fn complete(&self, session: &Session, mandate: Option<&str>, code: i32) -> Value {
        let reference = format!("card_{}", session.order);
        let mut args =
            vec!["checkout", "complete", &session.order, "--session", &session.id, "--payment-ref", &reference];
        args.extend(["--now", PAID]);
        let file = mandate.map(|mandate| self.file("mandate", mandate));
        if let Some(file) = &file {
            args.extend(["--mandate", file]);
        }
        self.json(&args, code)
    }

    fn verify(&self, session: &Session, mandate: &str, code: i32) -> Value {
        let file = self.file("mandate", mandate);
        self.json(&["ap2", "verify", &session.order, "--mandate", &file, "--now", PAID], code)
    }

    fn status(&self, session: &Session) -> Value {
        self.json(&["order", "show", &session.order, "--now", PAID], 0)["order"]["status"].clone()
    }

    /// How many events of a kind the order has.
    fn count(&self, session: &Session, kind: &str) -> usize {
        let all = self.json(&["event", "list", "--order", &session.order, "--internal"], 0);
        all.as_array().unwrap().iter().filter(|event| event["type"] == kind).count()
    }

    fn receipt(&self, session: &Session) -> Outcome {
        let receipt = self.json(&["ap2", "receipt", &session.order], 0)["receipt"].as_str().unwrap().to_owned();
        let merchant = PublicKey::from_jwk(&self.json(&["ap2", "key", "export"], 0)).unwrap();
        verify_receipt(&receipt, &KeyRing::from(merchant)).unwrap().outcome
    }
}

fn closed(session: &Session) -> Value {
    json!({
        "vct": CHECKOUT_CLOSED, "checkout_hash": checkout_hash(&session.jwt), "checkout_jwt": session.jwt,
        "iat": NOW - 5, "exp": NOW + 60,
    })
}

/// The person's own surface agreed.
fn direct(session: &Session, surface: &SigningKey) -> String {
    link("dc+sd-jwt", surface, json!({ "_sd_alg": "sha-256" }), closed(session), "checkout_jwt")
}

/// An agent agreed, within what the person allowed.
fn autonomous(session: &Session, surface: &SigningKey, agent: &SigningKey) -> String {
    let opened = json!({
        "vct": CHECKOUT_OPEN, "iat": NOW - 600, "exp": NOW + 3600, "cnf": { "jwk": agent.public().to_jwk() },
        "constraints": [{ "type": "checkout.line_items", "items": [
            { "id": "l1", "acceptable_items": [{ "id": "sentosa_family_pack", "title": "Pack" }], "quantity": 1 },
        ] }],
    });
    let root = link("dc+sd-jwt", surface, json!({ "_sd_alg": "sha-256" }), opened, "constraints");
    let bound = json!({
        "_sd_alg": "sha-256", "iat": NOW - 5, "aud": session.aud, "nonce": session.nonce, "sd_hash": sd_hash(&root),
    });
    join(&[root, link(TYP_BOUND, agent, bound, closed(session), "checkout_jwt")])
}

#[test]
fn a_session_that_asks_for_a_mandate_takes_no_payment_without_one() {
    let (surface, stranger) = (key(2, "surface-1"), key(8, "surface-1"));
    let shop = Shop::new(&surface);
    let session = shop.session(&["--require-mandate"]);
    assert_eq!(shop.complete(&session, None, 4)["code"], "mandate_required");
    assert_eq!(shop.complete(&session, Some(&direct(&session, &stranger)), 4)["code"], "signature_wrong");
    assert!(matches!(shop.receipt(&session), Outcome::Error { .. }), "a refusal is answered, too");
    assert_eq!(shop.status(&session), "CHECKOUT_PENDING");
    shop.complete(&session, Some(&direct(&session, &surface)), 0);
    assert_eq!(shop.status(&session), "FULFILLED");
    assert_eq!(shop.receipt(&session), Outcome::Success { order_id: session.order.clone() });
    assert_eq!((shop.count(&session, "MANDATE_VERIFIED"), shop.count(&session, "MANDATE_REJECTED")), (1, 1));
}

#[test]
fn a_mandate_is_used_once_and_for_its_own_session() {
    let (surface, agent) = (key(2, "surface-1"), key(3, "agent-1"));
    let shop = Shop::new(&surface);
    let (first, second) = (shop.session(&[]), shop.session(&[]));
    let mandate = autonomous(&first, &surface, &agent);
    assert_eq!(shop.verify(&second, &mandate, 4)["code"], "nonce_mismatch");
    assert_eq!(shop.verify(&second, &direct(&first, &surface), 4)["code"], "checkout_hash_mismatch");
    for _ in 0..2 {
        shop.verify(&first, &mandate, 0);
        assert_eq!(shop.count(&first, "MANDATE_VERIFIED"), 1, "the same again is nothing new");
    }
    assert_eq!(shop.verify(&first, &direct(&first, &surface), 4)["code"], "mandate_already_used");
    shop.complete(&first, Some(&mandate), 0);
    assert_eq!(shop.status(&first), "FULFILLED");
    shop.verify(&first, &mandate, 0);
    assert_eq!(shop.count(&first, "MANDATE_VERIFIED"), 1, "what was judged before the payment still stands after it");
    assert_eq!(shop.verify(&first, &direct(&second, &surface), 4)["code"], "wrong_state");
}

#[test]
fn a_rotated_key_still_stands_for_what_it_signed() {
    let surface = key(2, "surface-1");
    let shop = Shop::new(&surface);
    let session = shop.session(&["--require-mandate"]);
    shop.json(&["ap2", "key", "rotate", "--yes"], 0);
    shop.complete(&session, Some(&direct(&session, &surface)), 0);
    assert_eq!(shop.status(&session), "FULFILLED");
}

/// Unpacks and checks the evidence with stock tools; says whether it holds, and what was said.
fn checked(pack: &Path, directory: &Path, spoil: Option<&str>) -> (bool, String) {
    let run = |args: &[&str]| Command::new(python()).args(args).current_dir(directory).output().unwrap();
    std::fs::create_dir_all(directory).unwrap();
    assert!(run(&["-m", "zipfile", "-e", &pack.display().to_string(), "."]).status.success());
    if let Some(name) = spoil {
        let path = directory.join(name);
        let mut bytes = std::fs::read(&path).unwrap();
        let at = bytes.len() / 2;
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        std::fs::write(path, bytes).unwrap();
    }
    let output = run(&["check.py"]);
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[test]
fn the_evidence_is_checked_with_stock_tools_alone() {
    let (surface, agent) = (key(2, "surface-1"), key(3, "agent-1"));
    let shop = Shop::new(&surface);
    for (n, make) in [0, 1].into_iter().enumerate() {
        let session = shop.session(&[]);
        let mandate = if make == 0 { direct(&session, &surface) } else { autonomous(&session, &surface, &agent) };
        shop.complete(&session, Some(&mandate), 0);
        let pack = PathBuf::from(shop.path(&format!("evidence-{n}.zip")));
        let written = shop.json(&["ap2", "evidence", &session.order, &pack.display().to_string()], 0);
        assert!(written["files"]["check.py"].is_string());
        assert_eq!(
            shop.json(&["ap2", "evidence", &session.order, &pack.display().to_string()], 4)["code"],
            "file_exists"
        );
        let (holds, said) = checked(&pack, &shop.0.path().join(format!("whole-{n}")), None);
        assert!(holds && said.contains("all of it holds") && said.contains("checkout_mandate.sd-jwt: holds"), "{said}");
        for name in ["checkout.jwt", "checkout_mandate.sd-jwt", "receipt-1.jwt"] {
            let (holds, said) = checked(&pack, &shop.0.path().join(format!("{name}-{n}")), Some(name));
            assert!(!holds, "{name}: {said}");
        }
    }
}

//! The keys over the real binary: made once, rotated, handed out, and whose mandates are believed.

use std::os::unix::fs::PermissionsExt as _;

use serde_json::Value;
use ticketctl::domain::ap2::{PublicKey, SigningKey};

use crate::support::shop::Shop;

/// The state and the id of every key.
fn states(shop: &Shop) -> Vec<(String, String)> {
    let list = shop.json(&["ap2", "key"]);
    let text = |key: &Value, name: &str| key[name].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(|key| (text(key, "state"), text(key, "kid"))).collect()
}

#[test]
fn a_key_is_made_once_and_a_rotation_keeps_the_public_half() {
    let shop = Shop::at_home().init();
    assert_eq!(shop.refused(&["ap2", "key", "export"], 5)["code"], "ap2_key_missing");
    assert_eq!(shop.refused(&["ap2", "key", "rotate", "--yes"], 5)["code"], "ap2_key_missing");
    assert_eq!(shop.json(&["ap2", "key", "new", "--dry-run"])["kid"], Value::Null);
    assert!(!shop.config().join("ap2/keys").exists());
    let first = shop.json(&["ap2", "key", "new"])["kid"].as_str().unwrap().to_owned();
    let secret = shop.config().join("ap2/keys").join("current.key");
    assert_eq!(std::fs::metadata(&secret).unwrap().permissions().mode() & 0o777, 0o600);
    let before = std::fs::read_to_string(&secret).unwrap();
    assert_eq!(shop.refused(&["ap2", "key", "new"], 4)["code"], "ap2_key_exists");

    let rotate = ["ap2", "key", "rotate", "--yes", "--key", "spring"];
    let second = shop.json(&rotate)["kid"].as_str().unwrap().to_owned();
    assert_eq!(shop.json(&rotate)["kid"], second, "the same key does it once");
    let mut expected = [("current".to_owned(), second.clone()), ("retired".to_owned(), first.clone())];
    expected.sort_by(|a, b| a.1.cmp(&b.1));
    assert_eq!(states(&shop), expected);
    let listed = shop.run(&["ap2", "key", "list"]);
    let value = before.trim().strip_prefix("ticketctl-ap2-v1:").unwrap();
    assert!(!listed.out.contains(value) && !listed.err.contains(value), "{listed:?}");
    assert_eq!(shop.files_with(&[value]), [], "the old secret is gone");

    let jwk = shop.json(&["ap2", "key", "export", &first]);
    assert_eq!(PublicKey::from_jwk(&jwk).unwrap().kid(), first);
    let pem = shop.ok(&["ap2", "key", "export", "--pem"]);
    assert_eq!(PublicKey::from_pem(&pem, None).unwrap().kid(), second.as_str());
    assert_eq!(shop.refused(&["ap2", "key", "export", "none"], 3)["code"], "ap2_key_not_found");
}

#[test]
fn trust_is_given_to_a_key_and_taken_from_it() {
    let shop = Shop::at_home().init();
    let key = |seed| SigningKey::from_secret(&[seed; 32], Some("https://agent.example/#1")).unwrap();
    let jwk = key(1).public_key().to_jwk().to_string();
    shop.ok_with(&["ap2", "trust", "add", "-"], &jwk);
    let taken = shop.refused_with(&["ap2", "trust", "add", "-"], &key(2).public_key().to_jwk().to_string(), 4);
    assert_eq!(taken["code"], "ap2_kid_taken");
    let pem = key(2).public_key().to_pem().unwrap();
    shop.ok_with(&["ap2", "trust", "add", "-", "--kid", "second"], &pem);
    let list = shop.json(&["ap2", "trust", "list"]);
    assert_eq!(list.as_array().unwrap().len(), 2);
    assert_eq!(list[0]["thumbprint"], key(1).public_key().thumbprint());
    for (text, reason) in [("-----BEGIN PRIVATE KEY-----", "key_is_private"), ("{\"kty\":\"RSA\"}", "key_malformed")] {
        let error = shop.refused_with(&["ap2", "trust", "add", "-"], text, 2);
        assert!(error.to_string().contains(reason), "{error}");
    }
    assert_eq!(shop.json(&["ap2", "trust", "remove", "second"])["removed"], true);
    assert_eq!(shop.refused(&["ap2", "trust", "remove", "second"], 3)["code"], "ap2_key_not_found");
    assert_eq!(shop.json(&["ap2", "key"]), serde_json::json!([]));
    let history = shop.json(&["ap2", "trust", "history"]);
    let told: Vec<_> = history.as_array().unwrap().iter().map(|row| [&row["action"], &row["kid"]]).collect();
    assert_eq!(
        serde_json::json!(told),
        serde_json::json!([["added", "https://agent.example/#1"], ["added", "second"], ["removed", "second"]]),
        "each change once, and none for what was refused"
    );
    assert_eq!(history[2]["thumbprint"], key(2).public_key().thumbprint());
}

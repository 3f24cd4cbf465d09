//! The keys over the real binary: made once, rotated, handed out, and whose mandates are believed.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use serde_json::Value;
use ticketctl::domain::ap2::{PublicKey, SigningKey};

use crate::support::shop::{Shop, files};

/// The one private key that there is.
fn current_key(shop: &Shop) -> PathBuf {
    let found: Vec<PathBuf> =
        files(&shop.config().join("ap2")).into_iter().filter(|path| path.ends_with("current.key")).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

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
    assert!(!shop.config().join("ap2").exists(), "nothing was made");
    let first = shop.json(&["ap2", "key", "new"])["kid"].as_str().unwrap().to_owned();
    let secret = current_key(&shop);
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

    let history = shop.json(&["ap2", "key", "history"]);
    let told: Vec<_> = history.as_array().unwrap().iter().map(|row| [&row["kid"], &row["retired"]]).collect();
    assert_eq!(serde_json::json!(told), serde_json::json!([[first, null], [second, first]]), "each change once");

    let jwk = shop.json(&["ap2", "key", "export", &first]);
    assert_eq!(PublicKey::from_jwk(&jwk).unwrap().kid(), first);
    let pem = shop.ok(&["ap2", "key", "export", "--pem"]);
    let thumbprint = PublicKey::from_pem(&pem, None).unwrap().thumbprint();
    assert_eq!(second, format!("sandbox-{thumbprint}"), "what a sandbox signs says so");
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

#[test]
fn a_sandbox_never_signs_with_the_key_of_the_live_shop() {
    let shop = Shop::at_home();
    shop.ok(&["init"]);
    let live = shop.json(&["ap2", "key", "new"])["kid"].as_str().unwrap().to_owned();
    shop.file(
        "issuer.jwk",
        SigningKey::from_secret(&[1; 32], Some("issuer")).unwrap().public_key().to_jwk().to_string(),
    );
    shop.json(&["ap2", "trust", "add", "issuer.jwk"]);
    let play = |args: &[&str]| shop.json(&[args, &["--db", "play.db"]].concat());
    shop.ok(&["init", "--sandbox", "--db", "play.db"]);
    assert_eq!(play(&["ap2", "key"]), serde_json::json!([]));
    assert_eq!(play(&["ap2", "trust", "list"]), serde_json::json!([]), "nor does it believe whom the shop believes");
    let first = play(&["ap2", "key", "new"])["kid"].as_str().unwrap().to_owned();
    let second = play(&["ap2", "key", "rotate", "--yes"])["kid"].as_str().unwrap().to_owned();
    assert!(first != live && second.starts_with("sandbox-"), "{first} {second}");
    assert_eq!(states(&shop), [("current".to_owned(), live)], "a rotation there changes nothing here");
    assert_eq!(shop.json(&["ap2", "trust", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_live_shop_of_before_goes_on_with_its_key_and_a_new_one_does_not_take_it() {
    let shop = Shop::at_home();
    shop.ok(&["init"]);
    let kid = shop.json(&["ap2", "key", "new"])["kid"].clone();
    // As it lay when all shops of a user had one place.
    let own = current_key(&shop).parent().unwrap().to_owned();
    std::fs::rename(&own, shop.config().join("ap2/keys")).unwrap();
    std::fs::remove_dir(own.parent().unwrap()).unwrap();
    assert_eq!(shop.json(&["ap2", "key", "export"])["kid"], kid);
    shop.ok(&["init", "--db", "second.db"]);
    assert_eq!(shop.refused(&["ap2", "key", "export", "--db", "second.db"], 5)["code"], "ap2_key_missing");
    let rotated = shop.json(&["ap2", "key", "rotate", "--yes"]);
    assert_eq!(rotated["retired"], kid);
    assert_eq!(states(&shop).len(), 2, "and stays where it is");
}

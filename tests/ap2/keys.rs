//! The keys over the real binary: made once, rotated, handed out, and whose mandates are believed.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use assert_cmd::Command;
use serde_json::Value;
use ticketctl::domain::ap2::{PublicKey, SigningKey};

struct Shop(tempfile::TempDir);

impl Shop {
    fn new() -> Self {
        let shop = Self(tempfile::tempdir().unwrap());
        shop.json(&["init", "--sandbox"], 0);
        shop
    }

    fn run(&self, args: &[&str], input: &str) -> (i32, String, String) {
        let mut command = Command::cargo_bin("ticketctl").unwrap();
        command.env_clear().env("HOME", self.0.path()).env("TICKETCTL_LANG", "en").args(args);
        let output = command.write_stdin(input).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    }

    /// The object that a command prints, or the error where one is expected.
    fn json(&self, args: &[&str], code: i32) -> Value {
        let (ended, out, err) = self.run(&[args, &["--json"]].concat(), "");
        assert_eq!(ended, code, "{args:?}: {out} {err}");
        serde_json::from_str(if code == 0 { &out } else { &err }).unwrap()
    }

    fn keys(&self) -> PathBuf {
        self.0.path().join(".config/ticketctl/ap2/keys")
    }

    fn states(&self) -> Vec<(String, String)> {
        let list = self.json(&["ap2", "key"], 0);
        let text = |key: &Value, name: &str| key[name].as_str().unwrap().to_owned();
        list.as_array().unwrap().iter().map(|key| (text(key, "state"), text(key, "kid"))).collect()
    }
}

#[test]
fn a_key_is_made_once_and_a_rotation_keeps_the_public_half() {
    let shop = Shop::new();
    assert_eq!(shop.json(&["ap2", "key", "export"], 5)["code"], "ap2_key_missing");
    assert_eq!(shop.json(&["ap2", "key", "rotate", "--yes"], 5)["code"], "ap2_key_missing");
    assert_eq!(shop.json(&["ap2", "key", "new", "--dry-run"], 0)["kid"], Value::Null);
    assert!(!shop.keys().exists());
    let first = shop.json(&["ap2", "key", "new"], 0)["kid"].as_str().unwrap().to_owned();
    let secret = shop.keys().join("current.key");
    assert_eq!(std::fs::metadata(&secret).unwrap().permissions().mode() & 0o777, 0o600);
    let before = std::fs::read_to_string(&secret).unwrap();
    assert_eq!(shop.json(&["ap2", "key", "new"], 4)["code"], "ap2_key_exists");

    let rotate = ["ap2", "key", "rotate", "--yes", "--key", "spring"];
    let second = shop.json(&rotate, 0)["kid"].as_str().unwrap().to_owned();
    assert_eq!(shop.json(&rotate, 0)["kid"], second, "the same key does it once");
    let mut expected = [("current".to_owned(), second.clone()), ("retired".to_owned(), first.clone())];
    expected.sort_by(|a, b| a.1.cmp(&b.1));
    assert_eq!(shop.states(), expected);
    let (_, out, err) = shop.run(&["ap2", "key", "list"], "");
    let value = before.trim().strip_prefix("ticketctl-ap2-v1:").unwrap();
    let everything = walk(shop.0.path());
    assert!(!everything.contains(value) && !out.contains(value) && !err.contains(value), "the old secret is gone");

    let jwk = shop.json(&["ap2", "key", "export", &first], 0);
    assert_eq!(PublicKey::from_jwk(&jwk).unwrap().kid(), first);
    let (code, pem, _) = shop.run(&["ap2", "key", "export", "--pem"], "");
    assert_eq!((code, PublicKey::from_pem(&pem, None).unwrap().kid()), (0, second.as_str()));
    assert_eq!(shop.json(&["ap2", "key", "export", "none"], 3)["code"], "ap2_key_not_found");
}

/// Every readable text under a directory, in one.
fn walk(directory: &std::path::Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&walk(&path));
        } else {
            all.push_str(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()));
        }
    }
    all
}

#[test]
fn trust_is_given_to_a_key_and_taken_from_it() {
    let shop = Shop::new();
    let key = |seed| SigningKey::from_secret(&[seed; 32], Some("https://agent.example/#1")).unwrap();
    let jwk = key(1).public().to_jwk().to_string();
    let (code, _, err) = shop.run(&["ap2", "trust", "add", "-"], &jwk);
    assert_eq!(code, 0, "{err}");
    let (code, _, err) = shop.run(&["ap2", "trust", "add", "-", "--json"], &key(2).public().to_jwk().to_string());
    assert!(code == 4 && err.contains("ap2_kid_taken"), "{code} {err}");
    let pem = key(2).public().to_pem().unwrap();
    assert_eq!(shop.run(&["ap2", "trust", "add", "-", "--kid", "second"], &pem).0, 0);
    let list = shop.json(&["ap2", "trust", "list"], 0);
    assert_eq!(list.as_array().unwrap().len(), 2);
    assert_eq!(list[0]["thumbprint"], key(1).public().thumbprint());
    for (text, reason) in [("-----BEGIN PRIVATE KEY-----", "key_is_private"), ("{\"kty\":\"RSA\"}", "key_malformed")] {
        let (code, _, err) = shop.run(&["ap2", "trust", "add", "-", "--json"], text);
        assert!(code == 2 && err.contains(reason), "{code} {err}");
    }
    assert_eq!(shop.json(&["ap2", "trust", "remove", "second"], 0)["removed"], true);
    assert_eq!(shop.json(&["ap2", "trust", "remove", "second"], 3)["code"], "ap2_key_not_found");
    assert_eq!(shop.json(&["ap2", "key"], 0), serde_json::json!([]));
}

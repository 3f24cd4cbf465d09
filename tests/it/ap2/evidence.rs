//! The evidence of an order: what is in the pack, whatever the shop did to its keys since.

use std::collections::BTreeMap;
use std::io::Read as _;

use serde_json::Value;
use zip::ZipArchive;

use super::{complete, direct, key, session, shop_that_trusts, verify};
use crate::support::shop::Shop;

/// The files of an order's pack.
pub(crate) fn packed(shop: &Shop, order: &str, name: &str) -> BTreeMap<String, String> {
    let file = shop.path(name);
    shop.json(&["ap2", "evidence", order, &file.display().to_string()]);
    let mut zip = ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut entry = zip.by_index(at).unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            (entry.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn kids(files: &BTreeMap<String, String>, name: &str) -> Vec<String> {
    let set: Value = serde_json::from_str(&files[name]).unwrap();
    set["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_pack_has_the_keys_that_its_verdicts_rest_on_and_no_other() {
    let (surface, other, unused) = (key(2, "surface-1"), key(4, "surface-2"), key(5, "surface-3"));
    let shop = shop_that_trusts(&surface);
    for trusted in [&other, &unused] {
        shop.ok_with(&["ap2", "trust", "add", "-"], &trusted.public_key().to_jwk().to_string());
    }
    shop.json(&["ap2", "key", "new"]);
    shop.json(&["ap2", "key", "rotate", "--yes"]);
    let session = session(&shop, &[]);
    verify(&shop, &session, &direct(&session, &key(8, "surface-2")), 4);
    complete(&shop, &session, Some(&direct(&session, &surface)), 0);
    shop.json(&["ap2", "trust", "remove", "surface-1"]);
    // The same name, another key: it must not be taken for the one that the verdict rests on.
    shop.ok_with(&["ap2", "trust", "add", "-"], &key(9, "surface-1").public_key().to_jwk().to_string());
    let files = packed(&shop, &session.order, "evidence.zip");
    assert_eq!(kids(&files, "keys/trusted.jwks.json"), ["surface-2", "surface-1"]);
    let set: Value = serde_json::from_str(&files["keys/trusted.jwks.json"]).unwrap();
    assert_eq!(set["keys"][1], surface.public_key().to_jwk());
    let current = shop.json(&["ap2", "key", "export"])["kid"].as_str().unwrap().to_owned();
    assert_eq!(kids(&files, "keys/merchant.jwks.json"), [current], "nor one that signed nothing of this order");
}

#[test]
fn a_mandate_goes_with_its_person_and_the_order_stays_readable() {
    let surface = key(2, "surface-1");
    let shop = shop_that_trusts(&surface);
    let session = session(&shop, &[]);
    let mandate = direct(&session, &surface);
    complete(&shop, &session, Some(&mandate), 0);
    shop.json(&["person", "erase", &session.order, "--reason", "asked", "--yes", "--now", "2026-04-20T00:00:00Z"]);
    assert_eq!(shop.json(&["order", "show", &session.order])["payment_session"]["mandate"]["mode"], "direct");
    let files = packed(&shop, &session.order, "evidence.zip");
    assert!(!files.contains_key("session-1/checkout_mandate.sd-jwt") && files.contains_key("session-1/receipt-1.jwt"));
    assert!(!files.values().any(|text| text.contains(&mandate)));
}

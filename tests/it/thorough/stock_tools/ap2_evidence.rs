//! The pack's own `check.py`: it holds for what the shop packed, and for nothing that was changed since, each for its reason.

use std::collections::BTreeMap;
use std::process::Command;

use sha2::{Digest as _, Sha256};
use ticketctl::domain::ap2::HashAlgorithm;

use super::ap2::python;
use crate::ap2::evidence::packed;
use crate::ap2::{
    Session, Terms, autonomous, both, complete, direct, direct_with_payment, given, key, next_session, session,
    shop_that_trusts, verify,
};
use crate::support::shop::Shop;

type Files = BTreeMap<String, String>;

const CHECKOUT_MANDATE: &str = "session-1/checkout_mandate.sd-jwt";
const PAYMENT_MANDATE: &str = "session-1/payment_mandate.sd-jwt";
const RECEIPT: &str = "session-1/receipt-1.jwt";

/// Lists the files anew, as whoever changes one can.
fn listed(mut files: Files) -> Files {
    files.remove("SHA256SUMS");
    let line = |(name, text): (&String, &String)| {
        let digest: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{digest}  {name}\n")
    };
    let sums = files.iter().map(line).collect();
    files.insert("SHA256SUMS".to_owned(), sums);
    files
}

/// Whether a pack holds, and what was said.
fn checked(shop: &Shop, files: &Files) -> (bool, String) {
    let directory = shop.path("unpacked");
    let _ = std::fs::remove_dir_all(&directory);
    for (name, text) in files {
        let path = directory.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let output = Command::new(python()).args(["-B", "check.py"]).current_dir(directory).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

fn holds(shop: &Shop, session: &Session, name: &str) -> (Files, String) {
    let files = packed(shop, &session.order, name);
    let (holds, said) = checked(shop, &files);
    assert!(holds && said.contains("all that was checked holds"), "{said}");
    (files, said)
}

/// The pack with one thing changed does not hold, and says why.
fn falls(shop: &Shop, files: &Files, change: impl FnOnce(&mut Files), why: &str) {
    let mut changed = files.clone();
    change(&mut changed);
    assert_ne!(*files, changed, "{why}: nothing was changed");
    let (holds, said) = checked(shop, &listed(changed));
    assert!(!holds && said.contains("does not hold") && said.contains(why), "{why}: {said}");
}

#[test]
fn a_pack_of_every_kind_of_mandate_holds() {
    let (surface, agent) = (key(2, "surface-1"), key(3, "agent-1"));
    let shop = shop_that_trusts(&surface);
    shop.ok(&["config", "set", "checkout.payment_audiences", "credential-provider"]);
    for n in 0..6 {
        let session = session(&shop, &[]);
        let terms = match n {
            4 => Terms { algorithm: HashAlgorithm::Sha512, ..Terms::default() },
            5 => Terms { paid_through: Some(["credential-provider", "n"]), ..Terms::default() },
            _ => Terms::default(),
        };
        let mandate = match n {
            0 => direct(&session, &surface),
            1 => autonomous(&session, &surface, &agent),
            2 => direct_with_payment(&session, &surface),
            _ => given(&both(&session, &surface, &agent, &terms)),
        };
        complete(&shop, &session, Some(&mandate), 0);
        // An issuer that changes its key takes nothing from what was judged with the old one.
        shop.json(&["ap2", "trust", "remove", "surface-1"]);
        let (_, said) = holds(&shop, &session, &format!("evidence-{n}.zip"));
        assert!(said.contains("checkout_mandate.sd-jwt: holds") && said.contains("not checked: whose the keys are"));
        assert_eq!(said.contains("payment_mandate.sd-jwt: holds"), n >= 2, "{said}");
        assert_eq!(said.contains("takes payments through credential-provider"), n == 5, "{said}");
        shop.json(&["ap2", "trust", "add", "surface.jwk"]);
    }
}

#[test]
fn every_session_is_in_the_pack() {
    let (surface, stranger) = (key(2, "surface-1"), key(8, "surface-1"));
    let shop = shop_that_trusts(&surface);
    let first = session(&shop, &[]);
    verify(&shop, &first, &direct(&first, &stranger), 4);
    verify(&shop, &first, &direct(&first, &surface), 0);
    let second = next_session(&shop, &first);
    let (files, _) = holds(&shop, &second, "evidence.zip");
    assert!(files.contains_key(CHECKOUT_MANDATE) && files.contains_key("session-1/receipt-2.jwt"));
    assert!(files.contains_key("session-2/checkout.jwt") && !files.contains_key("session-2/receipt-1.jwt"));
    let without = |files: &mut Files| files.retain(|name, _| !name.starts_with("session-1/"));
    falls(&shop, &files, without, "a session of order.json has no folder");
    // The refusal in the place of the acceptance, and the other way round.
    let swapped = |files: &mut Files| {
        let (refused, accepted) = (files[RECEIPT].clone(), files["session-1/receipt-2.jwt"].clone());
        files.insert(RECEIPT.to_owned(), accepted);
        files.insert("session-1/receipt-2.jwt".to_owned(), refused);
    };
    falls(&shop, &files, swapped, "is not the one of order.json");
}

#[test]
fn a_false_pack_falls() {
    let (surface, agent) = (key(2, "surface-1"), key(3, "agent-1"));
    let shop = shop_that_trusts(&surface);
    let (order, other) = (session(&shop, &[]), session(&shop, &[]));
    let mandates = |terms: &Terms| both(&order, &surface, &agent, terms);
    complete(&shop, &order, Some(&given(&mandates(&Terms::default()))), 0);
    complete(&shop, &other, Some(&direct(&other, &surface)), 0);
    let (files, _) = holds(&shop, &order, "evidence.zip");
    let (others, _) = holds(&shop, &other, "other.zip");

    let (mine, theirs) = (files[RECEIPT].clone(), others[RECEIPT].clone());
    falls(&shop, &files, |files| _ = files.insert(RECEIPT.to_owned(), theirs.clone()), "is not the one of order.json");
    let told_so_too = |files: &mut Files| {
        files.insert(RECEIPT.to_owned(), theirs.clone());
        let order = files["order.json"].replace(mine.trim(), theirs.trim());
        files.insert("order.json".to_owned(), order);
    };
    falls(&shop, &files, told_so_too, "for another order");
    for name in [CHECKOUT_MANDATE, PAYMENT_MANDATE, RECEIPT, "session-1/checkout.jwt"] {
        falls(&shop, &files, |files| _ = files.remove(name), &format!("{name} is missing"));
        let flip = |files: &mut Files| {
            let mut bytes = files[name].clone().into_bytes();
            let at = bytes.len() / 2;
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            files.insert(name.to_owned(), String::from_utf8(bytes).unwrap());
        };
        falls(&shop, &files, flip, "");
    }
    for (what, from, to) in [
        ("amount", "\"quote_amount_sgd\": 119", "\"quote_amount_sgd\": 100"),
        ("currency", "\"currency\": \"SGD\"", "\"currency\": \"USD\""),
        ("sku_id", "\"sku_id\": \"sentosa_family_pack\"", "\"sku_id\": \"another\""),
    ] {
        let edit = |files: &mut Files| {
            let order = files["order.json"].replace(from, to);
            files.insert("order.json".to_owned(), order);
        };
        falls(&shop, &files, edit, &format!("order.json: {what} is not that of the signed"));
    }
    let unused = format!("{{ \"keys\": [{},", key(7, "surface-7").public_key().to_jwk());
    let more = |files: &mut Files| {
        let keys = files["keys/trusted.jwks.json"].split_once('[').unwrap().1.to_owned();
        files.insert("keys/trusted.jwks.json".to_owned(), format!("{unused}{keys}"));
    };
    falls(&shop, &files, more, "nothing in here rests on the key");
    for (terms, why) in [
        (Terms { item: "another", ..Terms::default() }, "the constraint checkout.line_items was not kept"),
        (Terms { lives: -31, ..Terms::default() }, "it had expired when the merchant accepted it"),
        (Terms { amount: 11_800, ..Terms::default() }, "another amount than the checkout's"),
        (Terms { max: 11_899, ..Terms::default() }, "the constraint payment.amount_range was not kept"),
        (Terms { algorithm: HashAlgorithm::Sha384, ..Terms::default() }, "order.json: the transaction is not that of"),
    ] {
        let put = |files: &mut Files| {
            for (name, mandate) in [CHECKOUT_MANDATE, PAYMENT_MANDATE].into_iter().zip(mandates(&terms)) {
                files.insert(name.to_owned(), mandate);
            }
        };
        falls(&shop, &files, put, why);
    }
    // A mandate that would hold, but not the one that was answered.
    let again = direct(&order, &surface);
    falls(
        &shop,
        &files,
        |files| _ = files.insert(CHECKOUT_MANDATE.to_owned(), again),
        "payment.reference was not kept",
    );
    let unlisted = Files::from_iter(
        files
            .iter()
            .map(|(name, text)| (name.clone(), if name == "README.md" { format!("{text}.") } else { text.clone() })),
    );
    let (holds, said) = checked(&shop, &unlisted);
    assert!(!holds && said.contains("README.md is not the one that SHA256SUMS lists"), "{said}");
}

//! What a link may be besides the usual: another hash, another spelling of its type, more than one mandate in it.

use serde_json::{Value, json};

use super::forge::*;
use crate::domain::ap2::*;

fn code(verdict: Result<VerifiedMandates, Ap2Refusal>) -> (&'static str, String) {
    verdict.map_or_else(|refused| (refused.reason.code(), refused.path), |_| ("fine", String::new()))
}

#[test]
fn each_token_hashes_as_it_says() {
    for algorithm in HashAlgorithm::ALL {
        let mut sale = Sale::direct();
        for hop in [&mut sale.checkout[0], &mut sale.payment[0]] {
            hop.payload["_sd_alg"] = json!(algorithm.code());
        }
        let hash = json!(algorithm.hash_text(&sale.checkout_jwt));
        sale.checkout[0].mandate["checkout_hash"] = hash.clone();
        sale.payment[0].mandate["transaction_id"] = hash.clone();
        let verified = sale.verdict().unwrap();
        assert_eq!(json!(verified.payment.unwrap().transaction_id), hash);
        let leaf = sale.checkout_text();
        assert_eq!(verified.checkout.references.specification, algorithm.hash_text(&leaf));
        assert_eq!(receipt_references(&leaf), Some(verified.checkout.references));
        // One algorithm's hash where the token names another's.
        let other = if *algorithm == HashAlgorithm::Sha384 { HashAlgorithm::Sha512 } else { HashAlgorithm::Sha384 };
        let wrong = json!(other.hash_text(&sale.checkout_jwt));
        sale.payment[0].mandate["transaction_id"] = wrong.clone();
        assert_eq!(code(sale.verdict()).0, "transaction_id_mismatch");
        sale.checkout[0].mandate["checkout_hash"] = wrong;
        assert_eq!(code(sale.verdict()).0, "checkout_hash_mismatch");
    }
}

#[test]
fn a_link_is_bound_by_the_hash_that_the_one_before_it_names() {
    let mut sale = Sale::autonomous();
    // In clear, so that nothing in it depends on the hash.
    sale.checkout[0].disclosures.clear();
    sale.checkout[0].mandate["constraints"] = json!([{ "type": "checkout.line_items", "items": [
        { "id": "l1", "acceptable_items": [{ "id": "sentosa_family_pack" }], "quantity": 2 },
    ] }]);
    sale.checkout[0].payload["_sd_alg"] = json!("sha-512");
    let root = sale.checkout[0].text();
    sale.checkout[1].payload["sd_hash"] = json!(HashAlgorithm::Sha512.hash_text(&root));
    sale.check(&sale.checkout_text(), None).unwrap();
    // The reference to it is hashed as the payment mandate says, which is another way.
    sale.payment[0].mandate["constraints"][0]["conditional_transaction_id"] = json!(sd_hash(&root));
    sale.payment[1].payload["sd_hash"] = json!(sd_hash(&sale.payment[0].text()));
    sale.verdict().unwrap();
    sale.checkout[1].payload["sd_hash"] = json!(sd_hash(&root));
    assert_eq!(code(sale.check(&sale.checkout_text(), None)).0, "binding_mismatch");
}

#[test]
fn both_spellings_of_a_type_are_taken_in_their_place() {
    let typed = |typ: &str| {
        let mut sale = Sale::autonomous();
        sale.checkout[1].typ = typ.to_owned();
        code(sale.verdict()).0
    };
    for (typ, verdict) in [
        ("kb+sd-jwt", "fine"),
        ("kb-sd-jwt", "fine"),
        ("kb-sd-jwt+kb", "typ_wrong"),
        ("kb_sd_jwt", "typ_wrong"),
        ("KB-SD-JWT", "typ_wrong"),
    ] {
        assert_eq!(typed(typ), verdict, "{typ}");
    }
    let mut root = Sale::direct();
    root.checkout[0].typ = "kb-sd-jwt".to_owned();
    assert_eq!(code(root.verdict()).0, "typ_wrong");
}

/// One token of the person's surface with these mandates, disclosed but for those of `hidden`.
fn together(mandates: &[Value], hidden: &[usize]) -> String {
    let salts = ["s0", "s1", "s2"];
    let all: Vec<Disclosure> =
        salts.iter().zip(mandates).map(|(salt, mandate)| Disclosure::from_element(salt, mandate)).collect();
    let digests: Vec<Value> = all.iter().map(|one| json!({ "...": one.digest() })).collect();
    let payload = json!({ "_sd_alg": "sha-256", "delegate_payload": digests });
    let shown: Vec<Disclosure> =
        all.into_iter().enumerate().filter(|(at, _)| !hidden.contains(at)).map(|(_, one)| one).collect();
    present_link(&sign_jws("dc+sd-jwt", &payload, &surface()), &shown)
}

#[test]
fn a_link_may_hold_a_mandate_of_each_kind_and_both_are_judged() {
    let sale = Sale::direct();
    let (buys, pays) = (closed_checkout(&sale.checkout_jwt), closed_payment(&sale.checkout_jwt));
    let mut pays_less = pays.clone();
    pays_less["payment_amount"]["amount"] = json!(1);
    let other = json!({ "vct": "mandate.loyalty.1" });
    let missing = || ("mandate_missing", "checkout_mandate[0].delegate_payload".to_owned());
    for (mandates, hidden, verdict) in [
        (vec![buys.clone(), pays.clone()], vec![], ("fine", String::new())),
        (vec![pays.clone(), buys.clone()], vec![], ("fine", String::new())),
        (
            vec![buys.clone(), pays_less.clone()],
            vec![],
            ("payment_amount_mismatch", "payment_mandate.payment_amount.amount".to_owned()),
        ),
        // What is not shown is for somebody else.
        (vec![pays_less.clone(), buys.clone()], vec![0], ("fine", String::new())),
        (vec![buys.clone(), buys.clone()], vec![], missing()),
        (vec![pays.clone(), pays_less.clone()], vec![], missing()),
        (vec![buys.clone(), other], vec![], ("vct_wrong", "checkout_mandate[0].delegate_payload[1].vct".to_owned())),
    ] {
        let token = together(&mandates, &hidden);
        assert_eq!(code(sale.check(&token, None)), verdict, "{mandates:?}");
    }
    let token = together(&[buys, pays], &[]);
    assert!(sale.check(&token, Some(&token)).unwrap().payment.is_some(), "pointed at, it is the same one");
    let second = sale.check(&token, Some(&sale.payment_text())).unwrap_err();
    assert_eq!((second.reason.code(), second.path.as_str()), ("mandate_missing", "payment_mandate"));
}

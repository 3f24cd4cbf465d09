//! One change at a time to a checkout mandate that verifies, signed anew where the change is inside: each is refused with
//! its own code.

#![allow(clippy::too_many_lines, reason = "a table of what is wrong, and the code of each")]

use std::num::NonZeroU32;

use serde_json::{Value, json};

use super::forge::*;
use crate::domain::ap2::base64url::encode_base64url;
use crate::domain::ap2::*;

/// Code, place, and what is done.
type Case<'a> = (&'static str, &'static str, Change<'a>);

fn refused_with(make: fn() -> Sale, changes: &[Case<'_>]) {
    for (at, (code, path, change)) in changes.iter().enumerate() {
        let mut sale = make();
        change(&mut sale);
        let refused = sale.check(&sale.checkout_text(), None).expect_err(&format!("change {at}: {code} {path}"));
        assert_eq!((refused.reason.code(), refused.path.as_str()), (*code, *path), "change {at}");
    }
}

/// Changes the signed checkout, and everything that names it.
fn checkout(sale: &mut Sale, jwt: String) {
    sale.checkout_jwt = jwt;
    let last = sale.checkout.len() - 1;
    sale.checkout[last].mandate = closed_checkout(&sale.checkout_jwt);
}

fn resigned(sale: &mut Sale, change: impl Fn(&mut Value)) {
    let mut object = facts().to_ucp();
    change(&mut object);
    checkout(sale, sign_jws("JWT", &object, &merchant()));
}

/// A checkout that only differs from the order in its facts.
fn sells(sale: &mut Sale, change: impl Fn(&mut CheckoutFacts)) {
    let mut other = facts();
    change(&mut other);
    checkout(sale, sign_checkout(&other, &merchant()));
}

#[test]
fn both_modes_verify_without_a_change() {
    for (sale, mode) in [(Sale::direct(), MandateMode::Direct), (Sale::autonomous(), MandateMode::Autonomous)] {
        let verified = sale.verdict().unwrap();
        assert_eq!((verified.checkout.mode, verified.checkout.trusted_kid.as_str()), (mode, "surface-1"));
        assert!(sale.check(&sale.checkout_text(), None).unwrap().payment.is_none());
    }
}

#[test]
fn a_direct_mandate_has_one_code_for_each_thing_that_is_wrong() {
    refused_with(
        Sale::direct,
        &[
            ("session_closed", "session", &|s| s.open_until = s.now),
            ("kid_unknown", "checkout_mandate[0].header.kid", &|s| s.checkout[0].kid = "surface-2"),
            ("signature_wrong", "checkout_mandate[0].signature", &|s| s.checkout[0].seed = 9),
            ("typ_wrong", "checkout_mandate[0].header.typ", &|s| s.checkout[0].typ = "JWT".to_owned()),
            ("typ_wrong", "checkout_mandate[0].header.typ", &|s| s.checkout[0].typ = TYP_BOUND.to_owned()),
            ("hash_unsupported", "checkout_mandate[0]._sd_alg", &|s| s.checkout[0].payload["_sd_alg"] = json!("sha-1")),
            ("disclosure_unused", "checkout_mandate[0].disclosures", &|s| {
                s.checkout[0].disclosures.push(Disclosure::from_claim("s", "extra", &json!(1)));
            }),
            ("disclosure_repeated", "checkout_mandate[0].disclosures[1]", &|s| {
                let again = Disclosure::from_element("salt-m", &s.checkout[0].mandate);
                s.checkout[0].disclosures.push(again);
            }),
            ("claim_repeated", "checkout_mandate[0].delegate_payload[0].exp", &|s| {
                let exp = Disclosure::from_claim("s", "exp", &json!(EXP + 9999));
                s.checkout[0].mandate["_sd"] = json!([exp.digest()]);
                s.checkout[0].disclosures.push(exp);
            }),
            ("mandate_missing", "checkout_mandate[0].delegate_payload", &|s| {
                s.checkout[0].payload["delegate_payload"] =
                    json!([Disclosure::from_element("salt-m", &s.checkout[0].mandate).digest(), 2]);
                s.checkout[0].payload["_sd"] = json!([]);
                let mandate = Disclosure::from_element("salt-m", &s.checkout[0].mandate);
                s.checkout[0].payload["x"] = json!([{ "...": mandate.digest() }]);
            }),
            ("cnf_on_terminal", "checkout_mandate[0].delegate_payload[0].cnf", &|s| {
                s.checkout[0].mandate["cnf"] = json!({ "jwk": agent().public_key().to_jwk() });
            }),
            ("cnf_on_terminal", "checkout_mandate[0].delegate_payload[0].cnf", &|s| {
                s.checkout[0].payload["cnf"] = json!({})
            }),
            ("audience_mismatch", "checkout_mandate[0].aud", &|s| s.checkout[0].payload["aud"] = json!("another")),
            ("nonce_mismatch", "checkout_mandate[0].nonce", &|s| s.checkout[0].payload["nonce"] = json!("another")),
            ("expired", "checkout_mandate[0].delegate_payload[0].exp", &|s| s.now = EXP + 30),
            ("expired", "checkout_mandate[0].delegate_payload[0].exp", &|s| {
                (s.skew, s.now) = (ClockSkew::from_seconds(0).unwrap(), EXP);
            }),
            ("expired", "checkout_mandate[0].exp", &|s| s.checkout[0].payload["exp"] = json!(NOW - 31)),
            ("not_yet_valid", "checkout_mandate[0].delegate_payload[0].iat", &|s| {
                s.checkout[0].mandate["iat"] = json!(NOW + 31);
            }),
            ("not_yet_valid", "checkout_mandate[0].delegate_payload[0].nbf", &|s| {
                s.checkout[0].mandate["nbf"] = json!(NOW + 31);
            }),
            ("time_malformed", "checkout_mandate[0].delegate_payload[0].exp", &|s| {
                s.checkout[0].mandate["exp"] = json!("2099-01-01");
            }),
            ("expiry_missing", "checkout_mandate.exp", &|s| {
                s.checkout[0].mandate.as_object_mut().unwrap().remove("exp");
            }),
            ("vct_wrong", "checkout_mandate[0].delegate_payload[0].vct", &|s| {
                s.checkout[0].mandate["vct"] = json!(CHECKOUT_OPEN)
            }),
            ("vct_wrong", "checkout_mandate[0].delegate_payload[0].vct", &|s| {
                s.checkout[0].mandate["vct"] = json!("mandate.checkout.1.2");
            }),
            ("claim_malformed", "checkout_mandate.checkout_hash", &|s| {
                s.checkout[0].mandate.as_object_mut().unwrap().remove("checkout_hash");
            }),
            ("checkout_hash_mismatch", "checkout_mandate.checkout_hash", &|s| {
                s.checkout[0].mandate["checkout_hash"] = json!(checkout_hash("another"));
            }),
            ("checkout_hash_mismatch", "checkout_mandate.checkout_hash", &|s| {
                let other = CheckoutFacts { id: "ps_other".to_owned(), ..facts() };
                s.checkout_jwt = sign_checkout(&other, &merchant());
            }),
            ("checkout_swapped", "checkout_mandate.checkout_jwt", &|s| {
                let other = CheckoutFacts { id: "ps_other".to_owned(), ..facts() };
                s.checkout[0].mandate["checkout_jwt"] = json!(sign_checkout(&other, &merchant()));
            }),
        ],
    );
}

#[test]
fn our_own_checkout_is_not_believed_unseen_either() {
    refused_with(
        Sale::direct,
        &[
            ("checkout_key_unknown", "checkout_mandate.checkout_jwt.header.kid", &|s| s.ours = KeyRing::default()),
            ("checkout_signature_wrong", "checkout_mandate.checkout_jwt.signature", &|s| {
                checkout(s, sign_checkout(&facts(), &key(9, "merchant-1")));
            }),
            ("checkout_malformed", "checkout_mandate.checkout_jwt.header.typ", &|s| {
                checkout(s, sign_jws("dc+sd-jwt", &facts().to_ucp(), &merchant()));
            }),
            ("checkout_malformed", "checkout_mandate.checkout_jwt.payload.totals", &|s| {
                resigned(s, |c| c["totals"][1]["amount"] = json!(1))
            }),
            ("checkout_malformed", "checkout_mandate.checkout_jwt.payload.totals", &|s| {
                resigned(s, |c| c["line_items"][0]["totals"] = json!([]));
            }),
            ("checkout_malformed", "checkout_mandate.checkout_jwt.payload.status", &|s| {
                resigned(s, |c| c["status"] = json!("completed"))
            }),
            ("checkout_malformed", "checkout_mandate.checkout_jwt.payload.line_items", &|s| {
                resigned(s, |c| {
                    let line = c["line_items"][0].clone();
                    c["line_items"].as_array_mut().unwrap().push(line);
                });
            }),
            ("checkout_malformed", "checkout_mandate.checkout_jwt.payload.quantity", &|s| {
                resigned(s, |c| c["line_items"][0]["quantity"] = json!(0));
            }),
            ("checkout_id_mismatch", "checkout_jwt.id", &|s| sells(s, |f| f.id = "ps_other".to_owned())),
            ("merchant_mismatch", "checkout_jwt.merchant", &|s| sells(s, |f| f.merchant_id = "other".to_owned())),
            ("item_mismatch", "checkout_jwt.line_items[0].item", &|s| sells(s, |f| f.sku = "other".to_owned())),
            ("item_mismatch", "checkout_jwt.line_items[0].item", &|s| sells(s, |f| f.title = "other".to_owned())),
            ("quantity_mismatch", "checkout_jwt.line_items[0].quantity", &|s| {
                sells(s, |f| f.quantity = NonZeroU32::MIN)
            }),
            ("currency_mismatch", "checkout_jwt.currency", &|s| sells(s, |f| f.currency = "USD".to_owned())),
            ("amount_mismatch", "checkout_jwt.totals", &|s| sells(s, |f| f.unit_price += 1)),
            ("expiry_mismatch", "checkout_jwt.expires_at", &|s| {
                sells(s, |f| f.expires_at = crate::domain::value::time::Timestamp::from_millis(NOW * 1000));
            }),
        ],
    );
}

#[test]
fn a_chain_has_one_code_for_each_thing_that_is_wrong_with_its_links() {
    refused_with(
        Sale::autonomous,
        &[
            ("signature_wrong", "checkout_mandate[0].signature", &|s| s.checkout[0].seed = 9),
            ("hop_signature_wrong", "checkout_mandate[1].signature", &|s| s.checkout[1].seed = 9),
            ("typ_wrong", "checkout_mandate[1].header.typ", &|s| s.checkout[1].typ = "dc+sd-jwt".to_owned()),
            ("typ_wrong", "checkout_mandate[1].header.typ", &|s| s.checkout[1].typ = TYP_DELEGATED.to_owned()),
            ("cnf_missing", "checkout_mandate[0].delegate_payload[0].cnf", &|s| {
                s.checkout[0].mandate.as_object_mut().unwrap().remove("cnf");
                s.rebind();
            }),
            ("cnf_malformed", "checkout_mandate[0].delegate_payload[0].cnf", &|s| {
                s.checkout[0].mandate["cnf"] = json!({ "kid": "agent-1" });
                s.rebind();
            }),
            ("cnf_malformed", "checkout_mandate[0].delegate_payload[0].cnf.jwk", &|s| {
                s.checkout[0].mandate["cnf"]["jwk"]["crv"] = json!("P-384");
                s.rebind();
            }),
            ("hop_signature_wrong", "checkout_mandate[1].signature", &|s| {
                s.checkout[0].mandate["cnf"]["jwk"] = key(9, "agent-1").public_key().to_jwk();
                s.rebind();
            }),
            ("cnf_on_terminal", "checkout_mandate[1].delegate_payload[0].cnf", &|s| {
                s.checkout[1].mandate["cnf"] = json!({ "jwk": agent().public_key().to_jwk() });
            }),
            ("binding_missing", "checkout_mandate[1]", &|s| {
                s.checkout[1].payload.as_object_mut().unwrap().remove("sd_hash");
            }),
            ("binding_ambiguous", "checkout_mandate[1]", &|s| {
                s.checkout[1].payload["issuer_jwt_hash"] = json!(issuer_jwt_hash(&s.checkout[0].text()));
            }),
            ("binding_mismatch", "checkout_mandate[1].sd_hash", &|s| {
                s.checkout[1].payload["sd_hash"] = json!(sd_hash("another"))
            }),
            ("binding_mismatch", "checkout_mandate[1].issuer_jwt_hash", &|s| {
                s.checkout[1].payload.as_object_mut().unwrap().remove("sd_hash");
                s.checkout[1].payload["issuer_jwt_hash"] = json!(sd_hash(&s.checkout[0].text()));
            }),
            ("binding_mismatch", "checkout_mandate[1].sd_hash", &|s| {
                s.checkout[0].disclosures.pop();
            }),
            ("audience_mismatch", "checkout_mandate[1].aud", &|s| s.checkout[1].payload["aud"] = json!("another")),
            ("audience_mismatch", "checkout_mandate[1].aud", &|s| s.checkout[1].payload["aud"] = json!([AUDIENCE])),
            ("audience_mismatch", "checkout_mandate[1].aud", &|s| {
                s.checkout[1].payload.as_object_mut().unwrap().remove("aud");
            }),
            ("nonce_mismatch", "checkout_mandate[1].nonce", &|s| s.checkout[1].payload["nonce"] = json!("n_2")),
            ("nonce_mismatch", "checkout_mandate[1].nonce", &|s| {
                s.checkout[1].payload.as_object_mut().unwrap().remove("nonce");
            }),
            ("issued_at_missing", "checkout_mandate[1].iat", &|s| {
                s.checkout[1].payload.as_object_mut().unwrap().remove("iat");
            }),
            ("not_yet_valid", "checkout_mandate[1].iat", &|s| s.checkout[1].payload["iat"] = json!(NOW + 31)),
            ("expired", "checkout_mandate[0].delegate_payload[0].exp", &|s| {
                s.checkout[0].mandate["exp"] = json!(NOW - 30);
                s.rebind();
            }),
            ("vct_wrong", "checkout_mandate[0].delegate_payload[0].vct", &|s| {
                s.checkout[0].mandate["vct"] = json!(CHECKOUT_CLOSED);
                s.rebind();
            }),
            ("mandate_missing", "checkout_mandate[1].delegate_payload", &|s| s.checkout[1].mandate = json!("yes")),
            ("digest_repeated", "checkout_mandate[0].delegate_payload[0].constraints[2].allowed[0]", &|s| {
                let shop = s.checkout[0].disclosures[1].digest();
                let again = json!({ "type": "checkout.allowed_merchants", "allowed": [{ "...": shop }] });
                s.checkout[0].mandate["constraints"].as_array_mut().unwrap().push(again);
                s.rebind();
            }),
        ],
    );
}

#[test]
fn the_first_moment_and_the_last_are_exact() {
    for (mut sale, first) in [(Sale::direct(), NOW - 40), (Sale::autonomous(), NOW - 35)] {
        let mut at = |now: i64, skew: u8, open_until: i64| {
            (sale.now, sale.skew, sale.open_until) = (now, ClockSkew::from_seconds(skew).unwrap(), open_until);
            sale.verdict().map_or_else(|refused| refused.reason.code(), |_| "fine")
        };
        assert_eq!((at(first - 1, 30, EXP), at(first, 30, EXP)), ("not_yet_valid", "fine"));
        assert_eq!((at(EXP + 29, 30, EXP + 99), at(EXP + 30, 30, EXP + 99)), ("fine", "expired"));
        assert_eq!((at(EXP - 1, 0, EXP + 99), at(EXP, 0, EXP + 99)), ("fine", "expired"));
        assert_eq!((at(NOW, 30, NOW + 1), at(NOW, 30, NOW)), ("fine", "session_closed"));
    }
    assert_eq!(ClockSkew::from_seconds(31), None);
}

#[test]
fn the_signed_part_alone_binds_too() {
    let mut sale = Sale::autonomous();
    let root = sale.checkout[0].text();
    sale.checkout[1].payload.as_object_mut().unwrap().remove("sd_hash");
    sale.checkout[1].payload["issuer_jwt_hash"] = json!(issuer_jwt_hash(&root));
    sale.check(&sale.checkout_text(), None).unwrap();
}

/// A header of its own on an otherwise good token; the signature is made over it, so that the header is what is refused.
fn with_header(sale: &Sale, header: &Value) -> String {
    let text = sale.checkout[0].text();
    let payload = text.split('.').nth(1).unwrap();
    let resigned = crate::domain::ap2::tests::bytes::sign_raw(&header.to_string(), payload, &surface());
    format!("{resigned}~{}", text.split_once('~').unwrap().1)
}

#[test]
fn a_header_cannot_choose_the_algorithm_or_the_key() {
    let (sale, jwk) = (Sale::direct(), surface().public_key().to_jwk());
    let base = json!({ "alg": "ES256", "typ": "dc+sd-jwt", "kid": "surface-1" });
    sale.check(&with_header(&sale, &base), None).unwrap();
    for (code, member, value) in [
        ("alg_unsupported", "alg", json!("none")),
        ("alg_unsupported", "alg", json!("RS256")),
        ("alg_unsupported", "alg", json!("HS256")),
        ("alg_unsupported", "alg", json!("es256")),
        ("alg_unsupported", "alg", json!(["ES256"])),
        ("key_in_header", "jwk", jwk),
        ("key_in_header", "x5c", json!(["MIIB"])),
        ("key_in_header", "jku", json!("https://example.com/keys")),
        ("key_in_header", "x5u", json!("https://example.com/key")),
        ("header_unsupported", "crit", json!(["exp"])),
        ("header_unsupported", "b64", json!(false)),
        ("claim_malformed", "kid", json!(1)),
    ] {
        let mut header = base.clone();
        header[member] = value;
        let refused = sale.check(&with_header(&sale, &header), None).unwrap_err();
        assert_eq!((refused.reason.code(), refused.path), (code, format!("checkout_mandate[0].header.{member}")));
    }
    let nameless = json!({ "alg": "ES256", "typ": "dc+sd-jwt" });
    assert_eq!(sale.check(&with_header(&sale, &nameless), None).unwrap_err().reason.code(), "kid_missing");
    let unsigned = encode_base64url(json!({ "alg": "none", "typ": "dc+sd-jwt", "kid": "surface-1" }).to_string());
    let text = sale.checkout_text();
    let payload = text.split('.').nth(1).unwrap();
    let unsigned = format!("{unsigned}.{payload}.~{}", text.split_once('~').unwrap().1);
    assert_eq!(sale.check(&unsigned, None).unwrap_err().reason.code(), "alg_unsupported");
}

#[test]
fn agents_may_hand_on_but_each_is_held_to_all_that_came_before() {
    let mut sale = Sale::autonomous();
    let second = key(4, "agent-2");
    let mut between = sale.checkout[0].clone();
    between.typ = TYP_DELEGATED.to_owned();
    (between.seed, between.kid) = (3, "agent-1");
    between.mandate["cnf"] = json!({ "jwk": second.public_key().to_jwk() });
    between.payload = json!({ "_sd_alg": "sha-256", "iat": NOW - 60, "aud": "agent-2", "nonce": "x", "sd_hash": sd_hash(&sale.checkout[0].text()) });
    sale.checkout[1].payload["sd_hash"] = json!(sd_hash(&between.text()));
    (sale.checkout[1].seed, sale.checkout[1].kid) = (4, "agent-2");
    sale.checkout.insert(1, between);
    sale.verdict().unwrap();

    let refused = |change: &dyn Fn(&mut Hop)| {
        let mut sale = sale.clone();
        change(&mut sale.checkout[1]);
        sale.checkout[2].payload["sd_hash"] = json!(sd_hash(&sale.checkout[1].text()));
        sale.check(&sale.checkout_text(), None).unwrap_err()
    };
    assert_eq!(refused(&|hop| hop.typ = TYP_BOUND.to_owned()).reason.code(), "typ_wrong");
    assert_eq!(
        refused(&|hop| hop.mandate["constraints"][0]["items"][0]["quantity"] = json!(3)).path,
        "checkout_mandate[1].constraints[0].items"
    );
    assert_eq!(refused(&|hop| hop.payload["nonce"] = json!("")).path, "checkout_mandate[1].nonce");
    assert_eq!(refused(&|hop| hop.mandate["note"] = json!("x")).reason.code(), "open_claim_changed");

    let links = vec![sale.checkout[0].text(); 5];
    assert_eq!(sale.check(&join_links(&links), None).unwrap_err().reason.code(), "chain_too_long");
}

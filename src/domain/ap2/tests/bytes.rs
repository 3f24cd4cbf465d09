//! No byte of a token can be another, none can be missing, and none can be added.

use p256::ecdsa::Signature;
use p256::ecdsa::signature::Signer as _;
use proptest::prelude::*;

use super::forge::*;
use crate::domain::ap2::base64url::{decode_base64url, encode_base64url};
use crate::domain::ap2::*;

/// A token with a header and a payload as they are given.
pub(super) fn sign_raw(header: &str, payload: &str, key: &SigningKey) -> String {
    let signed = format!("{}.{payload}", encode_base64url(header));
    let signature: Signature = key.signing_key().sign(signed.as_bytes());
    format!("{signed}.{}", encode_base64url(signature.to_bytes()))
}

fn code(sale: &Sale, mandate: &str) -> &'static str {
    sale.check(mandate, None).map_or_else(|refused| refused.reason.code(), |_| "fine")
}

/// The token with another signature in the link at `at`.
fn with_signature(token: &str, at: usize, change: impl Fn(&mut Vec<u8>)) -> String {
    let links: Vec<String> = token.split("~~").map(str::to_owned).collect();
    let change_link = |(index, link): (usize, String)| {
        if index != at {
            return link;
        }
        let (jwt, rest) = link.split_once('~').unwrap();
        let (signed, signature) = jwt.rsplit_once('.').unwrap();
        let mut bytes = decode_base64url(signature).unwrap();
        change(&mut bytes);
        format!("{signed}.{}~{rest}", encode_base64url(bytes))
    };
    links.into_iter().enumerate().map(change_link).collect::<Vec<_>>().join("~~")
}

#[test]
fn every_byte_of_every_signature_counts() {
    let (direct, chain) = (Sale::direct(), Sale::autonomous());
    let cases = [
        (&direct, direct.checkout_text(), 0, "signature_wrong"),
        (&chain, chain.checkout_text(), 0, "signature_wrong"),
        (&chain, chain.checkout_text(), 1, "hop_signature_wrong"),
    ];
    for (sale, token, link, expected) in cases {
        for at in 0..64 {
            let changed = with_signature(&token, link, |bytes| bytes[at] ^= 0x40);
            assert_eq!(code(sale, &changed), expected, "byte {at} of link {link}");
        }
        for (what, changed) in [
            ("short", with_signature(&token, link, |bytes| bytes.truncate(63))),
            ("long", with_signature(&token, link, |bytes| bytes.push(0))),
            ("zero r", with_signature(&token, link, |bytes| bytes[..32].fill(0))),
            ("s beyond the order", with_signature(&token, link, |bytes| bytes[32..].fill(255))),
            ("none", with_signature(&token, link, Vec::clear)),
        ] {
            assert_eq!(code(sale, &changed), "signature_malformed", "{what}");
        }
    }
}

/// Another signature on the same text verifies, and is the same mandate: it cannot be used a second time.
#[test]
fn the_other_half_of_a_signature_makes_no_second_mandate() {
    let sale = Sale::direct();
    let other = with_signature(&sale.checkout_text(), 0, |bytes| {
        let signature = Signature::from_slice(bytes).unwrap();
        let (r, s) = signature.split_scalars();
        *bytes = Signature::from_scalars(r, -s).unwrap().to_vec();
    });
    assert_ne!(other, sale.checkout_text());
    let (one, two) = (sale.verdict().unwrap().checkout, sale.check(&other, None).unwrap().checkout);
    assert_eq!(one.leaf_hash, two.leaf_hash);
    assert_ne!(one.references, two.references);
}

#[test]
fn a_token_has_one_form() {
    let sale = Sale::autonomous();
    let token = sale.checkout_text();
    let (root, leaf) = token.split_once("~~").unwrap();
    let big = format!("{token}{}", "A".repeat(64 * 1024));
    for (expected, changed) in [
        ("token_malformed", String::new()),
        ("token_malformed", token[..token.len() - 1].to_owned()),
        ("token_malformed", format!("{token}~")),
        ("token_malformed", format!("{token}eyJ.eyJ.x")),
        ("token_malformed", format!("~{token}")),
        ("token_malformed", format!("{root}~~~{leaf}")),
        ("token_malformed", token.replacen('.', "", 1)),
        ("token_malformed", token.replacen('.', "..", 1)),
        ("base64_malformed", token.replacen('.', "=.", 1)),
        ("base64_malformed", token.replacen('.', "\n.", 1)),
        ("base64_malformed", format!(" {token}")),
        ("base64_malformed", format!("{}\n~", token.trim_end_matches('~'))),
        ("token_too_large", big),
        ("json_malformed", token.replacen('.', "AA.", 1)),
        (
            "disclosure_unused",
            format!("{root}~{}~~{leaf}", Disclosure::from_claim("s", "x", &serde_json::json!(1)).as_str()),
        ),
    ] {
        assert_eq!(code(&sale, &changed), expected, "{}", &changed[..changed.len().min(60)]);
    }
    // Bits that no byte needs: the last character of 64 bytes carries four of them.
    let jwt_end = token.find('~').unwrap();
    let spare = token.as_bytes()[jwt_end - 1] + 1;
    let changed = format!("{}{}{}", &token[..jwt_end - 1], char::from(spare), &token[jwt_end..]);
    assert_eq!(code(&sale, &changed), "base64_malformed");
}

#[test]
fn a_key_that_comes_twice_is_refused_even_if_it_is_signed() {
    let sale = Sale::direct();
    let text = sale.checkout_text();
    let (jwt, rest) = text.split_once('~').unwrap();
    let payload = String::from_utf8(decode_base64url(jwt.split('.').nth(1).unwrap()).unwrap()).unwrap();
    let twice = encode_base64url(payload.replacen('{', r#"{"_sd_alg":"sha-256","#, 1));
    let header = r#"{"alg":"ES256","typ":"dc+sd-jwt","kid":"surface-1"}"#;
    assert_eq!(code(&sale, &format!("{}~{rest}", sign_raw(header, &twice, &surface()))), "duplicate_key");
    let header = r#"{"alg":"none","alg":"ES256","typ":"dc+sd-jwt","kid":"surface-1"}"#;
    assert_eq!(
        code(&sale, &format!("{}~{rest}", sign_raw(header, &encode_base64url(&payload), &surface()))),
        "duplicate_key"
    );
    let (mandate, other) =
        (Disclosure::from_element("salt-m", &sale.checkout[0].mandate), encode_base64url(r#"["s",{"a":1,"a":1}]"#));
    assert_eq!(code(&sale, &format!("{jwt}~{}~{other}~", mandate.as_str())), "duplicate_key");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_one_byte_verifies(chained: bool, at: prop::sample::Index, byte in 0_u8..128) {
        let sale = if chained { Sale::autonomous() } else { Sale::direct() };
        let mut bytes = sale.checkout_text().into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        let changed = String::from_utf8(bytes).unwrap();
        prop_assert!(sale.check(&changed, None).is_err(), "byte {at} as {byte}");
    }

    #[test]
    fn no_cut_and_no_addition_verifies(chained: bool, at: prop::sample::Index, added in "[ -~]{0,3}", cut in 0_usize..3) {
        prop_assume!(cut > 0 || !added.is_empty());
        let sale = if chained { Sale::autonomous() } else { Sale::direct() };
        let token = sale.checkout_text();
        let at = at.index(token.len());
        let end = (at + cut).min(token.len());
        let changed = format!("{}{added}{}", &token[..at], &token[end..]);
        prop_assume!(changed != token);
        prop_assert!(sale.check(&changed, None).is_err(), "{cut} cut at {at}, {added:?} put there");
    }

    #[test]
    fn no_text_makes_it_panic(text in "[A-Za-z0-9_.~-]{0,200}") {
        let sale = Sale::direct();
        prop_assert!(sale.check(&text, Some(&text)).is_err());
        let _ = receipt_references(&text);
    }
}

//! Checkouts and receipts that we sign ourselves.

use serde_json::{Value, json};

use super::forge::*;
use crate::domain::ap2::*;
use crate::domain::value::time::Timestamp;

fn receipt(outcome: ReceiptOutcome) -> MandateReceipt {
    let (issuer, reference) = (AUDIENCE.to_owned(), sd_hash("x"));
    MandateReceipt { issuer, issued_at: Timestamp::from_millis(NOW * 1000), reference, outcome }
}

fn ring() -> KeyRing {
    merchant().public_key().clone().into()
}

#[test]
fn a_receipt_says_what_became_of_a_mandate_either_way() {
    let error = ReceiptOutcome::Error { error: Ap2Error::UnresolvedConstraint, description: "unknown".to_owned() };
    for outcome in [ReceiptOutcome::Success { order_id: "order_1".to_owned() }, error] {
        let made = receipt(outcome);
        let token = sign_receipt(&made, &merchant());
        assert_eq!(verify_receipt(&token, &ring()).unwrap(), made);
        assert_eq!(
            verify_receipt(&token, &agent().public_key().clone().into()).unwrap_err().reason.code(),
            "kid_unknown"
        );
        let forged = sign_receipt(&made, &key(9, "merchant-1"));
        assert_eq!(verify_receipt(&forged, &ring()).unwrap_err().reason.code(), "signature_wrong");
    }
}

#[test]
fn what_is_no_receipt_is_not_read_as_one() {
    let good = json!({ "status": "Success", "iss": "m", "iat": NOW, "reference": "r", "order_id": "o" });
    let token = |claims: &Value| sign_jws("JWT", claims, &merchant());
    verify_receipt(&token(&good), &ring()).unwrap();
    for (member, value) in [
        ("status", json!("success")),
        ("status", json!("Error")),
        ("error", json!("invalid_mandate")),
        ("order_id", json!("")),
        ("iss", json!(null)),
        ("iat", json!("now")),
        ("iat", json!(i64::MAX)),
        ("reference", json!(1)),
    ] {
        let mut claims = good.clone();
        claims[member] = value;
        assert_eq!(
            verify_receipt(&token(&claims), &ring()).unwrap_err().reason.code(),
            "receipt_malformed",
            "{claims}"
        );
    }
    assert_eq!(
        verify_receipt(&sign_jws("dc+sd-jwt", &good, &merchant()), &ring()).unwrap_err().reason.code(),
        "typ_wrong"
    );
}

#[test]
fn a_checkout_and_its_total_are_exact_at_the_edge() {
    let mut most = facts();
    (most.quantity, most.unit_price) = (std::num::NonZeroU32::MAX, u32::MAX);
    let jwt = sign_checkout(&most, &merchant());
    assert_eq!(most.total_amount(), 18_446_744_065_119_617_025);
    assert_eq!(verify_checkout(&jwt, &ring()).unwrap(), most);
    assert_eq!(sign_checkout(&most, &merchant()), jwt, "the same facts and key make the same checkout");
}

#[test]
fn the_protocols_word_goes_with_every_refusal() {
    for (reason, word) in [
        (RefusalReason::SignatureWrong, "invalid_credential"),
        (RefusalReason::ConstraintUnknown, "unresolved_constraint"),
        (RefusalReason::AmountMismatch, "invalid_mandate"),
    ] {
        let refused = reason.at_path("x");
        assert_eq!(refused.reason.ap2_error().code(), word);
        assert!(!refused.reason.ap2_error().hint().zh.is_empty() && refused.to_string().contains(reason.code()));
    }
}

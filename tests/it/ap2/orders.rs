//! The mandate of an order over the real binary: bound to its session, judged once, and answered by a receipt.

use ticketctl::domain::ap2::ReceiptOutcome;

use serde_json::json;

use super::{
    PAID, autonomous, complete, count, direct, ended, key, receipt, session, shop_that_trusts, status, verify,
};

#[test]
fn a_session_that_asks_for_a_mandate_takes_no_payment_without_one() {
    let (surface, stranger) = (key(2, "surface-1"), key(8, "surface-1"));
    let shop = shop_that_trusts(&surface);
    let session = session(&shop, &["--require-mandate"]);
    assert_eq!(complete(&shop, &session, None, 4)["code"], "mandate_required");
    assert_eq!(complete(&shop, &session, Some(&direct(&session, &stranger)), 4)["code"], "signature_wrong");
    assert!(matches!(receipt(&shop, &session), ReceiptOutcome::Error { .. }), "a refusal is answered, too");
    assert_eq!(status(&shop, &session), "CHECKOUT_PENDING");
    complete(&shop, &session, Some(&direct(&session, &surface)), 0);
    assert_eq!(status(&shop, &session), "FULFILLED");
    assert_eq!(receipt(&shop, &session), ReceiptOutcome::Success { order_id: session.order.clone() });
    assert_eq!((count(&shop, &session, "MANDATE_VERIFIED"), count(&shop, &session, "MANDATE_REJECTED")), (1, 1));
}

#[test]
fn a_mandate_is_used_once_and_for_its_own_session() {
    let (surface, agent) = (key(2, "surface-1"), key(3, "agent-1"));
    let shop = shop_that_trusts(&surface);
    let (first, second) = (session(&shop, &[]), session(&shop, &[]));
    let mandate = autonomous(&first, &surface, &agent);
    assert_eq!(verify(&shop, &second, &mandate, 4)["code"], "nonce_mismatch");
    assert_eq!(verify(&shop, &second, &direct(&first, &surface), 4)["code"], "checkout_hash_mismatch");
    for _ in 0..2 {
        verify(&shop, &first, &mandate, 0);
        assert_eq!(count(&shop, &first, "MANDATE_VERIFIED"), 1, "the same again is nothing new");
    }
    assert_eq!(verify(&shop, &first, &direct(&first, &surface), 4)["code"], "mandate_already_used");
    complete(&shop, &first, Some(&mandate), 0);
    assert_eq!(status(&shop, &first), "FULFILLED");
    verify(&shop, &first, &mandate, 0);
    assert_eq!(count(&shop, &first, "MANDATE_VERIFIED"), 1, "what was judged before the payment still stands after it");
    assert_eq!(verify(&shop, &first, &direct(&second, &surface), 4)["code"], "wrong_state");
}

#[test]
fn a_rotated_key_still_stands_for_what_it_signed() {
    let surface = key(2, "surface-1");
    let shop = shop_that_trusts(&surface);
    let session = session(&shop, &["--require-mandate"]);
    shop.json(&["ap2", "key", "rotate", "--yes"]);
    complete(&shop, &session, Some(&direct(&session, &surface)), 0);
    assert_eq!(status(&shop, &session), "FULFILLED");
}

#[test]
fn another_payment_mandate_is_another_request() {
    let surface = key(2, "surface-1");
    let shop = shop_that_trusts(&surface);
    let session = session(&shop, &["--require-mandate"]);
    let mandate = direct(&session, &surface);
    let pay = |file: &str, code| {
        let paid = ["checkout", "complete", &session.order, "--session", &session.id, "--payment-ref", "card_1"];
        ended(&shop, &[&paid[..], &["--now", PAID, "--key", "k", "--mandate", file]].concat(), code)
    };
    shop.file("mandate", &mandate);
    pay("mandate", 0);
    pay("mandate", 0);
    shop.file("both", json!({ "checkout_mandate": mandate, "payment_mandate": "d.e.f~" }).to_string());
    assert_eq!(pay("both", 4)["code"], "key_conflict");
}

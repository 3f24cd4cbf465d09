//! The mandate of an order over the real binary: bound to its session, judged once, and answered by a receipt.

use ticketctl::domain::ap2::{HashAlgorithm, ReceiptOutcome};

use serde_json::{Value, json};

use super::{
    PAID, Terms, autonomous, both, complete, count, direct, direct_with_payment, ended, given, key, next_session,
    receipt, session, shop_that_trusts, status, verify,
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

#[test]
fn a_verdict_says_what_it_is() {
    let surface = key(2, "surface-1");
    let shop = shop_that_trusts(&surface);
    let session = session(&shop, &[]);
    let mandate = direct(&session, &surface);
    let file = shop.file("mandate", &mandate).display().to_string();
    let args = ["ap2", "verify", &session.order, "--mandate", &file, "--now", PAID];
    let tried = shop.json(&[&args[..], &["--dry-run"]].concat());
    assert_eq!((&tried["mandate"]["verdict"], &tried["dry_run"]), (&json!("accepted"), &json!(true)));
    let told = shop.ok(&[&args[..], &["-q", "--lang", "en"]].concat());
    assert!(told.contains("the mandate is accepted: signed by the person, by the trusted key surface-1"), "{told}");
    let known = shop.json(&args);
    let said = &known["mandate"];
    assert_eq!(
        (&said["verdict"], &said["known"], &said["mode"], &said["trusted_kid"], &said["payment_mandate"]),
        (&json!("accepted"), &json!(true), &json!("direct"), &json!("surface-1"), &json!(false))
    );
    let shown = shop.json(&["ap2", "receipt", &session.order]);
    assert_eq!((&said["receipt"], &said["reference"]), (&shown["receipt"], &shown["reference"]));
    assert!(told.contains(shown["reference"].as_str().unwrap()), "{told}");
}

#[test]
fn the_receipt_is_that_of_the_mandate_that_was_paid_on() {
    let surface = key(2, "surface-1");
    let shop = shop_that_trusts(&surface);
    let first = session(&shop, &[]);
    assert_eq!(shop.refused(&["ap2", "receipt", &first.order], 4)["code"], "receipt_missing");
    let mandate = autonomous(&first, &surface, &key(3, "agent-1"));
    verify(&shop, &first, &mandate, 0);
    assert_eq!(verify(&shop, &first, &direct(&first, &surface), 4)["code"], "mandate_already_used");
    assert!(matches!(receipt(&shop, &first), ReceiptOutcome::Error { .. }), "unpaid, the latest is told");
    complete(&shop, &first, Some(&mandate), 0);
    assert_eq!(receipt(&shop, &first), ReceiptOutcome::Success { order_id: first.order.clone() });
    let all = shop.json(&["ap2", "receipt", &first.order, "--all"]);
    let told: Vec<_> =
        all.as_array().unwrap().iter().map(|row| [&row["verdict"], &row["code"], &row["mode"]]).collect();
    assert_eq!(
        json!(told),
        json!([["accepted", null, "autonomous"], ["refused", "mandate_already_used", null]]),
        "oldest first"
    );
    let rows = shop.ok(&["ap2", "receipt", &first.order, "--all", "--format", "ndjson"]);
    assert_eq!(rows.lines().count(), 2, "{rows}");
    assert_eq!(all[0]["receipt"], shop.json(&["ap2", "receipt", &first.order])["receipt"]);
}

#[test]
fn the_same_refusal_is_recorded_once() {
    let (surface, stranger) = (key(2, "surface-1"), key(8, "surface-1"));
    let shop = shop_that_trusts(&surface);
    let first = session(&shop, &["--require-mandate"]);
    let forged = direct(&first, &stranger);
    for recorded in [false, true, true] {
        let refused = verify(&shop, &first, &forged, 4);
        let before = refused["message"].as_str().unwrap().contains("before");
        assert_eq!((&refused["code"], before), (&json!("signature_wrong"), recorded));
        assert_eq!(count(&shop, &first, "MANDATE_REJECTED"), 1);
    }
    // Another mandate is another answer, and so is another payment mandate with the same one.
    verify(&shop, &first, &direct(&first, &key(9, "surface-1")), 4);
    let with =
        |payment: &str| json!({ "checkout_mandate": direct(&first, &surface), "payment_mandate": payment }).to_string();
    verify(&shop, &first, &with("d.e.f~"), 4);
    verify(&shop, &first, &with("g.h.i~"), 4);
    verify(&shop, &first, &with("g.h.i~"), 4);
    assert_eq!(count(&shop, &first, "MANDATE_REJECTED"), 4);
    let second = next_session(&shop, &first);
    verify(&shop, &second, &forged, 4);
    assert_eq!(count(&shop, &second, "MANDATE_REJECTED"), 5, "another session is asked anew");
}

#[test]
fn every_hash_of_the_protocol_and_two_mandates_in_one_token_hold() {
    let (surface, agent) = (key(2, "surface-1"), key(3, "agent-1"));
    let shop = shop_that_trusts(&surface);
    for algorithm in HashAlgorithm::ALL {
        let session = session(&shop, &[]);
        let mandates = both(&session, &surface, &agent, &Terms { algorithm: *algorithm, ..Terms::default() });
        let told = verify(&shop, &session, &given(&mandates), 0);
        assert_eq!(told["mandate"]["payment_mandate"], true, "{algorithm:?}");
    }
    let session = session(&shop, &[]);
    let one = direct_with_payment(&session, &surface);
    let other = both(&session, &surface, &agent, &Terms::default());
    let two_payments = json!({ "checkout_mandate": one, "payment_mandate": other[1] }).to_string();
    assert_eq!(verify(&shop, &session, &two_payments, 4)["code"], "mandate_missing");
    let told = verify(&shop, &session, &one, 0);
    assert_eq!((&told["mandate"]["mode"], &told["mandate"]["payment_mandate"]), (&json!("direct"), &json!(true)));
}

#[test]
fn a_payment_mandate_for_another_party_needs_the_shops_word() {
    let (surface, agent) = (key(2, "surface-1"), key(3, "agent-1"));
    let shop = shop_that_trusts(&surface);
    let session = session(&shop, &[]);
    let paid_through = Some(["credential-provider", "their-nonce"]);
    let mandates = given(&both(&session, &surface, &agent, &Terms { paid_through, ..Terms::default() }));
    assert_eq!(verify(&shop, &session, &mandates, 4)["code"], "audience_mismatch");
    shop.ok(&["config", "set", "checkout.payment_audiences", "bank.example,credential-provider"]);
    verify(&shop, &session, &mandates, 0);
}

/// What is agreed to under one open payment mandate, order by order.
fn used_in_turn(constraint: &Value, orders: usize) -> Vec<String> {
    let (surface, agent) = (key(2, "surface-1"), key(3, "agent-1"));
    let shop = shop_that_trusts(&surface);
    let terms = Terms { constraint: Some(constraint.clone()), ..Terms::default() };
    let judge = |_| {
        let session = session(&shop, &[]);
        let file = shop.file("mandate", given(&both(&session, &surface, &agent, &terms))).display().to_string();
        let verify = ["ap2", "verify", &session.order, "--mandate", &file, "--now", PAID, "--json"];
        let printed = shop.run(&verify);
        let told: Value =
            serde_json::from_str(if printed.out.is_empty() { &printed.err } else { &printed.out }).unwrap();
        let code = told["mandate"]["verdict"].as_str().or(told["code"].as_str()).unwrap().to_owned();
        // A session that failed is no second use: the order is paid once.
        if code == "accepted" {
            let again = next_session(&shop, &session);
            verify_again(&shop, &again, &given(&both(&again, &surface, &agent, &terms)));
        }
        code
    };
    (0..orders).map(judge).collect()
}

fn verify_again(shop: &crate::support::shop::Shop, session: &super::Session, mandates: &str) {
    assert_eq!(verify(shop, session, mandates, 0)["mandate"]["verdict"], "accepted");
}

#[test]
fn an_open_payment_mandate_is_remembered_from_order_to_order() {
    let budget = json!({ "type": "payment.budget", "currency": "SGD", "max": 250 });
    assert_eq!(used_in_turn(&budget, 3), ["accepted", "accepted", "budget_exceeded"]);
    let twice = json!({ "type": "payment.agent_recurrence", "frequency": "ON_DEMAND", "max_occurrences": 2 });
    assert_eq!(used_in_turn(&twice, 3), ["accepted", "accepted", "recurrence_exceeded"]);
    let daily = json!({ "type": "payment.agent_recurrence", "frequency": "DAILY" });
    assert_eq!(used_in_turn(&daily, 2), ["accepted", "recurrence_too_soon"]);
}

#[test]
fn a_mandate_that_comes_with_a_late_payment_is_not_called_missing() {
    let surface = key(2, "surface-1");
    let late = |mandate: bool| {
        let shop = shop_that_trusts(&surface);
        let session = session(&shop, &["--require-mandate"]);
        let paid = ["checkout", "complete", &session.order, "--session", &session.id, "--payment-ref", "card_1"];
        // The session is over, and so are the places.
        let mut args = [&paid[..], &["--now", "2026-03-20T09:00:00Z", "--lang", "en"]].concat();
        shop.file("mandate", direct(&session, &surface));
        if mandate {
            args.extend(["--mandate", "mandate"]);
        }
        let told = shop.run(&args);
        assert_eq!(told.code, Some(0), "{told:?}");
        let reason = shop.json(&["order", "show", &session.order])["refunds"][0]["reason"].clone();
        (told.err, reason)
    };
    let (told, reason) = late(true);
    assert!(told.contains("the mandate that came with it") && !told.contains("without the mandate"), "{told}");
    assert_eq!(reason, "mandate_late");
    let (told, reason) = late(false);
    assert!(told.contains("without the mandate that it requires"), "{told}");
    assert_eq!(reason, "mandate_missing");
}

#[test]
fn the_events_of_a_verdict_are_told_to_whoever_asks_for_internal_ones() {
    let surface = key(2, "surface-1");
    let shop = shop_that_trusts(&surface);
    let session = session(&shop, &[]);
    shop.file("mandate", direct(&session, &surface));
    let args = ["ap2", "verify", &session.order, "--mandate", "mandate", "--now", PAID];
    let before = shop.twin();
    assert_eq!(shop.json(&args)["events"], json!([]), "the page knows none of them");
    shop.restore(&before);
    let told = shop.json(&[&args[..], &["--internal"]].concat());
    assert_eq!(told["events"][0]["type"], "MANDATE_VERIFIED", "{told}");
    assert_eq!(told["events"][0]["visibility"], "internal");
}

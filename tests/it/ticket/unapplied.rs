//! Money that comes and buys nothing: it is kept, listed, found and asked for until it is back, whatever became of its order.

use serde_json::{Value, json};

use crate::support::shop::Ended;
use crate::support::ticket_shop::{BOUGHT, SoldTicket, TicketShop};

/// A minute after the purchase, and after the session is over.
const MINUTE: &str = "2026-03-20T08:37:00Z";
const OVER: &str = "2026-03-20T08:42:00Z";

fn pay(tickets: &TicketShop, now: &str, sold: &SoldTicket, reference: &str, more: &[&str]) -> Ended {
    let pay = ["checkout", "complete", &sold.order, "--session", &sold.session, "--payment-ref", reference];
    tickets.shop.run(&[&["--now", now, "--json"], &pay[..], more].concat())
}

fn refused(tickets: &TicketShop, sold: &SoldTicket, reference: &str, more: &[&str]) -> String {
    let ended = pay(tickets, MINUTE, sold, reference, more);
    assert_eq!(ended.code, Some(4), "{ended:?}");
    ended.error()["code"].as_str().unwrap().to_owned()
}

fn show(tickets: &TicketShop, order: &str) -> Value {
    tickets.shop.json(&["--now", OVER, "order", "show", order])
}

fn next(tickets: &TicketShop, order: &str) -> (Value, Value) {
    let next = tickets.shop.json(&["--now", OVER, "next", order]);
    (next["code"].clone(), next["command"].clone())
}

fn in_queue(tickets: &TicketShop, order: &str) -> bool {
    let queue = tickets.shop.json(&["--now", OVER, "queue"]);
    queue.as_array().unwrap().iter().any(|row| row["order_no"] == order && row["code"] == "refund_customer")
}

fn give_back(tickets: &TicketShop, order: &str, reference: &str) -> String {
    tickets.at(OVER, &["refund", "complete", order, "--payment-ref", reference, "--evidence", "re_1"])
}

#[test]
fn another_amount_is_owed_until_it_is_given_back_though_the_order_expires() {
    let tickets = TicketShop::open();
    let sold = tickets.in_checkout(1);
    let order = sold.order.as_str();
    assert_eq!(refused(&tickets, &sold, "pay118", &["--amount", "9.00"]), "payment_amount_differs");
    assert_eq!(refused(&tickets, &sold, " PAY-118", &["--amount", "9.00"]), "payment_amount_differs");
    assert_eq!(tickets.events(order, "CHECKOUT_COMPLETED"), 1, "told twice, it is one payment");
    assert_eq!(tickets.at(OVER, &["sweep"]), "");
    assert_eq!(tickets.status(order, "order_status"), "EXPIRED");
    let shown = show(&tickets, order);
    let kept = json!([{
        "session_id": sold.session, "reference": "pay118", "amount": "9.00", "currency": "SGD",
        "reason": "PAYMENT_AMOUNT_DIFFERS", "at": "2026-03-20T08:37:00.000Z", "state": "open", "returned_amount": "0.00",
        "ended_at": null, "note": null,
    }]);
    assert_eq!(shown["unapplied_payments"], kept);
    assert_eq!(shown["exceptions"][0]["kind"], "unapplied_payment");
    assert!(shown["exceptions"][0]["reason"].as_str().unwrap().starts_with("pay118 (9.00 SGD)"), "{shown}");
    let command = format!("ticketctl refund complete {order} --payment-ref pay118 --evidence TEXT");
    assert_eq!(next(&tickets, order), (json!("refund_customer"), json!(command)));
    assert!(in_queue(&tickets, order));
    for typed in ["pay118", "ＰＡＹ118", "pay-118"] {
        assert_eq!(tickets.shop.json(&["order", "search", typed])[0]["order_no"], order, "{typed}");
    }
    let text = tickets.shop.ok(&["--now", OVER, "order", "show", order, "--lang", "en"]);
    assert!(text.contains("Payments not applied") && text.contains("pay118 · SGD 9.00 · to be given back"), "{text}");
    assert_eq!(tickets.at(OVER, &["person", "erase", order, "--yes", "--reason", "asked"]), "order_open");
    assert_eq!(give_back(&tickets, order, "PAY 118"), "");
    assert_eq!(give_back(&tickets, order, "pay118"), "", "done before");
    assert_eq!(tickets.events(order, "UNAPPLIED_PAYMENT_RETURNED"), 1);
    let shown = show(&tickets, order);
    let payment = &shown["unapplied_payments"][0];
    assert_eq!((&payment["state"], &payment["returned_amount"]), (&json!("returned"), &json!("9.00")));
    assert_eq!((&payment["note"], &shown["exceptions"]), (&json!("re_1"), &json!([])));
    assert_eq!(next(&tickets, order).0, "none");
    assert!(!in_queue(&tickets, order));
    let again = pay(&tickets, OVER, &sold, "pay118", &["--amount", "357.00"]);
    assert_eq!(again.error()["code"], "payment_returned", "what went back buys nothing");
}

#[test]
fn a_second_payment_is_owed_though_the_order_is_fulfilled() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    let order = sold.order.as_str();
    assert_eq!(refused(&tickets, &sold, "card two", &[]), "payment_already_completed");
    let command = format!("ticketctl refund complete {order} --payment-ref 'card two' --evidence TEXT");
    assert_eq!(next(&tickets, order), (json!("refund_customer"), json!(command)));
    assert!(in_queue(&tickets, order));
    assert_eq!(show(&tickets, order)["exceptions"][0]["kind"], "second_payment");
    assert_eq!(tickets.verify("2026-03-21T04:00:00Z", &sold.code), "", "the ticket is good all the same");
    let dismiss = ["refund", "dismiss", order, "--payment-ref", "CARD TWO", "--reason", "a test of the bank"];
    assert_eq!(tickets.at(OVER, &dismiss), "");
    assert_eq!(show(&tickets, order)["unapplied_payments"][0]["state"], "dismissed");
    assert_eq!(give_back(&tickets, order, "card two"), "unapplied_payment_closed");
    assert!(!in_queue(&tickets, order));
    assert_eq!(give_back(&tickets, order, "card_1"), "3:unapplied_payment_not_found", "the payment that bought it");
}

#[test]
fn a_payment_without_its_mandate_is_owed_when_the_order_is_cancelled() {
    let tickets = TicketShop::open();
    let sold = tickets.in_checkout(1);
    let order = sold.order.as_str();
    assert_eq!(tickets.at(BOUGHT, &["checkout", "fail", order, "--reason", "another session"]), "");
    let session = ["--ids", "0000000000abc", "checkout", "session", order, "--require-mandate"];
    assert_eq!(tickets.at(BOUGHT, &session), "");
    let id = show(&tickets, order)["payment_session"]["session_id"].as_str().unwrap().to_owned();
    let bound = SoldTicket { session: id, ..sold.clone() };
    assert_eq!(refused(&tickets, &bound, "unasked", &[]), "mandate_required");
    assert_eq!(tickets.at(MINUTE, &["checkout", "cancel", order, "--reason", "no mandate"]), "");
    assert_eq!(tickets.status(order, "order_status"), "CANCELLED");
    assert_eq!(show(&tickets, order)["unapplied_payments"][0]["reason"], "MANDATE_REQUIRED");
    assert!(in_queue(&tickets, order));
    assert_eq!(give_back(&tickets, order, "unasked"), "");
    assert!(!in_queue(&tickets, order));
}

#[test]
fn one_payment_pays_one_order_however_it_is_spelled() {
    let tickets = TicketShop::open();
    let (first, second, third) = (tickets.in_checkout(1), tickets.in_checkout(2), tickets.in_checkout(3));
    assert_eq!(pay(&tickets, MINUTE, &first, "Pay-1", &[]).code, Some(0));
    assert_eq!(pay(&tickets, MINUTE, &first, "`pay 1", &[]).code, Some(0), "the same payment, told again");
    for spelled in ["Pay-1", "pay1", " pay1", "pay1 ", "ＰＡＹ１", "=\"pay1\"", "'pay 1", "pay\u{2014}1"] {
        assert_eq!(refused(&tickets, &second, spelled, &[]), "payment_reference_used", "{spelled}");
        assert_eq!(refused(&tickets, &second, spelled, &["--amount", "1.00"]), "payment_reference_used", "{spelled}");
    }
    assert_eq!(tickets.events(&second.order, "CHECKOUT_COMPLETED"), 0, "it is the first order's money");
    // What is kept for one order pays no other, until somebody says that it is not that order's.
    assert_eq!(refused(&tickets, &second, "pay2", &["--amount", "1.00"]), "payment_amount_differs");
    assert_eq!(refused(&tickets, &third, "PAY2", &[]), "payment_reference_used");
    let dismiss = ["refund", "dismiss", &second.order, "--payment-ref", "pay2", "--reason", "of the third order"];
    assert_eq!(tickets.at(MINUTE, &dismiss), "");
    assert_eq!(pay(&tickets, MINUTE, &third, "PAY2", &[]).code, Some(0));
    assert_eq!(tickets.status(&third.order, "order_status"), "FULFILLED");
}

#[test]
fn an_export_takes_what_is_owed_along() {
    let tickets = TicketShop::open();
    let sold = tickets.in_checkout(1);
    assert_eq!(refused(&tickets, &sold, "p-short", &["--amount", "9.00"]), "payment_amount_differs");
    assert_eq!(refused(&tickets, &sold, "p-euro", &["--currency", "EUR"]), "payment_amount_differs");
    let part =
        ["refund", "complete", &sold.order, "--payment-ref", "p-short", "--evidence", "re_1", "--amount", "4.00"];
    assert_eq!(tickets.at(MINUTE, &part), "");
    assert_eq!(
        tickets.at(MINUTE, &["refund", "dismiss", &sold.order, "--payment-ref", "p-euro", "--reason", "none came"]),
        ""
    );
    let captured = tickets.shop.ok(&["fixture", "capture", &sold.order, "--reveal"]);
    let other = TicketShop::open();
    other.shop.file("export.ndjson", captured.as_bytes());
    assert_eq!(other.shop.json(&["event", "import", "export.ndjson"])[0]["verdict"], "created");
    assert_eq!(show(&other, &sold.order)["unapplied_payments"], show(&tickets, &sold.order)["unapplied_payments"]);
    assert!(in_queue(&other, &sold.order));
    let elsewhere = other.in_checkout(2);
    assert_eq!(refused(&other, &elsewhere, "P SHORT", &[]), "payment_reference_used", "guarded there too");
    let too_much = captured.replace(r#""amount":"4.00""#, r#""amount":"9.01""#);
    assert_ne!(too_much, captured);
    let third = TicketShop::open();
    third.shop.file("export.ndjson", too_much);
    assert_eq!(third.shop.refused(&["event", "import", "export.ndjson"], 4)["code"], "import_contradiction");
}

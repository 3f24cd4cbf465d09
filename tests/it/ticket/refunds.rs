//! Money that goes back: the ticket dies first, and each flow has its own verbs.

use crate::support::shop::{ORDER, Shop};
use crate::support::ticket_shop::{BOUGHT, SKU, TicketShop, VISIT};

#[test]
fn a_refund_kills_the_ticket_and_ends_with_evidence() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    let order = sold.order.as_str();
    assert_eq!(tickets.at(BOUGHT, &["refund", "complete", order, "--evidence", "re_1"]), "wrong_state");
    assert_eq!(
        tickets.at(BOUGHT, &["refund", "open", order, "--reason", "ill", "--amount", "357.01"]),
        "refund_amount"
    );
    assert_eq!(tickets.at(BOUGHT, &["refund", "open", order, "--reason", "ill"]), "");
    assert_eq!(tickets.redeem(VISIT, &sold.code), "ticket_revoked");
    assert_eq!(tickets.at(BOUGHT, &["refund", "fail", order, "--reason", "card closed"]), "");
    assert_eq!(tickets.next(BOUGHT, order), "complete_refund", "it stays open");
    assert_eq!(tickets.at(BOUGHT, &["refund", "complete", order]), "2:evidence_needed");
    assert_eq!(tickets.at(BOUGHT, &["refund", "complete", order, "--evidence", "re_1"]), "");
    assert_eq!((tickets.status(order, "order_status"), tickets.status(order, "payment_status")).0, "REFUNDED");
    assert_eq!(tickets.events(order, "REFUND_COMPLETED"), 1);
}

#[test]
fn a_part_of_the_money_leaves_the_ticket_and_the_last_part_takes_it() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    let order = sold.order.as_str();
    let open = |amount: &'static str| ["refund", "open", order, "--reason", "late ferry", "--amount", amount];
    let done = ["refund", "complete", order, "--evidence", "re_1"];
    for (amount, sum) in [("19.00", "19.00"), ("50.00", "69.00")] {
        assert_eq!(tickets.at(BOUGHT, &open(amount)), "");
        assert_eq!(tickets.next(BOUGHT, order), "complete_refund");
        assert_eq!(tickets.status(order, "order_status"), "FULFILLED");
        assert_eq!(tickets.verify(VISIT, &sold.code), "", "it lets in while the money is on its way");
        assert_eq!(tickets.at(BOUGHT, &done), "");
        let shown = tickets.shop.json(&["--now", BOUGHT, "order", "show", order]);
        assert_eq!(shown["refunded_amount"], sum);
        assert_eq!(
            (&shown["order"]["status"], &shown["order"]["payment_status"]),
            (&"FULFILLED".into(), &"SUCCESS".into())
        );
        assert_eq!(tickets.next(BOUGHT, order), "none");
    }
    let held = || tickets.shop.json(&["--now", BOUGHT, "sku", "show", SKU])["stock"].clone();
    let before = held();
    assert_eq!(tickets.at(BOUGHT, &open("50.01")), "refund_amount");
    assert_eq!(tickets.at(BOUGHT, &open("50.00")), "", "that is all that is left");
    assert_ne!(held(), before, "its places are free");
    assert_eq!(tickets.redeem(VISIT, &sold.code), "ticket_revoked");
    assert_eq!(tickets.at(BOUGHT, &done), "");
    assert_eq!(tickets.status(order, "order_status"), "REFUNDED");
    let other = tickets.sold(2);
    let with_ticket =
        ["refund", "open", &other.order, "--reason", "a fee stays", "--amount", "100.00", "--revoke-ticket"];
    assert_eq!(tickets.at(BOUGHT, &with_ticket), "");
    assert_eq!(tickets.redeem(VISIT, &other.code), "ticket_revoked");
    assert_eq!(tickets.status(&other.order, "order_status"), "REFUND_PENDING");
}

#[test]
fn a_ticket_that_was_used_is_paid_back_with_a_reason_alone() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    assert_eq!(tickets.redeem(VISIT, &sold.code), "");
    let open = ["refund", "open", &sold.order, "--reason", "closed early"];
    assert_eq!(tickets.at(VISIT, &open), "ticket_was_redeemed");
    assert_eq!(tickets.at(VISIT, &[&open[..], &["--redeemed", "the park closed at noon"]].concat()), "");
    assert_eq!(tickets.status(&sold.order, "order_status"), "REFUND_PENDING");
}

#[test]
fn each_flow_has_its_own_verbs() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    let leg = ["refund", "leg", &sold.order, "--leg", "buyer", "--evidence", "x"];
    assert_eq!(tickets.at(BOUGHT, &leg), "other_flow");
    let shop = Shop::open();
    for (args, code, exit) in [
        (&["refund", "fail", ORDER, "--reason", "x"][..], "other_flow", 4),
        (&["refund", "complete", ORDER, "--evidence", "x"], "flag_of_other_flow", 2),
        (&["refund", "open", ORDER, "--reason", "x", "--redeemed", "y"], "flag_of_other_flow", 2),
        (&["ticket", "show", ORDER], "other_flow", 4),
        (&["ticket", "issue", ORDER], "other_flow", 4),
    ] {
        let ended = shop.run(&[args, &["--json"]].concat());
        assert_eq!((ended.code, ended.error()["code"].as_str()), (Some(exit), Some(code)), "{args:?}");
    }
}

//! Money that comes, or waits, until the day of the visit is over: no ticket is made of it, and it goes back.

use crate::support::ticket_shop::{BOUGHT, TicketShop, VISIT};

/// The day after the visit, where the merchant is.
const AFTER: &str = "2026-03-22T04:00:00Z";
/// The last millisecond of the day of the visit in Singapore, and the first of the next.
const LAST: &str = "2026-03-21T15:59:59.999Z";
const MIDNIGHT: &str = "2026-03-21T16:00:00.000Z";

fn status(tickets: &TicketShop, order: &str) -> [String; 3] {
    ["order_status", "payment_status", "fulfillment_status"].map(|axis| tickets.status(order, axis))
}

#[test]
fn a_payment_after_the_day_of_the_visit_is_kept_for_refund_and_buys_no_ticket() {
    let tickets = TicketShop::open();
    let (late, swept, early) = (tickets.in_checkout(1), tickets.in_checkout(2), tickets.in_checkout(3));
    assert_eq!(tickets.at(AFTER, &["sweep"]), "");
    for sold in [&late, &swept] {
        let pay = ["checkout", "complete", &sold.order, "--session", &sold.session, "--payment-ref", &sold.order];
        let ended = tickets.shop.run(&[&["--now", AFTER, "-q"], &pay[..]].concat());
        assert_eq!(ended.code, Some(0), "{ended:?}");
        let said = &ended.err;
        assert!(
            said.contains("2026-03-21 is past") && said.contains(&format!("refund complete {}", sold.order)),
            "{said}"
        );
        assert_eq!(status(&tickets, &sold.order), ["PAID_UNFULFILLABLE", "REFUNDING", "FAILED"]);
        assert_eq!(tickets.events(&sold.order, "FULFILLMENT_ISSUED"), 0);
        assert_eq!(tickets.next(AFTER, &sold.order), "refund_customer");
        assert_eq!(tickets.at(AFTER, &["refund", "complete", &sold.order, "--evidence", "re_1"]), "");
        assert_eq!(status(&tickets, &sold.order)[..2], ["REFUNDED", "REFUNDED"]);
    }
    let pay = ["checkout", "complete", &early.order, "--session", &early.session, "--payment-ref", "in_time"];
    assert_eq!(tickets.at(LAST, &pay), "", "late, and still for today");
    assert_eq!(status(&tickets, &early.order), ["FULFILLED", "SUCCESS", "FULFILLED"]);
}

#[test]
fn a_ticket_is_issued_until_the_merchants_midnight_and_no_later() {
    let tickets = TicketShop::open();
    let (good, over) = (tickets.paid(1), tickets.paid(2));
    assert_eq!(tickets.next(LAST, &over.order), "issue_ticket");
    assert_eq!(tickets.at(LAST, &["ticket", "issue", &good.order]), "");
    assert_eq!(tickets.status(&good.order, "order_status"), "FULFILLED");
    assert_eq!(tickets.next(MIDNIGHT, &over.order), "refund_customer", "before anybody tries");
    for _ in ["first", "again with the same key"] {
        let issue = ["--now", MIDNIGHT, "-q", "--key", "k", "ticket", "issue", &over.order];
        let ended = tickets.shop.run(&issue);
        assert_eq!(ended.code, Some(0), "{ended:?}");
        assert!(ended.err.contains("has no ticket"), "{ended:?}");
    }
    assert_eq!(status(&tickets, &over.order), ["PAID_UNFULFILLABLE", "REFUNDING", "FAILED"]);
    assert_eq!(tickets.events(&over.order, "FULFILLMENT_FAILED"), 1);
    let shown = tickets.shop.json(&["--now", MIDNIGHT, "order", "show", &over.order]);
    assert_eq!(shown["exceptions"][0]["kind"], "unfulfillable");
    assert_eq!(shown["refunds"][0]["reason"], "visit_date_past");
    let queue = tickets.shop.json(&["--now", MIDNIGHT, "queue"]);
    assert_eq!((&queue[0]["order_no"], &queue[0]["code"]), (&over.order.clone().into(), &"refund_customer".into()));
    assert_eq!(tickets.at(MIDNIGHT, &["ticket", "issue", &over.order]), "wrong_state");
}

#[test]
fn no_new_code_is_given_out_for_a_day_that_is_over() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    let again = ["ticket", "reissue", &sold.order, "--reason", "lost"];
    assert_eq!(tickets.at(AFTER, &again), "visit_date_past");
    assert_eq!(tickets.at(VISIT, &again), "");
    assert_eq!(tickets.at(BOUGHT, &["ticket", "issue", &sold.order]), "", "done before");
}

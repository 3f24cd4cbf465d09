//! At the gate: a code lets its holder in once, on its day, until it is revoked or replaced.

use crate::support::ticket_shop::{BOUGHT, SKU, TicketShop, VISIT};

#[test]
fn a_code_lets_in_once() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    assert_eq!(tickets.verify(VISIT, &sold.code), "");
    assert_eq!(tickets.events(&sold.order, "TICKET_REDEEMED"), 0, "looking is no admission");
    assert_eq!(tickets.redeem(VISIT, &sold.code), "");
    assert_eq!(tickets.redeem(VISIT, &sold.code), "ticket_already_redeemed");
    assert_eq!(tickets.verify(VISIT, &sold.code), "ticket_already_redeemed");
    assert_eq!(tickets.at(VISIT, &["ticket", "redeem", &sold.order]), "ticket_already_redeemed");
    assert_eq!(tickets.events(&sold.order, "TICKET_REDEEMED"), 1);
    let revert = ["ticket", "redeem", "--code", "-", "--revert", "--reason", "wrong family"];
    assert_eq!(tickets.scan(VISIT, &revert, &sold.code).code, Some(0));
    assert_eq!(tickets.redeem(VISIT, &sold.code), "", "the mistake was taken back");
}

#[test]
fn the_day_is_the_merchants() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    // Singapore is eight hours ahead.
    for (now, refused) in [
        (BOUGHT, "ticket_other_day"),
        ("2026-03-20T15:59:59.999Z", "ticket_other_day"),
        ("2026-03-20T16:00:00.000Z", ""),
        ("2026-03-21T15:59:59.999Z", ""),
        ("2026-03-21T16:00:00.000Z", "ticket_other_day"),
    ] {
        assert_eq!(tickets.verify(now, &sold.code), refused, "{now}");
    }
    assert_eq!(tickets.redeem("2026-03-21T16:00:00.000Z", &sold.code), "ticket_other_day");
    assert_eq!(tickets.redeem("2026-03-21T15:59:59.999Z", &sold.code), "");
}

#[test]
fn a_code_that_was_revoked_or_replaced_lets_nobody_in() {
    let tickets = TicketShop::open();
    let (kept, sold) = (tickets.sold(1), tickets.sold(2));
    assert_eq!(tickets.at(VISIT, &["ticket", "revoke", &sold.order, "--reason", "lost"]), "");
    for refused in [tickets.verify(VISIT, &sold.code), tickets.redeem(VISIT, &sold.code)] {
        assert_eq!(refused, "ticket_revoked");
    }
    let ids = ["--ids", "aaaaaaaaaaaaa,bbbbbbbbbbbbb"];
    let again = [&ids[..], &["ticket", "reissue", &sold.order, "--reason", "found"]].concat();
    assert_eq!(tickets.at(VISIT, &again), "");
    assert_eq!(tickets.redeem(VISIT, &sold.code), "ticket_replaced");
    assert_eq!(tickets.verify(VISIT, &sold.code), "ticket_replaced");
    // The clock of VISIT, in hexadecimal.
    let new = format!("ticket_bbbbbbbbbbbbb{:011x}", 1_774_065_600_000_i64);
    assert_eq!(tickets.redeem(VISIT, &new), "");
    assert_eq!(tickets.redeem(VISIT, &kept.code), "", "another order's code is untouched");
    assert_eq!(tickets.redeem(VISIT, "ticket_0000000000000000000000000"), "ticket_unknown");
}

#[test]
fn a_scanner_may_add_blanks_and_nothing_else() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    let code = &sold.code;
    for input in [code.clone(), format!("{code}\r\n"), format!("  {code}\t \n\n")] {
        assert_eq!(tickets.scan(VISIT, &["ticket", "verify"], &input).code, Some(0), "{input:?}");
    }
    for input in
        [String::new(), "\n".to_owned(), format!("{code} {code}"), format!("{code}\n{code}\n"), "票".to_owned()]
    {
        let ended = tickets.scan(VISIT, &["ticket", "redeem", "--code", "-"], &input);
        assert_eq!((ended.code, ended.error()["code"].as_str()), (Some(2), Some("ticket_code_unreadable")));
    }
    assert_eq!(tickets.events(&sold.order, "TICKET_REDEEMED"), 0);
}

#[test]
fn a_code_on_the_command_line_is_refused_and_not_repeated() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    let code = sold.code.as_str();
    for args in [
        &["ticket", "verify", code][..],
        &["ticket", "redeem", code],
        &["ticket", "redeem", "--code", code],
        &["ticket", "show", code],
        &["ticket", "revoke", code, "--reason", "x"],
    ] {
        for form in [&[][..], &["--json"]] {
            let ended = tickets.shop.run(&[form, &["--now", VISIT], args].concat());
            assert_eq!(ended.code, Some(2), "{args:?}");
            assert!(ended.err.contains("command line") && !ended.err.contains(code), "{}", ended.err);
            assert!(!ended.out.contains(code));
        }
    }
    assert_eq!(tickets.status(&sold.order, "fulfillment_status"), "FULFILLED");
}

#[test]
fn the_code_of_an_erased_buyer_is_not_called_replaced() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    let after = "2026-03-22T04:00:00Z";
    assert_eq!(tickets.at(after, &["person", "erase", &sold.order, "--yes", "--reason", "asked"]), "");
    assert_eq!(tickets.redeem(after, &sold.code), "person_erased");
    let shown = tickets.shop.json(&["--now", after, "ticket", "show", &sold.order]);
    assert!(
        shown["fulfillment"].get("ticket_code").is_none() && shown["fulfillment"].get("qr_url").is_none(),
        "{shown}"
    );
    assert_eq!(shown["fulfillment"]["order_id"], sold.order.as_str());
}

#[test]
fn an_id_that_was_drawn_before_is_told_so() {
    let tickets = TicketShop::open();
    let sold = tickets.sold(1);
    let seeded = ["--ids", "seed:7"];
    let again = ["ticket", "reissue", &sold.order, "--reason", "lost"];
    assert_eq!(tickets.at(BOUGHT, &[&seeded[..], &again].concat()), "");
    assert_eq!(tickets.at(BOUGHT, &[&seeded[..], &again].concat()), "2:ids_exhausted");
    let draft = ["checkout", "draft", "--sku", SKU, "--quantity", "3", "--date", "2026-03-21", "--channel", "web"];
    let made = tickets.shop.json(&[&["--now", BOUGHT], &draft[..]].concat());
    assert_eq!(made["order_id"], made["order_no"], "by the page's name too");
    let order = made["order_no"].as_str().unwrap().to_owned();
    let lock = ["--ids", "00c0de0000012", "checkout", "lock", &order];
    assert_eq!(tickets.at(BOUGHT, &lock), "2:ids_exhausted", "the lock of the first order");
}

#[test]
fn a_buyer_is_one_object_of_plain_values() {
    let tickets = TicketShop::open();
    let draft = ["checkout", "draft", "--sku", SKU, "--quantity", "3", "--date", "2026-03-21", "--channel", "telegram"];
    for (facts, code) in [
        (r#"{"telegram_user_id": "1", "telegram_user_id": "2"}"#, "2:json_duplicate_key"),
        (r#"{"telegram_user_id": null}"#, "2:customer_invalid"),
        (r#"{"telegram_user_id": {"id": 1}}"#, "2:customer_invalid"),
        (r#"["1"]"#, "2:customer_invalid"),
        ("{}", "2:customer_invalid"),
        (r#"{"telegram_user_id": 1"#, "2:json_syntax"),
    ] {
        tickets.shop.file("buyer.json", facts);
        let from = [&draft[..], &["--customer", "buyer.json"]].concat();
        assert_eq!(tickets.at(BOUGHT, &from), code, "{facts}");
    }
}

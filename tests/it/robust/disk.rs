//! A disk that is nearly full: nothing new comes in, and what is there is brought to its end. And a file that is none.

use crate::support::shop::{ORDER, Shop, paid};

#[test]
fn what_brings_orders_minds_the_disk_and_what_ends_them_does_not() {
    let shop = Shop::ready();
    shop.file("more.json", paid(9, 506));
    shop.file("empty.ndjson", "");
    shop.ok("sku add pack --name n --merchant m --price 119.00 --currency SGD");
    shop.ok("sku stock pack --date 2026-04-15 --capacity 9");
    shop.file("bytes.txt", "another proof");
    // The shop has what it may have: as with a disk that is nearly full, which a test can't fill.
    shop.file(&format!("payment-proof/{ORDER}/large"), vec![0; 1 << 20]);
    shop.ok("config set store.max_total_bytes 1048576");
    let draft = "checkout draft --sku pack --quantity 1 --date 2026-04-15 --channel web";
    let upload = format!("proof upload {ORDER} bytes.txt");
    for line in ["order import more.json", "event import empty.ndjson", draft, &upload] {
        let refused = shop.refused(line, 1);
        assert_eq!(refused["code"], "store_full", "{line}");
    }
    assert_eq!(shop.json("order list").as_array().unwrap().len(), 2, "nothing came in");
    shop.ok(&["push", ORDER, "--group", "g"]);
    shop.ok(&["push", "ack", ORDER]);
    assert_eq!(shop.status("agent_push"), "acked");
}

#[test]
fn a_dash_is_no_output_file() {
    let shop = Shop::ready();
    let lines = [
        "ticket show order_f9681a64d330119d09541a80 --reveal --png -".to_owned(),
        "ticket show order_f9681a64d330119d09541a80 --reveal --svg -".to_owned(),
        format!("fixture capture {ORDER} --out -"),
    ];
    for line in lines {
        assert_eq!(shop.refused(&line, 2)["code"], "output_is_dash", "{line}");
    }
    assert!(!shop.path("-").exists());
}

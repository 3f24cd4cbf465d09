//! Orders of several tickets: one fact from the import to the settled share, with every visitor on the way.

use serde_json::{Value, json};

use crate::support::shop::{ORDER, Shop};

/// The order of three tickets.
const THREE: &str = "XY20260320034000000Q333";

/// A shop in which three tickets were bought for this much.
fn with_three(paid_amount: &str) -> Shop {
    let shop = Shop::open();
    let bought = ["--ids", "Q333", "order", "create", "--external-no", "Q-3", "--product", "亚布力", "--quantity", "3"];
    let ticket = ["--ticket-type", "初级道 3 小时", "--play-date", "2026-04-15", "--paid-amount", paid_amount];
    shop.ok(&[&bought[..], &ticket].concat());
    shop
}

fn exceptions(shop: &Shop) -> Vec<(String, String)> {
    let order = shop.json(&["order", "show", THREE]);
    let text = |exception: &Value, key: &str| exception[key].as_str().unwrap().to_owned();
    order["exceptions"].as_array().unwrap().iter().map(|one| (text(one, "kind"), text(one, "reason"))).collect()
}

#[test]
fn a_price_that_is_not_that_of_all_tickets_is_told_with_their_number() {
    let shop = with_three("506");
    shop.ok(&["form", "submit", THREE, "--file", "form.json"]);
    let (kind, reason) = exceptions(&shop).into_iter().find(|(kind, _)| kind == "price_mismatch").unwrap();
    assert_eq!((kind.as_str(), reason.as_str()), ("price_mismatch", "paid 506.00, the price is 3 × 506.00 = 1518.00"));
    let order = shop.json(&["order", "show", THREE]);
    let check = order["events"].as_array().unwrap().iter().find(|one| one["type"] == "price_check_failed").unwrap();
    assert_eq!((&check["payload"]["quantity"], &check["payload"]["settlementAmount"]), (&json!(3), &json!("1518.00")));
    assert!(exceptions(&shop).iter().any(|(kind, _)| kind == "loss"), "all three are paid for");
}

#[test]
fn lists_count_tickets_where_there_are_several() {
    let shop = with_three("1518");
    let listed = shop.json(&["order", "list"]);
    let quantities: Vec<_> = listed.as_array().unwrap().iter().map(|one| one["quantity"].clone()).collect();
    assert_eq!(quantities, [3, 1, 1]);
    for args in ["order list", "queue", &format!("next {THREE}")] {
        let page = shop.ok(args);
        assert_eq!(page.matches("初级道 3 小时 × 3").count(), 1, "{args}: {page}");
        assert!(!page.contains("× 1"), "{page}");
    }
    assert!(shop.ok(&["order", "show", THREE, "--lang", "zh"]).contains("3 张"));
    assert!(shop.ok(&["order", "show", THREE, "--page"]).contains("3 tickets"));
    assert!(!shop.ok(&["order", "show", ORDER]).contains("Quantity"));
    assert_eq!(
        shop.refused("order create --external-no Q-4 --product p --paid-amount 1 --quantity 21", 2)["code"],
        "quantity_invalid"
    );
}

//! The checkout flow: the order of the reference page, driven live, taken in from an export, shown, and judged by the rules.

mod import;
mod pages;
mod rules;

use serde_json::{Value, json};

use crate::support::shop::Shop;

/// The order of the page, its session, and what is sold.
const ORDER: &str = "order_7cb78b0f45ebf19d0a63581c";
const SESSION: &str = "ps_0db6e88e8763119d0a637f7f";
const SKU: &str = "sku add sentosa_family_pack --name 'Sentosa 家庭套票(2大1小)' --merchant sentosa_demo --price 119.00 \
                   --currency SGD --pack-size 3";
const PAGE: &str = include_str!("../../../fixtures/pages/merchant-order-page.txt");

/// A shop that sells the page's SKU, and has `capacity` places on the page's day.
fn selling(capacity: u32) -> Shop {
    let shop = Shop::sandbox().in_real_time();
    shop.ok(SKU);
    stock(&shop, capacity);
    shop
}

fn stock(shop: &Shop, capacity: u32) {
    let day = "sku stock sentosa_family_pack --date 2026-03-21 --now 2026-03-20T08:00:00Z";
    shop.ok(&format!("{day} --capacity {capacity}"));
}

/// The page's order, step by step with its clock and its ids, up to the open session.
fn drive_to_session(shop: &Shop) {
    let buyer = json!({ "telegram_user_id": "6761269319", "telegram_username": "bestjustin" });
    let file = shop.file("c.json", buyer.to_string());
    for step in [
        "checkout draft --sku sentosa_family_pack --quantity 3 --date 2026-03-21 --channel telegram --customer c.json \
            --now 2026-03-20T08:36:16.028Z --ids 7cb78b0f45ebf",
        "checkout lock ORDER --now 2026-03-20T08:36:16.030Z --ids 3642f77f45b6a",
        "checkout request ORDER --method card --now 2026-03-20T08:36:20Z",
        "checkout session ORDER --expiry independent --now 2026-03-20T08:36:26.111Z --ids 0db6e88e87631",
    ] {
        shop.ok(&step.replace("ORDER", ORDER));
    }
    // What the test itself wrote is not what the program writes.
    std::fs::remove_file(file).unwrap();
}

/// The page's order, whole.
fn drive(shop: &Shop) {
    drive_to_session(shop);
    shop.ok(&format!(
        "checkout complete {ORDER} --session {SESSION} --payment-ref card_1773995812285 \
         --now 2026-03-20T08:36:52.285Z,2026-03-20T08:36:52.287Z --ids b0e3bae4f209f,cf2c37e9b06bc"
    ));
}

/// The JSON objects of the page, in its order: the order, the ticket, and the payloads of its six events.
fn page_objects() -> Vec<Value> {
    let mut found = Vec::new();
    let mut rest = PAGE;
    while let Some(start) = rest.find('{') {
        let mut values = serde_json::Deserializer::from_str(&rest[start..]).into_iter::<Value>();
        found.push(values.next().unwrap().unwrap());
        rest = &rest[start + values.byte_offset()..];
    }
    assert_eq!(found.len(), 8);
    found
}

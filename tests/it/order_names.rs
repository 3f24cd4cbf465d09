//! What names an order on the command line: a number of ours, one of its platform, or a piece of either that no other has.

use crate::support::shop::{ORDER, OTHER, Shop, paid};

#[test]
fn an_order_is_named_by_any_piece_of_its_numbers_in_any_case() {
    let shop = Shop::open();
    let lower = ORDER.to_lowercase();
    let wide: String = ORDER.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
    for typed in [
        ORDER,
        &lower,
        &wide,
        "D3AV",
        "d3av",
        "5D3AV",
        " d3 av ",
        "XY20260320033546715D",
        "xy20260320033546715d",
        "OUT-1",
        "out-1",
        "UT-1",
    ] {
        assert_eq!(shop.json(&["order", "show", typed])["order_no"], ORDER, "{typed}");
    }
    assert_eq!(shop.json("order timeline aaaa").as_array().unwrap().len(), 1);
    assert!(shop.ok("next D3AV").contains(ORDER));
}

#[test]
fn what_several_orders_share_is_refused_with_their_numbers() {
    let shop = Shop::open();
    let refused = shop.refused("order show XY20", 2);
    assert_eq!((&refused["code"], refused["candidates"].as_array().unwrap().len()), (&"order_ambiguous".into(), 2));
    let shown = shop.run("order cancel XY20 --reason r --lang zh");
    assert!(
        shown.err.contains("不止一张订单符合") && shown.err.contains(ORDER) && shown.err.contains(OTHER),
        "{shown:?}"
    );
    assert_eq!(shop.json(&["order", "timeline", ORDER]).as_array().unwrap().len(), 1, "nothing was cancelled");
}

#[test]
fn a_whole_number_goes_before_a_piece_of_another() {
    let shop = Shop::open();
    shop.file("more.json", paid(12, 50600));
    shop.ok("order import more.json");
    assert_eq!(shop.json("order show OUT-1")["order_no"], ORDER);
    let all = shop.json("order list");
    let twelfth = all.as_array().unwrap().iter().find(|order| order["external_order_no"] == "OUT-12").unwrap();
    assert_eq!(shop.json("order show OUT-12")["order_no"], twelfth["order_no"]);
    assert_eq!(shop.json("order show T-12")["order_no"], twelfth["order_no"]);
}

#[test]
fn too_short_a_piece_and_one_from_the_middle_name_nothing() {
    let shop = Shop::open();
    for typed in ["3AV", "715D3", "____", "%D3AV", "D3A_", "ZZZZ", ""] {
        assert_eq!(shop.refused(&["order", "show", typed], 3)["code"], "order_not_found", "{typed:?}");
    }
}

#[test]
fn a_group_of_orders_may_be_named_by_pieces_and_the_answer_has_the_numbers() {
    let shop = Shop::ready();
    let pushed = shop.run("push d3av aaaa --group g --json");
    let rows = pushed.json();
    let numbers: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["order_no"].as_str().unwrap()).collect();
    assert_eq!((numbers, pushed.code), (vec![ORDER, OTHER], Some(8)));
}

#[test]
fn a_name_in_place_of_a_number_leads_to_the_search_that_finds_it() {
    let shop = Shop::open();
    shop.ok(&["order", "correct", ORDER, "--nick", "老胡", "--reason", "r"]);
    let refused = shop.refused("order show 老胡", 3);
    assert_eq!(refused["code"], "order_not_found");
    assert!(refused["hint"].as_str().unwrap().contains("`ticketctl order search 老胡`"), "{refused}");
    let nobody = shop.refused("order show 老李", 3);
    assert!(nobody["hint"].as_str().unwrap().contains("order list"), "{nobody}");
}

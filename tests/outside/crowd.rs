//! Many processes at once: every order once, nobody turned away.

use std::collections::BTreeSet;

use crate::many::run_all;
use crate::shop::ORDER;
use crate::standin::{Endpoint, Fault};
use crate::world::{Way, World};

const PROCESSES: usize = 64;
const ORDERS: usize = 500;

#[test]
fn sixty_four_processes_push_each_order_once() {
    let world = World::crowded(Way::App, u32::try_from(ORDERS).unwrap());
    assert_eq!(world.pushed("not_started").len(), ORDERS);
    let push = vec!["push", "--group", Way::App.group(), "--limit", "0", "--concurrency", "4", "--json"];
    let begun = std::time::Instant::now();
    let ended = run_all(&world.shop, &vec![push; PROCESSES]);
    eprintln!("{PROCESSES} x {ORDERS} in {:?}", begun.elapsed());
    let failed: Vec<_> = ended.iter().filter(|ended| ended.code != Some(0)).collect();
    assert!(failed.is_empty(), "{} failed, such as {:?}", failed.len(), failed.first());
    let texts = world.texts(Way::App);
    let accepted: BTreeSet<String> = world.pushed("accepted").into_iter().collect();
    assert_eq!((texts.len(), world.files(Way::App), accepted.len()), (ORDERS, ORDERS, ORDERS));
    let named = |number: &String| texts.iter().filter(|text| text.contains(number.as_str())).count();
    assert!(accepted.iter().all(|number| named(number) == 1), "an order was told twice and another never");
    assert_eq!(world.standin.requests(Endpoint::AppchatSend), 2 * ORDERS, "nothing arrived that was not shown");
    assert_eq!(world.states(), ["accepted"]);
    let told: usize = ended.iter().map(|ended| ended.out.matches("\"done\"").count()).sum();
    assert_eq!(told, ORDERS, "each process tells of what it did alone");
}

#[test]
fn of_sixteen_who_look_one_is_believed() {
    let world = World::ready();
    let push = ["push", ORDER, "--group", Way::App.group()];
    world.standin.fault(Endpoint::AppchatSend, Fault::DropAfterBody);
    assert_eq!(world.shop.run(&push).code, Some(12));
    let listed = world.shop.json(&["push", "list", "--state", "unknown"]);
    let id = listed[0]["id"].as_str().unwrap();
    let says = |found| vec!["push", "resolve", id, found, "--evidence", "looked", "--yes"];
    let lines: Vec<_> = (0..16).map(|one| says(if one % 2 == 0 { "--delivered" } else { "--not-delivered" })).collect();
    let ended = run_all(&world.shop, &lines);
    let count = |code| ended.iter().filter(|ended| ended.code == Some(code)).count();
    assert_eq!((count(0), count(4)), (1, 15), "{ended:?}");
    let winner = ended.iter().position(|ended| ended.code == Some(0)).unwrap();
    let state = world.shop.json(&["push", "show", id])["state"].clone();
    assert_eq!(state, if winner % 2 == 0 { "accepted" } else { "failed" });
    let events = world.shop.json(&["order", "timeline", ORDER]);
    let resolved = |event: &&serde_json::Value| event["type"] == "agent_group_push_resolved";
    assert_eq!(events.as_array().unwrap().iter().filter(resolved).count(), 1, "{events}");
}

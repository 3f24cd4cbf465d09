//! Many processes at once: every order once, nobody turned away.

use std::collections::BTreeSet;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;

use crate::many::{finish, run_all, start};
use crate::shop::{Ended, ORDER};
use crate::standin::{Endpoint, Fault};
use crate::world::{Way, World};

const PROCESSES: usize = 64;
const ORDERS: usize = 500;

#[test]
fn sixty_four_processes_push_each_order_once() {
    let world = World::crowded(Way::App, u32::try_from(ORDERS).unwrap());
    assert_eq!(world.pushed("not_started").len(), ORDERS);
    let push = vec!["push", "--group", Way::App.group(), "--limit", "0", "--concurrency", "4", "--json"];
    let ended = run_all(&world.shop, &vec![push; PROCESSES]);
    let failed: Vec<_> =
        ended.iter().filter(|ended| ended.code != Some(0)).map(|ended| (ended.code, refused(ended))).collect();
    assert!(failed.is_empty(), "{failed:?}");
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

/// The orders that a process could not push, and why; or its error.
fn refused(ended: &Ended) -> Vec<String> {
    let rows: Vec<Value> = serde_json::from_str(&ended.out).unwrap_or_else(|_| vec![Value::from(ended.err.as_str())]);
    rows.iter().filter(|row| row["result"] != "done").map(ToString::to_string).collect()
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
    let resolved = |event: &&Value| event["type"] == "agent_group_push_resolved";
    assert_eq!(events.as_array().unwrap().iter().filter(resolved).count(), 1, "{events}");
}

#[test]
fn an_answer_that_came_while_the_database_was_kept_is_read() {
    let world = World::crowded(Way::App, 4);
    world.standin.fault(Endpoint::AppchatSend, Fault::Pass);
    for seconds in 2..6 {
        world.standin.fault(Endpoint::AppchatSend, Fault::Slow(Duration::from_secs(seconds)));
    }
    let batch = start(&world.shop, &["push", "--group", Way::App.group(), "--json"]);
    // The first order's text went alone; what follows is under way together. Its first answer waits to be recorded, and the
    // others come meanwhile.
    assert!(world.standin.wait_until(Duration::from_secs(20), |standin| standin.requests(Endpoint::AppchatSend) >= 4));
    // Another process writes for longer than an answer may take.
    let conn = Connection::open(world.shop.path("shop.db")).unwrap();
    conn.busy_timeout(Duration::from_secs(20)).unwrap();
    conn.execute_batch("begin immediate").unwrap();
    std::thread::sleep(Duration::from_secs(17));
    conn.execute_batch("rollback").unwrap();
    let ended = finish(batch);
    assert_eq!((ended.code, refused(&ended)), (Some(0), vec![]));
    assert_eq!(
        (world.texts(Way::App).len(), world.files(Way::App), world.states()),
        (4, 4, vec!["accepted".to_owned()])
    );
}

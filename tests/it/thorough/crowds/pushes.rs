//! Many processes at once: every order once, nobody turned away.

use std::collections::BTreeSet;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;

use crate::support::connected_shop::{Channel, ConnectedShop};
use crate::support::fake_server::{Endpoint, Fault};
use crate::support::processes::{count_of, run_all};
use crate::support::shop::{Ended, ORDER, finish};

const PROCESSES: usize = 64;
const ORDERS: usize = 500;

#[test]
fn sixty_four_processes_push_each_order_once() {
    let connected = ConnectedShop::crowded(Channel::App, u32::try_from(ORDERS).unwrap());
    assert_eq!(connected.pushed("not_started").len(), ORDERS);
    let push = vec!["push", "--group", Channel::App.group(), "--limit", "0", "--concurrency", "4", "--json"];
    let ended = run_all(&connected.shop, &vec![push; PROCESSES]);
    let failed: Vec<_> =
        ended.iter().filter(|ended| ended.code != Some(0)).map(|ended| (ended.code, refused(ended))).collect();
    assert!(failed.is_empty(), "{failed:?}");
    let texts = connected.texts(Channel::App);
    let accepted: BTreeSet<String> = connected.pushed("accepted").into_iter().collect();
    assert_eq!((texts.len(), connected.files(Channel::App), accepted.len()), (ORDERS, ORDERS, ORDERS));
    let named = |number: &String| texts.iter().filter(|text| text.contains(number.as_str())).count();
    assert!(accepted.iter().all(|number| named(number) == 1), "an order was told twice and another never");
    assert_eq!(connected.server.requests(Endpoint::AppchatSend), 2 * ORDERS, "nothing arrived that was not shown");
    assert_eq!(connected.states(), ["accepted"]);
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
    let connected = ConnectedShop::ready();
    let push = ["push", ORDER, "--group", Channel::App.group()];
    connected.server.fault(Endpoint::AppchatSend, Fault::DropAfterBody);
    assert_eq!(connected.shop.run(&push).code, Some(12));
    let listed = connected.shop.json(&["push", "list", "--state", "unknown"]);
    let id = listed[0]["id"].as_str().unwrap();
    let says = |found| vec!["push", "resolve", id, found, "--evidence", "looked", "--yes"];
    let lines: Vec<_> = (0..16).map(|one| says(if one % 2 == 0 { "--delivered" } else { "--not-delivered" })).collect();
    let ended = run_all(&connected.shop, &lines);
    assert_eq!((count_of(&ended, 0), count_of(&ended, 4)), (1, 15), "{ended:?}");
    let winner = ended.iter().position(|ended| ended.code == Some(0)).unwrap();
    let state = connected.shop.json(&["push", "show", id])["state"].clone();
    assert_eq!(state, if winner % 2 == 0 { "accepted" } else { "failed" });
    let events = connected.shop.json(&["order", "timeline", ORDER]);
    let resolved = |event: &&Value| event["type"] == "agent_group_push_resolved";
    assert_eq!(events.as_array().unwrap().iter().filter(resolved).count(), 1, "{events}");
}

#[test]
fn an_answer_that_came_while_the_database_was_kept_is_read() {
    let connected = ConnectedShop::crowded(Channel::App, 4);
    connected.server.fault(Endpoint::AppchatSend, Fault::Pass);
    for seconds in 2..6 {
        connected.server.fault(Endpoint::AppchatSend, Fault::Slow(Duration::from_secs(seconds)));
    }
    let batch = connected.shop.start(&["push", "--group", Channel::App.group(), "--json"]);
    // The first order's text went alone; what follows is under way together. Its first answer waits to be recorded, and the
    // others come meanwhile.
    assert!(connected.server.wait_until(Duration::from_secs(20), |server| server.requests(Endpoint::AppchatSend) >= 4));
    // Another process writes for longer than an answer may take.
    let conn = Connection::open(connected.shop.path("shop.db")).unwrap();
    conn.busy_timeout(Duration::from_secs(20)).unwrap();
    conn.execute_batch("begin immediate").unwrap();
    std::thread::sleep(Duration::from_secs(17));
    conn.execute_batch("rollback").unwrap();
    let ended = finish(batch);
    assert_eq!((ended.code, refused(&ended)), (Some(0), vec![]));
    assert_eq!(
        (connected.texts(Channel::App).len(), connected.files(Channel::App), connected.states()),
        (4, 4, vec!["accepted".to_owned()])
    );
}

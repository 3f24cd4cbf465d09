//! What stands is said by every run, and the rows that it is read from follow the program and the configuration.

use rusqlite::Connection;

use crate::support::batch::{TOO_LONG, answer, cron, groups, ready};
use crate::support::shop::{ORDER, Shop};

const LATE: [&str; 2] = ["--now", "2026-03-20T03:51:00Z"];

fn queue_codes(shop: &Shop, flags: &[&str]) -> Vec<String> {
    let queue = shop.json(&[&["queue"], flags].concat());
    queue.as_array().unwrap().iter().map(|task| task["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_refused_push_is_said_by_every_run_and_the_queue_says_the_same() {
    let shop = groups();
    let one = ready(&shop, "初级道 3 小时", 10, 1).remove(0).number;
    answer(&shop, "g", &[TOO_LONG]);
    assert_eq!(shop.run(&["push", &one, "--group", "g"]).code, Some(6));
    for now in ["2026-03-20T03:45:00Z", "2026-03-20T04:00:00Z", "2026-03-22T04:00:00Z"] {
        let ended = shop.run(&["cron", "--quiet", "--now", now]);
        assert_eq!(ended.code, Some(8), "{ended:?}");
        assert!(ended.err.contains(&format!("`ticketctl push {one} --group g`")), "{ended:?}");
        let (exit, said) = cron(&shop, &["--now", now]);
        let problem = said["standing"].as_array().unwrap().iter().find(|one| one["kind"] == "refused_push").unwrap();
        assert_eq!((exit, &problem["count"], &problem["first_order"]), (8, &1.into(), &one.as_str().into()), "{said}");
        let queue = shop.json(&["queue", "--now", now]);
        assert_eq!((&queue[0]["order_no"], &queue[0]["command"]), (&problem["first_order"], &problem["command"]));
    }
}

/// As a file of the first version has them after its migration, and as they were before a deadline was changed.
#[test]
fn rows_of_an_older_file_are_brought_along_before_the_queue_is_read() {
    let shop = Shop::ready();
    shop.ok(&["push", ORDER, "--group", "g"]);
    assert_eq!(queue_codes(&shop, &LATE)[0], "chase_agent");
    let conn = Connection::open(shop.path("shop.db")).unwrap();
    let older = "update orders set turn_at = null, late_action = null, late_urgency = null, late_due_at = null;
        delete from meta where name = 'projection_basis'";
    conn.execute_batch(older).unwrap();
    assert_eq!(queue_codes(&shop, &[&LATE[..], &["--limit", "1"]].concat()), ["chase_agent"]);
    let doctor = shop.json(&["doctor", "--now", "2026-03-20T03:51:00Z"]);
    let projection = doctor["findings"].as_array().unwrap().iter().find(|found| found["code"] == "projection").unwrap();
    assert_eq!(projection["severity"], "ok", "{projection}");
}

#[test]
fn a_changed_deadline_is_in_force_at_once() {
    let shop = Shop::ready();
    shop.ok(&["push", ORDER, "--group", "g"]);
    assert_eq!(shop.run(&[&["cron", "--quiet"], &LATE[..]].concat()).code, Some(8), "ten minutes have passed");
    shop.ok(&["config", "set", "resale.deadlines.ack_minutes", "60"]);
    assert_ne!(queue_codes(&shop, &LATE)[0], "chase_agent");
    assert_eq!(shop.run(&[&["cron", "--quiet"], &LATE[..]].concat()).code, Some(0));
    shop.ok(&["config", "set", "resale.deadlines.ack_minutes", "5"]);
    assert_eq!(shop.run(&["cron", "--quiet", "--now", "2026-03-20T03:47:00Z"]).code, Some(8));
}

/// `doctor` looks at every column that the queue and the sweep read.
#[test]
fn doctor_names_each_column_that_is_not_what_the_events_say() {
    let shop = Shop::ready();
    let conn = Connection::open(shop.path("shop.db")).unwrap();
    let columns = [
        "urgency = urgency + 1",
        "due_at = due_at + 1",
        "miss_at = null",
        "turn_at = turn_at + 1",
        "late_action = 'none'",
        "late_urgency = 9",
        "late_due_at = 1",
        "push_group = 'x'",
        "platform = 'x'",
        "event_key = 'x'",
        "ticket_type = 'x'",
        "play_date = '2026-01-01'",
        "paid_amount = 1",
        "head_hash = zeroblob(32)",
    ];
    for set in columns {
        let name = set.split(' ').next().unwrap();
        conn.execute_batch(&format!("create temp table kept as select * from orders where order_no = '{ORDER}'"))
            .unwrap();
        conn.execute_batch(&format!("update orders set {set} where order_no = '{ORDER}'")).unwrap();
        let doctor: serde_json::Value = shop.run(&["doctor", "--json"]).json();
        let found = doctor["findings"].as_array().unwrap().iter().find(|found| found["code"] == "projection").unwrap();
        assert!(found["message"].as_str().unwrap().contains(&format!("({name})")), "{set}: {found}");
        conn.execute_batch(&format!(
            "update orders set {name} = (select {name} from kept) where order_no = '{ORDER}'; drop table kept"
        ))
        .unwrap();
    }
}

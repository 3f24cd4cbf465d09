//! A file whose schema is not ours is refused with the names of what differs; one of an older version is brought along.

use std::os::unix::fs::PermissionsExt as _;

use crate::support::shop::{ORDER, Shop, files, fixture};

/// A shop with the fixture `databases/NAME`: its database, its key and its proofs.
fn shop_of_fixture(name: &str) -> Shop {
    let shop = Shop::bare();
    let from = fixture("databases").join(name);
    for file in files(&from) {
        let to = shop.path(file.strip_prefix(&from).unwrap().to_str().unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(&file, &to).unwrap();
        std::fs::set_permissions(&to, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    shop
}

#[test]
fn a_file_of_the_first_schema_is_brought_along_and_works_on() {
    let shop = shop_of_fixture("schema-1");
    let stored: i64 = shop.database().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(stored, 1, "the fixture is never brought along itself");
    // Its group writes where it stood when the file was made.
    let outbox = shop.path("outbox");
    std::fs::create_dir(&outbox).unwrap();
    shop.database().execute("update agent_group set target = ?1", [outbox.to_str()]).unwrap();
    assert_eq!(shop.json("order list").as_array().unwrap().len(), 3);
    let checked = shop.json("event verify");
    assert_eq!((checked["ok"].as_bool(), checked["events"].as_u64()), (Some(true), Some(10)));
    // What was changed before is in no log; what comes now is, and a backup of it is whole.
    assert_eq!(checked["shop_events"].as_u64(), Some(0));
    shop.ok("price set t low 1");
    assert_eq!(shop.json("event verify")["shop_events"].as_u64(), Some(1));
    // It is a whole file: what comes next is sent, and names are read with its key.
    shop.ok(&["push", ORDER, "--group", "g"]);
    assert_eq!(shop.status("agent_push"), "accepted");
    assert_eq!(shop.json(&["order", "show", ORDER, "--reveal"])["form"]["name"], "张三2376");
    let doctor = shop.run("doctor --json");
    assert_eq!(doctor.code, Some(0), "{doctor:?}");
}

#[test]
fn buyers_are_found_by_the_spellings_of_this_version() {
    let shop = Shop::ready();
    let find = || shop.run("order search 138-0000-0000 --json").json().as_array().unwrap().len();
    assert_eq!(find(), 1);
    // As a file of an older program: other digests, and rows that rest on something else.
    let old = "update person_digest set digest = randomblob(32) where kind <> 'external_user';
        delete from meta where name = 'projection_basis'";
    shop.database().execute_batch(old).unwrap();
    assert_eq!(find(), 1);
    assert_eq!(shop.run("doctor --json").json()["ok"], true);
}

#[test]
fn dropped_and_added_objects_are_named_and_nothing_is_written() {
    let shop = Shop::open();
    shop.database()
        .execute_batch(
            "drop trigger event_no_update; drop index orders_by_external; create table mine (a text) strict;",
        )
        .unwrap();
    let before = shop.state();
    let refused = shop.refused(&["order", "cancel", ORDER, "--reason", "r"], 11);
    assert_eq!(refused["code"], "schema_differs");
    assert_eq!(refused["missing"], serde_json::json!(["index orders_by_external", "trigger event_no_update"]));
    assert_eq!(refused["extra"], serde_json::json!(["table mine"]));
    assert!(refused["hint"].as_str().unwrap().contains("ticketctl restore"), "{refused}");
    shop.file("late.txt", "another proof");
    assert_eq!(shop.refused(&["proof", "upload", ORDER, "late.txt"], 11)["code"], "schema_differs");
    std::fs::remove_file(shop.path("late.txt")).unwrap();
    assert_eq!(shop.state(), before, "no proof is left behind either");
    // Reading goes on: whoever has to look can.
    shop.ok(&["order", "show", ORDER]);
    let verified = shop.run("event verify --json");
    assert_eq!((verified.code, &verified.json()["ok"]), (Some(11), &false.into()));
    assert_eq!(verified.json()["schema"]["missing"][1], "trigger event_no_update");
    assert!(verified.err.contains("Stop writing"), "{}", verified.err);
    assert_eq!(shop.refused("event anchor a.ndjson", 11)["code"], "schema_differs");
    let doctor = shop.run("doctor --json");
    let findings = doctor.json()["findings"].clone();
    let found = findings.as_array().unwrap().iter().find(|finding| finding["code"] == "schema").unwrap();
    assert_eq!((doctor.code, found["severity"].as_str()), (Some(11), Some("problem")));
    assert!(found["message"].as_str().unwrap().contains("trigger event_no_update"), "{found}");
}

#[test]
fn a_file_of_before_the_release_is_refused_in_plain_words() {
    for (change, line, input) in [
        ("drop table ticket_code;", "ticket verify", "TICKET-CODE-1"),
        ("drop table meta;", "order list", ""),
        ("alter table orders rename column action to next_action;", "queue", ""),
    ] {
        let shop = Shop::open();
        shop.database().execute_batch(change).unwrap();
        let refused = shop.refused_with(line, input, 11);
        assert_eq!(refused["code"], "schema_differs", "{line}: {refused}");
        let hint = refused["hint"].as_str().unwrap();
        assert!(hint.contains("before the release of 0.1.0") && hint.contains("ticketctl restore"), "{hint}");
        assert_eq!(shop.run("doctor").code, Some(11), "{change}");
    }
}

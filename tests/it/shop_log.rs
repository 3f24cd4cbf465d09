//! The shop's own log: every change of its tables and files, by whom, what before and what after, in one chain.

use serde_json::{Value, json};

use crate::support::shop::Shop;

/// What a command adds to the log, as `command subject name: before → after`, oldest first.
fn added_by(shop: &Shop, line: &str) -> Vec<String> {
    let before = shop.json("event list --shop --limit 0").as_array().unwrap().len();
    shop.ok(line);
    let mut events = shop.json("event list --shop --limit 0").as_array().unwrap().clone();
    events.truncate(events.len() - before);
    let told = |event: &Value| {
        assert_eq!(event["operator"], "op-1");
        let word = |key: &str| event[key].as_str().unwrap().to_owned();
        let (command, subject, name) = (word("command"), word("subject"), word("name"));
        format!("{command} | {subject} {name}: {} → {}", event["before"], event["after"])
    };
    events.iter().rev().map(told).collect()
}

#[test]
fn every_change_of_the_shop_is_recorded_once_with_what_was_before() {
    let shop = Shop::open();
    shop.file("one.csv", "ticket_type,season,price\n初级道 3 小时,high,507\nb,low,1\n");
    shop.file("may.csv", "from,to,season\n2026-05-01,2026-05-05,low\n");
    shop.file("code.txt", "wxp://abc\n");
    shop.file("wording.txt", "{name}\n");
    let group = json!({ "channel": "spool", "target": shop.path("out"), "options": {} });
    let open = json!({ "paused": false });
    let sku = |price: &str, on_sale: bool| {
        json!({ "sku_id": "s", "merchant_id": "m", "name": "n", "price": price, "currency": "SGD", "basis": "pack",
            "pack_size": 1, "zone": "Asia/Singapore", "on_sale": on_sale })
    };
    let out = shop.path("out");
    for (line, expected) in [
        (
            "price import one.csv".to_owned(),
            vec![
                "price import | price b low: null → \"1.00\"".to_owned(),
                "price import | price 初级道 3 小时 high: \"506.00\" → \"507.00\"".to_owned(),
            ],
        ),
        ("price set B low 2".to_owned(), vec!["price set | price b low: \"1.00\" → \"2.00\"".to_owned()]),
        ("price set b low 2".to_owned(), vec![]),
        ("price remove b".to_owned(), vec!["price remove | price b low: \"2.00\" → null".to_owned()]),
        (
            "season import may.csv".to_owned(),
            vec!["season import | season 2026-05-01..2026-05-05: null → \"low\"".to_owned()],
        ),
        (
            format!("group add g --channel spool --target {}", out.display()),
            vec![format!("group add | group g: null → {group}")],
        ),
        (
            "group pause g --reason r".to_owned(),
            vec![format!(
                "group pause | group g: {open} → {}",
                json!({"paused": true, "by": "operator", "reason": "r"})
            )],
        ),
        (
            "group resume g".to_owned(),
            vec![format!(
                "group resume | group g: {} → {open}",
                json!({"paused": true, "by": "operator", "reason": "r"})
            )],
        ),
        ("group resume g".to_owned(), vec![]),
        (
            "group route g --ticket-type t".to_owned(),
            vec!["group route | route ticket_type t: null → \"g\"".to_owned()],
        ),
        ("group route g --ticket-type t --dry-run".to_owned(), vec![]),
        (
            "group remove g --yes".to_owned(),
            vec![
                "group remove | route ticket_type t: \"g\" → null".to_owned(),
                format!("group remove | group g: {group} → null"),
            ],
        ),
        (
            "config set resale.rate_bp 9700".to_owned(),
            vec!["config set | config resale.rate_bp: 9800 → 9700".to_owned()],
        ),
        (
            "payment qr add main code.txt".to_owned(),
            vec![format!(
                "payment qr add | payment_qr main: null → {}",
                json!({"content": "wxp://abc", "active": false})
            )],
        ),
        (
            "payment qr use main".to_owned(),
            vec![format!(
                "payment qr use | payment_qr main: {} → {}",
                json!({"content": "wxp://abc", "active": false}),
                json!({"content": "wxp://abc", "active": true})
            )],
        ),
        (
            "sku add s --name n --merchant m --price 1 --currency SGD".to_owned(),
            vec![format!("sku add | sku s: null → {}", sku("1.00", true))],
        ),
        (
            "sku stock s --date 2090-01-01 --capacity 5".to_owned(),
            vec!["sku stock | stock s 2090-01-01: null → 5".to_owned()],
        ),
        ("sku pause s".to_owned(), vec![format!("sku pause | sku s: {} → {}", sku("1.00", true), sku("1.00", false))]),
    ] {
        assert_eq!(added_by(&shop, &line), expected, "{line}");
    }
    let wording = added_by(&shop, "notify template set ticket_matched --text-lang en wording.txt");
    assert!(wording.len() == 1 && wording[0].ends_with(" → \"{name}\""), "{wording:?}");
    assert_eq!(shop.json("event verify")["ok"], true);
}

#[test]
fn of_a_secret_the_log_has_the_name_and_a_shop_that_does_not_open_stops_nobody() {
    let shop = Shop::open();
    let value = "a-very-secret-token-1234";
    shop.ok_with("secret set bot", value);
    shop.ok_with("secret set bot", value);
    shop.ok("secret remove bot --yes");
    let events = shop.json("event list --shop --limit 3");
    let told: Vec<_> = (0..3).map(|at| (events[at]["command"].clone(), events[at]["after"].clone())).collect();
    let expected = [("secret remove", Value::Null), ("secret set", json!("replaced")), ("secret set", json!("set"))];
    assert_eq!(told, expected.map(|(command, after)| (json!(command), after)));
    assert_eq!(shop.files_with(&[value]), []);
    // A key file that is gone: the setting is written, and that it is in no log is said.
    std::fs::rename(shop.path("key"), shop.path("away")).unwrap();
    let ended = shop.run("config set resale.rate_bp 9600");
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.err.contains("has no record of it"), "{}", ended.err);
    std::fs::rename(shop.path("away"), shop.path("key")).unwrap();
    assert_eq!(shop.json("config get resale.rate_bp")["value"], 9600);
    assert_eq!(shop.json("event list --shop")[0]["command"], "secret remove");
    // Before there is a shop there is nothing to record in.
    let bare = Shop::bare();
    assert!(!bare.run_with("secret set bot", value).err.contains("record"));
}

#[test]
fn a_change_of_the_log_is_found_by_place_and_by_an_anchor() {
    let shop = Shop::open();
    shop.ok("price set b low 1");
    shop.ok("price set b low 2");
    shop.ok("event anchor anchors");
    let head: String =
        shop.database().query_row("select value from meta where name = 'shop_log_head'", [], |row| row.get(0)).unwrap();
    for (damage, what, version) in [
        ("update shop_event set after = '\"3.00\"' where id = 4", "hash", 4),
        ("update shop_event set operator = 'other' where id = 1", "hash", 1),
        ("delete from shop_event where id = 2", "gap", 3),
        ("delete from shop_event where id = 4", "head", 3),
        ("delete from shop_event", "head", 0),
        ("update meta set value = '4 00' where name = 'shop_log_head'", "head", 4),
    ] {
        let twin = shop.twin();
        let conn = twin.database();
        let triggers: Vec<(String, String)> = {
            let all = "select name, sql from sqlite_schema where type = 'trigger' and name like 'shop_event%'";
            let mut all = conn.prepare(all).unwrap();
            all.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
        };
        assert_eq!(triggers.len(), 2);
        assert!(conn.execute_batch(damage).is_err() || damage.contains("meta"), "{damage}: the triggers hold");
        triggers.iter().for_each(|(name, _)| conn.execute_batch(&format!("drop trigger {name}")).unwrap());
        conn.execute_batch(damage).unwrap();
        triggers.iter().for_each(|(_, sql)| conn.execute_batch(sql).unwrap());
        let checked = twin.run("event verify --json");
        let found = checked.json()["breaks"][0].clone();
        assert_eq!(checked.code, Some(11), "{damage}");
        assert_eq!(
            (&found["order_no"], &found["what"], &found["version"]),
            (&json!("shop"), &json!(what), &json!(version)),
            "{damage}"
        );
        let doctor = twin.run("doctor --json");
        assert!(doctor.out.contains(&format!("shop-{version} ({what})")), "{damage}: {}", doctor.out);
        assert_eq!(twin.refused("event anchor anchors", 11)["code"], "log_broken");
    }
    // Whole in itself, and shorter than what was pinned.
    let twin = shop.twin();
    let conn = twin.database();
    conn.execute_batch("drop trigger shop_event_no_delete; delete from shop_event where id = 4").unwrap();
    let third: Vec<u8> = conn.query_row("select hash from shop_event where id = 3", [], |row| row.get(0)).unwrap();
    let hex: String = third.iter().map(|byte| format!("{byte:02x}")).collect();
    conn.execute("update meta set value = ?1 where name = 'shop_log_head'", [format!("3 {hex}")]).unwrap();
    assert_eq!(twin.run("event verify --json").json()["breaks"], json!([]));
    let anchored = twin.run("event verify --anchor anchors --json").json();
    assert_eq!(anchored["breaks"], json!([{ "order_no": "shop", "version": 4, "what": "anchor" }]));
    assert!(head.starts_with("4 "));
}

#[test]
fn the_log_goes_along_in_a_backup() {
    let shop = Shop::open();
    shop.ok("price set b low 1");
    shop.ok("backup whole.tkb");
    let restored = Shop::bare();
    std::fs::copy(shop.path("whole.tkb"), restored.path("whole.tkb")).unwrap();
    std::fs::copy(shop.path("key"), restored.path("key")).unwrap();
    restored.ok("restore whole.tkb");
    assert_eq!(restored.json("event list --shop"), shop.json("event list --shop"));
    assert_eq!(restored.json("event verify")["shop_events"], 3);
}

//! The log from outside: an export taken in, listed, verified, anchored, swept and captured.

use std::io::BufRead as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::support::batch::{ODD, answer};
use crate::support::shop::{ORDER, Shop};

const EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/exports/resale-reference.ndjson");

/// A sandbox with the reference order in it.
fn with_order() -> Shop {
    let shop = Shop::sandbox().in_real_time();
    shop.ok(&["event", "import", EXPORT]);
    shop
}

/// What `event verify` finds broken.
fn breaks(shop: &Shop) -> Value {
    shop.run(&["event", "verify", "--json"]).json()["breaks"].take()
}

/// The database without what keeps a log from being changed.
fn unguarded(shop: &Shop) -> rusqlite::Connection {
    let conn = shop.database();
    conn.execute_batch(
        "drop trigger event_no_update; drop trigger event_no_delete; pragma ignore_check_constraints = on;",
    )
    .unwrap();
    conn
}

fn lines() -> Vec<Value> {
    let text = std::fs::read_to_string(EXPORT).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn write(path: &Path, rows: &[Value]) -> String {
    let text: String = rows.iter().map(|row| format!("{row}\n")).collect();
    std::fs::write(path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_reference_export_becomes_the_reference_order() {
    let shop = with_order();
    let order = shop.json(&["order", "show", ORDER]);
    assert_eq!(order["status"]["order"], "agent_payment_confirmed");
    assert_eq!(order["status"]["agent_push"], "failed");
    assert_eq!(order["agent_payable_amount"], "495.88");
    assert_eq!(order["proof"]["state"], "external");
    let events = order["events"].as_array().unwrap();
    assert_eq!(events.len(), 7);
    assert_eq!(events[0]["after"], json!({"orderStatus": "agent_payment_confirmed", "agentPushStatus": "failed"}));
    assert_eq!(events[0]["created_at"], "2026-03-20T03:36:01.000Z");
    assert_eq!(events[1]["payload"]["receiptFilePath"], lines()[1]["payload"]["receiptFilePath"]);
    assert_eq!(events[2]["key"], "smoke-1773977742376-payment-confirm");
    let internal = shop.json(&["order", "show", ORDER, "--internal"]);
    // The payable that follows the price check, and the beginning of the push that failed.
    assert_eq!(internal["events"].as_array().unwrap().len(), 9);
    assert_eq!(breaks(&shop), json!([]));
}

#[test]
fn the_same_again_changes_nothing_whichever_way_the_file_runs() {
    let shop = with_order();
    let mut rows = lines();
    rows.reverse();
    let oldest_first = write(&shop.path("oldest.ndjson"), &rows);
    for file in [EXPORT, &oldest_first] {
        assert_eq!(shop.json(&["event", "import", file])[0]["verdict"], "exists", "{file}");
    }
    assert_eq!(shop.json(&["event", "list", "--internal"]).as_array().unwrap().len(), 9);
    let mut other = lines();
    other[2]["payload"]["payChannel"] = json!("alipay");
    let error = shop.refused(&["event", "import", &write(&shop.path("other.ndjson"), &other)], 4);
    assert_eq!((&error["code"], &error["event"]), (&json!("order_differs"), &json!(5)));
}

#[test]
fn a_contradiction_refuses_the_whole_file_and_names_the_axis() {
    let shop = Shop::sandbox().in_real_time();
    let change = |at: usize, path: &[&str], value: Value| {
        let mut rows = lines();
        let slot = path.iter().fold(&mut rows[at], |slot, key| &mut slot[*key]);
        *slot = value;
        rows
    };
    for (rows, event, axis) in [
        (change(0, &["before", "agentPushStatus"], json!("失败")), 7, "agentPushStatus"),
        (change(2, &["after", "orderStatus"], json!("agent_pushed")), 5, "orderStatus"),
        (change(4, &["after", "orderStatus"], json!("没有这个")), 3, "orderStatus"),
        (change(5, &["payload", "settlementAmount"], json!("400.00")), 2, "settlementAmount"),
        (change(5, &["payload", "paidAmount"], json!("500.00")), 2, "paidAmount"),
        (change(6, &["payload", "paidAmount"], json!(0)), 1, "paidAmount"),
        (change(4, &["createdAt"], json!("2026/04/16 00:00:00")), 3, "playDate"),
        // Without the review, the payment is not admitted.
        (lines().into_iter().enumerate().filter(|(i, _)| *i != 3).map(|(_, row)| row).collect(), 4, "reviewStatus"),
    ] {
        let mut two = rows.clone();
        // Another order of the same file that is fine does not come in either.
        two.extend(lines().into_iter().map(|mut row| {
            row["orderNo"] = json!("XY20260320033546715AAAA");
            if row["type"] == "xianyu_order_paid_detected" {
                row["payload"]["externalOrderNo"] = json!("other");
                row["payload"]["eventKey"] = json!("other");
            }
            row
        }));
        let error = shop.refused(&["event", "import", &write(&shop.path("bad.ndjson"), &two)], 4);
        assert_eq!((&error["event"], &error["axis"]), (&json!(event), &json!(axis)), "{error}");
        assert_eq!(shop.json(&["event", "list", "--internal"]), json!([]));
    }
}

#[test]
fn a_proof_is_found_by_its_hash_and_an_unknown_group_is_paused() {
    let shop = Shop::sandbox().in_real_time();
    let proofs = shop.path("proofs/deep");
    std::fs::create_dir_all(&proofs).unwrap();
    std::fs::write(proofs.join("any-name"), format!("payment proof {ORDER}")).unwrap();
    std::fs::write(proofs.join("other.txt"), "no proof of ours").unwrap();
    let dir = shop.path("proofs");
    let report = shop.json(&["event", "import", EXPORT, "--proof-dir", dir.to_str().unwrap()]);
    assert_eq!((&report[0]["external_proofs"], &report[0]["groups"]), (&json!(0), &json!(["wecom-group-smoke"])));
    let order = shop.json(&["order", "show", ORDER]);
    assert_eq!(order["proof"]["state"], "stored");
    let stored = shop.path(order["proof"]["path"].as_str().unwrap());
    assert_eq!(std::fs::read_to_string(&stored).unwrap(), format!("payment proof {ORDER}"));
    std::fs::remove_file(&stored).unwrap();
    assert_eq!(shop.json(&["order", "show", ORDER])["proof"]["state"], "missing");
    let paused: Option<String> =
        unguarded(&shop).query_row("select paused_reason from agent_group", [], |row| row.get(0)).unwrap();
    assert!(paused.is_some());
}

#[test]
fn the_list_masks_and_a_look_at_a_person_is_recorded_once() {
    let shop = with_order();
    let masked = shop.ok(&["event", "list", "--json"]);
    for marker in ["13800000000", "440101199001012376", "张三"] {
        assert!(!masked.contains(marker), "{marker}");
    }
    assert!(masked.contains("138****0000"));
    assert!(shop.ok(&["event", "list", "--json", "--reveal"]).contains("13800000000"));
    let all = shop.json(&["event", "list", "--internal", "--order", ORDER]);
    assert_eq!(all[0]["type"], "personal_data_revealed");
    assert_eq!(all.as_array().unwrap().len(), 10);
    let newest = shop.json(&["event", "list", "--limit", "2"]);
    assert_eq!((&newest[0]["version"], &newest[1]["version"]), (&json!(9), &json!(7)));
    let since = shop.json(&["event", "list", "--since", "2026-03-20T03:36:00Z"]);
    assert_eq!(since.as_array().unwrap().len(), 1);
    shop.refused(&["event", "list", "--order", "XY20260320033546715AAAA"], 3);
}

#[test]
fn the_tail_is_oldest_first_and_follows() {
    let shop = with_order();
    let tail = shop.ok(&["event", "tail", "--json"]);
    let kinds: Vec<Value> =
        tail.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["type"].clone()).collect();
    assert_eq!((kinds.len(), &kinds[0]), (7, &json!("xianyu_order_paid_detected")));

    let mut child = shop.start(&["event", "tail", "--follow", "--format", "ids"]);
    let mut reader = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut next = || {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        line
    };
    let seen: Vec<String> = (0..7).map(|_| next()).collect();
    assert_eq!(seen[6], format!("{ORDER}-9\n"));
    shop.ok(&["trigger", "deadline_missed", ORDER]);
    assert_eq!(next(), format!("{ORDER}-10\n"));
    drop(reader);
    shop.ok(&["trigger", "deadline_missed", ORDER]);
    assert_eq!(child.wait().unwrap().code(), Some(141));
}

#[test]
fn every_changed_byte_of_every_column_is_found() {
    let shop = with_order();
    let conn = unguarded(&shop);
    let columns = [
        "id",
        "order_no",
        "version",
        "type",
        "source",
        "result",
        "visibility",
        "created_at",
        "processed_at",
        "key",
        "error_code",
        "error_message",
        "before",
        "after",
        "payload",
        "operator",
        "prev_hash",
        "hash",
    ];
    let holds = || chains_hold(&shop);
    assert!(holds());
    let mut flips = 0;
    for column in columns {
        let cell: rusqlite::types::Value =
            conn.query_row(&format!("select {column} from event where id = 6"), [], |row| row.get(0)).unwrap();
        for changed in neighbours(&cell) {
            let set = format!("update event set {column} = ?1 where id = ?2");
            let (now, then) = match (column, &changed) {
                ("id", rusqlite::types::Value::Integer(id)) => (6, *id),
                _ => (6, 6),
            };
            // A value that the table can't hold (a taken place or version) can't be put there either.
            if put(&conn, &set, column, &changed, now) {
                flips += 1;
                assert!(!holds(), "{column} changed unseen");
                assert!(put(&conn, &set, column, &cell, then));
            }
        }
    }
    assert!(holds());
    assert!(flips > 450, "{flips}");
}

/// Whether every hash holds. That the triggers are gone, through which nothing could be changed, is told beside it.
fn chains_hold(shop: &Shop) -> bool {
    let ended = shop.run(&["event", "verify", "--json"]);
    ended.out.starts_with('{') && ended.json()["breaks"] == json!([])
}

/// Every value that differs in one byte, or in being there at all.
fn neighbours(cell: &rusqlite::types::Value) -> Vec<rusqlite::types::Value> {
    use rusqlite::types::Value as Cell;
    let flipped = |bytes: &[u8]| -> Vec<Vec<u8>> {
        (0..bytes.len())
            .map(|at| {
                let mut changed = bytes.to_vec();
                changed[at] ^= 1;
                changed
            })
            .collect()
    };
    match cell {
        Cell::Null => vec![Cell::Text(String::new())],
        Cell::Integer(number) => (0..8).map(|byte| Cell::Integer(number ^ (1 << (byte * 8)))).collect(),
        Cell::Real(_) => Vec::new(),
        Cell::Text(text) => flipped(text.as_bytes()).into_iter().map(Cell::Blob).chain([Cell::Null]).collect(),
        Cell::Blob(bytes) => flipped(bytes).into_iter().map(Cell::Blob).collect(),
    }
}

/// Writes a cell; bytes go into a text column as text, valid or not. Whether the table took it.
fn put(conn: &rusqlite::Connection, set: &str, column: &str, cell: &rusqlite::types::Value, id: i64) -> bool {
    use rusqlite::types::Value as Cell;
    let hashes = matches!(column, "prev_hash" | "hash");
    match cell {
        Cell::Blob(_) if !hashes => conn.execute(&set.replace("?1", "cast(?1 as text)"), (cell, id)),
        _ => conn.execute(set, (cell, id)),
    }
    .is_ok()
}

#[test]
fn a_cut_tail_and_bytes_changed_in_the_file_are_found() {
    let shop = with_order();
    let conn = unguarded(&shop);
    conn.execute("delete from event where id = 9", []).unwrap();
    let ended = shop.run(&["event", "verify", "--json"]);
    let report = ended.json();
    assert_eq!((ended.code, &report["ok"], &report["events"]), (Some(11), &json!(false), &json!(8)));
    assert_eq!(report["breaks"], json!([{"order_no": ORDER, "version": 9, "what": "head"}]));
}

#[test]
fn an_index_that_still_shows_the_old_value_hides_nothing() {
    let shop = with_order();
    let hash: Vec<u8> = {
        let conn = unguarded(&shop);
        conn.query_row("select hash from event where id = 3", [], |row| row.get(0)).unwrap()
    };
    // The last connection that closes leaves everything in the one file.
    let path = shop.database_file();
    let whole = std::fs::read(&path).unwrap();
    let at =
        |needle: &[u8], from: usize| whole[from..].windows(needle.len()).position(|w| w == needle).map(|i| i + from);
    let end = at(&hash, 0).unwrap();
    let start = whole[..end].windows(ORDER.len()).rposition(|window| window == ORDER.as_bytes()).unwrap();
    for place in [start, start + ORDER.len() - 1, end, end + 31] {
        let mut changed = whole.clone();
        changed[place] ^= 1;
        std::fs::write(&path, changed).unwrap();
        assert!(!chains_hold(&shop), "byte {place}");
    }
    std::fs::write(&path, &whole).unwrap();
    assert!(chains_hold(&shop));
}

#[test]
fn an_anchor_holds_while_the_log_only_grows() {
    let shop = with_order();
    let file = shop.path("anchors");
    let file = file.to_str().unwrap();
    let first = shop.json(&["event", "anchor", file]);
    assert_eq!((&first["orders"], &first["events"]), (&json!(1), &json!(9)));
    shop.ok(&["trigger", "deadline_missed", ORDER]);
    assert_eq!(shop.json(&["event", "verify", "--anchor", file])["anchors"], 1);
    let second = shop.json(&["event", "anchor", file]);
    assert_ne!(first["root"], second["root"]);
    let again = shop.json(&["event", "anchor", file]);
    assert_eq!(again["root"], second["root"]);
    let text = std::fs::read_to_string(file).unwrap();
    assert_eq!(text.lines().count(), 6, "what did not change, an order or the shop, is not pinned again");

    // A history that is whole in itself but another one: the same export, other seals, other hashes.
    let other = with_order();
    let ended = other.run(&["event", "verify", "--anchor", file, "--json"]);
    assert_eq!((ended.code, &ended.json()["breaks"][0]["what"]), (Some(11), &json!("anchor")));
    assert_eq!(other.refused(&["event", "anchor", file], 11)["code"], "log_broken");

    std::fs::write(file, text.replacen("\"version\":9", "\"version\":8", 1)).unwrap();
    assert_eq!(shop.refused(&["event", "verify", "--anchor", file], 11)["code"], "anchor_damaged");
    std::fs::write(file, text.replacen("\"head\":\"", "\"head\":\"0", 1)).unwrap();
    assert_eq!(shop.refused(&["event", "verify", "--anchor", file], 11)["code"], "anchor_damaged");
}

#[test]
fn an_anchor_that_was_cut_short_pins_nothing_and_the_next_takes_its_place() {
    let shop = with_order();
    let file = shop.path("anchors");
    let name = file.to_str().unwrap();
    shop.ok(&["event", "anchor", name]);
    let first = std::fs::read_to_string(&file).unwrap();
    shop.ok(&["trigger", "deadline_missed", ORDER]);
    shop.ok(&["event", "anchor", name]);
    let whole = std::fs::read_to_string(&file).unwrap();
    for cut in (0..whole.len()).step_by(7).chain([first.len(), whole.len() - 1, whole.len()]) {
        std::fs::write(&file, &whole[..cut]).unwrap();
        let said = shop.run(&["event", "verify", "--anchor", name, "--json"]);
        assert_eq!(said.code, Some(0), "{cut}: {said:?}");
        let said = said.json();
        let anchors = usize::from(cut >= first.len()) + usize::from(cut >= whole.len());
        assert_eq!(said["anchors"], anchors, "{cut}");
        let ends_whole = [0, first.len(), whole.len()].contains(&cut);
        assert_eq!(said["unfinished_anchor"], !ends_whole, "{cut}");
        shop.ok(&["event", "anchor", name]);
        let healed = shop.json(&["event", "verify", "--anchor", name]);
        assert_eq!((&healed["unfinished_anchor"], &healed["anchors"]), (&false.into(), &json!(anchors + 1)), "{cut}");
        let kept = if cut < first.len() { "" } else { first.as_str() };
        assert!(std::fs::read_to_string(&file).unwrap().starts_with(kept), "{cut}: a whole one stays");
    }
    // What is in the middle is no tail: there it was changed.
    std::fs::write(&file, format!("{}{}", &first[..first.len() - 10], &whole[first.len()..])).unwrap();
    assert_eq!(shop.refused(&["event", "verify", "--anchor", name], 11)["code"], "anchor_damaged");
    assert_eq!(shop.refused(&["event", "anchor", name], 11)["code"], "anchor_damaged");
}

#[test]
fn a_missed_deadline_is_recorded_once() {
    let shop = with_order();
    // The push was due ten minutes after the proof.
    let at = |time: &str| {
        let swept = shop.json(&["sweep", "--now", time]);
        (swept["missed"].clone(), swept["recovered"].clone())
    };
    assert_eq!(at("2026-03-20T03:45:55Z"), (json!(0), json!(0)));
    assert_eq!(at("2026-03-20T03:45:56Z"), (json!(1), json!(0)));
    assert_eq!(at("2026-03-21T03:45:56Z"), (json!(0), json!(0)));
    let newest = &shop.json(&["event", "list"])[0];
    assert_eq!((&newest["type"], &newest["source"]), (&json!("deadline_missed"), &json!("cron")));
    assert_eq!(newest["payload"], json!({"dueAt": "2026-03-20T03:45:56.000Z", "deadline": "push"}));
    let order = shop.json(&["order", "show", ORDER]);
    assert!(order["exceptions"].as_array().unwrap().iter().any(|found| found["kind"] == "deadline_missed"));
}

#[test]
fn an_event_is_triggered_where_the_state_admits_it() {
    let shop = with_order();
    let done = shop.json(&["trigger", "agent_group_push_succeeded", ORDER, "--set", "targetGroupId=g2", "--key", "k1"]);
    assert_eq!(done["status"]["orderStatus"], "agent_pushed");
    assert_eq!(shop.json(&["order", "show", ORDER])["latest"]["push"]["group"], "g2");
    let again =
        shop.json(&["trigger", "agent_group_push_succeeded", ORDER, "--set", "targetGroupId=g2", "--key", "k1"]);
    assert_eq!((&again["replayed"], &again["events"]), (&json!(true), &done["events"]));
    assert_eq!(shop.refused(&["trigger", "user_form_submitted", ORDER], 4)["code"], "wrong_state");
    let unknown = shop.refused(&["trigger", "agent_group_push_failled", ORDER], 2);
    assert_eq!(unknown["near"][0], "agent_group_push_failed");
    shop.refused(&["trigger", "deadline_missed", ORDER, "--set", "dueAt=never"], 2);
    let live = Shop::bare().in_real_time();
    live.ok(&["init"]);
    assert_eq!(live.refused(&["trigger", "deadline_missed", ORDER], 4)["code"], "sandbox_only");
    assert_eq!(live.refused(&["fixture", "capture", ORDER], 4)["code"], "sandbox_only");
}

#[test]
fn an_order_whose_push_was_once_unknown_comes_in_elsewhere() {
    for (found, complete) in [("--delivered", false), ("--not-delivered", false), ("--delivered", true)] {
        let shop = Shop::ready();
        let part = if complete { "proof" } else { "text" };
        if complete {
            answer(&shop, "g", &[r#"{"errcode":0,"errmsg":"ok"}"#]);
        }
        answer(&shop, "g", &[ODD]);
        assert_eq!(shop.run(&["push", ORDER]).code, Some(12));
        let id = format!("{ORDER}-p1-{part}");
        shop.ok(&["push", "resolve", &id, found, "--evidence", "looked", "--yes"]);
        shop.ok(&["fixture", "capture", ORDER, "--out", "captured.ndjson"]);
        let exported = std::fs::read_to_string(shop.path("captured.ndjson")).unwrap();
        assert!(!exported.contains("agent_group_push_uncertain"), "an export has what the pages show");
        let other = Shop::sandbox();
        let file = shop.path("captured.ndjson");
        let report = other.json(&["event", "import", file.to_str().unwrap()]);
        assert_eq!(report[0]["verdict"], "created", "{found}: {report}");
        assert_eq!(other.status("agent_push"), shop.status("agent_push"), "{found} {part}");
        let delivery = other.json(&["order", "show", ORDER])["deliveries"][0].clone();
        assert_eq!((&delivery["id"], &delivery["target"]), (&id.as_str().into(), &"g".into()), "{delivery}");
        other.ok(&["event", "verify"]);
    }
}

#[test]
fn a_captured_order_comes_in_elsewhere() {
    let shop = with_order();
    let out = shop.path("captured.ndjson");
    let out = out.to_str().unwrap();
    shop.ok(&["fixture", "capture", ORDER, "--out", out]);
    let text = std::fs::read_to_string(out).unwrap();
    for marker in ["13800000000", "440101199001012376", "张三", "user-1773977742376"] {
        assert!(!text.contains(marker), "{marker}");
    }
    assert_eq!(shop.refused(&["fixture", "capture", ORDER, "--out", out], 4)["code"], "file_exists");
    let other = Shop::sandbox().in_real_time();
    assert_eq!(other.json(&["event", "import", out])[0]["verdict"], "created");
    let facts = |shop: &Shop| {
        let order = shop.json(&["order", "show", ORDER]);
        (order["status"].clone(), order["latest"].clone(), order["agent_payable_amount"].clone())
    };
    assert_eq!(facts(&other), facts(&shop));

    let revealed = shop.ok(&["fixture", "capture", ORDER, "--reveal"]);
    assert!(revealed.contains("13800000000"));
    assert_eq!(shop.json(&["event", "list", "--internal"])[0]["type"], "personal_data_revealed");
    std::fs::write(shop.path("revealed.ndjson"), revealed).unwrap();
    let file = shop.path("revealed.ndjson");
    assert_eq!(shop.json(&["event", "import", file.to_str().unwrap()])[0]["verdict"], "exists");
}

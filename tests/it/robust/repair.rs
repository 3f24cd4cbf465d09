//! A shop with something of everything is damaged in one place; the doctor finds it, and mends what follows from the log
//! and nothing else.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_json::Value;

use crate::support::shop::{Ended, ORDER, Shop};
use crate::support::ticket_shop::{BOUGHT, SKU, SoldTicket, TicketShop, VISIT};

/// While the places of an order are held.
const LATER: &str = "2026-03-20T08:38:00Z";

/// What becomes of a damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything is as it was before.
    Mended,
    /// The finding stays, with this exit code, and nothing is changed.
    Left(i32),
}
use Outcome::{Left, Mended};

/// A name, what is done to the database, the code of the finding, and what becomes of it. The triggers are off meanwhile.
type Case = (&'static str, &'static str, &'static str, Outcome);

const HOLDS: &[Case] = &[
    ("a sold hold is gone", "delete from hold where order_no = '{sold}'", "places", Mended),
    ("a held one is gone", "delete from hold where order_no = '{held}'", "places", Mended),
    ("all are gone", "delete from hold", "places", Mended),
    ("it expires years later", "update hold set expires_at = expires_at + 99999999999 where order_no = '{held}'", "places", Mended),
    ("it expired long ago", "update hold set expires_at = 1 where order_no = '{held}'", "places", Mended),
    ("a sold one is released", "update hold set state = 'released' where order_no = '{sold}'", "places", Mended),
    ("an expired one is sold", "update hold set state = 'committed' where order_no = '{expired}'", "places", Mended),
    ("it takes fewer places", "update hold set quantity = 1 where order_no = '{sold}'", "places", Mended),
    ("it is another order's", "update hold set order_no = '{paid}' where order_no = '{sold}'", "places", Mended),
    (
        "there is one too many",
        "insert into hold select 'lock_x', order_no, sku_id, visit_date, quantity, state, held_at, expires_at, updated_at
            from hold where order_no = '{sold}'",
        "places",
        Mended,
    ),
    (
        "its places are sold to others",
        "delete from hold where order_no = '{sold}'; update stock set capacity =
            (select sum(quantity) from hold where state in ('held', 'committed'))",
        "places",
        Left(11),
    ),
];

const USED_ONCE: &[Case] = &[
    ("the code of a ticket is gone", "delete from ticket_code where order_no = '{sold}'", "ticket_codes", Mended),
    (
        "it is another order's",
        "update ticket_code set order_no = '{paid}' where order_no = '{sold}'",
        "ticket_codes",
        Mended,
    ),
    ("a code is forged", "insert into ticket_code values (zeroblob(32), '{sold}')", "ticket_codes", Mended),
    ("an erased order's is gone", "delete from ticket_code where order_no = '{erased}'", "ticket_codes", Left(11)),
    (
        "a payment can buy again",
        "delete from payment_reference where order_no = '{sold}' and reference = 'CARD_1'",
        "payment_references",
        Mended,
    ),
    (
        "one that bought nothing can",
        "delete from payment_reference where order_no = '{sold}' and reference <> 'CARD_1'",
        "payment_references",
        Mended,
    ),
    (
        "it is another order's",
        "update payment_reference set order_no = '{held}' where order_no = '{paid}'",
        "payment_references",
        Mended,
    ),
    (
        "a number that nobody paid with",
        "insert into payment_reference values ('checkout', 'x', '{held}')",
        "payment_references",
        Mended,
    ),
    ("a mandate that nobody showed", "insert into spent values ('nonce', zeroblob(32), '{held}')", "used_once", Mended),
];

const PERSONS: &[Case] = &[
    ("nobody finds a buyer", "delete from person_digest where kind = 'phone'", "person_index", Mended),
    (
        "somebody else is found",
        "insert into person_digest select 'name', zeroblob(32), person_id from orders where order_no = '{resale}'",
        "person_index",
        Mended,
    ),
    (
        "an erased buyer is found",
        "insert into person_digest select 'phone', zeroblob(32), person_id from orders where order_no = '{erased}'",
        "person_index",
        Mended,
    ),
    (
        "an erased buyer has a key",
        "update person set wrapped_key = x'{key}', erased_at = null
            where id = (select person_id from orders where order_no = '{erased}')",
        "erased_keys",
        Mended,
    ),
    (
        "a key is lost",
        "update person set wrapped_key = null where id = (select person_id from orders where order_no = '{resale}')",
        "lost_keys",
        Left(11),
    ),
];

const FILES: &[Case] = &[
    ("a proof is not recorded", "delete from file where kind = 'proof'", "file_rows", Mended),
    ("nor where it is", "update file set path = null where kind = 'screenshot'", "file_rows", Mended),
    ("it is elsewhere", "update file set path = 'payment-proof/x' where kind = 'proof'", "file_rows", Mended),
    ("one that nobody uploaded", "insert into file values ('proof', '{resale}', 'abc', null, 0)", "file_rows", Mended),
];

const ROWS: &[Case] = &[
    (
        "another status",
        "update orders set order_status = 'user_info_pending' where order_no = '{resale}'",
        "projection",
        Mended,
    ),
    (
        "another payment status",
        "update orders set payment_status = 'FAILED' where order_no = '{sold}'",
        "projection",
        Mended,
    ),
    (
        "another urgency",
        "update orders set urgency = 1, due_at = 5, miss_at = 5 where order_no = '{paid}'",
        "projection",
        Mended,
    ),
    (
        "another product",
        "update product set name = 'x' where id = (select product_id from orders where order_no = '{resale}')",
        "projection",
        Mended,
    ),
    (
        "another number outside",
        "update orders set external_order_no = 'x', event_key = 'y' where order_no = '{resale}'",
        "projection",
        Mended,
    ),
    ("another amount", "update orders set paid_amount = 1 where order_no = '{resale}'", "projection", Mended),
    ("a counter is off", "update order_count set n = n + 1 where code = 'FULFILLED'", "counters", Mended),
    ("a counter is gone", "delete from order_count where code = 'FULFILLED'", "counters", Mended),
    (
        "a status and its counter",
        "update orders set order_status = 'DRAFT' where order_no = '{sold}'; delete from order_count",
        "projection",
        Mended,
    ),
];

const LOG: &[Case] = &[
    ("an event was changed", "update event set payload = '{{}}' where order_no = '{sold}' and version = 3", "event_chain", Left(11)),
    ("the tail is cut", "delete from event where id = (select max(id) from event)", "event_chain", Left(11)),
    ("an order is gone", "delete from orders where order_no = '{sold}'", "event_chain", Left(11)),
    (
        "an order of a changed event has no hold",
        "update event set operator = 'x' where order_no = '{sold}' and version = 3; delete from hold where order_no = '{sold}'",
        "places",
        Left(11),
    ),
    ("the head is another", "update orders set head_hash = zeroblob(32) where order_no = '{sold}'", "event_chain", Left(11)),
    ("a message was not taken", "update delivery set state = 'failed' where part = 'text'", "deliveries", Left(0)),
    ("a message is gone", "delete from delivery where part = 'text'", "deliveries", Left(0)),
    (
        "a message that no event tells",
        "insert into delivery select 'x', order_no, kind, destination, part, 9, state, null, null, body, body_digest, null,
            null, null, null, created_at, updated_at, place from delivery limit 1",
        "deliveries",
        Left(0),
    ),
    (
        "a code of no order",
        "insert into ticket_code values (zeroblob(32), 'order_0000000000000000000000000')",
        "stray_rows",
        Left(11),
    ),
];

/// As they stand: with the triggers that the damage leaves.
const SCHEMA: &[Case] = &[
    ("a trigger is gone", "drop trigger event_no_update", "schema", Mended),
    ("all guards of the places", "drop trigger hold_fits_insert; drop trigger hold_fits_update", "schema", Mended),
    ("an index is gone", "drop index orders_by_external; drop index event_by_order", "schema", Mended),
    (
        "a trigger says something else",
        "drop trigger event_no_delete; create trigger event_no_delete before delete on event begin select 1; end",
        "schema",
        Mended,
    ),
    ("a guard and what it guards", "drop trigger event_no_delete; delete from hold", "places", Mended),
    ("a table is gone", "drop table spent", "schema", Left(11)),
    ("a table too many", "create table mine (a text) strict; delete from ticket_code", "ticket_codes", Left(11)),
];

/// A shop with something of everything.
struct RichShop {
    shop: Shop,
    /// By the words that stand for them in the cases.
    names: Vec<(&'static str, String)>,
}

impl RichShop {
    fn open() -> Self {
        let tickets = TicketShop::open();
        let expired = tickets.in_checkout(4);
        tickets.shop.ok("sweep --now 2026-03-20T09:00:00Z");
        let sold = tickets.sold(1);
        // A second payment buys nothing, and is kept.
        let again = ["checkout", "complete", &sold.order, "--session", &sold.session, "--payment-ref", "again_1"];
        tickets.shop.refused(&[&["--now", BOUGHT], &again[..]].concat(), 4);
        let (paid, held, redeemed) = (tickets.paid(2), tickets.in_checkout(3), tickets.sold(6));
        assert_eq!(tickets.redeem(VISIT, &redeemed.code), "");
        let gone = tickets.sold(5);
        let key = wrapped_key(&tickets.shop, &gone);
        tickets.shop.ok(&[
            "person",
            "erase",
            &gone.order,
            "--reason",
            "asked",
            "--yes",
            "--now",
            "2026-03-22T09:00:00Z",
        ]);
        let TicketShop { shop } = tickets;
        shop.ok("smoke run resale-reference");
        let orders = [("sold", sold), ("paid", paid), ("held", held), ("expired", expired), ("erased", gone)];
        let mut names: Vec<_> = orders.into_iter().map(|(name, sold)| (name, sold.order)).collect();
        names.extend([("resale", ORDER.to_owned()), ("key", key)]);
        Self { shop, names }
    }

    fn fill(&self, text: &str) -> String {
        let named =
            self.names.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
        named.replace("{{}}", "{}")
    }
}

fn wrapped_key(shop: &Shop, sold: &SoldTicket) -> String {
    let key = "select hex(wrapped_key) from person where id = (select person_id from orders where order_no = $1)";
    shop.database().query_row(key, [&sold.order], |row| row.get(0)).unwrap()
}

fn damage(conn: &Connection, statements: &str, keep_triggers: bool) {
    conn.pragma_update(None, "foreign_keys", false).unwrap();
    let mut triggers = conn.prepare("select name, sql from sqlite_schema where type = 'trigger'").unwrap();
    let triggers: Vec<(String, String)> = triggers
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .filter(|_| !keep_triggers)
        .collect();
    for (name, _) in &triggers {
        conn.execute_batch(&format!("drop trigger {name}")).unwrap();
    }
    conn.execute_batch(statements).unwrap_or_else(|error| panic!("{statements}: {error}"));
    for (_, definition) in &triggers {
        conn.execute_batch(definition).unwrap();
    }
}

type TableRows = BTreeMap<String, Vec<String>>;

/// Every row of every table by its text, but for the notes about the file and the record of the repair; products by their names.
fn rows(shop: &Shop) -> TableRows {
    let conn = shop.database();
    let names = "select name from sqlite_schema where type = 'table' and name not in ('meta', 'product', 'order_count', 'shop_event')";
    let tables: Vec<String> =
        conn.prepare(names).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let select = |table: &str| match table {
        "orders" => {
            "select product.name, orders.* from orders join product on product.id = orders.product_id".to_owned()
        }
        table => format!("select * from {table}"),
    };
    let mut found: TableRows = tables.iter().map(|table| (table.clone(), texts(&conn, &select(table)))).collect();
    found.insert("order_count".to_owned(), texts(&conn, "select * from order_count where n > 0"));
    found.insert("schema".to_owned(), texts(&conn, "select type, name, sql from sqlite_schema"));
    found
}

fn differing_tables<'a>(one: &'a TableRows, other: &TableRows) -> Vec<&'a str> {
    one.iter().filter(|(table, rows)| other.get(*table) != Some(rows)).map(|(table, _)| table.as_str()).collect()
}

fn texts(conn: &Connection, question: &str) -> Vec<String> {
    let mut statement = conn.prepare(question).unwrap();
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let shown: Vec<usize> = (0..columns.len()).filter(|column| columns[*column] != "product_id").collect();
    let mut found: Vec<String> = statement
        .query_map([], |row| Ok(shown.iter().map(|column| format!("{:?}|", row.get_ref(*column).unwrap())).collect()))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    found.sort();
    found
}

fn doctor(shop: &Shop, more: &[&str]) -> Ended {
    shop.run(&[&["doctor", "--json", "--now", LATER], more].concat())
}

/// The finding of a code, unless all is well with it.
fn complaint<'a>(report: &'a Value, code: &str) -> Option<&'a Value> {
    report["findings"].as_array().unwrap().iter().find(|found| found["code"] == code && found["severity"] != "ok")
}

fn check_cases(cases: &[Case], keep_triggers: bool) {
    let rich = RichShop::open();
    let whole = doctor(&rich.shop, &[]);
    assert_eq!(whole.code, Some(0), "{whole:?}");
    let before = rows(&rich.shop);
    for (name, statements, code, outcome) in cases {
        let shop = rich.shop.twin();
        damage(&shop.database(), &rich.fill(statements), keep_triggers);
        let damaged = rows(&shop);
        assert_ne!(differing_tables(&damaged, &before), [""; 0], "{name}");
        let found = doctor(&shop, &[]);
        let complained = found.json();
        assert!(complaint(&complained, code).is_some(), "{name}: {}", found.out);
        assert_eq!(differing_tables(&rows(&shop), &damaged), [""; 0], "{name}: looking changes nothing");
        let tried = doctor(&shop, &["--repair", "--dry-run"]);
        assert_eq!((tried.code, rows(&shop) == damaged), (found.code, true), "{name}: {tried:?}");
        let repaired = doctor(&shop, &["--repair", "--yes"]);
        match outcome {
            Mended => {
                assert_eq!(found.code, Some(11), "{name}");
                let planned = tried.json()["repair"]["planned"].as_array().unwrap().clone();
                assert!(planned.iter().any(|planned| planned["code"] == *code), "{name}: {planned:?}");
                assert_eq!(repaired.code, Some(0), "{name}: {repaired:?}");
                assert_eq!(differing_tables(&rows(&shop), &before), [""; 0], "{name}");
                assert!(complaint(&doctor(&shop, &[]).json(), code).is_none(), "{name}");
                let recorded = &shop.json("event list --shop --limit 1")[0];
                let repair = &repaired.json()["repair"];
                let mended = repair["mended"].as_array().unwrap().iter().find(|mended| mended["code"] == *code);
                assert_eq!(
                    (&recorded["subject"], &recorded["after"][code]),
                    (&"repair".into(), &mended.unwrap()["count"])
                );
            }
            Left(exit) => {
                assert_eq!((found.code, repaired.code), (Some(*exit), Some(*exit)), "{name}: {repaired:?}");
                assert_eq!(differing_tables(&rows(&shop), &damaged), [""; 0], "{name}");
            }
        }
    }
}

#[test]
fn damaged_holds_are_found_and_mended() {
    check_cases(HOLDS, false);
}

#[test]
fn damaged_guards_of_what_is_used_once_are_found_and_mended() {
    check_cases(USED_ONCE, false);
}

#[test]
fn damaged_indexes_of_persons_and_files_are_found_and_mended() {
    check_cases(PERSONS, false);
    check_cases(FILES, false);
}

#[test]
fn damaged_rows_and_counters_are_found_and_mended() {
    check_cases(ROWS, false);
}

#[test]
fn a_damaged_log_and_the_outbox_are_found_and_left_alone() {
    check_cases(LOG, false);
}

#[test]
fn missing_indexes_and_triggers_are_made_anew_and_tables_are_not() {
    check_cases(SCHEMA, true);
}

#[test]
fn lost_and_orphan_files_are_found_and_old_orphans_removed() {
    let rich = RichShop::open();
    let proof = crate::support::shop::files(&rich.shop.path("payment-proof")).remove(0);
    let shop = rich.shop.twin();
    let orphan = shop.path(&format!("payment-proof/{ORDER}/{}.txt", "a".repeat(64)));
    std::fs::write(&orphan, "x").unwrap();
    assert!(complaint(&doctor(&shop, &[]).json(), "orphan_files").is_some());
    doctor(&shop, &["--repair", "--yes"]);
    assert!(orphan.exists(), "the upload may be run again");
    let old = std::time::SystemTime::now() - std::time::Duration::from_secs(2 * 24 * 3600);
    std::fs::File::options().write(true).open(&orphan).unwrap().set_modified(old).unwrap();
    assert_eq!((doctor(&shop, &["--repair", "--yes"]).code, orphan.exists()), (Some(0), false));

    let lost = shop.path(proof.strip_prefix(rich.shop.dir()).unwrap().to_str().unwrap());
    std::fs::remove_file(&lost).unwrap();
    let before = rows(&shop);
    let repaired = doctor(&shop, &["--repair", "--yes"]);
    assert_eq!((repaired.code, rows(&shop) == before), (Some(11), true));
    assert!(complaint(&repaired.json(), "files").is_some());
}

#[test]
fn a_repair_asks_is_recorded_and_waits_for_no_cron() {
    let shop = TicketShop::open();
    let sold = shop.sold(1);
    let TicketShop { shop } = shop;
    damage(&shop.database(), "delete from hold", false);
    assert_eq!(shop.refused("doctor --repair", 2)["exit"], 2);
    let run = shop.path("run");
    std::fs::create_dir_all(&run).unwrap();
    let lock = std::fs::File::create(run.join("cron.lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(shop.refused("doctor --repair --yes", 9)["exit"], 9);
    drop(lock);
    let repaired = doctor(&shop, &["--repair", "--yes", "--operator", "anna"]).json();
    assert_eq!(repaired["repair"]["mended"], serde_json::json!([{ "code": "places", "count": 1 }]));
    assert_eq!(repaired["repair"]["planned"][0]["examples"][0], format!("{} (missing)", sold.order));
    let again = doctor(&shop, &["--repair", "--yes"]);
    assert_eq!((again.code, &again.json()["repair"]["planned"]), (Some(0), &serde_json::json!([])));
    let told = doctor(&shop, &[]).json()["findings"].to_string();
    assert!(told.contains("by anna, 1 mended"), "{told}");
    assert_eq!(shop.json(&["sku", "show", SKU, "--now", LATER])["sku_id"], SKU);
}

//! Bills against orders: what agrees, what needs a person, and that nothing depends on how often or in which order files came.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::shop::{Shop, fixture};

/// Orders of the sheet `fixtures/bills/alipay-2026.csv`: one that was paid, one that was closed in escrow, one on the way.
const ORDERS: [(&str, &str, &str); 3] = [
    ("4000000000000000001", "506.00", "2026-06-05T02:15:32Z"),
    ("4000000000000000002", "128.00", "2026-06-05T04:00:00Z"),
    ("4000000000000000003", "256.00", "2026-06-06T01:02:44Z"),
];

fn bill(name: &str) -> PathBuf {
    fixture(&format!("bills/{name}"))
}

/// A shop with those orders, on a day after the bills.
fn shop_at(now: &'static str) -> Shop {
    let shop = Shop::bare().at(now).init();
    let paid: Vec<Value> = ORDERS
        .iter()
        .map(|(number, amount, at)| {
            json!({
                "externalOrderNo": number, "productName": "雪票", "ticketType": "初级道 3 小时", "playDate": "2026-07-15",
                "paidAmount": amount, "paidAt": at, "externalUserId": format!("buyer-{number}"), "sourcePlatform": "xianyu",
                "eventKey": format!("xianyu_paid:{number}"),
            })
        })
        .collect();
    let file = shop.file("paid.json", serde_json::to_vec(&paid).unwrap());
    shop.ok(&["order", "import", file.to_str().unwrap()]);
    shop
}

fn shop() -> Shop {
    shop_at("2026-07-02T00:00:00Z")
}

fn import(shop: &Shop, files: &[&str]) -> Value {
    let paths: Vec<PathBuf> = files.iter().map(|name| bill(name)).collect();
    let mut words = vec!["reconcile", "import"];
    words.extend(paths.iter().map(|path| path.to_str().unwrap()));
    shop.json(&words)
}

fn list(shop: &Shop, more: &[&str]) -> Vec<Value> {
    shop.json(&[&["reconcile", "list"], more].concat()).as_array().unwrap().clone()
}

/// What each row came to, by its number; for what no row tells of, by its order.
fn verdicts(shop: &Shop) -> Vec<String> {
    let text = |item: &Value, key: &str| item[key].as_str().unwrap_or("-").to_owned();
    let words = |item: &Value| {
        ["number", "at", "order_no", "verdict", "role", "gone"].map(|key| text(item, key)).join(" ")
            + &item["gone"].to_string()
    };
    // Numbers of orders are random: they are told by what their platform calls them.
    let orders = shop.json(&["order", "list"]);
    let external = |text: String| {
        let named = orders
            .as_array()
            .unwrap()
            .iter()
            .map(|order| [&order["order_no"], &order["external_order_no"]].map(|no| no.as_str().unwrap()));
        named.fold(text, |text, [no, external]| text.replace(no, external))
    };
    let mut all: Vec<String> = list(shop, &[]).iter().map(words).map(external).collect();
    all.sort();
    all
}

fn find<'v>(items: &'v [Value], number: &str) -> &'v Value {
    items.iter().find(|item| item["number"] == number).unwrap()
}

#[test]
fn the_rows_of_a_month_find_their_orders_and_say_what_needs_a_person() {
    let shop = shop();
    let told = import(&shop, &["alipay-2026.csv"]);
    let file = &told["files"][0];
    assert_eq!((&file["rows"], &file["verdict"]), (&16.into(), &"imported".into()));
    let ends = ["added", "changed", "known", "no_movement", "to_look_at", "refused"];
    assert_eq!(ends.iter().map(|key| file[*key].as_u64().unwrap()).sum::<u64>(), 16, "rows in are rows out");

    let items = list(&shop, &[]);
    let sale = find(&items, "2026060522001100000000000001");
    assert_eq!(
        (&sale["verdict"], &sale["role"], &sale["reason"]),
        (&"matched".into(), &"income".into(), &"order_number".into())
    );
    let fee = find(&items, "2026061222001100000000000002");
    assert_eq!((&fee["verdict"], &fee["order_no"]), (&"fee".into(), &sale["order_no"]));
    // Money went back, and the order knows nothing of it.
    let refund = find(&items, "2026060522001100000000000001_400000000000000001");
    assert_eq!(
        (&refund["verdict"], &refund["claimed"], &refund["found"]),
        (&"amount_differs".into(), &"0.00".into(), &"100.00".into())
    );
    // The sale was closed in escrow, and the order believes that it was paid.
    assert_eq!(find(&items, "2026060522001100000000000003")["verdict"], "amount_differs");
    // Ten days are over.
    assert_eq!(find(&items, "2026060622001100000000000004")["verdict"], "overdue");

    let summary = shop.run(&["reconcile", "show", "--json"]).json();
    assert_eq!(shop.run(&["reconcile", "show"]).code, Some(8), "something needs a person");
    let open = list(&shop, &["--open"]);
    assert_eq!(summary["needs_person"], open.len());
    assert!(shop.ok(&["queue"]).contains(&format!("{} of the bills need a person", open.len())));
    assert_eq!(shop.run(&["cron", "--json"]).json()["bills"], open.len());
    let sums = summary["verdicts"].as_array().unwrap();
    assert_eq!(sums.iter().map(|sum| sum["rows"].as_u64().unwrap()).sum::<u64>(), 16, "each row has one verdict");
}

#[test]
fn escrow_is_on_the_way_before_the_platform_confirms_by_itself() {
    let shop = shop_at("2026-06-10T00:00:00Z");
    import(&shop, &["alipay-2026.csv"]);
    assert_eq!(find(&list(&shop, &[]), "2026060622001100000000000004")["verdict"], "on_the_way");
    shop.ok(&["config", "set", "reconcile.confirm_days", "3"]);
    assert_eq!(find(&list(&shop, &[]), "2026060622001100000000000004")["verdict"], "overdue");
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let shop = shop();
    import(&shop, &["alipay-2026.csv", "wechat-2026.xlsx"]);
    let (before, state) = (verdicts(&shop), bill_tables(&shop));
    let again = import(&shop, &["alipay-2026.csv", "wechat-2026.xlsx"]);
    assert!(again["files"].as_array().unwrap().iter().all(|file| file["verdict"] == "repeated"), "{again}");
    assert_eq!((verdicts(&shop), bill_tables(&shop)), (before, state));
}

/// The tables of facts, as text.
fn bill_tables(shop: &Shop) -> Vec<String> {
    let database = shop.database();
    let read = |table: &str| {
        let mut statement = database.prepare(&format!("select * from {table}")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            Ok((0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect::<Vec<_>>().join("|"))
        });
        rows.unwrap().map(Result::unwrap).collect::<Vec<_>>().join("\n")
    };
    ["bill_account", "bill_file", "bill_row", "bill_change"].map(read).to_vec()
}

#[test]
fn the_order_in_which_files_come_changes_no_verdict() {
    let files =
        ["alipay-week-1.csv", "alipay-week-2.csv", "alipay-2026.csv", "alipay-next-month.csv", "wechat-2026.xlsx"];
    let expected = {
        let shop = shop();
        import(&shop, &files);
        verdicts(&shop)
    };
    for order in [[4, 3, 2, 1, 0], [1, 0, 3, 2, 4], [2, 4, 0, 3, 1]] {
        let shop = shop();
        for place in order {
            import(&shop, &[files[place]]);
        }
        assert_eq!(verdicts(&shop), expected, "{order:?}");
    }
}

#[test]
fn a_later_export_says_what_became_of_a_row_and_which_one_is_gone() {
    let shop = shop();
    import(&shop, &["alipay-week-1.csv"]);
    let before = list(&shop, &[]);
    let told = import(&shop, &["alipay-week-2.csv"]);
    let file = &told["files"][0];
    assert!(file["changed"].as_u64().unwrap() > 0, "{told}");
    assert_eq!(file["gone"], 1, "{told}");
    let after = list(&shop, &[]);
    assert_eq!(after.iter().filter(|item| item["gone"] == true).count(), 1);
    assert!(after.len() >= before.len(), "a row that was read stays");
    let changes: i64 = shop.database().query_row("select count(*) from bill_change", [], |row| row.get(0)).unwrap();
    assert_eq!(file["changed"], changes);
}

#[test]
fn a_row_that_contradicts_an_earlier_file_refuses_everything() {
    let shop = shop();
    import(&shop, &["alipay-week-1.csv"]);
    let text = std::fs::read(bill("alipay-week-1.csv")).unwrap();
    let place = text
        .windows(6)
        .position(|part| part == b"506.00")
        .or_else(|| text.windows(6).position(|part| part == b"128.00"));
    let mut changed = text.clone();
    changed[place.unwrap()] = b'9';
    let forged = shop.file("forged.csv", changed);
    let before = bill_tables(&shop);
    let refused =
        shop.refused(&["reconcile", "import", bill("wechat-2026.xlsx").to_str().unwrap(), forged.to_str().unwrap()], 4);
    assert_eq!(refused["code"], "bill_row_changed");
    assert_eq!(bill_tables(&shop), before, "not even the other file was read");
}

#[test]
fn a_person_decides_about_a_row_and_may_take_it_back() {
    let shop = shop();
    import(&shop, &["wechat-2026.xlsx"]);
    let row = find(&list(&shop, &[]), "1000107101202606060000000000000005")["row"].to_string();
    let order = shop.json(&["order", "list"])[2]["order_no"].as_str().unwrap().to_owned();
    let of_row = |shop: &Shop| list(shop, &["--row", &row])[0].clone();
    assert_eq!(of_row(&shop)["verdict"], "extra");

    let tried = shop.json(&["reconcile", "match", &row, &order, "--dry-run"]);
    assert_eq!(tried["dry_run"], true);
    assert_eq!(of_row(&shop)["verdict"], "extra", "a dry run keeps nothing");

    shop.ok(&["reconcile", "match", &row, &order]);
    assert_eq!((&of_row(&shop)["order_no"], &of_row(&shop)["reason"]), (&order.as_str().into(), &"by_hand".into()));
    shop.ok(&["reconcile", "ignore", &row, "--reason", "private"]);
    assert_eq!(of_row(&shop)["verdict"], "ignored");
    shop.ok(&["reconcile", "unmatch", &row]);
    assert_eq!(of_row(&shop)["verdict"], "extra");
    assert_eq!(shop.refused(&["reconcile", "unmatch", &row], 4)["code"], "bill_row_unmarked");
    assert_eq!(shop.refused(&["reconcile", "match", "4711", &order], 3)["code"], "bill_row_not_found");
    assert_eq!(shop.refused(&["reconcile", "match", &row, "XY20260101000000000ZZZZ"], 3)["code"], "order_not_found");

    // Each decision is an event of the shop, in its chain.
    let log = shop.json(&["event", "list", "--shop"]);
    let of_rows: Vec<&Value> = log.as_array().unwrap().iter().filter(|event| event["subject"] == "bill_row").collect();
    assert_eq!(of_rows.len(), 3);
    assert_eq!(shop.json(&["event", "verify"])["ok"], true);
    assert_eq!(shop.json(&["doctor"])["ok"], true);
}

#[test]
fn old_rows_are_ignored_at_once_up_to_a_day() {
    let shop = shop();
    import(&shop, &["wechat-2026.xlsx"]);
    let extra = |shop: &Shop| list(shop, &["--verdict", "extra"]).len();
    let before = extra(&shop);
    let until: usize = list(&shop, &["--verdict", "extra"])
        .iter()
        .filter(|item| item["at"].as_str().unwrap() < "2026-06-08T16")
        .count();
    assert!(until > 0 && until < before);
    let told = shop.json(&["reconcile", "ignore", "--verdict", "extra", "--until", "2026-06-08", "--reason", "old"]);
    assert_eq!(told["changed"], until);
    assert_eq!(extra(&shop), before - until);
    shop.refused(&["reconcile", "ignore", "--reason", "none named"], 2);
    shop.refused(&["reconcile", "ignore", "1", "--until", "2026-06-08", "--reason", "no verdict"], 2);
}

#[test]
fn strangers_are_sealed_and_who_is_erased_is_gone_from_the_bills() {
    let shop = shop();
    import(&shop, &["alipay-2026.csv"]);
    assert_eq!(shop.files_with(&["138******00", "示***家", "sample@example.com"]), [], "nobody's name lies in clear");
    let row = find(&list(&shop, &[]), "2026060522001100000000000001")["row"].to_string();
    assert!(list(&shop, &["--row", &row])[0]["party"].is_null());
    assert_eq!(list(&shop, &["--row", &row, "--reveal"])[0]["party"], "示***家");
    let seen = shop.json(&["event", "list", "--shop"])[0].clone();
    assert_eq!(
        (&seen["subject"], &seen["after"]["revealed"]),
        (&"bill_row".into(), &true.into()),
        "who looked is recorded"
    );
    let looks = |shop: &Shop| shop.json(&["event", "list", "--shop"]).as_array().unwrap().len();
    let before = looks(&shop);
    list(&shop, &["--row", &row, "--reveal", "--dry-run"]);
    assert_eq!(looks(&shop), before + 1, "what a dry run shows was seen, too");
    let sealed = |shop: &Shop| -> i64 {
        let statement =
            "select count(*) from bill_row where party is not null and order_numbers = '4000000000000000001'";
        shop.database().query_row(statement, [], |row| row.get(0)).unwrap()
    };
    assert!(sealed(&shop) > 0);
    let of_order = list(&shop, &[]);
    let order = find(&of_order, "2026060522001100000000000001")["order_no"].as_str().unwrap();
    shop.ok(&["order", "cancel", order, "--reason", "asked to"]);
    shop.ok(&["refund", "leg", order, "--leg", "buyer", "--evidence", "returned"]);
    shop.ok(&["person", "erase", order, "--reason", "asked to", "--yes"]);
    assert_eq!(sealed(&shop), 0);
    assert_eq!(list(&shop, &[]).len(), of_order.len(), "the facts of the money stay");
}

#[test]
fn a_bank_bill_needs_the_name_of_its_account() {
    let shop = shop();
    let file = bill("bank-cmb.csv");
    let refused = shop.refused(&["reconcile", "import", file.to_str().unwrap()], 2);
    assert_eq!(refused["code"], "bill_account_missing");
    let told = shop.json(&["reconcile", "import", file.to_str().unwrap(), "--account", "CMB 0000"]);
    assert_eq!(told["files"][0]["service"], "bank");
}

#[test]
fn an_encrypted_bill_opens_with_the_password_of_a_private_file() {
    let shop = shop();
    let (file, secret) = (bill("alipay-aes.zip"), shop.file("password.txt", "600000\n"));
    let refused = shop.refused(&["reconcile", "import", file.to_str().unwrap()], 2);
    assert_eq!(refused["code"], "bill_password_needed");
    std::fs::set_permissions(&secret, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let told = shop.json(&["reconcile", "import", file.to_str().unwrap(), "--password-file", secret.to_str().unwrap()]);
    assert_eq!(told["files"][0]["verdict"], "imported");
}

#[test]
fn a_process_killed_while_it_reads_leaves_all_of_a_bill_or_nothing() {
    let shop = shop();
    let file = bill("alipay-2026.csv");
    for pause in [0, 2, 5, 8, 12, 20, 40] {
        let mut child = shop.start(&["reconcile", "import", file.to_str().unwrap()]);
        std::thread::sleep(std::time::Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        let rows: i64 = shop.database().query_row("select count(*) from bill_row", [], |row| row.get(0)).unwrap();
        assert!(rows == 0 || rows == 16, "{rows} rows after {pause} ms");
    }
    import(&shop, &["alipay-2026.csv"]);
    let whole = {
        let other = self::shop();
        import(&other, &["alipay-2026.csv"]);
        verdicts(&other).len()
    };
    assert_eq!(verdicts(&shop).len(), whole);
    assert_eq!(shop.json(&["doctor"])["ok"], true);
}

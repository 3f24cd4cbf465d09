//! The commands of the shop's own tables: each test has a home of its own.

use std::path::Path;

use serde_json::Value;

use crate::support::shop::{ORDER, Shop, end, fixture};

/// A sandbox at its default places.
fn sandbox() -> Shop {
    Shop::at_home().init()
}

fn finding<'a>(report: &'a Value, code: &str) -> &'a Value {
    report["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == code).unwrap()
}

const PRICES: &str = "ticket_type,season,price\na,low,1.00\nb,low,2.00\n";

#[test]
fn an_import_of_prices_adds_and_changes_once_for_a_key() {
    let shop = sandbox();
    let first = shop.json_with(&["price", "import", "-", "--key", "k"], PRICES);
    assert_eq!((&first["rows"], &first["replayed"]), (&2.into(), &false.into()));
    assert_eq!(shop.json_with(&["price", "import", "-", "--key", "k"], PRICES)["replayed"], true);
    let other = "ticket_type,season,price\n Ａ,淡季,¥1.50\nc,low,3.00\n";
    assert_eq!(shop.refused_with(&["price", "import", "-", "--key", "k"], other, 4)["code"], "key_conflict");
    let added = shop.json_with(&["price", "import", "-"], other);
    assert_eq!((&added["changed"][0]["ticket_type"], &added["changed"][0]["was"]), (&"a".into(), &"1.00".into()));
    assert_eq!((&added["rows"], &added["removed"]), (&3.into(), &serde_json::json!([])));
    assert_eq!(shop.refused_with(&["price", "import", "-"], "ticket_type\n", 2)["code"], "csv_column_missing");
}

#[test]
fn only_a_replacement_that_was_confirmed_removes_a_row() {
    let shop = sandbox();
    shop.ok_with(&["price", "import", "-"], PRICES);
    let one = "ticket_type,season,price\na,low,1.00\n";
    let asked = shop.refused_with(&["price", "import", "-", "--replace"], one, 2);
    assert_eq!(asked["code"], "answer_needed");
    let dry = shop.run_with(&["price", "import", "-", "--replace", "--dry-run", "--lang", "en"], one);
    assert!(dry.out.contains("- b  low  2.00\n1 rows: would add 0, change 0, remove 1"), "{dry:?}");
    let zh = shop.run_with(&["price", "import", "-", "--replace", "--dry-run", "--lang", "zh"], one);
    assert!(zh.out.contains("- b  淡季  2.00\n共 1 行：会新增 0，会修改 0，会删除 1"), "{zh:?}");
    assert_eq!(shop.json(&["price", "list"]).as_array().unwrap().len(), 2);
    assert_eq!(shop.json_with(&["price", "import", "-", "--replace", "--yes"], one)["removed"][0]["ticket_type"], "b");
    assert_eq!(shop.json(&["price", "list"]).as_array().unwrap().len(), 1);
    shop.ok_with(&["season", "import", "-"], "from,to,season\n2026-04-15,2026-04-30,high\n");
    let may = "from,to,season\n2026-05-01,2026-05-05,旺\n";
    assert_eq!(shop.json_with(&["season", "import", "-"], may)["rows"], 2);
    let shared = "from,to,season\n2026-04-30,2026-05-01,low\n";
    let refused = shop.refused_with(&["season", "import", "-"], shared, 4);
    assert_eq!(
        (&refused["code"], refused["overlaps"].as_array().unwrap().len()),
        (&"season_overlaps_calendar".into(), 2)
    );
    assert_eq!(shop.refused_with(&["season", "import", "-", "--replace"], shared, 2)["code"], "answer_needed");
    shop.ok_with(&["season", "import", "-", "--replace", "--yes"], shared);
    assert_eq!(shop.json(&["season", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn one_price_is_set_and_removed_by_hand() {
    let shop = sandbox();
    shop.ok_with(
        &["price", "import", "-"],
        "ticket_type,season,price\n初级道 3 小时,low,100\n初级道 3 小时,high,200\n",
    );
    let set = shop.json(&["price", "set", "初级道３小时", "淡", "¥1,120"]);
    assert_eq!(
        (&set["changed"][0]["ticket_type"], &set["changed"][0]["was"], &set["changed"][0]["price"], &set["similar"]),
        (&"初级道 3 小时".into(), &"100.00".into(), &"1120.00".into(), &Value::Null)
    );
    assert_eq!(shop.json(&["price", "set", "初级道 3小", "low", "1"])["similar"], "初级道 3 小时");
    assert_eq!(shop.json(&["price", "remove", "初级道 3小"])["removed"][0]["price"], "1.00");
    assert_eq!(shop.json(&["price", "remove", "初级道3小时", "high"])["rows"], 1);
    let gone = shop.refused(&["price", "remove", "初级道3小时", "high"], 3);
    assert_eq!(gone["code"], "price_row_missing");
    // The table stands in the order in which it was given.
    shop.ok_with(&["price", "import", "-"], "ticket_type,season,price\nb,low,1\na,high,2\na,low,3\nb,high,4\n");
    let listed = shop.json(&["price", "list"]);
    let rows = listed.as_array().unwrap().iter().map(|row| format!("{} {}", row["ticket_type"], row["season"]));
    let expected = ["\"初级道 3 小时\" \"low\"", "\"b\" \"low\"", "\"b\" \"high\"", "\"a\" \"high\"", "\"a\" \"low\""];
    assert_eq!(rows.collect::<Vec<_>>(), expected);
    assert_eq!(shop.refused(&["price", "set", "a", "low", "0"], 2)["code"], "amount_invalid");
    assert_eq!(shop.refused(&["price", "set", "a", "夏", "1"], 2)["code"], "usage");
}

const SKU: [&str; 9] = ["sku", "add", "pack", "--name", "n", "--merchant", "m", "--currency", "SGD"];

#[test]
fn a_sku_is_added_replaced_and_taken_off_sale() {
    let shop = sandbox();
    let add = |more: &[&str]| shop.json(&[&SKU, more].concat());
    let first = add(&["--price", "119.00", "--pack-size", "3"]);
    assert_eq!(
        (&first["verdict"], &first["zone"], &first["on_sale"]),
        (&"created".into(), &"Asia/Singapore".into(), &true.into())
    );
    assert_eq!(shop.json(&["sku", "pause", "pack"])["changed"], true);
    let again = add(&["--price", "119", "--pack-size", "3"]);
    assert_eq!((&again["verdict"], &again["on_sale"]), (&"exists".into(), &false.into()));
    let dearer = [&SKU[..], &["--price", "129.00", "--pack-size", "3"]].concat();
    assert_eq!(shop.refused(&dearer, 4)["code"], "sku_exists");
    assert_eq!(shop.json(&["sku", "show", "pack"])["price"], "119.00");
    let replaced = shop.json(&[&dearer[..], &["--replace"]].concat());
    assert_eq!(
        (&replaced["verdict"], &replaced["was"]),
        (&"replaced".into(), &serde_json::json!({ "price": "119.00" }))
    );
    let shown = shop.json(&["sku", "show", "pack"]);
    assert_eq!((&shown["price"], &shown["on_sale"], &shown["pack_size"]), (&"129.00".into(), &false.into(), &3.into()));
    for (flags, code) in [
        (&["--price", "0"][..], "amount_invalid"),
        (&["--price", "100000.01"], "amount_invalid"),
        (&["--price", "1.00", "--zone", "Europe/Paris"], "zone_daylight_saving"),
        (&["--price", "1.00", "--pack-size", "0"], "usage"),
        (&["--price", "1.00", "--pack-size", "2", "--basis", "person"], "pack_size_without_pack"),
    ] {
        assert_eq!(shop.refused(&[&SKU[..], flags].concat(), 2)["code"], code, "{flags:?}");
    }
}

/// Holds four places of a day until 08:33 UTC on 2026-03-20, and sells two more.
fn hold_and_sell(shop: &Shop) {
    let draft = |quantity: &str| {
        let draft = ["checkout", "draft", "--sku", "pack", "--date", "2026-03-21", "--channel", "web"];
        let at = ["--now", "2026-03-20T08:28:00Z", "--format", "ids", "--quantity", quantity];
        shop.ok(&[&draft[..], &at].concat()).trim().to_owned()
    };
    let step = |line: &str| shop.ok(&format!("{line} --now 2026-03-20T08:28:00Z"));
    step(&format!("checkout lock {}", draft("4")));
    let sold = draft("2");
    step(&format!("checkout lock {sold}"));
    step(&format!("checkout request {sold} --method card"));
    step(&format!("checkout session {sold}"));
    let shown = shop.json(&format!("order show {sold} --now 2026-03-20T08:28:00Z"));
    let session = shown["payment_session"]["session_id"].as_str().unwrap();
    step(&format!("checkout complete {sold} --session {session} --payment-ref card_1"));
}

#[test]
fn a_capacity_covers_what_is_held_and_sold() {
    let shop = sandbox();
    shop.ok(&[&SKU[..], &["--price", "1.00"]].concat());
    const NOW: [&str; 2] = ["--now", "2026-03-20T08:30:00Z"];
    let stock = |date: &'static str, capacity: &'static str| {
        [&["sku", "stock", "pack", "--date", date, "--capacity", capacity][..], &NOW].concat()
    };
    assert_eq!(shop.json(&stock("2026-03-20..2026-03-22", "10"))["changed"], 3);
    assert_eq!(shop.json(&stock("2026-03-20..2026-03-22", "10"))["changed"], 0);
    assert_eq!(shop.refused(&stock("2026-03-19..2026-03-22", "10"), 4)["code"], "visit_date_past");
    hold_and_sell(&shop);
    let error = shop.refused(&stock("2026-03-20..2026-03-22", "5"), 4);
    let day = serde_json::json!({ "date": "2026-03-21", "capacity": 10, "held": 4, "committed": 2, "left": 4 });
    assert_eq!((&error["code"], &error["days"]), (&"capacity_below_taken".into(), &serde_json::json!([day])));
    let shown = |at: &str| shop.json(&["sku", "show", "pack", "--now", at])["stock"].clone();
    assert_eq!(shown("2026-03-20T08:30:00Z")[0]["capacity"], 10, "no day was changed");
    assert_eq!(shown("2026-03-20T08:30:00Z")[1], day);
    assert_eq!(shop.json(&stock("2026-03-21", "6"))["stock"][0]["left"], 0);
    // The held places have run out, and the day before is over in Singapore.
    let later = shown("2026-03-20T16:00:00Z");
    assert_eq!((&later[0]["date"], &later[0]["held"], &later[0]["left"]), (&"2026-03-21".into(), &0.into(), &4.into()));
    assert_eq!(
        shop.refused(&["sku", "stock", "other", "--date", "2026-03-21", "--capacity", "1"], 3)["code"],
        "sku_not_found"
    );
}

#[test]
fn a_group_is_added_routed_paused_and_removed() {
    let shop = sandbox();
    let add = ["group", "add", "g1", "--channel", "spool", "--target", "out"];
    let target = shop.json(&add)["target"].as_str().unwrap().to_owned();
    assert!(Path::new(&target).is_absolute() && target.ends_with("spool/out") && Path::new(&target).is_dir());
    assert_eq!(shop.json(&add)["added"], false);
    assert_eq!(
        shop.refused(&["group", "add", "g1", "--channel", "spool", "--target", "else"], 4)["code"],
        "group_exists"
    );
    shop.ok(&["group", "route", "g1", "--ticket-type", "a"]);
    shop.ok(&["group", "pause", "g1", "--reason", "no answer"]);
    let shown = shop.json(&["group", "show", "g1"]);
    assert_eq!((&shown["reason"], &shown["routes"][0]["value"]), (&"no answer".into(), &"a".into()));
    assert_eq!(shown["paused_by"], "operator");
    shop.ok(&["group", "resume", "g1"]);
    shop.ok(&["group", "test", "g1"]);
    std::fs::remove_dir(&target).unwrap();
    std::fs::write(&target, "").unwrap();
    assert_eq!(shop.refused(&["group", "test", "g1"], 5)["code"], "group_unusable");
    assert_eq!(shop.json_with(&["group", "answer", "g1", "-"], "{\"errcode\":0}")["queued"], 1);
    assert_eq!(shop.refused_with(&["group", "answer", "g1", "-"], "<html>", 2)["code"], "answer_invalid");
    assert_eq!(shop.refused(&["group", "remove", "g1"], 2)["code"], "answer_needed");
    shop.ok(&["group", "remove", "g1", "--yes"]);
    assert_eq!(shop.refused(&["group", "show", "g1"], 3)["code"], "group_not_found");
}

#[test]
fn a_wording_is_set_shown_and_set_back() {
    let shop = sandbox();
    let listed = |lang: &str| {
        let rows = shop.json(&["notify", "template", "list"]);
        rows.as_array().unwrap().iter().find(|row| row["lang"] == lang).unwrap()["own"].clone()
    };
    let set = ["notify", "template", "set", "ticket_matched", "--text-lang", "en", "-"];
    let shipped = shop.ok(&["notify", "template", "show", "ticket_matched", "--text-lang", "en", "-q"]);
    assert_eq!(shop.refused_with(&set, "Hi {phone}", 2)["code"], "wording_placeholder");
    assert_eq!(shop.refused_with(&set, &"x".repeat(64 * 1024 + 1), 2)["code"], "wording_unreadable");
    assert_eq!(shop.json_with(&[&set[..], &["--dry-run"]].concat(), "Hi {name}\n")["dry_run"], true);
    assert_eq!(listed("en"), false);
    let keyed = [&set[..], &["--key", "k"]].concat();
    assert_eq!(shop.json_with(&keyed, "Hi {name}\n")["changed"], true);
    assert_eq!(shop.json_with(&keyed, "Hi {name}\n")["replayed"], true);
    assert_eq!(shop.refused_with(&keyed, "Ho {name}\n", 4)["code"], "key_conflict");
    assert_eq!(shop.ok(&["notify", "template", "show", "ticket_matched", "--text-lang", "en", "-q"]), "Hi {name}\n");
    assert_eq!((listed("en"), listed("zh")), (true.into(), false.into()));
    shop.ok_with(&set, &shipped);
    assert_eq!(listed("en"), false);
    assert_eq!(shop.refused(&["notify", "template", "show", "nothing"], 3)["code"], "template_not_found");
}

#[test]
fn a_group_with_a_push_of_unknown_outcome_stays() {
    let shop = sandbox();
    let (files, shared) = (fixture("scenarios/resale-reference"), fixture("scenarios/shared"));
    let path = |dir: &Path, name: &str| dir.join(name).to_str().unwrap().to_owned();
    shop.ok(&["price", "import", &path(&shared, "prices.csv")]);
    shop.ok(&["season", "import", &path(&shared, "seasons.csv")]);
    let no = ORDER;
    let at = ["--now", "2026-03-20T03:35:46.715Z", "--ids", "D3AV"];
    shop.ok(&[&["order", "import", &path(&files, "paid.json")], &at[..]].concat());
    shop.ok(&["form", "submit", no, "--file", &path(&shared, "form.json"), "--now", "2026-03-20T03:36:00Z"]);
    shop.ok(&["payment", "confirm", no, "--channel", "wechat", "--now", "2026-03-20T03:37:00Z"]);
    shop.ok(&["proof", "upload", no, &path(&files, "payment-proof.txt"), "--now", "2026-03-20T03:38:00Z"]);
    shop.ok(&["group", "add", "g1", "--channel", "spool", "--target", "out"]);
    // An answer that no service gives: nobody knows whether the message arrived.
    shop.ok_with(&["group", "answer", "g1", "-"], "{\"odd\":true}");
    assert_eq!(shop.run(&["push", no, "--group", "g1", "--now", "2026-03-20T03:39:00Z"]).code, Some(12));
    assert_eq!(shop.json(&["group", "show", "g1"])["unfinished"][0], no);
    assert_eq!(shop.refused(&["group", "remove", "g1", "--yes"], 4)["code"], "group_in_use");
    let pushes = shop.json(&["push", "list", "--state", "unknown"]);
    for push in pushes.as_array().unwrap() {
        let id = push["id"].as_str().unwrap();
        shop.ok(&["push", "resolve", id, "--not-delivered", "--evidence", "looked into the group", "--yes"]);
    }
    shop.ok(&["group", "remove", "g1", "--yes"]);
}

#[test]
fn nothing_is_kept_beyond_the_limit() {
    let shop = sandbox();
    let limit = ["config", "set", "store.max_total_bytes", "1048576"];
    shop.ok(&limit);
    shop.file("proof.txt", "x".repeat(1 << 20));
    let order = serde_json::json!({
        "sourcePlatform": "xianyu", "externalOrderNo": "E1", "externalUserId": "u1", "productName": "p",
        "ticketType": "a", "playDate": "2026-04-15", "paidAmount": 1, "paidAt": "2026-03-20T03:35:45Z",
    });
    let made = shop.json_with(&["order", "import", "-"], &order.to_string());
    let no = made[0]["order_no"].as_str().unwrap();
    assert_eq!(shop.refused(&["proof", "upload", no, "proof.txt"], 1)["code"], "store_full");
    assert!(!shop.data().join("payment-proof").exists());
}

#[test]
fn doctor_reports_a_missing_and_a_damaged_database() {
    let bare = Shop::at_home();
    let ended = bare.run(&["doctor", "--json"]);
    let report = ended.json();
    assert_eq!(ended.code, Some(5));
    assert_eq!((&report["ok"], &finding(&report, "database")["severity"]), (&false.into(), &"problem".into()));

    let shop = sandbox();
    let report = shop.json(&["doctor"]);
    assert_eq!((&report["ok"], &finding(&report, "prices")["severity"]), (&true.into(), &"warning".into()));
    assert_eq!(shop.json(&["doctor", "--repair"])["repair"]["planned"], serde_json::json!([]));
    // The write-ahead log still holds every page of so small a database, and would mend it.
    let _ = std::fs::remove_file(shop.database_file().with_extension("db-wal"));
    std::fs::write(shop.database_file(), "no database at all").unwrap();
    let ended = shop.run(&["doctor", "--json"]);
    assert_eq!((ended.code, &ended.json()["ok"]), (Some(11), &false.into()));
}

#[test]
fn config_is_read_and_written() {
    let shop = sandbox();
    shop.ok(&["config", "set", "lang", "zh"]);
    assert_eq!(shop.ok(&["config", "get", "lang"]), "zh\n");
    shop.ok(&["config", "set", "lang", "en", "--dry-run"]);
    assert_eq!(shop.ok(&["config", "get", "lang"]), "zh\n");
    assert_eq!(shop.run(&["config", "get", "nothing"]).code, Some(2));
}

#[test]
fn help_knows_every_exit_code_and_command() {
    let shop = Shop::at_home();
    let codes = shop.json(&["help", "exit-codes"]);
    assert_eq!(codes.as_array().unwrap().len(), 15);
    assert_eq!(codes[12]["category"], "unknown");
    let errors = shop.json(&["help", "errors", "--lang", "zh"]);
    let missing = errors.as_array().unwrap().iter().find(|error| error["code"] == "file_not_found").unwrap();
    assert_eq!((&missing["exit"], &missing["hint"]), (&3.into(), &"检查路径".into()));
    let help = shop.ok(&["help", "group", "add"]);
    assert!(help.contains("--channel"));
    assert_eq!(shop.run(&["help", "nothing"]).code, Some(2));
}

#[test]
fn committed_completions_are_what_the_binary_prints() {
    let shop = Shop::at_home();
    for (shell, file) in [("bash", "ticketctl.bash"), ("zsh", "_ticketctl"), ("fish", "ticketctl.fish")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions").join(file);
        let printed = shop.ok(&["completions", shell]);
        let same = std::fs::read_to_string(&path).unwrap() == printed;
        assert!(same, "run `ticketctl completions {shell} > completions/{file}`");
    }
}

#[test]
fn bash_completes_with_the_committed_script() {
    let binary = Path::new(env!("CARGO_BIN_EXE_ticketctl"));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions/ticketctl.bash");
    let press_tab = r#"source "$0"; COMP_WORDS=(ticketctl group sh); COMP_CWORD=2 COMP_TYPE=9
        _clap_complete_ticketctl ticketctl sh group; printf '%s,' "${COMPREPLY[@]}""#;
    let mut bash = std::process::Command::new("bash");
    bash.env("PATH", std::env::join_paths([binary.parent().unwrap(), Path::new("/usr/bin")]).unwrap());
    let told = bash.args(["--norc", "-c", press_tab]).arg(script).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&told.stdout), "show,", "{told:?}");
}

#[test]
fn a_shell_is_told_groups_and_ticket_types_and_never_an_error() {
    for (shop, expected) in [(sandbox(), true), (Shop::at_home(), false)] {
        if expected {
            shop.ok(&["group", "add", "ski-agents", "--channel", "spool", "--target", "out"]);
        }
        if expected {
            shop.ok(&["price", "set", "初级道 3 小时", "low", "1"]);
        }
        for (words, candidate) in
            [(&["group", "show", "ski"][..], "ski-agents"), (&["price", "remove", "初级道3"], "初级道3小时")]
        {
            let mut ask = shop.surroundings(env!("CARGO_BIN_EXE_ticketctl"));
            let told = end(ask.env("COMPLETE", "fish").args(["--", "ticketctl"]).args(words));
            assert_eq!((told.code, told.out.contains(candidate)), (Some(0), expected), "{words:?}");
        }
    }
}

//! A made-up quarter of a shop, made by python3: every row of its bills ends in the verdict that the script gave it, to the fen.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::shop::Shop;

const NOW: &str = "2026-07-02T00:00:00Z";

/// A shop with the orders of the quarter.
fn shop_of(folder: &Path) -> Shop {
    let shop = Shop::bare().at(NOW).init();
    shop.ok(&["event", "import", folder.join("orders.ndjson").to_str().unwrap(), "--quiet"]);
    shop
}

fn import(shop: &Shop, folder: &Path, names: &[&str]) -> Value {
    let paths: Vec<String> = names.iter().map(|name| folder.join(name).to_str().unwrap().to_owned()).collect();
    let mut words = vec!["reconcile", "import"];
    words.extend(paths.iter().map(String::as_str));
    shop.json(&words)
}

/// What the bills come to, in fen, as the script spells it.
fn sums(shop: &Shop) -> (Value, Value) {
    let found = shop.run(&["reconcile", "show", "--json"]).json();
    let fen = |value: &Value| value.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    let verdict = |sum: &Value| {
        let ways = json!({ "rows": sum["rows"], "in": fen(&sum["in"]), "out": fen(&sum["out"]), "neither": fen(&sum["neither"]) });
        (sum["verdict"].as_str().unwrap().to_owned(), ways)
    };
    let verdicts: serde_json::Map<String, Value> = found["verdicts"].as_array().unwrap().iter().map(verdict).collect();
    let claims = found["claims"].as_array().unwrap().iter();
    let alone = claims.filter(|claim| ["missing", "not_covered"].contains(&claim["verdict"].as_str().unwrap()));
    let alone = alone.map(|claim| {
        let verdict = claim["verdict"].as_str().unwrap().to_owned();
        (verdict, json!({ "count": claim["count"], "fen": fen(&claim["amount"]) }))
    });
    (verdicts.into(), alone.collect::<serde_json::Map<String, Value>>().into())
}

#[test]
fn every_row_of_a_quarter_ends_as_an_independent_script_says() {
    let folder = tempfile::tempdir().unwrap();
    let make = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/thorough/quarter/make");
    assert!(Command::new("python3").arg(make).arg(folder.path()).status().unwrap().success());
    let expected: Value = serde_json::from_slice(&std::fs::read(folder.path().join("expected.json")).unwrap()).unwrap();
    let names: Vec<&str> = expected["files"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();

    let shop = shop_of(folder.path());
    let told = import(&shop, folder.path(), &names);
    let files = told["files"].as_array().unwrap();
    assert_eq!(files.iter().map(|file| file["gone"].as_u64().unwrap()).sum::<u64>(), expected["gone"]);
    assert!(files.iter().all(|file| file["refused"] == 0), "{told}");
    assert_eq!(sums(&shop), (expected["verdicts"].clone(), expected["alone"].clone()));
    let rows: i64 = shop.database().query_row("select count(*) from bill_row", [], |row| row.get(0)).unwrap();
    assert_eq!(expected["rows"], rows);

    import(&shop, folder.path(), &names);
    assert_eq!(sums(&shop), (expected["verdicts"].clone(), expected["alone"].clone()), "the same files again");
    let turned = shop_of(folder.path());
    for name in names.iter().rev() {
        import(&turned, folder.path(), &[name]);
    }
    assert_eq!(sums(&turned), (expected["verdicts"].clone(), expected["alone"].clone()), "in another order");
}

//! What killed processes left: told, taken over by the same command again, or removed once nobody can need it.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::support::shop::{ORDER, Shop, files};

/// The finding about files that belong to no order.
fn orphans(shop: &Shop) -> Option<Value> {
    let report = shop.run("doctor --json").json();
    report["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "orphan_files").cloned()
}

#[test]
fn files_of_no_order_are_told_and_go_after_a_day() {
    let shop = Shop::ready();
    assert_eq!(orphans(&shop), None);
    let hash = "0".repeat(64);
    let place = |name: String, hours: u64| {
        let path = shop.file(&format!("payment-proof/{ORDER}/{name}"), "a proof that nobody recorded");
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(hours * 3600)).unwrap();
        path
    };
    let (old, unfinished) = (place(format!("{hash}.png"), 25), place(".ticketctl-tmp-0123456789abcdef".into(), 25));
    let (young, foreign) = (place(format!("1{}.png", &hash[1..]), 23), place("notes.txt".into(), 99));
    shop.file(".ticketctl-tmp-00", "of a restore that was killed");
    let told = orphans(&shop).unwrap();
    assert_eq!(told["severity"], "warning");
    assert!(told["message"].as_str().unwrap().starts_with("3 files belong to no order"), "{told}");
    assert_eq!(shop.json("sweep --dry-run")["leftover_files"], 2);
    assert!(old.exists());
    assert_eq!(shop.json("sweep")["leftover_files"], 2);
    assert!(!old.exists() && !unfinished.exists() && young.exists() && foreign.exists());
    assert!(!shop.path(".ticketctl-tmp-00").exists());
    // What an order knows stays, however old; and all files are looked at once a day.
    let kept: Vec<_> = files(&shop.path("payment-proof")).into_iter().filter(|path| path != &young).collect();
    assert_eq!(kept.len(), 2, "the proof and what is not ours");
    let again = place(format!("{hash}.png"), 25);
    assert_eq!(shop.json("sweep")["leftover_files"], 0);
    shop.database().execute_batch("delete from meta where name = 'last_orphan_search_at'").unwrap();
    assert_eq!(shop.json("sweep")["leftover_files"], 1);
    assert!(!again.exists());
    shop.ok("proof verify --all");
}
